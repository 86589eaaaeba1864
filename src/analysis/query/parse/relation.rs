//! How two parts of a query stand to each other: `near 2 turns`, `followed by`.

use super::super::FOLLOWS;
use super::super::lex::{Fault, Kind};
use super::super::tree::Relation;
use super::Parser;
use crate::text::Span;

impl Parser {
    /// The relation that comes next, if one does.
    pub(super) fn relation(&mut self) -> Result<Option<Relation>, Fault> {
        let Kind::Word(word) = self.kind() else {
            return Ok(None);
        };
        let word = word.to_lowercase();
        let start = self.span();
        let relation = match word.as_str() {
            "overlaps" => Relation::Overlaps,
            "contains" => Relation::Contains,
            "near" => {
                self.take();
                return self.near(start).map(Some);
            }
            "within" if self.number_behind() => {
                self.take();
                return self.near(start).map(Some);
            }
            "within" => Relation::Within,
            "followed" | "preceded" => {
                self.take();
                let turns = self.in_order(start)?;
                return Ok(Some(if word == "followed" {
                    Relation::FollowedBy(turns)
                } else {
                    Relation::PrecededBy(turns)
                }));
            }
            "same" => {
                self.take();
                return self.same(start).map(Some);
            }
            _ => return Ok(None),
        };
        self.take();
        Ok(Some(relation))
    }

    /// Whether a number of turns or words comes behind the next token.
    fn number_behind(&self) -> bool {
        let at = |offset: usize| self.tokens.get(self.at + offset).map(|token| &token.kind);
        let number = matches!(at(1), Some(Kind::Word(word)) if word.parse::<u32>().is_ok());
        number && matches!(at(2), Some(Kind::Word(word)) if unit(word).is_some())
    }

    /// `2 turns`, `5 words`, with `of` behind it or not.
    fn near(&mut self, start: Span) -> Result<Relation, Fault> {
        let (number, unit) = self.amount(start, "near 2 turns")?;
        self.take_word("of");
        Ok(match unit {
            Distance::Turns => Relation::NearTurns(number),
            Distance::Words => Relation::NearWords(number),
        })
    }

    /// `by`, `within 3 turns by`: how many turns.
    fn in_order(&mut self, start: Span) -> Result<u32, Fault> {
        let mut turns = FOLLOWS;
        if self.take_word("within") {
            let at = self.span();
            let (number, unit) = self.amount(at, "followed within 3 turns by")?;
            if unit != Distance::Turns {
                let help = "write `followed within 3 turns by`, or `near 5 words`";
                let message = "what follows is counted in turns";
                return Err(Fault::new(at, message, help));
            }
            turns = number;
        }
        if self.take_word("by") {
            return Ok(turns);
        }
        let help = "write `followed by` or `followed within 3 turns by`, and `preceded` alike";
        Err(Fault::new(start, "`by` is missing here", help))
    }

    fn same(&mut self, start: Span) -> Result<Relation, Fault> {
        let relation = if self.take_word("turn") {
            Relation::SameTurn
        } else if self.take_word("sentence") {
            Relation::SameSentence
        } else {
            let help = "write `same turn` or `same sentence`; `and` means the same segment";
            return Err(Fault::new(start, "the same what?", help));
        };
        self.take_word("as");
        Ok(relation)
    }

    fn amount(&mut self, start: Span, example: &str) -> Result<(u32, Distance), Fault> {
        let help = format!("say how near, in turns or words: `{example}`");
        let missing =
            |at: Span| Fault::new(at, "a number of turns or words is missing here", &*help);
        let Kind::Word(number) = self.kind() else {
            return Err(missing(start));
        };
        let Ok(number) = number.parse() else {
            return Err(missing(start.cover(self.span())));
        };
        self.take();
        let Kind::Word(word) = self.kind() else {
            return Err(missing(start));
        };
        let Some(unit) = unit(word) else {
            let message = format!("`{word}` is no unit: write turns or words");
            return Err(Fault::new(self.span(), message, &*help));
        };
        self.take();
        Ok((number, unit))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Distance {
    Turns,
    Words,
}

fn unit(word: &str) -> Option<Distance> {
    match word.to_lowercase().as_str() {
        "turn" | "turns" => Some(Distance::Turns),
        "word" | "words" => Some(Distance::Words),
        _ => None,
    }
}
