//! A document of prose, tables, quotes and pictures, and the two ways of writing it: Markdown and Word.
//!
//! It is made once, of plain text. Each writer escapes what its format would take for its own, so that nothing that somebody
//! said can be markup, and makes control characters visible.

use super::Table;

mod docx;
mod markdown;

pub use docx::docx;
pub use markdown::markdown;

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands below the title: a few facts.
    pub facts: Vec<String>,
    /// The language of what was said and of the codes, as in `en`; the words of the report itself are English.
    pub language: String,
    /// Who made it: program and version.
    pub made_by: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1, the highest below the title, to 3.
        level: u8,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A paragraph in the language of the codes, as a definition.
    Definition(Vec<Run>),
    /// Points in a row.
    List(Vec<Vec<Run>>),
    /// A table; its title is left to the headings around it, its notes stand below it.
    Table(Table, Look),
    /// What somebody said.
    Quote(Quoted),
    /// A picture.
    Picture(Picture),
}

/// How the cells of a table look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// All alike.
    Plain,
    /// Counts are shaded by their share of this number.
    Heat(u64),
    /// Counts are shaded by their share of what they are out of.
    Shares,
}

/// What somebody said, and who and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quoted {
    /// What is said before it.
    pub before: String,
    /// The words themselves.
    pub words: Vec<Run>,
    /// What is said after it.
    pub after: String,
    /// Who, where, when.
    pub label: String,
}

/// A stretch of text that looks alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Like all around it.
    Plain,
    /// Of more weight.
    Strong,
    /// The words that were coded.
    Marked,
}

/// A picture in PNG. Formats that hold text alone leave it out.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The bytes of the file.
    pub png: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// How wide it is on paper, in millimetres.
    pub width: f64,
    /// How high it is on paper, in millimetres.
    pub height: f64,
}

impl Run {
    /// Text like all around it.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: Style::Plain,
        }
    }

    /// Text of more weight.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: Style::Strong,
        }
    }
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            text: text.into(),
        }
    }

    /// A paragraph of plain text.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::plain(text)])
    }

    /// A table whose cells look alike.
    #[must_use]
    pub fn table(table: Table) -> Self {
        Self::Table(table, Look::Plain)
    }
}

#[cfg(test)]
mod tests;
