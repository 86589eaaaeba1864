//! Transcripts in three plain formats: text, Markdown and `WebVTT`.
//!
//! Whatever a transcript was read from, [`write()`] gives it in one of three [`Canonical`] forms. Each paragraph of speech is
//! one line: line breaks inside become a blank, because a line in the middle of a paragraph may look like a label.
//!
//! What is written is read again by [`read_again`], as anybody would read it, and compared. A plain format has no mark that
//! tells a label from a word, so that a rare label may be missed; then the declaration that makes it certain is found and
//! told. An [`OffsetMap`] leads from the speech of one reading to the same speech in the other.
//!
//! `docs/transcripts.md` tells researchers of the forms.

mod again;
mod loss;
mod map;
mod markdown;
mod piece;
#[cfg(test)]
mod tests;
mod text;
mod vtt;

pub use again::{Again, Certainty, Declaration, Difference, read_again};
pub use loss::{Loss, losses};
pub use map::{OffsetMap, Row};

use piece::Piece;

use crate::transcript::{LabelStyle, Transcript};

/// A form that transcripts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Canonical {
    /// `Label: words`, paragraphs separated by a blank line.
    Text,
    /// `WebVTT`, with a voice tag before the words of each cue.
    Vtt,
    /// `**Label:** words`, attributes in the front matter.
    Markdown,
}

/// Why a transcript cannot be written in a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// `WebVTT` needs times.
    #[error("{name} has no times, and WebVTT cannot do without")]
    NoTimes {
        /// The file's path as people know it.
        name: String,
    },
    /// `WebVTT` needs times from the first words on.
    #[error(
        "{name} has its first time only after {paragraphs}, and WebVTT needs one from the first words on: {example}"
    )]
    LateTimes {
        /// The file's path as people know it.
        name: String,
        /// How much stands before the first time, with its noun.
        paragraphs: String,
        /// The first words.
        example: String,
    },
    /// There is nothing to write.
    #[error("{name} has no speech that could be written")]
    NoSpeech {
        /// The file's path as people know it.
        name: String,
    },
}

impl Canonical {
    /// All forms.
    pub const ALL: [Canonical; 3] = [Canonical::Text, Canonical::Vtt, Canonical::Markdown];

    /// Its name, which is also the ending of its files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Canonical::Text => "txt",
            Canonical::Vtt => "vtt",
            Canonical::Markdown => "md",
        }
    }

    /// The form that an ending (without its dot) stands for.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "txt" | "text" => Some(Canonical::Text),
            "vtt" => Some(Canonical::Vtt),
            "md" | "markdown" => Some(Canonical::Markdown),
            _ => None,
        }
    }

    /// How it writes labels.
    fn style(self) -> LabelStyle {
        match self {
            Canonical::Text => LabelStyle::Prefix,
            Canonical::Vtt => LabelStyle::Voice,
            Canonical::Markdown => LabelStyle::Bold,
        }
    }
}

/// Writes a transcript.
pub fn write(transcript: &Transcript, form: Canonical) -> Result<String, WriteError> {
    let pieces = pieces(transcript, form)?;
    Ok(match form {
        Canonical::Text => text::write(&pieces),
        Canonical::Vtt => vtt::write(&pieces),
        Canonical::Markdown => markdown::write(&pieces, &transcript.attributes),
    })
}

/// What is to be written, in order.
fn pieces(transcript: &Transcript, form: Canonical) -> Result<Vec<Piece<'_>>, WriteError> {
    let pieces = match form {
        Canonical::Text | Canonical::Markdown => piece::paragraphs(transcript),
        Canonical::Vtt => vtt::pieces(transcript)?,
    };
    if pieces.is_empty() {
        return Err(WriteError::NoSpeech {
            name: transcript.source.name().to_owned(),
        });
    }
    Ok(pieces)
}
