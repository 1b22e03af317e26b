//! What moved since the older report, and because of which edit.

use anyhow::Result;
use yiti::{
    Analysed,
    edits::{Step, trace},
    report::Existing,
};

use super::{
    language::{filled, said},
    voice::Voice,
};

/// Lines printed for one edit. Chosen by eye.
const LINES: usize = 12;

/// Prints what moved, edit by edit; nothing if nothing was edited.
pub(crate) fn tell(before: &Existing, now: &Analysed, voice: &Voice) -> Result<()> {
    if voice.is_quiet() {
        return Ok(());
    }
    voice.stage(said("following the edits"));
    let steps = trace(before, &now.run, &now.analysis);
    voice.done();
    for step in steps? {
        say(&step, voice);
    }
    Ok(())
}

fn say(step: &Step, voice: &Voice) {
    if step.moved.is_empty() {
        voice.say(&filled("{0}: nothing moved", &[&step.edit]));
        return;
    }
    voice.say(&format!("{}:", step.edit));
    for line in step.moved.iter().take(LINES) {
        voice.say(&format!("  {line}"));
    }
    if let Some(more) = step.moved.len().checked_sub(LINES + 1) {
        voice.say(&filled("  and {0} more", &[&(more + 1).to_string()]));
    }
}
