//! Texts as the entries of a lexicon are searched in: without what does not separate a term.

/// A text without blanks and quotation marks.
pub(super) fn searchable(text: &str) -> String {
    text.chars().filter(|&c| !is_skipped(c)).collect()
}

/// Whether texts are searched without this character: an entry that holds it is never found.
pub(super) fn is_skipped(c: char) -> bool {
    c.is_whitespace() || "“”‘’《》「」".contains(c)
}
