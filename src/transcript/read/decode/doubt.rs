//! What may be wrong with a decoded text, and how a person is told.

use std::sync::Arc;

use super::mojibake::{self, Mojibake};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span, counted};
use crate::transcript::read::extract::{Flaw, Warning};

/// What may be wrong with a decoded text. `at` is the byte of the text that shows it first.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::transcript::read) enum Doubt {
    /// The file does not say its encoding; so many characters depend on the guess.
    Guessed {
        at: usize,
        encoding: &'static str,
        characters: usize,
    },
    /// The page says another encoding than that of its bytes, in which it is read.
    Contradicted {
        at: usize,
        declared: &'static str,
        encoding: String,
    },
    /// So many characters are not UTF-8, in a file that is otherwise, and are lost.
    Lost { at: usize, characters: usize },
    /// So many NULs, alone or in a row, stand in a text.
    Nuls { at: usize, places: usize },
    /// So many characters were lost before the file was written.
    LostBefore { at: usize, characters: usize },
    /// Characters that were others once. Whether the file is UTF-8 itself, and was read as what was asked for.
    Mojibake { found: Mojibake, is_asked: bool },
}

impl Doubt {
    /// Tells it at its place.
    pub fn tell(self, source: &Arc<Source>) -> Diagnostic {
        let at = self.at();
        let place = Place::Span(Arc::clone(source), Span::new(at, at));
        let (rule, message, help) = self.words(source.text());
        Diagnostic::warning(rule, place, message).help(help)
    }

    /// The same for the file as a whole, of a format whose text is not the source.
    pub fn warning(self, text: &str) -> Warning {
        let flaw = match self {
            Doubt::Guessed { .. } | Doubt::Contradicted { .. } => Flaw::GuessedEncoding,
            Doubt::Lost { .. } | Doubt::Nuls { .. } | Doubt::LostBefore { .. } => {
                Flaw::UnreadableCharacters
            }
            Doubt::Mojibake { .. } => Flaw::Mojibake,
        };
        let (_, message, help) = self.words(text);
        Warning {
            flaw,
            number: 0,
            message,
            help: help.to_owned(),
        }
    }

    fn at(&self) -> usize {
        match self {
            Doubt::Guessed { at, .. }
            | Doubt::Contradicted { at, .. }
            | Doubt::Lost { at, .. }
            | Doubt::Nuls { at, .. }
            | Doubt::LostBefore { at, .. } => *at,
            Doubt::Mojibake { found, .. } => found.at,
        }
    }

    /// Where it is, to be moved where the text before it changes.
    pub fn at_mut(&mut self) -> &mut usize {
        match self {
            Doubt::Guessed { at, .. }
            | Doubt::Contradicted { at, .. }
            | Doubt::Lost { at, .. }
            | Doubt::Nuls { at, .. }
            | Doubt::LostBefore { at, .. } => at,
            Doubt::Mojibake { found, .. } => &mut found.at,
        }
    }

    /// The rule, the message and the help.
    fn words(self, text: &str) -> (&'static str, String, &'static str) {
        match self {
            Doubt::Guessed {
                at,
                encoding,
                characters,
            } => (
                "guessed-encoding",
                format!(
                    "the file does not say its encoding, which was guessed from {} to be {encoding}: the word \
                     there reads `{}`",
                    counted(characters as u64, "character"),
                    word(text, at)
                ),
                NAME_IT,
            ),
            Doubt::Contradicted {
                at,
                declared,
                encoding,
            } => (
                "guessed-encoding",
                format!(
                    "the file says that it is {declared}, which its bytes are not; it was read as {encoding}, in which \
                     the first word that depends on it reads `{}`",
                    word(text, at)
                ),
                NAME_IT,
            ),
            Doubt::Lost { characters, .. } => (
                UNREADABLE,
                format!(
                    "{} could not be read as UTF-8, and \u{FFFD} stands there",
                    counted(characters as u64, "character")
                ),
                NAME_IT,
            ),
            Doubt::Nuls { places, .. } => (
                UNREADABLE,
                format!(
                    "NUL bytes, which no text has, stand in {}; \u{FFFD} stands there",
                    counted(places as u64, "place")
                ),
                "the file may be damaged: compare it with where it came from",
            ),
            Doubt::LostBefore { characters, .. } => (
                UNREADABLE,
                format!(
                    "{} of this file {} lost before it was saved, and \u{FFFD} stands there",
                    counted(characters as u64, "character"),
                    if characters == 1 { "was" } else { "were" }
                ),
                "save the transcript again from where it came from, or write the characters in an editor",
            ),
            Doubt::Mojibake { found, is_asked } => (
                "mojibake",
                found.message(),
                if is_asked {
                    "the file is probably UTF-8: leave out the encoding that it was given"
                } else {
                    mojibake::HELP
                },
            ),
        }
    }
}

const UNREADABLE: &str = "unreadable-characters";
const NAME_IT: &str = "name the file's `encoding` in the manifest, or save it as UTF-8";
impl Mojibake {
    /// What is wrong, in a sentence.
    pub fn message(&self) -> String {
        let Self {
            written,
            original,
            read_as,
            was,
            ..
        } = self;
        let again = if self.repeated {
            ", more than once"
        } else {
            ""
        };
        let places = counted(self.places as u64, "place");
        format!(
            "`{}` is probably `{}`: text in {was} seems to have been read as {read_as}{again}, in {places}",
            shortened(written),
            shortened(original),
        )
    }
}

/// The first characters of a run.
fn shortened(run: &str) -> String {
    const MOST: usize = 24;
    if run.chars().count() <= MOST {
        return run.to_owned();
    }
    let mut short: String = run.chars().take(MOST - 1).collect();
    short.push('…');
    short
}

/// The word around a byte of the text, for a person to judge.
fn word(text: &str, at: usize) -> String {
    let before = text[..at].rfind(char::is_whitespace);
    let start = before.map_or(0, |space| {
        space + text[space..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |end| at + end);
    let word = text[start..end].trim_matches(|c: char| c.is_ascii_punctuation());
    // Scripts without spaces: what follows is enough.
    if word.chars().count() > 24 {
        return shortened(&text[at..end]);
    }
    word.to_owned()
}
