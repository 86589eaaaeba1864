//! A page as it is written: pieces of text, each with its place.

/// Text that is written in one go on one line, in one font.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where in the page's text it is.
    pub start: usize,
    pub end: usize,
    /// From left to right, in points.
    pub left: f32,
    pub right: f32,
    /// Where its last letter ends; a space may follow.
    pub ink: f32,
    /// Its baseline, from the bottom of the page.
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    /// Whether the file says that it is no content: a header, a footer, a watermark.
    pub artifact: bool,
}

/// What is on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// How wide and how high it is; what stands outside is not seen.
    pub extent: (f32, f32),
    pub text: String,
    pub pieces: Vec<Piece>,
    pub pictures: usize,
    /// Characters, and how many of them nobody can know: their font does not say what they are.
    pub glyphs: usize,
    pub unknown: usize,
    /// Text that does not run from left to right.
    pub turned: String,
    pub turned_runs: usize,
}

/// A character with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a> {
    pub text: &'a str,
    pub x: f32,
    pub y: f32,
    /// Where the next character is expected.
    pub end: f32,
    pub size: f32,
    pub bold: bool,
    pub artifact: bool,
}

/// A gap wider than this, in parts of the size, stands for a space.
pub(super) const SPACE: f32 = 0.15;
/// A gap wider than this is no space between words.
const APART: f32 = 0.9;

impl Page {
    /// Writes a character.
    pub fn write(&mut self, written: Written) {
        // A letter may hang out a little; numbers that are none are nowhere.
        let inside = |at: f32, extent: f32| (-written.size..extent + 1.0).contains(&at);
        if !inside(written.x, self.extent.0) || !inside(written.y, self.extent.1) {
            return;
        }
        let blank = written.text.chars().all(char::is_whitespace);
        match self.gap(&written) {
            Some(_) if blank => {
                if let Some(last) = self.pieces.last_mut() {
                    last.right = written.end.max(last.right);
                }
            }
            Some(gap) if gap <= APART * written.size => {
                let spaced = self.pieces.last().is_some_and(|last| last.right > last.ink);
                if gap > SPACE * written.size || spaced && gap > 0.05 * written.size {
                    self.text.push(' ');
                }
                self.text.push_str(written.text);
                if let Some(last) = self.pieces.last_mut() {
                    last.end = self.text.len();
                    last.ink = written.end;
                    last.right = written.end.max(last.right);
                }
            }
            _ if blank => {}
            _ => self.open_piece(&written),
        }
    }

    /// How far a character stands from the end of the last piece, if it goes on with it.
    fn gap(&self, written: &Written) -> Option<f32> {
        let last = self.pieces.last()?;
        let same = last.bold == written.bold
            && last.artifact == written.artifact
            && (last.size - written.size).abs() <= 0.05 * last.size
            && (last.y - written.y).abs() <= 0.05 * last.size;
        let gap = written.x - last.ink;
        (same && gap > -0.4 * written.size).then_some(gap)
    }

    fn open_piece(&mut self, written: &Written) {
        let start = self.text.len();
        self.text.push_str(written.text);
        self.pieces.push(Piece {
            start,
            end: self.text.len(),
            left: written.x,
            right: written.end,
            ink: written.end,
            y: written.y,
            size: written.size,
            bold: written.bold,
            artifact: written.artifact,
        });
    }
}
