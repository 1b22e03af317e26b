//! Counts → what each group says more of than the others.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{GroupTally, Survey, SurveyGroup, SurveyTally, SurveyTerm, SurveyTheme, draws::DRAWS};
use crate::{
    run::Run,
    terms::{Rate, contrast, keep_odds, worth_of_words},
    themes::lexicon::Lexicon,
    tokens::GENERAL_WORDS,
};

/// Paragraphs that a group must have for its draws to say something.
const ENOUGH_PARAGRAPHS: u64 = 10;
/// A theme is stressed at this chance that one of a group's themes is no further off by chance.
const SURE: f64 = 0.05;
/// A theme is stressed only if its share is larger than that of the others by this part of theirs:
/// of a million sentences any difference is beyond chance.
const TELLING: f64 = 0.1;
/// A term is listed if more readers would keep it than not.
const EVEN: f64 = 1.0;
/// A group with more than this share of all words is held against general Chinese.
const MOST: f64 = 2.0 / 3.0;

/// The survey that a tally gives, without quotations.
pub(super) fn score(tally: &SurveyTally, lexicon: &Lexicon, run: &Run) -> Survey {
    let words = Words::of(tally, run);
    let groups: Vec<(&String, &GroupTally)> = tally.groups.iter().collect();
    let scored = groups.par_iter().map(|&(name, group)| SurveyGroup {
        name: name.clone(),
        rows: group.rows,
        paragraphs: group.paragraphs,
        sentences: group.sentences.all,
        characters: group.characters,
        words: group.words,
        themes: themes(tally, name, lexicon),
        terms: words.terms(group, run.config.terms.top),
    });
    let sum = |of: fn(&GroupTally) -> u64| tally.groups.values().map(of).sum();
    Survey {
        codebook: lexicon.name().to_owned(),
        rows: sum(|group| group.rows),
        sentences: sum(|group| group.sentences.all),
        draws: DRAWS,
        groups: scored.collect(),
    }
}

/// The themes of a group, the largest difference first.
fn themes(tally: &SurveyTally, name: &str, lexicon: &Lexicon) -> Vec<SurveyTheme> {
    let mut themes: Vec<SurveyTheme> = (0..lexicon.themes().len())
        .filter_map(|theme| of_theme(tally, name, lexicon, theme))
        .collect();
    let difference = |theme: &SurveyTheme| theme.share - theme.others.unwrap_or(0.0);
    themes.sort_by(|a, b| difference(b).total_cmp(&difference(a)));
    themes
}

/// A theme of a group; `None`: the group has no sentence.
fn of_theme(
    tally: &SurveyTally,
    name: &str,
    lexicon: &Lexicon,
    theme: usize,
) -> Option<SurveyTheme> {
    let group = &tally.groups[name];
    let entry = &lexicon.themes()[theme];
    let share = share(group, theme)?;
    let others: Vec<&GroupTally> =
        tally.groups.iter().filter(|(other, _)| *other != name).map(|(_, other)| other).collect();
    let mean = mean(others.iter().filter_map(|other| self::share(other, theme)));
    let drawn = (group.paragraphs >= ENOUGH_PARAGRAPHS && mean.is_some())
        .then(|| differences(group, &others, theme));
    let interval = drawn.clone().and_then(|mut drawn| {
        drawn.sort_unstable_by(f64::total_cmp);
        Some([*drawn.get(DRAWS / 40)?, *drawn.get(DRAWS - 1 - DRAWS / 40)?])
    });
    let all_themes = lexicon.themes().len() as f64;
    let stressed = mean.zip(drawn).is_some_and(|(mean, drawn)| {
        let difference = share - mean;
        difference >= TELLING * mean && chance(difference, &drawn) * all_themes <= SURE
    });
    Some(SurveyTheme {
        theme: entry.id.clone(),
        label: entry.zh.clone(),
        label_en: entry.en.clone(),
        sentences: group.themes.get(theme).map_or(0, |count| count.all),
        share,
        others: mean,
        interval,
        stressed,
        quotations: Vec::new(),
    })
}

/// The share of a theme in a group; `None`: the group has no sentence.
fn share(group: &GroupTally, theme: usize) -> Option<f64> {
    let all = group.sentences.all;
    (all > 0).then(|| group.themes.get(theme).map_or(0, |count| count.all) as f64 / all as f64)
}

/// The same in a draw; `None`: no sentence of the group was drawn.
fn drawn_share(group: &GroupTally, theme: usize, draw: usize) -> Option<f64> {
    let all = *group.sentences.drawn.get(draw)?;
    let of_theme = group.themes.get(theme).and_then(|count| count.drawn.get(draw));
    (all > 0).then(|| of_theme.copied().unwrap_or(0) as f64 / all as f64)
}

/// In each draw the share of a theme less the mean share of the others.
fn differences(group: &GroupTally, others: &[&GroupTally], theme: usize) -> Vec<f64> {
    let difference = |draw: usize| {
        let of_others = others.iter().filter_map(|other| drawn_share(other, theme, draw));
        Some(drawn_share(group, theme, draw)? - mean(of_others)?)
    };
    (0..DRAWS).filter_map(difference).collect()
}

/// Two-sided chance of a difference as large as this where there is none, if it is spread as the
/// draws are and normally.
fn chance(difference: f64, drawn: &[f64]) -> f64 {
    let Some(centre) = mean(drawn.iter().copied()) else { return 1.0 };
    let squares = drawn.iter().map(|value| (value - centre) * (value - centre));
    let deviation = mean(squares).unwrap_or(0.0).sqrt();
    libm::erfc(difference.abs() / (deviation.max(f64::MIN_POSITIVE) * std::f64::consts::SQRT_2))
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_usize);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / count as f64)
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
        let reference = if group.words as f64 > MOST * self.total as f64 {
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
