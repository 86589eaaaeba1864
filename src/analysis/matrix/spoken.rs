//! What was said in the cells of one transcript: what counts are out of.

use std::collections::BTreeMap;

use super::dimension::Dimension;
use super::{ByPlace, Line, Spoken, Strangers};
use crate::analysis::People;
use crate::analysis::coded::Coded;
use crate::analysis::frequency::groups_of;
use crate::codebook::Unit;
use crate::matcher::segments_spoken;
use crate::study::{Person, Study};
use crate::transcript::Units;

/// What is heard in a place while turns are gone through.
#[derive(Default)]
struct Heard {
    spoken: Spoken,
    /// Who speaks, each with the turn.
    persons: Vec<(Person, u32)>,
}

/// What was said in each cell and total in which a turn counts, and who of those who speak there is known by a label only.
pub(super) fn of(
    (study, unit): (&Study, Unit),
    coded: &Coded<'_>,
    units: &Units,
    (rows, columns): (&Dimension, &Dimension),
) -> (ByPlace<Spoken>, ByPlace<Strangers>) {
    let mut found: ByPlace<Heard> = BTreeMap::new();
    let turns = (0..).zip(&coded.transcript.turns);
    for (number, turn) in turns.filter(|(_, turn)| coded.counts(turn)) {
        let paragraphs = coded.transcript.paragraphs_of(turn).iter();
        let words: usize = paragraphs.map(|it| units.word_count(it.span)).sum();
        // Who only laughs says nothing.
        let segments = if words == 0 {
            0
        } else {
            segments_spoken(unit, &coded.transcript, units, turn)
        };
        let person = coded.voice(turn).filter(|_| words > 0);
        let person = person.map(|it| (it.person, number));
        for row in lines(rows, number as usize) {
            for column in lines(columns, number as usize) {
                let heard = found.entry((row, column)).or_default();
                heard.spoken.words += words as u64;
                heard.spoken.segments += segments;
                heard.persons.extend(person);
            }
        }
    }
    let mut strangers = BTreeMap::new();
    let whole = |(place, heard): ((Line, Line), Heard)| {
        let Heard {
            mut spoken,
            persons,
        } = heard;
        if spoken.words > 0 {
            spoken.transcripts = 1;
            spoken.groups = groups_of(coded);
        }
        spoken.persons = People::of(persons.iter().map(|(person, _)| *person));
        if spoken.persons.undeclared() > 0 {
            let turns = persons.iter().map(|(_, turn)| *turn);
            strangers.insert(place, Strangers::of(study, coded, turns));
        }
        (place, spoken)
    };
    let spoken = found.into_iter().map(whole).collect();
    (spoken, strangers)
}

fn lines(of: &Dimension, turn: usize) -> impl Iterator<Item = Line> {
    let lines = of.lines_of_turn(turn).into_iter();
    lines.map(Line::new).chain([Line::ALL])
}
