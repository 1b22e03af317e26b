//! Tokens → counts: the document-term matrix.

use super::{Sparse, Vocabulary, whole::whole_types};
use crate::tokens::{DocumentTokens, GENERAL_WORDS, Segmenter, Stopwords, Tokens};
use hashbrown::HashMap;
use rayon::prelude::*;

/// Which terms each type of word counts for: itself, unless it is a stop word, and its parts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Features {
    vocabulary: Vocabulary,
    /// Rate of each term in general Chinese; empty where no dictionary was asked.
    rates: Vec<f64>,
    /// For each type of the tokens, its columns: `columns[starts[t]..starts[t + 1]]`.
    starts: Vec<u32>,
    columns: Vec<u32>,
    /// Whether each term is a word that can be shown.
    whole: Vec<bool>,
}

impl Features {
    /// The terms of `tokens`: words that `stopwords` keeps, and, given a
    /// `segmenter`, the dictionary words inside those longer than two characters.
    pub fn new(tokens: &Tokens, stopwords: &Stopwords, segmenter: Option<&Segmenter>) -> Self {
        let types = tokens.types().par_iter();
        let terms_of: Vec<Vec<String>> =
            types.map(|word| terms_of(word, stopwords, segmenter)).collect();
        let mut terms: Vec<String> = terms_of.iter().flatten().cloned().collect();
        terms.par_sort_unstable();
        let vocabulary = Vocabulary::from(terms);
        let numbered = vocabulary.terms().iter().zip(0..);
        let column_of: HashMap<&str, u32> =
            numbered.map(|(term, column)| (term.as_str(), column)).collect();
        let mut starts = Vec::with_capacity(terms_of.len() + 1);
        let mut columns = Vec::new();
        for terms in &terms_of {
            starts.push(columns.len() as u32);
            columns.extend(terms.iter().map(|term| column_of[term.as_str()]));
        }
        starts.push(columns.len() as u32);
        drop(column_of);
        let mut features =
            Self { vocabulary, starts, columns, rates: Vec::new(), whole: Vec::new() };
        features.whole = features.whole(tokens, stopwords);
        features
    }

    /// Whether each term can be shown: at least half of its occurrences are whole words, it is not
    /// mostly a piece of something longer (路人 of 引路人), and it is no filler.
    fn whole(&self, tokens: &Tokens, stopwords: &Stopwords) -> Vec<bool> {
        let types = whole_types(tokens);
        let mut own = vec![0; self.vocabulary.len()];
        let mut all = vec![0; self.vocabulary.len()];
        for (id, &(count, is_whole)) in types.iter().enumerate() {
            for &column in self.columns(id as u32) {
                all[column as usize] += count;
                if is_whole && tokens.types()[id] == self.terms()[column as usize] {
                    own[column as usize] += count;
                }
            }
        }
        let columns = self.terms().iter().zip(own.into_iter().zip(all));
        columns
            .map(|(term, (own, all))| own > 0 && 2 * own >= all && stopwords.drops(term).is_none())
            .collect()
    }

    /// Whether the term of `column` can be shown: it is a whole word, not only part of longer ones.
    pub fn is_whole(&self, column: usize) -> bool {
        self.whole[column]
    }

    /// The same terms, each with its rate in general Chinese, as the dictionary of `segmenter` has
    /// it.
    pub fn with_rates(self, segmenter: &Segmenter) -> Self {
        let rates = self.terms().par_iter();
        let rates =
            rates.map(|term| segmenter.general_frequency(term) as f64 / GENERAL_WORDS as f64);
        Self { rates: rates.collect(), ..self }
    }

    /// Rate of each term in general Chinese, 0 to 1; empty where no dictionary was asked.
    pub fn rates(&self) -> &[f64] {
        &self.rates
    }

    /// The terms, sorted: the columns.
    pub fn terms(&self) -> &[String] {
        self.vocabulary.terms()
    }

    /// The terms with their columns.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The columns that a token of type `id` counts for.
    pub fn columns(&self, id: u32) -> &[u32] {
        let id = id as usize;
        &self.columns[self.starts[id] as usize..self.starts[id + 1] as usize]
    }
}

/// The terms that a word counts for: itself and the dictionary words inside it, unless they are
/// stop words.
fn terms_of(word: &str, stopwords: &Stopwords, segmenter: Option<&Segmenter>) -> Vec<String> {
    if !stopwords.compares(word) {
        return Vec::new();
    }
    let parts = segmenter.map(|segmenter| segmenter.parts(word)).unwrap_or_default();
    let parts = parts.into_iter().filter(|part| stopwords.compares(part));
    std::iter::once(word).chain(parts).map(str::to_owned).collect()
}

/// Counts the terms of one row of tokens after another.
///
/// Tables as long as the list of types cost less than sorting each row. They are kept from row to
/// row, and only the entries that a row used are cleared.
#[derive(Debug)]
pub struct TermCounter<'a> {
    features: &'a Features,
    of_type: Vec<u32>,
    of_term: Vec<u32>,
}

impl<'a> TermCounter<'a> {
    /// Empty tables for the types and terms of `features`.
    pub fn new(features: &'a Features) -> Self {
        let types = features.starts.len().saturating_sub(1);
        Self { features, of_type: vec![0; types], of_term: vec![0; features.vocabulary.len()] }
    }

    /// The terms of some tokens with their counts, in column order.
    pub fn row(&mut self, ids: impl Iterator<Item = u32>) -> Vec<(usize, u32)> {
        self.counted(ids).into_iter().map(|one| (one.column as usize, one.count)).collect()
    }

    fn counted(&mut self, ids: impl Iterator<Item = u32>) -> Vec<Counted> {
        let mut types = Vec::new();
        for id in ids {
            let count = &mut self.of_type[id as usize];
            if *count == 0 {
                types.push(id);
            }
            *count += 1;
        }
        let mut columns = Vec::with_capacity(types.len());
        for id in types {
            let count = std::mem::take(&mut self.of_type[id as usize]);
            for &column in self.features.columns(id) {
                let total = &mut self.of_term[column as usize];
                if *total == 0 {
                    columns.push(column);
                }
                *total += count;
            }
        }
        columns.sort_unstable();
        let take = |column: u32| {
            let count = std::mem::take(&mut self.of_term[column as usize]);
            Counted { column, count }
        };
        columns.into_iter().map(take).collect()
    }
}

/// A term of a row and how often it comes, in half the room of [`TermCounter::row`].
struct Counted {
    column: u32,
    count: u32,
}

/// How often the words of a title count beside those of the text.
///
/// A title says what the speaker wants to be known for. On 300 draws of 60 % of the sentences of
/// a real page, counting it twice took the groups from .82 to .87 of those that people made.
pub(crate) const TITLE: usize = 2;

/// Documents that are counted before their rows are put behind the others: rows apart take as much
/// memory as rows together. Chosen by eye; it does not change the result.
const DOCUMENTS: usize = 1024;

/// The words of a document's title, as often as they count.
fn titled(document: &DocumentTokens) -> impl Iterator<Item = &u32> {
    std::iter::repeat_n(&document.title, TITLE).flatten()
}

/// Counts, documents × terms, sparse; not yet weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct TermCounts {
    matrix: Sparse<u32>,
}

impl Default for TermCounts {
    fn default() -> Self {
        Self::from_rows(Vec::new(), 0)
    }
}

impl TermCounts {
    /// Counts the terms of each document, those of its title twice.
    pub fn count(tokens: &Tokens, features: &Features) -> Self {
        let (mut starts, mut columns, mut counts) = (vec![0], Vec::new(), Vec::new());
        for documents in tokens.documents().chunks(DOCUMENTS) {
            let count = |counter: &mut TermCounter<'_>, document: &DocumentTokens| {
                counter.counted(document.ids.iter().chain(titled(document)).copied())
            };
            let rows: Vec<Vec<Counted>> =
                documents.par_iter().map_init(|| TermCounter::new(features), count).collect();
            for row in rows {
                columns.extend(row.iter().map(|one| one.column));
                counts.extend(row.iter().map(|one| one.count));
                starts.push(columns.len());
            }
        }
        columns.shrink_to_fit();
        counts.shrink_to_fit();
        let shape = (tokens.documents().len(), features.vocabulary.len());
        Self { matrix: Sparse::new(shape, starts, columns, counts) }
    }

    /// A matrix from rows in column order, `columns` wide.
    pub fn from_rows(rows: Vec<Vec<(usize, u32)>>, columns: usize) -> Self {
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let total = rows.iter().map(Vec::len).sum();
        let (mut indices, mut counts) = (Vec::with_capacity(total), Vec::with_capacity(total));
        let documents = rows.len();
        starts.push(0);
        for row in rows {
            indices.extend(row.iter().map(|&(column, _)| column as u32));
            counts.extend(row.iter().map(|&(_, count)| count));
            starts.push(indices.len());
        }
        Self { matrix: Sparse::new((documents, columns), starts, indices, counts) }
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.matrix.rows()
    }

    /// Documents × terms.
    pub(crate) fn matrix(&self) -> &Sparse<u32> {
        &self.matrix
    }

    /// Each term of a document with its count, in column order.
    ///
    /// # Panics
    /// If there is no such document.
    pub fn row(&self, document: usize) -> impl Iterator<Item = (usize, u32)> {
        let range = self.matrix.indptr().outer_inds_sz(document);
        let columns = self.matrix.indices()[range.clone()].iter();
        columns.zip(&self.matrix.data()[range]).map(|(&column, &count)| (column as usize, count))
    }

    /// The same counts in the columns of another vocabulary, `width` wide; `columns` holds the new
    /// one of each column in rising order, `None` for a term that the other lacks.
    pub(crate) fn in_columns(&self, columns: &[Option<usize>], width: usize) -> Self {
        let moved = |document| {
            self.row(document).filter_map(|(at, count)| Some((columns[at]?, count))).collect()
        };
        Self::from_rows((0..self.documents()).map(moved).collect(), width)
    }

    /// The documents of `self`, then those of `other`; both have the same columns.
    pub(crate) fn followed_by(&self, other: &Self) -> Self {
        let rows = [self, other]
            .into_iter()
            .flat_map(|part| (0..part.documents()).map(|document| part.row(document).collect()));
        Self::from_rows(rows.collect(), self.matrix.cols())
    }

    /// Documents that hold each term.
    pub fn document_frequencies(&self) -> Vec<u32> {
        let mut df = vec![0; self.matrix.cols()];
        for &column in self.matrix.indices() {
            df[column as usize] += 1;
        }
        df
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{Corpus, Document, Sentence},
        tokens::Dictionary,
    };

    #[test]
    fn a_mere_part_of_words_is_counted_and_not_shown() {
        let text = "领航员来了，领航员走了，航标灯亮了，码头很长，旧码头，新码头。";
        let sentence = Sentence {
            text: text.into(),
            printed: None,
            unit: 0,
            heading: false,
            opens: false,
            line: 1,
            ..Sentence::default()
        };
        let document = Document { title: None, sentences: vec![sentence], units: 1 };
        let corpus = Corpus { documents: vec![document] };
        let segmenter = Segmenter::new(&Dictionary::default(), true);
        let tokens = Tokens::segment(&corpus, &segmenter);
        let features = Features::new(&tokens, &Stopwords::built_in(), Some(&segmenter));
        let shown = |term: &str| {
            let column = features.terms().iter().position(|known| known == term)?;
            Some(features.is_whole(column))
        };
        assert_eq!(shown("领航"), Some(false));
        assert_eq!(shown("码头"), Some(true));
    }
}
