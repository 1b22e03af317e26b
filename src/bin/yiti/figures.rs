//! `yiti figures`: the quantities that each speech states.

use anyhow::Result;
use serde::Serialize;
use yiti::{
    analysis::figures::{Figure, of_speech},
    corpus::Corpus,
    phrase::cut,
    report::table::{Cell, Table, column},
    transcript::Transcript,
};

use crate::{
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
const SHOWN: [&str; 6] = ["speech", "as printed", "value", "unit", "qualifier", "sentence"];

#[derive(Serialize)]
struct Answer<'a> {
    title: &'a str,
    speeches: Vec<Speech<'a>>,
}

#[derive(Serialize)]
struct Speech<'a> {
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
        .map(|(speech, document)| Speech {
            speaker: &speech.speaker,
            region: speech.region.as_deref(),
            figures: of_speech(&document),
        })
        .collect();
    Answer { title: &transcript.meeting.title, speeches }
}

/// A figure of a speech.
struct Stated<'a> {
    meeting: &'a str,
    speech: &'a str,
    figure: &'a Figure,
}

fn table<'a>(answers: &'a [Answer<'_>]) -> Table<'a> {
    let stated = answers.iter().flat_map(|answer| {
        answer.speeches.iter().flat_map(move |one| {
            let speech = one.region.unwrap_or(one.speaker);
            let meeting = answer.title;
            one.figures.iter().map(move |figure| Stated { meeting, speech, figure })
        })
    });
    Table::new(
        "figures",
        stated,
        [
            column("meeting").text(|row: &Stated<'_>| row.meeting.into()),
            column("speech").text(|row| row.speech.into()),
            column("as printed").text(|row| (&row.figure.raw).into()),
            column("value").number(|row| Some(row.figure.value)),
            column("unit").text(|row| (&row.figure.unit).into()),
            column("qualifier").text(|row| (&row.figure.qualifier).into()),
            column("sentence").text(|row| (&row.figure.sentence).into()),
        ],
    )
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
