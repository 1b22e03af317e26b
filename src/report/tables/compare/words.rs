//! Tables of words: terms whose rate changed, wording that is new or gone.

use super::rows::{ChangeRow, DIRECTION, HIGH, LOW, direction, meetings, rows};
use crate::{
    compare::{MeetingComparison, TermChange, WordingChange},
    report::table::{Field, Table, column},
};

type TermRow<'a> = ChangeRow<'a, &'a TermChange>;

/// `tables/changes_terms.csv`.
pub(super) fn terms(comparison: &MeetingComparison) -> Table<'_> {
    let fields = meetings().into_iter().chain(counts()).chain(rates()).chain(chances());
    Table::with("changes_terms", rows(comparison, |change| &change.terms), fields).of_rows(
        "一个用得更多或更少的词，把握大的在前：先升后降",
        "a term whose rate changed, the surest first: those that rose, then those that fell",
    )
}

fn counts<'a>() -> [Field<'a, TermRow<'a>>; 6] {
    [
        column("term").doc("词", "The term").text(|row| (&row.of.term).into()),
        column("count_earlier")
            .doc(
                "较早一场中的次数，只计两场都发言的",
                "Occurrences before, in the speeches of those who speak in both",
            )
            .unit("occurrences")
            .count(|row| Some(row.of.count_earlier)),
        column("count_later")
            .doc("较晚一场中的次数，只计两场都发言的", "The same now")
            .unit("occurrences")
            .count(|row| Some(row.of.count_later)),
        column("speakers_earlier")
            .doc("较早一场中说到它的发言者，共 of 位", "Speakers that said it before, of all in of")
            .unit("speakers")
            .count(|row| Some(row.of.speakers_earlier)),
        column("speakers_later")
            .doc("较晚一场中说到它的发言者，共 of 位", "The same now")
            .unit("speakers")
            .count(|row| Some(row.of.speakers_later)),
        column("of")
            .doc("两场都发言的", "Speakers of both meetings")
            .unit("speakers")
            .count(|row| Some(row.of.of)),
    ]
}

fn rates<'a>() -> [Field<'a, TermRow<'a>>; 5] {
    [
        column("rate_earlier")
            .doc(
                "较早一场中每千字的次数，各发言者的平均",
                "Mean of the speakers' occurrences for each 1,000 characters, before",
            )
            .unit("per 1000 characters")
            .number(|row| Some(row.of.rate_earlier)),
        column("rate_later")
            .doc("较晚一场中每千字的次数，各发言者的平均", "The same now")
            .unit("per 1000 characters")
            .number(|row| Some(row.of.rate_later)),
        column("difference")
            .doc("rate_later 减 rate_earlier", "rate_later less rate_earlier")
            .unit("per 1000 characters")
            .number(|row| Some(row.of.difference)),
        column("low").doc(LOW[0], LOW[1]).number(|row| row.of.interval.map(|ends| ends[0])),
        column("high").doc(HIGH[0], HIGH[1]).number(|row| row.of.interval.map(|ends| ends[1])),
    ]
}

fn chances<'a>() -> [Field<'a, TermRow<'a>>; 8] {
    [
        column("p")
            .doc(
                "逐位随意对调两场时，出现这样大的差别的概率；空：不足六位",
                "Chance of so large a difference where the meetings of each speaker are swapped \
                 at random; empty: fewer than six pairs",
            )
            .share(|row| row.of.p),
        column("q")
            .doc(
                "按试过的全部词校正后的 p（Benjamini 和 Hochberg）",
                "p corrected for all terms that were tried (Benjamini and Hochberg)",
            )
            .share(|row| row.of.q),
        column("direction")
            .doc(DIRECTION[0], DIRECTION[1])
            .text(|row| direction(row.of.direction).into()),
        column("z")
            .doc("对数优势比的 z 值：只用来排序", "Log-odds as z: what the list is sorted by, no test")
            .number(|row| Some(row.of.z)),
        column("largest")
            .doc(
                "次数较多的一场里，出自同一位发言者的最大部分",
                "The largest part of its occurrences that is one speaker's, in the meeting with more",
            )
            .share(|row| Some(row.of.largest)),
        column("burst")
            .doc("是否过半出自一位发言者", "Whether more than half are one speaker's")
            .flag(|row| Some(row.of.burst)),
        column("places_earlier")
            .doc("较早一场中的例子：文件和行号", "Examples before: file and line")
            .text(|row| row.lines(&row.of.evidence_earlier).into()),
        column("places_later")
            .doc("较晚一场中的例子：文件和行号", "Examples now: file and line")
            .text(|row| row.lines(&row.of.evidence_later).into()),
    ]
}

/// A wording, and whether it is new or gone.
struct Kept<'a> {
    kind: &'static str,
    wording: &'a WordingChange,
}

type WordingRow<'a> = ChangeRow<'a, Kept<'a>>;

/// `tables/wording.csv`.
pub(super) fn wording(comparison: &MeetingComparison) -> Table<'_> {
    let all = rows(comparison, |change| {
        let new = change.new_wording.iter().map(|wording| Kept { kind: "new", wording });
        new.chain(change.gone_wording.iter().map(|wording| Kept { kind: "gone", wording }))
    });
    let fields = meetings().into_iter().chain(said()).chain(tested());
    Table::with("wording", all, fields).of_rows(
        "一处新出现或不再出现的说法",
        "a wording that hardly anybody had before, or has now",
    )
}

fn said<'a>() -> [Field<'a, WordingRow<'a>>; 6] {
    [
        column("kind")
            .doc("new：新出现；gone：不再出现", "new or gone")
            .text(|row| row.of.kind.into()),
        column("text")
            .doc("说法，照它第一处印出的样子", "The string as printed in its first place")
            .text(|row| (&row.of.wording.text).into()),
        column("speakers_earlier")
            .doc("较早一场中说到它的发言者", "Speakers that had it before")
            .unit("speakers")
            .count(|row| Some(row.of.wording.speakers_earlier)),
        column("of_earlier")
            .doc("较早一场的全部发言者", "All speakers of the earlier meeting")
            .unit("speakers")
            .count(|row| Some(row.of.wording.of_earlier)),
        column("speakers_later")
            .doc("较晚一场中说到它的发言者", "Speakers that have it now")
            .unit("speakers")
            .count(|row| Some(row.of.wording.speakers_later)),
        column("of_later")
            .doc("较晚一场的全部发言者", "All speakers of the later meeting")
            .unit("speakers")
            .count(|row| Some(row.of.wording.of_later)),
    ]
}

fn tested<'a>() -> [Field<'a, WordingRow<'a>>; 5] {
    [
        column("p")
            .doc("对发言者的 Fisher 精确检验，双侧", "Fisher's exact test on speakers, two-sided")
            .share(|row| Some(row.of.wording.p)),
        column("q")
            .doc(
                "按试过的全部说法校正后的 p（Benjamini 和 Hochberg）",
                "p corrected for all strings that were tried (Benjamini and Hochberg)",
            )
            .share(|row| Some(row.of.wording.q)),
        column("in_reference")
            .doc("参照文本是否有它；空：没有给参照文本", "Whether the reference text has it; empty: none was given")
            .flag(|row| row.of.wording.in_reference),
        column("places")
            .doc(
                "说的人多的一场里各人第一次说到之处：文件和行号",
                "Where each speaker says it first, in the meeting where it is common: file and line",
            )
            .text(|row| row.lines(&row.of.wording.places).into()),
        column("exceptions")
            .doc(
                "另一场里少数人第一次说到之处：文件和行号",
                "Where the few say it first in the other meeting: file and line",
            )
            .text(|row| row.lines(&row.of.wording.exceptions).into()),
    ]
}
