//! Personal data that has a shape: telephone numbers, addresses, and numbers with a check digit.
//!
//! What is found looks like such a datum by published rules; whose it is, and whether it is anybody's, a person has to say.
//! **That nothing is found proves nothing.** Names have no shape, nor have places, employers and what somebody tells of
//! themselves, which give people away as surely as a number does.
//!
//! It refuses to guess: a bare date, a year, a sum, a time or a number of six digits is nothing without a word that says
//! what it is. Every kind has a file of its own, which cites the rules that it follows.
//!
//! One pass looks for digits, one for `@`, one for words such as ` dot `; only around these is anything looked at, and never
//! further than a number, an address or a date is long. So the work grows with the text and not faster.

use super::Span;

mod account;
mod birth;
mod card;
mod email;
mod iban;
mod insurance;
mod kind;
mod nhs;
mod numbers;
mod postcode;
mod spoken;
mod telephone;
#[cfg(test)]
mod tests;

pub use kind::Kind;

/// What looks like personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub kind: Kind,
    /// Where it is, without the words that introduce it.
    pub span: Span,
}

impl Found {
    fn new(kind: Kind, start: usize, end: usize) -> Self {
        let span = Span::new(start, end);
        Self { kind, span }
    }

    /// What may be printed of it in the text that it was found in: enough to know it again beside that text, and too little
    /// to use. See [`Kind::masked`].
    #[must_use]
    pub fn masked(&self, text: &str) -> String {
        self.kind.masked(&text[self.span.range()])
    }
}

/// Finds everything in a text that looks like personal data, in order and without overlaps.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    numbers::for_each_chain(text, |chain| {
        iban::find(chain, &mut found);
        card::find(chain, &mut found);
        nhs::find(chain, &mut found);
        insurance::find(chain, &mut found);
        telephone::find(chain, &mut found);
        birth::find(chain, &mut found);
        postcode::find(chain, &mut found);
    });
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        email::find(text, at, &mut found);
        account::find(text, at, &mut found);
    }
    spoken::find(text, &mut found);
    without_overlaps(found)
}

/// Of what overlaps, the first is kept; of what begins at one place, the kind that is surest.
fn without_overlaps(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|it| (it.span.start, it.kind));
    let mut end = 0;
    found.retain(|it| {
        let is_free = it.span.start >= end;
        if is_free {
            end = it.span.end;
        }
        is_free
    });
    found
}
