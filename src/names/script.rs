//! The reading of a text: one form for each character, so that rules need to know only that one.
//!
//! Rules, word lists and segmentation know simplified characters. A text in traditional characters
//! is read through [`simplified`], which keeps the number of bytes of every character, so an offset
//! into the reading is the same offset into the print.

use std::{borrow::Cow, sync::LazyLock};

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use unicode_normalization::UnicodeNormalization;

/// A text is traditional if at least this share of its Chinese characters has another simplified
/// form.
///
/// The share is about a third in traditional texts. In simplified ones, such characters occur only
/// in names and old words: 乾隆, 瞭望.
const SHARE: f64 = 0.05;

/// OpenCC's `hk2s`: all that `t2s` knows, and the variants of Hong Kong (衞). It chooses by word
/// (乾坤 but 干燥), and nearly all words keep their length.
static CONVERTER: LazyLock<OpenCC> = LazyLock::new(|| {
    OpenCC::from_config(BuiltinConfig::Hk2s)
        .expect("built into the crate; the tests of this file use it")
});

/// First and last character of the block that holds all common Chinese ones.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// The simplified form of each character of [`BLOCK`], in its order.
static FORMS: LazyLock<Vec<char>> = LazyLock::new(|| {
    // A line end after each character, so that OpenCC sees no words in the row of characters.
    let all: String = BLOCK.flat_map(|c| [c, '\n']).collect();
    let converted = CONVERTER.convert(&all);
    let forms = converted.lines().zip(BLOCK);
    forms
        .map(|(line, c)| line.chars().next().filter(|f| f.len_utf8() == c.len_utf8()).unwrap_or(c))
        .collect()
});

/// The simplified form of a character, or the character itself.
fn form(c: char) -> char {
    let index = (c as usize).checked_sub(*BLOCK.start() as usize);
    index.and_then(|index| FORMS.get(index)).copied().unwrap_or(c)
}

/// Whether a text is written in traditional characters.
pub fn is_traditional(text: &str) -> bool {
    let (all, other) = counts(text);
    other > 0 && other as f64 >= SHARE * all as f64
}

/// The Chinese characters of a text, and those of them with another simplified form.
fn counts(text: &str) -> (usize, usize) {
    text.chars()
        .filter(|c| BLOCK.contains(c))
        .fold((0, 0), |(all, other), c| (all + 1, other + usize::from(form(c) != c)))
}

/// A text in simplified characters, each of as many bytes as the one printed. A text that is not
/// traditional stays as it is.
pub fn simplified(text: &str) -> Cow<'_, str> {
    if is_traditional(text) { Cow::Owned(convert(text)) } else { Cow::Borrowed(text) }
}

/// A text as rules read it, with one form for each character.
///
/// Punctuation gets full width; letters, digits and blanks get half width; compatibility forms are
/// replaced (NFKC); characters are simplified. Each character of the print is one character of the
/// reading and each line end stays, so positions counted in characters agree.
pub(crate) fn reading(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let c = fold(c, before);
        folded.push(c);
        before = c;
    }
    match counts(&folded) {
        (_, 0) => folded,
        (all, other) if other as f64 >= SHARE * all as f64 => convert(&folded),
        // A name may be printed in traditional characters in a text of simplified ones.
        _ => folded.chars().map(|c| if BLOCK.contains(&c) { form(c) } else { c }).collect(),
    }
}

/// The one form of a character. A dot is a full stop if the character `before` it is Chinese, but
/// not a numeral: `一.` numbers a section.
fn fold(c: char, before: char) -> char {
    match c {
        '\u{4e00}'..='\u{9fff}' | '。' | '、' | '\n' | '\r' | '\t' | '\u{c}' => c,
        '.' if BLOCK.contains(&before) && !"一二三四五六七八九十".contains(before) => {
            '。'
        }
        _ if is_invisible(c) => ' ',
        // NFKC turns the vertical colon into two dots.
        '\u{fe30}' | '\u{2236}' => '：',
        '\u{2012}'..='\u{2015}' | '\u{2500}' | '\u{fe31}' | '\u{fe58}' => '—',
        _ => wide(unified(c)),
    }
}

/// Whether a character is invisible and means nothing here: marks of direction, soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// The character that a compatibility character stands for (NFKC), if it is a single one.
///
/// Circled numbers and superscripts stay, since they mark notes.
fn unified(c: char) -> char {
    let compatible = matches!(
        c,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
            | '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe6f}'
            | '\u{ff01}'..='\u{ffee}' | '\u{2f800}'..='\u{2fa1f}'
    );
    if !compatible {
        return c;
    }
    let mut forms = std::iter::once(c).nfkc();
    match (forms.next(), forms.next()) {
        (Some(form), None) => form,
        _ => c,
    }
}

/// Punctuation in the full width of Chinese print.
fn wide(c: char) -> char {
    match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        c => c,
    }
}

/// Converts line by line: where a word changes its length, only that line is converted character
/// by character.
fn convert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let converted = CONVERTER.convert(line);
        if converted.chars().count() == line.chars().count() {
            let pairs = line.chars().zip(converted.chars());
            out.extend(
                pairs.map(|(c, form)| if form.len_utf8() == c.len_utf8() { form } else { c }),
            );
        } else {
            out.extend(line.chars().map(form));
        }
    }
    out
}

/// A text without its blanks: 李　梅 is 李梅.
pub(crate) fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What the print has where the reading has `part`; both have the same number of characters.
pub(crate) fn as_printed(part: &str, reading: &str, printed: &str) -> String {
    let Some(at) = reading.find(part) else { return part.to_owned() };
    let before = reading[..at].chars().count();
    printed.chars().skip(before).take(part.chars().count()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_texts_are_read_in_simplified_characters() {
        for (text, reading) in [
            ("保護濕地與候鳥，發展經濟。", "保护湿地与候鸟，发展经济。"),
            ("乾隆年間與乾燥的土地", "乾隆年间与干燥的土地"),
            ("食物及衞生局局長", "食物及卫生局局长"),
            ("候鸟回家了", "候鸟回家了"),
            (
                "乾隆年间，候鸟每年秋天都回到这里来过冬，人们都很高兴看到它们",
                "乾隆年间，候鸟每年秋天都回到这里来过冬，人们都很高兴看到它们",
            ),
            ("", ""),
        ] {
            assert_eq!(simplified(text), reading);
            assert_eq!(simplified(text).len(), text.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn every_character_keeps_its_place(text in "[一-龥\u{3400}-\u{3500}\u{20000}-\u{20100}a。\n]{0,40}") {
            let reading = simplified(&text);
            let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
            proptest::prop_assert_eq!(lengths(&reading), lengths(&text));
        }
    }
}
