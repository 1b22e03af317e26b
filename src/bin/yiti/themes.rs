//! `yiti themes`: themes, shares and groups.

use anyhow::Result;
use yiti::analysis::{Codebook, Emphasis, Group, MeetingAnalysis, SpeechAnalysis, Stress, percent};
use yiti::ids::{SpeechId, ThemeId};

use crate::{
    args::{Format, TableArgs},
    input,
    output::{self, Rows},
    voice::Voice,
};

pub(crate) fn run(args: &TableArgs, voice: &Voice) -> Result<()> {
    let input = input::read(&args.input, voice)?;
    let analysis = input::analyse(&input, voice)?;
    match args.format {
        Format::Json => output::json(&analysis.meetings),
        Format::Csv => csv(&analysis.meetings),
        Format::Table => analysis.meetings.iter().try_for_each(table),
    }
}

fn csv(meetings: &[MeetingAnalysis]) -> Result<()> {
    let mut rows = Rows::new(&[
        "meeting",
        "speech",
        "group",
        "theme",
        "label",
        "share",
        "characters",
        "low",
        "high",
    ]);
    for meeting in meetings {
        for speech in &meeting.speeches {
            for (theme, share) in speech.shares.iter() {
                let interval = speech.share_intervals.as_ref().and_then(|all| all.get(theme));
                let end =
                    |place: usize| interval.map_or(String::new(), |ends| ends[place].to_string());
                rows.push(vec![
                    meeting.title.clone(),
                    speech.name.clone(),
                    speech.group.number().to_string(),
                    theme.to_string(),
                    label(meeting, theme).into(),
                    share.to_string(),
                    speech.characters.to_string(),
                    end(0),
                    end(1),
                ]);
            }
        }
    }
    rows.csv()
}

fn table(meeting: &MeetingAnalysis) -> Result<()> {
    output::line(&meeting.title)?;
    if let Some(caution) = meeting.codebook.as_ref().and_then(Codebook::caution) {
        output::line(&format!("{}\n", caution.en))?;
    }
    let mut rows = Rows::new(&[
        "province",
        "stresses",
        "share, others",
        "most of its text",
        "share",
        "characters",
        "group",
    ]);
    for (place, speech) in meeting.speeches_by_id() {
        let [stresses, beside] = stressed(meeting, place);
        let main = speech.main.as_ref();
        rows.push(vec![
            speech.name.clone(),
            stresses,
            beside,
            main.map_or("cannot tell", |main| label(meeting, main)).into(),
            main.map_or(String::new(), |main| percent(speech.shares.of(main))),
            speech.characters.to_string(),
            speech.group.number().to_string(),
        ]);
    }
    rows.print()?;
    let mut rows =
        Rows::new(&["group", "provinces", "all stress", "confidence", "terms that they share"]);
    for (place, group) in meeting.groups.iter().enumerate() {
        let themes: Vec<&str> = group.themes.iter().map(|id| label(meeting, id)).collect();
        rows.push(vec![
            (place + 1).to_string(),
            members(group),
            if themes.is_empty() { "—".into() } else { themes.join("、") },
            confidence(group),
            group.terms.join("、"),
        ]);
    }
    rows.print()?;
    for speech in meeting.speeches.iter().filter(|speech| speech.moving) {
        output::line(&moving(meeting, speech))?;
    }
    output::line(&note(meeting))
}

/// The themes that a speech stresses, and their shares here and in the mean of the others; without
/// such a theme the one of which it has most more, with the mark of what may be chance.
fn stressed(meeting: &MeetingAnalysis, place: SpeechId) -> [String; 2] {
    let stress = meeting.stress(place);
    let shares = |one: &Emphasis| format!("{}, {}", percent(one.share), percent(one.others));
    match (&stress, meeting[place].emphases.first()) {
        (Stress::On(themes), _) => {
            let labels: Vec<&str> = themes.iter().map(|one| label(meeting, &one.theme)).collect();
            let shares: Vec<String> = themes.iter().map(|one| shares(one)).collect();
            [labels.join("、"), shares.join("; ")]
        }
        (Stress::Nothing, Some(most)) => {
            [format!("{} ?", label(meeting, &most.theme)), shares(most)]
        }
        (Stress::Nothing, None) => [stress.name(&meeting.themes).en, String::new()],
        (Stress::CannotTell | Stress::Alone(_), _) => ["cannot tell".into(), String::new()],
    }
}

/// How surely a speech stands where it does, and where else.
fn moving(meeting: &MeetingAnalysis, speech: &SpeechAnalysis) -> String {
    let stays = speech.stays.map_or_else(String::new, percent);
    let is_alone = meeting[speech.group].members.len() == 1;
    let place = if is_alone { "stands alone" } else { "stands with its group" };
    let others: Vec<String> = speech
        .elsewhere
        .iter()
        .take(3)
        .map(|other| format!("; with {} in {}", meeting[other.speech].name, percent(other.share)))
        .collect();
    format!("moving: {} {place} in {stays} of the draws{}", speech.name, others.concat())
}

fn label<'a>(meeting: &'a MeetingAnalysis, id: &ThemeId) -> &'a str {
    meeting.theme(id).map_or(if id.is_other() { "其他" } else { "" }, |theme| &theme.label)
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

fn confidence(group: &Group) -> String {
    group.confidence.map_or("cannot tell".into(), percent)
}

/// What the numbers rest on.
fn note(meeting: &MeetingAnalysis) -> String {
    let collection = meeting.grouping.collection();
    let resampled = match (collection, meeting.grouping.draw_count()) {
        (Some(collection), _) => format!(
            "groups: {} speeches are too many to compare all pairs: consensus of {} runs of k-means\nconfidence: how much of the group such a run finds again, in the mean (Jaccard index)",
            meeting.speeches.len(),
            collection.runs
        ),
        (None, 0) => "too few speeches, or too much text, to resample: no confidence".to_owned(),
        (None, draws) => format!(
            "confidence: chance that two of a group are of one class (a speech alone: that it is of its own), from {draws} draws of 60 % of the passages and from how often such a chance held on labelled texts"
        ),
    };
    let shares = "stresses: themes with a larger share than the mean of the others, beyond its 95 % interval and chance; ?: no further beyond than chance\nshares: of the characters of a speech's sentences, headings aside";
    format!("{shares}\n{resampled}\n{}{}", hints(meeting), cannot_tell(meeting))
}

/// Pairs that are in no group and yet near, the likeliest.
fn hints(meeting: &MeetingAnalysis) -> String {
    /// More pairs than this are no hint.
    const NAMED: usize = 3;
    let name = |id: SpeechId| meeting[id].name.as_str();
    let near = meeting.neighbours();
    let pairs: Vec<String> = near
        .iter()
        .take(NAMED)
        .map(|pair| format!("{}–{} {}", name(pair.a), name(pair.b), percent(pair.chance)))
        .collect();
    match pairs.is_empty() {
        true => String::new(),
        false => format!("hints: near, though in no group together: {}\n", pairs.join(", ")),
    }
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
    let named = match cannot.len() {
        0 => return String::new(),
        1..=NAMED => cannot.iter().map(|&(a, b)| format!(" {}–{}", name(a), name(b))).collect(),
        _ => String::new(),
    };
    let colon = if named.is_empty() { "" } else { ":" };
    let count = cannot.len();
    format!(
        "cannot tell: the 95 % interval of the similarity of {count} of {all} pairs holds what chance gives{colon}{named}\n"
    )
}
