//! Codes that are kept for old codings are no silence of anybody.

use std::fs;
use std::path::Path;

use super::{report_of, thematica};

const CODEBOOK: &str = "codebook: small
language: en
codes:
  - id: trust
    label: Trust
    match: [trust*]
    codes:
      - {id: belief, label: Belief, retired: true}
  - id: past
    label: Past
    retired: true
    codes:
      - {id: gone, label: Gone, match: [zzz]}
  - {id: old, label: Old one, retired: true}
";

/// A study of one transcript.
fn study(folder: &Path) -> String {
    fs::write(folder.join("codebook.yaml"), CODEBOOK).expect("it is written");
    fs::write(
        folder.join("fg1.txt"),
        "Ann: They trust me.\n\nBo: So it was.\n",
    )
    .expect("it is written");
    fs::write(
        folder.join("thematica.yaml"),
        "transcripts: [fg1.txt]\ncodebook: codebook.yaml\n",
    )
    .expect("it is written");
    folder
        .to_str()
        .expect("a temporary folder has a plain name")
        .to_owned()
}

fn row(page: &str, label: &str) -> bool {
    let table = page.split("<tbody>").nth(1).expect("there is a table");
    let table = table.split("</tbody>").next().unwrap_or_default();
    table.contains(&format!(">{label}</a>"))
}

const NOT_SHOWN: &str = "2 retired codes are left out: belief, old.";

#[test]
fn retired_codes_that_nothing_is_coded_with_are_left_out_and_named() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let study = study(folder.path());
    let page = report_of(&study, &[], &folder.path().join("r.html"));
    assert!(row(&page, "Trust") && row(&page, "Gone"));
    assert!(
        row(&page, "Past (retired)"),
        "it has a code below it that is not retired"
    );
    assert!(!row(&page, "Belief (retired)") && !row(&page, "Old one (retired)"));
    assert!(page.contains(NOT_SHOWN));
    assert!(page.contains("2 themes and 1 code below them"));
    assert!(page.contains("There is 1 quote in 1 sentence"));
    let document = report_of(&study, &[], &folder.path().join("r.md"));
    assert!(document.contains("Past (retired)") && document.contains(NOT_SHOWN));
    assert!(!document.contains("Belief (retired)"));
}

#[test]
fn a_retired_code_that_somebody_used_is_shown_as_one() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let study = study(folder.path());
    let at = [
        "codings",
        "add",
        "--study",
        &study,
        "--coder",
        "ann",
        "--transcript",
        "fg1",
    ];
    thematica(&[&at[..], &["--code", "old", "--quote", "So it was."]].concat());
    let more = ["--coder", "ann", "--assume-finished"];
    let page = report_of(&study, &more, &folder.path().join("r.html"));
    assert!(row(&page, "Old one (retired)"));
    assert!(page.contains("1 retired code is left out: belief."));
}

#[test]
fn agreement_is_on_the_codes_that_agree_compares_and_by_their_names() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let study = study(folder.path());
    for coder in ["ann", "ben"] {
        for (code, quote) in [("trust", "They trust me."), ("old", "So it was.")] {
            thematica(&[
                "codings",
                "add",
                "--study",
                &study,
                "--coder",
                coder,
                "--transcript",
                "fg1",
                "--code",
                code,
                "--quote",
                quote,
            ]);
        }
    }
    let more = ["--coder", "ann", "--coder", "ben", "--assume-finished"];
    let page = report_of(&study, &more, &folder.path().join("r.md"));
    let agree = thematica(&[&["agree", &study, "-q", "-f", "md"], &more[..]].concat());
    let about = |text: &str| {
        let mut lines = text.lines();
        lines
            .find(|line| line.starts_with("For all "))
            .map(str::to_owned)
    };
    assert!(about(&agree).is_some(), "{agree}");
    assert_eq!(about(&page), about(&agree));
    assert!(!agree.contains("Belief"), "nobody laid it: {agree}");
    assert!(
        agree.contains("1 retired code is left out: belief."),
        "{agree}"
    );
    assert!(agree.contains("Old one (retired)"), "{agree}");
    for row in agree.lines().filter(|line| line.starts_with("| ")).skip(2) {
        assert!(page.contains(row), "{row}: {page}");
    }
}
