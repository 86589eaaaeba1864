//! The rooms of the library and which of them may know which, read from the source.
//!
//! A module imports only what stands to its left. What a room is for is said here, in [`ROOMS`], because a place that
//! everybody has to pass is a better home for it than a page that nobody opens.
//!
//! Source is read as text: `crate::…` and `super::…` wherever they stand, in imports and in the middle of a line. Comments are
//! passed over, as documentation may point anywhere, and so are tests.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The top-level modules of the library, from left to right. Those in one row stand side by side and do not know each
/// other: `text <- diagnostic <- yaml <- transcript <- codebook <- study <- coding <- matcher <- analysis, lint <- report,
/// exchange`.
const ROOMS: &[&[&str]] = &[
    // A text and places in it. It knows characters, words and sentences, and nothing of who speaks.
    &["text"],
    // What someone wrote wrong, with its place. It points into texts, and whoever reads a file needs it.
    &["diagnostic"],
    // YAML with the place of every value, as codebooks and manifests are written in it; what they mean is theirs.
    &["yaml"],
    // What was said, by whom, in which order. A transcript can be read without a study around it.
    &["transcript"],
    // Codes and what makes them fire. It knows no transcript, so that a codebook can be checked by itself.
    &["codebook"],
    // Which transcripts, which codebook, which people: the room that opens files. It does not know what codes find.
    &["study"],
    // A code on a stretch of a transcript, and what put it there. Rules and people leave the same thing.
    &["coding"],
    // Rules applied to a transcript. Of the study it needs the roles that rules name.
    &["matcher"],
    // Analysis answers questions on coded transcripts, in counts. Lint runs a codebook on its own examples, and counts
    // nothing.
    &["analysis", "lint"],
    // Tables and the ways of writing them. Nothing before it knows what a result looks like. Exchange carries codebooks
    // to the formats of spreadsheets, of other programs and of readers, and back, and transcripts to plain formats.
    &["report", "exchange"],
];

/// Rooms that know less than all that stands to their left, with the last one that they know.
const KNOWS_UP_TO: &[(&str, &str)] = &[("exchange", "coding")];

/// Rooms and files that may open files.
const OPENS_FILES: &[&str] = &["study", "coding/store"];

/// What touches the file system without `std::fs` being named.
const FILE_WORDS: &[&str] = &[
    ".canonicalize()",
    ".exists()",
    ".is_dir()",
    ".is_file()",
    ".metadata()",
    ".read_dir()",
    ".symlink_metadata()",
    ".try_exists()",
    "walkdir::",
];

/// What only a program may do, and a library may not.
const PROGRAM_WORDS: &[&str] = &[
    "Instant::",
    "SystemTime::",
    "abort(",
    "dbg!",
    "eprint!",
    "eprintln!",
    "exit(",
    "print!",
    "println!",
    "stderr()",
    "stdin()",
    "stdout()",
];

#[test]
fn every_module_imports_only_what_stands_to_its_left() {
    let faults: String = library().iter().map(SourceFile::arrows_back).collect();
    assert!(faults.is_empty(), "these arrows run back:\n{faults}");
}

#[test]
fn only_the_study_and_the_store_of_codings_open_files() {
    let faults: String = library().iter().map(SourceFile::files_opened).collect();
    assert!(
        faults.is_empty(),
        "only {OPENS_FILES:?} and the binary open files:\n{faults}"
    );
}

#[test]
fn the_library_never_prints_exits_or_reads_the_clock_or_the_environment() {
    let faults: String = library().iter().map(SourceFile::program_like).collect();
    assert!(faults.is_empty(), "only the binary may do this:\n{faults}");
}

#[test]
fn every_room_of_the_library_has_its_place() {
    let root = fs::read_to_string(source_folder().join("lib.rs")).unwrap();
    let declared: BTreeSet<&str> = root
        .lines()
        .filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';'))
        .collect();
    let known: BTreeSet<&str> = ROOMS.concat().into_iter().collect();
    assert_eq!(
        declared, known,
        "src/lib.rs and the rooms of this test differ"
    );
}

#[test]
fn an_arrow_that_runs_back_is_found_with_its_line() {
    for (path, text, line) in [
        ("codebook/mod.rs", "\nuse crate::study::Study;", 2),
        ("codebook/mod.rs", "use super::study::Study;", 1),
        (
            "codebook/parse/mod.rs",
            "use super::super::study::Study;",
            1,
        ),
        (
            "codebook/code.rs",
            "use super::super::{text, study::Study};",
            1,
        ),
        (
            "codebook/code.rs",
            "fn f() -> crate::study::Study { todo!() }",
            1,
        ),
        (
            "codebook/code.rs",
            "use crate::{\n    text::{self, Span},\n    study,\n};",
            3,
        ),
    ] {
        assert_eq!(
            SourceFile::new(path, text).arrows_back(),
            format!("src/{path}:{line}: `codebook` must not know `study`\n"),
            "{text}"
        );
    }
    let faults = |path, text| SourceFile::new(path, text).arrows_back();
    assert_eq!(
        faults("lint/x.rs", "use crate::analysis::People;"),
        "src/lint/x.rs:1: `lint` must not know `analysis`\n"
    );
    assert_eq!(
        faults("exchange/x.rs", "use crate::{coding, matcher};"),
        "src/exchange/x.rs:1: `exchange` must not know `matcher`\n"
    );
    assert_eq!(
        faults("text/x.rs", "use crate::attic::Trunk;"),
        "src/text/x.rs:1: `attic` is no room\n"
    );
}

#[test]
fn what_stands_to_the_left_is_no_fault_nor_are_comments_and_tests() {
    let text = "//! See [`crate::report`].
use crate::codebook::{self, Rule};
use super::super::text::Span;
use crate::{coding::Hit, transcript::{Turn, report}};

#[cfg(test)]
mod tests {
    use crate::report::Table;
    fn f() { println!(\"{:?}\", std::env::args()); }
}

fn after() { crate::study::stream::in_order() }
";
    let file = SourceFile::new("matcher/x.rs", text);
    assert_eq!(file.arrows_back(), "");
    assert_eq!(file.program_like(), "");
}

#[test]
fn what_only_a_program_may_do_is_found_with_its_line() {
    let faults = |text| SourceFile::new("report/x.rs", text).program_like();
    for (text, what) in [
        ("fn f() { println!(\"x\") }", "println!"),
        ("fn f() { std::process::exit(1) }", "std::process"),
        ("use std::{env, io};", "std::env"),
        (
            "use std::time::{Duration, Instant};\nfn f() { Instant::now(); }",
            "Instant::",
        ),
        ("use std::io::stdout; fn f() { stdout(); }", "stdout()"),
    ] {
        let place = |line| format!("src/report/x.rs:{line}: {what}\n");
        let found = faults(text);
        assert!(
            found.contains(&place(1)) || found.contains(&place(2)),
            "{text}: {found}"
        );
    }
    assert_eq!(
        faults("use std::time::Duration;\nfn pinstripe_print() {}"),
        ""
    );
}

#[test]
fn a_file_that_is_opened_in_the_wrong_room_is_found() {
    let faults = |path, text| SourceFile::new(path, text).files_opened();
    let text = "use std::io;\nuse std::{fmt, fs::File};\n";
    assert_eq!(faults("report/x.rs", text), "src/report/x.rs:2: std::fs\n");
    assert_eq!(faults("study/x.rs", text), "");
    assert_eq!(faults("coding/store.rs", text), "");
    assert_eq!(
        faults("coding/mod.rs", text),
        "src/coding/mod.rs:2: std::fs\n"
    );
    let text = "fn f(path: &Path) -> bool { path.exists() }";
    assert_eq!(
        faults("report/x.rs", text),
        "src/report/x.rs:1: .exists()\n"
    );
}

/// A file of the library.
struct SourceFile {
    /// Below `src/`, `/`-separated.
    path: String,
    /// Its text with comments and tests blanked out, so that lines stay what they are.
    code: String,
}

impl SourceFile {
    fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            code: without_comments_and_tests(text),
        }
    }

    fn room(&self) -> Option<&str> {
        self.path.split_once('/').map(|(room, _)| room)
    }

    /// How many modules deep the file is: 1 for `text/mod.rs`, 2 for `text/fold.rs`.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") {
            parts - 1
        } else {
            parts
        }
    }

    /// One line for each import of what does not stand to the left.
    fn arrows_back(&self) -> String {
        let Some(from) = self.room() else {
            return String::new();
        };
        let mut faults = String::new();
        let to_the_root = "super::".repeat(self.depth());
        let mut seen = heads(&self.code, "crate::");
        seen.extend(heads(&self.code, &to_the_root));
        seen.sort_unstable();
        for (line, to) in seen.into_iter().filter(|&(_, to)| to != from) {
            let place = |name| ROOMS.iter().position(|row| row.contains(&name));
            let last = KNOWS_UP_TO.iter().find(|(room, _)| *room == from);
            let last = last.and_then(|(_, last)| place(last));
            let _ = match (place(from), place(to)) {
                (Some(here), Some(there))
                    if there < here && last.is_none_or(|last| there <= last) =>
                {
                    Ok(())
                }
                (Some(_), Some(_)) => writeln!(
                    faults,
                    "src/{}:{line}: `{from}` must not know `{to}`",
                    self.path
                ),
                (None, _) => writeln!(faults, "src/{}:{line}: `{from}` is no room", self.path),
                (_, None) => writeln!(faults, "src/{}:{line}: `{to}` is no room", self.path),
            };
        }
        faults
    }

    fn files_opened(&self) -> String {
        if OPENS_FILES.iter().any(|place| self.path.starts_with(place)) {
            return String::new();
        }
        self.uses(&["fs"], FILE_WORDS)
    }

    fn program_like(&self) -> String {
        self.uses(&["env", "process"], PROGRAM_WORDS)
    }

    /// One line for each use of a module of `std` or of a word.
    fn uses(&self, modules: &[&str], words: &[&str]) -> String {
        let of_std = heads(&self.code, "std::")
            .into_iter()
            .filter(|(_, module)| modules.contains(module))
            .map(|(line, module)| (line, format!("std::{module}")));
        let of_words = words.iter().flat_map(|word| {
            occurrences(&self.code, word).map(|at| (line_of(&self.code, at), (*word).to_owned()))
        });
        let mut faults = String::new();
        for (line, what) in of_std.chain(of_words).collect::<BTreeSet<_>>() {
            let _ = writeln!(faults, "src/{}:{line}: {what}", self.path);
        }
        faults
    }
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file of source of the library but its root and the files that hold tests.
fn library() -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders = vec![source_folder()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let below = path.strip_prefix(source_folder()).unwrap();
            let below = below.to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                if below != "bin" {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && below != "lib.rs"
                && !below.ends_with("tests.rs")
            {
                files.push(SourceFile::new(&below, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(files.len() > 50, "the library has moved");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Blanks out comment lines, and each item that stands behind `#[cfg(test)]`. rustfmt puts the end of an item at the
/// indentation of its beginning, which is all that has to be known of its inside.
fn without_comments_and_tests(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    // The indentation of the test that is being passed over, and whether its body has begun.
    let mut test: Option<(&str, bool)> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let indentation = &line[..line.len() - bare.len()];
        if let Some((at, begun)) = &mut test {
            let is_attribute = !*begun && bare.starts_with("#[");
            let ends = indentation == *at
                && if *begun {
                    bare.starts_with('}')
                } else {
                    bare.ends_with(';')
                };
            *begun |= !is_attribute && bare.ends_with('{');
            if ends {
                test = None;
            }
        } else if bare.starts_with("#[cfg(test)]") {
            test = Some((indentation, false));
        } else if !bare.starts_with("//") {
            code.push_str(line);
        }
        code.push('\n');
    }
    code
}

/// The first names behind each `prefix`, with their lines: `a` and `b` of `crate::{a::X, b}`.
fn heads<'c>(code: &'c str, prefix: &str) -> Vec<(usize, &'c str)> {
    let mut heads = Vec::new();
    for at in occurrences(code, prefix) {
        let begin = at + prefix.len();
        if !code[begin..].starts_with('{') {
            heads.extend(name_at(code, begin));
            continue;
        }
        let mut depth = 0;
        for (offset, c) in code[begin..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' => {}
                _ => continue,
            }
            if depth == 0 {
                break;
            }
            if depth == 1 && c != '}' {
                let rest = code[begin + offset + 1..].trim_start();
                heads.extend(name_at(code, code.len() - rest.len()));
            }
        }
    }
    heads
}

/// The name that starts at a byte, with its line.
fn name_at(code: &str, at: usize) -> Option<(usize, &str)> {
    let rest = &code[at..];
    let length = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
    (length > 0).then(|| (line_of(code, at), &rest[..length]))
}

/// Where a word stands that is not the end of a longer one.
fn occurrences(code: &str, word: &str) -> impl Iterator<Item = usize> {
    let found = code.match_indices(word).map(|(at, _)| at);
    found.filter(|&at| word.starts_with('.') || !code[..at].ends_with(is_of_name))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}
