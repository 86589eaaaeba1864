//! A query as it was written: a tree in which every part knows its place.

use crate::text::Span;

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it says.
    pub what: What,
    /// Where it stands, in bytes of the query.
    pub span: Span,
}

/// What a part of a query says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// `trust`, `enablers.trust`: the code and those below it. With `.*`: only those below.
    Code {
        /// The id or the path, without `.*`.
        name: String,
        /// Whether the code's own hits are left out.
        only_below: bool,
    },
    /// `*`: any code.
    AnyCode,
    /// Words of the talk.
    Text {
        /// How they are written.
        kind: TextKind,
        /// What was written between the quotes.
        text: String,
        /// Where that begins in the query, where its characters are those of the query one by one.
        begins: Option<usize>,
    },
    /// `phase=2`: who speaks, where, and who coded.
    Field {
        /// The field's name as written.
        name: Named,
        /// Whether it must have one of the values (`=`) or none (`!=`).
        is: bool,
        /// The values.
        values: Vec<Named>,
    },
    /// `negated`: under a negating word.
    Negated,
    /// `memo`: with a memo of the coder; `memo="ask*"`: with one that has these words.
    Memo {
        /// Whether the memo must have one of the texts (`=`) or none (`!=`).
        is: bool,
        /// Terms as a codebook writes them; none for any memo.
        texts: Vec<Named>,
    },
    /// `not …`
    Not(Box<Node>),
    /// `… and …`: two or more.
    And(Vec<Node>),
    /// `… or …`, `{…, …}`: two or more.
    Or(Vec<Node>),
    /// `… near 2 turns …`: what stands to the left, where something of the right is so beside it.
    Beside {
        /// What is found.
        left: Box<Node>,
        /// How it must stand.
        how: Relation,
        /// Beside what.
        right: Box<Node>,
    },
}

impl Node {
    /// Whether a part of it asks who coded something.
    pub(super) fn names_coders(&self) -> bool {
        match &self.what {
            What::Field { name, .. } => name.text.eq_ignore_ascii_case("coder"),
            What::Not(part) => part.names_coders(),
            What::And(parts) | What::Or(parts) => parts.iter().any(Node::names_coders),
            What::Beside { left, right, .. } => left.names_coders() || right.names_coders(),
            What::Code { .. }
            | What::AnyCode
            | What::Text { .. }
            | What::Negated
            | What::Memo { .. } => false,
        }
    }
}

/// A name or a value, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// How words of the talk are written; the kinds are those of a codebook's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Words with wildcards.
    Term,
    /// A regular expression.
    Regex,
    /// Words that are compared by their stems.
    Stem,
}

impl TextKind {
    /// The key of a codebook that says the same.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            TextKind::Term => "term",
            TextKind::Regex => "regex",
            TextKind::Stem => "stem",
        }
    }

    /// The kind of a key of a codebook.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let all = [TextKind::Term, TextKind::Regex, TextKind::Stem];
        all.into_iter().find(|kind| kind.key() == key)
    }
}

/// How two stretches of one transcript stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They share text.
    Overlaps,
    /// The left lies wholly in the right.
    Within,
    /// The right lies wholly in the left.
    Contains,
    /// Their turns are at most so many apart, those of moderators counted.
    NearTurns(u32),
    /// They stand in one turn with at most so many other words between them.
    NearWords(u32),
    /// The right begins after the left ends, at most so many turns later.
    FollowedBy(u32),
    /// The right ends before the left begins, at most so many turns earlier.
    PrecededBy(u32),
    /// They are in one turn.
    SameTurn,
    /// They are in one sentence.
    SameSentence,
}
