//! The tree of pieces, built from tokens by the grammar that the parser follows.

use super::scan::{Kind, Token};
use super::{Item, Pair, Piece, What, Writing};
use crate::text::Span;

/// Builds the tree; `None` where the tokens are not those of one whole document.
pub(super) fn build(tokens: &[Token]) -> Option<Piece> {
    let mut builder = Builder {
        tokens,
        at: 0,
        end: 0,
    };
    let root = builder.node(Dashes::NotHere)?;
    (builder.at == tokens.len()).then_some(root)
}

/// Whether a dash may start a list without being indented: only below a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dashes {
    Here,
    NotHere,
}

struct Builder<'t> {
    tokens: &'t [Token],
    at: usize,
    /// The end of what was read so far.
    end: usize,
}

impl Builder<'_> {
    fn peek(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).copied()?;
        self.at += 1;
        if !token.span.is_empty() {
            self.end = token.span.end;
        }
        Some(token)
    }

    fn take(&mut self, kind: Kind) -> Option<Token> {
        if self.peek() == Some(kind) {
            return self.next();
        }
        None
    }

    fn node(&mut self, dashes: Dashes) -> Option<Piece> {
        let mut properties = Vec::new();
        while let Some(token) = self.take(Kind::Property) {
            properties.push(token.span);
        }
        let node_start = self
            .tokens
            .get(self.at)
            .map_or(self.end, |token| token.said);
        let (what, span) = match self.peek() {
            Some(Kind::Alias) => (What::Alias, self.next()?.span),
            Some(Kind::Scalar(style)) => (What::Scalar(style), self.next()?.span),
            Some(Kind::OpenList) => self.flow_list()?,
            Some(Kind::OpenMap) => self.flow_map()?,
            Some(Kind::BlockList) => {
                self.next();
                let list = self.block_list()?;
                self.take(Kind::BlockEnd)?;
                list
            }
            Some(Kind::Dash) if dashes == Dashes::Here => self.block_list()?,
            Some(Kind::BlockMap) => self.block_map()?,
            _ => (What::Nothing, Span::new(self.end, self.end)),
        };
        Some(Piece {
            properties,
            span,
            node_start,
            what,
        })
    }

    fn nothing(&self) -> Piece {
        Piece {
            properties: Vec::new(),
            span: Span::new(self.end, self.end),
            node_start: self.end,
            what: What::Nothing,
        }
    }

    fn block_list(&mut self) -> Option<(What, Span)> {
        let mut items = Vec::new();
        while let Some(dash) = self.take(Kind::Dash) {
            let piece = match self.peek() {
                Some(Kind::Dash | Kind::Key | Kind::Colon | Kind::BlockEnd) | None => {
                    self.nothing()
                }
                _ => self.node(Dashes::NotHere)?,
            };
            items.push(Item {
                mark: Some(dash.span.start),
                piece,
            });
        }
        let (first, last) = (items.first()?, items.last()?);
        let span = Span::new(first.mark?, last.end(Writing::Block));
        Some((What::List(Writing::Block, items), span))
    }

    fn block_map(&mut self) -> Option<(What, Span)> {
        self.take(Kind::BlockMap)?;
        let mut pairs = Vec::new();
        while self.take(Kind::BlockEnd).is_none() {
            let has_key = self.peek() == Some(Kind::Key);
            let mut pair = Pair {
                question: self.question(),
                key: self.nothing(),
                colon: None,
                value: self.nothing(),
            };
            if has_key && !self.is_end_of_pair() {
                pair.key = self.node(Dashes::Here)?;
            }
            if let Some(colon) = self.take(Kind::Colon) {
                pair.colon = Some(colon.span.start);
                pair.value = if self.is_end_of_pair() {
                    self.nothing()
                } else {
                    self.node(Dashes::Here)?
                };
            } else if !has_key {
                return None;
            }
            pairs.push(pair);
        }
        let span = Span::new(pairs.first()?.start(), pairs.last()?.end());
        Some((What::Map(Writing::Block, pairs), span))
    }

    /// The place of the `?` of a key that is announced with one.
    fn question(&mut self) -> Option<usize> {
        let key = self.take(Kind::Key)?;
        (!key.span.is_empty()).then_some(key.span.start)
    }

    fn is_end_of_pair(&self) -> bool {
        matches!(
            self.peek(),
            Some(Kind::Key | Kind::Colon | Kind::BlockEnd) | None
        )
    }

    fn flow_list(&mut self) -> Option<(What, Span)> {
        let open = self.next()?;
        let mut items: Vec<Item> = Vec::new();
        loop {
            match self.peek()? {
                Kind::CloseList => break,
                Kind::Comma => {
                    let comma = self.next()?;
                    items.last_mut()?.mark = Some(comma.span.start);
                }
                Kind::Key | Kind::Colon => {
                    let pair = self.flow_pair()?;
                    let span = Span::new(pair.start(), pair.end());
                    let piece = Piece {
                        properties: Vec::new(),
                        span,
                        node_start: span.start,
                        what: What::Map(Writing::Bare, vec![pair]),
                    };
                    items.push(Item { mark: None, piece });
                }
                _ => {
                    let piece = self.node(Dashes::NotHere)?;
                    if !piece.is_written() {
                        return None;
                    }
                    items.push(Item { mark: None, piece });
                }
            }
        }
        let close = self.next()?;
        let span = open.span.cover(close.span);
        Some((What::List(Writing::Flow, items), span))
    }

    fn flow_map(&mut self) -> Option<(What, Span)> {
        let open = self.next()?;
        let mut pairs = Vec::new();
        loop {
            match self.peek()? {
                Kind::CloseMap => break,
                Kind::Comma => {
                    self.next();
                }
                _ => pairs.push(self.flow_pair()?),
            }
        }
        let close = self.next()?;
        if open.span.is_empty() {
            let span = Span::new(pairs.first()?.start(), pairs.last()?.end());
            return Some((What::Map(Writing::Bare, pairs), span));
        }
        Some((What::Map(Writing::Flow, pairs), open.span.cover(close.span)))
    }

    fn flow_pair(&mut self) -> Option<Pair> {
        let before = self.at;
        let mut pair = Pair {
            question: self.question(),
            key: self.nothing(),
            colon: None,
            value: self.nothing(),
        };
        if self.peek() != Some(Kind::Colon) {
            pair.key = self.node(Dashes::NotHere)?;
        }
        if let Some(colon) = self.take(Kind::Colon) {
            pair.colon = Some(colon.span.start);
            pair.value = self.node(Dashes::NotHere)?;
        }
        (self.at > before).then_some(pair)
    }
}
