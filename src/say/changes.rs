//! What changed from meeting to meeting, in words: one sentence a finding, and how sure it is.
//!
//! The numbers are those of [`crate::compare`]; nothing is derived from them a second time.

use super::{
    change_words::{
        CarriedWords, JumpWords, MoveWords, QuantityWords, SaidBy, ShareWords, Strength, TermWords,
        TrendWords, Votes, WordingWords,
    },
    language::Language,
    names,
    numbers::{chance, gain, percent, percents_apart, rate, rate_gain, score},
    phrases::each,
};
use crate::{
    compare::{
        ChangeClaim, ChangeFinding, ComparedMeeting, DateSource, Direction, GroupMove, Jump,
        MeetingComparison, OmissionChange, OmissionTurn, QuantityChange, ShareChange,
        SpeakerShareChange, StatedQuantity, TermChange, Trend, WordingChange,
    },
    ids::{GroupId, MeetingId, SpeakerId, ThemeId},
    phrase::Phrase,
};

/// A finding in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaidFinding {
    /// Which two meetings it is of; empty where there are only two, or where the text says so.
    pub when: Phrase,
    /// What is found, with its numbers and their denominators; no full stop.
    pub text: Phrase,
    /// How sure that is; empty if it was counted and leaves no doubt.
    pub sure: Phrase,
}

/// All findings of a comparison, a line each.
pub fn lines(comparison: &MeetingComparison) -> Vec<Phrase> {
    let said = comparison.findings.iter().map(|one| finding(comparison, one));
    said.map(|SaidFinding { when, text, sure }| {
        each(|language| {
            let text = language.of(&text);
            let text = match language.of(&when) {
                "" => text.to_owned(),
                when => language.under(when, text),
            };
            if sure.is_empty() { text } else { language.aside(&text, language.of(&sure)) }
        })
    })
    .collect()
}

/// The title of a comparison.
pub fn title(comparison: &MeetingComparison) -> Phrase {
    each(|language| {
        let meetings = comparison.meetings.iter();
        let names: Vec<String> = meetings.map(|one| called(one, language)).collect();
        language.meetings_compared(&names)
    })
}

/// The first sentence of the page: how many meetings and speakers, and how much was found.
pub fn answer(comparison: &MeetingComparison) -> Phrase {
    let meetings = comparison.meetings.len();
    let all = comparison.speakers.len();
    let throughout = comparison
        .speakers
        .iter()
        .filter(|speaker| (0..meetings).all(|meeting| speaker.is_in(MeetingId::new(meeting))))
        .count();
    let findings = comparison
        .findings
        .iter()
        .filter(|one| !matches!(one.claim, ChangeClaim::Nothing { .. }))
        .count();
    each(|language| language.comparison_answer(meetings, [throughout, all], findings))
}

/// What a meeting is called in a sentence: `2021年` and `2021`.
pub fn meeting(meeting: &ComparedMeeting) -> Phrase {
    each(|language| called(meeting, language))
}

/// Which way a number went.
pub fn direction(direction: Direction) -> Phrase {
    each(|language| language.direction(direction).into())
}

/// Where the date of a meeting comes from.
pub fn dated_by(source: DateSource) -> Phrase {
    each(|language| language.dated_by(source).into())
}

/// Says that a quantity is not stated, which is not 0.
pub fn not_stated() -> Phrase {
    each(|language| language.not_stated().into())
}

/// Says which meeting is the first of these to say something.
pub fn earliest(first: &ComparedMeeting) -> Phrase {
    each(|language| language.earliest(&called(first, language)))
}

/// An interval of a difference of shares; that there is none if there is none.
pub fn within_points(interval: Option<[f64; 2]>) -> Phrase {
    each(|language| match interval {
        Some([low, high]) => language.within_points(&gain(low), &gain(high)),
        None => language.no_interval().into(),
    })
}

/// How strong the evidence is, from a chance that is corrected for all that was tried.
pub fn evidence(q: f64) -> Phrase {
    each(|language| language.evidence(Strength::of(q), &chance(q)))
}

/// A finding in words.
pub fn finding(comparison: &MeetingComparison, finding: &ChangeFinding) -> SaidFinding {
    let teller = Teller { comparison, earlier: finding.earlier, later: finding.later };
    let (text, sure) = said(&teller, &finding.claim);
    let is_of_course = matches!(
        finding.claim,
        ChangeClaim::Trend { .. } | ChangeClaim::Jump { .. } | ChangeClaim::Nothing { .. }
    );
    let when = if comparison.changes.len() > 1 && !is_of_course {
        each(|language| {
            let [earlier, later] =
                [finding.earlier, finding.later].map(|id| teller.meeting(id, language));
            format!("{earlier}→{later}")
        })
    } else {
        Phrase::default()
    };
    SaidFinding { when, text, sure }
}

/// A claim in words, and how sure it is.
fn said(teller: &Teller<'_>, claim: &ChangeClaim) -> (Phrase, Phrase) {
    let none = Phrase::default();
    match claim {
        ChangeClaim::New(wording) => (teller.wording(wording, true), evidence(wording.q)),
        ChangeClaim::Gone(wording) => (teller.wording(wording, false), evidence(wording.q)),
        ChangeClaim::Share { change, pairs } => {
            (teller.share(change, *pairs), within_points(change.interval))
        }
        ChangeClaim::SpeakerShare { speaker, change } => {
            (teller.speaker_share(*speaker, change), within_points(change.interval))
        }
        ChangeClaim::Term(term) => (teller.term(term), rates(term)),
        ChangeClaim::Carried { .. } => (teller.carried(claim), none),
        ChangeClaim::Move(moved) => {
            let chance = percent(moved.chance);
            (teller.moves(moved), each(|language| language.move_chance(&chance)))
        }
        ChangeClaim::Quantity(quantity) => (teller.quantity(quantity), none),
        ChangeClaim::Omission(omission) => {
            let share = percent(omission.at_length);
            (teller.omission(omission), each(|language| language.others_would(&share)))
        }
        ChangeClaim::Trend { theme, trend, points } => {
            (teller.trend(theme, *trend, *points), evidence(trend.q))
        }
        ChangeClaim::Jump { theme, jump } => (teller.jump(theme, *jump), none),
        ChangeClaim::Nothing { pairs } => (teller.nothing(*pairs), none),
    }
}

/// A move from one group to another in words.
pub fn moves(comparison: &MeetingComparison, ends: [MeetingId; 2], moved: &GroupMove) -> Phrase {
    let [earlier, later] = ends;
    Teller { comparison, earlier, later }.moves(moved)
}

/// A theme that a speaker begins or ceases to leave out, in words.
pub fn omission(
    comparison: &MeetingComparison,
    ends: [MeetingId; 2],
    change: &OmissionChange,
) -> Phrase {
    let [earlier, later] = ends;
    Teller { comparison, earlier, later }.omission(change)
}

/// A stated quantity as printed, with its unit once.
pub fn stated(quantity: &StatedQuantity, unit: &str) -> String {
    if quantity.raw.contains(unit) {
        quantity.raw.clone()
    } else {
        format!("{}{unit}", quantity.raw)
    }
}

/// How sure the change of a term is, and whether it is one speaker's.
fn rates(term: &TermChange) -> Phrase {
    each(|language| {
        let mut said = match (term.q, term.interval) {
            (Some(q), _) => vec![language.evidence(Strength::of(q), &chance(q))],
            (None, Some([low, high])) => {
                vec![language.within_rates(&rate_gain(low), &rate_gain(high))]
            }
            (None, None) => vec![language.no_interval().into()],
        };
        if term.burst {
            said.push(language.burst(&percent(term.largest)));
        }
        language.also(&said)
    })
}

/// What a meeting is called in one language: a year or a date as that language writes it.
fn called(meeting: &ComparedMeeting, language: &dyn Language) -> String {
    let name = &meeting.name;
    let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { language.year(name) } else { name.clone() }
}

/// Puts what is found of two meetings in words.
struct Teller<'a> {
    comparison: &'a MeetingComparison,
    earlier: MeetingId,
    later: MeetingId,
}

impl Teller<'_> {
    fn meeting(&self, id: MeetingId, language: &dyn Language) -> String {
        self.comparison
            .meetings
            .get(id.index())
            .map_or_else(String::new, |one| called(one, language))
    }

    fn speaker(&self, id: SpeakerId) -> Phrase {
        let speaker = self.comparison.speakers.get(id.index());
        names::speaker(speaker.map_or("", |speaker| &speaker.name))
    }

    fn theme(&self, id: &ThemeId) -> Phrase {
        names::theme(&self.comparison.themes, id)
    }

    fn wording(&self, wording: &WordingChange, is_new: bool) -> Phrase {
        each(|language| {
            let (earlier, later) =
                (self.meeting(self.earlier, language), self.meeting(self.later, language));
            let before = SaidBy {
                meeting: &earlier,
                speakers: wording.speakers_earlier,
                of: wording.of_earlier,
            };
            let now =
                SaidBy { meeting: &later, speakers: wording.speakers_later, of: wording.of_later };
            let (common, rare) = if is_new { (now, before) } else { (before, now) };
            let (text, in_reference) = (wording.text.as_str(), wording.in_reference);
            language.wording(&WordingWords { text, common, rare, in_reference })
        })
    }

    fn share(&self, change: &ShareChange, pairs: usize) -> Phrase {
        let theme = self.theme(&change.theme);
        let [earlier, later] = percents_apart([change.earlier, change.later]);
        let votes = Votes { risen: change.risen, fallen: change.fallen, of: pairs };
        each(|language| {
            let said = ShareWords {
                theme: language.of(&theme),
                earlier: &earlier,
                later: &later,
                direction: change.direction,
            };
            language.mean_share(&said, votes)
        })
    }

    fn speaker_share(&self, speaker: SpeakerId, change: &SpeakerShareChange) -> Phrase {
        let (theme, speaker) = (self.theme(&change.theme), self.speaker(speaker));
        let [earlier, later] = percents_apart([change.earlier, change.later]);
        each(|language| {
            let said = ShareWords {
                theme: language.of(&theme),
                earlier: &earlier,
                later: &later,
                direction: change.direction,
            };
            language.own_share(language.of(&speaker), &said)
        })
    }

    fn term(&self, term: &TermChange) -> Phrase {
        let (earlier, later) = (rate(term.rate_earlier), rate(term.rate_later));
        each(|language| {
            language.term_rate(&TermWords {
                term: &term.term,
                rates: [&earlier, &later],
                speakers: [term.speakers_earlier, term.speakers_later],
                of: term.of,
                direction: term.direction,
            })
        })
    }

    /// What is said of [`ChangeClaim::Carried`]; nothing of another claim.
    fn carried(&self, claim: &ChangeClaim) -> Phrase {
        let ChangeClaim::Carried { own, others, peers, reference, most, pairs } = claim else {
            return Phrase::default();
        };
        let [own, others, peers] = [own, others, peers].map(|share| percent(*share));
        let reference = reference.map(percent);
        let most = most.map(|(speaker, share)| (self.speaker(speaker), percent(share)));
        each(|language| {
            language.carried(&CarriedWords {
                own: &own,
                others: &others,
                peers: &peers,
                reference: reference.as_deref(),
                most: most.as_ref().map(|(speaker, share)| (language.of(speaker), share.as_str())),
                pairs: *pairs,
            })
        })
    }

    /// The others of a group.
    fn company(&self, meeting: MeetingId, group: GroupId, speaker: SpeakerId) -> Vec<Phrase> {
        let meeting = self.comparison.meetings.get(meeting.index());
        let members = meeting.and_then(|one| one.groups.get(group.index())).map(|one| &one.members);
        let others = members.into_iter().flatten().filter(|&&member| member != speaker);
        others.map(|&member| self.speaker(member)).collect()
    }

    fn moves(&self, moved: &GroupMove) -> Phrase {
        let left = self.company(self.earlier, moved.from, moved.speaker);
        let joined = self.company(self.later, moved.to, moved.speaker);
        let speaker = self.speaker(moved.speaker);
        each(|language| {
            let [left, joined] = [&left, &joined].map(|company| {
                company.iter().map(|one| language.of(one).into()).collect::<Vec<String>>()
            });
            language.moves(&MoveWords {
                speaker: language.of(&speaker),
                left: &left,
                joined: &joined,
                sure: moved.sure,
            })
        })
    }

    fn quantity(&self, change: &QuantityChange) -> Phrase {
        let value = |one: &StatedQuantity| stated(one, &change.unit);
        let (before, now) = (change.earlier.as_ref().map(value), change.later.as_ref().map(value));
        let ratio = change.ratio.map(score);
        let speaker = self.speaker(change.speaker);
        each(|language| {
            let meetings = [self.earlier, self.later].map(|id| self.meeting(id, language));
            language.stated(&QuantityWords {
                speaker: language.of(&speaker),
                noun: &change.noun,
                earlier: before.as_deref(),
                later: now.as_deref(),
                ratio: ratio.as_deref(),
                meetings: [&meetings[0], &meetings[1]],
            })
        })
    }

    fn omission(&self, change: &OmissionChange) -> Phrase {
        let theme = self.theme(&change.theme);
        let speaker = self.speaker(change.speaker);
        each(|language| {
            let [earlier, later] = [self.earlier, self.later].map(|id| self.meeting(id, language));
            let (theme, speaker) = (language.of(&theme), language.of(&speaker));
            match change.turn {
                OmissionTurn::Began => language.left_out(speaker, theme, &earlier, &later),
                OmissionTurn::Ended => language.taken_up(speaker, theme, &earlier, &later),
            }
        })
    }

    fn trend(&self, theme: &ThemeId, trend: Trend, points: usize) -> Phrase {
        let theme = self.theme(theme);
        let slope = gain(trend.slope);
        each(|language| {
            let [from, to] = [self.earlier, self.later].map(|id| self.meeting(id, language));
            let theme = language.of(&theme);
            language.trend(&TrendWords { theme, from: &from, to: &to, slope: &slope, points })
        })
    }

    fn jump(&self, theme: &ThemeId, jump: Jump) -> Phrase {
        let theme = self.theme(theme);
        let points = gain(jump.difference);
        each(|language| {
            let [from, to] = [jump.from, jump.to].map(|id| self.meeting(id, language));
            let theme = language.of(&theme);
            language.jump(&JumpWords { theme, from: &from, to: &to, points: &points })
        })
    }

    fn nothing(&self, pairs: usize) -> Phrase {
        each(|language| {
            let [earlier, later] = [self.earlier, self.later].map(|id| self.meeting(id, language));
            if pairs == 0 {
                language.nobody_in_both(&earlier, &later)
            } else {
                language.nothing_changed(&earlier, &later)
            }
        })
    }
}
