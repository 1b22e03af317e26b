//! A speech: what it stressed, in which words, with which numbers, and the sentences that show it.

use super::bilingual::{Bilingual, both};
use super::caveats::{self, Note, ReuseView};
use super::context::SpeechContext;
use super::emphasis;
use super::links::{EvidenceLinks, Link};
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
    pub(super) who: Bilingual,
    pub(super) emphasis: Bilingual,
    pub(super) main: Bilingual,
    /// The sentences with most of its distinctive terms, the terms marked.
    pub(super) key_sentences: Vec<MarkedSentence<'a>>,
    /// How sure its place is.
    pub(super) notes: Vec<Note>,
    /// What it shares with others word for word.
    pub(super) shared: Option<ReuseView<'a>>,
    pub(super) themes: Vec<Evidence<'a>>,
    /// What the table of terms says of itself.
    pub(super) caption: Bilingual,
    pub(super) terms: Vec<TermRow<'a>>,
    /// What the terms are held against, as the head of a column.
    pub(super) elsewhere: Bilingual,
    /// Places, and what is said once.
    pub(super) lists: Vec<TermList>,
    pub(super) n_figures: usize,
    /// By sentence.
    pub(super) figures: Vec<MarkedSentence<'a>>,
}

/// Terms shown of a speech; all of them are in `tables/terms.csv`.
const TERMS: usize = 12;

impl<'a> SpeechView<'a> {
    /// The view of the speech called `id`.
    pub(super) fn new(links: EvidenceLinks<'a>, id: SpeechId) -> Self {
        let meeting = links.meeting;
        let speech = &meeting[id];
        let context = SpeechContext { meeting, speech, id: links.speech_id(id) };
        let themes = Themes(&meeting.themes);
        Self {
            name: &speech.name,
            colour: themes.colour(meeting.stress(id).theme().unwrap_or(&ThemeId::OTHER)),
            title: speech.title.as_deref(),
            who: who(speech),
            emphasis: emphasis::of_speech(meeting, id),
            main: emphasis::main(speech, themes),
            key_sentences: speech
                .key_sentences
                .iter()
                .filter_map(|&one| context.key_sentence(one))
                .collect(),
            notes: caveats::notes(links, id),
            shared: caveats::of_speech(links, id),
            themes: context.evidence(),
            caption: terms::caption(speech),
            terms: speech.repeated().iter().take(TERMS).map(|term| context.term(term)).collect(),
            elsewhere: terms::elsewhere(speech.reference),
            lists: context.lists(),
            n_figures: speech.figures.len(),
            figures: speech
                .figures
                .chunk_by(|a, b| a.sentence_id == b.sentence_id)
                .map(|figures| context.marked_figures(figures))
                .collect(),
            id: context.id,
        }
    }
}

fn who(speech: &SpeechAnalysis) -> Bilingual {
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
    pub(super) label: Bilingual,
    pub(super) share: String,
    /// The 95 % interval of the share; empty where there is none.
    pub(super) interval: String,
    pub(super) length: String,
    pub(super) count: Bilingual,
    pub(super) sections: Vec<Section<'a>>,
}

/// Neighbouring sentences of one section.
pub(super) struct Section<'a> {
    pub(super) heading: Bilingual,
    /// The heading where it is one of the theme's sentences itself, and need not stand there twice.
    pub(super) printed: Option<SentenceView<'a>>,
    pub(super) note: Bilingual,
    pub(super) sentences: Vec<SentenceView<'a>>,
}

/// One sentence with its place in the source.
pub(super) struct SentenceView<'a> {
    pub(super) id: String,
    pub(super) text: &'a str,
    pub(super) source: String,
    /// A paragraph begins with it.
    pub(super) opens: bool,
}

/// A sentence with what is to be seen in it.
pub(super) struct MarkedSentence<'a> {
    /// The quantities that it states, where it is shown for these.
    pub(super) figures: Vec<FigureRow<'a>>,
    pub(super) sentence: Vec<MarkedPart<'a>>,
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
pub(super) struct MarkedPart<'a> {
    pub(super) plain: &'a str,
    pub(super) marked: &'a str,
}

impl<'a> SpeechContext<'a> {
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
        let all = self.speech.sentence_ids();
        let sentences: Vec<SentenceId> =
            all.filter(|&id| themes.number(&self.speech[id].theme) == number).collect();
        let unit = |id: SentenceId| self.speech[id].unit;
        Evidence {
            id: format!("{}-t{number}", self.id),
            colour: themes.colour(theme),
            label: themes.label(theme).into(),
            share: percent(share),
            interval: self.interval(theme),
            length: say::numbers::length(share),
            count: both(
                format!("{} 句", say::count(sentences.len())),
                say::counted(sentences.len(), "sentence"),
            ),
            sections: sentences
                .chunk_by(|&a, &b| unit(a) == unit(b))
                .map(|ids| self.section(unit(ids[0]), ids))
                .collect(),
        }
    }

    fn interval(&self, theme: &ThemeId) -> String {
        let intervals = self.speech.share_intervals.as_ref();
        intervals.and_then(|all| all.get(theme)).copied().map_or_else(String::new, percents)
    }

    fn section(&self, unit: usize, ids: &[SentenceId]) -> Section<'a> {
        let unit = self.speech.units.get(unit);
        let heading = unit.map_or_else(Phrase::default, heading);
        let mut sentences = ids.iter().map(|&id| self.sentence(id)).peekable();
        Section {
            printed: sentences.next_if(|first| alike(first.text, &heading.zh)),
            heading: heading.into(),
            note: unit.map_or_else(Bilingual::default, |unit| self.note(unit)),
            sentences: sentences.collect(),
        }
    }

    /// To which theme the section as a whole belongs, and how surely.
    fn note(&self, unit: &UnitAnalysis) -> Bilingual {
        let label = Themes(&self.meeting.themes).label(&unit.theme);
        let sure = percent(unit.confidence);
        if unit.theme.is_other() {
            return both("全节归不进议题", "the section has no theme");
        }
        both(
            format!("全节归入{}，证据占 {sure}", label.zh),
            format!("section: {}, {sure} of the evidence", label.en),
        )
    }

    fn sentence(&self, id: SentenceId) -> SentenceView<'a> {
        let sentence = &self.speech[id];
        SentenceView {
            id: self.sentence_id(id),
            text: &sentence.text,
            source: self.source(sentence),
            opens: sentence.opens_paragraph,
        }
    }

    /// The sentence at `id` with the speech's terms marked; `None`: there is no such sentence.
    fn key_sentence(&self, id: SentenceId) -> Option<MarkedSentence<'a>> {
        let text = &self.speech.sentence(id)?.text;
        let spans = self.speech.terms.iter().flat_map(|term| &term.spans);
        let spans = spans.filter(|span| span.sentence == id);
        let (sentence, rest) = marked(text, spans.map(|span| [span.start, span.end]).collect());
        Some(MarkedSentence { figures: Vec::new(), sentence, rest, line: self.line(id) })
    }

    /// `figures` are those of one sentence, at least one.
    fn marked_figures(&self, figures: &'a [Figure]) -> MarkedSentence<'a> {
        let text = figures[0].sentence.as_str();
        let (sentence, rest) = marked(text, figures.iter().map(|one| one.span).collect());
        MarkedSentence {
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
fn marked(text: &str, mut spans: Vec<[usize; 2]>) -> (Vec<MarkedPart<'_>>, &str) {
    spans.sort_by_key(|&[start, end]| (start, std::cmp::Reverse(end)));
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let bytes: Vec<usize> = ends.collect();
    let (mut parts, mut done) = (Vec::new(), 0);
    for [start, end] in spans {
        let (Some(&start), Some(&end)) = (bytes.get(start), bytes.get(end)) else { continue };
        if start < done || end <= start {
            continue;
        }
        parts.push(MarkedPart { plain: &text[done..start], marked: &text[start..end] });
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
