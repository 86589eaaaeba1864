//! What the exit status says.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All was done and nothing was found to be wrong.
    Clean,
    /// All was done, and what was asked to be checked has faults.
    Findings,
    /// It could not be done, or something was left out of the result.
    NotDone,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::NotDone => 2,
        })
    }
}
