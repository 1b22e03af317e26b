//! Whether a name may be a person's, by its form.

use crate::names::{SpeakerLists, script::unspaced};

/// Whether a name is a surname and nothing more.
pub(super) fn is_surname(name: &str) -> bool {
    SpeakerLists::built_in().surname(name) == Some(name.len())
}

/// Whether a name may be a given name of one or two characters.
pub(super) fn is_given(name: &str) -> bool {
    let count = name.chars().count();
    (1..=2).contains(&count)
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
    (1..=2).contains(&given)
        && parts <= 3
        && is_han(&bare)
        && !words.is_common(&bare)
        && !words.is_field(&bare)
        && !bare[surname..].contains(is_particle)
}

/// Whether a name behind an office and a blank may be a person's: 自治区主席 布小林.
pub(super) fn may_be_person(name: &str) -> bool {
    let bare = unspaced(name);
    let words = SpeakerLists::built_in();
    (2..=4).contains(&bare.chars().count())
        && is_han(&bare)
        && !words.is_common(&bare)
        && !words.is_field(&bare)
        && !bare.contains(is_particle)
}

/// A name with a point between its parts: 雪克来提·扎克尔.
fn is_dotted(name: &str) -> bool {
    let mut parts = name.split(['·', '・', '•', '‧']);
    let long = |part: &str| (1..=8).contains(&part.chars().count()) && is_han(part);
    name.contains(['·', '・', '•', '‧']) && parts.all(long)
}

/// A name in Latin letters: words with capitals, or one handle such as `laowang_88`.
fn is_latin(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let letters = |word: &str| {
        word.chars().all(|c| {
            c.is_alphabetic() && !is_han_char(c) || ".'-_".contains(c) || c.is_ascii_digit()
        })
    };
    let first = name.chars().next().is_some_and(|c| c.is_alphabetic() && !is_han_char(c));
    first && name.chars().count() > 1 && words.clone().count() <= 4 && words.all(letters)
}

fn is_han_char(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇' | '\u{e000}'..='\u{f8ff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether all characters are Chinese, those that a font keeps in its private room among them.
pub(super) fn is_han(name: &str) -> bool {
    name.chars().all(is_han_char)
}

pub(super) fn is_particle(c: char) -> bool {
    "的了着吗呢吧是我你您他她它们这那哪什么怎曰".contains(c)
}
