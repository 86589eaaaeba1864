//! Codings by people: `codings`.

use std::fs;

use super::agreement::{cells_of, with_coders};
use super::session::{Session, coded_by_people};

#[test]
fn codings_are_added_listed_moved_and_removed() {
    let add = |code: &'static str, rest: &[&'static str]| {
        let mut arguments = vec!["codings", "add", "--coder", "ann", "--transcript", "fg1"];
        arguments.extend(["--code", code]);
        arguments.extend(rest);
        arguments
    };
    Session::new("codings")
        .run_in("study", &["codings", "list"])
        .run_in(
            "study",
            &add(
                "trust",
                &["--quote", "It takes weeks", "--memo", "Again weeks."],
            ),
        )
        .run_in("study", &add("trust", &["--quote", "It takes weeks"]))
        .run_in("study", &add("time", &["--turn", "3", "--weight", "0.5"]))
        .run_in("study", &add("threats", &["--line", "9"]))
        .run_in("study", &add("threats", &["--span", "0..9"]))
        .run_in("study", &add("time", &["--quote", "trust"]))
        .run_in("study", &add("tme", &["--turn", "3"]))
        .run_in("study", &add("time", &["--turn", "9"]))
        .run_in("study", &add("time", &["--span", "9"]))
        .run_in("study", &add("time", &[]))
        .run_in(
            "study",
            &[
                "codings",
                "add",
                "--coder",
                "a b",
                "--transcript",
                "fg1",
                "--code",
                "time",
                "--turn",
                "1",
            ],
        )
        .run_in("study", &["codings", "list"])
        .run_in(
            "study",
            &[
                "codings",
                "move",
                "--coder",
                "ann",
                "9759f5231596",
                "--quote",
                "We built a rapport.",
            ],
        )
        .run_in(
            "study",
            &[
                "codings",
                "remove",
                "--coder",
                "ann",
                "8dda04256617",
                "nothing",
            ],
        )
        .run_in("study", &["codings", "list", "--coder", "ben"])
        .run_in("study", &["codings", "export", "--format", "jsonl"])
        .run_in("study", &["codings", "finish", "--coder", "ann", "--all"])
        .run_in("study", &["codings", "finish"])
        .end();
}

#[test]
fn codings_are_imported_whole_or_not_at_all() {
    Session::new("codings_import")
        .write(
            "coded.csv",
            "transcript;code;quote;turn;memo\nfg1;trust;It takes weeks;;\"weeks; again\"\nint1;threats;;2;\n",
        )
        .write(
            "other.txt",
            "transcripts/phase-2/fg2.vtt:3:<v Ann>Not what is read there.\n",
        )
        .write("grep.txt", "transcripts/phase-1/fg1.txt:5:P2: We built a rapport. There is never enough time though.\n")
        .write("faulty.csv", "transcript,code,quote\nfg1,trust,We built a rapport.\nfg9,trust,x\nfg1,trst,x\nfg1,trust,nowhere\n")
        .run_in("study", &["codings", "import", "../coded.csv", "--coder", "ben"])
        .run_in("study", &["codings", "import", "../coded.csv", "--coder", "ben"])
        .run_in("study", &["codings", "import", "../coded.csv"])
        .run_in("study", &["codings", "import", "../faulty.csv", "--coder", "ben"])
        .run_in("study", &["codings", "import", "../faulty.csv", "--coder", "ben", "--sound-rows"])
        .run_in("study", &["codings", "import", "../grep.txt", "--coder", "ann", "--code", "trst"])
        .run_in("study", &["codings", "import", "../grep.txt", "--coder", "ann", "--code", "trust"])
        .run_in(
            "study",
            &["codings", "import", "../other.txt", "--coder", "ann", "--code", "trust"],
        )
        .run_in("study", &["codings", "import", "../no.csv", "--coder", "ann"])
        .run_in("study", &["codings", "export"])
        .end();
}

/// What is taken back on one branch stays so after a merge, from whichever side; and so under a short name.
#[test]
fn what_is_not_finished_after_all_stays_so_where_branches_meet() {
    let finish = ["codings", "finish", "--coder", "ann"];
    let told = |more: &[&'static str]| [&finish[..], more].concat();
    let mut session = Session::new("codings_finish");
    session
        .write(
            "study/codings/ann/roster.csv",
            "transcript,finished,hash\nfg1,2026-01-02T10:00:00Z,\n",
        )
        .run_in("study", &told(&["--undo", "fg1"]))
        .run_in("study", &told(&[]))
        .cat("study/codings/ann/roster.csv")
        .run_in("study", &told(&["fg1", "int1"]))
        .git(&["init", "--quiet", "--initial-branch", "main", "."])
        .git(&["add", "study"])
        .git(&["commit", "--quiet", "-m", "First"])
        .git(&["checkout", "--quiet", "-b", "other"])
        .run_in("study", &told(&["fg2"]))
        .git(&["commit", "--quiet", "-a", "-m", "Finished"])
        .git(&["checkout", "--quiet", "main"])
        .run_in("study", &told(&["--undo", "int1"]))
        .git(&["commit", "--quiet", "-a", "-m", "Not after all"])
        .git(&["branch", "kept"])
        .git(&["merge", "--quiet", "-m", "Ours and theirs", "other"])
        .run_in("study", &told(&[]))
        // Whatever is written next lays the rows in their order.
        .run_in("study", &told(&["--undo", "fg1"]))
        .cat("study/codings/ann/roster.csv")
        .git(&["checkout", "--quiet", "-f", "other"])
        .git(&["merge", "--quiet", "-m", "Theirs and ours", "kept"])
        .run_in("study", &told(&["--undo", "fg1"]))
        .cat("study/codings/ann/roster.csv")
        .write(
            "study/codings/ann/roster.csv",
            "transcript,finished,hash,state\nfg1,2026-01-02T10:00:00Z,,perhaps\n",
        )
        .run_in("study", &told(&["fg1"]))
        .end();
}

/// The lines of subtitles are those of the text as it is read, which is said; and words beside a line have to be in it.
#[test]
fn lines_of_other_formats_are_told_and_checked() {
    let import = [
        "codings",
        "import",
        "../lines.csv",
        "--coder",
        "ben",
        "--code",
        "time",
    ];
    Session::new("codings_import_lines")
        .write(
            "lines.csv",
            "transcript,line,quote,text\nfg2,3,,\nfg2,1,targets,\nfg2,3,,Nobody said this.\nfg1,7,We built a rapport.,\nfg1,5,We built a rapport.,\nfg1,7,,never enough time\n",
        )
        .run_in("study", &["transcripts", "--show", "fg2"])
        .run_in("study", &import)
        .run_in("study", &[&import[..], &["--sound-rows"]].concat())
        .run_in("study", &["codings", "list"])
        .end();
}

/// Whoever names a code by its label is told its id.
#[test]
fn a_label_is_no_code_and_leads_to_one() {
    let named = |arguments: &[&'static str]| [arguments, &["--code", "Time  it takes"]].concat();
    let add = [
        "codings",
        "add",
        "--coder",
        "ben",
        "--transcript",
        "fg1",
        "--turn",
        "2",
    ];
    coded_by_people("labels")
        .change(
            "study/codebook.yaml",
            "- id: time",
            "- id: time\n        label: Time it takes",
        )
        .write(
            "coded.csv",
            "transcript,code,quote\nfg1,time it takes,It takes weeks\n",
        )
        .write(
            "study/codings/cem/phase-1/fg1.jsonl",
            "{\"code\": \"Time it takes\", \"quote\": \"It takes weeks\"}\n",
        )
        .run_in("study", &named(&add))
        .run_in(
            "study",
            &["codings", "import", "../coded.csv", "--coder", "ben"],
        )
        .run_in("study", &named(&["codings", "list"]))
        .run_in(
            "study",
            &named(&["agree", "--coder", "ann", "--coder", "ben"]),
        )
        .run_in("study", &named(&["matrix"]))
        .run_in("study", &named(&["evaluate", "--coder", "ann"]))
        .run_in("study", &named(&["diff", "codebook.yaml", "codebook.yaml"]))
        .run_in("study", &["suggest", "time it takes", "--coder", "ann"])
        .run_in("study", &["check", "-f", "github"])
        .change(
            "study/codebook.yaml",
            "waiting list*",
            "code: Time it takes",
        )
        .run_in("study", &["codebook", "show"])
        .end();
}

#[test]
fn codings_are_found_again_after_an_edit() {
    let mut session = Session::new("codings_check");
    let import = ["codings", "import", "../coded.csv", "--coder", "ben"];
    session
        .write(
            "coded.csv",
            "transcript,code,quote\nfg1,trust,It takes weeks before they trust you\nfg1,trust,We built a rapport.\nfg1,threats,The waiting lists.\nint1,time,There was no training.\n",
        )
        .run_in("study", &import)
        .run_in("study", &["codings", "check"])
        .write(
            "study/transcripts/phase-1/fg1.txt",
            "Moderator: Welcome.\n\nModerator: How do people come to trust you?\n\nP1: It takes week before they trust you enough to open the post. [laughs] And then the NHS Trust sends the forms.\n\nP2: We built a rapport. There is never enough time though.\n\nModerator: And what gets in the way?\n",
        )
        .run_in("study", &["codings", "check"])
        .run_in("study", &["codings", "check", "--all", "--write"])
        .run_in("study", &["codings", "check", "--all", "--format", "csv"])
        .run_in("study", &["codings", "export", "--format", "jsonl"])
        .run_in("study", &["check", "--format", "concise"])
        .end();
}

/// The part of a long quote is shown in which it was changed; that a coding reaches over turns now is said; and one file that
/// cannot be written keeps no other from being written.
#[test]
fn what_was_changed_in_a_long_quote_is_seen_and_one_bad_file_stops_nothing() {
    let words = |from: u32, to: u32| {
        let words: Vec<String> = (from..to).map(|it| format!("word{it}")).collect();
        words.join(" ")
    };
    let text = |middle: &str| {
        format!(
            "Int: How was it?\n\nAnn: {} {middle} {}.\n\nInt: And then?\n\nAnn: Then I was trusted by all.\n",
            words(0, 40),
            words(40, 80)
        )
    };
    let check = ["codings", "check"];
    let mut session = Session::new("codings_check_long");
    session
        .write(
            "study/transcripts/phase-1/long.txt",
            text("They never came."),
        )
        .write(
            "coded.csv",
            format!(
                "coder,transcript,code,quote\nann,long,time,{} They never came. {}.\n\
                 ann,fg1,trust,We built a rapport.\nben,long,trust,Then I was trusted by all.\n\
                 cem,fg1,trust,We built a rapport.\n",
                words(0, 40),
                words(40, 80)
            ),
        )
        .run_in("study", &["codings", "import", "../coded.csv"])
        .write(
            "study/transcripts/phase-1/long.txt",
            text("They always came.\n\nBen: Did they?\n\nAnn: Yes,")
                .replace("trusted by", "trusted indeed by"),
        )
        .change(
            "study/transcripts/phase-1/fg1.txt",
            "Moderator: How",
            "Moderator: And how",
        )
        .run_in("study", &check)
        .run_in("study", &["codings", "check", "-f", "csv"]);
    let bad = session.folder.join("study/codings/ann/phase-1/fg1.jsonl");
    let good = fs::read_to_string(&bad).unwrap();
    fs::write(&bad, format!("{good}no coding\n")).unwrap();
    session
        .run_in("study", &["codings", "check", "--write"])
        .cat("study/codings/ann/phase-1/fg1.jsonl")
        .run_in("study", &["codings", "check", "--all"])
        .end();
}

/// A transcript that was renamed is known by its text and its words, and all that was said of it goes with it.
#[test]
fn codings_follow_a_renamed_transcript() {
    let mut session = coded_by_people("codings_rename");
    let renamed = session
        .folder
        .join("study/transcripts/phase-1/group-one.txt");
    fs::rename(
        session.folder.join("study/transcripts/phase-1/fg1.txt"),
        renamed,
    )
    .unwrap();
    session
        .run_in(
            "study",
            &["codings", "remove", "--coder", "ben", "00eb8e75640a"],
        )
        .write(
            "study/memos/transcripts/phase-1/fg1.md",
            "They knew each other.\n",
        )
        .write(
            "study/codings/cem/phase-1/other.jsonl",
            "{\"code\": \"time\", \"quote\": \"Nobody said this.\"}\n",
        )
        .run_in("study", &["codings", "check"])
        .run_in("study", &["check", "-f", "concise"])
        .run_in("study", &["agree", "--coder", "ann", "--coder", "ben"])
        .run_in("study", &["evaluate", "--coder", "ann"])
        .run_in("study", &["codings", "rename", "phase-1/fg2", "group-one"])
        .run_in("study", &["codings", "rename", "phase-1/int1", "group-one"])
        .run_in("study", &["codings", "rename", "phase-1/fg1", "int1"])
        .run_in("study", &["codings", "rename", "phase-1/other", "int1"])
        .run_in("study", &["codings", "rename", "phase-1/fg1", "group-one"])
        .ls("study/codings/ann/phase-1")
        .cat("study/codings/ben/phase-1/group-one.jsonl")
        .cat("study/codings/ann/roster.csv")
        .cat("study/memos/transcripts/phase-1/group-one.md")
        .ls("study/memos/transcripts/phase-1")
        .run_in("study", &["codings", "check"])
        .run_in("study", &["codings", "finish"])
        .end();
}

#[test]
fn only_codings_that_stand_say_that_a_transcript_was_looked_at() {
    let mut session = with_coders("agree_assume_finished");
    // All that cem has in one transcript was rejected.
    let folder = session.folder.join("study/codings/cem/phase-2");
    fs::create_dir_all(&folder).unwrap();
    let line = "{\"code\": \"threats\", \"quote\": \"The targets\", \"state\": \"rejected\"}\n";
    fs::write(folder.join("fg2.jsonl"), line).unwrap();
    let agree = [
        "agree",
        "--coder",
        "cem",
        "--coder",
        "rules",
        "--assume-finished",
        "--format",
        "csv",
    ];
    let evaluate = [
        "evaluate",
        "--coder",
        "cem",
        "--assume-finished",
        "--format",
        "csv",
    ];
    let columns = ["code", "both", "coder_only", "rules_only"];
    let evaluated = cells_of(&session, &evaluate, &columns);
    assert_eq!(
        evaluated,
        cells_of(&session, &agree, &["code", "both", "only_a", "only_b"])
    );
    assert_eq!(evaluated[3], ["threats", "0", "0", "1"]);
    session.end_without_expectations();
}
