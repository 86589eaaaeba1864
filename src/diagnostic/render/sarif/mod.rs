//! SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS, which code hosts and editors read.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::RuleInfo;
use super::fingerprint::fingerprints;
use crate::diagnostic::{Diagnostic, Edit, Fix, Place, Severity};

mod location;

use location::{Artifact, Location, Region};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes diagnostics as a SARIF log of one run. `rules` are all that were looked by; a finding of another one keeps its
/// rule's name and points into no list.
///
/// Paths are URI references, relative where the file's name is: relative to where the program ran, which the log does not
/// name, so that the same findings give the same bytes on every machine. Columns count code points. Braces in messages are
/// not doubled as for messages with arguments, because there are none and readers show what they get.
pub fn sarif(
    diagnostics: &[Diagnostic],
    rules: &[RuleInfo<'_>],
    out: &mut impl Write,
) -> io::Result<()> {
    let prints = fingerprints(diagnostics);
    let results = diagnostics.iter().zip(prints);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.iter().map(Rule::new).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: results
                .map(|(diagnostic, print)| Finding::new(diagnostic, rules, print))
                .collect(),
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Log<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'d>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'d> {
    tool: Tool<'d>,
    column_kind: &'static str,
    results: Vec<Finding<'d>>,
}

#[derive(Serialize)]
struct Tool<'d> {
    driver: Driver<'d>,
}

#[derive(Serialize)]
struct Driver<'d> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'d>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'d> {
    id: &'d str,
    short_description: Text<'d>,
    full_description: Text<'d>,
    help: Help<'d>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text<'d> {
    text: &'d str,
}

#[derive(Serialize)]
struct Help<'d> {
    text: &'d str,
    markdown: &'d str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

impl<'d> Rule<'d> {
    fn new(rule: &RuleInfo<'d>) -> Self {
        Self {
            id: rule.name,
            short_description: Text { text: rule.what },
            full_description: Text { text: rule.why },
            help: Help {
                text: rule.why,
                markdown: rule.why,
            },
            default_configuration: Configuration {
                level: level(rule.severity),
            },
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// What the format calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'d> {
    rule_id: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location<'d>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'d>>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending<'d>>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

/// What the format calls a fix.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending<'d> {
    description: Text<'d>,
    artifact_changes: [Change<'d>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'d> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'d>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'d> {
    deleted_region: Region,
    inserted_content: Text<'d>,
}

impl<'d> Finding<'d> {
    fn new(diagnostic: &'d Diagnostic, rules: &[RuleInfo<'_>], print: String) -> Self {
        let related = diagnostic.related.iter().zip(1..);
        Self {
            rule_id: diagnostic.rule,
            rule_index: rules.iter().position(|rule| rule.name == diagnostic.rule),
            level: level(diagnostic.severity),
            message: Message::new(diagnostic),
            locations: [Location::new(
                &diagnostic.place,
                diagnostic.label.as_deref(),
                None,
            )],
            related_locations: related
                .map(|((place, what), id)| Location::new(place, Some(what), Some(id)))
                .collect(),
            partial_fingerprints: BTreeMap::from([("finding/v1", print)]),
            fixes: Mending::new(diagnostic).into_iter().collect(),
        }
    }
}

impl Message {
    fn new(diagnostic: &Diagnostic) -> Self {
        let Diagnostic { message, help, .. } = diagnostic;
        Self {
            text: match help {
                Some(help) => format!("{message}\nhelp: {help}"),
                None => message.clone(),
            },
        }
    }
}

impl<'d> Mending<'d> {
    fn new(diagnostic: &'d Diagnostic) -> Option<Self> {
        let (Some(Fix { what, edits }), Place::Span(source, _)) =
            (&diagnostic.fix, &diagnostic.place)
        else {
            return None;
        };
        let replacement = |edit: &'d Edit| Replacement {
            deleted_region: Region::within(source, edit.span),
            inserted_content: Text { text: &edit.text },
        };
        Some(Self {
            description: Text { text: what },
            artifact_changes: [Change {
                artifact_location: Artifact::new(source.name()),
                replacements: edits.iter().map(replacement).collect(),
            }],
        })
    }
}
