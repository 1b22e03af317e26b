//! What is stated is borne by its numbers, rests on places in the text, and is the same wherever
//! it is shown.

#![cfg(feature = "cli")]

use std::collections::BTreeMap;

use common::{DEMO, answer, shared};
use yiti::{
    analysis::{Analysis, Claim, MeetingAnalysis, Span},
    charts::{self, Style},
    ids::{SpeechId, ThemeId},
    say::percent,
};

mod common;

/// A record and all that is shown of it.
struct Shown {
    meeting: MeetingAnalysis,
    page: String,
    themes: String,
    terms: String,
    titles: BTreeMap<String, String>,
}

impl Shown {
    fn of(path: &str) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let report = folder.path().join("report");
        common::yiti().args(["report", path, "-q", "-o"]).arg(&report).assert().success();
        let stored: Analysis =
            serde_json::from_str(&common::text(&report.join("report.json"))).expect("reads");
        let printed: Analysis =
            serde_json::from_str(&answer(&["themes", path, "--format", "json"])).expect("reads");
        assert_eq!(stored, printed, "report.json is what the program prints");
        let meeting = stored.meetings.into_iter().next().expect("a meeting");
        let charts = charts::draw_all(&meeting, &Style::default()).expect("draws");
        Self {
            titles: charts.into_iter().map(|chart| (chart.name, chart.title.zh)).collect(),
            page: common::text(&report.join("index.html")),
            themes: common::squeeze(&answer(&["themes", path])),
            terms: answer(&["terms", path, "--format", "csv"]),
            meeting,
        }
    }

    fn name(&self, speech: SpeechId) -> &str {
        &self.meeting[speech].name
    }

    fn label(&self, id: &ThemeId) -> &str {
        &self.meeting.theme(id).expect("a theme").label
    }

    /// The characters of a span; it lies in a sentence.
    fn quote(&self, span: &Span) -> String {
        let sentence = &self.meeting[span.speech][span.sentence];
        assert!(span.start < span.end && span.end <= sentence.text.chars().count(), "{span:?}");
        sentence.text.chars().skip(span.start).take(span.end - span.start).collect()
    }
}

/// The demo, and the page and the reports where they are at hand.
fn records() -> Vec<Shown> {
    let others = ["page/page.txt", "reports/2021"].iter().filter_map(|path| shared(path));
    let paths = others.map(|path| path.to_str().expect("UTF-8").to_owned());
    std::iter::once(DEMO.to_owned()).chain(paths).map(|path| Shown::of(&path)).collect()
}

#[test]
fn every_finding_is_borne_by_its_numbers_and_shown_alike() {
    for record in records() {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &record.meeting.findings {
            let quotes: Vec<String> =
                finding.evidence.iter().map(|span| record.quote(span)).collect();
            let kind = held(&record, &finding.claim, &quotes);
            *kinds.entry(kind).or_default() += 1;
        }
        for kind in ["emphasis", "space", "term", "figures", "shared"] {
            assert!(kinds.contains_key(kind), "{}: {kinds:?}", record.meeting.title);
        }
        let stressing = record.meeting.stressing();
        let count = format!("{}篇有突出的议题", stressing.len());
        let all = stressing.len() == record.meeting.speeches.len();
        assert!(all || record.titles["map"].contains(&count), "{:?}", record.titles["map"]);
    }
}

/// Holds one claim to its interval, its evidence and every place that shows it; its kind.
fn held<'a>(record: &Shown, claim: &'a Claim, quotes: &[String]) -> &'a str {
    match claim {
        Claim::Emphasis { speech, emphasis } => {
            let [low, high] = emphasis.interval.expect("what is stated has an interval");
            assert!(0.0 < low && low <= emphasis.difference && emphasis.difference <= high);
            assert!(!quotes.is_empty(), "an emphasis has sentences");
            let (label, share) = (record.label(&emphasis.theme), percent(emphasis.share));
            let others = percent(emphasis.others);
            assert!(record.page.contains(&format!("{label} {share}，其余平均 {others}")));
            assert!(record.themes.contains(&common::squeeze(&format!("{share}, {others}"))));
            assert!(record.page.contains(record.name(*speech)));
            "emphasis"
        }
        Claim::Space { theme, share, characters, of } => {
            assert!((share - *characters as f64 / *of as f64).abs() < 1e-9);
            assert!(!quotes.is_empty() && record.page.contains(record.label(theme)));
            "space"
        }
        Claim::Group { group, members, confidence, .. } => {
            assert!(members.len() > 1 && confidence.is_none_or(|sure| sure >= 0.5));
            assert_eq!(&record.meeting[*group].members, members);
            assert_eq!(record.meeting[*group].confidence, *confidence);
            "group"
        }
        Claim::Nearest { a, b, similarity, interval: [low, high], chance } => {
            // Draws repeat passages, which makes speeches a little less alike: the cosine of the
            // whole speeches may lie above the interval, never below.
            assert!(chance < low && low <= similarity && low <= high);
            assert_eq!(record.meeting.grouping.cosine(*a, *b), Some(*similarity));
            let names = format!("{}与{}（{similarity:.2}）", record.name(*a), record.name(*b));
            assert!(record.titles["similarity"].contains(&names), "{names}");
            "nearest"
        }
        Claim::Term { speech, term, count, n_reference, p, .. } => {
            assert!(*p <= 0.05 && *count >= 2, "{term} {p}");
            assert_eq!(quotes.len(), *count, "{term}: each place is evidence");
            let bare = |text: &String| common::squeeze(text).to_lowercase();
            assert!(quotes.iter().all(|quote| bare(quote) == bare(term)), "{term}: {quotes:?}");
            let row = row_of(record, *speech, term);
            assert!(row.contains(&format!(",{count},{n_reference},")), "{row}");
            "term"
        }
        Claim::Shared { speech, share } => {
            assert!((0.0..=1.0).contains(share));
            assert_eq!(record.meeting[*speech].reused, Some(*share));
            "shared"
        }
        Claim::Figures { speech, count } => {
            let figures = &record.meeting[*speech].figures;
            assert_eq!((quotes.len(), figures.len()), (*count, *count));
            assert!(quotes.iter().all(|quote| states_a_number(quote)), "{quotes:?}");
            "figures"
        }
        Claim::Omission { omission } => {
            assert!(2 * omission.speakers >= omission.of && omission.at_length > 0.0);
            assert_eq!(quotes.len(), omission.speakers, "each who speaks of it is evidence");
            "silence"
        }
    }
}

/// The row that `yiti terms` has for a term of a speech.
fn row_of<'a>(record: &'a Shown, speech: SpeechId, term: &str) -> &'a str {
    let (name, term) = (format!(",{},", record.name(speech)), format!(",{term},"));
    let mut rows = record.terms.lines();
    rows.find(|row| row.contains(&name) && row.contains(&term)).expect("the terminal lists it")
}

fn states_a_number(quote: &str) -> bool {
    quote.chars().any(|c| c.is_numeric() || "〇零一二三四五六七八九十百千万亿两半几".contains(c))
}
