//! Finding out who speaks.
//!
//! Formats differ in how they hold lines; people differ in how they write labels. A reader turns its file into a text
//! with [`Line`]s, and [`find`] turns those into a [`Script`]: whose words, which lines are not speech, and what may have
//! been misunderstood. It looks at every line once for what may be a label ([`mark`]), counts over the whole file
//! ([`tally`]), decides ([`evidence`]) and then walks through the lines again ([`assemble`]).
//!
//! It knows no file, no name and no list of people except the one a researcher declares. What it cannot know it leaves
//! as speech and says so.

pub(crate) mod alias;
pub(crate) mod aside;
mod assemble;
mod chat;
pub(crate) mod clock;
mod confidence;
mod declared;
mod evidence;
mod head;
pub(crate) mod line;
pub(crate) mod mark;
mod metadata;
pub(crate) mod nobody;
mod notice;
pub(crate) mod shape;
mod tally;
mod words;

pub(crate) use assemble::{Origin, Script, Skipped};
pub(crate) use line::Line;
pub(crate) use notice::Notice;

use super::Labelling;

/// What [`find`] is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hints<'a> {
    /// Labels that are speakers however rare they are.
    pub declared: &'a [String],
    /// Labels that are one person's, person by person.
    pub same: &'a [Vec<String>],
    /// What a researcher declares of the labels.
    pub labelling: &'a Labelling,
    /// What the lines are.
    pub origin: Origin,
}

/// Finds the speakers of a text and what each says.
pub(crate) fn find(text: &str, lines: &[Line], hints: Hints) -> Script {
    let chat = match (hints.origin, hints.labelling) {
        (Origin::Document, Labelling::Found) => chat::lines(text, lines),
        _ => None,
    };
    let is_chat = chat.is_some();
    let lines = chat.as_deref().unwrap_or(lines);
    let head = match (hints.origin, hints.labelling) {
        // Where the labels are declared, what stands before the first of them is the head.
        (Origin::Cues | Origin::Table, _) | (_, Labelling::Pattern(_) | Labelling::Exactly(..)) => {
            0
        }
        (Origin::Document, _) if is_chat => lines
            .iter()
            .position(|line| line.stamp > 0)
            .unwrap_or_default(),
        (Origin::Document, _) => head::lines_of_head(text, lines),
    };
    let tallies = tally::count(text, lines, head, hints, is_chat);
    let verdict = evidence::decide(text, lines, &tallies, hints);
    let mut script = assemble::assemble(text, lines, head, &tallies, &verdict, hints.origin);
    notice::add(text, lines, &tallies, &verdict, hints, &mut script);
    script.labels = confidence::weigh(text, &tallies, &verdict, hints, &script);
    script
}

#[cfg(test)]
mod tests;
