//! Text to weights beside bare jieba-rs on the same text in the same run.
//!
//! `cargo run --release --example throughput -- MEGABYTES FILE... [--rows CHARACTERS]`: the files,
//! repeated with changes up to the size asked for, are segmented and weighed three times each in
//! turn, and every sentence that yiti cuts otherwise than jieba-rs is counted. With `--rows` the text
//! itself goes to standard output instead, as JSONL with documents of so many characters, for timing
//! whole runs.

#![allow(clippy::print_stdout)]

use std::{error::Error, io::Write, time::Instant};

use jieba_rs::Jieba;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use yiti::{
    config::Config,
    corpus::{Corpus, Document, Sentence, split},
    pipeline,
    run::Run,
    tokens::{Dictionary, Segmenter},
};

/// Characters of a document: a work report's.
const DOCUMENT: usize = 18_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let megabytes: usize = args.next().ok_or("how many megabytes?")?.parse()?;
    let mut files: Vec<String> = args.collect();
    let rows = files.iter().position(|file| file == "--rows");
    let rows = rows.map(|at| files.split_off(at)).and_then(|mut rest| rest.pop());
    let text = text(files.iter(), megabytes << 20)?;
    if let Some(characters) = rows {
        return write_rows(&documents(&text, characters.parse()?));
    }
    let run = Run::new(Config::default())?;
    // Loading the dictionary is not measured.
    let _: &Segmenter = run.segmenter();
    let jieba = Jieba::new();
    println!("{}", otherwise(&text, &jieba));
    let size = text.len() as f64 / 1e6;
    for round in 1..=3 {
        let start = Instant::now();
        let words: usize = documents(&text, DOCUMENT)
            .par_iter()
            .map(|document| split(document).map(|(_, s)| jieba.cut(s, true).len()).sum::<usize>())
            .sum();
        let bare = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let corpus = corpus(&text);
        let weights = pipeline::weigh(&corpus, &run);
        let ours = start.elapsed().as_secs_f64();
        println!(
            "round {round}: bare jieba-rs {:.0} MB/s ({words} words), text to weights {:.0} MB/s ({} × {}), ratio {:.2}",
            size / bare,
            size / ours,
            weights.documents(),
            weights.terms(),
            bare / ours
        );
    }
    Ok(())
}

/// The files one after the other, again and again, one character in two hundred swapped for another.
fn text<'a>(
    files: impl Iterator<Item = &'a String>,
    size: usize,
) -> Result<String, Box<dyn Error>> {
    let mut source = String::new();
    for file in files {
        source += &String::from_utf8(std::fs::read(file)?)?;
    }
    let characters: Vec<char> = source.chars().collect();
    if characters.is_empty() {
        return Err("name at least one file".into());
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let mut text = String::with_capacity(size + source.len());
    while text.len() < size {
        for &c in &characters {
            let swap = c.is_alphabetic() && random.gen_ratio(1, 200);
            let other = characters[random.gen_range(0..characters.len())];
            text.push(if swap && other.is_alphabetic() { other } else { c });
        }
    }
    Ok(text)
}

/// How many sentences yiti cuts otherwise than jieba-rs with the same dictionary.
fn otherwise(text: &str, jieba: &Jieba) -> String {
    let segmenter = Segmenter::new(&Dictionary::default(), true);
    let sentences: Vec<&str> = split(text).map(|(_, sentence)| sentence).collect();
    let differs = |sentence: &&&str| {
        let ours = segmenter.words(sentence);
        !ours.eq(jieba.cut(sentence, true).into_iter().map(|token| token.word))
    };
    let otherwise = sentences.par_iter().filter(differs).count();
    format!("{otherwise} of {} sentences are cut otherwise than by jieba-rs", sentences.len())
}

/// The documents as JSONL, each of a speaker of its own.
fn write_rows(documents: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, text) in documents.iter().enumerate() {
        let row = serde_json::json!({ "speaker": format!("单位{}", number + 1), "text": text });
        writeln!(out, "{row}")?;
    }
    Ok(out.flush()?)
}

/// The text in pieces of about so many characters, cut at line ends.
fn documents(text: &str, characters: usize) -> Vec<&str> {
    let mut documents = Vec::new();
    let (mut start, mut count) = (0, 0);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        count += line.chars().count();
        if count >= characters {
            documents.push(&text[start..at]);
            (start, count) = (at, 0);
        }
    }
    // Behind the last of them there may be blank lines only.
    documents.extend(Some(&text[start..]).filter(|rest| !rest.trim().is_empty()));
    documents
}

fn corpus(text: &str) -> Corpus<'_> {
    let document = |text| {
        let sentences = split(text)
            .map(|(_, sentence)| Sentence { text: sentence.into(), ..Sentence::default() });
        Document { title: None, units: 1, sentences: sentences.collect() }
    };
    Corpus { documents: documents(text, DOCUMENT).into_par_iter().map(document).collect() }
}
