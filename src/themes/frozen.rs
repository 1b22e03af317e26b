//! Themes that were found in an older meeting → the passages of another one.

use super::{
    found::{FoundTheme, part},
    frozen_theme::FrozenThemes,
    passage_counts::PassageCounts,
    passages::Passage,
    texts::Texts,
};
/// Gives each of some passages to the frozen theme that is nearest to it.
///
/// As where the themes were found, a passage under a name must have a word of the theme, and none
/// belongs to a theme from which it points away. All themes stay, those without a passage too.
pub(super) fn place(
    texts: Texts<'_>,
    passages: &[Passage],
    frozen: FrozenThemes<'_>,
) -> Vec<FoundTheme> {
    let counts = PassageCounts::new(texts, passages);
    let columns = texts.features.vocabulary().columns_in(frozen.vocabulary);
    let mut themes: Vec<FoundTheme> = Vec::new();
    for theme in frozen.themes {
        themes.push(FoundTheme::frozen(theme, &themes));
    }
    for (member, passage) in counts.passages.iter().enumerate() {
        let mut terms: Vec<(usize, u32)> = counts
            .row(member)
            .filter_map(|(column, count)| Some((columns[column]?, count)))
            .collect();
        terms.sort_unstable();
        let position = frozen.space.project(&terms);
        let near: Vec<f64> = themes.iter().map(|theme| theme.cosine(&position).max(0.0)).collect();
        let nearest = (0..near.len()).rev().max_by(|&a, &b| near[a].total_cmp(&near[b]));
        let Some(nearest) = nearest.filter(|&nearest| near[nearest] > 0.0) else { continue };
        let theme = &mut themes[nearest];
        let words = theme.terms.iter().filter_map(|term| texts.features.vocabulary().column(term));
        let words: Vec<usize> = words.collect();
        if !theme.is_named() || counts.has_any(member, &words) {
            theme.passages.push(passage.clone());
            theme.parts.push(part(ndarray::ArrayView1::from(&near), nearest));
        }
    }
    themes
}
