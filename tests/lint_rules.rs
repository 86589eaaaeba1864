//! The registry of the linter's rules: what always holds of it, and the examples of each rule, which are run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use thematica::lint::{Check, Group, Level, RULES, Rule, files};

#[test]
fn names_are_in_kebab_case_and_each_is_given_once() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        let is_kebab = rule
            .name
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()));
        assert!(is_kebab, "{}", rule.name);
        assert!(seen.insert(rule.name), "{} is given twice", rule.name);
    }
}

#[test]
fn every_file_of_the_rules_is_a_rule_of_its_name_in_the_folder_of_its_group() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint/rules");
    let mut found = BTreeSet::new();
    for group in Group::ALL {
        for entry in fs::read_dir(folder.join(group.as_str())).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let name = name.strip_suffix(".rs").unwrap();
            if name != "mod" {
                found.insert((group, name.replace('_', "-")));
            }
        }
    }
    let known: BTreeSet<_> = RULES
        .iter()
        .map(|rule| (rule.group, rule.name.to_owned()))
        .collect();
    assert_eq!(found, known);
}

#[test]
fn every_rule_says_what_and_why_in_whole_sentences() {
    for rule in RULES {
        for text in [rule.what, rule.why] {
            assert!(text.ends_with(['.', '!']), "{}: {text}", rule.name);
            assert!(
                text.starts_with(|c: char| c.is_uppercase() || c == '`'),
                "{}: {text}",
                rule.name
            );
            assert!(!text.contains("  "), "{}: {text}", rule.name);
        }
        assert!(!rule.example.trim().is_empty(), "{}", rule.name);
    }
}

/// Every name that a diagnostic of the library is given has its rule: nothing in brackets stays unexplained.
#[test]
fn every_name_of_a_diagnostic_is_a_rule() {
    // What filters, arguments and conversions are told is about the command line, and `check` never prints it.
    const OF_THE_COMMAND_LINE: &[&str] = &["analysis/", "bin/", "exchange/", "report/", "lint/"];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    let mut missing = BTreeSet::new();
    let mut seen = 0;
    for path in rust_files(&source) {
        let below = path
            .strip_prefix(&source)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        if OF_THE_COMMAND_LINE.iter().any(|it| below.starts_with(it)) || below.ends_with("tests.rs")
        {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for name in names_in(text) {
            seen += 1;
            if !names.contains(name) {
                missing.insert(format!("{name} ({below})"));
            }
        }
    }
    assert!(seen > 40, "the diagnostics have moved");
    assert!(missing.is_empty(), "no rule explains {missing:#?}");
}

/// The names that stand first in the making of a diagnostic.
fn names_in(text: &str) -> Vec<&str> {
    const MAKERS: &[&str] = &[
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::advice(",
        ".error(",
        "RULE: &str = ",
        "UNMATCHED: &str = ",
    ];
    let mut names = Vec::new();
    for maker in MAKERS {
        for (at, _) in text.match_indices(maker) {
            let rest = text[at + maker.len()..].trim_start();
            if let Some(name) = rest
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            {
                names.push(name);
            }
        }
    }
    names
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_example_is_found_and_what_to_write_instead_is_not() {
    for rule in RULES {
        assert!(
            found(rule, "example", rule.example).contains(rule.name),
            "{} is not found in its example:\n{}",
            rule.name,
            rule.example
        );
        if !rule.instead.is_empty() {
            let found = found(rule, "instead", rule.instead);
            assert!(
                !found.contains(rule.name),
                "{} is found in what to write instead",
                rule.name
            );
            assert!(!found.contains(" error["), "{}: {found}", rule.name);
        }
    }
}

/// What `check` finds in the files of an example, a line each.
fn found(rule: &Rule, what: &str, example: &str) -> String {
    let folder = std::env::temp_dir().join(format!(
        "thematica-{}-{}-{what}",
        std::process::id(),
        rule.name
    ));
    let _ = fs::remove_dir_all(&folder);
    let files = files(example);
    let is_compared = files.iter().any(|(name, _)| *name == "earlier.yaml");
    let is_study = !is_compared && files.iter().any(|(name, _)| *name != "codebook.yaml");
    for (name, content) in &files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, whole(content)).unwrap();
    }
    if is_study && !example.contains("==> transcripts/") && !example.contains("==> interviews/") {
        fs::create_dir_all(folder.join("transcripts")).unwrap();
        fs::write(
            folder.join("transcripts/a.txt"),
            "Int: How was it?\nAnn: Good.\n",
        )
        .unwrap();
    }
    if is_study && !folder.join("thematica.yaml").exists() {
        fs::write(folder.join("thematica.yaml"), "study: example\n").unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_thematica"));
    command
        .current_dir(&folder)
        .args(["check", "--format", "concise", "--quiet"]);
    if rule.level == Level::Off {
        command.args(["--warn", rule.name]);
    }
    if is_compared {
        command.args(["--since", "earlier.yaml"]);
    }
    if !is_study {
        command.arg("codebook.yaml");
    }
    let output = command.output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    let failure = String::from_utf8(output.stderr).unwrap();
    assert!(
        matches!(rule.check, Check::Reading) || failure.is_empty(),
        "{}: {failure}",
        rule.name
    );
    found + &failure
}

/// A list of codes as a codebook.
fn whole(content: &str) -> String {
    if !content.starts_with("- ") {
        return content.to_owned();
    }
    let lines: Vec<String> = content.lines().map(|line| format!("  {line}")).collect();
    format!(
        "codebook: example\nversion: 1.0.0\ncodes:\n{}\n",
        lines.join("\n")
    )
}

#[test]
fn the_page_of_the_rules_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = thematica::lint::page();
    if std::env::var_os("THEMATICA_REWRITE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/rules.md is not what `thematica explain --all` writes"
    );
}
