//! What reports say in Chinese.

use super::language::{EmphasisSpread, GroupSummary, Language, Near, PrintedDate, TriedCodebook};
use crate::phrase::Phrase;

mod changes;

pub(super) struct Chinese;

impl Language for Chinese {
    fn of<'p>(&self, phrase: &'p Phrase) -> &'p str {
        &phrase.zh
    }

    fn list(&self, items: &[String]) -> String {
        items.join("、")
    }

    fn range(&self, low: &str, high: &str) -> String {
        format!("{low} 至 {high}")
    }

    fn date(&self, date: PrintedDate) -> String {
        match date {
            PrintedDate::Day { year, month, day } => format!("{year}年{month}月{day}日"),
            PrintedDate::DayOfYear { month, day } => format!("{month}月{day}日（年份不详）"),
            PrintedDate::Month { year, month } => format!("{year}年{month}月"),
            PrintedDate::Year(year) => format!("{year}年"),
        }
    }

    fn aside(&self, text: &str, aside: &str) -> String {
        format!("{text}（{aside}）")
    }

    fn other(&self) -> &'static str {
        "其他"
    }

    fn cannot_tell(&self) -> &'static str {
        "说不准"
    }

    fn nothing_stands_out(&self) -> &'static str {
        "无突出议题"
    }

    fn too_little_text(&self) -> &'static str {
        "文字太少，无从判断"
    }

    fn nothing_in_common(&self) -> &'static str {
        "没有共同突出的议题"
    }

    fn shared_terms(&self, terms: &str) -> String {
        format!("共有的词：{terms}")
    }

    fn two_codebooks_fit(&self, best: &TriedCodebook, next: &TriedCodebook) -> String {
        format!(
            "两张议题词表相差不大：“{}”能说明全文的 {}，“{}”{}；可用 --themes 另选",
            best.label.zh, best.explained, next.label.zh, next.explained
        )
    }

    fn no_codebook_fits(&self, best: &TriedCodebook) -> String {
        format!(
            "没有合适的议题词表：最接近的“{}”只能说明全文的 {}，议题份额仅供参考",
            best.label.zh, best.explained
        )
    }

    fn sureness(&self, is_firm: bool) -> &'static str {
        if is_firm { "可靠" } else { "线索" }
    }

    fn stressing(&self, n: usize, all: usize) -> String {
        match n {
            0 => format!("{all}篇中看不出哪一篇有突出的议题"),
            n if n == all => format!("{all}篇各有突出的议题"),
            n => format!("{all}篇中{n}篇有突出的议题"),
        }
    }

    fn most_of_all(&self, named: &[String], are_all: bool) -> String {
        match named {
            [] => String::new(),
            _ if are_all => format!("：{}", named.join("、")),
            _ => format!("，最突出的是{}", named.join("、")),
        }
    }

    fn most_space(&self, themes: &[(&str, &str)]) -> String {
        match themes {
            [] => "没有可辨认的议题".into(),
            [(only, share)] => format!("全部是{only} {share}"),
            [(first, a), (second, b), ..] => format!("最多的是{first} {a}，其次是{second} {b}"),
        }
    }

    fn about(&self, finding: &str) -> String {
        format!("各篇发言谈什么：{finding}")
    }

    fn positions(&self, finding: &str) -> String {
        format!("各篇发言的位置：{finding}")
    }

    fn by_division(&self, n: usize, all: usize, spread: &EmphasisSpread<&str>) -> String {
        let finding = match spread {
            EmphasisSpread::Nothing => format!("{all}篇中看不出哪一篇有突出的议题"),
            EmphasisSpread::Only(theme) => format!("{all}篇中{n}篇突出{theme}"),
            EmphasisSpread::Most(theme, count) => {
                format!("{all}篇中{n}篇有突出的议题，最多的是{theme}（{count}篇）")
            }
            EmphasisSpread::Even(themes) => format!("{all}篇中{n}篇有突出的议题，共{themes}个"),
        };
        format!("各地突出的议题：{finding}")
    }

    fn alike(&self, groups: usize, alone: usize, nearest: Option<&Near>) -> String {
        let groups = match (groups, alone) {
            (0, _) => "没有成组".into(),
            (1, 0) => "全部成一组".into(),
            (k, 0) => format!("分为{k}组"),
            (k, alone) => format!("{k}组相近，{alone}篇单独成组"),
        };
        let nearest = nearest.map_or_else(String::new, |Near { a, b, similarity }| {
            format!("；最相近的是{a}与{b}（{similarity}）")
        });
        format!("谁与谁相近：{groups}{nearest}")
    }

    fn best_terms(&self, terms: &[(&str, &str)]) -> String {
        if terms.is_empty() {
            return "突出的词：没有".into();
        }
        let terms: Vec<_> = terms.iter().map(|(name, term)| format!("{name}“{term}”")).collect();
        format!("突出的词：首推{}", terms.join("、"))
    }

    fn shared(&self, most: Option<(&str, &str)>, none: usize, _of: usize) -> String {
        let most = most.map_or_else(String::new, |(name, share)| format!("最多的是{name} {share}"));
        let none = if none == 0 { "，篇篇都有".into() } else { format!("，{none}篇没有") };
        format!("与别篇逐字相同的话：{most}{none}")
    }

    fn figures(&self, all: usize, most: Option<(&str, usize)>) -> String {
        let most = most.map_or_else(String::new, |(name, n)| format!("，{name}最多（{n}个）"));
        format!("列出的数字：共{all}个{most}")
    }

    fn answer(&self, speeches: usize, groups: GroupSummary, finding: &str) -> String {
        let groups = match groups {
            GroupSummary::None => String::new(),
            GroupSummary::NoneFirm => "，没有可靠的组".into(),
            GroupSummary::Firm(n) => format!("，{n} 个可靠的组"),
            GroupSummary::NotDrawn(n) => format!("，分成 {n} 组"),
        };
        format!("{speeches} 篇发言{groups}；{finding}。")
    }

    fn emphases(&self, n: usize, all: usize, leading: &[String]) -> String {
        if n == 0 {
            return "看不出哪一篇有突出的议题".into();
        }
        let count = if n == all {
            "各篇都有突出的议题".into()
        } else {
            format!("{n} 篇有突出的议题")
        };
        let joint = if n > leading.len() { "，最突出的是 " } else { "：" };
        format!("{count}{joint}{}", leading.join("、"))
    }

    fn against(&self, speech: &str, theme: &str, [share, others]: [&str; 2]) -> String {
        format!("{speech} {theme}（{share}，其余平均 {others}）")
    }

    fn space(&self, themes: &[String]) -> String {
        if themes.is_empty() {
            return "没有议题能解释这些文字".into();
        }
        format!("篇幅最多的是 {}", themes.join(" · "))
    }
}
