//! The laws of tallies, models and scores, on meetings of random words.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use proptest::prelude::*;

use yiti::{
    corpus::{Corpus, Document, Sentence},
    model::{Codebook, Merge, Model, Scores, Settings, Tally},
    terms::Features,
    themes::{lexicon::Lexicon, lexicon_hits::LexiconHits},
    tokens::{Dictionary, Segmenter, Stopwords, Tokens},
};

/// The words of random speeches: of themes of the codebook, of none, and function words.
const WORDS: [&str; 12] = [
    "水渠",
    "蜜蜂",
    "鱼塘",
    "候鸟",
    "湿地",
    "的",
    "和",
    "，",
    "妇女维权",
    "维权",
    "粮食安全",
    "果园",
];

const THEMES: &str = "[[theme]]\nid = \"water\"\nzh = \"水\"\ncore = [\"水渠\", \"鱼塘\"]\n\
                      [[theme]]\nid = \"bees\"\nzh = \"蜂\"\ncore = [\"蜜蜂\"]\n";

/// Speeches, each as its sentences, each as words of [`WORDS`].
type Speeches = Vec<Vec<Vec<usize>>>;

fn speeches(count: Range<usize>) -> impl Strategy<Value = Speeches> {
    let sentence = prop::collection::vec(0..WORDS.len(), 1..8);
    prop::collection::vec(prop::collection::vec(sentence, 0..4), count)
}

fn corpus(speeches: &[Vec<Vec<usize>>]) -> Corpus<'static> {
    let sentence = |words: &Vec<usize>| {
        let text: String = words.iter().map(|&word| WORDS[word]).collect();
        Sentence { text: format!("{text}。").into(), ..Sentence::default() }
    };
    let document = |sentences: &Vec<Vec<usize>>| Document {
        title: sentences.first().map(|_| "修水渠".into()),
        sentences: sentences.iter().map(sentence).collect(),
        units: 1,
    };
    Corpus { documents: speeches.iter().map(document).collect() }
}

/// What all cases share: loading a dictionary takes a tenth of a second.
struct Tools {
    segmenter: Segmenter,
    stopwords: Stopwords,
    lexicon: Lexicon,
}

impl Tools {
    fn new() -> Self {
        Self {
            segmenter: Segmenter::new(&Dictionary::default(), true),
            stopwords: Stopwords::built_in(),
            lexicon: Lexicon::parse("my.toml", THEMES).expect("reads"),
        }
    }

    /// The terms of some speeches, and what is counted of them.
    fn counted(&self, speeches: &[Vec<Vec<usize>>]) -> (Features, Tally) {
        let corpus = corpus(speeches);
        let tokens = Tokens::segment(&corpus, &self.segmenter);
        let features = Features::new(&tokens, &self.stopwords, Some(&self.segmenter));
        let features = features.with_rates(&self.segmenter);
        let hits = LexiconHits::new(&self.lexicon, &corpus);
        let tally = Tally::count(&corpus, &tokens, &features, &hits);
        (features, tally)
    }

    fn tally(&self, speeches: &[Vec<Vec<usize>>]) -> Tally {
        self.counted(speeches).1
    }

    fn model(&self, speeches: &[Vec<Vec<usize>>]) -> (Model, Tally) {
        let (features, tally) = self.counted(speeches);
        let codebook = Codebook::of(&self.lexicon);
        (Model::fit(&tally, features.rates(), Settings::default(), codebook), tally)
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("writes")
}

/// The weights of a speech by term, to the last bit.
fn bits(scores: &Scores, speech: usize) -> BTreeMap<String, u64> {
    scores.weights(speech).map(|(term, weight)| (term.to_owned(), weight.to_bits())).collect()
}

static TOOLS: LazyLock<Tools> = LazyLock::new(Tools::new);

proptest! {
    #[test]
    fn the_tallies_of_two_parts_make_that_of_the_whole(all in speeches(0..6), cut in 0usize..6) {
        let (a, b) = all.split_at(cut.min(all.len()));
        let merged = TOOLS.tally(a).merge(TOOLS.tally(b));
        prop_assert_eq!(json(&merged), json(&TOOLS.tally(&all)));
        prop_assert_eq!(merged, TOOLS.tally(&all));
    }

    #[test]
    fn merging_is_associative_and_an_empty_tally_changes_nothing(
        a in speeches(0..3), b in speeches(0..3), c in speeches(0..3),
    ) {
        let [a, b, c] = [a, b, c].map(|speeches| TOOLS.tally(&speeches));
        let left = a.clone().merge(b.clone()).merge(c.clone());
        prop_assert_eq!(&left, &a.clone().merge(b.merge(c)));
        prop_assert_eq!(&a.clone().merge(Tally::default()), &a);
        prop_assert_eq!(&Tally::default().merge(a.clone()), &a);
    }

    #[test]
    fn any_cut_of_a_meeting_gives_the_same_bytes(
        all in speeches(1..6), cuts in prop::collection::vec(0usize..6, 0..4),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(all.len())).collect();
        cuts.extend([0, all.len()]);
        cuts.sort_unstable();
        let parts = cuts.windows(2).map(|ends| TOOLS.tally(&all[ends[0]..ends[1]]));
        let merged = parts.fold(Tally::default(), Merge::merge);
        prop_assert_eq!(json(&merged), json(&TOOLS.tally(&all)));
    }

    #[test]
    fn a_tally_and_a_model_that_are_written_and_read_are_the_same(all in speeches(0..6)) {
        let (model, tally) = TOOLS.model(&all);
        let read: Tally = serde_json::from_str(&json(&tally)).expect("reads");
        prop_assert_eq!(read, tally);
        let written = model.to_json().expect("writes");
        let read = Model::from_json("model.json", written.as_bytes()).expect("reads");
        prop_assert_eq!(read.to_json().expect("writes"), written);
        prop_assert_eq!(read, model);
    }

    #[test]
    fn a_speech_alone_scores_as_with_its_meeting(all in speeches(1..6), others in speeches(0..3)) {
        let (model, tally) = TOOLS.model(&all);
        let saved = model.to_json().expect("writes");
        let saved = Model::from_json("model.json", saved.as_bytes()).expect("reads");
        let with = model.score(&tally);
        // Among others it has a vocabulary that the model does not know.
        for (speech, sentences) in all.iter().enumerate() {
            let mut few = others.clone();
            few.push(sentences.clone());
            let alone = saved.score(&TOOLS.tally(&few));
            prop_assert_eq!(bits(&alone, others.len()), bits(&with, speech));
            prop_assert_eq!(alone.centred(others.len()), with.centred(speech));
            prop_assert_eq!(alone.outside(others.len()).outside, 0);
            prop_assert_eq!(alone.themes(others.len()), with.themes(speech));
        }
    }
}

#[test]
fn themes_and_lengths_are_counted_by_speech() {
    let tally = TOOLS.tally(&[vec![vec![0, 6, 2], vec![1, 5, 0]], vec![]]);
    let speech = &tally.speeches()[0];
    assert_eq!((speech.sentences, speech.words, speech.characters), (2, 6, 12));
    let water = speech.themes["water"];
    assert_eq!((water.mentions, water.sentences, speech.themes["bees"].sentences), (3, 2, 1));
    assert_eq!(tally.mentions(TOOLS.lexicon.themes()), [[3, 1], [0, 0]]);
    // Twice in the text, and the title counts twice.
    assert!(tally.terms(0).any(|said| said == ("水渠", 4)));
}

#[test]
fn what_the_model_does_not_know_is_counted_as_outside() {
    let (model, _) = TOOLS.model(&[vec![vec![0]], vec![vec![1]]]);
    let scores = model.score(&TOOLS.tally(&[vec![vec![0, 3, 3, 11]]]));
    let outside = scores.outside(0);
    assert_eq!((outside.outside, outside.all), (3, 6));
    assert_eq!(outside.share(), 0.5);
    assert_eq!(scores.all_outside(), outside);
}

#[test]
fn themes_of_another_codebook_are_not_compared() {
    let (mut model, tally) = TOOLS.model(&[vec![vec![0]]]);
    assert_eq!(model.score(&tally).themes(0).expect("known")["water"], 1.0);
    model.codebook = Codebook { name: "other".into(), sha256: String::new() };
    assert!(model.score(&tally).themes(0).is_none());
}

#[test]
fn a_model_that_cannot_be_read_says_why_and_what_to_do() {
    let (mut model, _) = TOOLS.model(&[vec![vec![0]], vec![vec![1]]]);
    let refused = |json: &str| {
        Model::from_json("reports/a/model.json", json.as_bytes()).expect_err("refused").to_string()
    };
    let other = refused(r#"{"schema": 99, "yiti": "9.0.0", "words": []}"#);
    assert_eq!(
        other,
        "reports/a/model.json: a model of schema 99, written by yiti 9.0.0; this yiti reads \
         schema 1; make it again: `yiti report` writes one"
    );
    assert!(refused("{}").starts_with("reports/a/model.json: no model of yiti"));
    model.mean.clear();
    let message = refused(&model.to_json().expect("writes"));
    assert!(message.contains("(its lists differ in length); make it again"), "{message}");
    assert!(
        serde_json::from_str::<Tally>(
            r#"{"codebooks":[],"document_frequencies":{"水":2},"speeches":[]}"#
        )
        .is_err()
    );
}
