//! Laying out a new study: a manifest, a table of people and a codebook to start from, each with comments that teach.

mod people;

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::find::may_be_result;
use super::open::{MANIFEST, prefix};
use crate::codebook::Bundled;
use crate::transcript::Transcript;
use crate::yaml;

/// The files of a new study, not yet written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Names of files below the study's folder, with their texts.
    pub files: Vec<(&'static str, String)>,
}

/// What the codebook of a new study is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// A short one that teaches.
    Taught,
    /// One that comes with the program.
    Bundled(Bundled),
    /// One that is there already, by its path from the study's folder.
    There(String),
}

const CODEBOOK: &str = "codebook.yaml";

/// Why a new study cannot be laid out. Then nothing was written.
#[derive(Debug, Error)]
pub enum InitError {
    /// Files that would be written are there already.
    #[error("these files exist already and are not overwritten: {}", listed(paths))]
    Exists {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// The system does not let us write.
    #[error("{} cannot be written: {source}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

fn listed(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    names.join(", ")
}

impl Draft {
    /// Drafts a study from its folder and the transcripts in it.
    #[must_use]
    pub fn new(
        name: &str,
        folder: &Path,
        transcripts: &[Transcript],
        codebook: &Beginning,
    ) -> Self {
        let people = people::guess(transcripts);
        let patterns = patterns(folder, transcripts);
        let path = match codebook {
            Beginning::There(path) => path,
            Beginning::Taught | Beginning::Bundled(_) => CODEBOOK,
        };
        let mut files = vec![
            (MANIFEST, manifest(name, path, &patterns, &people)),
            ("participants.csv", people.table()),
        ];
        match codebook {
            Beginning::Taught => files.push((CODEBOOK, taught(name))),
            Beginning::Bundled(bundled) => files.push((CODEBOOK, bundled.text.to_owned())),
            Beginning::There(_) => {}
        }
        Self { files }
    }

    /// Writes all files into a folder, or none.
    pub fn write(&self, folder: &Path) -> Result<(), InitError> {
        let paths: Vec<PathBuf> = self
            .files
            .iter()
            .map(|(name, _)| folder.join(name))
            .collect();
        let there = |path: &&PathBuf| path.symlink_metadata().is_ok();
        let existing: Vec<PathBuf> = paths.iter().filter(there).cloned().collect();
        if !existing.is_empty() {
            return Err(InitError::Exists { paths: existing });
        }
        for (at, (path, (_, text))) in paths.iter().zip(&self.files).enumerate() {
            if let Err((source, is_ours)) = create(path, text) {
                // What was written by now is taken back: half a study would stand in the way of the next try.
                for written in &paths[..at + usize::from(is_ours)] {
                    let _ = fs::remove_file(written);
                }
                let path = path.clone();
                return Err(InitError::Unwritable { path, source });
            }
        }
        Ok(())
    }
}

/// Creates a file that is not there; an error says whether the file is there now and ours.
fn create(path: &Path, text: &str) -> Result<(), (io::Error, bool)> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| (error, false))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| (error, true))
}

fn manifest(name: &str, codebook: &str, patterns: &[String], people: &people::People) -> String {
    let why_named = match patterns.len() {
        1 => "",
        _ => {
            "\
# Beside this file, web pages, workbooks and JSON are transcripts only where they are named here: results are saved in these
# formats, too.
"
        }
    };
    let patterns = patterns.iter().fold(String::new(), |list, pattern| {
        list + "  - " + &yaml::scalar(pattern) + "\n"
    });
    let moderators: Vec<String> = people
        .moderators
        .iter()
        .map(|label| yaml::scalar(label))
        .collect();
    let moderators = if moderators.is_empty() {
        "# moderators: [Interviewer]".to_owned()
    } else {
        format!("moderators: [{}]", moderators.join(", "))
    };
    let mut text = format!(
        "\
# A study for Thematica. Paths are relative to this file.
study: {name}
codebook: {codebook}
participants: participants.csv

# Which files are transcripts. `*` stands for a piece of one part of the path, `**` for any number of parts. `{{name}}`
# stands for a piece that becomes an attribute to compare by, as in `transcripts/phase-{{phase}}/{{group}}.txt`.
{why_named}transcripts:
{patterns}
# The labels of those who ask. Their turns are shown as context and left out of counts.
# These were guessed from the labels: check them.
{moderators}

# What a code is laid on: sentence, paragraph or turn.
unit: sentence

# The people in participants.csv were guessed as well; `thematica transcripts --show NAME` prints who says what.
",
        name = yaml::scalar(name),
        codebook = yaml::scalar(codebook),
    );
    if people.has_local {
        text += "\
# - A label such as `P1` was taken for another person in each transcript: `P1@fg1` holds in the transcript `fg1` alone.
#   Where two are one person, put both into one row: `P1@fg1;P3@interview-02`.
";
    }
    if !people.everywhere.is_empty() {
        let shown: Vec<&str> = people
            .everywhere
            .iter()
            .take(5)
            .map(String::as_str)
            .collect();
        let more = if people.everywhere.len() > 5 {
            ", …"
        } else {
            ""
        };
        // A line break in a label would end the comment.
        let shown = shown.join(", ").replace(['\n', '\r'], " ");
        let _ = writeln!(
            text,
            "# - A name or a code was taken for the same person in every transcript: {shown}{more}.\n#   \
             Where they are two people, give each a row, with the transcript after the label: `Farah@fg1`."
        );
    }
    text
}

/// Patterns that match all transcripts: everything in the folder that they share, and by name what would be taken for a
/// result otherwise.
fn patterns(folder: &Path, transcripts: &[Transcript]) -> Vec<String> {
    let prefix = prefix(folder);
    let below = |transcript: &Transcript| {
        let name = transcript.source.name();
        name.strip_prefix(&prefix).unwrap_or(name).to_owned()
    };
    let paths: Vec<String> = transcripts.iter().map(below).collect();
    let Some(first) = paths.first() else {
        return vec!["transcripts/**".to_owned()];
    };
    let shared = first.split_once('/').map(|(folder, _)| folder);
    if let Some(shared) = shared
        && !shared.contains(['*', '?', '{', '\\'])
        && paths
            .iter()
            .all(|path| path.split_once('/').map(|(folder, _)| folder) == Some(shared))
    {
        return vec![format!("{shared}/**")];
    }
    let named = paths.iter().filter(|path| may_be_result(path));
    // A brace would begin a name; what stands for any character stands for it, too.
    let named = named.map(|path| path.replace('{', "?"));
    std::iter::once("**".to_owned()).chain(named).collect()
}

fn taught(name: &str) -> String {
    format!(
        r#"# A codebook for Thematica: what each code means, and the rules that propose it.
codebook: {name}
version: 0.1.0
language: en

# A code without a parent is a theme. `id` is its stable name, `label` its name for people.
codes:
  - id: relationship
    label: Relationship
    definition: How people get on with each other.
    codes:
      - id: trust
        label: Trust
        definition: Somebody comes to trust somebody, or the time and skill that takes.
        include: Talk of trust, rapport, opening up.
        exclude: Trust as an organisation ("the NHS Trust").
        # What makes the code fire. `*` is any ending; braces hold alternatives. A text that starts with `*` or `{{`
        # needs quotes.
        match:
          - trust*
          - "{{build*,built}} {{a,the,some,}} rapport"
          - near: {{terms: [open*, up, client*], within: 5}}
          # - stem: confide
          # - regex: 'felt (safe|listened to)'
        # What stops it.
        unless: ["NHS trust", "hospital trust"]
        # `thematica check` tests the rules on these.
        examples: ["It takes weeks before they trust you."]
        counterexamples: ["The hospital Trust sends us the forms."]
"#,
        name = yaml::scalar(name)
    )
}
