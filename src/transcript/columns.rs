//! Whether two columns of print stand on the page line by line, as if they were one.

use std::collections::HashSet;

use super::lines::{Line, ends_sentence, is_wrapped, width};

/// Lines looked at: enough to tell, and no long record is slowed down.
const MOST: usize = 4000;
/// Joints from which a share says something.
const ENOUGH: usize = 30;

/// What is to be said of a page whose columns seem mixed; it is never mended by guess.
pub(super) fn doubt(lines: &[Line<'_>]) -> Option<String> {
    let lines = &lines[..lines.len().min(MOST)];
    let remedy = "read the page by a program that knows columns, or give the PDF itself";
    if side_by_side(lines) {
        return Some(format!("most lines hold two columns side by side: {remedy}"));
    }
    interleaved(lines)
        .then(|| format!("lines fit the next but one better than the next, as if two columns alternated: {remedy}"))
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

/// Whether line ends continue two lines on and not on the next.
///
/// A line that a column cut is joined to the next by two characters that the
/// text holds elsewhere far more often than by chance.
fn interleaved(lines: &[Line<'_>]) -> bool {
    if !is_wrapped(lines) {
        return false;
    }
    let mut pairs: HashSet<(char, char)> = HashSet::new();
    for line in lines {
        pairs.extend(line.text.chars().zip(line.text.chars().skip(1)));
    }
    let joints = |step: usize| {
        let joined =
            lines.iter().zip(lines.iter().skip(step)).filter(|(a, _)| !ends_sentence(a.text));
        let ends =
            joined.filter_map(|(a, b)| Some((a.text.chars().next_back()?, b.text.chars().next()?)));
        let (all, known) = ends
            .filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
            .fold((0usize, 0usize), |(all, known), pair| {
                (all + 1, known + usize::from(pairs.contains(&pair)))
            });
        (all, known as f64 / all.max(1) as f64)
    };
    let ((all, next), (_, after)) = (joints(1), joints(2));
    // Half of the joints of each line fall on either column.
    all >= 2 * ENOUGH && after > 1.5 * next && after > next + 0.15
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
        assert!(doubt(&lines(&mixed)).is_some_and(|doubt| doubt.contains("alternated")));
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
