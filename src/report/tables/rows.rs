//! Rows of all meetings, and the columns that several tables have.

use std::borrow::Cow;

use crate::analysis::{Analysis, MeetingAnalysis, SpeechAnalysis};
use crate::ids::SpeechId;
use crate::report::table::{Field, column};
use crate::say;

/// A meeting under a name that no other meeting of the run has.
#[derive(Clone)]
pub(super) struct NamedMeeting<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) meeting: &'a MeetingAnalysis,
}

/// The meetings of an analysis, each under its own name.
pub(super) fn named(analysis: &Analysis) -> Vec<NamedMeeting<'_>> {
    let names = unique(analysis.meetings.iter().map(|meeting| meeting.title.as_str()));
    let named = names.into_iter().zip(&analysis.meetings);
    named.map(|(name, meeting)| NamedMeeting { name, meeting }).collect()
}

/// The titles of meetings. A title that several meetings have is followed by the meeting's number.
pub fn unique<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<Cow<'a, str>> {
    let titles: Vec<&str> = titles.collect();
    titles
        .iter()
        .enumerate()
        .map(|(index, &title)| {
            if titles.iter().filter(|other| **other == title).count() == 1 {
                title.into()
            } else {
                format!("{title} ({})", index + 1).into()
            }
        })
        .collect()
}

/// The subject of a row, and the meeting that it is from.
pub(super) struct MeetingRow<'a, T> {
    pub(super) meeting: NamedMeeting<'a>,
    pub(super) of: T,
}

/// The rows of all meetings; `of` gives the subjects of a meeting's rows.
pub(super) fn rows<'a, T, I: IntoIterator<Item = T>>(
    meetings: &[NamedMeeting<'a>],
    of: impl Fn(&'a MeetingAnalysis) -> I,
) -> Vec<MeetingRow<'a, T>> {
    let mut rows = Vec::new();
    for meeting in meetings {
        let found = of(meeting.meeting).into_iter();
        rows.extend(found.map(|of| MeetingRow { meeting: meeting.clone(), of }));
    }
    rows
}

/// The first column of every table.
pub(super) fn meeting<'a, T>() -> Field<'a, MeetingRow<'a, T>> {
    column("meeting")
        .doc(
            "会议名称；几场同名时后加序号",
            "Title of the meeting; of several with one title each has its number behind it",
        )
        .text(|row| row.meeting.name.clone().into())
}

/// What is said of one speech: the subject of a row that has [`speech`], [`region`] or [`code`].
pub(super) trait OfSpeech<'a> {
    fn speech(&self) -> &'a SpeechAnalysis;
}

/// The name of the speech.
pub(super) fn speech<'a, T: OfSpeech<'a>>() -> Field<'a, MeetingRow<'a, T>> {
    column("speech").doc(SPEECH[0], SPEECH[1]).text(|row| (&row.of.speech().name).into())
}

/// The division that it speaks for.
pub(super) fn region<'a, T: OfSpeech<'a>>() -> Field<'a, MeetingRow<'a, T>> {
    column("region")
        .doc("省级行政区", "Province-level division")
        .text(|row| row.of.speech().region.as_ref().into())
}

/// The code of that division.
pub(super) fn code<'a, T: OfSpeech<'a>>() -> Field<'a, MeetingRow<'a, T>> {
    column("code")
        .doc("行政区划代码", "Code of the division (GB/T 2260)")
        .text(|row| row.of.speech().code.as_ref().into())
}

/// What the column `speech` means in every table that has it.
pub(super) const SPEECH: [&str; 2] =
    ["发言者的名称，本场会议中不重复", "Name of the speech, which no other of its meeting has"];

/// The ends of the 95 % interval of another column.
pub(super) const LOW: [&str; 2] =
    ["95% 区间的下端；空：说不准", "Lower end of the 95% interval; empty: cannot tell"];
pub(super) const HIGH: [&str; 2] =
    ["95% 区间的上端；空：说不准", "Upper end of the 95% interval; empty: cannot tell"];

impl<'a, T> MeetingRow<'a, T> {
    /// The name of a speech; `None` if the meeting has no such speech.
    pub(super) fn name(&self, id: SpeechId) -> Option<&'a String> {
        self.meeting.meeting.speech(id).map(|speech| &speech.name)
    }

    /// The names of some speeches, in their order.
    pub(super) fn names(&self, speeches: &[SpeechId]) -> String {
        say::list(speeches.iter().filter_map(|&id| self.name(id))).zh
    }
}
