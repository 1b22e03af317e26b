//! The memory that the program in the page may take.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var("TARGET").is_ok_and(|target| target.starts_with("wasm32")) {
        // As deep as the stack of a reader elsewhere (src/pages/guard.rs).
        println!("cargo:rustc-link-arg-cdylib=-zstack-size=33554432");
        // Half of what 32 bits can address: at 2 GiB the program ends itself, which the page can
        // say, before the browser ends the page.
        println!("cargo:rustc-link-arg-cdylib=--max-memory=2147483648");
    }
}
