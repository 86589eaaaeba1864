//! The codebook as it is searched and shown while one codes.

use std::collections::HashMap;
use std::sync::Arc;

use thematica::codebook::{Code, CodeIndex, Codebook};

use super::fuzzy;

/// A codebook with its codes by id.
#[derive(Clone, Debug)]
pub struct Book {
    /// The codebook.
    pub codebook: Arc<Codebook>,
    by_id: HashMap<String, u32>,
}

impl Book {
    /// Takes a codebook.
    pub fn new(codebook: Arc<Codebook>) -> Self {
        let ids = codebook.codes.iter().map(|code| code.id.clone());
        let by_id = ids.zip(0..).collect();
        Self { codebook, by_id }
    }

    /// Which code has this id.
    pub fn index(&self, id: &str) -> Option<CodeIndex> {
        self.by_id.get(id).copied().map(CodeIndex)
    }

    /// The code of this id.
    pub fn code(&self, id: &str) -> Option<&Code> {
        self.index(id).map(|index| self.codebook.code(index))
    }

    /// The name of a code for people: its id where the codebook does not have it.
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.code(id).map_or(id, |code| code.label.as_str())
    }

    /// The code of this name, whatever its case and white space: below the code that is named, or anywhere. One that may be
    /// used comes before one that is retired.
    pub fn called(&self, name: &str, parent: Option<&str>) -> Option<&Code> {
        let folded = |text: &str| {
            let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
            words.join(" ")
        };
        let name = folded(name);
        let parent = parent.and_then(|id| self.index(id));
        let codes = self.codebook.codes.iter();
        codes
            .filter(|code| folded(&code.label) == name)
            .filter(|code| parent.is_none() || code.parent == parent)
            .min_by_key(|code| code.retired)
    }

    /// The codes that may be used and fit what was typed, best first; in the order of the codebook where nothing was.
    pub fn search(&self, typed: &str) -> Vec<CodeIndex> {
        let codes = (0..).map(CodeIndex).zip(&self.codebook.codes);
        let mut found: Vec<(i64, CodeIndex)> = codes
            .filter(|(_, code)| !code.retired)
            .filter_map(|(index, code)| Some((score(typed, code)?, index)))
            .collect();
        found.sort_by_key(|(score, index)| (-score, *index));
        // Letters that are strewn over a name say little beside a beginning of a word.
        let best = found.first().map_or(0, |(score, _)| *score);
        found.retain(|(score, _)| *score * 2 >= best);
        found.into_iter().map(|(_, index)| index).collect()
    }

    /// An id that no code has, made of a text.
    pub fn free_id(&self, text: &str) -> String {
        let short: Vec<&str> = text.split_whitespace().take(5).collect();
        let slug = thematica::codebook::slug(&short.join(" "));
        let slug = if slug.is_empty() {
            "code".to_owned()
        } else {
            slug
        };
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        let mut names = std::iter::once(slug.clone()).chain(numbered);
        names
            .find(|name| self.index(name).is_none())
            .expect("there are more numbers than codes")
    }
}

fn score(typed: &str, code: &Code) -> Option<i64> {
    let label = fuzzy::score(typed, &code.label);
    let id = fuzzy::score(typed, &code.id);
    // What stands in the names of the codes above counts less.
    let path = fuzzy::score(typed, &code.path).map(|it| it / 2);
    label.max(id).max(path)
}
