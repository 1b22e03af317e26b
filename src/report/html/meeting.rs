//! A meeting: the facts, the answer, and everything it rests on.

use super::Link;
use super::anchors::Anchors;
use super::pairs::{self, Doubt, Pairs};
use super::speech::SpeechView;
use super::themes::{Head, TERMS, ThemeRow, Themes};
use crate::analysis::{Group, MeetingAnalysis, SpeechAnalysis, percent, percents};
use crate::charts::Chart;
use crate::report::{stem, svg, words};

/// One meeting on the page.
pub(super) struct MeetingView<'a> {
    pub(super) id: String,
    pub(super) title: &'a str,
    pub(super) answer: String,
    pub(super) facts: Vec<Fact>,
    pub(super) speakers: Vec<Speaker<'a>>,
    pub(super) missing: Option<String>,
    pub(super) groups: Vec<GroupView<'a>>,
    /// The charts that stand at the top: the themes, if they were drawn.
    pub(super) first: Vec<ChartView<'a>>,
    /// Columns of `shares`.
    pub(super) heads: Vec<Head<'a>>,
    /// Rows by group.
    pub(super) shares: Vec<Vec<ShareRow>>,
    pub(super) themes: Vec<ThemeRow<'a>>,
    /// How sure all this is; `None` of one speech.
    pub(super) doubt: Option<Doubt<'a>>,
    pub(super) speeches: Vec<SpeechView<'a>>,
    /// All other charts.
    pub(super) charts: Vec<ChartView<'a>>,
}

/// The chart that answers first.
const FIRST: &str = "themes";

impl<'a> MeetingView<'a> {
    /// The view of the meeting at `place`.
    pub(super) fn new(meetings: &'a [MeetingAnalysis], place: usize, charts: &'a [Chart]) -> Self {
        let meeting = &meetings[place];
        let themes = Themes(&meeting.themes);
        let at = Anchors { meeting, number: place + 1 };
        let id = at.meeting_id();
        let chart = |chart: &'a Chart| {
            let stem = stem(meetings.len(), place, &chart.name);
            ChartView::new(chart, &stem, &format!("{id}-{}-", chart.name))
        };
        let (first, charts): (Vec<_>, Vec<_>) = charts.iter().partition(|one| one.name == FIRST);
        Self {
            title: &meeting.title,
            answer: answer(meeting),
            facts: facts(meeting),
            speakers: speakers(meeting, &id),
            missing: missing(meeting),
            groups: groups(at),
            first: first.into_iter().map(chart).collect(),
            heads: themes.heads(),
            shares: shares(meeting, &id),
            themes: ThemeRow::all(themes),
            doubt: Doubt::new(at),
            speeches: (0..meeting.speeches.len()).map(|place| SpeechView::new(at, place)).collect(),
            charts: charts.into_iter().map(chart).collect(),
            id,
        }
    }
}

/// The page in a sentence: how many spoke, in how many camps, of what most.
fn answer(meeting: &MeetingAnalysis) -> String {
    let mut themes: Vec<_> = meeting.themes.iter().filter(|theme| theme.share > 0.0).collect();
    // The sort is stable: equal shares keep the order of the themes.
    themes.sort_by(|a, b| b.share.total_cmp(&a.share));
    let most =
        themes.iter().take(3).map(|theme| format!("{} {}", theme.label, percent(theme.share)));
    let most = match words::row(most) {
        most if most.is_empty() => "没有议题能解释这些文字".to_owned(),
        most => format!("篇幅最多的是{most}"),
    };
    let groups = match meeting.groups.len() {
        0 => String::new(),
        n => format!("，分成 {n} 组"),
    };
    format!("{} 篇发言{groups}；{most}。", meeting.speeches.len())
}

/// One thing known of a meeting.
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) label_en: &'static str,
    pub(super) value: String,
}

fn facts(meeting: &MeetingAnalysis) -> Vec<Fact> {
    let date = meeting.date.as_deref().map_or("未印".into(), words::date);
    let method = match meeting.similarity.runs {
        0 => None,
        runs => Some(("聚类", "clusters", clusters(meeting.speeches.len(), runs))),
    };
    [
        ("日期", "date", date),
        ("来源", "source", words::row(&meeting.sources)),
        ("版式", "layout", meeting.layout.clone()),
    ]
    .into_iter()
    .chain(method)
    .map(|(label, label_en, value)| Fact { label, label_en, value })
    .collect()
}

/// How a collection was grouped, and what is left out of its report.
fn clusters(speeches: usize, runs: usize) -> String {
    format!(
        "{} 篇，篇数过多，不作两两比较：用词降维后 k-means 聚类 {runs} 次，取其共识。\
         两两相似度、合并树、成对原因、重抽样、噪声、未谈议题与各图从略",
        words::count(speeches)
    )
}

/// One who spoke, with the way to their section.
pub(super) struct Speaker<'a> {
    pub(super) href: String,
    pub(super) name: &'a str,
    pub(super) colour: String,
    pub(super) theme: &'a str,
}

fn speakers<'a>(meeting: &'a MeetingAnalysis, id: &str) -> Vec<Speaker<'a>> {
    let themes = Themes(&meeting.themes);
    let speaker = |(place, speech): (usize, &'a SpeechAnalysis)| {
        let main = speech.main.as_deref().unwrap_or(crate::analysis::OTHER);
        Speaker {
            href: format!("#{id}-s{}", place + 1),
            name: &speech.name,
            colour: themes.colour(main),
            theme: themes.label(main),
        }
    };
    meeting.speeches.iter().enumerate().map(speaker).collect()
}

/// Who was announced and did not speak, against how many; `None` if nobody was announced.
fn missing(meeting: &MeetingAnalysis) -> Option<String> {
    let announced = match meeting.announced.len() {
        0 => return None,
        n => format!("预告 {n} 家"),
    };
    Some(match meeting.missing.len() {
        0 => format!("{announced}，都有发言"),
        n => format!("{announced}，{n} 家没有发言：{}", words::row(&meeting.missing)),
    })
}

/// A group in one sentence, in the parts that are set apart by type.
pub(super) struct GroupView<'a> {
    pub(super) colour: String,
    pub(super) members: Vec<Link>,
    pub(super) says: String,
    pub(super) confidence: String,
    /// Its pairs and the terms that draw them together.
    pub(super) why: Pairs<'a>,
}

fn groups(at: Anchors<'_>) -> Vec<GroupView<'_>> {
    at.meeting.groups.iter().map(|group| GroupView::new(at, group)).collect()
}

impl<'a> GroupView<'a> {
    fn new(at: Anchors<'a>, group: &Group) -> Self {
        let themes = Themes(&at.meeting.themes);
        Self {
            colour: themes.colour(themes.id_of(&group.label)),
            members: group.members.iter().filter_map(|&member| at.speech(member)).collect(),
            says: says(at, group),
            confidence: confidence(
                group,
                (at.meeting.similarity.draws, at.meeting.similarity.runs),
            ),
            why: pairs::why(at, &group.members),
        }
    }
}

fn says(at: Anchors<'_>, group: &Group) -> String {
    let stand = match group.members.len() {
        0 | 1 => "自成一组，最突出的议题是",
        _ => "站在一起，共同的议题中最突出的是",
    };
    let nearness = group.similarity.map(|mean| format!("，相似度均值 {}", words::score(mean)));
    let terms = match words::row(group.terms.iter().take(TERMS)) {
        terms if terms.is_empty() => String::new(),
        terms => format!("；共有的词：{terms}"),
    };
    // Of two the weakest pair is the only one.
    let weakest = at.meeting.similarity.weakest(&group.members).filter(|_| group.members.len() > 2);
    let weakest = weakest.map(|(a, b, _)| format!("；最不牢的一对是{}", at.names(&[a, b])));
    let nearness = nearness.unwrap_or_default();
    format!("{stand}“{}”{nearness}{terms}{}。", group.label, weakest.unwrap_or_default())
}

fn confidence(group: &Group, (draws, runs): (usize, usize)) -> String {
    let what = if group.members.len() > 1 { "同组" } else { "独处" };
    match group.confidence {
        Some(share) if runs > 0 => format!("{runs} 次聚类中平均有 {}重现", percent(share)),
        Some(share) => format!("{draws} 次重抽样中 {}{what}", percent(share)),
        None => "说不准 / cannot tell".into(),
    }
}

/// A speech's row in the table of shares.
pub(super) struct ShareRow {
    pub(super) speech: Link,
    pub(super) cells: Vec<ShareCell>,
}

/// One cell: how much, and the way to the sentences.
pub(super) struct ShareCell {
    pub(super) share: String,
    /// The 95 % interval of the share; empty where there is none.
    pub(super) interval: String,
    pub(super) length: String,
    pub(super) colour: String,
    /// `None`: nothing to read.
    pub(super) href: Option<String>,
}

/// Speeches × themes, speeches in the order of the groups.
fn shares(meeting: &MeetingAnalysis, id: &str) -> Vec<Vec<ShareRow>> {
    let row = |&place: &usize| {
        let speech = meeting.speeches.get(place)?;
        let href = format!("#{id}-s{}", place + 1);
        let cells = cells(meeting, speech, &href);
        Some(ShareRow { speech: Link::new(href, &speech.name), cells })
    };
    meeting.groups.iter().map(|group| group.members.iter().filter_map(row).collect()).collect()
}

fn cells(meeting: &MeetingAnalysis, speech: &SpeechAnalysis, href: &str) -> Vec<ShareCell> {
    let themes = Themes(&meeting.themes);
    let cell = |theme: &str| {
        let share = speech.shares.get(theme).copied().unwrap_or(0.0);
        let interval = speech.share_intervals.as_ref().and_then(|all| all.get(theme));
        ShareCell {
            share: percent(share),
            interval: interval.copied().map_or_else(String::new, percents),
            length: words::length(share),
            colour: themes.colour(theme),
            href: (share > 0.0).then(|| format!("{href}-t{}", themes.number(theme))),
        }
    };
    themes.ids().map(cell).collect()
}

/// A chart inside the page, with the way to its files.
pub(super) struct ChartView<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) caption: &'a str,
    pub(super) svg: String,
    pub(super) files: [Link; 2],
}

impl<'a> ChartView<'a> {
    fn new(chart: &'a Chart, stem: &str, prefix: &str) -> Self {
        Self {
            id: &chart.name,
            title: &chart.title.zh,
            caption: &chart.caption.zh,
            svg: svg::inline(&chart.light.svg, prefix),
            files: [("svg", "SVG"), ("png", "PNG")]
                .map(|(ending, text)| Link::new(format!("{stem}.{ending}"), text)),
        }
    }
}
