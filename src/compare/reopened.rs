//! A report folder as an input: the transcripts that its `report.json` was made from.

use crate::{
    analysis::{Analysis, MeetingAnalysis, SCHEMA, SpeechAnalysis},
    error::{Error, Result},
    pages::{REPORT_JSON, Source},
    transcript::{LineMark, Meeting, Named, Speech, Transcript, Unit},
};

/// Whether a source is the analysis of a report folder.
pub fn is_report(source: &Source) -> bool {
    source.pages.iter().all(|page| page.source == REPORT_JSON)
}

/// The meetings of a report, as far as its analysis holds them: texts, lines, names, date.
///
/// # Errors
/// A file that is no analysis of this version.
pub fn transcripts(source: &Source) -> Result<Vec<Transcript>> {
    let mut meetings = Vec::new();
    for page in &source.pages {
        let broken = |reason: String| {
            Error::input(page.path.as_str(), reason, "make the report again with this version")
        };
        let analysis: Analysis = serde_json::from_str(&page.text)
            .map_err(|error| broken(format!("no analysis of yiti ({error})")))?;
        if analysis.schema != SCHEMA {
            return Err(broken(format!("an analysis of schema {}", analysis.schema)));
        }
        meetings.extend(analysis.meetings.iter().map(transcript));
    }
    Ok(meetings)
}

fn transcript(meeting: &MeetingAnalysis) -> Transcript {
    Transcript {
        meeting: Meeting {
            title: meeting.title.clone(),
            date: meeting.date.as_ref().map(|date| date.as_str().to_owned()),
            announced: meeting.announced.clone(),
            missing: meeting.missing.clone(),
        },
        speeches: meeting.speeches.iter().map(speech).collect(),
        layout: meeting.layout,
        evidence: "a report of yiti".into(),
        doubts: meeting.caveats.clone(),
        sources: meeting.sources.clone(),
        ledgers: Vec::new(),
    }
}

fn speech(speech: &SpeechAnalysis) -> Speech {
    let mut units: Vec<Unit> = speech
        .units
        .iter()
        .map(|unit| Unit {
            kind: unit.kind,
            heading: unit.heading.clone(),
            text: String::new(),
            marks: Vec::new(),
        })
        .collect();
    for sentence in &speech.sentences {
        let Some(unit) = units.get_mut(sentence.unit) else { continue };
        if sentence.opens_paragraph && !unit.text.is_empty() {
            unit.text.push('\n');
        }
        unit.marks.push(LineMark { byte: unit.text.len(), line: sentence.line });
        unit.text.push_str(&sentence.text);
    }
    Speech {
        speaker: speech.speaker.clone(),
        named: Named::default(),
        region: speech.region.clone(),
        title: speech.title.clone(),
        units,
        source: speech.sentences.first().map_or(0, |sentence| sentence.source),
        ..Speech::default()
    }
}
