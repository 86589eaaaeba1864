//! Renders diagnostics with everything in them that goes wrong in one format or another, holds each format against its
//! schema, and compares all of it with `tests/renderings/`.
//!
//! Run with `UPDATE_SNAPSHOTS=1` to write these files anew, and read the difference. Where the schemas come from is said in
//! `tests/schemas/README.md`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use thematica::diagnostic::render::{self, Palette, RuleInfo};
use thematica::diagnostic::{Diagnostic, Edit, Fix, Place, Severity};
use thematica::text::{Position, Source, Span};

const RULES: &[RuleInfo<'_>] = &[
    RuleInfo {
        name: "unknown-key",
        severity: Severity::Error,
        what: "A key that means nothing",
        why: "A misspelled key is *silently* no key: `lable: A` would leave the code without a label.",
    },
    RuleInfo {
        name: "duplicate-key",
        severity: Severity::Error,
        what: "A key that is given twice",
        why: "Only one of them can count.",
    },
    RuleInfo {
        name: "quiet-code",
        severity: Severity::Advice,
        what: "A code without a definition",
        why: "People who code by hand need one.",
    },
];

const CODEBOOK: &str = "codebook: équipe “A” 👩\u{200d}👧\r
codes:\r
  - id: trust\r
    lable: 信頼 & <trust>\r
    label: \"a\"\r
    label: \"b\"\r
    match:\r
      - trust*\r
      - 100% sure, said: so\r
";

/// The span of a word in a source.
fn span(source: &Source, word: &str) -> Span {
    let start = source.text().find(word).expect("the word is in the text");
    Span::new(start, start + word.len())
}

fn place(source: &Arc<Source>, word: &str) -> Place {
    Place::Span(Arc::clone(source), span(source, word))
}

/// Every kind of place, severity and text.
fn diagnostics() -> Vec<Diagnostic> {
    let book = Arc::new(Source::new("./study/Code book é.yaml", CODEBOOK));
    let talk = format!(
        "P1: {}\u{1b}[31mfault{}",
        "so ".repeat(20_000),
        " oh".repeat(20_000)
    );
    let talk = Arc::new(Source::new(r"study\transcripts\fg1.txt", talk));
    let lines = "    label: \"a\"\r\n    label: \"b\"";
    let both = ["\"a\"", "\"b\""].map(|word| Edit {
        span: span(&book, word),
        text: word.replace('"', "'"),
    });
    vec![
        Diagnostic::error(
            "unknown-key",
            place(&book, "lable"),
            "a code has no key `lable`",
        )
        .did_you_mean("lable", ["label"])
        .fix(Fix::replace("write `label`", span(&book, "lable"), "label")),
        Diagnostic::error(
            "duplicate-key",
            place(&book, "label: \"b\""),
            "the key `label` is given twice",
        )
        .label("this one \"counts\"")
        .related(place(&book, "label: \"a\""), "first given here, 100%")
        .related(place(&talk, "fault"), "said here")
        .related(
            Place::Line("people, all: 1.csv".to_owned(), 7),
            "in this row",
        )
        .related(Place::File("thematica.yaml".to_owned()), "by this manifest")
        .help("keep one of them;\nnot <both> & not {neither}")
        .fix(Fix {
            what: "put both into '…'".to_owned(),
            edits: both.to_vec(),
        }),
        Diagnostic::error(
            "duplicate-key",
            place(&book, lines),
            "the key `label` is given twice",
        )
        .fix(Fix::replace(
            "leave the second out",
            span(&book, "    label: \"b\"\r\n"),
            "",
        )),
        Diagnostic::warning(
            "strange-words",
            place(&talk, "fault"),
            "\u{1b}[31mred\u{1b}[0m, bell\u{7}, nul\0, \u{9b}31m, \u{fffe} and a\r\nnew line\n::error::no",
        ),
        Diagnostic::warning(
            "strange-words",
            place(&book, "👩\u{200d}👧"),
            "a family of 7 bytes & more",
        ),
        Diagnostic::warning(
            "strange-words",
            Place::Line(r"C:\Users\Zoë\t 1.vtt".to_owned(), 12),
            "this cue ends before it starts",
        ),
        Diagnostic::warning(
            "strange-words",
            Place::Line(r"C:\Users\Zoë\t 1.vtt".to_owned(), 12),
            "this cue ends before it starts",
        ),
        Diagnostic::warning(
            "strange-words",
            Place::Point(
                "a.txt".to_owned(),
                Position {
                    line: 3,
                    column: 14,
                },
            ),
            "this text is not shown",
        ),
        Diagnostic::advice(
            "quiet-code",
            Place::File("empty ‘file’.yaml".to_owned()),
            "the file has no content",
        )
        .help("a codebook has the keys `codebook` and `codes`"),
        Diagnostic::advice(
            "quiet-code",
            Place::Span(Arc::new(Source::new("empty.yaml", "")), Span::new(0, 0)),
            "nothing is here",
        ),
    ]
}

/// What a renderer writes.
fn written(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    render(&mut out).expect("writing to memory works");
    String::from_utf8(out).expect("every rendering is UTF-8")
}

/// Compares with `tests/renderings/NAME`.
#[track_caller]
fn is_as_before(name: &str, shown: &str) {
    let path = Path::new("tests/renderings").join(name);
    let shown = shown.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &shown).expect("a snapshot can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(shown, expected, "{}", path.display());
}

#[track_caller]
fn is_valid(document: &str, schema: &str) -> Value {
    let read = |text: &str| -> Value { serde_json::from_str(text).expect("it is JSON") };
    let schema = fs::read_to_string(Path::new("tests/schemas").join(schema));
    // A pattern of SARIF's schema closes a bracket that it never opened, which not every reader of patterns takes for itself.
    let schema = schema
        .expect("the schema can be read")
        .replace("{2}]?$", "{2}\\\\]?$");
    let schema = read(&schema);
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("the schema is one");
    let document = read(document);
    let faults = validator.iter_errors(&document);
    let faults: Vec<String> = faults
        .map(|it| format!("{}: {it}", it.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    document
}

fn human(palette: &Palette) -> String {
    written(|out| {
        for diagnostic in diagnostics() {
            render::painted(&diagnostic, palette, out)?;
            writeln!(out)?;
        }
        Ok(())
    })
}

#[test]
fn for_people() {
    let shown = human(&Palette::PLAIN);
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n'));
    assert!(shown.lines().all(|line| line.chars().count() < 200));
    is_as_before("human.txt", &shown);
}

#[test]
fn for_people_in_short() {
    let shown = written(|out| {
        let mut diagnostics = diagnostics().into_iter();
        diagnostics.try_for_each(|it| render::concise(&it, &Palette::PLAIN, out))
    });
    assert_eq!(shown.lines().count(), diagnostics().len());
    is_as_before("concise.txt", &shown);
}

#[test]
fn json_and_json_lines_are_the_same() {
    let list = written(|out| render::json(&diagnostics(), out));
    let lines = written(|out| render::jsonl(&diagnostics(), out));
    let list: Vec<Value> = serde_json::from_str(&list).expect("it is JSON");
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .collect();
    assert_eq!(list, lines);
    let shown = written(|out| render::json(&diagnostics(), out));
    is_as_before("diagnostics.json", &shown);
}

#[test]
fn a_fix_in_json_can_be_applied_by_its_lines_and_columns() {
    let shown = written(|out| render::json(&diagnostics(), out));
    let shown: Value = serde_json::from_str(&shown).expect("it is JSON");
    let edits = shown[1]["fix"]["edits"].as_array().expect("a list");
    let lines: Vec<&str> = CODEBOOK.split("\r\n").collect();
    for (edit, word) in edits.iter().zip(["\"a\"", "\"b\""]) {
        let number =
            |key: &str| usize::try_from(edit[key].as_u64().expect("a number")).unwrap() - 1;
        assert_eq!(edit["line"], edit["end_line"]);
        let line: Vec<char> = lines[number("line")].chars().collect();
        let taken: String = line[number("column")..number("end_column")]
            .iter()
            .collect();
        assert_eq!(taken, word);
    }
}

#[test]
fn sarif_is_valid() {
    let shown = written(|out| render::sarif(&diagnostics(), RULES, out));
    let log = is_valid(&shown, "sarif-2.1.0.json");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    assert_eq!(rules.len(), RULES.len());
    for result in run["results"].as_array().expect("a list") {
        // A finding of a rule that is not listed has no index.
        let listed = rules.iter().position(|rule| rule["id"] == result["ruleId"]);
        let index = result["ruleIndex"].as_u64();
        assert_eq!(index, listed.map(|at| at as u64), "{result}");
    }
    is_as_before("diagnostics.sarif", &shown);
}

#[test]
fn sarif_without_findings_is_valid() {
    let shown = written(|out| render::sarif(&[], &[], out));
    let log = is_valid(&shown, "sarif-2.1.0.json");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn the_schema_of_sarif_refuses_what_is_wrong() {
    let shown = written(|out| render::sarif(&diagnostics(), RULES, out));
    for (right, wrong) in [
        (r#""level": "note""#, r#""level": "advice""#),
        (r#""startLine": 12"#, r#""startLine": 0"#),
        ("%20book", " book"),
    ] {
        let wrong = shown.replace(right, wrong);
        assert_ne!(wrong, shown);
        let refused = std::panic::catch_unwind(|| is_valid(&wrong, "sarif-2.1.0.json"));
        assert!(refused.is_err(), "{right}");
    }
}

#[test]
fn the_code_quality_report_is_valid_and_its_fingerprints_are_unique() {
    let shown = written(|out| render::gitlab(&diagnostics(), out));
    let report = is_valid(&shown, "gitlab-code-quality.json");
    let findings = report.as_array().expect("a list");
    let prints: BTreeSet<&str> = findings
        .iter()
        .filter_map(|finding| finding["fingerprint"].as_str())
        .collect();
    assert_eq!(prints.len(), diagnostics().len());
    is_as_before("code-quality.json", &shown);
}

#[test]
fn every_workflow_command_is_one_line() {
    let shown = written(|out| render::github(&diagnostics(), out));
    assert_eq!(shown.lines().count(), diagnostics().len());
    for line in shown.lines() {
        let command = ["::error ", "::warning ", "::notice "];
        let rest = command.iter().find_map(|start| line.strip_prefix(start));
        let (properties, _) = rest.expect("a command").split_once("::").expect("its text");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("a name and a value");
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name));
            assert!(!value.contains(':'), "{value}");
        }
    }
    is_as_before("github.txt", &shown);
}

#[test]
fn the_junit_report_has_the_structure_of_its_schema() {
    let files = [
        r"study\transcripts\fg1.txt",
        "a & b/\"clean\" <1>.docx",
        "bell\u{7}.txt",
    ];
    let shown = written(|out| render::junit(&diagnostics(), &files, out));
    let suites = suites(&shown);
    assert_eq!(suites.len(), 8);
    let cases: usize = suites.iter().map(|suite| suite.cases).sum();
    assert_eq!(cases, diagnostics().len() + 2);
    assert!(
        suites
            .iter()
            .all(|suite| suite.said == (suite.cases, suite.failures))
    );
    let errors = diagnostics()
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .count();
    assert_eq!(
        suites.iter().map(|suite| suite.failures).sum::<usize>(),
        errors
    );
    is_as_before("junit.xml", &shown);
    xmllint(&shown);
}

/// A `testsuite`, counted.
#[derive(Default)]
struct Suite {
    said: (usize, usize),
    cases: usize,
    failures: usize,
}

/// Reads a report, holding each tag against what `junit-10.xsd` lets it have.
fn suites(report: &str) -> Vec<Suite> {
    let mut reader = Reader::from_str(report);
    let mut open: Vec<String> = Vec::new();
    let mut suites: Vec<Suite> = Vec::new();
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(tag) => open.push(opened(&tag, &open, &mut suites)),
            Event::Empty(tag) => drop(opened(&tag, &open, &mut suites)),
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                let is_blank = text.trim().is_empty();
                let within = open.last().map(String::as_str);
                let may_have = matches!(within, Some("failure" | "system-out"));
                assert!(is_blank || may_have, "text in {within:?}");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    suites
}

/// Checks a tag and counts it.
fn opened(tag: &BytesStart<'_>, open: &[String], suites: &mut Vec<Suite>) -> String {
    let name = tag.name().as_ref().to_owned();
    let attributes = tag
        .attributes()
        .map(|attribute| attribute.expect("an attribute"));
    let attributes: Vec<(String, String)> = attributes
        .map(|it| (it.key.as_ref().to_owned(), it.value.into_owned()))
        .collect();
    let number = |key: &str| -> usize {
        let found = attributes.iter().find(|(name, _)| name == key);
        found.expect("it is there").1.parse().expect("a number")
    };
    let (parent, required, optional): (_, &[&str], &[&str]) = match name.as_str() {
        "testsuites" => (None, &[], &["name", "time", "tests", "failures", "errors"]),
        "testsuite" => (
            Some("testsuites"),
            &["name", "tests", "failures", "errors"],
            &["skipped"],
        ),
        "testcase" => (Some("testsuite"), &["name"], &["classname"]),
        "failure" => (Some("testcase"), &[], &["type", "message"]),
        "system-out" => (Some("testcase"), &[], &[]),
        _ => panic!("the schema has no <{name}>"),
    };
    assert_eq!(open.last().map(String::as_str), parent, "<{name}>");
    let has = |key: &str| attributes.iter().any(|(name, _)| name == key);
    assert!(required.iter().all(|key| has(key)), "<{name}>");
    let is_known = |key: &str| required.contains(&key) || optional.contains(&key);
    assert!(attributes.iter().all(|(key, _)| is_known(key)), "<{name}>");
    match (name.as_str(), suites.last_mut()) {
        ("testsuite", _) => suites.push(Suite {
            said: (number("tests"), number("failures")),
            ..Suite::default()
        }),
        ("testcase", Some(suite)) => suite.cases += 1,
        ("failure", Some(suite)) => suite.failures += 1,
        _ => {}
    }
    name
}

/// Holds a report against the whole schema, on machines that have the program for it.
fn xmllint(report: &str) {
    let program = Command::new("xmllint")
        .args(["--noout", "--schema", "tests/schemas/junit-10.xsd", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut program) = program else {
        return;
    };
    let mut input = program.stdin.take().expect("it is piped");
    input
        .write_all(report.as_bytes())
        .expect("the program reads");
    drop(input);
    let output = program.wait_with_output().expect("the program ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
