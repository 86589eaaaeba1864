//! Whole studies, laid out in a folder of the system's and opened.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::text::Source;
use crate::transcript::{Format, Labels, Reading, Transcript};

/// A folder that is there as long as the test runs.
struct Folder(PathBuf);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("thematica-study-{}-{number}", std::process::id()));
        for (name, text) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn open(&self) -> Study {
        Study::open(&self.target("")).unwrap()
    }

    fn target(&self, below: &str) -> Target {
        let path = if below.is_empty() {
            self.0.clone()
        } else {
            self.0.join(below)
        };
        Target {
            paths: vec![path],
            ..Target::default()
        }
    }

    /// Rule and place below the folder of each fault.
    fn told(&self, study: &Study) -> Vec<String> {
        let prefix = format!("{}/", find::slashed(&self.0));
        let told = |fault: &Diagnostic| {
            let file = fault.place.file().trim_start_matches(&prefix).to_owned();
            match fault.place.position() {
                Some(at) => format!("{file}:{}:{} {}", at.line, at.column, fault.rule),
                None => format!("{file} {}", fault.rule),
            }
        };
        study.diagnostics.iter().map(told).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn ids(study: &Study) -> Vec<&str> {
    study
        .documents
        .iter()
        .map(|document| document.id.as_str())
        .collect()
}

#[test]
fn a_study_is_found_and_described() {
    let folder = Folder::with(&[
        (
            "thematica.yaml",
            "study: S\ntranscripts:\n  - transcripts/phase-{phase}/{group}\n  - path: more\n    attributes: {phase: 9}\n",
        ),
        ("codebook.yaml", "codebook: x\n"),
        ("participants.csv", "id,labels\nLW1,P1@fg1\n"),
        ("documents.csv", "transcript,site,phase\nfg1,North,one\n"),
        ("transcripts/phase-1/fg1.txt", ""),
        ("transcripts/phase-1/lw01.docx", ""),
        ("more/a/b.vtt", ""),
        ("notes.txt", ""),
    ]);
    let study = folder.open();
    assert_eq!(folder.told(&study), [""; 0]);
    assert_eq!(ids(&study), ["more/a/b", "phase-1/fg1", "phase-1/lw01"]);
    let attributes = &study.document("fg1").unwrap().attributes;
    assert_eq!(attributes["phase"], "one", "the documents' table wins");
    assert_eq!(
        (attributes["site"].as_str(), attributes["group"].as_str()),
        ("North", "fg1")
    );
    assert_eq!(study.document("b").unwrap().attributes["phase"], "9");
    assert_eq!(
        study.codebook.as_deref(),
        Some(folder.0.join("codebook.yaml").as_path())
    );
    assert!(study.document_attributes()["phase"].contains("1"));
    assert_eq!(study.participant_ids().collect::<Vec<_>>(), ["LW1"]);
}

#[test]
fn what_is_passed_over_is_told_once() {
    let folder = Folder::with(&[
        (
            "thematica.yaml",
            "transcripts: ['transcripts/**', 'transcripts/*', 'none/*.txt']\n",
        ),
        ("transcripts/a.txt", ""),
        ("transcripts/~$a.docx", ""),
        ("transcripts/.DS_Store", ""),
        ("transcripts/.git/config.txt", ""),
        ("transcripts/audio.mp3", ""),
    ]);
    let study = folder.open();
    assert_eq!(ids(&study), ["a"]);
    assert_eq!(
        folder.told(&study),
        [
            "thematica.yaml:1:50 unmatched-path",
            "transcripts/.DS_Store hidden-file",
            "transcripts/.git hidden-file",
            "transcripts/audio.mp3 unknown-ending",
            "transcripts/~$a.docx open-document"
        ]
    );
    assert!(!study.has_errors());
}

#[test]
fn files_of_formats_that_are_not_read_yet_are_documents_that_cannot_be_read() {
    let mut files = vec![
        ("thematica.yaml", "transcripts: ['**']\n"),
        ("report.html", "<html>"),
        ("old.doc", "x\0"),
        ("transcripts/picture.png", ""),
    ];
    let names: Vec<String> = find::NOT_READ_YET
        .iter()
        .map(|ending| format!("transcripts/x.{ending}"))
        .collect();
    files.extend(names.iter().map(|name| (name.as_str(), "x\0")));
    let folder = Folder::with(&files);
    let study = folder.open();
    assert_eq!(study.documents.len(), 1 + find::NOT_READ_YET.len());
    for document in &study.documents {
        let error = study.load(document).unwrap_err().to_string();
        assert_eq!(error.matches(&document.name).count(), 1, "{error}");
        assert!(
            error.contains("; save it as") || error.contains("save it as .docx"),
            "{error}"
        );
    }
    let told = folder.told(&study);
    assert!(
        told.contains(&"report.html saved-result".to_owned()),
        "{told:?}"
    );
    assert!(told.contains(&"transcripts/picture.png unknown-ending".to_owned()));
}

#[test]
fn results_beside_the_manifest_are_read_where_a_pattern_has_their_ending() {
    let files = |patterns: &str| {
        Folder::with(&[
            ("thematica.yaml", &format!("transcripts: {patterns}\n")[..]),
            ("a.txt", "x"),
            ("b.html", "x"),
            ("c.html", "x"),
            ("d.json", "x"),
        ])
    };
    for (patterns, read, passed_over) in [
        ("['**']", &["a"][..], 3),
        ("['**', b.html]", &["a", "b"], 2),
        ("['**', '*.html']", &["a", "b", "c"], 1),
        ("['**', {path: '?', format: txt}]", &["a", "b", "c", "d"], 0),
    ] {
        let folder = files(patterns);
        let study = folder.open();
        assert_eq!(ids(&study), read, "{patterns}");
        assert_eq!(study.passed_over(), passed_over, "{patterns}");
        let told = folder.told(&study).join(" ");
        assert_eq!(told.matches("saved-result").count(), passed_over, "{told}");
    }
}

#[test]
fn a_study_without_transcripts_says_where_they_were_looked_for() {
    let told = |manifest: &str| {
        let folder = Folder::with(&[("thematica.yaml", manifest), ("transcripts/a.png", "")]);
        let study = folder.open();
        assert!(study.has_errors());
        let fault = study
            .diagnostics
            .iter()
            .find(|it| it.rule == "no-transcripts");
        (folder.told(&study), fault.unwrap().message.clone())
    };
    let (rules, message) = told("study: x\n");
    assert_eq!(rules.len(), 2, "{rules:?}");
    assert!(message.contains("`transcripts/**` in /"), "{message}");
    let (rules, message) = told("transcripts: ['a/*.txt', 'b/**']\n");
    assert_eq!(rules, ["thematica.yaml:1:15 no-transcripts"]);
    assert!(message.contains("`a/*.txt` or `b/**`"), "{message}");
}

#[test]
fn a_folder_without_transcripts_is_no_empty_study() {
    let folder = Folder::with(&[]);
    let study = folder.open();
    assert!(study.has_errors());
    assert_eq!(study.diagnostics.len(), 1);
    assert!(study.diagnostics[0].message.contains("`**`"));
}

#[test]
fn files_of_the_same_name_keep_their_endings() {
    let folder = Folder::with(&[
        ("thematica.yaml", ""),
        ("transcripts/lw01.docx", ""),
        ("transcripts/lw01.txt", ""),
        ("transcripts/lw02.txt", ""),
    ]);
    let study = folder.open();
    assert_eq!(ids(&study), ["lw01.docx", "lw01.txt", "lw02"]);
    assert_eq!(folder.told(&study), ["transcripts/lw01.docx same-name"]);
}

#[test]
fn ids_leave_out_the_conventional_folder_unless_it_alone_tells_them_apart() {
    let folder = Folder::with(&[
        ("thematica.yaml", "transcripts: ['**']\n"),
        ("fg1.txt", ""),
        ("transcripts/fg1.txt", ""),
        ("transcripts/groups/fg2.txt", ""),
        ("transcripts/groups/transcripts/fg2.txt", ""),
    ]);
    let study = folder.open();
    assert_eq!(
        ids(&study),
        [
            "fg1.txt",
            "groups/fg2",
            "groups/transcripts/fg2",
            "transcripts/fg1.txt"
        ]
    );
    let found = |name| study.document(name).map(|it| it.id.as_str());
    assert_eq!(found("transcripts/fg1.txt"), Some("transcripts/fg1.txt"));
    assert_eq!(found("fg1.txt"), Some("fg1.txt"));
    assert_eq!(found("transcripts/groups/fg2"), Some("groups/fg2"));
    assert_eq!(
        found("transcripts/fg2"),
        Some("groups/transcripts/fg2"),
        "a name with the folder before it says the whole path, or ends in it"
    );
    assert_eq!(found("fg2"), None);
}

#[test]
fn transcripts_are_also_named_with_the_conventional_folder() {
    let folder = Folder::with(&[
        ("thematica.yaml", ""),
        (
            "participants.csv",
            "id,labels\nLW1,P1@transcripts/phase-1/fg1\nLW2,P1@phase-2/fg1\n",
        ),
        (
            "documents.csv",
            "transcript,site\ntranscripts/phase-1/fg1,North\nphase-2/fg1,South\n",
        ),
        ("transcripts/phase-1/fg1.txt", "P1: a\n"),
        ("transcripts/phase-2/fg1.txt", "P1: b\n"),
    ]);
    let study = folder.open();
    assert_eq!(folder.told(&study), [""; 0]);
    for (document, site) in study.documents.iter().zip(["North", "South"]) {
        assert_eq!(document.attributes["site"], site);
    }
    let person = |id| study.voices(&transcript(id, &["P1"]))[0].person;
    assert_eq!(person("phase-1/fg1"), Person::Declared(0));
    assert_eq!(person("phase-2/fg1"), Person::Declared(1));
}

#[test]
fn a_label_of_a_transcript_whose_id_ends_anothers_is_not_the_others() {
    let folder = Folder::with(&[
        ("thematica.yaml", ""),
        ("participants.csv", "id,labels\nLW1,P1@fg1\nLW2,P2@p2/fg1\n"),
        ("transcripts/fg1.txt", "P1: a\n"),
        ("transcripts/p2/fg1.txt", "P1: b\n"),
    ]);
    let study = folder.open();
    let person = |id, label| study.voices(&transcript(id, &[label]))[0].person;
    assert_eq!(person("fg1", "P1"), Person::Declared(0));
    assert_eq!(person("p2/fg1", "P2"), Person::Declared(1));
    assert!(matches!(person("p2/fg1", "P1"), Person::Undeclared(_)));
}

#[test]
fn every_table_and_path_is_checked_against_the_study() {
    let folder = Folder::with(&[
        (
            "thematica.yaml",
            "codebook: no.yaml\nparticipants: people.csv\ndocuments: docs.csv\n",
        ),
        ("people.csv", "id,labels\na,P1@fg9\n"),
        (
            "docs.csv",
            "transcript,x\nfg1,1\nfg1.txt,1\na/fg1,2\na/fg1,3\n",
        ),
        ("transcripts/a/fg1.txt", ""),
        ("transcripts/b/fg1.txt", ""),
    ]);
    let study = folder.open();
    assert_eq!(
        folder.told(&study),
        [
            "docs.csv:2:1 ambiguous-transcript",
            "docs.csv:3:1 undefined-transcript",
            "docs.csv:5:1 duplicate-transcript",
            "people.csv:2:3 undefined-transcript",
            "thematica.yaml:1:11 missing-file"
        ]
    );
    assert!(study.has_errors());
}

#[test]
fn the_studys_own_files_are_no_transcripts() {
    let folder = Folder::with(&[
        (
            "thematica.yaml",
            "transcripts: ['**']\ncodebook: books/mine.yaml\n",
        ),
        ("books/mine.yaml", ""),
        ("participants.csv", "id\n"),
        ("codings/rules/a.jsonl", ""),
        ("memos/a.md", ""),
        ("README.md", ""),
        (".git/x.txt", ""),
        ("a.txt", ""),
    ]);
    let study = folder.open();
    assert_eq!((ids(&study), folder.told(&study)), (vec!["a"], vec![]));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_told() {
    let folder = Folder::with(&[
        ("thematica.yaml", ""),
        ("other/x.txt", ""),
        ("transcripts/a.txt", ""),
    ]);
    std::os::unix::fs::symlink(folder.0.join("other"), folder.0.join("transcripts/linked"))
        .unwrap();
    for pattern in [
        "transcripts/**",
        "transcripts/*.txt",
        "transcripts/{x}/*.txt",
    ] {
        fs::write(
            folder.0.join("thematica.yaml"),
            format!("transcripts: ['{pattern}', transcripts/a.txt]\n"),
        )
        .unwrap();
        let study = folder.open();
        assert_eq!(ids(&study), ["a"]);
        let told = folder.told(&study);
        assert!(
            told.contains(&"transcripts/linked unfollowed-link".to_owned()),
            "{told:?}"
        );
    }
}

#[test]
fn a_broken_manifest_is_a_study_with_errors() {
    let folder = Folder::with(&[
        ("thematica.yaml", "study: a: b\n"),
        ("transcripts/a.txt", ""),
    ]);
    let study = folder.open();
    assert_eq!(folder.told(&study), ["thematica.yaml:1:9 yaml-syntax"]);
}

#[test]
fn bare_files_and_folders_need_no_manifest() {
    let folder = Folder::with(&[
        ("a/x.txt", ""),
        ("a/b/y.txt", ""),
        ("c/x.txt", ""),
        ("z.png", ""),
    ]);
    let study = Study::open(&folder.target("a")).unwrap();
    assert_eq!(ids(&study), ["b/y", "x"]);
    let paths = vec![
        folder.0.join("a"),
        folder.0.join("c/x.txt"),
        folder.0.join("a/x.txt"),
    ];
    let study = Study::open(&Target {
        paths,
        ..Target::default()
    })
    .unwrap();
    let prefix = find::slashed(&folder.0);
    assert_eq!(
        ids(&study),
        [
            format!("{prefix}/a/x"),
            format!("{prefix}/c/x"),
            "b/y".into()
        ]
    );
    assert!(matches!(
        Study::open(&folder.target("z.png")),
        Err(OpenError::UnknownEnding { .. })
    ));
}

#[test]
fn what_is_not_there_is_an_error() {
    let folder = Folder::with(&[("s/thematica.yaml", ""), ("x.txt", "")]);
    assert!(matches!(
        Study::open(&Target::default()),
        Err(OpenError::NoTarget)
    ));
    assert!(matches!(
        Study::open(&folder.target("no")),
        Err(OpenError::NotFound { .. })
    ));
    let mut target = folder.target("x.txt");
    target.paths.push(folder.0.join("s"));
    assert!(matches!(
        Study::open(&target),
        Err(OpenError::StudyAmongFiles { .. })
    ));
    let mut target = folder.target("x.txt");
    target.codebook = Some(folder.0.clone());
    assert!(matches!(
        Study::open(&target),
        Err(OpenError::IsFolder { .. })
    ));
}

#[test]
fn the_study_around_a_folder_is_found() {
    let folder = Folder::with(&[
        ("s/thematica.yaml", ""),
        ("s/a/b/x.txt", ""),
        ("t/x.txt", ""),
    ]);
    assert_eq!(
        Study::discover(&folder.0.join("s/a/b")),
        Some(folder.0.join("s"))
    );
    assert_eq!(Study::discover(&folder.0.join("t")), None);
}

fn transcript(id: &str, speakers: &[&str]) -> Transcript {
    Transcript {
        id: id.to_owned(),
        source: Arc::new(Source::new(format!("s/transcripts/{id}.txt"), "")),
        reading: Reading {
            format: Format::Text,
            encoding: "UTF-8".to_owned(),
            labels: Labels::unknown(),
            warnings: Vec::new(),
            left_out: Vec::new(),
        },
        speakers: speakers.iter().map(|&label| label.to_owned()).collect(),
        turns: Vec::new(),
        paragraphs: Vec::new(),
        passages: Vec::new(),
        attributes: BTreeMap::new(),
    }
}

fn drafted() -> (Draft, Vec<Transcript>) {
    let transcripts = vec![
        transcript("fg1", &["Interviewer 1", "P1", "P2", "Farah, A."]),
        transcript("fg2", &["INTERVIEWER 1", "P1", "farah, a."]),
    ];
    (
        Draft::new(
            "Link: workers",
            Path::new("s"),
            &transcripts,
            &Beginning::Taught,
        ),
        transcripts,
    )
}

#[test]
fn a_draft_opens_as_a_study_that_knows_its_people() {
    let folder = Folder::with(&[("transcripts/fg1.txt", ""), ("transcripts/fg2.txt", "")]);
    let (draft, transcripts) = drafted();
    draft.write(&folder.0).unwrap();
    let study = folder.open();
    assert_eq!(folder.told(&study), [""; 0]);
    assert!(draft.files[0].1.contains("transcripts/**"));
    assert_eq!(study.name.as_deref(), Some("Link: workers"));
    assert_eq!(study.moderators, ["Interviewer 1"]);
    let people: Vec<&str> = study.participant_ids().collect();
    assert_eq!(people, ["fg1-P1", "fg1-P2", "Farah, A.", "fg2-P1"]);
    let voices = study.voices(&transcripts[1]);
    assert_eq!(voices[0].role, Role::Moderator);
    assert_eq!(voices[1].person, Person::Declared(3));
    assert_eq!(voices[2].person, Person::Declared(2));
    let book = crate::codebook::parse(study.codebook_source(&mut Vec::new()).unwrap().unwrap());
    assert!(book.diagnostics.is_empty(), "{:#?}", book.diagnostics);
}

#[test]
fn a_draft_overwrites_nothing_and_writes_all_or_none() {
    let folder = Folder::with(&[("codebook.yaml", "mine")]);
    let (draft, _) = drafted();
    let error = draft.write(&folder.0).unwrap_err();
    assert!(matches!(&error, InitError::Exists { paths } if paths.len() == 1));
    assert!(error.to_string().contains("codebook.yaml"));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
    assert!(matches!(
        draft.write(Path::new("/nowhere/at/all")),
        Err(InitError::Unwritable { .. })
    ));
}

#[test]
fn only_labels_of_one_person_are_no_aliases_of_each_other() {
    let transcript =
        "Mo: How was it?\nMaria Lopez: They trust me.\nMo: And then?\nMaria: I was trusted.\n";
    let told = |people: &str| {
        let folder = Folder::with(&[
            ("thematica.yaml", "moderators: [Mo]\n"),
            ("participants.csv", people),
            ("transcripts/a.txt", transcript),
        ]);
        let study = folder.open();
        let transcript = study.load(&study.documents[0]).unwrap();
        let warnings = transcript.reading.warnings.iter();
        warnings.map(|it| it.rule).collect::<Vec<_>>()
    };
    assert_eq!(told("id,labels\nA,maria; Maria Lopez\n"), [""; 0]);
    assert_eq!(told("id,labels\nA,Maria@a; Maria Lopez\n"), [""; 0]);
    // As `init` writes them: two rows, which may be one person whose label was written in two ways.
    assert_eq!(
        told("id,labels\nMaria,Maria\nMaria Lopez,Maria Lopez\n"),
        ["speaker-alias"]
    );
    assert_eq!(
        told("id,labels\nA,Maria@b; Maria Lopez\n"),
        ["speaker-alias"]
    );
}
