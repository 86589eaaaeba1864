//! From tokens to a tree, by precedence: positions bind closest, then `not`, `and`, `or`.

use super::LONGEST;
use super::lex::{Fault, Kind, Token, tokens};
use super::tree::{Named, Node, TextKind, What};
use crate::text::Span;

mod faults;
mod relation;

/// Parses a query.
pub(super) fn parse(text: &str) -> Result<Node, Fault> {
    if text.len() > LONGEST {
        let message = format!("this query is longer than {LONGEST} bytes");
        let help = "ask several questions, or make rules of a codebook of it";
        return Err(Fault::new(Span::new(0, 0), message, help));
    }
    let mut parser = Parser {
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
        parts: 0,
    };
    if parser.kind() == &Kind::End {
        let help = "write a code, or words in quotes: 'trust and \"waiting list\"'";
        return Err(Fault::new(parser.span(), "this query is empty", help));
    }
    let node = parser.either()?;
    match parser.kind() {
        Kind::End => Ok(node),
        _ => Err(parser.unexpected_after()),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    parts: usize,
}

impl Parser {
    fn kind(&self) -> &Kind {
        &self.tokens[self.at].kind
    }

    fn span(&self) -> Span {
        self.tokens[self.at].span
    }

    /// The token behind the next one.
    fn kind_behind(&self) -> &Kind {
        let last = self.tokens.len() - 1;
        &self.tokens[(self.at + 1).min(last)].kind
    }

    /// Goes on; the end is never passed.
    fn take(&mut self) -> Span {
        let span = self.span();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        span
    }

    /// Whether the next token is this word of the language, in any case.
    fn is_word(&self, word: &str) -> bool {
        matches!(self.kind(), Kind::Word(it) if it.eq_ignore_ascii_case(word))
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_it = self.is_word(word);
        if is_it {
            self.take();
        }
        is_it
    }

    /// Whether the next token is a field's name.
    fn is_field(&self) -> bool {
        matches!(self.kind(), Kind::Word(_) | Kind::Name(_))
            && matches!(self.kind_behind(), Kind::Is | Kind::IsNot)
    }

    fn either(&mut self) -> Result<Node, Fault> {
        self.deeper()?;
        let mut all = vec![self.both()?];
        while self.take_word("or") {
            all.push(self.both()?);
        }
        self.depth -= 1;
        Ok(joined(all, What::Or))
    }

    fn both(&mut self) -> Result<Node, Fault> {
        let mut all = vec![self.without()?];
        while self.take_word("and") {
            all.push(self.without()?);
        }
        Ok(joined(all, What::And))
    }

    fn without(&mut self) -> Result<Node, Fault> {
        if !self.is_word("not") || self.is_field() {
            return self.beside();
        }
        self.deeper()?;
        self.part()?;
        let start = self.take();
        let node = self.without()?;
        self.depth -= 1;
        Ok(Node {
            span: start.cover(node.span),
            what: What::Not(Box::new(node)),
        })
    }

    fn beside(&mut self) -> Result<Node, Fault> {
        let mut left = self.single()?;
        while let Some(how) = self.relation()? {
            let right = self.single()?;
            left = Node {
                span: left.span.cover(right.span),
                what: What::Beside {
                    left: Box::new(left),
                    how,
                    right: Box::new(right),
                },
            };
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Node, Fault> {
        self.part()?;
        if self.is_field() {
            return self.field();
        }
        let start = self.span();
        match self.kind().clone() {
            Kind::Open => {
                self.take();
                let node = self.either()?;
                let end = self.close(&Kind::Close, start, "`(` is never closed")?;
                Ok(Node {
                    span: start.cover(end),
                    ..node
                })
            }
            Kind::OpenBrace => {
                self.take();
                let mut all = vec![self.either()?];
                while self.kind() == &Kind::Comma {
                    self.take();
                    all.push(self.either()?);
                }
                let end = self.close(&Kind::CloseBrace, start, "`{` is never closed")?;
                Ok(Node {
                    span: start.cover(end),
                    ..joined(all, What::Or)
                })
            }
            Kind::Star => Ok(self.leaf(What::AnyCode)),
            Kind::Quoted { .. } => Ok(self.text(TextKind::Term)),
            Kind::Name(name) => Ok(self.leaf(code(&name))),
            Kind::Word(word) => self.word(&word),
            _ => Err(self.expected()),
        }
    }

    fn word(&mut self, word: &str) -> Result<Node, Fault> {
        if self.kind_behind() == &Kind::Colon {
            return self.keyed(word);
        }
        if word.eq_ignore_ascii_case("negated") {
            return Ok(self.leaf(What::Negated));
        }
        if word.eq_ignore_ascii_case(MEMO) {
            let (is, texts) = (true, Vec::new());
            return Ok(self.leaf(What::Memo { is, texts }));
        }
        if WORDS.iter().any(|it| word.eq_ignore_ascii_case(it)) {
            return Err(self.expected());
        }
        Ok(self.leaf(code(word)))
    }

    /// `regex:"…"`, `stem:"…"`.
    fn keyed(&mut self, word: &str) -> Result<Node, Fault> {
        let start = self.take();
        let colon = self.take();
        let help = "before a colon stand `term`, `regex`, `stem` or `code`, as in a codebook: regex:\"felt (safe|heard)\"";
        if word.eq_ignore_ascii_case("code") {
            if let Kind::Word(name) | Kind::Name(name) = self.kind().clone() {
                let node = self.leaf(code(&name));
                let span = start.cover(node.span);
                return Ok(Node { span, ..node });
            }
            return Err(Fault::new(colon, "the id of a code is missing here", help));
        }
        let Some(kind) = TextKind::of_key(&word.to_lowercase()) else {
            let message = format!("`{word}:` says nothing in a query");
            return Err(Fault::new(start.cover(colon), message, help));
        };
        if !matches!(self.kind(), Kind::Quoted { .. }) {
            let message = format!("a text in quotes is missing after `{word}:`");
            return Err(Fault::new(start.cover(colon), message, help));
        }
        let node = self.text(kind);
        let span = start.cover(node.span);
        Ok(Node { span, ..node })
    }

    fn text(&mut self, kind: TextKind) -> Node {
        let Kind::Quoted { text, is_changed } = self.kind().clone() else {
            unreachable!("only called where a text stands");
        };
        // The quotes are of one length, unless they are mixed; the text is never longer than what is between.
        let span = self.span();
        let quotes = span.len().saturating_sub(text.len());
        let begins = (!is_changed).then_some(span.start + quotes / 2);
        self.leaf(What::Text { kind, text, begins })
    }

    fn field(&mut self) -> Result<Node, Fault> {
        let (Kind::Word(text) | Kind::Name(text)) = self.kind().clone() else {
            unreachable!("only called where a field's name stands");
        };
        let span = self.take();
        let name = Named { text, span };
        let is = self.kind() == &Kind::Is;
        self.take();
        let mut values = Vec::new();
        let mut end = self.span();
        if self.kind() == &Kind::OpenBrace {
            let open = self.take();
            loop {
                values.push(self.value(&name)?);
                if self.kind() != &Kind::Comma {
                    break;
                }
                self.take();
            }
            end = self.close(&Kind::CloseBrace, open, "`{` is never closed")?;
        } else {
            values.push(self.value(&name)?);
        }
        let what = if name.text.eq_ignore_ascii_case(MEMO) {
            What::Memo { is, texts: values }
        } else {
            What::Field { name, is, values }
        };
        Ok(Node {
            span: span.cover(end),
            what,
        })
    }

    fn value(&mut self, field: &Named) -> Result<Named, Fault> {
        self.part()?;
        match self.kind().clone() {
            Kind::Word(text) | Kind::Name(text) | Kind::Quoted { text, .. } => {
                let span = self.take();
                Ok(Named { text, span })
            }
            _ => {
                let name = &field.text;
                let message = format!("the value of `{name}` is missing here");
                let help = format!(
                    "write a value, in quotes where it has spaces, or several in braces: {name}={{1, 2}}"
                );
                Err(Fault::new(self.span(), message, help))
            }
        }
    }

    fn leaf(&mut self, what: What) -> Node {
        Node {
            span: self.take(),
            what,
        }
    }

    fn close(&mut self, kind: &Kind, open: Span, message: &str) -> Result<Span, Fault> {
        if self.kind() == kind {
            return Ok(self.take());
        }
        if self.kind() == &Kind::End {
            return Err(Fault::new(
                open,
                message,
                "close it behind the last part that belongs to it",
            ));
        }
        Err(self.unexpected_after())
    }
}

/// What asks for a coder's memo, alone or as a field.
const MEMO: &str = "memo";

/// Words that stand between parts and begin none.
const WORDS: &[&str] = &[
    "and", "or", "not", "overlaps", "within", "contains", "near", "followed", "preceded", "same",
];

fn code(written: &str) -> What {
    let above = written.strip_suffix(".*");
    What::Code {
        name: above.unwrap_or(written).to_owned(),
        only_below: above.is_some(),
    }
}

/// One part as it is, several as one.
fn joined(mut all: Vec<Node>, join: fn(Vec<Node>) -> What) -> Node {
    if all.len() == 1 {
        return all.remove(0);
    }
    let span = all[0].span.cover(all[all.len() - 1].span);
    Node {
        what: join(all),
        span,
    }
}
