//! Bytes → [`Page`]: the only room that reads texts.
//!
//! One input is one meeting: a file, or a folder of one file a speech.
//! Folders are read in name order, so that a run does not hang on the disk.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

pub mod table;

/// The largest text that is read, in bytes: far above any record, below what fills a machine.
pub const MAX_BYTES: u64 = 2 << 30;

/// One source file's text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The file's name without its folder; `-` for standard input.
    pub source: String,
    /// The text as it stands in the file, a byte order mark included.
    pub text: String,
}

impl Page {
    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        self.source.rsplit_once('.').map_or(&self.source, |(stem, _)| stem)
    }
}

/// The pages of one input: a file's one page, or those of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file's or folder's name.
    pub name: String,
    /// At least one page, in name order.
    pub pages: Vec<Page>,
    /// True for a folder, whose files may be one speech each.
    pub is_folder: bool,
}

/// Reads each input; a folder's folders become inputs of their own.
///
/// # Errors
/// A missing, empty, binary or wrongly encoded file, and a folder without texts.
pub fn read(inputs: &[PathBuf]) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let is_standard = |input: &&PathBuf| input.as_os_str() == "-";
    if inputs.iter().filter(is_standard).count() > 1 {
        return Err(Error::input("-", "standard input is named twice", "name it once"));
    }
    for input in inputs {
        if is_standard(&input) {
            sources.push(standard_input()?);
        } else if input.is_dir() {
            let before = sources.len();
            read_folder(input, &mut sources)?;
            if sources.len() == before {
                return Err(Error::input(
                    show(input),
                    "no texts in this folder",
                    "put .txt, .md or .jsonl files into it",
                ));
            }
        } else {
            let page = read_page(input)?;
            sources.push(Source { name: page.stem().into(), pages: vec![page], is_folder: false });
        }
    }
    Ok(sources)
}

/// The file of this name in an input's folder, or beside an input's file; `None`: there is none.
///
/// # Errors
/// Inputs of several folders, each with its own.
pub fn beside(inputs: &[PathBuf], name: &str) -> Result<Option<PathBuf>> {
    let place = |input: &PathBuf| match input.is_dir() {
        true => input.join(name),
        false => input.with_file_name(name),
    };
    let texts = inputs.iter().filter(|input| input.as_os_str() != "-");
    let mut found: Vec<PathBuf> = texts.map(place).filter(|path| path.is_file()).collect();
    found.dedup();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        [one, other, ..] => Err(Error::input(
            show(one),
            format!("there is also {}", show(other)),
            format!("name the {name} that counts with -c"),
        )),
    }
}

/// Reads a small file of settings or words as UTF-8.
///
/// # Errors
/// As [`read`].
pub fn read_list(path: &Path) -> Result<String> {
    let text = text(&show(path), read_bytes(path)?)?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Reads a font file.
///
/// # Errors
/// A file that cannot be read.
pub fn read_font(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Error::file(path, "read"))
}

fn standard_input() -> Result<Source> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(Error::file("-", "read"))?;
    let page = Page { source: "-".into(), text: decode("-", bytes)? };
    Ok(Source { name: "stdin".into(), pages: vec![page], is_folder: false })
}

fn read_folder(folder: &Path, sources: &mut Vec<Source>) -> Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect())
        .map_err(Error::file(folder, "read"))?;
    entries.sort();
    let mut pages = Vec::new();
    for path in entries.iter().filter(|path| path.is_file() && is_text(path)) {
        pages.push(read_page(path)?);
    }
    if !pages.is_empty() {
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        sources.push(Source { name: name.to_string_lossy().into(), pages, is_folder: true });
    }
    // A linked folder may lead back here; it can be named itself.
    for path in entries.iter().filter(|path| is_folder(path) && !is_hidden(path)) {
        read_folder(path, sources)?;
    }
    Ok(())
}

/// Whether a file of a folder is one of its texts: a README or a table beside them is not.
fn is_text(path: &Path) -> bool {
    let name = file_name(path).to_lowercase();
    !is_hidden(path)
        && !name.starts_with("readme")
        && [".txt", ".md", ".markdown", ".jsonl"].iter().any(|ending| name.ends_with(ending))
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() && !path.is_symlink()
}

fn is_hidden(path: &Path) -> bool {
    file_name(path).starts_with('.')
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into()
}

fn show(path: &Path) -> String {
    path.display().to_string()
}

fn read_page(path: &Path) -> Result<Page> {
    Ok(Page { source: file_name(path), text: decode(&show(path), read_bytes(path)?)? })
}

/// A file's bytes, at most one more than [`MAX_BYTES`]: a device may have no end.
fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(Error::file(path, "read"))?;
    Ok(bytes)
}

fn too_large(input: &str) -> Error {
    Error::input(input, "larger than 2 GiB", "split it into several files")
}

/// The text of a record, which must hold some.
fn decode(input: &str, bytes: Vec<u8>) -> Result<String> {
    let text = text(input, bytes)?;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Error::input(input, "the file is empty", "give a record with text in it"));
    }
    Ok(text)
}

fn text(input: &str, bytes: Vec<u8>) -> Result<String> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(input));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(not_utf8(input, "the text is UTF-16", "UTF-16"));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Error::input(
            input,
            format!("not a text: byte {} is zero", at + 1),
            "give the record as plain text in UTF-8",
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count();
        not_utf8(input, &format!("not UTF-8 from line {line} on"), "GB18030")
    })
}

fn not_utf8(input: &str, reason: &str, from: &str) -> Error {
    Error::input(
        input,
        reason,
        format!("save it as UTF-8, e.g. `iconv -f {from} -t UTF-8 OLD > NEW`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        for (bytes, reason) in [
            (&b""[..], "the file is empty"),
            (&b" \n\t"[..], "the file is empty"),
            (&b"\xEF\xBB\xBF\n"[..], "the file is empty"),
            (&b"ab\0c"[..], "byte 3 is zero"),
            (&b"\xFF\xFEa\0"[..], "UTF-16"),
            (&b"ok\n\xB9\xE3\xB6\xAB"[..], "not UTF-8 from line 2 on"),
        ] {
            let message = decode("x.txt", bytes.to_vec()).expect_err("refused").to_string();
            assert!(message.contains(reason) && message.starts_with("x.txt"), "{message}");
        }
    }
}
