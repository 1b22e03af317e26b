//! An invented meeting with everything in it that could break out of a page or a table.

use std::collections::BTreeMap;

use crate::analysis::{
    Ablation, Analysis, Draws, Emphasis, Figure, FirstMentions, Group, Grouping, Matrix,
    MeetingAnalysis, Merge, Noise, Omission, Origin, PairTerms, Reference, ReusedText, SCHEMA,
    SentenceAnalysis, Shares, Span, SpeechAnalysis, TermScore, Theme, Tree, UnitAnalysis,
};
use crate::charts::{Chart, Outlines, Picture, Spot, Target};
use crate::ids::{GroupId, SentenceId, SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::run::{Fingerprint, Provenance};
use crate::transcript::{Layout, UnitKind};

/// Texts that must reach the reader as they are, and no program as a command.
pub(super) const HOSTILE: [&str; 5] = [
    "<script>alert(1)</script>",
    "=cmd()|'/c calc'!A0",
    "\"><img src=x onerror=alert(1)>",
    "</style></details><!-- & &lt;",
    "{{ title }}{% for %}",
];

const NAMES: [&str; 8] = ["北京", "上海", "江苏", "浙江", "四川", "云南", "西藏", HOSTILE[0]];

/// The id of what no theme explains.
const OTHER: &str = "other";

/// The speech at an index.
fn id(index: usize) -> SpeechId {
    SpeechId::new(index)
}

const THEMES: [(&str, &str); 4] =
    [("jobs", "就业"), ("family", "家庭"), ("rights", "维权"), ("found-1", HOSTILE[2])];

pub(super) fn analysis(meetings: usize) -> Analysis {
    Analysis { schema: SCHEMA, meetings: (0..meetings).map(|_| meeting()).collect() }
}

/// A meeting of eight speeches in groups of two.
pub(super) fn meeting() -> MeetingAnalysis {
    let n = NAMES.len();
    let cosine = |a: usize, b: usize| if a == b { 1.0 } else { -0.1 * (a + b) as f64 };
    let matrix: Matrix<f64> = (0..n).map(|a| (0..n).map(|b| cosine(a, b)).collect()).collect();
    MeetingAnalysis {
        codebook: None,
        title: format!("全省工作交流会 {}", HOSTILE[3]),
        date: Some("--07-10".into()),
        sources: vec!["page.txt".into(), HOSTILE[2].into()],
        layout: Layout::Heading,
        announced: vec!["北京".into(), "吉林".into()],
        missing: vec!["吉林".into()],
        caveats: vec![],
        themes: THEMES.iter().map(theme).collect(),
        groups: (0..n / 2).map(group).collect(),
        speeches: (0..n).map(speech).collect(),
        reuse: (0..FORMULAS).map(formula).collect(),
        omissions: vec![Omission {
            speech: id(0),
            theme: "rights".into(),
            speakers: 4,
            of: 7,
            expected: 0.98,
            at_length: 0.57,
        }],
        too_short: vec![id(3)],
        why: vec![PairTerms {
            a: id(0),
            b: id(1),
            terms: vec![(HOSTILE[0].into(), 0.058), ("发放".into(), 0.031)],
        }],
        first_mentions: said(&["发放", HOSTILE[0], "热线"]),
        ablations: vec![
            Ablation {
                speech: id(0), terms: vec!["发放".into(), HOSTILE[0].into()], then: vec![]
            },
            Ablation { speech: id(1), terms: vec!["热线".into()], then: vec![id(2), id(7)] },
        ],
        robustness: None,
        findings: Vec::new(),
        noise: Some(NOISE),
        grouping: Grouping::Tree(Tree {
            intervals: Some(
                matrix.rows().iter().map(|row| row.iter().map(around).collect()).collect(),
            ),
            draws: Some(Draws { count: 200, together: matrix.clone(), drawn: matrix.clone() }),
            chance: None,
            cosines: matrix,
            order: SpeechId::first(n).collect(),
            merges: vec![Merge { a: 0, b: 1, similarity: 0.5, together: None, size: 2 }],
            map: vec![[0.0, 0.0]; n],
            silhouette: None,
        }),
    }
    .with_findings()
}

/// The tree of the sample, to be changed.
pub(super) fn tree(meeting: &mut MeetingAnalysis) -> &mut Tree {
    match &mut meeting.grouping {
        Grouping::Tree(tree) => tree,
        Grouping::Collection(_) => panic!("the sample has a tree"),
    }
}

/// Reused texts of the meeting, more than the page shows of a speech.
pub(super) const FORMULAS: usize = 10;

const NOISE: Noise =
    Noise { permutations: 200, term: 3.61, term_each: 3.21, similarity: -0.01, share: 0.36 };

/// What the first and the last speech share; the first says it twice.
fn formula(place: usize) -> ReusedText {
    let text =
        if place == 0 { HOSTILE[2].into() } else { format!("以实际行动迎接第{place}次") };
    let places = [(0, 1), (0, 4), (7, 3)];
    let places = places.map(|(speech, sentence)| (id(speech), SentenceId::new(sentence)));
    ReusedText { text, letters: 15, speeches: vec![id(0), id(7)], places: places.into() }
}

/// The interval of a cosine; near 0 it holds 0, far from it there is none.
fn around(cosine: &f64) -> Option<[f64; 2]> {
    // Two decimals, so that JSON reads back the same number.
    let end = |shift: f64| ((cosine + shift) * 100.0).round() / 100.0;
    (*cosine > -1.2).then(|| [end(-0.25), end(0.25)])
}

fn theme((id, label): &(&str, &str)) -> Theme {
    Theme {
        id: (*id).into(),
        label: (*label).into(),
        label_en: HOSTILE[3].into(),
        origin: if id.starts_with("found") { Origin::Found } else { Origin::Lexicon },
        named: true,
        cap: None,
        rollup: None,
        terms: vec![HOSTILE[1].into(), "热线".into()],
        characters: 1234,
        share: 0.25,
    }
}

fn group(place: usize) -> Group {
    let members = vec![2 * place, 2 * place + 1];
    Group {
        label: THEMES[place].1.into(),
        themes: vec![THEMES[place].0.into()],
        regions: members.iter().map(|&member| NAMES[member].into()).collect(),
        members: members.into_iter().map(id).collect(),
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
        opens_paragraph: at.is_multiple_of(2),
    });
    SpeechAnalysis {
        passages: vec![],
        name: NAMES[place].into(),
        speaker: format!("{}代表团", NAMES[place]),
        region: (place < 7).then(|| NAMES[place].into()),
        code: (place < 7).then(|| format!("{}0000", 11 + place)),
        title: (place != 3).then(|| HOSTILE[place % 5].into()),
        characters: 1500 + place,
        words: 800,
        group: GroupId::new(place / 2),
        main: Some(main.into()),
        reused: (place != 5).then_some(0.065),
        explained: 1.0,
        mentions: BTreeMap::new(),
        stays: Some(0.7),
        moving: true,
        elsewhere: vec![],
        // The last two have text enough, and no theme that stands out.
        emphases: (place < 6).then(|| emphasis(main)).into_iter().collect(),
        main_confidence: (place != 5).then_some(0.93),
        share_intervals: (place != 5).then(|| {
            BTreeMap::from([(main, [0.4, 0.8]), (second, [0.1, 0.5]), (OTHER, [0.0, 0.2])].map(own))
        }),
        shares: Shares::from_iter([(main, 0.6), (second, 0.3), (OTHER, 0.1)].map(own)),
        units: [UnitKind::Lead, UnitKind::Numbered, UnitKind::Outlook]
            .map(|kind| unit(kind, main))
            .into(),
        terms: ["热线", HOSTILE[1], HOSTILE[0]].map(term).into(),
        reference: Reference::Speeches,
        once: [HOSTILE[2]].map(term).into(),
        places: [HOSTILE[3]].map(term).into(),
        figures: vec![figure("=1+1万元", place), figure("近50万人次", place)],
        key_sentences: [1, 4].map(SentenceId::new).into(),
        sentences: sentences.collect(),
    }
}

fn emphasis(theme: &str) -> Emphasis {
    Emphasis {
        theme: theme.into(),
        share: 0.6,
        others: 0.2,
        difference: 0.4,
        ratio: Some(3.0),
        interval: Some([0.12, 0.68]),
        beyond: true,
    }
}

fn own<T>((id, value): (&str, T)) -> (ThemeId, T) {
    (id.into(), value)
}

fn text(place: usize, at: usize) -> String {
    match at {
        0 => format!("第{place}篇发放=1+1万元，服务近50万人次。"),
        2 => "一、织密服务网".into(),
        _ => format!("{}，第{place}篇第{at}句。", HOSTILE[at]),
    }
}

fn unit(kind: UnitKind, theme: &str) -> UnitAnalysis {
    UnitAnalysis {
        kind,
        heading: (kind == UnitKind::Numbered).then(|| "一、织密服务网".into()),
        theme: theme.into(),
        confidence: 0.8,
        characters: 500,
    }
}

fn term(term: &str) -> TermScore {
    TermScore {
        g2: 4.5,
        p: Some(0.0001),
        dispersion: Some(0.62),
        interval: Some([-0.5, 3.75]),
        own_voice: None,
        beyond_chance: Some(term != "热线"),
        term: term.into(),
        score: 2.5,
        contrast: 2.0,
        z: -1.25,
        count: 3,
        n_reference: 1,
        docfreq: 2,
        sentences: [0, 1, 4].map(SentenceId::new).into(),
        spans: Vec::new(),
    }
}

/// The first place of each term in each speech.
fn said(terms: &[&str]) -> FirstMentions {
    let first = |term: &str, speech: usize| {
        let mut sentences = (0..HOSTILE.len()).map(|at| (at, text(speech, at)));
        let (sentence, text) = sentences.find(|(_, text)| text.contains(term))?;
        let [start, end] = span(&text, term);
        Some(Span { speech: id(speech), sentence: SentenceId::new(sentence), start, end })
    };
    let all = |term: &str| (0..NAMES.len()).filter_map(|speech| first(term, speech)).collect();
    terms.iter().map(|term| ((*term).to_owned(), all(term))).collect()
}

/// Where `part` stands in `text`, in characters.
fn span(text: &str, part: &str) -> [usize; 2] {
    let start = text.find(part).map_or(0, |at| text[..at].chars().count());
    [start, start + part.chars().count()]
}

fn figure(raw: &str, place: usize) -> Figure {
    Figure {
        value: 500_000.0,
        unit: "人次".into(),
        qualifier: "近".into(),
        raw: raw.into(),
        sentence: text(place, 0),
        sentence_id: SentenceId::default(),
        span: span(&text(place, 0), raw),
    }
}

/// Two charts that use the same id.
pub(super) fn charts() -> Vec<Chart> {
    let svg = "<svg width=\"9\" height=\"9\" xmlns=\"http://www.w3.org/2000/svg\">\
               <clipPath id=\"clip\"/><g clip-path=\"url(#clip)\"/></svg>";
    let picture = || Picture { svg: svg.into(), png: pixel() };
    ["themes", "map"]
        .map(|name| Chart {
            name: name.into(),
            title: Phrase::same(HOSTILE[2]),
            caption: Phrase::same(HOSTILE[0]),
            light: picture(),
            dark: picture(),
            spots: [
                Target::Share { speech: id(0), theme: THEMES[0].0.into() },
                Target::Share { speech: id(0), theme: ThemeId::OTHER },
                Target::Share { speech: id(0), theme: THEMES[3].0.into() },
                Target::Term { speech: id(0), rank: 0 },
                Target::Pair(id(0), id(3)),
                Target::Speech(id(7)),
                Target::Speech(id(99)),
                Target::Reuse(id(0)),
                Target::Reuse(id(1)),
                Target::Figure { speech: id(1), place: 0 },
                Target::Figure { speech: id(1), place: 9 },
            ]
            .map(|of| Spot { area: [1.0, 2.0, 3.0, 4.5], of })
            .into(),
            english: Outlines { svg: svg.into(), spots: Vec::new() },
            missing: Vec::new(),
        })
        .into()
}

pub(super) fn provenance() -> Provenance {
    Provenance {
        inputs: vec![Fingerprint::of("/home/someone/会议/page.txt", b"page")],
        settings: "[terms]\nmin_df = 2 # <b>\n".into(),
        lists: vec![Fingerprint::of(r"C:\lists\meeting.txt", b"list")],
        ..Provenance::default()
    }
}

/// A picture of one white pixel: the brief asks a picture for its size.
fn pixel() -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("written to memory");
    writer.write_image_data(&[255]).expect("written to memory");
    drop(writer);
    png
}
