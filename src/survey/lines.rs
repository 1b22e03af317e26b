//! Tallies and quotes as lines of plain columns, which an engine sends from machine to machine.
//!
//! The counts of lines that agree in all else may be added up, in any order and by anybody: so a
//! `GROUP BY` with a sum merges tallies.

use std::{collections::BTreeMap, fmt, str::FromStr};

use super::{
    Claims, GroupTally, Quotation, Quotes, SentenceCount, SurveyTally,
    count::Theme,
    draws::DRAWS,
    quotes::{Claim, Kept, OfGroup, keep},
};
use crate::{
    error::{Error, Fault, Result},
    run::Run,
    themes::{choose::Explained, lexicon::Lexicon},
};

/// What a line counts, or what it quotes a sentence for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Rows of a group.
    Rows,
    /// Its paragraphs.
    Paragraphs,
    /// Its characters.
    Characters,
    /// Its words.
    Words,
    /// Its sentences, as they are or in a draw.
    Sentences,
    /// Its sentences that hold a term of a theme, as they are or in a draw.
    Theme,
    /// How often it says a term.
    Term,
    /// Characters of all rows, for a codebook.
    Codebook,
    /// Those of them that a theme of the codebook explains.
    Explained,
    /// Rows with a value in the column by which they are grouped.
    Column,
    /// Rows without a text, which are left out.
    LeftOut,
}

/// All kinds, by the names that stand in a line.
const KINDS: [(Kind, &str); 11] = [
    (Kind::Rows, "rows"),
    (Kind::Paragraphs, "paragraphs"),
    (Kind::Characters, "characters"),
    (Kind::Words, "words"),
    (Kind::Sentences, "sentences"),
    (Kind::Theme, "theme"),
    (Kind::Term, "term"),
    (Kind::Codebook, "codebook"),
    (Kind::Explained, "explained"),
    (Kind::Column, "column"),
    (Kind::LeftOut, "left_out"),
];

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = KINDS.iter().find(|(kind, _)| kind == self);
        f.write_str(named.map_or("", |(_, name)| name))
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let named = KINDS.iter().find(|(_, name)| *name == text);
        named.map(|(kind, _)| *kind).ok_or_else(|| unknown(text))
    }
}

/// One count of a tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountLine<'a> {
    /// The group, empty for what is counted of the whole table.
    pub group: &'a str,
    /// What is counted.
    pub kind: Kind,
    /// The term, the codebook, or `codebook/theme`; else empty.
    pub name: &'a str,
    /// The draw, from 0; `None`: as they are.
    pub draw: Option<usize>,
    /// How many.
    pub count: u64,
}

/// The names of the codebooks that may be read with, and of their themes.
#[derive(Debug)]
pub struct Names {
    codebooks: Vec<String>,
    /// `codebook/theme`, by codebook.
    themes: Vec<Vec<String>>,
    places: BTreeMap<String, Theme>,
}

impl Names {
    /// Those of a run.
    pub fn of(run: &Run) -> Self {
        let lexicons = &run.lists.codebooks;
        let themes = |lexicon: &Lexicon| -> Vec<String> {
            let ids = lexicon.themes().iter().map(|theme| &theme.id);
            ids.map(|id| format!("{}/{id}", lexicon.name())).collect()
        };
        let themes: Vec<Vec<String>> = lexicons.iter().map(themes).collect();
        let mut places = BTreeMap::new();
        for (codebook, names) in themes.iter().enumerate() {
            for (place, name) in names.iter().enumerate() {
                places.insert(name.clone(), Theme { codebook, place });
            }
        }
        let codebooks = lexicons.iter().map(|lexicon| lexicon.name().to_owned()).collect();
        Self { codebooks, themes, places }
    }

    /// A tally of no row, to which lines can be added.
    pub fn tally(&self) -> SurveyTally {
        let nothing = |themes: &Vec<String>| Explained { by_theme: vec![0; themes.len()], all: 0 };
        SurveyTally { explained: self.themes.iter().map(nothing).collect(), ..Default::default() }
    }

    fn codebook(&self, name: &str) -> Result<usize> {
        self.codebooks.iter().position(|known| known == name).ok_or_else(|| unknown(name))
    }

    fn theme(&self, name: &str) -> Result<Theme> {
        self.places.get(name).copied().ok_or_else(|| unknown(name))
    }
}

/// A name in a line that nobody of this version with these lists writes.
fn unknown(name: &str) -> Error {
    let reason = format!("`{name}` is unknown");
    Error::input("counts", reason, "count with one version of yiti everywhere").of(Fault::Malformed)
}

impl SurveyTally {
    /// The lines of a tally; counts of 0 have none.
    pub fn lines<'a>(&'a self, names: &'a Names) -> impl Iterator<Item = CountLine<'a>> {
        let whole = |kind, name, count| CountLine { group: "", kind, name, draw: None, count };
        let codebooks = self.explained.iter().zip(&names.codebooks).zip(&names.themes);
        let explained = codebooks.flat_map(move |((explained, codebook), themes)| {
            let themes = explained.by_theme.iter().zip(themes);
            let themes = themes.map(move |(&sum, name)| whole(Kind::Explained, name.as_str(), sum));
            themes.chain([whole(Kind::Codebook, codebook, explained.all)])
        });
        let rows =
            [whole(Kind::Column, "", self.with_column), whole(Kind::LeftOut, "", self.left_out)];
        let groups = self.groups.iter().flat_map(|(name, group)| group.lines(name, names));
        explained.chain(rows).chain(groups).filter(|line| line.count > 0)
    }

    /// Adds a line to a tally under the run of `names`.
    ///
    /// # Errors
    /// A theme or a codebook that the run does not have.
    pub fn add(&mut self, line: CountLine<'_>, names: &Names) -> Result<()> {
        let CountLine { group, kind, name, count, .. } = line;
        match kind {
            Kind::Column => self.with_column += count,
            Kind::LeftOut => self.left_out += count,
            Kind::Codebook => {
                let codebook = names.codebook(name)?;
                self.explained.get_mut(codebook).ok_or_else(|| unknown(name))?.all += count;
            }
            Kind::Explained => {
                let Theme { codebook, place } = names.theme(name)?;
                let sums =
                    self.explained.get_mut(codebook).map(|explained| &mut explained.by_theme);
                let sum = sums.and_then(|sums| sums.get_mut(place));
                *sum.ok_or_else(|| unknown(name))? += count;
            }
            _ => match self.groups.get_mut(group) {
                Some(group) => group.add_line(line, names)?,
                None => self.groups.entry(group.to_owned()).or_default().add_line(line, names)?,
            },
        }
        Ok(())
    }
}

impl GroupTally {
    fn lines<'a>(
        &'a self,
        group: &'a str,
        names: &'a Names,
    ) -> impl Iterator<Item = CountLine<'a>> {
        let line = move |kind, name, count| CountLine { group, kind, name, draw: None, count };
        let sizes = [
            line(Kind::Rows, "", self.rows),
            line(Kind::Paragraphs, "", self.paragraphs),
            line(Kind::Characters, "", self.characters),
            line(Kind::Words, "", self.words),
        ];
        let sentences = self.sentences.lines(line(Kind::Sentences, "", self.sentences.all));
        let codebooks = self.codebooks.iter().zip(&names.themes);
        let themes = codebooks.flat_map(move |(counts, names)| {
            let themes = counts.iter().zip(names);
            themes.flat_map(move |(count, name)| count.lines(line(Kind::Theme, name, count.all)))
        });
        let terms = self.terms.iter().map(move |(term, &count)| line(Kind::Term, term, count));
        sizes.into_iter().chain(sentences).chain(themes).chain(terms)
    }

    fn add_line(&mut self, line: CountLine<'_>, names: &Names) -> Result<()> {
        let CountLine { kind, name, count, .. } = line;
        match kind {
            Kind::Rows => self.rows += count,
            Kind::Paragraphs => self.paragraphs += count,
            Kind::Characters => self.characters += count,
            Kind::Words => self.words += count,
            Kind::Term => *self.terms.entry_ref(name).or_insert(0) += count,
            Kind::Sentences => self.sentences.add_line(line)?,
            Kind::Theme => {
                let Theme { codebook, place } = names.theme(name)?;
                self.codebooks.resize_with(names.codebooks.len(), Vec::new);
                let counts = &mut self.codebooks[codebook];
                counts.resize_with(names.themes[codebook].len(), SentenceCount::default);
                counts[place].add_line(line)?;
            }
            Kind::Codebook | Kind::Explained | Kind::Column | Kind::LeftOut => {
                return Err(unknown(name));
            }
        }
        Ok(())
    }
}

impl SentenceCount {
    /// `whole` and a line like it for each draw.
    fn lines<'a>(&'a self, whole: CountLine<'a>) -> impl Iterator<Item = CountLine<'a>> {
        let drawn = self.drawn.iter().enumerate();
        let drawn = drawn.map(move |(draw, &count)| CountLine { draw: Some(draw), count, ..whole });
        [whole].into_iter().chain(drawn)
    }

    fn add_line(&mut self, line: CountLine<'_>) -> Result<()> {
        let sum = match line.draw {
            None => Some(&mut self.all),
            Some(draw) => {
                self.drawn.resize(DRAWS, 0);
                self.drawn.get_mut(draw)
            }
        };
        *sum.ok_or_else(|| unknown(line.name))? += line.count;
        Ok(())
    }
}

/// A sentence that says what is claimed of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLine {
    /// The group.
    pub group: String,
    /// [`Kind::Theme`] or [`Kind::Term`].
    pub kind: Kind,
    /// The theme's id, or the term.
    pub name: String,
    /// The sentence.
    pub quotation: Quotation,
}

impl Quotes {
    /// The lines of the quotes, in order of the claims.
    pub fn lines<'a>(&'a self, claims: &'a Claims<'_>) -> impl Iterator<Item = QuoteLine> + 'a {
        self.of_claim.iter().flat_map(move |(OfGroup { group, claim }, quotations)| {
            let kind = match claim {
                Claim::Theme(_) => Kind::Theme,
                Claim::Term(_) => Kind::Term,
            };
            quotations.iter().map(move |kept| QuoteLine {
                group: group.clone(),
                kind,
                name: claims.name(claim).to_owned(),
                quotation: kept.quotation.clone(),
            })
        })
    }

    /// Adds a line to what is quoted for `claims`.
    ///
    /// # Errors
    /// A claim that is none of these.
    pub fn add(&mut self, line: QuoteLine, claims: &Claims<'_>) -> Result<()> {
        let QuoteLine { group, kind, name, quotation } = line;
        let claim = match kind {
            Kind::Theme => claims.theme(&name),
            Kind::Term => claims.term(&name),
            _ => None,
        };
        let claim = claim.ok_or_else(|| unknown(&name))?;
        keep(self.of_claim.entry(OfGroup { group, claim }).or_default(), [Kept::of(quotation)]);
        Ok(())
    }
}
