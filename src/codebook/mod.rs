//! The codebook: what each code means and which rules propose it.
//!
//! A [`Codebook`] is a tree of [`Code`]s, kept as a list in the order of the file, parents before their children. Its
//! format is documented, with examples that are run, in `codebooks/README.md`. What someone wrote wrong comes back as
//! diagnostics beside what could be understood.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Place;
use crate::text::{Source, Span};
use crate::yaml::Node;
pub use crate::yaml::Written;

mod add;
mod bundled;
pub mod compare;
mod format;
mod label;
mod language;
mod parse;
pub mod pattern;
mod shapes;

pub use add::{AddError, NewCode, add};
pub use bundled::{BUNDLED, Bundled};
pub use format::{FormatError, format};
pub use language::Language;
pub use parse::{Parsed, UNITS, parse, slug};
pub use pattern::Pattern;
pub use shapes::CODEBOOK as SHAPE;

/// A codebook as it was written.
#[derive(Debug)]
pub struct Codebook {
    /// The text it was read from; the spans below point in here.
    pub source: Arc<Source>,
    /// The text as YAML, for whoever changes it by span.
    pub tree: Node,
    /// Its name.
    pub name: String,
    /// Where its name is written; where the file begins, when it has none.
    pub name_span: Span,
    /// Its version, where it has one.
    pub version: Option<Written>,
    /// The language of its stems and of its negating words.
    pub language: Language,
    /// What it is for.
    pub description: Option<Written>,
    /// Which words negate and how far they reach.
    pub negation: Negation,
    /// All codes, parents before their children, in the order of the file.
    pub codes: Vec<Code>,
    /// All rules, in the order of the codes. A retired code's rules are not among them.
    pub rules: Vec<Rule>,
    /// All exclusions of codes and of rules.
    pub exclusions: Vec<Exclusion>,
}

/// Which code: an index into [`Codebook::codes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeIndex(pub u32);

/// Which rule: an index into [`Codebook::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleIndex(pub u32);

/// Which exclusion: an index into [`Codebook::exclusions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExclusionIndex(pub u32);

/// One node of the tree. A code without a parent is a theme.
#[derive(Clone, Debug)]
pub struct Code {
    /// Its stable name, once in the codebook.
    pub id: String,
    /// The ids from its theme down to itself, joined by `.`.
    pub path: String,
    /// The name for people; the id where none is written.
    pub label: String,
    /// Where the label is written, if it is.
    pub label_span: Option<Span>,
    /// MacQueen's brief definition.
    pub brief: Option<Written>,
    /// MacQueen's full definition.
    pub definition: Option<Written>,
    /// When to use it.
    pub include: Option<Written>,
    /// When not to use it.
    pub exclude: Option<Written>,
    /// Anything else.
    pub notes: Option<Written>,
    /// Anything to group codes by.
    pub attributes: BTreeMap<String, String>,
    /// The code above; `None` for a theme.
    pub parent: Option<CodeIndex>,
    /// How many codes stand above it: 0 for a theme.
    pub depth: u32,
    /// Itself and all codes below it, which stand in a row.
    pub subtree: Range<u32>,
    /// Its rules.
    pub rules: Range<u32>,
    /// Its own exclusions, which hold for each of its rules.
    pub exclusions: Range<u32>,
    /// What must be coded with it.
    pub examples: Vec<Written>,
    /// What must not be coded with it.
    pub counterexamples: Vec<Written>,
    /// Kept for old codings; its rules do not fire.
    pub retired: bool,
    /// Where its id is written.
    pub span: Span,
    /// Everything that is written of it, the codes below it among it: from its first key to its last value.
    pub block: Span,
}

/// What makes a code fire.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The code it belongs to.
    pub code: CodeIndex,
    /// What it looks for.
    pub test: Test,
    /// The rule as people read it, on one line.
    pub written: String,
    /// Its own exclusions.
    pub exclusions: Range<u32>,
    /// It fires only in these speakers' turns; in everyone's when empty. Labels, compared without case.
    pub speakers: Vec<String>,
    /// It fires only in turns of people with these roles; in everyone's when empty.
    pub roles: Vec<String>,
    /// What a negated hit means.
    pub negated: Negated,
    /// Where it is written.
    pub span: Span,
    /// Where its terms are written, in the order of the test's; a text that is the whole rule is its own term.
    pub term_spans: Vec<Span>,
}

/// What a rule looks for.
#[derive(Clone, Debug)]
pub enum Test {
    /// One term.
    Term(Term),
    /// All the terms, with at most so many other words between one and the next.
    Near {
        /// At least two.
        terms: Vec<Term>,
        /// How many other words may stand between neighbours.
        within: u32,
        /// Whether they must come in the order written.
        ordered: bool,
    },
    /// All the terms in one segment.
    All(Vec<Term>),
}

/// Something that can be found by itself.
#[derive(Clone, Debug)]
pub enum Term {
    /// Words with wildcards.
    Pattern(Pattern),
    /// A regular expression, as written. It compiles and cannot match nothing.
    Regex(String),
    /// Words in a row, each to be compared by its stem; as written.
    Stem(Vec<String>),
    /// The hits of another code.
    Code(CodeIndex),
}

/// What stops a hit.
#[derive(Clone, Debug)]
pub struct Exclusion {
    /// What it looks for.
    pub term: Term,
    /// How near it must be.
    pub reach: Reach,
    /// The exclusion as people read it, on one line.
    pub written: String,
    /// Where it is written.
    pub span: Span,
    /// Where its term is written: the same place, unless the exclusion is a mapping.
    pub term_span: Span,
}

/// How near an exclusion must be to stop a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It shares text with the hit.
    Overlap,
    /// At most so many other words stand between them.
    Words(u32),
    /// It is in the same stretch of the transcript.
    Same(Unit),
}

/// A stretch of a transcript that codes are laid on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Unit {
    /// A sentence.
    #[default]
    Sentence,
    /// A paragraph of one speaker.
    Paragraph,
    /// All that one speaker says before another does.
    Turn,
}

/// What a negated hit means for the rule that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Negated {
    /// It counts, and is counted again as negated.
    #[default]
    Flag,
    /// It counts like any other.
    Keep,
    /// It does not count, and is reported as stopped.
    Stop,
    /// It is the only kind that counts; the others are reported as stopped.
    Only,
}

/// Which words negate and how far they reach.
#[derive(Clone, Debug)]
pub struct Negation {
    /// The negating terms; `None` stands for the language's own.
    pub words: Option<Vec<Pattern>>,
    /// How many words before a hit they reach.
    pub before: u32,
    /// How many words after a hit they reach.
    pub after: u32,
}

impl Default for Negation {
    fn default() -> Self {
        Self {
            words: None,
            before: 5,
            after: 0,
        }
    }
}

impl Codebook {
    /// The code of an index.
    #[must_use]
    pub fn code(&self, index: CodeIndex) -> &Code {
        &self.codes[index.0 as usize]
    }

    /// The rule of an index.
    #[must_use]
    pub fn rule(&self, index: RuleIndex) -> &Rule {
        &self.rules[index.0 as usize]
    }

    /// The exclusion of an index.
    #[must_use]
    pub fn exclusion(&self, index: ExclusionIndex) -> &Exclusion {
        &self.exclusions[index.0 as usize]
    }

    /// The code with this id or path (`trust`, `enablers.trust`).
    #[must_use]
    pub fn find(&self, name: &str) -> Option<CodeIndex> {
        let at = self
            .codes
            .iter()
            .position(|code| code.id == name || code.path == name)?;
        Some(CodeIndex(
            u32::try_from(at).expect("a codebook has fewer than 2^32 codes"),
        ))
    }

    /// The place of a span of this codebook.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::Span(Arc::clone(&self.source), span)
    }
}

impl Unit {
    /// The name that is written and printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Sentence => "sentence",
            Unit::Paragraph => "paragraph",
            Unit::Turn => "turn",
        }
    }
}
