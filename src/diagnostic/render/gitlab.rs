use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::fingerprints;
use super::path::slashed;
use super::visibly;
use crate::diagnostic::{Diagnostic, Severity};

/// A finding of a Code Quality report.
#[derive(Serialize)]
struct Finding<'d> {
    description: String,
    check_name: &'d str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Writes diagnostics as a Code Quality report of GitLab: a JSON list.
///
/// A finding of a whole file is put at its first line, as each has to have one.
pub fn gitlab(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    let prints = fingerprints(diagnostics);
    let findings = diagnostics.iter().zip(prints);
    let findings: Vec<Finding<'_>> = findings
        .map(|(diagnostic, fingerprint)| Finding {
            description: description(diagnostic),
            check_name: diagnostic.rule,
            fingerprint,
            severity: severity(diagnostic.severity),
            location: Location {
                path: slashed(diagnostic.place.file()),
                lines: Lines {
                    begin: diagnostic.place.position().map_or(1, |it| it.line),
                },
            },
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &findings)?;
    writeln!(out)
}

/// The message and what to do, on one line.
fn description(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => visibly(&format!("{}; {help}", diagnostic.message)),
        None => visibly(&diagnostic.message),
    }
}

/// GitLab knows info, minor, major, critical and blocker. Nothing that is wrong with a study is worse than major.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Advice => "info",
    }
}
