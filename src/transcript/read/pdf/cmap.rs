//! Character maps: from the codes of a font to text, and to the numbers that its widths go by.

use super::encoding;
use super::sparse::Sparse;
use super::token::{Token, Tokens, string};

/// What a character map says.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// All texts, one after the other.
    text: String,
    /// Where in `text` that of a code is: start and length.
    texts: Sparse<(u32, u16)>,
    /// The number of a code, plus one.
    numbers: Sparse<u32>,
    /// The lengths of the codes in bytes that the map names, as bits: bit 1 for one byte, bit 2 for two.
    lengths: u8,
    any_numbers: bool,
    /// How many more characters and numbers may be mapped.
    left: u32,
}

/// The longest text of one code that is believed.
const LONGEST: usize = 64;

impl CMap {
    /// Reads a map from its program. `left` is how many characters and numbers all maps of a file may still map.
    pub fn read(data: &[u8], left: &mut u32) -> Self {
        let mut map = Self {
            left: *left,
            ..Self::default()
        };
        let mut tokens = Tokens::new(data);
        while let Some(token) = tokens.next() {
            match token {
                Token::Operator(b"begincodespacerange") => map.code_spaces(&mut tokens),
                Token::Operator(b"beginbfchar") => map.characters(&mut tokens),
                Token::Operator(b"beginbfrange") => map.ranges(&mut tokens),
                Token::Operator(b"begincidchar") => map.cid_characters(&mut tokens),
                Token::Operator(b"begincidrange") => map.cid_ranges(&mut tokens),
                _ => {}
            }
        }
        *left = map.left;
        map
    }

    /// The text of a code.
    pub fn text(&self, code: u16) -> Option<&str> {
        let (start, length) = self.texts.get(code).filter(|(_, length)| *length > 0)?;
        self.text
            .get(start as usize..start as usize + usize::from(length))
    }

    /// The number that a code's width goes by.
    pub fn number(&self, code: u16) -> u16 {
        if !self.any_numbers {
            return code;
        }
        let number = self.numbers.get(code).unwrap_or(0).saturating_sub(1);
        u16::try_from(number).unwrap_or(0)
    }

    /// Whether all codes are of one byte.
    pub fn one_byte(&self) -> bool {
        self.lengths == 0b10
    }

    fn code_spaces(&mut self, tokens: &mut Tokens) {
        let mut bytes = Vec::new();
        for token in tokens.by_ref() {
            if !string(token, &mut bytes) {
                break;
            }
            self.lengths |= 1 << bytes.len().min(7);
        }
    }

    fn characters(&mut self, tokens: &mut Tokens) {
        let mut bytes = Vec::new();
        while let Some(code) = next_code(tokens, &mut bytes) {
            match tokens.next() {
                Some(Token::Name(name)) => {
                    let mut text = String::new();
                    encoding::named(&String::from_utf8_lossy(name), &mut text);
                    self.set(code, text.chars());
                }
                Some(token) if string(token, &mut bytes) => {
                    let text = utf16(&bytes);
                    self.set(code, text.chars());
                }
                _ => break,
            }
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens) {
        let mut bytes = Vec::new();
        while let Some(first) = next_code(tokens, &mut bytes) {
            let Some(last) = next_code(tokens, &mut bytes) else {
                break;
            };
            match tokens.next() {
                Some(Token::ArrayStart) => {
                    let mut code = Some(first);
                    while let Some(token) = tokens.next().filter(|token| string(*token, &mut bytes))
                    {
                        let _ = token;
                        if let Some(at) = code.filter(|at| *at <= last) {
                            let text = utf16(&bytes);
                            self.set(at, text.chars());
                            code = at.checked_add(1);
                        }
                    }
                }
                Some(token) if string(token, &mut bytes) => {
                    let text: Vec<char> = utf16(&bytes).chars().collect();
                    self.count_up(first, last, &text);
                }
                _ => break,
            }
        }
    }

    /// A range whose last character counts up.
    fn count_up(&mut self, first: u16, last: u16, text: &[char]) {
        let Some((end, start)) = text.split_last() else {
            return;
        };
        for (step, code) in (first..=last).enumerate() {
            if self.left == 0 {
                break;
            }
            let c = u32::try_from(step)
                .ok()
                .and_then(|step| char::from_u32(u32::from(*end).checked_add(step)?));
            self.set(code, start.iter().copied().chain(c));
        }
    }

    fn set(&mut self, code: u16, text: impl Iterator<Item = char>) {
        let start = self.text.len();
        for c in text
            .filter(|c| !matches!(c, '\0' | '\u{FFFD}'))
            .take(LONGEST)
        {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            match encoding::letters(c) {
                Some(letters) => self.text.push_str(letters),
                None => self.text.push(c),
            }
        }
        let length = self.text.len() - start;
        if let (Ok(start), Ok(length)) = (u32::try_from(start), u16::try_from(length)) {
            self.texts.set(code, (start, length));
        }
    }

    fn cid_characters(&mut self, tokens: &mut Tokens) {
        let mut bytes = Vec::new();
        while let Some(code) = next_code(tokens, &mut bytes) {
            let Some(Token::Number(number)) = tokens.next() else {
                break;
            };
            self.set_number(code, number, 0);
        }
    }

    fn cid_ranges(&mut self, tokens: &mut Tokens) {
        let mut bytes = Vec::new();
        while let Some(first) = next_code(tokens, &mut bytes) {
            let last = next_code(tokens, &mut bytes);
            let (Some(last), Some(Token::Number(number))) = (last, tokens.next()) else {
                break;
            };
            for (step, code) in (first..=last).enumerate() {
                self.set_number(code, number, step);
            }
        }
    }

    fn set_number(&mut self, code: u16, number: f32, step: usize) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast of a float stops at the ends of its range"
        )]
        let number = (number as u32).saturating_add(u32::try_from(step).unwrap_or(0));
        self.any_numbers = true;
        self.numbers.set(code, number.saturating_add(1));
    }
}

/// A code of up to two bytes; longer ones are no font's that has text in a language we know of.
fn next_code(tokens: &mut Tokens, bytes: &mut Vec<u8>) -> Option<u16> {
    let token = tokens.next()?;
    if !string(token, bytes) {
        return None;
    }
    let code = bytes.iter().rev().take(2).rev();
    Some(code.fold(0, |code, byte| code << 8 | u16::from(*byte)))
}

/// Text in UTF-16 with the high byte first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes
        .chunks_exact(2)
        .take(LONGEST)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(data: &[u8]) -> CMap {
        CMap::read(data, &mut 100_000)
    }

    #[test]
    fn characters_and_ranges_are_mapped() {
        let map = read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
              2 beginbfchar <0003> <0020> <0004> <FB03> endbfchar
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0078> <00660069>] endbfrange",
        );
        assert_eq!(map.text(3), Some(" "));
        assert_eq!(map.text(4), Some("ffi"));
        assert_eq!(map.text(0x12), Some("C"));
        assert_eq!(map.text(0x21), Some("fi"));
        assert_eq!(map.text(0x22), None);
        assert!(!map.one_byte());
        assert_eq!(map.number(9), 9);
    }

    #[test]
    fn numbers_count_up() {
        let map = read(b"1 begincidrange <00> <7F> 100 endcidrange");
        assert_eq!(map.number(2), 102);
        assert_eq!(map.number(0x80), 0);
    }

    #[test]
    fn a_broken_map_maps_what_it_can() {
        let map = read(b"beginbfrange <0000> <FFFF> <0041");
        assert_eq!(map.text(1), Some("B"));
        read(b"beginbfchar <> <> <41>");
        read(b"beginbfrange <FFF0> <FFFF> <DBFFDFFF>");
        let mut left = 10;
        CMap::read(b"beginbfrange <0000> <FFFF> <0041>", &mut left);
        assert_eq!(left, 0);
    }
}
