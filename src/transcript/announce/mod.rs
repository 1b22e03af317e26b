//! The lines of a record that announce who speaks next.
//!
//! One model covers all forms of a speaker's line. The beginning of each line is a candidate
//! ([`label`]). Its weight depends on whom it names ([`who`]), on what follows, and above all on the
//! other lines of the same form ([`Habit`]): where twenty labels in brackets are people, so is the
//! twenty-first.

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
    /// Whether no words follow on the line.
    pub(super) alone: bool,
    /// Whether the line is a heading: a name and nothing else, not even a mark.
    pub(super) heading: bool,
}

// The weights are logarithms of odds. They and the limits below were set by hand, on invented records
// and on public ones of eight kinds of bodies.

/// Weight from which a candidate announces a speaker.
const ENOUGH: f64 = 3.0;
/// How far below [`ENOUGH`] a candidate is still named as a doubt. This is what an unknown name lacks
/// that occurs once, in a form of which half the labels are names.
const NEAR: f64 = 3.5;
/// The most that the habit of a form adds to its candidates, or takes from them.
const HABIT: f64 = 2.0;
/// Added to both counts of a habit, so that a form of one label is not judged by it alone.
const PRIOR: f64 = 0.5;
/// What it is worth if words follow a label.
const FOLLOWED: f64 = 0.5;
/// What it costs if none follow.
const NOT_FOLLOWED: f64 = -1.0;
/// What each return of a name is worth.
const RETURN: f64 = 0.5;
/// The same for what does not look like a name: only its return shows that it is one.
const RETURN_UNNAMED: f64 = 1.5;
/// Returns that count; more of them show nothing new.
const RETURNS: usize = 3;
/// Times that a label must occur to count as a name whatever it looks like.
const OFTEN: usize = 3;
/// What it costs a name that occurs once to be a stranger: of another sort than nearly all names of
/// its form.
const STRANGER: f64 = -2.5;
/// Share of the names of a form up to which a sort of names is one of strangers.
const STRANGERS: f64 = 0.1;
/// Names of one form from which there can be strangers.
const CROWD: usize = 10;
/// What it costs a city or county to be alone on a line where provinces are.
const CITY: f64 = -3.0;
/// Provinces of one form from which they are what is announced.
const PROVINCES: usize = 2;
/// The most paragraphs for each `张三说，` that a record has; stories quote people less often.
const QUOTED: usize = 4;
/// Share of announcements up to which headings among turns, or turns among headings, are dropped.
const MINOR: f64 = 0.2;
/// Speakers of the smallest record.
const SPEAKERS: usize = 2;

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

/// Kinds of names that one record may mix.
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

/// The announcements of a record.
#[derive(Debug, Clone, Default)]
pub(super) struct Announcements {
    /// The lines that announce a speaker, in order; empty if fewer than two speak.
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
    // A headline may quote somebody who speaks below. If the name never returns, it is a doubt.
    let headline =
        candidates.first().filter(|one| times[&one.key()] == 1 && is_headline(one, lines));
    let mut taken = of_one_position(within(&weighed, ENOUGH..f64::INFINITY));
    taken.retain(|one| headline.is_none_or(|headline| one.line != headline.line));
    let speakers: BTreeSet<String> = taken.iter().map(|candidate| candidate.key()).collect();
    if speakers.len() < SPEAKERS {
        return Announcements::default();
    }
    let forms: BTreeSet<LabelForm> = taken.iter().map(|candidate| candidate.label.form).collect();
    let mut near = within(&weighed, ENOUGH - NEAR..ENOUGH);
    near.retain(|one| forms.contains(&one.label.form) && one.kind != NameKind::Clause);
    let near = headline.into_iter().chain(near);
    Announcements {
        near: near.map(|one| (one.line, one.label.name.to_owned())).collect(),
        taken: taken.into_iter().map(|one| announcement(one, lines)).collect(),
    }
}

/// The candidates whose weights are within a range.
fn within<'c, 't>(
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

/// Whether a label counts as a name in the habit of its form: because of what it says, because it
/// has a time, or because it occurs often before other words.
fn looks_like_name(candidate: &SpeakerCandidate<'_>, times: usize) -> bool {
    let returns =
        times >= OFTEN && candidate.kind != NameKind::Clause && !is_heading(&candidate.label);
    candidate.kind.worth() > 0.0 || candidate.label.form.stamped || returns
}

/// What the labels of one form usually are.
#[derive(Debug, Clone, Default)]
struct Habit {
    /// Labels that look like names.
    named: usize,
    /// Labels that do not, or paragraphs that have none.
    unnamed: usize,
    /// Labels of each sort that look like names.
    sorts: BTreeMap<Sort, usize>,
    /// Labels that name a province or its organisation.
    provinces: usize,
}

impl Habit {
    fn of_forms(
        candidates: &[SpeakerCandidate<'_>],
        times: &BTreeMap<String, usize>,
        lines: &[Line<'_>],
    ) -> BTreeMap<LabelForm, Self> {
        let mut habits: BTreeMap<LabelForm, Self> = BTreeMap::new();
        let mut last: Option<Headline> = None;
        for candidate in candidates {
            let form = candidate.label.form;
            let habit = habits.entry(form).or_default();
            let named = looks_like_name(candidate, times[&candidate.key()]);
            let joined = last.filter(|last| last.goes_on_in(candidate));
            habit.count(named, joined);
            *habit.sorts.entry(sort(candidate.kind)).or_default() += usize::from(named);
            habit.provinces += usize::from(candidate.kind == NameKind::Body);
            let named = named || joined.is_some_and(|headline| headline.named);
            last = Some(Headline { line: candidate.line, form, named });
        }
        // Any story has such a verb before quoted words; a record has one in every few paragraphs.
        let paragraphs = lines.iter().filter(|line| ends_sentence(line.text)).count();
        for (_, habit) in habits.iter_mut().filter(|(form, _)| form.close == Close::Verb) {
            if QUOTED * habit.named < paragraphs {
                habit.unnamed += paragraphs;
            }
        }
        habits
    }

    /// Counts a label, which may be a further line of a headline.
    fn count(&mut self, named: bool, headline: Option<Headline>) {
        match headline {
            // A headline counts once: as a name as soon as one of its lines is one.
            Some(Headline { named: false, .. }) if named => {
                self.unnamed -= 1;
                self.named += 1;
            }
            Some(_) if !named => {}
            _ if named => self.named += 1,
            _ => self.unnamed += 1,
        }
    }

    /// Logarithm of the odds that a label of this form is a name.
    fn log_odds(&self) -> f64 {
        let odds = (self.named as f64 + PRIOR) / (self.unnamed as f64 + PRIOR);
        libm::log(odds).clamp(-HABIT, HABIT)
    }

    /// Whether hardly any of the form's names are of the candidate's sort.
    fn is_strange(&self, candidate: &SpeakerCandidate<'_>) -> bool {
        let alike = self.sorts.get(&sort(candidate.kind)).copied().unwrap_or(0);
        self.named >= CROWD && alike as f64 <= STRANGERS * self.named as f64
    }
}

/// Lines in a row of one form that have a name and no mark: a headline, of which one line may be the
/// name.
#[derive(Debug, Clone, Copy)]
struct Headline {
    /// Its last line so far.
    line: usize,
    form: LabelForm,
    /// Whether one of its lines looks like a name.
    named: bool,
}

impl Headline {
    /// Whether a candidate is the next line of the headline.
    fn goes_on_in(&self, candidate: &SpeakerCandidate<'_>) -> bool {
        self.form.close == Close::End
            && (self.line + 1, self.form) == (candidate.line, candidate.label.form)
    }
}

/// The sum of all signs that a candidate announces a speaker.
fn weight(candidate: &SpeakerCandidate<'_>, habit: &Habit, times: usize) -> f64 {
    let followed = if candidate.followed { FOLLOWED } else { NOT_FOLLOWED };
    let strange = if times == 1 && habit.is_strange(candidate) { STRANGER } else { 0.0 };
    let among_provinces = candidate.kind == NameKind::Place && habit.provinces >= PROVINCES;
    let city = if among_provinces { CITY } else { 0.0 };
    candidate.kind.worth()
        + close_worth(candidate.label.form.close)
        + return_worth(candidate, times)
        + followed
        + strange
        + city
        + habit.log_odds()
}

/// What it is worth that a label occurs several times.
fn return_worth(candidate: &SpeakerCandidate<'_>, times: usize) -> f64 {
    let returns = times.saturating_sub(1).min(RETURNS) as f64;
    if candidate.kind.worth() > 0.0 {
        returns * RETURN
    } else if is_heading(&candidate.label) {
        // Headings of sections return too.
        0.0
    } else {
        returns * RETURN_UNNAMED
    }
}

/// Drops headings among turns, or turns among headings, where they are few.
fn of_one_position<'c, 't>(taken: Vec<&'c SpeakerCandidate<'t>>) -> Vec<&'c SpeakerCandidate<'t>> {
    let all = taken.len() as f64;
    let headings = taken.iter().filter(|candidate| is_heading(&candidate.label)).count() as f64;
    let keeps_headings = headings > MINOR * all;
    let keeps_turns = all - headings > MINOR * all;
    taken
        .into_iter()
        .filter(|one| if is_heading(&one.label) { keeps_headings } else { keeps_turns })
        .collect()
}
