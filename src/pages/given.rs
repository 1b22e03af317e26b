//! Files that are in memory already, as a web page is given them → sources.

use std::collections::BTreeMap;

use super::{
    Page, Params, Readers, Source, formats,
    listing::{belongs, is_text},
    ours::is_report_of,
};
use crate::error::{Error, Fault, Result};

/// A file that is in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFile {
    /// Its name, or, of a file of a folder, its path from the folder on, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl GivenFile {
    /// What was given: the file itself, or the folder that it came in.
    pub(crate) fn root(&self) -> &str {
        self.path.split('/').next().unwrap_or(&self.path)
    }
}

/// The files of a folder by their names.
type Listed = BTreeMap<String, Vec<u8>>;

/// Folders by the parts of their paths: in the order in which folders on disk are gone through.
type Folders = BTreeMap<Vec<String>, Listed>;

/// The folders that hold a report or a comparison of ours.
fn reports(folders: &Folders) -> Vec<Vec<String>> {
    let is_report = |(path, listed): &(&Vec<String>, &Listed)| {
        let holds_folder =
            |name: &str| folders.contains_key(&[path, &[name.to_owned()][..]].concat());
        is_report_of(
            |name| listed.contains_key(name) || holds_folder(name),
            || listed.get("manifest.json").cloned().unwrap_or_default(),
        )
    };
    folders.iter().filter(is_report).map(|(path, _)| path.clone()).collect()
}

impl Readers {
    /// What [`Readers::read`] answers for the same files and folders on disk.
    ///
    /// # Errors
    /// As [`Readers::decode`], and a folder without texts.
    pub(crate) fn read_given(&self, files: Vec<GivenFile>, params: &Params) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        let mut left = files;
        while let Some(first) = left.first() {
            let root = first.root().to_owned();
            let (these, others) = left.into_iter().partition(|file| file.root() == root);
            left = others;
            sources.extend(self.given_one(&root, these, params)?);
        }
        Ok(sources)
    }

    /// The sources of one file, or of the files of one folder.
    fn given_one(&self, root: &str, files: Vec<GivenFile>, params: &Params) -> Result<Vec<Source>> {
        let mut folders = Folders::new();
        let mut sources = Vec::new();
        for GivenFile { path, bytes } in files {
            let mut parts: Vec<String> = path.split('/').map(ToOwned::to_owned).collect();
            match parts.pop().filter(|_| !parts.is_empty()) {
                Some(name) => drop(folders.entry(parts).or_default().insert(name, bytes)),
                None => sources.extend(self.decode(&path, bytes, params)?),
            }
        }
        let is_hidden = |folder: &[String]| folder[1..].iter().any(|part| part.starts_with('.'));
        let reports = reports(&folders);
        let is_ours = |folder: &[String]| reports.iter().any(|report| folder.starts_with(report));
        folders.retain(|folder, _| !is_hidden(folder) && !is_ours(folder));
        for (folder, listed) in folders {
            sources.extend(self.given_folder(&folder, listed, params)?);
        }
        if sources.is_empty() {
            let remedy = format!("put {} files into it", formats::endings());
            return Err(Error::input(root, "no texts in this folder", remedy).of(Fault::NoText));
        }
        Ok(sources)
    }

    /// The texts of a folder as one source, and those of each archive in it.
    fn given_folder(
        &self,
        folder: &[String],
        listed: Listed,
        params: &Params,
    ) -> Result<Vec<Source>> {
        let (mut pages, mut archives): (Vec<Page>, Vec<Source>) = Default::default();
        let path = folder.join("/");
        for (name, bytes) in listed.into_iter().filter(|(name, _)| is_text(name)) {
            for source in self.decode(&format!("{path}/{name}"), bytes, params)? {
                if source.is_folder {
                    archives.push(source);
                } else {
                    pages.extend(source.pages.into_iter().filter(belongs));
                }
            }
        }
        let name = folder.last().cloned().unwrap_or_default();
        let own = (!pages.is_empty()).then_some(Source { name, pages, is_folder: true });
        Ok(own.into_iter().chain(archives).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::*;

    #[test]
    fn files_in_memory_are_read_as_those_on_disk() {
        let texts = [
            ("会/b.txt", "【广东】\n港口通航。\n"),
            ("会/a.txt", "【河北】\n春耕备耕。\n"),
            ("会/README.md", "not a text"),
            ("会/table.csv", "a,b\n1,2\n"),
            ("会/picture.png", "\u{89}PNG"),
            ("会/二/c.md", "## 山东\n\n港口。\n"),
            ("会/.hidden/d.txt", "【福建】\n春耕。\n"),
            ("会/report/index.html", "<p>【福建】</p>"),
            ("会/report/report.json", "{}"),
            ("会/report/tables/shares.csv", "a,b\n1,2\n"),
            ("会/report/tables/speech.txt", "【福建】\n春耕。\n"),
            ("一页.txt", "【福建】\n春耕。\n"),
        ];
        let room = tempfile::tempdir().expect("a folder");
        let mut files = Vec::new();
        for (path, text) in texts {
            let on_disk = room.path().join(path);
            fs::create_dir_all(on_disk.parent().expect("below")).expect("made");
            fs::write(on_disk, text).expect("written");
            files.push(GivenFile { path: path.into(), bytes: text.into() });
        }
        let params = Params::default();
        let paths: Vec<PathBuf> = ["会", "一页.txt"].map(|name| room.path().join(name)).into();
        let on_disk = Readers::Here.read(&paths, &params).expect("reads");
        assert_eq!(Readers::Here.read_given(files, &params).expect("reads"), on_disk);
        assert_eq!(on_disk.len(), 3);
        let none = vec![GivenFile { path: "空/README.md".into(), bytes: b"read me".to_vec() }];
        let error = Readers::Here.read_given(none, &params).expect_err("refused");
        assert!(error.to_string().starts_with("空: no texts in this folder"), "{error}");
    }
}
