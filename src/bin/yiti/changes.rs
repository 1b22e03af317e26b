//! What moved since the report that stood, and because of which edit.

use anyhow::Result;
use yiti::{
    analysis::Analysis,
    edits::{Step, trace},
    pipeline,
    report::{Fingerprint, Manifest, Provenance},
};

use crate::{input::Input, voice::Voice};

/// Lines told of one edit.
const LINES: usize = 12;

/// Says what moved, edit by edit; nothing if nothing was edited.
pub(crate) fn tell(
    (manifest, before): &(Manifest, Analysis),
    (input, provenance, after): (&Input, &Provenance, &Analysis),
    voice: &Voice,
) -> Result<()> {
    if voice.is_quiet() {
        return Ok(());
    }
    let texts = texts(manifest, provenance);
    voice.stage("following the edits".into());
    let steps =
        trace(before, (&texts, &manifest.settings.toml), (&input.config, after), |config| {
            let transcripts = pipeline::split(&input.sources, config)?;
            pipeline::analyse(&transcripts, config, &config.lists()?)
        });
    voice.done();
    for step in steps? {
        say(&step, voice);
    }
    Ok(())
}

fn say(step: &Step, voice: &Voice) {
    if step.moved.is_empty() {
        voice.say(&format!("{}: nothing moved", step.edit));
        return;
    }
    voice.say(&format!("{}:", step.edit));
    for line in step.moved.iter().take(LINES) {
        voice.say(&format!("  {line}"));
    }
    if let Some(more) = step.moved.len().checked_sub(LINES + 1) {
        voice.say(&format!("  and {} more", more + 1));
    }
}

/// What besides the settings is not as it was, in words; empty: all is.
pub(crate) fn texts(manifest: &Manifest, provenance: &Provenance) -> String {
    let mut edits = Vec::new();
    let now = env!("CARGO_PKG_VERSION");
    if manifest.yiti != now {
        edits.push(format!("yiti {} → {now}", manifest.yiti));
    }
    let [old, new] = [&manifest.options, &provenance.options].map(|of| of.font.as_slice());
    for (old, new) in [
        (&*manifest.inputs, &*provenance.inputs),
        (&*manifest.lists, &*provenance.lists),
        (old, new),
    ] {
        edits.extend(files(old, new));
    }
    edits.join(", ")
}

/// The files that have changed, come or gone.
fn files(old: &[Fingerprint], new: &[Fingerprint]) -> Vec<String> {
    /// Names told; of more their number.
    const NAMED: usize = 6;
    let find = |list: &[Fingerprint], name: &str| {
        list.iter().find(|file| file.name == name).map(|file| file.sha256.clone())
    };
    let changed = new.iter().filter_map(|file| match find(old, &file.name) {
        None => Some(format!("{} new", file.name)),
        Some(sum) => (sum != file.sha256).then(|| format!("{} edited", file.name)),
    });
    let gone = old.iter().filter(|file| find(new, &file.name).is_none());
    let mut all: Vec<String> =
        changed.chain(gone.map(|file| format!("{} gone", file.name))).collect();
    if all.len() > NAMED {
        let more = all.len() - NAMED;
        all.truncate(NAMED);
        all.push(format!("{more} more files"));
    }
    all
}
