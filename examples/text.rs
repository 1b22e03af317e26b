//! Prints the text that is read from files of any format: `cargo run --example text -- FILE...`

use std::{
    env,
    error::Error,
    io::{self, Write},
    path::PathBuf,
};

use yiti::pages::{self, Params};

fn main() -> Result<(), Box<dyn Error>> {
    let inputs: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    for source in pages::read(&inputs, &Params::default())? {
        for page in source.pages {
            io::stdout().write_all(page.text.as_bytes())?;
        }
    }
    Ok(())
}
