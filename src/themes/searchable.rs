//! Texts as the entries of a lexicon are searched in: without what does not separate a term.

use std::borrow::Cow;

/// A text without blanks and quotation marks.
pub(super) fn searchable(text: &str) -> Cow<'_, str> {
    if text.contains(is_skipped) {
        text.chars().filter(|&c| !is_skipped(c)).collect()
    } else {
        text.into()
    }
}

/// The characters of a text without blanks and quotation marks, in place of those of `characters`.
pub(super) fn fill(characters: &mut Vec<char>, text: &str) {
    characters.clear();
    characters.extend(text.chars().filter(|&c| !is_skipped(c)));
}

/// Whether texts are searched without this character: an entry that holds it is never found.
pub(super) fn is_skipped(c: char) -> bool {
    !is_chinese(c)
        && (matches!(c, '“' | '”' | '‘' | '’' | '《' | '》' | '「' | '」') || c.is_whitespace())
}

/// Whether a character is of the block of common Chinese ones, which most are: asked first, it
/// spares the other questions.
fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}
