//! A Chinese face as bytes, so that nobody has to install one.
//!
//! It is a crate of its own because its build is the longest one of all: a
//! library of words and numbers does not need it.

/// Droid Sans Fallback (Apache-2.0), a TrueType file of 4 MB.
pub static DROID_SANS_FALLBACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cjk.ttf"));
