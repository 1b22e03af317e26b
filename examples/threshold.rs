//! Where to cut the tree of speeches: mean ARI over invented meetings of labelled articles.
//!
//! `cargo run --release --example threshold -- FILE.jsonl`, an object a line
//! with `text` and `label`. A meeting draws `n` articles, one to a third of
//! them from each class that comes up; a row is the ARI of cutting at `c/(n − 1)`.

#![allow(clippy::print_stdout)]

mod agreement;

use std::{collections::BTreeMap, error::Error};

use agreement::ari;
use ndarray::Array2;
use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;
use yiti::{
    corpus::{Corpus, Document, Sentence, split},
    groups::{comparison::Comparison, group::Groups},
    terms::Features,
    themes::assign::Assignment,
    tokens::{Dictionary, Segmenter, Stopwords, Tokens},
};

const SIZES: [usize; 5] = [6, 8, 12, 20, 31];
const CUTS: [f64; 9] = [-0.7, -0.35, -0.2, 0.0, 0.2, 0.35, 0.5, 0.7, 1.0];
const MEETINGS: usize = 300;
/// Characters taken of each article: about a speech's.
const LENGTH: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name a file of labelled texts")?;
    let (corpus, labels) = read(&String::from_utf8(std::fs::read(file)?)?)?;
    let segmenter = Segmenter::new(&Dictionary::built_in(), true);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    for n in SIZES {
        let mut sums = [0.0; CUTS.len()];
        for _ in 0..MEETINGS {
            let chosen = meeting(&labels, n, &mut random);
            let truth: Vec<&str> = chosen.iter().map(|&article| labels[article].as_str()).collect();
            let gram = gram(&corpus, &chosen, &segmenter);
            let tree = Groups::of(&gram, Some(1));
            for (sum, cut) in sums.iter_mut().zip(CUTS) {
                let above = |step: &&_| similarity(step) >= cut / (n as f64 - 1.0);
                let count = n - tree.merges.iter().filter(above).count();
                *sum += ari(&truth, &Groups::of(&gram, Some(count)).labels) / MEETINGS as f64;
            }
        }
        let row: Vec<String> =
            CUTS.iter().zip(sums).map(|(cut, ari)| format!("{cut:+}: {ari:.3}")).collect();
        println!("{n:>3} speeches  {}", row.join("  "));
    }
    Ok(())
}

/// Inner products of the chosen articles, as of a meeting that no codebook explains.
fn gram(corpus: &Corpus, chosen: &[usize], segmenter: &Segmenter) -> Array2<f64> {
    let documents = chosen.iter().map(|&article| corpus.documents[article].clone()).collect();
    let meeting = Corpus { documents };
    let tokens = Tokens::segment(&meeting, segmenter);
    let features = Features::new(&tokens, &Stopwords::built_in(), Some(segmenter));
    let features = features.with_rates(segmenter);
    let none = |document: &Document| Assignment {
        sentences: vec![None; document.sentences.len()],
        ..Assignment::default()
    };
    let given: Vec<Assignment> = meeting.documents.iter().map(none).collect();
    let params = Default::default();
    let comparison = Comparison::new(&meeting, &tokens, &features, &params, &given).by_fields();
    comparison.gram(&comparison.weights())
}

fn similarity(step: &yiti::groups::group::TreeStep) -> f64 {
    step.similarity
}

fn read(text: &str) -> Result<(Corpus<'static>, Vec<String>), Box<dyn Error>> {
    let mut corpus = Corpus::default();
    let mut labels = Vec::new();
    for line in text.lines() {
        let row: BTreeMap<String, serde_json::Value> = serde_json::from_str(line)?;
        let field = |key: &str| row.get(key).and_then(|value| value.as_str()).unwrap_or_default();
        let text: String = field("text").chars().take(LENGTH).collect();
        let sentences = split(&text).map(|(_, sentence)| Sentence {
            text: sentence.to_owned().into(),
            printed: None,
            opens: false,
            unit: 0,
            heading: false,
            line: 0,
            ..Sentence::default()
        });
        corpus.documents.push(Document { title: None, units: 1, sentences: sentences.collect() });
        labels.push(field("label").to_owned());
    }
    Ok((corpus, labels))
}

/// Articles of a meeting of `n`.
fn meeting(labels: &[String], n: usize, random: &mut Xoshiro256PlusPlus) -> Vec<usize> {
    let mut classes: Vec<&String> = labels.iter().collect();
    classes.sort_unstable();
    classes.dedup();
    classes.shuffle(random);
    let mut chosen: Vec<usize> = Vec::new();
    for class in classes.iter().cycle() {
        let count = random.gen_range(1..=(n / 3).max(2)).min(n - chosen.len());
        let pool: Vec<usize> = (0..labels.len())
            .filter(|article| labels[*article] == **class && !chosen.contains(article))
            .collect();
        chosen.extend(pool.choose_multiple(random, count));
        if chosen.len() == n {
            break;
        }
    }
    chosen
}
