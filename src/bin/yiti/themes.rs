//! `yiti themes`: themes, shares and groups.

use anyhow::Result;
use yiti::analysis::{Emphasis, Extent, Group, MeetingAnalysis, SpeechAnalysis, Stress};
use yiti::ids::{SpeechId, ThemeId};
use yiti::phrase::Phrase;
use yiti::report::{
    self,
    table::{Table, column},
};
use yiti::say::{self, findings, names, percent};

use super::{
    args::{Format, TableArgs},
    input,
    language::{self, filled, said},
    output,
    voice::Voice,
};

pub(crate) fn run(args: &TableArgs, voice: &Voice) -> Result<()> {
    let mut input = input::read(&args.input, voice)?;
    // Nothing below looks at the pages again, and those of a large collection fill much memory.
    input.record.run.inputs.sources.clear();
    // The JSON is that of a report.
    let extent = match args.format {
        Format::Json => Extent::Report,
        Format::Csv | Format::Table => Extent::Themes,
    };
    let analysis = input::analyse(&input, extent, voice)?;
    match args.format {
        Format::Json => output::json(&analysis.meetings),
        Format::Csv => output::csv(&report::theme_table(&analysis)),
        Format::Table => analysis.meetings.iter().try_for_each(table),
    }
}

fn table(meeting: &MeetingAnalysis) -> Result<()> {
    output::line(&meeting.title)?;
    if let Some(caution) = meeting.codebook.as_ref().and_then(say::caution) {
        output::line(&format!("{}\n", language::of(caution)))?;
    }
    output::table(&speeches(meeting))?;
    output::table(&groups(meeting))?;
    for speech in meeting.speeches.iter().filter(|speech| speech.moving) {
        output::line(&language::of(moving(meeting, speech)))?;
    }
    output::line(&note(meeting))
}

/// A speech, and what can be said of its emphases.
struct Spoken<'a> {
    meeting: &'a MeetingAnalysis,
    speech: &'a SpeechAnalysis,
    stresses: String,
    shares: String,
}

impl<'a> Spoken<'a> {
    fn new(meeting: &'a MeetingAnalysis, id: SpeechId) -> Self {
        let [stresses, shares] = stressed(meeting, id);
        Self { meeting, speech: &meeting[id], stresses, shares }
    }
}

fn speeches(meeting: &MeetingAnalysis) -> Table<'_> {
    let all = meeting.listed().into_iter().map(|id| Spoken::new(meeting, id));
    Table::new(
        "speeches",
        all,
        [
            column("province").text(|row: &Spoken<'_>| (&row.speech.name).into()),
            column("stresses").text(|row| row.stresses.clone().into()),
            column("share, others").text(|row| row.shares.clone().into()),
            column("most of its text")
                .absent("cannot tell")
                .text(|row| row.speech.main.as_ref().map(|main| label(row.meeting, main)).into()),
            column("share").share(|row| Some(row.speech.shares.of(row.speech.main.as_ref()?))),
            column("characters").count(|row| Some(row.speech.characters)),
            column("group").count(|row| Some(row.speech.group.number())),
        ],
    )
}

/// A group and its number from 1.
struct Numbered<'a> {
    meeting: &'a MeetingAnalysis,
    number: usize,
    group: &'a Group,
}

fn groups(meeting: &MeetingAnalysis) -> Table<'_> {
    let all = (1..).zip(&meeting.groups);
    Table::new(
        "groups",
        all.map(|(number, group)| Numbered { meeting, number, group }),
        [
            column("group").count(|row: &Numbered<'_>| Some(row.number)),
            column("provinces").text(|row| members(row.group).into()),
            column("all stress").absent("—").text(|row| named(row.meeting, row.group).into()),
            column("confidence").absent("cannot tell").share(|row| row.meeting.surely(row.group)),
            column("terms that they share").text(|row| row.group.terms.join("、").into()),
        ],
    )
}

/// The themes by which a group is called; `None`: there is none.
fn named(meeting: &MeetingAnalysis, group: &Group) -> Option<String> {
    let themes: Vec<String> = group.themes.iter().map(|id| label(meeting, id)).collect();
    (!themes.is_empty()).then(|| themes.join("、"))
}

/// The themes that a speech stresses, and their shares here and in the mean of the others; without
/// such a theme the one of which it has most more, with the mark of what may be chance.
fn stressed(meeting: &MeetingAnalysis, id: SpeechId) -> [String; 2] {
    let stress = meeting.stress(id);
    let shares = |one: &Emphasis| format!("{}, {}", percent(one.share), percent(one.others));
    match (&stress, meeting[id].emphases.first()) {
        (Stress::On(themes), _) => {
            let labels: Vec<String> = themes.iter().map(|one| label(meeting, &one.theme)).collect();
            let shares: Vec<String> = themes.iter().map(|one| shares(one)).collect();
            [labels.join("、"), shares.join("; ")]
        }
        (Stress::Nothing, Some(most)) => {
            [format!("{} ?", label(meeting, &most.theme)), shares(most)]
        }
        (Stress::Nothing, None) => {
            [language::of(names::stress(&stress, &meeting.themes)), String::new()]
        }
        (Stress::CannotTell | Stress::Alone(_), _) => {
            [language::of(say::cannot_tell()), String::new()]
        }
    }
}

/// How surely a speech stands where it does, and where else.
fn moving(meeting: &MeetingAnalysis, speech: &SpeechAnalysis) -> Phrase {
    /// Others named; chosen by eye.
    const NAMED: usize = 3;
    let (name, stays) = (&speech.name, speech.stays.map_or_else(String::new, percent));
    let is_alone = meeting[speech.group].members.len() == 1;
    let [zh, en] = if is_alone {
        ["单独成组", "stands alone"]
    } else {
        ["与本组在一起", "stands with its group"]
    };
    let mut text = Phrase::new(
        format!("易变动：{name}在 {stays} 的重抽样中{zh}"),
        format!("moving: {name} {en} in {stays} of the draws"),
    );
    for other in speech.elsewhere.iter().take(NAMED) {
        let (name, share) = (&meeting[other.speech].name, percent(other.share));
        text +=
            &Phrase::new(format!("，{share} 与{name}在一起"), format!("; with {name} in {share}"));
    }
    text
}

/// The Chinese label of a theme; empty: the meeting has no such theme.
fn label(meeting: &MeetingAnalysis, id: &ThemeId) -> String {
    names::known(&meeting.themes, id).unwrap_or_default().zh
}

/// The names of a group's members; of a large group the first few and how many there are.
fn members(group: &Group) -> String {
    /// As many as the provinces and more.
    const SHOWN: usize = 40;
    let names = &group.regions;
    if names.len() <= SHOWN {
        return names.join("、");
    }
    format!("{}… ({})", names[..SHOWN / 4].join("、"), names.len())
}

/// What the numbers rest on.
fn note(meeting: &MeetingAnalysis) -> String {
    let collection = meeting.grouping.collection();
    let resampled = match (collection, meeting.grouping.draw_count()) {
        (Some(collection), _) => {
            let [speeches, runs] = [meeting.speeches.len(), collection.runs].map(|n| n.to_string());
            let pairs = "groups: {0} speeches are too many to compare all pairs: consensus of {1} runs of k-means";
            let confidence = "confidence: how much of the group such a run finds again, in the mean (Jaccard index)";
            format!("{}\n{}", filled(pairs, &[&speeches, &runs]), said(confidence))
        }
        (None, 0) => {
            said("too few speeches, or too much text, to resample: no confidence").into_owned()
        }
        (None, draws) => filled(
            "confidence: chance that two of a group are of one class (a speech alone: that it is of its own), from {0} draws of 60 % of the passages and from how often such a chance held on labelled texts",
            &[&draws.to_string()],
        ),
    };
    let stresses = said(
        "stresses: themes with a larger share than the mean of the others, beyond its 95 % interval and chance; ?: no further beyond than chance",
    );
    let shares = said("shares: of the characters of a speech's sentences, headings aside");
    format!("{stresses}\n{shares}\n{resampled}\n{}{}", hints(meeting), cannot_tell(meeting))
}

/// Pairs that are in no group and yet near, the likeliest.
fn hints(meeting: &MeetingAnalysis) -> String {
    let pairs = findings::near_pairs(meeting);
    if pairs.is_empty() {
        return String::new();
    }
    filled("hints: near, though in no group together: {0}", &[&language::of(pairs)]) + "\n"
}

/// Which pairs are not told from what chance gives, or how many if they are many.
fn cannot_tell(meeting: &MeetingAnalysis) -> String {
    /// More pairs than this are counted, not named: the line stays a line.
    const NAMED: usize = 3;
    if !meeting.grouping.has_intervals() {
        return String::new();
    }
    let name = |id: SpeechId| meeting[id].name.as_str();
    let n = meeting.speeches.len();
    let all = n * n.saturating_sub(1) / 2;
    let cannot: Vec<_> =
        meeting.pairs().filter(|&(a, b)| meeting.grouping.cannot_tell(a, b)).collect();
    let named = cannot.iter().take(NAMED).map(|&(a, b)| format!(" {}–{}", name(a), name(b)));
    let [count, all] = [cannot.len(), all].map(|n| n.to_string());
    let told = match cannot.len() {
        0 => return String::new(),
        1..=NAMED => filled(
            "cannot tell: the 95 % interval of the similarity of {0} of {1} pairs holds what chance gives:{2}",
            &[&count, &all, &named.collect::<String>()],
        ),
        _ => filled(
            "cannot tell: the 95 % interval of the similarity of {0} of {1} pairs holds what chance gives",
            &[&count, &all],
        ),
    };
    told + "\n"
}
