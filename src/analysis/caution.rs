//! What a reader has to know of the codebook before any share of a theme.

use super::{Codebook, CodebookVerdict, percent};
use crate::phrase::Phrase;

impl Codebook {
    /// That no codebook fits, or that two fit nearly alike; `None`: one fits.
    pub fn caution(&self) -> Option<Phrase> {
        let best = self.tried.first()?;
        let explained = percent(best.explained);
        match (self.verdict, self.tried.get(1)) {
            (CodebookVerdict::Fits, _) | (CodebookVerdict::Near, None) => None,
            (CodebookVerdict::Near, Some(next)) => {
                let other = percent(next.explained);
                Some(Phrase::new(
                    format!(
                        "两张议题词表相差不大：“{}”能说明全文的 {explained}，“{}”{other}；可用 --themes 另选",
                        best.label, next.label
                    ),
                    format!(
                        "two codebooks fit nearly alike: “{}” explains {explained} of the text, \
                         “{}” {other}; --themes takes the other",
                        best.label_en, next.label_en
                    ),
                ))
            }
            (CodebookVerdict::Poor, _) => Some(Phrase::new(
                format!(
                    "没有合适的议题词表：最接近的“{}”只能说明全文的 {explained}，议题份额仅供参考",
                    best.label
                ),
                format!(
                    "no codebook fits: the best, “{}”, explains {explained} of the text; take the \
                     shares of themes as a hint only",
                    best.label_en
                ),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::CodebookFit;

    #[test]
    fn a_reader_is_told_where_no_codebook_fits_or_two_do() {
        let fit = |label: &str, explained: f64| CodebookFit {
            name: label.into(),
            label: format!("{label}表"),
            label_en: label.into(),
            explained,
            balance: 0.5,
            score: explained * 0.75,
        };
        let codebook = |verdict| Codebook {
            name: "a".into(),
            verdict,
            margin: None,
            tried: vec![fit("a", 0.4), fit("b", 0.35)],
        };
        assert_eq!(codebook(CodebookVerdict::Fits).caution(), None);
        let near = codebook(CodebookVerdict::Near).caution().expect("two fit");
        assert!(near.zh.contains("“a表”能说明全文的 40%，“b表”35%"), "{}", near.zh);
        assert!(near.en.contains("“a” explains 40%") && near.en.contains("“b” 35%"));
        let poor = codebook(CodebookVerdict::Poor).caution().expect("none fits");
        assert!(poor.zh.starts_with("没有合适的议题词表") && poor.zh.contains("40%"));
        // Named by the settings: there is no other to take.
        let alone = Codebook { tried: vec![fit("a", 0.4)], ..codebook(CodebookVerdict::Near) };
        assert_eq!(alone.caution(), None);
    }
}
