//! Words and numbers as the charts write them.

use crate::{
    analysis::{Date, DateParts, MeetingAnalysis},
    phrase::Phrase,
    say::{cannot_tell, count, counted, percent},
};

/// Marks that may not begin a line.
const NO_START: &str = "，。、；：！？）》」』】〕”’％%…,.;:!?)]";
/// Marks that may not end one.
const NO_END: &str = "（《「『【〔“‘([";
/// File names that a caption lists; if there are more, it gives their number. Chosen by eye.
const LISTED: usize = 3;

/// `text` on one line, without what cannot be drawn in an SVG.
pub(super) fn clean(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|&c| !is_invisible(c)).collect()
}

/// Control characters make invalid XML; the others have no picture.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// `text` in lines for which `measure` gives no more than `width`.
pub(super) fn wrap(text: &str, width: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let pieces = pieces(text).into_iter().flat_map(|piece| {
        // A piece longer than a line, such as a file name, may break anywhere.
        if measure(piece) <= width { vec![piece] } else { characters(piece) }
    });
    for piece in pieces {
        if !line.is_empty() && measure(&format!("{line}{}", piece.trim_end())) > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    lines.push(line);
    lines.iter().map(|line| line.trim().into()).filter(|line: &String| !line.is_empty()).collect()
}

/// The pieces between which a line may break.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for pair in chars.windows(2) {
        let ((_, before), (at, after)) = (pair[0], pair[1]);
        let joined = (is_latin(before) && is_latin(after))
            || NO_END.contains(before)
            || NO_START.contains(after)
            // The apostrophe of `speech’s`.
            || (before == '’' && after.is_ascii_alphabetic());
        if !joined {
            pieces.push(&text[start..at]);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// Each character of `text` as a text of its own.
fn characters(text: &str) -> Vec<&str> {
    text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]).collect()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || matches!(c, '−' | '→')
}

/// The width of the widest word of `text`.
pub(super) fn widest_word(text: &str, measure: impl Fn(&str) -> f64) -> f64 {
    pieces(text).into_iter().map(measure).fold(0.0, f64::max)
}

/// As much of the beginning of `text` as `measure` gives no more than `width` for, an ellipsis
/// where it was cut included.
pub(super) fn head(text: &str, width: f64, measure: impl Fn(&str) -> f64) -> String {
    if measure(text) <= width {
        return text.into();
    }
    let cuts = text.char_indices().rev().map(|(cut, _)| format!("{}…", &text[..cut]));
    cuts.into_iter().find(|cut| measure(cut) <= width).unwrap_or_default()
}

/// As much of the end of `text` as [`head`] takes of its beginning.
pub(super) fn tail(text: &str, width: f64, measure: impl Fn(&str) -> f64) -> String {
    if measure(text) <= width {
        return text.into();
    }
    let cuts = text.char_indices().map(|(cut, c)| format!("…{}", &text[cut + c.len_utf8()..]));
    cuts.into_iter().find(|cut| measure(cut) <= width).unwrap_or_default()
}

/// How sure a group is, for its label.
pub(super) fn confidence(confidence: Option<f64>) -> Phrase {
    confidence.map_or_else(cannot_tell, |known| {
        let number = percent(known);
        Phrase::new(format!("稳定度 {number}"), format!("confidence {number}"))
    })
}

/// The length of a text, whose number is already formatted.
pub(super) fn length(characters: &str) -> Phrase {
    Phrase::new(format!("{characters}字"), format!("{characters} chars"))
}

/// A word of the pictures as a caption quotes it.
pub(super) fn quoted(word: &Phrase) -> Phrase {
    Phrase::new(format!("“{}”", word.zh), format!("“{}”", word.en))
}

/// Sentences one after another: English ones a blank apart.
pub(super) fn sentences(all: impl IntoIterator<Item = Phrase>) -> Phrase {
    let mut text = Phrase::default();
    for sentence in all {
        if !text.en.is_empty() && !sentence.en.is_empty() {
            text.en.push(' ');
        }
        text += &sentence;
    }
    text
}

/// n of a meeting: speeches and characters.
pub(super) fn size(meeting: &MeetingAnalysis) -> Phrase {
    let n = meeting.speeches.len();
    let characters = count(meeting.speeches.iter().map(|s| s.characters).sum());
    Phrase::new(
        format!("{n}篇发言，共{characters}字。"),
        format!("{}, {characters} characters.", counted(n, "speech")),
    )
}

/// What the colour of a speech means.
pub(super) fn colour_note(meeting: &MeetingAnalysis) -> Phrase {
    if meeting.is_compared() {
        Phrase::new(
            "颜色为该篇比其余各篇讲得明显更多的议题（比例之差超出重抽段落的95%区间和偶然），\
             灰色为没有这样的议题。",
            "The colour is the theme of which a speech has clearly more than the others (the \
             difference in share is beyond its 95% interval and chance), grey where there is none.",
        )
    } else {
        Phrase::new(
            "文字太少或太多，未与其余各篇比较；颜色为占本篇文字最多的议题。",
            "There is too little or too much text to hold a speech against the others; the colour \
             is the theme with most of its text.",
        )
    }
}

/// What a group is, and the percentage beside its name.
pub(super) fn group_note(meeting: &MeetingAnalysis) -> Phrase {
    match (meeting.speeches.len(), meeting.grouping.draw_count()) {
        (0 | 1, _) => Phrase::default(),
        (_, 0) => Phrase::new(
            "括线为用词和议题相近的组；文字太少或太多，未估计组的稳定度。",
            "Brackets join speeches that are alike in words and themes; there is too little or \
             too much text to say how sure these groups are.",
        ),
        (_, draws) => Phrase::new(
            format!(
                "括线为用词和议题相近的组，以成员都突出的议题命名，没有的以共有的词；稳定度为组内两篇同属一类\
                 （单独一篇则自成一类）的可能，由随机抽取部分段落、重新分组{draws}次，按有标注的文字上的准确率折算。"
            ),
            format!(
                "Brackets join speeches that are alike in words and themes; a group is named for \
                 what each of its members stresses, or else for terms that they share. Confidence: \
                 the chance that two of the group are of one class, or a lone speech of its own, \
                 from {draws} groupings of random parts of the text and from how often such \
                 groups are right on labelled texts."
            ),
        ),
    }
}

/// Where the numbers come from.
pub(super) fn source(meeting: &MeetingAnalysis) -> Phrase {
    let (title, files) = (&meeting.title, &meeting.sources);
    let printed = meeting.date.as_ref();
    let zh_date = printed.map_or(String::new(), |one| format!("（{}）", date(one)));
    let en_date =
        printed.map_or(String::new(), |one| format!(" ({})", one.as_str().trim_start_matches('-')));
    let first = &files[..files.len().min(LISTED)];
    let (zh, en) = (first.join("、"), first.join(", "));
    let (zh, en) = match files.len() {
        0 => (String::new(), String::new()),
        n if n <= LISTED => (format!("，{zh}"), format!(", {en}")),
        n => (format!("，{zh}等{n}个文件"), format!(", {en} and {} more files", n - LISTED)),
    };
    Phrase::new(format!("来源：{title}{zh_date}{zh}。"), format!("Source: {title}{en_date}{en}."))
}

/// A date in Chinese, as much of it as is printed; a text that is no date is unchanged.
fn date(date: &Date) -> String {
    let Some(DateParts { year, month, day }) = date.parts() else { return date.as_str().into() };
    let parts = [(year, "年"), (month, "月"), (day, "日")].into_iter();
    parts.filter_map(|(number, unit)| Some(format!("{}{unit}", number?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_chinese_characters_but_not_in_numbers_or_before_marks() {
        let lines = |text| wrap(text, 6.0, |t| t.chars().count() as f64);
        assert_eq!(lines("家事调解，12338热线"), ["家事调解，", "12338热", "线"]);
        assert_eq!(lines("一二三四五六。七"), ["一二三四五", "六。七"]);
        assert_eq!(lines("a.very_long_name.txt"), ["a.very", "_long_", "name.t", "xt"]);
        assert_eq!(lines("one’s own"), ["one’s", "own"]);
        assert_eq!(lines("一二三四 （五）"), ["一二三四", "（五）"].map(String::from));
        assert!(lines("").is_empty());
    }

    #[test]
    fn texts_are_cut_at_the_far_end() {
        let measure = |text: &str| text.chars().count() as f64;
        assert_eq!(head("一二三四", 4.0, measure), "一二三四");
        assert_eq!(head("一二三四五", 4.0, measure), "一二三…");
        assert_eq!(tail("一二三四五", 4.0, measure), "…三四五");
        assert_eq!(head("一二", 0.5, measure), "");
    }

    #[test]
    fn dates_are_chinese_as_far_as_printed() {
        for (iso, text) in [
            ("2022-07-10", "2022年7月10日"),
            ("--07-10", "7月10日"),
            ("2022-07", "2022年7月"),
            ("2022", "2022年"),
            ("夏", "夏"),
        ] {
            assert_eq!(date(&iso.into()), text);
        }
    }

    #[test]
    fn what_has_no_picture_is_dropped() {
        assert_eq!(clean("\u{7}广\u{200b}东\n 妇\u{3000}联 "), "广东 妇 联");
    }
}
