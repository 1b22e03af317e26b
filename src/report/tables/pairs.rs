//! Tables of groups, of pairs of speeches, and of the terms that make a pair similar.

use super::rows::{HIGH, LOW, MeetingRow, NamedMeeting, SPEECH, meeting, rows};
use crate::analysis::{Group, MeetingAnalysis, PairTerms, Robustness};
use crate::ids::SpeechId;
use crate::report::table::{Table, column};

/// A member of a group.
struct Member<'a> {
    /// Index of the group.
    index: usize,
    group: &'a Group,
    name: &'a String,
}

fn members(meeting: &MeetingAnalysis) -> impl Iterator<Item = Member<'_>> {
    meeting.groups.iter().enumerate().flat_map(|(index, group)| {
        group.regions.iter().map(move |name| Member { index, group, name })
    })
}

impl<'a> MeetingRow<'a, Member<'a>> {
    fn robustness(&self) -> Option<&'a Robustness> {
        self.meeting.meeting.robustness.as_ref()
    }

    fn found_again(&self) -> Option<usize> {
        self.robustness()?.groups.get(self.of.index).copied()
    }

    /// The least similar pair of the group.
    fn weakest(&self) -> Option<(SpeechId, SpeechId)> {
        let weakest = self.meeting.meeting.grouping.weakest(&self.of.group.members);
        weakest.map(|(a, b, _)| (a, b))
    }
}

pub(super) fn groups<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "groups",
        rows(meetings, members),
        [
            meeting(),
            column("group")
                .doc("组号，从 1 起", "Number of the group, from 1")
                .count(|row| Some(row.of.index + 1)),
            column("label")
                .doc(
                    "成员都突出的议题，没有则为共有的词",
                    "Themes that each of its members stresses, or else terms that they share",
                )
                .text(|row| (&row.of.group.label).into()),
            column("speech").doc(SPEECH[0], SPEECH[1]).text(|row| row.of.name.into()),
            column("confidence")
                .doc(
                    "组内两篇同属一类的可能；单独一篇：自成一类的可能",
                    "Chance that two of the group are of one class; of a speech alone, \
                 that it is of its own",
                )
                .share(|row| row.of.group.confidence),
            column("similarity")
                .doc("各对相似度的平均", "Mean similarity of its pairs")
                .unit("cosine")
                .number(|row| row.of.group.similarity),
            column("weakest_a")
                .doc("最不牢的一对，其一", "One of the pair that holds least")
                .text(|row| row.weakest().and_then(|pair| row.name(pair.0)).into()),
            column("weakest_b")
                .doc("最不牢的一对，其二", "The other of the pair that holds least")
                .text(|row| row.weakest().and_then(|pair| row.name(pair.1)).into()),
            column("draws")
                .doc("重抽样的次数", "Resamplings behind the confidence")
                .unit("draws")
                .count(|row| Some(row.meeting.meeting.grouping.draw_count())),
            column("found_again")
                .doc(
                    "用 --robust 时：几种切词法得出同一组",
                    "With --robust: ways of cutting words that give the same group",
                )
                .unit("ways")
                .count(MeetingRow::found_again),
            column("runs")
                .doc(
                    "用 --robust 时：共有几种切词法",
                    "With --robust: ways of cutting words that were tried",
                )
                .unit("ways")
                .count(|row| row.found_again().and(row.robustness()).map(|all| all.runs.len())),
        ],
    )
    .of_rows("一组的一个成员", "a member of a group")
}

/// Two speeches.
struct SpeechPair {
    a: SpeechId,
    b: SpeechId,
}

/// All pairs of a meeting in the order of the record; none of a collection, whose pairs are not
/// compared.
fn pairs(meeting: &MeetingAnalysis) -> impl Iterator<Item = SpeechPair> + use<> {
    let is_compared = meeting.grouping.collection().is_none();
    meeting.pairs().filter(move |_| is_compared).map(|(a, b)| SpeechPair { a, b })
}

impl MeetingRow<'_, SpeechPair> {
    fn interval(&self) -> Option<[f64; 2]> {
        self.meeting.meeting.grouping.interval(self.of.a, self.of.b)
    }
}

pub(super) fn similarity<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "similarity",
        rows(meetings, pairs),
        [
            meeting(),
            column("a")
                .doc("先出现的一篇", "The earlier speech")
                .text(|row| row.name(row.of.a).into()),
            column("b")
                .doc("后出现的一篇", "The later speech")
                .text(|row| row.name(row.of.b).into()),
            column("similarity")
                .doc(
                    "用词和议题的余弦相似度，已减去全会平均",
                    "Cosine of their words and themes, less the mean of the meeting",
                )
                .unit("cosine")
                .number(|row| row.meeting.meeting.grouping.cosine(row.of.a, row.of.b)),
            column("together")
                .doc("两篇同属一类的可能", "Chance that both are of one class")
                .share(|row| row.meeting.meeting.grouping.together(row.of.a, row.of.b)),
            column("drawn")
                .doc("重抽样中两篇同组的比例", "Share of draws in which both are in one group")
                .share(|row| row.meeting.meeting.grouping.drawn(row.of.a, row.of.b)),
            column("draws")
                .doc("重抽样的次数", "Resamplings")
                .unit("draws")
                .count(|row| Some(row.meeting.meeting.grouping.draw_count())),
            column("low")
                .doc(LOW[0], LOW[1])
                .unit("cosine")
                .number(|row| row.interval().map(|ends| ends[0])),
            column("high")
                .doc(HIGH[0], HIGH[1])
                .unit("cosine")
                .number(|row| row.interval().map(|ends| ends[1])),
            column("cannot_tell")
                .doc(
                    "分不清：区间含偶然所及，或没有区间",
                    "Whether the interval holds what chance gives, or there is none",
                )
                .flag(|row| Some(row.meeting.meeting.grouping.cannot_tell(row.of.a, row.of.b))),
        ],
    )
    .of_rows("一对发言", "a pair of speeches")
}

/// A term that makes a pair similar.
struct JoiningTerm<'a> {
    pair: &'a PairTerms,
    /// Index among the terms of the pair.
    rank: usize,
    term: &'a String,
    share: f64,
}

fn reasons(meeting: &MeetingAnalysis) -> impl Iterator<Item = JoiningTerm<'_>> {
    meeting.why.iter().flat_map(|pair| {
        let terms = pair.terms.iter().enumerate();
        terms.map(move |(rank, (term, share))| JoiningTerm { pair, rank, term, share: *share })
    })
}

pub(super) fn why<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "why",
        rows(meetings, reasons),
        [
            meeting(),
            column("a")
                .doc("先出现的一篇", "The earlier speech")
                .text(|row| row.names(&[row.of.pair.a]).into()),
            column("b")
                .doc("后出现的一篇", "The later speech")
                .text(|row| row.names(&[row.of.pair.b]).into()),
            column("rank")
                .doc("名次，从 1 起", "Rank of the term, from 1")
                .count(|row| Some(row.of.rank + 1)),
            column("term")
                .doc("词", "The term")
                .text(|row: &MeetingRow<'a, JoiningTerm<'a>>| row.of.term.into()),
            column("share")
                .doc("占两篇全部相近之处的份额", "Share of all that draws the pair together")
                .share(|row| Some(row.of.share)),
            column("listed")
                .doc("这一对列出的词合计", "What the listed terms of the pair add up to")
                .share(|row| Some(row.of.pair.terms.iter().map(|(_, share)| share).sum())),
            column("similarity")
                .doc("两篇的相似度", "Similarity of the pair")
                .unit("cosine")
                .number(|row| row.meeting.meeting.grouping.cosine(row.of.pair.a, row.of.pair.b)),
        ],
    )
    .of_rows("一对发言的一个词", "a term of a pair")
}
