//! Runs the catalogue `tests/codebooks`: codebooks and small studies with every fault that the linter knows, and some that
//! come as near to each as can be and have none.
//!
//! Beside every invalid one lies what a person is told about it, compared whole. `UPDATE_SNAPSHOTS=1` writes these files
//! anew; read the difference before you keep it. A valid one says in comments at its top which rules it comes near to:
//! `# Near: short-stem, shared-pattern`. Where `x.earlier` lies beside `x.yaml`, that is the version before.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use thematica::codebook::{self, Codebook};
use thematica::diagnostic::{Diagnostic, render};
use thematica::lint::{self, Check, Level, Levels, Look, RULES, Rule, Settings};
use thematica::study;
use thematica::text::Source;

/// Rules that no file of the catalogue can show, and why.
const NOT_SHOWN: &[(&str, &str)] = &[(
    "unfollowed-link",
    "a link is no file; `tests/lint_rules.rs` makes one",
)];

/// Rules to which nothing comes near: what they look for is there or is not.
const NOT_NEARED: &[(&str, &str)] = &[
    ("unfollowed-link", "a link is no file"),
    ("unknown-rule", "a name of a rule is one or is none"),
    ("unreadable", "a file can be read or cannot"),
];

const FOLDER: &str = "tests/codebooks";

fn entries(folder: &str, is_wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
    let folder = Path::new(FOLDER).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| is_wanted(path))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn codebooks(folder: &str) -> Vec<PathBuf> {
    entries(folder, |path| {
        path.extension().is_some_and(|ending| ending == "yaml")
    })
}

fn studies(folder: &str) -> Vec<PathBuf> {
    entries(folder, Path::is_dir)
}

/// Reads and parses a codebook, under its file's name alone.
fn parsed(path: &Path, faults: &mut Vec<Diagnostic>) -> Option<Codebook> {
    let name = path.file_name().expect("a file").to_string_lossy();
    let bytes = fs::read(path).expect("a codebook can be read");
    let source: Arc<Source> = study::codebook_of_bytes(&name, bytes, faults);
    let parsed = codebook::parse(source);
    let has_errors = parsed.has_errors();
    faults.extend(parsed.diagnostics);
    parsed.codebook.filter(|_| !has_errors)
}

/// What a person is told about a codebook by itself, as `check` does it.
fn told(path: &Path) -> String {
    let mut found = Vec::new();
    if let Some(codebook) = parsed(path, &mut found) {
        let earlier = path.with_extension("earlier");
        let earlier = earlier
            .exists()
            .then(|| parsed(&earlier, &mut Vec::new()).expect("the version before has no errors"));
        let look = Look::new(&codebook, Settings::default()).since(earlier.as_ref());
        let mut levels = Levels::default();
        if path.ends_with("unsorted-patterns.yaml") {
            levels
                .set("unsorted-patterns", Level::Warning)
                .expect("there is such a rule");
        }
        found.extend(lint::codebook(&look, &levels));
        let is_on = |rule: &Rule| {
            let needs_study = matches!(rule.check, Check::Transcript(_) | Check::Study(_));
            levels.of(rule) != Level::Off && !needs_study
        };
        found = lint::sift(&codebook, found, is_on).left;
    }
    found.sort_by_cached_key(Diagnostic::sort_key);
    let mut told = Vec::new();
    for fault in &found {
        render::human(fault, &mut told).expect("writing to memory works");
    }
    String::from_utf8(told).expect("the rendering is UTF-8")
}

/// What `check` prints about a study.
fn told_of_study(folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_thematica"))
        .current_dir(folder)
        .args(["check", "--format", "human", "--quiet"])
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .output()
        .expect("the binary starts");
    let failure = String::from_utf8_lossy(&output.stderr);
    assert_eq!(failure, "", "{}", folder.display());
    String::from_utf8(output.stdout).expect("the rendering is UTF-8")
}

/// Compares what is told with the file beside it, or writes that file.
fn compare(told: &str, snapshot: &Path) {
    assert_ne!(told, "", "{} has no faults", snapshot.display());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(snapshot, told).expect("a snapshot can be written");
    }
    let expected = fs::read_to_string(snapshot).unwrap_or_default();
    assert_eq!(told, expected, "{}", snapshot.display());
}

#[test]
fn of_valid_codebooks_nothing_is_told() {
    for path in codebooks("valid") {
        assert_eq!(told(&path), "", "{}", path.display());
    }
}

#[test]
fn every_fault_of_an_invalid_codebook_is_told_word_for_word() {
    for path in codebooks("invalid") {
        compare(&told(&path), &path.with_extension("stderr"));
    }
}

#[test]
fn of_valid_studies_nothing_is_told() {
    for folder in studies("studies/valid") {
        assert_eq!(told_of_study(&folder), "", "{}", folder.display());
    }
}

#[test]
fn every_fault_of_an_invalid_study_is_told_word_for_word() {
    for folder in studies("studies/invalid") {
        compare(&told_of_study(&folder), &folder.with_extension("stderr"));
    }
}

#[test]
fn every_rule_is_shown_by_an_invalid_file() {
    let shown: String = ["invalid", "studies/invalid"]
        .into_iter()
        .flat_map(|folder| {
            entries(folder, |path| {
                path.extension().is_some_and(|ending| ending == "stderr")
            })
        })
        .map(|path| fs::read_to_string(path).expect("a snapshot is UTF-8"))
        .collect();
    let is_shown = |rule: &str| shown.contains(&format!("[{rule}]: "));
    assert_eq!(missing(is_shown, NOT_SHOWN), BTreeSet::new());
}

#[test]
fn every_rule_is_come_near_to_by_a_valid_file() {
    let manifests = studies("studies/valid")
        .into_iter()
        .map(|folder| folder.join("thematica.yaml"));
    let mut near = BTreeSet::new();
    for path in codebooks("valid").into_iter().chain(manifests) {
        let text = fs::read_to_string(&path).expect("what is valid is UTF-8");
        let lines = text.trim_start_matches('\u{feff}').lines();
        let names = lines.filter_map(|line| line.strip_prefix("# Near: "));
        for name in names.flat_map(|names| names.trim_end_matches(',').split(", ")) {
            assert!(lint::find(name).is_some(), "{}: {name}", path.display());
            near.insert(name.to_owned());
        }
    }
    assert_eq!(
        missing(|rule| near.contains(rule), NOT_NEARED),
        BTreeSet::new()
    );
}

/// The rules that are not there and not excused, and those that are excused and there.
fn missing(is_there: impl Fn(&str) -> bool, excused: &[(&str, &str)]) -> BTreeSet<&'static str> {
    let is_excused = |rule: &str| excused.iter().any(|(name, _)| *name == rule);
    let names = RULES.iter().map(|rule| rule.name);
    names
        .filter(|name| is_there(name) == is_excused(name))
        .collect()
}
