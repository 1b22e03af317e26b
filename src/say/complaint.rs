//! What went wrong, in both languages.

use std::{borrow::Cow, error::Error as _, io};

use super::catalogue::Catalogue;
use crate::{error::Error, phrase::Phrase};

/// How the library calls what is looked for.
const PATTERN: &str = "PATTERN";

/// The Chinese of a text, or the text itself.
fn chinese(text: &str) -> Cow<'_, str> {
    Catalogue::built_in().said(text)
}

/// An error on one line. Its Chinese is put together part by part, since each part stands in many
/// errors; what the catalogue lacks stays English.
pub fn complaint(error: &Error) -> Phrase {
    let en = match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    };
    let zh = match error {
        Error::File { path, action, source } => {
            let [action, cause] = [format!("cannot {action}"), cause(source)];
            let [action, cause] = [&action, &cause].map(|part| chinese(part));
            format!("{}：{action}：{cause}", path.display())
        }
        Error::Input { input, reason, remedy, .. } => {
            // Else it is a name that someone gave to a file.
            let input = if input == PATTERN { chinese(PATTERN) } else { input.into() };
            format!("{input}：{}；{}", said_after_place(reason), chinese(remedy))
        }
        Error::Config { file, reason } => format!("{file}：{}", said_after_place(reason)),
        _ => chinese(&en).into_owned(),
    };
    Phrase::new(zh, en)
}

/// What a system says of a file, without the number of its error.
fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(cause, _)| cause.to_owned())
}

/// A reason with the place before it: `line 3: …`.
fn said_after_place(reason: &str) -> String {
    match reason.split_once(": ") {
        Some((place, reason)) if place.starts_with("line ") => {
            format!("第 {} 行：{}", &place["line ".len()..], chinese(reason))
        }
        _ => chinese(reason).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_its_place_and_remedy_in_both_languages() {
        let error = Error::input("page.txt", "the file is empty", "give a record with text in it");
        let said = complaint(&error);
        assert!(said.zh.starts_with("page.txt：") && said.zh.contains('；'), "{}", said.zh);
        assert!(!said.zh.contains("empty") && said.en.contains("the file is empty"), "{said:?}");
    }
}
