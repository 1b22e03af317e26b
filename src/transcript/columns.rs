//! Whether two columns of print were read line by line, as if they were one.

use crate::budget::COLUMN_LINES;
use std::collections::HashMap;

use super::{
    Doubt,
    lines::{Line, width},
    share::{MEDIAN, Share, more_than, quantile},
};

/// Joints from which a share of them says something.
const ENOUGH: usize = 30;
/// The same of lines with a gutter: each has two ends.
const ENOUGH_GUTTERS: usize = ENOUGH / 2;
/// Width of the narrowest column of two side by side, in Chinese characters. Chosen by eye on
/// newspaper pages.
const COLUMN: f64 = 8.0;
/// Width above which a line may hold two columns: twice the narrowest.
const TWO_COLUMNS: f64 = 2.0 * COLUMN;
/// Columns are side by side if more than this share of such lines has a gutter. Chosen by eye.
const SIDE_BY_SIDE: Share = Share(2, 3);
/// A line may be cut by its column if it has this share of the usual width.
const FULL: f64 = 0.8;
/// The lines are cut by columns if more than this share of them ends at a joint.
const CUT: Share = Share(1, 4);
/// Joints fit if they are known as often as this share of the neighbours inside lines.
///
/// In work reports wrapped at 14 to 40 characters and in a Hansard, .79 and more are; in mixed
/// columns .13 at most, and where half of a page is mixed .69 at most.
const FITTING: f64 = 0.72;
/// Standard errors by which they must be rarer.
const SURE: f64 = 4.0;

/// A doubt about a page whose columns seem mixed; the text is not repaired, since that is a guess.
pub(super) fn doubt(lines: &[Line<'_>]) -> Option<Doubt> {
    let lines = &lines[..lines.len().min(COLUMN_LINES)];
    let remedy = "read the page by a program that knows columns, or give the PDF itself";
    let remedy_zh = "请用能识别分栏的程序重新读取，或直接提供 PDF 文件";
    if side_by_side(lines) {
        return Some(Doubt::new(
            format!("多数行里并排着两栏文字：{remedy_zh}"),
            format!("most lines hold two columns side by side: {remedy}"),
        ));
    }
    is_mixed(lines).then(|| {
        Doubt::new(
            format!("行末与下一行接不上，各栏文字可能混在一起：{remedy_zh}"),
            format!("the ends of lines do not go on in the next ones, as if columns were mixed: {remedy}"),
        )
    })
}

/// Whether most lines are two pieces of sentences with a gutter between them.
fn side_by_side(lines: &[Line<'_>]) -> bool {
    let parted = lines.iter().filter(|line| holds_two_columns(line)).count();
    if parted < ENOUGH_GUTTERS {
        return false;
    }
    let wide = lines.iter().filter(|line| width(line.text) > TWO_COLUMNS).count();
    wide >= ENOUGH && more_than(parted, wide, SIDE_BY_SIDE)
}

/// Whether a line is two pieces of text of which one at least ends inside a sentence.
fn holds_two_columns(line: &Line<'_>) -> bool {
    // The print shows the gutter: the reading makes one blank of a wide one.
    gutter(line.printed).is_some_and(|(left, right)| {
        let (left, right) = (left.trim(), right.trim());
        width(left) >= COLUMN && width(right) >= COLUMN && (is_open(left) || is_open(right))
    })
}

/// The text on the two sides of a wide blank, as in tables and columns.
fn gutter(line: &str) -> Option<(&str, &str)> {
    ["    ", "\u{3000}\u{3000}", "\t"].iter().find_map(|gutter| line.split_once(gutter))
}

/// Whether a piece of text ends inside a sentence.
fn is_open(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric) || text.ends_with('，')
}

/// Whether the ends of lines do not go on in the lines after them.
///
/// Where a column cuts a line, the two characters at the joint with the next line
/// occur elsewhere in the text about as often as any two neighbours of a line. Where
/// columns are mixed, they hardly ever do. With shares `u` of known neighbours inside
/// lines and `f` of known joints, and `n` joints, columns are mixed if `f` is below
/// `FITTING u` and `u − f` is above `SURE` standard errors `√(u (1 − u) / n)`.
fn is_mixed(lines: &[Line<'_>]) -> bool {
    let joints = joints(lines);
    if joints.len() < ENOUGH || !more_than(joints.len(), lines.len(), CUT) {
        return false;
    }
    let mut counts: HashMap<Pair, usize> = HashMap::new();
    for pair in lines.iter().flat_map(|line| pairs(line.text)) {
        *counts.entry(pair).or_default() += 1;
    }
    // A pair inside a line is counted itself; it must occur elsewhere too.
    let inside = lines.iter().flat_map(|line| pairs(line.text)).filter(Pair::is_chinese);
    let usual = share_of_true(inside.map(|pair| counts[&pair] > 1));
    let found = share_of_true(joints.iter().map(|pair| counts.contains_key(pair)));
    let error = (usual * (1.0 - usual) / joints.len() as f64).sqrt();
    found < FITTING * usual && usual - found > SURE * error
}

/// Two characters that follow each other.
#[derive(PartialEq, Eq, Hash)]
struct Pair {
    left: char,
    right: char,
}

impl Pair {
    /// Whether both may belong to one word of Chinese text.
    fn is_chinese(&self) -> bool {
        let Self { left, right } = self;
        left.is_alphanumeric() && right.is_alphanumeric() && !(left.is_ascii() && right.is_ascii())
    }
}

/// The characters at which full lines are joined to the next ones.
fn joints(lines: &[Line<'_>]) -> Vec<Pair> {
    let widths: Vec<f64> = lines.iter().map(|line| width(line.text)).collect();
    let mut sorted = widths.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let usual = quantile(&sorted, MEDIAN).unwrap_or(0.0);
    lines
        .windows(2)
        .zip(&widths)
        .filter(|(pair, width)| **width >= FULL * usual && gutter(pair[0].printed).is_none())
        .filter_map(|(pair, _)| {
            let left = pair[0].text.chars().next_back()?;
            Some(Pair { left, right: pair[1].text.chars().next()? })
        })
        .filter(Pair::is_chinese)
        .collect()
}

/// The share of the values that are true, 0 to 1; 0 of no values.
fn share_of_true(values: impl Iterator<Item = bool>) -> f64 {
    let (mut all, mut held) = (0usize, 0usize);
    for value in values {
        all += 1;
        held += usize::from(value);
    }
    held as f64 / all.max(1) as f64
}

/// The neighbouring characters of a line.
fn pairs(text: &str) -> impl Iterator<Item = Pair> {
    text.chars().zip(text.chars().skip(1)).map(|(left, right)| Pair { left, right })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::lines::lines;

    /// A text whose words return in an order that always changes, in lines of twelve characters.
    fn column(words: &[&str], step: usize) -> Vec<String> {
        let text: String = (0..400).map(|n| words[n * (n + step) % words.len()]).collect();
        let chars: Vec<char> = text.chars().collect();
        chars.chunks(12).map(|line| line.iter().collect()).collect()
    }

    fn two() -> (Vec<String>, Vec<String>) {
        let left = ["我们保护湿地，", "候鸟回家", "渔民巡护水面", "孩子学会认鸟，", "芦苇长高"];
        let right =
            ["工厂增加产量，", "工人提高技能", "车间安装设备", "班组降低消耗，", "订单按时交货"];
        (column(&left, 3), column(&right, 1))
    }

    #[test]
    fn columns_that_alternate_are_doubtful() {
        let (left, right) = two();
        let mixed: String = left.iter().zip(&right).map(|(l, r)| format!("{l}\n{r}\n")).collect();
        assert!(
            doubt(&lines(&mixed))
                .is_some_and(|doubt| doubt.to_string().contains("columns were mixed"))
        );
        let whole = format!("{}\n{}\n", left.join("\n"), right.join("\n"));
        assert_eq!(doubt(&lines(&whole)), None);
    }

    #[test]
    fn columns_side_by_side_are_doubtful_and_tables_are_not() {
        let (left, right) = two();
        let mixed: String =
            left.iter().zip(&right).map(|(l, r)| format!("{l}      {r}\n")).collect();
        assert!(
            doubt(&lines(&mixed)).is_some_and(|doubt| doubt.to_string().contains("side by side"))
        );
        let table: String = (0..60).map(|n| format!("湿地{n}    {n}00公顷\n")).collect();
        assert_eq!(doubt(&lines(&table)), None);
    }
}
