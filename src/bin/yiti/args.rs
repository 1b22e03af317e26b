//! What can be typed. Doc comments are the help.

use std::path::PathBuf;

use clap::{
    Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use yiti::transcript::Layout;

use super::{help, language::Language};

/// The heading over what says how the answer looks.
const OUTPUT: &str = "Output";

/// Who said what, compared: from the printed record of a meeting to what each province
/// stressed, who stands with whom, and the sentences that prove it.
///
/// Start with `yiti report PAGE.txt`, then `yiti open reports/PAGE` shows what came of it.
#[derive(Debug, Parser)]
#[command(name = "yiti", version, max_term_width = 100, after_help = help::PROGRAM)]
pub(crate) struct Args {
    /// Print nothing but the answer and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what is read, with which lists and settings, which layout is found and why, and how
    /// long each stage takes
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// The language of what is printed for people [default: that of the system]
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Everything into a report folder: charts, tables, one page to read
    #[command(after_help = help::REPORT)]
    Report(ReportArgs),
    /// Meeting against meeting: what changed, and over three and more the course
    #[command(after_help = help::COMPARE)]
    Compare(CompareArgs),
    /// Themes, shares and groups
    #[command(after_help = help::THEMES)]
    Themes(TableArgs),
    /// The top terms of each province
    #[command(after_help = help::TERMS)]
    Terms(TermsArgs),
    /// The quantities that each speech states
    #[command(after_help = help::FIGURES)]
    Figures(TableArgs),
    /// Themes and terms of the groups of a table of any size
    #[command(after_help = help::SURVEY, mut_args = help::without_readers)]
    Survey(SurveyArgs),
    /// The transcript, to check and to correct
    #[command(after_help = help::SPLIT)]
    Split(SplitArgs),
    /// Every place where a word is said, in its context
    #[command(after_help = help::SEARCH)]
    Search(SearchArgs),
    /// A report folder in the browser
    #[command(after_help = help::OPEN)]
    Open(OpenArgs),
    /// A report made again from its inputs and compared byte by byte
    #[command(after_help = help::VERIFY)]
    Verify(VerifyArgs),
    /// The settings in effect, or the word lists
    #[command(after_help = help::CONFIG)]
    Config(ConfigArgs),
    /// A script that completes commands and flags in the shell
    #[command(after_help = help::COMPLETIONS)]
    Completions(CompletionsArgs),
    /// The manual page
    #[command(after_help = help::MAN)]
    Man(ManArgs),
    /// The licences of the program and of the faces that it draws with
    Licenses,
}

/// What is read, and with which settings.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Files or folders, `-` for standard input; a file is a meeting, and so is a
    /// folder of one file a speech
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingArgs,
}

/// Settings; each flag wins over the file.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Settings")]
pub(crate) struct SettingArgs {
    /// A settings file; `yiti config` prints one
    #[arg(short, long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The encoding of texts, where it is told wrongly: gb18030, big5, utf-16le … [overrides
    /// `pages.encoding`]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// How speeches are found [overrides `transcript.layout`]
    #[arg(long, value_parser = layouts(), value_name = "LAYOUT")]
    pub(crate) layout: Option<Layout>,
    /// Which speeches are put together before they are compared: `speech` (none), `region`,
    /// `speaker`, `organization`, or `column:NAME` of a table [overrides `transcript.group_by`]
    #[arg(long, value_name = "WHAT")]
    pub(crate) group_by: Option<yiti::transcript::GroupBy>,
    /// Words that segmentation must know, `word` or `word frequency` a line [overrides
    /// `tokens.dictionary`]
    #[arg(long, value_name = "FILE")]
    pub(crate) dict: Option<PathBuf>,
    /// More words that are not counted, one a line [adds to `tokens.stopwords`]
    #[arg(long, value_name = "FILE")]
    pub(crate) stopwords: Vec<PathBuf>,
    /// The codebook of themes: `organisations`, `policy`, or a file of yours, as TOML or as a YAML
    /// dictionary of quanteda; without it the built-in one that fits each meeting best [overrides
    /// `themes.lexicon`]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) themes: Option<PathBuf>,
    /// How many groups [overrides `themes.groups`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) groups: Option<u32>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// How much is read before a file is refused.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// Bytes of a file, and what it may unpack to: `500M`, `2G` [overrides `pages.max_bytes`]
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub(crate) max_bytes: Option<u64>,
    /// Files of an archive [overrides `pages.max_files`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_files: Option<u32>,
    /// Pages of a PDF [overrides `pages.max_pages`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_pages: Option<u32>,
    /// Seconds for reading one file that is no plain text, all that an archive holds included
    /// [overrides `pages.max_seconds`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_seconds: Option<u64>,
    /// Bytes of memory for the same, on Linux: `500M`, `2G` [overrides `pages.max_memory`]
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub(crate) max_memory: Option<u64>,
}

/// A number of bytes, with `K`, `M` or `G` behind it or without.
fn bytes(text: &str) -> Result<u64, String> {
    let (number, unit) = match text.strip_suffix(['K', 'M', 'G', 'k', 'm', 'g']) {
        Some(number) => (number, text[number.len()..].to_ascii_uppercase()),
        None => (text, String::new()),
    };
    let shift = match unit.as_str() {
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => 0,
    };
    let number: u64 = number.parse().map_err(|_| "give a number, e.g. 500M".to_owned())?;
    number
        .checked_mul(1 << shift)
        .filter(|&bytes| bytes > 0)
        .ok_or_else(|| "give more than 0 and less than 2^64 bytes".to_owned())
}

#[derive(Debug, clap::Args)]
pub(crate) struct TableArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = Format::Table, help_heading = OUTPUT)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TermsArgs {
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// Terms for each speech [overrides `terms.top`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = OUTPUT)]
    pub(crate) top: Option<u32>,
    /// Print instead the words that were not counted, how often they occur and by which rule
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) dropped: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SurveyArgs {
    /// Tables in UTF-8, a row a text; they are read twice, so that standard input is none
    #[arg(required = true)]
    pub(crate) table: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingArgs,
    /// Terms for each group [overrides `terms.top`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = OUTPUT)]
    pub(crate) top: Option<u32>,
    /// How the answer is printed; `json` quotes sentences, `csv` has a row for each theme of a group
    #[arg(long, value_enum, default_value_t = Format::Table, help_heading = OUTPUT)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SplitArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// How the transcript is printed; `md` can be corrected and read again
    #[arg(long, value_enum, default_value_t = SplitFormat::Table, help_heading = OUTPUT)]
    pub(crate) format: SplitFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// What to look for in the speeches (not in their titles); `wifi` finds `WiFi`, and no other
    /// character stands for another
    pub(crate) pattern: String,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// Take PATTERN as a regular expression: `家(风|训)`, `\p{Han}{2}家庭`, `(?i)wifi`
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) regex: bool,
    /// Characters of context on each side [default: 20; in a table, as many of them as the
    /// terminal is wide]
    #[arg(long, value_name = "N", help_heading = OUTPUT)]
    pub(crate) window: Option<u32>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct OpenArgs {
    /// A folder that `yiti report` wrote
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// A folder that `yiti report` wrote
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Where the texts, lists and font of the report are: a folder that holds them, or they
    /// themselves [default: the folder you work in]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell that is to read the script
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The page of one command instead of that of the program
    pub(crate) command: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The report folder [default: reports/ and the input's name]
    #[arg(short, long, value_name = "DIR", help_heading = OUTPUT)]
    pub(crate) output: Option<PathBuf>,
    /// Write into a folder that is not a report of ours, and replace files of a report that were edited
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) force: bool,
    /// A font for the charts, asked first for every character
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(crate) font: Option<PathBuf>,
    /// Cut the text into words in other ways too, and mark the terms and groups that come out
    /// again; takes some four times as long
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) robust: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompareArgs {
    /// Two meetings and more: files, folders, and folders that `yiti report` wrote; a folder that
    /// holds a folder, or files, for each year is several meetings, and so is a table with a column
    /// for the year
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The date of each meeting, in the order in which they are read: `2020,2021-01` [default: as
    /// printed, or as in the name of the file or folder]
    #[arg(long, value_name = "DATES", value_delimiter = ',')]
    pub(crate) dates: Vec<String>,
    /// A text that all draw on, such as the report of a higher level: what speakers have from it is
    /// set apart
    #[arg(long, value_name = "FILE")]
    pub(crate) reference: Option<PathBuf>,
    /// The folder of an older report of one meeting: its settings of words, its codebook and the
    /// themes found there are taken, so that comparisons of many years have one ground [default: the
    /// ground of all meetings together]
    #[arg(long, value_name = "DIR")]
    pub(crate) frozen: Option<PathBuf>,
    /// The folder of the comparison [default: reports/ and the names of the inputs]
    #[arg(short, long, value_name = "DIR", help_heading = OUTPUT)]
    pub(crate) output: Option<PathBuf>,
    /// Write into a folder that is not of ours, and replace files that were edited
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) force: bool,
    /// A font for the charts, asked first for every character
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(crate) font: Option<PathBuf>,
    /// Print the answer instead of writing a folder
    #[arg(long, value_enum, help_heading = OUTPUT)]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    #[command(flatten)]
    pub(crate) settings: SettingArgs,
    /// Print instead the words that are not counted, with the list of each
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) list_stopwords: bool,
    /// Print instead what is wrong in the theme lexicon: with itself and, if files or folders
    /// are named, with their texts; exit 1 if an entry must be mended
    #[arg(long, value_name = "INPUT", num_args = 0.., conflicts_with = "list_stopwords", help_heading = OUTPUT)]
    pub(crate) check: Option<Vec<PathBuf>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading in a terminal
    Table,
    /// For programs; see docs/schema.md
    Json,
    /// For spreadsheets
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SplitFormat {
    /// For reading in a terminal
    Table,
    /// For programs
    Json,
    /// For correcting and reading again
    Md,
}

/// The layouts that can be asked for, as the library lists them.
fn layouts() -> impl TypedValueParser<Value = Layout> {
    let value = |layout: Layout| PossibleValue::new(layout.name()).help(layout.help());
    PossibleValuesParser::new(Layout::choices().map(value)).try_map(|name| name.parse::<Layout>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Args::command().debug_assert();
    }
}
