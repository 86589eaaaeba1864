//! Markdown as `CommonMark` reads it, with the pipe tables of GitHub and pandoc.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Block, Document, Quoted, Run, Style};
use crate::report::Table;
use crate::report::write::{begun, escaped, heading, markdown_rows, paragraph};

/// Writes a document as Markdown. Pictures are left out: their files would have to stand beside it.
pub fn markdown(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", heading(&document.title))?;
    if !document.facts.is_empty() {
        writeln!(out)?;
    }
    for fact in &document.facts {
        writeln!(out, "- {}", paragraph(fact))?;
    }
    for block in &document.blocks {
        self::block(block, out)?;
    }
    Ok(())
}

fn block(block: &Block, out: &mut dyn Write) -> io::Result<()> {
    if matches!(block, Block::Picture(_)) {
        return Ok(());
    }
    writeln!(out)?;
    match block {
        Block::Heading { level, text } => {
            let marks = "#".repeat(usize::from(*level) + 1);
            writeln!(out, "{marks} {}", heading(text))
        }
        Block::Paragraph(runs) | Block::Definition(runs) => writeln!(out, "{}", line(runs)),
        Block::List(points) => points
            .iter()
            .try_for_each(|runs| writeln!(out, "- {}", line(runs))),
        Block::Table(table, _) => self::table(table, out),
        Block::Quote(quoted) => quote(quoted, out),
        Block::Picture(_) => Ok(()),
    }
}

/// The table without its title, which a heading says already.
fn table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    markdown_rows(table, out)?;
    let mut notes = table.notes.iter();
    notes.try_for_each(|note| writeln!(out, "\n{}", paragraph(note)))
}

/// The words between guillemets where something stands around them.
fn quote(quoted: &Quoted, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    let is_alone = quoted.before.is_empty() && quoted.after.is_empty();
    if !quoted.before.is_empty() {
        let _ = write!(text, "{} ", escaped(&quoted.before));
    }
    if is_alone {
        text += &runs(&quoted.words);
    } else {
        let _ = write!(text, "»{}«", runs(&quoted.words));
    }
    if !quoted.after.is_empty() {
        let _ = write!(text, " {}", escaped(&quoted.after));
    }
    writeln!(out, "> {}\n>\n> — {}", begun(&text), escaped(&quoted.label))
}

fn line(all: &[Run]) -> String {
    begun(&runs(all))
}

fn runs(runs: &[Run]) -> String {
    let mut text = String::new();
    for (at, run) in runs.iter().enumerate() {
        let before = runs[..at]
            .iter()
            .rev()
            .find_map(|it| it.text.chars().last());
        let after = runs[at + 1..].iter().find_map(|it| it.text.chars().next());
        let strong = run.style != Style::Plain && is_strong_there(&run.text, before, after);
        let marks = if strong { "**" } else { "" };
        let _ = write!(text, "{marks}{}{marks}", escaped(&run.text));
    }
    text
}

/// Whether stars around a text would be read as marks where it stands: `CommonMark`'s rule of flanking.
fn is_strong_there(text: &str, before: Option<char>, after: Option<char>) -> bool {
    let is_outer = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let begins = |inner: Option<char>, outer| {
        inner.is_some_and(|c| c.is_alphanumeric() || !c.is_whitespace() && is_outer(outer))
    };
    begins(text.chars().next(), before) && begins(text.chars().last(), after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_only_where_they_are_read() {
        let marked = |before: &str, text: &str, after: &str| {
            let style = Style::Marked;
            let text = text.to_owned();
            runs(&[Run::plain(before), Run { text, style }, Run::plain(after)])
        };
        assert_eq!(marked("I ", "trust", "ed her"), "I **trust**ed her");
        assert_eq!(marked("I ", "\"trust\"", " her"), "I **\"trust\"** her");
        assert_eq!(marked("x", "(trust)", "ed"), "x(trust)ed");
        assert_eq!(marked("", "trust*", "."), "**trust\\***.");
    }
}
