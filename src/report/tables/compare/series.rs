//! Tables over all meetings: who speaks in them, the course of themes and of wording.

use super::rows::{LABEL, SPEAKER, THEME, label, lines};
use crate::{
    compare::{
        ComparedMeeting, MeetingComparison, SeriesPoint, Speaker, ThemeSeries, WordingSeries,
    },
    ids::{MeetingId, SpeakerId},
    report::{
        places::Places,
        table::{Field, Table, column},
    },
    say,
};

/// The subject of a row, and the meeting that it is of.
struct InMeeting<'a, T> {
    places: Places<'a>,
    id: MeetingId,
    meeting: &'a ComparedMeeting,
    of: T,
}

/// A row for every subject in every meeting.
fn rows<'a, T: Copy>(comparison: &'a MeetingComparison, all: &[T]) -> Vec<InMeeting<'a, T>> {
    let places = Places(comparison);
    let meetings = || MeetingId::first(comparison.meetings.len()).zip(&comparison.meetings);
    all.iter()
        .flat_map(|&of| meetings().map(move |(id, meeting)| InMeeting { places, id, meeting, of }))
        .collect()
}

/// The columns that name the meeting.
fn meeting<'a, T>() -> [Field<'a, InMeeting<'a, T>>; 2] {
    [
        column("meeting").doc("会议", "The meeting").text(|row| (&row.meeting.name).into()),
        column("date")
            .doc("会议的日期；空：没有", "Its date; empty: none was to be had")
            .text(|row| row.meeting.date.as_ref().map(|date| date.as_str().to_owned()).into()),
    ]
}

/// A speaker and its id.
#[derive(Clone, Copy)]
struct Known<'a> {
    id: SpeakerId,
    speaker: &'a Speaker,
}

/// `tables/speakers.csv`.
pub(super) fn speakers(comparison: &MeetingComparison) -> Table<'_> {
    let ids = SpeakerId::first(comparison.speakers.len()).zip(&comparison.speakers);
    let all: Vec<Known<'_>> = ids.map(|(id, speaker)| Known { id, speaker }).collect();
    let fields = meeting().into_iter().chain([
        column("speaker")
            .doc(SPEAKER[0], SPEAKER[1])
            .text(|row: &InMeeting<'_, Known<'_>>| (&row.of.speaker.name).into()),
        column("code")
            .doc("行政区划代码；空：不是地方", "Six-digit code of the region; empty: no region")
            .text(|row| row.of.speaker.code.as_ref().into()),
        column("speaks")
            .doc("在这场会议中是否发言", "Whether it speaks in this meeting")
            .flag(|row| Some(row.of.speaker.is_in(row.id))),
        column("characters")
            .doc(
                "字数，标题和空白不计；空：没有发言",
                "Characters, headings and blanks aside; empty: absent",
            )
            .unit("characters")
            .count(|row| row.places.characters(row.id, row.of.id)),
    ]);
    Table::with("speakers", rows(comparison, &all), fields)
        .of_rows("一位发言者在一场会议中", "a speaker in a meeting")
}

type PointRow<'a> = InMeeting<'a, &'a ThemeSeries>;

impl<'a> PointRow<'a> {
    fn point(&self) -> Option<SeriesPoint> {
        self.of.points.get(self.id.index()).copied().flatten()
    }
}

/// `tables/series.csv`.
pub(super) fn themes(comparison: &MeetingComparison) -> Table<'_> {
    let series = comparison.series.as_ref();
    let all: Vec<&ThemeSeries> = series.map_or_else(Vec::new, |one| one.themes.iter().collect());
    let fields = meeting().into_iter().chain(points()).chain(trends());
    Table::with("series", rows(comparison, &all), fields).of_rows(
        "一个议题在一场会议中的份额；三场以上才有",
        "the share of a theme in a meeting; of three meetings and more",
    )
}

fn points<'a>() -> [Field<'a, PointRow<'a>>; 7] {
    [
        column("theme").doc(THEME[0], THEME[1]).text(|row| (&row.of.theme).into()),
        column("label").doc(LABEL[0], LABEL[1]).text(|row| label(row.places, &row.of.theme).into()),
        column("share")
            .doc(
                "各发言者份额的平均；空：无人发言",
                "Mean of the speakers' shares; empty: nobody speaks",
            )
            .share(|row| row.point().map(|point| point.share)),
        column("low")
            .doc("95% 区间的下端；空：说不准", "Lower end of its 95% interval; empty: cannot tell")
            .share(|row| Some(row.point()?.interval?[0])),
        column("high")
            .doc("95% 区间的上端；空：说不准", "Upper end of its 95% interval; empty: cannot tell")
            .share(|row| Some(row.point()?.interval?[1])),
        column("speakers")
            .doc("是多少位发言者的平均", "Speakers that it is the mean of")
            .unit("speakers")
            .count(|row| row.point().map(|point| point.speakers)),
        column("diversity")
            .doc(
                "这场会议的文字在各议题间分布的均匀程度，0 到 1",
                "How evenly the meeting's text is spread over the themes, 0 to 1",
            )
            .share(|row| *row.places.0.series.as_ref()?.diversity.get(row.id.index())?),
    ]
}

fn trends<'a>() -> [Field<'a, PointRow<'a>>; 3] {
    [
        column("slope")
            .doc(
                "全部会议上份额每年的变化（Theil–Sen）；空：不足六场或没有日期",
                "Change of the share a year over all meetings (Theil and Sen); empty: fewer than \
                 six, or no dates",
            )
            .number(|row| row.of.trend.map(|trend| trend.slope)),
        column("p")
            .doc("Mann–Kendall 检验，双侧", "Mann–Kendall test, two-sided")
            .share(|row| row.of.trend.map(|trend| trend.p)),
        column("q")
            .doc(
                "按全部议题校正后的 p（Benjamini 和 Hochberg）",
                "p corrected for all themes (Benjamini and Hochberg)",
            )
            .share(|row| row.of.trend.map(|trend| trend.q)),
    ]
}

type WordingRow<'a> = InMeeting<'a, &'a WordingSeries>;

impl<'a> WordingRow<'a> {
    fn said_by(&self) -> &'a [SpeakerId] {
        self.of.speakers.get(self.id.index()).map_or(&[], Vec::as_slice)
    }
}

/// `tables/series_wording.csv`.
pub(super) fn wording(comparison: &MeetingComparison) -> Table<'_> {
    let series = comparison.series.as_ref();
    let all: Vec<&WordingSeries> = series.map_or_else(Vec::new, |one| one.wording.iter().collect());
    let fields = meeting().into_iter().chain(courses());
    Table::with("series_wording", rows(comparison, &all), fields).of_rows(
        "一处说法在一场会议中；三场以上才有",
        "a wording in a meeting; of three meetings and more",
    )
}

fn courses<'a>() -> [Field<'a, WordingRow<'a>>; 6] {
    [
        column("text").doc("说法", "The string").text(|row| (&row.of.text).into()),
        column("speakers")
            .doc("说到它的发言者", "Speakers that say it")
            .unit("speakers")
            .count(|row| Some(row.said_by().len())),
        column("names")
            .doc("他们是谁", "Who they are")
            .text(|row| say::list(row.places.speakers(row.said_by())).zh.into()),
        column("first")
            .doc(
                "本次比较的文本中最早的一场，不是出处",
                "The earliest of these meetings that says it; no claim on its source",
            )
            .text(|row| row.places.meeting_name(row.of.first).into()),
        column("last")
            .doc("本次比较的文本中最晚的一场", "The latest of these meetings that says it")
            .text(|row| row.places.meeting_name(row.of.last).into()),
        column("places")
            .doc(
                "这一场中各人第一次说到之处：文件和行号",
                "Where each says it first in this meeting: file and line",
            )
            .text(|row| {
                let here = row.of.places.iter().filter(|place| place.meeting == row.id);
                lines(row.places, &here.copied().collect::<Vec<_>>()).into()
            }),
    ]
}
