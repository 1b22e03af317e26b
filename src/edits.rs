//! What moved because of which edit: a report is made again step by step.
//!
//! Between the report that stood and the new one lie edits of texts, of word lists and of
//! settings. The old texts are gone, but the old settings stand in the manifest: so the new texts
//! are analysed under the old settings first, and then one setting after the other becomes what
//! it is now. What moves at a step is that edit's doing.

use toml::{Table, Value};

use crate::{
    analysis::Analysis,
    budget::FOLLOWED_EDITS,
    config::Config,
    error::Result,
    pipeline,
    report::{Existing, Manifest},
    run::{Fingerprint, Provenance, Run},
    say::moved,
};

/// Changed files that are named; of more their number is told.
const FILES_NAMED: usize = 6;

/// An edit and what it moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was edited, in words.
    pub edit: String,
    /// What moved, a line a fact; see [`moved`].
    pub moved: Vec<String>,
}

/// One setting that is not what it was.
#[derive(Debug, Clone, PartialEq)]
struct Edit {
    /// Its keys from the outside in: `transcript`, `aliases`, `粤妇联`.
    path: Vec<String>,
    was: Option<Value>,
    is: Option<Value>,
}

/// The way from a report to the same report of now.
///
/// # Errors
/// What a run under the settings of the older report cannot do.
pub fn trace(before: &Existing, run: &Run, after: &Analysis) -> Result<Vec<Step>> {
    let texts = texts_between(&before.manifest, &run.provenance()?);
    let config = &run.config;
    // Read as settings first: a key that the program has learned since stood at its default.
    let was = &before.manifest.settings.toml;
    let was = match toml::from_str::<Config>(was) {
        Ok(was) => was.portable().to_toml()?,
        Err(_) => was.clone(),
    };
    let edits = edits(&was, &config.portable().to_toml()?);
    let mut steps = Vec::new();
    let mut last = before.analysis.clone();
    if !texts.is_empty() {
        let next = match with_old(config, &edits) {
            Some(config) if !edits.is_empty() => again(run, config)?,
            _ => after.clone(),
        };
        steps.push(Step { edit: texts.join(", "), moved: moved(&last, &next) });
        last = next;
    }
    let parts: Vec<&[Edit]> =
        if edits.len() > FOLLOWED_EDITS { vec![&edits] } else { edits.chunks(1).collect() };
    let mut done = 0;
    for part in parts {
        done += part.len();
        let next = match with_old(config, &edits[done..]) {
            Some(config) if done < edits.len() => again(run, config)?,
            _ => after.clone(),
        };
        let edit = part.iter().map(Edit::words).collect::<Vec<_>>().join("; ");
        steps.push(Step { edit, moved: moved(&last, &next) });
        last = next;
    }
    Ok(steps)
}

/// The same texts analysed under other settings.
fn again(run: &Run, config: Config) -> Result<Analysis> {
    let run = run.under(config)?.robust(false);
    pipeline::analyse(&pipeline::split(&run)?, &run)
}

/// What besides the settings differs between a report and a run, in words.
pub fn texts_between(written: &Manifest, now: &Provenance) -> Vec<String> {
    let mut edits = Vec::new();
    let version = env!("CARGO_PKG_VERSION");
    if written.yiti != version {
        edits.push(format!("yiti {} → {version}", written.yiti));
    }
    edits.extend(changed_files(&written.inputs, &now.inputs));
    edits.extend(changed_files(&written.lists, &now.lists));
    edits.extend(changed_files(written.options.font.as_slice(), now.options.font.as_slice()));
    let [was, is] = [&written.options.compare, &now.options.compare].map(|comparing| {
        let files = comparing.iter().flat_map(|one| one.reference.iter().chain(&one.frozen));
        files.cloned().collect::<Vec<Fingerprint>>()
    });
    edits.extend(changed_files(&was, &is));
    edits
}

/// The files that were edited, are new or are gone.
///
/// Several files may have one name: those of two years, say. What is the same on both sides is the
/// same file.
fn changed_files(old: &[Fingerprint], new: &[Fingerprint]) -> Vec<String> {
    let (mut old, mut all) = (old.to_vec(), Vec::new());
    let is_other = |file: &&Fingerprint| match old.iter().position(|one| one == *file) {
        Some(same) => {
            old.remove(same);
            false
        }
        None => true,
    };
    let changed: Vec<&Fingerprint> = new.iter().filter(is_other).collect();
    for Fingerprint { name, .. } in changed {
        let edited = old.iter().position(|one| one.name == *name);
        all.push(match edited {
            Some(_) => format!("{name} edited"),
            None => format!("{name} new"),
        });
        edited.map(|at| old.remove(at));
    }
    all.extend(old.iter().map(|file| format!("{} gone", file.name)));
    if all.len() > FILES_NAMED {
        let more = all.len() - FILES_NAMED;
        all.truncate(FILES_NAMED);
        all.push(format!("{more} more files"));
    }
    all
}

/// The settings that differ, in the order of their keys.
fn edits(was: &str, is: &str) -> Vec<Edit> {
    let [was, is] = [was, is].map(|text| text.parse::<Table>().unwrap_or_default());
    let mut edits = Vec::new();
    compare(&was, &is, &mut Vec::new(), &mut edits);
    edits
}

fn compare(was: &Table, is: &Table, path: &mut Vec<String>, edits: &mut Vec<Edit>) {
    let empty = Table::new();
    let keys: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for key in keys {
        path.push(key.clone());
        match (was.get(key), is.get(key)) {
            (Some(Value::Table(was)), Some(Value::Table(is))) => compare(was, is, path, edits),
            (Some(Value::Table(was)), None) => compare(was, &empty, path, edits),
            (None, Some(Value::Table(is))) => compare(&empty, is, path, edits),
            (was, is) if was != is => {
                edits.push(Edit { path: path.clone(), was: was.cloned(), is: is.cloned() });
            }
            _ => {}
        }
        path.pop();
    }
}

/// `config` with each of `edits` undone; `None` if the old values no longer make settings.
///
/// Lists that settings name by path were read from a folder that the manifest does not know: a
/// changed path is not undone, and what it moved counts for the texts.
fn with_old(config: &Config, edits: &[Edit]) -> Option<Config> {
    const PATHS: [&str; 3] = ["dictionary", "stopwords", "lexicon"];
    let mut table = Table::try_from(config).ok()?;
    for edit in edits.iter().filter(|edit| !edit.path.iter().any(|key| PATHS.contains(&&**key))) {
        let (last, outer) = edit.path.split_last()?;
        let mut place = &mut table;
        for key in outer {
            let next = place.entry(key).or_insert_with(|| Value::Table(Table::new()));
            place = next.as_table_mut()?;
        }
        match &edit.was {
            Some(was) => place.insert(last.clone(), was.clone()),
            None => place.remove(last),
        };
    }
    // A manifest may come from anybody.
    table.try_into().ok().filter(|config: &Config| config.check("").is_ok())
}

impl Edit {
    /// The edit as a reader would write it.
    fn words(&self) -> String {
        let key = self.path.join(".");
        let show = |value: &Value| value.to_string();
        match (&self.was, &self.is) {
            (Some(Value::Array(was)), Some(Value::Array(is))) => {
                let list = |of: &[Value], not: &[Value], sign: &str| {
                    let only = of.iter().filter(|value| !not.contains(value));
                    only.map(|value| format!(" {sign}{}", show(value))).collect::<String>()
                };
                format!("{key}{}{}", list(is, was, "+"), list(was, is, "−"))
            }
            (Some(was), Some(is)) => format!("{key} {} → {}", show(was), show(is)),
            (None, Some(is)) => format!("{key} = {}", show(is)),
            (Some(was), None) => format!("{key} = {} taken out", show(was)),
            (None, None) => key,
        }
    }
}
