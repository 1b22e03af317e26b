//! `yiti figures`: the quantities that each speech states.

use anyhow::Result;
use serde::Serialize;
use yiti::{
    analysis::figures::{Figure, of_speech},
    corpus::Corpus,
    phrase::cut,
    transcript::Transcript,
};

use crate::{
    args::{Format, TableArgs},
    input,
    output::{self, Rows},
    voice::Voice,
};

/// Characters of a sentence shown in a table. Chosen by eye.
const SENTENCE: usize = 40;

pub(crate) fn run(args: &TableArgs, voice: &Voice) -> Result<()> {
    let input = input::read(&args.input, voice)?;
    let answers: Vec<Answer<'_>> = input.record.meetings.iter().map(answer).collect();
    match args.format {
        Format::Json => output::json(&answers),
        Format::Csv => rows(&answers, |figure| figure.sentence.clone()).csv(),
        Format::Table => answers.iter().try_for_each(|answer| {
            output::line(answer.title)?;
            let one = std::slice::from_ref(answer);
            let rows = rows(one, |figure| cut(&figure.sentence, SENTENCE).into_owned());
            rows.without("meeting").print()
        }),
    }
}

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

fn rows(answers: &[Answer<'_>], sentence: impl Fn(&Figure) -> String) -> Rows {
    let head = ["meeting", "speech", "as printed", "value", "unit", "qualifier", "sentence"];
    let mut rows = Rows::new(&head);
    let speeches =
        answers.iter().flat_map(|answer| answer.speeches.iter().map(move |s| (answer.title, s)));
    for (title, speech) in speeches {
        for figure in &speech.figures {
            rows.push(vec![
                title.to_owned(),
                speech.region.unwrap_or(speech.speaker).to_owned(),
                figure.raw.clone(),
                figure.value.to_string(),
                figure.unit.clone(),
                figure.qualifier.clone(),
                sentence(figure),
            ]);
        }
    }
    rows
}
