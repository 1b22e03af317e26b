//! Writes the Chinese face where `include_bytes!` finds it.
//!
//! The face (Droid Sans Fallback, Apache-2.0) comes through cargo inside
//! `pdf_oxide`, a build-dependency of which nothing is linked into the program.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let face = Path::new(&env::var("OUT_DIR")?).join("cjk.ttf");
    fs::write(face, pdf_oxide::fonts::form_fallback::render_cjk_fallback_bytes())?;
    Ok(())
}
