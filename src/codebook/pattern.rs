//! Terms: words with wildcards and alternatives, as a codebook writes them.
//!
//! `trust*`, `organi?e`, `build* {a,the,} rapport`, `felt * safe`. A pattern is parsed into its [`Pattern::alternatives`],
//! each a row of words without braces; what they match is the matcher's business.

use std::ops::Range;

use crate::text::fold;

/// How many alternatives the braces of one term may make.
pub const MOST_ALTERNATIVES: usize = 1_000;

/// A term of a codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it was written.
    pub written: String,
    /// The rows of words that the braces stand for; at least one, none of them empty.
    pub alternatives: Vec<Vec<Word>>,
    /// How many alternatives were written that folding made equal to an earlier one.
    pub repeated: usize,
}

/// One word of a pattern: its parts in a row; never empty.
pub type Word = Vec<Part>;

/// A piece of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// These characters, folded as [`fold::folded`] does.
    Text(String),
    /// `?`: exactly one character of a word.
    One,
    /// `*`: any number of characters of a word, also none. A word that is only this is any one word.
    Any,
}

/// What is wrong with a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as bytes of the written term.
    pub at: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

impl Pattern {
    /// Parses a term.
    pub fn parse(written: &str) -> Result<Self, Fault> {
        let symbols = symbols(written)?;
        let (mut alternatives, mut repeated) = (Vec::new(), 0);
        for row in expand(&symbols, written.len())? {
            let words = words(&row);
            let has_text = words
                .iter()
                .flatten()
                .any(|part| matches!(part, Part::Text(_)));
            if !has_text {
                return Err(Fault {
                    at: 0..written.len(),
                    message: "this term has no letters, so it would match any word",
                    help: "write at least one letter or digit of the word",
                });
            }
            if alternatives.contains(&words) {
                repeated += 1;
            } else {
                alternatives.push(words);
            }
        }
        Ok(Self {
            written: written.to_owned(),
            alternatives,
            repeated,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Symbol {
    Char(char),
    Gap,
    One,
    Any,
    Open(usize),
    Comma,
    Close(usize),
}

/// Reads escapes and wildcards. A comma is a separator only inside braces.
fn symbols(written: &str) -> Result<Vec<Symbol>, Fault> {
    let mut symbols = Vec::new();
    let mut open = Vec::new();
    let mut chars = written.char_indices();
    while let Some((at, c)) = chars.next() {
        symbols.push(match c {
            '\\' => match chars.next() {
                // Transcripts are looked at with both folded away, and who knows regular expressions writes `co\-op`.
                Some((_, gap)) if is_gap(gap) => Symbol::Gap,
                Some((_, escaped)) => Symbol::Char(escaped),
                None => {
                    return Err(Fault {
                        at: at..at + 1,
                        message: "a term cannot end in a backslash",
                        help: "write `\\\\` for a backslash",
                    });
                }
            },
            '*' => Symbol::Any,
            '?' => Symbol::One,
            '{' => {
                open.push(at);
                Symbol::Open(at)
            }
            ',' if !open.is_empty() => Symbol::Comma,
            '}' => {
                if open.pop().is_none() {
                    return Err(Fault {
                        at: at..at + 1,
                        message: "`}` closes nothing",
                        help: "write `\\}` for the character itself, or open the alternatives with `{`",
                    });
                }
                Symbol::Close(at)
            }
            c if is_gap(c) => Symbol::Gap,
            c => Symbol::Char(c),
        });
    }
    match open.last() {
        Some(&at) => Err(Fault {
            at: at..at + 1,
            message: "`{` is never closed",
            help: "write `}` after the last alternative, or `\\{` for the character itself",
        }),
        None => Ok(symbols),
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || fold::is_hyphen(c)
}

/// Writes out the alternatives in braces; braces may nest.
fn expand(symbols: &[Symbol], length: usize) -> Result<Vec<Vec<Symbol>>, Fault> {
    let mut rows: Vec<Vec<Symbol>> = vec![Vec::new()];
    let mut at = 0;
    while at < symbols.len() {
        let choices = match symbols[at] {
            Symbol::Open(_) => {
                let (branches, end) = branches(symbols, at);
                let mut choices = Vec::new();
                for branch in branches {
                    choices.extend(expand(&symbols[branch], length)?);
                }
                at = end;
                choices
            }
            symbol => vec![vec![symbol]],
        };
        if rows.len() * choices.len() > MOST_ALTERNATIVES {
            return Err(Fault {
                at: 0..length,
                message: "the braces of this term make more than 1000 alternatives",
                help: "split it into several terms, or use `*`",
            });
        }
        rows = rows
            .iter()
            .flat_map(|row| {
                choices
                    .iter()
                    .map(move |choice| [row.as_slice(), choice].concat())
            })
            .collect();
        at += 1;
    }
    Ok(rows)
}

/// The branches between the brace at `open` and its partner, and where the partner stands.
fn branches(symbols: &[Symbol], open: usize) -> (Vec<Range<usize>>, usize) {
    let (mut depth, mut start, mut branches) = (0, open + 1, Vec::new());
    for (at, symbol) in symbols.iter().enumerate().skip(open) {
        match symbol {
            Symbol::Open(_) => depth += 1,
            Symbol::Comma if depth == 1 => {
                branches.push(start..at);
                start = at + 1;
            }
            Symbol::Close(_) => {
                depth -= 1;
                if depth == 0 {
                    branches.push(start..at);
                    return (branches, at);
                }
            }
            _ => {}
        }
    }
    unreachable!("`symbols` saw every brace closed")
}

/// Cuts a row without braces into words and folds their text.
fn words(row: &[Symbol]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for word in row
        .split(|symbol| *symbol == Symbol::Gap)
        .filter(|word| !word.is_empty())
    {
        let mut parts: Word = Vec::new();
        let mut text = String::new();
        for symbol in word {
            let wildcard = match symbol {
                Symbol::One => Part::One,
                Symbol::Any => Part::Any,
                Symbol::Char(c) => {
                    text.push(*c);
                    continue;
                }
                _ => unreachable!("braces and commas are gone after `expand`"),
            };
            push_text(&mut parts, &mut text);
            // `**` says no more than `*`.
            if !(wildcard == Part::Any && parts.last() == Some(&Part::Any)) {
                parts.push(wildcard);
            }
        }
        push_text(&mut parts, &mut text);
        if !parts.is_empty() {
            words.push(parts);
        }
    }
    words
}

fn push_text(parts: &mut Word, text: &mut String) {
    let folded = fold::folded(text);
    text.clear();
    if !folded.is_empty() {
        parts.push(Part::Text(folded));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> Vec<String> {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::One => "?".to_owned(),
            Part::Any => "*".to_owned(),
        };
        let word = |word: &Word| word.iter().map(part).collect::<String>();
        let row = |row: &Vec<Word>| row.iter().map(word).collect::<Vec<_>>().join(" ");
        Pattern::parse(written)
            .unwrap()
            .alternatives
            .iter()
            .map(row)
            .collect()
    }

    #[test]
    fn braces_are_written_out_with_empty_and_nested_alternatives() {
        assert_eq!(
            shown("build* {a,the,} rapport"),
            ["build* a rapport", "build* the rapport", "build* rapport"]
        );
        assert_eq!(shown("{a{b,c},d}e"), ["abe", "ace", "de"]);
        assert_eq!(shown("{x,x}"), ["x"]);
    }

    #[test]
    fn case_hyphens_quotes_and_space_are_folded() {
        assert_eq!(shown("Buy-In"), ["buy in"]);
        assert_eq!(shown("  Didn’t   TRUST "), ["didn't trust"]);
        assert_eq!(shown("**trust**"), ["*trust*"]);
    }

    #[test]
    fn escapes_stand_for_themselves() {
        assert_eq!(
            Pattern::parse(r"what\?").unwrap().alternatives,
            [vec![vec![Part::Text("what?".into())]]]
        );
        assert_eq!(shown(r"co\-op\ shop"), ["co op shop"]);
        assert_eq!(Pattern::parse(r"a, b").unwrap().alternatives[0].len(), 2);
    }

    #[test]
    fn faults_say_where_and_what_to_do() {
        assert_eq!(Pattern::parse("{a,b").unwrap_err().at, 0..1);
        assert_eq!(Pattern::parse("a}").unwrap_err().at, 1..2);
        assert!(
            Pattern::parse("* ?")
                .unwrap_err()
                .message
                .contains("no letters")
        );
        assert!(
            Pattern::parse("")
                .unwrap_err()
                .message
                .contains("no letters")
        );
        let many = "{a,b,c,d,e,f,g,h,i,j}".repeat(4);
        assert!(Pattern::parse(&many).unwrap_err().message.contains("1000"));
    }
}
