//! What became of every character of a page.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What a stretch of a page became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// Text of a speech.
    Speech,
    /// What names the speaker: a heading, a vertical label.
    Label,
    /// A speech's title.
    Title,
    /// The page's headline and subtitle.
    Headline,
    /// What is said of the meeting before its first speech.
    Introduction,
    /// Marks of the Markdown form.
    Markup,
    /// What print repeats on every page: the name of the record, a date.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// A note at the foot of a page.
    Footnote,
    /// Nobody's: left out of the analysis.
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

/// A stretch of a page with one disposition.
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

/// The dispositions of a page's characters; the spans tile the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Entries in the order of the page; neighbours differ.
    pub entries: Vec<Entry>,
}

impl Ledger {
    /// Makes the ledger of a page from what is known of its lines.
    ///
    /// `lines` are spans in order with their dispositions. White space after a line
    /// goes with it, so that nothing is left between two entries.
    pub(super) fn new(
        page: &str,
        lines: impl IntoIterator<Item = (Range<usize>, Disposition, Option<usize>)>,
    ) -> Self {
        let entry = |span, disposition, speech| Entry { span, disposition, speech, characters: 0 };
        let mut entries: Vec<Entry> = Vec::new();
        for (span, disposition, speech) in lines {
            match entries.last_mut() {
                None if span.start > 0 => {
                    entries.push(entry(0..span.start, Disposition::Blank, None));
                }
                Some(last) => last.span.end = span.start,
                None => {}
            }
            match entries.last_mut() {
                Some(last) if (last.disposition, last.speech) == (disposition, speech) => {
                    last.span.end = span.end
                }
                _ => entries.push(entry(span, disposition, speech)),
            }
        }
        match entries.last_mut() {
            Some(last) => last.span.end = page.len(),
            None if !page.is_empty() => {
                entries.push(entry(0..page.len(), Disposition::Blank, None))
            }
            None => {}
        }
        for entry in &mut entries {
            let text = &page[entry.span.clone()];
            entry.characters = characters(text);
        }
        Self { entries }
    }

    /// Gives the speeches other numbers; entries that are alike now become one.
    pub(super) fn renumber(&mut self, number: impl Fn(usize) -> Option<usize>) {
        for entry in &mut self.entries {
            entry.speech = entry.speech.and_then(&number);
        }
        self.entries.dedup_by(|entry, last| {
            let alike = (entry.disposition, entry.speech) == (last.disposition, last.speech);
            if alike {
                last.span.end = entry.span.end;
                last.characters += entry.characters;
            }
            alike
        });
    }

    /// Characters with each disposition, white space not counted, dispositions in order.
    pub fn tally(&self) -> Vec<(Disposition, usize)> {
        let mut tally = std::collections::BTreeMap::new();
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
