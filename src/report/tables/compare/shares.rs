//! Tables of shares: how each theme changed, in the mean and of each speaker.

use super::rows::{
    ChangeRow, DIRECTION, HIGH, LABEL, LOW, SPEAKER, THEME, direction, meetings, rows,
};
use crate::{
    compare::{MeetingComparison, ShareChange, SpeakerChange, SpeakerShareChange},
    report::table::{Field, Table, column},
};

type ThemeRow<'a> = ChangeRow<'a, &'a ShareChange>;

/// `tables/changes_themes.csv`.
pub(super) fn themes(comparison: &MeetingComparison) -> Table<'_> {
    let fields = meetings().into_iter().chain(shares()).chain(chances()).chain(votes());
    Table::with("changes_themes", rows(comparison, |change| &change.shares), fields).of_rows(
        "一个议题从一场会议到下一场的变化（各发言者份额的平均，一位发言者一票）",
        "a theme from one meeting to the next, in the mean of the speakers of both, one vote each",
    )
}

fn shares<'a>() -> [Field<'a, ThemeRow<'a>>; 7] {
    [
        column("theme").doc(THEME[0], THEME[1]).text(|row| (&row.of.theme).into()),
        column("label").doc(LABEL[0], LABEL[1]).text(|row| row.label(&row.of.theme).into()),
        column("share_earlier")
            .doc("较早一场中各发言者份额的平均", "Mean of the speakers' shares before")
            .share(|row| Some(row.of.earlier)),
        column("share_later")
            .doc("较晚一场中各发言者份额的平均", "The same now")
            .share(|row| Some(row.of.later)),
        column("difference")
            .doc("share_later 减 share_earlier", "share_later less share_earlier")
            .number(|row| Some(row.of.difference)),
        column("low").doc(LOW[0], LOW[1]).number(|row| row.of.interval.map(|ends| ends[0])),
        column("high").doc(HIGH[0], HIGH[1]).number(|row| row.of.interval.map(|ends| ends[1])),
    ]
}

fn chances<'a>() -> [Field<'a, ThemeRow<'a>>; 4] {
    [
        column("p")
            .doc(
                "逐位随意对调两场时，出现这样大的差别的概率；空：不足六位",
                "Chance of so large a difference where the meetings of each speaker are swapped \
                 at random; empty: fewer than six pairs",
            )
            .share(|row| row.of.p),
        column("p_corrected")
            .doc(
                "按全部议题校正后的 p（Westfall–Young）",
                "p corrected for all themes (Westfall and Young)",
            )
            .share(|row| row.of.p_corrected),
        column("direction")
            .doc(DIRECTION[0], DIRECTION[1])
            .text(|row| direction(row.of.direction).into()),
        column("noise")
            .doc(
                "随意对调时，二十次里十九次最大的变化不超过它",
                "In 19 of 20 random swaps the largest change of any theme is no more than this",
            )
            .share(|row| row.change.share_noise),
    ]
}

fn votes<'a>() -> [Field<'a, ThemeRow<'a>>; 4] {
    [
        column("risen")
            .doc("份额上升的发言者，共 pairs 位", "Speakers whose share rose, of pairs")
            .unit("speakers")
            .count(|row| Some(row.of.risen)),
        column("fallen")
            .doc("份额下降的发言者", "Speakers whose share fell")
            .unit("speakers")
            .count(|row| Some(row.of.fallen)),
        column("equal")
            .doc("份额不变的发言者", "Speakers whose share is the same")
            .unit("speakers")
            .count(|row| Some(row.of.equal)),
        column("pairs")
            .doc("两场都发言的", "Speakers of both meetings")
            .unit("speakers")
            .count(|row| Some(row.change.pairs.len())),
    ]
}

/// A theme of a speaker.
struct OfSpeaker<'a> {
    speaker: &'a SpeakerChange,
    share: &'a SpeakerShareChange,
}

type SpeakerRow<'a> = ChangeRow<'a, OfSpeaker<'a>>;

/// `tables/changes_speakers.csv`.
pub(super) fn speakers(comparison: &MeetingComparison) -> Table<'_> {
    let all = rows(comparison, |change| {
        change.speakers.iter().flat_map(|speaker| {
            speaker.shares.iter().map(move |share| OfSpeaker { speaker, share })
        })
    });
    let fields = meetings().into_iter().chain(own_shares()).chain(lengths());
    Table::with("changes_speakers", all, fields).of_rows(
        "一个议题在一位发言者的话里的变化",
        "a theme in what one speaker says, from one meeting to the next",
    )
}

fn own_shares<'a>() -> [Field<'a, SpeakerRow<'a>>; 10] {
    [
        column("speaker")
            .doc(SPEAKER[0], SPEAKER[1])
            .text(|row| row.places.speaker(row.of.speaker.speaker).into()),
        column("theme").doc(THEME[0], THEME[1]).text(|row| (&row.of.share.theme).into()),
        column("label").doc(LABEL[0], LABEL[1]).text(|row| row.label(&row.of.share.theme).into()),
        column("share_earlier")
            .doc("较早一场中的份额", "Its share before")
            .share(|row| Some(row.of.share.earlier)),
        column("share_later")
            .doc("较晚一场中的份额", "Its share now")
            .share(|row| Some(row.of.share.later)),
        column("difference")
            .doc("share_later 减 share_earlier", "share_later less share_earlier")
            .number(|row| Some(row.of.share.difference)),
        column("low").doc(LOW[0], LOW[1]).number(|row| row.of.share.interval.map(|ends| ends[0])),
        column("high")
            .doc(HIGH[0], HIGH[1])
            .number(|row| row.of.share.interval.map(|ends| ends[1])),
        column("direction")
            .doc(DIRECTION[0], DIRECTION[1])
            .text(|row| direction(row.of.share.direction).into()),
        column("stands_out")
            .doc(
                "升降是否超出偶然让全体发言者任一议题变化的幅度",
                "Whether it changed by more than chance makes any theme of any speaker change",
            )
            .flag(|row| Some(row.of.share.stands_out)),
    ]
}

fn lengths<'a>() -> [Field<'a, SpeakerRow<'a>>; 3] {
    [
        column("characters_earlier")
            .doc("较早一场的字数", "Characters before, headings aside")
            .unit("characters")
            .count(|row| Some(row.of.speaker.characters_earlier)),
        column("characters_later")
            .doc("较晚一场的字数", "Characters now, headings aside")
            .unit("characters")
            .count(|row| Some(row.of.speaker.characters_later)),
        column("noise")
            .doc(
                "把两篇的段落随意重新分派时，二十次里十九次份额的最大变化不超过它；空：段落太少",
                "The largest change of a share in 19 of 20 cases where blocks of both speeches \
                 are dealt anew; empty: too few blocks",
            )
            .share(|row| row.of.speaker.noise),
    ]
}
