//! The words of PDF's small languages: content streams and character maps are written in the same ones.

/// A word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(f32),
    /// Without its slash; escapes are left as they are.
    Name(&'a [u8]),
    /// What stands between parentheses, with its escapes.
    Literal(&'a [u8]),
    /// The digits between angle brackets.
    Hex(&'a [u8]),
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
    Operator(&'a [u8]),
}

/// Reads words one after the other. Whatever is no word is stepped over.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    /// Steps over the data of an inline image: from behind its `ID` to behind its `EI`.
    pub fn skip_image(&mut self) {
        let rest = self.data.get(self.at..).unwrap_or_default();
        for found in memchr::memmem::find_iter(rest, b"EI") {
            let before = found.checked_sub(1).map(|at| rest[at]);
            let after = &rest[found + 2..];
            let apart = before.is_some_and(is_space) && after.first().is_none_or(|b| is_space(*b));
            // The image's own bytes hold an EI now and then; content goes on in ASCII.
            let ascii = after.iter().take(16).all(|b| b.is_ascii() && *b != 0);
            if apart && ascii {
                self.at += found + 2;
                return;
            }
        }
        self.at = self.data.len();
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.data[self.at..];
        let length = rest.iter().position(|b| !wanted(*b)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A string in parentheses, which may be nested. It starts behind the first.
    fn literal(&mut self) -> Token<'a> {
        let start = self.at;
        let mut depth = 1_u32;
        while let Some(byte) = self.data.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            self.at += 1;
        }
        let end = self.at.min(self.data.len());
        self.at = end + 1;
        Token::Literal(&self.data[start..end])
    }

    fn hex(&mut self) -> Token<'a> {
        let digits = self.take_while(|b| b != b'>');
        self.at += 1;
        Token::Hex(digits)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.data.get(self.at)?;
            let second = self.data.get(self.at + 1);
            match byte {
                b'%' => {
                    self.take_while(|b| b != b'\n' && b != b'\r');
                }
                b'(' => {
                    self.at += 1;
                    return Some(self.literal());
                }
                b'<' if second == Some(&b'<') => {
                    self.at += 2;
                    return Some(Token::DictStart);
                }
                b'>' if second == Some(&b'>') => {
                    self.at += 2;
                    return Some(Token::DictEnd);
                }
                b'<' => {
                    self.at += 1;
                    return Some(self.hex());
                }
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(self.take_while(is_regular)));
                }
                b'[' => {
                    self.at += 1;
                    return Some(Token::ArrayStart);
                }
                b']' => {
                    self.at += 1;
                    return Some(Token::ArrayEnd);
                }
                _ if is_regular(byte) => {
                    let word = self.take_while(is_regular);
                    return Some(number(word).map_or(Token::Operator(word), Token::Number));
                }
                _ => self.at += 1,
            }
        }
    }
}

/// The bytes of a string, in `into`.
pub(super) fn string(token: Token, into: &mut Vec<u8>) -> bool {
    into.clear();
    match token {
        Token::Literal(raw) => unescape(raw, into),
        Token::Hex(digits) => from_hex(digits, into),
        _ => return false,
    }
    true
}

fn from_hex(digits: &[u8], into: &mut Vec<u8>) {
    let mut high = None;
    for digit in digits.iter().filter_map(|b| char::from(*b).to_digit(16)) {
        let digit = u8::try_from(digit).unwrap_or(0);
        match high.take() {
            None => high = Some(digit),
            Some(high) => into.push(high << 4 | digit),
        }
    }
    into.extend(high.map(|high| high << 4));
}

fn unescape(raw: &[u8], into: &mut Vec<u8>) {
    if memchr::memchr2(b'\\', b'\r', raw).is_none() {
        into.extend_from_slice(raw);
        return;
    }
    let mut at = 0;
    while let Some(byte) = raw.get(at) {
        at += 1;
        if *byte != b'\\' {
            into.push(*byte);
            continue;
        }
        let Some(escaped) = raw.get(at) else { break };
        at += 1;
        match escaped {
            b'n' => into.push(b'\n'),
            b'r' => into.push(b'\r'),
            b't' => into.push(b'\t'),
            b'b' => into.push(8),
            b'f' => into.push(12),
            b'\r' => at += usize::from(raw.get(at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(escaped - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = raw.get(at) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    at += 1;
                }
                into.push(code.to_le_bytes()[0]);
            }
            other => into.push(*other),
        }
    }
}

/// A number as PDF writes it: no exponents, and a lone sign or dot is 0.
fn number(word: &[u8]) -> Option<f32> {
    let (sign, digits) = match word.first()? {
        b'-' => (-1.0, &word[1..]),
        b'+' => (1.0, &word[1..]),
        _ => (1.0, word),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value = 0.0_f64;
    let mut place = 0.0_f64;
    for byte in digits {
        match byte {
            b'0'..=b'9' if place == 0.0 => value = value * 10.0 + f64::from(byte - b'0'),
            b'0'..=b'9' => {
                value += place * f64::from(byte - b'0');
                place /= 10.0;
            }
            b'.' if place == 0.0 => place = 0.1,
            // `12-34` is written by broken programs; what stands before the sign counts.
            b'-' => break,
            _ => return None,
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "positions are small")]
    let value = (sign * value) as f32;
    value.is_finite().then_some(value)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let tokens: Vec<Token> = Tokens::new(b"/F1 -12.5 Tf[(a\\)b)<4142>]TJ % end\nET").collect();
        assert_eq!(
            tokens,
            [
                Token::Name(b"F1"),
                Token::Number(-12.5),
                Token::Operator(b"Tf"),
                Token::ArrayStart,
                Token::Literal(b"a\\)b"),
                Token::Hex(b"4142"),
                Token::ArrayEnd,
                Token::Operator(b"TJ"),
                Token::Operator(b"ET"),
            ]
        );
    }

    #[test]
    fn strings_are_unescaped() {
        let mut bytes = Vec::new();
        assert!(string(Token::Literal(b"a\\)\\101\\\nb"), &mut bytes));
        assert_eq!(bytes, b"a)Ab");
        assert!(string(Token::Hex(b"4 1 4"), &mut bytes));
        assert_eq!(bytes, b"A@");
        assert!(!string(Token::ArrayEnd, &mut bytes));
    }

    #[test]
    fn what_breaks_off_ends() {
        assert_eq!(Tokens::new(b"(never closed\\").count(), 1);
        assert_eq!(Tokens::new(b"<4142").count(), 1);
        let mut tokens = Tokens::new(b" \x01EI\xFF EI Q");
        tokens.skip_image();
        assert_eq!(tokens.next(), Some(Token::Operator(b"Q")));
    }
}
