//! The codebooks that come with the program are what it tells others to write: `check` finds nothing in them and `format`
//! changes nothing, and the program has all that lie in `codebooks/`, which `codebooks/README.md` lists.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use thematica::codebook::{self, BUNDLED};
use thematica::text::Source;

#[test]
fn check_finds_nothing_in_a_bundled_codebook() {
    for file in files() {
        passes(&["check", "--deny", "advice", &file]);
    }
}

#[test]
fn check_finds_nothing_in_the_example_study() {
    passes(&["check", "--deny", "advice", "examples/link-workers"]);
}

#[test]
fn bundled_codebooks_are_laid_out() {
    for file in files() {
        passes(&["codebook", "format", "--check", &file]);
    }
}

#[test]
fn all_codebooks_of_the_folder_are_bundled() {
    let bundled: Vec<String> = BUNDLED
        .iter()
        .map(|it| format!("codebooks/{}.yaml", it.name))
        .collect();
    assert_eq!(bundled, files());
    for (file, it) in files().iter().zip(BUNDLED) {
        let text = std::fs::read_to_string(root().join(file)).expect("it was listed");
        assert!(text == it.text, "{file} is bundled under another name");
    }
}

#[test]
fn the_reference_lists_every_bundled_codebook_with_its_codes() {
    let page = include_str!("../codebooks/README.md");
    for it in BUNDLED {
        let source = Arc::new(Source::new(it.name, it.text));
        let codebook = codebook::parse(source)
            .codebook
            .expect("check finds nothing in it");
        let name = it.name;
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| [`{name}`]({name}.yaml) |")))
            .unwrap_or_else(|| panic!("codebooks/README.md has no row for {name}"));
        let codes = codebook.codes.len();
        assert!(row.contains(&format!(" | {codes} |")), "{codes}: {row}");
    }
}

/// The YAML files of `codebooks/`, as they are named from the root, in order.
fn files() -> Vec<String> {
    let folder = root().join("codebooks");
    let entries = std::fs::read_dir(folder).expect("there are codebooks");
    let mut files: Vec<String> = entries
        .map(|entry| entry.expect("an entry can be read").file_name())
        .filter_map(|name| name.into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "yaml"))
        .map(|name| format!("codebooks/{name}"))
        .collect();
    files.sort();
    files
}

/// Runs the program, which must end with status 0.
fn passes(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_thematica"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}\n{told}");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
