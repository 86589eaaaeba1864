//! Runs the folders `tests/codebooks/valid` and `tests/codebooks/invalid`.
//!
//! Beside every invalid codebook lies what a person is told about it, compared whole. `UPDATE_SNAPSHOTS=1` writes these
//! files anew; read the difference before you keep it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thematica::codebook::{self, Parsed};
use thematica::diagnostic::render;
use thematica::text::Source;

fn codebooks(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/codebooks").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn parse(path: &Path) -> (Parsed, String) {
    let name = path.file_name().expect("a file").to_string_lossy();
    let text = fs::read_to_string(path).expect("a codebook can be read");
    let parsed = codebook::parse(Arc::new(Source::new(name, text)));
    let mut told = Vec::new();
    for fault in &parsed.diagnostics {
        render::human(fault, &mut told).expect("writing to memory works");
    }
    let told = String::from_utf8(told).expect("the rendering is UTF-8");
    (parsed, told)
}

#[test]
fn valid_codebooks_have_no_faults() {
    for path in codebooks("valid") {
        let (parsed, told) = parse(&path);
        assert_eq!(told, "", "{}", path.display());
        assert!(parsed.codebook.is_some(), "{}", path.display());
    }
}

#[test]
fn every_fault_of_an_invalid_codebook_is_told_word_for_word() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    for path in codebooks("invalid") {
        let (_, told) = parse(&path);
        assert_ne!(told, "", "{} has no faults", path.display());
        let snapshot = path.with_extension("stderr");
        if update {
            fs::write(&snapshot, &told).expect("a snapshot can be written");
        }
        let expected = fs::read_to_string(&snapshot).unwrap_or_default();
        assert_eq!(told, expected, "{}", path.display());
    }
}
