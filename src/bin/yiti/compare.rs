//! `yiti compare`: meeting against meeting.

use std::path::{Path, PathBuf};

use anyhow::Result;
use yiti::{
    CompareOptions, Compared, Error, Report, Yiti,
    compare::{MeetingChange, MeetingComparison, ShareChange, WordingChange},
    ids::{MeetingId, SpeakerId},
    pages,
    pipeline::CompareStage,
    report::{
        self,
        table::{Table, column},
    },
    say::{self, changes},
};

use super::{
    args::{CompareArgs, Format},
    input,
    language::{self, filled, said},
    output,
    report::{with_options, written},
    voice::Voice,
};

pub(crate) fn run(args: &CompareArgs, voice: &Voice) -> Result<()> {
    let config = input::settings(&args.input.settings, &args.input.input, voice)?;
    let yiti = with_options(input::front(config, voice)?, false, args.font.as_deref())?;
    let (paths, options) = (&args.input.input, options(args));
    if let Some(format) = args.format {
        return print(&compared(&yiti, paths, &options, voice)?, format);
    }
    let folder = args.output.clone().unwrap_or_else(|| default_folder(paths));
    beside(paths, &folder)?;
    // Before the work: what is refused after it is lost with it.
    report::check(&folder, args.force)?;
    let compared = compared(&yiti, paths, &options, voice)?;
    let made = make(&yiti, &compared, voice)?;
    if args.force { made.overwrite(&folder) } else { made.write(&folder) }?;
    voice.done();
    if let Some(stand_ins) = made.stand_ins() {
        voice.say(&language::of(stand_ins.clone()));
    }
    if let Some(first) = changes::lines(&compared).into_iter().next() {
        voice.say(&language::of(first));
    }
    voice.say(&language::of(changes::answer(&compared.comparison)));
    voice.say(&written(&made, &folder));
    Ok(())
}

/// Refuses to write into a folder that is read, or that holds what is read.
///
/// # Errors
/// Such a folder.
pub(crate) fn beside(inputs: &[PathBuf], folder: &Path) -> yiti::Result<()> {
    let Ok(written) = folder.canonicalize() else { return Ok(()) };
    let read = inputs.iter().filter_map(|input| input.canonicalize().ok());
    if read.into_iter().any(|read| read.starts_with(&written)) {
        return Err(Error::input(
            folder.display().to_string(),
            "the comparison would be written over what it is made from",
            "name another folder with -o",
        ));
    }
    Ok(())
}

fn options(args: &CompareArgs) -> CompareOptions {
    let mut options = CompareOptions::default().dates(args.dates.iter().cloned());
    options.reference.clone_from(&args.reference);
    options.frozen.clone_from(&args.frozen);
    options
}

/// Reads meetings and holds them against one another.
pub(crate) fn compared(
    yiti: &Yiti,
    paths: &[PathBuf],
    options: &CompareOptions,
    voice: &Voice,
) -> yiti::Result<Compared> {
    voice.stage(said("reading"));
    let read = yiti.read_meetings(paths, options)?;
    input::name_pages(&read.run.inputs.sources, voice);
    let names: Vec<String> = read.meetings.iter().map(|meeting| meeting.name.clone()).collect();
    for meeting in &read.meetings {
        for doubt in &meeting.transcript.doubts {
            let doubt = language::of(doubt.phrase().clone());
            voice.say(&filled("{0}: doubt: {1}", &[&meeting.name, &doubt]));
        }
    }
    let compared = yiti.compare_meetings(&read, &|stage| voice.stage(words(stage, &names)));
    voice.done();
    compared
}

/// Makes every file of a comparison and writes none.
pub(crate) fn make(yiti: &Yiti, compared: &Compared, voice: &Voice) -> yiti::Result<Report> {
    yiti.comparison_report(compared, &|progress| voice.stage(input::words(progress, &[])))
}

fn print(compared: &Compared, format: Format) -> Result<()> {
    let comparison = &compared.comparison;
    match format {
        Format::Json => output::print_json(comparison),
        Format::Csv => match report::comparison_tables(comparison).first() {
            Some(themes) => output::csv(themes),
            None => Ok(()),
        },
        Format::Table => {
            output::line(&language::of(changes::title(comparison)))?;
            output::line(&format!("{}\n", language::of(changes::answer(comparison))))?;
            if let Some(caution) = say::caution(&comparison.ground.codebook) {
                output::line(&format!("{}\n", language::of(caution)))?;
            }
            for (number, finding) in (1..).zip(changes::lines(comparison)) {
                output::line(&format!("{number:>3}  {}", language::of(finding)))?;
            }
            for change in &comparison.changes {
                output::line(&format!("\n{}", heading(comparison, change)))?;
                output::table(&themes(comparison, change))?;
                output::line(&wording(change))?;
            }
            NOTE.iter().try_for_each(|line| output::line(&said(line)))
        }
    }
}

/// What the numbers of the tables are.
const NOTE: [&str; 3] = [
    "shares: mean of the shares of those who speak in both meetings, one vote each",
    "cannot tell: all themes considered, chance may change one of them as much",
    "`yiti compare` without --format writes a folder with every number, its sentences and charts",
];

/// Which meetings a table is about, and who is in it.
fn heading(comparison: &MeetingComparison, change: &MeetingChange) -> String {
    let name = |meeting: MeetingId| comparison.meetings[meeting.index()].name.as_str();
    let names = |speakers: &[SpeakerId]| {
        let names =
            speakers.iter().map(|speaker| comparison.speakers[speaker.index()].name.as_str());
        names.collect::<Vec<_>>().join("、")
    };
    let (earlier, later) = (name(change.earlier), name(change.later));
    let both = change.pairs.len().to_string();
    let mut text = filled("{0} → {1}: {2} speakers in both", &[earlier, later, &both]);
    for (speakers, meeting) in [(&change.only_earlier, earlier), (&change.only_later, later)] {
        if !speakers.is_empty() {
            text += &filled("; only {0}: {1}", &[meeting, &names(speakers)]);
        }
    }
    text
}

/// A theme and how its share changed.
struct ThemeRow<'a> {
    label: &'a str,
    change: &'a ShareChange,
}

/// The themes of a change, the largest first.
fn themes<'a>(comparison: &'a MeetingComparison, change: &'a MeetingChange) -> Table<'a> {
    let mut rows: Vec<ThemeRow<'a>> = comparison
        .themes
        .iter()
        .zip(&change.shares)
        .filter(|(_, change)| change.earlier + change.later > 0.0)
        .map(|(theme, change)| ThemeRow { label: &theme.label, change })
        .collect();
    rows.sort_by(|a, b| b.change.difference.abs().total_cmp(&a.change.difference.abs()));
    Table::new(
        "themes",
        rows,
        [
            column("theme").text(|row: &ThemeRow<'_>| row.label.into()),
            column("before").share(|row| Some(row.change.earlier)),
            column("now").share(|row| Some(row.change.later)),
            column("points").text(|row| say::gain(row.change.difference).into()),
            column("95 % interval").absent("cannot tell").text(|row| {
                row.change.interval.map(|ends| ends.map(say::gain).join(" to ")).into()
            }),
            column("rose/fell")
                .text(|row| format!("{}/{}", row.change.risen, row.change.fallen).into()),
            column("change")
                .text(|row| language::of(changes::direction(row.change.direction)).into()),
        ],
    )
}

/// Strings that are listed on one line. Chosen by eye.
const LISTED: usize = 12;

/// The wording that is new and gone, with the number of speakers.
fn wording(change: &MeetingChange) -> String {
    let listed = |wording: &[WordingChange], speakers: fn(&WordingChange) -> usize| {
        let texts = wording.iter().take(LISTED);
        let texts: Vec<String> =
            texts.map(|one| format!("{} {}", one.text, speakers(one))).collect();
        match texts.len() {
            0 => said("none").into_owned(),
            _ => texts.join("  "),
        }
    };
    let new = listed(&change.new_wording, |one| one.speakers_later);
    let gone = listed(&change.gone_wording, |one| one.speakers_earlier);
    let new = filled("new wording (speakers): {0}", &[&new]);
    let gone = filled("gone wording (speakers before): {0}", &[&gone]);
    format!("{new}\n{gone}")
}

/// `reports/` and the names of the inputs.
fn default_folder(inputs: &[PathBuf]) -> PathBuf {
    let name = |input: &PathBuf| {
        let stem = if input.is_dir() { None } else { input.file_stem() };
        let stem = stem.map(|stem| stem.to_string_lossy().into_owned());
        stem.or_else(|| pages::name_of(input))
    };
    let names: Vec<String> = inputs.iter().filter_map(name).collect();
    match names.as_slice() {
        [] => Path::new("reports").join("comparison"),
        [one] => Path::new("reports").join(one),
        [first, .., last] => Path::new("reports").join(format!("{first}-{last}")),
    }
}

/// What is being done in words.
fn words(stage: CompareStage, names: &[String]) -> String {
    let doing = match stage {
        CompareStage::Words => "cutting the texts into words",
        CompareStage::Themes => "giving sentences to themes",
        CompareStage::Groups(meeting) => {
            return filled("grouping the speakers of {0}", &[&names[meeting]]);
        }
        CompareStage::Terms => "finding terms and wording",
        CompareStage::Change(meeting) => {
            return filled("what changed until {0}", &[&names[meeting]]);
        }
        CompareStage::Series => "the course over all meetings",
        _ => "comparing",
    };
    said(doing).into_owned()
}
