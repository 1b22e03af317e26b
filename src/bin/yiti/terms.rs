//! `yiti terms`: the top terms of each province.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use yiti::{
    analysis::{MeetingAnalysis, TermScore},
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
        input.config.terms.top = top as usize;
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
    terms: &'a [TermScore],
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
            terms: &speech.terms,
        })
        .collect();
    Answer { title: &meeting.title, speeches }
}

fn table(meeting: &MeetingAnalysis) -> Result<()> {
    output::line(&meeting.title)?;
    let mut rows =
        Rows::new(&["province", "words", "top terms (times here / in the other speeches)"]);
    for speech in &meeting.speeches {
        let terms: Vec<String> = speech
            .terms
            .iter()
            .map(|term| {
                let mark = if term.beyond_chance == Some(false) { "?" } else { "" };
                format!("{}{mark} {}/{}", term.term, term.count, term.n_reference)
            })
            .collect();
        let none = meeting.speeches.len() == 1;
        let cell = if none {
            "cannot tell: no other speech to compare with".into()
        } else {
            terms.join("  ")
        };
        rows.push(vec![speech.name.clone(), speech.words.to_string(), cell]);
    }
    output::line(&rows.table())?;
    output::line(match meeting.noise {
        Some(_) => {
            "?: not above what the best term of a speech reaches by chance in one deal of twenty\n"
        }
        None => "too few sentences, or too much text, to tell what chance does\n",
    })
}

/// The words that were not counted, most frequent first, with the rule of each.
fn dropped(input: &Input, format: Format) -> Result<()> {
    let segmenter = Segmenter::new(&input.lists.dictionary, input.config.tokens.hmm);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for transcript in &input.transcripts {
        let tokens = Tokens::segment(&Corpus::by_speech(transcript), &segmenter);
        for &id in tokens.documents().iter().flat_map(|document| &document.ids) {
            *times.entry(tokens.word(id).to_owned()).or_insert(0) += 1;
        }
    }
    let mut dropped: Vec<(String, usize, String)> = times
        .into_iter()
        .filter_map(|(word, times)| {
            let rule = input.lists.stopwords.drops(&word)?;
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
        Format::Table => output::line(&rows.table()),
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
