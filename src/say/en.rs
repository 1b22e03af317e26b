//! What reports say in English.

use super::{
    language::{EmphasisSpread, GroupSummary, Language, Near, PrintedDate, TriedCodebook},
    numbers::count,
};
use crate::phrase::Phrase;

mod changes;

pub(super) struct English;

/// A count and its noun, singular or plural.
pub fn counted(number: usize, one: &str) -> String {
    let ending = if number == 1 {
        ""
    } else if one.ends_with("ch") {
        "es"
    } else {
        "s"
    };
    format!("{} {one}{ending}", count(number))
}

/// A month, after its day if there is one.
fn named(month: u32, day: Option<u32>) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = MONTHS.get((month as usize).wrapping_sub(1));
    let name = name.map_or_else(|| month.to_string(), |name| (*name).to_owned());
    match day {
        Some(day) => format!("{day} {name}"),
        None => name,
    }
}

impl Language for English {
    fn of<'p>(&self, phrase: &'p Phrase) -> &'p str {
        &phrase.en
    }

    fn list(&self, items: &[String]) -> String {
        items.join(", ")
    }

    fn range(&self, low: &str, high: &str) -> String {
        format!("{low} to {high}")
    }

    fn date(&self, date: PrintedDate) -> String {
        match date {
            PrintedDate::Day { year, month, day } => format!("{} {year}", named(month, Some(day))),
            PrintedDate::DayOfYear { month, day } => {
                format!("{} (year not found)", named(month, Some(day)))
            }
            PrintedDate::Month { year, month } => format!("{} {year}", named(month, None)),
            PrintedDate::Year(year) => year.to_string(),
        }
    }

    fn aside(&self, text: &str, aside: &str) -> String {
        format!("{text} ({aside})")
    }

    fn other(&self) -> &'static str {
        "Other"
    }

    fn cannot_tell(&self) -> &'static str {
        "cannot tell"
    }

    fn nothing_stands_out(&self) -> &'static str {
        "no theme stands out"
    }

    fn too_little_text(&self) -> &'static str {
        "too little text to tell"
    }

    fn nothing_in_common(&self) -> &'static str {
        "no theme in common"
    }

    fn shared_terms(&self, terms: &str) -> String {
        format!("shared terms: {terms}")
    }

    fn two_codebooks_fit(&self, best: &TriedCodebook, next: &TriedCodebook) -> String {
        format!(
            "two codebooks fit nearly alike: “{}” explains {} of the text, “{}” {}; --themes takes \
             the other",
            best.label.en, best.explained, next.label.en, next.explained
        )
    }

    fn no_codebook_fits(&self, best: &TriedCodebook) -> String {
        format!(
            "no codebook fits: the best, “{}”, explains {} of the text; take the shares of themes \
             as a hint only",
            best.label.en, best.explained
        )
    }

    fn sureness(&self, is_firm: bool) -> &'static str {
        if is_firm { "firm" } else { "a hint" }
    }

    fn stressing(&self, n: usize, all: usize) -> String {
        match n {
            0 => format!("in none of the {all} speeches can a theme be told to stand out"),
            n if n == all => format!("a theme stands out in each of {all}"),
            n => format!("a theme stands out in {n} of {all}"),
        }
    }

    fn most_of_all(&self, named: &[String], are_all: bool) -> String {
        match named {
            [] => String::new(),
            _ if are_all => format!(": {}", named.join(", ")),
            _ => format!(", most of all {}", named.join(", ")),
        }
    }

    fn most_space(&self, themes: &[(&str, &str)]) -> String {
        match themes {
            [] => "no theme that could be told".into(),
            [(only, share)] => format!("only {only} ({share})"),
            [(first, a), (second, b), ..] => {
                format!("most of all {first} ({a}), then {second} ({b})")
            }
        }
    }

    fn about(&self, finding: &str) -> String {
        format!("What the speeches are about: {finding}")
    }

    fn positions(&self, finding: &str) -> String {
        format!("Where the speeches stand: {finding}")
    }

    fn by_division(&self, n: usize, all: usize, spread: &EmphasisSpread<&str>) -> String {
        let finding = match spread {
            EmphasisSpread::Nothing => format!("in none of {all} speeches can one be told"),
            EmphasisSpread::Only(theme) => format!("{theme} stands out in {n} of {all}"),
            EmphasisSpread::Most(theme, count) => {
                format!("in {n} of {all} speeches, most often {theme} ({count})")
            }
            EmphasisSpread::Even(themes) => format!("{themes} in {n} of {all} speeches"),
        };
        format!("Themes that stand out by division: {finding}")
    }

    fn alike(&self, groups: usize, alone: usize, nearest: Option<&Near>) -> String {
        let groups = match (groups, alone) {
            (0, _) => "no groups".into(),
            (1, 0) => "all in one group".into(),
            (k, 0) => format!("{k} groups"),
            (k, alone) => format!("{}, {alone} alone", counted(k, "group")),
        };
        let nearest = nearest.map_or_else(String::new, |Near { a, b, similarity }| {
            format!("; nearest are {a} and {b} ({similarity})")
        });
        format!("Who stands near whom: {groups}{nearest}")
    }

    fn best_terms(&self, terms: &[(&str, &str)]) -> String {
        if terms.is_empty() {
            return "Words that stand out: none".into();
        }
        let terms: Vec<_> = terms.iter().map(|(name, term)| format!("“{term}” ({name})")).collect();
        format!("Words that stand out: first of all {}", terms.join(", "))
    }

    fn shared(&self, most: Option<(&str, &str)>, none: usize, of: usize) -> String {
        let most =
            most.map_or_else(String::new, |(name, share)| format!("most in {name} ({share})"));
        let none = if none == 0 {
            ", some in every speech".into()
        } else {
            format!(", none in {none} of {of}")
        };
        format!("Said word for word by others: {most}{none}")
    }

    fn figures(&self, all: usize, most: Option<(&str, usize)>) -> String {
        let most = most.map_or_else(String::new, |(name, n)| format!(", most by {name} ({n})"));
        format!("Figures stated: {all} in all{most}")
    }

    fn answer(&self, speeches: usize, groups: GroupSummary, finding: &str) -> String {
        let groups = match groups {
            GroupSummary::None => String::new(),
            GroupSummary::NoneFirm => ", no firm group".into(),
            GroupSummary::Firm(n) => format!(", {}", counted(n, "firm group")),
            GroupSummary::NotDrawn(n) => format!(" in {}", counted(n, "group")),
        };
        format!("{}{groups}; {finding}.", counted(speeches, "speech"))
    }

    fn emphases(&self, n: usize, all: usize, leading: &[String]) -> String {
        if n == 0 {
            return "no speech can be told to stress a theme".into();
        }
        let count = if n == all {
            "in each a theme stands out".into()
        } else {
            format!("in {n} a theme stands out")
        };
        let joint = if n > leading.len() { ", most of all " } else { ": " };
        format!("{count}{joint}{}", leading.join("; "))
    }

    fn against(&self, speech: &str, theme: &str, [share, others]: [&str; 2]) -> String {
        format!("{speech}: {theme} ({share} against {others})")
    }

    fn space(&self, themes: &[String]) -> String {
        if themes.is_empty() {
            return "no theme explains this text".into();
        }
        format!("most space goes to {}", themes.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_with_their_counts() {
        assert_eq!([1, 2000].map(|n| counted(n, "speech")), ["1 speech", "2,000 speeches"]);
    }
}
