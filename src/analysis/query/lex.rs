//! A query's text cut into tokens.

use crate::text::Span;

/// One token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// In bytes of the query.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a number, a value or a word of the language.
    Word(String),
    /// A name between backticks, which is never a word of the language.
    Name(String),
    /// What stands between quotes, and whether a backslash before a quote was taken out of it.
    Quoted { text: String, is_changed: bool },
    /// `(`
    Open,
    /// `)`
    Close,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `,`
    Comma,
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `:`
    Colon,
    /// `*`
    Star,
    /// The end of the query.
    End,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: Span,
    /// One sentence without a full stop.
    pub message: String,
    pub help: String,
}

impl Fault {
    pub fn new(at: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// Cuts a query into tokens; the last is [`Kind::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some(&(start, c)) = rest.peek() {
        if c.is_whitespace() {
            rest.next();
            continue;
        }
        let (kind, length) = token(&text[start..], start)?;
        let end = start + length;
        tokens.push(Token {
            kind,
            span: Span::new(start, end),
        });
        while rest.next_if(|(at, _)| *at < end).is_some() {}
    }
    tokens.push(Token {
        kind: Kind::End,
        span: Span::new(text.len(), text.len()),
    });
    Ok(tokens)
}

/// The token that a text begins with, and its length in bytes. `at` is where the text begins in the query.
fn token(text: &str, at: usize) -> Result<(Kind, usize), Fault> {
    let first = text.chars().next().expect("a token has a character");
    let single = match first {
        '(' => Kind::Open,
        ')' => Kind::Close,
        '{' => Kind::OpenBrace,
        '}' => Kind::CloseBrace,
        ',' => Kind::Comma,
        ':' => Kind::Colon,
        '*' => Kind::Star,
        '=' => return Ok((Kind::Is, if text.starts_with("==") { 2 } else { 1 })),
        '!' if text.starts_with("!=") => return Ok((Kind::IsNot, 2)),
        '`' => return backticked(text, at),
        '"' | '\'' => return quoted(text, first, at),
        '“' | '„' | '”' => return quoted(text, '”', at),
        '‘' | '’' => return quoted(text, '’', at),
        c if is_of_word(c) => return Ok(word(text)),
        c => {
            let span = Span::new(at, at + c.len_utf8());
            let message = format!("`{}` says nothing in a query", c.escape_debug());
            let help =
                "put words of the talk into quotes: \"waiting list\"; see `thematica query --help`";
            return Err(Fault::new(span, message, help));
        }
    };
    Ok((single, first.len_utf8()))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | '#' | '+' | '%')
}

/// A word; `enablers.*` is one.
fn word(text: &str) -> (Kind, usize) {
    let end = text.find(|c| !is_of_word(c)).unwrap_or(text.len());
    let end = if text[..end].ends_with('.') && text[end..].starts_with('*') {
        end + 1
    } else {
        end
    };
    (Kind::Word(text[..end].to_owned()), end)
}

fn backticked(text: &str, at: usize) -> Result<(Kind, usize), Fault> {
    match text[1..].find('`') {
        Some(length) => Ok((Kind::Name(text[1..=length].to_owned()), length + 2)),
        None => Err(Fault::new(
            Span::new(at, at + 1),
            "this backtick is never closed",
            "write a second one after the code's id",
        )),
    }
}

/// What stands up to the closing quote; a backslash before a quote stands for the quote.
fn quoted(text: &str, close: char, at: usize) -> Result<(Kind, usize), Fault> {
    let is_close = |c: char| match close {
        // A text that a word processor has been at may be closed by either.
        '”' => matches!(c, '”' | '“' | '"'),
        close => c == close,
    };
    let first = text.chars().next().map_or(0, char::len_utf8);
    let (mut inside, mut is_changed) = (String::new(), false);
    let mut chars = text[first..].char_indices();
    while let Some((offset, c)) = chars.next() {
        if is_close(c) {
            let length = first + offset + c.len_utf8();
            let text = inside;
            return Ok((Kind::Quoted { text, is_changed }, length));
        }
        if c != '\\' {
            inside.push(c);
            continue;
        }
        match chars.next() {
            Some((_, quote)) if is_close(quote) => {
                inside.push(quote);
                is_changed = true;
            }
            // All other escapes are those of terms and of regular expressions.
            Some((_, other)) => inside.extend([c, other]),
            None => inside.push(c),
        }
    }
    Err(Fault::new(
        Span::new(at, at + first),
        "this quote is never closed",
        "write a second one after the last word; the shell takes quotes away: put the whole query into '…'",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        let tokens = tokens(text).unwrap();
        tokens.into_iter().map(|token| token.kind).collect()
    }

    fn quoted(text: &str) -> Kind {
        Kind::Quoted {
            text: text.to_owned(),
            is_changed: false,
        }
    }

    #[test]
    fn names_values_and_texts_are_tokens() {
        let word = |text: &str| Kind::Word(text.to_owned());
        assert_eq!(
            kinds("enablers.* and phase!=2"),
            [
                word("enablers.*"),
                word("and"),
                word("phase"),
                Kind::IsNot,
                word("2"),
                Kind::End
            ]
        );
        assert_eq!(kinds("“waiting list”"), [quoted("waiting list"), Kind::End]);
        assert_eq!(kinds("'don\"t'"), [quoted("don\"t"), Kind::End]);
        assert_eq!(kinds("`and`"), [Kind::Name("and".to_owned()), Kind::End]);
    }

    #[test]
    fn a_backslash_before_a_quote_is_the_quote_and_others_are_the_terms() {
        let changed = Kind::Quoted {
            text: "say \"no\"".to_owned(),
            is_changed: true,
        };
        assert_eq!(kinds(r#""say \"no\"""#), [changed, Kind::End]);
        assert_eq!(kinds(r#""what\?""#), [quoted(r"what\?"), Kind::End]);
    }

    #[test]
    fn faults_stand_at_their_character() {
        assert_eq!(tokens("a $ b").unwrap_err().at, Span::new(2, 3));
        assert_eq!(tokens("a \"b").unwrap_err().at, Span::new(2, 3));
        assert_eq!(tokens("é `b").unwrap_err().at, Span::new(3, 4));
    }
}
