//! A Markdown table (GitHub, pandoc `pipe_tables`), with its title above and its notes below.

use std::io::{self, Write};

use super::super::Provenance;
use super::super::table::{Cell, Head, Table};
use super::{Sink, escape};

pub(super) struct Markdown<'w> {
    head: &'w Head,
    /// `None` for a table that has another below it.
    made_by: Option<&'w Provenance>,
    out: &'w mut dyn Write,
}

impl<'w> Markdown<'w> {
    pub(super) fn begin(
        head: &'w Head,
        made_by: Option<&'w Provenance>,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        if !head.title.is_empty() {
            writeln!(out, "## {}\n", escaped(&head.title))?;
        }
        let headings = head.columns.iter().map(|column| {
            let heading = escaped(&column.heading);
            match column.below_heading() {
                Some(below) => format!("{heading} {below}"),
                None => heading,
            }
        });
        line(headings, out)?;
        let rules = head.columns.iter().map(|column| {
            let rule = if column.kind.is_text() { "---" } else { "---:" };
            rule.to_owned()
        });
        line(rules, out)?;
        Ok(Self { head, made_by, out })
    }
}

impl Sink for Markdown<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let cells = cells.iter().zip(&self.head.columns);
        let cells = cells.map(|(cell, column)| escaped(&cell.for_people(column.kind)));
        line(cells, self.out)
    }

    fn finish(self: Box<Self>, notes: &[String]) -> io::Result<()> {
        for note in notes {
            writeln!(self.out, "\n{}", escaped(note))?;
        }
        match self.made_by {
            Some(made_by) => writeln!(self.out, "\n*{}.*", escaped(&made_by.line())),
            None => Ok(()),
        }
    }
}

/// The rows of a table under its headings, and nothing else of it.
pub(in crate::report) fn rows(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let head = Head {
        title: String::new(),
        columns: table.head.columns.clone(),
        ..Head::default()
    };
    let mut sink = Markdown::begin(&head, None, out)?;
    table.rows.iter().try_for_each(|row| sink.row(row))
}

fn line(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {cell} ")?;
    }
    writeln!(out, "|")
}

/// The text on one line, without anything that Markdown reads as its own.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in escape::on_one_line(text).chars() {
        match c {
            '<' => escaped += "&lt;",
            '&' => escaped += "&amp;",
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use crate::report::{Format, Options};

    #[test]
    fn text_breaks_neither_the_table_nor_the_page() {
        assert_eq!(
            written(&awkward(), Format::Markdown, Options::default()),
            r#"## Themes \| by phase

| Code | Segments | Participants | Per 1,000 words |
| --- | ---: | ---: | ---: |
| a "quoted", &lt;b> \| bar | 0 | 7 of 15 | 0.00 |
| =1+1 and more \\ ␛\[31m | 12 | 0 of 15 |  |
| 日本語 é |  |  |  |

Participants: those who speak.

A number that is not defined is left empty.

*Made by thematica 1.2.3 (themes) with the codebook link-workers 1.0.0 (sha256 abc); unit sentence.*
"#
        );
    }
}
