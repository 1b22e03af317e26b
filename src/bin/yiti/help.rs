//! The help: what to do first, the commands by what they are for, examples to copy.

use std::ffi::OsString;

use clap::{
    Command, CommandFactory, FromArgMatches,
    builder::styling::{Effects, Style},
};

use super::{args::Args, output};

/// The commands by what they are for; a test holds that none is left out.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Compare the speeches of a meeting:", &["report", "themes", "terms", "figures", "survey"]),
    ("Compare meetings:", &["compare"]),
    ("Look at the text:", &["split", "search"]),
    ("Look at a report:", &["open", "verify"]),
    ("Set up:", &["config", "completions", "man", "licenses", "help"]),
];

/// The program as it is typed, its commands in groups.
pub(crate) fn program() -> Command {
    let program = Args::command();
    // Makes the command `help`.
    let mut built = program.clone();
    built.build();
    let bold = Style::new().effects(Effects::BOLD);
    let heading = bold.effects(Effects::BOLD | Effects::UNDERLINE);
    let mut groups = String::new();
    for (name, commands) in GROUPS {
        groups += &format!("{heading}{name}{heading:#}\n");
        for command in commands.iter().filter_map(|name| built.find_subcommand(name)) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            groups += &format!("  {bold}{:<12}{bold:#} {about}\n", command.get_name());
        }
        groups.push('\n');
    }
    program.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{groups}\
         {heading}Options:{heading:#}\n{{options}}{{after-help}}"
    ))
}

/// The exit code of a program that was called wrongly.
const MISUSED: u8 = 2;

/// The arguments; or, where there is only help or a complaint about them to print, the exit code.
///
/// What was typed may be a name that someone else gave to a file: in a complaint it must not steer
/// the terminal.
pub(crate) fn parse(typed: Vec<OsString>) -> Result<Args, u8> {
    let mut program = program();
    let found = program.try_get_matches_from_mut(typed);
    let args = found.and_then(|found| {
        Args::from_arg_matches(&found).map_err(|error| error.format(&mut program))
    });
    args.map_err(|error| {
        if !error.use_stderr() {
            // Whoever closed the pipe has read enough of the help.
            let _ = error.print();
            return super::SUCCESS;
        }
        output::misused(&error.render().to_string());
        MISUSED
    })
}

pub(crate) const PROGRAM: &str = "\
Four uses:
  yiti report page.txt                     the theme chart: reports/page/charts/themes.svg
  yiti terms page.txt --top 5              the top terms of each province
  yiti report next.txt                     the same again on the next transcripts, with the
                                           settings of a yiti.toml beside them, if there is one
  yiti compare 2020/ 2021/                 what changed from meeting to meeting

An input is a text file of one meeting, a folder of one file a speech, or - for standard input.
`yiti COMMAND --help` says more, with examples.";

pub(crate) const REPORT: &str = "\
Examples:
  yiti report page.txt                     into reports/page
  yiti report 2021/ -o out/2021            a folder of one file a speech
  yiti report may.txt june.txt -o spring   several meetings in one report
  yiti report next.txt -c yiti.toml        with the settings of last time
  yiti report page.txt --robust            which terms and groups hold when words are cut otherwise

A report that stands there is replaced, and what moved is said, edit by edit; notes that you put
beside it stay. A yiti.toml beside the texts is read without being named.";

pub(crate) const COMPARE: &str = "\
Examples:
  yiti compare 2020/ 2021/                 into reports/2020-2021
  yiti compare years/ -o out               a folder for each year: the course over all
  yiti compare reports/may june.txt        a report of last time, and a new record
  yiti compare a.txt b.txt --dates 2020,2021
  yiti compare 2020/ 2021/ --format json > compare.json

Speakers are found again by their region or name; `transcript.aliases` in the settings says who has
another name now. Numbers of the whole meeting count each speaker once.";

pub(crate) const THEMES: &str = "\
Examples:
  yiti themes page.txt                     shares of themes, and who stands with whom
  yiti themes page.txt --groups 3          in three groups
  yiti themes page.txt --themes my.toml    with themes of your own; `yiti config --check` tests them
  yiti themes page.txt --format csv > themes.csv";

pub(crate) const SURVEY: &str = "\
The table is read twice, a portion at a time: memory does not grow with it. JSONL, CSV or TSV in
UTF-8, a row a text. Shares are of the sentences that hold a term of a theme.

Examples:
  yiti survey rows.jsonl --group-by region             what each region stresses
  yiti survey rows.csv --group-by column:year          each year
  yiti survey rows.jsonl --format json > survey.json   with the sentences that say it";

pub(crate) const TERMS: &str = "\
Examples:
  yiti terms page.txt                      ten terms of each province
  yiti terms page.txt --top 5              five
  yiti terms page.txt --stopwords my.txt   not counting the words in my.txt
  yiti terms page.txt --dropped            what is not counted, and by which rule
  yiti terms page.txt --format csv > terms.csv";

pub(crate) const FIGURES: &str = "\
Examples:
  yiti figures page.txt                    numbers with their units and sentences
  yiti figures page.txt --format csv > figures.csv";

pub(crate) const SPLIT: &str = "\
Examples:
  yiti split page.txt                      who speaks, who is missing, which layout was found
  yiti split page.txt --layout heading     take lines that name a speaker as the starts
  yiti split debate.txt --group-by speaker all turns of a speaker as one
  yiti split page.txt --format md > x.md   to correct in an editor; then `yiti report x.md`";

pub(crate) const SEARCH: &str = "\
Examples:
  yiti search 家风 page.txt                every place, and how often each province says it
  yiti search 家风 page.txt --window 40    with more context
  yiti search --regex '家(风|训)' page.txt
  yiti search 家风 page.txt --format csv > hits.csv";

pub(crate) const OPEN: &str = "\
Example:
  yiti open reports/page";

pub(crate) const VERIFY: &str = "\
Examples:
  yiti verify reports/page                 the texts are where they were, below this folder
  yiti verify reports/page --inputs texts  the texts are in the folder texts

Exit code 0: every file is the same. Exit code 1: the files that differ are listed, and what has
changed since the report was written.";

pub(crate) const CONFIG: &str = "\
Examples:
  yiti config > yiti.toml                  the defaults, to change and to give with -c
  yiti config -c yiti.toml --groups 3      what is in effect
  yiti config --list-stopwords             the words that are not counted
  yiti config --themes my.toml --check page.txt
                                           what is wrong in a theme lexicon";

pub(crate) const COMPLETIONS: &str = "\
Examples:
  yiti completions bash > ~/.local/share/bash-completion/completions/yiti
  yiti completions zsh > ~/.zfunc/_yiti
  yiti completions fish > ~/.config/fish/completions/yiti.fish";

pub(crate) const MAN: &str = "\
Examples:
  yiti man > yiti.1                        then `man ./yiti.1`
  yiti man report > yiti-report.1";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group_and_has_an_example() {
        let mut program = program();
        program.build();
        let names = |command: &Command| command.get_name().to_owned();
        let mut all: Vec<String> = program.get_subcommands().map(names).collect();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|group| group.1).copied().collect();
        all.sort();
        grouped.sort_unstable();
        assert_eq!(all, grouped);
        for command in program.get_subcommands() {
            let name = command.get_name();
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let shown = help.contains(&format!("yiti {name}"));
            assert!(shown || ["licenses", "help"].contains(&name), "{name} has no example");
        }
    }

    #[test]
    fn every_example_is_accepted() {
        let texts = [
            PROGRAM,
            REPORT,
            COMPARE,
            THEMES,
            TERMS,
            FIGURES,
            SURVEY,
            SPLIT,
            SEARCH,
            OPEN,
            VERIFY,
            CONFIG,
            COMPLETIONS,
            MAN,
        ];
        let lines = texts.into_iter().flat_map(str::lines);
        let mut examples = 0;
        for line in lines.filter(|line| line.starts_with("  yiti ")) {
            let typed = line.trim().split("   ").next().unwrap_or_default();
            let typed = typed.split(" > ").next().unwrap_or_default().replace('\'', "");
            let found = program().try_get_matches_from(typed.split_whitespace());
            assert!(found.is_ok(), "{typed}: {:?}", found.err().map(|error| error.to_string()));
            examples += 1;
        }
        assert!(examples > 25, "{examples} examples");
    }
}
