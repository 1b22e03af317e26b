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
    input,
    language::filled,
    output,
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
            let mut table = table(std::slice::from_ref(answer)).only(&SHOWN);
            let more = fewer(&mut table);
            output::table(&shortened(table))?;
            match more {
                0 => Ok(()),
                more => output::line(&filled(
                    "… {0} more; --format csv prints all",
                    &[&more.to_string()],
                )),
            }
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

/// Figures of a table that is printed whole, and of each speech in a longer one. Chosen by eye: a
/// page of speeches has some sixty, a year of work reports six thousand.
const MOST: usize = 200;
const OF_SPEECH: usize = 5;

/// Leaves the first figures of each speech where there are many, and says how many are left out.
fn fewer(table: &mut Table<'_>) -> usize {
    let all = table.rows.len();
    if all > MOST {
        let speeches = table.rows.chunk_by(|a, b| a.first() == b.first());
        table.rows = speeches.flat_map(|rows| rows.iter().take(OF_SPEECH)).cloned().collect();
    }
    all - table.rows.len()
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
