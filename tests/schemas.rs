//! The published JSON Schemas: they are up to date, accept what is right, and refuse what the parser refuses for its form.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;
use serde_yaml::options::MergeKeyPolicy;
use thematica::codebook::{self, Parsed};
use thematica::diagnostic::Severity;
use thematica::text::Source;

/// The rules whose findings are about the form of a file, which a schema can see. What codes, terms and regular
/// expressions say it cannot.
const OF_FORM: &[&str] = &[
    "conflicting-keys",
    "duplicate-key",
    "empty-codebook",
    "empty-list",
    "invalid-id",
    "invalid-number",
    "missing-key",
    "too-few-terms",
    "unknown-key",
    "unknown-language",
    "unknown-unit",
    "unknown-value",
    "wrong-type",
    "yaml-syntax",
];

fn of_codebook() -> Validator {
    let schema = codebook::SHAPE.schema("A codebook of Thematica");
    jsonschema::validator_for(&schema).expect("the schema is valid")
}

/// A YAML text as JSON, as an editor reads it; `None` where it cannot.
fn as_json(text: &str) -> Option<Value> {
    let options = serde_yaml::options! { merge_keys: MergeKeyPolicy::AsOrdinary };
    // What is not a number has no JSON, and stands for a text here.
    let text = text.replace(".nan", "nan").replace(".inf", "inf");
    serde_yaml::from_str_with_options(&text, options).ok()
}

fn accepts(validator: &Validator, text: &str) -> bool {
    as_json(text).is_some_and(|value| validator.is_valid(&value))
}

fn parse(text: &str) -> Parsed {
    codebook::parse(Arc::new(Source::new("c.yaml", text)))
}

fn has_fault_of_form(parsed: &Parsed) -> bool {
    let errors = parsed
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    errors.clone().any(|fault| OF_FORM.contains(&fault.rule))
}

fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn the_published_schemas_are_up_to_date() {
    for (name, schema) in [
        (
            "codebook",
            codebook::SHAPE.schema("A codebook of Thematica"),
        ),
        (
            "manifest",
            thematica::study::SHAPE.schema("A manifest of Thematica"),
        ),
    ] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.schema.json"));
        let text = format!("{schema:#}\n");
        if std::env::var_os("THEMATICA_REWRITE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        assert!(
            fs::read_to_string(&path).unwrap_or_default() == text,
            "{name} differs"
        );
    }
}

#[test]
fn right_codebooks_are_accepted() {
    let validator = of_codebook();
    for path in yaml_files("codebooks")
        .into_iter()
        .chain(yaml_files("tests/codebooks/valid"))
    {
        let text = fs::read_to_string(&path).unwrap();
        let value = as_json(&text).unwrap_or_else(|| panic!("{} is no JSON", path.display()));
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
    }
}

#[test]
fn codebooks_of_a_wrong_form_are_refused() {
    let validator = of_codebook();
    let (mut refused, mut others) = (0, 0);
    for path in yaml_files("tests/codebooks/invalid") {
        // What is no Unicode is no YAML to anyone.
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        if has_fault_of_form(&parse(&text)) {
            assert!(
                !accepts(&validator, &text),
                "{} is accepted",
                path.display()
            );
            refused += 1;
        } else {
            others += 1;
        }
    }
    assert!(refused >= 10 && others >= 1, "{refused} {others}");
}

#[test]
fn right_manifests_are_accepted_and_wrong_ones_are_refused() {
    let schema = thematica::study::SHAPE.schema("A manifest of Thematica");
    let validator = jsonschema::validator_for(&schema).unwrap();
    for path in [
        "examples/link-workers/thematica.yaml",
        "tests/cli/files/study/thematica.yaml",
    ] {
        assert!(
            accepts(&validator, &fs::read_to_string(path).unwrap()),
            "{path}"
        );
    }
    for right in [
        "study: x\ntranscripts: [a/*, {path: b, format: txt, attributes: {phase: 1}, speakers: [A]}]\nunit: turn\n",
        "check: {deepest: 3, levels: {short-stem: off, warning: error}}\n",
        "moderators:\ncodebook:\n",
    ] {
        assert!(accepts(&validator, right), "{right}");
    }
    for wrong in [
        "stdy: x\n",
        "transcripts: []\n",
        "transcripts: [{format: txt}]\n",
        "unit: word\n",
        "check: {levels: {short-stem: loud}}\n",
        "check: {deepest: many}\n",
    ] {
        assert!(!accepts(&validator, wrong), "{wrong}");
    }
}

const BOOK: &str = include_str!("codebooks/valid/everything.yaml");

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The parser and the schema are made from one list of keys; this holds them to each other in what values may be.
    #[test]
    fn the_schema_and_the_parser_refuse_the_same(
        line in 0..BOOK.lines().count(),
        put in prop_oneof![
            Just(""), Just("null"), Just("[]"), Just("{}"), Just("[x]"), Just("{a: b}"), Just("7"), Just("true"),
            Just("'q'"), Just("[x, y]"), Just("sentence"), Just("flag"), Just("- z"), Just("[{term: x}]"), Just("{term: x, in: turn}"),
        ],
    ) {
        // The value of one line is replaced.
        let lines: Vec<String> = BOOK.lines().enumerate().map(|(number, text)| match text.split_once(": ") {
            Some((key, _)) if number == line && !key.trim_start().starts_with(['#', '-']) => format!("{key}: {put}"),
            _ => text.to_owned(),
        }).collect();
        let text = lines.join("\n") + "\n";
        let parsed = parse(&text);
        let is_accepted = accepts(&of_codebook(), &text);
        if has_fault_of_form(&parsed) {
            prop_assert!(!is_accepted, "the schema accepts\n{text}\n{:#?}", parsed.diagnostics);
        } else {
            prop_assert!(is_accepted, "the schema refuses\n{text}");
        }
    }
}
