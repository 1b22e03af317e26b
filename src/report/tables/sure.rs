//! How sure, and why: pairs, what holds and would part them, silences, formulas, chance.

use super::{Cell, Named, Table, ends, names};
use crate::analysis::MeetingAnalysis;
use crate::ids::{SentenceId, SpeechId, ThemeId};
use crate::report::words;

/// One row for each pair of speeches, in the order of the record.
///
/// `low` and `high` are the 95 % interval of `similarity`; `cannot_tell` is true where it holds
/// what chance gives, or there is none. `together` is the chance that both are
/// of one class, `drawn` the share of `draws` in which they fall into one group.
pub(super) fn similarity(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        let grouping = &meeting.grouping;
        // Of a collection no pairs are compared.
        if grouping.collection().is_some() {
            continue;
        }
        for (a, b) in meeting.pairs() {
            let mut row: Vec<Cell> = vec![
                name.into(),
                (&meeting[a].name).into(),
                (&meeting[b].name).into(),
                grouping.cosine(a, b).into(),
                grouping.together(a, b).into(),
                grouping.drawn(a, b).into(),
                grouping.draw_count().into(),
            ];
            row.extend(ends(grouping.interval(a, b)));
            row.push(grouping.cannot_tell(a, b).into());
            rows.push(row);
        }
    }
    let header = &[
        "meeting",
        "a",
        "b",
        "similarity",
        "together",
        "drawn",
        "draws",
        "low",
        "high",
        "cannot_tell",
    ];
    Table { name: "similarity", header, rows }
}

/// The terms that draw each pair together, heaviest first; `share` is of all that draws it
/// together, `listed` what the terms of the pair add up to: the rest of 1 is not listed.
pub(super) fn why(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        for pair in &meeting.why {
            let listed: f64 = pair.terms.iter().map(|(_, share)| share).sum();
            for (rank, (term, share)) in pair.terms.iter().enumerate() {
                rows.push(vec![
                    name.into(),
                    names(meeting, &[pair.a]).into(),
                    names(meeting, &[pair.b]).into(),
                    (rank + 1).into(),
                    term.into(),
                    (*share).into(),
                    listed.into(),
                    meeting.grouping.cosine(pair.a, pair.b).into(),
                ]);
            }
        }
    }
    let header = &["meeting", "a", "b", "rank", "term", "share", "listed", "similarity"];
    Table { name: "why", header, rows }
}

/// For each speech that few terms would move: these, with whom it stands now, and with whom
/// then; empty means alone.
pub(super) fn partings(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        for parting in &meeting.partings {
            rows.push(vec![
                name.into(),
                names(meeting, &[parting.speech]).into(),
                names(meeting, &meeting.company(parting.speech)).into(),
                parting.terms.len().into(),
                words::row(&parting.terms).into(),
                names(meeting, &parting.then).into(),
            ]);
        }
    }
    let header = &["meeting", "speech", "with", "n_terms", "terms", "then_with"];
    Table { name: "partings", header, rows }
}

/// What speeches leave out: `speakers` of `of` others speak of it (`others`).
pub(super) fn silences(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        for silence in &meeting.silences {
            rows.push(vec![
                name.into(),
                names(meeting, &[silence.speech]).into(),
                (&silence.theme).into(),
                label(meeting, &silence.theme).into(),
                silence.speakers.into(),
                silence.of.into(),
                silence.expected.into(),
                silence.at_length.into(),
                names(meeting, &meeting.speakers_of(&silence.theme)).into(),
            ]);
        }
    }
    let header = &[
        "meeting",
        "speech",
        "theme",
        "label",
        "speakers",
        "of",
        "expected",
        "at_length",
        "others",
    ];
    Table { name: "silences", header, rows }
}

fn label<'a>(meeting: &'a MeetingAnalysis, id: &ThemeId) -> Option<&'a str> {
    let theme = meeting.theme(id).map(|theme| theme.label.as_str());
    theme.or(id.is_other().then_some(words::OTHER))
}

/// One row for each string that several speeches share: `speeches` of `of` say it, `times` in
/// all, at `places`.
pub(super) fn formulas(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        for (rank, formula) in meeting.formulas.iter().enumerate() {
            let places = formula
                .places
                .iter()
                .filter_map(|&(speech, sentence)| source(meeting, speech, sentence));
            rows.push(vec![
                name.into(),
                (rank + 1).into(),
                (&formula.text).into(),
                formula.letters.into(),
                formula.speeches.len().into(),
                meeting.speeches.len().into(),
                formula.places.len().into(),
                names(meeting, &formula.speeches).into(),
                words::row(places).into(),
            ]);
        }
    }
    let header =
        &["meeting", "rank", "text", "letters", "speeches", "of", "times", "names", "places"];
    Table { name: "formulas", header, rows }
}

/// File and line of a sentence of a speech: `page.txt:21`.
fn source(meeting: &MeetingAnalysis, speech: SpeechId, sentence: SentenceId) -> Option<String> {
    let sentence = meeting.speech(speech)?.sentence(sentence)?;
    Some(format!("{}:{}", meeting.sources.get(sentence.source)?, sentence.line))
}

/// What arises in each meeting where its passages are dealt at random, `permutations` times;
/// no row for a meeting with too little text to tell, or too much.
pub(super) fn noise(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        if let Some(noise) = &meeting.noise {
            rows.push(vec![
                name.into(),
                noise.permutations.into(),
                noise.term.into(),
                noise.term_each.into(),
                noise.similarity.into(),
                noise.share.into(),
            ]);
        }
    }
    let header = &["meeting", "permutations", "term", "term_each", "similarity", "share"];
    Table { name: "noise", header, rows }
}
