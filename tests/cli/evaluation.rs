//! `evaluate`, `sample` and `suggest`.

use super::session::{Session, coded_by_people};

#[test]
fn rules_are_held_against_people() {
    coded_by_people("evaluate")
        .run(&["evaluate", "study", "--coder", "ann"])
        .run(&[
            "evaluate", "study", "--coder", "ann", "--unit", "turn", "-f", "csv",
        ])
        .run(&["evaluate", "study", "--coder", "ann", "--rules"])
        .run(&["evaluate", "study", "--coder", "ann", "--missed", "--false"])
        .run(&[
            "evaluate", "study", "--coder", "ann", "--missed", "-f", "csv",
        ])
        .run(&[
            "evaluate",
            "study",
            "--coder",
            "ann",
            "--coder",
            "ben",
            "--assume-finished",
        ])
        .run(&[
            "evaluate",
            "study",
            "--min",
            "recall=0.5",
            "--min",
            "macro-f1=0.9",
            "-f",
            "json",
        ])
        .end();
}

#[test]
fn words_that_a_code_may_be_missing_are_suggested() {
    let talk = "P1: They open the post with me. Open the post, I say.\n\nP2: We wait. I open up to them.\n\nP1: Nobody waits.\n";
    coded_by_people("suggest")
        .run(&["suggest", "trust", "study", "--coder", "ann", "--least", "1", "--most", "5"])
        .write("study/transcripts/phase-2/fg3.txt", talk)
        .write(
            "more.csv",
            "transcript,code,quote\nfg3,trust,They open the post with me. Open the post\nfg3,trust,I open up to them.\n",
        )
        .run_in("study", &["codings", "import", "../more.csv", "--coder", "ann"])
        .run_in("study", &["codings", "finish", "--coder", "ann", "fg3"])
        .run(&["suggest", "trust", "study", "--missed"])
        .run(&["suggest", "trust", "study", "--all", "--most", "1", "-f", "csv"])
        .run(&["suggest", "time", "study", "--missed"])
        .run(&["suggest", "enablers.trust", "study", "--transcript", "int1"])
        .run(&["suggest", "trst", "study"])
        .end();
}

#[test]
fn a_sample_is_drawn_coded_and_read_back() {
    Session::new("sample")
        .run(&["sample", "study", "-n", "4", "--seed", "3"])
        .run(&[
            "sample",
            "study",
            "-n",
            "4",
            "--seed",
            "3",
            "-f",
            "csv",
            "--threads",
            "3",
        ])
        .run(&[
            "sample", "study", "-n", "3", "--by", "site", "--unit", "turn", "-f", "json",
        ])
        .run(&[
            "sample",
            "study",
            "-n",
            "99",
            "--uncoded",
            "0",
            "-o",
            "s.csv",
            "--weights",
            "w.csv",
        ])
        .cat("w.csv")
        .change("s.csv", "We built a rapport.,", "We built a rapport.,trust")
        .run_in(
            "study",
            &["codings", "import", "../s.csv", "--coder", "ann"],
        )
        .run_in(
            "study",
            &[
                "codings",
                "import",
                "../s.csv",
                "--coder",
                "ann",
                "--skip-uncoded",
            ],
        )
        .run_in("study", &["codings", "list"])
        .run(&["evaluate", "study", "--coder", "ann", "--sample", "s.csv"])
        .run(&[
            "evaluate",
            "study",
            "--coder",
            "ann",
            "--sample",
            "s.csv",
            "--transcript",
            "fg1",
            "-f",
            "csv",
        ])
        .change("w.csv", "5,5,1.000000", "50,5,10.000000")
        .run_in(
            "study",
            &[
                "codings",
                "add",
                "--coder",
                "ann",
                "--transcript",
                "fg1",
                "--code",
                "time",
                "--quote",
                "sends the forms",
            ],
        )
        .run(&[
            "evaluate", "study", "--coder", "ann", "--sample", "w.csv", "-q",
        ])
        .run(&[
            "evaluate", "study", "--coder", "ann", "--sample", "w.csv", "-f", "csv", "-q",
        ])
        .run(&["sample", "study", "-n", "1", "-q"])
        .run(&[
            "evaluate",
            "study",
            "--coder",
            "ann",
            "--sample",
            "study/participants.csv",
        ])
        .run(&["sample", "study", "--by", "sitte"])
        .run(&["sample", "study", "--uncoded", "25"])
        .end();
}

#[test]
fn words_are_suggested_from_the_segments_of_a_sample() {
    let suggest = ["suggest", "trust", "study", "--sample", "s.csv", "-q"];
    let with = |more: &[&'static str]| {
        [
            &suggest[..],
            &["--coder", "ann", "--all", "--least", "1"],
            more,
        ]
        .concat()
    };
    let import = [
        "codings",
        "import",
        "../s.csv",
        "--coder",
        "ann",
        "--skip-uncoded",
    ];
    Session::new("suggest_sample")
        .run(&["sample", "study", "-n", "99", "-o", "s.csv", "-q"])
        .change("s.csv", "We built a rapport.,", "We built a rapport.,trust")
        .run_in("study", &import)
        .run(&with(&[]))
        .run(&with(&["--transcript", "fg1", "-f", "csv"]))
        .run(&with(&["--unit", "turn"]))
        .run(&suggest)
        .end();
}

#[test]
fn rules_are_not_held_against_nobody() {
    Session::new("evaluate_faults")
        .run(&["evaluate", "study"])
        .run(&["evaluate", "study", "--min", "recal=0.5"])
        .run(&["evaluate", "study", "--min", "recall=80"])
        .write(
            "people.csv",
            "coder,transcript,code,quote\nben,fg1,trust,they trust you\n",
        )
        .run_in("study", &["codings", "import", "../people.csv"])
        .run(&["evaluate", "study"])
        .run(&["evaluate", "study", "--coder", "ben"])
        .run(&["evaluate", "study", "--coder", "bne"])
        .run(&[
            "evaluate",
            "study",
            "--assume-finished",
            "--code",
            "time",
            "--min",
            "recall=0.1",
        ])
        .change(
            "study/transcripts/phase-1/fg1.txt",
            "they trust you",
            "you are believed",
        )
        .run(&["evaluate", "study", "--assume-finished", "--code", "trust"])
        .end();
}
