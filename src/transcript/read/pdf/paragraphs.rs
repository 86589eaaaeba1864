//! From lines to paragraphs: which line goes on with the one before, and how words that were cut at its end are joined.
//!
//! A line ends a paragraph where the next one's first word would still have fitted: whoever broke it there meant it.

use std::collections::HashSet;

use super::label;
use super::lines::{Column, Line};
use super::tables::Table;
use super::vocabulary::Vocabulary;
use crate::transcript::read::document::{Block, Paragraph};

/// The paragraphs and tables of all lines, in order. Each has the number of its page.
pub(super) fn blocks(lines: &[Line], tables: Vec<Table>) -> Vec<Block> {
    let measures = Measures::of(lines);
    let mut starts: Vec<Start> = (0..lines.len())
        .map(|at| measures.start(lines, at))
        .collect();
    // A label that starts a paragraph somewhere does so everywhere.
    let labels: HashSet<&str> = lines
        .iter()
        .zip(&starts)
        .filter(|(_, start)| **start == Start::Yes)
        .filter_map(|(line, _)| label::of(line))
        .collect();
    for at in 1..lines.len() {
        let known = label::of(&lines[at]).is_some_and(|label| labels.contains(label));
        if starts[at] == Start::No && (known || label::may_start(&lines[at - 1], &lines[at])) {
            starts[at] = Start::Yes;
        }
    }
    let vocabulary = Vocabulary::of(lines, &starts);
    let mut blocks: Vec<Block> = Vec::new();
    let mut tables = tables.into_iter().peekable();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some(table) = tables.next_if(|table| table.lines.start == at) {
            at = table.lines.end;
            blocks.push(Block::Table {
                rows: table.rows,
                number: line.page,
            });
            continue;
        }
        match blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) if starts[at] == Start::No => {
                append(paragraph, line, &vocabulary);
            }
            _ => blocks.push(Block::Paragraph(Paragraph {
                text: line.text.trim_end().to_owned(),
                bold: line.bold.clone(),
                heading: measures.is_heading(line),
                number: line.page,
            })),
        }
        at += 1;
    }
    blocks
}

/// Goes on with a paragraph.
fn append(paragraph: &mut Paragraph, line: &Line, vocabulary: &Vocabulary) {
    let text = &mut paragraph.text;
    text.truncate(text.trim_end().len());
    match vocabulary.joint(text, &line.text) {
        Joint::Space => text.push(' '),
        Joint::Nothing => {}
        Joint::Hyphen => {
            text.pop();
        }
    }
    let shift = text.len();
    text.push_str(line.text.trim_end());
    let ends = text.len();
    for (from, to) in &line.bold {
        paragraph
            .bold
            .push(((from + shift).min(ends), (to + shift).min(ends)));
    }
    paragraph.heading = false;
}

/// How two lines are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// With a space.
    Space,
    /// As they are.
    Nothing,
    /// Without the hyphen at the first's end.
    Hyphen,
}

/// Whether a line starts a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    Yes,
    No,
}

/// Where lines usually end and how far they are apart.
#[derive(Debug)]
struct Measures {
    size: f32,
    /// From baseline to baseline within a paragraph.
    pitch: f32,
    /// The right edges of the columns.
    right: [f32; 3],
    indents: Indents,
}

/// How the first line of a paragraph differs from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indents {
    None,
    /// The first line is indented.
    First,
    /// All others are.
    Hanging,
}

impl Measures {
    fn of(lines: &[Line]) -> Self {
        let size = usual_size(lines);
        let mut gaps: Vec<f32> = lines
            .windows(2)
            .filter(|pair| same_block(&pair[0], &pair[1]))
            .map(|pair| pair[0].y - pair[1].y)
            .filter(|gap| (0.5 * size..4.0 * size).contains(gap))
            .collect();
        let pitch = percentile(&mut gaps, 15).unwrap_or(1.2 * size);
        let right = [Column::Only, Column::Left, Column::Right].map(|column| {
            let of_column = lines.iter().filter(|line| line.column == column);
            let mut rights: Vec<f32> = of_column.map(|line| line.right).collect();
            percentile(&mut rights, 98).unwrap_or(0.0)
        });
        let mut measures = Self {
            size,
            pitch,
            right,
            indents: Indents::None,
        };
        measures.indents = measures.indents(lines);
        measures
    }

    /// How far apart lines of this size are, at the most, within a paragraph.
    fn widest(&self, line: &Line) -> f32 {
        1.3 * self.pitch * (line.size / self.size).max(1.0)
    }

    fn start(&self, lines: &[Line], at: usize) -> Start {
        let line = &lines[at];
        let Some(before) = at.checked_sub(1).map(|at| &lines[at]) else {
            return Start::Yes;
        };
        if line.numbered || self.is_short(before, line) {
            return self.unless_it_goes_on(before, line);
        }
        if !same_block(before, line) {
            return Start::No;
        }
        let gap = before.y - line.y;
        let other_size = (before.size - line.size).abs() > 0.1 * before.size.max(line.size);
        if other_size || gap < -0.5 * self.size || gap > self.widest(line) {
            return Start::Yes;
        }
        let shift = line.left - before.left;
        let indented = shift > 0.8 * self.size;
        let outdented = shift < -0.8 * self.size;
        match self.indents {
            Indents::First if indented => Start::Yes,
            Indents::Hanging if outdented => Start::Yes,
            _ => Start::No,
        }
    }

    /// A sentence that a page's end cuts goes on even after a short line.
    fn unless_it_goes_on(&self, before: &Line, line: &Line) -> Start {
        let open = before
            .text
            .trim_end()
            .ends_with(|c: char| c.is_lowercase() || c == ',');
        let small = line.text.starts_with(char::is_lowercase);
        let near_the_edge = before.right > 0.7 * self.right_edge(before);
        if !same_block(before, line) && !line.numbered && open && small && near_the_edge {
            return Start::No;
        }
        Start::Yes
    }

    fn right_edge(&self, line: &Line) -> f32 {
        self.right[line.column as usize]
    }

    /// Whether the first word of the next line would have fitted on a line.
    fn is_short(&self, line: &Line, next: &Line) -> bool {
        let word = next.text.split_whitespace().next().unwrap_or_default();
        let letters = next.text.trim_end().chars().count().max(1);
        let width = next.right - next.left;
        #[expect(clippy::cast_precision_loss, reason = "lines are short")]
        let word = width * word.chars().count() as f32 / letters as f32;
        line.right + word + 0.8 * line.size < self.right_edge(line)
    }

    fn indents(&self, lines: &[Line]) -> Indents {
        let (mut first, mut hanging) = (0, 0);
        for at in 1..lines.len() {
            let (before, line) = (&lines[at - 1], &lines[at]);
            let near = same_block(before, line) && before.y - line.y <= self.widest(line);
            if !near || self.is_short(before, line) {
                continue;
            }
            let starts = before.numbered
                || label::of(before).is_some()
                || at < 2
                || self.is_short(&lines[at - 2], before)
                || !same_block(&lines[at - 2], before)
                || lines[at - 2].y - before.y > self.widest(before);
            let shift = line.left - before.left;
            if starts && shift > 0.8 * self.size {
                hanging += 1;
            } else if starts && shift < -0.8 * self.size {
                first += 1;
            }
        }
        match () {
            () if first > hanging && first > 1 => Indents::First,
            () if hanging > first => Indents::Hanging,
            () => Indents::None,
        }
    }

    fn is_heading(&self, line: &Line) -> bool {
        line.size > 1.15 * self.size && label::of(line).is_none()
    }
}

fn same_block(one: &Line, other: &Line) -> bool {
    (one.page, one.block) == (other.page, other.block)
}

/// The size that most of the text has.
fn usual_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines
        .iter()
        .map(|line| (line.size, line.text.len()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: usize = sizes.iter().map(|(_, length)| length).sum();
    let mut so_far = 0;
    for (size, length) in sizes {
        so_far += length;
        if so_far * 2 >= all {
            return size.max(0.1);
        }
    }
    10.0
}

fn percentile(values: &mut [f32], percent: usize) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    let last = values.len().checked_sub(1)?;
    values.get(last * percent / 100).copied()
}
