//! Collections: more speeches than can be compared pair by pair.

#![cfg(feature = "cli")]

use std::fmt::Write as _;

use agreement::nmi;
use common::{
    measure::{Grouping, list},
    meeting, shared, yiti,
};
use serde_json::{Value, json};
use yiti::{
    analysis,
    budget::PAIRED_SPEECHES,
    config::Config,
    corpus::Corpus,
    groups::{collection, comparison::Comparison},
    pages, pipeline,
    terms::{Features, TermCounts},
    themes::{self},
    tokens::{Dictionary, Segmenter, Stopwords, Tokens},
};

#[path = "../examples/agreement/mod.rs"]
mod agreement;
mod common;

/// Three matters, each told in a few words of its own.
const MATTERS: [[&str; 4]; 3] = [
    ["粮食生产", "保护粮食", "农民种粮食", "玉米仓储"],
    ["河流治理", "治理污染", "污染河流", "水质监测"],
    ["课堂教学", "教学培训", "学生课堂", "学校管理"],
];

/// A table of `n` texts on the three matters in turn, all by one speaker.
fn table(n: usize) -> String {
    let mut table = String::new();
    for row in 0..n {
        let words = MATTERS[row % 3];
        let said = |skip: usize| words[(row / 3 + skip) % 4];
        let text = format!("我们抓{}和{}。今后重视{}。", said(0), said(1), said(2));
        let row = json!({"speaker": "甲处", "title": format!("第{row}篇"), "text": text});
        writeln!(table, "{row}").expect("a string takes all");
    }
    table
}

/// The answer for a table that lies in a folder, on some number of threads.
fn themes(n: usize, args: &[&str], threads: &str) -> Value {
    let folder = tempfile::tempdir().expect("folder");
    common::write(&folder.path().join("texts.jsonl"), table(n));
    let mut command = yiti();
    command.args(["themes", "--format", "json"]).args(args).arg(folder.path());
    let output = command.env("RAYON_NUM_THREADS", threads).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    answer["meetings"][0].take()
}

#[test]
fn above_five_hundred_speeches_no_pairs_are_compared() {
    let found = themes(PAIRED_SPEECHES + 1, &["--groups", "3"], "1");
    assert_eq!(found, themes(PAIRED_SPEECHES + 1, &["--groups", "3"], "2"));
    assert_eq!(list(&found["groups"]).len(), 3);
    for (place, group) in list(&found["groups"]).iter().enumerate() {
        let members = list(&group["members"]);
        assert!(members.iter().all(|m| m.as_u64().is_some_and(|m| m as usize % 3 == place)));
        assert_eq!(members.len(), 167);
        assert!(group["confidence"].as_f64().is_some_and(|share| share > 0.5), "{group}");
        assert!(group["similarity"].as_f64().is_some_and(|mean| mean > 0.0), "{group}");
        let terms = list(&group["terms"]);
        assert!(MATTERS[place].concat().contains(terms[0].as_str().expect("a term")), "{group}");
    }
    let similarity = &found["similarity"];
    for pairs in ["matrix", "together", "intervals", "merges", "map"] {
        assert!(list(&similarity[pairs]).is_empty(), "{pairs}");
    }
    assert!(similarity["runs"].as_u64() > Some(0) && similarity["silhouette"].is_f64());
    assert_eq!(list(&similarity["order"]).len(), PAIRED_SPEECHES + 1);
    assert_eq!(found["speeches"][500]["name"], "甲处（501）");
    for pairs in ["why", "partings", "silences"] {
        assert!(list(&found[pairs]).is_empty(), "{pairs}");
    }
}

#[test]
fn up_to_five_hundred_speeches_the_tree_decides() {
    let found = themes(30, &[], "2");
    assert_eq!(list(&found["similarity"]["matrix"]).len(), 30);
    assert!(found["similarity"]["runs"].is_null(), "the key stands for collections only");
}

#[test]
fn a_report_of_a_collection_has_no_charts_and_says_so() {
    let folder = tempfile::tempdir().expect("folder");
    let texts = folder.path().join("texts.jsonl");
    common::write(&texts, table(PAIRED_SPEECHES + 1));
    let report = folder.path().join("report");
    yiti()
        .args(["report", "-q", "--groups", "3", "-o"])
        .arg(&report)
        .arg(&texts)
        .assert()
        .success();
    let files = common::tree(&report);
    assert!(!files.keys().any(|path| path.starts_with("charts/")), "{:?}", files.keys());
    let page = String::from_utf8_lossy(&files["index.html"]);
    assert!(page.contains("不作两两比较") && page.contains("次聚类中平均有"));
    let pairs = String::from_utf8_lossy(&files["tables/similarity.csv"]);
    assert_eq!(pairs.lines().count(), 1, "a head and no pairs");
}

/// Texts numbered by group, as [`Grouping`] takes them.
fn grouping<T: PartialEq + Clone>(groups: &[T]) -> Grouping {
    let mut seen: Vec<(T, Vec<String>)> = Vec::new();
    for (text, group) in groups.iter().enumerate() {
        match seen.iter_mut().find(|(known, _)| known == group) {
            Some((_, texts)) => texts.push(text.to_string()),
            None => seen.push((group.clone(), vec![text.to_string()])),
        }
    }
    Grouping::of_lists(&json!(seen.into_iter().map(|(_, texts)| texts).collect::<Vec<_>>()))
}

#[test]
fn labelled_news_fall_into_their_classes_for_most_seeds() {
    let Some(path) = shared("labelled/cnews10.jsonl") else { return };
    let sources = pages::read(&[path], &pages::Params::default()).expect("reads");
    let rows = pages::table::rows(&sources[0].pages[0]).expect("rows");
    let truth: Vec<String> = rows.into_iter().filter_map(|row| row.label).collect();
    // What the pipeline does, but the words are cut once for all seeds.
    let config = Config::default();
    let record = pipeline::split_sources(&sources, &config.transcript).expect("splits").remove(0);
    let segmenter = Segmenter::new(&Dictionary::built_in(), config.tokens.hmm);
    let corpus = Corpus::by_speech(&record);
    let tokens = Tokens::segment(&corpus, &segmenter);
    let features = Features::new(&tokens, &Stopwords::built_in(), Some(&segmenter));
    // Collections are grouped by words alone.
    let comparison = Comparison::new(&corpus, &tokens, &features, &config.terms, &[]);
    let counts = TermCounts::count(&tokens, &features);
    let weights = collection::tfidf(&counts).transform(&counts);
    let (mut rand, mut information) = (Vec::new(), Vec::new());
    for seed in [1, 2, 42] {
        let params = themes::Params { groups: Some(10), seed, ..themes::Params::default() };
        let found =
            analysis::group_speeches(&comparison, weights.clone(), &params).expect("groups");
        assert!(found.groups.similarity.is_empty() && found.collection.is_some());
        rand.push(grouping(&truth).adjusted_rand(&grouping(&found.groups.labels)));
        information.push(nmi(&truth, &found.groups.labels));
    }
    // Two partitions are equally good to .04 %, and one seed in twelve finds the one that parts
    // the classes worse.
    for measured in [rand, information] {
        let low = measured.iter().copied().fold(1.0, f64::min);
        let good = measured.iter().filter(|&&value| value >= 0.9).count();
        assert!(low >= 0.85 && good >= 2, "{measured:?}");
    }
}

#[test]
fn columns_of_a_table_say_who_speaks() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("talks.jsonl");
    common::write(
        &path,
        concat!(
            "{\"speaker\": \"张三\", \"region\": \"广东\", \"title\": \"春耕\", \"text\": \"我们抓春耕。\"}\n",
            "{\"speaker\": \"河北省妇联\", \"text\": \"我们抓家风。\"}\n",
        ),
    );
    let found = meeting(&["themes", path.to_str().expect("UTF-8")]);
    let said = |place: usize, key: &str| found["speeches"][place][key].clone();
    assert_eq!((said(0, "region"), said(0, "speaker")), (json!("广东"), json!("张三")));
    assert_eq!((said(0, "title"), said(1, "region")), (json!("春耕"), json!("河北")));
}
