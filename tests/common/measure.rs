//! How near an answer of the program is to what careful readers found.
//!
//! The gold files are JSON of one shape; what is measured here is what they are
//! kept for: whole texts, groups, themes, terms, figures.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::squeeze;

/// `found` of `all`, with the ones that were not, in words.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) found: usize,
    pub(crate) all: usize,
    pub(crate) missed: Vec<String>,
}

impl Tally {
    pub(crate) fn count(&mut self, right: bool, what: impl FnOnce() -> String) {
        self.all += 1;
        if right {
            self.found += 1;
        } else {
            self.missed.push(what());
        }
    }

    /// Fails unless `least` of `all` are right; `all` guards against a gold file that lost some.
    pub(crate) fn expect(&self, name: &str, least: usize, all: usize) {
        assert_eq!(self.all, all, "{name}: the gold file has another number");
        let missed = self.missed.join("\n  ");
        assert!(self.found >= least, "{name}: {}/{all}, least {least}\n  {missed}", self.found);
    }

    pub(crate) fn expect_all(&self, name: &str, all: usize) {
        self.expect(name, all, all);
    }
}

/// The entries of a JSON list.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A JSON string; empty where there is none.
pub(crate) fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The strings of a JSON list.
pub(crate) fn strings(value: &Value) -> Vec<&str> {
    list(value).iter().map(string).collect()
}

/// Each speech of `gold` with the speech of that region in `meeting`.
pub(crate) fn pairs<'a>(meeting: &'a Value, gold: &'a Value) -> Vec<(&'a Value, &'a Value)> {
    let missing = &Value::Null;
    let of = |region: &Value| {
        list(&meeting["speeches"]).iter().find(|speech| speech["region"] == *region)
    };
    list(&gold["speeches"])
        .iter()
        .map(|speech| (speech, of(&speech["region"]).unwrap_or(missing)))
        .collect()
}

/// How much of the record was split as it should be.
#[derive(Debug, Default)]
pub(crate) struct Split {
    pub(crate) bodies: Tally,
    pub(crate) units: Tally,
    pub(crate) headings: Tally,
    pub(crate) titles: Tally,
    /// Speeches that the gold file does not know.
    pub(crate) invented: usize,
}

pub(crate) fn split(meeting: &Value, gold: &Value) -> Split {
    let mut split = Split::default();
    let pairs = pairs(meeting, gold);
    for (want, have) in &pairs {
        let region = string(&want["region"]);
        let texts = |speech: &Value| -> Vec<String> {
            list(&speech["units"]).iter().map(|unit| squeeze(string(&unit["text"]))).collect()
        };
        let heading =
            |unit: &Value| squeeze(string(&unit["heading"])).trim_end_matches('。').to_owned();
        let (wanted, found) = (texts(want), texts(have));
        let headings: Vec<String> = list(&have["units"]).iter().map(heading).collect();
        split.bodies.count(wanted.concat() == found.concat(), || region.into());
        split
            .titles
            .count(squeeze(string(&have["title"])) == squeeze(string(&want["title"])), || {
                format!("{region}: {}", have["title"])
            });
        for (unit, text) in list(&want["units"]).iter().zip(wanted) {
            split.units.count(found.contains(&text), || format!("{region}: {text}"));
            let heading = heading(unit);
            if !heading.is_empty() {
                split
                    .headings
                    .count(headings.contains(&heading), || format!("{region}: {heading}"));
            }
        }
    }
    let known = pairs.iter().filter(|(_, have)| !have.is_null()).count();
    split.invented = list(&meeting["speeches"]).len() - known;
    split
}

/// How speeches are grouped: the place of each region's group.
pub(crate) struct Grouping(BTreeMap<String, usize>);

impl Grouping {
    /// From a list of lists of regions.
    pub(crate) fn of_lists(groups: &Value) -> Self {
        let numbered = list(groups).iter().enumerate();
        Self(
            numbered
                .flat_map(|(place, group)| {
                    strings(group).into_iter().map(move |region| (region.to_owned(), place))
                })
                .collect(),
        )
    }

    /// From the groups of the program's answer.
    pub(crate) fn of_meeting(meeting: &Value) -> Self {
        let regions = list(&meeting["groups"]).iter().map(|group| group["regions"].clone());
        Self::of_lists(&regions.collect())
    }

    pub(crate) fn links(&self, pair: &Value) -> bool {
        let place = |at: usize| self.0.get(string(&pair[at]));
        place(0).is_some() && place(0) == place(1)
    }

    /// Those of `pairs` that are linked, or that are not.
    pub(crate) fn those(&self, pairs: &Value, linked: bool) -> Vec<String> {
        list(pairs).iter().filter(|pair| self.links(pair) == linked).map(Value::to_string).collect()
    }

    /// The Rand index over the regions of `self`, corrected for chance (Hubert and Arabie 1985).
    pub(crate) fn adjusted_rand(&self, other: &Self) -> f64 {
        let two = |count: usize| (count * count.saturating_sub(1)) as f64 / 2.0;
        let sum = |keys: Vec<(usize, usize)>| {
            let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for key in keys {
                *counts.entry(key).or_insert(0) += 1;
            }
            counts.into_values().map(two).sum::<f64>()
        };
        let both: Vec<(usize, usize)> =
            self.0.iter().map(|(region, &place)| (place, other.0[region])).collect();
        let total = two(both.len());
        let a = sum(both.iter().map(|&(place, _)| (place, 0)).collect());
        let b = sum(both.iter().map(|&(_, place)| (0, place)).collect());
        let (index, expected, most) = (sum(both), a * b / total, (a + b) / 2.0);
        if most == expected { 1.0 } else { (index - expected) / (most - expected) }
    }
}

/// How far the figures of an answer are those of the gold file; values decide.
pub(crate) struct Figures {
    pub(crate) found: Tally,
    pub(crate) units: Tally,
    pub(crate) others: Vec<String>,
}

pub(crate) fn figures(meeting: &Value, gold: &Value) -> Figures {
    let mut figures =
        Figures { found: Tally::default(), units: Tally::default(), others: Vec::new() };
    for (want, have) in pairs(meeting, gold) {
        let mut left: Vec<&Value> = list(&have["figures"]).iter().collect();
        let wanted = list(&gold["figures"]).iter().filter(|f| f["region"] == want["region"]);
        for figure in wanted {
            let value = figure["value"].as_f64().expect("a number");
            let same = |other: &&Value| {
                let other = other["value"].as_f64().expect("a number");
                (other - value).abs() <= 1e-9 * value.abs().max(other.abs())
            };
            let what = || format!("{}: {}", want["region"], figure["raw"]);
            let place = left.iter().position(same);
            figures.found.count(place.is_some(), what);
            if let Some(place) = place {
                let found = left.remove(place);
                figures.units.count(string(&found["unit"]) == string(&figure["unit"]), what);
            }
        }
        let others = left.iter().map(|figure| format!("{}: {}", want["region"], figure["raw"]));
        figures.others.extend(others);
    }
    figures
}

/// How many of the first ten terms of each speech readers would take.
#[derive(Debug, Default)]
pub(crate) struct Precision {
    /// As readers wrote them.
    pub(crate) exact: f64,
    /// Or a part of those, or more than those.
    pub(crate) lenient: f64,
    /// What every speech of the kind says.
    pub(crate) boilerplate: f64,
}

pub(crate) fn precision(meeting: &Value, gold: &Value) -> Precision {
    let common: BTreeSet<&str> = strings(&gold["common_ground"]).into_iter().collect();
    let wanted = gold["terms"].as_object().expect("terms by region");
    let mut precision = Precision::default();
    for (region, want) in wanted {
        let accepted: BTreeSet<&str> = strings(&want["accepted"]).into_iter().collect();
        let speech = list(&meeting["speeches"]).iter().find(|s| s["region"] == region.as_str());
        let terms = speech.map_or(&[][..], |speech| list(&speech["terms"]));
        for term in terms.iter().take(10).map(|term| string(&term["term"])) {
            let long = |text: &str| text.chars().count() >= 2;
            let near =
                |other: &&str| long(other) && (term.contains(*other) || other.contains(term));
            let exact = accepted.contains(term);
            let lenient =
                exact || !common.contains(term) && long(term) && accepted.iter().any(near);
            precision.exact += f64::from(u8::from(exact));
            precision.lenient += f64::from(u8::from(lenient));
            precision.boilerplate += f64::from(u8::from(common.contains(term)));
        }
    }
    let count = (10 * wanted.len()) as f64;
    Precision {
        exact: precision.exact / count,
        lenient: precision.lenient / count,
        boilerplate: precision.boilerplate / count,
    }
}
