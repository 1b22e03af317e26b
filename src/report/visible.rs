//! Text as it may be shown: what would steer a terminal, turn the text around or hide in it shows.

use std::borrow::Cow;

/// Whether a character shows nothing of itself and changes what is around it: control characters
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
    escaped(text, is_hidden, |c| c.escape_unicode().to_string())
}

/// The same JSON with its hidden characters as JSON escapes them.
///
/// What is not ASCII stands inside of strings only, where `\u202e` is the character itself;
/// below that a writer of JSON escapes what must be.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    let units = |c: char| {
        let mut units = [0; 2];
        c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
    };
    escaped(json, |c| c > '~' && is_hidden(c), units)
}

fn escaped(text: &str, is_hidden: fn(char) -> bool, escape: fn(char) -> String) -> Cow<'_, str> {
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
        let json = serde_json::to_string_pretty(&[text]).expect("writes");
        let shown = visible_json(&json);
        assert!(!shown.chars().any(|c| c != '\n' && is_hidden(c)), "{shown}");
        assert!(shown.contains("\\u202e\\udb40\\udc41"), "{shown}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&shown).expect("reads"), [text]);
    }
}
