//! `yiti terms`: the top terms of each province.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use yiti::{
    analysis::{MeetingAnalysis, Reference, SpeechAnalysis, TermScore},
    corpus::Corpus,
    report,
    tokens::{Dropped, Segmenter, Tokens},
};

use crate::{
    args::{Format, TermsArgs},
    input::{self, Input},
    output::{self, Rows},
    voice::Voice,
};

pub(crate) fn run(args: &TermsArgs, voice: &Voice) -> Result<()> {
    let mut input = input::read(&args.table.input, voice)?;
    if args.dropped {
        return dropped(&input, args.table.format);
    }
    if let Some(top) = args.top {
        input.record.run.config.terms.top = top as usize;
    }
    let analysis = input::analyse(&input, voice)?;
    match args.table.format {
        Format::Json => output::json(&analysis.meetings.iter().map(answer).collect::<Vec<_>>()),
        Format::Csv => Rows::of(&report::term_table(&analysis)).csv(),
        Format::Table => analysis.meetings.iter().try_for_each(table),
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    title: &'a str,
    speeches: Vec<Speech<'a>>,
}

#[derive(Serialize)]
struct Speech<'a> {
    name: &'a str,
    speaker: &'a str,
    region: Option<&'a str>,
    words: usize,
    reference: Reference,
    terms: &'a [TermScore],
    places: &'a [TermScore],
    once: &'a [TermScore],
}

fn answer(meeting: &MeetingAnalysis) -> Answer<'_> {
    let speeches = meeting
        .speeches
        .iter()
        .map(|speech| Speech {
            name: &speech.name,
            speaker: &speech.speaker,
            region: speech.region.as_deref(),
            words: speech.words,
            reference: speech.reference,
            terms: &speech.terms,
            places: &speech.places,
            once: &speech.once,
        })
        .collect();
    Answer { title: &meeting.title, speeches }
}

fn table(meeting: &MeetingAnalysis) -> Result<()> {
    output::line(&meeting.title)?;
    let is_general = |speech: &&SpeechAnalysis| speech.reference == Reference::GeneralChinese;
    let general: Vec<&str> =
        meeting.speeches.iter().filter(is_general).map(|speech| speech.name.as_str()).collect();
    let mut rows =
        Rows::new(&["province", "words", "top terms (times here / in the other speeches)"]);
    for speech in &meeting.speeches {
        let lines: Vec<String> = [
            listed("", speech.repeated().iter()),
            listed("places: ", speech.places.iter()),
            listed("once: ", speech.said_once()),
        ]
        .into_iter()
        .flatten()
        .collect();
        rows.push(vec![speech.name.clone(), speech.words.to_string(), lines.join("  |  ")]);
    }
    rows.print()?;
    if !general.is_empty() {
        output::line(&format!(
            "{}: held against general Chinese (the segmenter's dictionary, 60 million words), since \
             the other speeches are too short or none",
            general.join("、")
        ))?;
    }
    output::line(match meeting.noise {
        Some(_) => {
            "?: not above what the best term of a speech reaches by chance in one deal of twenty\n"
        }
        None => "too few sentences, or too much text, to tell what chance does\n",
    })
}

/// One list of a speech on a line; `None` if it is empty.
fn listed<'a>(name: &str, terms: impl Iterator<Item = &'a TermScore>) -> Option<String> {
    let said = |term: &TermScore| {
        let mark = if term.beyond_chance == Some(false) { "?" } else { "" };
        match term.count {
            1 => term.term.clone(),
            _ => format!("{}{mark} {}/{}", term.term, term.count, term.n_reference),
        }
    };
    let said: Vec<String> = terms.map(said).collect();
    (!said.is_empty()).then(|| format!("{name}{}", said.join("  ")))
}

/// The words that were not counted, most frequent first, with the rule of each.
fn dropped(input: &Input, format: Format) -> Result<()> {
    let run = &input.record.run;
    let segmenter = Segmenter::new(&run.lists.dictionary, run.config.tokens.hmm);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for transcript in &input.record.meetings {
        let tokens = Tokens::segment(&Corpus::by_speech(transcript), &segmenter);
        for &id in tokens.documents().iter().flat_map(|document| &document.ids) {
            *times.entry(tokens.word(id).to_owned()).or_insert(0) += 1;
        }
    }
    let mut dropped: Vec<(String, usize, String)> = times
        .into_iter()
        .filter_map(|(word, times)| {
            let rule = run.lists.stopwords.drops(&word)?;
            Some((word, times, name(rule)))
        })
        .filter(|(_, _, rule)| rule != "punctuation")
        .collect();
    dropped.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut rows = Rows::new(&["word", "times", "rule"]);
    for (word, times, rule) in dropped {
        rows.push(vec![word, times.to_string(), rule]);
    }
    match format {
        Format::Table => rows.print(),
        Format::Json => rows.json(),
        Format::Csv => rows.csv(),
    }
}

fn name(rule: Dropped) -> String {
    match rule {
        Dropped::List(list) => format!("list {list}"),
        Dropped::Punctuation => "punctuation".into(),
        Dropped::Number => "number".into(),
        Dropped::Single => "one character".into(),
        Dropped::Region => "name of a region".into(),
    }
}
