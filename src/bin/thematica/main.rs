//! The terminal's side of Thematica: arguments, files, exit statuses. Everything it knows of transcripts and codebooks is
//! in the library.

use std::process::ExitCode;

use clap::Parser as _;

mod args;
mod clock;
mod commands;
mod difference;
mod drawing;
mod failure;
mod messages;
mod output;
mod progress;
mod spreadsheet;
mod status;
mod tui;

use args::Arguments;
use failure::Failure;
use status::Status;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.global.color.settle();
    let status = match commands::run(arguments) {
        Ok(status) => status,
        // Who reads our output has seen enough (`| head`): that is no fault.
        Err(Failure::Closed) => Status::Clean,
        Err(failure) => {
            messages::failure(&failure);
            Status::NotDone
        }
    };
    status.into()
}
