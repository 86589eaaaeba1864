//! The scanner's tokens, each where it really stands, and the comments.
//!
//! The scanner says of a dash and of a block's header only that they were there. But tokens come in the order written, and
//! between two of them is nothing but white space and comments, so the next one starts where those end.

use std::collections::HashMap;

use serde_yaml::granit_parser::{ScalarStyle, Scanner, StrInput, TokenType};

use super::{Block, Chomping, Comment, Style};
use crate::text::{Source, Span};
use crate::yaml::MOST_DEPTH;

/// What was scanned.
pub(super) struct Scanned {
    pub tokens: Vec<Token>,
    pub comments: Vec<Comment>,
    pub marker: Option<usize>,
}

/// A token of the one document, and where it stands. Those that only open and close have an empty span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
    /// Where the scanner says that it starts, and the parser what it begins.
    pub said: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    BlockList,
    BlockMap,
    BlockEnd,
    Dash,
    /// Before each key that is known to be one; with a span, the `?`.
    Key,
    Colon,
    OpenList,
    CloseList,
    /// With an empty span where a flow list holds a pair without braces.
    OpenMap,
    CloseMap,
    Comma,
    Property,
    Alias,
    Scalar(Style),
}

/// Scans a text; `None` where it is no YAML, and where it has several documents.
pub(super) fn scan(source: &Source) -> Option<Scanned> {
    let options = serde_yaml::granit_parser::options! {
        flow_nesting_limit: MOST_DEPTH,
        block_nesting_limit: MOST_DEPTH,
    };
    let scanner = Scanner::with_options(StrInput::new(source.text()), options);
    let (mut raw, mut comments) = (Vec::new(), Vec::new());
    for token in scanner {
        let (span, kind) = token.ok()?.into_parts();
        let span = Span::from(span.byte_range()?);
        if let TokenType::Comment(comment) = kind {
            comments.push(self::comment(source, span, comment.trimmed_text()));
        } else {
            raw.push((span, kind));
        }
    }
    comments.sort_by_key(|comment| comment.span);
    place(source, raw, comments)
}

fn comment(source: &Source, span: Span, text: &str) -> Comment {
    let line = source.line_number(span.start);
    let start = source.line(line).map_or(0, |line| line.start);
    let before = &source.text()[start..span.start];
    Comment {
        span,
        text: text.to_owned(),
        line,
        whole_line: before.trim_start_matches('\u{feff}').trim().is_empty(),
    }
}

fn place(
    source: &Source,
    raw: Vec<(Span, TokenType<'_>)>,
    comments: Vec<Comment>,
) -> Option<Scanned> {
    let ends = comments.iter().map(|it| (it.span.start, it.span.end));
    let mut placer = Placer {
        text: source.text(),
        comments: ends.collect(),
        at: 0,
    };
    let (mut tokens, mut marker, mut ended) = (Vec::new(), None, false);
    for (span, kind) in raw {
        match kind {
            TokenType::DocumentStart if marker.is_some() || !tokens.is_empty() => return None,
            TokenType::DocumentStart => {
                marker = Some(span.start);
                placer.at = span.end;
            }
            TokenType::DocumentEnd => {
                ended = marker.is_some() || !tokens.is_empty();
                placer.at = span.end;
            }
            TokenType::StreamStart
            | TokenType::StreamEnd
            | TokenType::VersionDirective(..)
            | TokenType::TagDirective(..)
            | TokenType::ReservedDirective(..) => {}
            _ if ended => return None,
            kind => tokens.push(placer.token(span, &kind)?),
        }
    }
    Some(Scanned {
        tokens,
        comments,
        marker,
    })
}

struct Placer<'t> {
    text: &'t str,
    /// The end of each comment by its start.
    comments: HashMap<usize, usize>,
    /// The end of the last token.
    at: usize,
}

impl Placer<'_> {
    fn token(&mut self, span: Span, kind: &TokenType<'_>) -> Option<Token> {
        let kind = match kind {
            TokenType::BlockSequenceStart => return Some(bare(Kind::BlockList, span)),
            TokenType::BlockMappingStart => return Some(bare(Kind::BlockMap, span)),
            TokenType::BlockEnd => return Some(bare(Kind::BlockEnd, span)),
            TokenType::Key if span.is_empty() => return Some(bare(Kind::Key, span)),
            TokenType::FlowMappingStart if span.is_empty() => {
                return Some(bare(Kind::OpenMap, span));
            }
            TokenType::FlowMappingEnd if span.is_empty() => {
                return Some(bare(Kind::CloseMap, span));
            }
            TokenType::Key => return self.mark(Kind::Key, "?", span),
            TokenType::BlockEntry => return self.mark(Kind::Dash, "-", span),
            TokenType::Value => return self.mark(Kind::Colon, ":", span),
            TokenType::FlowEntry => return self.mark(Kind::Comma, ",", span),
            TokenType::FlowSequenceStart => return self.mark(Kind::OpenList, "[", span),
            TokenType::FlowSequenceEnd => return self.mark(Kind::CloseList, "]", span),
            TokenType::FlowMappingStart => return self.mark(Kind::OpenMap, "{", span),
            TokenType::FlowMappingEnd => return self.mark(Kind::CloseMap, "}", span),
            TokenType::Scalar(ScalarStyle::Literal | ScalarStyle::Folded, _) => {
                return self.block(span);
            }
            TokenType::Scalar(ScalarStyle::SingleQuoted, _) => Kind::Scalar(Style::Single),
            TokenType::Scalar(ScalarStyle::DoubleQuoted, _) => Kind::Scalar(Style::Double),
            TokenType::Scalar(ScalarStyle::Plain, _) => Kind::Scalar(Style::Plain),
            TokenType::Anchor(_) | TokenType::Tag(..) => Kind::Property,
            TokenType::Alias(_) => Kind::Alias,
            _ => return None,
        };
        self.at = span.end;
        let said = span.start;
        Some(Token { kind, span, said })
    }

    fn mark(&mut self, kind: Kind, mark: &str, said: Span) -> Option<Token> {
        let start = self.next();
        if !self.text[start..].starts_with(mark) {
            return None;
        }
        self.at = start + mark.len();
        Some(Token {
            kind,
            span: Span::new(start, self.at),
            said: said.start,
        })
    }

    fn block(&mut self, taken: Span) -> Option<Token> {
        let start = self.next();
        let header = self.text[start..].lines().next()?;
        let folded = header.starts_with('>');
        if !folded && !header.starts_with('|') {
            return None;
        }
        let marks: Vec<char> = header[1..]
            .chars()
            .take_while(|c| !c.is_whitespace())
            .collect();
        let chomping = match () {
            () if marks.contains(&'-') => Chomping::Strip,
            () if marks.contains(&'+') => Chomping::Keep,
            () => Chomping::Clip,
        };
        let digit = marks.iter().find_map(|mark| mark.to_digit(10));
        let filled = self.text[taken.range()].trim_end_matches([' ', '\n', '\r']);
        let bare = start + 1 + marks.iter().map(|mark| mark.len_utf8()).sum::<usize>();
        let end = if filled.is_empty() {
            bare
        } else {
            taken.start + filled.len()
        };
        self.at = taken.end.max(bare);
        let block = Block {
            taken,
            folded,
            chomping,
            indentation: digit.and_then(|digit| usize::try_from(digit).ok()),
        };
        Some(Token {
            kind: Kind::Scalar(Style::Block(block)),
            span: Span::new(start, end),
            said: taken.start,
        })
    }

    /// The first byte that is neither white space nor comment.
    fn next(&self) -> usize {
        let mut at = self.at;
        loop {
            let rest = self.text[at..].trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}']);
            at = self.text.len() - rest.len();
            match self.comments.get(&at) {
                Some(&end) if end > at => at = end,
                _ => return at,
            }
        }
    }
}

fn bare(kind: Kind, span: Span) -> Token {
    let said = span.start;
    let span = Span::new(said, said);
    Token { kind, span, said }
}
