//! Dictionaries of other tools as codebooks: YAML as quanteda and Lexicoder have it.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser};

use super::{
    codebook::{CodebookFile, ThemeEntry},
    searchable::is_skipped,
};
use crate::budget::{YAML_CATEGORIES, YAML_DEPTH};
use crate::error::{Error, Result};

/// The key under which quanteda writes the entries of a category that has categories too.
const OWN: &str = "__";

/// Whether a file is a dictionary in YAML, by its name.
pub(super) fn is_yaml(file: &str) -> bool {
    let file = file.to_ascii_lowercase();
    [".yml", ".yaml"].iter().any(|end| file.ends_with(end))
}

/// Reads categories with lists of entries, and categories in them, as themes.
///
/// Each category that has entries is a theme. Its id is its path (`economy/trade`). Its label is the
/// last name of the path, or the whole path if another category has the same last name. The first
/// name of a path is the class of its themes. All entries are core terms, because such a dictionary
/// does not grade them. `*` at the ends of an entry and blanks in it are left out, because entries
/// are searched as strings inside the text.
pub(super) fn read(file: &str, text: &str) -> Result<CodebookFile> {
    let mut reader = DictionaryReader { file, ..DictionaryReader::default() };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            reader.wrong(error.marker().line(), format!("{}; mend the YAML", error.info()))
        })?;
        reader.take(event, span.start.line())?;
    }
    reader.file()
}

/// What is open while a file is read.
enum Open {
    /// A category: the names in it, and whether the last one still has no value.
    Names(BTreeSet<String>, bool),
    /// A list of entries, with how many there are.
    List(usize),
}

/// An entry and its line.
struct LinedEntry {
    term: String,
    line: usize,
}

#[derive(Default)]
struct DictionaryReader<'a> {
    file: &'a str,
    open: Vec<Open>,
    /// Names of the open categories.
    path: Vec<String>,
    /// Categories with their entries, in the order of the file.
    categories: Vec<(Vec<String>, Vec<LinedEntry>)>,
    documents: usize,
}

impl DictionaryReader<'_> {
    fn wrong(&self, line: usize, reason: impl std::fmt::Display) -> Error {
        Error::config(self.file, format!("line {line}: {reason}"))
    }

    fn take(&mut self, event: Event<'_>, line: usize) -> Result<()> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.wrong(line, "a second document; keep one in a file"));
                }
            }
            Event::Alias(_) => {
                return Err(self.wrong(line, "a reference (`*name`); write the entries out"));
            }
            Event::MappingStart(..) => self.begin(Open::Names(BTreeSet::new(), false), line)?,
            Event::SequenceStart(..) => self.begin(Open::List(0), line)?,
            Event::MappingEnd | Event::SequenceEnd => self.end(line)?,
            Event::Scalar(text, ..) => self.scalar(&text, line)?,
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, open: Open, line: usize) -> Result<()> {
        let fits = match (self.open.last(), &open) {
            (None, Open::Names(..)) => true,
            (Some(Open::Names(_, waits)), _) => *waits,
            // `- trade: [...]`: a category among the entries of another one.
            (Some(Open::List(_)), Open::Names(..)) => true,
            (None | Some(Open::List(_)), Open::List(_)) => false,
        };
        if !fits {
            return Err(self.wrong(line, "a list without a category; write `category: [entries]`"));
        }
        if self.open.len() >= 2 * YAML_DEPTH {
            let reason =
                format!("more than {YAML_DEPTH} categories in one another; use fewer levels");
            return Err(self.wrong(line, reason));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, line: usize) -> Result<()> {
        match self.open.pop() {
            Some(Open::List(0)) => return Err(self.empty(line)),
            Some(Open::Names(names, _)) if names.is_empty() => return Err(self.empty(line)),
            _ => {}
        }
        self.close();
        Ok(())
    }

    /// Notes that the last name of the open category has its value.
    fn close(&mut self) {
        match self.open.last_mut() {
            Some(Open::Names(_, waits)) => {
                *waits = false;
                self.path.pop();
            }
            Some(Open::List(count)) => *count += 1,
            None => {}
        }
    }

    fn empty(&self, line: usize) -> Error {
        let name = self.path.join("/");
        self.wrong(line, format!("category `{name}` has no entries; give it some or take it out"))
    }

    fn scalar(&mut self, text: &str, line: usize) -> Result<()> {
        match self.open.last_mut() {
            None => Err(self.wrong(line, "no dictionary; write `category: [entries]`")),
            Some(Open::Names(names, waits)) if !*waits => {
                let name = text.trim().to_owned();
                if name.is_empty() || !names.insert(name.clone()) {
                    let reason =
                        format!("category `{name}` is nameless or there twice; name each once");
                    return Err(self.wrong(line, reason));
                }
                *waits = true;
                self.path.push(name);
                Ok(())
            }
            Some(_) => {
                self.entry(text, line)?;
                self.close();
                Ok(())
            }
        }
    }

    fn entry(&mut self, text: &str, line: usize) -> Result<()> {
        let term: String = text.trim_matches('*').chars().filter(|&c| !is_skipped(c)).collect();
        let term = term.to_ascii_lowercase();
        if term.is_empty() || text == "~" {
            return Err(self.empty(line));
        }
        if term.contains(['*', '?']) {
            let reason = format!("`{text}` has a wildcard inside; write out what it stands for");
            return Err(self.wrong(line, reason));
        }
        let path: Vec<String> = self.path.iter().filter(|name| *name != OWN).cloned().collect();
        let known = self.categories.iter().rposition(|(known, _)| *known == path);
        let index = known.unwrap_or(self.categories.len());
        if index >= YAML_CATEGORIES {
            let reason = format!("more than {YAML_CATEGORIES} categories; part the file");
            return Err(self.wrong(line, reason));
        }
        if known.is_none() {
            self.categories.push((path, Vec::new()));
        }
        self.categories[index].1.push(LinedEntry { term, line });
        Ok(())
    }

    /// The categories as themes.
    fn file(self) -> Result<CodebookFile> {
        if self.categories.is_empty() {
            return Err(self.wrong(1, "no dictionary; write `category: [entries]`"));
        }
        self.check_entries()?;
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for (path, _) in &self.categories {
            *names.entry(path.last().map_or("", String::as_str)).or_insert(0) += 1;
        }
        let theme = self
            .categories
            .iter()
            .map(|(path, entries)| {
                let leaf = path.last().map_or("", String::as_str);
                theme(path, entries, names.get(leaf) == Some(&1))
            })
            .collect();
        Ok(CodebookFile { theme, ..CodebookFile::default() })
    }

    /// Refuses an entry in two categories: it would say neither.
    fn check_entries(&self) -> Result<()> {
        let mut known: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (index, (path, entries)) in self.categories.iter().enumerate() {
            for LinedEntry { term, line } in entries {
                let (other, first) = *known.entry(term).or_insert((index, *line));
                if other != index {
                    let (a, b) = (self.categories[other].0.join("/"), path.join("/"));
                    let reason = format!(
                        "`{term}` is in `{b}` and, line {first}, in `{a}`; keep it in one category"
                    );
                    return Err(self.wrong(*line, reason));
                }
            }
        }
        Ok(())
    }
}

/// A category as a theme; `is_alone`: no other category has the same last name.
fn theme(path: &[String], entries: &[LinedEntry], is_alone: bool) -> ThemeEntry {
    let id = path.join("/");
    let leaf = path.last().cloned().unwrap_or_default();
    let label = if is_alone { leaf } else { id.clone() };
    let mut seen = BTreeSet::new();
    let core = entries.iter().map(|entry| entry.term.clone());
    let core = core.filter(|term| seen.insert(term.clone())).collect();
    let rollup = path.first().filter(|_| path.len() > 1).cloned();
    ThemeEntry { id, zh: label.clone(), en: label, rollup, core, ..ThemeEntry::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes(text: &str) -> Vec<(String, String, Option<String>, Vec<String>)> {
        let file = read("my.yml", text).expect("reads");
        let of = |theme: ThemeEntry| (theme.id, theme.zh, theme.rollup, theme.core);
        file.theme.into_iter().map(of).collect()
    }

    fn expected(
        id: &str,
        label: &str,
        rollup: Option<&str>,
        core: &[&str],
    ) -> (String, String, Option<String>, Vec<String>) {
        let core = core.iter().map(|&term| term.to_owned()).collect();
        (id.to_owned(), label.to_owned(), rollup.map(str::to_owned), core)
    }

    #[test]
    fn categories_are_themes_and_asterisks_at_the_ends_are_left_out() {
        let text = "港口:\n  - 码头*\n  - '*航道'\n  - 航道\n  - 集装箱 运输\nGDP: [Growth*, 增速]\n灯塔: 灯塔\n";
        let all = [
            expected("港口", "港口", None, &["码头", "航道", "集装箱运输"]),
            expected("GDP", "GDP", None, &["growth", "增速"]),
            expected("灯塔", "灯塔", None, &["灯塔"]),
        ];
        assert_eq!(themes(text), all);
    }

    #[test]
    fn categories_in_categories_are_named_by_their_last_name_where_it_is_alone() {
        let text = "海:\n  渔业: [捕捞]\n  其他: [潮汐]\n陆:\n  其他: [丘陵]\n  __: [平原]\n\
                    空:\n  - 云\n  - 风: [台风]\n";
        let all = [
            expected("海/渔业", "渔业", Some("海"), &["捕捞"]),
            expected("海/其他", "海/其他", Some("海"), &["潮汐"]),
            expected("陆/其他", "陆/其他", Some("陆"), &["丘陵"]),
            expected("陆", "陆", None, &["平原"]),
            expected("空", "空", None, &["云"]),
            expected("空/风", "风", Some("空"), &["台风"]),
        ];
        assert_eq!(themes(text), all);
    }

    #[test]
    fn what_is_no_dictionary_is_refused_with_its_line_and_the_remedy() {
        let deep = "a: ".to_owned() + &"{a: ".repeat(60) + "[b]" + &"}".repeat(60);
        let many: String = (0..2000).map(|n| format!("c{n}: [t{n}]\n")).collect();
        for (text, line, reason) in [
            ("", 1, "no dictionary"),
            ("- 港口\n- 码头\n", 1, "without a category"),
            ("港口\n", 1, "no dictionary"),
            ("港口: [码头\n灯塔: [灯]\n", 2, "mend the YAML"),
            ("港口: [码头]\n灯塔: []\n", 2, "`灯塔` has no entries"),
            ("港口: [码头]\n灯塔:\n海: [浪]\n", 2, "`灯塔` has no entries"),
            ("港口:\n  - 码*头\n", 2, "wildcard inside"),
            ("港口: [码头]\n港口: [航道]\n", 2, "there twice"),
            ("港口: [码头]\n灯塔: [码头*]\n", 2, "keep it in one category"),
            ("港口:\n  - [码头]\n", 2, "without a category"),
            ("a: &a [港口]\nb: *a\n", 2, "write the entries out"),
            ("a: [港口]\n---\nb: [码头]\n", 2, "a second document"),
            (&deep, 1, "use fewer levels"),
            (&many, 1001, "part the file"),
        ] {
            let message = read("my.yml", text).map(|_| ()).expect_err("refused").to_string();
            let place = format!("my.yml: line {line}: ");
            assert!(message.starts_with(&place) && message.contains(reason), "{text}: {message}");
        }
    }
}
