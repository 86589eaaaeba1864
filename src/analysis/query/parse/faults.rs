//! What is wrong with a query, and what is too much of it.

use super::super::lex::{Fault, Kind};
use super::super::{MOST_DEEP, MOST_PARTS};
use super::Parser;

impl Parser {
    /// Whatever someone writes, the tree is walked without the stack running out.
    pub(super) fn deeper(&mut self) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth <= MOST_DEEP {
            return Ok(());
        }
        let message = format!("this query is nested more than {MOST_DEEP} deep");
        let help = "leave out brackets: `a or b or c` needs none";
        Err(Fault::new(self.span(), message, help))
    }

    /// Counts one more part.
    pub(super) fn part(&mut self) -> Result<(), Fault> {
        self.parts += 1;
        if self.parts <= MOST_PARTS {
            return Ok(());
        }
        let message = format!("this query has more than {MOST_PARTS} parts");
        let help = "name a code above the codes, use `*` in a text, or ask several questions";
        Err(Fault::new(self.span(), message, help))
    }

    /// Something other than the next token must come here.
    pub(super) fn expected(&self) -> Fault {
        let found = match self.kind() {
            Kind::End => "nothing".to_owned(),
            Kind::Word(word) => format!("`{word}`"),
            _ => "this sign".to_owned(),
        };
        let message = format!(
            "a code, a text in quotes or a field is missing here, and {found} stands in its place"
        );
        let help = "write `trust`, `\"waiting list\"` or `phase=2`; a code that is called like a word of the language stands in backticks: `and`";
        Fault::new(self.span(), message, help)
    }

    /// Something comes behind what is whole.
    pub(super) fn unexpected_after(&self) -> Fault {
        let message = match self.kind() {
            Kind::Close => "this `)` closes nothing".to_owned(),
            Kind::CloseBrace => "this `}` closes nothing".to_owned(),
            _ => "nothing says how this belongs to what stands before it".to_owned(),
        };
        let help = match self.kind() {
            Kind::Close | Kind::CloseBrace => "take it away, or open it before",
            Kind::Comma => "write several inside of braces: {trust, time}",
            _ => {
                "write `and`, `or`, `near 2 turns`, … between the two, or put words of the talk into quotes: \"waiting list\""
            }
        };
        Fault::new(self.span(), message, help)
    }
}
