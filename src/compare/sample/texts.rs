//! Changes of shares, terms and wording.

use super::{CHANCE_FROM, Noise, Plan, mean, theme_id};
use crate::{
    compare::{
        Direction, MeetingSpan, ShareChange, SpeakerChange, SpeakerShareChange, TermChange,
        WordingChange,
    },
    ids::SpeakerId,
};

/// Half the width of the interval of a change, as a part of the share.
const WIDTH: f64 = 0.12;
/// Every so many intervals one is missing.
const MISSING: usize = 5;
const TERMS: [&str; 12] = [
    "双循环",
    "数字经济",
    "自贸区",
    "脱贫",
    "碳达峰",
    "营商环境",
    "供给侧",
    "疫情",
    "乡村",
    "招商引资",
    "高质量",
    "放管服",
];
const WORDING: [&str; 10] = [
    "统筹发展和安全",
    "构建新发展格局",
    "双循环",
    "六稳六保",
    "以供给侧结构性改革为主线推动高质量发展",
    "三大攻坚战",
    "碳达峰碳中和",
    "接续推进乡村振兴",
    "数字化转型",
    "专精特新",
];

impl Plan {
    pub(super) fn share_change(&self, later: usize, theme: usize) -> ShareChange {
        let pairs = self.pairs(later);
        let of = |meeting: usize| -> Vec<f64> {
            pairs.iter().map(|&one| self.shares[meeting][one][theme]).collect()
        };
        let (before, now) = (of(later - 1), of(later));
        let rose = before.iter().zip(&now).filter(|(before, now)| now > before).count();
        let (earlier, mean_now) = (mean(&before).unwrap_or(0.0), mean(&now).unwrap_or(0.0));
        let difference = mean_now - earlier;
        let half = WIDTH * earlier;
        let is_known = !pairs.is_empty() && theme % MISSING != MISSING - 1;
        let interval = is_known.then_some([difference - half, difference + half]);
        let direction = Direction::of(interval);
        let p = if direction == Direction::CannotTell { 0.4 } else { 0.001 };
        let p = (pairs.len() >= CHANCE_FROM).then_some(p);
        ShareChange {
            theme: theme_id(theme),
            earlier,
            later: mean_now,
            difference,
            interval,
            p,
            p_corrected: p,
            direction,
            risen: rose,
            fallen: pairs.len() - rose,
            equal: 0,
            evidence_earlier: self.evidence(later - 1, theme),
            evidence_later: self.evidence(later, theme),
        }
    }

    pub(super) fn speaker_change(&self, later: usize, speaker: usize) -> SpeakerChange {
        let themes = (0..self.themes).filter(|theme| (theme + speaker) % 9 != 8);
        let has_blocks = speaker % 8 != 6;
        let shares = themes.map(|theme| {
            let [earlier, now] = [later - 1, later].map(|at| self.shares[at][speaker][theme]);
            let difference = now - earlier;
            let half = 0.02 + 2.0 * WIDTH * earlier;
            let interval = has_blocks.then_some([difference - half, difference + half]);
            SpeakerShareChange {
                theme: theme_id(theme),
                earlier,
                later: now,
                difference,
                interval,
                direction: Direction::of(interval),
                stands_out: false,
                evidence: Vec::new(),
            }
        });
        SpeakerChange {
            speaker: SpeakerId::new(speaker),
            characters_earlier: self.characters(later - 1, speaker),
            characters_later: self.characters(later, speaker),
            noise: has_blocks.then_some(0.04),
            shares: shares.collect(),
        }
    }

    /// Thirty terms that rose and twenty that fell, the surest first.
    pub(super) fn terms(&self, later: usize) -> Vec<TermChange> {
        let mut noise = Noise(later as u64);
        let pairs = self.pairs(later).len();
        if pairs == 0 {
            return Vec::new();
        }
        (0..50).map(|at| self.term(later, at, &mut noise)).collect()
    }

    fn term(&self, later: usize, at: usize, noise: &mut Noise) -> TermChange {
        let pairs = self.pairs(later).len();
        let rank = if at < 30 { at } else { at - 30 };
        let more = 6.0 * noise.next() / (rank + 1) as f64 + 0.02;
        let less = if rank % 4 == 0 { 0.0 } else { more * 0.7 * noise.next() };
        let [earlier, now] = if at < 30 { [less, more] } else { [more, less] };
        let difference = now - earlier;
        let half = if rank % 3 == 2 { 2.0 * difference.abs() } else { 0.5 * difference.abs() };
        let interval = (rank % 7 != 6).then_some([difference - half, difference + half]);
        let chance = (pairs >= CHANCE_FROM).then_some(0.002 * (rank + 1) as f64);
        let count = |rate: f64| (rate * 8.0 * pairs as f64).round() as usize;
        TermChange {
            term: format!(
                "{}{}",
                TERMS[at % TERMS.len()],
                ["", "工程", "体系", "机制", "行动"][at / TERMS.len()]
            ),
            count_earlier: count(earlier),
            count_later: count(now),
            speakers_earlier: count(earlier).min(pairs),
            speakers_later: count(now).min(pairs),
            of: pairs,
            rate_earlier: earlier,
            rate_later: now,
            difference,
            interval,
            p: chance,
            q: chance,
            direction: Direction::of(interval),
            z: difference.signum() * (12.0 - 0.3 * rank as f64),
            largest: if rank % 6 == 4 { 0.8 } else { 0.1 },
            burst: rank % 6 == 4,
            evidence_earlier: if earlier > 0.0 { self.evidence(later - 1, 0) } else { Vec::new() },
            evidence_later: if now > 0.0 { self.evidence(later, 0) } else { Vec::new() },
        }
    }

    /// New wording, or gone wording; none with fewer than three speakers.
    pub(super) fn wording(&self, later: usize, is_new: bool) -> Vec<WordingChange> {
        let [of_earlier, of_later] = [later - 1, later].map(|at| self.speakers_of(at).count());
        if of_earlier.min(of_later) < 3 {
            return Vec::new();
        }
        let texts =
            WORDING.iter().skip(if is_new { 0 } else { 4 }).take(if is_new { 9 } else { 6 });
        let all = texts.enumerate().map(|(rank, text)| {
            let common = |of: usize| (of * (9 - rank)).div_ceil(10);
            let [speakers_earlier, speakers_later] =
                if is_new { [rank % 2, common(of_later)] } else { [common(of_earlier), rank % 2] };
            let (most, few) = if is_new { (later, later - 1) } else { (later - 1, later) };
            WordingChange {
                text: (*text).into(),
                speakers_earlier,
                of_earlier,
                speakers_later,
                of_later,
                p: 0.001,
                q: 0.01,
                in_reference: self.has_reference().then_some(rank % 3 == 0),
                places: self.first_places(most, speakers_earlier.max(speakers_later)),
                exceptions: self.first_places(few, rank % 2),
            }
        });
        all.collect()
    }

    /// A place of each of the first speakers of a meeting.
    fn first_places(&self, meeting: usize, speakers: usize) -> Vec<MeetingSpan> {
        let first = self.speakers_of(meeting).take(speakers);
        first.map(|speaker| self.place(meeting, speaker, 0)).collect()
    }
}

/// The strings of which wording is made.
pub(super) fn strings() -> &'static [&'static str] {
    &WORDING
}
