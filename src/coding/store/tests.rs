use super::*;
use crate::coding::record::{Anchor, Record, Stamp, State};
use std::time::Duration;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("thematica-store-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn store(&self) -> Store {
        Store::new(&self.0, "s/")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn coding(code: &str) -> Record {
    let anchor = Anchor {
        points: Some(0..1),
        quote: "x".to_owned(),
        ..Anchor::default()
    };
    Record::new(code, anchor, Stamp::default())
}

const SOON: Duration = Duration::ZERO;

#[test]
fn a_study_without_codings_has_no_faults_and_what_cannot_be_read_is_one() {
    let root = Folder::new("faults");
    let mut faults = Vec::new();
    assert!(root.store().read_all(&mut faults).is_empty());
    assert!(root.store().coders(&mut faults).is_empty());
    assert!(faults.is_empty());
    let folder = root.0.join(FOLDER).join("ann");
    // A folder is no file of codings, whatever its name.
    fs::create_dir_all(folder.join("b.jsonl")).unwrap();
    fs::write(folder.join("a.jsonl"), b"{\"code\": \"\xFF\"}\n").unwrap();
    assert!(root.store().read_all(&mut faults).is_empty());
    let told: Vec<_> = faults.iter().map(|it| it.place.file()).collect();
    assert_eq!(told, ["s/codings/ann/a.jsonl"]);
    assert_eq!(faults[0].message, "this file is not UTF-8");
}

#[test]
fn nobody_is_called_as_the_rules_are_and_a_folder_that_is_is_told() {
    let root = Folder::new("rules");
    let store = root.store();
    let refused = store.pen("Rules", "a test", SOON).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`Rules` cannot be a coder's name: the rules of the codebook are called so where coders are compared"
    );
    for coder in ["rules", "zoe"] {
        let folder = root.0.join(FOLDER).join(coder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join("a.jsonl"),
            "{\"code\": \"a\", \"quote\": \"x\"}\n",
        )
        .unwrap();
    }
    let mut faults = Vec::new();
    let coders: Vec<String> = store
        .read_all(&mut faults)
        .into_iter()
        .map(|it| it.coder)
        .collect();
    assert_eq!(coders, ["zoe"]);
    assert_eq!(store.coders(&mut faults), ["zoe"]);
    let told: Vec<_> = faults.iter().map(|it| it.place.file()).collect();
    assert_eq!(told, ["s/codings/rules"; 2]);
}

#[test]
fn what_is_written_is_read_again_and_git_is_told_of_it() {
    let root = Folder::new("write");
    let store = root.store();
    let pen = store.pen("ann", "a test", SOON).unwrap();
    let base = pen.read("phase-1/fg1", &mut Vec::new()).unwrap().ledger;
    let mut ours = base.clone();
    ours.add(coding("trust"));
    pen.write("phase-1/fg1", &base, &ours).unwrap();
    let mut faults = Vec::new();
    let files = store.read_all(&mut faults);
    assert!(faults.is_empty());
    assert_eq!(
        (files[0].coder.as_str(), files[0].transcript.as_str()),
        ("ann", "phase-1/fg1")
    );
    assert_eq!(files[0].name, "s/codings/ann/phase-1/fg1.jsonl");
    assert_eq!(files[0].ledger.text(), ours.text());
    assert_eq!(store.coders(&mut faults), ["ann"]);
    let attributes = fs::read_to_string(root.0.join("codings/.gitattributes")).unwrap();
    assert!(attributes.contains("*.jsonl text eol=lf merge=union"));
}

#[test]
fn two_do_not_write_at_once_and_the_second_is_told_who_does() {
    let root = Folder::new("lock");
    let pen = root
        .store()
        .pen("ann", "annotate (process 7)", SOON)
        .unwrap();
    let refused = root.store().pen("ann", "b", SOON).unwrap_err();
    let told = "the codings of ann are being written by another process: annotate (process 7)";
    assert_eq!(refused.to_string(), told);
    assert!(root.store().pen("ben", "b", SOON).is_ok());
    drop(pen);
    assert!(root.store().pen("ann", "b", SOON).is_ok());
}

#[test]
fn what_another_program_changed_meanwhile_is_brought_together() {
    let root = Folder::new("meanwhile");
    let pen = root.store().pen("ann", "a", SOON).unwrap();
    let base = Ledger::default();
    let mut ours = base.clone();
    ours.add(coding("trust"));
    let mut theirs = base.clone();
    theirs.add(coding("time"));
    fs::write(root.0.join("codings/ann/fg1.jsonl"), theirs.text()).unwrap();
    let merged = pen.write("fg1", &base, &ours).unwrap();
    assert_eq!(merged.all().len(), 2);
    let read = pen.read("fg1", &mut Vec::new()).unwrap();
    assert_eq!(read.ledger.text(), merged.text());
}

#[test]
fn a_file_that_is_not_whole_is_not_written_again() {
    let root = Folder::new("whole");
    let pen = root.store().pen("ann", "a", SOON).unwrap();
    let path = root.0.join("codings/ann/fg1.jsonl");
    fs::write(&path, "half a li").unwrap();
    let refused = pen
        .write("fg1", &Ledger::default(), &Ledger::default())
        .unwrap_err();
    assert!(matches!(refused, PenError::NotWhole { .. }));
    assert_eq!(fs::read_to_string(&path).unwrap(), "half a li");
}

#[test]
fn what_a_killed_process_left_is_cleared_away() {
    let root = Folder::new("left");
    let folder = root.0.join("codings/ann/phase-1");
    fs::create_dir_all(&folder).unwrap();
    let left = folder.join(format!("{}x", crate::study::UNFINISHED));
    fs::write(&left, "half").unwrap();
    root.store().pen("ann", "a", SOON).unwrap();
    assert!(!left.exists());
}

#[test]
fn codings_are_laid_under_another_name_beside_those_that_are_there() {
    let root = Folder::new("rename");
    let pen = root.store().pen("ann", "a", SOON).unwrap();
    let none = Ledger::default();
    let mut old = none.clone();
    let gone = old.add(coding("trust")).id().to_owned();
    old.add(coding("time"));
    old.remove(&gone, "2026-01-01T00:00:00Z");
    let mut new = none.clone();
    new.add(coding("trust"));
    new.add(coding("targets"));
    pen.write("fg1", &none, &old).unwrap();
    pen.write("phase-1/fg1", &none, &new).unwrap();
    pen.rename("fg1", "phase-1/fg1").unwrap();
    assert!(!root.0.join("codings/ann/fg1.jsonl").exists());
    let both = pen.read("phase-1/fg1", &mut Vec::new()).unwrap().ledger;
    assert_eq!(both.all().len(), 3);
    // What was removed goes on from what was only made.
    assert_eq!(both.get(&gone).unwrap().state, State::Removed);
    // A file that is not whole is not moved.
    let path = root.0.join("codings/ann/fg2.jsonl");
    fs::write(&path, "half a li").unwrap();
    let refused = pen.rename("fg2", "fg3").unwrap_err();
    assert!(matches!(refused, PenError::NotWhole { .. }));
    assert!(path.exists() && !root.0.join("codings/ann/fg3.jsonl").exists());
}

#[test]
fn nothing_is_written_outside_of_the_coders_folder() {
    let root = Folder::new("outside");
    let store = root.store();
    for name in ["", "..", "a/b", ".git", "a b", "a."] {
        assert!(
            matches!(store.pen(name, "", SOON), Err(PenError::Name { .. })),
            "{name}"
        );
    }
    let pen = store.pen("zoë_2", "", SOON).unwrap();
    let empty = Ledger::default();
    for transcript in ["../x", "a//b", "/a", "a\\b", ""] {
        assert!(matches!(
            pen.write(transcript, &empty, &empty),
            Err(PenError::Outside { .. })
        ));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_keeps_the_old_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = Folder::new("readonly");
    let pen = root.store().pen("ann", "a", SOON).unwrap();
    let mut ours = Ledger::default();
    ours.add(coding("trust"));
    pen.write("fg1", &Ledger::default(), &ours).unwrap();
    let folder = root.0.join("codings/ann");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let mut more = ours.clone();
    more.add(coding("time"));
    let written = pen.write("fg1", &ours, &more);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    // The superuser may write anywhere.
    if let Err(error) = written {
        assert!(matches!(error, PenError::Io { .. }));
        assert_eq!(
            pen.read("fg1", &mut Vec::new()).unwrap().ledger.text(),
            ours.text()
        );
    }
}
