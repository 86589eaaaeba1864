//! Commands that lead back to what was said: `query`, `kwic`, `words`, `uncoded`, `quotes`, `chart`.

use super::session::{Session, coded_by_people};

#[test]
fn segments_are_found_by_a_query() {
    coded_by_people("query")
        .run(&["query", "trust", "study"])
        .run(&["query", "trust and phase=1", "study", "--context", "1"])
        .run(&[
            "query",
            "\"waiting list*\" preceded within 3 turns by trust",
            "study",
            "-f",
            "csv",
            "--context",
            "2",
        ])
        .run(&[
            "query",
            "not * and participant={LW01, LW02}",
            "study",
            "-f",
            "json",
        ])
        .run(&["query", "*", "study", "--count", "phase"])
        .run(&["query", "* same turn trust", "study", "--count", "code"])
        .run(&[
            "query",
            "trust",
            "study",
            "--count",
            "participant",
            "-f",
            "csv",
        ])
        .run(&[
            "query",
            "(trust and coder=rules) and not (trust and coder=ann)",
            "study",
            "--coder",
            "ann",
            "--coder",
            "rules",
        ])
        .run(&["query", "negated and role=moderator", "study"])
        .run(&["query", "memo", "study"])
        .run(&["query", "trust and memo=\"{a\"", "study", "--coder", "ann"])
        .run(&["query", "trust", "study", "--context-lines", "1", "-q"])
        .run(&[
            "query",
            "trust",
            "study",
            "--context-lines",
            "1",
            "-q",
            "-f",
            "csv",
        ])
        .with_example()
        .run(&[
            "query",
            "memo=\"{not,nobody}\" and enablers",
            "examples/link-workers",
            "--coder",
            "helen",
            "--coder",
            "imran",
            "--transcript",
            "lw01",
            "--context-lines",
            "1",
        ])
        .run(&[
            "query",
            "memo and time",
            "examples/link-workers",
            "--coder",
            "helen",
            "--transcript",
            "fg2",
            "-f",
            "csv",
        ])
        .run(&["query", "trust and negated", "study", "--coder", "ann"])
        .end();
}

#[test]
fn words_are_shown_in_their_context() {
    coded_by_people("kwic")
        .run(&["kwic", "th*", "study"])
        .run(&[
            "kwic",
            "code:enablers",
            "study",
            "--sort",
            "right",
            "--width",
            "18",
        ])
        .run(&[
            "kwic", "the", "study", "--sort", "left", "-f", "csv", "--role", "all",
        ])
        .run(&["kwic", "*s", "study", "--code", "threats", "-f", "md"])
        .run(&[
            "kwic",
            "code:trust",
            "study",
            "--coder",
            "ben",
            "--assume-finished",
        ])
        .with_example()
        .run(&[
            "kwic",
            "code:trust",
            "examples/link-workers",
            "--transcript",
            "fg2",
            "--coder",
            "helen",
            "--coder",
            "imran",
            "--coder",
            "rules",
        ])
        .run(&[
            "kwic",
            "code:trust",
            "examples/link-workers",
            "--transcript",
            "lw04",
            "--coder",
            "helen",
            "--coder",
            "imran",
            "-f",
            "csv",
        ])
        .run(&["kwic", "regex:w[ae]\\w+", "study", "-f", "json"])
        .run(&["kwic", "code:trost", "study"])
        .run(&["kwic", "{a", "study"])
        .end();
}

#[test]
fn words_are_counted() {
    coded_by_people("words")
        .run(&["words", "study", "--top", "8"])
        .run(&["words", "study", "--all", "--least", "3", "-f", "csv"])
        .run(&["words", "study", "--by", "phase", "--top", "3"])
        .run(&[
            "words", "study", "--code", "trust", "-f", "md", "--top", "0",
        ])
        .run(&["words", "study", "--code", "time"])
        .run(&["words", "study", "--code", "time", "--coder", "ann"])
        .run(&[
            "words",
            "study",
            "--by",
            "participant",
            "-f",
            "json",
            "--role",
            "moderator",
        ])
        .change(
            "study/codebook.yaml",
            "version: 1.0.0",
            "version: 1.0.0\nlanguage: tr",
        )
        .run(&["words", "study", "--top", "2"])
        .end();
}

#[test]
fn what_no_code_reached_is_listed_and_counted() {
    coded_by_people("uncoded")
        .run(&["uncoded", "study"])
        .run(&["uncoded", "study", "--least", "6", "-f", "csv"])
        .run(&["uncoded", "study", "--by", "participant"])
        .run(&[
            "uncoded", "study", "--by", "phase", "--code", "enablers", "-f", "csv",
        ])
        .run(&["uncoded", "study", "--coder", "ann", "--by", "transcript"])
        .run(&["uncoded", "study", "--excel", "--least", "6"])
        .run(&["uncoded", "study", "--by", "shoe"])
        .end();
}

#[test]
fn a_query_that_means_nothing_is_told_at_its_place() {
    Session::new("query_faults")
        .run(&["query", "trust and", "study"])
        .run(&["query", "trust waiting list", "study"])
        .run(&["query", "trost or speker=P1", "study"])
        .run(&["query", "trust and speaker=Zoe", "study"])
        .run(&["query", "trust near time", "study"])
        .run(&["query", "\"built {a,some rapport\"", "study"])
        .run(&["query", "regex:\"(a\"", "study"])
        .run(&["query", "coder=ann", "study"])
        .run(&["query", "trust", "study", "--count", "by"])
        .run(&["query", "trust", "study", "--count", "shoe"])
        .run(&["query", &"(".repeat(60), "study"])
        .run(&["query", "trust", "and", "time", "study"])
        .run(&["kwic", "waiting", "list*"])
        .run(&["query", "trust and time", "study", "--code", "time"])
        .run(&["query", "trust near 2 lines time", "study"])
        .run(&["query", "\"zebra\"", "study"])
        .run(&["kwic", "zebra", "study"])
        .end();
}

#[test]
fn charts_of_the_framework_method() {
    Session::new("chart")
        .run(&["chart", "study", "-q"])
        .run(&[
            "chart",
            "study",
            "--cases",
            "phase",
            "-n",
            "1",
            "--contrary",
            "0",
            "-f",
            "md",
            "-q",
        ])
        .run(&["chart", "study", "--code", "trust", "-o", "chart.csv", "-q"])
        .change("chart.csv", ",,yes", ",At first not.,yes")
        .run(&[
            "chart",
            "study",
            "--code",
            "trust",
            "--summaries",
            "chart.csv",
            "-q",
        ])
        .run(&["chart", "study", "--code", "threats", "-o", "chart.csv"])
        .cat("chart.csv")
        .run(&["chart", "study", "--cases", "fase"])
        .run(&["chart", "study", "--cases", "phase", "-o", "chart.csv"])
        .write("other.csv", "who,what\nAnn,tea\n")
        .run(&["chart", "study", "-o", "other.csv"])
        .run(&["chart", "study", "--summaries", "other.md"])
        .write(
            "twice.csv",
            "cases,case,code,summary\nparticipant,LW01,trust,One.\nparticipant,LW01,trust,Two.\n",
        )
        .run(&["chart", "study", "-o", "twice.csv"])
        .end();
}

#[test]
fn quotes_for_a_paper_are_spread_over_people() {
    Session::new("quotes")
        .run(&["quotes", "study"])
        .run(&[
            "quotes",
            "study",
            "-n",
            "1",
            "--contrary",
            "0",
            "--context",
            "30",
            "-q",
        ])
        .run(&[
            "quotes",
            "study",
            "--label",
            "{speaker} ({participant}), phase {phase}",
            "-f",
            "csv",
            "-q",
        ])
        .run(&["quotes", "study", "--people", "-q"])
        .run(&[
            "quotes",
            "study",
            "--label",
            "{speaker}",
            "--contrary",
            "2",
            "--context",
            "9",
            "-f",
            "md",
            "-q",
        ])
        .write(
            "laugh/a.txt",
            "P1: We built trust.\n\nP2: [laughs]\n\nALL: We trust them.\n",
        )
        .run(&[
            "quotes",
            "laugh",
            "--codebook",
            "study/codebook.yaml",
            "--code",
            "trust",
            "--people",
        ])
        .run(&["quotes", "study", "--label", "{partisipant"])
        .run(&["quotes", "study", "--label", "{partisipant}"])
        .end();
}
