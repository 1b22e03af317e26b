//! Counts → what each group says more of than the others.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{
    GroupTally, SCHEMA, Survey, SurveyGroup, SurveyTally, SurveyTerm, SurveyTheme, count::Theme,
    draws::DRAWS,
};
use crate::{
    error::{Error, Result},
    run::Run,
    terms::{EVEN, Rate, contrast, has_most, keep_odds, worth_of_words},
    themes::{
        choose::{Explained, best},
        lexicon::Lexicon,
    },
    tokens::GENERAL_WORDS,
};

/// Independent paragraphs that a group must have for its draws to say something, see
/// [`independent`].
const ENOUGH: f64 = 10.0;
/// A theme is stressed at this chance that one of a group's themes is no further off by chance.
const SURE: f64 = 0.05;
/// A theme is stressed only if its share is larger than that of the others by this part of theirs:
/// of a million sentences any difference is beyond chance.
const TELLING: f64 = 0.1;

/// The survey that a tally gives, without quotations.
///
/// # Errors
/// No codebook to read with.
pub(super) fn score(tally: &SurveyTally, run: &Run) -> Result<Survey> {
    let codebook = best_fit(&tally.explained)?;
    let lexicon = &run.lists.codebooks[codebook];
    let words = Words::of(tally, run);
    let means: Vec<Means> = (0..lexicon.themes().len())
        .map(|place| Means::of(tally, Theme { codebook, place }))
        .collect();
    let groups: Vec<(&String, &GroupTally)> = tally.groups.iter().collect();
    let scored = groups.par_iter().map(|&(name, group)| SurveyGroup {
        name: name.clone(),
        rows: group.rows,
        paragraphs: group.paragraphs,
        sentences: group.sentences.all,
        characters: group.characters,
        words: group.words,
        themes: themes(group, &means, lexicon),
        terms: words.terms(group, run.config.terms.top),
    });
    let sum = |of: fn(&GroupTally) -> u64| tally.groups.values().map(of).sum();
    Ok(Survey {
        schema: SCHEMA,
        codebook: lexicon.name().to_owned(),
        rows: sum(|group| group.rows),
        left_out: tally.left_out,
        sentences: sum(|group| group.sentences.all),
        draws: DRAWS,
        groups: scored.collect(),
    })
}

/// The codebook that explains the table best, the first of equals, by its index.
fn best_fit(explained: &[Explained]) -> Result<usize> {
    let fits = explained.iter().enumerate().map(|(index, explained)| explained.fit(index));
    let best = best(fits).map(|fit| fit.index);
    best.ok_or_else(|| Error::config("themes", "no codebook to read with; name one"))
}

/// The themes of a group, the largest difference first.
fn themes(group: &GroupTally, means: &[Means], lexicon: &Lexicon) -> Vec<SurveyTheme> {
    let of = |means: &Means| {
        let entry = &lexicon.themes()[means.theme.place];
        let compared = Compared::new(group, means)?;
        Some(SurveyTheme {
            theme: entry.id.clone(),
            label: entry.zh.clone(),
            label_en: entry.en.clone(),
            sentences: group.sentences_of(means.theme),
            share: compared.share,
            others: compared.others,
            interval: compared.interval(),
            stressed: compared.is_stressed(lexicon.themes().len()),
            quotations: Vec::new(),
        })
    };
    let mut themes: Vec<SurveyTheme> = means.iter().filter_map(of).collect();
    let difference = |theme: &SurveyTheme| theme.share - theme.others.unwrap_or(0.0);
    themes.sort_by(|a, b| difference(b).total_cmp(&difference(a)));
    themes
}

/// The share of a theme in a group; `None`: the group has no sentence.
fn share(group: &GroupTally, theme: Theme) -> Option<f64> {
    let all = group.sentences.all;
    (all > 0).then(|| group.sentences_of(theme) as f64 / all as f64)
}

/// The same in a draw; `None`: no sentence of the group was drawn.
fn drawn_share(group: &GroupTally, theme: Theme, draw: usize) -> Option<f64> {
    let all = *group.sentences.drawn.get(draw)?;
    let of_theme = group.theme(theme).and_then(|count| count.drawn.get(draw));
    (all > 0).then(|| of_theme.copied().unwrap_or(0) as f64 / all as f64)
}

/// How many paragraphs of one length, no two of them copies, would vary over the draws as the
/// sentences of a group do: `(Σ n)² / Σ n²` of paragraphs with `n` sentences that are drawn apart
/// (Kish 1965).
fn independent(group: &GroupTally) -> f64 {
    let drawn: Vec<f64> = group.sentences.drawn.iter().map(|&sum| sum as f64).collect();
    let Some(mean) = mean(&drawn) else { return 0.0 };
    (mean / deviation(&drawn, mean).max(f64::MIN_POSITIVE)).powi(2)
}

/// Whether the draws of a group say something.
fn is_enough(group: &GroupTally) -> bool {
    independent(group) >= ENOUGH
}

/// The sum of a theme's shares over all groups with enough text.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    shares: f64,
    groups: usize,
}

impl Sum {
    fn add(&mut self, share: Option<f64>) {
        if let Some(share) = share {
            self.shares += share;
            self.groups += 1;
        }
    }

    /// The mean without one of them, which is part of the sum only if it `is_in`.
    fn without(self, own: Option<f64>, is_in: bool) -> Option<f64> {
        let own = own.filter(|_| is_in);
        let groups = self.groups - usize::from(own.is_some());
        (groups > 0).then(|| (self.shares - own.unwrap_or(0.0)) / groups as f64)
    }
}

/// The sums of a theme, as they are and in each draw.
struct Means {
    theme: Theme,
    all: Sum,
    drawn: Vec<Sum>,
}

impl Means {
    fn of(tally: &SurveyTally, theme: Theme) -> Self {
        let mut means = Self { theme, all: Sum::default(), drawn: vec![Sum::default(); DRAWS] };
        for group in tally.groups.values().filter(|group| is_enough(group)) {
            means.all.add(share(group, theme));
            for (draw, sum) in means.drawn.iter_mut().enumerate() {
                sum.add(drawn_share(group, theme, draw));
            }
        }
        means
    }
}

/// The share of a theme in a group, held against the mean of the other groups.
struct Compared {
    share: f64,
    /// `None`: no other group has enough text.
    others: Option<f64>,
    /// Whether the draws of the group say something.
    is_enough: bool,
    independent: f64,
    /// The share in each draw in which there is one, and that of the others.
    drawn: Vec<f64>,
    drawn_others: Vec<f64>,
}

impl Compared {
    fn new(group: &GroupTally, means: &Means) -> Option<Self> {
        let (share, is_in) = (share(group, means.theme)?, is_enough(group));
        let mut compared = Self {
            share,
            others: means.all.without(Some(share), is_in),
            is_enough: is_in,
            independent: independent(group),
            drawn: Vec::new(),
            drawn_others: Vec::new(),
        };
        for (draw, sum) in means.drawn.iter().enumerate() {
            let own = drawn_share(group, means.theme, draw);
            if let (Some(own), Some(others)) = (own, sum.without(own, is_in)) {
                compared.drawn.push(own);
                compared.drawn_others.push(others);
            }
        }
        Some(compared)
    }

    /// What 95 % of the draws of the difference lie between; `None`: they say nothing.
    fn interval(&self) -> Option<[f64; 2]> {
        let varies = self.drawn.windows(2).any(|pair| pair[0] != pair[1]);
        if !self.is_enough || !varies {
            return None;
        }
        let pairs = self.drawn.iter().zip(&self.drawn_others);
        let mut differences: Vec<f64> = pairs.map(|(own, others)| own - others).collect();
        differences.sort_unstable_by(f64::total_cmp);
        let beyond = differences.len() / 40;
        Some([*differences.get(beyond)?, *differences.get(differences.len() - 1 - beyond)?])
    }

    /// Whether the group says clearly more of the theme, one of so many, than the others do.
    fn is_stressed(&self, themes: usize) -> bool {
        let Some(others) = self.others.filter(|_| self.is_enough) else { return false };
        let difference = self.share - others;
        difference >= TELLING * others && self.chance(difference) * themes as f64 <= SURE
    }

    /// Two-sided chance of a difference as large as this where there is none, if it is spread
    /// normally and as widely as the draws.
    fn chance(&self, difference: f64) -> f64 {
        let [Some(own), Some(others)] =
            [&self.drawn, &self.drawn_others].map(|drawn| spread(drawn))
        else {
            return 1.0;
        };
        // A share of nothing or all does not vary over the draws: then as one of paragraphs that
        // hold a theme or do not, with one more of each (Agresti and Coull 1998).
        let one_more = (self.share * self.independent + 1.0) / (self.independent + 2.0);
        let apart = (one_more * (1.0 - one_more) / (self.independent + 2.0)).sqrt();
        let own = if own > 0.0 { own } else { apart };
        libm::erfc(difference.abs() / (libm::hypot(own, others) * std::f64::consts::SQRT_2))
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Their standard deviation from `mean`.
fn deviation(values: &[f64], mean: f64) -> f64 {
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / values.len().max(1) as f64).sqrt()
}

/// Their standard deviation; `None` of nothing.
fn spread(values: &[f64]) -> Option<f64> {
    Some(deviation(values, mean(values)?))
}

/// A word of the table that can be listed.
struct Word {
    /// How often the table says it.
    count: u64,
    /// Groups that say it.
    groups: usize,
    weight: f64,
    general: u64,
}

/// The words of the table that can be listed.
struct Words<'a> {
    words: HashMap<&'a str, Word>,
    /// All words of the table.
    total: u64,
}

impl<'a> Words<'a> {
    fn of(tally: &'a SurveyTally, run: &Run) -> Self {
        let mut said: HashMap<&str, (u64, usize)> = HashMap::new();
        for (term, &count) in tally.groups.values().flat_map(|group| &group.terms) {
            let (all, groups) = said.entry(term.as_str()).or_default();
            *all += count;
            *groups += 1;
        }
        let texts: Vec<String> = said.keys().map(|&term| term.to_owned()).collect();
        let worths = worth_of_words(&texts, &run.lists.stopwords, run.segmenter());
        // Names of places tell who speaks rather than of what.
        let shown = said.into_iter().zip(worths).filter_map(|((term, (count, groups)), worth)| {
            let worth = worth.filter(|worth| !worth.place)?;
            let word = Word { count, groups, weight: worth.weight, general: worth.general };
            Some((term, word))
        });
        let total = tally.groups.values().map(|group| group.words).sum();
        Self { words: shown.collect(), total }
    }

    /// The terms of a group, best first, at most `top`; ties go by term.
    fn terms(&self, group: &GroupTally, top: usize) -> Vec<SurveyTerm> {
        let term = |(text, &count): (&String, &u64)| self.term(group, text, count);
        let mut terms: Vec<SurveyTerm> = group.terms.iter().filter_map(term).collect();
        terms.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.term.cmp(&b.term)));
        terms.truncate(top);
        terms
    }

    fn term(&self, group: &GroupTally, text: &str, count: u64) -> Option<SurveyTerm> {
        let word = self.words.get(text)?;
        let here = Rate { count, total: group.words };
        let reference = if has_most(group.words as usize, self.total as usize) {
            Rate { count: word.general, total: GENERAL_WORDS }
        } else {
            Rate { count: word.count - count, total: self.total - group.words }
        };
        let contrast = contrast(here, reference);
        let score = keep_odds(contrast, count as usize, word.weight);
        (count > 1 && contrast > 0.0 && score >= EVEN).then(|| SurveyTerm {
            term: text.to_owned(),
            count,
            n_reference: reference.count,
            groups: word.groups,
            score,
            contrast,
            quotations: Vec::new(),
        })
    }
}
