//! Whether a name may be a person's, by its form.

use std::ops::RangeInclusive;

use crate::names::{SpeakerLists, script::unspaced};

/// Characters of a given name.
const GIVEN: RangeInclusive<usize> = 1..=2;
/// The most pieces of a name that is spaced out: 丁 大 文.
const SPACED_OUT: usize = 3;
/// Characters of a name after an office and a blank, whatever its surname.
const AFTER_OFFICE: RangeInclusive<usize> = 2..=4;
/// Characters of each part of a name with points. Chosen by eye.
const DOTTED_PART: RangeInclusive<usize> = 1..=8;
/// Words of the longest name in Latin letters. Chosen by eye.
const LATIN_WORDS: usize = 4;

/// Whether a name is a surname and nothing else.
pub(super) fn is_surname(name: &str) -> bool {
    SpeakerLists::built_in().surname(name) == Some(name.len())
}

/// Whether a name may be a given name of one or two characters.
pub(super) fn is_given(name: &str) -> bool {
    let count = name.chars().count();
    GIVEN.contains(&count)
        && is_han(name)
        && (count == 1 || !SpeakerLists::built_in().is_field(name))
}

/// Whether a name is a person's, by its form alone.
pub(super) fn is_person(name: &str) -> bool {
    let bare = unspaced(name);
    if is_dotted(&bare) || is_latin(name) {
        return true;
    }
    let words = SpeakerLists::built_in();
    let nick = bare.strip_prefix(['小', '老', '阿']).unwrap_or("");
    if nick.chars().count() == 1 && words.surname(nick).is_some() {
        return true;
    }
    let Some(surname) = words.surname(&bare) else { return false };
    let given = bare[surname..].chars().count();
    let parts = name.split_whitespace().count();
    GIVEN.contains(&given)
        && parts <= SPACED_OUT
        && is_han(&bare)
        && !words.is_common(&bare)
        && !words.is_field(&bare)
        && !bare[surname..].contains(is_particle)
}

/// Whether a name after an office and a blank may be a person's: 自治区主席 布小林.
pub(super) fn may_be_person(name: &str) -> bool {
    let bare = unspaced(name);
    let words = SpeakerLists::built_in();
    AFTER_OFFICE.contains(&bare.chars().count())
        && is_han(&bare)
        && !words.is_common(&bare)
        && !words.is_field(&bare)
        && !bare.contains(is_particle)
}

/// A name with a point between its parts: 雪克来提·扎克尔.
fn is_dotted(name: &str) -> bool {
    const POINTS: [char; 4] = ['·', '・', '•', '‧'];
    name.contains(POINTS)
        && name
            .split(POINTS)
            .all(|part| DOTTED_PART.contains(&part.chars().count()) && is_han(part))
}

/// A name in Latin letters: words with capitals, or one handle such as `laowang_88`.
fn is_latin(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| !c.is_whitespace());
    name.starts_with(is_letter)
        && name.chars().count() > 1
        && name.split_whitespace().count() <= LATIN_WORDS
        && letters.all(|c| is_letter(c) || ".'-_".contains(c) || c.is_ascii_digit())
}

/// Whether a character is a letter of another script than the Chinese.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_han_char(c)
}

fn is_han_char(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇' | '\u{e000}'..='\u{f8ff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether all characters are Chinese. Fonts keep rare ones in their private use area.
pub(super) fn is_han(name: &str) -> bool {
    name.chars().all(is_han_char)
}

pub(super) fn is_particle(c: char) -> bool {
    "的了着吗呢吧是我你您他她它们这那哪什么怎曰".contains(c)
}
