//! A report on disk against the same report made again.

use std::collections::BTreeSet;
use std::path::Path;

use super::files::{Files, is_below, sum_of};
use super::manifest::{self, Manifest};
use crate::pages::sha256;

/// A file of a report that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path below the folder.
    pub path: String,
    /// How it differs.
    pub odd: Odd,
}

/// How a file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    /// It is no longer in the folder.
    Missing,
    /// It has been edited since the report was written.
    Edited,
    /// Made again it has other bytes.
    Remade,
    /// Made again the report has this file too.
    New,
    /// Made again the report does not have it.
    Gone,
}

/// The files of the report in `dir` that differ from what its `manifest` lists, or from `remade`,
/// the files of the same report made again, in the order of their paths.
///
/// The manifest itself is compared last. Another build of the program that gives the same bytes
/// has verified them, so its sources and version may differ, but not its version alone.
pub fn differences(dir: &Path, written: &Manifest, remade: &Files) -> Vec<Difference> {
    let listed = written.files.keys();
    let paths: BTreeSet<&String> = listed.chain(remade.keys()).collect();
    let mut found = Vec::new();
    for path in paths.into_iter().filter(|path| *path != manifest::NAME) {
        let on_disk = is_below(path).then(|| sum_of(&dir.join(path))).flatten();
        let again = remade.get(path).map(|bytes| sha256(bytes));
        let odd = match (written.files.get(path), on_disk, again) {
            (None, _, _) => Odd::New,
            (Some(_), None, _) => Odd::Missing,
            (Some(then), Some(now), _) if *then != now => Odd::Edited,
            (Some(_), _, None) => Odd::Gone,
            (Some(then), _, Some(again)) if *then != again => Odd::Remade,
            _ => continue,
        };
        found.push(Difference { path: path.clone(), odd });
    }
    // Differing files are listed above; what else the manifest says must be said again.
    let again = remade.get(manifest::NAME).and_then(|bytes| Manifest::parse(bytes));
    let same = again.is_some_and(|mut again| {
        again.files.clone_from(&written.files);
        if again.sources != written.sources {
            again.sources.clone_from(&written.sources);
            again.yiti.clone_from(&written.yiti);
        }
        again == *written
    });
    if !same {
        found.push(Difference { path: manifest::NAME.into(), odd: Odd::Remade });
    }
    found
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        report::{render, write},
        run::Provenance,
    };

    #[test]
    fn every_kind_of_difference_is_named() {
        let room = tempfile::tempdir().expect("a folder");
        let dir = room.path().join("report");
        let analysis = crate::analysis::Analysis { schema: 1, meetings: Vec::new() };
        let files = render(&analysis, &[], &[], &Provenance::default()).expect("renders");
        write(&dir, &files, false).expect("writes");
        let written = crate::report::manifest_of(&dir).expect("stands");
        assert_eq!(differences(&dir, &written, &files), []);
        let older = Manifest { yiti: "0".into(), sources: "0".into(), ..written.clone() };
        assert_eq!(differences(&dir, &older, &files), []);
        let edited = Manifest { yiti: "0".into(), ..written.clone() };
        assert_eq!(differences(&dir, &edited, &files)[0].path, manifest::NAME);
        fs::write(dir.join("index.html"), "edited").expect("writes");
        fs::remove_file(dir.join("report.json")).expect("removes");
        let mut remade = files.clone();
        let mut tables = files.keys().filter(|path| path.starts_with("tables/"));
        let (other, gone) = (tables.next().expect("a table"), tables.next().expect("another"));
        remade.insert(other.clone(), b"other".to_vec());
        remade.remove(gone);
        remade.insert("charts/new.svg".into(), Vec::new());
        let provenance =
            Provenance { settings: "[terms]\ntop = 3\n".into(), ..Provenance::default() };
        let manifest = render(&analysis, &[], &[], &provenance).expect("renders");
        remade.insert(manifest::NAME.into(), manifest[manifest::NAME].clone());
        let found = differences(&dir, &written, &remade);
        let kinds: Vec<(&str, Odd)> = found.iter().map(|d| (d.path.as_str(), d.odd)).collect();
        let mut expected = vec![
            ("charts/new.svg", Odd::New),
            ("index.html", Odd::Edited),
            ("report.json", Odd::Missing),
            (other, Odd::Remade),
            (gone, Odd::Gone),
        ];
        expected.push((manifest::NAME, Odd::Remade));
        assert_eq!(kinds, expected);
    }
}
