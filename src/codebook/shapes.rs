//! The mappings of a codebook and their keys: what the parser reads, and what the JSON Schema says.
//!
//! `codebooks/README.md` is the same for researchers, with examples.

use super::parse::{MOST_WORDS, NEGATED, UNITS};
use crate::yaml::{Key, Kind, Shape};

/// The file.
pub static CODEBOOK: Shape = Shape::new(
    "codebook",
    "A codebook of Thematica: themes, the codes under them, what each means, and the rules that propose it.",
    &[
        Key::required("codebook", Kind::Text, "The name of the codebook."),
        Key::optional(
            "version",
            Kind::Text,
            "Its version, such as 1.2.0; results carry it.",
        ),
        Key::optional(
            "language",
            Kind::TextLike(
                "^(?:ar|da|de|el|en|es|fi|fr|hu|it|nl|no|pt|ro|ru|sv|ta|tr)(?:[-_].*)?$",
            ),
            "The language of the stems and of the negating words: an ISO 639-1 code; `en` when left out.",
        ),
        Key::optional("description", Kind::Text, "What it is for."),
        Key::optional(
            "negation",
            Kind::Map(&NEGATION),
            "Which words negate, and how far they reach.",
        ),
        Key::required(
            "codes",
            Kind::ListOf(1, &Kind::Map(&CODE)),
            "The codes; one without a parent is a theme.",
        ),
    ],
);

/// `negation`.
pub static NEGATION: Shape = Shape::new(
    "negation",
    "Which words negate, and how far they reach.",
    &[
        Key::optional(
            "words",
            Kind::List(&Kind::Text),
            "Terms that negate, instead of the language's own.",
        ),
        Key::optional(
            "before",
            Kind::Number(MOST_WORDS),
            "How many words before a hit they reach; 5 when left out.",
        ),
        Key::optional(
            "after",
            Kind::Number(MOST_WORDS),
            "How many words after a hit they reach; 0 when left out.",
        ),
    ],
);

/// A code.
pub static CODE: Shape = Shape::new(
    "code",
    "A code: what it means, and the rules that propose it.",
    &[
        Key::required(
            "id",
            Kind::Name(r"^[\p{Alphabetic}\p{N}_-]+$"),
            "Its stable name, once in the codebook: letters, digits, `-` and `_`.",
        ),
        Key::optional(
            "label",
            Kind::Text,
            "The name for people; the id when left out.",
        ),
        Key::optional("brief", Kind::Text, "The definition in a line."),
        Key::optional("definition", Kind::Text, "The full definition."),
        Key::optional("include", Kind::Text, "When to use it."),
        Key::optional("exclude", Kind::Text, "When not to use it."),
        Key::optional("notes", Kind::Text, "Anything else."),
        Key::optional(
            "attributes",
            Kind::Texts,
            "Anything to group codes by, such as `level: client`.",
        ),
        Key::given(
            "match",
            Kind::ListOf(1, &RULE_OR_TERM),
            "The rules that make the code fire.",
        ),
        Key::optional(
            "unless",
            Kind::List(&EXCLUSION_OR_TERM),
            "What stops any rule of this code.",
        ),
        Key::given(
            "speakers",
            Kind::ListOf(1, &Kind::Text),
            "Its rules fire only in these speakers' turns.",
        ),
        Key::given(
            "roles",
            Kind::ListOf(1, &Kind::Text),
            "Its rules fire only in turns of people with these roles.",
        ),
        Key::optional(
            "negated",
            Kind::Choice(negated),
            "What a negated hit means; `flag` when left out.",
        ),
        Key::optional(
            "examples",
            Kind::List(&Kind::Text),
            "What must be coded with it; `thematica check` runs them.",
        ),
        Key::optional(
            "counterexamples",
            Kind::List(&Kind::Text),
            "What must not be coded with it.",
        ),
        Key::optional(
            "retired",
            Kind::Flag,
            "Kept for old codings; its rules do not fire.",
        ),
        Key::optional(
            "codes",
            Kind::List(&Kind::Map(&CODE)),
            "The codes under it.",
        ),
    ],
);

static RULE_OR_TERM: Kind = Kind::Either(&[Kind::Text, Kind::Map(&RULE)]);
static EXCLUSION_OR_TERM: Kind = Kind::Either(&[Kind::Text, Kind::Map(&EXCLUSION)]);
static TERM_OR_TEXT: Kind = Kind::Either(&[Kind::Text, Kind::Map(&TERM)]);

/// What a rule may look for: exactly one of them is given.
pub const RULE_TESTS: &[&str] = &["term", "regex", "stem", "near", "all", "code"];
/// What can be found by itself.
pub const TERM_KEYS: &[&str] = &["term", "regex", "stem", "code"];

/// A rule that is a mapping.
pub static RULE: Shape = Shape {
    exactly_one: RULE_TESTS,
    ..Shape::new(
        "rule",
        "A rule: what it looks for, what stops it, for whom it holds.",
        &[
            Key::given("term", Kind::Text, TERM_ABOUT),
            Key::given("regex", Kind::Text, REGEX_ABOUT),
            Key::given("stem", Kind::Text, STEM_ABOUT),
            Key::given(
                "near",
                Kind::Map(&NEAR),
                "All the terms, with at most so many other words between one and the next.",
            ),
            Key::given(
                "all",
                Kind::ListOf(2, &TERM_OR_TEXT),
                "All the terms in one segment.",
            ),
            Key::given("code", Kind::Text, CODE_ABOUT),
            Key::given(
                "unless",
                Kind::List(&EXCLUSION_OR_TERM),
                "What stops this rule.",
            ),
            Key::given(
                "speakers",
                Kind::ListOf(1, &Kind::Text),
                "It fires only in these speakers' turns.",
            ),
            Key::given(
                "roles",
                Kind::ListOf(1, &Kind::Text),
                "It fires only in turns of people with these roles.",
            ),
            Key::optional(
                "negated",
                Kind::Choice(negated),
                "What a negated hit means; what the code says when left out.",
            ),
        ],
    )
};

const TERM_ABOUT: &str = "Words with wildcards and alternatives: `build* {a,the,} rapport`.";
const REGEX_ABOUT: &str = "A regular expression; it starts and ends at word ends.";
const STEM_ABOUT: &str = "Words that are compared by their stems.";
const CODE_ABOUT: &str = "The hits of another code, by its id.";

/// A term that is a mapping.
pub static TERM: Shape = Shape {
    exactly_one: TERM_KEYS,
    ..Shape::new(
        "term",
        "Something that can be found by itself.",
        &[
            Key::given("term", Kind::Text, TERM_ABOUT),
            Key::given("regex", Kind::Text, REGEX_ABOUT),
            Key::given("stem", Kind::Text, STEM_ABOUT),
            Key::given("code", Kind::Text, CODE_ABOUT),
        ],
    )
};

/// `near`.
pub static NEAR: Shape = Shape::new(
    "near",
    "All the terms, with at most so many other words between one and the next.",
    &[
        Key::required(
            "terms",
            Kind::ListOf(2, &TERM_OR_TEXT),
            "At least two terms.",
        ),
        Key::required(
            "within",
            Kind::Number(MOST_WORDS),
            "How many other words may stand between neighbours.",
        ),
        Key::optional(
            "ordered",
            Kind::Flag,
            "Whether they must come in the order written.",
        ),
    ],
);

/// An exclusion that is a mapping.
pub static EXCLUSION: Shape = Shape {
    exactly_one: TERM_KEYS,
    at_most_one: &["within", "in"],
    ..Shape::new(
        "exclusion",
        "What stops a hit: one that shares a word with it, or, with `within` or `in`, one that stands near it.",
        &[
            Key::given("term", Kind::Text, TERM_ABOUT),
            Key::given("regex", Kind::Text, REGEX_ABOUT),
            Key::given("stem", Kind::Text, STEM_ABOUT),
            Key::given("code", Kind::Text, CODE_ABOUT),
            Key::optional(
                "within",
                Kind::Number(MOST_WORDS),
                "It stops hits at most so many other words away.",
            ),
            Key::optional(
                "in",
                Kind::Choice(units),
                "It stops hits in the same stretch.",
            ),
        ],
    )
};

fn negated() -> Vec<&'static str> {
    NEGATED.iter().map(|(word, _)| *word).collect()
}

fn units() -> Vec<&'static str> {
    UNITS.iter().map(|(word, _)| *word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Language;

    #[test]
    fn the_schema_knows_the_languages_that_the_parser_knows() {
        let language = CODEBOOK
            .keys
            .iter()
            .find(|key| key.name == "language")
            .unwrap();
        let Kind::TextLike(pattern) = language.kind else {
            panic!("a pattern");
        };
        let codes: Vec<&str> = Language::codes().collect();
        assert!(
            pattern.starts_with(&format!("^(?:{})", codes.join("|"))),
            "{codes:?}"
        );
    }
}
