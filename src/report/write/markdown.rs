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
            writeln!(out, "## {}\n", heading(&head.title))?;
        }
        let headings = head.columns.iter().map(|column| {
            let name = escaped(&column.heading);
            match column.below_heading() {
                Some(below) => format!("{name} {below}"),
                None => name,
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
            writeln!(self.out, "\n{}", paragraph(note))?;
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

/// The text on one line, without anything that Markdown (`CommonMark`, GitHub, pandoc) reads as its own wherever it stands.
pub(in crate::report) fn escaped(text: &str) -> String {
    let text = escape::on_one_line(text);
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' => escaped += "&lt;",
            '&' => escaped += "&amp;",
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '~' | '$' => escaped.extend(['\\', c]),
            ':' | '.' if makes_a_link(&text, at) => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether the character there makes a link of a bare address: the colon of `https://`, the dot of `www.`.
fn makes_a_link(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    if rest.starts_with("://") {
        return before.ends_with(|c: char| c.is_ascii_alphabetic());
    }
    let www = before.len().checked_sub(3);
    let www = www.and_then(|from| before.get(from..));
    rest.starts_with('.') && www.is_some_and(|www| www.eq_ignore_ascii_case("www"))
}

/// The same as a paragraph, at whose beginning more is read as marks: of headings, lists, quotes, rules.
pub(in crate::report) fn paragraph(text: &str) -> String {
    begun(&escaped(text))
}

/// Escaped text at the beginning of a line.
pub(in crate::report) fn begun(text: &str) -> String {
    let text = text.trim_start_matches([' ', '\t']);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = &text[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &text[..digits]);
    }
    if text.starts_with(['#', '>', '-', '+', '=', ':']) {
        return format!("\\{text}");
    }
    text.to_owned()
}

/// The same behind the marks of a heading, where `#` at the end would be taken for the end of the heading.
pub(in crate::report) fn heading(text: &str) -> String {
    let text = escaped(text.trim());
    let name = text.trim_end_matches('#');
    let would_close = name.len() < text.len() && (name.is_empty() || name.ends_with(' '));
    if would_close {
        format!("{name}\\{}", &text[name.len()..])
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use super::*;
    use crate::report::{Column, Format, Options};

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

    #[test]
    fn text_is_no_mark_and_no_link() {
        for (said, written) in [
            ("~~no~~ $x$", r"\~\~no\~\~ \$x\$"),
            ("see https://x.org/a", r"see https\://x.org/a"),
            ("see WWW.x.org", r"see WWW\.x.org"),
            ("9:30, and/or a: yes", "9:30, and/or a: yes"),
            ("the end. Then: no", "the end. Then: no"),
        ] {
            assert_eq!(escaped(said), written);
        }
    }

    #[test]
    fn what_begins_a_line_is_no_mark() {
        for (said, written) in [
            ("# no heading", r"\# no heading"),
            ("1. no list", r"1\. no list"),
            ("1999) no list", r"1999\) no list"),
            ("---", r"\---"),
            ("> no quote", r"\> no quote"),
            ("    no code", "no code"),
            ("7 of 15", "7 of 15"),
            ("* no list", r"\* no list"),
        ] {
            assert_eq!(paragraph(said), written);
        }
    }

    #[test]
    fn a_heading_keeps_the_signs_at_its_end() {
        for (said, written) in [
            ("Group #", r"Group \#"),
            ("Group ##", r"Group \##"),
            ("#", r"\#"),
            ("C#", "C#"),
            ("Code # 1", "Code # 1"),
        ] {
            assert_eq!(heading(said), written);
        }
    }

    #[test]
    fn titles_cells_and_notes_are_escaped_where_they_stand() {
        let mut table = Table::new("Group #", vec![Column::text("code", "Code")]);
        table.push(vec![Cell::text("~~a~~ www.x.org")]);
        table.note("1. no list");
        let written = written(&table, Format::Markdown, Options::default());
        for line in [r"## Group \#", r"| \~\~a\~\~ www\.x.org |", r"1\. no list"] {
            assert!(written.lines().any(|it| it == line), "{line}: {written}");
        }
    }
}
