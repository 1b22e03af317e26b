//! `yiti split`: the transcript, to check and to correct.

use anyhow::{Result, ensure};
use yiti::{
    corpus,
    phrase::Phrase,
    report::table::{Table, column},
    transcript::{Disposition, Ledger, Speech, Transcript},
};

use super::{
    args::{SplitArgs, SplitFormat},
    input,
    language::{self, filled, put_together, said},
    output,
    voice::Voice,
};

pub(crate) fn run(args: &SplitArgs, voice: &Voice) -> Result<()> {
    let input = input::read(&args.input, voice)?;
    match args.format {
        SplitFormat::Json => output::json(&input.record.meetings),
        SplitFormat::Md => {
            let count = input.record.meetings.len();
            ensure!(
                count == 1,
                "{count} meetings; --format md prints one, give one file or folder"
            );
            output::file(input.record.meetings[0].to_markdown().trim_end())
        }
        SplitFormat::Table => {
            for transcript in &input.record.meetings {
                table(transcript)?;
            }
            Ok(())
        }
    }
}

fn table(transcript: &Transcript) -> Result<()> {
    let meeting = &transcript.meeting;
    output::line(&meeting.title)?;
    output::line(&match &meeting.date {
        Some(date) => filled("date: {0}", &[date]),
        None => said("date: not found").into_owned(),
    })?;
    output::table(&speeches(transcript))?;
    if !meeting.announced.is_empty() {
        output::line(&filled("announced: {0}", &[&meeting.announced.join("、")]))?;
    }
    if !meeting.missing.is_empty() {
        output::line(&filled("announced but not here: {0}", &[&meeting.missing.join("、")]))?;
    }
    let evidence = put_together(&transcript.evidence);
    let layout = Phrase::new(transcript.layout.label().zh, transcript.layout.name());
    let layout = language::of(layout);
    output::line(&filled("layout: {0} ({1})", &[&layout, &evidence]))?;
    for doubt in &transcript.doubts {
        output::line(&filled("doubt: {0}", &[&language::of(doubt.phrase().clone())]))?;
    }
    output::line(&(filled("characters: {0}", &[&ledger(transcript)]) + "\n"))
}

/// The speeches, numbered from 1.
fn speeches(transcript: &Transcript) -> Table<'_> {
    Table::new(
        "speeches",
        transcript.speeches.iter().enumerate(),
        [
            column("#").count(|(index, _): &(usize, &Speech)| Some(index + 1)),
            column("speaker").text(|(_, speech)| (&speech.speaker).into()),
            column("region").absent("not known").text(|(_, speech)| speech.region.as_ref().into()),
            column("title").text(|(_, speech)| speech.title.as_ref().into()),
            column("sections").count(|(_, speech)| Some(speech.units.len())),
            column("characters").count(|(_, speech)| Some(characters(speech))),
        ],
    )
}

fn characters(speech: &Speech) -> usize {
    speech.units.iter().map(|unit| corpus::characters(&unit.text)).sum()
}

/// What became of the characters of all files of a meeting.
pub(crate) fn ledger(transcript: &Transcript) -> String {
    let mut tally: std::collections::BTreeMap<Disposition, usize> =
        std::collections::BTreeMap::new();
    for (disposition, count) in transcript.ledgers.iter().flat_map(Ledger::tally) {
        *tally.entry(disposition).or_insert(0) += count;
    }
    let total: usize = tally.values().sum();
    let parts: Vec<String> = tally
        .iter()
        .map(|(disposition, count)| format!("{} {count}", said(disposition.name())))
        .collect();
    format!("{} = {total}", parts.join(" + "))
}
