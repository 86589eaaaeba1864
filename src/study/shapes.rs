//! The mappings of a manifest and their keys: what is read, and what the JSON Schema says.
//!
//! `docs/study.md` is the same for researchers, with examples.

use super::manifest::{FORMATS, MOST_LEVELS, SEVERITIES};
use crate::codebook::UNITS;
use crate::transcript::LabelStyle;
use crate::yaml::{Key, Kind, Shape};

/// The file.
pub static MANIFEST: Shape = Shape::new(
    "manifest",
    "The manifest of a study: where everything is, who asks, what a code is laid on.",
    &[
        Key::optional("study", Kind::Text, "Its name."),
        Key::optional(
            "codebook",
            Kind::Text,
            "The path of the codebook; `codebook.yaml` when left out.",
        ),
        Key::optional(
            "participants",
            Kind::Text,
            "The path of the table of the people; `participants.csv` when left out.",
        ),
        Key::optional(
            "documents",
            Kind::Text,
            "The path of the table of the transcripts; `documents.csv` when left out.",
        ),
        Key::given(
            "transcripts",
            Kind::ListOf(1, &PATH_OR_ENTRY),
            "Which files are transcripts; `transcripts/**` when left out.",
        ),
        Key::optional(
            "moderators",
            Kind::ListOf(1, &Kind::Text),
            "The labels of those who ask.",
        ),
        Key::optional(
            "unit",
            Kind::Choice(units),
            "What a code is laid on; `sentence` when left out.",
        ),
        Key::optional("quote", Kind::Text, "How quotes are to be labelled."),
        Key::optional("check", Kind::Map(&CHECK), "How `thematica check` looks."),
    ],
);

static PATH_OR_ENTRY: Kind = Kind::Either(&[Kind::Text, Kind::Map(&ENTRY)]);

/// An item of `transcripts` that is a mapping.
pub static ENTRY: Shape = Shape::new(
    "entry",
    "Some transcripts, with what holds for them.",
    &[
        Key::required("path", Kind::Text, "The files: a path or a pattern."),
        Key::optional(
            "attributes",
            Kind::Texts,
            "Attributes of all these transcripts.",
        ),
        Key::optional(
            "speakers",
            Kind::ListOf(1, &Kind::Text),
            "Labels that are speakers here, however rare they are.",
        ),
        Key::optional(
            "moderators",
            Kind::ListOf(1, &Kind::Text),
            "Labels of those who ask here, besides the study's.",
        ),
        Key::optional(
            "labels",
            Kind::Choice(styles),
            "How labels are written; with `speakers`, nothing is guessed.",
        ),
        Key::optional(
            "label_pattern",
            Kind::Text,
            "A regular expression for the label at the start of a line, with a group `speaker`.",
        ),
        Key::optional(
            "format",
            Kind::Choice(formats),
            "The format, whatever the ending says.",
        ),
        Key::optional(
            "encoding",
            Kind::Text,
            "How the bytes stand for letters, by a name of the WHATWG.",
        ),
    ],
);

/// `check`.
pub static CHECK: Shape = Shape::new(
    "check",
    "How `thematica check` looks.",
    &[
        Key::optional(
            "deepest",
            Kind::Number(MOST_LEVELS),
            "How many levels of codes there may be.",
        ),
        Key::optional(
            "levels",
            Kind::Choices(severities),
            "How much rules matter: `error`, `warning`, `advice` or `off`, by a rule, a group or a level.",
        ),
    ],
);

fn units() -> Vec<&'static str> {
    UNITS.iter().map(|(word, _)| *word).collect()
}

fn formats() -> Vec<&'static str> {
    FORMATS.iter().map(|(word, _)| *word).collect()
}

fn styles() -> Vec<&'static str> {
    LabelStyle::ALL.iter().map(|(word, _)| *word).collect()
}

fn severities() -> Vec<&'static str> {
    SEVERITIES.iter().map(|(word, _)| *word).collect()
}
