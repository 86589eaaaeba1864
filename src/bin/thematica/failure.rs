//! What ends a run early.

use std::io;
use std::path::Path;

use thematica::diagnostic::Diagnostic;

/// Why a run ended before its result.
#[derive(Debug)]
pub enum Failure {
    /// What someone wrote wrong, with its places. Never empty.
    Written(Vec<Diagnostic>),
    /// What the machine could not do.
    Machine {
        /// One sentence without a full stop.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// The reader of the output closed it.
    Closed,
}

impl Failure {
    /// Makes a failure of a message: one sentence without a full stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Machine {
            message: message.into(),
            help: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        match self {
            Self::Machine { message, .. } => Self::Machine {
                message,
                help: Some(help.into()),
            },
            other => other,
        }
    }

    /// Makes a failure of what happened when a file was written.
    pub fn writing(path: &Path, error: &io::Error) -> Self {
        if path.is_dir() {
            return Self::folder(path);
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if error.kind() == io::ErrorKind::PermissionDenied {
            let message = format!(
                "{} cannot be written: you may not write into the folder {}",
                path.display(),
                folder.unwrap_or(Path::new(".")).display()
            );
            return Self::new(message).help("name a file in a folder of yours with --output");
        }
        if let Some(folder) = folder.filter(|folder| !folder.exists()) {
            let message = format!(
                "{} cannot be written: there is no folder {}",
                path.display(),
                folder.display()
            );
            return Self::new(message)
                .help("make the folder first, or name another file with --output");
        }
        Self::new(format!("{} cannot be written: {error}", path.display()))
    }

    /// Makes a failure of a folder where a file is asked for.
    pub fn folder(path: &Path) -> Self {
        let message = format!("{} is a folder, and a file is written", path.display());
        Self::new(message).help("name a file in it with --output")
    }

    /// Makes a failure of what happened when standard output was written.
    pub fn printing(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::new(format!("standard output cannot be written: {error}"))
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Written(vec![diagnostic])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_written_names_its_folder() {
        let error = io::Error::from(io::ErrorKind::PermissionDenied);
        let said = |path: &str| match Failure::writing(Path::new(path), &error) {
            Failure::Machine { message, help } => (message, help.is_some()),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            said("of/others/a.csv"),
            (
                "of/others/a.csv cannot be written: you may not write into the folder of/others"
                    .to_owned(),
                true
            )
        );
        assert!(said("a.csv").0.ends_with("the folder ."));
    }
}
