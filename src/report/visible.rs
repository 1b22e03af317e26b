//! Text that is safe to print: characters that control a terminal, reverse text or hide in it are
//! escaped.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::Serialize;
use serde_json::{
    Serializer,
    ser::{Formatter, PrettyFormatter},
};

/// Whether a character is invisible and changes what is around it: control characters
/// (C0, DEL, C1), marks of direction, invisible ones of format, tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// A text with an escape such as `\u{1b}` for each character that is hidden, line ends too.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c.escape_unicode().to_string())
}

/// Writes pretty JSON whose strings hold an escape such as `\u202e` for each hidden character.
///
/// # Errors
/// A `writer` that fails, a value that JSON cannot hold.
pub fn write_json(writer: impl Write, value: &impl Serialize) -> io::Result<()> {
    let formatter = Escaping(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(writer, formatter))?;
    Ok(())
}

/// As [`write_json`], on one line.
///
/// # Errors
/// As [`write_json`].
pub(super) fn write_compact_json(writer: impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(writer, CompactEscaping))?;
    Ok(())
}

/// serde_json's compact format, but hidden characters are escaped.
struct CompactEscaping;

impl Formatter for CompactEscaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(escaped(fragment, json_escape).as_bytes())
    }
}

/// serde_json's pretty format, but hidden characters are escaped. It escapes those below the
/// blank itself.
struct Escaping(PrettyFormatter<'static>);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(escaped(fragment, json_escape).as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

/// A character as JSON escapes it: `\u202e`, or a pair of those beyond U+FFFF.
fn json_escape(c: char) -> String {
    let mut units = [0; 2];
    c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// A text with the `escape` of each hidden character.
fn escaped(text: &str, escape: fn(char) -> String) -> Cow<'_, str> {
    let Some(first) = text.find(is_hidden) else { return text.into() };
    let mut shown = text[..first].to_owned();
    for c in text[first..].chars() {
        if is_hidden(c) {
            shown += &escape(c);
        } else {
            shown.push(c);
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_or_hides_is_shown_and_nothing_else_is_changed() {
        let plain = "会议 “Ärzte” 𠮷 ｶﾞ é\u{301}\u{3000}…";
        assert!(matches!(visible(plain), Cow::Borrowed(text) if text == plain));
        assert_eq!(visible("a\u{1b}[31m\u{9b}b\n\u{7f}"), "a\\u{1b}[31m\\u{9b}b\\u{a}\\u{7f}");
        for c in "\u{ad}\u{200b}\u{200f}\u{202a}\u{202e}\u{2060}\u{2069}\u{feff}\u{e0041}".chars() {
            assert_eq!(visible(&format!("甲{c}乙")), format!("甲{}乙", c.escape_unicode()));
        }
    }

    #[test]
    fn json_with_escapes_is_the_same_json() {
        let text = "\u{1b}\u{7f}\u{85}甲\u{202e}\u{e0041}\n";
        let mut shown = Vec::new();
        write_json(&mut shown, &[text]).expect("writes");
        let mut compact = Vec::new();
        write_compact_json(&mut compact, &[text]).expect("writes");
        assert_eq!(serde_json::from_slice::<Vec<String>>(&compact).expect("reads"), [text]);
        assert!(compact.windows(6).any(|bytes| bytes == b"\\u202e"));
        let shown = String::from_utf8(shown).expect("UTF-8");
        assert!(!shown.chars().any(|c| c != '\n' && is_hidden(c)), "{shown}");
        assert!(shown.contains("\\u202e\\udb40\\udc41"), "{shown}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&shown).expect("reads"), [text]);
    }

    #[test]
    fn json_is_as_pretty_as_that_of_serde() {
        let value = serde_json::json!({"空": {}, "列": [1, 2.5, null, []], "文": "“a\\b”\n"});
        let mut shown = Vec::new();
        write_json(&mut shown, &value).expect("writes");
        assert_eq!(shown, serde_json::to_vec_pretty(&value).expect("writes"));
    }
}
