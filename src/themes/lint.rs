//! What is wrong, or worth knowing, in a lexicon: checked against itself and against texts.
//!
//! [`Lexicon::parse`] refuses what a lexicon may not be at all. Here are mistakes that look right
//! and then never match, or do not match what their author expects.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    lexicon::{Grade, Lexicon, LexiconEntry},
    searchable::{is_skipped, searchable},
};

/// One thing found in a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: Rule,
    /// Id of the theme; `None`: among the neutral entries.
    pub theme: Option<String>,
    /// The entry; empty if it is about a theme as a whole.
    pub term: String,
    /// What is wrong with it, and what to do.
    pub note: String,
}

/// What a lexicon is checked for, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// An entry with a blank, a quotation mark or an invisible character: (almost) never found.
    Unclean,
    /// An entry of one character, which occurs in many words.
    Short,
    /// A theme without core terms.
    NoCore,
    /// An entry that contains one of another theme: there the shorter one does not count.
    Nested,
    /// An entry inside neutral ones: there it does not count.
    Silenced,
    /// An entry of which every occurrence in the texts is inside another entry.
    Covered,
    /// An entry that does not occur in the texts.
    Absent,
}

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It must be corrected.
    Error,
    /// It should be looked at.
    Warning,
    /// It may be intended.
    Note,
}

impl Rule {
    /// The rule in words.
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

    /// How serious it is.
    pub fn severity(self) -> Severity {
        match self {
            Self::Unclean => Severity::Error,
            Self::Short | Self::NoCore => Severity::Warning,
            Self::Nested | Self::Silenced | Self::Covered | Self::Absent => Severity::Note,
        }
    }
}

impl Severity {
    /// The severity in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Checks a lexicon against itself and, if there are any, against texts.
///
/// The most serious diagnostics come first, then they are in the order of the file, neutral entries
/// before themes. A text is searched as a whole, without blanks, line ends and quotation marks, as
/// themes are assigned.
pub fn lint(lexicon: &Lexicon, texts: &[&str]) -> Vec<Diagnostic> {
    let entries: Vec<LexiconEntry<'_>> = lexicon.entries().collect();
    let mut found: Vec<Diagnostic> = entries
        .iter()
        .filter_map(|entry| unclean(lexicon, entry).or_else(|| short(lexicon, entry)))
        .collect();
    found.extend(without_core(lexicon, &entries));
    found.extend(nested(lexicon, &entries));
    if !texts.is_empty() {
        found.extend(unfound(lexicon, &entries, texts));
    }
    found.sort_by_key(|diagnostic| diagnostic.rule);
    found
}

fn diagnostic(lexicon: &Lexicon, entry: &LexiconEntry<'_>, rule: Rule, note: String) -> Diagnostic {
    let theme = theme(entry).map(|theme| lexicon.themes()[theme].id.clone());
    Diagnostic { rule, theme, term: entry.term.to_owned(), note }
}

fn theme(entry: &LexiconEntry<'_>) -> Option<usize> {
    entry.sense.map(|sense| sense.theme)
}

/// Invisible characters, and those that a list or a table leaves behind.
const LEFT_OVER: &str = "\u{feff}\u{200b}\u{200c}\u{200d}\u{2060}\u{ad}\"'『』";

fn unclean(lexicon: &Lexicon, entry: &LexiconEntry<'_>) -> Option<Diagnostic> {
    let note = if let Some(c) = entry.term.chars().find(|&c| is_skipped(c)) {
        let code = u32::from(c);
        format!("holds U+{code:04X}, which texts are read without: it is never found; take it out")
    } else {
        let stray = entry.term.chars().find(|&c| c.is_control() || LEFT_OVER.contains(c))?;
        format!("holds U+{:04X}, which no term is written with; take it out", u32::from(stray))
    };
    Some(diagnostic(lexicon, entry, Rule::Unclean, note))
}

fn short(lexicon: &Lexicon, entry: &LexiconEntry<'_>) -> Option<Diagnostic> {
    let note = "stands in many words; write those out";
    let is_short = entry.term.chars().nth(1).is_none();
    is_short.then(|| diagnostic(lexicon, entry, Rule::Short, note.into()))
}

fn without_core(lexicon: &Lexicon, entries: &[LexiconEntry<'_>]) -> Vec<Diagnostic> {
    let senses = entries.iter().filter_map(|entry| entry.sense);
    let core = senses.filter(|sense| sense.grade == Grade::Core);
    let with_core: BTreeSet<usize> = core.map(|sense| sense.theme).collect();
    let themes = lexicon.themes().iter().enumerate();
    themes
        .filter(|(theme, _)| !with_core.contains(theme))
        .map(|(_, theme)| Diagnostic {
            rule: Rule::NoCore,
            theme: Some(theme.id.clone()),
            term: String::new(),
            note: "no entry is enough alone to say the theme; give it a list `core`".into(),
        })
        .collect()
}

/// Entries inside others: those of another theme, and those of themes inside neutral ones.
fn nested(lexicon: &Lexicon, entries: &[LexiconEntry<'_>]) -> Vec<Diagnostic> {
    let indices: BTreeMap<&str, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.term, index)).collect();
    let mut inside: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); entries.len()];
    let mut neutral: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); entries.len()];
    for (holder, entry) in entries.iter().enumerate() {
        for part in parts(entry.term) {
            let Some(&held) = indices.get(part) else { continue };
            match (theme(entry), theme(&entries[held])) {
                (Some(a), Some(b)) if a != b => _ = inside[holder].insert(held),
                (None, Some(_)) => _ = neutral[held].insert(holder),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if !inside[index].is_empty() {
            let parts = listed(&inside[index], |part| with_theme(lexicon, &entries[part]));
            let note = format!("holds {parts}: the longer counts");
            found.push(diagnostic(lexicon, entry, Rule::Nested, note));
        }
        if !neutral[index].is_empty() {
            let holders = listed(&neutral[index], |holder| entries[holder].term.to_owned());
            let note = format!("says nothing inside {holders}");
            found.push(diagnostic(lexicon, entry, Rule::Silenced, note));
        }
    }
    found
}

/// A term with the id of its theme.
fn with_theme(lexicon: &Lexicon, entry: &LexiconEntry<'_>) -> String {
    let theme = theme(entry).map_or("neutral", |theme| &lexicon.themes()[theme].id);
    format!("{} ({theme})", entry.term)
}

/// The shorter strings of whole characters inside a term.
fn parts(term: &str) -> impl Iterator<Item = &str> {
    let starts = term.char_indices().map(|(at, _)| at);
    starts.flat_map(move |start| {
        let ends = term[start..].char_indices().map(move |(at, c)| start + at + c.len_utf8());
        ends.map(move |end| &term[start..end]).filter(move |part| part.len() < term.len())
    })
}

/// Entries that a note names; of more it says how many. Chosen by eye.
const SHOWN: usize = 3;

/// The first of some entries by name, and how many more there are.
fn listed(entries: &BTreeSet<usize>, name: impl Fn(usize) -> String) -> String {
    let names: Vec<String> = entries.iter().take(SHOWN).map(|&entry| name(entry)).collect();
    let more = match entries.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    names.join("、") + &more
}

/// A text, and the matches in it: first byte and index of the entry.
struct Searched {
    text: String,
    matches: Vec<(usize, usize)>,
}

/// Entries of themes that give no hit in any text.
fn unfound(lexicon: &Lexicon, entries: &[LexiconEntry<'_>], texts: &[&str]) -> Vec<Diagnostic> {
    let searched: Vec<Searched> = texts
        .iter()
        .map(|text| {
            let text = searchable(text).into_owned();
            let (starts, characters): (Vec<usize>, Vec<char>) = text.char_indices().unzip();
            let matches = lexicon.matches(&characters);
            let matches = matches.map(|found| (starts[found.start], found.term)).collect();
            Searched { text, matches }
        })
        .collect();
    let matches = searched.iter().flat_map(|searched| &searched.matches);
    let found: BTreeSet<usize> = matches.map(|&(_, entry)| entry).collect();
    entries
        .iter()
        .enumerate()
        .filter(|(index, entry)| entry.sense.is_some() && !found.contains(index))
        // An entry that can never be found is already reported as an error.
        .filter(|(_, entry)| unclean(lexicon, entry).is_none())
        .map(|(_, entry)| {
            let (times, by) = covered(entries, entry.term, &searched);
            if times == 0 {
                return diagnostic(lexicon, entry, Rule::Absent, String::new());
            }
            let holders = listed(&by, |holder| entries[holder].term.to_owned());
            let note = format!("stands there {times}×, always within {holders}");
            diagnostic(lexicon, entry, Rule::Covered, note)
        })
        .collect()
}

/// How often a term that is never matched occurs in the texts, and the entries that are matched
/// instead.
fn covered(
    entries: &[LexiconEntry<'_>],
    term: &str,
    searched: &[Searched],
) -> (usize, BTreeSet<usize>) {
    let mut times = 0;
    let mut by = BTreeSet::new();
    for Searched { text, matches } in searched {
        for (start, _) in text.match_indices(term) {
            times += 1;
            let end = start + term.len();
            // Matches do not overlap, so those that touch the term are next to each other.
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

    fn findings(lexicon: &str, texts: &[&str]) -> Vec<(Rule, String, String)> {
        let lexicon = Lexicon::parse("my.toml", lexicon).expect("reads");
        lint(&lexicon, texts)
            .into_iter()
            .map(|found| (found.rule, found.term, found.note))
            .collect()
    }

    #[test]
    fn each_slip_is_found_by_its_name() {
        for (entries, rule, term, note) in [
            ("core=['港 口', '渔业']", Rule::Unclean, "港 口", "U+0020"),
            ("core=['港\u{3000}口', '渔业']", Rule::Unclean, "港\u{3000}口", "U+3000"),
            ("core=['“港口”', '渔业']", Rule::Unclean, "“港口”", "never found"),
            ("core=['\u{feff}港口', '渔业']", Rule::Unclean, "\u{feff}港口", "U+FEFF"),
            ("core=[\"港口\\r\", '渔业']", Rule::Unclean, "港口\r", "U+000D"),
            ("core=['\"港口\"', '渔业']", Rule::Unclean, "\"港口\"", "U+0022"),
            ("core=['港', '渔业']", Rule::Short, "港", "many words"),
            ("hint=['港口', '渔业']", Rule::NoCore, "", "core"),
        ] {
            let lexicon = format!("[[theme]]\nid='sea'\nzh='海'\n{entries}\n");
            let found = findings(&lexicon, &[]);
            assert!(matches!(&found[..], [one] if one.0 == rule && one.1 == term), "{found:?}");
            assert!(found[0].2.contains(note), "{found:?}");
        }
    }

    const NESTED: &str = "neutral=['海港口岸局', '印度洋']\n\
        [[theme]]\nid='sea'\nzh='海'\ncore=['港口', '海港', '印度尼西亚']\n\
        [[theme]]\nid='land'\nzh='陆'\ncore=['印度', '煤矿']\n";

    #[test]
    fn entries_inside_others_are_reported() {
        let expected: Vec<(Rule, String, String)> = [
            (Rule::Nested, "印度尼西亚", "holds 印度 (land): the longer counts"),
            (Rule::Silenced, "港口", "says nothing inside 海港口岸局"),
            (Rule::Silenced, "海港", "says nothing inside 海港口岸局"),
            (Rule::Silenced, "印度", "says nothing inside 印度洋"),
        ]
        .map(|(rule, term, note)| (rule, term.to_owned(), note.to_owned()))
        .into();
        assert_eq!(findings(NESTED, &[]), expected);
    }

    #[test]
    fn texts_show_what_is_absent_and_what_is_always_covered() {
        let texts = ["在海港口岸局，“印度\n尼西亚”来客。", "海港口岸局与海港。"];
        let found: Vec<_> =
            findings(NESTED, &texts).into_iter().filter(|found| found.0 >= Rule::Covered).collect();
        let expected: Vec<(Rule, String, String)> = [
            (Rule::Covered, "港口", "stands there 2×, always within 海港口岸局"),
            (Rule::Covered, "印度", "stands there 1×, always within 印度尼西亚"),
            (Rule::Absent, "煤矿", ""),
        ]
        .map(|(rule, term, note)| (rule, term.to_owned(), note.to_owned()))
        .into();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_built_in_lexicon_has_no_slip() {
        for lexicon in Lexicon::built_in().expect("reads") {
            let grave: Vec<Diagnostic> = lint(&lexicon, &[])
                .into_iter()
                .filter(|finding| finding.rule.severity() < Severity::Note)
                .collect();
            assert_eq!(grave, [], "{}", lexicon.name());
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_absent_or_covered_gives_no_hit(text in "[港口海岸局印度洋尼西亚煤矿 ]{0,30}") {
            let lexicon = Lexicon::parse("my.toml", NESTED).expect("reads");
            let found = lint(&lexicon, &[&text]);
            let unfound = found.iter().filter(|finding| finding.rule >= Rule::Covered);
            let mut terms: Vec<&str> = unfound.map(|finding| finding.term.as_str()).collect();
            terms.extend(lexicon.hits(&text).iter().map(|hit| hit.term));
            terms.sort_unstable();
            terms.dedup();
            // Every entry of a theme either gives a hit or is reported.
            proptest::prop_assert_eq!(terms.len(), 5);
        }
    }
}
