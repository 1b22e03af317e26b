//! Which of a speech's terms are listed, and in which of three lists.

use super::{Distinctive, SpeechAnalysis, TermScore};

/// Terms that stand in the very same sentences, of which so many are listed.
const TOGETHER: usize = 2;
/// The same where it is one sentence.
const OF_ONE_SENTENCE: usize = 1;
/// Longer terms that are listed around a better one.
const AROUND: usize = 2;
/// A term is a piece of a longer one that has this share of its places in the speech and this share
/// of its score.
const PIECE: f64 = 0.75;
/// Characters that two slices of one wording share, the end of one and the beginning of the other.
const OVERLAP: usize = 2;

impl Distinctive {
    /// All of them: terms, places, what is said once.
    pub fn all(&self) -> impl Iterator<Item = &TermScore> {
        self.terms.iter().chain(&self.places).chain(&self.once)
    }

    /// All of them, to be changed.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut TermScore> {
        self.terms.iter_mut().chain(&mut self.places).chain(&mut self.once)
    }
}

impl SpeechAnalysis {
    /// Its terms that are said twice and more.
    pub fn repeated(&self) -> &[TermScore] {
        let end = self.terms.iter().position(|term| term.count < 2);
        &self.terms[..end.unwrap_or(self.terms.len())]
    }

    /// What it says once, best first.
    pub fn said_once(&self) -> impl Iterator<Item = &TermScore> {
        self.terms[self.repeated().len()..].iter().chain(&self.once)
    }
}

/// A term that can be listed.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) term: TermScore,
    /// It is the name of a place.
    pub(super) place: bool,
}

/// The lists of a speech: at most `top` terms, half as many places and examples.
///
/// A term said once leads nothing; it is an example, and comes after all that is said twice. Names
/// of places tell who speaks rather than of what. In each list a term is left out
/// - inside another with three quarters of its places and its score: 双城 of 双城经济圈;
/// - inside a better one that holds half of its places, or around a better one without being
///   more than that one;
/// - if it is another slice of a wording that is listed already;
/// - if two others stand in the very same sentences, or one in the only sentence: a list of
///   names in one breath is one thing.
pub(super) fn listed(mut all: Vec<Candidate>, top: usize) -> Distinctive {
    all.sort_by(|a, b| {
        let place = |one: &Candidate| one.term.sentences.first().copied();
        let ties = || place(a).cmp(&place(b)).then_with(|| a.term.term.cmp(&b.term.term));
        b.term.score.total_cmp(&a.term.score).then_with(ties)
    });
    let (once, more): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.term.count == 1);
    let more = whole(more);
    let (places, terms): (Vec<_>, Vec<_>) = more.into_iter().partition(|one| one.place);
    let fewer = top.div_ceil(2);
    let mut terms = Picked::default().fill(terms, top).kept;
    let places = Picked::default().fill(places, fewer).kept;
    let is_new = |one: &Candidate| {
        let mut listed = terms.iter().chain(&places);
        !one.place && !listed.any(|other| within(&other.term, &one.term.term))
    };
    let once = once.into_iter().filter(is_new).collect();
    let room = top - terms.len();
    let mut once = Picked::default().fill(once, room + fewer).kept;
    let rest = once.split_off(room.min(once.len()));
    terms.extend(once);
    Distinctive { once: rest, terms, places }
}

/// The candidates that are no piece of another one.
fn whole(all: Vec<Candidate>) -> Vec<Candidate> {
    let is_piece = |one: &Candidate| {
        let (short, all) = (&one.term, all.iter().map(|other| &other.term));
        let mut longer = all.filter(|long| long.term.len() > short.term.len());
        longer.any(|long| {
            long.count as f64 >= PIECE * short.count as f64
                && long.score >= PIECE * short.score
                && long.term.contains(&short.term)
        })
    };
    all.iter().filter(|one| !is_piece(one)).cloned().collect()
}

/// A list as it fills.
#[derive(Default)]
struct Picked {
    kept: Vec<TermScore>,
    /// Slices of what is kept: through them two that do not touch are known for one wording.
    slices: Vec<TermScore>,
}

impl Picked {
    fn fill(mut self, candidates: Vec<Candidate>, most: usize) -> Self {
        for Candidate { term, .. } in candidates {
            if self.kept.len() == most {
                break;
            }
            let mut known = self.kept.iter().chain(&self.slices);
            if known.any(|other| is_slice(&term, other)) {
                self.slices.push(term);
            } else if self.is_more(&term) {
                self.kept.push(term);
            }
        }
        self
    }

    /// Whether `term` says something that the list does not say yet.
    fn is_more(&self, term: &TermScore) -> bool {
        let most = if term.sentences.len() == 1 { OF_ONE_SENTENCE } else { TOGETHER };
        let together = self.kept.iter().filter(|other| other.sentences == term.sentences).count();
        let shorter = self.kept.iter().filter(|other| term.term.contains(&other.term));
        let around = |short: &TermScore| {
            let longer = self.kept.iter().filter(|other| other.term.contains(&short.term));
            longer.count() > AROUND
        };
        together < most
            && !self.kept.iter().any(|other| is_nested(term, other))
            && !shorter.into_iter().any(around)
    }
}

/// Whether one of two texts holds the other.
fn within(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// Whether `term` is said already by the better `other`, one of the two inside the other.
fn is_nested(term: &TermScore, other: &TermScore) -> bool {
    if other.term.contains(&term.term) {
        // The longer one stands for the shorter if most of the shorter lies inside it.
        return 2 * other.count >= term.count;
    }
    let (long, short) = (term.count, other.count);
    term.term.contains(&other.term) && (2 * long > short || short <= long + 1)
}

/// Whether two terms are slices of one wording: the end of one is the beginning of the other,
/// and the rarer one mostly stands in sentences of the other.
fn is_slice(a: &TermScore, b: &TermScore) -> bool {
    let shared = a.sentences.iter().filter(|place| b.sentences.contains(place)).count();
    2 * shared > a.sentences.len().min(b.sentences.len())
        && (overlaps(&a.term, &b.term) || overlaps(&b.term, &a.term))
}

/// Whether the end of `a` is the beginning of `b`, by two characters and more.
fn overlaps(a: &str, b: &str) -> bool {
    let starts = a.char_indices().skip(1).map(|(at, _)| &a[at..]);
    starts
        .filter(|end| end.chars().count() >= OVERLAP)
        .any(|end| b.len() > end.len() && b.starts_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SentenceId;

    fn term(text: &str, score: f64, count: usize, sentences: &[usize]) -> Candidate {
        let term = TermScore {
            term: text.into(),
            score,
            count,
            sentences: sentences.iter().copied().map(SentenceId::new).collect(),
            ..TermScore::default()
        };
        Candidate { term, place: text.ends_with('江') }
    }

    fn names(terms: &[TermScore]) -> Vec<&str> {
        terms.iter().map(|term| term.term.as_str()).collect()
    }

    #[test]
    fn once_and_places_stand_apart() {
        let all = vec![
            term("水渠", 9.0, 1, &[0]),
            term("鹭江", 8.0, 5, &[1, 2]),
            term("蜜蜂", 2.0, 3, &[3, 4]),
            term("鹭江大堤", 1.0, 1, &[5]),
            term("苇江", 1.0, 1, &[6]),
        ];
        let found = listed(all.clone(), 10);
        assert_eq!(names(&found.terms), ["蜜蜂", "水渠"]);
        assert_eq!(names(&found.places), ["鹭江"]);
        assert!(found.once.is_empty());
        // Without room for it among the terms it is an example.
        let found = listed(all, 1);
        assert_eq!((names(&found.terms), names(&found.once)), (vec!["蜜蜂"], vec!["水渠"]));
        assert_eq!(found.all().count(), 3);
    }

    #[test]
    fn slices_of_one_sentence_are_one_term() {
        let all = vec![
            term("麦田金黄水渠清澈", 5.0, 2, &[3, 9]),
            term("水渠清澈蜜蜂成群", 4.0, 2, &[3, 9]),
            term("蜜蜂成群果树满坡", 3.0, 2, &[3, 9]),
            term("渔港", 2.0, 2, &[4, 9]),
        ];
        assert_eq!(names(&listed(all, 10).terms), ["麦田金黄水渠清澈", "渔港"]);
    }

    #[test]
    fn a_list_in_one_breath_takes_one_place() {
        let all = vec![
            term("一渠一长", 5.0, 1, &[7]),
            term("一渠一档", 5.0, 1, &[7]),
            term("一渠一图", 5.0, 1, &[7]),
            term("护渠员", 2.0, 1, &[8]),
        ];
        assert_eq!(names(&listed(all, 10).terms), ["一渠一图", "护渠员"]);
        let all = vec![
            term("水渠", 5.0, 2, &[1, 2]),
            term("蜜蜂", 4.0, 2, &[1, 2]),
            term("果树", 3.0, 2, &[1, 2]),
            term("渔港", 2.0, 3, &[1, 2, 3]),
        ];
        assert_eq!(names(&listed(all, 10).terms), ["水渠", "蜜蜂", "渔港"]);
    }

    #[test]
    fn a_piece_of_a_longer_term_is_not_listed_for_it() {
        let all = |score: f64, long: usize| {
            vec![term("水渠", 8.0, 8, &[1, 2]), term("水渠管护", score, long, &[1])]
        };
        assert_eq!(names(&listed(all(6.0, 6), 10).terms), ["水渠管护"]);
        assert_eq!(names(&listed(all(6.0, 5), 10).terms), ["水渠"]);
        assert_eq!(names(&listed(all(5.0, 6), 10).terms), ["水渠"]);
    }

    #[test]
    fn the_longer_stands_for_the_shorter_only_if_most_of_it_lies_inside() {
        let all = |long: usize| {
            vec![term("水渠管护", 5.0, long, &[1, 2]), term("水渠", 4.0, 14, &[1, 2, 3, 4])]
        };
        assert_eq!(names(&listed(all(2), 10).terms), ["水渠管护", "水渠"]);
        assert_eq!(names(&listed(all(7), 10).terms), ["水渠管护"]);
    }
}
