//! What is wrong, or worth knowing, in a lexicon: read against itself and against texts.
//!
//! What a lexicon may not be at all, [`Lexicon::parse`] refuses; here are slips
//! that read well and then never match, or match otherwise than their writer thinks.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    lexicon::Lexicon,
    searchable::{is_skipped, searchable},
};

/// One thing found in a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Id of the theme; `None`: among the neutral entries.
    pub theme: Option<String>,
    /// The entry; empty where a theme as a whole is meant.
    pub term: String,
    /// The finding in words.
    pub note: String,
}

/// Kinds of findings, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An entry with a blank, a quotation mark or an unseen character: never found, or hardly.
    Unclean,
    /// An entry of one character, which stands in many words.
    Short,
    /// A theme without core terms.
    NoCore,
    /// An entry that holds one of another theme: where it stands, the shorter one is not counted.
    Nested,
    /// An entry that lies in neutral ones, which silence it.
    Silenced,
    /// An entry whose every occurrence in the texts belongs to another entry.
    Covered,
    /// An entry that the texts do not hold.
    Absent,
}

/// What a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It must be mended.
    Error,
    /// It should be looked at.
    Warning,
    /// It may be meant so.
    Note,
}

impl Kind {
    /// The kind in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unclean => "not clean",
            Self::Short => "one character",
            Self::NoCore => "no core terms",
            Self::Nested => "holds another theme's",
            Self::Silenced => "in a neutral entry",
            Self::Covered => "always covered",
            Self::Absent => "not in the texts",
        }
    }

    /// What it asks for.
    pub fn level(self) -> Level {
        match self {
            Self::Unclean => Level::Error,
            Self::Short | Self::NoCore => Level::Warning,
            Self::Nested | Self::Silenced | Self::Covered | Self::Absent => Level::Note,
        }
    }
}

impl Level {
    /// The level in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Reads a lexicon against itself and, if there are any, against texts.
///
/// Gravest first, then in the order of the file, neutral entries before themes. A text is read
/// whole, without blanks, line ends and quotation marks, as themes are given.
pub fn lint(lexicon: &Lexicon, texts: &[&str]) -> Vec<Finding> {
    let entries: Vec<Entry<'_>> =
        lexicon.entries().map(|(term, given)| Entry { term, given }).collect();
    let mut findings: Vec<Finding> = entries
        .iter()
        .filter_map(|entry| {
            let (kind, note) = unclean(entry.term).or_else(|| short(entry.term))?;
            Some(entry.finding(lexicon, kind, note))
        })
        .collect();
    findings.extend(without_core(lexicon, &entries));
    findings.extend(nested(lexicon, &entries));
    if !texts.is_empty() {
        findings.extend(unfound(lexicon, &entries, texts));
    }
    findings.sort_by_key(|finding| finding.kind);
    findings
}

/// An entry with the place of its theme and its weight; `None`: neutral.
#[derive(Clone, Copy)]
struct Entry<'a> {
    term: &'a str,
    given: Option<(usize, f64)>,
}

impl Entry<'_> {
    fn theme(&self) -> Option<usize> {
        self.given.map(|(theme, _)| theme)
    }

    fn finding(&self, lexicon: &Lexicon, kind: Kind, note: String) -> Finding {
        let theme = self.theme().map(|theme| lexicon.themes()[theme].id.clone());
        Finding { kind, theme, term: self.term.to_owned(), note }
    }
}

/// Characters that do not print, or that a list or a table has left behind.
const LEFT_OVER: &str = "\u{feff}\u{200b}\u{200c}\u{200d}\u{2060}\u{ad}\"'『』";

fn unclean(term: &str) -> Option<(Kind, String)> {
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    let skipped = term.chars().find(|&c| is_skipped(c)).map(|c| {
        format!("holds {}, which texts are read without: it is never found; take it out", code(c))
    });
    let stray = || {
        let is_stray = |c: char| c.is_control() || LEFT_OVER.contains(c);
        let c = term.chars().find(|&c| is_stray(c))?;
        Some(format!("holds {}, which no term is written with; take it out", code(c)))
    };
    Some((Kind::Unclean, skipped.or_else(stray)?))
}

fn short(term: &str) -> Option<(Kind, String)> {
    let is_short = term.chars().nth(1).is_none();
    is_short.then(|| (Kind::Short, "stands in many words; write those out".into()))
}

fn without_core(lexicon: &Lexicon, entries: &[Entry<'_>]) -> Vec<Finding> {
    let with: BTreeSet<usize> = entries
        .iter()
        .filter_map(|entry| entry.given.filter(|&(_, weight)| weight >= 3.0))
        .map(|(theme, _)| theme)
        .collect();
    let themes = lexicon.themes().iter().enumerate().filter(|(place, _)| !with.contains(place));
    themes
        .map(|(_, theme)| Finding {
            kind: Kind::NoCore,
            theme: Some(theme.id.clone()),
            term: String::new(),
            note: "no entry is enough alone to say the theme; give it a list `core`".into(),
        })
        .collect()
}

/// Entries inside others: of another theme, and of themes inside neutral ones.
fn nested(lexicon: &Lexicon, entries: &[Entry<'_>]) -> Vec<Finding> {
    let places: BTreeMap<&str, usize> =
        entries.iter().enumerate().map(|(place, entry)| (entry.term, place)).collect();
    let mut inside: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); entries.len()];
    let mut neutral: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); entries.len()];
    for (holder, entry) in entries.iter().enumerate() {
        for part in parts(entry.term) {
            let Some(&held) = places.get(part) else { continue };
            match (entry.theme(), entries[held].theme()) {
                (Some(a), Some(b)) if a != b => _ = inside[holder].insert(held),
                (None, Some(_)) => _ = neutral[held].insert(holder),
                _ => {}
            }
        }
    }
    let with_theme = |place: usize| {
        let theme = entries[place].theme().map_or("neutral", |theme| &lexicon.themes()[theme].id);
        format!("{} ({theme})", entries[place].term)
    };
    let term = |place: usize| entries[place].term.to_owned();
    let mut findings = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        if !inside[place].is_empty() {
            let note = format!("holds {}: the longer counts", named(&inside[place], with_theme));
            findings.push(entry.finding(lexicon, Kind::Nested, note));
        }
        if !neutral[place].is_empty() {
            let note = format!("says nothing inside {}", named(&neutral[place], term));
            findings.push(entry.finding(lexicon, Kind::Silenced, note));
        }
    }
    findings
}

/// The shorter strings of whole characters inside a term.
fn parts(term: &str) -> impl Iterator<Item = &str> {
    let starts = term.char_indices().map(|(at, _)| at);
    starts.flat_map(move |start| {
        let ends = term[start..].char_indices().map(move |(at, c)| start + at + c.len_utf8());
        ends.map(move |end| &term[start..end]).filter(move |part| part.len() < term.len())
    })
}

/// The first three of some entries, and how many more.
fn named(places: &BTreeSet<usize>, name: impl Fn(usize) -> String) -> String {
    const SHOWN: usize = 3;
    let names: Vec<String> = places.iter().take(SHOWN).map(|&place| name(place)).collect();
    let more = match places.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    names.join("、") + &more
}

/// Entries of themes that no text gives a hit for.
fn unfound(lexicon: &Lexicon, entries: &[Entry<'_>], texts: &[&str]) -> Vec<Finding> {
    let read: Vec<(String, Vec<(usize, usize)>)> = texts
        .iter()
        .map(|text| {
            let text = searchable(text);
            let matches = lexicon.matches(&text).collect();
            (text, matches)
        })
        .collect();
    let found: BTreeSet<usize> =
        read.iter().flat_map(|(_, matches)| matches).map(|&(_, entry)| entry).collect();
    entries
        .iter()
        .enumerate()
        .filter(|(place, entry)| entry.given.is_some() && !found.contains(place))
        // What can never be found is an error, said once.
        .filter(|(_, entry)| unclean(entry.term).is_none())
        .map(|(_, entry)| {
            let (times, by) = covered(entries, entry.term, &read);
            let term = |place: usize| entries[place].term.to_owned();
            match times {
                0 => entry.finding(lexicon, Kind::Absent, String::new()),
                _ => {
                    let note = format!("stands there {times}×, always within {}", named(&by, term));
                    entry.finding(lexicon, Kind::Covered, note)
                }
            }
        })
        .collect()
}

/// How often a term that is never matched stands in the texts, and the entries that are
/// matched in its place.
fn covered(
    entries: &[Entry<'_>],
    term: &str,
    read: &[(String, Vec<(usize, usize)>)],
) -> (usize, BTreeSet<usize>) {
    let mut times = 0;
    let mut by = BTreeSet::new();
    for (text, matches) in read {
        for (start, _) in text.match_indices(term) {
            times += 1;
            let end = start + term.len();
            // Matches do not overlap, so those that touch the term stand side by side.
            let after =
                matches.partition_point(|&(at, entry)| at + entries[entry].term.len() <= start);
            by.extend(matches[after..].iter().take_while(|(at, _)| *at < end).map(|found| found.1));
        }
    }
    (times, by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(lexicon: &str, texts: &[&str]) -> Vec<(Kind, String, String)> {
        let lexicon = Lexicon::parse("my.toml", lexicon).expect("reads");
        lint(&lexicon, texts)
            .into_iter()
            .map(|found| (found.kind, found.term, found.note))
            .collect()
    }

    #[test]
    fn each_slip_is_found_by_its_name() {
        for (entries, kind, term, note) in [
            ("core=['港 口', '渔业']", Kind::Unclean, "港 口", "U+0020"),
            ("core=['港\u{3000}口', '渔业']", Kind::Unclean, "港\u{3000}口", "U+3000"),
            ("core=['“港口”', '渔业']", Kind::Unclean, "“港口”", "never found"),
            ("core=['\u{feff}港口', '渔业']", Kind::Unclean, "\u{feff}港口", "U+FEFF"),
            ("core=[\"港口\\r\", '渔业']", Kind::Unclean, "港口\r", "U+000D"),
            ("core=['\"港口\"', '渔业']", Kind::Unclean, "\"港口\"", "U+0022"),
            ("core=['港', '渔业']", Kind::Short, "港", "many words"),
            ("hint=['港口', '渔业']", Kind::NoCore, "", "core"),
        ] {
            let lexicon = format!("[[theme]]\nid='sea'\nzh='海'\n{entries}\n");
            let found = findings(&lexicon, &[]);
            assert!(matches!(&found[..], [one] if one.0 == kind && one.1 == term), "{found:?}");
            assert!(found[0].2.contains(note), "{found:?}");
        }
    }

    const NESTED: &str = "neutral=['海港口岸局', '印度洋']\n\
        [[theme]]\nid='sea'\nzh='海'\ncore=['港口', '海港', '印度尼西亚']\n\
        [[theme]]\nid='land'\nzh='陆'\ncore=['印度', '煤矿']\n";

    #[test]
    fn entries_inside_others_are_told() {
        let told: Vec<(Kind, String, String)> = [
            (Kind::Nested, "印度尼西亚", "holds 印度 (land): the longer counts"),
            (Kind::Silenced, "港口", "says nothing inside 海港口岸局"),
            (Kind::Silenced, "海港", "says nothing inside 海港口岸局"),
            (Kind::Silenced, "印度", "says nothing inside 印度洋"),
        ]
        .map(|(kind, term, note)| (kind, term.to_owned(), note.to_owned()))
        .into();
        assert_eq!(findings(NESTED, &[]), told);
    }

    #[test]
    fn texts_show_what_is_absent_and_what_is_always_covered() {
        let texts = ["在海港口岸局，“印度\n尼西亚”来客。", "海港口岸局与海港。"];
        let found: Vec<_> =
            findings(NESTED, &texts).into_iter().filter(|found| found.0 >= Kind::Covered).collect();
        let told: Vec<(Kind, String, String)> = [
            (Kind::Covered, "港口", "stands there 2×, always within 海港口岸局"),
            (Kind::Covered, "印度", "stands there 1×, always within 印度尼西亚"),
            (Kind::Absent, "煤矿", ""),
        ]
        .map(|(kind, term, note)| (kind, term.to_owned(), note.to_owned()))
        .into();
        assert_eq!(found, told);
    }

    #[test]
    fn the_built_in_lexicon_has_no_slip() {
        for lexicon in Lexicon::built_in().expect("reads") {
            let grave: Vec<Finding> = lint(&lexicon, &[])
                .into_iter()
                .filter(|finding| finding.kind.level() < Level::Note)
                .collect();
            assert_eq!(grave, [], "{}", lexicon.name());
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_absent_or_covered_gives_no_hit(text in "[港口海岸局印度洋尼西亚煤矿 ]{0,30}") {
            let lexicon = Lexicon::parse("my.toml", NESTED).expect("reads");
            let found = lint(&lexicon, &[&text]);
            let unfound = found.iter().filter(|finding| finding.kind >= Kind::Covered);
            let mut terms: Vec<&str> = unfound.map(|finding| finding.term.as_str()).collect();
            terms.extend(lexicon.hits(&text).iter().map(|hit| hit.term));
            terms.sort_unstable();
            terms.dedup();
            // Every entry of a theme either gives a hit or is told.
            proptest::prop_assert_eq!(terms.len(), 5);
        }
    }
}
