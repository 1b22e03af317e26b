//! The figures of a speech with what they count, and whether that is reached or aimed at.

use std::ops::Range;

use super::noun::noun;
use crate::{
    analysis::figures,
    corpus::{Document, Sentence},
};

/// Whether a quantity is said to be so, or to become so. Words alone do not tell: 增长6%左右 is
/// both an estimate of last year and a goal of this one. So headings decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// It is so, or nothing says that it is not.
    Reached,
    /// It is to become so.
    Aim,
}

/// The time that a quantity is counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Period {
    /// A year, or nothing says otherwise.
    Year,
    /// Several years, such as those of a plan.
    Years,
    /// One of both: 2020年工作回顾及“十三五”主要成就. Nothing can be held against it.
    Unclear,
}

/// A figure with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    /// What is counted, without what says nothing of it: equal for one quantity.
    pub(super) key: String,
    /// What is counted, as printed.
    pub(super) noun: String,
    /// Its unit, one of those that mean the same.
    pub(super) unit: String,
    pub(super) printed_unit: String,
    pub(super) kind: Kind,
    pub(super) period: Period,
    pub(super) value: f64,
    pub(super) raw: String,
    pub(super) document: usize,
    pub(super) sentence: usize,
    /// Its bytes in the sentence.
    pub(super) bytes: Range<usize>,
}

/// Words of headings and openings after which is told what was done. This and the lists below are
/// separated by blanks.
const LOOKS_BACK: &str = "回顾 成就 成绩 过去一年 一年来 五年来 去年以来 刚刚过去";
/// Words of headings after which is told what is to be done.
const LOOKS_AHEAD: &str = "\
    目标 任务 安排 打算 部署 思路 总体要求 重点工作 工作重点 展望 下一步";
/// Words of openings after which is told what is to be done. Those of headings do not do: 完成目标任务
/// looks back.
const OPENS_AHEAD: &str = "\
    做好以下 抓好以下 重点抓好 重点做好 着力抓好 着力做好 今年要 今年将 今年，要";
/// What makes the figures of a sentence and those behind it aims: 实现预期目标 does not.
const GOALS: &str = "\
    目标是 目标为 目标： 目标: 目标建议 目标安排 目标确定为 目标初步 目标如下 目标主要是";
/// Words of a sentence that make its figures aims.
const AIMS: &str = "力争 争取 努力实现 努力达到 确保 拟 ，要 ，将";

/// Words of several years, which hold for the sentences behind them too.
const SPANS: &str = "十二五 十三五 十四五 十五五 五年 四年 几年 本届政府";
/// Words of several years that hold for their sentence.
const YEARS: &str = "三年 年均 累计 历年 到20";
/// Words of what is counted that say so by themselves.
const OVER_YEARS: &str = "年均 累计";
/// Words of one year.
const YEAR: &str = "一年来 过去一年 去年 今年 全年 当年 年内 上年 明年";

/// What headings and openings say of the figures that follow.
#[derive(Debug, Clone, Copy)]
struct Course {
    kind: Kind,
    /// Of the section.
    section: Period,
    /// Of the paragraph.
    period: Period,
}

/// The figures of a speech whose noun can be told. Ends of ranges and figures that share a verb
/// with others (分别) are left out.
pub(super) fn of_document(document: &Document, index: usize) -> Vec<Statement> {
    let mut course = Course { kind: Kind::Reached, section: Period::Year, period: Period::Year };
    let mut found = Vec::new();
    for (at, sentence) in document.sentences.iter().enumerate() {
        course.follow(sentence);
        if sentence.heading {
            continue;
        }
        let figures = figures::figures(&sentence.text);
        let spans: Vec<[usize; 2]> = figures.iter().map(|figure| figure.span).collect();
        for (figure, words) in figures.iter().zip(noun(&sentence.text, &spans)) {
            let Some(words) = words else { continue };
            let [start, end] = figure.span;
            let is_shared =
                spans.iter().filter(|other| other[0] < end && start < other[1]).count() > 1;
            let period = course.of_sentence(&sentence.text, &words.key);
            if is_shared || figure.unit.is_empty() || period == Period::Unclear {
                continue;
            }
            found.push(Statement {
                period,
                kind: course.kind_of(&sentence.text),
                key: words.key,
                noun: words.noun,
                unit: plain_unit(&figure.unit).to_owned(),
                printed_unit: figure.unit.clone(),
                value: figure.value,
                raw: figure.raw.clone(),
                document: index,
                sentence: at,
                bytes: bytes(&sentence.text, figure.span),
            });
        }
    }
    found
}

impl Course {
    /// Learns from a heading, or from a sentence that opens a paragraph as headings do.
    fn follow(&mut self, sentence: &Sentence) {
        let text = sentence.text.trim();
        if sentence.opens {
            self.period = self.section;
        }
        let is_heading = sentence.heading || is_numbered(text);
        let opens = sentence.opens && text.chars().count() <= OPENING;
        if is_heading || opens {
            let back = holds(text, LOOKS_BACK);
            let ahead = if is_heading { LOOKS_AHEAD } else { OPENS_AHEAD };
            if back || holds(text, ahead) {
                self.kind = if back { Kind::Reached } else { Kind::Aim };
                // A heading without a period is one of the chapter: （三）三大攻坚战 of the last five years.
                self.section = period(text).unwrap_or(self.section);
                // 一是… within a paragraph belongs to what the paragraph opens with.
                if sentence.heading || sentence.opens {
                    self.period = self.section;
                }
            }
        }
        if holds(text, GOALS) {
            self.kind = Kind::Aim;
        }
        // A year named within a paragraph on several years is that of its sentence.
        match period_of(text, holds(text, SPANS)) {
            None => {}
            Some(Period::Year) if self.period == Period::Years && !sentence.opens => {}
            Some(period) => self.period = period,
        }
    }

    fn kind_of(&self, text: &str) -> Kind {
        let is_aim = holds(text, AIMS) || text.starts_with(['要', '将']);
        if is_aim { Kind::Aim } else { self.kind }
    }

    fn of_sentence(&self, text: &str, key: &str) -> Period {
        match period(text) {
            _ if holds(key, OVER_YEARS) => Period::Years,
            Some(period) => period,
            None => self.period,
        }
    }
}

/// Characters of the longest sentence that opens a part of a speech as a heading does. Chosen by
/// eye.
const OPENING: usize = 40;

/// Whether a line is numbered as main headings are: 二、2020年工作安排.
fn is_numbered(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(numeral);
    rest.len() < text.len() && rest.starts_with('、')
}

fn holds(text: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| text.contains(word))
}

/// The time that a text names.
fn period(text: &str) -> Option<Period> {
    period_of(text, holds(text, SPANS) || holds(text, YEARS))
}

/// The period of a text, if it names one; `has_years`: it has words of several years.
fn period_of(text: &str, has_years: bool) -> Option<Period> {
    match (holds(text, YEAR) || names_a_year(text), has_years) {
        (true, true) => Some(Period::Unclear),
        (true, false) => Some(Period::Year),
        (false, true) => Some(Period::Years),
        (false, false) => None,
    }
}

/// Whether a text names a year as such: 2020年, not 到2020年.
fn names_a_year(text: &str) -> bool {
    text.match_indices("年").any(|(at, _)| {
        let before = &text[..at];
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        digits == 4 && !before[..at - 4].ends_with(['到', '至'])
    })
}

/// Units that mean the same.
fn plain_unit(unit: &str) -> &str {
    match unit {
        "名" | "位" => "人",
        "千米" => "公里",
        "平方千米" => "平方公里",
        "百分点" => "个百分点",
        "元人民币" => "元",
        "公斤" => "千克",
        unit => unit,
    }
}

/// The bytes of some characters.
fn bytes(text: &str, [start, end]: [usize; 2]) -> Range<usize> {
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    byte(start)..byte(end)
}
