//! Meetings and the reference text as they are shown.

use crate::{
    analysis::{self, SentenceAnalysis},
    compare::{
        ComparedMeeting, ComparedSpeech, ReferenceText, dates::DatedMeeting, groups::MeetingGroups,
        joint::Joint,
    },
    corpus::{self, Document, Sentence, characters},
    ids::{MeetingId, ThemeId},
    names::script::simplified,
    pages::Page,
    themes::coverage::Coverage,
    transcript::Transcript,
};

/// The meetings with all their sentences.
pub(super) fn meetings(
    meetings: &[DatedMeeting],
    joint: &Joint,
    coverage: &Coverage,
    groups: Vec<MeetingGroups>,
) -> Vec<ComparedMeeting> {
    let all = MeetingId::first(meetings.len()).zip(meetings).zip(groups);
    let shown =
        |((id, meeting), groups): ((MeetingId, &DatedMeeting), MeetingGroups)| ComparedMeeting {
            name: meeting.name.clone(),
            title: meeting.title().to_owned(),
            date: meeting.date.clone(),
            dated_by: meeting.dated_by,
            sources: meeting.transcript.sources.clone(),
            speeches: speeches(&meeting.transcript, id, joint, coverage),
            groups: groups.groups,
        };
    all.map(shown).collect()
}

fn speeches(
    transcript: &Transcript,
    meeting: MeetingId,
    joint: &Joint,
    coverage: &Coverage,
) -> Vec<ComparedSpeech> {
    let names = analysis::names(&transcript.speeches);
    let speech = |(document, name): (usize, String)| {
        let text = &joint.corpus.documents[document].sentences;
        let counted = text.iter().filter(|sentence| !sentence.heading);
        ComparedSpeech {
            name,
            speaker: joint.documents[document].speaker,
            characters: counted.map(Sentence::characters).sum(),
            sentences: sentences(transcript, joint, document, coverage),
        }
    };
    joint.of_meeting(meeting).zip(names).map(speech).collect()
}

fn sentences(
    transcript: &Transcript,
    joint: &Joint,
    document: usize,
    coverage: &Coverage,
) -> Vec<SentenceAnalysis> {
    let speech = &transcript.speeches[joint.documents[document].speech.index()];
    let text = &joint.corpus.documents[document].sentences;
    let given = &coverage.assignments[document].sentences;
    let shown = |(sentence, theme): (&Sentence, &Option<usize>)| SentenceAnalysis {
        text: sentence.printed().to_owned(),
        theme: theme.map_or(ThemeId::OTHER, |theme| (&coverage.themes[theme].id).into()),
        unit: sentence.unit,
        source: speech.source_of(sentence.unit),
        line: sentence.line,
        opens_paragraph: sentence.opens,
    };
    text.iter().zip(given).map(shown).collect()
}

/// A text that all draw on, as one document of sentences with their lines.
pub(super) fn read_reference(page: &Page) -> Document<'_> {
    let mut sentences = Vec::new();
    for (line, text) in (1..).zip(page.text.lines()) {
        let reading = simplified(text);
        for (start, printed) in corpus::split(text) {
            let text = reading.get(start..start + printed.len()).unwrap_or(printed);
            sentences.push(Sentence {
                text: text.to_owned().into(),
                printed: (text != printed).then_some(printed.into()),
                opens: start == 0,
                line,
                ..Sentence::default()
            });
        }
    }
    Document { title: None, sentences, units: 1 }
}

/// The text that all draw on, as it is shown.
pub(super) fn reference(page: Option<&Page>, document: Option<&Document>) -> Option<ReferenceText> {
    let (page, document) = (page?, document?);
    let shown = |sentence: &Sentence| SentenceAnalysis {
        text: sentence.printed().to_owned(),
        theme: ThemeId::OTHER,
        unit: sentence.unit,
        source: 0,
        line: sentence.line,
        opens_paragraph: sentence.opens,
    };
    Some(ReferenceText {
        name: page.source.clone(),
        characters: characters(&page.text),
        sentences: document.sentences.iter().map(shown).collect(),
    })
}
