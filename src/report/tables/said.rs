//! What is said and by whom: speeches, themes, terms, groups, figures, sentences.

use super::{Cell, Named, Table, ends, speeches_of};
use crate::analysis::{Reference, Robustness, SpeechAnalysis, TermScore};
use crate::ids::{SpeechId, ThemeId};
use crate::report::words;
use crate::tokens::GENERAL_WORDS;

/// One row for each speech: its length, its main theme with the 95 % interval of its share, how
/// much of it others have word for word, and whether it is too short to call silent.
pub(super) fn speeches(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        for (place, speech) in meeting.speeches_by_id() {
            let main = speech.main.as_ref();
            let intervals = speech.share_intervals.as_ref();
            let mut row: Vec<Cell> = vec![
                name.into(),
                (&speech.name).into(),
                (&speech.speaker).into(),
                speech.region.as_ref().into(),
                speech.code.as_ref().into(),
                speech.title.as_ref().into(),
                speech.characters.into(),
                speech.words.into(),
                speech.group.number().into(),
                main.into(),
                main.map(|main| speech.shares.of(main)).into(),
            ];
            row.extend(ends(main.and_then(|main| intervals?.get(main)).copied()));
            row.push(speech.main_confidence.into());
            row.push(speech.formula.into());
            row.push(meeting.too_short.contains(&place).into());
            row.push(speech.stays.into());
            row.push(speech.moving.into());
            row.push(speech.explained.into());
            rows.push(row);
        }
    }
    let header = &[
        "meeting",
        "speech",
        "speaker",
        "region",
        "code",
        "title",
        "characters",
        "words",
        "group",
        "main",
        "share",
        "low",
        "high",
        "main_confidence",
        "formula",
        "too_short",
        "stays",
        "moving",
        "explained",
    ];
    Table { name: "speeches", header, rows }
}

/// Speech × theme, zeros and the unexplained rest included; `characters` is the speech's length,
/// headings and all. `low` and `high` are the 95 % interval of `share`.
pub(super) fn themes(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting, speech) in speeches_of(meetings) {
        let known = meeting.themes.iter().map(|theme| (&theme.id, theme.label.as_str()));
        for (id, label) in known.chain([(&ThemeId::OTHER, words::OTHER)]) {
            let mut row = vec![
                name.into(),
                (&speech.name).into(),
                speech.region.as_ref().into(),
                speech.code.as_ref().into(),
                id.into(),
                label.into(),
                speech.shares.of(id).into(),
                speech.characters.into(),
            ];
            let interval = speech.share_intervals.as_ref().and_then(|all| all.get(id)).copied();
            row.extend(ends(interval));
            let mentions = speech.mentions.get(id);
            row.push(mentions.map(|mentions| mentions.count).into());
            row.push(mentions.map(|mentions| mentions.per_thousand).into());
            rows.push(row);
        }
    }
    let header = &[
        "meeting",
        "speech",
        "region",
        "code",
        "theme",
        "label",
        "share",
        "characters",
        "low",
        "high",
        "mentions",
        "per_thousand",
    ];
    Table { name: "themes", header, rows }
}

/// The top terms of each speech, best first. Columns are named as quanteda's `textstat_keyness`
/// names them where they are the same; `q` is its `p`, corrected for all terms tested.
///
/// `n_target` is of the speech's `words`, `n_reference` of those of all others (`words_reference`),
/// `docfreq` of `speeches`; `low` and `high` are the 95 % interval of `score`. `list` is `terms`,
/// `places`, or `once`, which are the terms said once; `rank` counts in each. The reference of a
/// speech alone is general Chinese.
pub(super) fn terms(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        let words: usize = meeting.speeches.iter().map(|speech| speech.words).sum();
        let others = |speech: &SpeechAnalysis| match speech.reference {
            Reference::Speeches => words - speech.words,
            Reference::GeneralChinese => GENERAL_WORDS as usize,
        };
        let listed = meeting.speeches.iter().enumerate().flat_map(|(number, speech)| {
            let lists =
                [("terms", &speech.terms), ("places", &speech.places), ("once", &speech.once)];
            lists.into_iter().flat_map(move |(list, terms)| {
                terms.iter().enumerate().map(move |(place, term)| (number, list, place, term))
            })
        });
        for (number, list, place, term) in listed {
            let speech = &meeting.speeches[number];
            let mut row: Vec<Cell> = vec![name.into(), (&speech.name).into(), (place + 1).into()];
            row.extend(term_cells(term));
            row.extend([speech.words, others(speech), meeting.speeches.len()].map(Cell::from));
            let tried = meeting.robustness.as_ref().filter(|_| list == "terms");
            let runs =
                |all: &Robustness| Some((*all.terms.get(number)?.get(place)?, all.runs.len()));
            row.extend(again(tried.and_then(runs)));
            row.push(list.into());
            rows.push(row);
        }
    }
    let header = &[
        "meeting",
        "speech",
        "rank",
        "feature",
        "score",
        "contrast",
        "z",
        "G2",
        "n_target",
        "n_reference",
        "docfreq",
        "p",
        "dispersion",
        "low",
        "high",
        "beyond_chance",
        "own_voice",
        "words",
        "words_reference",
        "speeches",
        "found_again",
        "runs",
        "list",
    ];
    Table { name: "terms", header, rows }
}

/// What is known of a term, from its text to whether it is the speech's own.
fn term_cells(term: &TermScore) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![
        (&term.term).into(),
        term.score.into(),
        term.contrast.into(),
        term.z.into(),
        term.g2.into(),
        term.count.into(),
        term.n_reference.into(),
        term.docfreq.into(),
        term.p.into(),
        term.dispersion.into(),
    ];
    cells.extend(ends(term.interval));
    cells.push(term.beyond_chance.into());
    cells.push(term.own_voice.into());
    cells
}

/// One row for each member of each group; `confidence` is that of the pair `weakest_a`,
/// `weakest_b`, or of staying alone, in `draws`.
pub(super) fn groups(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        for (place, group) in meeting.groups.iter().enumerate() {
            let weakest = meeting.grouping.weakest(&group.members);
            let times = |all: &Robustness| Some((*all.groups.get(place)?, all.runs.len()));
            let end = |id: SpeechId| meeting.speech(id).map(|speech| &speech.name);
            for member in &group.regions {
                let [found_again, runs] = again(meeting.robustness.as_ref().and_then(times));
                rows.push(vec![
                    name.into(),
                    (place + 1).into(),
                    (&group.label).into(),
                    member.into(),
                    group.confidence.into(),
                    group.similarity.into(),
                    weakest.and_then(|pair| end(pair.0)).into(),
                    weakest.and_then(|pair| end(pair.1)).into(),
                    meeting.grouping.draw_count().into(),
                    found_again,
                    runs,
                ]);
            }
        }
    }
    let header = &[
        "meeting",
        "group",
        "label",
        "speech",
        "confidence",
        "similarity",
        "weakest_a",
        "weakest_b",
        "draws",
        "found_again",
        "runs",
    ];
    Table { name: "groups", header, rows }
}

pub(super) fn figures(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, _, speech) in speeches_of(meetings) {
        for figure in &speech.figures {
            rows.push(vec![
                name.into(),
                (&speech.name).into(),
                figure.value.into(),
                (&figure.unit).into(),
                (&figure.qualifier).into(),
                (&figure.raw).into(),
                (&figure.sentence).into(),
            ]);
        }
    }
    let header = &["meeting", "speech", "value", "unit", "qualifier", "raw", "sentence"];
    Table { name: "figures", header, rows }
}

pub(super) fn sentences(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting, speech) in speeches_of(meetings) {
        for sentence in &speech.sentences {
            let unit = speech.units.get(sentence.unit);
            rows.push(vec![
                name.into(),
                (&speech.name).into(),
                (sentence.unit + 1).into(),
                unit.and_then(|unit| unit.heading.as_ref()).into(),
                (&sentence.theme).into(),
                meeting.sources.get(sentence.source).into(),
                sentence.line.into(),
                (&sentence.text).into(),
            ]);
        }
    }
    let header = &["meeting", "speech", "unit", "heading", "theme", "source", "line", "text"];
    Table { name: "sentences", header, rows }
}

/// In how many of the ways of cutting text into words a result comes out, and how many there
/// are; empty without `--robust`.
fn again(times: Option<(usize, usize)>) -> [Cell; 2] {
    [times.map(|times| times.0).into(), times.map(|times| times.1).into()]
}
