//! The store of codings under what happens to programs: they are killed, they run twice, the disk is full.
//!
//! What writes is a process of its own: this test's program, started again with [`WRITER`] in its environment.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use thematica::coding::ledger::Ledger;
use thematica::coding::record::{Anchor, Record, Stamp};
use thematica::coding::store::Store;

/// The folder that a writer writes in; where it is not set, nobody is one.
const WRITER: &str = "THEMATICA_TEST_WRITER";
/// What its codings are called, and how many it makes.
const NAME: &str = "THEMATICA_TEST_NAME";
const COUNT: &str = "THEMATICA_TEST_COUNT";

/// In so many folders at once, each so often: a thousand kills.
const FOLDERS: u64 = 4;
const KILLS: usize = 250;
/// Codings that are in the file before the first writer starts, so that a file is not written at once.
const BEFORE: usize = 200;

/// Adds codings one after the other, each with a write of its own, and says of each when it is on the disk.
#[test]
fn writer() {
    let Some(folder) = std::env::var_os(WRITER) else {
        return;
    };
    let name = std::env::var(NAME).unwrap();
    let count: usize = std::env::var(COUNT).unwrap().parse().unwrap();
    let store = Store::new(Path::new(&folder), "");
    for number in 0..count {
        let pen = store.pen("ann", &name, Duration::from_mins(1)).unwrap();
        let base = pen.read("fg1", &mut Vec::new()).unwrap().ledger;
        let mut ours = base.clone();
        let added = ours.add(coding(&format!("{name}-{number}"), number));
        pen.write("fg1", &base, &ours).unwrap();
        drop(pen);
        println!("written {}", added.id());
    }
}

fn coding(code: &str, at: usize) -> Record {
    let anchor = Anchor {
        points: Some(at..at + 5),
        quote: "words".to_owned(),
        prefix: "what stands before them".to_owned(),
        suffix: "and what stands after them".to_owned(),
        hash: "0123456789abcdef".to_owned(),
    };
    Record::new(code, anchor, Stamp::default())
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("thematica-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn start(&self, name: &str, count: usize) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--nocapture", "--test-threads=1"])
            .env(WRITER, &self.0)
            .env(NAME, name)
            .env(COUNT, count.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// The names of all codings, from a file that has to be whole.
    fn names(&self) -> BTreeSet<String> {
        let mut faults = Vec::new();
        let store = Store::new(&self.0, "");
        let file = store.read("ann", "fg1", &mut faults).unwrap();
        assert!(
            file.whole && faults.is_empty(),
            "the file cannot be read: {faults:?}"
        );
        assert!(file.ledger.rivals().is_empty());
        file.ledger.all().iter().map(|it| it.id.clone()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn acknowledged(line: &str) -> Option<String> {
    let (_, id) = line.split_once("written ")?;
    // A line that was cut by the kill was not said.
    (id.len() == 12).then(|| id.to_owned())
}

#[test]
fn a_thousand_kills_lose_nothing_that_was_acknowledged() {
    thread::scope(|scope| {
        for seed in 0..FOLDERS {
            scope.spawn(move || kill(seed));
        }
    });
}

fn kill(seed: u64) {
    let folder = Folder::new(&format!("kills-{seed}"));
    let store = Store::new(&folder.0, "");
    let pen = store.pen("ann", "", Duration::ZERO).unwrap();
    let mut ledger = Ledger::default();
    for number in 0..BEFORE {
        ledger.add(coding("before", number * 10));
    }
    pen.write("fg1", &Ledger::default(), &ledger).unwrap();
    drop(pen);
    let mut known = folder.names();
    // Numbers that look random and are the same everywhere (Knuth's constants).
    let mut dice = seed;
    let mut interrupted = 0;
    for round in 0..KILLS {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut child = folder.start(&format!("round{round}"), 1000);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = usize::try_from(dice >> 62).unwrap();
        let mut said = 0;
        while said < wanted {
            let line = lines.next().expect("it is not done yet").unwrap();
            if let Some(id) = acknowledged(&line) {
                known.insert(id);
                said += 1;
            }
        }
        thread::sleep(Duration::from_micros((dice >> 33) % 3000));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            known.extend(acknowledged(&line));
        }
        let now = folder.names();
        let lost: Vec<&String> = known.difference(&now).collect();
        assert!(lost.is_empty(), "round {round} lost {lost:?}");
        // One may be on the disk that was not acknowledged yet.
        interrupted += now.len() - known.len();
        known = now;
        // What is kept short is written often.
        if known.len() > 2 * BEFORE {
            let pen = store.pen("ann", "", Duration::from_secs(10)).unwrap();
            let base = pen.read("fg1", &mut Vec::new()).unwrap().ledger;
            pen.write("fg1", &base, &ledger).unwrap();
            known = folder.names();
        }
    }
    println!("{interrupted} of {KILLS} kills came between the disk and the word");
    let left = fs::read_dir(folder.0.join("codings/ann")).unwrap().count();
    assert!(left < 10, "unfinished files pile up: {left}");
}

#[test]
fn two_that_write_at_once_wait_for_each_other() {
    const EACH: usize = 60;
    let folder = Folder::new("twice");
    let children = ["first", "second", "third"].map(|name| folder.start(name, EACH));
    let mut known = BTreeSet::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        known.extend(text.lines().filter_map(acknowledged));
    }
    assert_eq!(known.len(), 3 * EACH);
    assert_eq!(folder.names(), known);
}

#[cfg(unix)]
#[test]
fn a_full_disk_gives_a_message_and_keeps_the_old_file() {
    let folder = Folder::new("full");
    fs::create_dir_all(folder.0.join("transcripts")).unwrap();
    fs::write(folder.0.join("thematica.yaml"), "study: Full\n").unwrap();
    let talk = "Int: How was it?\n\nAnn: They trust me, most of them.\n\nInt: And?\n\nAnn: Then they do not.\n";
    fs::write(folder.0.join("transcripts/a.txt"), talk).unwrap();
    let program = env!("CARGO_BIN_EXE_thematica");
    let add = |limit: &str, quote: &str| {
        // A file may not become longer than this many blocks of 512 bytes, as where a disk is full.
        let script = format!(
            "trap '' XFSZ; {limit} exec {program} codings add --coder ann --transcript a --code c --quote '{quote}'"
        );
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).current_dir(&folder.0);
        shell.output().unwrap()
    };
    for quote in ["How was it?", "They trust me", "most of them", "And?"] {
        assert!(add("", quote).status.success());
    }
    let file = folder.0.join("codings/ann/a.jsonl");
    let before = fs::read_to_string(&file).unwrap();
    assert!(before.len() > 512);
    let output = add("ulimit -f 1;", "Then they do not.");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("codings/ann/a cannot be written"), "{told}");
    assert!(told.contains("what was there is unchanged"), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    let left = fs::read_dir(folder.0.join("codings/ann")).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    std::io::stdout().flush().unwrap();
}
