/** What wasm-bindgen writes. */
declare const wasm_bindgen: any;
