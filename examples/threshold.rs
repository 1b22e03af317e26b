//! Where to cut the tree: mean ARI over invented meetings of labelled articles.
//!
//! `cargo run --release --example threshold -- FILE.jsonl` with `text` and `label`.

use std::collections::BTreeMap;

use rand::{SeedableRng, seq::SliceRandom, Rng};
use yiti::{corpus::{Corpus, Document, Sentence}, terms::*, themes::group::*, tokens::*};

fn ari(a: &[usize], b: &[usize]) -> f64 {
    let mut m: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut ra, mut rb): (BTreeMap<usize, f64>, BTreeMap<usize, f64>) = Default::default();
    for (&x, &y) in a.iter().zip(b) { *m.entry((x, y)).or_default() += 1.0; *ra.entry(x).or_default() += 1.0; *rb.entry(y).or_default() += 1.0; }
    let c = |v: f64| v * (v - 1.0) / 2.0;
    let i: f64 = m.values().map(|&v| c(v)).sum();
    let (sa, sb): (f64, f64) = (ra.values().map(|&v| c(v)).sum(), rb.values().map(|&v| c(v)).sum());
    let e = sa * sb / c(a.len() as f64);
    let t = (sa + sb) / 2.0;
    if t == e { 1.0 } else { (i - e) / (t - e) }
}

fn main() {
    let file = std::env::args().nth(1).expect("file");
    let text = String::from_utf8(std::fs::read(file).expect("read")).expect("utf8");
    let rows: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).expect("json")).collect();
    let mut classes: Vec<String> = rows.iter().map(|r| r["label"].as_str().expect("label").to_owned()).collect();
    let labels_all = classes.clone(); classes.sort(); classes.dedup();
    let seg = Segmenter::new(&Dictionary::built_in(), true); let stop = Stopwords::built_in();
    let corpus = Corpus { documents: rows.iter().map(|r| { let t = r["text"].as_str().expect("text"); let t: String = t.chars().take(1000).collect(); Document { title: None, units: 1, sentences: yiti::corpus::split(&t).map(|(_, s)| Sentence { text: s.into(), unit: 0, heading: false, line: 0 }).collect() } }).collect() };
    let tokens = Tokens::segment(&corpus, &seg);
    let f = Features::new(&tokens, &stop, Some(&seg));
    let mut rng = rand_xoshiro::Xoshiro256PlusPlus::seed_from_u64(1);
    for n in [6usize, 8, 12, 20, 31] {
        let cuts = [-1.0, -0.7, -0.35, -0.2, 0.0, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0];
        let abs = [0.0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.15];
        let mut sums = vec![0.0; cuts.len() + abs.len()];
        let rounds = 300;
        for _ in 0..rounds {
            // classes in groups of one to four
            let mut cls: Vec<usize> = (0..classes.len()).collect(); cls.shuffle(&mut rng);
            let mut docs = vec![]; let mut truth = vec![];
            let mut ci = 0;
            while docs.len() < n { let c = cls[ci % cls.len()]; ci += 1; let mut k = rng.gen_range(1..=(n / 3).max(2)).min(n - docs.len()); if ci > 8 && ci >= cls.len() - 1 { k = n - docs.len(); }
                let pool: Vec<usize> = (0..rows.len()).filter(|&i| labels_all[i] == classes[c] && !docs.contains(&i)).collect();
                for &i in pool.choose_multiple(&mut rng, k) { docs.push(i); truth.push(c); } }
            let r: Vec<Vec<(usize, u32)>> = docs.iter().map(|&d| TermCounts::row(&tokens.documents()[d].ids, &f)).collect();
            let counts = TermCounts::from_rows(r, f.terms().len());
            let w = TfIdf::fit(&counts, &Default::default()).transform(&counts);
            let g = w.cosines();
            let all = Groups::of(&g, Some(1));
            for (s, t) in cuts.iter().map(|c| c / (n as f64 - 1.0)).chain(abs.iter().copied()).enumerate() {
                let k = n - all.merges.iter().filter(|m| m.similarity >= t).count();
                sums[s] += ari(&truth, &Groups::of(&g, Some(k)).labels);
            }
        }
        print!("n {n} rel:"); for (c, s) in cuts.iter().zip(&sums) { print!(" {c}:{:.3}", s / rounds as f64); }
        print!("\n     abs:"); for (c, s) in abs.iter().zip(&sums[cuts.len()..]) { print!(" {c}:{:.3}", s / rounds as f64); } println!();
    }
}
