//! What is the same of all commands: help, formats, files, filters, colours, threads.

use std::fs;
use std::process::Stdio;

use super::session::{Session, binary, files};

#[test]
fn a_file_is_written_in_the_format_of_its_ending() {
    Session::new("output")
        .run(&["transcripts", "loose", "--output", "out.csv"])
        .cat("out.csv")
        .run(&[
            "transcripts",
            "loose",
            "-o",
            "out.csv",
            "--csv-bom",
            "--csv-safe",
        ])
        .cat("out.csv")
        .run(&["transcripts", "loose", "-o", "out.tsv"])
        .cat("out.tsv")
        .run(&["transcripts", "loose", "-o", "-", "-f", "csv"])
        .ls(".")
        .end();
}

#[test]
fn output_that_cannot_be_written_is_told_and_leaves_nothing() {
    Session::new("output_faults")
        .run(&["transcripts", "loose", "-o", "out.xyz"])
        .run(&["transcripts", "loose", "-o", "no/such/folder.csv"])
        .run(&["transcripts", "loose", "-o", "."])
        .run(&["transcripts", "loose", "-o", "loose", "-f", "csv"])
        .run(&["report", "study", "-o", "study"])
        .run(&["transcripts", "loose", "-o", "loose/a.txt"])
        .run(&["transcripts", "loose", "-f", "xml"])
        .ls("loose")
        .end();
}

#[test]
fn what_cannot_be_opened_is_told_with_what_to_do() {
    Session::new("input_faults")
        .run(&["transcripts"])
        .run(&["transcripts", "nowhere"])
        .run(&["transcripts", "faulty.yaml"])
        .run(&["transcripts", "study", "loose"])
        .end();
}

#[test]
fn names_that_turn_the_direction_of_text_reorder_nothing_on_a_terminal() {
    let session = Session::new("direction");
    let name = "talk\u{202e}txt.\u{2067}1\u{61c}.vtt";
    let text = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v P\u{202e}1>We waited for weeks.</v>\n\n\
                00:02.000 --> 00:04.000\n<v שרה>We waited as well.</v>\n";
    fs::write(session.folder.join(name), text).unwrap();
    let run = |arguments: &[&str]| {
        let output = binary(&session.folder).args(arguments).output().unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
        (out, err)
    };
    let turns = |text: &str| text.contains(['\u{202e}', '\u{2067}']);
    let words = ["words", name, "--codebook", "study/codebook.yaml", "--by"];
    let (table, said) = run(&[&words[..], &["speaker"]].concat());
    assert!(table.contains("שרה@talk"), "{table}");
    assert!(table.contains("P\u{fffd}1@talk"), "{table}");
    assert!(!turns(&table) && !turns(&said), "{table}{said}");
    for arguments in [
        &["transcripts", name][..],
        &["themes", "gone\u{202e}.txt"],
        &["check", name, "--codebook", "study/codebook.yaml"],
        &["transcripts", "show", name],
    ] {
        let (out, err) = run(arguments);
        assert!(!turns(&out) && !turns(&err), "{arguments:?}: {out}{err}");
    }
    // For programs it is as it is, and on a page it does not reach out of its cell.
    assert!(turns(
        &run(&[&words[..], &["speaker", "-f", "csv"]].concat()).0
    ));
    let page = run(&[&words[..], &["speaker", "-f", "html"]].concat()).0;
    assert!(page.contains("dir=\"auto\">P\u{202e}1@talk"), "{page}");
    fs::remove_dir_all(&session.folder).unwrap();
}

#[test]
fn each_filter_leaves_what_it_names() {
    let filters = [
        ["--transcript", "fg1"],
        ["--transcript", "transcripts/phase-2/fg2"],
        ["--transcript", "phase-1/*"],
        ["--participant", "LW01"],
        ["--speaker", "ann"],
        ["--role", "moderator"],
        ["--where", "phase=2"],
        ["--where", "site=south"],
    ];
    let mut session = Session::new("filters");
    for filter in filters {
        let mut arguments = vec!["code", "study", "--format", "csv"];
        arguments.extend(filter);
        session.run(&arguments);
    }
    session.end();
}

#[test]
fn a_filter_that_names_nothing_is_refused() {
    Session::new("filter_faults")
        .run(&[
            "code",
            "study",
            "--code",
            "trusst",
            "--transcript",
            "fg7",
            "--where",
            "phaze=1",
        ])
        .run(&[
            "code",
            "study",
            "--participant",
            "LW03",
            "--role",
            "moderater",
            "--where",
            "phase=3",
        ])
        .run(&["themes", "study", "--speaker", "Anne"])
        .run(&[
            "matrix",
            "loose",
            "--codebook",
            "study/codebook.yaml",
            "--participant",
            "Anna",
        ])
        .end();
}

#[test]
fn colours_are_there_when_they_are_asked_for() {
    Session::new("colors")
        .run(&["check", "faulty.yaml", "--color", "always"])
        .run(&["transcripts", "nowhere", "--color", "always"])
        .end();
}

#[test]
fn a_study_is_laid_out_and_never_overwritten() {
    Session::new("init")
        .run(&["init", "loose"])
        .cat("loose/participants.csv")
        .run(&["check", "loose"])
        .run(&["init", "loose"])
        .run(&["init", "nowhere"])
        .run_in("unreadable", &["init", ".", "--name", "Half of it"])
        .folder("mixed")
        .write("mixed/a.html", "<p>Int: Well?</p><p>Ann: I trust her.</p><p>Int: And?</p><p>Ann: Well.</p>")
        .write("mixed/b {1}.json", r#"{"segments":[{"start":0,"end":2,"text":"Hello.","speaker":"SPEAKER_00"},{"start":2,"end":4,"text":"Hi.","speaker":"SPEAKER_01"}]}"#)
        .write("mixed/c.txt", "Int: Well?\nBen: I trust him.\nInt: And?\nBen: Well.\n")
        .write("mixed/d.mp3", "ID3")
        .run(&["init", "mixed"])
        .cat("mixed/thematica.yaml")
        .write("mixed/themes.json", "[]")
        .run(&["transcripts", "mixed"])
        .end();
}

#[test]
fn a_command_line_that_is_not_understood_is_told() {
    Session::new("usage")
        .run(&["transcript"])
        .run(&["themes", "study", "--where", "phase"])
        .run(&["transcripts", "study", "--threads", "0"])
        .run(&["man", "transcript"])
        .end();
}

#[test]
fn help_says_what_every_command_does() {
    Session::new("help")
        .run(&["--help"])
        .run(&["init", "--help"])
        .run(&["transcripts", "--help"])
        .run(&["check", "--help"])
        .run(&["completions", "--help"])
        .run(&["man", "--help"])
        .end();
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let session = Session::new("threads");
    let with = |arguments: &[&str], threads: &str| {
        let mut command = binary(&session.folder);
        command
            .args(arguments)
            .args(["-f", "json", "--threads", threads]);
        command.output().unwrap().stdout
    };
    let transcripts = ["transcripts", "study"];
    let diff = [
        "diff",
        "study/codebook.yaml",
        "study/codebook-2.yaml",
        "study",
    ];
    assert_eq!(with(&transcripts, "1"), with(&transcripts, "8"));
    assert_eq!(with(&diff, "1"), with(&diff, "8"));
    for retrieval in [
        ["query", "not \"trust\" or time", "study", "--context=1"],
        ["kwic", "*t*", "study", "--sort=left"],
        ["words", "study", "--by", "phase"],
        ["uncoded", "study", "--by", "speaker"],
    ] {
        let alone = with(&retrieval, "1");
        assert!(!alone.is_empty(), "{retrieval:?}");
        assert_eq!(alone, with(&retrieval, "8"));
    }
    let _ = fs::remove_dir_all(&session.folder);
}

#[test]
fn completions_and_manual_pages_are_made_for_every_command() {
    let run = |arguments: &[&str]| {
        let output = binary(&files()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            run(&["completions", shell]).contains("transcripts"),
            "{shell}"
        );
    }
    assert!(run(&["man"]).contains("thematica\\-transcripts(1)"));
    assert!(run(&["man", "transcripts"]).starts_with(".ie"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let mut child = binary(&files())
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
