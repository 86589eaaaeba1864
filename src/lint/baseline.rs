//! A baseline: what was already wrong when a codebook began to be checked, so that only new faults are told.
//!
//! A finding is known again by its rule, its file and its message, and not by its line: text above it may come and go. Nor
//! do the numbers count of a message about a whole study, which change with every transcript. Equal findings are counted,
//! and only so many are let pass.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::rule::{Group, Rule};
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
    /// Makes a baseline of all findings. `name` gives a file's name in the baseline, which must not depend on where one
    /// stands.
    #[must_use]
    pub fn of(found: &[Diagnostic], name: impl Fn(&str) -> String) -> Self {
        let mut known = BTreeMap::new();
        for fault in found.iter().filter(|fault| may_pass(fault)) {
            *known.entry(Known::of(fault, &name)).or_default() += 1;
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

    /// How many findings are let pass.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.values().sum()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
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

    /// Takes out what is known. What is known and not found is gone if it was looked for: `is_looked_for` is asked with the
    /// rule and the file's name in the baseline.
    #[must_use]
    pub fn apply(
        &self,
        found: Vec<Diagnostic>,
        name: impl Fn(&str) -> String,
        is_looked_for: impl Fn(&str, &str) -> bool,
    ) -> Left {
        let mut open = self.known.clone();
        let before = found.len();
        let is_new = |fault: &Diagnostic| {
            !may_pass(fault)
                || match open.get_mut(&Known::of(fault, &name)) {
                    Some(count) if *count > 0 => {
                        *count -= 1;
                        false
                    }
                    _ => true,
                }
        };
        let new: Vec<Diagnostic> = found.into_iter().filter(is_new).collect();
        Left {
            known: before - new.len(),
            gone: open
                .iter()
                .filter(|(known, _)| is_looked_for(&known.rule, &known.file))
                .map(|(_, count)| count)
                .sum(),
            new,
        }
    }
}

impl Known {
    fn of(fault: &Diagnostic, name: &impl Fn(&str) -> String) -> Self {
        let is_of_study = super::find(fault.rule).is_some_and(|rule| rule.group == Group::Study);
        Self {
            rule: fault.rule.to_owned(),
            file: name(fault.place.file()),
            message: if is_of_study {
                without_counts(&fault.message)
            } else {
                fault.message.clone()
            },
        }
    }
}

/// Whether a finding can be let pass. What cannot be used as it stands is told as long as it is there.
fn may_pass(fault: &Diagnostic) -> bool {
    !super::find(fault.rule).is_some_and(Rule::is_fixed)
}

/// A message whose numbers are dots, but for those in what somebody wrote, which stands between backticks.
fn without_counts(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut is_quoted = false;
    for c in message.chars() {
        is_quoted ^= c == '`';
        if is_quoted || !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('…') {
            out.push('…');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn name(file: &str) -> String {
        file.to_owned()
    }

    fn fault(message: &str, line: usize) -> Diagnostic {
        Diagnostic::warning("w", Place::Line("c.yaml".to_owned(), line), message)
    }

    #[test]
    fn what_is_known_passes_wherever_it_has_moved_and_only_as_often() {
        let baseline = Baseline::of(&[fault("a", 1), fault("a", 2), fault("gone", 3)], name);
        let read = Baseline::parse(&baseline.text()).unwrap();
        assert_eq!(read, baseline);
        let found = vec![
            fault("a", 10),
            fault("a", 20),
            fault("a", 30),
            fault("b", 1),
        ];
        assert_eq!(read.apply(found.clone(), name, |_, _| false).gone, 0);
        let left = read.apply(found, name, |_, _| true);
        let new: Vec<_> = left
            .new
            .iter()
            .map(|fault| (fault.message.as_str(), fault.place.position().unwrap().line))
            .collect();
        assert_eq!(new, [("a", 30), ("b", 1)]);
        assert_eq!((left.known, left.gone), (2, 1));
    }

    #[test]
    fn what_cannot_be_used_is_always_told() {
        let place = Place::File("c.yaml".to_owned());
        let found = vec![Diagnostic::error("wrong-type", place, "x")];
        let baseline = Baseline::of(&found, name);
        assert_eq!(baseline.apply(found, name, |_, _| true).new.len(), 1);
    }

    #[test]
    fn counts_of_a_study_may_change_and_words_may_not() {
        let told = |count, code| {
            let place = Place::File("c.yaml".to_owned());
            Diagnostic::warning(
                "code-never-fires",
                place,
                format!("`{code}` finds nothing in {count} transcripts"),
            )
        };
        let baseline = Baseline::of(&[told(5, "c1")], name);
        assert!(
            baseline
                .apply(vec![told(16, "c1")], name, |_, _| true)
                .new
                .is_empty()
        );
        assert_eq!(
            baseline
                .apply(vec![told(5, "c2")], name, |_, _| true)
                .new
                .len(),
            1
        );
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
