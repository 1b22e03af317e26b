//! `yiti terms`: the top terms of each province.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use yiti::{
    analysis::{Extent, MeetingAnalysis, Reference, SpeechAnalysis, TermScore},
    corpus::Corpus,
    report::{
        self,
        table::{Table, column},
    },
    tokens::{Dropped, Segmenter, Tokens},
};

use super::{
    args::{Format, TermsArgs},
    input::{self, Input},
    language::{filled, said},
    output,
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
    let analysis = input::analyse(&input, Extent::Terms, voice)?;
    match args.table.format {
        Format::Json => output::json(&analysis.meetings.iter().map(answer).collect::<Vec<_>>()),
        Format::Csv => output::csv(&report::term_table(&analysis)),
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
    let listed = meeting.listed().into_iter().map(|id| &meeting[id]);
    let columns = [
        column("province").text(|speech: &&SpeechAnalysis| speech.name.clone().into()),
        column("words").count(|speech| Some(speech.words)),
        column("top terms (times here / in the other speeches)")
            .text(|speech| top_terms(speech).into()),
    ];
    output::table(&Table::new("terms", listed, columns))?;
    if !general.is_empty() {
        output::line(&filled(
            "{0}: held against general Chinese (the segmenter's dictionary, 60 million words), since \
             the other speeches are too short or none",
            &[&general.join("、")],
        ))?;
    }
    let noise = said(match meeting.noise {
        Some(_) => {
            "?: not above what the best term of a speech reaches by chance in one deal of twenty"
        }
        None => "too few sentences, or too much text, to tell what chance does",
    });
    output::line(&format!("{noise}\n"))
}

/// The lists of a speech on one line.
fn top_terms(speech: &SpeechAnalysis) -> String {
    let lists = [
        listed("", speech.repeated().iter()),
        listed(&said("places: "), speech.places.iter()),
        listed(&said("once: "), speech.said_once()),
    ];
    lists.into_iter().flatten().collect::<Vec<_>>().join("  |  ")
}

/// One list of a speech, after its name; `None` if it is empty.
fn listed<'a>(name: &str, terms: impl Iterator<Item = &'a TermScore>) -> Option<String> {
    let terms: Vec<String> = terms.map(counted).collect();
    (!terms.is_empty()).then(|| format!("{name}{}", terms.join("  ")))
}

/// A term with its counts here and elsewhere, marked if it may have come about by chance.
fn counted(term: &TermScore) -> String {
    if term.count == 1 {
        return term.term.clone();
    }
    let mark = if term.may_be_chance() { "?" } else { "" };
    format!("{}{mark} {}/{}", term.term, term.count, term.n_reference)
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
    let mut words: Vec<DroppedWord> = times
        .into_iter()
        .filter_map(|(word, times)| {
            let rule = run.lists.stopwords.drops(&word)?;
            Some(DroppedWord { word, times, rule: name(rule) })
        })
        .filter(|dropped| dropped.rule != "punctuation")
        .collect();
    words.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.word.cmp(&b.word)));
    let columns = [
        column("word").text(|dropped: &DroppedWord| dropped.word.clone().into()),
        column("times").count(|dropped| Some(dropped.times)),
        column("rule").text(|dropped| dropped.rule.clone().into()),
    ];
    let table = Table::new("dropped", words, columns);
    match format {
        Format::Table => output::table(&table),
        Format::Json => output::json_rows(&table),
        Format::Csv => output::csv(&table),
    }
}

/// A word that was not counted, how often it occurs, and the rule that drops it.
struct DroppedWord {
    word: String,
    times: usize,
    rule: String,
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
