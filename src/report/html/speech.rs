//! A speech: what it stressed, in which words, with which numbers, and the sentences that show it.

use super::context::Place;
use super::doubt::{self, Note, Shared};
use super::links::{Anchors, Link};
use super::says::{Says, both};
use super::stress;
use super::terms::{self, TermList, TermRow};
use super::themes::Themes;
use crate::analysis::{Figure, SpeechAnalysis, UnitAnalysis};
use crate::ids::{SentenceId, SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::say::{self, percent, percents, quantity};
use crate::transcript::UnitKind;

/// One speech on the page.
pub(super) struct SpeechView<'a> {
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) colour: String,
    pub(super) title: Option<&'a str>,
    pub(super) who: Says,
    pub(super) stress: Says,
    pub(super) main: Says,
    /// The sentences with most of its distinctive terms, the terms marked.
    pub(super) telling: Vec<Stated<'a>>,
    /// How sure its place is.
    pub(super) notes: Vec<Note>,
    /// What it shares with others word for word.
    pub(super) shared: Option<Shared<'a>>,
    pub(super) themes: Vec<Evidence<'a>>,
    /// What the table of terms says of itself.
    pub(super) caption: Says,
    pub(super) terms: Vec<TermRow<'a>>,
    /// What the terms are held against, as the head of a column.
    pub(super) elsewhere: Says,
    /// Places, and what is said once.
    pub(super) lists: Vec<TermList>,
    pub(super) n_figures: usize,
    /// By sentence.
    pub(super) figures: Vec<Stated<'a>>,
}

/// Terms shown of a speech; all of them are in `tables/terms.csv`.
const TERMS: usize = 12;

impl<'a> SpeechView<'a> {
    /// The view of the speech called `place`.
    pub(super) fn new(anchors: Anchors<'a>, place: SpeechId) -> Self {
        let meeting = anchors.meeting;
        let speech = &meeting[place];
        let at = Place { meeting, speech, id: anchors.speech_id(place) };
        let themes = Themes(&meeting.themes);
        Self {
            name: &speech.name,
            colour: themes.colour(meeting.stress(place).theme().unwrap_or(&ThemeId::OTHER)),
            title: speech.title.as_deref(),
            who: who(speech),
            stress: stress::of_speech(meeting, place),
            main: stress::main(speech, themes),
            telling: speech.key_sentences.iter().filter_map(|&one| at.telling(one)).collect(),
            notes: doubt::notes(anchors, place),
            shared: doubt::of_speech(anchors, place),
            themes: at.evidence(),
            caption: terms::caption(speech),
            terms: speech.repeated().iter().take(TERMS).map(|term| at.term(term)).collect(),
            elsewhere: terms::elsewhere(speech.reference),
            lists: at.lists(),
            n_figures: speech.figures.len(),
            figures: speech
                .figures
                .chunk_by(|a, b| a.sentence_id == b.sentence_id)
                .map(|figures| at.stated(figures))
                .collect(),
            id: at.id,
        }
    }
}

fn who(speech: &SpeechAnalysis) -> Says {
    let (speaker, characters) = (&speech.speaker, say::count(speech.characters));
    let n = say::count(speech.words);
    both(
        format!("{speaker} · {characters} 字 · {n} 词"),
        format!("{speaker} · {characters} characters · {n} words"),
    )
}

/// A theme's part of a speech, and the sentences behind it.
pub(super) struct Evidence<'a> {
    pub(super) id: String,
    pub(super) colour: String,
    pub(super) label: Says,
    pub(super) share: String,
    /// The 95 % interval of the share; empty where there is none.
    pub(super) interval: String,
    pub(super) length: String,
    pub(super) count: Says,
    pub(super) sections: Vec<Section<'a>>,
}

/// Neighbouring sentences of one section.
pub(super) struct Section<'a> {
    pub(super) heading: Says,
    /// The heading where it is one of the theme's sentences itself, and need not stand there twice.
    pub(super) printed: Option<Sentence<'a>>,
    pub(super) note: Says,
    pub(super) sentences: Vec<Sentence<'a>>,
}

/// One sentence with its place in the source.
pub(super) struct Sentence<'a> {
    pub(super) id: String,
    pub(super) text: &'a str,
    pub(super) source: String,
    /// A paragraph begins with it.
    pub(super) opens: bool,
}

/// A sentence with what is to be seen in it.
pub(super) struct Stated<'a> {
    /// The quantities that it states, where it is shown for these.
    pub(super) figures: Vec<FigureRow<'a>>,
    pub(super) sentence: Vec<Part<'a>>,
    /// What follows the last mark.
    pub(super) rest: &'a str,
    pub(super) line: Option<Link>,
}

/// One stated quantity.
pub(super) struct FigureRow<'a> {
    pub(super) raw: &'a str,
    pub(super) value: String,
    pub(super) unit: &'a str,
    pub(super) qualifier: &'a str,
}

/// A piece of a sentence up to the end of a mark.
pub(super) struct Part<'a> {
    pub(super) plain: &'a str,
    pub(super) marked: &'a str,
}

impl<'a> Place<'a> {
    /// Every theme with a share or a sentence, the largest share first.
    fn evidence(&self) -> Vec<Evidence<'a>> {
        let themes = Themes(&self.meeting.themes);
        let share = |id: &ThemeId| self.speech.shares.of(id);
        let number = |id: &ThemeId| themes.number(id);
        let says =
            |id: &ThemeId| self.speech.sentences.iter().any(|one| number(&one.theme) == number(id));
        let mut ids: Vec<&ThemeId> =
            themes.ids().filter(|id| share(id) > 0.0 || says(id)).collect();
        // The rest goes last however large it is; equal shares keep the order of the themes.
        ids.sort_by(|a, b| a.is_other().cmp(&b.is_other()).then(share(b).total_cmp(&share(a))));
        ids.into_iter().map(|id| self.theme(id, share(id))).collect()
    }

    fn theme(&self, theme: &ThemeId, share: f64) -> Evidence<'a> {
        let themes = Themes(&self.meeting.themes);
        let number = themes.number(theme);
        let ids = self.speech.sentence_ids();
        let sentences: Vec<SentenceId> =
            ids.filter(|&id| themes.number(&self.speech[id].theme) == number).collect();
        let unit = |id: SentenceId| self.speech[id].unit;
        Evidence {
            id: format!("{}-t{number}", self.id),
            colour: themes.colour(theme),
            label: themes.says(theme).into(),
            share: percent(share),
            interval: self.interval(theme),
            length: say::numbers::length(share),
            count: both(
                format!("{} 句", say::count(sentences.len())),
                say::counted(sentences.len(), "sentence"),
            ),
            sections: sentences
                .chunk_by(|&a, &b| unit(a) == unit(b))
                .map(|places| self.section(unit(places[0]), places))
                .collect(),
        }
    }

    fn interval(&self, theme: &ThemeId) -> String {
        let intervals = self.speech.share_intervals.as_ref();
        intervals.and_then(|all| all.get(theme)).copied().map_or_else(String::new, percents)
    }

    fn section(&self, unit: usize, places: &[SentenceId]) -> Section<'a> {
        let unit = self.speech.units.get(unit);
        let heading = unit.map_or_else(Phrase::default, heading);
        let mut sentences = places.iter().map(|&place| self.sentence(place)).peekable();
        Section {
            printed: sentences.next_if(|first| alike(first.text, &heading.zh)),
            heading: heading.into(),
            note: unit.map_or_else(Says::default, |unit| self.note(unit)),
            sentences: sentences.collect(),
        }
    }

    /// To which theme the section as a whole belongs, and how surely.
    fn note(&self, unit: &UnitAnalysis) -> Says {
        let label = Themes(&self.meeting.themes).says(&unit.theme);
        let sure = percent(unit.confidence);
        if unit.theme.is_other() {
            return both("全节归不进议题", "the section has no theme");
        }
        both(
            format!("全节归入{}，证据占 {sure}", label.zh),
            format!("section: {}, {sure} of the evidence", label.en),
        )
    }

    fn sentence(&self, place: SentenceId) -> Sentence<'a> {
        let sentence = &self.speech[place];
        Sentence {
            id: self.sentence_id(place),
            text: &sentence.text,
            source: self.source(sentence),
            opens: sentence.opens_paragraph,
        }
    }

    /// The sentence at `place` with the speech's terms marked; `None`: there is no such sentence.
    fn telling(&self, place: SentenceId) -> Option<Stated<'a>> {
        let text = &self.speech.sentence(place)?.text;
        let spans = self.speech.terms.iter().flat_map(|term| &term.spans);
        let spans = spans.filter(|span| span.sentence == place);
        let (sentence, rest) = marked(text, spans.map(|span| [span.start, span.end]).collect());
        Some(Stated { figures: Vec::new(), sentence, rest, line: self.line(place) })
    }

    /// `figures` are those of one sentence, at least one.
    fn stated(&self, figures: &'a [Figure]) -> Stated<'a> {
        let text = figures[0].sentence.as_str();
        let (sentence, rest) = marked(text, figures.iter().map(|one| one.span).collect());
        Stated {
            figures: figures.iter().map(FigureRow::new).collect(),
            sentence,
            rest,
            line: self.line(figures[0].sentence_id),
        }
    }
}

impl<'a> FigureRow<'a> {
    fn new(figure: &'a Figure) -> Self {
        Self {
            raw: &figure.raw,
            value: quantity(figure.value),
            unit: &figure.unit,
            qualifier: &figure.qualifier,
        }
    }
}

/// Cuts `text` behind each of `spans`, first character and the one behind the last: the leftmost
/// first, of several that begin there the longest, none that one before it covers.
fn marked(text: &str, mut spans: Vec<[usize; 2]>) -> (Vec<Part<'_>>, &str) {
    spans.sort_by_key(|&[start, end]| (start, std::cmp::Reverse(end)));
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let bytes: Vec<usize> = ends.collect();
    let (mut parts, mut done) = (Vec::new(), 0);
    for [start, end] in spans {
        let (Some(&start), Some(&end)) = (bytes.get(start), bytes.get(end)) else { continue };
        if start < done || end <= start {
            continue;
        }
        parts.push(Part { plain: &text[done..start], marked: &text[start..end] });
        done = end;
    }
    (parts, &text[done..])
}

/// A section's heading, or else its place in the speech.
fn heading(unit: &UnitAnalysis) -> Phrase {
    match (&unit.heading, unit.kind) {
        (Some(heading), _) => Phrase::same(heading),
        (None, UnitKind::Lead) => Phrase::new("导语", "Opening"),
        (None, UnitKind::Outlook) => Phrase::new("下一步", "Next steps"),
        (None, UnitKind::Numbered | UnitKind::Body) => Phrase::new("正文", "Text"),
    }
}

/// Whether two texts are the same but for white space and the mark at their end.
fn alike(a: &str, b: &str) -> bool {
    let bare = |text: &str| -> String {
        text.trim_end_matches(['。', '：', ' ']).split_whitespace().collect()
    };
    bare(a) == bare(b)
}
