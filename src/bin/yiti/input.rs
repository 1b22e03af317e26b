//! Arguments → settings, lists and transcripts.

use std::{path::PathBuf, sync::OnceLock};

use yiti::{
    Analysed, Progress, Record, Yiti,
    analysis::{CodebookFit, CodebookVerdict, Extent, MeetingAnalysis},
    config::{Config, Lists},
    error::Result,
    pages::{self, Format, Page, ReaderCommand, Readers, Source},
    pipeline::Stage,
    say::percent,
    transcript::Transcript,
};

use super::{
    args::{InputArgs, LimitArgs, SettingArgs},
    language::{self, filled, said},
    voice::Voice,
};

/// What every command starts from.
pub(crate) struct Input {
    pub(crate) yiti: Yiti,
    pub(crate) record: Record,
}

/// Reads settings, word lists and texts, and splits the texts.
pub(crate) fn read(args: &InputArgs, voice: &Voice) -> Result<Input> {
    let config = settings(&args.settings, &args.input, voice)?;
    under(front(config, voice)?, &args.input, voice)
}

/// Reads the word lists of some settings.
pub(crate) fn front(config: Config, voice: &Voice) -> Result<Yiti> {
    tell_settings(&config, voice);
    let yiti = Yiti::new(config)?.with_readers(readers(voice));
    tell_lists(&yiti.run().lists, voice);
    Ok(yiti)
}

/// Reads texts and splits them.
pub(crate) fn under(yiti: Yiti, paths: &[PathBuf], voice: &Voice) -> Result<Input> {
    voice.stage(said("reading"));
    let inputs = yiti.inputs(paths)?;
    voice.stage(said("finding the speeches"));
    name_pages(&inputs.sources, voice);
    let record = yiti.record(inputs)?;
    voice.done();
    for transcript in &record.meetings {
        voice.detail(|| {
            let (title, layout) = (&transcript.meeting.title, transcript.layout.name());
            let speeches = transcript.speeches.len();
            format!("{title}: {speeches} speeches by layout {layout} ({})", transcript.evidence)
        });
    }
    Ok(Input { yiti, record })
}

/// The analysis of the meetings, as far as it is asked for, with lines of progress.
pub(crate) fn analyse(input: &Input, extent: Extent, voice: &Voice) -> Result<Analysed> {
    let meetings = &input.record.meetings;
    // Before the numbers: `yiti split` prints them itself.
    for transcript in meetings {
        for doubt in &transcript.doubts {
            let doubt = language::of(doubt.phrase().clone());
            voice.say(&filled("{0}: doubt: {1}", &[&transcript.meeting.title, &doubt]));
        }
    }
    voice.stage(said("loading the dictionary"));
    let watch = |progress| voice.stage(words(progress, meetings));
    let analysis = input.yiti.analyse_part(&input.record, extent, &watch);
    voice.done();
    let analysis = analysis?;
    for meeting in &analysis.meetings {
        said_of(meeting, voice);
    }
    Ok(analysis)
}

/// Prints, as a detail, which codebook a meeting was read with, and how sure that choice is.
fn said_of(meeting: &MeetingAnalysis, voice: &Voice) {
    let Some(codebook) = &meeting.codebook else { return };
    let tried = |fit: &CodebookFit| {
        let of = percent(fit.explained);
        format!("{} {:.2} (explains {of}, balance {:.2})", fit.name, fit.score, fit.balance)
    };
    let tried: Vec<String> = codebook.tried.iter().map(tried).collect();
    let margin = codebook.margin.map_or(String::new(), |margin| format!(", margin {margin:.2}"));
    let verdict = match codebook.verdict {
        CodebookVerdict::Fits => "",
        CodebookVerdict::Near => ": nearly alike, --themes NAME takes the other",
        CodebookVerdict::Poor => {
            ": none fits well, only passages that are surely of its themes are given to them"
        }
    };
    let tried = tried.join("; ");
    voice.detail(|| format!("{}: codebook {tried}{margin}{verdict}", meeting.title));
}

/// What is being done in words.
pub(crate) fn words(progress: Progress, meetings: &[Transcript]) -> String {
    match progress {
        Progress::Meeting(index, stage) => of_meeting(meetings, index, doing(stage)),
        Progress::Charts => said("drawing the charts").into_owned(),
        Progress::Files => said("writing the report").into_owned(),
        _ => said("working").into_owned(),
    }
}

/// What is done, and, where there are several meetings, with which.
fn of_meeting(meetings: &[Transcript], place: usize, doing: &'static str) -> String {
    /// Characters of a title: the line must fit a terminal.
    const TITLE: usize = 16;
    match meetings.len() {
        1 => said(doing).into_owned(),
        all => {
            let title: String = meetings[place].meeting.title.chars().take(TITLE).collect();
            let [number, all] = [place + 1, all].map(|n| n.to_string());
            filled("meeting {0} of {1}, {2}: {3}", &[&number, &all, &title, &said(doing)])
        }
    }
}

/// A stage in plain words.
fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Words => "cutting the text into words",
        Stage::Themes => "giving sentences to themes",
        Stage::Groups => "grouping the speeches",
        Stage::Terms => "finding the terms",
        Stage::Chance => "measuring what chance does",
        Stage::Shared => "looking for shared text and silences",
        Stage::Robustness => "cutting the text in other ways",
        _ => "counting",
    }
}

/// Names the word lists in detail.
pub(crate) fn tell_lists(lists: &Lists, voice: &Voice) {
    for (name, text) in &lists.texts {
        voice.detail(|| format!("list {name}: {} lines", text.lines().count()));
    }
}

/// How a process is started that reads a file for this one.
static READER: OnceLock<ReaderCommand> = OnceLock::new();

/// Has files of foreign formats read by processes that `command` starts.
pub(crate) fn read_by(command: ReaderCommand) {
    // A program is started once, so the first command is the only one.
    let _ = READER.set(command);
}

/// Where files of foreign formats are read: in a process of its own, if it is known how to start
/// one and the system can limit it.
pub(crate) fn readers(voice: &Voice) -> Readers {
    READER.get().cloned().and_then(Readers::apart).unwrap_or_else(|| {
        voice.detail(|| {
            said("this system limits no memory: foreign formats are read within --max-seconds only")
                .into_owned()
        });
        Readers::Here
    })
}

/// Says what was read, and what of an archive was not.
pub(crate) fn name_pages(sources: &[Source], voice: &Voice) {
    for page in sources.iter().flat_map(|source| &source.pages) {
        if !page.read.unread.is_empty() {
            voice.say(&filled("not read: {0}", &[&listed(&page.read.unread)]));
        }
        let characters = || yiti::corpus::characters(&page.text);
        voice
            .detail(|| format!("read {}: {}, {} characters", page.source, how(page), characters()));
    }
}

/// Names, the first few of many and how many more there are.
fn listed(names: &[String]) -> String {
    /// Chosen by eye: a line or two of a terminal.
    const NAMED: usize = 6;
    let named = names[..names.len().min(NAMED)].join(", ");
    match names.len().checked_sub(NAMED) {
        None | Some(0) => named,
        Some(more) => format!("{named} and {more} more"),
    }
}

/// How a page was read: `GB18030`, `PDF, 7 pages`.
fn how(page: &Page) -> String {
    let read = &page.read;
    let format = (read.format != Format::Text).then(|| read.format.name());
    let words =
        format.into_iter().chain(read.encoding).chain(read.notes.iter().map(String::as_str));
    let words: Vec<&str> = words.collect();
    if words.is_empty() { "as given".into() } else { words.join(", ") }
}

fn tell_settings(config: &Config, voice: &Voice) {
    voice.detail(|| "settings:".into());
    // Only a report must be able to write them down; other commands do their work without.
    let text = config.to_toml().unwrap_or_else(|error| error.to_string());
    for line in text.lines().filter(|line| !line.is_empty()) {
        voice.detail(|| format!("  {line}"));
    }
}

/// The settings file beside the texts, unless another is named.
const BESIDE: &str = "yiti.toml";

/// The settings file, or the defaults, with the flags laid over.
pub(crate) fn settings(args: &SettingArgs, inputs: &[PathBuf], voice: &Voice) -> Result<Config> {
    let mut config = match &args.config {
        Some(path) => Config::read(path)?,
        None => match pages::beside(inputs, BESIDE)? {
            Some(path) => {
                voice.say(&filled("settings of {0}", &[&path.display().to_string()]));
                Config::read_beside(&path)?
            }
            None => Config::default(),
        },
    };
    lay_over(&mut config.pages, &args.limits);
    if args.encoding.is_some() {
        config.pages.encoding.clone_from(&args.encoding);
    }
    config.pages.check("--encoding")?;
    if let Some(layout) = args.layout {
        config.transcript.layout = layout;
    }
    if let Some(by) = &args.group_by {
        config.transcript.group_by = by.clone();
    }
    if let Some(path) = &args.dict {
        config.tokens.dictionary = Some(path.clone());
    }
    config.tokens.stopwords.extend(args.stopwords.iter().cloned());
    if let Some(path) = &args.themes {
        config.themes.lexicon = Some(path.clone());
    }
    if let Some(groups) = args.groups {
        config.themes.groups = Some(groups as usize);
    }
    Ok(config)
}

/// Lays the flags on how much is read over the settings.
pub(crate) fn lay_over(pages: &mut pages::Params, limits: &LimitArgs) {
    let count = |flag: Option<u32>, setting: usize| flag.map_or(setting, |flag| flag as usize);
    pages.max_bytes = limits.max_bytes.unwrap_or(pages.max_bytes);
    pages.max_files = count(limits.max_files, pages.max_files);
    pages.max_pages = count(limits.max_pages, pages.max_pages);
    pages.max_seconds = limits.max_seconds.unwrap_or(pages.max_seconds);
    pages.max_memory = limits.max_memory.unwrap_or(pages.max_memory);
}
