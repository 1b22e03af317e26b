//! `yiti compare`: meeting against meeting.

use anyhow::Result;
use yiti::{CompareOptions, Compared, pipeline::CompareStage};

use crate::{
    args::{CompareArgs, Format},
    input, output,
    voice::Voice,
};

pub(crate) fn run(args: &CompareArgs, voice: &Voice) -> Result<()> {
    let compared = compared(args, voice)?;
    match args.format {
        Some(Format::Json) => output::print_json(&compared.comparison),
        _ => Ok(()),
    }
}

/// Reads the meetings and holds them against one another.
fn compared(args: &CompareArgs, voice: &Voice) -> Result<Compared> {
    let config = input::settings(&args.input.settings, &args.input.input, voice)?;
    let yiti = input::front(config, voice)?;
    voice.stage("reading".into());
    let options = CompareOptions::default().dates(args.dates.iter().cloned());
    let options = match &args.reference {
        Some(file) => options.reference(file),
        None => options,
    };
    let options = match &args.frozen {
        Some(folder) => options.frozen(folder),
        None => options,
    };
    let read = yiti.read_meetings(&args.input.input, &options)?;
    input::name_pages(&read.run.inputs.sources, voice);
    let names: Vec<String> = read.meetings.iter().map(|meeting| meeting.name.clone()).collect();
    let compared = yiti.compare_meetings(&read, &|stage| voice.stage(words(stage, &names)));
    voice.done();
    Ok(compared?)
}

/// What is being done in words.
fn words(stage: CompareStage, names: &[String]) -> String {
    match stage {
        CompareStage::Words => "cutting the texts into words".into(),
        CompareStage::Themes => "giving sentences to themes".into(),
        CompareStage::Groups(meeting) => format!("grouping the speakers of {}", names[meeting]),
        CompareStage::Change(meeting) => format!("what changed until {}", names[meeting]),
        CompareStage::Series => "the course over all meetings".into(),
        _ => "comparing".into(),
    }
}
