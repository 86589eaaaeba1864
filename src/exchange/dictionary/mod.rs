//! Dictionaries of words by category, as programs for counting words have them.
//!
//! Their categories become codes and their words terms. Such programs count a word wherever it stands; what they do with
//! its neighbours, weights and meanings goes beyond a term and is told, line by line, where it is left out.

pub(super) mod dicx;
pub(super) mod liwc;
pub(super) mod quanteda;

use super::draft::DraftCode;
use super::flow::Flow;
use super::import::ids::{self, Change, Ids};
use super::import::values::escaped;
use crate::codebook::Pattern;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::fold;

/// Which characters of a dictionary's words stand for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wildcards {
    /// `*` any characters and `?` one, anywhere.
    Glob,
    /// `*` at the end of the entry.
    AtTheEnd,
}

/// A word or words of a dictionary as a term; `None` where no word could ever be matched.
fn term(written: &str, wildcards: Wildcards) -> Option<Flow> {
    let term = match wildcards {
        Wildcards::Glob => escaped(written, &['{', '}', '\\']),
        Wildcards::AtTheEnd => {
            let (stem, end) = match written.strip_suffix('*') {
                Some(stem) => (stem, "*"),
                None => (written, ""),
            };
            escaped(stem, &['{', '}', '\\', '*', '?']) + end
        }
    };
    let has_words = written.chars().any(fold::is_word);
    (has_words && Pattern::parse(&term).is_ok()).then_some(Flow::Text(term))
}

/// Adds a term once.
fn add(code: &mut DraftCode, term: Flow) {
    if !code.rules.contains(&term) {
        code.rules.push(term);
    }
}

/// What is said of an entry without a word.
fn without_words(written: &str, place: Place) -> Diagnostic {
    let message = format!("`{written}` was left out: a term has letters or digits");
    Diagnostic::error("invalid-term", place, message)
}

/// A code for a category.
fn category(
    name: &str,
    above: Option<&str>,
    ids: &mut Ids,
    place: Place,
    faults: &mut Vec<Diagnostic>,
) -> DraftCode {
    let is_free = ids::is_id(name) && ids.reserve(name);
    let id = if is_free {
        name.to_owned()
    } else {
        let (id, change) = ids.make(name, above);
        if let Some(change) = change.filter(|it| *it != Change::Altered) {
            let message = ids::told(name, &id, &change);
            faults.push(Diagnostic::advice("id-made", place, message));
        }
        id
    };
    let mut code = DraftCode {
        id,
        ..DraftCode::default()
    };
    code.label = ids::label(name, &code);
    code
}

/// Says once that our hyphens are spaces.
fn tell_hyphens(codes: &[DraftCode], place: Place, faults: &mut Vec<Diagnostic>) {
    fn count(codes: &[DraftCode]) -> usize {
        let has = |rule: &&Flow| {
            rule.as_text()
                .is_some_and(|it| it.contains(fold::is_hyphen))
        };
        let of = |code: &DraftCode| code.rules.iter().filter(has).count() + count(&code.codes);
        codes.iter().map(of).sum()
    }
    let message = match count(codes) {
        0 => return,
        1 => "1 term has a hyphen, and finds its words with a space between them too".to_owned(),
        many => format!(
            "{many} terms have a hyphen, and find their words with a space between them too"
        ),
    };
    faults.push(Diagnostic::advice("hyphens", place, message));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_itself_there_stands_for_itself_here() {
        let text = |written, wildcards| {
            term(written, wildcards).map(|it| it.as_text().unwrap().to_owned())
        };
        assert_eq!(text("a{b}*", Wildcards::Glob).unwrap(), "a\\{b\\}*");
        assert_eq!(text("s?ng", Wildcards::Glob).unwrap(), "s?ng");
        assert_eq!(text("wh*t?*", Wildcards::AtTheEnd).unwrap(), "wh\\*t\\?*");
        assert_eq!(text(":)", Wildcards::AtTheEnd), None);
        assert_eq!(text("*", Wildcards::Glob), None);
    }
}
