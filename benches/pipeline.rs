//! What each stage costs on the demo page.

fn main() {}
