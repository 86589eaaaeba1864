//! `man`: the manual pages.

use clap::{Args, CommandFactory as _};
use thematica::diagnostic::{Diagnostic, Place};

use crate::failure::Failure;
use crate::output::Destination;
use crate::status::Status;

/// Print a manual page.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica man > thematica.1
  thematica man check | man -l -")]
pub struct Arguments {
    /// The command; without one, the page of the whole program
    command: Option<String>,
}

/// Prints the page.
pub fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let mut command = crate::args::Arguments::command().max_term_width(usize::MAX);
    command.build();
    let page = match &arguments.command {
        None => command,
        Some(name) => subcommand(&command, name)?,
    };
    let page = clap_mangen::Man::new(page).manual("Thematica");
    Destination::Standard.write(|mut out| page.render(&mut out))?;
    Ok(Status::Clean)
}

fn subcommand(command: &clap::Command, name: &str) -> Result<clap::Command, Failure> {
    let Some(found) = command.find_subcommand(name) else {
        let place = Place::File("man".to_owned());
        let message = format!("there is no command `{name}`");
        let known = command.get_subcommands().map(clap::Command::get_name);
        let fault = Diagnostic::error("undefined-command", place, message);
        return Err(fault.did_you_mean(name, known).into());
    };
    Ok(found.clone())
}
