//! What changed of the codebook itself.

use super::super::{Codebook, Negation, Written};
use super::{TextChange, text_change};

/// What the names of changes in `negation` begin with.
pub(super) const NEGATION: &str = "negation";

/// The changes, in the order of the keys.
pub(super) fn changes(old: &Codebook, new: &Codebook) -> Vec<TextChange> {
    let written = |text: &'_ Option<Written>| text.as_ref().map(|text| text.text.clone());
    let both = |what: &str, of: &dyn Fn(&Codebook) -> Option<String>| {
        text_change(what, of(old).as_deref(), of(new).as_deref())
    };
    let reach = |words: u32| Some(words.to_string());
    let changes = [
        both("name", &|it| Some(it.name.clone())),
        both("version", &|it| written(&it.version)),
        both("language", &|it| Some(it.language.code().to_owned())),
        both("description", &|it| written(&it.description)),
        both("negation words", &|it| words(&it.negation)),
        both("negation before", &|it| reach(it.negation.before)),
        both("negation after", &|it| reach(it.negation.after)),
    ];
    changes.into_iter().flatten().collect()
}

/// The negating words in the order of the alphabet; `None` where they are the language's own.
fn words(negation: &Negation) -> Option<String> {
    let patterns = negation.words.as_ref()?;
    if patterns.is_empty() {
        return Some("(none)".to_owned());
    }
    let mut words: Vec<&str> = patterns.iter().map(|it| it.written.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    Some(words.join(", "))
}
