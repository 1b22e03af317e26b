//! Whether two columns of print stand on the page line by line, as if they were one.

use std::collections::HashMap;

use super::lines::{Line, width};

/// Lines looked at: enough to tell, and no long record is slowed down.
const MOST: usize = 4000;
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
pub(super) fn doubt(lines: &[Line<'_>]) -> Option<String> {
    let lines = &lines[..lines.len().min(MOST)];
    let remedy = "read the page by a program that knows columns, or give the PDF itself";
    if side_by_side(lines) {
        return Some(format!("most lines hold two columns side by side: {remedy}"));
    }
    is_mixed(lines).then(|| {
        format!(
            "the ends of lines do not go on in the next ones, as if columns were mixed: {remedy}"
        )
    })
}

/// Whether most lines are two pieces of sentences with a gutter between them.
fn side_by_side(lines: &[Line<'_>]) -> bool {
    let long = || lines.iter().filter(|line| width(line.text) > 16.0);
    let parted = long().filter(|line| {
        let gutter =
            ["    ", "\u{3000}\u{3000}", "\t"].iter().find_map(|g| line.text.split_once(g));
        let side = |text: &str| width(text.trim()) >= 8.0;
        gutter.is_some_and(|(left, right)| {
            side(left) && side(right) && (is_open(left.trim()) || is_open(right.trim()))
        })
    });
    let all = long().count();
    all >= ENOUGH && 3 * parted.count() > 2 * all
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
    let mut counts: HashMap<(char, char), usize> = HashMap::new();
    for pair in lines.iter().flat_map(|line| pairs(line.text)) {
        *counts.entry(pair).or_default() += 1;
    }
    let times = |pair: &(char, char)| counts.get(pair).copied().unwrap_or(0);
    let inside: Vec<bool> = lines
        .iter()
        .flat_map(|line| pairs(line.text))
        .filter(is_word)
        .map(|pair| times(&pair) > 1)
        .collect();
    let mut widths: Vec<f64> = lines.iter().map(|line| width(line.text)).collect();
    widths.sort_unstable_by(f64::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
    let full = |line: &Line<'_>| width(line.text) >= FULL * usual;
    let joints: Vec<bool> = lines
        .windows(2)
        .filter(|pair| full(&pair[0]))
        .filter_map(|pair| Some((pair[0].text.chars().next_back()?, pair[1].text.chars().next()?)))
        .filter(is_word)
        .map(|pair| times(&pair) > 0)
        .collect();
    let share = |known: &[bool]| {
        known.iter().filter(|&&known| known).count() as f64 / known.len().max(1) as f64
    };
    let (all, usual, found) = (joints.len() as f64, share(&inside), share(&joints));
    let spread = (usual * (1.0 - usual) / all.max(1.0)).sqrt();
    let is_cut = MOSTLY * joints.len() > lines.len();
    is_cut && joints.len() >= ENOUGH && found < FITTING * usual && usual - found > SURE * spread
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
        assert!(doubt(&lines(&mixed)).is_some_and(|doubt| doubt.contains("columns were mixed")));
        let whole = format!("{}\n{}\n", left.join("\n"), right.join("\n"));
        assert_eq!(doubt(&lines(&whole)), None);
    }

    #[test]
    fn columns_side_by_side_are_told_and_tables_are_none() {
        let (left, right) = two();
        let mixed: String =
            left.iter().zip(&right).map(|(l, r)| format!("{l}      {r}\n")).collect();
        assert!(doubt(&lines(&mixed)).is_some_and(|doubt| doubt.contains("side by side")));
        let table: String = (0..60).map(|n| format!("湿地{n}    {n}00公顷\n")).collect();
        assert_eq!(doubt(&lines(&table)), None);
    }
}
