//! Who is announced where: the lines of a record that say who speaks next.
//!
//! There is one model for all forms of a speaker's line. Each line's beginning
//! is a candidate ([`label`]); it is weighed by whom it names ([`who`]), by what
//! follows, and above all by how the lines of the same form name ([`Habit`]):
//! where twenty labels in brackets are people, so is the twenty-first.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Line, ends_sentence};

mod candidates;
mod label;
mod person;
mod who;

use candidates::{SpeakerCandidate, candidates, is_heading, is_headline, speaker};
use label::{Close, LabelForm};
pub(super) use who::{NameKind, read as read_name};

/// One line that says who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Announcement {
    /// Index in the list of lines.
    pub(super) line: usize,
    /// The name as read, see [`read_name`].
    pub(super) name: String,
    /// Characters of the line before the words.
    pub(super) skip: usize,
    /// No words stand on the line.
    pub(super) alone: bool,
    /// The line is a heading: nothing but a name, with no mark behind it.
    pub(super) heading: bool,
}

// The weights are logarithms of odds, set by hand from what each sign is worth
// on invented records and on public ones of eight kinds of bodies; a candidate
// is taken from `ENOUGH` on.

/// Sum of weights from which a candidate announces a speaker.
const ENOUGH: f64 = 3.0;
/// How much less makes a candidate doubtful: as much as an unknown name lacks that stands once in a
/// form of which half the labels are names.
const NEAR: f64 = 3.5;
/// Furthest that the habit of a form can move its candidates.
const HABIT: f64 = 2.0;
/// What words behind a label are worth, and what their absence costs.
const FOLLOWED: f64 = 0.5;
/// What each return of a name is worth, up to three times.
const RETURN: f64 = 0.5;
/// The same for what does not look like a name: only its return shows that it is one.
const RETURN_UNNAMED: f64 = 1.5;
/// Times that a label returns, from which it is somebody's name whatever it looks like.
const OFTEN: usize = 3;
/// What it costs to be of another sort than nine in ten of the form, and named once.
const STRANGER: f64 = -2.5;
/// Candidates of one form from which a share of one in ten is that of a stranger.
const CROWD: usize = 10;
/// What it costs a city or county to stand alone on a line where provinces do.
const CITY: f64 = -3.0;
/// Paragraphs to each `张三说，` up to which a text may be a record; stories quote people less often.
const QUOTED: usize = 4;
/// Share of announcements below which those of the other position are none: headings among turns.
const MINOR: f64 = 0.2;

/// What a kind of name is worth.
fn worth(kind: NameKind) -> f64 {
    match kind {
        NameKind::Role | NameKind::Holder | NameKind::Body => 3.0,
        NameKind::Person => 2.0,
        NameKind::Organisation => 1.5,
        NameKind::Place => 1.0,
        NameKind::Word => -1.0,
        NameKind::Other => -2.0,
        NameKind::Clause => -6.0,
    }
}

/// What the end of a label is worth.
fn close_worth(close: Close) -> f64 {
    match close {
        Close::Colon => 1.0,
        Close::Stamp => 2.5,
        Close::Bracket | Close::Verb => 0.5,
        Close::Round => -1.0,
        Close::Bar | Close::Dash => 0.0,
        Close::End => -0.5,
    }
}

/// Kinds of names that take turns with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    People,
    /// Places and what speaks for them.
    Bodies,
    Organisations,
    Others,
}

fn sort(kind: NameKind) -> Sort {
    match kind {
        NameKind::Role | NameKind::Holder | NameKind::Person | NameKind::Word => Sort::People,
        NameKind::Body | NameKind::Place => Sort::Bodies,
        NameKind::Organisation => Sort::Organisations,
        NameKind::Other | NameKind::Clause => Sort::Others,
    }
}

/// What a record says of its speakers.
#[derive(Debug, Clone, Default)]
pub(super) struct Announcements {
    /// The lines that announce a speaker, in order; none if fewer than two speak.
    pub(super) taken: Vec<Announcement>,
    /// Lines of the same form that were nearly taken: index and name.
    pub(super) near: Vec<(usize, String)>,
}

/// The lines that announce a speaker, and those that nearly do.
pub(super) fn find(lines: &[Line<'_>]) -> Announcements {
    let candidates = candidates(lines);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for candidate in &candidates {
        *times.entry(candidate.key()).or_insert(0) += 1;
    }
    let habits = Habit::of_forms(&candidates, &times, lines);
    let weighed: Vec<(&SpeakerCandidate<'_>, f64)> = candidates
        .iter()
        .map(|one| (one, weight(one, &habits[&one.label.form], times[&one.key()])))
        .collect();
    // Whoever a headline quotes may speak below; who never returns is left for a doubt.
    let quoted = |one: &SpeakerCandidate<'_>| times[&one.key()] == 1 && is_headline(one, lines);
    let mut taken = of_one_position(above(&weighed, ENOUGH..f64::INFINITY));
    taken.retain(|one| !quoted(one));
    let speakers: BTreeSet<String> = taken.iter().map(|candidate| candidate.key()).collect();
    if speakers.len() < 2 {
        return Announcements::default();
    }
    let forms: BTreeSet<LabelForm> = taken.iter().map(|candidate| candidate.label.form).collect();
    let mut near = above(&weighed, ENOUGH - NEAR..ENOUGH);
    near.retain(|one| forms.contains(&one.label.form) && one.kind != NameKind::Clause);
    let headline = weighed.first().map(|(one, _)| *one).filter(|one| quoted(one));
    let near = headline.into_iter().chain(near);
    Announcements {
        near: near.map(|one| (one.line, one.label.name.to_owned())).collect(),
        taken: taken.into_iter().map(|one| announcement(one, lines)).collect(),
    }
}

/// The candidates with a weight in a range.
fn above<'c, 't>(
    weighed: &[(&'c SpeakerCandidate<'t>, f64)],
    range: std::ops::Range<f64>,
) -> Vec<&'c SpeakerCandidate<'t>> {
    weighed.iter().filter(|(_, weight)| range.contains(weight)).map(|(one, _)| *one).collect()
}

fn announcement(candidate: &SpeakerCandidate<'_>, lines: &[Line<'_>]) -> Announcement {
    let label = &candidate.label;
    let line = lines[candidate.line].text;
    Announcement {
        line: candidate.line,
        name: speaker(label.name).to_owned(),
        skip: line[..line.len() - label.words.len()].chars().count(),
        alone: label.words.is_empty(),
        heading: is_heading(label),
    }
}

/// Whether a label counts as a name where the habit of its form is asked for: by what it says, by
/// its time, or since it returns before other words.
fn looks_like_name(candidate: &SpeakerCandidate<'_>, times: usize) -> bool {
    let returns =
        times >= OFTEN && candidate.kind != NameKind::Clause && !is_heading(&candidate.label);
    worth(candidate.kind) > 0.0 || candidate.label.form.stamped || returns
}

/// How the labels of one form name.
#[derive(Debug, Clone, Default)]
struct Habit {
    /// Labels that look like names.
    named: usize,
    /// Labels that do not, or paragraphs that have none.
    unnamed: usize,
    /// Named labels of each sort.
    sorts: BTreeMap<Sort, usize>,
    provinces: usize,
}

impl Habit {
    fn of_forms(
        candidates: &[SpeakerCandidate<'_>],
        times: &BTreeMap<String, usize>,
        lines: &[Line<'_>],
    ) -> BTreeMap<LabelForm, Self> {
        let mut habits: BTreeMap<LabelForm, Self> = BTreeMap::new();
        // Lines in a row without sentences are one headline: a name among them is its name.
        let mut last: Option<(usize, LabelForm, bool)> = None;
        for candidate in candidates {
            let habit = habits.entry(candidate.label.form).or_default();
            let named = looks_like_name(candidate, times[&candidate.key()]);
            let joins = candidate.label.form.close == Close::End
                && last.is_some_and(|(line, form, _)| {
                    (line + 1, form) == (candidate.line, candidate.label.form)
                });
            let before = last.is_some_and(|(_, _, named)| named);
            match (joins, before, named) {
                (true, false, true) => {
                    habit.unnamed -= 1;
                    habit.named += 1;
                }
                (true, true, false) | (true, false, false) => {}
                (_, _, true) => habit.named += 1,
                (_, _, false) => habit.unnamed += 1,
            }
            *habit.sorts.entry(sort(candidate.kind)).or_default() += usize::from(named);
            habit.provinces += usize::from(candidate.kind == NameKind::Body);
            last = Some((candidate.line, candidate.label.form, named || joins && before));
        }
        // A verb brings in words in any story: a record has one in every few paragraphs.
        let paragraphs = lines.iter().filter(|line| ends_sentence(line.text)).count();
        for (_, habit) in habits.iter_mut().filter(|(form, _)| form.close == Close::Verb) {
            if QUOTED * habit.named < paragraphs {
                habit.unnamed += paragraphs;
            }
        }
        habits
    }

    /// Logarithm of the odds that a label of this form is a name.
    fn odds(&self) -> f64 {
        let half = |count: usize| count as f64 + 0.5;
        libm::log(half(self.named) / half(self.unnamed)).clamp(-HABIT, HABIT)
    }

    /// Whether one in ten or fewer of the names are of the candidate's sort.
    fn is_strange(&self, candidate: &SpeakerCandidate<'_>) -> bool {
        let alike = self.sorts.get(&sort(candidate.kind)).copied().unwrap_or(0);
        self.named >= CROWD && 10 * alike <= self.named
    }
}

fn weight(candidate: &SpeakerCandidate<'_>, habit: &Habit, times: usize) -> f64 {
    let again = times.saturating_sub(1).min(3) as f64;
    let returns = again
        * match (worth(candidate.kind) > 0.0, is_heading(&candidate.label)) {
            (true, _) => RETURN,
            (false, false) => RETURN_UNNAMED,
            // Headings of sections return too.
            (false, true) => 0.0,
        };
    let followed = if candidate.followed { FOLLOWED } else { -2.0 * FOLLOWED };
    let strange = if times == 1 && habit.is_strange(candidate) { STRANGER } else { 0.0 };
    let city = if candidate.kind == NameKind::Place && habit.provinces > 1 { CITY } else { 0.0 };
    worth(candidate.kind)
        + close_worth(candidate.label.form.close)
        + returns
        + followed
        + strange
        + city
        + habit.odds()
}

/// Drops headings among turns, and turns among headings, where they are few.
fn of_one_position<'c, 't>(taken: Vec<&'c SpeakerCandidate<'t>>) -> Vec<&'c SpeakerCandidate<'t>> {
    let all = taken.len() as f64;
    let headings = taken.iter().filter(|candidate| is_heading(&candidate.label)).count() as f64;
    let keep = |candidate: &&'c SpeakerCandidate<'t>| match is_heading(&candidate.label) {
        true => headings > MINOR * all,
        false => all - headings > MINOR * all,
    };
    taken.into_iter().filter(keep).collect()
}
