//! The terms that are counted, each with its column.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Distinct terms in sorted order; the column of a term is its index.
///
/// A copy shares the list, so that counts, weights and a model of one meeting hold it once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Vocabulary {
    terms: Arc<Vec<String>>,
}

impl Vocabulary {
    /// Number of terms.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms, sorted.
    pub fn terms(&self) -> &[String] {
        &self.terms
    }

    /// The column of `term`; `None` if it is not counted.
    pub fn column(&self, term: &str) -> Option<usize> {
        self.terms.binary_search_by(|known| known.as_str().cmp(term)).ok()
    }

    /// For each column of this vocabulary the column that the term has in `other`.
    pub(crate) fn columns_in(&self, other: &Self) -> Vec<Option<usize>> {
        if Arc::ptr_eq(&self.terms, &other.terms) {
            return (0..self.len()).map(Some).collect();
        }
        self.terms().iter().map(|term| other.column(term)).collect()
    }

    /// The terms of both.
    pub(crate) fn union(&self, other: &Self) -> Self {
        if self == other {
            return self.clone();
        }
        Self::from([self.terms(), other.terms()].concat())
    }
}

impl From<Vec<String>> for Vocabulary {
    fn from(mut terms: Vec<String>) -> Self {
        terms.sort_unstable();
        terms.dedup();
        Self { terms: Arc::new(terms) }
    }
}

impl From<Vocabulary> for Vec<String> {
    fn from(vocabulary: Vocabulary) -> Self {
        vocabulary.terms.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(terms: &[&str]) -> Vocabulary {
        Vocabulary::from(terms.iter().map(|&term| term.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_the_sorted_order() {
        let one = vocabulary(&["水渠", "蜜蜂", "候鸟", "蜜蜂"]);
        assert_eq!(one.terms(), ["候鸟", "水渠", "蜜蜂"]);
        assert_eq!((one.column("水渠"), one.column("湿地")), (Some(1), None));
        let other = vocabulary(&["湿地", "水渠"]);
        assert_eq!(other.columns_in(&one), [Some(1), None]);
        assert_eq!(one.columns_in(&one.clone()), [Some(0), Some(1), Some(2)]);
        assert_eq!(one.union(&other), vocabulary(&["候鸟", "水渠", "湿地", "蜜蜂"]));
    }
}
