//! Tables of what single speakers do: text they carry over, groups they leave, quantities they
//! state, themes they leave out.

use super::rows::{ChangeRow, LABEL, SPEAKER, THEME, meetings, rows};
use crate::{
    compare::{
        Carried, CarriedFrom, CarriedText, GroupMove, MeetingComparison, OmissionChange,
        OmissionTurn, QuantityChange, StatedQuantity,
    },
    report::table::{Field, Table, column},
    say,
};

/// `tables/carried.csv`.
pub(super) fn carried(comparison: &MeetingComparison) -> Table<'_> {
    let fields = meetings().into_iter().chain(carried_shares());
    Table::with("carried", rows(comparison, |change| &change.carried), fields).of_rows(
        "较晚一场的一位发言者：多少文字在别处逐字相同（十一字以上的字串，占其字数的份额）",
        "a speaker of the later meeting: how much of it stands word for word elsewhere, in strings \
         of eleven letters and more",
    )
}

fn carried_shares<'a>() -> [Field<'a, ChangeRow<'a, &'a Carried>>; 6] {
    [
        column("speaker")
            .doc(SPEAKER[0], SPEAKER[1])
            .text(|row| row.places.speaker(row.of.speaker).into()),
        column("letters")
            .doc("较晚一场的字数，标点和空白不计", "Letters of the speaker in the later meeting")
            .unit("characters")
            .count(|row| Some(row.of.letters)),
        column("own")
            .doc(
                "与本人较早一场相同的份额；空：当时没有发言",
                "Share that stands in the speaker's own earlier speech; empty: there is none",
            )
            .share(|row| row.of.own),
        column("others")
            .doc("与他人较早一场相同的份额", "Share that stands in what others said before")
            .share(|row| Some(row.of.others)),
        column("peers")
            .doc("与同场他人相同的份额", "Share that others say in the later meeting too")
            .share(|row| Some(row.of.peers)),
        column("reference")
            .doc(
                "与参照文本相同的份额；空：没有给参照文本",
                "Share that stands in the reference text; empty: none was given",
            )
            .share(|row| row.of.reference),
    ]
}

/// A string that a speaker repeats.
struct Repeated<'a> {
    carried: &'a Carried,
    text: &'a CarriedText,
}

/// `tables/carried_texts.csv`.
pub(super) fn carried_texts(comparison: &MeetingComparison) -> Table<'_> {
    let all = rows(comparison, |change| {
        change
            .carried
            .iter()
            .flat_map(|carried| carried.texts.iter().map(move |text| Repeated { carried, text }))
    });
    let fields = meetings().into_iter().chain(repeated());
    Table::with("carried_texts", all, fields).of_rows(
        "一位发言者与别处逐字相同的一段话，每种至多五段，长的在前",
        "a string that a speaker of the later meeting repeats, at most five of each kind, the \
         longest first",
    )
}

fn repeated<'a>() -> [Field<'a, ChangeRow<'a, Repeated<'a>>>; 6] {
    [
        column("speaker")
            .doc(SPEAKER[0], SPEAKER[1])
            .text(|row| row.places.speaker(row.of.carried.speaker).into()),
        column("from")
            .doc(
                "另一处在哪里：own（本人上次）、others（他人上次）、peers（同场他人）、reference（参照文本）",
                "Where else it stands: own (the own earlier speech), others (of the earlier \
                 meeting), peers (of the same meeting), reference",
            )
            .text(|row| from(row.of.text.from).into()),
        column("text").doc("相同的文字", "The string").text(|row| (&row.of.text.text).into()),
        column("letters")
            .doc("字数，标点和空白不计", "Its letters, marks and blanks left out")
            .unit("characters")
            .count(|row| Some(row.of.text.letters)),
        column("here")
            .doc("在本篇中的位置：文件和行号", "Its place in this speech: file and line")
            .text(|row| row.places.source(row.of.text.here).into()),
        column("there")
            .doc("另一处的位置：文件和行号", "The other place: file and line")
            .text(|row| there(row).into()),
    ]
}

/// The other place of a repeated string.
fn there(row: &ChangeRow<'_, Repeated<'_>>) -> Option<String> {
    let text = row.of.text;
    if let Some(place) = text.there {
        return row.places.source(place);
    }
    let reference = row.places.0.reference.as_ref()?;
    let line = reference.sentences.get(text.in_reference?.index())?.line;
    Some(format!("{}:{line}", reference.name))
}

/// The place where a string stands, as JSON has it.
fn from(from: CarriedFrom) -> &'static str {
    match from {
        CarriedFrom::Own => "own",
        CarriedFrom::Others => "others",
        CarriedFrom::Peers => "peers",
        CarriedFrom::Reference => "reference",
    }
}

/// `tables/moves.csv`.
pub(super) fn moves(comparison: &MeetingComparison) -> Table<'_> {
    let fields = meetings().into_iter().chain(moved());
    Table::with("moves", rows(comparison, |change| &change.moves), fields).of_rows(
        "一位离开原组的发言者；把握不足的只是线索",
        "a speaker that left a group for another; a hint unless it is sure",
    )
}

fn moved<'a>() -> [Field<'a, ChangeRow<'a, &'a GroupMove>>; 9] {
    [
        column("speaker")
            .doc(SPEAKER[0], SPEAKER[1])
            .text(|row| row.places.speaker(row.of.speaker).into()),
        column("from")
            .doc("原来的组，从 1 起", "The group before, from 1")
            .count(|row| Some(row.of.from.number())),
        column("from_members")
            .doc("原来的组的成员", "Its members")
            .text(|row| row.members(row.change.earlier, row.of.from.index()).into()),
        column("to")
            .doc("现在的组，从 1 起", "The group now, from 1")
            .count(|row| Some(row.of.to.number())),
        column("to_members")
            .doc("现在的组的成员", "Its members")
            .text(|row| row.members(row.change.later, row.of.to.index()).into()),
        column("chance")
            .doc("换了组的可能", "Chance that the speaker is not in groups that correspond")
            .share(|row| Some(row.of.chance)),
        column("sure")
            .doc(
                "可能是否不小于 0.9；否则只是线索",
                "Whether the chance is .9 and more; else a hint",
            )
            .flag(|row| Some(row.of.sure)),
        column("left")
            .doc("与原来的组共有的词", "Terms that the speaker shares with the group it left")
            .text(|row| say::list(&row.of.left).zh.into()),
        column("joined")
            .doc("与现在的组共有的词", "Terms that the speaker shares with the group it joined")
            .text(|row| say::list(&row.of.joined).zh.into()),
    ]
}

/// `tables/quantities.csv`.
pub(super) fn quantities(comparison: &MeetingComparison) -> Table<'_> {
    let fields = meetings().into_iter().chain(quantity());
    Table::with("quantities", rows(comparison, |change| &change.quantities), fields).of_rows(
        "一位发言者在两场或一场中列出的一个数量；未列出不等于 0",
        "a quantity that a speaker states in both meetings or in one; not stated is not 0",
    )
}

type QuantityRow<'a> = ChangeRow<'a, &'a QuantityChange>;

fn quantity<'a>() -> [Field<'a, QuantityRow<'a>>; 10] {
    [
        column("speaker")
            .doc(SPEAKER[0], SPEAKER[1])
            .text(|row| row.places.speaker(row.of.speaker).into()),
        column("noun")
            .doc("数的是什么，照数字前印出的", "What is counted, as printed before the figure")
            .text(|row| (&row.of.noun).into()),
        column("unit").doc("单位", "Its unit").text(|row| (&row.of.unit).into()),
        column("value_earlier")
            .doc(
                "较早一场的数值，万、亿已乘开；空：未列出",
                "The number before, 万 and 亿 multiplied out; empty: not stated",
            )
            .number(|row| row.of.earlier.as_ref().map(|stated| stated.value)),
        column("value_later")
            .doc("较晚一场的数值；空：未列出", "The number now; empty: not stated")
            .number(|row| row.of.later.as_ref().map(|stated| stated.value)),
        column("ratio")
            .doc(
                "value_later 除以 value_earlier；空：没有两次列出、是百分数或此前为 0",
                "value_later over value_earlier; empty: not stated twice, in percent, or 0 before",
            )
            .number(|row| row.of.ratio),
        column("raw_earlier")
            .doc("较早一场印出的数字", "The figure as printed before")
            .text(|row| row.of.earlier.as_ref().map(|stated| stated.raw.clone()).into()),
        column("raw_later")
            .doc("较晚一场印出的数字", "The figure as printed now")
            .text(|row| row.of.later.as_ref().map(|stated| stated.raw.clone()).into()),
        column("place_earlier")
            .doc("较早一场中的位置：文件和行号", "Its place before: file and line")
            .text(|row| place(row, row.of.earlier.as_ref()).into()),
        column("place_later")
            .doc("较晚一场中的位置：文件和行号", "Its place now: file and line")
            .text(|row| place(row, row.of.later.as_ref()).into()),
    ]
}

fn place(row: &QuantityRow<'_>, stated: Option<&StatedQuantity>) -> Option<String> {
    row.places.source(stated?.place)
}

/// `tables/omissions.csv`.
pub(super) fn omissions(comparison: &MeetingComparison) -> Table<'_> {
    let fields = meetings().into_iter().chain(omission());
    Table::with("omissions", rows(comparison, |change| &change.omissions), fields).of_rows(
        "一位发言者不再提及或重新提及的一个议题",
        "a theme that a speaker begins or ceases to leave out",
    )
}

fn omission<'a>() -> [Field<'a, ChangeRow<'a, &'a OmissionChange>>; 6] {
    [
        column("speaker")
            .doc(SPEAKER[0], SPEAKER[1])
            .text(|row| row.places.speaker(row.of.speaker).into()),
        column("theme").doc(THEME[0], THEME[1]).text(|row| (&row.of.theme).into()),
        column("label").doc(LABEL[0], LABEL[1]).text(|row| row.label(&row.of.theme).into()),
        column("turn")
            .doc(
                "began：较晚一场未提及；ended：较早一场未提及",
                "began: left out now; ended: was left out before",
            )
            .text(|row| turn(row.of.turn).into()),
        column("at_length")
            .doc(
                "在未提及的一场里，他人若同样短，仍会谈到的比例",
                "In the meeting where it is left out: share of the others that would still speak \
                 of it if as short",
            )
            .share(|row| Some(row.of.at_length)),
        column("places")
            .doc(
                "另一场里的句子：文件和行号",
                "Sentences on it in the other meeting: file and line",
            )
            .text(|row| row.lines(&row.of.evidence).into()),
    ]
}

/// Which meeting leaves a theme out, as JSON has it.
fn turn(turn: OmissionTurn) -> &'static str {
    match turn {
        OmissionTurn::Began => "began",
        OmissionTurn::Ended => "ended",
    }
}
