//! Tables of caveats: which words would move a speech to another group, which themes it leaves
//! out, which texts speeches share, and what chance alone would show.

use super::rows::{MeetingRow, NamedMeeting, SPEECH, meeting, rows};
use crate::analysis::{Ablation, MeetingAnalysis, Omission, ReusedText};
use crate::ids::{SentenceId, SpeechId};
use crate::report::table::{Table, column};
use crate::say;

pub(super) fn ablations<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "partings",
        rows(meetings, |meeting| &meeting.ablations),
        [
            meeting(),
            column("speech")
                .doc(SPEECH[0], SPEECH[1])
                .text(|row: &MeetingRow<'a, &'a Ablation>| row.names(&[row.of.speech]).into()),
            column("with")
                .doc("现在的同伴；空：单独成组", "Its group now; empty: alone")
                .text(|row| row.names(&row.meeting.meeting.company(row.of.speech)).into()),
            column("n_terms")
                .doc("要去掉几个词", "How many terms would move it")
                .unit("terms")
                .count(|row| Some(row.of.terms.len())),
            column("terms")
                .doc("这些词", "These terms")
                .text(|row| say::list(&row.of.terms).zh.into()),
            column("then_with")
                .doc(
                    "全场若都不用这些词，与谁同组；空：单独成组",
                    "Its group if nobody said them; empty: alone",
                )
                .text(|row| row.names(&row.of.then).into()),
        ],
    )
    .of_rows("去掉几个词就会换组的一篇发言", "a speech that few terms would move")
}

impl MeetingRow<'_, &Omission> {
    /// The label of the theme; `None` if the meeting has no such theme.
    fn label(&self) -> Option<String> {
        say::names::known(&self.meeting.meeting.themes, &self.of.theme).map(|label| label.zh)
    }
}

pub(super) fn omissions<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "silences",
        rows(meetings, |meeting| &meeting.omissions),
        [
            meeting(),
            column("speech")
                .doc(SPEECH[0], SPEECH[1])
                .text(|row: &MeetingRow<'a, &'a Omission>| row.names(&[row.of.speech]).into()),
            column("theme")
                .doc("未提及的议题的代号", "Id of the theme")
                .text(|row| (&row.of.theme).into()),
            column("label").doc("议题的名称", "Label of the theme").text(|row| row.label().into()),
            column("speakers")
                .doc("谈到它的其他发言篇数", "Others that speak of it")
                .unit("speeches")
                .count(|row| Some(row.of.speakers)),
            column("of")
                .doc("其他发言的篇数", "All others")
                .unit("speeches")
                .count(|row| Some(row.of.of)),
            column("expected")
                .doc(
                    "从他人的句子里随意取同样多句，至少取到一句的概率",
                    "Chance of at least one sentence on it among as many taken at \
                 random from the others",
                )
                .share(|row| Some(row.of.expected)),
            column("at_length")
                .doc(
                    "他人若同样短，仍会提到的比例",
                    "Share of the others that would still speak of it if as short",
                )
                .share(|row| Some(row.of.at_length)),
            column("others")
                .doc("谈到它的发言", "Who speaks of it")
                .text(|row| row.names(&row.meeting.meeting.speakers_of(&row.of.theme)).into()),
        ],
    )
    .of_rows("一篇发言未提及的一个议题", "a theme that a speech leaves out")
}

/// A text that speeches share, and its index in the list.
struct RankedReuse<'a> {
    rank: usize,
    reused: &'a ReusedText,
}

impl<'a> MeetingRow<'a, RankedReuse<'a>> {
    /// File and line of each occurrence: `page.txt:21`.
    fn places(&self) -> String {
        let places = self.of.reused.places.iter();
        say::list(places.filter_map(|&(speech, sentence)| self.place(speech, sentence))).zh
    }

    fn place(&self, speech: SpeechId, sentence: SentenceId) -> Option<String> {
        let meeting = self.meeting.meeting;
        let sentence = meeting.speech(speech)?.sentence(sentence)?;
        Some(say::place(meeting.sources.get(sentence.source)?, sentence.line))
    }
}

fn shared(meeting: &MeetingAnalysis) -> impl Iterator<Item = RankedReuse<'_>> {
    meeting.reuse.iter().enumerate().map(|(rank, reused)| RankedReuse { rank, reused })
}

pub(super) fn reuse<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "formulas",
        rows(meetings, shared),
        [
            meeting(),
            column("rank")
                .doc(
                    "名次，从 1 起：字数多、篇数多的在前",
                    "Rank, from 1: the longest and most shared first",
                )
                .count(|row| Some(row.of.rank + 1)),
            column("text")
                .doc("相同的文字", "The shared string")
                .text(|row: &MeetingRow<'a, RankedReuse<'a>>| (&row.of.reused.text).into()),
            column("letters")
                .doc("字数，标点和空白不计", "Its length, marks and blanks left out")
                .unit("characters")
                .count(|row| Some(row.of.reused.letters)),
            column("speeches")
                .doc("有它的发言篇数", "Speeches that have it")
                .unit("speeches")
                .count(|row| Some(row.of.reused.speeches.len())),
            column("of")
                .doc("本场的发言篇数", "Speeches of the meeting")
                .unit("speeches")
                .count(|row| Some(row.meeting.meeting.speeches.len())),
            column("times")
                .doc("共出现几次", "Occurrences in all")
                .unit("occurrences")
                .count(|row| Some(row.of.reused.places.len())),
            column("names")
                .doc("有它的发言", "The speeches that have it")
                .text(|row| row.names(&row.of.reused.speeches).into()),
            column("places")
                .doc("各次出现的文件和行号", "File and line of each occurrence")
                .text(|row| row.places().into()),
        ],
    )
    .of_rows("几篇发言逐字相同的一段话", "a string that speeches share word for word")
}

pub(super) fn noise<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "noise",
        rows(meetings, |meeting| &meeting.noise),
        [
            meeting(),
            column("permutations")
                .doc(
                    "把全场段落随意分派给各篇的次数",
                    "How often all passages were dealt to the speeches at random",
                )
                .unit("deals")
                .count(|row| Some(row.of.permutations)),
            column("term")
                .doc(
                    "二十次里十九次，全场最突出的词的反差不超过它",
                    "In 19 of 20 deals the largest contrast of a term in the meeting is no more \
                 than this",
                )
                .number(|row| Some(row.of.term)),
            column("term_each")
                .doc("同上，一篇之中", "The same in one speech")
                .number(|row| Some(row.of.term_each)),
            column("similarity")
                .doc("同上，一对的相似度", "The same of the similarity of a pair")
                .unit("cosine")
                .number(|row| Some(row.of.similarity)),
            column("share")
                .doc(
                    "同上，一个议题在一篇中的份额与全场的差距",
                    "The same of the difference between a theme's share of a speech and of the \
                 meeting",
                )
                .share(|row| Some(row.of.share)),
        ],
    )
    .of_rows("一场会议", "a meeting")
}
