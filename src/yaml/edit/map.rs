//! Adding pairs to a mapping.

use super::{Found, edit};
use crate::diagnostic::Edit;
use crate::text::Span;
use crate::yaml::layout::{Block, Chomping, Layout, Pair, Piece, Style, What, Writing};
use crate::yaml::{Node, Value, write};

impl Layout<'_> {
    /// Adds a pair to a mapping below the pair of another key, or at its end, indented as the mapping is.
    ///
    /// `yaml` is the value as it is written, such as [`scalar`](crate::yaml::scalar) writes it. Of several lines, each
    /// but the first is indented to the mapping's keys in addition to its own indentation; a value that starts with a
    /// line break stands below its key. In brackets it has to be one line.
    #[must_use]
    pub fn insert_pair(
        &self,
        map: &Node,
        after: Option<&str>,
        key: &str,
        yaml: &str,
    ) -> Option<Edit> {
        let found = self.map(map)?;
        let What::Map(writing, pairs) = &found.piece.what else {
            return None;
        };
        if position(map, key).is_some() {
            return None;
        }
        let at = match after {
            Some(after) => position(map, after)?,
            None => pairs.len().saturating_sub(1),
        };
        let pair = format!("{}:{}{yaml}", write::scalar(key), space_before(yaml));
        match writing {
            Writing::Block => {
                let above = pairs.get(at)?;
                let column = self.column(pairs.first()?.start());
                self.add_lines(above.end(), last_block(above), &column, &pair, 0)
            }
            Writing::Flow => insert_in_braces(found, pairs, at, &pair),
            Writing::Bare => None,
        }
    }

    /// Gives a key of a mapping a text: rewrites the scalar that it has, or adds the pair at the end.
    #[must_use]
    pub fn set_value(&self, map: &Node, key: &str, text: &str) -> Option<Edit> {
        let Some(at) = position(map, key) else {
            return self.insert_pair(map, None, key, &write::scalar(text));
        };
        let What::Map(writing, pairs) = &self.map(map)?.piece.what else {
            return None;
        };
        let pair = pairs.get(at)?;
        let colon = pair.colon?;
        match pair.value.what {
            What::Scalar(Style::Block(block)) => self.replace_scalar(block.taken, text),
            What::Scalar(_) => self.replace_scalar(pair.value.span, text),
            What::Nothing if *writing == Writing::Block && pair.value.properties.is_empty() => {
                let after = Span::new(colon + 1, colon + 1);
                Some(edit(after, format!(" {}", write::scalar(text))))
            }
            _ => None,
        }
    }

    /// Adds lines below the line that a byte stands on, where the block scalar above them allows it.
    pub(super) fn add_lines(
        &self,
        end: usize,
        above: Option<Block>,
        column: &str,
        yaml: &str,
        deeper: usize,
    ) -> Option<Edit> {
        let line = self.line(end);
        let ends_it =
            |block: Block| block.chomping == Chomping::Keep || self.has_odd_end(block, line.end);
        if above.is_some_and(ends_it) {
            return None;
        }
        let mut text = String::new();
        for (at, row) in yaml.lines().enumerate() {
            text += self.line_break();
            if !row.is_empty() {
                text += column;
                text += &" ".repeat(if at == 0 { 0 } else { deeper });
                text += row;
            }
        }
        Some(edit(Span::new(line.end, line.end), text))
    }
}

fn insert_in_braces(found: Found<'_>, pairs: &[Pair], at: usize, pair: &str) -> Option<Edit> {
    if pair.contains(['\n', '\r']) {
        return None;
    }
    let Some(above) = pairs.get(at) else {
        let inside = found.piece.span.start + 1;
        return Some(edit(Span::new(inside, inside), pair));
    };
    // `{a:, b: c}` is read in more than one way.
    if above.colon.is_some() && !above.value.is_written() {
        return None;
    }
    let end = above.end();
    Some(edit(Span::new(end, end), format!(", {pair}")))
}

fn last_block(pair: &Pair) -> Option<Block> {
    let last = if pair.colon.is_some() {
        &pair.value
    } else {
        &pair.key
    };
    Piece::last_block(last)
}

/// The number of a key's only pair.
fn position(map: &Node, key: &str) -> Option<usize> {
    let Value::Map(pairs) = &map.value else {
        return None;
    };
    let is = |node: &Node| matches!(&node.value, Value::Scalar { text, .. } if text == key);
    pairs.iter().position(|(name, _)| is(name))
}

fn space_before(yaml: &str) -> &'static str {
    if yaml.is_empty() || yaml.starts_with(['\n', '\r']) {
        ""
    } else {
        " "
    }
}
