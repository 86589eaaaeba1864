//! What was said in the cells of one transcript: what counts are out of.

use std::collections::BTreeMap;

use super::dimension::Dimension;
use super::{Line, Spoken};
use crate::analysis::People;
use crate::analysis::coded::Coded;
use crate::analysis::frequency::groups_of;
use crate::codebook::Unit;
use crate::matcher::segments_spoken;
use crate::study::Person;
use crate::transcript::Units;

/// What was said in each cell and total in which a turn counts.
pub(super) fn of(
    unit: Unit,
    coded: &Coded<'_>,
    units: &Units,
    (rows, columns): (&Dimension, &Dimension),
) -> BTreeMap<(Line, Line), Spoken> {
    let mut found: BTreeMap<(Line, Line), (Spoken, Vec<Person>)> = BTreeMap::new();
    let turns = coded.transcript.turns.iter().enumerate();
    for (number, turn) in turns.filter(|(_, turn)| coded.counts(turn)) {
        let paragraphs = coded.transcript.paragraphs_of(turn).iter();
        let words: usize = paragraphs.map(|it| units.word_count(it.span)).sum();
        // Who only laughs says nothing.
        let segments = if words == 0 {
            0
        } else {
            segments_spoken(unit, &coded.transcript, units, turn)
        };
        let person = coded.voice(turn).filter(|_| words > 0).map(|it| it.person);
        for row in lines(rows, number) {
            for column in lines(columns, number) {
                let (spoken, persons) = found.entry((row, column)).or_default();
                spoken.words += words as u64;
                spoken.segments += segments;
                persons.extend(person);
            }
        }
    }
    let whole = |(place, (mut spoken, persons)): ((Line, Line), (Spoken, Vec<Person>))| {
        if spoken.words > 0 {
            spoken.transcripts = 1;
            spoken.groups = groups_of(coded);
        }
        spoken.persons = People::of(persons);
        (place, spoken)
    };
    found.into_iter().map(whole).collect()
}

fn lines(of: &Dimension, turn: usize) -> impl Iterator<Item = Line> {
    let lines = of.lines_of_turn(turn).into_iter();
    lines.map(Line::new).chain([Line::ALL])
}
