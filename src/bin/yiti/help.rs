//! The help: what to do first, the commands by what they are for, examples to copy.

use std::{
    ffi::OsString,
    io::{self, Write},
    path::Path,
};

use clap::{
    Arg, Command, CommandFactory, FromArgMatches,
    builder::styling::{Effects, Style},
};

use super::{
    args::Args,
    language::{is_chinese, put_together, said},
    output,
};

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
        groups += &format!("{heading}{}{heading:#}\n", said(name));
        for command in commands.iter().filter_map(|name| built.find_subcommand(name)) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let about = put_together(&about);
            groups += &format!("  {bold}{:<12}{bold:#} {about}\n", command.get_name());
        }
        groups.push('\n');
    }
    let program = program.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{groups}\
         {heading}Options:{heading:#}\n{{options}}{{after-help}}"
    ));
    if is_chinese() { in_chinese(program) } else { program }
}

/// The same commands with their help in Chinese.
fn in_chinese(command: Command) -> Command {
    let texts = [
        command.get_about().map(ToString::to_string),
        command.get_long_about().map(ToString::to_string),
        command.get_after_help().map(ToString::to_string),
    ];
    let [about, long_about, after_help] =
        texts.map(|text| text.map(|text| lines_in_chinese(&text)));
    let mut command = command.mut_args(argument_in_chinese).mut_subcommands(in_chinese);
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(about) = long_about {
        command = command.long_about(about);
    }
    match after_help {
        Some(after_help) => command.after_help(after_help),
        None => command,
    }
}

fn argument_in_chinese(argument: Arg) -> Arg {
    let [help, long_help] = [argument.get_help(), argument.get_long_help()]
        .map(|text| text.map(|text| lines_in_chinese(&text.to_string())));
    // clap takes headings that live as long as the program only.
    let heading = HEADINGS.iter().find(|(english, _)| argument.get_help_heading() == Some(english));
    let heading = heading.map(|(_, chinese)| *chinese);
    let argument = match (help, long_help) {
        (Some(help), Some(long_help)) => argument.help(help).long_help(long_help),
        (Some(help), None) => argument.help(help),
        _ => argument,
    };
    match heading {
        Some(heading) => argument.help_heading(heading),
        None => argument,
    }
}

/// An argument of a command that reads tables only: hidden if it says how other files are read or
/// how speeches are grouped.
pub(crate) fn without_readers(argument: Arg) -> Arg {
    let names = ["encoding", "layout", "groups"];
    let id = argument.get_id().as_str();
    let is_of_others = names.contains(&id) || id.starts_with("max_");
    argument.hide(is_of_others)
}

/// The headings over arguments.
const HEADINGS: [(&str, &str); 3] = [("Settings", "设置"), ("Limits", "限制"), ("Output", "输出")];

/// A help text in Chinese, line by line: of an example only what stands behind the command. A line
/// without Chinese of its own has gone into the one before it.
fn lines_in_chinese(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let example = line.strip_prefix("  ").and_then(|example| {
            let (command, meaning) = example.split_once("  ")?;
            let gap = example.len() - command.len() - meaning.trim_start().len();
            Some(format!("  {command}{}{}", " ".repeat(gap), put_together(meaning.trim_start())))
        });
        let chinese = example.unwrap_or_else(|| put_together(line).into_owned());
        (!chinese.is_empty() || line.is_empty()).then_some(chinese)
    });
    lines.flatten().collect::<Vec<_>>().join("\n")
}

/// The exit code of a program that was called wrongly.
const MISUSED: u8 = 2;

/// The arguments; or, where there is only help or a complaint about them to print, the exit code.
///
/// What was typed may be a name that someone else gave to a file: in a complaint it must not steer
/// the terminal.
pub(crate) fn parse(typed: Vec<OsString>) -> Result<Args, u8> {
    let mut program = program();
    let typed = with_command(typed, &program);
    let found = program.try_get_matches_from_mut(typed);
    let args = found.and_then(|found| {
        Args::from_arg_matches(&found).map_err(|error| error.format(&mut program))
    });
    args.map_err(|error| {
        if !error.use_stderr() {
            // Whoever closed the pipe has read enough of the help.
            let _ = if is_chinese() { shown(&error) } else { error.print() };
            return super::SUCCESS;
        }
        output::misused(&error.render().to_string());
        MISUSED
    })
}

/// Prints help whose headings clap has in English only.
fn shown(error: &clap::Error) -> io::Result<()> {
    let help = error.render();
    let help = if output::has_colours() { help.ansi().to_string() } else { help.to_string() };
    let headings = ["Usage: ", "Arguments:", "Options:", "Possible values:"];
    let help = headings.iter().fold(help, |help, heading| help.replace(heading, &said(heading)));
    let ours = help.lines().map(|line| {
        let text = line.trim_start();
        format!("{}{}\n", &line[..line.len() - text.len()], put_together(text))
    });
    io::stdout().lock().write_all(ours.collect::<String>().as_bytes())
}

/// `yiti FILE…` is `yiti report FILE…`: what is typed first, if it is no command and can be a path.
fn with_command(mut typed: Vec<OsString>, program: &Command) -> Vec<OsString> {
    /// Flags of the program itself that have a value behind them.
    const WITH_VALUE: &str = "--lang";
    let mut after_flag = false;
    let first = typed.iter().enumerate().skip(1).find(|(_, word)| {
        let word = word.to_string_lossy();
        let is_value = std::mem::replace(&mut after_flag, word == WITH_VALUE);
        !is_value && !word.starts_with('-')
    });
    let Some((place, word)) = first else { return typed };
    let name = word.to_string_lossy();
    let is_command = name == "help" || program.find_subcommand(name.as_ref()).is_some();
    let can_be_path = name.contains(['.', '/', '\\']) || Path::new(word).exists();
    if !is_command && can_be_path {
        typed.insert(place, "report".into());
    }
    typed
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
    use std::collections::BTreeSet;

    use super::*;
    use yiti::say::catalogue::Catalogue;

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
    fn all_help_is_there_in_chinese() {
        fn texts(command: &Command, all: &mut Vec<String>) {
            let own = [command.get_about(), command.get_long_about(), command.get_after_help()];
            let arguments = command.get_arguments();
            let arguments = arguments.flat_map(|one| [one.get_help(), one.get_long_help()]);
            all.extend(own.into_iter().chain(arguments).flatten().map(ToString::to_string));
            for command in command.get_subcommands() {
                texts(command, all);
            }
        }
        let mut program = program();
        program.build();
        let mut all = Vec::new();
        texts(&program, &mut all);
        assert!(all.len() > 100, "{}", all.len());
        let catalogue = Catalogue::built_in();
        let missing: BTreeSet<&str> = all
            .iter()
            .flat_map(|text| text.lines())
            .map(|line| {
                let example = line.strip_prefix("  ").and_then(|example| example.split_once("  "));
                example.map_or(line, |(_, meaning)| meaning.trim_start())
            })
            .filter(|line| {
                let is_typed = line.trim_start().starts_with("yiti ");
                !line.trim().is_empty() && !is_typed && catalogue.said(line) == *line
            })
            .collect();
        assert!(missing.is_empty(), "{missing:#?}");
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
