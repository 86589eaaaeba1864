//! A baseline: what was already wrong when a codebook began to be checked, so that only new faults are told.
//!
//! A finding is known again by its rule, its file, the code that it points into and its message, and not by its line:
//! text above it may come and go. Equal findings are counted, and only so many are let pass.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagnostic::Diagnostic;

/// The findings that are let pass, and how many of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Known, usize>,
}

/// A finding as it is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    rule: String,
    file: String,
    message: String,
}

/// One finding of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    file: String,
    message: String,
    count: usize,
}

/// The file: JSON, so that it can be read and its lines can be taken out by hand.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What kind of file it is.
    thematica_baseline: u32,
    findings: Vec<Entry>,
}

const VERSION: u32 = 1;

/// Why a baseline cannot be read.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// It is not a baseline's JSON.
    #[error("this is no baseline: {0}")]
    NotUnderstood(#[from] serde_json::Error),
    /// It is of a later version of the program.
    #[error("this baseline has version {0}, and only version {VERSION} is understood")]
    Version(u32),
}

/// What is left of the findings, and how many were let pass.
#[derive(Debug)]
pub struct Left {
    /// The new ones, in the order in which they were found.
    pub new: Vec<Diagnostic>,
    /// How many were known.
    pub known: usize,
    /// How many known ones are no longer found: the baseline can be written anew without them.
    pub gone: usize,
}

impl Baseline {
    /// Makes a baseline of all findings.
    #[must_use]
    pub fn of(found: &[Diagnostic]) -> Self {
        let mut known = BTreeMap::new();
        for fault in found {
            *known.entry(Known::of(fault)).or_default() += 1;
        }
        Self { known }
    }

    /// Reads the text of a baseline's file.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_str(text)?;
        if file.thematica_baseline != VERSION {
            return Err(BaselineError::Version(file.thematica_baseline));
        }
        let mut known = BTreeMap::new();
        for Entry {
            rule,
            file,
            message,
            count,
        } in file.findings
        {
            let finding = Known {
                rule,
                file,
                message,
            };
            *known.entry(finding).or_default() += count;
        }
        Ok(Self { known })
    }

    /// The text of a baseline's file.
    #[must_use]
    pub fn text(&self) -> String {
        let entry = |(known, count): (&Known, &usize)| Entry {
            rule: known.rule.clone(),
            file: known.file.clone(),
            message: known.message.clone(),
            count: *count,
        };
        let file = File {
            thematica_baseline: VERSION,
            findings: self.known.iter().map(entry).collect(),
        };
        let text = serde_json::to_string_pretty(&file).expect("texts and numbers are JSON");
        text + "\n"
    }

    /// Takes out what is known.
    #[must_use]
    pub fn apply(&self, found: Vec<Diagnostic>) -> Left {
        let mut open = self.known.clone();
        let before = found.len();
        let is_new = |fault: &Diagnostic| match open.get_mut(&Known::of(fault)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let new: Vec<Diagnostic> = found.into_iter().filter(is_new).collect();
        Left {
            known: before - new.len(),
            gone: open.values().sum(),
            new,
        }
    }
}

impl Known {
    fn of(fault: &Diagnostic) -> Self {
        Self {
            rule: fault.rule.to_owned(),
            file: fault.place.file().to_owned(),
            message: fault.message.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn fault(message: &str, line: usize) -> Diagnostic {
        Diagnostic::warning("w", Place::Line("c.yaml".to_owned(), line), message)
    }

    #[test]
    fn what_is_known_passes_wherever_it_has_moved_and_only_as_often() {
        let baseline = Baseline::of(&[fault("a", 1), fault("a", 2), fault("gone", 3)]);
        let read = Baseline::parse(&baseline.text()).unwrap();
        assert_eq!(read, baseline);
        let left = read.apply(vec![
            fault("a", 10),
            fault("a", 20),
            fault("a", 30),
            fault("b", 1),
        ]);
        let new: Vec<_> = left
            .new
            .iter()
            .map(|fault| (fault.message.as_str(), fault.place.position().unwrap().line))
            .collect();
        assert_eq!(new, [("a", 30), ("b", 1)]);
        assert_eq!((left.known, left.gone), (2, 1));
    }

    #[test]
    fn a_file_that_is_no_baseline_is_refused() {
        assert!(Baseline::parse("[]").is_err());
        let later = "{\"thematica_baseline\": 2, \"findings\": []}";
        assert!(matches!(
            Baseline::parse(later),
            Err(BaselineError::Version(2))
        ));
    }
}
