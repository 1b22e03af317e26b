//! Whether groups and their confidence hold when a meeting is heard in part.
//!
//! `cargo run --release --example stability -- PAGE GOLD.json`: 100 draws of
//! 60 % of each speech's sentences. Every draw is grouped as a meeting of its
//! own and held against the groups that people made (`groups.coarse` of the gold
//! file, lists of regions); its pairs are sorted by the confidence it gives them,
//! to see how often such pairs stand together in that grouping.

#![allow(clippy::print_stdout)]

mod agreement;

use std::{error::Error, path::Path};

use agreement::ari;
use rand::{SeedableRng, seq::index::sample};
use rand_xoshiro::Xoshiro256PlusPlus;
use yiti::{
    config::{Config, Lists},
    corpus::Corpus,
    groups::{comparison::Comparison, consensus::Consensus},
    pages, pipeline,
    terms::Features,
    themes::{assign::assign, lexicon_hits::LexiconHits},
    tokens::{Segmenter, Tokens},
};

const DRAWS: u64 = 100;
const SHARE: f64 = 0.6;
/// Upper ends of the bands of confidence.
const BANDS: [f64; 6] = [0.1, 0.3, 0.5, 0.7, 0.9, 1.0];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let page = args.next().ok_or("name a page")?;
    let gold = args.next().ok_or("name the file with its groups")?;
    let config = Config::default();
    let lists = config.lists()?;
    let segmenter = Segmenter::new(&lists.dictionary, config.tokens.hmm);
    let transcripts = pipeline::split_sources(
        &pages::read(&[Path::new(&page).into()], &config.pages)?,
        &config.transcript,
    )?;
    let transcript = transcripts.first().ok_or("no meeting")?;
    let regions: Vec<&str> =
        transcript.speeches.iter().map(|s| s.region.as_deref().unwrap_or("")).collect();
    let truth = truth(&std::fs::read(gold)?, &regions)?;
    let whole = Corpus::by_speech(transcript);
    let mut sum = 0.0;
    let mut bands = [(0_usize, 0_usize, 0.0); BANDS.len()];
    for draw in 0..DRAWS {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(draw);
        let drawn = drawn(&part(&whole, &mut random), &segmenter, (&config, &lists));
        sum += ari(&truth, &drawn.groups.labels);
        for (a, b) in (0..truth.len()).flat_map(|a| (0..a).map(move |b| (b, a))) {
            let confidence = drawn.chances[[a, b]];
            let band = BANDS.iter().position(|&end| confidence < end).unwrap_or(BANDS.len() - 1);
            let (pairs, right, total) = &mut bands[band];
            *pairs += 1;
            *right += usize::from(truth[a] == truth[b]);
            *total += confidence;
        }
    }
    println!("mean ARI over {DRAWS} draws of 60 % of the sentences: {:.3}", sum / DRAWS as f64);
    println!("confidence  pairs  mean  together in the annotation");
    let starts = [0.0].into_iter().chain(BANDS);
    for ((start, end), (pairs, right, total)) in starts.zip(BANDS).zip(bands) {
        let of = |value: f64| value / (pairs.max(1) as f64) * 100.0;
        println!(
            "{:>3.0}–{:>3.0} %  {pairs:>6}  {:>3.0} %  {:>3.0} %  ({right})",
            start * 100.0,
            end * 100.0,
            of(total),
            of(right as f64)
        );
    }
    Ok(())
}

/// The group that people put each region in.
fn truth(gold: &[u8], regions: &[&str]) -> Result<Vec<usize>, Box<dyn Error>> {
    let gold: serde_json::Value = serde_json::from_slice(gold)?;
    let groups: Vec<Vec<String>> = serde_json::from_value(gold["groups"]["coarse"].clone())?;
    regions
        .iter()
        .map(|region| {
            let place = groups.iter().position(|group| group.iter().any(|other| other == region));
            place.ok_or_else(|| format!("{region} is in no group of the gold file").into())
        })
        .collect()
}

/// A part of each speech's sentences, in their order.
fn part<'a>(whole: &Corpus<'a>, random: &mut Xoshiro256PlusPlus) -> Corpus<'a> {
    let mut part = whole.clone();
    for document in &mut part.documents {
        let all = document.sentences.len();
        let mut chosen = sample(random, all, (all as f64 * SHARE).round() as usize).into_vec();
        chosen.sort_unstable();
        document.sentences = chosen.iter().map(|&s| document.sentences[s].clone()).collect();
    }
    part
}

/// Who stands with whom in a part of the meeting, and how surely.
fn drawn(corpus: &Corpus, segmenter: &Segmenter, (config, lists): (&Config, &Lists)) -> Consensus {
    let tokens = Tokens::segment(corpus, segmenter);
    let features = Features::new(&tokens, &lists.stopwords, Some(segmenter));
    let features = features.with_rates(segmenter);
    let assignments =
        assign(corpus, &tokens, &features, &LexiconHits::new(&lists.codebooks[0], corpus));
    let comparison = Comparison::new(corpus, &tokens, &features, &config.terms, &assignments);
    let gram = comparison.gram(&comparison.weights());
    Consensus::of(&comparison, &gram, &config.themes)
}
