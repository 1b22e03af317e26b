//! Tables of speeches, their themes, figures and sentences.

use std::borrow::Cow;

use super::rows::{
    HIGH, LOW, MeetingRow, NamedMeeting, OfSpeech, SPEECH, code, meeting, region, rows, speech,
};
use crate::analysis::{Figure, MeetingAnalysis, SentenceAnalysis, SpeechAnalysis};
use crate::ids::{SpeechId, ThemeId};
use crate::report::table::{Field, Table, column};
use crate::say::names;

/// A speech of a meeting.
struct NumberedSpeech<'a> {
    id: SpeechId,
    speech: &'a SpeechAnalysis,
}

impl<'a> OfSpeech<'a> for NumberedSpeech<'a> {
    fn speech(&self) -> &'a SpeechAnalysis {
        self.speech
    }
}

impl<'a> MeetingRow<'a, NumberedSpeech<'a>> {
    fn share(&self) -> Option<f64> {
        Some(self.of.speech.shares.of(self.of.speech.main.as_ref()?))
    }

    fn interval(&self) -> Option<[f64; 2]> {
        let NumberedSpeech { speech, .. } = self.of;
        speech.share_intervals.as_ref()?.get(speech.main.as_ref()?).copied()
    }
}

pub(super) fn speeches<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    let all = rows(meetings, |meeting| {
        meeting.speeches_by_id().map(|(id, speech)| NumberedSpeech { id, speech })
    });
    let columns = identity().into_iter().chain(measures());
    Table::with("speeches", all, columns).of_rows("一篇发言", "a speech")
}

/// Columns that say whose speech it is.
fn identity<'a>() -> [Field<'a, MeetingRow<'a, NumberedSpeech<'a>>>; 6] {
    [
        meeting(),
        speech(),
        column("speaker")
            .doc("记录中的发言者", "The speaker as the record names them")
            .text(|row| (&row.of.speech.speaker).into()),
        region(),
        code(),
        column("title")
            .doc("发言题目", "Title of the speech")
            .text(|row| row.of.speech.title.as_ref().into()),
    ]
}

/// Columns of what is measured of a speech.
fn measures<'a>() -> [Field<'a, MeetingRow<'a, NumberedSpeech<'a>>>; 13] {
    [
        column("characters")
            .doc("篇幅，小标题在内", "Length, headings included")
            .unit("characters")
            .count(|row| Some(row.of.speech.characters)),
        column("words")
            .doc("计入统计的词数", "Words that are counted")
            .unit("words")
            .count(|row| Some(row.of.speech.words)),
        column("group")
            .doc("组号，从 1 起", "Number of its group, from 1")
            .count(|row| Some(row.of.speech.group.number())),
        column("main")
            .doc("篇幅最多的议题的代号", "Id of the theme with most of its text")
            .text(|row| row.of.speech.main.as_ref().into()),
        column("share").doc("该议题所占的份额", "Share of that theme").share(MeetingRow::share),
        column("low").doc(LOW[0], LOW[1]).share(|row| row.interval().map(|ends| ends[0])),
        column("high").doc(HIGH[0], HIGH[1]).share(|row| row.interval().map(|ends| ends[1])),
        column("main_confidence")
            .doc(
                "重抽样中该议题仍居首的比例",
                "Share of draws in which that theme stays the largest",
            )
            .share(|row| row.of.speech.main_confidence),
        column("formula")
            .doc("与他篇逐字相同的字数占比", "Share of characters that others have word for word")
            .share(|row| row.of.speech.reused),
        column("too_short")
            .doc("太短，不判断未提及什么", "Whether it is too short for a claim of silence")
            .flag(|row| Some(row.meeting.meeting.too_short.contains(&row.of.id))),
        column("stays")
            .doc(
                "重抽样中留在本组或单独成组的比例",
                "Share of draws in which it is with its group, or alone",
            )
            .share(|row| row.of.speech.stays),
        column("moving")
            .doc("位置不定", "Whether it stays in too few draws to be sure")
            .flag(|row| Some(row.of.speech.moving)),
        column("explained")
            .doc("词表解释的文字占比", "Share of its text that the codebook explains")
            .share(|row| Some(row.of.speech.explained)),
    ]
}

/// A theme of a speech.
struct Themed<'a> {
    speech: &'a SpeechAnalysis,
    id: &'a ThemeId,
    label: String,
}

impl<'a> OfSpeech<'a> for Themed<'a> {
    fn speech(&self) -> &'a SpeechAnalysis {
        self.speech
    }
}

/// Every theme of every speech, with [`ThemeId::OTHER`] and themes that have no share.
fn themed(meeting: &MeetingAnalysis) -> impl Iterator<Item = Themed<'_>> {
    meeting.speeches.iter().flat_map(move |speech| {
        meeting.theme_ids().map(move |id| Themed {
            speech,
            id,
            label: names::theme(&meeting.themes, id).zh,
        })
    })
}

impl<'a> MeetingRow<'a, Themed<'a>> {
    fn interval(&self) -> Option<[f64; 2]> {
        self.of.speech.share_intervals.as_ref()?.get(self.of.id).copied()
    }
}

pub(super) fn themes<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "themes",
        rows(meetings, themed),
        [
            meeting(),
            speech(),
            region(),
            code(),
            column("theme")
                .doc("议题的代号；other：归不进任何议题", "Id of the theme; other: of no theme")
                .text(|row| row.of.id.into()),
            column("label")
                .doc("议题的名称", "Label of the theme")
                .text(|row| row.of.label.clone().into()),
            column("share")
                .doc(
                    "议题在该篇各句中所占的份额（按字数）",
                    "Share of the theme in the sentences of the speech, by characters",
                )
                .share(|row| Some(row.of.speech.shares.of(row.of.id))),
            column("characters")
                .doc("全篇的篇幅，小标题在内", "Length of the speech, headings included")
                .unit("characters")
                .count(|row| Some(row.of.speech.characters)),
            column("low").doc(LOW[0], LOW[1]).share(|row| row.interval().map(|ends| ends[0])),
            column("high").doc(HIGH[0], HIGH[1]).share(|row| row.interval().map(|ends| ends[1])),
            column("mentions")
                .doc("词表词出现的次数", "Mentions of the codebook's terms")
                .unit("mentions")
                .count(|row| Some(row.of.speech.mentions.get(row.of.id)?.count)),
            column("per_thousand")
                .doc(
                    "每千字的次数，长短不一也可比",
                    "Mentions for each 1,000 characters, comparable whatever the length",
                )
                .unit("mentions per 1,000 characters")
                .number(|row| Some(row.of.speech.mentions.get(row.of.id)?.per_thousand)),
        ],
    )
    .of_rows("一篇发言的一个议题", "a speech and a theme")
}

/// A figure with the speech and the meeting that it is from, both by unique names.
#[derive(Debug, Clone)]
pub struct StatedFigure<'a> {
    /// Name of the meeting.
    pub meeting: Cow<'a, str>,
    /// Name of the speech.
    pub speech: Cow<'a, str>,
    /// What it states.
    pub figure: &'a Figure,
}

/// `tables/figures.csv`: the quantities that speeches state.
pub fn figures<'a>(stated: impl IntoIterator<Item = StatedFigure<'a>>) -> Table<'a> {
    Table::new(
        "figures",
        stated,
        [
            column("meeting")
                .doc(
                    "会议名称；几场同名时后加序号",
                    "Title of the meeting; of several with one title each has its number behind it",
                )
                .text(|row: &StatedFigure<'a>| row.meeting.clone().into()),
            column("speech").doc(SPEECH[0], SPEECH[1]).text(|row| row.speech.clone().into()),
            column("value")
                .doc("数值，万、亿已乘开", "The number, with 万 and 亿 multiplied out")
                .number(|row| Some(row.figure.value)),
            column("unit").doc("单位", "Its unit as printed").text(|row| (&row.figure.unit).into()),
            column("qualifier")
                .doc("限定词，如“近”“超过”", "What qualifies it, such as 近 or 超过")
                .text(|row| (&row.figure.qualifier).into()),
            column("raw").doc("原文", "As printed").text(|row| (&row.figure.raw).into()),
            column("sentence")
                .doc("所在的句子", "The sentence that states it")
                .text(|row| (&row.figure.sentence).into()),
        ],
    )
    .of_rows("一个数字", "a figure")
}

pub(super) fn all_figures<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    let stated = meetings.iter().flat_map(|NamedMeeting { name, meeting }| {
        meeting.speeches.iter().flat_map(move |speech| {
            speech.figures.iter().map(move |figure| StatedFigure {
                meeting: name.clone(),
                speech: speech.name.as_str().into(),
                figure,
            })
        })
    });
    figures(stated)
}

/// A sentence of a speech.
struct SpeechSentence<'a> {
    speech: &'a SpeechAnalysis,
    sentence: &'a SentenceAnalysis,
}

impl<'a> OfSpeech<'a> for SpeechSentence<'a> {
    fn speech(&self) -> &'a SpeechAnalysis {
        self.speech
    }
}

fn all_sentences(meeting: &MeetingAnalysis) -> impl Iterator<Item = SpeechSentence<'_>> {
    meeting.speeches.iter().flat_map(|speech| {
        speech.sentences.iter().map(move |sentence| SpeechSentence { speech, sentence })
    })
}

pub(super) fn sentences<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    Table::new(
        "sentences",
        rows(meetings, all_sentences),
        [
            meeting(),
            speech(),
            column("unit")
                .doc("所在节的序号，从 1 起", "Number of its section, from 1")
                .count(|row| Some(row.of.sentence.unit + 1)),
            column("heading").doc("该节的小标题", "Heading of that section").text(|row| {
                let unit = row.of.speech.units.get(row.of.sentence.unit);
                unit.and_then(|unit| unit.heading.as_ref()).into()
            }),
            column("theme")
                .doc("议题的代号", "Id of its theme")
                .text(|row| (&row.of.sentence.theme).into()),
            column("source")
                .doc("文件名", "Name of the file")
                .text(|row| row.meeting.meeting.sources.get(row.of.sentence.source).into()),
            column("line")
                .doc("文件中的行号，从 1 起；网页、Word、PDF 为读出正文的第几段", "Line of the file, from 1; of HTML, DOCX and PDF the paragraph of the text read")
                .count(|row| Some(row.of.sentence.line)),
            column("text")
                .doc("原文", "The sentence as printed")
                .text(|row| (&row.of.sentence.text).into()),
        ],
    )
    .of_rows("一个句子", "a sentence")
}
