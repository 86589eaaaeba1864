//! Following the content of a page: what is written where.
//!
//! Only what moves, names or shows text is followed; colours, lines and pictures are stepped over.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources;

use super::cmap;
use super::font::Font;
use super::matrix::Matrix;
use super::page::{Page, Written};
use super::stream::{Budget, TooMuch};
use super::token::{Token, Tokens, string};

/// Forms in forms deeper than this are not followed: nobody writes them.
const DEEPEST_FORM: usize = 12;
/// States saved in states.
const DEEPEST_STATE: usize = 256;
/// Operands of one operator.
const MOST_OPERANDS: usize = 1 << 16;
/// Fonts of a file.
const MOST_FONTS: usize = 2_000;
/// What drawing a form costs beyond its length, in bytes of content: forms that draw forms multiply.
const FORM: usize = 1 << 10;
/// What a piece of text that stands apart costs, in characters.
const PIECE: usize = 10;
/// What all character maps of a file map.
const MOST_MAPPINGS: u32 = 4_000_000;

/// What is kept from page to page, and what the file may still cost.
#[derive(Debug)]
pub(super) struct Reader {
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    fallback: Rc<Font>,
    pub budget: Budget,
    mappings: u32,
    /// How many characters may still be written.
    pub glyphs: usize,
}

impl Reader {
    /// A reader that may unpack so many bytes in all and write so many characters.
    pub fn new(content: usize, glyphs: usize) -> Self {
        Self {
            fonts: HashMap::new(),
            fallback: Rc::new(Font::fallback()),
            budget: Budget { content, page: 0 },
            mappings: MOST_MAPPINGS,
            glyphs,
        }
    }

    /// Writes what a page's content shows. `frame` maps the page's space to one with the origin at the lower left;
    /// `most` is how many bytes may be unpacked for it.
    pub fn page(
        &mut self,
        page: &hayro_syntax::page::Page,
        frame: Matrix,
        most: usize,
    ) -> Result<Page, TooMuch> {
        self.budget.page = most;
        let contents: Vec<Stream> = match page.raw().get::<Stream>(b"Contents") {
            Some(stream) => vec![stream],
            None => page
                .raw()
                .get::<Array>(b"Contents")
                .map(|streams| streams.iter::<Stream>().collect())
                .unwrap_or_default(),
        };
        let mut content: Cow<[u8]> = Cow::default();
        for stream in contents {
            let part = self.budget.unpack(&stream)?;
            if content.is_empty() {
                content = part;
            } else {
                let whole = content.to_mut();
                whole.push(b'\n');
                whole.extend_from_slice(&part);
            }
        }
        let mut walk = Walk {
            reader: self,
            page: Page {
                extent: page.render_dimensions(),
                ..Page::default()
            },
            artifacts: Vec::new(),
            bytes: Vec::new(),
            forms: Vec::new(),
        };
        let state = State {
            map: frame,
            ..State::default()
        };
        walk.follow(&content, page.resources(), state)?;
        Ok(walk.page)
    }

    fn font(&mut self, resources: &Resources, name: &[u8]) -> Rc<Font> {
        let name = Name::new_unescaped(name);
        let id = resources
            .fonts
            .get_ref(name.as_ref())
            .map(ObjectIdentifier::from);
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Rc::clone(font);
        }
        let dict = resources
            .get_font(&name)
            .filter(|_| self.fonts.len() < MOST_FONTS);
        let font = dict.map_or_else(
            || Rc::clone(&self.fallback),
            |dict| Rc::new(Font::read(&dict, &mut self.budget, &mut self.mappings)),
        );
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        font
    }
}

/// How text is written at a moment.
#[derive(Clone, Debug)]
struct State {
    map: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    character_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    /// Whether letters are filled and outlined, which makes them bold.
    outlined: bool,
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            map: Matrix::IDENTITY,
            font: None,
            size: 1.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            outlined: false,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

impl State {
    fn next_line(&mut self, x: f32, y: f32) {
        self.line.advance(x, y);
        self.text = self.line;
    }
}

/// What a marked part of the content is.
#[derive(Debug)]
enum Mark {
    Content,
    Artifact,
    /// What is written in it stands for this text.
    Instead(Option<String>),
}

struct Walk<'r> {
    reader: &'r mut Reader,
    page: Page,
    artifacts: Vec<Mark>,
    bytes: Vec<u8>,
    /// The forms that are being drawn, one in the other.
    forms: Vec<ObjectIdentifier>,
}

impl Walk<'_> {
    fn follow(
        &mut self,
        content: &[u8],
        resources: &Resources,
        mut state: State,
    ) -> Result<(), TooMuch> {
        let marks = self.artifacts.len();
        let mut saved: Vec<State> = Vec::new();
        let mut tokens = Tokens::new(content);
        let mut operands: Vec<Token> = Vec::new();
        // Fonts are named again and again.
        let mut fonts: HashMap<&[u8], Rc<Font>> = HashMap::new();
        while let Some(token) = tokens.next() {
            let Token::Operator(operator) = token else {
                if operands.len() < MOST_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            match operator {
                b"q" if saved.len() < DEEPEST_STATE => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => {
                    if let Some(map) = numbers(&operands) {
                        state.map = Matrix(map).then(state.map);
                    }
                }
                b"Tf" => {
                    if let [.., Token::Name(name), Token::Number(size)] = operands[..] {
                        let font = fonts
                            .entry(name)
                            .or_insert_with(|| self.reader.font(resources, name));
                        state.font = Some(Rc::clone(font));
                        state.size = size;
                    }
                }
                b"Do" => {
                    if let [.., Token::Name(name)] = operands[..] {
                        self.object(resources, name, &state)?;
                    }
                }
                b"BI" => {}
                b"ID" => {
                    tokens.skip_image();
                    self.page.pictures += 1;
                }
                b"BMC" | b"BDC" => self.mark(&operands),
                b"EMC" if self.artifacts.len() > marks => {
                    self.artifacts.pop();
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => self.show(operator, &operands, &mut state)?,
                _ => set(operator, &operands, &mut state),
            }
            operands.clear();
        }
        self.artifacts.truncate(marks);
        Ok(())
    }

    /// Draws another object: a picture, or a form, which is content of its own.
    fn object(&mut self, resources: &Resources, name: &[u8], state: &State) -> Result<(), TooMuch> {
        let Some(stream) = resources.get_x_object(&Name::new_unescaped(name)) else {
            return Ok(());
        };
        let dict = stream.dict();
        let kind = dict.get::<Name>(b"Subtype");
        if kind.is_none_or(|kind| kind.as_ref() != b"Form") {
            self.page.pictures += 1;
            return Ok(());
        }
        let id = stream.obj_id();
        if self.forms.len() >= DEEPEST_FORM || self.forms.contains(&id) {
            return Ok(());
        }
        self.reader.budget.spend(FORM)?;
        let content = self.reader.budget.unpack(&stream)?;
        let mut inner = state.clone();
        if let Some(matrix) = dict.get::<Array>(b"Matrix") {
            let mut map = Matrix::IDENTITY;
            for (place, number) in map.0.iter_mut().zip(matrix.iter::<f32>()) {
                *place = number;
            }
            inner.map = map.then(inner.map);
        }
        let own = dict.get::<Dict>(b"Resources").map(Resources::new);
        self.forms.push(id);
        let followed = self.follow(&content, own.as_ref().unwrap_or(resources), inner);
        self.forms.pop();
        followed
    }

    /// A marked part starts.
    fn mark(&mut self, operands: &[Token]) {
        let mut mark = match operands.first() {
            Some(Token::Name(b"Artifact")) => Mark::Artifact,
            _ => Mark::Content,
        };
        let mut instead = operands
            .windows(2)
            .filter(|pair| pair[0] == Token::Name(b"ActualText"));
        if let Some([_, text]) = instead.next()
            && string(*text, &mut self.bytes)
        {
            let text = match self.bytes.strip_prefix(b"\xFE\xFF") {
                Some(utf16) => cmap::utf16(utf16),
                None => encoding_rs::mem::decode_latin1(&self.bytes).into_owned(),
            };
            mark = Mark::Instead(Some(text));
        }
        if self.artifacts.len() < DEEPEST_STATE {
            self.artifacts.push(mark);
        }
    }

    /// Shows strings.
    fn show(
        &mut self,
        operator: &[u8],
        operands: &[Token],
        state: &mut State,
    ) -> Result<(), TooMuch> {
        if operator == b"\""
            && let [Token::Number(word), Token::Number(character), ..] = operands
        {
            state.word_space = *word;
            state.character_space = *character;
        }
        if operator != b"Tj" && operator != b"TJ" {
            state.next_line(0.0, -state.leading);
        }
        let font = match &state.font {
            Some(font) => Rc::clone(font),
            None => Rc::clone(&self.reader.fallback),
        };
        let mut bytes = std::mem::take(&mut self.bytes);
        for operand in operands {
            if let Token::Number(number) = operand
                && operator == b"TJ"
            {
                let by = -number / 1000.0 * state.size;
                if font.vertical() {
                    state.text.advance(0.0, by);
                } else {
                    state.text.advance(by * state.stretch, 0.0);
                }
            } else if string(*operand, &mut bytes) {
                self.string(&font, &bytes, state)?;
            }
        }
        self.bytes = bytes;
        Ok(())
    }

    fn string(&mut self, font: &Font, mut bytes: &[u8], state: &mut State) -> Result<(), TooMuch> {
        let artifact = self
            .artifacts
            .iter()
            .any(|mark| matches!(mark, Mark::Artifact));
        let all = state.text.then(state.map);
        let size = all.height() * state.size.abs();
        let upright = all.is_upright() && !font.vertical() && size.is_finite();
        let across = all.width();
        let rise = state.rise * state.map.height();
        let bold = font.bold || state.outlined;
        if !upright && !bytes.is_empty() {
            self.page.turned_runs += 1;
        }
        while let Some(glyph) = font.next(&mut bytes) {
            let mut buffer = [0; 4];
            let known = glyph.text.as_ref().map(|text| text.as_str(&mut buffer));
            let letters = known.map_or(0, |text| text.len() / 8);
            self.reader.glyphs = self.reader.glyphs.checked_sub(1 + letters).ok_or(TooMuch)?;
            let mut width = glyph.width * state.size + state.character_space;
            if glyph.space {
                width += state.word_space;
            }
            width *= state.stretch;
            let [.., left, bottom] = state.text.0;
            let (x, y) = state.map.point(left, bottom);
            if font.vertical() {
                state.text.advance(0.0, -state.size);
            } else {
                state.text.advance(width, 0.0);
            }
            self.page.glyphs += 1;
            let instead = self.artifacts.iter_mut().rev().find_map(|mark| match mark {
                Mark::Instead(text) => Some(text.take().unwrap_or_default()),
                _ => None,
            });
            let text = match (&instead, known) {
                (Some(text), _) => text,
                (None, Some(text)) => text,
                (None, None) => {
                    self.page.unknown += 1;
                    "\u{FFFD}"
                }
            };
            if text.is_empty() {
                continue;
            }
            if !upright {
                if self.page.turned.len() < 200 {
                    self.page.turned.push_str(text);
                }
                continue;
            }
            let pieces = self.page.pieces.len();
            self.page.write(Written {
                text,
                x,
                y: y + rise,
                end: x + width * across,
                size,
                bold,
                artifact,
            });
            if self.page.pieces.len() > pieces {
                self.reader.glyphs = self.reader.glyphs.checked_sub(PIECE).ok_or(TooMuch)?;
            }
        }
        Ok(())
    }
}

/// What the simple operators of text set.
fn set(operator: &[u8], operands: &[Token], state: &mut State) {
    match operator {
        b"BT" => {
            state.text = Matrix::IDENTITY;
            state.line = Matrix::IDENTITY;
        }
        b"Tm" => {
            if let Some(map) = numbers(operands) {
                state.text = Matrix(map);
                state.line = state.text;
            }
        }
        b"Td" | b"TD" => {
            if let Some([x, y]) = numbers(operands) {
                if operator == b"TD" {
                    state.leading = -y;
                }
                state.next_line(x, y);
            }
        }
        b"T*" => state.next_line(0.0, -state.leading),
        _ => {
            let Some([number]) = numbers(operands) else {
                return;
            };
            match operator {
                b"Tc" => state.character_space = number,
                b"Tw" => state.word_space = number,
                b"Tz" => state.stretch = number / 100.0,
                b"TL" => state.leading = number,
                b"Ts" => state.rise = number,
                b"Tr" => state.outlined = (1.5..2.5).contains(&number),
                _ => {}
            }
        }
    }
}

/// The last operands as numbers.
fn numbers<const N: usize>(operands: &[Token]) -> Option<[f32; N]> {
    let last = operands.last_chunk::<N>()?;
    let mut numbers = [0.0; N];
    for (number, operand) in numbers.iter_mut().zip(last) {
        let Token::Number(value) = operand else {
            return None;
        };
        *number = *value;
    }
    Some(numbers)
}
