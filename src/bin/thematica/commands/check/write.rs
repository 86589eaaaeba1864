//! The formats of what was found.

use std::path::Path;

use clap::ValueEnum;
use thematica::diagnostic::render::{
    RuleInfo, concise, github, gitlab, json, jsonl, junit, painted, sarif,
};
use thematica::diagnostic::{Diagnostic, Severity};
use thematica::lint::{Levels, RULES};

use crate::failure::Failure;
use crate::messages;
use crate::output::Destination;

/// A way of writing diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The lines with the fault underlined, and what to do
    Human,
    /// One line each
    Concise,
    /// A JSON list
    Json,
    /// JSON lines, one object each
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A GitLab Code Quality report
    Gitlab,
    /// JUnit XML, for anything that shows tests
    Junit,
}

impl Format {
    /// The format that a file's ending stands for; a name without one (`/dev/stderr`) is for people.
    pub fn of_file(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        match ending.to_str() {
            Some("" | "txt") => Ok(Format::Human),
            Some("json") => Ok(Format::Json),
            Some("jsonl") => Ok(Format::Jsonl),
            Some("sarif") => Ok(Format::Sarif),
            Some("xml") => Ok(Format::Junit),
            _ => {
                let message = format!(
                    "the ending of {} tells no format of findings; known endings are: .txt, .json, .jsonl, .sarif, .xml",
                    path.display()
                );
                Err(Failure::new(message).help("name the format with --format"))
            }
        }
    }
}

/// Writes all that was found in the files that were looked at.
pub fn all(
    diagnostics: &[Diagnostic],
    files: &[String],
    levels: &Levels,
    format: Format,
    destination: &Destination,
) -> Result<(), Failure> {
    destination.write_colored(|out| match format {
        Format::Human => {
            for (at, diagnostic) in diagnostics.iter().enumerate() {
                if at > 0 {
                    out.push(b'\n');
                }
                painted(diagnostic, &messages::PALETTE, out)?;
            }
            Ok(())
        }
        Format::Concise => {
            let mut diagnostics = diagnostics.iter();
            diagnostics.try_for_each(|it| concise(it, &messages::PALETTE, out))
        }
        Format::Json => json(diagnostics, out),
        Format::Jsonl => jsonl(diagnostics, out),
        Format::Sarif => sarif(diagnostics, &rules(levels), out),
        Format::Github => github(&worst_first(diagnostics), out),
        Format::Gitlab => gitlab(diagnostics, out),
        Format::Junit => {
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            junit(diagnostics, &files, out)
        }
    })
}

/// GitHub shows the first ten of a step and hides the rest.
fn worst_first(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut sorted = diagnostics.to_vec();
    sorted.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    sorted
}

/// All rules, each at the level that it has in this run.
fn rules(levels: &Levels) -> Vec<RuleInfo<'static>> {
    let rules = RULES.iter().map(|rule| RuleInfo {
        name: rule.name,
        severity: levels.of(rule).severity().unwrap_or(Severity::Advice),
        what: rule.what,
        why: rule.why,
    });
    rules.collect()
}
