//! A meeting on the page: the facts, the answer, and the evidence.

use super::bilingual::{Bilingual, both};
use super::brief::StatementView;
use super::chart::ChartView;
use super::codebook::caption;
use super::data;
use super::emphasis::beside;
use super::facts::{Fact, facts};
use super::groups::GroupView;
use super::lines::SpeakerLine;
use super::links::EvidenceLinks;
use super::meeting_caveats::MeetingCaveats;
use super::shares::ShareRow;
use super::speech::SpeechView;
use super::themes::{ThemeHead, ThemeRow, Themes};
use crate::analysis::MeetingAnalysis;
use crate::charts::{Chart, READABLE_ROWS, stand_ins};
use crate::report::files::chart_stem;
use crate::say::findings;

/// One meeting on the page.
pub(super) struct MeetingView<'a> {
    pub(super) id: String,
    pub(super) title: &'a str,
    pub(super) answer: Bilingual,
    /// What is found, the firm first.
    pub(super) statements: Vec<StatementView>,
    pub(super) facts: Vec<Fact>,
    /// Each speech in a line.
    pub(super) lines: Vec<SpeakerLine>,
    /// The title of the part on themes.
    pub(super) each: Bilingual,
    /// Explains the themes beside the speakers' names.
    pub(super) beside: Bilingual,
    pub(super) groups: Vec<GroupView<'a>>,
    /// The chart at the top, if one was drawn that can be read.
    pub(super) first: Vec<ChartView<'a>>,
    /// The caption of the table of shares.
    pub(super) caption: Bilingual,
    /// Columns of `shares`.
    pub(super) heads: Vec<ThemeHead>,
    /// Rows by group.
    pub(super) shares: Vec<Vec<ShareRow>>,
    pub(super) themes: Vec<ThemeRow>,
    /// What speaks against relying on the numbers; `None` of one speech.
    pub(super) caveats: Option<MeetingCaveats<'a>>,
    pub(super) speeches: Vec<SpeechView<'a>>,
    /// What the script compares; `None` of one speech.
    pub(super) data: Option<String>,
    /// All other charts.
    pub(super) charts: Vec<ChartView<'a>>,
}

/// The chart that is shown first: the first of these that was drawn. Bars of many speeches cannot be
/// told apart.
const FIRST: [&str; 2] = ["emphasis", "themes"];

impl<'a> MeetingView<'a> {
    /// The view of one of the meetings.
    pub(super) fn new(meetings: &'a [MeetingAnalysis], index: usize, charts: &'a [Chart]) -> Self {
        let meeting = &meetings[index];
        let themes = Themes(&meeting.themes);
        let links = EvidenceLinks { meeting, number: index + 1 };
        let lacking = stand_ins(charts);
        let is_readable = meeting.speeches.len() <= READABLE_ROWS;
        let mut first = FIRST.iter().filter(|_| is_readable);
        let first = first.find(|&&name| charts.iter().any(|chart| chart.name == name));
        let is_first = |chart: &&Chart| first.is_some_and(|&name| chart.name == name);
        let (first, charts): (Vec<_>, Vec<_>) = charts.iter().partition(is_first);
        Self {
            title: &meeting.title,
            answer: Bilingual(findings::answer(meeting)),
            statements: StatementView::all(links),
            facts: facts(meeting, lacking),
            lines: SpeakerLine::all(links),
            each: each(meeting),
            beside: beside(meeting),
            groups: GroupView::all(links),
            first: chart_views(links, meetings.len(), first, false),
            caption: caption(meeting),
            heads: themes.heads(),
            shares: ShareRow::by_group(links),
            themes: ThemeRow::all(themes),
            caveats: MeetingCaveats::new(links),
            data: data::json(links),
            speeches: SpeechView::all(links),
            charts: chart_views(links, meetings.len(), charts, true),
            id: links.meeting_id(),
        }
    }
}

/// The charts of a meeting; `meetings` is how many meetings the report has.
fn chart_views<'a>(
    links: EvidenceLinks<'a>,
    meetings: usize,
    charts: Vec<&'a Chart>,
    are_packed: bool,
) -> Vec<ChartView<'a>> {
    let stem = |chart: &Chart| chart_stem(meetings, links.number - 1, &chart.name);
    let charts = charts.into_iter();
    charts.map(|chart| ChartView::new(links, chart, &stem(chart), are_packed)).collect()
}

/// The title of the part on themes, which depends on who speaks: provinces or others.
fn each(meeting: &MeetingAnalysis) -> Bilingual {
    if meeting.speeches.iter().all(|speech| speech.region.is_some()) {
        both("各地讲了什么", "What each stressed")
    } else {
        both("各单位讲了什么", "What each stressed")
    }
}
