//! Every name that the readers of files give to a diagnostic has its rule, at the same level: nothing in brackets stays
//! unexplained. The names are looked for in the source, because a reader need not meet every fault in a test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use thematica::lint::{Check, Level, RULES};

/// What filters and arguments are told is about the command line, and `check` never prints it. The linter's own rules are
/// made with their `RULE`.
const ELSEWHERE: &[&str] = &["analysis/", "bin/", "exchange/", "lint/", "report/"];
/// Rules of the linter about levels and allowances, which it finds while it reads those.
const BY_ITSELF: &[&str] = &[
    "allowance-without-reason",
    "unknown-allowance",
    "unknown-rule",
    "unused-allowance",
];
/// The part of the binary that reads for `check`.
const CHECK: &str = "bin/thematica/commands/check/";

/// Calls with which diagnostics are made: which of their arguments is the name, and the level.
const MAKERS: &[(&str, usize, Level)] = &[
    ("Diagnostic::error(", 0, Level::Error),
    ("Diagnostic::warning(", 0, Level::Warning),
    ("Diagnostic::advice(", 0, Level::Advice),
    // `Checker`, on whatever it is called.
    ("checker.error(", 0, Level::Error),
    ("self.error(", 0, Level::Error),
    (".choice(", 2, Level::Error),
];

/// Where a maker gets a name that was given elsewhere, and what stands before the names there; nothing where the compiler
/// knows the name.
const HANDED_ON: &[(&str, &str, &[&str])] = &[
    ("yaml/check.rs", "rule", &[]),
    ("transcript/speakers/notice.rs", "self.rule", &["rule: "]),
    (
        "transcript/read/cues/issue.rs",
        "self.fault.rule()",
        &[
            "Fault::GoesOn | Fault::Nobody | Fault::Dashes => ",
            "Fault::StrayText => ",
            "Fault::OutOfOrder => ",
        ],
    ),
    (
        "transcript/read/decode/doubt.rs",
        "rule",
        &["} => (\n                ", "const UNREADABLE: &str = "],
    ),
    ("transcript/read/json/lines.rs", "rule", &["warn("]),
    (
        "transcript/read/extract.rs",
        "self.flaw.rule()",
        &[
            "Flaw::DamagedDocument => ",
            "Flaw::GuessedEncoding => ",
            "Flaw::UnreadableCharacters => ",
            "Flaw::Mojibake => ",
            "Flaw::SeveralSheets => ",
            "Flaw::ScannedPages => ",
            "Flaw::UnknownLetters => ",
        ],
    ),
    ("bin/thematica/commands/check/levels.rs", "rule", &[]),
];

#[test]
fn every_name_of_a_diagnostic_is_a_rule_of_its_level() {
    let rules: BTreeMap<&str, Level> = RULES.iter().map(|it| (it.name, it.level)).collect();
    let mut wrong = BTreeSet::new();
    for (name, level, file) in names() {
        match rules.get(&name[..]) {
            Some(of_rule) if *of_rule == level => {}
            Some(of_rule) => {
                let (is, has) = (level.as_str(), of_rule.as_str());
                wrong.insert(format!("{name} is {is} in {file}, and the rule has {has}"));
            }
            None => {
                wrong.insert(format!("no rule explains {name} of {file}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_rule_whose_findings_come_from_readers_is_given_by_one() {
    let given: BTreeSet<String> = names().into_iter().map(|(name, ..)| name).collect();
    let by_readers = RULES
        .iter()
        .filter(|rule| matches!(rule.check, Check::Reading));
    let idle: Vec<&str> = by_readers
        .map(|rule| rule.name)
        .filter(|name| !given.contains(*name) && !BY_ITSELF.contains(name))
        .collect();
    assert!(idle.is_empty(), "no reader gives {idle:?}");
}

/// All names with their levels and the files that give them.
///
/// # Panics
/// Where a name is made in a way that is not looked for here.
fn names() -> Vec<(String, Level, String)> {
    let mut names = Vec::new();
    for (file, text) in sources() {
        let calls = MAKERS.iter().flat_map(|(call, which, level)| {
            let places = text.match_indices(call);
            places.map(|(at, _)| (&text[at + call.len()..], *which, *level))
        });
        for (rest, which, level) in calls {
            let argument = argument(rest, which);
            let found = match literal(argument).or_else(|| constant(&text, argument)) {
                Some(name) => vec![name],
                None => handed_on(&file, &text, argument),
            };
            names.extend(found.into_iter().map(|name| (name, level, file.clone())));
        }
    }
    assert!(names.len() > 60, "the diagnostics have moved");
    names
}

/// An argument of the call whose arguments a text begins with.
fn argument(rest: &str, which: usize) -> &str {
    let (mut depth, mut in_text, mut start, mut seen) = (0, false, 0, 0);
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if in_text => drop(chars.next()),
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' | '[' | '{' => depth += 1,
            ',' | ')' if depth == 0 => {
                if seen == which {
                    return rest[start..at].trim();
                }
                (start, seen) = (at + 1, seen + 1);
            }
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    panic!("no such argument: {}", rest.lines().next().unwrap());
}

fn literal(argument: &str) -> Option<String> {
    let name = argument.strip_prefix('"')?.strip_suffix('"')?;
    Some(name.to_owned())
}

/// The text of a constant of the same file.
fn constant(file: &str, name: &str) -> Option<String> {
    let (_, rest) = file.split_once(&format!("const {name}: &str = "))?;
    literal(rest.split(';').next()?)
}

/// The names that a maker is handed, wherever they are written in its file.
fn handed_on(file: &str, text: &str, argument: &str) -> Vec<String> {
    let known = HANDED_ON
        .iter()
        .find(|(place, name, _)| *place == file && *name == argument);
    let Some((_, _, marks)) = known else {
        panic!("{file}: say in HANDED_ON where the names of `{argument}` are written");
    };
    let name = |rest: &str| literal(rest.split_inclusive('"').take(2).collect::<String>().trim());
    let mut names = Vec::new();
    for mark in *marks {
        let found = text.split(mark).skip(1).filter_map(name);
        let before = names.len();
        names.extend(found);
        assert!(names.len() > before, "{file} has no name behind `{mark}`");
    }
    names
}

/// The files that may tell something to `check`, without their tests.
fn sources() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    for path in rust_files(&folder) {
        let below = path.strip_prefix(&folder).unwrap();
        let file = below.to_str().unwrap().replace('\\', "/");
        let is_elsewhere = ELSEWHERE.iter().any(|it| file.starts_with(it));
        if is_elsewhere && !file.starts_with(CHECK) || file.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let tests = text.match_indices("#[cfg(test)]").find(|(at, mark)| {
            // `mod tests;` has a file of its own, and what follows it is none.
            let line = text[at + mark.len()..].trim_start().lines().next();
            line.is_some_and(|line| line.ends_with('{'))
        });
        let end = tests.map_or(text.len(), |(at, _)| at);
        sources.push((file, text[..end].to_owned()));
    }
    sources
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
    files.sort();
    files
}
