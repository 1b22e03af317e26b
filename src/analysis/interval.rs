//! How far a number would move had each speaker put it a little otherwise.

use std::collections::BTreeMap;

use ndarray::Array2;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Distinctive, Matrix,
    differences::differences,
    resample::{Pool, Resample, quantile},
};
use crate::{
    budget::RESAMPLED_SPEECHES,
    ids::{SpeechId, ThemeId},
    random::Procedure,
    terms::Deal,
};

/// Intervals of a meeting's numbers: what 95 % of the draws lie between.
///
/// `None` stands where a speech has fewer than five passages of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intervals {
    /// How often the passages were drawn.
    pub draws: usize,
    /// For each speech the interval of each theme's share, [`ThemeId::OTHER`] included.
    pub shares: Vec<Option<BTreeMap<ThemeId, [f64; 2]>>>,
    /// For each speech and theme, in the order of the themes, how far its share less the mean
    /// share of the others is spread.
    pub differences: Vec<Option<Vec<Spread>>>,
    /// For each speech the share of draws in which its main theme is still the
    /// largest; `None` also without a main theme.
    pub main: Vec<Option<f64>>,
    /// For each speech and listed term, in the order of [`Distinctive::all`], the interval of its
    /// score.
    pub terms: Vec<Vec<Option<[f64; 2]>>>,
    /// The interval of the similarity of each pair; the diagonal is 1.
    pub similarity: Matrix<Option<[f64; 2]>>,
}

/// How far a number is spread over the draws.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// What 95 % of the draws lie between.
    pub interval: [f64; 2],
    /// Its standard deviation.
    pub deviation: f64,
}

impl Intervals {
    /// Whether the interval of a pair's similarity lies wholly on one side of 0.
    pub fn differs_from_zero(&self, a: SpeechId, b: SpeechId) -> Option<bool> {
        self.similarity.at(a, b)?.map(|[low, high]| low > 0.0 || high < 0.0)
    }
}

/// The speeches that list a term, with its place there.
type Listed = Vec<(usize, usize)>;

/// The numbers of one draw.
struct Drawn {
    shares: Vec<Vec<f64>>,
    /// Shares less the mean of the others' shares.
    differences: Vec<Vec<f64>>,
    main: Vec<Option<usize>>,
    /// `None`: the term is none that can be listed.
    terms: Vec<Vec<Option<f64>>>,
    similarity: Array2<f64>,
}

/// Intervals for a meeting with one speech a province.
///
/// The bootstrap of blocks (Efron and Tibshirani, 1993, ch. 8 and 13): each draw takes the
/// passages of every speech with replacement, as many as it has, and counts
/// everything again; an interval runs from the 2.5 % to the 97.5 % quantile of
/// the draws. Passages keep their themes. A share of nothing or all does not vary in the draws:
/// there one end is that of Clopper and Pearson (1934). Draws make speeches less alike, by as much
/// the intervals of cosines are moved. The other speeches
/// are drawn too, since a mean of few of them is no sure thing either. Each draw has its own
/// generator, so that threads change nothing. All together may hold 60 million tokens: 200
/// draws of 300,000 tokens (about 500,000 characters), fewer of more. `None` where
/// less than 100 could be paid for, and above 200 speeches.
pub fn intervals(input: &Resample<'_>, wanted: usize, seed: u64) -> Option<Intervals> {
    let draws = input.draws(wanted)?;
    if input.likeness.corpus.documents.len() > RESAMPLED_SPEECHES {
        return None;
    }
    let mut names: Vec<&str> =
        input.terms.iter().flat_map(Distinctive::all).map(|t| t.term.as_str()).collect();
    names.sort_unstable();
    let pool = Pool::new(input, |term| names.binary_search(&term).is_ok());
    let mut lists: Vec<Listed> = vec![Vec::new(); names.len()];
    for (speech, terms) in input.terms.iter().enumerate() {
        for (place, term) in terms.all().enumerate() {
            if let Some(term) = pool.term(&term.term) {
                lists[term].push((speech, place));
            }
        }
    }
    let drawn: Vec<Drawn> = (0..draws)
        .into_par_iter()
        .map(|draw| {
            let mut random = Procedure::Intervals.draw(seed, draw);
            measure(&pool, input.terms, &lists, &pool.redrawn(&mut random))
        })
        .collect();
    Some(Summary::new(input, &pool, &drawn).intervals())
}

/// The numbers of one draw; `listed` are the terms of each speech, and `lists` where each term of the
/// pool is listed.
fn measure(pool: &Pool<'_>, listed: &[Distinctive], lists: &[Listed], deal: &Deal) -> Drawn {
    let shares = pool.shares(deal);
    let mut terms: Vec<Vec<Option<f64>>> =
        listed.iter().map(|terms| vec![None; terms.all().count()]).collect();
    pool.visit(deal, |used| {
        for &(speech, index) in &lists[used.term] {
            terms[speech][index] = Some(pool.score(used, speech));
        }
    });
    Drawn {
        main: shares.iter().map(|shares| main_theme(shares)).collect(),
        terms,
        similarity: pool.similarity(deal),
        differences: differences(&shares),
        shares,
    }
}

/// The theme with the largest share, the earlier one if two are equal; "other" is none.
fn main_theme(shares: &[f64]) -> Option<usize> {
    let themes = shares.len().saturating_sub(1);
    let most = shares[..themes].iter().copied().fold(0.0, f64::max);
    shares[..themes].iter().position(|&share| share == most && share > 0.0)
}

/// The quantiles between which 95 % of the draws lie.
const ENDS: [f64; 2] = [0.025, 0.975];

/// The draws, and what the text itself shows.
struct Summary<'a> {
    drawn: &'a [Drawn],
    /// The themes in the order of the shares, "other" last.
    themes: Vec<ThemeId>,
    /// Whether each speech has text enough to be judged.
    enough: Vec<bool>,
    /// The effective number of passages of each speech.
    effective: Vec<f64>,
    /// Shares of the text.
    shares: Vec<Vec<f64>>,
    /// Cosines of the text.
    cosines: Array2<f64>,
}

impl<'a> Summary<'a> {
    fn new(input: &Resample<'_>, pool: &Pool<'_>, drawn: &'a [Drawn]) -> Self {
        let themes = input.themes.iter().map(|theme| ThemeId::from(&theme.id));
        Self {
            drawn,
            themes: themes.chain([ThemeId::OTHER]).collect(),
            enough: pool.enough(),
            effective: pool.effective(),
            shares: pool.shares(&pool.given),
            cosines: pool.similarity(&pool.given),
        }
    }

    fn intervals(&self) -> Intervals {
        let speeches = 0..self.enough.len();
        Intervals {
            draws: self.drawn.len(),
            shares: speeches.clone().map(|speech| self.shares(speech)).collect(),
            differences: speeches.clone().map(|speech| self.differences(speech)).collect(),
            main: speeches.clone().map(|speech| self.main(speech)).collect(),
            terms: speeches.clone().map(|speech| self.terms(speech)).collect(),
            similarity: speeches
                .clone()
                .map(|a| speeches.clone().map(|b| self.similarity(a, b)).collect())
                .collect(),
        }
    }

    /// The intervals of the shares of a speech.
    fn shares(&self, speech: usize) -> Option<BTreeMap<ThemeId, [f64; 2]>> {
        if !self.enough[speech] {
            return None;
        }
        let mut intervals = BTreeMap::new();
        for (theme, id) in self.themes.iter().enumerate() {
            let drawn = interval(self.drawn.iter().map(|draw| draw.shares[speech][theme]))?;
            let share = self.shares[speech][theme];
            intervals.insert(id.clone(), at_the_ends(drawn, share, self.effective[speech]));
        }
        Some(intervals)
    }

    /// How far each theme's difference from the mean of the others is spread.
    fn differences(&self, speech: usize) -> Option<Vec<Spread>> {
        if !self.enough[speech] {
            return None;
        }
        let themes = 0..self.themes.len() - 1;
        themes.map(|theme| spread(self.drawn, speech, theme)).collect()
    }

    /// The share of draws in which the main theme is still the largest.
    fn main(&self, speech: usize) -> Option<f64> {
        let main = main_theme(&self.shares[speech]).filter(|_| self.enough[speech])?;
        let still = self.drawn.iter().filter(|draw| draw.main[speech] == Some(main)).count();
        Some(still as f64 / self.drawn.len() as f64)
    }

    /// The interval of the score of each listed term; `None` where some draw does not list it.
    fn terms(&self, speech: usize) -> Vec<Option<[f64; 2]>> {
        let listed = self.drawn.first().map_or(0, |draw| draw.terms[speech].len());
        (0..listed).map(|term| self.term(speech, term)).collect()
    }

    fn term(&self, speech: usize, term: usize) -> Option<[f64; 2]> {
        let scores = self.drawn.iter().map(|draw| draw.terms[speech][term]);
        interval(scores.collect::<Option<Vec<f64>>>().filter(|_| self.enough[speech])?)
    }

    /// The interval of the cosine of two speeches.
    fn similarity(&self, a: usize, b: usize) -> Option<[f64; 2]> {
        if !self.enough[a] || !self.enough[b] {
            return None;
        }
        let values = self.drawn.iter().map(|draw| draw.similarity[[a, b]]).collect();
        centred(values, self.cosines[[a, b]])
    }
}

/// How far a difference of shares is spread; `None` without draws.
fn spread(drawn: &[Drawn], speech: usize, theme: usize) -> Option<Spread> {
    let values: Vec<f64> = drawn.iter().map(|draw| draw.differences[speech][theme]).collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
    Some(Spread { interval: interval(values)?, deviation: (squares / n).sqrt() })
}

/// The interval of a share that is nothing or all of a speech: its passages say no more than that
/// another share of its source would have shown in them.
///
/// Of `n` passages none is on a theme with a chance of 2.5 % where its share is
/// `1 − 0.025^(1/n)`, the end of the exact interval (Clopper and Pearson, 1934).
pub(super) fn at_the_ends([low, high]: [f64; 2], share: f64, n: f64) -> [f64; 2] {
    let most = 1.0 - libm::pow(ENDS[0], 1.0 / n);
    [
        if share >= 1.0 { low.min(1.0 - most) } else { low },
        if share <= 0.0 { high.max(most) } else { high },
    ]
}

/// The interval of a cosine, moved so that the mean of the draws lies on the `cosine` of the text.
///
/// A draw says some passages twice and leaves others out, so speeches are less alike in the draws
/// than they are: without the move a cosine may lie above its own interval. This is the bootstrap's
/// correction of bias (Efron and Tibshirani, 1993, ch. 10).
fn centred(values: Vec<f64>, cosine: f64) -> Option<[f64; 2]> {
    let bias = values.iter().sum::<f64>() / values.len() as f64 - cosine;
    Some(interval(values)?.map(|end| (end - bias).clamp(-1.0, 1.0)))
}

/// What 95 % of some values lie between; `None` without values.
fn interval(values: impl IntoIterator<Item = f64>) -> Option<[f64; 2]> {
    let mut values: Vec<f64> = values.into_iter().collect();
    let [low, high] = ENDS.map(|share| quantile(&mut values, share));
    Some([low?, high?])
}
