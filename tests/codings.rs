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

/// Lays a transcript's file under another name.
fn move_file(study: &Study, old: &str, new: &str) {
    let [old, new] = [old, new].map(|id| study.0.join(format!("transcripts/{id}.txt")));
    fs::create_dir_all(new.parent().unwrap()).unwrap();
    fs::rename(old, new).unwrap();
}

#[test]
fn who_finished_a_transcript_has_after_it_was_renamed_there_and_back() {
    let study = Study::of("back", &[("fg1", TALK)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    study.run(&["codings", "finish", "--coder", "ann", "fg1"]);
    for [old, new] in [["fg1", "first"], ["first", "fg1"], ["fg1", "first"]] {
        move_file(&study, old, new);
        let said = study.run(&["codings", "rename", old, new]);
        let told = format!(
            "ann: 1 coding of {old} laid under {new}, with who has finished it; 1 of 1 found there\n"
        );
        assert_eq!(said.out, told, "{said:?}");
        let finished = study.run(&["codings", "finish", "-f", "csv"]).out;
        assert!(
            finished.contains(&format!("ann,{new},1,2026-01-01")),
            "{finished}"
        );
    }
    // What somebody took back stays so, and is said.
    study.run(&["codings", "finish", "--coder", "ann", "--undo", "first"]);
    move_file(&study, "first", "other");
    let said = study.run(&["codings", "rename", "first", "other"]);
    assert!(
        said.out.ends_with("laid under other; 1 of 1 found there\n"),
        "{said:?}"
    );
}

#[test]
fn the_old_name_is_understood_by_its_end_and_a_memo_is_laid_below_the_one_that_is_there() {
    let study = Study::of("short", &[("p1/lw04", TALK), ("p1/lw05", TALK)]);
    study.add("ann", "lw04", "trust", "Then she let me in.");
    study.write("memos/transcripts/p1/lw04.md", "Of four.\n");
    study.write("memos/transcripts/p1/maureen.md", "Of her.\n");
    study.write("memos/transcripts/p2/lw04.md", "Of another.\n");
    move_file(&study, "p1/lw04", "p1/maureen");
    let said = study.run(&["codings", "rename", "lw04", "maureen"]);
    assert_eq!(
        said.err,
        "error: `lw04` stands for more than one name\n  help: write one of: p1/lw04, p2/lw04\n"
    );
    fs::remove_file(study.0.join("memos/transcripts/p2/lw04.md")).unwrap();
    let said = study.run(&["codings", "rename", "lw04", "maureen"]);
    assert_eq!(
        said.out,
        "the memo on p1/lw04 laid under p1/maureen\n\
         ann: 1 coding of p1/lw04 laid under p1/maureen; 1 of 1 found there\n"
    );
    assert_eq!(
        study.text("memos/transcripts/p1/maureen.md"),
        "Of her.\n\nOf four.\n"
    );
    let said = study.run(&["codings", "rename", "lw05", "maureen"]);
    assert!(
        said.err.contains("there is a transcript `p1/lw05`"),
        "{said:?}"
    );
}

#[test]
fn what_was_renamed_before_a_failure_is_said() {
    let study = Study::of("half", &[("fg1", TALK)]);
    for coder in ["ann", "ben"] {
        study.add(coder, "fg1", "trust", "Then she let me in.");
    }
    // No folder can be made here.
    study.write("codings/ben/p1", "");
    move_file(&study, "fg1", "p1/fg-1");
    let said = study.run(&["codings", "rename", "fg1", "p1/fg-1"]);
    assert!(
        said.out
            .starts_with("ann: 1 coding of fg1 laid under p1/fg-1"),
        "{said:?}"
    );
    assert!(
        said.err.contains("error: nothing of ben was renamed"),
        "{said:?}"
    );
    assert_eq!(said.status, Some(2));
}

#[test]
fn a_refusal_in_a_table_of_what_was_removed_is_taken_over() {
    let study = Study::of("refusal", &[("fg1", TALK)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    let line: serde_json::Value =
        serde_json::from_str(&study.text("codings/ann/fg1.jsonl")).unwrap();
    let id = line["id"].as_str().unwrap();
    study.run(&["codings", "remove", "--coder", "ann", id]);
    let table = "transcript,code,quote,state\nfg1,trust,Then she let me in.,rejected\n";
    let import = ["codings", "import", "-", "--coder", "ann", "--from", "csv"];
    let said = study.run_with(&import, table);
    assert_eq!(said.out, "0 of 1 row added, 1 added again\n", "{said:?}");
    let text = study.text("codings/ann/fg1.jsonl");
    assert!(text.contains("\"state\":\"rejected\""), "{text}");
}

#[test]
fn a_merge_that_is_made_again_after_an_edit_lays_nothing_twice() {
    let study = Study::of("again", &[("fg1", TALK)]);
    for coder in ["ann", "ben"] {
        study.add(coder, "fg1", "trust", "Then she let me in.");
        study.run(&["codings", "finish", "--coder", coder, "fg1"]);
    }
    let merge = [
        "codings", "merge", "ann", "ben", "--union", "--into", "team",
    ];
    assert_eq!(study.run(&merge).status, Some(0));
    let before = study.text("codings/team/fg1.jsonl");
    let edited = TALK.replace("And then?", "What happened then?");
    study.write("transcripts/fg1.txt", &edited);
    let check = [
        "codings", "check", "--write", "--coder", "ann", "--coder", "ben",
    ];
    assert_eq!(study.run(&check).status, Some(0));
    let said = study.run(&[&merge[..], &["--force"]].concat());
    assert_eq!(said.status, Some(0), "{said:?}");
    let team = study.text("codings/team/fg1.jsonl");
    assert_eq!(team.lines().count(), 1, "{before}{team}");
    assert!(!team.contains("\"state\""), "{team}");
    assert!(team.contains("What happened"), "{team}");
}

#[test]
fn what_is_not_finished_after_all_is_named_and_a_transcript_in_two_files_is_one() {
    let study = Study::of("finish", &[("p1/fg1", TALK)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    fs::copy(
        study.0.join("codings/ann/p1/fg1.jsonl"),
        study.0.join("codings/ann/fg1.jsonl"),
    )
    .unwrap();
    let said = study.run(&["codings", "finish", "--coder", "ann", "--all"]);
    assert_eq!(said.out, "ann: 1 transcript finished\n");
    let said = study.run(&["codings", "finish", "--coder", "ann", "--undo"]);
    assert_eq!(said.status, Some(2));
    assert!(
        said.err.starts_with("error: no transcript is named"),
        "{said:?}"
    );
}

#[test]
fn no_coder_is_called_rules() {
    let study = Study::of("rules", &[("fg1", TALK)]);
    let merge = [
        "codings",
        "add",
        "--coder",
        "rules",
        "--transcript",
        "fg1",
        "--code",
        "trust",
        "--turn",
        "2",
    ];
    let said = study.run(&merge);
    assert_eq!(said.status, Some(2));
    assert!(
        said.err.contains("`rules` cannot be a coder's name"),
        "{said:?}"
    );
    study.write(
        "codings/rules/fg1.jsonl",
        "{\"code\":\"trust\",\"quote\":\"weeks\"}\n",
    );
    let said = study.run(&["codings", "list", "-f", "csv"]);
    assert!(
        !said.out.contains("weeks") && said.err.contains("a coder cannot be called `rules`"),
        "{said:?}"
    );
}

const CUTS: &str = "Moderator: Since?\n\nP1: His house, pet.\n\nP3: It's cuts. They call it redesign but it's cuts. I've been the other side of it.\n\nModerator: Thank you for it all.\n";

#[test]
fn a_turn_that_was_put_into_a_quote_is_told_with_who_speaks_and_is_not_written() {
    let study = Study::of("turn", &[("fg1", CUTS)]);
    let quote = "It's cuts. They call it redesign but it's cuts.";
    study.add("ann", "fg1", "trust", quote);
    study.add("ann", "fg1", "time", "I've been the other side of it.");
    let edited = CUTS
        .replace("cuts. They", "cuts.\n\nModerator: Really?\n\nP1: They")
        .replace("other side of it", "other side of that");
    study.write("transcripts/fg1.txt", &edited);
    let said = study.run(&["codings", "check", "--write", "-f", "csv"]);
    assert_eq!(said.status, Some(1), "{said:?}");
    assert!(
        said.out.contains(",ambiguous,") && said.out.contains(",3,\"P3, Moderator, P1\","),
        "{said:?}"
    );
    let kept = study.text("codings/ann/fg1.jsonl");
    assert!(kept.contains(&format!("\"quote\":\"{quote}\"")), "{kept}");
    // What was changed and written says so in the list.
    let said = study.run(&["codings", "list"]);
    assert!(
        said.out.contains("The words of 1 coding were changed"),
        "{}",
        said.out
    );
}

#[test]
fn who_was_made_of_others_is_compared_with_them_only_where_asked_for() {
    let study = Study::of("merged", &[("fg1", TALK)]);
    for coder in ["ann", "ben"] {
        study.add(coder, "fg1", "trust", "Then she let me in.");
        study.run(&["codings", "finish", "--coder", coder, "fg1"]);
    }
    study.run(&[
        "codings", "merge", "ann", "ben", "--union", "--into", "team",
    ]);
    let agree = ["agree", "--bootstrap", "0"];
    let said = study
        .run(&agree)
        .out
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(said.contains("ann (1 of 1), ben (1 of 1). What"), "{said}");
    assert!(
        said.contains("Left out, because `codings merge` made them of others: team;"),
        "{said}"
    );
    let asked = [&agree[..], &["--coder", "ann", "--coder", "team"]].concat();
    let said = study
        .run(&asked)
        .out
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        said.contains("Made of others by `codings merge`: team;"),
        "{said}"
    );
}

#[test]
fn an_export_says_what_it_leaves_out() {
    let study = Study::of("export", &[("fg1", TALK)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    study.add("ann", "fg1", "time", "It took weeks.");
    let line = study.text("codings/ann/fg1.jsonl");
    let id = &line[7..19];
    study.run(&["codings", "remove", "--coder", "ann", id]);
    for format in ["csv", "jsonl"] {
        let said = study.run(&["codings", "export", "-f", format]);
        assert!(
            said.err
                .contains("left out: 0 rejected and 1 removed; --all"),
            "{said:?}"
        );
        let said = study.run(&["codings", "export", "-f", format, "--all"]);
        assert!(
            said.err.is_empty() && said.out.contains("removed"),
            "{said:?}"
        );
    }
}

#[test]
fn codings_of_a_renamed_transcript_are_told_first_and_together() {
    let study = Study::of("away", &[("fg1", TALK), ("fg2", TALK)]);
    study.add("ann", "fg2", "trust", "Then she let me in.");
    study.add("ben", "fg1", "trust", "Then she let me in.");
    study.add("ben", "fg1", "time", "It took weeks.");
    study.write("transcripts/fg2.txt", "Ann: Nothing of the kind.\n");
    move_file(&study, "fg1", "first");
    let said = study.run(&["codings", "check", "-f", "csv"]);
    let rows: Vec<&str> = said.out.lines().skip(1).collect();
    assert_eq!(rows.len(), 2, "{said:?}");
    assert_eq!(rows[0], "fg1,ben,,,renamed,2 codings,perhaps `first`,,,");
    assert!(rows[1].contains(",lost,"), "{said:?}");
    let told = study.run(&["codings", "check"]).out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains(
            "`thematica codings rename fg1 first` lays its codings there. Of 3 codings: 0 kept,"
        ),
        "{told}"
    );
    assert!(
        told.contains("1 lost, 2 under a name that no transcript has now."),
        "{told}"
    );
}

#[test]
fn what_was_written_is_said() {
    let study = Study::of("written", &[("fg1", TALK)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    study.write(
        "transcripts/fg1.txt",
        &format!("Interviewer: Hello.\n\n{TALK}"),
    );
    for told in [
        "Written: 1 coding laid on the text as it is now.",
        "Nothing had to be written.",
    ] {
        let said = study.run(&["codings", "check", "--write"]);
        assert!(said.out.contains(told), "{said:?}");
    }
}

#[test]
fn what_grep_prints_is_understood_or_the_way_out_is_said() {
    let study = Study::of("grep", &[("fg1", TALK)]);
    let vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ann>It took weeks.\n\n00:02.000 --> 00:03.000\n<v Ann>Yes.\n";
    study.write("transcripts/int1.vtt", vtt);
    let import = |more: &[&str], input: &str| {
        let begin = ["codings", "import", "-", "--coder", "ann", "--code", "time"];
        study.run_with(&[&begin[..], more].concat(), input)
    };
    let line = "3:Ann: It took weeks. Then she let me in.\n";
    let said = import(&[], line);
    assert!(
        said.err
            .contains("use `grep -Hn`, or say the transcript with --transcript"),
        "{said:?}"
    );
    let said = import(&["--transcript", "fg1"], line);
    assert_eq!(said.out, "1 of 1 row added\n", "{said:?}");
    let said = import(&[], "transcripts/fg1.txt:Ann: It took weeks.\n");
    assert!(
        said.err.contains("without numbers of lines") && said.err.contains("grep -Hn"),
        "{said:?}"
    );
    let said = import(&[], "");
    assert!(said.err.starts_with("error: <stdin> is empty"), "{said:?}");
    let said = import(&[], "transcripts/int1.vtt:4:<v Ann>It took weeks.\n");
    assert!(
        said.err
            .contains("int1 is vtt, and its lines are not those of the text"),
        "{said:?}"
    );
}

#[test]
fn a_label_that_one_code_has_is_taken_and_told_and_so_is_a_question() {
    let study = Study::of("label", &[("fg1", TALK)]);
    let table = "transcript,code,quote\nfg1,trust ,And then?\nfg1,TIME,It took weeks.\n";
    let book = CODEBOOK.replace("id: time", "id: t1");
    study.write("codebook.yaml", &book);
    let said = study.run_with(&["codings", "import", "-", "--coder", "ann"], table);
    assert_eq!(said.out, "2 of 2 rows added\n", "{said:?}");
    assert!(
        said.err.contains("“TIME” is the label of the code `t1`"),
        "{said:?}"
    );
    assert!(
        said.err
            .contains("1 coding on what interviewers or moderators say"),
        "{said:?}"
    );
    let add = [
        "codings",
        "add",
        "--coder",
        "ann",
        "--transcript",
        "fg1",
        "--code",
        "t1",
        "--turn",
        "3",
    ];
    assert!(study.run(&add).err.contains("an interviewer or moderator"));
}

#[test]
fn a_transcript_in_other_capitals_is_suggested() {
    let study = Study::of("capitals", &[("p1/lw02", TALK), ("p1/lw03", TALK)]);
    for name in ["LW02", "lw2"] {
        let said = study.run(&["codings", "finish", "--coder", "ann", name]);
        assert!(said.err.contains("did you mean `p1/lw02`?"), "{said:?}");
    }
}

#[test]
fn a_renamed_transcript_is_known_by_its_words_too_and_never_guessed_of_two() {
    let study = Study::of("home", &[("fg1", TALK), ("fg2", CUTS)]);
    study.add("ann", "fg1", "trust", "Then she let me in.");
    study.add("ann", "fg1", "time", "It took weeks.");
    study.add(
        "ben",
        "fg2",
        "trust",
        "They call it redesign but it's cuts.",
    );
    move_file(&study, "fg1", "first");
    study.write("transcripts/first.txt", &TALK.replace("And then?", "And?"));
    move_file(&study, "fg2", "second");
    let rename = "`thematica codings rename fg1 first`";
    let told = study.run(&["codings", "check", "-f", "csv"]).out;
    assert!(
        told.contains("fg1,ann,,,renamed,2 codings,perhaps `first`"),
        "{told}"
    );
    assert!(
        told.contains("fg2,ben,,,renamed,1 coding,perhaps `second`"),
        "{told}"
    );
    let said = study.run(&["check", "-f", "concise"]);
    let help = study.run(&["check"]);
    assert!(said.out.contains("stray-codings"), "{said:?}");
    assert!((help.out + &help.err).contains(rename));
    study.write("transcripts/third.txt", CUTS);
    let told = study.run(&["codings", "check", "-f", "csv"]).out;
    assert!(!told.contains("fg2,ben,,,renamed"), "{told}");
}

#[test]
fn codings_of_a_transcript_whose_id_ends_anothers_are_pseudonymised_with_it() {
    let named = TALK.replace("Then she let", "Then Josephine let");
    let study = Study::of("key", &[("fg1", &named), ("p2/fg1", TALK)]);
    study.add("ben", "fg1", "trust", "Then Josephine let me in.");
    study.write("key.csv", "name,pseudonym\nJosephine,Mo\n");
    let copy = study.0.with_extension("copy");
    let out = copy.to_str().unwrap();
    let said = study.run(&["pseudonymise", ".", "--key", "key.csv", "-o", out]);
    let coded = fs::read_to_string(copy.join("codings/ben/fg1.jsonl")).unwrap_or_default();
    let text = fs::read_to_string(copy.join("transcripts/fg1.txt")).unwrap_or_default();
    fs::remove_dir_all(&copy).unwrap();
    assert!(coded.contains("Then Mo let me in."), "{said:?}");
    // It says in which text it is: the copy's.
    let hash = thematica::coding::record::hash(&text);
    assert!(coded.contains(&hash), "{coded}");
}
