//! The turns of a transcript one after the other, as windows and steps of turns go over them.

use super::coded::Coded;
use crate::study::Role;
use crate::transcript::Units;

/// A turn that takes room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// An index into the transcript's turns.
    pub turn: u32,
    /// Whether the turn counts; one that does not has no codes.
    pub counts: bool,
}

/// The turns that take room, in order.
///
/// Passed over are turns without a word, and those of moderators who do not count: their questions stand between all
/// answers of an interview. Other turns that do not count, because of a filter, take room: what one person says before and
/// after ten turns of others is not near.
#[must_use]
pub fn places(coded: &Coded<'_>, units: &Units) -> Vec<Place> {
    let turns = (0..).zip(&coded.transcript.turns);
    let places = turns.filter_map(|(number, turn)| {
        let counts = coded.counts(turn);
        let is_moderator = coded
            .voice(turn)
            .is_some_and(|voice| voice.role == Role::Moderator);
        let paragraphs = coded.transcript.paragraphs_of(turn);
        let speaks = || paragraphs.iter().any(|it| units.word_count(it.span) > 0);
        let takes_room = (counts || !is_moderator) && speaks();
        takes_room.then_some(Place {
            turn: number,
            counts,
        })
    });
    places.collect()
}
