//! `--fix` and `--diff`: findings that are mended by themselves, until none is left that can be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use thematica::diagnostic::{Diagnostic, Place, mend};
use thematica::text::Source;

use super::look::{Aim, Found};
use crate::difference::unified;
use crate::failure::Failure;
use crate::messages::counted;
use crate::output::Destination;

/// Mending.
#[derive(Debug, Args)]
#[command(next_help_heading = "Mending")]
pub struct FixArguments {
    /// Mend what can be mended without changing what a file means, and leave every comment where it is
    #[arg(long)]
    fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
}

/// Mending one fault may show another; more rounds than this are a fault of ours.
const MOST_ROUNDS: usize = 20;

/// What was mended: files by their names.
#[derive(Default)]
pub struct Mended {
    files: BTreeMap<String, Change>,
    findings: usize,
}

struct Change {
    old: Arc<Source>,
    new: Arc<Source>,
}

impl FixArguments {
    /// Whether anything is to be mended, really or for a look at it.
    pub fn is_wanted(&self) -> bool {
        self.fix || self.diff
    }

    /// Whether files are left as they are.
    pub fn is_only_shown(&self) -> bool {
        self.diff
    }
}

impl Mended {
    /// Mends and looks again, in memory, until there is nothing to mend.
    pub fn of(
        everything: &Aim,
        look: impl Fn(&Aim) -> Result<Found, Failure>,
    ) -> Result<Self, Failure> {
        let mut mended = Self::default();
        for _ in 0..MOST_ROUNDS {
            let newest =
                |(name, change): (&String, &Change)| (name.clone(), Arc::clone(&change.new));
            let found = look(&Aim {
                overlay: mended.files.iter().map(newest).collect(),
                only_written: true,
                ..everything.clone()
            })?;
            if !mended.round(&found.diagnostics) {
                break;
            }
        }
        Ok(mended)
    }

    /// Mends what was found; says whether anything changed.
    fn round(&mut self, found: &[Diagnostic]) -> bool {
        let mut changed = false;
        for source in sources(found) {
            let is_stale = self
                .files
                .get(source.name())
                .is_some_and(|change| change.new.text() != source.text());
            // A file that is read from the disk each time is mended once.
            if is_stale {
                continue;
            }
            let result = mend(&source, found);
            if result.text == source.text() {
                continue;
            }
            self.findings += result.applied;
            changed = true;
            let new = Arc::new(Source::new(source.name(), result.text));
            let change = self
                .files
                .entry(source.name().to_owned())
                .or_insert_with(|| Change {
                    old: Arc::clone(&source),
                    new: Arc::clone(&new),
                });
            change.new = new;
        }
        changed
    }

    /// Whether there was anything to mend.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Shows what changes.
    pub fn show(&self, destination: &Destination) -> Result<(), Failure> {
        let changes = self.files.iter();
        let diff: String = changes
            .map(|(name, change)| unified(name, change.old.text(), change.new.text()))
            .collect();
        destination.write_colored(|out| {
            out.extend_from_slice(diff.as_bytes());
            Ok(())
        })
    }

    /// Writes the files, each whole or not at all; none, when one of them must be left alone.
    pub fn write(&self) -> Result<(), Failure> {
        let mut drafts = Vec::new();
        for (name, change) in &self.files {
            let path = PathBuf::from(name);
            refuse_read_only(&path)?;
            let mark = byte_order_mark(&path, change.old.text())?;
            drafts.push((path, mark, change));
        }
        for (path, mark, change) in drafts {
            Destination::File(path).write(|out| {
                out.write_all(mark)?;
                out.write_all(change.new.text().as_bytes())
            })?;
        }
        Ok(())
    }

    /// What was done, or would be.
    pub fn summary(&self, verb: &str) -> String {
        if self.is_empty() {
            return "nothing to mend".to_owned();
        }
        let files: Vec<&str> = self.files.keys().map(String::as_str).collect();
        let findings = counted(self.findings, "finding");
        format!("{verb} {findings} in {}", files.join(", "))
    }
}

/// The texts into which findings point that can be mended, each once.
fn sources(found: &[Diagnostic]) -> Vec<Arc<Source>> {
    let mut sources: Vec<Arc<Source>> = Vec::new();
    for diagnostic in found {
        if let (Some(_), Place::Span(source, _)) = (&diagnostic.fix, &diagnostic.place)
            && !sources.iter().any(|known| Arc::ptr_eq(known, source))
        {
            sources.push(Arc::clone(source));
        }
    }
    sources
}

/// A file is put in the place of the old one, which a file that may not be written to would not keep from happening.
fn refuse_read_only(path: &Path) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(found) if found.permissions().readonly() => {
            let message = format!("{} is not mended: it may only be read", path.display());
            Err(Failure::new(message).help("allow yourself to write to it and try again"))
        }
        // Whoever reads it next says what is wrong.
        _ => Ok(()),
    }
}

/// The mark that a file begins with. A file in another encoding would come out in this one, and one that somebody has
/// changed since it was read would lose that change: both are left alone.
fn byte_order_mark(path: &Path, text: &str) -> Result<&'static [u8], Failure> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let name = path.display();
    let bytes =
        fs::read(path).map_err(|error| Failure::new(format!("{name} cannot be read: {error}")))?;
    match bytes.strip_prefix(MARK) {
        Some(rest) if rest == text.as_bytes() => Ok(MARK),
        None if bytes == text.as_bytes() => Ok(b""),
        _ => Err(Failure::new(format!(
            "{name} is not mended: it is not UTF-8, or it changed while it was looked at"
        ))
        .help("save it as UTF-8 and try again")),
    }
}
