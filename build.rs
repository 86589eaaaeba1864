//! Gives the readers of transcripts a version: a digest of their source and of the libraries that they are built with.
//!
//! What a reader made of a file is kept from one run to the next (`src/study/cache.rs`). It must never be taken for what
//! another version of the reader would make of it, and nobody should have to remember to raise a number.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};

const WATCHED: &[&str] = &[
    "src/transcript/read",
    "src/transcript/cells.rs",
    "src/text",
    "Cargo.lock",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut digest = DefaultHasher::new();
    for watched in WATCHED {
        println!("cargo::rerun-if-changed={watched}");
        let mut files = Vec::new();
        files_of(&root.join(watched), &mut files)?;
        files.sort();
        for file in files {
            digest.write(&fs::read(file)?);
            digest.write_u8(0xFF);
        }
    }
    println!(
        "cargo::rustc-env=THEMATICA_READERS={:016x}",
        digest.finish()
    );
    Ok(())
}

fn files_of(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            files_of(&entry?.path(), files)?;
        }
    } else if path.exists() {
        files.push(path.to_path_buf());
    }
    Ok(())
}
