//! The facts of a meeting: when, from which files, and what a reader should be warned of.

use super::bilingual::{Bilingual, both};
use crate::analysis::MeetingAnalysis;
use crate::phrase::Phrase;
use crate::say::{self, findings};

/// One thing known of a meeting.
pub(super) struct Fact {
    pub(super) label: Bilingual,
    pub(super) value: Bilingual,
}

/// The facts of a meeting, warnings on its codebook first; `stand_ins` says which characters its
/// charts lack.
pub(super) fn facts(meeting: &MeetingAnalysis, stand_ins: Option<Phrase>) -> Vec<Fact> {
    let date = meeting
        .date
        .as_ref()
        .map_or_else(|| both("未找到", "not found"), |date| say::date(date).into());
    let caution = meeting.codebook.as_ref().and_then(say::caution);
    let caution =
        caution.map(|text| Fact { label: both("词表", "Codebook"), value: Bilingual(text) });
    let mut facts: Vec<Fact> = caution.into_iter().collect();
    let lacking =
        stand_ins.map(|text| Fact { label: both("图中缺字", "Font"), value: text.into() });
    facts.extend(lacking);
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

/// The most likely pairs of one class that are not in one group; `None` if there is none.
fn hints(meeting: &MeetingAnalysis) -> Option<Bilingual> {
    let pairs = findings::near_pairs(meeting);
    (!pairs.is_empty()).then(|| {
        both(
            format!("未成组而相近，同属一类的可能：{}", pairs.zh),
            format!("near, though in no group; chance of one class: {}", pairs.en),
        )
    })
}

/// File names; of many only the first and how many there are, since the end of the page lists all.
fn sources(files: &[String]) -> Bilingual {
    /// Files named; chosen by eye.
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

/// How many were announced, and who of them did not speak; `None` if nobody was announced.
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
