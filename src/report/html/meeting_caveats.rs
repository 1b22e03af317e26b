//! What speaks against relying on the numbers of a meeting: pairs that cannot be told apart from
//! chance, what chance alone would show, speeches that are too short.

use super::bilingual::{Bilingual, both};
use super::links::EvidenceLinks;
use super::pairs::Pairs;
use super::reuse::ReuseView;
use crate::analysis::{MeetingAnalysis, Noise};
use crate::ids::SpeechId;
use crate::phrase::Phrase;
use crate::say::{self, percent};

/// The caveats of a meeting.
pub(super) struct MeetingCaveats<'a> {
    pub(super) pairs: Bilingual,
    pub(super) cannot: Pairs<'a>,
    pub(super) noise: Bilingual,
    pub(super) too_short: Option<Bilingual>,
    pub(super) reuse: Option<ReuseView<'a>>,
}

impl<'a> MeetingCaveats<'a> {
    /// The caveats of a meeting; `None` of one speech, which is compared with nothing.
    pub(super) fn new(links: EvidenceLinks<'a>) -> Option<Self> {
        let meeting = links.meeting;
        let n = meeting.speeches.len();
        if n < 2 {
            return None;
        }
        let cannot = undecided(meeting);
        let known = meeting.grouping.has_intervals().then_some(cannot.len());
        Some(Self {
            pairs: cannot_tell(known, n * (n - 1) / 2, meeting),
            noise: chance(meeting.noise.as_ref()),
            too_short: too_short(links),
            reuse: ReuseView::of_meeting(links),
            cannot: Pairs::listed(links, cannot),
        })
    }
}

/// The pairs whose similarity cannot be told from chance; empty where there are no intervals.
fn undecided(meeting: &MeetingAnalysis) -> Vec<(SpeechId, SpeechId)> {
    let grouping = &meeting.grouping;
    if !grouping.has_intervals() {
        return Vec::new();
    }
    meeting.pairs().filter(|&(a, b)| grouping.cannot_tell(a, b)).collect()
}

/// The speeches that are too short to say what they leave out; `None` if there is none.
fn too_short(links: EvidenceLinks<'_>) -> Option<Bilingual> {
    let names = links.names(&links.meeting.too_short);
    (!names.is_empty()).then(|| {
        both(
            format!("{}太短，未提及什么，不作判断。", names.zh),
            format!("Too short to say what they leave out: {}.", names.en),
        )
    })
}

/// How many of all pairs cannot be told from chance; `None` if there are no intervals.
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

/// What chance alone would show if the speeches did not differ.
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
