//! Columns for eyes: text on the left and wrapped, numbers on the right and never broken.
//!
//! The width is given, so that the bytes depend on nobody's terminal. Where it does not suffice, columns that may give
//! way are left out and named below; where it still does not, the rest is written in several parts, one below the other,
//! each with the first columns of text. That and the widths of columns are decided here; comfy-table does the rest.

use std::io::{self, Write};

use comfy_table::CellAlignment;

use super::super::table::{Cell, Head};
use super::grid::{Grid, Track};
use super::layout::{self, Measure};
use super::{Sink, escape, wrap};

pub(super) struct Terminal<'w> {
    head: &'w Head,
    width: usize,
    rows: Vec<Vec<String>>,
    out: &'w mut dyn Write,
}

impl<'w> Terminal<'w> {
    pub(super) fn begin(head: &'w Head, width: u16, out: &'w mut dyn Write) -> Self {
        Self {
            head,
            width: width.into(),
            rows: Vec::new(),
            out,
        }
    }

    fn measures(&self) -> Vec<Measure> {
        let columns = self.head.columns.iter().enumerate();
        columns
            .map(|(at, column)| {
                let heading = escape::on_one_line(&column.heading);
                let cells = self.rows.iter().map(|row| row[at].as_str());
                if column.kind.is_text() {
                    Measure::text(&heading, cells)
                } else {
                    Measure::number(&heading, column.below_heading().as_deref(), cells)
                }
            })
            .collect()
    }

    /// The columns that are shown and those that give way.
    fn shown(&self, measures: &[Measure]) -> (Vec<usize>, Vec<usize>) {
        let mut shown: Vec<usize> = (0..measures.len()).collect();
        let mut away = Vec::new();
        for at in (0..measures.len()).rev() {
            let all: Vec<&Measure> = shown.iter().map(|&at| &measures[at]).collect();
            if layout::comfortable(&all) <= self.width {
                break;
            }
            if !self.head.columns[at].gives_way || away.contains(&at) {
                continue;
            }
            // Columns that belong together are met at the last of them.
            let belongs = |it: &usize| self.head.columns[*it].with_left;
            let first = at - (0..=at).rev().take_while(belongs).count();
            shown.retain(|it| !(first..=at).contains(it));
            away.splice(0..0, first..=at);
        }
        (shown, away)
    }

    /// Cuts columns into parts that fit, each with the first columns of text.
    fn parts(&self, shown: &[usize], measures: &[Measure]) -> Vec<Vec<usize>> {
        let is_text = |at: &&usize| self.head.columns[**at].kind.is_text();
        let keys: Vec<usize> = shown.iter().take_while(is_text).copied().collect();
        let mut parts = vec![keys.clone()];
        for &at in &shown[keys.len()..] {
            let part = parts.last_mut().expect("there is a part");
            let wider: Vec<&Measure> = part.iter().chain([&at]).map(|&it| &measures[it]).collect();
            if layout::least(&wider) <= self.width || part.len() == keys.len() {
                part.push(at);
            } else {
                parts.push(keys.iter().chain([&at]).copied().collect());
            }
        }
        parts
    }

    fn part(&mut self, columns: &[usize], measures: &[Measure]) -> io::Result<()> {
        let part: Vec<&Measure> = columns.iter().map(|&at| &measures[at]).collect();
        let widths = layout::widths(&part, self.width);
        let tracks = columns.iter().zip(widths).map(|(&at, width)| {
            let column = &self.head.columns[at];
            Track {
                heading: escape::on_one_line(&column.heading),
                below: column.below_heading(),
                width,
                alignment: if column.kind.is_text() {
                    CellAlignment::Left
                } else {
                    CellAlignment::Right
                },
            }
        });
        let tracks: Vec<Track> = tracks.collect();
        let mut grid = Grid::new(&tracks);
        for row in &self.rows {
            grid.row(columns.iter().map(|&at| row[at].as_str()));
        }
        for line in grid.lines() {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn note(&mut self, note: &str) -> io::Result<()> {
        for line in wrap::wrapped(&escape::on_one_line(note), self.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }
}

impl Sink for Terminal<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let cells = cells.iter().zip(&self.head.columns);
        let cells = cells.map(|(cell, column)| escape::on_one_line(&cell.for_people(column.kind)));
        self.rows.push(cells.collect());
        Ok(())
    }

    fn finish(mut self: Box<Self>, notes: &[String]) -> io::Result<()> {
        if !self.head.title.is_empty() {
            writeln!(self.out, "{}\n", escape::on_one_line(&self.head.title))?;
        }
        let measures = self.measures();
        let (shown, away) = self.shown(&measures);
        for (number, part) in self.parts(&shown, &measures).iter().enumerate() {
            if number > 0 {
                writeln!(self.out)?;
            }
            self.part(part, &measures)?;
        }
        if !notes.is_empty() || !away.is_empty() {
            writeln!(self.out)?;
        }
        for note in notes {
            self.note(note)?;
        }
        if !away.is_empty() {
            let headings = away
                .iter()
                .map(|&at| self.head.columns[at].heading.as_str());
            let headings: Vec<&str> = headings.collect();
            let has_commas = headings.iter().any(|it| it.contains(','));
            let between = if has_commas { "; " } else { ", " };
            self.note(&format!(
                "Not shown for lack of width: {}.",
                headings.join(between)
            ))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use super::*;
    use crate::report::{Column, Format, Options, Table};

    fn at_width(table: &Table, width: u16) -> String {
        let options = Options {
            width,
            ..Options::default()
        };
        written(table, Format::Table, options)
    }

    #[test]
    fn numbers_stand_on_the_right_and_notes_below() {
        assert_eq!(
            at_width(&awkward(), 120),
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
            Cell::text("It takes weeks before they trust you enough to open the post."),
            Cell::Count(1_234_567),
        ]);
        table.note("A note that is longer than the table may be wide, and so is wrapped.");
        assert_eq!(
            at_width(&table, 40),
            "\
Code   What was said            Segments
────────────────────────────────────────
trust  It takes weeks before   1,234,567
       they trust you enough
       to open the post.

A note that is longer than the table may
be wide, and so is wrapped.
"
        );
    }

    #[test]
    fn a_wide_table_is_written_in_parts_and_numbers_are_never_broken() {
        let mut columns = vec![Column::text("code", "Code")];
        columns.extend((1..=5).map(|at| Column::count(format!("p{at}"), format!("P{at}"))));
        let mut table = Table::new("", columns);
        let mut row = vec![Cell::text("trust")];
        row.extend(vec![Cell::Count(1_000_000); 5]);
        table.push(row);
        assert_eq!(
            at_width(&table, 28),
            "\
Code          P1         P2
───────────────────────────
trust  1,000,000  1,000,000

Code          P3         P4
───────────────────────────
trust  1,000,000  1,000,000

Code          P5
────────────────
trust  1,000,000
"
        );
        assert_eq!(at_width(&table, 1).matches("1,000,000").count(), 5);
    }

    #[test]
    fn denominators_stand_below_headings_and_labels_keep_their_indent() {
        let mut table = Table::new(
            "",
            vec![
                Column::text("code", "Code"),
                Column::count("segments", "Segments").out_of(36_551),
                Column::number("rate", "Per 1,000 words", 2),
            ],
        );
        table.push(vec![
            Cell::text("\u{A0}\u{A0}trust of people in services"),
            Cell::Count(1_327),
            Cell::Number(0.5),
        ]);
        assert_eq!(
            at_width(&table, 38),
            "                                   Per
                       Segments  1,000
Code                  of 36,551  words
──────────────────────────────────────
\u{A0}\u{A0}trust of people in      1,327   0.50
\u{A0}\u{A0}services
"
        );
        let heading = "| Code | Segments of 36,551 | Per 1,000 words |";
        assert!(written(&table, Format::Markdown, Options::default()).starts_with(heading));
        for (format, row) in [
            (Format::Csv, ",1327,0.50\n"),
            (Format::Tsv, "\t1327\t0.50\n"),
        ] {
            assert!(written(&table, format, Options::default()).ends_with(row));
        }
        let json = written(&table, Format::Json, Options::default());
        assert!(json.contains("\"segments\":1327,"));
    }

    #[test]
    fn columns_that_may_give_way_are_named_below() {
        let mut table = Table::new(
            "",
            vec![
                Column::text("id", "Transcript"),
                Column::text("encoding", "Encoding").gives_way(),
                Column::count("turns", "Turns"),
            ],
        );
        table.push(vec![Cell::text("fg1"), Cell::text("UTF-8"), Cell::Count(5)]);
        assert_eq!(
            at_width(&table, 20),
            "\
Transcript  Turns
─────────────────
fg1             5

Not shown for lack
of width: Encoding.
"
        );
        assert!(at_width(&table, 30).contains("UTF-8"));
    }

    #[test]
    fn columns_that_belong_together_give_way_together() {
        let columns = vec![
            Column::text("code", "Code"),
            Column::count("a", "Groups, phase 1").gives_way(),
            Column::count("b", "Groups, phase 2")
                .gives_way()
                .with_left(),
            Column::count("ll", "LL"),
        ];
        let mut table = Table::new("", columns);
        table.push(vec![
            Cell::text("trust"),
            Cell::Count(1),
            Cell::Count(2),
            Cell::Count(3),
        ]);
        let narrow = at_width(&table, 22).replace('\n', " ");
        assert!(
            narrow.contains("Groups, phase 1; Groups, phase 2."),
            "{narrow}"
        );
        assert!(at_width(&table, 60).contains("phase 1"));
    }
}
