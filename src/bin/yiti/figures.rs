//! `yiti figures`: the quantities that each speech states.

use anyhow::Result;
use serde::Serialize;
use yiti::{
    analysis::{Figure, figures::of_speech, names},
    corpus::Corpus,
    phrase::cut,
    report::{
        self, StatedFigure,
        table::{Cell, Table},
    },
    transcript::Transcript,
};

use super::{
    args::{Format, TableArgs},
    input, output,
    voice::Voice,
};

/// Characters of a sentence shown in a table. Chosen by eye.
const SENTENCE: usize = 40;

pub(crate) fn run(args: &TableArgs, voice: &Voice) -> Result<()> {
    let input = input::read(&args.input, voice)?;
    let answers: Vec<Answer<'_>> = input.record.meetings.iter().map(answer).collect();
    match args.format {
        Format::Json => output::json(&answers),
        Format::Csv => output::csv(&table(&answers)),
        Format::Table => answers.iter().try_for_each(|answer| {
            output::line(answer.title)?;
            let table = table(std::slice::from_ref(answer)).only(&SHOWN);
            output::table(&shortened(table))
        }),
    }
}

/// Columns of a meeting's table in a terminal.
const SHOWN: [&str; 6] = ["speech", "raw", "value", "unit", "qualifier", "sentence"];

#[derive(Serialize)]
struct Answer<'a> {
    title: &'a str,
    speeches: Vec<Speech<'a>>,
}

#[derive(Serialize)]
struct Speech<'a> {
    #[serde(skip)]
    name: String,
    speaker: &'a str,
    region: Option<&'a str>,
    figures: Vec<Figure>,
}

fn answer(transcript: &Transcript) -> Answer<'_> {
    let corpus = Corpus::by_speech(transcript);
    let speeches = transcript
        .speeches
        .iter()
        .zip(corpus.documents)
        .zip(names(&transcript.speeches))
        .map(|((speech, document), name)| Speech {
            name,
            speaker: &speech.speaker,
            region: speech.region.as_deref(),
            figures: of_speech(&document),
        })
        .collect();
    Answer { title: &transcript.meeting.title, speeches }
}

/// The report's table of figures.
fn table<'a>(answers: &'a [Answer<'_>]) -> Table<'a> {
    let meetings = report::unique(answers.iter().map(|answer| answer.title));
    report::figures(answers.iter().zip(meetings).flat_map(|(answer, meeting)| {
        answer.speeches.iter().flat_map(move |speech| {
            let meeting = meeting.clone();
            speech.figures.iter().map(move |figure| StatedFigure {
                meeting: meeting.clone(),
                speech: speech.name.as_str().into(),
                figure,
            })
        })
    }))
}

/// The same table with only the first characters of each sentence.
fn shortened(mut table: Table<'_>) -> Table<'_> {
    for sentence in table.rows.iter_mut().filter_map(|row| row.last_mut()) {
        if let Cell::Text(text) = sentence {
            *text = cut(text, SENTENCE).into_owned().into();
        }
    }
    table
}
