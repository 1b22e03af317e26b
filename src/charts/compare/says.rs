//! What the captions of a comparison share.

use super::last::{self, LastChange};
use crate::{
    compare::MeetingComparison,
    phrase::Phrase,
    say::{counted, list, list_of},
};

/// Meetings whose titles a caption lists; if there are more, the first and the last. Chosen by eye.
const LISTED: usize = 2;
/// Speakers that a caption names of those who are in one meeting alone. Chosen by eye.
const NAMED: usize = 5;

/// Which two meetings are compared, and how many speak in both.
pub(super) fn pairs(last: &LastChange) -> Phrase {
    let (earlier, later) = (last.earlier(), last.later());
    let pairs = last.change.pairs.len();
    Phrase::new(
        format!("{later}与{earlier}相比，两次都发言的{pairs}位发言者。"),
        format!("{later} against {earlier}, {} of both.", counted(pairs, "speaker")),
    )
}

/// Who speaks in one of the two meetings alone, and is not compared.
pub(super) fn alone(last: &LastChange) -> Phrase {
    let change = last.change;
    let sides = [(&change.only_earlier, last.earlier()), (&change.only_later, last.later())];
    let mut text = Phrase::default();
    for (speakers, meeting) in sides.into_iter().filter(|(speakers, _)| !speakers.is_empty()) {
        let named = speakers.iter().take(NAMED).map(|&one| last.speaker(one));
        let named: Vec<Phrase> = named.collect();
        let names = list_of(&named);
        let n = speakers.len();
        let (zh, en) = if n > NAMED {
            (format!("等{n}位"), format!(" and {} more", n - NAMED))
        } else {
            (String::new(), String::new())
        };
        let blank = if text.en.is_empty() { "" } else { " " };
        text += &Phrase::new(
            format!("只在{meeting}发言、未比较的：{}{zh}。", names.zh),
            format!("{blank}Only in {meeting}, not compared: {}{en}.", names.en),
        );
    }
    text
}

/// Which meetings the course is over.
pub(super) fn course(comparison: &MeetingComparison) -> Phrase {
    let names = last::meetings(comparison);
    let (n, speakers) = (names.len(), comparison.speakers.len());
    let [first, end] = [names.first(), names.last()].map(|name| name.map_or("", String::as_str));
    Phrase::new(
        format!("{first}至{end}共{n}次会议，{speakers}位发言者。"),
        format!(
            "{} from {first} to {end}, {}.",
            counted(n, "meeting"),
            counted(speakers, "speaker")
        ),
    )
}

/// Where the numbers come from.
pub(super) fn source(comparison: &MeetingComparison) -> Phrase {
    let titles: Vec<&str> = comparison.meetings.iter().map(|one| one.title.as_str()).collect();
    let (zh, en) = match &titles[..] {
        [first, .., end] if titles.len() > LISTED => {
            let n = titles.len();
            (format!("{first}至{end}等{n}次会议的记录"), format!("{first} to {end}, {n} records"))
        }
        _ => {
            let all = list(&titles);
            (all.zh, all.en)
        }
    };
    Phrase::new(format!("来源：{zh}。"), format!("Source: {en}."))
}

/// What the three colours mean, and when a change counts as told.
pub(super) fn directions() -> Phrase {
    Phrase::new(
        "蓝为上升，橙为下降；灰色空心表示看不出变化：区间含0，或没有区间，或随机互换前后两次也常有这样的变化。",
        "Blue has risen, orange has fallen; grey and empty cannot be told: the interval holds 0, or \
         there is none, or swaps of the two meetings at random often give as much.",
    )
}
