//! The manifest, `thematica.yaml`: what a study is made of.
//!
//! | key | meaning | left out |
//! |---|---|---|
//! | `study` | its name | none |
//! | `codebook` | path of the codebook | `codebook.yaml`, where there is one |
//! | `participants` | path of the people's table | `participants.csv`, where there is one |
//! | `documents` | path of the transcripts' table | `documents.csv`, where there is one |
//! | `transcripts` | list of [path patterns](super::path_pattern), or of mappings with `path`, `attributes`, `speakers`, `moderators`, `labels`, `label_pattern`, `format`, `encoding` | `transcripts/**` |
//! | `moderators` | list of labels | guessed |
//! | `unit` | `sentence`, `paragraph` or `turn` | `sentence` |
//! | `quote` | how quotes are labelled | the report's own |
//! | `check` | mapping with `deepest` and `levels`: how `check` looks | every rule at its own level |
//!
//! Paths are relative to the manifest. The first pattern that matches a file counts.
//! `docs/study.md` is the same for researchers, with examples.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{PathPattern, shapes};
use crate::codebook::{UNITS, Unit};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::Source;
use crate::transcript::read::ReadOptions;
use crate::transcript::{Format, LabelPattern, LabelStyle, Labelling};
use crate::yaml::{self, Checker, Fields, Node, Text, Value};

pub(super) const FORMATS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("md", Format::Markdown),
    ("docx", Format::Docx),
    ("vtt", Format::Vtt),
    ("srt", Format::Srt),
    ("csv", Format::Csv),
    ("odt", Format::Odt),
    ("rtf", Format::Rtf),
    ("pdf", Format::Pdf),
    ("html", Format::Html),
    ("xlsx", Format::Xlsx),
    ("json", Format::Json),
];

/// What a manifest says.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub name: Option<String>,
    pub codebook: Option<Written>,
    pub participants: Option<Written>,
    pub documents: Option<Written>,
    /// Empty where nothing is said.
    pub transcripts: Vec<Entry>,
    /// Whether `transcripts` is given, also when nothing of it could be understood.
    pub names_transcripts: bool,
    pub moderators: Vec<String>,
    pub unit: Unit,
    pub quote: Option<String>,
    pub checks: Checks,
}

/// How a study is to be checked.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// How many levels of codes there may be.
    pub deepest: Option<u32>,
    /// Levels of rules, in the order written.
    pub levels: Vec<GivenLevel>,
}

/// A level that is given to a rule or to several.
#[derive(Clone, Debug)]
pub struct GivenLevel {
    /// The rule's name, or what stands for several rules, as written.
    pub name: String,
    /// `None` where it is not to be looked for.
    pub severity: Option<Severity>,
    /// Where the name is written.
    pub place: Place,
}

/// A path, and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub text: String,
    pub place: Place,
}

/// A pattern of paths, and what holds for the files that match.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub pattern: PathPattern,
    /// Where it is written; `None` for the default.
    pub place: Option<Place>,
    pub attributes: BTreeMap<String, String>,
    pub options: ReadOptions,
    /// Labels of those who ask in these files.
    pub moderators: Vec<String>,
}

impl Entry {
    /// All files below a folder.
    pub fn everything_in(folder: &str) -> Self {
        Self {
            pattern: PathPattern::parse(&format!("{folder}**")).expect("it is a valid pattern"),
            place: None,
            attributes: BTreeMap::new(),
            options: ReadOptions::default(),
            moderators: Vec::new(),
        }
    }
}

/// Reads a manifest; what is wrong with it goes to `faults`.
pub(super) fn read(source: Arc<Source>, faults: &mut Vec<Diagnostic>) -> Manifest {
    let tree = match yaml::read(&source) {
        Ok(tree) => tree,
        Err(fault) => {
            faults.push(*fault);
            return Manifest::default();
        }
    };
    let mut checker = Checker::new(source);
    let manifest = match tree.value {
        Value::Null => Manifest::default(),
        _ => checker
            .fields(&tree, "a manifest", &shapes::MANIFEST)
            .map(|fields| manifest(&mut checker, &fields))
            .unwrap_or_default(),
    };
    faults.extend(checker.finish());
    manifest
}

fn manifest(checker: &mut Checker, fields: &Fields<'_>) -> Manifest {
    let moderators = match present(fields, "moderators") {
        Some(node) => checker
            .texts(node, "`moderators`")
            .iter()
            .map(|text| text.text.trim().to_owned())
            .collect(),
        None => Vec::new(),
    };
    let unit = fields
        .get("unit")
        .and_then(|node| checker.choice(node, "`unit`", "unknown-unit", UNITS));
    let transcripts = fields.get("transcripts");
    Manifest {
        name: checker.optional_text(fields, "study"),
        codebook: path(checker, fields, "codebook"),
        participants: path(checker, fields, "participants"),
        documents: path(checker, fields, "documents"),
        transcripts: transcripts.map_or_else(Vec::new, |node| entries(checker, node)),
        names_transcripts: transcripts.is_some(),
        moderators,
        unit: unit.unwrap_or_default(),
        quote: checker.optional_text(fields, "quote"),
        checks: checks(checker, fields),
    }
}

pub(super) const SEVERITIES: &[(&str, Option<Severity>)] = &[
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("advice", Some(Severity::Advice)),
    ("off", None),
];

/// How many levels of codes can be asked for: more than YAML may nest.
pub(super) const MOST_LEVELS: u32 = 64;

fn checks(checker: &mut Checker, fields: &Fields<'_>) -> Checks {
    let node = present(fields, "check");
    let Some(fields) = node.and_then(|it| checker.fields(it, "`check`", &shapes::CHECK)) else {
        return Checks::default();
    };
    let deepest = present(&fields, "deepest");
    let deepest = deepest.and_then(|node| checker.number(node, "`deepest`", MOST_LEVELS));
    let levels = present(&fields, "levels");
    let levels = levels.and_then(|node| checker.any_fields(node, "`levels`"));
    let mut checks = Checks {
        deepest,
        levels: Vec::new(),
    };
    for (name, node) in levels.iter().flat_map(Fields::iter) {
        let what = format!("`{}`", name.text);
        if let Some(severity) = checker.choice(node, &what, "unknown-value", SEVERITIES) {
            checks.levels.push(GivenLevel {
                name: name.text.to_owned(),
                severity,
                place: checker.place(name.span),
            });
        }
    }
    checks
}

fn present<'n>(fields: &Fields<'n>, key: &str) -> Option<&'n Node> {
    fields
        .get(key)
        .filter(|node| !matches!(node.value, Value::Null))
}

fn path(checker: &mut Checker, fields: &Fields<'_>, key: &str) -> Option<Written> {
    let node = present(fields, key)?;
    let text = checker.text(node, &format!("`{key}`"))?;
    Some(Written {
        text: text.text.trim().to_owned(),
        place: checker.place(text.span),
    })
}

fn entries(checker: &mut Checker, node: &Node) -> Vec<Entry> {
    let items = checker.list(node, "`transcripts`");
    if items.is_empty() && matches!(node.value, Value::List(_) | Value::Null) {
        checker.empty_list(node, "`transcripts`");
    }
    items
        .iter()
        .filter_map(|item| entry(checker, item))
        .collect()
}

fn entry(checker: &mut Checker, node: &Node) -> Option<Entry> {
    let Value::Map(_) = node.value else {
        let text = checker.text(node, "an item of `transcripts`")?;
        return bare(checker, text);
    };
    let fields = checker.fields(node, "an item of `transcripts`", &shapes::ENTRY)?;
    let path = checker
        .required(&fields, "path", "an item of `transcripts`")
        .and_then(|node| checker.text(node, "`path`"));
    let attributes = attributes(checker, &fields);
    let moderators = labels(checker, &fields, "moderators");
    let options = options(checker, &fields, &moderators);
    let entry = bare(checker, path?)?;
    Some(Entry {
        attributes,
        options,
        moderators,
        ..entry
    })
}

fn bare(checker: &mut Checker, text: Text<'_>) -> Option<Entry> {
    match PathPattern::parse(text.text.trim_end()) {
        Ok(pattern) => Some(Entry {
            pattern,
            place: Some(checker.place(text.span)),
            attributes: BTreeMap::new(),
            options: ReadOptions::default(),
            moderators: Vec::new(),
        }),
        Err(fault) => {
            let place = checker.place(checker.locate(text, fault.at));
            let diagnostic = Diagnostic::error("invalid-path", place, fault.message);
            checker.report(diagnostic.help(fault.help));
            None
        }
    }
}

fn attributes(checker: &mut Checker, fields: &Fields<'_>) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    let fields =
        present(fields, "attributes").and_then(|node| checker.any_fields(node, "`attributes`"));
    for (key, node) in fields.iter().flat_map(Fields::iter) {
        if let Some(value) = checker.text(node, &format!("`{}`", key.text)) {
            attributes.insert(key.text.to_owned(), value.text.to_owned());
        }
    }
    attributes
}

fn options(checker: &mut Checker, fields: &Fields<'_>, moderators: &[String]) -> ReadOptions {
    let mut options = ReadOptions::default();
    if let Some(node) = present(fields, "format") {
        options.format = checker.choice(node, "`format`", "unknown-format", FORMATS);
    }
    if let Some(node) = present(fields, "encoding")
        && let Some(text) = checker.text(node, "`encoding`")
    {
        if encoding_rs::Encoding::for_label(text.text.as_bytes()).is_some() {
            options.encoding = Some(text.text.to_owned());
        } else {
            let message = format!("the encoding `{}` is not known", text.text);
            let fault = Diagnostic::error("unknown-encoding", checker.place(text.span), message);
            checker.report(fault.help(
                "names are those of the WHATWG, such as `utf-8`, `windows-1252`, `utf-16le`",
            ));
        }
    }
    options.speakers = labels(checker, fields, "speakers");
    options.labelling = labelling(checker, fields, &options.speakers);
    options.declare(moderators);
    options
}

/// The labels that are listed under a key.
fn labels(checker: &mut Checker, fields: &Fields<'_>, key: &str) -> Vec<String> {
    let Some(node) = present(fields, key) else {
        return Vec::new();
    };
    let texts = checker.texts(node, &format!("`{key}`"));
    texts
        .iter()
        .map(|text| text.text.trim().to_owned())
        .collect()
}

fn labelling(checker: &mut Checker, fields: &Fields<'_>, speakers: &[String]) -> Labelling {
    let style = present(fields, "labels")
        .and_then(|node| checker.choice(node, "`labels`", "unknown-value", LabelStyle::ALL));
    if let Some(node) = present(fields, "label_pattern")
        && let Some(text) = checker.text(node, "`label_pattern`")
    {
        match LabelPattern::new(text.text) {
            Ok(pattern) => return Labelling::Pattern(pattern),
            Err(error) => {
                let place = checker.place(text.span);
                let fault = Diagnostic::error("invalid-label-pattern", place, error.to_string());
                checker.report(fault.help(
                    "a pattern is a regular expression for the start of a line, such as `(?<speaker>[A-Z]+\\d*) > `",
                ));
            }
        }
    }
    match (style, speakers) {
        (Some(style), []) => Labelling::Style(style),
        (Some(style), listed) => Labelling::Exactly(style, listed.to_vec()),
        (None, _) => Labelling::Found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Manifest, Vec<String>) {
        let mut faults = Vec::new();
        let manifest = super::read(Arc::new(Source::new("thematica.yaml", text)), &mut faults);
        let told = |fault: &Diagnostic| {
            let at = fault.place.position().unwrap();
            format!("{}:{} {}", at.line, at.column, fault.rule)
        };
        (manifest, faults.iter().map(told).collect())
    }

    #[test]
    fn a_whole_manifest_is_understood() {
        let (manifest, faults) = read(
            "study: Link workers\ncodebook: codebook.yaml\nparticipants: people.csv\ndocuments: docs.csv\n\
             transcripts:\n  - transcripts/phase-{phase}/*.txt\n  - path: more/**\n    attributes: {phase: 2}\n    format: vtt\n    encoding: latin1\n    speakers: [P1]\n\
             moderators: [Int]\nunit: paragraph\nquote: '{participant}'\n",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(manifest.transcripts[1].attributes["phase"], "2");
        assert_eq!(manifest.transcripts[1].options.format, Some(Format::Vtt));
        assert_eq!(manifest.unit, Unit::Paragraph);
        assert_eq!(manifest.moderators, ["Int"]);
    }

    #[test]
    fn every_fault_is_told_at_its_place() {
        let (_, faults) = read(
            "study: [x]\ncodebok: a\nunit: word\nmoderators: Int\n\
             transcripts:\n  - ../elsewhere/*\n  - {attributes: {a: [b]}, format: pages, encoding: klingon}\n  - path: 'a\\b'\n  - {path: '{x'}\n",
        );
        assert_eq!(
            faults,
            [
                "1:8 wrong-type",
                "2:1 unknown-key",
                "3:7 unknown-unit",
                "4:13 wrong-type",
                "6:5 invalid-path",
                "7:5 missing-key",
                "7:22 wrong-type",
                "7:36 unknown-format",
                "7:53 unknown-encoding",
                "8:13 invalid-path",
                "9:13 invalid-path"
            ]
        );
    }

    #[test]
    fn an_empty_manifest_leaves_everything_out() {
        assert!(read("# nothing\n").1.is_empty());
        assert_eq!(read("a: b: c").1, ["1:5 yaml-syntax"]);
    }
}
