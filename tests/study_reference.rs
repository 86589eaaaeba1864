//! Reads every example of `docs/study.md`, in a study with the files that the page lists.

use std::fs;
use std::path::PathBuf;

use thematica::study::{Study, Target};
use thematica::transcript::read::{ReadOptions, read};

const PAGE: &str = include_str!("../docs/study.md");

#[test]
fn every_example_of_the_study_reference_is_read_without_a_fault() {
    let blocks = blocks();
    let (_, _, files) = blocks
        .iter()
        .find(|(_, kind, _)| kind == "files")
        .expect("the page lists the files of its study");
    let mut run = 0;
    let mut wrong = Vec::new();
    for (line, kind, text) in &blocks {
        let (manifest, participants, documents) = match (kind.as_str(), text.split(',').next()) {
            ("yaml", _) => (text.as_str(), "id\n", "transcript\n"),
            ("csv", Some("id")) => ("", text.as_str(), "transcript\n"),
            ("csv", Some("transcript")) => ("", "id\n", text.as_str()),
            ("csv", _) => {
                run += 1;
                wrong.extend(faults_of_transcript(text).map(|it| format!("{line}: {it}")));
                continue;
            }
            _ => continue,
        };
        run += 1;
        let study = Folder::with(files.lines().map(|name| match name {
            "thematica.yaml" => (name, manifest),
            "participants.csv" => (name, participants),
            "documents.csv" => (name, documents),
            name => (name, ""),
        }));
        wrong.extend(study.faults().map(|it| format!("{line}: {it}")));
    }
    assert!(run >= 6, "the page has examples: {run}");
    assert!(wrong.is_empty(), "docs/study.md:\n{}", wrong.join("\n"));
}

/// The line, the kind and the text of each block.
fn blocks() -> Vec<(usize, String, String)> {
    let mut blocks = Vec::new();
    let mut lines = PAGE.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            continue;
        };
        let inside = lines.by_ref().map(|(_, line)| line);
        let inside: Vec<&str> = inside.take_while(|line| *line != "```").collect();
        blocks.push((number + 2, kind.to_owned(), inside.join("\n") + "\n"));
    }
    blocks
}

fn faults_of_transcript(text: &str) -> impl Iterator<Item = String> {
    let options = ReadOptions::default();
    let transcript = read("t", "t.csv", text.as_bytes().to_vec(), &options).expect("it is a table");
    transcript.reading.warnings.into_iter().map(|it| it.message)
}

/// A study's folder that is there as long as the test runs.
struct Folder(PathBuf);

impl Folder {
    fn with<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let name = format!("thematica-study-reference-{}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        for (name, text) in files {
            let file = folder.0.join(name);
            fs::create_dir_all(file.parent().expect("it lies in the folder"))
                .expect("folders can be made");
            fs::write(file, text).expect("files can be written");
        }
        folder
    }

    fn faults(&self) -> impl Iterator<Item = String> {
        let paths = vec![self.0.clone()];
        let target = Target {
            paths,
            ..Target::default()
        };
        let study = Study::open(&target).expect("the study opens");
        let told = |it: thematica::diagnostic::Diagnostic| format!("{}: {}", it.rule, it.message);
        study.diagnostics.into_iter().map(told)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
