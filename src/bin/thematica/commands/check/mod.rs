//! `check`: everything that is wrong with a codebook and a study, at its place.

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::Args;
use thematica::diagnostic::Severity;
use thematica::lint::{self, Baseline, Levels};
use thematica::study::{OpenError, Study};

use crate::args::{Global, Input};
use crate::failure::Failure;
use crate::messages;
use crate::messages::counted;
use crate::output::Destination;
use crate::status::Status;

mod baseline;
mod fix;
mod levels;
mod look;
mod since;
mod write;

use baseline::BaselineArguments;
use fix::Mended;
use look::{Aim, Found, Named};
use write::Format;

/// Look for faults in a codebook and a study, and test the codebook on its own examples.
///
/// Every text under `examples` must be coded by its own code, and no text under `counterexamples` may be. Definitions,
/// patterns, the participants' table, the manifest and the transcripts are looked at too. `thematica explain` lists the rules.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica check                                 The study you are in
  thematica check codebook.yaml                   A codebook alone
  thematica check --deny warning                  Warnings are errors, as in CI
  thematica check --allow missing-exclusion       Leave a rule out
  thematica check --fix                           Mend what can be mended without changing what it means
  thematica check --format concise                One line each: file:line:column: severity[rule] message
  thematica explain short-stem                    What a rule finds, why, and what to write instead

To let a rule pass for one code, write why in a comment there:  # thematica: allow short-stem: because …

Exit status: 0 no errors (there may be warnings), 1 errors, 2 something could not be looked at.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    levels: levels::LevelArguments,
    #[command(flatten)]
    baseline: BaselineArguments,
    #[command(flatten)]
    since: since::SinceArguments,
    #[command(flatten)]
    fix: fix::FixArguments,
    /// How to write what was found; without it, what the ending of --output says, else for people
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// Looks for faults and writes them.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let destination = Destination::of(arguments.output.as_deref());
    destination.refuse_folder()?;
    let format = arguments.format()?;
    let given = arguments.levels.levels()?;
    let known = arguments.baseline.read()?;
    let look = |aim: &Aim| look(arguments, &given, aim, &destination, global);
    let everything = Aim::of(&arguments.since);
    if arguments.baseline.is_written() {
        return baseline::write(arguments, &look(&everything)?, global);
    }
    if arguments.fix.is_wanted() {
        let mended = Mended::of(&everything, |aim| {
            Ok(Told::of(look(aim)?, known.as_ref(), &arguments.baseline).found)
        })?;
        if arguments.fix.is_only_shown() {
            mended.show(&destination)?;
            messages::remark(&mended.summary("would mend"), global);
            return Ok(if mended.is_empty() {
                Status::Clean
            } else {
                Status::Findings
            });
        }
        mended.write()?;
        messages::remark(&mended.summary("mended"), global);
    }
    let told = Told::of(look(&everything)?, known.as_ref(), &arguments.baseline);
    write::all(
        &told.found.diagnostics,
        &told.found.files,
        &given,
        format,
        &destination,
    )?;
    let is_seen = destination == Destination::Standard && std::io::stdout().is_terminal();
    if is_seen && format == Format::Human && !told.found.diagnostics.is_empty() {
        // The last finding and the summary come from two streams, which a terminal shows as one.
        messages::remark("", global);
    }
    for path in &told.found.missing {
        messages::error(&format!("{path} does not exist, and was not checked"), None);
    }
    for message in &told.found.not_compared {
        messages::warning(message, global);
    }
    messages::remark(&told.summary(), global);
    Ok(told.status())
}

impl Arguments {
    /// The format that is asked for, by name or by the ending of the file.
    fn format(&self) -> Result<Format, Failure> {
        match (self.format, self.output.as_deref()) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => Format::of_file(path),
            (None, None) => Ok(Format::Human),
        }
    }
}

/// Looks at everything that was named.
fn look(
    arguments: &Arguments,
    given: &Levels,
    aim: &Aim,
    destination: &Destination,
    global: &Global,
) -> Result<Found, Failure> {
    let Named {
        codebooks,
        rest,
        missing,
    } = Named::of(&arguments.input.paths);
    let mut found = Found {
        missing,
        ..Found::default()
    };
    if codebooks.is_empty()
        && rest.is_empty()
        && let Some(path) = found.missing.first().map(PathBuf::from)
    {
        return Err(super::opening(&OpenError::NotFound { path }));
    }
    let study = if codebooks.is_empty() || !rest.is_empty() {
        Some(open(arguments, rest, global)?)
    } else {
        None
    };
    // A file that is named twice, or that the study uses as well, is looked at once.
    let of_study = study.as_ref().and_then(|study| study.codebook.as_deref());
    for path in look::each_once(&codebooks, of_study) {
        found.codebook_file(path, given, aim)?;
    }
    if let Some(study) = &study {
        destination.spare(study)?;
        found.study(study, given, aim, global)?;
    }
    found.sort();
    Ok(found)
}

fn open(arguments: &Arguments, paths: Vec<PathBuf>, global: &Global) -> Result<Study, Failure> {
    let input = Input {
        paths,
        codebook: arguments.input.codebook.clone(),
        encoding: arguments.input.encoding,
    };
    super::open(&input, global)
}

/// What is told, and what is not because a baseline knows it.
struct Told {
    found: Found,
    /// How many findings the baseline knows, and how many that it knows are gone; where there is one.
    baseline: Option<(usize, usize)>,
}

impl Told {
    fn of(mut found: Found, known: Option<&Baseline>, arguments: &BaselineArguments) -> Self {
        let Some(known) = known else {
            return Self {
                found,
                baseline: None,
            };
        };
        let name = |file: &str| arguments.name(file);
        let files: BTreeSet<String> = found.files.iter().map(|file| name(file)).collect();
        let is_looked_for = |rule: &str, file: &str| {
            let of_study = lint::find(rule).is_some_and(look::needs_study);
            found.is_surveyed || !of_study && files.contains(file)
        };
        let left = known.apply(std::mem::take(&mut found.diagnostics), name, is_looked_for);
        found.diagnostics = left.new;
        Self {
            found,
            baseline: Some((left.known, left.gone)),
        }
    }

    fn count(&self, severity: Severity) -> usize {
        let found = self.found.diagnostics.iter();
        found.filter(|fault| fault.severity == severity).count()
    }

    /// What was looked at and what came of it, on a line.
    fn summary(&self) -> String {
        let counts = [
            counted(self.count(Severity::Error), "error"),
            counted(self.count(Severity::Warning), "warning"),
            match self.count(Severity::Advice) {
                0 => String::new(),
                1 => "1 piece of advice".to_owned(),
                advice => format!("{} of advice", counted(advice, "piece")),
            },
        ];
        let counts: Vec<String> = counts.into_iter().filter(|it| !it.is_empty()).collect();
        let mut parts = vec![counts.join(", ")];
        if !self.found.looked_at.is_empty() {
            parts[0] = format!("{}: {}", self.found.looked_at.join(", "), parts[0]);
        }
        let mendable = self
            .found
            .diagnostics
            .iter()
            .filter(|it| it.fix.is_some())
            .count();
        if mendable > 0 {
            parts.push(format!("--fix can mend {mendable}"));
        }
        if self.found.allowed > 0 {
            parts.push(format!("{} allowed by comments", self.found.allowed));
        }
        if let Some((known, gone)) = self.baseline {
            parts.push(format!("{known} known to the baseline"));
            if gone > 0 {
                let are = if gone == 1 { "is" } else { "are" };
                parts.push(format!(
                    "{gone} in the baseline {are} gone: write it anew with --write-baseline"
                ));
            }
        }
        parts.join("; ")
    }

    fn status(&self) -> Status {
        if self.found.unreadable > 0 || !self.found.missing.is_empty() {
            Status::NotDone
        } else if self.count(Severity::Error) > 0 {
            Status::Findings
        } else {
            Status::Clean
        }
    }
}
