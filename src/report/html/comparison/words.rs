//! Terms whose rate changed, and wording that is new or gone.

use super::{context::Change, open::Open, shares::class};
use crate::{
    compare::{Direction, MeetingSpan, TermChange, WordingChange},
    phrase::Phrase,
    report::html::bilingual::{Bilingual, both},
    say::{
        self, changes,
        numbers::{chance, rate, rate_gain},
        percent,
    },
};

/// Terms listed of each direction; all are in `tables/changes_terms.csv`. Chosen by eye.
const TERMS: usize = 30;

/// Wording listed of each kind; all is in `tables/wording.csv`. Chosen by eye.
const WORDING: usize = 40;

/// What a list shows, and how much more there is.
pub(super) struct Listed<T> {
    /// Its name in the page, and its title.
    pub(super) name: &'static str,
    pub(super) title: Bilingual,
    pub(super) rows: Vec<T>,
    pub(super) rest: Option<Bilingual>,
}

impl<T> Listed<T> {
    /// The first `most` of `all`; `table` has the others.
    pub(super) fn new<S>(all: &[S], most: usize, table: &str, row: impl Fn(&S) -> T) -> Self {
        let more = say::count(all.len().saturating_sub(most));
        let rest = (all.len() > most).then(|| {
            both(
                format!("其余 {more} 项见 tables/{table}.csv。"),
                format!("{more} more in tables/{table}.csv."),
            )
        });
        let rows = all.iter().take(most).map(row).collect();
        Self { name: "", title: Bilingual::default(), rows, rest }
    }

    /// The same list under a name and a title.
    fn called(self, name: &'static str, title: Bilingual) -> Self {
        Self { name, title, ..self }
    }
}

/// One row of a table of terms.
pub(super) struct TermRow {
    pub(super) term: Open,
    pub(super) rates: Open,
    pub(super) difference: String,
    pub(super) interval: Bilingual,
    pub(super) speakers: Open,
    pub(super) counts: Open,
    pub(super) q: String,
    /// That most of it is one speaker's; empty if not.
    pub(super) burst: Bilingual,
    pub(super) class: &'static str,
}

impl TermRow {
    /// The terms that rose, and those that fell.
    pub(super) fn lists(of: Change<'_>) -> [Listed<Self>; 2] {
        [
            Self::listed(of, true).called("risen", both("更多", "More")),
            Self::listed(of, false).called("fallen", both("更少", "Less")),
        ]
    }

    /// By their difference, since not each is sure.
    fn listed(of: Change<'_>, risen: bool) -> Listed<Self> {
        let terms: Vec<&TermChange> =
            of.change.terms.iter().filter(|term| (term.difference > 0.0) == risen).collect();
        Listed::new(&terms, TERMS, "changes_terms", |term| Self::new(of, term))
    }

    fn new(of: Change<'_>, term: &TermChange) -> Self {
        let places: Vec<MeetingSpan> =
            term.evidence_earlier.iter().chain(&term.evidence_later).copied().collect();
        let shown = |text: String| of.at(&places, Phrase::same(text)).finding(&term.term);
        let (before, now, all) = (term.speakers_earlier, term.speakers_later, term.of);
        Self {
            term: shown(term.term.clone()),
            rates: shown(format!("{}→{}", rate(term.rate_earlier), rate(term.rate_later))),
            difference: rate_gain(term.difference),
            interval: match term.interval.map(|ends| ends.map(rate_gain)) {
                Some([low, high]) => both(format!("{low} 至 {high}"), format!("{low} to {high}")),
                None => Bilingual(Phrase::same("—")),
            },
            speakers: shown(format!("{before}→{now}/{all}")),
            counts: shown(format!("{}→{}", term.count_earlier, term.count_later)),
            q: term.q.map_or_else(|| "—".into(), chance),
            burst: if term.burst {
                let largest = percent(term.largest);
                both(format!("{largest} 出自一位"), format!("{largest} by one speaker"))
            } else {
                Bilingual::default()
            },
            class: if term.direction == Direction::CannotTell {
                "chance"
            } else {
                class(term.direction)
            },
        }
    }
}

/// How many terms were looked at.
pub(super) fn tried(of: Change<'_>) -> Bilingual {
    let n = say::count(of.change.terms_tried);
    both(
        format!(
            "试过 {n} 个词。每千字次数是各发言者的平均，一位一票；升降以校正后的 p 不大于 0.05 为准，区间对试过的全部词同时成立，所以可能含 0；灰色的看不出变化。"
        ),
        format!(
            "{n} terms were tried. Rates are for each 1,000 characters, in the mean of the \
             speakers, one vote each; a term rose or fell where its corrected p is 0.05 or less; the \
             intervals hold for all terms that were tried at once, so they may hold 0; of grey terms cannot tell."
        ),
    )
}

/// One wording.
pub(super) struct WordingRow {
    pub(super) text: Open,
    pub(super) speakers: Open,
    /// Length of the bar: the part of the speakers that have it.
    pub(super) length: String,
    pub(super) sure: Bilingual,
    /// Whether the reference text has it; empty: none was given.
    pub(super) reference: Bilingual,
}

impl WordingRow {
    /// What is new, and what is gone.
    pub(super) fn lists(of: Change<'_>) -> [Listed<Self>; 2] {
        let (new, gone) = (&of.change.new_wording, &of.change.gone_wording);
        [
            Listed::new(new, WORDING, "wording", |one| Self::new(of, one, true))
                .called("new", both("新出现", "New")),
            Listed::new(gone, WORDING, "wording", |one| Self::new(of, one, false))
                .called("gone", both("不再出现", "Gone")),
        ]
    }

    fn new(of: Change<'_>, one: &WordingChange, is_new: bool) -> Self {
        // In the order of the meetings.
        let mut places: Vec<MeetingSpan> =
            one.places.iter().chain(&one.exceptions).copied().collect();
        places.sort_unstable();
        let shown = |text: String| of.at(&places, Phrase::same(text)).finding(&one.text);
        let (before, now) = (one.speakers_earlier, one.speakers_later);
        let said = format!("{before}/{}→{now}/{}", one.of_earlier, one.of_later);
        let (many, all) = if is_new { (now, one.of_later) } else { (before, one.of_earlier) };
        Self {
            text: shown(one.text.clone()),
            speakers: shown(said),
            length: say::numbers::length(many as f64 / all.max(1) as f64),
            sure: Bilingual(changes::evidence(one.q)),
            reference: match one.in_reference {
                None => Bilingual::default(),
                Some(true) => both("参照文本中也有", "also in the reference text"),
                Some(false) => both("参照文本中没有", "not in the reference text"),
            },
        }
    }
}
