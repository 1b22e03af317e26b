//! What is said in English of meetings held against each other.

use super::{English, counted};
use crate::{
    compare::{DateSource, Direction},
    say::change_words::{
        CarriedWords, JumpWords, MoveWords, QuantityWords, SaidBy, SaysChanges, ShareWords,
        Strength, TermWords, TrendWords, Votes, WordingWords,
    },
};

/// Names of a group that are listed; of more the rest is counted. Chosen by eye.
const NAMED: usize = 5;

/// With whom a speaker stands.
fn company(others: &[String]) -> String {
    match others.len() {
        0 => "alone".into(),
        n if n > NAMED => {
            format!("with {} and {} more", others[..NAMED].join(", "), n - NAMED)
        }
        _ => format!("with {}", others.join(", ")),
    }
}

/// How many say something where it is common.
fn many(said: &SaidBy<'_>) -> String {
    let SaidBy { meeting, speakers, of } = said;
    if speakers == of {
        format!("all {of} speakers of {meeting} say it")
    } else {
        format!("{speakers} of {of} speakers of {meeting} say it")
    }
}

/// How many say something where it is rare.
fn few(said: &SaidBy<'_>) -> String {
    let SaidBy { meeting, speakers, of } = said;
    match speakers {
        0 => format!("none of {of} in {meeting}"),
        n => format!("only {n} of {of} in {meeting}"),
    }
}

fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "rose from",
        Direction::Down => "fell from",
        Direction::CannotTell => "was",
    }
}

/// What stands between two numbers.
fn to(direction: Direction) -> &'static str {
    if direction == Direction::CannotTell { "and is" } else { "to" }
}

/// Says that the change may be none.
fn doubt(direction: Direction) -> &'static str {
    if direction == Direction::CannotTell { "; whether it changed, cannot tell" } else { "" }
}

impl SaysChanges for English {
    fn year(&self, year: &str) -> String {
        year.into()
    }

    fn dated_by(&self, source: DateSource) -> &'static str {
        match source {
            DateSource::Given => "date given by the user",
            DateSource::Record => "date printed in the record",
            DateSource::Name => "date from the name of the file or folder",
            DateSource::Order => "no date: it stands where it was named",
        }
    }

    fn direction(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Up => "rose",
            Direction::Down => "fell",
            Direction::CannotTell => "cannot tell",
        }
    }

    fn not_stated(&self) -> &'static str {
        "not stated"
    }

    fn meetings_compared(&self, names: &[String]) -> String {
        match names {
            [earlier, later] => format!("{earlier} and {later} compared"),
            [first, .., last] => format!("{first} to {last}: {} meetings compared", names.len()),
            _ => names.concat(),
        }
    }

    fn comparison_answer(&self, meetings: usize, speakers: [usize; 2], findings: usize) -> String {
        let [throughout, all] = speakers;
        let who = if throughout == all {
            format!("{} in every one", counted(all, "speaker"))
        } else {
            format!("{} in all, {throughout} of them in every one", counted(all, "speaker"))
        };
        let found = match findings {
            0 => "no change that can be told apart from chance".into(),
            n => format!("{}, each with the sentences that show it", counted(n, "main change")),
        };
        format!("{}, {who}; {found}.", counted(meetings, "meeting"))
    }

    fn wording(&self, said: &WordingWords<'_>) -> String {
        let reference = match said.in_reference {
            None => "",
            Some(true) => "; the reference text has it too",
            Some(false) => "; the reference text does not have it",
        };
        format!("“{}”: {}, {}{reference}", said.text, many(&said.common), few(&said.rare))
    }

    fn mean_share(&self, said: &ShareWords<'_>, votes: Votes) -> String {
        let ShareWords { theme, earlier, later, direction } = said;
        let Votes { risen, fallen, of } = votes;
        let (way, to, doubt) = (way(*direction), to(*direction), doubt(*direction));
        format!(
            "{theme}: mean share {way} {earlier} {to} {later} (of {of} speakers {risen} rose, {fallen} fell){doubt}"
        )
    }

    fn own_share(&self, speaker: &str, said: &ShareWords<'_>) -> String {
        let ShareWords { theme, earlier, later, direction } = said;
        let (way, to, doubt) = (way(*direction), to(*direction), doubt(*direction));
        format!("{speaker}: the share of {theme} {way} {earlier} {to} {later}{doubt}")
    }

    fn term_rate(&self, said: &TermWords<'_>) -> String {
        let TermWords { term, rates: [earlier, later], speakers: [before, now], of, direction } =
            said;
        let (way, to, doubt) = (way(*direction), to(*direction), doubt(*direction));
        format!(
            "“{term}” {way} {earlier} {to} {later} for each 1,000 characters; said by {now} of {of} speakers, before by {before}{doubt}"
        )
    }

    fn burst(&self, largest: &str) -> String {
        format!("{largest} of them by one speaker")
    }

    fn carried(&self, said: &CarriedWords<'_>) -> String {
        let CarriedWords { own, others, peers, reference, most, pairs } = said;
        let reference =
            reference.map_or_else(String::new, |share| format!(", {share} in the reference text"));
        let most = most.map_or_else(String::new, |(who, share)| {
            format!("; most of the own earlier speech is carried over by {who} ({share})")
        });
        format!(
            "Word for word elsewhere (strings of eleven letters and more), in the mean of {}: {own} in their own earlier speech, {others} in those of others, {peers} also said by others of the same meeting{reference}{most}",
            counted(*pairs, "speaker")
        )
    }

    fn moves(&self, said: &MoveWords<'_>) -> String {
        let (left, joined) = (company(said.left), company(said.joined));
        let speaker = said.speaker;
        if said.sure {
            format!("{speaker} moved: it stood {left}, and now stands {joined}")
        } else {
            format!("A hint: {speaker} may have moved; it stood {left}, and now stands {joined}")
        }
    }

    fn stated(&self, said: &QuantityWords<'_>) -> String {
        let QuantityWords { speaker, noun, earlier, later, ratio, meetings: [before, now] } = said;
        let ratio = ratio.map_or_else(String::new, |ratio| format!(", {ratio} times as much"));
        let stated = |value: &Option<&str>| value.unwrap_or("not stated").to_owned();
        let (earlier, later) = (stated(earlier), stated(later));
        format!("{speaker}, “{noun}”: {earlier} in {before}, {later} in {now}{ratio}")
    }

    fn left_out(&self, speaker: &str, theme: &str, said: &str, silent: &str) -> String {
        format!("{speaker} spoke of {theme} in {said} and does not in {silent}")
    }

    fn taken_up(&self, speaker: &str, theme: &str, silent: &str, said: &str) -> String {
        format!("{speaker} did not speak of {theme} in {silent} and does in {said}")
    }

    fn trend(&self, said: &TrendWords<'_>) -> String {
        let TrendWords { theme, from, to, slope, points } = said;
        format!(
            "{theme}: {slope} points a year from {from} to {to} ({})",
            counted(*points, "meeting")
        )
    }

    fn jump(&self, said: &JumpWords<'_>) -> String {
        let JumpWords { theme, from, to, points } = said;
        format!(
            "The largest change from one meeting to the next: {theme}, {points} points from {from} to {to}"
        )
    }

    fn nothing_changed(&self, earlier: &str, later: &str) -> String {
        format!("Between {earlier} and {later} nothing changed that can be told apart from chance")
    }

    fn nobody_in_both(&self, earlier: &str, later: &str) -> String {
        format!(
            "No speaker is in both {earlier} and {later}, so nothing was compared; names that \
             differ are made one with `transcript.aliases`"
        )
    }

    fn earliest(&self, meeting: &str) -> String {
        format!("earliest in these texts: {meeting}")
    }

    fn under(&self, meetings: &str, sentence: &str) -> String {
        format!("{meetings}: {sentence}")
    }

    fn also(&self, remarks: &[String]) -> String {
        remarks.join("; ")
    }

    fn within_points(&self, low: &str, high: &str) -> String {
        format!("95% interval of the difference {low} to {high} points")
    }

    fn within_rates(&self, low: &str, high: &str) -> String {
        format!("95% interval of the difference {low} to {high} for each 1,000 characters")
    }

    fn evidence(&self, strength: Strength, q: &str) -> String {
        let words = match strength {
            Strength::VeryStrong => "very strong evidence",
            Strength::Strong => "strong evidence",
            Strength::Some => "some evidence",
            Strength::Hint => "a hint only",
        };
        format!("{words}, corrected chance {q}")
    }

    fn move_chance(&self, chance: &str) -> String {
        format!("chance of the move {chance}")
    }

    fn others_would(&self, share: &str) -> String {
        format!("cut to its length, {share} of the others still would")
    }

    fn no_interval(&self) -> &'static str {
        "too little text for an interval"
    }
}
