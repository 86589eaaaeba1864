//! Laying a YAML text out anew without changing what it says: values, their order, comments and quotes stay.
//!
//! Two spaces a level, also for the dashes below a key; one space after a dash and after a colon; no white space at line
//! ends; one blank line where there were several, and none at the start and the end of the text. What stands in brackets
//! stays as it is written, and moves as a whole. A comment on a line of its own moves with the line that it is level with,
//! and one at the end of a line stays as far from it as it was. A byte order mark stays, and so do line ends of CR LF
//! where there are no others.
//!
//! Scalars are not touched, but for the indentation of those over several lines, which says nothing. Blank lines inside
//! them do, and stay. A text that is nothing but a scalar stays as it is.

mod comments;
mod line;
mod place;
#[cfg(test)]
mod tests;
mod within;

use std::sync::Arc;

use line::Page;

use super::layout::{Layout, What};
use super::{Node, Value, read};
use crate::diagnostic::Diagnostic;
use crate::text::Source;

/// Why a text is not laid out.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// It is not YAML; the diagnostic says where.
    #[error("it is not valid YAML")]
    Syntax(Box<Diagnostic>),
    /// Laid out, it would not have said the same any more. This is a safety net, and only oddities fall into it, such as a
    /// tab before a comment in the middle of a text over several lines.
    #[error("it cannot be laid out without changing what it says")]
    WouldChange,
}

/// Lays a text out. The items of lists below the key `apart` get a blank line between them, where one of two neighbours
/// takes more than a line.
///
/// The result is read again, and given only when its values and its comments are those of the text.
pub fn format(source: &Arc<Source>, apart: &str) -> Result<String, FormatError> {
    let before = read(source).map_err(FormatError::Syntax)?;
    let layout = Layout::read(source).ok_or(FormatError::WouldChange)?;
    let text = lay_out(&layout, apart);
    let laid_out = Arc::new(Source::new(source.name(), text.as_str()));
    let after = read(&laid_out).map_err(|_| FormatError::WouldChange)?;
    let comments = Layout::read(&laid_out).ok_or(FormatError::WouldChange)?;
    if is_same(&before, &after) && has_same_comments(&layout, &comments) {
        return Ok(text);
    }
    Err(FormatError::WouldChange)
}

fn lay_out(layout: &Layout<'_>, apart: &str) -> String {
    // A scalar that is the whole text has nothing to be indented by.
    if let What::Scalar(_) = layout.root.what {
        return layout.source.text().to_owned();
    }
    let mut page = Page::new(layout);
    let apart = page.place(layout, apart);
    page.place_comments(layout);
    page.set_apart(&apart);
    page.write()
}

/// Whether two trees say the same, wherever it stands.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (
            Value::Scalar { text, quoted },
            Value::Scalar {
                text: other,
                quoted: other_quoted,
            },
        ) => text == other && quoted == other_quoted,
        (Value::List(one), Value::List(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| is_same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs.all(|(one, other)| is_same(&one.0, &other.0) && is_same(&one.1, &other.1))
        }
        _ => false,
    }
}

fn has_same_comments(one: &Layout<'_>, other: &Layout<'_>) -> bool {
    let texts = |layout: &Layout<'_>| -> Vec<String> {
        let comments = layout.comments().iter();
        comments.map(|comment| comment.text.clone()).collect()
    };
    texts(one) == texts(other)
}
