//! The pieces of an RTF file: braces, control words, control symbols and text.

/// A piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// A control word with its number: `\b0`.
    Word(&'a [u8], Option<i32>),
    /// A control symbol: `\~`; a line break after a backslash is one, too.
    Symbol(u8),
    /// A byte in hexadecimal digits: `\'e9`.
    Byte(u8),
    /// Bytes of text, without line breaks.
    Text(&'a [u8]),
}

/// The pieces of a file, one after the other.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

/// The specification says that no control word is longer.
const LONGEST_WORD: usize = 32;
/// So many digits hold every number of 32 bits.
const LONGEST_NUMBER: usize = 10;

impl<'a> Tokens<'a> {
    /// The pieces of these bytes.
    pub fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Passes over bytes that are no text: what `\bin` announces. They may be fewer than it says.
    pub fn pass(&mut self, bytes: usize) {
        self.take(bytes.min(self.rest.len()));
    }

    fn take(&mut self, bytes: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.take(1);
        if first != b'\'' {
            return Some(Token::Symbol(first));
        }
        let digit = |at: usize| char::from(*self.rest.get(at)?).to_digit(16);
        let byte = digit(0)
            .zip(digit(1))
            .and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        if byte.is_some() {
            self.take(2);
        }
        Some(byte.map_or(Token::Symbol(first), Token::Byte))
    }

    fn word(&mut self) -> Token<'a> {
        let letters = count(
            &self.rest[..self.rest.len().min(LONGEST_WORD)],
            u8::is_ascii_alphabetic,
        );
        let word = self.take(letters);
        let minus = usize::from(
            self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit),
        );
        let after = &self.rest[minus..];
        let digits = count(
            &after[..after.len().min(LONGEST_NUMBER)],
            u8::is_ascii_digit,
        );
        let value = after[..digits]
            .iter()
            .fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
        let value = if minus > 0 { -value } else { value };
        self.take(minus + digits);
        // The space that ends a word is part of it.
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        let number = (digits > 0).then(|| i32::try_from(value).unwrap_or(i32::MAX));
        Token::Word(word, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let token = match *self.rest.first()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => {
                    self.take(1);
                    return self.control();
                }
                b'\r' | b'\n' | 0 => {
                    self.take(1);
                    continue;
                }
                _ => {
                    let text = count(self.rest, |byte| {
                        !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)
                    });
                    return Some(Token::Text(self.take(text)));
                }
            };
            self.take(1);
            return Some(token);
        }
    }
}

/// How many of the first bytes are such.
fn count(bytes: &[u8], such: impl Fn(&u8) -> bool) -> usize {
    bytes
        .iter()
        .position(|byte| !such(byte))
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_with_their_number_and_one_space() {
        let found: Vec<Token> = Tokens::of(b"{\\b0  x\r\ny\\u-42?\\'e9\\'zz\\~\\par}").collect();
        let expected = [
            Token::Open,
            Token::Word(b"b", Some(0)),
            Token::Text(b" x"),
            Token::Text(b"y"),
            Token::Word(b"u", Some(-42)),
            Token::Text(b"?"),
            Token::Byte(0xE9),
            Token::Symbol(b'\''),
            Token::Text(b"zz"),
            Token::Symbol(b'~'),
            Token::Word(b"par", None),
            Token::Close,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_file_may_end_anywhere() {
        for end in [&b"\\"[..], b"\\'", b"\\'e", b"\\u-", b"\\bin99 a"] {
            let mut tokens = Tokens::of(end);
            while let Some(token) = tokens.next() {
                if token == Token::Word(b"bin", Some(99)) {
                    tokens.pass(99);
                }
            }
        }
    }
}
