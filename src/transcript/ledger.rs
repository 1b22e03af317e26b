//! What became of every character of a page.

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

/// What a stretch of a page became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// Text of a speech.
    Speech,
    /// The speaker's name: a heading, a vertical label.
    Label,
    /// A speech's title.
    Title,
    /// The page's headline and subtitle.
    Headline,
    /// The text before the first speech.
    Introduction,
    /// Marks of the Markdown form.
    Markup,
    /// A line that print repeats on every page: the name of the record, a date.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// A note at the foot of a page.
    Footnote,
    /// Text of no speaker; the analysis leaves it out.
    Unassigned,
    /// White space at the beginning of a page.
    Blank,
}

impl Disposition {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Label => "label",
            Self::Title => "title",
            Self::Headline => "headline",
            Self::Introduction => "introduction",
            Self::Markup => "markup",
            Self::RunningHead => "runninghead",
            Self::PageNumber => "pagenumber",
            Self::Footnote => "footnote",
            Self::Unassigned => "unassigned",
            Self::Blank => "blank",
        }
    }
}

/// A stretch of a page with one disposition; JSON calls it `fate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Bytes of the page.
    pub span: Range<usize>,
    /// What it became.
    #[serde(rename = "fate")]
    pub disposition: Disposition,
    /// The speech it belongs to, if to one.
    pub speech: Option<usize>,
    /// Its characters, white space not counted.
    pub characters: usize,
}

/// What became of each character of a page; the spans tile the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Entries in the order of the page; neighbours differ.
    pub entries: Vec<Entry>,
}

impl Entry {
    /// An entry whose characters are not counted yet.
    fn new(span: Range<usize>, disposition: Disposition, speech: Option<usize>) -> Self {
        Self { span, disposition, speech, characters: 0 }
    }

    /// Whether two neighbours are one stretch of the page.
    fn goes_on(&self, disposition: Disposition, speech: Option<usize>) -> bool {
        (self.disposition, self.speech) == (disposition, speech)
    }
}

impl Ledger {
    /// Makes the ledger of a page from its lines.
    ///
    /// `lines` are spans in order, each with its disposition and speech. White space
    /// after a line belongs to it, so that there is no gap between two entries.
    pub(super) fn new(
        page: &str,
        lines: impl IntoIterator<Item = (Range<usize>, Disposition, Option<usize>)>,
    ) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (span, disposition, speech) in lines {
            match entries.last_mut() {
                None if span.start > 0 => {
                    entries.push(Entry::new(0..span.start, Disposition::Blank, None));
                }
                Some(last) => last.span.end = span.start,
                None => {}
            }
            match entries.last_mut() {
                Some(last) if last.goes_on(disposition, speech) => last.span.end = span.end,
                _ => entries.push(Entry::new(span, disposition, speech)),
            }
        }
        match entries.last_mut() {
            Some(last) => last.span.end = page.len(),
            None if !page.is_empty() => {
                entries.push(Entry::new(0..page.len(), Disposition::Blank, None))
            }
            None => {}
        }
        for entry in &mut entries {
            let text = &page[entry.span.clone()];
            entry.characters = characters(text);
        }
        Self { entries }
    }

    /// Gives the speeches other numbers; neighbours with the same number become one entry.
    pub(super) fn renumber(&mut self, number: impl Fn(usize) -> Option<usize>) {
        for entry in &mut self.entries {
            entry.speech = entry.speech.and_then(&number);
        }
        self.entries.dedup_by(|entry, last| {
            let goes_on = last.goes_on(entry.disposition, entry.speech);
            if goes_on {
                last.span.end = entry.span.end;
                last.characters += entry.characters;
            }
            goes_on
        });
    }

    /// How many characters have each disposition, white space not counted; dispositions in order.
    pub fn tally(&self) -> Vec<(Disposition, usize)> {
        let mut tally = BTreeMap::new();
        for entry in &self.entries {
            *tally.entry(entry.disposition).or_insert(0) += entry.characters;
        }
        tally.into_iter().filter(|&(_, count)| count > 0).collect()
    }
}

/// Characters of a text, white space not counted.
pub(super) fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
