//! Words and numbers as the charts write them.

use crate::analysis::MeetingAnalysis;

/// Marks that may not begin a line.
const NO_START: &str = "，。、；：！？）》」』】〕”’％%…,.;:!?)]";
/// Marks that may not end one.
const NO_END: &str = "（《「『【〔“‘([";

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
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let line = lines.last().map_or("", String::as_str);
        if !line.is_empty() && measure(&format!("{line}{}", piece.trim_end())) > width {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
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
            || NO_START.contains(after);
        if !joined {
            pieces.push(&text[start..at]);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || c == '−'
}

/// A share as `23%`.
pub(super) fn percent(share: f64) -> String {
    match share * 100.0 {
        p if p > 0.0 && p < 0.5 => "<1%".into(),
        p => format!("{}%", p.round()),
    }
}

/// A number with its thousands apart: `12,345`.
pub(super) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with `digits` decimals and a true minus sign; a bare `0` for zero.
pub(super) fn signed(x: f64, digits: usize) -> String {
    let text = format!("{x:.digits$}");
    if text.chars().all(|c| matches!(c, '-' | '0' | '.')) {
        return "0".into();
    }
    text.replacen('-', "−", 1)
}

/// How sure a group is, for its label.
pub(super) fn confidence(confidence: Option<f64>) -> String {
    format!("稳定度 {}", confidence.map_or_else(|| "—".into(), percent))
}

/// n of a meeting: speeches and characters.
pub(super) fn size(meeting: &MeetingAnalysis) -> String {
    let characters = meeting.speeches.iter().map(|s| s.characters).sum();
    format!("{}篇发言，共{}字", meeting.speeches.len(), thousands(characters))
}

/// What a group is, and the percentage beside its name.
pub(super) fn group_note(meeting: &MeetingAnalysis) -> String {
    match (meeting.speeches.len(), meeting.similarity.draws) {
        (0 | 1, _) => String::new(),
        (_, 0) => "括线为用词相近的组；文字太少，未估计组的稳定度。".into(),
        (_, draws) => format!(
            "括线为用词相近的组，以成员共同谈得最多的议题命名；稳定度为随机抽取部分语句、重新分组{draws}次，\
             组内最不牢的一对仍在同组（单独一篇则仍单独）的比例。"
        ),
    }
}

/// Where the numbers come from.
pub(super) fn source(meeting: &MeetingAnalysis) -> String {
    /// More file names than this are counted, not listed.
    const LISTED: usize = 3;
    let date = meeting.date.as_deref().map(date).map_or(String::new(), |d| format!("（{d}）"));
    let files = &meeting.sources;
    let listed = files.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join("、");
    let files = match files.len() {
        0 => String::new(),
        n if n <= LISTED => format!("，{listed}"),
        n => format!("，{listed}等{n}个文件"),
    };
    format!("来源：{}{date}{files}。", meeting.title)
}

/// `2022-07-10`, `--07-10`, `2022-07` or `2022` in Chinese; anything else as it stands.
fn date(iso: &str) -> String {
    let (year, rest) = match iso.strip_prefix("--") {
        Some(rest) => ("", rest),
        None => iso.split_once('-').unwrap_or((iso, "")),
    };
    let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
    let part = |digits: &str, unit| match digits.parse::<u32>() {
        Ok(n) => Some(format!("{n}{unit}")),
        Err(_) if digits.is_empty() => Some(String::new()),
        Err(_) => None,
    };
    let parts = (part(year, "年"), part(month, "月"), part(day, "日"));
    match parts {
        (Some(year), Some(month), Some(day)) => year + &month + &day,
        _ => iso.into(),
    }
}
