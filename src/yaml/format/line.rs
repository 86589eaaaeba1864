//! The lines of a text, what becomes of each, and how they are written.

use crate::text::{Source, Span};
use crate::yaml::layout::Layout;

/// How much deeper the inside of a collection stands.
pub(super) const STEP: usize = 2;

/// All lines of a text.
pub(super) struct Page<'s> {
    pub source: &'s Source,
    pub lines: Vec<Line>,
    /// White space within lines, and how many spaces it becomes.
    gaps: Vec<(Span, usize)>,
    /// The places of values, by which comments are placed.
    pub marks: Vec<Mark>,
    /// The block lists and mappings.
    pub levels: Vec<Level>,
}

/// A line.
pub(super) struct Line {
    /// Where it stands, without its line break and a byte order mark.
    pub span: Span,
    /// Where its first character stands that is not white space.
    pub first: usize,
    pub kind: Kind,
    /// Whether it ends inside double quotes, where a backslash may hold on to the space at its end.
    pub ends_in_quotes: bool,
    /// Whether a blank line is put before it.
    pub apart: bool,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is blank, and one of several is enough.
    Blank,
    /// It is blank inside a scalar, where it says something.
    Empty,
    /// It is a comment that has no place yet.
    Comment,
    /// It gets this indentation.
    Placed(usize),
    /// It is a block scalar's: of its indentation this much is replaced by that much.
    Content { strip: usize, indent: usize },
    /// It stays as it is.
    Kept,
}

/// A place in the text, and the innermost collection that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub at: usize,
    pub level: Option<usize>,
}

/// A block list or mapping: the column that it stood in and the one it gets.
#[derive(Clone, Copy)]
pub(super) struct Level {
    pub parent: Option<usize>,
    pub old: usize,
    pub new: usize,
    pub is_list: bool,
}

impl<'s> Page<'s> {
    /// Takes a text apart into lines.
    pub fn new(layout: &Layout<'s>) -> Self {
        let source = layout.source;
        let lines = (1..=source.line_count()).filter_map(|number| source.line(number));
        let lines = lines.map(|span| line(source, span)).collect();
        let mut page = Self {
            source,
            lines,
            gaps: Vec::new(),
            marks: Vec::new(),
            levels: Vec::new(),
        };
        for comment in layout.comments() {
            if comment.whole_line {
                page.lines[comment.line - 1].kind = Kind::Comment;
            }
            page.space_comment(comment.span);
        }
        page
    }

    /// Puts a space after the `#` of a comment that begins with a word, and turns tabs before it into spaces.
    fn space_comment(&mut self, span: Span) {
        let text = self.source.text();
        let begins = text[span.start + 1..].chars().next();
        if begins.is_some_and(char::is_alphanumeric) {
            self.gaps
                .push((Span::new(span.start + 1, span.start + 1), 1));
        }
        let before = text[..span.start].trim_end_matches([' ', '\t']).len();
        let line = &self.lines[self.index(span.start)];
        if before > line.span.start && text[before..span.start].contains('\t') {
            self.gaps.push((Span::new(before, span.start), 2));
        }
    }

    /// The number, from 0, of the line that a byte stands on.
    pub fn index(&self, byte: usize) -> usize {
        self.source.line_number(byte) - 1
    }

    /// Makes the white space between two places on one line this many spaces.
    pub fn gap(&mut self, start: usize, end: usize, spaces: usize) {
        let Some(between) = self.source.text().get(start..end) else {
            return;
        };
        if between.bytes().all(|it| it == b' ' || it == b'\t') {
            self.gaps.push((Span::new(start, end), spaces));
        }
    }

    /// Writes the lines.
    pub fn write(mut self) -> String {
        self.gaps.sort_unstable();
        let text = self.source.text();
        let line_break = line_break(text);
        let mut out = String::with_capacity(text.len());
        let mut rows = Rows::default();
        for line in &self.lines {
            let first = self
                .gaps
                .partition_point(|(gap, _)| gap.start < line.span.start);
            let row = row(text, line, &self.gaps[first..]);
            rows.add(line, row);
        }
        if text.starts_with('\u{feff}') {
            out.push('\u{feff}');
        }
        for row in rows.finish() {
            out += &row;
            out += line_break;
        }
        out
    }
}

fn line(source: &Source, span: Span) -> Line {
    let mark = source.slice(span).strip_prefix('\u{feff}');
    let start = mark.map_or(span.start, |rest| span.end - rest.len());
    let bare = source.text()[start..span.end].trim_start_matches([' ', '\t']);
    Line {
        span: Span::new(start, span.end),
        first: span.end - bare.len(),
        kind: if bare.is_empty() {
            Kind::Blank
        } else {
            Kind::Kept
        },
        ends_in_quotes: false,
        apart: false,
    }
}

/// How a line is written.
fn row(text: &str, line: &Line, gaps: &[(Span, usize)]) -> String {
    let indent = match line.kind {
        Kind::Blank | Kind::Empty => return String::new(),
        Kind::Kept => return text[line.span.range()].to_owned(),
        Kind::Content { strip, indent } => {
            let spaces = line.first - line.span.start;
            let rest = &text[line.span.start + strip.min(spaces)..line.span.end];
            return format!("{}{rest}", " ".repeat(indent));
        }
        Kind::Placed(indent) => indent,
        // Every comment has its place by now.
        Kind::Comment => line.first - line.span.start,
    };
    let mut row = " ".repeat(indent);
    let mut at = line.first;
    for (gap, spaces) in gaps {
        if gap.start >= line.span.end {
            break;
        }
        if gap.start >= at {
            row += &text[at..gap.start];
            row += &" ".repeat(*spaces);
            at = gap.end;
        }
    }
    row += &text[at..line.span.end];
    let bare = row.trim_end_matches([' ', '\t']).len();
    if !(line.ends_in_quotes && row[..bare].ends_with('\\')) {
        row.truncate(bare);
    }
    row
}

/// Rows as they come out, with one blank line for several.
#[derive(Default)]
struct Rows {
    written: Vec<String>,
    /// How many rows there are up to the last one that may not be dropped.
    needed: usize,
    blank: bool,
}

impl Rows {
    fn add(&mut self, line: &Line, row: String) {
        if line.kind == Kind::Blank {
            self.blank = true;
            return;
        }
        if (self.blank || line.apart) && self.needed > 0 {
            self.written.push(String::new());
        }
        self.blank = false;
        self.written.push(row);
        self.needed = self.written.len();
    }

    fn finish(mut self) -> Vec<String> {
        self.written.truncate(self.needed);
        self.written
    }
}

/// CR LF where the text has no other line break, else LF.
fn line_break(text: &str) -> &'static str {
    let both = text.matches("\r\n").count();
    let is_throughout =
        both > 0 && text.matches('\n').count() == both && text.matches('\r').count() == both;
    if is_throughout { "\r\n" } else { "\n" }
}
