//! A coding by a person as it is kept: one line of JSON.
//!
//! | field | is |
//! |---|---|
//! | `id` | what the coding is called for as long as it exists; no two of one coder and transcript are the same |
//! | `code` | the code's id in the codebook |
//! | `start`, `end` | from which code point of the transcript's text to which, the end not included |
//! | `quote` | the words between them |
//! | `prefix`, `suffix` | up to [`CONTEXT`] code points before and after them |
//! | `hash` | the first [`HASH_DIGITS`] digits of the text's SHA-256 |
//! | `state` | `rejected` or `removed`; absent where the coding stands |
//! | `weight` | a number that the coder gave it |
//! | `memo` | what the coder wrote about it |
//! | `was` | the quote before the transcript was changed inside of it |
//! | `from` | the codings that it was made of when coders were merged, as `coder/id` |
//! | `by` | who decided, where that is another than the folder's coder |
//! | `made`, `with` | when it was made, in UTC, and with what |
//! | `changed` | when it was changed since, in order, each with a few digits of what it said before |
//!
//! Only `code` and `quote` have to be there, so that a line can be written by hand. A field that is not in this list is
//! kept as it was written, to the byte: a later version knows what it means.

use std::fmt;
use std::ops::Range;

use serde_json::Number;
use serde_json::value::RawValue;

mod read;
mod write;

pub use read::{LineError, parse};

use crate::text::{Source, Span, sha256};

/// How many code points of context a coding carries on each side.
pub const CONTEXT: usize = 32;

/// How many hexadecimal digits of a text's SHA-256 a coding carries: 64 bits, so that no two versions of one transcript
/// share them.
pub const HASH_DIGITS: usize = 16;

/// How many digits of what it changed a change carries.
const CHANGE_DIGITS: usize = 8;

/// What a coding's name is made of: so many hexadecimal digits.
const ID_DIGITS: usize = 12;

/// A coding by a person, with all that its line says.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name. Empty where a line was written by hand, until it is first written by us.
    pub id: String,
    /// The code's id.
    pub code: String,
    /// Where it is and what stands there.
    pub anchor: Anchor,
    /// Whether it stands.
    pub state: State,
    /// A number that the coder gave it.
    pub weight: Option<Number>,
    /// What the coder wrote about it.
    pub memo: Option<String>,
    /// The quote before the transcript was changed inside of it.
    pub was: Option<String>,
    /// The codings that it was made of, as `coder/id`.
    pub from: Vec<String>,
    /// Who decided, where that is another than the folder's coder.
    pub by: Option<String>,
    /// When it was made and with what.
    pub made: Stamp,
    /// When it was changed since, in order, each with a few digits of what it said before.
    pub changed: Vec<String>,
    /// Fields of later versions, in the order of the line.
    pub other: Vec<(String, Box<RawValue>)>,
}

/// Where a coding is, and enough of the text to find it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Code points of the text, half open; `None` where a line was written by hand without them.
    pub points: Option<Range<usize>>,
    /// The coded words.
    pub quote: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// Which text they were found in, as [`hash`] tells it; empty where nothing says it.
    pub hash: String,
}

/// Whether a coding stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It does.
    #[default]
    Coded,
    /// The coder saw it proposed and says that the code is not there.
    Rejected,
    /// The coder took it away. The line stays, so that a merge of two branches cannot bring it back in silence.
    Removed,
}

/// When something was done, and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// RFC 3339 in UTC: `2026-11-30T16:39:43Z`. Empty where a line was written by hand.
    pub time: String,
    /// The command, or the rule that was accepted: `annotate`, `import coders.csv`.
    pub with: String,
}

impl State {
    /// As it stands in the line; `None` for what is left out of it.
    #[must_use]
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Coded => None,
            Self::Rejected => Some("rejected"),
            Self::Removed => Some("removed"),
        }
    }
}

impl Record {
    /// Makes a coding, still without a name: [`Ledger::add`](super::ledger::Ledger::add) gives it one.
    #[must_use]
    pub fn new(code: impl Into<String>, anchor: Anchor, made: Stamp) -> Self {
        Self {
            id: String::new(),
            code: code.into(),
            anchor,
            state: State::Coded,
            weight: None,
            memo: None,
            was: None,
            from: Vec::new(),
            by: None,
            made,
            changed: Vec::new(),
            other: Vec::new(),
        }
    }

    /// The name that a coding of this code at this place of this text gets: the same whenever it is made, so that two
    /// branches that both make it agree, and another in another text.
    #[must_use]
    pub fn name(&self, number: usize) -> String {
        let Anchor {
            points,
            quote,
            prefix,
            suffix,
            hash,
        } = &self.anchor;
        let (start, end) = points
            .as_ref()
            .map_or((0, 0), |points| (points.start, points.end));
        let parts = format!(
            "{}\0{start}\0{end}\0{quote}\0{prefix}\0{suffix}\0{hash}\0{number}",
            self.code
        );
        sha256(parts.as_bytes())[..ID_DIGITS].to_owned()
    }

    /// Lays it on another place. Where the words are others, what they were is kept.
    pub fn move_to(&mut self, anchor: Anchor) {
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        if words(&anchor.quote) != words(&self.anchor.quote) {
            let quote = std::mem::take(&mut self.anchor.quote);
            // The first words are those that the coder saw.
            self.was.get_or_insert(quote);
        }
        self.anchor = anchor;
    }

    /// Whether it was made of the codings of others by [`merge`](super::merge).
    #[must_use]
    pub fn is_merged(&self) -> bool {
        self.made.with.starts_with(super::merge::WITH)
    }

    /// What lines are sorted by: the place, longer ones first, then the code and the name.
    pub(super) fn sort_key(&self) -> impl Ord + use<> {
        let points = self.anchor.points.clone().unwrap_or(0..0);
        let length = std::cmp::Reverse(points.len());
        (points.start, length, self.code.clone(), self.id.clone())
    }

    /// Whether both say the same of the same place, whenever it was written.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.undated() == other.undated()
    }

    fn undated(&self) -> String {
        Self {
            made: Stamp::default(),
            changed: Vec::new(),
            ..self.clone()
        }
        .to_string()
    }

    /// What is said of it now, in a few digits: a change carries it of what it changed.
    fn digest(&self) -> String {
        sha256(self.undated().as_bytes())[..CHANGE_DIGITS].to_owned()
    }

    /// Notes that it was changed, and from what: whoever finds the two knows that one goes on from the other.
    pub(super) fn note_change(&mut self, before: &Self, when: &str) {
        self.changed.push(format!("{when} {}", before.digest()));
    }

    /// Whether the other version goes on from this one: its history begins with this one's, and what it changed next is
    /// what this one says. A line that was edited by hand meanwhile says something else.
    #[must_use]
    pub fn goes_before(&self, other: &Self) -> bool {
        let next = other.changed.get(self.changed.len());
        let is_from_here = next.is_some_and(|change| match change.split_once(' ') {
            Some((_, digest)) => digest == self.digest(),
            // A time alone was written by hand.
            None => true,
        });
        is_from_here && other.changed.starts_with(&self.changed)
    }
}

impl PartialEq for Record {
    /// Whether their lines are the same.
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Record {}

impl Anchor {
    /// Takes the anchor of a stretch of a text, whose hash the caller knows.
    #[must_use]
    pub fn of(source: &Source, span: Span, hash: &str) -> Self {
        let text = source.text();
        let before = text[..span.start].char_indices().rev();
        let from = before.take(CONTEXT).last().map_or(span.start, |(at, _)| at);
        let suffix = text[span.end..].chars().take(CONTEXT).collect();
        let start = source.code_points_before(span.start);
        let quote = source.slice(span);
        Self {
            points: Some(start..start + quote.chars().count()),
            quote: quote.to_owned(),
            prefix: text[from..span.start].to_owned(),
            suffix,
            hash: hash.to_owned(),
        }
    }

    /// The bytes of the text that its code points are; `None` where it has none or the text is shorter.
    #[must_use]
    pub fn span(&self, source: &Source) -> Option<Span> {
        let points = self.points.as_ref()?;
        let start = source.byte_of_code_point(points.start)?;
        let end = source.byte_of_code_point(points.end)?;
        Some(Span::new(start, end))
    }
}

/// What a coding carries of a text to know it again.
#[must_use]
pub fn hash(text: &str) -> String {
    sha256(text.as_bytes())[..HASH_DIGITS].to_owned()
}

impl fmt::Display for Record {
    /// Writes its line, without the end of the line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = serde_json::to_string(self).expect("texts and numbers are JSON");
        f.write_str(&line)
    }
}

#[cfg(test)]
mod tests;
