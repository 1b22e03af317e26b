//! Paths where there is nothing, and what near name stands beside them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

/// Refuses a path where there is nothing, and names one beside it that is nearly called so.
pub(crate) fn must_exist<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<()> {
    // A link that leads nowhere is there: the system says what is wrong with it.
    let is_missing = |path: &&Path| {
        path.as_os_str() != "-" && matches!(path.try_exists(), Ok(false)) && !path.is_symlink()
    };
    let Some(missing) = paths.into_iter().find(is_missing) else { return Ok(()) };
    let remedy = match near(missing) {
        Some(near) => format!("did you mean `{}`?", near.display()),
        None => "give the path of a text or of a folder".into(),
    };
    Err(Error::input(missing.display().to_string(), "no such file or folder", remedy))
}

/// The path beside a missing one whose name is most like it.
fn near(missing: &Path) -> Option<PathBuf> {
    /// How alike two names must be, from 0 to 1 (Jaro and Winkler); chosen by eye.
    const ALIKE: f64 = 0.8;
    let wanted = missing.file_name()?.to_string_lossy().into_owned();
    let folder = missing.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let scored = names.iter().map(|name| (name, strsim::jaro_winkler(&wanted, name)));
    let (name, score) = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let path = folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
    (score >= ALIKE).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_offered_and_a_far_one_is_not() {
        let room = tempfile::tempdir().expect("a folder");
        fs::write(room.path().join("page.txt"), "").expect("written");
        let there = room.path().join("page.txt");
        assert!(must_exist([there.as_path(), Path::new("-")]).is_ok());
        for (name, remedy) in [
            ("pgae.txt", format!("did you mean `{}`?", there.display())),
            ("zzz", "give the path of a text or of a folder".into()),
            ("no/page.txt", "give the path of a text or of a folder".into()),
        ] {
            let missing = room.path().join(name);
            let error = must_exist([there.as_path(), &missing]).expect_err("it is missing");
            let told = format!("{}: no such file or folder; {remedy}", missing.display());
            assert_eq!(error.to_string(), told);
        }
    }
}
