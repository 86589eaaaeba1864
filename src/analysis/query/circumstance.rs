//! Who speaks, and where: the fields of a query.

use crate::analysis::coded::Coded;
use crate::analysis::selection::names_undeclared;
use crate::study::{Person, Study, stands_for};
use crate::transcript::Turn;

/// Who speaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Circumstance {
    pub field: Field,
    /// Whether the field must have one of the values or none of them.
    pub is: bool,
    pub values: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// By label, without case; the values are in lower case.
    Speaker,
    /// By the id of the participants' table, or `label@transcript`.
    Participant,
    Role,
    /// By id or the end of one.
    Transcript,
    Attribute(String),
}

impl Circumstance {
    /// Whether it is so where this turn is said.
    pub fn holds(&self, study: &Study, coded: &Coded<'_>, turn: &Turn) -> bool {
        let Self { field, is, values } = self;
        let transcript = &coded.transcript;
        let voice = coded.voice(turn);
        let label = transcript.label(turn);
        let has = match field {
            Field::Speaker => label.is_some_and(|label| values.contains(&label.to_lowercase())),
            Field::Participant => values.iter().any(|wanted| {
                let row = match voice.map(|voice| voice.person) {
                    Some(Person::Declared(row)) => study.participants.get(row as usize),
                    _ => None,
                };
                match (row, label) {
                    (Some(person), _) => person.id == *wanted,
                    (None, Some(label)) => names_undeclared(wanted, label, &coded.document.id),
                    (None, None) => false,
                }
            }),
            Field::Role => {
                voice.is_some_and(|voice| values.iter().any(|it| voice.role.is_called(it)))
            }
            Field::Transcript => {
                let id = &coded.document.id;
                values.iter().any(|wanted| stands_for(wanted, id))
            }
            Field::Attribute(name) => {
                let person = voice.map(|voice| voice.person);
                let value = study.attribute(coded.document, transcript, person, name);
                value.is_some_and(|value| values.iter().any(|wanted| wanted == value))
            }
        };
        has == *is
    }
}
