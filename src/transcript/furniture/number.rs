//! Lines that hold the number of a page and nothing else.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::transcript::lines::numbering;

/// How a page number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// `3`
    Bare,
    /// `— 3 —`
    Dressed,
    /// `第 3 页`, `Page 3 of 12`
    Named,
    /// `3/12`, with the number of pages.
    Of(usize),
}

/// A number that may be that of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Number {
    pub(super) form: Form,
    pub(super) value: usize,
}

impl Number {
    /// The number of the next page.
    pub(super) fn next(self) -> Self {
        Self { value: self.value.saturating_add(1), ..self }
    }
}

/// Bytes of the longest line that is read: `— 第 12345 页，共 12345 页 —` has fewer.
///
/// Nearly all lines of a text are longer, and cost nothing.
const LONGEST: usize = 60;

/// `第 3 页，共 12 页`, `Page 3 of 12`; group 1 or 2 is the number.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let dash = r"[-—–─－·•~～\s]*";
    Regex::new(&format!(
        r"^{dash}(?:第\s*([0-9]{{1,5}}|[一二三四五六七八九十百]+)\s*[页頁](?:[\s，,/／()（）]*共\s*[0-9]+\s*[页頁][)）]?)?|(?i:page|p\.)\s*([0-9]{{1,5}})(?:\s*(?i:of|/)\s*[0-9]+)?){dash}$"
    ))
    .expect("a constant pattern that every test compiles")
});

/// `3`, `3/12`, `— 3 —`: dashes before, number, number of pages, dashes after.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^([-—–─－·•~～]*)\s*([0-9]{1,5})(?:\s*[/／]\s*([0-9]{1,5}))?\s*([-—–─－·•~～]*)$")
        .expect("a constant pattern that every test compiles")
});

/// The number on a line, if it holds nothing else.
pub(super) fn read(line: &str) -> Option<Number> {
    if line.len() > LONGEST {
        return None;
    }
    let line: String = line.chars().map(half_width).collect();
    match NAMED.captures(&line) {
        Some(found) => named(&found),
        None => plain(&PLAIN.captures(&line)?),
    }
}

fn named(found: &Captures<'_>) -> Option<Number> {
    let digits = found.get(1).or_else(|| found.get(2))?.as_str();
    let value = digits.parse().ok().or_else(|| chinese_number(digits))?;
    Some(Number { form: Form::Named, value })
}

fn plain(found: &Captures<'_>) -> Option<Number> {
    let value = found[2].parse().ok()?;
    let pages = found.get(3).and_then(|pages| pages.as_str().parse().ok());
    let form = match (pages, found[1].is_empty(), found[4].is_empty()) {
        (Some(pages), ..) if value <= pages => Form::Of(pages),
        (None, false, false) => Form::Dressed,
        (None, true, true) => Form::Bare,
        _ => return None,
    };
    Some(Number { form, value })
}

/// A full-width digit as the half-width one.
fn half_width(c: char) -> char {
    (c as u32).checked_sub('０' as u32).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

fn chinese_number(digits: &str) -> Option<usize> {
    numbering(&format!("{digits}、")).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_all_their_forms() {
        for (line, wanted) in [
            ("3", Some((3, Form::Bare))),
            ("１２", Some((12, Form::Bare))),
            ("— 3 —", Some((3, Form::Dressed))),
            ("-12-", Some((12, Form::Dressed))),
            ("·7·", Some((7, Form::Dressed))),
            ("第 3 页", Some((3, Form::Named))),
            ("第三页", Some((3, Form::Named))),
            ("第3頁 共 12頁", Some((3, Form::Named))),
            ("Page 3 of 12", Some((3, Form::Named))),
            ("3/12", Some((3, Form::Of(12)))),
            ("— 3 / 12 —", Some((3, Form::Of(12)))),
            ("12/3", None),
            ("-3", None),
            ("3.5", None),
            ("3%", None),
            ("2015年", None),
            ("第3页写道", None),
            ("一", None),
        ] {
            let found = read(line).map(|number| (number.value, number.form));
            assert_eq!(found, wanted, "{line}");
        }
    }
}
