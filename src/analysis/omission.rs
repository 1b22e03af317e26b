//! Omissions: themes that a speech leaves out though others speak of them, judged by its length.
//!
//! A short speech leaves out many themes, which says little. An omission counts if the other
//! speeches, cut down to the same length, would still have spoken of the theme.

use serde::{Deserialize, Serialize};

use super::Omission;
use crate::{
    budget::OMISSION_SPEECHES,
    corpus::{Corpus, Document},
    ids::SpeechId,
    themes::{assign::Assignment, lexicon_hits::LexiconHits},
};

/// A speech with fewer sentences, headings aside, is not judged; chosen by eye.
pub const OMISSION_SENTENCES: usize = 10;
/// A speech with fewer characters, headings aside, is not judged; chosen by eye.
pub const OMISSION_CHARACTERS: usize = 300;
/// With fewer other speeches nothing is usual, so nothing is an omission; chosen by eye.
const OTHERS: usize = 3;

/// The omissions of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Omissions {
    /// The most telling first: by `at_length`, then `expected`, then places.
    pub list: Vec<Omission>,
    /// Speeches too short for any claim, in order: below ten sentences or 300 characters.
    pub too_short: Vec<SpeechId>,
}

/// Finds what speeches leave out that at least half of the others speak of.
///
/// A speech omits a theme if no sentence and no heading was given to it, and no
/// term of the lexicon, not even a hint, stands in its text or title: what is printed
/// cannot be called missing. A speech speaks of it if a sentence was given to it.
///
/// `expected` takes the pooled rate `r`, sentences of the theme over all sentences of
/// all other speeches (those that omit it too, or the rate would be that of speeches that
/// mention it), and the speech's number of sentences `n`. It reads too high where one other
/// speech says most of it, since sentences of a theme come together. `at_length` does
/// not: it is the mean over the others of the probability that `n` of a speech's `N`
/// sentences hold at least one of its `k`, `1 − C(N − k, n) / C(N, n)`, rarefaction
/// after Hurlbert (1971), "The Nonconcept of Species Diversity".
///
/// Headings count for no length. With fewer than three others and above 500 speeches nothing
/// is claimed.
pub fn omissions(corpus: &Corpus, assignments: &[Assignment], hits: &LexiconHits<'_>) -> Omissions {
    let texts: Vec<Text> = corpus
        .documents
        .iter()
        .zip(assignments)
        .enumerate()
        .map(|(place, (document, given))| Text::new(document, given, hits, place))
        .collect();
    let of = texts.len().saturating_sub(1);
    let short =
        |text: &Text| text.sentences < OMISSION_SENTENCES || text.characters < OMISSION_CHARACTERS;
    let too_short = SpeechId::first(texts.len()).filter(|id| short(&texts[id.index()])).collect();
    let mut list = Vec::new();
    let judged = |text: &Text| !short(text) && texts.len() <= OMISSION_SPEECHES;
    for (speech, text) in texts.iter().enumerate().filter(|(_, text)| judged(text)) {
        for (theme, about) in hits.lexicon.themes().iter().enumerate() {
            let others = || {
                let others = texts.iter().enumerate().filter(|(other, _)| *other != speech);
                others.map(|(_, text)| ThemeCount {
                    found: text.of_theme[theme],
                    sentences: text.sentences,
                })
            };
            let speakers = others().filter(|other| other.found > 0).count();
            if of < OTHERS || text.touches[theme] || 2 * speakers < of {
                continue;
            }
            let n = text.sentences;
            list.push(Omission {
                speech: SpeechId::new(speech),
                theme: (&about.id).into(),
                speakers,
                of,
                expected: pooled(others(), n),
                at_length: others().map(|other| rarefied(other, n)).sum::<f64>() / of as f64,
            });
        }
    }
    list.sort_by(|a, b| {
        b.at_length.total_cmp(&a.at_length).then(b.expected.total_cmp(&a.expected))
    });
    Omissions { list, too_short }
}

/// What one speech says of each theme.
struct Text {
    /// Sentences, headings aside.
    sentences: usize,
    /// Characters of these.
    characters: usize,
    /// Sentences of each theme, headings aside.
    of_theme: Vec<usize>,
    /// Whether anything at all, title and headings included, touches each theme.
    touches: Vec<bool>,
}

impl Text {
    fn new(
        document: &Document,
        assignment: &Assignment,
        hits: &LexiconHits<'_>,
        place: usize,
    ) -> Self {
        let themes = hits.lexicon.themes().len();
        let mut text = Self {
            sentences: 0,
            characters: 0,
            of_theme: vec![0; themes],
            touches: vec![false; themes],
        };
        for (sentence, &theme) in document.sentences.iter().zip(&assignment.sentences) {
            // A theme that was found in what others say is never an omission.
            if let Some(theme) = theme.filter(|&theme| theme < themes) {
                text.touches[theme] = true;
                text.of_theme[theme] += usize::from(!sentence.heading);
            }
            if !sentence.heading {
                text.sentences += 1;
                text.characters += sentence.characters();
            }
        }
        let title = document.title.iter().flat_map(|title| hits.lexicon.hits(title));
        for hit in hits.of_speech(place).chain(title) {
            text.touches[hit.theme] = true;
        }
        text
    }
}

/// What one speech says of one theme.
#[derive(Clone, Copy)]
struct ThemeCount {
    /// Sentences of the theme.
    found: usize,
    /// All sentences.
    sentences: usize,
}

/// `1 − (1 − r)ⁿ`, `r` being all that was `found` over all sentences of the others.
fn pooled(others: impl Iterator<Item = ThemeCount>, n: usize) -> f64 {
    let (mut found, mut all) = (0, 0);
    for other in others {
        found += other.found;
        all += other.sentences;
    }
    1.0 - libm::pow(1.0 - found as f64 / all.max(1) as f64, n as f64)
}

/// Probability that `n` of a speech's sentences, drawn without putting back, hold at least
/// one of those `found`; of a shorter speech all are drawn.
fn rarefied(text: ThemeCount, n: usize) -> f64 {
    let ThemeCount { found, sentences } = text;
    let left = sentences.saturating_sub(n);
    let none = (0..found).map(|k| left.saturating_sub(k) as f64 / (sentences - k) as f64);
    1.0 - none.product::<f64>()
}

/// A count for each 1,000 characters; 0 of a speech without any.
pub fn per_thousand(count: usize, characters: usize) -> f64 {
    1000.0 * count as f64 / characters.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{corpus::Sentence, themes::lexicon::Lexicon};

    const THEMES: &str = "[[theme]]\nid='water'\nzh='水'\nen='Water'\ncore=['水渠']\nhint=['鱼塘']\n\
                          [[theme]]\nid='bees'\nzh='蜂'\nen='Bees'\ncore=['蜜蜂']\n";

    /// A speech of so many sentences, of which the first are about water, after a heading.
    fn speech(sentences: usize, water: usize, heading: &str) -> (Document<'static>, Assignment) {
        let sentence = |text: &str, heading| Sentence {
            text: text.to_owned().into(),
            printed: None,
            opens: false,
            unit: 0,
            heading,
            line: 0,
            ..Sentence::default()
        };
        let long = "我们今年做了许许多多别的要紧的事情，大家都很高兴，明年也要继续好好做下去。";
        let about = |place: usize| (place < water).then_some(0);
        let sentences = std::iter::once(sentence(heading, true))
            .chain((0..sentences).map(|_| sentence(long, false)))
            .collect::<Vec<_>>();
        let themes = std::iter::once(None).chain((0..sentences.len() - 1).map(about)).collect();
        (
            Document { title: None, sentences, units: 1 },
            Assignment { units: vec![(None, 0.0)], sentences: themes, passages: vec![] },
        )
    }

    fn found(speeches: Vec<(Document, Assignment)>) -> Omissions {
        let (documents, assignments): (Vec<_>, Vec<_>) = speeches.into_iter().unzip();
        let lexicon = Lexicon::parse("my.toml", THEMES).expect("reads");
        let corpus = Corpus { documents };
        omissions(&corpus, &assignments, &LexiconHits::new(&lexicon, &corpus))
    }

    #[test]
    fn who_is_silent_and_who_cannot_be_judged() {
        for (case, heading, sentences, speakers, silent, short) in [
            ("all others speak", "一、别的", 10, 3, true, false),
            ("two of three speak", "一、别的", 10, 2, true, false),
            ("one of three speaks", "一、别的", 10, 1, false, false),
            ("the heading names it", "一、水渠", 10, 3, false, false),
            ("a hint touches it", "一、鱼塘", 10, 3, false, false),
            ("nine sentences", "一、别的", 9, 3, false, true),
        ] {
            let others = (0..3).map(|other| speech(20, usize::from(other < speakers), "一、别的"));
            let speeches = std::iter::once(speech(sentences, 0, heading)).chain(others).collect();
            let found = found(speeches);
            let about = |s: &&Omission| {
                s.speech == SpeechId::new(0) && s.theme == "water" && s.speakers == speakers
            };
            assert_eq!(found.list.iter().filter(about).count(), usize::from(silent), "{case}");
            assert_eq!(
                found.too_short,
                if short { vec![SpeechId::new(0)] } else { vec![] },
                "{case}"
            );
            assert!(found.list.iter().all(|omission| omission.theme != "bees"), "{case}");
        }
        let three = vec![speech(20, 0, "甲"), speech(20, 9, "乙"), speech(20, 9, "丙")];
        assert!(found(three).list.is_empty(), "two others are no custom");
    }

    #[test]
    fn the_numbers_are_those_of_the_formulas() {
        let speeches =
            vec![speech(10, 0, "甲"), speech(20, 2, "乙"), speech(40, 4, "丙"), speech(8, 0, "丁")];
        let found = found(speeches);
        let omission = &found.list[0];
        assert_eq!((omission.speech, omission.speakers, omission.of), (SpeechId::new(0), 2, 3));
        // Six of 68 sentences; ten drawn.
        assert!((omission.expected - (1.0 - (62.0f64 / 68.0).powi(10))).abs() < 1e-12);
        let second = 1.0 - (10.0 * 9.0) / (20.0 * 19.0);
        let third = 1.0 - (30.0 * 29.0 * 28.0 * 27.0) / (40.0 * 39.0 * 38.0 * 37.0);
        assert!((omission.at_length - (second + third + 0.0) / 3.0).abs() < 1e-12, "{omission:?}");
        assert_eq!(found.too_short, [SpeechId::new(3)]);
    }

    #[test]
    fn rarefying_is_monotonous_and_all_of_a_speech_is_certain() {
        for (case, found, sentences, n, expected) in [
            ("nothing found", 0, 20, 10, 0.0),
            ("as long as the other", 1, 20, 20, 1.0),
            ("longer than the other", 1, 5, 20, 1.0),
            ("one of two", 1, 2, 1, 0.5),
            ("no sentence at all", 0, 0, 5, 0.0),
        ] {
            assert!(
                (rarefied(ThemeCount { found, sentences }, n) - expected).abs() < 1e-12,
                "{case}"
            );
        }
        let rising: Vec<f64> =
            (0..=30).map(|n| rarefied(ThemeCount { found: 3, sentences: 30 }, n)).collect();
        assert!(rising.windows(2).all(|pair| pair[0] <= pair[1]), "{rising:?}");
    }

    #[test]
    fn rates_do_not_hang_on_length() {
        assert_eq!((per_thousand(2, 500), per_thousand(1, 1000)), (4.0, 1.0));
        assert_eq!(per_thousand(0, 0), 0.0);
    }
}
