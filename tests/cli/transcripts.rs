//! How transcripts are understood, shown, converted and kept.

use std::fmt::Write as _;
use std::fs;

use super::pseudonyms::docx;
use super::session::{Session, binary};

#[test]
fn transcripts_are_shown_as_they_were_understood() {
    Session::new("transcripts")
        .run(&["transcripts", "study"])
        .run_in("study/transcripts", &["transcripts"])
        .run(&["transcripts", "loose", "study/transcripts/phase-2/fg2.vtt"])
        .run(&["transcripts", "study", "--format", "md"])
        .end();
}

#[test]
fn transcripts_as_json_are_a_list_with_an_object_for_each_file() {
    Session::new("transcripts_json")
        .run(&["transcripts", "study", "--format", "json"])
        .run(&["transcripts", "unreadable", "--format", "jsonl", "--quiet"])
        .end();
}

#[test]
fn a_transcript_is_printed_turn_by_turn() {
    Session::new("transcripts_show")
        .run(&["transcripts", "study", "--show", "fg1"])
        .run(&["transcripts", "--show", "study/transcripts/phase-2/fg2.vtt"])
        .run(&["transcripts", "study", "--show", "transcripts/phase-2/fg2"])
        .run(&["transcripts", "study", "--show", "fg7"])
        .write("recognised.json", RECOGNISED)
        .run(&["transcripts", "--show", "recognised.json"])
        .end();
}

/// What a program for speech recognition wrote, with a segment that is empty and one whose text is unlike its words.
const RECOGNISED: &str = r#"{"segments": [
  {"start": 0, "end": 2, "text": "Shall we start? Yes.", "words": [
    {"word": "Shall", "speaker": "Interviewer"}, {"word": "we", "speaker": "Interviewer"},
    {"word": "start?", "speaker": "Interviewer"}, {"word": "Yes.", "speaker": "Ann"}]},
  {"start": 2, "end": 3, "text": " ", "words": []},
  {"start": 3, "end": 6, "text": "There were 2 of us. Two?", "words": [
    {"word": "There", "speaker": "Ann"}, {"word": "were", "speaker": "Ann"}, {"word": "two", "speaker": "Ann"},
    {"word": "of", "speaker": "Ann"}, {"word": "us", "speaker": "Ann"}, {"word": "two", "speaker": "Interviewer"}]}
]}
"#;

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_shown() {
    Session::new("transcripts_unreadable")
        .run(&["transcripts", "unreadable"])
        .end();
}

#[test]
fn an_encoding_that_is_named_counts_before_the_manifest_and_the_bytes() {
    let bytes = b"Int: So?\nAnn: D\x8Ej\x88, l'\x8Et\x8E.\nInt: And?\nAnn: Well.\n";
    let manifest = "transcripts:\n  - {path: old.txt, encoding: latin1}\n";
    Session::new("encoding")
        .write("old.txt", bytes)
        .run(&["transcripts", "--show", "old.txt"])
        .run(&[
            "transcripts",
            "--show",
            "old.txt",
            "--encoding",
            "mac_roman",
        ])
        .write("thematica.yaml", manifest)
        .run(&["transcripts", "--show", "old"])
        .run(&["transcripts", "--show", "old", "--encoding", "Windows 1250"])
        .run(&["transcripts", "old.txt", "--encoding", "utf-8"])
        .run(&["transcripts", "--encoding", "windwos-1252"])
        .run(&["transcripts", "--encoding", "ANSI"])
        .write(
            "misread.txt",
            "Int: So?\nAnn: I donâ€™t know.\nInt: And?\nAnn: In the cafÃ©.\n",
        )
        .run(&["transcripts", "misread.txt"])
        .run(&[
            "code",
            "old.txt",
            "--codebook",
            "study/codebook.yaml",
            "--encoding",
            "macintosh",
            "--format",
            "json",
        ])
        .end();
}

#[test]
fn transcripts_become_plain_text_subtitles_and_markdown() {
    Session::new("transcripts_convert")
        .run(&["transcripts", "convert", "loose/a.txt", "--to", "md"])
        .run(&[
            "transcripts",
            "convert",
            "study",
            "--to",
            "txt",
            "--output",
            "plain",
            "--map",
            "map.csv",
        ])
        .ls("plain/phase-1")
        .cat("plain/phase-2/fg2.txt")
        .cat("map.csv")
        .run(&["transcripts", "plain"])
        .run(&[
            "transcripts",
            "convert",
            "study/transcripts/phase-2/fg2.vtt",
            "-o",
            "fg2.vtt",
            "--quiet",
        ])
        .cat("fg2.vtt")
        .run(&[
            "transcripts",
            "convert",
            "unreadable",
            "--to",
            "txt",
            "-o",
            "plain",
        ])
        .ls("plain")
        .end();
}

#[test]
fn a_conversion_that_could_be_misread_is_told_with_the_lines_that_help() {
    Session::new("transcripts_convert_labels")
        .write("rare.csv", "speaker,text,start\nInt,So?,0:01\nThe one from next door,Well.,\nInt,Note: ah.,0:09\nInt,[00:12] was when?,\n")
        .run(&["transcripts", "convert", "rare.csv", "--to", "txt"])
        .run(&["transcripts", "convert", "rare.csv", "--to", "vtt", "--map", "map.jsonl"])
        .cat("map.jsonl")
        .write("nobody.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nNobody yet.\n\n00:09.000 --> 00:10.000\nStill.\n\n00:19.000 --> 00:20.000\n<v Int>So?\n\n00:21.000 --> 00:22.000\n<v Ann>No.\n")
        .run(&["transcripts", "convert", "nobody.vtt", "--to", "txt"])
        .end();
}

#[test]
fn nothing_is_written_over_by_a_conversion() {
    Session::new("transcripts_convert_faults")
        .run(&["transcripts", "convert", "loose"])
        .run(&["transcripts", "convert", "loose", "--to", "txt"])
        .run(&["transcripts", "convert", "loose", "-o", "one.txt"])
        .run(&["transcripts", "convert", "loose/a.txt", "--to", "vtt"])
        .run(&[
            "transcripts",
            "convert",
            "loose/a.txt",
            "-o",
            "loose/a.txt",
            "--force",
        ])
        .run(&["transcripts", "convert", "loose/a.txt", "-o", "loose/b.txt"])
        .run(&[
            "transcripts",
            "convert",
            "loose/a.txt",
            "-o",
            "loose/b.txt",
            "--force",
        ])
        .run(&[
            "transcripts",
            "convert",
            "loose/a.txt",
            "-o",
            "c.txt",
            "--map",
            "map.png",
        ])
        .run(&[
            "transcripts",
            "convert",
            "study",
            "--to",
            "md",
            "-o",
            "study/transcripts/plain",
            "--quiet",
        ])
        .run(&[
            "transcripts",
            "convert",
            "study",
            "--to",
            "txt",
            "-o",
            "study/transcripts/plain",
        ])
        .ls(".")
        .run(&["transcripts", "convert", "--help"])
        .end();
}

#[test]
fn who_speaks_how_much_and_who_follows_whom() {
    let message = |at: usize| format!("{:02}:10:07,{},Late.", at * 2, ["Ann", "Bo"][at % 2]);
    let messages: Vec<String> = (0..12).map(message).collect();
    let chat = format!("time,sender,message\n{}\n", messages.join("\n"));
    Session::new("transcripts_talk")
        .run(&["transcripts", "study", "--speakers"])
        .run(&["transcripts", "study", "--follows"])
        .run(&["transcripts", "study", "--speakers", "--format", "csv"])
        .run(&["transcripts", "study", "--speakers", "--follows"])
        .run(&["transcripts", "unreadable/notes.txt", "--speakers"])
        .run(&["transcripts", "unreadable/notes.txt", "--follows"])
        .run(&["transcripts", "unreadable/notes.txt", "--show", "notes"])
        .write(
            "twice.txt",
            "Ann (0:00:01): So?\nBo (0:00:05): Well.\nAnn (0:09): And?\nBo (5:00:20): Yes.\nAnn (0:01): Oh.\nBo (0:30): Time.\n",
        )
        .write("chat.csv", chat)
        .run(&["transcripts", "twice.txt", "chat.csv", "--speakers"])
        .end();
}

#[test]
fn what_is_costly_to_read_is_kept_and_can_be_cleared() {
    let folder = std::env::temp_dir().join(format!("thematica-kept-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let document = docx("Ann: So?", "Bo: They trust me.");
    fs::write(folder.join("a.docx"), document).unwrap();
    let run = |arguments: &[&str], cache: &str| {
        let output = binary(&folder)
            .args(arguments)
            .env("THEMATICA_CACHE", cache)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let kept_in = folder.join("kept");
    let cache = kept_in.to_str().unwrap();
    let read = ["transcripts", "a.docx", "--format", "json"];
    let kept = || fs::read_dir(&kept_in).map_or(0, Iterator::count);
    let without = run(&read, "off");
    assert_eq!(kept(), 0);
    run(&[&read[..], &["--no-cache"]].concat(), cache);
    assert_eq!(kept(), 0);
    assert_eq!(run(&read, cache), without);
    assert_eq!(kept(), 1);
    assert_eq!(run(&read, cache), without);
    assert_eq!(kept(), 1);
    assert!(run(&["cache"], cache).starts_with("1 transcript ("));
    assert!(run(&["cache", "clear"], cache).starts_with("Removed 1 transcript ("));
    assert_eq!(kept(), 0);
    fs::remove_dir_all(&folder).unwrap();
}

/// Where the cache lies without a variable differs between systems.
#[cfg(target_os = "linux")]
#[test]
fn what_the_cache_is_told_is_understood_or_refused() {
    let mut session = Session::new("cache");
    let folder = session.folder.join("private");
    fs::write(session.folder.join("file"), "").unwrap();
    let docx = docx("Ann: So?", "Bo: They trust me.");
    session.write("a.docx", docx);
    let file = session.folder.join("file");
    for (arguments, value) in [
        (&["cache"][..], "no"),
        (&["cache", "clear"], "kept/here"),
        (&["transcripts", "a.docx"], "0"),
        (&["cache"], file.to_str().unwrap()),
        (&["cache"], ""),
        (&["transcripts", "a.docx", "-f", "csv"], ""),
        (&["cache"], "OFF"),
        (&["cache", "clear"], "off"),
        (&["cache"], "off"),
    ] {
        let mut command = binary(&session.folder);
        command
            .env("THEMATICA_CACHE", value)
            .env("XDG_CACHE_HOME", &folder)
            .env("HOME", &folder);
        let output = command.args(arguments).output().unwrap();
        let _ = writeln!(
            session.seen,
            "$ THEMATICA_CACHE={value} thematica {}",
            arguments.join(" ")
        );
        session.show("stdout", &output.stdout);
        session.show("stderr", &output.stderr);
        let _ = writeln!(
            session.seen,
            "--- status {}\n",
            output.status.code().unwrap()
        );
    }
    let here = session.folder.to_str().unwrap().to_owned();
    session.seen = session.seen.replace(&here, "HERE");
    session.end();
}
