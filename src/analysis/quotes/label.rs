//! How a quote is labelled in a paper: `{participant}, phase {phase}`.

use std::str::FromStr;

/// A label with names in braces, which stand for what is known of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteLabel {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Name(String),
}

/// Why a label cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// A brace is not closed, or closed and not opened.
    #[error("the braces of the quote label `{0}` do not match: write names as {{participant}}")]
    Braces(String),
    /// Nothing stands between braces.
    #[error("the quote label `{0}` has braces with no name in them")]
    NoName(String),
}

impl FromStr for QuoteLabel {
    type Err = LabelError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some(at) = rest.find(['{', '}']) {
            let braces = || LabelError::Braces(written.to_owned());
            let (text, opened) = rest.split_at(at);
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            let inner = opened.strip_prefix('{').ok_or_else(braces)?;
            let (name, after) = inner.split_once('}').ok_or_else(braces)?;
            if name.contains('{') {
                return Err(braces());
            }
            if name.trim().is_empty() {
                return Err(LabelError::NoName(written.to_owned()));
            }
            pieces.push(Piece::Name(name.trim().to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }
}

impl QuoteLabel {
    /// The names in it, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Name(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The label with what each name stands for; `?` for what is not known.
    #[must_use]
    pub fn filled(&self, value: impl Fn(&str) -> Option<String>) -> String {
        let pieces = self.pieces.iter();
        pieces
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Name(name) => value(name).unwrap_or_else(|| "?".to_owned()),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_filled() {
        let label: QuoteLabel = "{participant}, phase { phase }".parse().unwrap();
        assert_eq!(label.names().collect::<Vec<_>>(), ["participant", "phase"]);
        let filled = label.filled(|name| (name == "participant").then(|| "LW01".to_owned()));
        assert_eq!(filled, "LW01, phase ?");
        let plain: QuoteLabel = "a link worker".parse().unwrap();
        assert_eq!(plain.filled(|_| None), "a link worker");
    }

    #[test]
    fn braces_that_do_not_match_are_refused() {
        for written in ["{a", "a}", "{a{b}}"] {
            assert_eq!(
                written.parse::<QuoteLabel>(),
                Err(LabelError::Braces(written.to_owned()))
            );
        }
        assert_eq!(
            "{ }".parse::<QuoteLabel>(),
            Err(LabelError::NoName("{ }".to_owned()))
        );
    }
}
