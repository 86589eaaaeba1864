//! Walking through an RTF file: what each control word does to the words after it.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use self::tables::Font;
use super::charset;
use super::flow::Flow;
use super::token::{Token, Tokens};
use super::words::{self, Place};
use crate::transcript::read::document::Document;

mod tables;
mod text;

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
    /// The paragraph with the first text behind the brace that closes the document.
    pub behind: Option<u32>,
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
    }
    walk.end()
}

/// Groups deeper than this share one state: no text has them.
const DEEPEST: usize = 1000;

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

struct Walk {
    flow: Flow,
    state: State,
    stack: Vec<State>,
    /// Groups that were opened beyond the deepest.
    deeper: u32,
    /// Whether the outermost group is closed: what comes then stands behind a brace too many.
    closed: bool,
    /// The first paragraph with text that does.
    behind: Option<u32>,
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
            closed: false,
            behind: None,
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
        if self.stack.is_empty() {
            // What follows goes on as the document did: its code page and fonts hold for it, too.
            self.state = State {
                place: self.state.place,
                ..closed
            };
            self.closed = true;
        }
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

    fn end(mut self) -> Read {
        self.decode();
        self.end_aside();
        let open = u32::try_from(self.stack.len()).unwrap_or(u32::MAX) + self.deeper;
        self.flow.end(self.state.heading);
        Read {
            paragraphs: self.flow.paragraphs,
            document: self.flow.document,
            encoding: self.page.name(),
            open,
            behind: self.behind,
        }
    }
}
