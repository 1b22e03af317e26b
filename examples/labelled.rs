//! How well the clusters of a collection are the classes that people gave its texts.
//!
//! `cargo run --release --example labelled -- FILE.jsonl K|auto [SEED...]`, an object
//! a line with `text` and `label`: the whole way from text to clusters for each
//! seed, with the adjusted Rand index, normalised mutual information and CPU time.

#![allow(clippy::print_stdout)]

mod agreement;

use std::{error::Error, time::Instant};

use agreement::{ari, nmi};
use yiti::{
    corpus::{Corpus, Document, Sentence, split},
    groups::collection,
    pages::{Page, table},
    terms::{Features, TermCounts},
    tokens::{Dictionary, Segmenter, Stopwords, Tokens},
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("name a file of labelled texts")?;
    let k = match args.next().ok_or("how many clusters?")?.as_str() {
        "auto" => None,
        k => Some(k.parse()?),
    };
    let mut seeds = args.map(|seed| seed.parse()).collect::<Result<Vec<u64>, _>>()?;
    if seeds.is_empty() {
        seeds = vec![1, 2, 3];
    }
    let text = String::from_utf8(std::fs::read(&file)?)?;
    let rows = table::rows(&Page::new(file, text))?;
    let truth: Vec<&str> = rows.iter().map(|row| row.label.as_deref().unwrap_or("")).collect();
    for seed in seeds {
        let (wall, cpu) = (Instant::now(), cpu_seconds());
        let labels = cluster(&rows, k, seed)?;
        println!(
            "seed {seed}: {} clusters, ARI {:.3}, NMI {:.3}, {:.1} s CPU, {:.1} s wall",
            labels.iter().max().map_or(0, |last| last + 1),
            ari(&truth, &labels),
            nmi(&truth, &labels),
            cpu_seconds() - cpu,
            wall.elapsed().as_secs_f64()
        );
    }
    Ok(())
}

fn cluster(rows: &[table::Row], k: Option<usize>, seed: u64) -> yiti::Result<Vec<usize>> {
    let corpus = Corpus { documents: rows.iter().map(document).collect() };
    let segmenter = Segmenter::new(&Dictionary::built_in(), true);
    let tokens = Tokens::segment(&corpus, &segmenter);
    let features = Features::new(&tokens, &Stopwords::built_in(), Some(&segmenter));
    let counts = TermCounts::count(&tokens, &features);
    let weights = collection::tfidf(&counts).transform(&counts);
    Ok(collection::group(weights, k, seed)?.labels)
}

fn document(row: &table::Row) -> Document<'_> {
    let sentences = split(&row.text).map(|(_, sentence)| Sentence {
        text: sentence.into(),
        line: row.line,
        ..Sentence::default()
    });
    Document { title: None, units: 1, sentences: sentences.collect() }
}

/// CPU seconds of this process, where `/proc` tells them in hundredths; else 0.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read("/proc/self/stat").unwrap_or_default();
    let stat = String::from_utf8_lossy(&stat);
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
