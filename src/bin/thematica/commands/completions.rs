//! `completions`: a script that completes commands and options in a shell.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::failure::Failure;
use crate::output::Destination;
use crate::status::Status;

/// Print a script that completes commands and options in a shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica completions bash > ~/.local/share/bash-completion/completions/thematica
  thematica completions zsh > ~/.zfunc/_thematica
  thematica completions fish > ~/.config/fish/completions/thematica.fish")]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let mut script = Vec::new();
    let mut command = crate::args::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "thematica", &mut script);
    Destination::Standard.write(|out| out.write_all(&script))?;
    Ok(Status::Clean)
}
