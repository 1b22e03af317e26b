//! What was read and split → the JSON that the page shows for checking.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use yiti::{
    Record,
    analysis::Date,
    corpus,
    phrase::{Phrase, cut},
    say,
    transcript::{Speech, Transcript},
};

/// Characters of a speech by which a reader knows it again; chosen by eye.
const FIRST_WORDS: usize = 40;

/// What was read and split.
pub(crate) fn record(record: &Record) -> Value {
    let pages = || record.run.inputs.sources.iter().flat_map(|source| &source.pages);
    let unread: Vec<&String> = pages().flat_map(|page| &page.read.unread).collect();
    let meetings: Vec<Value> = record.meetings.iter().map(meeting).collect();
    json!({ "meetings": meetings, "unread": unread })
}

fn meeting(transcript: &Transcript) -> Value {
    let meeting = &transcript.meeting;
    let speeches: Vec<Value> = transcript.speeches.iter().map(speech).collect();
    let doubts: Vec<Value> = transcript.doubts.iter().map(|it| phrase(it.phrase())).collect();
    json!({
        "title": meeting.title,
        "date": meeting.date.clone().map(|date| phrase(&say::date(&Date::from(date)))),
        "file": file(transcript),
        "layout": phrase(&transcript.layout.label()),
        "evidence": transcript.evidence,
        "doubts": doubts,
        "ledger": ledger(transcript),
        "speeches": speeches,
        "markdown": transcript.to_markdown(),
    })
}

fn speech(speech: &Speech) -> Value {
    let text = speech.units.first().map_or("", |unit| unit.text.as_str());
    let characters: usize = speech.units.iter().map(|unit| corpus::characters(&unit.text)).sum();
    json!({
        "speaker": speech.speaker,
        "region": speech.region,
        "title": speech.title,
        "line": speech.units.first().map(|unit| unit.line(0)),
        "characters": characters,
        "begins": cut(text.trim(), FIRST_WORDS),
    })
}

/// Characters by what became of them.
fn ledger(transcript: &Transcript) -> BTreeMap<&'static str, usize> {
    let mut tally = BTreeMap::new();
    for (disposition, count) in transcript.ledgers.iter().flat_map(|ledger| ledger.tally()) {
        *tally.entry(disposition.name()).or_insert(0) += count;
    }
    tally
}

/// What a file with the corrected transcript is called: as the one file that it came from, or, of
/// several, as the meeting.
fn file(transcript: &Transcript) -> String {
    let stem = match transcript.sources.as_slice() {
        [one] => one.rsplit_once('.').map_or(one.as_str(), |(stem, _)| stem),
        _ => &transcript.meeting.title,
    };
    let is_barred = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let name: String = stem.chars().map(|c| if is_barred(c) { ' ' } else { c }).collect();
    match name.trim().trim_start_matches('.') {
        "" => "meeting.md".into(),
        name => format!("{name}.md"),
    }
}

fn phrase(phrase: &Phrase) -> Value {
    json!({ "zh": phrase.zh, "en": phrase.en })
}
