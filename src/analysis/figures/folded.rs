//! A sentence as numbers are read, and where each of its characters is printed.

use std::ops::Range;

/// A sentence without blanks and with half-width digits, letters and signs.
pub(super) struct Folded {
    /// The sentence so read.
    pub(super) text: String,
    /// For each character of `text` its place in the sentence as printed, in characters.
    places: Vec<usize>,
}

impl Folded {
    /// Folds `sentence`; a blank stays between two Latin letters or digits, where it separates.
    pub(super) fn new(sentence: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(sentence.len()), places: Vec::new() };
        let mut is_blank_before = false;
        for (place, c) in sentence.chars().enumerate() {
            let c = half_width(c);
            if c.is_whitespace() {
                is_blank_before = true;
                continue;
            }
            let latin = |c: char| c.is_ascii_alphanumeric();
            if is_blank_before && latin(c) && folded.text.ends_with(latin) {
                folded.push(' ', place);
            }
            folded.push(c, place);
            is_blank_before = false;
        }
        folded
    }

    fn push(&mut self, c: char, place: usize) {
        self.text.push(c);
        self.places.push(place);
    }

    /// Where the bytes `span` of the text are printed, in characters: first, and behind the last.
    pub(super) fn printed(&self, span: &Range<usize>) -> [usize; 2] {
        let first = self.text[..span.start].chars().count();
        let length = self.text[span.clone()].chars().count();
        match length.checked_sub(1) {
            Some(more) => [self.places[first], self.places[first + more] + 1],
            None => [0, 0],
        }
    }
}

/// The half-width form of a digit, a letter or a sign that occurs in numbers.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '％' | '＋' | '／' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::figures::figures;

    /// The figures of a sentence as they are printed in it.
    fn printed(sentence: &str) -> Vec<String> {
        let cut =
            |[start, end]: [usize; 2]| sentence.chars().skip(start).take(end - start).collect();
        figures(sentence).into_iter().map(|figure| cut(figure.span)).collect()
    }

    #[test]
    fn figures_are_found_as_printed() {
        assert_eq!(printed("浏览 15 万人次。"), ["15 万人次"]);
        assert_eq!(printed("帮扶３６户家庭，近５０万人次参加"), ["３６户", "近５０万人次"]);
        assert_eq!(printed("每村 3—5 个，共12 万元"), ["3—5 个", "3—5 个", "12 万元"]);
        assert_eq!(printed("没有"), Vec::<String>::new());
    }
}
