//! What a reader must know about the codebook before reading any share of a theme.

use super::language::TriedCodebook;
use super::numbers::percent;
use super::phrases::each;
use crate::{
    analysis::{Codebook, CodebookFit, CodebookVerdict},
    phrase::Phrase,
};

/// Warns that no codebook fits, or that two fit nearly alike; `None` if one fits.
pub fn caution(codebook: &Codebook) -> Option<Phrase> {
    let best = codebook.tried.first()?;
    match (codebook.verdict, codebook.tried.get(1)) {
        (CodebookVerdict::Fits, _) | (CodebookVerdict::Near, None) => None,
        (CodebookVerdict::Near, Some(next)) => {
            let [best, next] = [tried(best), tried(next)];
            Some(each(|language| language.two_codebooks_fit(&best, &next)))
        }
        (CodebookVerdict::Poor, _) => {
            let best = tried(best);
            Some(each(|language| language.no_codebook_fits(&best)))
        }
    }
}

fn tried(fit: &CodebookFit) -> TriedCodebook {
    let label = Phrase::new(&fit.label, &fit.label_en);
    TriedCodebook { label, explained: percent(fit.explained) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(caution(&codebook(CodebookVerdict::Fits)), None);
        let near = caution(&codebook(CodebookVerdict::Near)).expect("two fit");
        assert!(near.zh.contains("“a表”能说明全文的 40%，“b表”35%"), "{}", near.zh);
        assert!(near.en.contains("“a” explains 40%") && near.en.contains("“b” 35%"));
        let poor = caution(&codebook(CodebookVerdict::Poor)).expect("none fits");
        assert!(poor.zh.starts_with("没有合适的议题词表") && poor.zh.contains("40%"));
        // Named by the settings: there is no other to take.
        let alone = Codebook { tried: vec![fit("a", 0.4)], ..codebook(CodebookVerdict::Near) };
        assert_eq!(caution(&alone), None);
    }
}
