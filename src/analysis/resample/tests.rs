//! Laws of what is drawn, on meetings of invented words.

use std::sync::LazyLock;

use rand::SeedableRng;

use super::*;
use crate::{
    analysis::{
        Distinctive, Intervals, Noise, build::counted, distinctive, interval::at_the_ends,
        intervals, noise,
    },
    budget::RESAMPLED_SPEECHES,
    corpus::{Corpus, Document, Sentence as Text},
    ids::SpeechId,
    terms::{Features, Params},
    tokens::{Dictionary, Segmenter, Stopwords, Tokens},
};

const VOCABULARY: usize = 400;

/// An invented word: two characters that no other one has.
fn word(place: usize) -> String {
    [0, 1].iter().filter_map(|c| char::from_u32(0x7000 + 2 * place as u32 + c)).collect()
}

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| {
    let words: Vec<String> = (0..VOCABULARY).map(word).collect();
    Segmenter::new(&Dictionary::parse("invented", &words.join("\n")).expect("reads"), false)
});

fn generator(seed: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed)
}

/// A sentence of eight words, few of them frequent, as in a language.
fn sentence(random: &mut Xoshiro256PlusPlus) -> String {
    let mut words =
        (0..8).map(|_| word((VOCABULARY as f64 * random.r#gen::<f64>().powi(2)) as usize));
    words.by_ref().collect::<String>() + "。"
}

/// Speeches of `sentences` sentences each, all from one source.
fn random_speeches(sentences: &[usize], seed: u64) -> Vec<Vec<String>> {
    let mut random = generator(seed);
    sentences.iter().map(|&count| (0..count).map(|_| sentence(&mut random)).collect()).collect()
}

struct Meeting {
    corpus: Corpus<'static>,
    tokens: Tokens,
    features: Features,
    params: Params,
    phrases: Phrases,
    assignments: Vec<Assignment>,
    themes: Vec<LexiconTheme>,
    terms: Vec<Distinctive>,
}

impl Meeting {
    /// A meeting whose every fifth sentence, from the first, is a heading, and each other one a
    /// paragraph; themes come by text.
    fn new(speeches: &[Vec<String>]) -> Self {
        let document = |texts: &Vec<String>| Document {
            title: texts.first().map(|text| text.chars().take(2).collect()),
            units: 1,
            sentences: texts
                .iter()
                .enumerate()
                .map(|(place, text)| Text {
                    text: text.clone().into(),
                    printed: None,
                    opens: true,
                    unit: 0,
                    heading: place % 5 == 0,
                    line: 0,
                    ..Text::default()
                })
                .collect(),
        };
        let corpus = Corpus { documents: speeches.iter().map(document).collect() };
        let theme = |text: &String| Some(text.chars().map(|c| c as usize / 2).sum::<usize>() % 4);
        let assignment = |texts: &Vec<String>| Assignment {
            units: vec![(None, 0.0)],
            sentences: texts.iter().map(|text| theme(text).filter(|&theme| theme < 3)).collect(),
            passages: vec![],
        };
        let tokens = Tokens::segment(&corpus, &SEGMENTER);
        let phrases = Phrases::find(&corpus, &tokens, &Stopwords::default(), &SEGMENTER);
        let label = |id: &str| LexiconTheme {
            id: id.into(),
            zh: id.into(),
            en: id.into(),
            cap: None,
            rollup: None,
        };
        Self {
            features: Features::new(&tokens, &Stopwords::default(), None),
            params: Params::default(),
            assignments: speeches.iter().map(assignment).collect(),
            themes: ["a", "b", "c"].map(label).into(),
            terms: distinctive(&corpus, &phrases, 10),
            corpus,
            tokens,
            phrases,
        }
    }

    fn input(&self) -> Resample<'_> {
        Resample {
            likeness: Comparison::new(
                &self.corpus,
                &self.tokens,
                &self.features,
                &self.params,
                &self.assignments,
            ),
            assignments: &self.assignments,
            phrases: &self.phrases,
            themes: &self.themes,
            terms: &self.terms,
            null: Some(NULL),
        }
    }

    fn intervals(&self, draws: usize) -> Intervals {
        intervals(&self.input(), draws, 1).expect("small enough")
    }

    fn noise(&self, permutations: usize) -> Noise {
        noise(&self.input(), permutations, 1).expect("enough sentences").noise
    }
}

/// What cosines arise by chance hangs on the grouping, which is tested there.
const NULL: Baseline =
    Baseline { deals: 100, mean: -0.1, deviation: 0.1, low: -0.3, high: 0.1, floor: 0.05 };

#[test]
fn quantiles_are_those_of_numpy() {
    for (values, share, expected) in [
        (vec![4.0, 1.0, 3.0, 2.0], 0.25, 1.75),
        (vec![4.0, 1.0, 3.0, 2.0], 0.5, 2.5),
        (vec![1.0, 2.0, 3.0, 4.0, 10.0], 0.975, 9.4),
        (vec![7.0, 5.0], 0.0, 5.0),
        (vec![7.0, 5.0], 1.0, 7.0),
        (vec![3.0], 0.95, 3.0),
    ] {
        let found = quantile(&mut values.clone(), share).expect("values");
        assert!((found - expected).abs() < 1e-12, "{values:?} {share}: {found}");
    }
    assert_eq!(quantile(&mut [], 0.5), None);
}

#[test]
fn sentences_as_given_count_as_in_the_analysis() {
    let meeting = Meeting::new(&random_speeches(&[12, 1, 9, 20], 3));
    let input = meeting.input();
    let pool = Pool::new(&input, |_| true);
    for (speech, shares) in pool.shares(&pool.given).iter().enumerate() {
        let mut expected = [0.0; 4];
        for (count, theme) in
            counted(&meeting.corpus.documents[speech], &meeting.assignments[speech])
        {
            expected[theme.unwrap_or(3)] += count as f64;
        }
        let total: f64 = expected.iter().sum();
        assert_eq!(shares[..], expected.map(|count| count / total), "{speech}");
    }
    let mut met = 0;
    pool.visit(&pool.given, |said| {
        assert_eq!(said.words.0, meeting.phrases.totals);
        for (speech, terms) in meeting.terms.iter().enumerate() {
            for term in terms.all().filter(|term| pool.term(&term.term) == Some(said.term)) {
                assert_eq!(pool.score(said, speech), term.score, "{}", term.term);
                met += 1;
            }
        }
    });
    assert_eq!(met, meeting.terms.iter().flat_map(Distinctive::all).count());
}

#[test]
fn a_deal_loses_no_sentence_and_keeps_headings_apart() {
    let meeting = Meeting::new(&random_speeches(&[12, 1, 9, 20], 4));
    let input = meeting.input();
    let pool = Pool::new(&input, |_| true);
    let headings = |deal: &Deal| -> Vec<(usize, usize)> {
        deal.iter().map(|speech| (speech.len(), pool.parted(speech).0.len())).collect()
    };
    let shuffled = pool.shuffled(&mut generator(1));
    assert_eq!(headings(&shuffled), headings(&pool.given));
    let mut all = shuffled.concat();
    all.sort_unstable();
    assert_eq!(all, pool.given.concat());
}

#[test]
fn a_speech_draws_whole_passages_of_its_own() {
    let meeting = Meeting::new(&random_speeches(&[12, 1, 9, 20], 4));
    let input = meeting.input();
    let pool = Pool::new(&input, |_| true);
    let redrawn = pool.redrawn(&mut generator(1));
    for ((drawn, own), passages) in redrawn.iter().zip(&pool.given).zip(&pool.passages) {
        let mut rest = &drawn[..];
        for _ in passages {
            let passage = passages.iter().find(|passage| rest.starts_with(passage));
            rest = &rest[passage.expect("a passage of its own").len()..];
        }
        assert!(rest.is_empty(), "as many passages as it has");
        assert!(own.len() < 5 || drawn != own, "drawn, not copied");
    }
    // Passages of about one length tell nearly as much as there are of them.
    for (effective, passages) in pool.effective().into_iter().zip(&pool.passages) {
        assert!(
            effective <= passages.len() as f64 && effective > 0.7 * passages.len() as f64 - 1.0
        );
    }
}

#[test]
fn whole_paragraphs_are_drawn_where_there_are_enough() {
    let document = |paragraphs: usize| {
        let text = |place: usize| Text {
            text: word(place).repeat(80).into(),
            printed: None,
            // Three sentences of 160 characters a paragraph: it is cut after the second.
            opens: place.is_multiple_of(3),
            unit: 0,
            heading: false,
            line: 0,
            ..Text::default()
        };
        Document { title: None, units: 1, sentences: (0..3 * paragraphs).map(text).collect() }
    };
    for (paragraphs, passages) in [(ENOUGH_PARAGRAPHS, ENOUGH_PARAGRAPHS), (4, 8)] {
        let own: Vec<usize> = (100..100 + 3 * paragraphs).collect();
        let found = passages_of(&document(paragraphs), &own);
        assert_eq!(found.len(), passages, "{found:?}");
        assert_eq!(found.concat(), own);
    }
}

#[test]
fn a_share_of_nothing_or_all_is_as_open_as_its_passages_are_few() {
    // Of five passages none is on a theme of 52 % in one case of forty: 0.48⁵ = .025.
    let most = 1.0 - libm::pow(0.025, 0.2);
    assert!((most - 0.522).abs() < 0.001);
    assert_eq!(at_the_ends([0.0, 0.0], 0.0, 5.0), [0.0, most]);
    let [low, high] = at_the_ends([1.0, 1.0], 1.0, 5.0);
    assert!((low - (1.0 - most)).abs() < 1e-12 && high == 1.0);
    assert_eq!(at_the_ends([0.2, 0.6], 0.4, 5.0), [0.2, 0.6], "what varies is drawn");
}

#[test]
fn intervals_are_about_their_numbers() {
    let meeting = Meeting::new(&random_speeches(&[25, 30, 20, 40], 5));
    let found = meeting.intervals(200);
    let input = meeting.input();
    let pool = Pool::new(&input, |_| true);
    let holds = |[low, high]: [f64; 2], value: f64| low - 1e-9 <= value && value <= high + 1e-9;
    let differences = crate::analysis::differences::differences(&pool.shares(&pool.given));
    for (speech, shares) in pool.shares(&pool.given).iter().enumerate() {
        for (place, spread) in found.differences[speech].iter().flatten().enumerate() {
            assert!(holds(spread.interval, differences[speech][place]), "{speech} {place}");
            let [low, high] = spread.interval;
            // Where a twentieth lies beyond the interval, it is at most √20 deviations on each side.
            assert!(high - low <= 9.0 * spread.deviation + 1e-9, "{speech} {place} {spread:?}");
        }
        let intervals = found.shares[speech].as_ref().expect("enough sentences");
        assert_eq!(intervals.len(), 4);
        for (id, &share) in ["a", "b", "c", "other"].iter().zip(shares) {
            assert!(holds(intervals[*id], share), "{speech} {id} {share} {intervals:?}");
        }
        for (term, interval) in meeting.terms[speech].all().zip(&found.terms[speech]) {
            let interval = interval.expect("enough sentences");
            assert!(holds(interval, term.score), "{} {} {interval:?}", term.term, term.score);
        }
        assert!((0.0..=1.0).contains(&found.main[speech].expect("has a theme")));
    }
    for ((a, b), &cosine) in pool.similarity(&pool.given).indexed_iter() {
        let (a, b) = (SpeechId::new(a), SpeechId::new(b));
        let [low, high] = found.similarity.at(a, b).flatten().expect("enough sentences");
        assert!(low <= high && high - low < 1.0 && low - 0.1 < cosine && cosine < high + 0.1);
        assert_eq!(found.differs_from_zero(a, b), Some(low > 0.0 || high < 0.0));
    }
}

#[test]
fn threads_change_nothing() {
    let meeting = Meeting::new(&random_speeches(&[10, 12, 9], 6));
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| (meeting.intervals(50), meeting.noise(50)))
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn one_sentence_said_again_and_again_leaves_nothing_open() {
    let meeting = Meeting::new(&vec![vec![sentence(&mut generator(2)); 10]; 3]);
    let found = meeting.intervals(50);
    for speech in found.differences {
        let spreads = speech.expect("enough passages");
        assert!(
            spreads.iter().all(|spread| spread.interval == [0.0; 2] && spread.deviation == 0.0)
        );
    }
    let noise = meeting.noise(50);
    assert_eq!((noise.term, noise.term_each, noise.share), (0.0, 0.0, 0.0));
}

#[test]
fn too_little_and_too_much_text_is_not_judged() {
    let meeting = Meeting::new(&random_speeches(&[20, 5, 20, 0], 7));
    let found = meeting.intervals(50);
    // Five sentences, one of them a heading.
    assert!(found.shares[1].is_none() && found.main[1].is_none());
    assert!(found.terms[1].iter().all(Option::is_none));
    let [a, b, c] = [0, 1, 2].map(SpeechId::new);
    assert_eq!((found.similarity.at(a, b), found.differs_from_zero(b, a)), (Some(None), None));
    assert!(found.similarity.at(a, c).flatten().is_some() && found.shares[3].is_none());
    assert_eq!(intervals(&meeting.input(), 0, 1), None);
    for (tokens, wanted, paid) in [
        (300_000, 200, Some(200)),
        (400_000, 200, Some(150)),
        (600_001, 200, None),
        (600_001, 50, Some(50)),
    ] {
        assert_eq!(affordable(tokens, wanted), paid);
    }
    for sizes in [&[][..], &[30], &[4, 5], &[0; RESAMPLED_SPEECHES + 1]] {
        assert_eq!(noise(&Meeting::new(&random_speeches(sizes, 8)).input(), 10, 1), None);
    }
}

#[test]
fn what_has_no_differences_seldom_stands_above_the_floor() {
    const MEETINGS: u64 = 40;
    let mut above = 0;
    for seed in 0..MEETINGS {
        let meeting = Meeting::new(&random_speeches(&[12, 15, 10, 18, 12, 14, 9, 16], 100 + seed));
        let floor = meeting.noise(100);
        let mut terms = meeting.terms.iter().flat_map(Distinctive::all);
        above += u64::from(terms.any(|term| term.contrast > floor.term));
    }
    assert!(above <= MEETINGS / 10, "{above}");
}

#[test]
fn a_real_difference_stands_above_the_floor() {
    let mut speeches = random_speeches(&[12, 15, 10, 18, 12, 14, 9, 16], 9);
    let planted = word(VOCABULARY - 1);
    for text in speeches[3].iter_mut().skip(1) {
        text.insert_str(0, &planted);
    }
    let meeting = Meeting::new(&speeches);
    let chance = noise(&meeting.input(), 100, 1).expect("enough sentences");
    let best = &meeting.terms[3].terms[0];
    assert_eq!(best.term, planted);
    assert!(best.contrast > chance.noise.term, "{best:?} {:?}", chance.noise);
    assert!(chance.noise.term >= chance.noise.term_each);
    // Of 100 deals none reaches it; the meeting itself counts as one.
    assert_eq!(chance.p(3, best.contrast), 1.0 / 101.0);
    assert_eq!(chance.p(3, 0.0), 1.0);
}
