//! What the commands on people's codings do to the files of a study.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const CODEBOOK: &str = "codebook: c\nversion: 1.0.0\ncodes:\n  - id: trust\n    label: Trust\n    match: [let me in]\n  - id: time\n    label: Time\n    match: [weeks]\n";

const TALK: &str = "Interviewer: How did it begin?\n\nAnn: It took weeks. Then she let me in.\n\nInterviewer: And then?\n\nAnn: Then she did not.\n";

/// A study in a folder of its own.
struct Study(PathBuf);

/// What a command said and how it ended.
#[derive(Debug)]
struct Said {
    out: String,
    err: String,
    status: Option<i32>,
}

impl Study {
    /// A study with these transcripts, by their ids.
    fn of(name: &str, transcripts: &[(&str, &str)]) -> Self {
        let name = format!("thematica-codings-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        let study = Self(path);
        study.write("thematica.yaml", "study: s\ncodebook: codebook.yaml\n");
        study.write("codebook.yaml", CODEBOOK);
        for (id, text) in transcripts {
            study.write(&format!("transcripts/{id}.txt"), text);
        }
        study
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a file says; nothing where there is none.
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, "")
    }

    /// Runs a command in the study's folder with something on its standard input.
    fn run_with(&self, arguments: &[&str], input: &str) -> Said {
        let mut child = Command::new(env!("CARGO_BIN_EXE_thematica"))
            .args(arguments)
            .current_dir(&self.0)
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .env_remove("THEMATICA_CODER")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing has perhaps ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().unwrap();
        Said {
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
            status: status.code(),
        }
    }

    /// Lays a code on words.
    fn add(&self, coder: &str, transcript: &str, code: &str, quote: &str) {
        let said = self.run(&[
            "codings",
            "add",
            "--coder",
            coder,
            "--transcript",
            transcript,
            "--code",
            code,
            "--quote",
            quote,
        ]);
        assert_eq!(said.status, Some(0), "{said:?}");
    }
}

impl Drop for Study {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn codings_of_a_transcript_whose_id_ends_anothers_are_never_taken_for_the_others() {
    let study = Study::of("ends", &[("fg1", TALK), ("p2/fg1", TALK)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    study.add("ben", "fg1", "trust", "Then she let me in.");
    study.run(&["codings", "finish", "--coder", "ann", "fg1"]);
    let before = study.text("codings/ann/fg1.jsonl");
    let said = study.run_with(
        &["annotate", ".", "p2/fg1", "--coder", "ann", "--linear"],
        "list\ngo 2\ncode time\nfinish\nquit\n",
    );
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(!said.out.contains("Trust"), "{}", said.out);
    assert_eq!(study.text("codings/ann/fg1.jsonl"), before);
    let other = study.text("codings/ann/p2/fg1.jsonl");
    assert_eq!(other.lines().count(), 1, "{other}");
    let roster = study.text("codings/ann/roster.csv");
    assert!(
        roster.contains("\nfg1,") && roster.contains("\np2/fg1,"),
        "{roster}"
    );
}

#[test]
fn a_quote_is_looked_for_in_its_own_transcript_alone() {
    let other = "Ann: Something else was said.\n";
    let study = Study::of("lint", &[("fg1", TALK), ("p2/fg1", other)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    let said = study.run(&["check", "-f", "concise"]);
    let told = said.out + &said.err;
    assert!(!told.contains("lost-quote"), "{told}");
}
