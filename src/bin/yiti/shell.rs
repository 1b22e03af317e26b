//! `yiti completions` and `yiti man`: what a shell and its manual want to know of the program.

use anyhow::{Context, Result};
use clap_mangen::Man;

use super::{
    args::{CompletionsArgs, ManArgs},
    help, output,
};

pub(crate) fn completions(args: &CompletionsArgs) -> Result<()> {
    // Through memory, since clap_complete panics where nobody reads what it writes.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::program(), "yiti", &mut script);
    output::bytes(&script)
}

pub(crate) fn man(args: &ManArgs) -> Result<()> {
    let mut program = help::program();
    // Gives each command its full name, `yiti-report`.
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .with_context(|| format!("{name}: no such command; `yiti --help` lists them"))?,
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    // What stands below the help are examples.
    let page = String::from_utf8_lossy(&page).replace(".SH EXTRA", ".SH EXAMPLES");
    output::bytes(page.as_bytes())
}
