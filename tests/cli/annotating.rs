//! Coding in the terminal, and coders made one: `annotate`, `review`, `codings merge`.

use super::session::{Session, coded_by_people};

#[test]
fn a_transcript_is_coded_line_after_line() {
    let fg1 = ["annotate", "study", "fg1", "--coder", "ann", "--linear"];
    Session::new("annotate")
        .type_into(
            &fg1,
            "turn 2\nproposal\naccept\nproposal\nreject\nsentence 1\ncode trust\nmemo Her first words.\n\
             memo code Trust is slow.\nmemo transcript A loud room.\nundo\nredo\nnew In her words under trust\n\
             finish\nquit\n",
        )
        .cat("study/codings/ann/phase-1/fg1.jsonl")
        .cat("study/codings/ann/roster.csv")
        .cat("study/memos/codes/trust.md")
        .cat("study/memos/transcripts/phase-1/fg1.md")
        .cat("study/codebook.yaml")
        .type_into(
            &["annotate", "study", "--coder", "ben", "--linear"],
            "help\nturn 2\nopen 1\ndisagreement\naccept\ndisagreement\nreject\nopen 9\nopen fg1\nreread\ntranscripts\nquit\n",
        )
        .cat("study/codings/ben/phase-1/fg1.jsonl")
        .type_into(
            &["annotate", "study", "fg1", "--coder", "cy", "--linear", "--blind", "--no-proposals"],
            "disagreement\nproposal\nquit\n",
        )
        .run(&["annotate", "--help"])
        .end();
}

#[test]
fn what_cannot_be_annotated_is_refused() {
    Session::new("annotate_faults")
        .run(&["annotate", "study"])
        .run(&["annotate", "study", "--coder", "../ann", "--linear"])
        .run(&["annotate", "study", "fg1", "--coder", "ann"])
        .run(&["annotate", "study", "fg", "--coder", "ann", "--linear"])
        .run(&["annotate", "loose", "--coder", "ann", "--linear"])
        .write("study/codings/ann/phase-1/fg1.jsonl", "half a li")
        .run(&["annotate", "study", "fg1", "--coder", "ann", "--linear"])
        .cat("study/codings/ann/phase-1/fg1.jsonl")
        .end();
}

#[test]
fn coders_are_merged_into_one() {
    let merge = ["codings", "merge", "ann", "ben"];
    let with = |more: &[&'static str]| [&merge[..], more].concat();
    coded_by_people("codings_merge")
        .run_in("study", &with(&["--union", "--into", "team", "--dry-run"]))
        .run_in("study", &with(&["--majority", "--into", "team"]))
        .run_in("study", &["codings", "finish", "--coder", "ben", "fg1"])
        .run_in(
            "study",
            &with(&["--majority", "--into", "team", "-f", "csv"]),
        )
        .run_in(
            "study",
            &["codings", "export", "--coder", "team", "--format", "jsonl"],
        )
        .run_in("study", &with(&["--union", "--into", "team"]))
        .run_in("study", &with(&["--union", "--into", "team", "--force"]))
        .run_in("study", &["codings", "list", "--coder", "team", "--all"])
        .run_in(
            "study",
            &[
                "codings",
                "add",
                "--coder",
                "eve",
                "--transcript",
                "fg1",
                "--code",
                "threats",
                "--quote",
                "the NHS Trust",
            ],
        )
        .run_in("study", &with(&["--adjudicator", "eve", "--into", "final"]))
        .run_in("study", &["codings", "list", "--coder", "final"])
        .run_in("study", &["codings", "finish", "--coder", "final"])
        .run_in(
            "study",
            &["codings", "finish", "--coder", "eve", "fg1", "int1"],
        )
        // Nothing is open where the adjudicator has finished, and nobody is alone there.
        .run_in(
            "study",
            &with(&["--adjudicator", "eve", "--into", "final", "--force"]),
        )
        .end();
}

#[test]
fn what_cannot_be_merged_is_refused() {
    coded_by_people("codings_merge_faults")
        .run_in(
            "study",
            &["codings", "merge", "ann", "ben", "--union", "--into", "ben"],
        )
        .run_in(
            "study",
            &["codings", "merge", "ann", "ben", "--into", "team"],
        )
        .run_in(
            "study",
            &["codings", "merge", "ann", "--union", "--into", "team"],
        )
        .run_in(
            "study",
            &[
                "codings", "merge", "ann", "bne", "--union", "--into", "team",
            ],
        )
        .change(
            "study/transcripts/phase-1/fg1.txt",
            "Moderator: How",
            "Moderator: And how",
        )
        .run_in(
            "study",
            &[
                "codings", "merge", "ann", "ben", "--union", "--into", "team",
            ],
        )
        .run_in("study", &["codings", "check", "--write"])
        .run_in(
            "study",
            &[
                "codings", "merge", "ann", "ben", "--union", "--into", "team",
            ],
        )
        .end();
}

#[test]
fn proposals_are_accepted_and_rejected_one_by_one() {
    let quiet = ["review", "--coder", "cat", "--quiet"];
    let with = |more: &[&'static str]| [&quiet[..3], more].concat();
    coded_by_people("review")
        .run_in("study", &quiet)
        .answer_in(
            "study",
            &with(&["--ask", "--quiet"]),
            "maybe\n\na\nREJECT\ns\n",
        )
        .answer_in(
            "study",
            &with(&["--ask", "--most", "1"]),
            "this is no answer at all\n",
        )
        .answer_in("study", &with(&["--ask", "--most", "1"]), "q\n")
        .answer_in(
            "study",
            &with(&["--ask", "--from", "ben"]),
            "skip\naccept\n",
        )
        .run_in("study", &["codings", "list", "--coder", "cat", "--all"])
        .run_in(
            "study",
            &["codings", "export", "--coder", "cat", "--format", "jsonl"],
        )
        .run_in("study", &with(&["--from", "bne"]))
        .run_in("study", &with(&["--code", "time"]))
        .end();
}
