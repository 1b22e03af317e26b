//! What each stage costs on the demo page: about 6,000 characters, seven speeches.
//!
//! Timed is the stage alone; what it starts from is made outside, and so is
//! the dictionary. `load dictionary` is what a run pays once.

use std::{hint::black_box, path::PathBuf};

use criterion::{Criterion, criterion_group, criterion_main};
use yiti::{
    charts::{Style, draw_all},
    config::Config,
    corpus::Corpus,
    groups::{comparison::Comparison, consensus::Consensus, group::Groups},
    pages, pipeline,
    run::Run,
    terms::{Features, Phrases, TermCounts, TfIdf},
    themes::{assign::assign, lexicon_hits::LexiconHits},
    tokens::{Segmenter, Tokens},
};

fn stages(c: &mut Criterion) {
    let page = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/page.txt"));
    let config = Config::default();
    let run = Run::new(config.clone()).expect("the built-in lists read");
    let lists = &run.lists;
    let sources = pages::read(&[page], &pages::Params::default()).expect("the demo page reads");
    let transcripts =
        pipeline::split_sources(&sources, &config.transcript).expect("the demo page splits");
    let segmenter = Segmenter::new(&lists.dictionary, config.tokens.hmm);
    let corpus = Corpus::by_speech(&transcripts[0]);
    let tokens = Tokens::segment(&corpus, &segmenter);
    let features =
        Features::new(&tokens, &lists.stopwords, Some(&segmenter)).with_rates(&segmenter);
    let hits = LexiconHits::new(&lists.codebooks[0], &corpus);
    let assignments = assign(&corpus, &tokens, &features, &hits);
    let comparison = Comparison::new(&corpus, &tokens, &features, &config.terms, &assignments);
    let weights = comparison.weights();
    let analysis = pipeline::analyse(&transcripts, &run).expect("the demo page is analysed");

    c.bench_function("load dictionary", |b| {
        b.iter(|| Segmenter::new(black_box(&lists.dictionary), true));
    });
    c.bench_function("split page", |b| {
        b.iter(|| {
            pipeline::split_sources(black_box(&sources), &config.transcript).map(|all| all.len())
        });
    });
    c.bench_function("segment page", |b| {
        b.iter(|| Tokens::segment(black_box(&corpus), &segmenter))
    });
    c.bench_function("count and weigh page", |b| {
        b.iter(|| {
            let counts = TermCounts::count(black_box(&tokens), &features);
            TfIdf::fit(&counts, &config.terms).transform(&counts)
        });
    });
    c.bench_function("group 7 speeches", |b| {
        b.iter(|| Groups::of(&comparison.gram(black_box(&weights)), None));
    });
    c.bench_function("200 draws of 7 speeches", |b| {
        let gram = comparison.gram(&weights);
        b.iter(|| Consensus::of(black_box(&comparison), &gram, &config.themes));
    });
    c.bench_function("themes of page", |b| {
        b.iter(|| assign(black_box(&corpus), &tokens, &features, &hits));
    });
    c.bench_function("phrases of page", |b| {
        b.iter(|| Phrases::find(black_box(&corpus), &tokens, &lists.stopwords, &segmenter));
    });
    c.bench_function("draw 4 charts", |b| {
        b.iter(|| {
            draw_all(black_box(&analysis.meetings[0]), &Style::default()).map(|charts| charts.len())
        });
    });
}

criterion_group!(benches, stages);
criterion_main!(benches);
