//! Pairs of speeches: how near, how surely, on which terms; and what chance alone would show.

use super::bilingual::{Bilingual, both};
use super::caveats::{self, ReuseView};
use super::links::{EvidenceLinks, Link};
use crate::analysis::{MeetingAnalysis, Noise, PairTerms};
use crate::ids::SpeechId;
use crate::phrase::Phrase;
use crate::say::{self, percent};

/// Pairs explained of a group, and pairs listed that cannot be told; the rest is in the tables.
const PAIRS: usize = 28;
/// Reused texts shown of a meeting.
const FORMULAS: usize = 20;

/// Two speeches.
pub(super) struct PairView<'a> {
    /// Their indices, for the script.
    pub(super) indices: String,
    pub(super) ends: Vec<Link>,
    pub(super) text: Bilingual,
    pub(super) terms: Vec<TermPart<'a>>,
}

/// One term of a pair, its part of what draws the two together, and a sentence of each.
pub(super) struct TermPart<'a> {
    pub(super) term: &'a str,
    pub(super) share: String,
    pub(super) lines: Vec<Link>,
}

/// Pairs, and how many are left out.
pub(super) struct Pairs<'a> {
    pub(super) rows: Vec<PairView<'a>>,
    pub(super) rest: Option<Bilingual>,
}

/// How near a pair is, within which bounds, how likely of one class, and how often it falls into
/// one group.
pub(super) fn describe(meeting: &MeetingAnalysis, a: SpeechId, b: SpeechId) -> Phrase {
    let grouping = &meeting.grouping;
    let cosine = grouping.cosine(a, b).map_or_else(|| "—".into(), say::score);
    let mut text = Phrase::new(format!("相似度 {cosine}"), format!("similarity {cosine}"));
    if let Some(ends) = grouping.interval(a, b).map(say::scores) {
        let en = format!(" (95% interval {})", ends.en);
        text += &Phrase::new(format!("（95% 区间 {}）", ends.zh), en);
    }
    if let Some(chance) = grouping.together(a, b).map(percent) {
        let en = format!(", of one class with a chance of {chance}");
        text += &Phrase::new(format!("，同属一类的可能 {chance}"), en);
    }
    if let Some(drawn) = grouping.drawn(a, b).map(percent) {
        let en = format!(", together in {drawn} of draws");
        text += &Phrase::new(format!("，重抽样中 {drawn}同组"), en);
    }
    if grouping.has_intervals() && grouping.cannot_tell(a, b) {
        text += &Phrase::new("，分不清", ", cannot tell");
    }
    text
}

/// Pairs of `places` with the terms that draw them together, the nearest first.
pub(super) fn why<'a>(links: EvidenceLinks<'a>, members: &[SpeechId]) -> Pairs<'a> {
    let inside = |pair: &&PairTerms| {
        members.contains(&pair.a) && members.contains(&pair.b) && !pair.terms.is_empty()
    };
    let mut pairs: Vec<_> = links.meeting.why.iter().filter(inside).collect();
    let near = |pair: &&PairTerms| links.meeting.grouping.cosine(pair.a, pair.b).unwrap_or(-1.0);
    // The sort is stable: pairs equally near keep the order of the record.
    pairs.sort_by(|one, other| near(other).total_cmp(&near(one)));
    let rest = rest(pairs.len(), "tables/why.csv");
    let view = |pair: &'a PairTerms| {
        let part = |(term, share): &'a (String, f64)| TermPart {
            term,
            share: percent(*share),
            lines: [pair.a, pair.b].iter().filter_map(|&one| links.said(one, term)).collect(),
        };
        let terms = pair.terms.iter().map(part).collect();
        PairView { terms, ..bare(links, pair.a, pair.b) }
    };
    Pairs { rows: pairs.into_iter().take(PAIRS).map(view).collect(), rest }
}

/// A pair as the script reads it: both indices.
pub(super) fn pair_attribute(a: SpeechId, b: SpeechId) -> String {
    format!("{} {}", a.index(), b.index())
}

/// A pair without its terms.
fn bare<'a>(links: EvidenceLinks<'a>, a: SpeechId, b: SpeechId) -> PairView<'a> {
    PairView {
        indices: pair_attribute(a, b),
        ends: [a, b].into_iter().filter_map(|one| links.speech(one)).collect(),
        text: describe(links.meeting, a, b).into(),
        terms: Vec::new(),
    }
}

fn rest(all: usize, table: &str) -> Option<Bilingual> {
    let rest = all.saturating_sub(PAIRS);
    (rest > 0).then(|| {
        both(
            format!("其余 {} 对见 {table}。", say::count(rest)),
            format!("{} more in {table}.", say::counted(rest, "pair")),
        )
    })
}

/// How sure a meeting's numbers are.
pub(super) struct MeetingCaveats<'a> {
    pub(super) pairs: Bilingual,
    pub(super) cannot: Pairs<'a>,
    pub(super) noise: Bilingual,
    pub(super) too_short: Option<Bilingual>,
    pub(super) reuse: Option<ReuseView<'a>>,
}

impl<'a> MeetingCaveats<'a> {
    /// What can be doubted of a meeting; `None` of one speech, which is compared with nothing.
    pub(super) fn new(links: EvidenceLinks<'a>) -> Option<Self> {
        let meeting = links.meeting;
        let n = meeting.speeches.len();
        if n < 2 {
            return None;
        }
        let unsure = |pair: &(SpeechId, SpeechId)| meeting.grouping.cannot_tell(pair.0, pair.1);
        let told = meeting.grouping.has_intervals();
        let cannot: Vec<_> = meeting.pairs().filter(|pair| told && unsure(pair)).collect();
        let short = links.names(&meeting.too_short);
        let too_short = || {
            both(
                format!("{}太短，未提及什么，不作判断。", short.zh),
                format!("Too short to say what they leave out: {}.", short.en),
            )
        };
        Some(Self {
            pairs: cannot_tell(told.then_some(cannot.len()), n * (n - 1) / 2, meeting),
            noise: chance(meeting.noise.as_ref()),
            too_short: (!short.is_empty()).then(too_short),
            reuse: caveats::of_meeting(links, FORMULAS),
            cannot: Pairs {
                rest: rest(cannot.len(), "tables/similarity.csv"),
                rows: cannot.into_iter().take(PAIRS).map(|(a, b)| bare(links, a, b)).collect(),
            },
        })
    }
}

/// How many of all pairs cannot be told; `None`: nothing was drawn to tell them by.
fn cannot_tell(cannot: Option<usize>, all: usize, meeting: &MeetingAnalysis) -> Bilingual {
    let all = say::count(all);
    let usual = meeting.grouping.chance().map_or_else(Phrase::default, |chance| {
        let ends = say::scores([chance.low, chance.high]);
        let mean = say::score(chance.mean);
        Phrase::new(
            format!("（{mean}，多在 {} 之间）", ends.zh),
            format!(" ({mean}, mostly {})", ends.en),
        )
    });
    match cannot {
        None => both(
            "没有估计相似度的区间：文字太多，或没有重抽样；哪些对分不清，不得而知。",
            "No intervals of similarities: too much text, or no draws. Which pairs cannot be told \
             is not known.",
        ),
        Some(0) => both(
            format!("{all} 对发言都分得清：没有一对的 95% 区间含偶然的平均{}。", usual.zh),
            format!(
                "All {all} pairs can be told: no 95% interval holds the mean of chance{}.",
                usual.en
            ),
        ),
        Some(n) => both(
            format!(
                "{all} 对发言中 {} 对分不清：相似度的 95% 区间含把全场段落随意分派时的平均{}，或段落太少而没有区间，\
                 这两篇是近、是远还是一般，凭这些文字说不准。",
                say::count(n),
                usual.zh
            ),
            format!(
                "Of {all} pairs {} cannot be told: the 95% interval of their similarity holds the \
                 mean of deals at random of all passages{}, or they have too few for one. Near, far \
                 or neither: this text does not say.",
                say::count(n),
                usual.en
            ),
        ),
    }
}

/// What arises where there is no difference.
fn chance(noise: Option<&Noise>) -> Bilingual {
    let Some(noise) = noise else {
        return both(
            "没有估计偶然所及：文字太少或太多。",
            "What chance alone brings was not estimated: too little text, or too much.",
        );
    };
    let [term, each, similarity] = [noise.term, noise.term_each, noise.similarity].map(say::score);
    let (times, share) = (noise.permutations, percent(noise.share));
    let share = share.trim_end_matches('%');
    both(
        format!(
            "把全场段落随意分派给各篇，做 {times} 次，二十次里十九次不过如此：全场最突出的词反差 {term}，\
             一篇之中 {each}（词的灰与黑以此为界）；一对的相似度 {similarity}；某议题在一篇中的份额与全场相差 {share} \
             个百分点。没有超过的，不一定说明什么。"
        ),
        format!(
            "All passages dealt to the speeches at random, {times} times: in nineteen of twenty the \
             term that stands out most has a contrast of no more than {term} in the meeting, of {each} \
             in one speech (below it a term is grey), a pair is no more similar \
             than {similarity}, and a theme's share of a speech is within {share} points of the \
             meeting's. What does not exceed this need not mean anything."
        ),
    )
}
