//! Whether two columns of print stand on the page line by line, as if they were one.

use crate::budget::COLUMN_LINES;
use std::collections::HashMap;

use super::{
    Doubt,
    lines::{Line, width},
};

/// Joints from which a share says something.
const ENOUGH: usize = 30;
/// Line ends are joints if the line has this share of the usual width.
const FULL: f64 = 0.8;
/// The lines are cut by columns if one in so many ends at a joint.
const MOSTLY: usize = 4;
/// Joints fit if they are known as often as this share of the neighbours inside lines. Of work
/// reports wrapped at 14 to 40 characters and a Hansard .79 and more are, of mixed columns .13 at
/// most, where half of a page is mixed .69 at most.
const FITTING: f64 = 0.72;
/// Standard errors by which they must be rarer.
const SURE: f64 = 4.0;

/// What is to be said of a page whose columns seem mixed; it is never mended by guess.
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
    // As printed: the reading makes one blank of a wide one.
    let parted = lines.iter().filter(|line| {
        let side = |text: &str| width(text.trim()) >= 8.0;
        gutter(line.printed).is_some_and(|(left, right)| {
            side(left) && side(right) && (is_open(left.trim()) || is_open(right.trim()))
        })
    });
    let parted = parted.count();
    if parted < ENOUGH / 2 {
        return false;
    }
    let all = lines.iter().filter(|line| width(line.text) > 16.0).count();
    all >= ENOUGH && 3 * parted > 2 * all
}

/// What stands on the two sides of a wide blank, as in tables and columns.
fn gutter(line: &str) -> Option<(&str, &str)> {
    ["    ", "\u{3000}\u{3000}", "\t"].iter().find_map(|gutter| line.split_once(gutter))
}

/// Whether a piece of text ends inside a sentence.
fn is_open(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric) || text.ends_with('，')
}

/// Whether the ends of lines do not go on in the lines after them.
///
/// A line that a column cuts is joined to the next by two characters that the text holds elsewhere
/// about as often as any two neighbours of a line; where columns are mixed, line by line or side by
/// side, hardly ever.
fn is_mixed(lines: &[Line<'_>]) -> bool {
    let joints = joints(lines);
    if joints.len() < ENOUGH || MOSTLY * joints.len() <= lines.len() {
        return false;
    }
    let mut counts: HashMap<(char, char), usize> = HashMap::new();
    for pair in lines.iter().flat_map(|line| pairs(line.text)) {
        *counts.entry(pair).or_default() += 1;
    }
    // A pair inside a line is counted itself; it must stand elsewhere too.
    let inside = lines.iter().flat_map(|line| pairs(line.text)).filter(is_word);
    let usual = share(inside.map(|pair| counts[&pair] > 1));
    let found = share(joints.iter().map(|pair| counts.contains_key(pair)));
    let spread = (usual * (1.0 - usual) / joints.len() as f64).sqrt();
    found < FITTING * usual && usual - found > SURE * spread
}

/// The characters at which full lines are joined to the next.
fn joints(lines: &[Line<'_>]) -> Vec<(char, char)> {
    let widths: Vec<f64> = lines.iter().map(|line| width(line.text)).collect();
    let mut sorted = widths.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    lines
        .windows(2)
        .zip(&widths)
        .filter(|(pair, width)| **width >= FULL * usual && gutter(pair[0].printed).is_none())
        .filter_map(|(pair, _)| {
            Some((pair[0].text.chars().next_back()?, pair[1].text.chars().next()?))
        })
        .filter(is_word)
        .collect()
}

/// Share of what holds.
fn share(known: impl Iterator<Item = bool>) -> f64 {
    let (all, held) =
        known.fold((0usize, 0usize), |(all, held), known| (all + 1, held + usize::from(known)));
    held as f64 / all.max(1) as f64
}

/// The neighbouring characters of a line.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

/// Whether two characters may be of one word of Chinese text.
fn is_word(&(a, b): &(char, char)) -> bool {
    a.is_alphanumeric() && b.is_alphanumeric() && !(a.is_ascii() && b.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::lines::lines;

    /// A text whose words come back in ever other order, in lines of twelve characters.
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
    fn columns_that_alternate_are_told() {
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
    fn columns_side_by_side_are_told_and_tables_are_none() {
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
