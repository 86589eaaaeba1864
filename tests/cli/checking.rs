//! `check` and `explain`.

use std::fs;

use super::session::{Session, binary, files};

#[test]
fn a_codebook_is_tested_on_its_own_examples() {
    Session::new("check")
        .run(&["check", "study"])
        .run(&["check", "failing.yaml"])
        .run(&["check", "study/codebook.yaml", "--quiet"])
        .end();
}

#[test]
fn faults_of_a_codebook_are_told_in_every_format() {
    Session::new("check_formats")
        .run(&["check", "faulty.yaml"])
        .run(&["check", "faulty.yaml", "--format", "concise"])
        .run(&["check", "faulty.yaml", "--format", "json"])
        .run(&["check", "failing.yaml", "--format", "jsonl"])
        .run(&[
            "check",
            "failing.yaml",
            "--format",
            "concise",
            "-o",
            "faults.txt",
        ])
        .cat("faults.txt")
        .run(&["check", "faulty.yaml", "-o", "faults.xlsx"])
        .run(&["check", "faulty.yaml", "-o", "study"])
        .end();
}

#[test]
fn a_rich_codebook_is_told_in_the_formats_of_others() {
    let mut session = Session::new("check_reports");
    for format in ["concise", "github", "gitlab", "junit"] {
        session.run(&["check", "rich.yaml", "--format", format]);
    }
    session
        .run_and_cut(&["check", "rich.yaml", "--format", "sarif"], |report| {
            // What comes before is the documentation of all rules.
            let start = report.find("\"results\": [").expect("there are results");
            let end = report.find("\"ruleId\": \"literal-regex\"");
            &report[start..end.expect("it is one of them")]
        })
        .run(&["check", "rich.yaml", "--format", "xml"])
        .run(&[
            "check",
            "rich.yaml",
            "study/codebook.yaml",
            "--format",
            "concise",
            "--quiet",
        ])
        .end();
}

#[test]
fn personal_data_can_fail_a_check_and_is_shown_in_no_format() {
    let text = "Int: Where can I reach you?\nAnn: On 07700 900123, or ann.lee@example.org.\n";
    let mut session = Session::new("check_personal");
    session
        .write("loose/talk.txt", text)
        .run(&["check", "loose/talk.txt", "--quiet"])
        .run(&[
            "check",
            "loose/talk.txt",
            "--deny",
            "privacy",
            "--allow",
            "email-address",
        ]);
    session
        .write(
            "loose/account.txt",
            "Int: Where are you?\nAnn: I am @ann_lee, on there.\n",
        )
        .run(&["check", "loose/account.txt", "--quiet"])
        .run(&["check", "loose/account.txt", "--quiet", "--deny", "privacy"]);
    for format in [
        "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit",
    ] {
        let mut check = binary(&session.folder);
        check.args(["check", "loose/talk.txt", "--format", format]);
        let output = check.output().expect("the binary starts");
        let seen = String::from_utf8_lossy(&output.stdout);
        assert!(seen.contains("07… (11 digits)"), "{format}: {seen}");
        assert!(
            !seen.contains("900123") && !seen.contains("example.org"),
            "{format}: {seen}"
        );
    }
    session.end();
}

#[test]
fn levels_are_given_to_rules_groups_and_levels() {
    let concise = |more: &[&'static str]| -> Vec<&'static str> {
        [&["check", "rich.yaml", "--format", "concise"], more].concat()
    };
    Session::new("check_levels")
        .run(&concise(&["--deny", "warning", "--allow", "definitions"]))
        .run(&concise(&["--warn", "needless-escape", "--advise", "tests", "--allow", "advice"]))
        .run(&concise(&["--allow", "patterns", "--deny", "short-stem"]))
        .run(&concise(&["--deny", "short-stems"]))
        .run(&concise(&["--allow", "yaml-syntax"]))
        .write(
            "study/thematica.yaml",
            "study: Levels\ncheck:\n  deepest: 1\n  levels: {advice: off, code-never-fires: error, deep-code: advice, nothing: off}\n",
        )
        .run(&["check", "study", "--format", "concise"])
        .run(&["check", "study", "--format", "concise", "--allow", "code-never-fires"])
        .end();
}

#[test]
fn what_was_known_is_not_told_again() {
    let baseline = [
        "check",
        "rich.yaml",
        "--format",
        "concise",
        "--baseline",
        "known.json",
    ];
    Session::new("check_baseline")
        .run(&baseline)
        .run(&["check", "rich.yaml", "--write-baseline"])
        .run(&[&baseline[..], &["--write-baseline"]].concat())
        .cat("known.json")
        .run(&baseline)
        .change("rich.yaml", "match: [no*]", "match: [no*, ye*]")
        .change("rich.yaml", "          - rapport\n", "")
        .change(
            "rich.yaml",
            "codebook: rich",
            "# A line above it all.\ncodebook: rich",
        )
        .run(&baseline)
        .write("known.json", "{")
        .run(&baseline)
        .end();
}

#[test]
fn what_can_be_mended_is_mended() {
    Session::new("check_fix")
        .run(&["check", "rich.yaml", "--diff"])
        .run(&["check", "rich.yaml", "--diff", "--allow", "needless-escape"])
        .run(&["check", "rich.yaml", "--fix", "--format", "concise"])
        .cat("rich.yaml")
        .run(&["check", "rich.yaml", "--diff"])
        .run(&["check", "rich.yaml", "--fix", "--diff"])
        .end();
}

#[test]
fn a_version_that_was_not_raised_is_found_in_a_file_and_in_git() {
    let since = |what: &'static str| {
        let check = [
            "check",
            "rich.yaml",
            "--format",
            "concise",
            "--quiet",
            "--allow",
            "warning",
        ];
        [
            &check[..],
            &["--allow", "advice", "--allow", "tests", "--since", what],
        ]
        .concat()
    };
    let mut session = Session::new("check_since");
    session
        .write("before.yaml", fs::read(files().join("rich.yaml")).unwrap())
        .run(&since("before.yaml"))
        .run(&since("last-tag"))
        .git(&["init", "--quiet", "."])
        .git(&["add", "rich.yaml"])
        .git(&["commit", "--quiet", "-m", "First"])
        .run(&since("HEAD"))
        .run(&since("last-tag"))
        .git(&["tag", "v1.0.0"])
        .change("rich.yaml", "match: [no*]", "match: [no*, never]")
        .run(&since("before.yaml"))
        .run(&since("HEAD"))
        .run(&since("last-tag"))
        .run_in(
            "study",
            &[
                "check",
                "codebook.yaml",
                "--quiet",
                "--allow",
                "warning",
                "--allow",
                "advice",
                "--since",
                "HEAD",
            ],
        )
        .run_in(
            "study",
            &[
                "check",
                "codebook.yaml",
                "--allow",
                "warning",
                "--allow",
                "advice",
                "--since",
                "last-tag",
            ],
        )
        .change("rich.yaml", "version: 1.0.0", "version: 1.1.0")
        .run(&since("last-tag"))
        .end();
}

#[test]
fn rules_are_explained() {
    Session::new("explain")
        .run(&["explain"])
        .run(&["explain", "structure"])
        .run(&["explain", "short-stem"])
        .run(&["explain", "short-stems"])
        .run(&["explain", "nothing of the kind"])
        .end();
}

#[test]
fn a_check_that_could_not_look_at_everything_says_so() {
    Session::new("check_unreadable")
        .run(&["check", "unreadable"])
        .end();
}

/// A codebook with a pattern given twice, in a file of another system, and one that needs nothing.
const TWICE: &str = "codebook: c\r\nversion: 1.0.0\r\ncodes:\r\n  - id: a # kept\r\n    match:\r\n      - trust*\r\n      - hello\r\n      - trust*\r\n";

#[test]
fn what_is_named_twice_is_looked_at_once() {
    Session::new("check_twice")
        .write("twice.yaml", TWICE)
        .run(&["check", "twice.yaml", "./twice.yaml", "--format", "concise"])
        .run(&[
            "check",
            "study/codebook.yaml",
            "study",
            "--format",
            "concise",
        ])
        .run(&["check", "study", "--format", "concise"])
        .end();
}

#[test]
fn what_is_mended_keeps_its_line_ends_and_is_mended_once() {
    Session::new("check_mend")
        .write("twice.yaml", format!("\u{feff}{TWICE}"))
        .run(&["check", "--diff", "twice.yaml"])
        .run(&[
            "check",
            "--fix",
            "--quiet",
            "--format",
            "concise",
            "twice.yaml",
        ])
        .cat("twice.yaml")
        .run(&["check", "--fix", "--format", "concise", "twice.yaml"])
        .cat("twice.yaml")
        .end();
}

#[test]
fn what_may_only_be_read_is_not_mended_and_nothing_else_is() {
    let mut session = Session::new("check_fix_read_only");
    session.write("a.yaml", TWICE).write("b.yaml", TWICE);
    session.forbid_writing("b.yaml");
    session
        .run(&["check", "--fix", "a.yaml", "b.yaml"])
        .cat("a.yaml")
        .cat("b.yaml")
        .end();
}
