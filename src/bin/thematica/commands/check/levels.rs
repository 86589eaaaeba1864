//! `--deny`, `--warn`, `--advise`, `--allow`, and what the manifest says of levels.

use clap::Args;
use thematica::diagnostic::Diagnostic;
use thematica::lint::{self, Level, Levels, NoLevel};
use thematica::study::{Checks, GivenLevel};

use crate::failure::Failure;

/// How much rules matter.
#[derive(Debug, Args)]
#[command(
    next_help_heading = "Levels (RULE is a rule, a group such as `patterns`, or a level such as `warning`)"
)]
pub struct LevelArguments {
    /// Findings of these rules are errors
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
    /// Findings of these rules are warnings
    #[arg(long, value_name = "RULE")]
    warn: Vec<String>,
    /// Findings of these rules are advice
    #[arg(long, value_name = "RULE")]
    advise: Vec<String>,
    /// These rules are not looked for
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,
}

impl LevelArguments {
    /// The levels that are given. A rule's own name says more than a group, and a group more than a level.
    pub fn levels(&self) -> Result<Levels, Failure> {
        let mut levels = Levels::default();
        for (names, level) in [
            (&self.deny, Level::Error),
            (&self.warn, Level::Warning),
            (&self.advise, Level::Advice),
            (&self.allow, Level::Off),
        ] {
            for name in names {
                levels
                    .set(name, level)
                    .map_err(|error| refused(name, error))?;
            }
        }
        Ok(levels)
    }
}

fn refused(name: &str, error: NoLevel) -> Failure {
    Failure::new(message(name, error)).help(help(error))
}

fn message(name: &str, error: NoLevel) -> String {
    match error {
        NoLevel::Unknown(_) => format!("there is no rule `{name}`"),
        NoLevel::Fixed => {
            format!("`{name}` is always an error: what it finds cannot be used as it stands")
        }
    }
}

fn help(error: NoLevel) -> String {
    match error {
        NoLevel::Unknown(Some(near)) => format!("did you mean `{near}`?"),
        NoLevel::Unknown(None) => "`thematica explain` lists the rules".to_owned(),
        NoLevel::Fixed => "mend what it finds".to_owned(),
    }
}

/// The levels of a manifest; those that cannot be given are told.
pub fn of_manifest(checks: &Checks, faults: &mut Vec<Diagnostic>) -> Levels {
    let mut levels = Levels::default();
    for GivenLevel {
        name,
        severity,
        place,
    } in &checks.levels
    {
        let level = severity.map_or(Level::Off, Level::from);
        if let Err(error) = levels.set(name, level) {
            let rule = lint::rules::file::unknown_rule::RULE.name;
            let fault = Diagnostic::error(rule, place.clone(), message(name, error));
            faults.push(fault.help(help(error)));
        }
    }
    levels
}
