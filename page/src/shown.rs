//! What was read and split → the JSON that the page shows for checking.

use std::{collections::BTreeMap, ops::Range};

use serde_json::{Value, json};
use yiti::{
    Record,
    analysis::Date,
    pages::Page,
    phrase::Phrase,
    say,
    transcript::{Disposition, Ledger, Speech, Transcript},
};

/// What was read and split.
pub(crate) fn record(record: &Record) -> Value {
    let unread: Vec<&String> = pages(record).flat_map(|page| &page.read.unread).collect();
    let meetings: Vec<Value> = record.meetings.iter().map(|it| meeting(it, record)).collect();
    json!({ "meetings": meetings, "unread": unread })
}

fn pages(record: &Record) -> impl Iterator<Item = &Page> {
    record.run.inputs.sources.iter().flat_map(|source| &source.pages)
}

fn meeting(transcript: &Transcript, record: &Record) -> Value {
    let meeting = &transcript.meeting;
    let doubts: Vec<Value> = transcript.doubts.iter().map(|it| phrase(it.phrase())).collect();
    json!({
        "title": meeting.title,
        "date": meeting.date.clone().map(|date| phrase(&say::date(&Date::from(date)))),
        "file": file(transcript),
        "layout": phrase(&transcript.layout.label()),
        "doubts": doubts,
        "ledger": ledger(transcript, record),
        "lines": transcript.speeches.iter().map(first_line).collect::<Vec<_>>(),
        "markdown": transcript.to_markdown(),
    })
}

/// The line on which the text of a speech begins.
fn first_line(speech: &Speech) -> Option<usize> {
    speech.units.first().map(|unit| unit.line(0)).filter(|&line| line > 0)
}

/// Characters by what became of them, with the passages that are in no speech.
fn ledger(transcript: &Transcript, record: &Record) -> Vec<Value> {
    let mut fates: BTreeMap<Disposition, (usize, Vec<Value>)> = BTreeMap::new();
    for (source, ledger) in transcript.sources.iter().zip(&transcript.ledgers) {
        for (disposition, count) in ledger.tally() {
            fates.entry(disposition).or_default().0 += count;
        }
        let is_page = |page: &&Page| page.source == *source && is_of(ledger, page);
        if let Some(page) = pages(record).find(is_page) {
            for (disposition, passage) in left_out(ledger, page) {
                fates.entry(disposition).or_default().1.push(passage);
            }
        }
    }
    let rows = fates.into_iter().map(|(disposition, (characters, passages))| {
        json!({ "fate": disposition.name(), "characters": characters, "passages": passages })
    });
    rows.collect()
}

/// Whether a ledger can be of this page: two files in different folders may have one name.
fn is_of(ledger: &Ledger, page: &Page) -> bool {
    ledger.entries.last().is_some_and(|last| last.span.end == page.text.len())
}

/// The passages of a page that no speech has, each with the line on which it begins.
fn left_out<'a>(
    ledger: &'a Ledger,
    page: &'a Page,
) -> impl Iterator<Item = (Disposition, Value)> + 'a {
    use Disposition::{Blank, Label, Markup, Speech, Title};
    let (mut at, mut line) = (0, 1);
    ledger.entries.iter().filter_map(move |entry| {
        if matches!(entry.disposition, Speech | Label | Title | Markup | Blank) {
            return None;
        }
        let Range { start, end } = entry.span;
        line += page.text.get(at..start)?.matches('\n').count();
        at = start;
        let text = page.text.get(start..end)?.trim();
        Some((entry.disposition, json!({ "line": line, "text": text })))
    })
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
