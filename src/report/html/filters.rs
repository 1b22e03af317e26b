//! Filters of the templates.

#![allow(unreachable_pub, reason = "askama's macro makes each filter public within this module")]

use std::{fmt::Display, io::Write as _};

use askama::{Error, Result, Values};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::{Compression, GzBuilder};

/// Markup as the page's script unpacks it: gzip (RFC 1952), in Base64. Pictures of many speeches are
/// a quarter of their size that way.
#[askama::filter_fn]
pub(super) fn packed(markup: impl Display, _: &dyn Values) -> Result<String> {
    // No name and no time: the same markup gives the same bytes.
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    let bytes = gzip.write_all(markup.to_string().as_bytes()).and_then(|()| gzip.finish());
    Ok(BASE64_STANDARD.encode(bytes.map_err(Error::custom)?))
}
