//! Walking through an RTF file: what each control word does to the words after it.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::document::Document;
use super::charset;
use super::flow::Flow;
use super::token::{Token, Tokens};
use super::words::{self, Place};

/// What was read.
#[derive(Debug)]
pub(super) struct Read {
    /// The text.
    pub document: Document,
    /// How many paragraphs there are.
    pub paragraphs: u32,
    /// The encoding of the document's own code page.
    pub encoding: &'static str,
    /// How many groups were open at the end of the file.
    pub open: u32,
}

/// Reads a file. `asked` takes the place of the code page that it names itself.
pub(super) fn read(bytes: &[u8], asked: Option<&'static Encoding>) -> Read {
    let mut walk = Walk::new(asked);
    let mut tokens = Tokens::of(bytes);
    while let Some(token) = tokens.next() {
        if let Token::Word(b"bin", Some(length)) = token {
            tokens.pass(usize::try_from(length).unwrap_or(0));
        }
        walk.token(token);
        if walk.done {
            break;
        }
    }
    walk.end()
}

/// Groups deeper than this share one state: no text has them.
const DEEPEST: usize = 1000;
/// Of what is left out, so much is kept as an example.
const EXAMPLE: usize = 240;

/// What holds until the group ends.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property of the text"
)]
struct State {
    place: Place,
    encoding: &'static Encoding,
    symbols: bool,
    /// How many characters after a `\u` stand for it where Unicode is not understood.
    fallback: u32,
    bold: bool,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    heading: bool,
    in_box: bool,
}

/// A font of the table.
#[derive(Clone, Copy, Default)]
struct Font {
    encoding: Option<&'static Encoding>,
    symbols: bool,
}

struct Walk {
    flow: Flow,
    state: State,
    stack: Vec<State>,
    /// Groups that were opened beyond the deepest.
    deeper: u32,
    /// Whether the outermost group is closed.
    done: bool,
    asked: Option<&'static Encoding>,
    /// The document's own code page.
    page: &'static Encoding,
    fonts: BTreeMap<i32, Font>,
    /// The font whose line of the table is being read.
    font: i32,
    default_font: i32,
    headings: BTreeMap<i32, bool>,
    /// The style whose line of the table is being read.
    style: i32,
    style_name: String,
    /// Bytes that are not decoded: a character may need the next one.
    bytes: Vec<u8>,
    /// How many characters are still to be passed over after a `\u`.
    passing: u32,
    /// The first half of a character of two halves.
    high: Option<u16>,
    /// Whether `\*` has just been read.
    starred: bool,
    /// What is left out where we are, and its first words.
    aside: Option<(&'static str, String)>,
}

impl Walk {
    fn new(asked: Option<&'static Encoding>) -> Self {
        let page = asked.unwrap_or(WINDOWS_1252);
        let state = State {
            place: Place::Body,
            encoding: page,
            symbols: false,
            fallback: 1,
            bold: false,
            hidden: false,
            deleted: false,
            in_table: false,
            heading: false,
            in_box: false,
        };
        Self {
            flow: Flow::default(),
            state,
            stack: Vec::new(),
            deeper: 0,
            done: false,
            asked,
            page,
            fonts: BTreeMap::new(),
            font: 0,
            default_font: 0,
            headings: BTreeMap::new(),
            style: 0,
            style_name: String::new(),
            bytes: Vec::new(),
            passing: 0,
            high: None,
            starred: false,
            aside: None,
        }
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Byte(byte) => self.text_bytes(&[byte]),
            other => {
                self.decode();
                self.control(other);
            }
        }
    }

    fn control(&mut self, token: Token) {
        match token {
            Token::Open => {
                self.passing = 0;
                self.open();
            }
            Token::Close => {
                self.passing = 0;
                self.close();
            }
            Token::Word(b"u", Some(code)) => self.unicode(code),
            _ if self.passing > 0 => self.passing -= 1,
            Token::Symbol(b'*') => {
                self.starred = true;
                return;
            }
            Token::Word(word, number) => self.word(word, number),
            Token::Symbol(b'\n' | b'\r') => self.word(b"par", None),
            Token::Symbol(symbol) => {
                if let Some(characters) = words::symbol(symbol) {
                    self.push(characters);
                }
            }
            Token::Text(_) | Token::Byte(_) => {}
        }
        self.starred = false;
    }

    fn open(&mut self) {
        if self.stack.len() < DEEPEST {
            self.stack.push(self.state);
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        self.high = None;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(before) = self.stack.pop() else {
            return;
        };
        let closed = std::mem::replace(&mut self.state, before);
        if closed.place == Place::Styles {
            self.end_style();
        }
        if closed.place == Place::Fonts && self.state.place != Place::Fonts {
            self.set_font(self.default_font);
        }
        if closed.in_box && !self.state.in_box {
            self.flow.close_box();
        }
        if matches!(closed.place, Place::Aside(_)) && closed.place != self.state.place {
            self.end_aside();
        }
        self.done = self.stack.is_empty();
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        if let Some(place) = words::place(word) {
            self.enter(word, place);
            return;
        }
        if self.starred {
            self.state.place = Place::Nothing;
        }
        match self.state.place {
            Place::Nothing => {}
            Place::Fonts => self.font_word(word, number),
            Place::Styles => self.style_word(word, number),
            Place::Body | Place::Aside(_) => self.text_word(word, number),
        }
    }

    fn enter(&mut self, word: &[u8], place: Place) {
        match (self.state.place, place) {
            // The text in Unicode stands inside of what is passed over for it.
            (Place::Nothing, Place::Body) if word == b"ud" => {
                let outer = self.stack.iter().rev().map(|state| state.place);
                self.state.place = outer
                    .into_iter()
                    .find(|place| *place != Place::Nothing)
                    .unwrap_or(Place::Body);
            }
            (Place::Nothing, _) | (_, Place::Body) => {}
            (Place::Body, _) | (_, Place::Nothing) => self.state.place = place,
            _ => {}
        }
        if word == b"shptxt" && self.state.place == Place::Body && !self.state.in_box {
            self.state.in_box = true;
            self.state.in_table = false;
            self.flow.open_box();
        }
    }

    fn font_word(&mut self, word: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            b"f" => self.font = number,
            b"fcharset" => {
                let font = self.fonts.entry(self.font).or_default();
                font.encoding = charset::of_font(number);
                font.symbols = number == charset::SYMBOLS;
            }
            b"cpg" => {
                let encoding = charset::of_page(number);
                self.fonts.entry(self.font).or_default().encoding = encoding;
            }
            _ => {}
        }
    }

    fn style_word(&mut self, word: &[u8], number: Option<i32>) {
        if word == b"s" {
            self.style = number.unwrap_or(0);
        }
    }

    /// Keeps what the name of a style says.
    fn end_style(&mut self) {
        if words::is_heading(&self.style_name) {
            self.headings.insert(self.style, true);
        }
        self.style_name.clear();
        self.style = 0;
    }

    fn set_font(&mut self, number: i32) {
        let Font { encoding, symbols } = self.fonts.get(&number).copied().unwrap_or_default();
        // Who asks for an encoding knows that the file is wrong about its Latin letters.
        let encoding =
            encoding.filter(|encoding| self.asked.is_none() || *encoding != WINDOWS_1252);
        self.state.encoding = encoding.unwrap_or(self.page);
        self.state.symbols = symbols;
    }

    fn set_page(&mut self, page: Option<&'static Encoding>) {
        if let Some(page) = page.filter(|_| self.asked.is_none()) {
            self.page = page;
            self.state.encoding = page;
        }
    }

    fn text_word(&mut self, word: &[u8], number: Option<i32>) {
        let on = number != Some(0);
        match word {
            b"par" | b"nestcell" => self.end_paragraph(),
            b"b" => self.state.bold = on,
            b"f" => self.set_font(number.unwrap_or(0)),
            b"plain" => {
                self.state.bold = false;
                self.state.hidden = false;
                self.state.deleted = false;
                self.set_font(self.default_font);
            }
            b"pard" => {
                self.state.in_table = false;
                self.state.heading = false;
            }
            b"intbl" => self.state.in_table = true,
            b"itap" => self.state.in_table = number.unwrap_or(1) > 0,
            b"s" => self.state.heading = self.headings.contains_key(&number.unwrap_or(0)),
            b"outlinelevel" => self.state.heading |= number.is_some_and(|level| level < 9),
            b"v" => self.state.hidden = on,
            b"deleted" => self.state.deleted = on,
            b"uc" => {
                self.state.fallback = number
                    .and_then(|count| u32::try_from(count).ok())
                    .unwrap_or(1);
            }
            b"cell" if self.state.place == Place::Body => self.flow.end_cell(),
            b"row" if self.state.place == Place::Body => self.flow.end_row(),
            b"sect" if !self.flow.is_blank() => self.end_paragraph(),
            b"deff" => self.default_font = number.unwrap_or(0),
            b"ansicpg" => self.set_page(number.and_then(charset::of_page)),
            b"mac" => self.set_page(charset::of_page(10000)),
            _ => {
                if let Some(characters) = words::characters(word) {
                    self.push(characters);
                }
            }
        }
    }

    fn end_paragraph(&mut self) {
        match self.state.place {
            Place::Body if self.state.in_table => self.flow.end_cell_paragraph(),
            Place::Body => self.flow.end_paragraph(self.state.heading),
            _ => self.push(" "),
        }
    }

    fn unicode(&mut self, code: i32) {
        self.passing = self.state.fallback;
        // Numbers above 32767 are written as negative ones.
        let code = if code < 0 { code + 0x1_0000 } else { code };
        let half = u16::try_from(code).ok();
        if let Some(half) = half.filter(|half| (0xD800..0xDC00).contains(half)) {
            self.high = Some(half);
            return;
        }
        let decoded = match (self.high.take(), half) {
            (Some(high), Some(low)) => char::decode_utf16([high, low]).next().and_then(Result::ok),
            _ => None,
        };
        let whole = || char::from_u32(u32::try_from(code).ok()?);
        let c = decoded
            .or_else(whole)
            .unwrap_or(char::REPLACEMENT_CHARACTER);
        let byte = |c: char| u8::try_from(u32::from(c).checked_sub(0xF000)?).ok();
        let c = byte(c).and_then(charset::symbol).unwrap_or(c);
        if c != '\0' {
            self.push(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Text as it stands in the file.
    fn text(&mut self, text: &[u8]) {
        if self.state.place == Place::Nothing {
            return;
        }
        let passed = text.len().min(self.passing as usize);
        let plain = &text[passed..];
        match std::str::from_utf8(plain) {
            Ok(ascii) if self.bytes.is_empty() && !self.state.symbols && ascii.is_ascii() => {
                self.passing -= u32::try_from(passed).unwrap_or(0);
                self.push(ascii);
            }
            _ => self.text_bytes(text),
        }
    }

    fn text_bytes(&mut self, text: &[u8]) {
        let passed = text.len().min(self.passing as usize);
        self.passing -= u32::try_from(passed).unwrap_or(0);
        if self.state.place != Place::Nothing {
            self.bytes.extend_from_slice(&text[passed..]);
        }
    }

    /// Decodes the bytes that wait.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.state.symbols {
            for byte in &bytes {
                let c = charset::symbol(*byte).unwrap_or(char::from(*byte));
                self.push(c.encode_utf8(&mut [0; 4]));
            }
        } else {
            let (text, _) = self.state.encoding.decode_without_bom_handling(&bytes);
            self.push(&text);
        }
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Puts decoded text where it belongs.
    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.high = None;
        match self.state.place {
            Place::Styles if self.style_name.len() < EXAMPLE => self.style_name.push_str(text),
            Place::Nothing | Place::Fonts | Place::Styles => {}
            Place::Aside(what) => self.leave_out(what, text),
            Place::Body if self.state.deleted => self.leave_out(words::DELETED, text),
            Place::Body if self.state.hidden => self.leave_out(words::HIDDEN, text),
            Place::Body => {
                self.end_aside();
                self.flow.push(text, self.state.bold);
            }
        }
    }

    fn leave_out(&mut self, what: &'static str, text: &str) {
        if self.aside.as_ref().is_some_and(|(open, _)| *open != what) {
            self.end_aside();
        }
        let (_, example) = self.aside.get_or_insert_with(|| (what, String::new()));
        if example.len() < EXAMPLE {
            example.extend(text.chars().take(EXAMPLE));
        }
    }

    fn end_aside(&mut self) {
        if let Some((what, example)) = self.aside.take()
            && !example.trim().is_empty()
        {
            self.flow.document.leave_out(what, &example);
        }
    }

    fn end(mut self) -> Read {
        self.decode();
        self.end_aside();
        let open = u32::try_from(self.stack.len()).unwrap_or(u32::MAX) + self.deeper;
        self.flow.end(self.state.heading);
        Read {
            paragraphs: self.flow.paragraphs,
            document: self.flow.document,
            encoding: self.page.name(),
            open: if self.done { 0 } else { open },
        }
    }
}
