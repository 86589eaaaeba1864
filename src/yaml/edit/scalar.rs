//! Rewriting a scalar in the style that it has.

use super::{Found, edit};
use crate::diagnostic::Edit;
use crate::text::Span;
use crate::yaml::layout::{Block, Chomping, Layout, Style, What};
use crate::yaml::write::{self, is_printable};

impl Layout<'_> {
    /// Gives a scalar another text. `span` is its node's; a key is a scalar too.
    ///
    /// Quotes stay what they are, and a plain scalar stays plain where it can. Where it cannot, and where single quotes
    /// cannot hold the text, double quotes are used. A block is rewritten when it has no digit in its header, does not
    /// keep the blank lines after it, and the text ends as the block's texts do; a folded one, when the text is one line.
    #[must_use]
    pub fn replace_scalar(&self, span: Span, new_text: &str) -> Option<Edit> {
        // The node of an empty block stands where the next key begins, and has no length.
        let found = self.find(span.start, |piece| match piece.what {
            What::Scalar(Style::Block(_)) => true,
            What::Scalar(_) => piece.span == span,
            _ => false,
        })?;
        let What::Scalar(style) = found.piece.what else {
            return None;
        };
        let written = match style {
            Style::Block(block) => return self.block(block, found.piece.span, new_text),
            // The parser lets a text over several lines go on after a comment that a tab stands before.
            _ if self.has_comment(found.piece.span) => return None,
            Style::Plain => self.plain(found, new_text),
            Style::Single => single_quoted(new_text),
            Style::Double => None,
        };
        let written = written.unwrap_or_else(|| write::double_quoted(new_text));
        Some(edit(found.piece.span, written))
    }

    /// The text as a plain scalar, where that is the same text again to every reader of YAML. What looked like a number
    /// or a truth value may look like one again.
    fn plain(&self, found: Found<'_>, text: &str) -> Option<String> {
        let was_typed = looks_typed(self.source.slice(found.piece.span));
        let is_safe =
            is_plain(text, found.flow) && !looks_null(text) && (was_typed || !looks_typed(text));
        is_safe.then(|| text.to_owned())
    }

    fn block(&self, block: Block, written: Span, text: &str) -> Option<Edit> {
        let lines = lines_of(block, text)?;
        let indentation = self.indentation(block.taken.start)?;
        // The first line is the one below the header, and no line is blank in a way that would be content.
        let is_first = self.line_after(written.start)?.start == self.line(block.taken.start).start;
        let end = self.line(written.end).end;
        let is_empty = written.end <= block.taken.start;
        if !is_first || is_empty || block.indentation.is_some() || self.has_odd_end(block, end) {
            return None;
        }
        let between = format!("{}{indentation}", self.line_break());
        let lines: Vec<&str> = lines.collect();
        // A blank line is written without the indentation, which would be white space at its end.
        let joined = lines.join(&between);
        let bare = format!("{between}{}", self.line_break());
        let joined = joined.replace(&bare, &self.line_break().repeat(2));
        Some(edit(Span::new(block.taken.start, end), joined))
    }
}

/// The lines of a text in a block, when it can stand there.
fn lines_of(block: Block, text: &str) -> Option<impl Iterator<Item = &str>> {
    let body = match block.chomping {
        Chomping::Clip => text.strip_suffix('\n')?,
        Chomping::Strip => text,
        Chomping::Keep => return None,
    };
    let is_bare = body.trim_matches([' ', '\t', '\n']) == body && !body.is_empty();
    let is_joined = block.folded && body.contains('\n');
    let mut lines = body.split('\n');
    let holds = is_bare
        && !is_joined
        && lines.all(|line| line.is_empty() || !line.trim().is_empty())
        && body.chars().all(|c| c == '\n' || is_printable(c));
    holds.then(|| body.split('\n'))
}

/// The text in single quotes; `None` where only double quotes can hold it.
fn single_quoted(text: &str) -> Option<String> {
    let holds = text.chars().all(is_printable);
    holds.then(|| format!("'{}'", text.replace('\'', "''")))
}

/// Whether a text without quotes is that text, in brackets or out of them, as a key or as a value.
fn is_plain(text: &str, flow: bool) -> bool {
    let starts_well = match text.chars().next() {
        None => false,
        Some('-' | '?' | ':') => text.chars().nth(1).is_some_and(char::is_alphanumeric),
        Some(c) => !"#,[]{}&*!|>'\"%@`=".contains(c) && !c.is_whitespace(),
    };
    starts_well
        && !text.ends_with(|c: char| c == ':' || c.is_whitespace())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("---")
        && !text.starts_with("...")
        && text.chars().all(is_printable)
        && !(flow && (text.contains([',', '[', ']', '{', '}']) || text.contains(':')))
}

fn looks_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether a plain text is a number, a truth value, a date or nothing to some reader of YAML.
fn looks_typed(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "._+-:~".contains(c);
    text.chars().all(is_word) && write::scalar(text) != text
}
