//! Paths → bytes: files, folders and standard input.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use super::{
    Page, Params, Readers, Source,
    bytes::{read_bytes, show, take},
    encoding, formats,
    listing::{belongs, is_text},
    near::must_exist,
    ours::{self, REPORT_JSON, is_report},
};
use crate::error::{Error, Fault, Result};

/// Reads each input; a folder's folders become inputs of their own, and so do archives in it.
/// Folders that hold a report of ours are skipped: it is made of texts, but is not a record.
/// Foreign formats are read in this process, as [`Readers::Here`].
///
/// # Errors
/// A missing file, a folder without texts, and as [`super::decode`].
pub fn read(inputs: &[PathBuf], params: &Params) -> Result<Vec<Source>> {
    Readers::Here.read(inputs, params)
}

impl Readers {
    /// What [`read`] answers, read where these readers are.
    ///
    /// # Errors
    /// As [`read`] and [`Readers::decode`].
    pub fn read(&self, inputs: &[PathBuf], params: &Params) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        let is_standard = |input: &&PathBuf| input.as_os_str() == "-";
        if inputs.iter().filter(is_standard).count() > 1 {
            return Err(Error::input("-", "standard input is named twice", "name it once"));
        }
        must_exist(inputs.iter().map(PathBuf::as_path))?;
        for input in inputs {
            if is_standard(&input) {
                let bytes = take(std::io::stdin(), params).map_err(Error::file("-", "read"))?;
                sources.extend(self.decode("-", bytes, params)?);
            } else if input.is_dir() {
                if is_report(input) {
                    return Err(ours::refuse_folder(input));
                }
                let mut of_ours = None;
                let found = self.read_folder(input, params, &mut of_ours)?;
                if found.is_empty() {
                    return Err(of_ours.unwrap_or_else(|| no_texts(input)));
                }
                sources.extend(found);
            } else {
                let found = self.decode(&show(input), read_bytes(input, params)?, params);
                sources.extend(found.map_err(|error| ours::out_of(error, input))?);
            }
        }
        Ok(sources)
    }

    /// The inputs in a folder. What yiti wrote is left out; `ours` is the refusal of the first.
    fn read_folder(
        &self,
        folder: &Path,
        params: &Params,
        ours: &mut Option<Error>,
    ) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect())
            .map_err(Error::file(folder, "read"))?;
        entries.sort();
        let mut pages: Vec<Page> = Vec::new();
        let (mut archives, mut unread) = (Vec::new(), Vec::new());
        for path in entries.iter().filter(|path| path.is_file() && is_text(&file_name(path))) {
            leads_out(folder, path)?;
            let found = match self.decode(&show(path), read_bytes(path, params)?, params) {
                Err(error) if error.fault() == Some(Fault::Ours) => {
                    unread.push(show(path));
                    ours.get_or_insert_with(|| ours::out_of(error, path));
                    continue;
                }
                found => found?,
            };
            for source in found {
                if source.is_folder {
                    archives.push(source);
                } else {
                    pages.extend(source.pages.into_iter().filter(belongs));
                }
            }
        }
        if let Some(first) = pages.first_mut() {
            first.read.unread = unread;
            let name = name_of(folder).unwrap_or_else(|| show(folder));
            sources.push(Source { name, pages, is_folder: true });
        }
        sources.extend(archives);
        // Linked folders are skipped: they can form a loop. They can be named themselves.
        let folders = entries.iter().filter(|path| is_folder(path) && !is_hidden(path));
        for path in folders {
            if is_report(path) {
                ours.get_or_insert_with(|| ours::refuse_folder(path));
            } else {
                sources.extend(self.read_folder(path, params, ours)?);
            }
        }
        Ok(sources)
    }
}

/// The refusal of a folder without texts.
fn no_texts(folder: &Path) -> Error {
    let remedy = format!("put {} files into it", formats::endings());
    Error::input(show(folder), "no texts in this folder", remedy).of(Fault::NoText)
}

/// Refuses a link in a folder to a file outside: a folder that was sent could have any file of the
/// reader's machine quoted in the report.
fn leads_out(folder: &Path, path: &Path) -> Result<()> {
    let is_own = || inside(folder, Path::new(path.file_name()?));
    if !path.is_symlink() || is_own().is_some() {
        return Ok(());
    }
    Err(Error::input(
        show(path),
        "a link to a file outside of this folder",
        "name that file as an input of its own, or put a copy here",
    ))
}

/// A folder's own name, also of `.` and `..`; `None` for `/`, which has no name.
pub fn name_of(folder: &Path) -> Option<String> {
    let real = || fs::canonicalize(folder).ok()?.file_name().map(ToOwned::to_owned);
    let name = folder.file_name().map(ToOwned::to_owned).or_else(real);
    name.map(|name| name.to_string_lossy().into_owned())
}

/// The regular file or the folder `name` below `folder`; `None` if there is no such thing, or if a
/// path or a link leads out of the folder.
pub fn inside(folder: &Path, name: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.join(name);
    let real = fs::canonicalize(&path).ok()?;
    let goes_down =
        name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let is_inside = goes_down && real.starts_with(fs::canonicalize(folder).ok()?);
    (is_inside && (real.is_file() || real.is_dir())).then_some(path)
}

/// The file of this name in an input's folder, or beside an input's file; `None` if there is no such file.
///
/// # Errors
/// Inputs of several folders, each with its own.
pub fn beside(inputs: &[PathBuf], name: &str) -> Result<Option<PathBuf>> {
    let texts = inputs.iter().filter(|input| input.as_os_str() != "-");
    let paths = texts
        .map(|input| if input.is_dir() { input.join(name) } else { input.with_file_name(name) });
    let mut found: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
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

/// Reads a small file of settings or words, in any encoding that texts have.
///
/// # Errors
/// A file that cannot be read, is too large or is no text.
pub fn read_list(path: &Path) -> Result<String> {
    let params = Params::default();
    let (name, bytes) = (show(path), read_bytes(path, &params)?);
    if bytes.len() as u64 > params.max_bytes {
        return Err(params.too_large(&name, "the file has"));
    }
    let (text, _) = encoding::decode(&name, &bytes, None)?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Reads a font file.
///
/// # Errors
/// A file that cannot be read.
pub fn read_font(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Error::file(path, "read"))
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() && !path.is_symlink()
}

/// The analysis of a report folder as a source of one page; `None`: the folder holds no report.
///
/// # Errors
/// A report without its analysis, or one that is too large or no text.
pub fn report_in(folder: &Path, params: &Params) -> Result<Option<Source>> {
    if !folder.is_dir() || !is_report(folder) {
        return Ok(None);
    }
    let path = folder.join(REPORT_JSON);
    if !path.is_file() {
        return Err(Error::input(
            show(folder),
            "a folder of yiti without a report.json: a comparison, or a damaged report",
            "name the texts or the reports that it was made from",
        ));
    }
    let bytes = read_bytes(&path, params)?;
    if bytes.len() as u64 > params.max_bytes {
        return Err(params.too_large(&show(&path), "the file has"));
    }
    let (text, _) = encoding::decode(&show(&path), &bytes, None)?;
    let page = Page { path: show(&path), ..Page::new(REPORT_JSON, text) };
    let name = name_of(folder).unwrap_or_else(|| show(folder));
    Ok(Some(Source { name, pages: vec![page], is_folder: false }))
}

/// The model in a report folder, as its path and its bytes.
///
/// # Errors
/// A folder that holds no report, or one of several meetings or of an older version, which has no
/// `model.json`.
pub fn read_model(folder: &Path, params: &Params) -> Result<(String, Vec<u8>)> {
    let path = folder.join("model.json");
    if !is_report(folder) || !path.is_file() {
        return Err(Error::input(
            show(folder),
            "no report of one meeting with a model.json",
            "name a folder that `yiti report` wrote for one meeting",
        ));
    }
    let bytes = read_bytes(&path, params)?;
    if bytes.len() as u64 > params.max_bytes {
        return Err(params.too_large(&show(&path), "the file has"));
    }
    Ok((show(&path), bytes))
}

fn is_hidden(path: &Path) -> bool {
    file_name(path).starts_with('.')
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into()
}
