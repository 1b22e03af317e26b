//! What print puts on every page and nobody said: running heads, page numbers, footnotes.
//!
//! A line is furniture only on evidence that no line of a speech gives: it
//! stands at the edge of a page, which a form feed or a page number shows, or
//! it cuts a sentence in two. A formula that speakers repeat stands between
//! sentences; so does a year above what was done in it.

use std::collections::{BTreeMap, HashMap};

use super::{
    Disposition,
    lines::{Line, ends_sentence, numbering, width},
};

mod footnote;
mod number;

use number::{Form, Number};

/// Nonblank lines that a page has at least, where nothing but its numbers shows where it ends.
const PAGE: usize = 4;
/// Nonblank lines from a page's edge within which its head and foot stand.
const EDGE: usize = 3;

/// The disposition of each line that is furniture.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Option<Disposition>> {
    let print = Print::new(lines);
    let mut dispositions = vec![None; lines.len()];
    for place in print.page_numbers() {
        dispositions[place] = Some(Disposition::PageNumber);
    }
    print.mark_heads(&mut dispositions);
    footnote::mark(lines, &mut dispositions);
    dispositions
}

/// The lines that stay, each beside the blank that its own paragraph has before it.
///
/// Between two lines that a page's end had parted, blanks around the furniture
/// count as one; those inside it belong to the furniture.
pub(super) fn without<'a>(
    lines: Vec<Line<'a>>,
    dispositions: &[Option<Disposition>],
) -> Vec<Line<'a>> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut blank_before: Option<bool> = None;
    for (mut line, disposition) in lines.into_iter().zip(dispositions) {
        if disposition.is_some() {
            blank_before.get_or_insert(line.after_blank);
        } else {
            line.after_blank |= blank_before.take().unwrap_or(false);
            kept.push(line);
        }
    }
    kept
}

/// A page's lines with what is known of the column they are set in.
struct Print<'a> {
    lines: &'a [Line<'a>],
    /// Width of a full line, in Chinese characters.
    full: f64,
    /// Lines are cut by the width of a column.
    wrapped: bool,
    /// Places of lines that are alike, by what makes them so.
    alike: BTreeMap<String, Vec<usize>>,
    /// The line may be furniture: it numbers a page or has its like twice more.
    passes: Vec<bool>,
}

impl<'a> Print<'a> {
    fn new(lines: &'a [Line<'a>]) -> Self {
        let mut widths: Vec<f64> =
            lines.iter().map(|line| width(line.text)).filter(|&width| width > 4.0).collect();
        widths.sort_unstable_by(f64::total_cmp);
        let full = widths.get(widths.len() * 3 / 4).copied().unwrap_or(0.0);
        let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut passes = vec![false; lines.len()];
        for (place, line) in lines.iter().enumerate() {
            if let Some(key) = key(line.text) {
                alike.entry(key).or_default().push(place);
            }
            passes[place] = number::read(line.text, place).is_some();
        }
        alike.retain(|_, places| places.len() >= 3);
        for &place in alike.values().flatten() {
            passes[place] = true;
        }
        Self { lines, full, wrapped: super::lines::is_wrapped(lines), alike, passes }
    }

    /// The lines of accepted runs of page numbers.
    fn page_numbers(&self) -> Vec<usize> {
        let numbers: Vec<Number> = (0..self.lines.len())
            .filter_map(|place| number::read(self.lines[place].text, place))
            .collect();
        let runs = runs(&numbers, |before, place| self.apart(before, place));
        let accepted = runs.into_iter().filter(|run| self.counts_pages(run, &numbers));
        accepted.flatten().map(|number| numbers[number].place).collect()
    }

    /// Whether a page may end between two numbers: one of pictures has nothing but its head.
    fn apart(&self, before: usize, place: usize) -> bool {
        place - before > PAGE
            || self.lines[before].page != self.lines[place].page
            || place > before + 1 && (before + 1..place).all(|line| self.passes[line])
    }

    /// Whether numbers that follow one another are those of pages.
    fn counts_pages(&self, run: &[usize], numbers: &[Number]) -> bool {
        let places = || run.iter().map(|&number| numbers[number].place);
        let cuts = places().filter(|&place| self.cuts(place)).count();
        let edges = places().filter(|&place| self.at_edge(place, &self.passes)).count();
        let at_edges = 5 * edges >= 4 * run.len();
        match numbers[run[0]].form {
            Form::Named => true,
            Form::Dressed | Form::Of(_) => run.len() >= 2 || cuts + edges > 0,
            // A year or the number of a section stands alone on its line as well.
            Form::Bare => {
                let heads = places().filter(|&place| self.stands_by_head(place)).count();
                at_edges && run.len() >= 2
                    || run.len() >= 3 && cuts >= 2 && 4 * cuts >= run.len()
                    || run.len() >= 3 && 5 * heads >= 4 * run.len()
            }
        }
    }

    /// Whether a short line that returns, as heads do, stands right before or behind a number.
    fn stands_by_head(&self, place: usize) -> bool {
        let returns = |line: usize| {
            let text = self.lines[line].text;
            self.passes[line]
                && number::read(text, line).is_none()
                && width(text) < 0.75 * self.full
        };
        place.checked_sub(1).is_some_and(returns)
            || place + 1 < self.lines.len() && returns(place + 1)
    }

    /// Whether nothing but lines that pass stand between the line and a form feed.
    fn at_edge(&self, place: usize, passes: &[bool]) -> bool {
        let page = self.lines[place].page;
        let other = |at: &usize| self.lines[*at].page != page || !passes[*at];
        let near = |found: Option<usize>| found.is_some_and(|at| self.lines[at].page != page);
        near((0..place).rev().take(EDGE).find(other))
            || near((place + 1..self.lines.len()).take(EDGE).find(other))
    }

    /// Marks the lines that stand again and again at the edges of pages, or cut sentences.
    ///
    /// A head may have two lines, the inner of which is at the edge once the outer is known.
    fn mark_heads(&self, dispositions: &mut [Option<Disposition>]) {
        // Where no page is numbered and none cuts a sentence, a page may be a speech, and what
        // stands at its edge be said.
        let printed = dispositions.contains(&Some(Disposition::PageNumber)) || self.runs_over();
        for _ in 0..EDGE {
            let known: Vec<bool> = dispositions.iter().map(Option::is_some).collect();
            let free = |places: &&Vec<usize>| places.iter().any(|&place| !known[place]);
            for places in self.alike.values().filter(free) {
                if self.counts_up(places) && self.is_head(places, &known, printed) {
                    // The very first line may be the record's own headline.
                    for &place in places.iter().filter(|&&place| place > 0 && !known[place]) {
                        dispositions[place] = Some(Disposition::RunningHead);
                    }
                }
            }
        }
    }

    /// Whether a sentence runs over the end of some page.
    fn runs_over(&self) -> bool {
        let stays = |place: &usize| !self.passes[*place];
        (1..self.lines.len())
            .filter(|&place| self.lines[place].page != self.lines[place - 1].page)
            .any(|place| {
                let before = (0..place).rev().take(EDGE + 1).find(stays);
                let after = (place..self.lines.len()).take(EDGE + 1).find(stays);
                before.zip(after).is_some_and(|(before, after)| {
                    self.goes_on(&self.lines[before]) && continues(&self.lines[after])
                })
            })
    }

    /// Whether the numbers at the ends of lines that are alike grow, as those of pages do.
    fn counts_up(&self, places: &[usize]) -> bool {
        let numbers: Vec<u64> =
            places.iter().filter_map(|&place| bare_number(self.lines[place].text)).collect();
        numbers.windows(2).all(|pair| pair[0] < pair[1])
    }

    fn is_head(&self, places: &[usize], known: &[bool], printed: bool) -> bool {
        let beside = |place: usize| {
            known.get(place + 1) == Some(&true)
                || place.checked_sub(1).is_some_and(|before| known[before])
        };
        let edges =
            places.iter().filter(|&&place| beside(place) || self.at_edge(place, known)).count();
        if printed
            && 5 * edges >= 4 * places.len()
            && edges >= 3
            && self.on_many_pages(places, known)
        {
            return true;
        }
        let cuts: Vec<usize> = places.iter().copied().filter(|&place| self.cuts(place)).collect();
        let wide = width(self.lines[places[0]].text);
        // A full line in the middle of a sentence may be part of it; a short one never is.
        let stands_out = !self.wrapped || wide < 0.75 * self.full || wide > 1.25 * self.full;
        cuts.len() >= 2
            && 2 * cuts.len() >= places.len()
            && (stands_out || evenly_spaced(places))
            && self.join_without(&cuts)
    }

    /// Whether the lines around those at `cuts` fit each other better than they fit these.
    ///
    /// The last line of a paragraph is short too and may recur (…会 | 议上): the
    /// text holds the pair of characters at that joint more often.
    fn join_without(&self, cuts: &[usize]) -> bool {
        let joints: Vec<[(char, char); 2]> = cuts
            .iter()
            .filter_map(|&place| {
                let (before, after) = self.around(place)?;
                let last = self.lines[before].text.chars().next_back()?;
                let first = |line: usize| self.lines[line].text.chars().next();
                Some([(last, first(after)?), (last, first(before + 1)?)])
            })
            .collect();
        let mut counts: HashMap<(char, char), usize> =
            joints.iter().flatten().map(|&pair| (pair, 0)).collect();
        for line in self.lines {
            for pair in line.text.chars().zip(line.text.chars().skip(1)) {
                if let Some(count) = counts.get_mut(&pair) {
                    *count += 1;
                }
            }
        }
        let sum = |side: usize| joints.iter().map(|joint| counts[&joint[side]]).sum::<usize>();
        let wins = joints.iter().filter(|[without, with]| counts[without] >= counts[with]).count();
        2 * wins > joints.len() && sum(0) >= sum(1)
    }

    /// Whether lines stand on one page in three, from the first to the last of them: 附件 does not.
    fn on_many_pages(&self, places: &[usize], known: &[bool]) -> bool {
        let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return false };
        let ends = |at: &usize| known[*at] && !known[*at - 1];
        let numbered = (first + 1..=last).filter(ends).count();
        let fed = self.lines[last].page - self.lines[first].page;
        3 * places.len() > numbered.max(fed)
    }

    /// Whether the line stands inside a sentence of others, lines that pass left out.
    fn cuts(&self, place: usize) -> bool {
        self.around(place).is_some_and(|(before, after)| {
            self.goes_on(&self.lines[before]) && continues(&self.lines[after])
        })
    }

    /// The nearest lines before and behind one that do not pass.
    fn around(&self, place: usize) -> Option<(usize, usize)> {
        let stays = |other: &usize| !self.passes[*other];
        let before = (0..place).rev().take(EDGE + 1).find(stays)?;
        let after = (place + 1..self.lines.len()).take(EDGE + 1).find(stays)?;
        Some((before, after))
    }

    /// Whether a sentence runs over the end of the line.
    fn goes_on(&self, line: &Line<'_>) -> bool {
        let wide = width(line.text);
        let full = if self.wrapped { wide >= 0.8 * self.full } else { wide >= 15.0 };
        let open = !ends_sentence(line.text) && !line.text.ends_with(['：', '；', ':', ';']);
        open && (full || line.text.ends_with('，') && wide >= 4.0)
    }
}

/// Whether a line may be the rest of a sentence.
fn continues(line: &Line<'_>) -> bool {
    !line.indented && numbering(line.text).is_none() && width(line.text) >= 2.0
}

/// A line without blanks and with a sign for the number that stands apart at its beginning or
/// end: heads count pages. A number within is said: 同意 30 票.
///
/// `None` for what no head is: a line of one letter, of a sentence's end, one that addresses or
/// thanks someone, a note, or one longer than a title.
fn key(text: &str) -> Option<String> {
    let spoken = text.ends_with(['：', '，', '；', '、', ':', ','])
        || ["谢谢", "感谢", "各位", "同志们"].iter().any(|word| text.trim().starts_with(word))
        || text.trim().starts_with(['（', '(']) && text.trim().ends_with(['）', ')']);
    if text.len() > 160 || spoken || ends_sentence(text) || footnote::sign(text).is_some() {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let key: String = words
        .iter()
        .enumerate()
        .map(|(place, word)| match number_of(word) {
            Some(_) if place == 0 || place == last => "#",
            _ => word,
        })
        .collect();
    let letters = key.chars().filter(|c| c.is_alphanumeric()).count();
    (letters >= 2 && width(text) <= 45.0).then_some(key)
}

/// The number that stands apart at the end of a line, or else at its beginning.
fn bare_number(text: &str) -> Option<u64> {
    let mut words = text.split_whitespace();
    let first = words.next();
    words.next_back().and_then(number_of).or_else(|| first.and_then(number_of))
}

/// The value of a word of nothing but digits and the marks that print puts around them.
fn number_of(word: &str) -> Option<u64> {
    let bare = word.trim_matches(|c: char| "-–—―─·•|/".contains(c));
    let digit = |c: char| c.to_digit(10).or_else(|| (c as u32).checked_sub('０' as u32));
    bare.chars()
        .try_fold(0u64, |value, c| {
            let digit = digit(c).filter(|&digit| digit < 10)?;
            value.checked_mul(10)?.checked_add(u64::from(digit))
        })
        .filter(|_| !bare.is_empty())
}

/// Whether lines stand at about the same distance from one another, at least four of them.
fn evenly_spaced(places: &[usize]) -> bool {
    let mut gaps: Vec<usize> = places.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    let Some(&middle) = gaps.get(gaps.len() / 2) else { return false };
    let even = gaps.iter().filter(|&&gap| 5 * gap >= 3 * middle && 3 * gap <= 5 * middle).count();
    places.len() >= 4 && middle > PAGE && 5 * even >= 4 * gaps.len()
}

/// Numbers of one form that count on by one, a page apart: places in `numbers`.
fn runs(numbers: &[Number], apart: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut open: HashMap<(Form, usize), Vec<usize>> = HashMap::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut of_run: Vec<usize> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let apart = |&earlier: &usize| apart(numbers[earlier].place, number.place);
        let expected = (number.form, number.value);
        let found = open
            .get_mut(&expected)
            .and_then(|ends| ends.iter().rposition(apart).map(|end| ends.remove(end)));
        let run = match found {
            Some(earlier) => of_run[earlier],
            None => {
                runs.push(Vec::new());
                runs.len() - 1
            }
        };
        runs[run].push(at);
        of_run.push(run);
        let next = open.entry((number.form, number.value.saturating_add(1))).or_default();
        // A table of figures waits for no page: the last few ends are enough.
        if next.len() == 4 {
            next.remove(0);
        }
        next.push(at);
    }
    runs
}

#[cfg(test)]
mod tests;
