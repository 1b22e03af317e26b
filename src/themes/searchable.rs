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

/// Whether texts are searched without this character: an entry that holds it is never found.
pub(super) fn is_skipped(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '《' | '》' | '「' | '」') || c.is_whitespace()
}
