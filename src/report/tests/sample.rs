//! An invented meeting with everything in it that could break out of a page or a table.

use std::collections::BTreeMap;

use crate::analysis::{
    Analysis, Figure, Group, MeetingAnalysis, Merge, OTHER, Origin, SCHEMA, SentenceAnalysis,
    Similarity, SpeechAnalysis, TermScore, Theme, UnitAnalysis,
};
use crate::charts::Chart;
use crate::report::{Fingerprint, Provenance};

/// Texts that must reach the reader as they are, and no program as a command.
pub(super) const HOSTILE: [&str; 5] = [
    "<script>alert(1)</script>",
    "=cmd()|'/c calc'!A0",
    "\"><img src=x onerror=alert(1)>",
    "</style></details><!-- & &lt;",
    "{{ title }}{% for %}",
];

const NAMES: [&str; 8] = ["北京", "上海", "江苏", "浙江", "四川", "云南", "西藏", HOSTILE[0]];

const THEMES: [(&str, &str); 4] =
    [("jobs", "就业"), ("family", "家庭"), ("rights", "维权"), ("found-1", HOSTILE[2])];

pub(super) fn analysis(meetings: usize) -> Analysis {
    Analysis { schema: SCHEMA, meetings: (0..meetings).map(|_| meeting()).collect() }
}

/// A meeting of eight speeches in groups of two.
pub(super) fn meeting() -> MeetingAnalysis {
    let n = NAMES.len();
    let cosine = |a: usize, b: usize| if a == b { 1.0 } else { -0.1 * (a + b) as f64 };
    let matrix: Vec<Vec<f64>> = (0..n).map(|a| (0..n).map(|b| cosine(a, b)).collect()).collect();
    MeetingAnalysis {
        title: format!("全省工作交流会 {}", HOSTILE[3]),
        date: Some("--07-10".into()),
        sources: vec!["page.txt".into(), HOSTILE[2].into()],
        layout: HOSTILE[4].into(),
        announced: vec!["北京".into(), "吉林".into()],
        missing: vec!["吉林".into()],
        themes: THEMES.iter().map(theme).collect(),
        groups: (0..n / 2).map(group).collect(),
        speeches: (0..n).map(speech).collect(),
        formulas: Vec::new(),
        silences: Vec::new(),
        too_short: Vec::new(),
        why: Vec::new(),
        partings: Vec::new(),
        noise: None,
        robustness: None,
        similarity: Similarity {
            intervals: Vec::new(),
            together: matrix.clone(),
            matrix,
            draws: 200,
            order: (0..n).collect(),
            merges: vec![Merge { a: 0, b: 1, similarity: 0.5, together: None, size: 2 }],
            map: vec![[0.0, 0.0]; n],
            silhouette: None,
            runs: 0,
        },
    }
}

fn theme((id, label): &(&str, &str)) -> Theme {
    Theme {
        id: (*id).into(),
        label: (*label).into(),
        label_en: HOSTILE[3].into(),
        origin: if id.starts_with("found") { Origin::Found } else { Origin::Lexicon },
        terms: vec![HOSTILE[1].into(), "热线".into()],
        characters: 1234,
        share: 0.25,
    }
}

fn group(place: usize) -> Group {
    let members = vec![2 * place, 2 * place + 1];
    Group {
        label: THEMES[place].1.into(),
        regions: members.iter().map(|&member| NAMES[member].into()).collect(),
        members,
        confidence: (place != 1).then_some(0.87),
        similarity: Some(0.28),
        terms: vec!["热线".into(), HOSTILE[0].into()],
    }
}

/// A speech that speaks of two themes and, a little, of none.
fn speech(place: usize) -> SpeechAnalysis {
    let main = THEMES[place / 2].0;
    let second = THEMES[(place / 2 + 1) % 4].0;
    let themes = [main, main, second, OTHER, main];
    let sentences = themes.iter().enumerate().map(|(at, theme)| SentenceAnalysis {
        text: text(place, at),
        theme: (*theme).into(),
        unit: at / 2,
        source: at % 2,
        line: 10 * place + at + 1,
    });
    SpeechAnalysis {
        name: NAMES[place].into(),
        speaker: format!("{}代表团", NAMES[place]),
        region: (place < 7).then(|| NAMES[place].into()),
        code: (place < 7).then(|| format!("{}0000", 11 + place)),
        title: (place != 3).then(|| HOSTILE[place % 5].into()),
        characters: 1500 + place,
        words: 800,
        group: place / 2,
        main: Some(main.into()),
        formula: None,
        main_confidence: None,
        explained: 1.0,
        stays: None,
        moving: false,
        elsewhere: vec![],
        share_intervals: None,
        shares: BTreeMap::from([(main, 0.6), (second, 0.3), (OTHER, 0.1)].map(own)),
        units: ["lead", "numbered", "outlook"].map(|kind| unit(kind, main)).into(),
        terms: ["热线", HOSTILE[1], HOSTILE[0]].map(term).into(),
        figures: vec![figure("=1+1万元", place), figure("近50万人次", place)],
        sentences: sentences.collect(),
    }
}

fn own<T>((id, value): (&str, T)) -> (String, T) {
    (id.to_owned(), value)
}

fn text(place: usize, at: usize) -> String {
    match at {
        0 => format!("第{place}篇发放=1+1万元，服务近50万人次。"),
        2 => "一、织密服务网".into(),
        _ => format!("{}，第{place}篇第{at}句。", HOSTILE[at]),
    }
}

fn unit(kind: &str, theme: &str) -> UnitAnalysis {
    UnitAnalysis {
        kind: kind.into(),
        heading: (kind == "numbered").then(|| "一、织密服务网".into()),
        theme: theme.into(),
        confidence: 0.8,
        characters: 500,
    }
}

fn term(term: &str) -> TermScore {
    TermScore {
        g2: 0.0,
        q: None,
        dispersion: None,
        interval: None,
        beyond_chance: None,
        term: term.into(),
        score: 2.5,
        z: -1.25,
        count: 3,
        n_reference: 1,
        docfreq: 2,
        sentences: vec![0, 1, 4],
    }
}

fn figure(raw: &str, place: usize) -> Figure {
    Figure {
        value: 500_000.0,
        unit: "人次".into(),
        qualifier: "近".into(),
        raw: raw.into(),
        sentence: text(place, 0),
    }
}

/// Two charts that use the same id.
pub(super) fn charts() -> Vec<Chart> {
    let svg = "<svg width=\"9\" height=\"9\" xmlns=\"http://www.w3.org/2000/svg\">\
               <clipPath id=\"clip\"/><g clip-path=\"url(#clip)\"/></svg>";
    ["themes", "map"]
        .map(|name| Chart {
            name: name.into(),
            title: HOSTILE[2].into(),
            caption: HOSTILE[0].into(),
            svg: svg.into(),
            png: vec![0x89, b'P', b'N', b'G'],
        })
        .into()
}

pub(super) fn provenance() -> Provenance {
    Provenance {
        inputs: vec![Fingerprint::of("/home/someone/会议/page.txt", b"page")],
        settings: "[terms]\nmin_df = 2 # <b>\n".into(),
        lists: vec![Fingerprint::of(r"C:\lists\meeting.txt", b"list")],
    }
}
