//! Where a term is printed.

/// Where `term` stands in `text`, each place as its first character and the one behind its last.
///
/// Blanks inside do not count, nor does the case of Latin letters; places do not overlap.
pub(super) fn occurrences(text: &str, term: &str) -> Vec<[usize; 2]> {
    let letters = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace());
    let letters: Vec<(usize, char)> = letters.collect();
    let wanted: Vec<char> = term.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(window) = letters.get(at..at + wanted.len()).filter(|_| !wanted.is_empty()) {
        if window.iter().zip(&wanted).all(|((_, c), wanted)| c.eq_ignore_ascii_case(wanted)) {
            found.push([window[0].0, window[window.len() - 1].0 + 1]);
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters_of_the_print() {
        assert_eq!(occurrences("家风家训，好家风", "家风"), [[0, 2], [6, 8]]);
        assert_eq!(occurrences("好家 风", "家风"), [[1, 4]]);
        assert_eq!(occurrences("建WIFI站", "WiFi"), [[1, 5]]);
        assert_eq!(occurrences("人人人", "人人"), [[0, 2]]);
        assert!(occurrences("家", "家风").is_empty() && occurrences("家", "").is_empty());
    }
}
