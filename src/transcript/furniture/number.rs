//! Lines that hold the number of a page and nothing else.

use std::sync::LazyLock;

use regex::Regex;

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

/// A line that may number a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its place among the lines.
    pub(super) place: usize,
    pub(super) value: usize,
    pub(super) form: Form,
}

static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let dash = r"[-—–─－·•~～\s]*";
    Regex::new(&format!(
        r"^{dash}(?:第\s*([0-9]{{1,5}}|[一二三四五六七八九十百]+)\s*[页頁](?:[\s，,/／()（）]*共\s*[0-9]+\s*[页頁][)）]?)?|(?i:page|p\.)\s*([0-9]{{1,5}})(?:\s*(?i:of|/)\s*[0-9]+)?){dash}$"
    ))
    .ok()
});
static PLAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^([-—–─－·•~～]*)\s*([0-9]{1,5})(?:\s*[/／]\s*([0-9]{1,5}))?\s*([-—–─－·•~～]*)$")
        .ok()
});

/// The number on a line, if it holds nothing else.
pub(super) fn read(line: &str, place: usize) -> Option<Number> {
    // The longest is `— 第 12345 页，共 12345 页 —`; most lines of a text end here.
    if line.len() > 60 {
        return None;
    }
    let line: String = line.chars().map(half).collect();
    if let Some(found) = NAMED.as_ref()?.captures(&line) {
        let digits = found.get(1).or_else(|| found.get(2))?.as_str();
        let value = digits.parse().ok().or_else(|| chinese(digits))?;
        return Some(Number { place, value, form: Form::Named });
    }
    let found = PLAIN.as_ref()?.captures(&line)?;
    let value = found.get(2)?.as_str().parse().ok()?;
    let dressed = !found.get(1)?.is_empty() && !found.get(4)?.is_empty();
    let bare = found.get(1)?.is_empty() && found.get(4)?.is_empty();
    let of = found.get(3).and_then(|pages| pages.as_str().parse().ok());
    let form = match of {
        Some(pages) if value <= pages => Form::Of(pages),
        Some(_) => return None,
        None if dressed => Form::Dressed,
        None if bare => Form::Bare,
        None => return None,
    };
    Some(Number { place, value, form })
}

/// A full-width digit as the half-width one.
fn half(c: char) -> char {
    let place = "０１２３４５６７８９".chars().position(|digit| digit == c);
    place.and_then(|place| char::from_digit(u32::try_from(place).ok()?, 10)).unwrap_or(c)
}

fn chinese(digits: &str) -> Option<usize> {
    crate::transcript::lines::numbering(&format!("{digits}、")).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_all_their_dresses() {
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
            let found = read(line, 0).map(|number| (number.value, number.form));
            assert_eq!(found, wanted, "{line}");
        }
    }
}
