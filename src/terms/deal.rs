//! Sentences dealt to speeches anew: what the speeches then say, term by term.
//!
//! A draw of sentences changes who says a term, never which sentences hold it. These are looked
//! up once; a draw then goes through the terms in order and counts for whom each falls.

/// For each speech its sentences, counted through all speeches of the meeting.
pub(crate) type Deal = Vec<Vec<usize>>;

/// For each term the sentences that hold it, each with how often.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// Places of term `t`: `places[starts[t]..starts[t + 1]]`.
    starts: Vec<usize>,
    places: Vec<(u32, u32)>,
}

impl Places {
    /// The places of `terms` terms, from the terms of each sentence with how often it says them.
    pub(crate) fn new(sentences: &[Vec<(usize, u32)>], terms: usize) -> Self {
        let mut starts = vec![0; terms + 1];
        for &(term, _) in sentences.iter().flatten() {
            starts[term + 1] += 1;
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut places = vec![(0, 0); starts[terms]];
        let mut next = starts.clone();
        for (sentence, said) in sentences.iter().enumerate() {
            for &(term, count) in said {
                places[next[term]] = (sentence as u32, count);
                next[term] += 1;
            }
        }
        Self { starts, places }
    }

    fn of(&self, term: usize) -> &[(u32, u32)] {
        &self.places[self.starts[term]..self.starts[term + 1]]
    }
}

/// Counts one term after another over the speeches of a deal.
#[derive(Debug, Clone)]
pub(crate) struct Dealt {
    /// For each sentence the speech that it falls to, and how often.
    of: Vec<(u32, u32)>,
    counts: Vec<u32>,
    said: Vec<(usize, u32)>,
}

impl Dealt {
    /// A deal of so many `sentences`. None falls to two speeches.
    pub(crate) fn new(deal: &Deal, sentences: usize) -> Self {
        let mut of = vec![(0, 0); sentences];
        for (speech, own) in deal.iter().enumerate() {
            for &sentence in own {
                of[sentence] = (speech as u32, of[sentence].1 + 1);
            }
        }
        Self { of, counts: vec![0; deal.len()], said: Vec::new() }
    }

    /// The speeches that say `term` and how often, in no order.
    pub(crate) fn said(&mut self, places: &Places, term: usize) -> &[(usize, u32)] {
        self.said.clear();
        for &(sentence, count) in places.of(term) {
            let (speech, times) = self.of[sentence as usize];
            if times > 0 {
                let total = &mut self.counts[speech as usize];
                if *total == 0 {
                    self.said.push((speech as usize, 0));
                }
                *total += count * times;
            }
        }
        for (speech, count) in &mut self.said {
            *count = std::mem::take(&mut self.counts[*speech]);
        }
        &self.said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_fall_where_their_sentences_do() {
        let places = Places::new(&[vec![(0, 2), (2, 1)], vec![], vec![(2, 3)], vec![(0, 1)]], 3);
        // The first sentence twice to the second speech, the third to the first, the last to none.
        let mut dealt = Dealt::new(&vec![vec![2, 1], vec![0, 0]], 4);
        assert_eq!(dealt.said(&places, 0), [(1, 4)]);
        assert_eq!(dealt.said(&places, 1), []);
        assert_eq!(dealt.said(&places, 2), [(1, 2), (0, 3)]);
    }
}
