//! A meeting: the facts, the answer, and everything it rests on.

use super::bilingual::{Bilingual, both};
use super::chart::ChartView;
use super::codebook::caption;
use super::data;
use super::emphasis::beside;
use super::links::{EvidenceLinks, Link};
use super::pairs::{self, MeetingCaveats, Pairs};
use super::speech::SpeechView;
use super::themes::{TERMS, ThemeHead, ThemeRow, Themes};
use crate::analysis::{Collection, Group, MeetingAnalysis, SpeechAnalysis};
use crate::charts::Chart;
use crate::groups::group::FIRM;
use crate::ids::{SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::report::files::chart_stem;
use crate::say::{self, findings, names, percent, percents};

/// One meeting on the page.
pub(super) struct MeetingView<'a> {
    pub(super) id: String,
    pub(super) title: &'a str,
    pub(super) answer: Bilingual,
    pub(super) facts: Vec<Fact>,
    pub(super) speakers: Vec<Speaker<'a>>,
    /// What the part on what was said is called.
    pub(super) each: Bilingual,
    /// What stands beside the speakers' names.
    pub(super) beside: Bilingual,
    pub(super) groups: Vec<GroupView<'a>>,
    /// The charts that stand at the top: the themes, if they were drawn.
    pub(super) first: Vec<ChartView<'a>>,
    /// What the table of shares says of itself.
    pub(super) caption: Bilingual,
    /// Columns of `shares`.
    pub(super) heads: Vec<ThemeHead>,
    /// Rows by group.
    pub(super) shares: Vec<Vec<ShareRow>>,
    pub(super) themes: Vec<ThemeRow>,
    /// How sure all this is; `None` of one speech.
    pub(super) caveats: Option<MeetingCaveats<'a>>,
    pub(super) speeches: Vec<SpeechView<'a>>,
    /// What the script compares; `None` of one speech.
    pub(super) data: Option<String>,
    /// All other charts.
    pub(super) charts: Vec<ChartView<'a>>,
}

/// The chart that answers first.
const FIRST: &str = "themes";

impl<'a> MeetingView<'a> {
    /// The view of the meeting at `index`.
    pub(super) fn new(meetings: &'a [MeetingAnalysis], index: usize, charts: &'a [Chart]) -> Self {
        let meeting = &meetings[index];
        let themes = Themes(&meeting.themes);
        let links = EvidenceLinks { meeting, number: index + 1 };
        let id = links.meeting_id();
        let chart = |chart: &'a Chart| {
            ChartView::new(links, chart, &chart_stem(meetings.len(), index, &chart.name))
        };
        let (first, charts): (Vec<_>, Vec<_>) = charts.iter().partition(|one| one.name == FIRST);
        Self {
            title: &meeting.title,
            answer: Bilingual(findings::answer(meeting)),
            facts: facts(meeting),
            speakers: speakers(meeting, &id),
            each: each(meeting),
            beside: beside(meeting),
            groups: groups(links),
            first: first.into_iter().map(chart).collect(),
            caption: caption(meeting),
            heads: themes.heads(),
            shares: shares(meeting, &id),
            themes: ThemeRow::all(themes),
            caveats: MeetingCaveats::new(links),
            data: data::json(links),
            speeches: meeting.speech_ids().map(|id| SpeechView::new(links, id)).collect(),
            charts: charts.into_iter().map(chart).collect(),
            id,
        }
    }
}

/// One thing known of a meeting.
pub(super) struct Fact {
    pub(super) label: Bilingual,
    pub(super) value: Bilingual,
}

fn facts(meeting: &MeetingAnalysis) -> Vec<Fact> {
    let date = meeting
        .date
        .as_ref()
        .map_or_else(|| both("未印", "not printed"), |date| say::date(date).into());
    let caution = meeting.codebook.as_ref().and_then(say::caution);
    let caution =
        caution.map(|text| Fact { label: both("词表", "Codebook"), value: Bilingual(text) });
    let mut facts: Vec<Fact> = caution.into_iter().collect();
    facts.extend([
        Fact { label: both("日期", "Date"), value: date },
        Fact { label: both("来源", "Source"), value: sources(&meeting.sources) },
        Fact { label: both("版式", "Layout"), value: meeting.layout.label().into() },
    ]);
    if let Some(collection) = meeting.grouping.collection() {
        let value = clusters(meeting.speeches.len(), collection.runs);
        facts.push(Fact { label: both("聚类", "Clusters"), value });
    }
    facts.extend(meeting.caveats.iter().map(|caveat| Fact {
        label: both("存疑", "In doubt"),
        value: Bilingual(caveat.phrase().clone()),
    }));
    facts.extend(hints(meeting).map(|value| Fact { label: both("线索", "Hints"), value }));
    facts.extend(missing(meeting).map(|value| Fact { label: both("名单", "Announced"), value }));
    facts
}

/// Pairs that are near though no group holds both, the likeliest; `None` if there is none.
fn hints(meeting: &MeetingAnalysis) -> Option<Bilingual> {
    let pairs = findings::near_pairs(meeting);
    (!pairs.is_empty()).then(|| {
        both(
            format!("未成组而相近，同属一类的可能：{}", pairs.join("、")),
            format!("near, though in no group; chance of one class: {}", pairs.join(", ")),
        )
    })
}

/// File names; of many the first and their number, for all stand at the end of the page.
fn sources(files: &[String]) -> Bilingual {
    const NAMED: usize = 6;
    let named = say::list(files.iter().take(NAMED));
    match files.len() {
        n if n <= NAMED => named.into(),
        n => both(
            format!("{}等 {n} 个文件", named.zh),
            format!("{} and others, {n} files", named.en),
        ),
    }
}

/// How a collection was grouped, and what is left out of its report.
fn clusters(speeches: usize, runs: usize) -> Bilingual {
    let n = say::count(speeches);
    both(
        format!(
            "{n} 篇，篇数过多，不作两两比较：用词降维后 k-means 聚类 {runs} 次，取其共识。\
             两两相似度、合并树、成对原因、重抽样、噪声、未谈议题与各图从略"
        ),
        format!(
            "{n} speeches are too many to compare pair by pair: words in fewer dimensions, {runs} \
             runs of k-means, their consensus. No similarities, tree, reasons of pairs, \
             resampling, noise, silences and charts"
        ),
    )
}

/// What the part on what was said is called, by who speaks: divisions or others.
fn each(meeting: &MeetingAnalysis) -> Bilingual {
    if meeting.speeches.iter().all(|speech| speech.region.is_some()) {
        both("各地讲了什么", "What each stressed")
    } else {
        both("各单位讲了什么", "What each stressed")
    }
}

/// One who spoke, with the way to their section.
pub(super) struct Speaker<'a> {
    pub(super) href: String,
    pub(super) name: &'a str,
    pub(super) colour: String,
    pub(super) theme: Bilingual,
}

fn speakers<'a>(meeting: &'a MeetingAnalysis, id: &str) -> Vec<Speaker<'a>> {
    let speaker = |speech: SpeechId| {
        let stress = meeting.stress(speech);
        Speaker {
            href: format!("#{id}-s{}", speech.number()),
            name: &meeting[speech].name,
            colour: Themes(&meeting.themes).colour(stress.theme().unwrap_or(&ThemeId::OTHER)),
            theme: Bilingual(names::stress(&stress, &meeting.themes)),
        }
    };
    meeting.speech_ids().map(speaker).collect()
}

/// Who was announced and did not speak, against how many; `None` if nobody was announced.
fn missing(meeting: &MeetingAnalysis) -> Option<Bilingual> {
    let announced = match meeting.announced.len() {
        0 => return None,
        n => Phrase::new(format!("预告 {n} 家"), format!("{n} announced")),
    };
    let names = say::list(&meeting.missing);
    Some(match meeting.missing.len() {
        0 => both(format!("{}，都有发言", announced.zh), format!("{}, all spoke", announced.en)),
        n => both(
            format!("{}，{n} 家没有发言：{}", announced.zh, names.zh),
            format!("{}, {n} did not speak: {}", announced.en, names.en),
        ),
    })
}

/// A group in one sentence, in the parts that are set apart by type.
pub(super) struct GroupView<'a> {
    pub(super) colour: String,
    pub(super) members: Vec<Link>,
    pub(super) text: Bilingual,
    /// What its members have in common, each term leading to a sentence.
    pub(super) terms: Vec<Link>,
    pub(super) confidence: Bilingual,
    /// Its pairs and the terms that draw them together.
    pub(super) why: Pairs<'a>,
}

fn groups(links: EvidenceLinks<'_>) -> Vec<GroupView<'_>> {
    links.meeting.groups.iter().map(|group| GroupView::new(links, group)).collect()
}

impl<'a> GroupView<'a> {
    fn new(links: EvidenceLinks<'a>, group: &'a Group) -> Self {
        let themes = Themes(&links.meeting.themes);
        let terms = group.terms.iter().take(TERMS);
        let first = |term: &String| {
            let link = group.members.iter().find_map(|&one| links.said(one, term))?;
            Some(Link::new(link.href, term))
        };
        Self {
            colour: themes.colour(group.themes.first().unwrap_or(&ThemeId::OTHER)),
            members: group.members.iter().filter_map(|&member| links.speech(member)).collect(),
            text: describe(links, group),
            terms: terms.filter_map(first).collect(),
            confidence: confidence(group, links.meeting.grouping.collection()),
            why: pairs::why(links, &group.members),
        }
    }
}

fn describe(links: EvidenceLinks<'_>, group: &Group) -> Bilingual {
    let name = names::group(links.meeting, group);
    let called = !group.themes.is_empty();
    let mut text = match group.members.len() {
        0 | 1 if called => Phrase::new(
            format!("单独成组，突出的议题：{}", name.zh),
            format!("Alone; it stresses {}", name.en),
        ),
        0 | 1 if links.meeting.is_compared() => {
            Phrase::new(format!("单独成组，{}", name.zh), format!("Alone; {}", name.en))
        }
        0 | 1 => Phrase::new(
            format!("单独成组，篇幅最多的议题：{}", name.zh),
            format!("Alone; most of its text: {}", name.en),
        ),
        _ if called => Phrase::new(
            format!("内容相近，共同突出的议题：{}", name.zh),
            format!("Stand together; each stresses {}", name.en),
        ),
        // The terms that they share follow.
        _ => Phrase::new(
            "内容相近，没有共同突出的议题",
            "Stand together; no theme stands out in all of them",
        ),
    };
    if let Some(mean) = group.similarity.map(say::score) {
        text += &Phrase::new(format!("，相似度均值 {mean}"), format!(", mean similarity {mean}"));
    }
    // Of two the weakest pair is the only one.
    let weakest =
        links.meeting.grouping.weakest(&group.members).filter(|_| group.members.len() > 2);
    if let Some((a, b, _)) = weakest {
        let names = links.names(&[a, b]);
        text += &Phrase::new(
            format!("；最不牢的一对是{}", names.zh),
            format!("; the pair that holds least is {}", names.en),
        );
    }
    Bilingual(text)
}

/// How sure a group is, of a tree or of a collection.
fn confidence(group: &Group, collection: Option<&Collection>) -> Bilingual {
    let is_alone = group.members.len() < 2;
    let (what, en) = if is_alone {
        ("自成一类", "Of a class of its own")
    } else {
        ("组内两篇同属一类", "Two of it of one class")
    };
    let Some(confidence) = group.confidence else { return Bilingual(say::cannot_tell()) };
    let share = percent(confidence);
    if let Some(Collection { runs, .. }) = collection {
        return both(
            format!("{runs} 次聚类中平均有 {share}重现"),
            format!("on average {share} found again in {runs} runs"),
        );
    }
    let sure = sureness(confidence);
    both(format!("{}：{what}的可能 {share}", sure.zh), format!("{}. {en}: {share}", sure.en))
}

/// A chance in a word.
fn sureness(chance: f64) -> Phrase {
    /// From here on a reader may rely on it.
    const SURE: f64 = 0.9;
    match chance {
        chance if chance >= SURE => Phrase::new("稳", "Sure"),
        chance if chance >= FIRM => Phrase::new("较稳", "Fairly sure"),
        _ => Phrase::new("线索", "A hint"),
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
    let row = |&member: &SpeechId| {
        let speech = meeting.speech(member)?;
        let href = format!("#{id}-s{}", member.number());
        let cells = cells(meeting, speech, &href);
        Some(ShareRow { speech: Link::new(href, &speech.name), cells })
    };
    meeting.groups.iter().map(|group| group.members.iter().filter_map(row).collect()).collect()
}

fn cells(meeting: &MeetingAnalysis, speech: &SpeechAnalysis, href: &str) -> Vec<ShareCell> {
    let themes = Themes(&meeting.themes);
    let cell = |theme: &ThemeId| {
        let share = speech.shares.of(theme);
        let interval = speech.share_intervals.as_ref().and_then(|all| all.get(theme));
        ShareCell {
            share: percent(share),
            interval: interval.copied().map_or_else(String::new, percents),
            length: say::numbers::length(share),
            colour: themes.colour(theme),
            href: (share > 0.0).then(|| format!("{href}-t{}", themes.number(theme))),
        }
    };
    themes.ids().map(cell).collect()
}
