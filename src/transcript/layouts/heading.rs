//! Layout `heading`: lines that name the speaker and nothing else.

use super::{Start, names::speaker_line};
use crate::transcript::{Sheet, lines::Kind};

/// The speeches under lines that name a speaker.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (element, run) in sheet.elements.iter().enumerate() {
        if run.kind != Kind::Display || element + 1 == sheet.elements.len() {
            continue;
        }
        let lines = &sheet.lines[run.lines.clone()];
        let Some((place, (name, region))) = lines
            .iter()
            .enumerate()
            .find_map(|(place, line)| Some((place, speaker_line(line.text)?)))
        else {
            continue;
        };
        let others = lines.iter().enumerate().filter(|&(other, _)| other != place);
        let title: Vec<&str> = others.map(|(_, line)| line.text).collect();
        starts.push(Start {
            element,
            body: element + 1,
            skip: 0,
            speaker: name.into(),
            region: Some(region.short.clone()),
            title: (!title.is_empty()).then(|| title.join("　")),
        });
    }
    starts
}
