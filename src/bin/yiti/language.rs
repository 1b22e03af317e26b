//! The language that the program speaks in a terminal: English, or Chinese by the catalogue.
//!
//! The program's texts are English; `chinese.toml` has the Chinese of each. What was read, and what
//! programs read (CSV, JSON), has no language: a title that is called like a text of the catalogue
//! stays as it is. So [`said`] and [`filled`] take texts that are written in the program only
//! (`&'static str`), and what prints a line translates nothing.

use std::{
    borrow::Cow,
    ffi::OsString,
    sync::atomic::{AtomicBool, Ordering},
};

use clap::ValueEnum;
use yiti::{
    phrase::Phrase,
    say::catalogue::{self, Catalogue},
};

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

/// Whether it speaks Chinese. A process may run the program several times (the module for Python
/// does), each time in another language.
static IS_CHINESE: AtomicBool = AtomicBool::new(false);

/// Chooses the language by `--lang`, or else by the locale: before the arguments are parsed, since
/// their help has a language, too.
pub(crate) fn choose(arguments: &[OsString]) {
    let asked = arguments.iter().enumerate().find_map(|(place, argument)| {
        match argument.to_str()?.strip_prefix("--lang")? {
            "" => arguments.get(place + 1)?.to_str(),
            value => value.strip_prefix('='),
        }
    });
    let locale = || sys_locale::get_locale().unwrap_or_default();
    let is_chinese = asked.map_or_else(|| locale().starts_with("zh"), |asked| asked == "zh");
    IS_CHINESE.store(is_chinese, Ordering::Relaxed);
}

/// Whether the program speaks Chinese.
pub(crate) fn is_chinese() -> bool {
    IS_CHINESE.load(Ordering::Relaxed)
}

/// A text of the program in its language; what the catalogue does not have stays English.
pub(crate) fn said(text: &'static str) -> Cow<'static, str> {
    if is_chinese() { Catalogue::built_in().said(text) } else { text.into() }
}

/// A text of the program with `{0}`, `{1}` … for `parts`, which are put in as they are.
pub(crate) fn filled(text: &'static str, parts: &[&str]) -> String {
    let text = if is_chinese() { Catalogue::built_in().text(text).unwrap_or(text) } else { text };
    catalogue::filled(text, |place, _| Some(parts.get(place)?.to_string()))
}

/// What the library or clap has put together (errors, evidence, help) in the language of the
/// program. No name or title that was read comes here alone.
pub(crate) fn put_together(text: &str) -> Cow<'_, str> {
    if is_chinese() { Catalogue::built_in().said(text) } else { text.into() }
}

/// A phrase in the language of the program.
pub(crate) fn of(phrase: Phrase) -> String {
    if is_chinese() { phrase.zh } else { phrase.en }
}
