//! What a language must be able to say, and the types that it is given.

use super::change_words::SaysChanges;
use crate::phrase::Phrase;

/// A codebook that was tried, and how much of the text it explains.
pub(super) struct TriedCodebook {
    pub(super) label: Phrase,
    pub(super) explained: String,
}

/// A date as it is printed, which can be put in words.
#[derive(Debug, Clone, Copy)]
pub(super) enum PrintedDate {
    Day {
        year: u32,
        month: u32,
        day: u32,
    },
    /// No year is printed.
    DayOfYear {
        month: u32,
        day: u32,
    },
    Month {
        year: u32,
        month: u32,
    },
    Year(u32),
}

/// How the themes that stand out are spread over divisions.
pub(super) enum EmphasisSpread<T> {
    /// No theme stands out anywhere.
    Nothing,
    /// The same theme everywhere.
    Only(T),
    /// This theme most often, in so many speeches.
    Most(T, usize),
    /// Several equally often, so many in all.
    Even(usize),
}

/// The groups of a meeting.
#[derive(Debug, Clone, Copy)]
pub(super) enum GroupSummary {
    None,
    /// There are groups, and none of them is firm.
    NoneFirm,
    Firm(usize),
    /// So many, and it is not known how firm they are.
    NotDrawn(usize),
}

/// The most similar pair of speeches.
pub(super) struct Near<'a> {
    pub(super) a: &'a str,
    pub(super) b: &'a str,
    pub(super) similarity: String,
}

/// A language of the report. Numbers are already formatted, and texts are in this language.
pub(super) trait Language: SaysChanges {
    /// A phrase in this language.
    fn of<'p>(&self, phrase: &'p Phrase) -> &'p str;

    /// A list of items.
    fn list(&self, items: &[String]) -> String;
    /// From one number to another.
    fn range(&self, low: &str, high: &str) -> String;
    /// A date, and what of it is not printed.
    fn date(&self, date: PrintedDate) -> String;
    /// A text, and more about it in brackets.
    fn aside(&self, text: &str, aside: &str) -> String;

    /// What no theme explains.
    fn other(&self) -> &'static str;
    /// The text does not allow an answer.
    fn cannot_tell(&self) -> &'static str;
    /// No theme stands out in a speech.
    fn nothing_stands_out(&self) -> &'static str;
    /// A speech is too short for an emphasis.
    fn too_little_text(&self) -> &'static str;
    /// A group has neither themes nor terms in common.
    fn nothing_in_common(&self) -> &'static str;
    /// A group is called by its terms.
    fn shared_terms(&self, terms: &str) -> String;

    /// Two codebooks fit nearly alike, the better one first.
    fn two_codebooks_fit(&self, best: &TriedCodebook, next: &TriedCodebook) -> String;
    /// Not even the best codebook fits.
    fn no_codebook_fits(&self, best: &TriedCodebook) -> String;

    /// How sure a statement is, in a word.
    fn sureness(&self, is_firm: bool) -> &'static str;

    /// How many of all speeches stress something.
    fn stressing(&self, n: usize, all: usize) -> String;
    /// Which of them, all or the first; empty: none.
    fn most_of_all(&self, named: &[String], are_all: bool) -> String;
    /// The first one or two themes by their share of all text.
    fn most_space(&self, themes: &[(&str, &str)]) -> String;
    /// Title of the chart of themes.
    fn about(&self, finding: &str) -> String;
    /// Title of the map.
    fn positions(&self, finding: &str) -> String;
    /// Title of the chart of divisions: of `all` speeches `n` stress something.
    fn by_division(&self, n: usize, all: usize, spread: &EmphasisSpread<&str>) -> String;
    /// Title of the chart of similarities: so many groups, so many speeches alone.
    fn alike(&self, groups: usize, alone: usize, nearest: Option<&Near>) -> String;
    /// Title of the chart of terms: each with its speech.
    fn best_terms(&self, terms: &[(&str, &str)]) -> String;
    /// Title of the chart of shared text: who has most, and how many `of` all have none.
    fn shared(&self, most: Option<(&str, &str)>, none: usize, of: usize) -> String;
    /// Title of the chart of figures: how many, and who states most.
    fn figures(&self, all: usize, most: Option<(&str, usize)>) -> String;

    /// The first sentence of a page: how many spoke, in which groups, and what stands out.
    fn answer(&self, speeches: usize, groups: GroupSummary, finding: &str) -> String;
    /// In how many of all speeches a theme stands out, and which lead, each with its shares.
    fn emphases(&self, n: usize, all: usize, leading: &[String]) -> String;
    /// What a speech stresses, and its share against the mean of the others.
    fn against(&self, speech: &str, theme: &str, shares: [&str; 2]) -> String;
    /// The first themes by their share of all text.
    fn space(&self, themes: &[String]) -> String;
}
