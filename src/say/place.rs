//! Where a sentence is printed.

use crate::pages;

/// A file and a line of it: `page.txt:21`; of a text that was taken out of its file the paragraph:
/// `page.html ¶21`.
pub fn place(file: &str, line: usize) -> String {
    format!("{}{line}", before_line(file))
}

/// What stands before the number in [`place`].
pub fn before_line(file: &str) -> String {
    let mark = if pages::is_taken_out(file) { " ¶" } else { ":" };
    format!("{file}{mark}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_not_called_lines() {
        assert_eq!(place("page.txt", 21), "page.txt:21");
        assert_eq!(place("Page.HTML", 21), "Page.HTML ¶21");
    }
}
