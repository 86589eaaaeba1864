//! Columns for eyes: text on the left and wrapped at words, numbers on the right and never broken.
//!
//! The width is given, so that the bytes depend on nobody's terminal. A table whose numbers alone are wider is written
//! as wide as they are.

use std::io::{self, Write};

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, TableStyle, Width,
};

use super::super::table::{Cell, Head, Kind};
use super::{Sink, escape};

/// A line under the headings and no other.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// A text column is not made narrower than its longest word, nor than this.
const NARROWEST: u16 = 14;

pub(super) struct Terminal<'w> {
    head: &'w Head,
    width: u16,
    rows: Vec<Vec<String>>,
    out: &'w mut dyn Write,
}

impl<'w> Terminal<'w> {
    pub(super) fn begin(head: &'w Head, width: u16, out: &'w mut dyn Write) -> Self {
        Self {
            head,
            width,
            rows: Vec::new(),
            out,
        }
    }

    fn table(&self) -> comfy_table::Table {
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(self.width);
        let headings = self.head.columns.iter();
        table.set_header(Row::from(
            headings.map(|column| escape::on_one_line(&column.heading)),
        ));
        table.add_rows(self.rows.iter().map(Row::from));
        let last = self.head.columns.len().saturating_sub(1);
        for (at, column) in self.head.columns.iter().enumerate() {
            let narrowest = self.narrowest(at, column.kind, &column.heading);
            let shown = table
                .column_mut(at)
                .expect("the header made a column of each heading");
            let gap = if at == last { 0 } else { 2 };
            shown.set_padding((0, gap));
            if !column.kind.is_text() {
                shown.set_cell_alignment(CellAlignment::Right);
            }
            let width = Width::Fixed(narrowest.saturating_add(gap));
            shown.set_constraint(ColumnConstraint::LowerBoundary(width));
        }
        table
    }

    /// The least width of a column: that of its numbers, or of its longest word within reason.
    fn narrowest(&self, at: usize, kind: Kind, heading: &str) -> u16 {
        let cells = self.rows.iter().map(|row| row[at].as_str());
        let words = heading.split_whitespace();
        let heading = words.map(width).max().unwrap_or(0);
        match kind {
            Kind::Text => {
                let words = cells.flat_map(str::split_whitespace);
                let longest = words.map(width).max().unwrap_or(0);
                longest.min(NARROWEST).max(heading)
            }
            _ => cells.map(width).max().unwrap_or(0).max(heading),
        }
    }
}

impl Sink for Terminal<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let cells = cells.iter().zip(&self.head.columns);
        let cells = cells.map(|(cell, column)| escape::on_one_line(&cell.for_people(column.kind)));
        self.rows.push(cells.collect());
        Ok(())
    }

    fn finish(self: Box<Self>, notes: &[String]) -> io::Result<()> {
        if !self.head.title.is_empty() {
            writeln!(self.out, "{}\n", escape::on_one_line(&self.head.title))?;
        }
        for line in self.table().lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        if !notes.is_empty() {
            writeln!(self.out)?;
        }
        for note in notes {
            for line in wrapped(&escape::on_one_line(note), self.width) {
                writeln!(self.out, "{line}")?;
            }
        }
        Ok(())
    }
}

/// The text in lines of at most this width, broken between words.
fn wrapped(text: &str, most: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line).saturating_add(width(word)) < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> u16 {
    u16::try_from(unicode_width::UnicodeWidthStr::width(text)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use super::*;
    use crate::report::{Column, Format, Options, Table};

    #[test]
    fn numbers_stand_on_the_right_and_notes_below() {
        assert_eq!(
            written(&awkward(), Format::Table, &Options::default()),
            "\
Themes | by phase

Code                   Segments  Participants  Per 1,000 words
──────────────────────────────────────────────────────────────
a \"quoted\", <b> | bar         0       7 of 15             0.00
=1+1 and more \\ ␛[31m        12       0 of 15
日本語 é

Participants: those who speak.
A number that is not defined is left empty.
"
        );
    }

    #[test]
    fn long_text_is_wrapped_at_words_within_the_width() {
        let mut table = Table::new(
            "",
            vec![
                Column::text("code", "Code"),
                Column::text("words", "What was said"),
                Column::count("n", "Segments"),
            ],
        );
        table.push(vec![
            Cell::text("trust"),
            Cell::text("It takes weeks before they trust you enough to open the post ".repeat(3)),
            Cell::Count(1_234_567),
        ]);
        table
            .note("A note that is longer than the table may be wide, and so is wrapped at a word.");
        let options = Options {
            width: 50,
            ..Options::default()
        };
        let written = written(&table, Format::Table, &options);
        assert!(written.lines().all(|line| width(line) <= 50), "{written}");
        assert!(written.contains("1234567"), "{written}");
    }

    #[test]
    fn numbers_are_never_broken_however_narrow_the_terminal() {
        let columns = (0..8).map(|at| Column::count(format!("c{at}"), format!("Count {at}")));
        let mut table = Table::new("", columns.collect());
        table.push(vec![Cell::Count(1_000_000); 8]);
        let options = Options {
            width: 20,
            ..Options::default()
        };
        let written = written(&table, Format::Table, &options);
        assert_eq!(written.matches("1000000").count(), 8, "{written}");
    }
}
