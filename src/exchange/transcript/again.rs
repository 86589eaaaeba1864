//! Reading again what was written, and comparing.

use std::fmt;

use super::piece::{Piece, is_space};
use super::{Canonical, WriteError, pieces};
use crate::transcript::read::{self, ReadOptions};
use crate::transcript::{LabelPattern, LabelStyle, Labelling, Transcript};
use crate::yaml;

/// What came of reading again.
#[derive(Debug)]
pub struct Again {
    /// What was read in the surest way; `None` where it could not be read.
    pub transcript: Option<Transcript>,
    /// What it takes to read the same again.
    pub certainty: Certainty,
}

/// What it takes to read the same again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Nothing.
    ByItself,
    /// A declaration in the manifest; without it this is different.
    Declared(Declaration, Difference),
    /// There is no way: the form cannot say it.
    Never(Difference),
}

/// What a manifest must say of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The lines of the item, without its path.
    lines: Vec<String>,
}

/// What is different when it is read again; the first of such things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It cannot be read.
    Unreadable(String),
    /// A label that is not found.
    Missing(String),
    /// A label that is none.
    Invented(String),
    /// The words, or whose they are, from the turn with this number, from 1.
    Words(usize),
    /// Other paragraphs or labels in the turn with this number, from 1.
    Paragraphs(usize),
    /// Times.
    Times,
    /// Attributes.
    Attributes,
}

/// Reads what [`super::write`] wrote, without being told anything and then with more and more, until it is the same.
pub fn read_again(
    transcript: &Transcript,
    form: Canonical,
    written: &str,
) -> Result<Again, WriteError> {
    let pieces = pieces(transcript, form)?;
    let (first, difference) = attempt(transcript, &pieces, form, written, Labelling::Found);
    let Some(difference) = difference else {
        return Ok(Again {
            transcript: first,
            certainty: Certainty::ByItself,
        });
    };
    for (labelling, lines) in declarations(&pieces, form) {
        let (again, other) = attempt(transcript, &pieces, form, written, labelling);
        if other.is_none() {
            return Ok(Again {
                transcript: again,
                certainty: Certainty::Declared(Declaration { lines }, difference),
            });
        }
    }
    Ok(Again {
        transcript: first,
        certainty: Certainty::Never(difference),
    })
}

fn attempt(
    transcript: &Transcript,
    pieces: &[Piece],
    form: Canonical,
    written: &str,
    labelling: Labelling,
) -> (Option<Transcript>, Option<Difference>) {
    let options = ReadOptions {
        labelling,
        ..ReadOptions::default()
    };
    let name = format!("{}.{}", transcript.id, form.as_str());
    match read::read(&transcript.id, &name, written.into(), &options) {
        Ok(again) => {
            let difference = difference(transcript, pieces, form, &again);
            (Some(again), difference)
        }
        Err(error) => (None, Some(Difference::Unreadable(error.to_string()))),
    }
}

/// What a manifest may say, from the simplest on.
fn declarations(pieces: &[Piece], form: Canonical) -> Vec<(Labelling, Vec<String>)> {
    let mut labels: Vec<&str> = Vec::new();
    for label in pieces.iter().filter_map(|piece| piece.label) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    if labels.is_empty() {
        let none = Labelling::Style(LabelStyle::None);
        return vec![(none, vec!["labels: none".to_owned()])];
    }
    let listed: Vec<String> = labels.iter().map(|&label| label.to_owned()).collect();
    let quoted: Vec<String> = labels.iter().map(|label| yaml::scalar(label)).collect();
    let style = form.style();
    let mut all = vec![(
        Labelling::Exactly(style, listed),
        vec![
            format!("labels: {}", style.as_str()),
            format!("speakers: [{}]", quoted.join(", ")),
        ],
    )];
    if form != Canonical::Vtt {
        let pattern = pattern(labels, form);
        if let Ok(labelling) = LabelPattern::new(&pattern) {
            let line = format!("label_pattern: '{}'", pattern.replace('\'', "''"));
            all.push((Labelling::Pattern(labelling), vec![line]));
        }
    }
    all
}

/// A pattern that finds exactly these labels as the form writes them.
fn pattern(mut labels: Vec<&str>, form: Canonical) -> String {
    // The longest first: `A: B` is found before `A`.
    labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
    let labels: Vec<String> = labels.iter().map(|label| regex::escape(label)).collect();
    let (before, behind) = match form {
        Canonical::Markdown => (r"\*\*", r":\*\* "),
        Canonical::Text | Canonical::Vtt => ("", ": "),
    };
    let labels = labels.join("|");
    format!(r"(?:\[(?<time>[\d:]+)\] )?{before}(?<speaker>{labels}){behind}")
}

/// The first thing that is not as it was written.
fn difference(
    transcript: &Transcript,
    pieces: &[Piece],
    form: Canonical,
    again: &Transcript,
) -> Option<Difference> {
    speakers(pieces, again)
        .or_else(|| turns(transcript, pieces, form, again))
        .or_else(|| {
            let written = pieces.iter().filter_map(|piece| piece.time);
            let read = again.passages.iter().filter_map(|it| it.time);
            (!written.eq(read)).then_some(Difference::Times)
        })
        .or_else(|| {
            let other = form == Canonical::Markdown && transcript.attributes != again.attributes;
            other.then_some(Difference::Attributes)
        })
}

fn speakers(pieces: &[Piece], again: &Transcript) -> Option<Difference> {
    let written = || pieces.iter().filter_map(|piece| piece.label);
    let read = || again.turns.iter().filter_map(|turn| again.label(turn));
    let missing = written().find(|label| !read().any(|it| it == *label));
    let invented = || read().find(|label| !written().any(|it| it == *label));
    missing
        .map(|label| Difference::Missing(label.to_owned()))
        .or_else(|| invented().map(|label| Difference::Invented(label.to_owned())))
}

fn turns(
    transcript: &Transcript,
    pieces: &[Piece],
    form: Canonical,
    again: &Transcript,
) -> Option<Difference> {
    let mut read = again.turns.iter();
    let mut number = 0;
    for turn in pieces.chunk_by(|one, next| one.turn == next.turn) {
        number += 1;
        let other = read.next();
        let label = transcript.label(&transcript.turns[turn[0].turn as usize]);
        let Some(other) = other.filter(|other| again.label(other) == label) else {
            return Some(Difference::Words(number));
        };
        let paragraphs = again.paragraphs_of(other);
        let there = || paragraphs.iter().map(|it| again.source.slice(it.span));
        let here = || turn.iter().map(|piece| piece.words.as_str());
        if !here().flat_map(words).eq(there().flat_map(words)) {
            return Some(Difference::Words(number));
        }
        let labels = turn.iter().filter(|piece| piece.label.is_some()).count();
        let same = || here().zip(there()).all(|(a, b)| words(a).eq(words(b)));
        // Cues of one speaker are joined where no pause is between them.
        let paragraphs = form == Canonical::Vtt || (turn.len() == paragraphs.len() && same());
        if labels != other.utterances as usize || !paragraphs {
            return Some(Difference::Paragraphs(number));
        }
    }
    read.next().map(|_| Difference::Words(number + 1))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

impl Declaration {
    /// The item of the list `transcripts` in a manifest that says it of a file.
    #[must_use]
    pub fn yaml(&self, path: &str) -> String {
        let mut item = format!("  - path: {}\n", yaml::scalar(path));
        for line in &self.lines {
            item.push_str("    ");
            item.push_str(line);
            item.push('\n');
        }
        item
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Unreadable(why) => write!(f, "it cannot be read: {why}"),
            Difference::Missing(label) => write!(f, "`{label}` is not found as a speaker"),
            Difference::Invented(label) => write!(f, "`{label}` is taken for a speaker"),
            Difference::Words(turn) => {
                write!(f, "turn {turn} has other words, or another speaker")
            }
            Difference::Paragraphs(turn) => {
                write!(f, "turn {turn} has other paragraphs or labels")
            }
            Difference::Times => write!(f, "times are others"),
            Difference::Attributes => write!(f, "attributes are others"),
        }
    }
}
