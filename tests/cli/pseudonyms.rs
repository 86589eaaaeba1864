//! `pseudonymise`.

use std::fs;
use std::path::Path;

use super::session::{Session, binary};

/// A Word document of two paragraphs.
pub fn docx(first: &str, second: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).unwrap();
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = paragraph(first) + &paragraph(second);
    write!(archive, "<w:document><w:body>{body}</w:body></w:document>").unwrap();
    archive.finish().unwrap().into_inner()
}

/// A study with a key beside it, and a coding of each kind.
fn with_key(name: &'static str) -> Session {
    let mut session = Session::new(name);
    let coder = session.folder.join("study/codings/kim");
    fs::create_dir_all(coder.join("phase-1")).unwrap();
    session
        .write(
            "key.csv",
            "name,pseudonym\nFarah,Mona\nAnn,Beth\nNobody Here,Carl\n",
        )
        .write(
            "study/codings/kim/phase-1/int1.jsonl",
            "{\"code\": \"a\", \"quote\": \"Farah:** There\", \"start\": 89, \"end\": 103, \"mood\": 1}\n\
             {\"code\": \"a\", \"quote\": \"by Ann\", \"start\": 3, \"end\": 5}\n",
        );
    session
}

#[test]
fn a_study_is_pseudonymised_and_its_names_are_put_back() {
    with_key("pseudonymise")
        .run(&["pseudonymise", "study", "--key", "key.csv", "--dry-run"])
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "copy"])
        .ls("copy")
        .cat("copy/transcripts/phase-1/int1.md")
        .cat("copy/transcripts/phase-2/fg2.vtt")
        .cat("copy/participants.csv")
        .cat("copy/codings/kim/phase-1/int1.jsonl")
        .head("key.csv.replacements.jsonl", 2)
        .run(&["transcripts", "copy"])
        .run(&[
            "pseudonymise",
            "copy",
            "--key",
            "key.csv",
            "--dry-run",
            "-f",
            "csv",
        ])
        .change("copy/participants.csv", "LW02", "LW03")
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "copy",
            "-o",
            "back",
        ])
        .cat("back/transcripts/phase-1/int1.md")
        .cat("back/codings/kim/phase-1/int1.jsonl")
        .ls("back")
        .end();
}

#[test]
fn capitalised_words_that_are_not_in_the_key_are_listed() {
    let mut session = with_key("pseudonymise_remaining");
    session
        .write(
            "study/codings/kim/fg2.jsonl",
            "{\"code\": \"a\", \"quote\": \"x\", \"memo\": \"Compare what Zoltan said of Keel.\"}\n",
        )
        .write(
            "study/participants.csv",
            "id,labels,role,partner\nP1,P1,participant,Brenda\n",
        )
        .run(&["pseudonymise", "study", "--key", "key.csv", "--remaining"])
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "--remaining",
            "-f",
            "csv",
        ])
        .write("key.csv", "name,pseudonym\nPat Moore,Lou Hill\n")
        .folder("talk")
        .write(
            "talk/a.txt",
            "Int: Well?\nPat Moore: Moore came.\nInt: And?\nPat Moore: Gone.\n",
        )
        .write(
            "talk/c.txt",
            "Int: Well?\nPat Moore: דנה באה אל יוסי עם רחל.\nInt: And?\nPat Moore: דנה באה אל יוסי.\n",
        )
        .write(
            "talk/b.html",
            "<p>Int: Well?</p><p>Ann: Moore.</p><p>Int: And?</p><p>Ann: Gone.</p>",
        )
        .run(&[
            "pseudonymise",
            "talk",
            "--key",
            "key.csv",
            "--output",
            "shared",
        ])
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "shared",
            "-o",
            "back",
        ])
        .end();
}

#[test]
fn a_key_that_is_a_workbook_is_named_and_none_of_it_is_shown() {
    Session::new("pseudonymise_key")
        .write("key.xlsx", b"PK\x03\x04\x14\0\x06\0secret\xFF")
        .write("key.csv", b"PK\x03\x04\x14\0\x06\0secret\xFF")
        .write("key.tsv", b"n\0a\0m\0e\0")
        .run(&["pseudonymise", "study", "--key", "key.xlsx", "--dry-run"])
        .run(&["pseudonymise", "study", "--key", "key.csv", "--dry-run"])
        .run(&["pseudonymise", "study", "--key", "key.tsv", "--dry-run"])
        .end();
}

#[test]
fn a_copy_of_a_study_is_not_blamed_for_what_was_unreadable_before() {
    with_key("pseudonymise_unreadable")
        .write("study/transcripts/phase-1/bad.docx", "PK")
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "--output",
            "copy",
        ])
        .end();
}

#[test]
fn names_that_were_not_replaced_are_told_with_their_places() {
    with_key("pseudonymise_left")
        .write("key.csv", "name,pseudonym\nAnna,Beth\nRenée Roy,Cora Hill\n")
        .write(
            "loose/anna_interview.txt",
            "Int: Anna, Annaville and anna2?\nAnna: In A**nn**a Street. Ren-\nee Roy. annaberg, Hannah, JOANNA.\nInt: Anna?\n",
        )
        .write("loose/Interview-ANNA2.txt", "Int: Annaville?\nP: Yes.\n")
        .run(&["pseudonymise", "loose", "--key", "key.csv", "-o", "copy"])
        .run(&["pseudonymise", "loose", "--key", "key.csv", "--dry-run", "-f", "csv"])
        .end();
}

/// The codings of a copy with what stands at their places: quotes and the texts there are to be equal.
fn quotes_and_places(folder: &Path, codings: &str, id: &str) -> Vec<(String, String)> {
    let study = thematica::study::Study::open(&thematica::study::Target {
        paths: vec![folder.join("copy")],
        ..Default::default()
    });
    let study = study.unwrap();
    let document = study.documents.iter().find(|it| it.id == id).unwrap();
    let points: Vec<char> = study
        .load(document)
        .unwrap()
        .source
        .text()
        .chars()
        .collect();
    let lines = fs::read_to_string(folder.join(codings)).unwrap();
    let coding = |line: &str| {
        let coding: serde_json::Value = serde_json::from_str(line).unwrap();
        let at = |field: &str| usize::try_from(coding[field].as_u64().unwrap()).unwrap();
        let there = points[at("start")..at("end")].iter().collect();
        (coding["quote"].as_str().unwrap().to_owned(), there)
    };
    lines.lines().map(coding).collect()
}

#[test]
fn codings_count_in_the_texts_of_the_copy() {
    let mut session = with_key("pseudonymise_codings");
    let folder = session.folder.clone();
    let text_of = |study: &str| {
        let path = folder.join(study).join("transcripts/phase-2/fg2.vtt");
        let bytes = fs::read(path).unwrap();
        let options = thematica::transcript::read::ReadOptions::default();
        let read = thematica::transcript::read::read("a", "a.vtt", bytes, &options);
        thematica::coding::record::hash(read.unwrap().source.text())
    };
    let hash = text_of("study");
    let subtitles = "Interviewer: Shall we start?\n\nAnn: Yes. The targets";
    let at = subtitles.chars().count() - "targets".len();
    session
        .write(
            "study/codings/kim/phase-1/int1.jsonl",
            "{\"code\": \"a\", \"quote\": \"Farah:** There\", \"start\": 89, \"end\": 103}\n{\"code\": \"a\", \"quote\": \"None at all.\", \"start\": 121, \"end\": 133}\n",
        )
        .write(
            "study/codings/kim/fg2.jsonl",
            format!("{{\"code\": \"a\", \"quote\": \"targets\", \"start\": {at}, \"end\": {}, \"hash\": \"{hash}\"}}\n", at + 7),
        )
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "copy", "-f", "csv"]);
    for (codings, id) in [("phase-1/int1", "phase-1/int1"), ("fg2", "phase-2/fg2")] {
        let codings = format!("copy/codings/kim/{codings}.jsonl");
        for (quote, there) in quotes_and_places(&session.folder, &codings, id) {
            assert_eq!(quote, there);
        }
    }
    let text_of_copy = text_of("copy");
    let codings = fs::read_to_string(session.folder.join("copy/codings/kim/fg2.jsonl")).unwrap();
    assert!(codings.contains(&text_of_copy));
    session
        .change(
            "study/thematica.yaml",
            "- transcripts/phase-{phase}/*",
            "- path: transcripts/phase-{phase}/*\n    encoding: windows-1252",
        )
        .write(
            "study/transcripts/phase-1/int1.md",
            b"**Int:** Caf\xe9?\n\n**Farah:** Yes.\n\n**Int:** And?\n\n**Farah:** No.\n",
        )
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "--log",
            "log",
            "-o",
            "other",
            "-f",
            "csv",
        ])
        .end();
}

#[test]
fn subtitles_keep_their_times() {
    let mut session = with_key("pseudonymise_subtitles");
    fs::create_dir(session.folder.join("films")).unwrap();
    session
        .write(
            "films/a.vtt",
            "WEBVTT - Talk with Yannick\n\nSTYLE\n::cue(.Xenia) { color: red }\n\nNOTE Typed by Zoltan for Ann\n\nid-1\n00:00:01.000 --> 00:00:02.000 align:left\n<v Farah>Hello, Nobody\nHere &amp; Ann.</v>\n\n2\n00:00:03.000 --> 00:00:04.500\n<v Int><c.Wanda>Well.</c></v>\n",
        )
        .write("films/b.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nAnn: Hello.\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\nInt: Ann?\r\n")
        .write("films/c.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Int>It was Nobody\n\n00:02.000 --> 00:04.000\n<v Int>Here who came.\n")
        .run(&["pseudonymise", "films", "--key", "key.csv", "-o", "copy"])
        .ls("copy")
        .cat("copy/a.vtt")
        .cat("copy/b.srt")
        .run(&["pseudonymise", "--undo", "key.csv.replacements.jsonl", "copy", "-o", "back"]);
    for file in ["a.vtt", "b.srt"] {
        let read = |folder: &str| fs::read(session.folder.join(folder).join(file)).unwrap();
        assert_eq!(read("films"), read("back"));
    }
    session.end();
}

#[test]
fn a_copy_lies_apart_from_what_is_copied() {
    let mut session = with_key("pseudonymise_places");
    for output in ["study/copy", "study", "study/transcripts/new", "."] {
        session.run(&["pseudonymise", "study", "--key", "key.csv", "-o", output]);
    }
    session
        .write(
            "key.csv.replacements.jsonl",
            "{\"thematica_replacements\":1}\n",
        )
        .run_in(
            "loose",
            &["pseudonymise", ".", "--key", "../key.csv", "-o", "."],
        )
        .run_in(
            "loose",
            &[
                "pseudonymise",
                "a.txt",
                "--key",
                "../key.csv",
                "-o",
                "a.txt",
            ],
        )
        .run_in(
            "study",
            &["pseudonymise", "--key", "../key.csv", "-o", "copy"],
        )
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "loose",
            "-o",
            "loose/back",
        ])
        .ls(".")
        .end();
}

#[test]
fn files_of_one_name_from_several_folders_are_all_in_the_copy() {
    let mut session = with_key("pseudonymise_same_name");
    fs::create_dir(session.folder.join("more")).unwrap();
    session
        .write("more/a.txt", "Int: Ann?\n\nP: Another.\n")
        .write(
            "more/a.vtt",
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAnn: A third.\n",
        )
        .run(&[
            "pseudonymise",
            "loose",
            "more",
            "--key",
            "key.csv",
            "-o",
            "copy",
            "-q",
            "-f",
            "csv",
        ])
        .ls("copy")
        .run_in(
            "loose",
            &[
                "pseudonymise",
                "../more/a.txt",
                "--key",
                "../key.csv",
                "--log",
                "../l",
                "-o",
                "../one",
                "-f",
                "csv",
            ],
        )
        .ls("one")
        .end();
    let whole = with_key("pseudonymise_absolute");
    let path = whole.folder.join("loose/a.txt");
    let arguments = [
        "pseudonymise",
        path.to_str().unwrap(),
        "--key",
        "key.csv",
        "-o",
        "copy",
    ];
    let output = binary(&whole.folder).args(arguments).output().unwrap();
    assert!(output.status.success());
    assert!(whole.folder.join("copy/a.txt").is_file());
    fs::remove_dir_all(&whole.folder).unwrap();
}

#[test]
fn what_keeps_names_from_being_replaced_is_told() {
    with_key("pseudonymise_faults")
        .run(&["pseudonymise", "study", "--key", "key.csv"])
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "loose"])
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "-o",
            "copy",
            "--log",
            "copy/log.jsonl",
        ])
        .write("key.csv.replacements.jsonl", "{}\n")
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "copy"])
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "loose",
            "-o",
            "back",
        ])
        .write(
            "bad.csv",
            "name,pseudonym\nAnn,\nFarah,Mona\nFarah,Nora\nKit,Farah\n",
        )
        .run(&["pseudonymise", "study", "--key", "bad.csv", "--dry-run"])
        .write(
            "loose/Ann.txt",
            "Int: Ann?\nAnn: ann, yes.\nInt: Good.\nAnn: Yes.\n",
        )
        .run(&["pseudonymise", "loose", "--key", "key.csv", "--dry-run"])
        .run(&[
            "pseudonymise",
            "unreadable",
            "--key",
            "key.csv",
            "--dry-run",
            "--quiet",
        ])
        .ls(".")
        .end();
}

#[cfg(unix)]
#[test]
fn the_log_of_replacements_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut session = with_key("pseudonymise_log");
    session.run(&[
        "pseudonymise",
        "study",
        "--key",
        "key.csv",
        "-o",
        "copy",
        "-q",
    ]);
    let log = session.folder.join("key.csv.replacements.jsonl");
    let mode = fs::metadata(log).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    fs::remove_dir_all(&session.folder).unwrap();
}
