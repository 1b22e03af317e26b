//! Themes as lists of terms.

use std::sync::OnceLock;

pub use super::codebook::{Grade, Sense};
use super::{
    codebook::{BUILT_IN, CodebookFile, ThemeEntry},
    matcher::{Match, Matcher},
    searchable::fill,
    yaml,
};
use crate::budget::CODEBOOK_BYTES;
use crate::error::{Error, Result};
use crate::pages::sha256;

/// The id of what no theme explains, which no theme may have.
const RESERVED: &str = "other";

/// Themes with the terms that speak for them.
#[derive(Debug, Clone)]
pub struct Lexicon {
    themes: Vec<LexiconTheme>,
    /// Built when the first text is searched, because commands that only split need none.
    matcher: OnceLock<Matcher>,
    /// The sense of each pattern of `matcher`; `None` for neutral ones.
    senses: Vec<Option<Sense>>,
    terms: Vec<String>,
    /// Terms that speak for no theme.
    none: Matcher,
    name: String,
    label: (String, String),
    base: Option<&'static str>,
    sha256: String,
    /// Whether Latin letters of either case match.
    any_case: bool,
}

/// One theme of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconTheme {
    /// Stable id, e.g. `rights_protection`.
    pub id: String,
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
    /// Major topic of the Comparative Agendas Project.
    pub cap: Option<u8>,
    /// The class of themes to which it belongs, e.g. 经济.
    pub rollup: Option<String>,
}

/// A term of the lexicon in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit<'a> {
    /// Index of the theme.
    pub theme: usize,
    /// How plainly the term says the theme.
    pub grade: Grade,
    /// The term.
    pub term: &'a str,
}

impl Hit<'_> {
    /// How much it counts for its theme, 0 to 3.
    pub fn weight(&self) -> f64 {
        self.grade.weight()
    }
}

/// An entry of a lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LexiconEntry<'a> {
    /// The string that is searched.
    pub term: &'a str,
    /// What it stands for; `None`: it is neutral.
    pub sense: Option<Sense>,
}

impl From<ThemeEntry> for LexiconTheme {
    fn from(entry: ThemeEntry) -> Self {
        Self { id: entry.id, zh: entry.zh, en: entry.en, cap: entry.cap, rollup: entry.rollup }
    }
}

impl Lexicon {
    /// The codebooks that come with the program.
    ///
    /// # Errors
    /// None: a test reads the files.
    pub fn built_in() -> Result<Vec<Self>> {
        BUILT_IN.iter().map(|(_, path, text)| Self::parse(path, text)).collect()
    }

    /// The path and the text of the built-in codebook of that name.
    pub fn text_of(name: &str) -> Option<(&'static str, &'static str)> {
        BUILT_IN.iter().find(|book| book.0 == name).map(|book| (book.1, book.2))
    }

    /// The path and the text of the built-in codebook at that path.
    pub fn text_at(path: &str) -> Option<(&'static str, &'static str)> {
        Self::texts().find(|book| book.0 == path)
    }

    /// Path and text of each built-in codebook.
    pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILT_IN.iter().map(|&(_, path, text)| (path, text))
    }

    /// Reads a codebook; the head of `data/themes/organisations.toml` describes the file. A file
    /// that ends in `.yml` or `.yaml` is a dictionary in the form of quanteda and Lexicoder: nested
    /// categories with lists of entries, which all weigh as much as core terms; Latin letters match
    /// in either case.
    ///
    /// With `extends = true`, or the name of a built-in codebook, its terms and themes are added
    /// to the built-in ones: terms to the theme of the same id, new themes after them, and a term
    /// that the built-in lexicon has elsewhere moves to where this file has it.
    ///
    /// # Errors
    /// A key that is not known, no theme, a theme without terms or label, an id twice, a term
    /// in two lists. Of a dictionary: what is no YAML, a reference, a wildcard inside an entry.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let any_case = yaml::is_yaml(file);
        let mut parsed =
            if any_case { yaml::read(file, text)? } else { CodebookFile::read(file, text)? };
        let base = parsed.extends.base(file)?;
        if let Some((path, text)) = base {
            let mut built_in = CodebookFile::read(path, text)?;
            built_in.extend(parsed);
            parsed = built_in;
        }
        check_themes(file, &parsed.theme)?;
        let terms: Vec<(String, Option<Sense>)> = parsed.terms().collect();
        check_terms(file, &terms)?;
        let (terms, senses) = terms.into_iter().unzip();
        let none = Matcher::new(&parsed.none, false).map_err(|error| Error::config(file, error))?;
        let name = if parsed.name.is_empty() { file.to_owned() } else { parsed.name };
        let zh = if parsed.zh.is_empty() { name.clone() } else { parsed.zh };
        let en = if parsed.en.is_empty() { name.clone() } else { parsed.en };
        let base_text = base.map_or("", |(_, text)| text);
        Ok(Self {
            themes: parsed.theme.into_iter().map(LexiconTheme::from).collect(),
            matcher: OnceLock::new(),
            senses,
            terms,
            none,
            name,
            label: (zh, en),
            base: base.map(|(path, _)| path),
            sha256: sha256(format!("{base_text}{text}").as_bytes()),
            any_case,
        })
    }

    fn matcher(&self) -> &Matcher {
        self.matcher.get_or_init(|| {
            Matcher::new(&self.terms, self.any_case)
                .expect("`check_terms` limits the terms far below what a matcher can hold")
        })
    }

    /// The themes in the order of the file.
    pub fn themes(&self) -> &[LexiconTheme] {
        &self.themes
    }

    /// The path of the built-in codebook that was read with it.
    pub fn base(&self) -> Option<&'static str> {
        self.base
    }

    /// SHA-256 of its text, in lower-case hex; where it adds to a built-in codebook, of that one's
    /// text followed by its own.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The name by which settings call it; without one, the name of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its Chinese and its English label.
    pub fn label(&self) -> (&str, &str) {
        (&self.label.0, &self.label.1)
    }

    /// All entries, the neutral ones first.
    pub fn entries(&self) -> impl Iterator<Item = LexiconEntry<'_>> {
        let terms = self.terms.iter().zip(&self.senses);
        terms.map(|(term, &sense)| LexiconEntry { term, sense })
    }

    /// The terms of `text` that speak for a theme, left to right; of overlapping ones the longest.
    ///
    /// Quotation marks and blanks do not separate a term.
    pub fn hits(&self, text: &str) -> Vec<Hit<'_>> {
        let (mut characters, mut entries) = (Vec::new(), Vec::new());
        fill(&mut characters, text);
        self.search(&characters, &mut entries);
        entries.into_iter().filter_map(|entry| self.hit(entry as usize)).collect()
    }

    /// Adds the entries that a [`searchable`](super::searchable) text has for a theme to `entries`,
    /// left to right; of overlapping ones the longest. A hint that follows a number (100户家庭) does
    /// not count. Returns how many terms speak for no theme at all.
    pub(super) fn search(&self, text: &[char], entries: &mut Vec<u32>) -> usize {
        let found = self.matches(text).filter(|found| {
            self.senses[found.term].is_some_and(|sense| {
                sense.grade > Grade::Hint || !ends_in_count(&text[..found.start])
            })
        });
        entries.extend(found.map(|found| found.term as u32));
        self.none.find(text).count()
    }

    /// What an entry stands for; `None`: it is neutral.
    pub(super) fn hit(&self, entry: usize) -> Option<Hit<'_>> {
        let Sense { theme, grade } = self.senses[entry]?;
        Some(Hit { theme, grade, term: &self.terms[entry] })
    }

    /// The entries in a [`searchable`](super::searchable) text, neutral ones included.
    pub(super) fn matches<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = Match> + 'a {
        self.matcher().find(text)
    }
}

/// Refuses a codebook without themes, and themes without a label or with an id that means something
/// else.
fn check_themes(file: &str, themes: &[ThemeEntry]) -> Result<()> {
    if themes.is_empty() {
        return Err(Error::config(file, "no theme; write a table `[[theme]]` for each"));
    }
    if let Some(entry) = themes.iter().find(|entry| entry.id.is_empty() || entry.id == RESERVED) {
        let reason = format!("theme id `{}` cannot be used; choose another", entry.id);
        return Err(Error::config(file, reason));
    }
    if let Some(entry) = themes.iter().find(|entry| entry.zh.is_empty()) {
        let reason = format!("theme `{}` has no label; give it `zh`", entry.id);
        return Err(Error::config(file, reason));
    }
    Ok(())
}

/// Refuses empty terms, terms in two lists, and more terms than a matcher can hold.
fn check_terms(file: &str, terms: &[(String, Option<Sense>)]) -> Result<()> {
    let mut sorted: Vec<&str> = terms.iter().map(|(term, _)| term.as_str()).collect();
    sorted.sort_unstable();
    if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        let reason = format!("term `{}` is there twice; keep it in one list", pair[0]);
        return Err(Error::config(file, reason));
    }
    if sorted.iter().map(|term| term.len()).sum::<usize>() > CODEBOOK_BYTES {
        let reason =
            format!("its terms have more than {CODEBOOK_BYTES} bytes; part it into several");
        return Err(Error::config(file, reason));
    }
    if sorted.first().is_none_or(|term| term.is_empty()) {
        return Err(Error::config(file, "an empty term, or none at all; list terms under `core`"));
    }
    Ok(())
}

/// Whether a text ends in a number, with or without a measure word: what follows is counted, not
/// spoken of (100户家庭).
fn ends_in_count(text: &[char]) -> bool {
    let mut before = text.iter().rev().copied().peekable();
    while before.next_if(|&c| "户个名位家对所条件项种批支".contains(c)).is_some() {}
    while before.next_if(|&c| "余多万亿千百".contains(c)).is_some() {}
    before.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> Lexicon {
        Lexicon::built_in().expect("reads").remove(0)
    }

    #[test]
    fn the_built_in_lexicon_reads_and_finds_its_terms() {
        let lexicon = first();
        assert_eq!(lexicon.themes().len(), 8);
        let themes = |text| -> Vec<&str> {
            lexicon.hits(text).iter().map(|hit| lexicon.themes()[hit.theme].id.as_str()).collect()
        };
        assert_eq!(themes("开展法律援助"), ["rights_protection"]);
        assert_eq!(themes("寻找“最美家庭”"), ["family_values"]);
        assert!(themes("服务妇女儿童").is_empty());
    }

    #[test]
    fn a_wrong_lexicon_is_refused_with_what_to_change() {
        for (text, reason) in [
            ("[[theme]]\nid='a'\nzh='甲'\n", "no terms"),
            (
                "[[theme]]\nid='a'\nzh='甲'\ncore=['好']\n[[theme]]\nid='b'\nzh='乙'\ncore=['好']\n",
                "twice",
            ),
            ("[[theme]]\nid='a'\nzh='甲'\nkernel=['好']\n", "unknown field `kernel`"),
            ("", "no theme"),
            ("[[theme]]\nid='a'\ncore=['好']\n", "no label"),
            (
                "[[theme]]\nid='a'\nzh='甲'\ncore=['好']\n[[theme]]\nid='a'\nzh='甲'\ncore=['美']\n",
                "theme `a` is there twice",
            ),
            ("extends = true\n[[theme]]\nid='harbour'\ncore=['港口扩建']\n", "no label"),
            (
                "extends = true\n[[theme]]\nid='children'\ncore=['托育园']\nhint=['托育园']\n",
                "`托育园` is there twice",
            ),
        ] {
            let message = Lexicon::parse("my.toml", text).expect_err("refused").to_string();
            assert!(message.starts_with("my.toml") && message.contains(reason), "{message}");
        }
    }

    #[test]
    fn a_lexicon_that_extends_adds_to_the_built_in_one() {
        let text = "extends = true\nneutral = ['维权']\n\
            [[theme]]\nid='harbour'\nzh='港口'\ncore=['港口扩建', '法律援助']\n\
            [[theme]]\nid='children'\nen='The young'\nhint=['留守儿童', '儿童海船']\n";
        let (mine, built_in) = (Lexicon::parse("my.toml", text).expect("reads"), first());
        assert!(mine.base().is_some() && built_in.base().is_none());
        assert_eq!(mine.themes().len(), 9);
        assert_eq!(mine.themes()[8].id, "harbour");
        let children = mine.themes().iter().find(|theme| theme.id == "children").expect("there");
        assert_eq!((children.zh.as_str(), children.en.as_str()), ("儿童关爱", "The young"));
        assert_eq!(mine.entries().count(), built_in.entries().count() + 2);
        let found = |lexicon: &Lexicon, text| -> Vec<(String, f64)> {
            let of = |hit: Hit<'_>| (lexicon.themes()[hit.theme].id.clone(), hit.weight());
            lexicon.hits(text).into_iter().map(of).collect()
        };
        for (text, before, after) in [
            ("港口扩建", None, Some(("harbour", 3.0))),
            ("法律援助", Some(("rights_protection", 3.0)), Some(("harbour", 3.0))),
            ("留守儿童", Some(("children", 3.0)), Some(("children", 1.0))),
            ("维权", Some(("rights_protection", 3.0)), None),
            ("信访", Some(("rights_protection", 2.0)), Some(("rights_protection", 2.0))),
        ] {
            let of = |hit: Option<(&str, f64)>| -> Vec<(String, f64)> {
                hit.map(|(theme, weight)| (theme.to_owned(), weight)).into_iter().collect()
            };
            assert_eq!(found(&built_in, text), of(before), "{text}");
            assert_eq!(found(&mine, text), of(after), "{text}");
        }
    }

    #[test]
    fn without_extends_a_lexicon_stands_alone_and_a_theme_may_lose_all() {
        let alone = "[[theme]]\nid='harbour'\nzh='港口'\ncore=['港口扩建']\n";
        assert_eq!(Lexicon::parse("my.toml", alone).expect("reads").themes().len(), 1);
        let theme =
            |id: &str, term: &str| format!("[[theme]]\nid='{id}'\nzh='{id}'\ncore=['{term}']\n");
        let file = |text: String| CodebookFile::read("my.toml", &text).expect("reads");
        let mut both = file(theme("a", "港口") + &theme("b", "煤矿"));
        both.extend(file(theme("c", "港口")));
        let ids: Vec<&str> = both.theme.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["b", "c"]);
    }

    #[test]
    fn what_is_counted_is_no_hint_and_a_codebook_is_extended_by_its_name() {
        let themes = |text| first().hits(text).len();
        assert_eq!((themes("选择100户家庭"), themes("走进家庭")), (0, 1));
        assert_eq!(themes("41.1万贫困人口"), 1);
        let text = "extends = 'policy'\n[[theme]]\nid='harbour'\nzh='港口'\ncore=['港口扩建']\n";
        let mine = Lexicon::parse("my.toml", text).expect("reads");
        assert_eq!((mine.themes().len(), mine.base()), (23, Some("data/themes/policy.toml")));
        let wrong = Lexicon::parse("my.toml", "extends = 'nobody'\n").expect_err("refused");
        assert!(wrong.to_string().contains("organisations, policy"), "{wrong}");
    }
}
