//! Columns for eyes: text on the left and wrapped, numbers on the right and never broken.
//!
//! The width is given, so that the bytes depend on nobody's terminal. Where it does not suffice, columns that may give
//! way are left out and named below; where it still does not, the rest is written in several parts, one below the other,
//! each with the first columns of text.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::super::table::{Cell, Head};
use super::layout::{self, GAP, Measure};
use super::{Sink, escape};

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
                let cells = self.rows.iter().map(|row| row[at].as_str());
                if column.kind.is_text() {
                    Measure::text(&column.heading, cells)
                } else {
                    Measure::number(&column.heading, cells)
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
            if self.head.columns[at].gives_way {
                shown.retain(|&it| it != at);
                away.insert(0, at);
            }
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
        let headings: Vec<Vec<String>> = columns
            .iter()
            .zip(&widths)
            .map(|(&at, &width)| {
                layout::wrapped(&escape::on_one_line(&self.head.columns[at].heading), width)
            })
            .collect();
        let height = headings.iter().map(Vec::len).max().unwrap_or(0);
        // Headings stand on the line, whatever their height.
        let headings: Vec<Vec<String>> = headings
            .into_iter()
            .map(|lines| {
                let mut all = vec![String::new(); height - lines.len()];
                all.extend(lines);
                all
            })
            .collect();
        self.lines(columns, &widths, &headings)?;
        let total = widths.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1);
        writeln!(self.out, "{}", "─".repeat(total))?;
        for at in 0..self.rows.len() {
            let row = &self.rows[at];
            let cells: Vec<Vec<String>> = columns
                .iter()
                .zip(&widths)
                .map(|(&at, &width)| layout::wrapped(&row[at], width))
                .collect();
            self.lines(columns, &widths, &cells)?;
        }
        Ok(())
    }

    /// Writes cells side by side, each of them in its lines.
    fn lines(
        &mut self,
        columns: &[usize],
        widths: &[usize],
        cells: &[Vec<String>],
    ) -> io::Result<()> {
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut written = String::new();
            for ((&at, &width), cell) in columns.iter().zip(widths).zip(cells) {
                let text = cell.get(line).map_or("", String::as_str);
                let space = " ".repeat(width.saturating_sub(text.width()));
                if self.head.columns[at].kind.is_text() {
                    written += text;
                    written += &space;
                } else {
                    written += &space;
                    written += text;
                }
                written += "  ";
            }
            writeln!(self.out, "{}", written.trim_end())?;
        }
        Ok(())
    }

    fn note(&mut self, note: &str) -> io::Result<()> {
        for line in layout::wrapped(&escape::on_one_line(note), self.width) {
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
            self.note(&format!(
                "Not shown for lack of width: {}.",
                headings.join(", ")
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
trust  It takes weeks before     1234567
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
            at_width(&table, 24),
            "\
Code        P1       P2
───────────────────────
trust  1000000  1000000

Code        P3       P4
───────────────────────
trust  1000000  1000000

Code        P5
──────────────
trust  1000000
"
        );
        assert_eq!(at_width(&table, 1).matches("1000000").count(), 5);
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
}
