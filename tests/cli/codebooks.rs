//! `codebook`, and what changed between two of them.

use super::session::Session;

#[test]
fn codebooks_are_shown_and_come_along() {
    let mut session = Session::new("codebook_show");
    session
        .run(&["codebook", "show", "rich.yaml"])
        .run(&["codebook", "show", "faulty.yaml"])
        .run_in("study/transcripts", &["codebook", "show"])
        .run(&["codebook", "show"])
        .run(&["codebook", "list"])
        .run_and_cut(&["codebook", "schema"], |schema| {
            let end = schema.match_indices('\n').nth(11);
            &schema[..=end.expect("it is long").0]
        })
        .run(&["init", "loose", "--codebook", "nothing"])
        .run(&["init", "loose", "--codebook", "link-workers"])
        .ls("loose")
        .head("loose/codebook.yaml", 5)
        .run(&["check", "loose/codebook.yaml", "--quiet"])
        .end();
}

#[test]
fn two_versions_of_a_codebook_are_compared() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    Session::new("codebook_compare")
        .run(&["codebook", "compare", old, new])
        .run(&["codebook", "compare", old, new, "--color", "always"])
        .run(&["codebook", "compare", old, new, "--output", "changes.md"])
        .cat("changes.md")
        .run(&["codebook", "compare", new, old, "--format", "json"])
        .run(&["codebook", "compare", old, old, "--exit-code"])
        .run(&[
            "codebook",
            "compare",
            old,
            new,
            "--exit-code",
            "-o",
            "changes.txt",
        ])
        .cat("changes.txt")
        .end();
}

#[test]
fn codebooks_that_cannot_be_compared_are_told() {
    let (good, faulty) = ("study/codebook.yaml", "faulty.yaml");
    Session::new("codebook_compare_faults")
        .run(&["codebook", "compare", faulty, good])
        .run(&["codebook", "compare", good, "nowhere.yaml"])
        .run(&["codebook", "compare", good, "study"])
        .run(&["codebook", "compare", "-", "-"])
        .run(&["codebook", "compare", "-", good])
        .run(&["codebook", "compare", good, good, "-o", "out.csv"])
        .run(&["codebook", "compare", good, good, "-o", good, "-f", "json"])
        .run(&["codebook", "compare", "--help"])
        .end();
}

#[test]
fn segments_that_gain_or_lose_a_code_are_shown() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    Session::new("diff")
        .run(&["diff", old, new, "study"])
        .run_in(
            "study",
            &["diff", "codebook.yaml", "codebook-2.yaml", "--quiet"],
        )
        .run(&["diff", new, old, "study", "--quiet"])
        .run(&["diff", old, new, "loose"])
        .run(&[
            "diff",
            old,
            old,
            "study",
            "--exit-code",
            "--quiet",
            "--code",
            "trust",
        ])
        .run(&[
            "diff",
            old,
            new,
            "study",
            "--exit-code",
            "--quiet",
            "--code",
            "trust",
        ])
        .run(&[
            "diff",
            old,
            new,
            "study",
            "--quiet",
            "--exit-code",
            "--transcript",
            "fg2",
        ])
        .run(&[
            "diff", old, new, "study", "--quiet", "--role", "all", "-f", "csv",
        ])
        .end();
}

#[test]
fn what_changed_is_written_in_every_format() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    let mut session = Session::new("diff_formats");
    for format in ["csv", "tsv", "json", "jsonl", "md"] {
        session.run(&["diff", old, new, "study", "--quiet", "-f", format]);
    }
    for format in ["table", "csv", "json"] {
        session.run(&[
            "diff",
            old,
            new,
            "study",
            "--quiet",
            "--summary",
            "-f",
            format,
        ]);
    }
    session.end();
}

#[test]
fn a_diff_that_cannot_be_made_is_told() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    Session::new("diff_faults")
        .run(&["diff", old])
        .run(&["diff", old, new])
        .run(&["diff", old, "faulty.yaml", "study"])
        .run(&["diff", old, new, "study", "--code", "trsut"])
        .run(&["diff", old, new, "study", "--participant", "LW03"])
        .run(&["diff", old, new, "study", "-o", new, "-f", "csv"])
        .run(&["diff", old, new, "unreadable", "--summary", "--exit-code"])
        .run(&["diff", "--help"])
        .end();
}

/// A codebook as somebody writes it who has other things to think of.
const UNTIDY: &str = "\
#a codebook
codebook:   untidy   # its name


codes:
# the first
-   id: trust
    label:  Trust
    definition: >-
           It takes
           time.
    match:
    - trust*      # any ending
    # - rapport
    - \"*trust\"
    unless: [ \"NHS trust\",
              'the Trust' ]
-   id: time
    match: [time]
";

#[test]
fn a_codebook_is_laid_out() {
    Session::new("codebook_format")
        .write("untidy.yaml", UNTIDY)
        .write(
            "broken.yaml",
            "codebook: x\ncodes:\n  - id: a\n   label: b\n",
        )
        .run(&["codebook", "format", "untidy.yaml", "--check"])
        .run(&["codebook", "format", "untidy.yaml", "--diff"])
        .run(&["codebook", "format", "untidy.yaml", "--output", "-"])
        .run(&[
            "codebook",
            "format",
            "broken.yaml",
            "untidy.yaml",
            "study/thematica.yaml",
        ])
        .cat("untidy.yaml")
        .cat("broken.yaml")
        .run(&["codebook", "format", "untidy.yaml", "--check"])
        .run(&["codebook", "format", "untidy.yaml", "study/thematica.yaml"])
        .end();
}

#[test]
fn what_cannot_be_laid_out_is_told() {
    Session::new("codebook_format_faults")
        .write("latin.yaml", b"codebook: caf\xe9\n")
        .write("odd.yaml", ": a\n\t#\n  a\n")
        .run(&[
            "codebook",
            "format",
            "nowhere.yaml",
            "latin.yaml",
            "odd.yaml",
            "study",
        ])
        .run(&[
            "codebook",
            "format",
            "study/codebook.yaml",
            "failing.yaml",
            "--output",
            "new.yaml",
        ])
        .run(&[
            "codebook",
            "format",
            "study/codebook.yaml",
            "--output",
            "new.yaml",
        ])
        .run(&[
            "codebook",
            "format",
            "new.yaml",
            "study/codebook.yaml",
            "--check",
            "--diff",
            "--color",
            "always",
        ])
        .run(&["codebook", "format", "--help"])
        .end();
}

#[test]
fn codebooks_become_tables_and_documents_and_come_back() {
    let codebook = "study/codebook.yaml";
    Session::new("convert")
        .run(&["codebook", "convert", codebook, "--to", "csv"])
        .run(&["codebook", "convert", codebook, "-o", "out.xlsx"])
        .run(&["codebook", "convert", "out.xlsx", "-o", "out.yaml"])
        .cat("out.yaml")
        .run(&[
            "codebook",
            "convert",
            "out.yaml",
            "--to",
            "tsv",
            "--csv-safe",
        ])
        .run(&["codebook", "convert", codebook, "--to", "md", "--quiet"])
        .run(&["codebook", "convert", codebook, "-o", "out.html"])
        .run(&["codebook", "convert", codebook, "-o", "o.md", "--excel"])
        .run(&[
            "codebook",
            "convert",
            codebook,
            "-o",
            "o.tsv",
            "--csv-bom",
            "-q",
        ])
        .run(&["codebook", "convert", codebook, "-o", "o.tsv", "--csv-bom"])
        .run(&["codebook", "convert", "--help"])
        .end();
}

#[test]
fn tables_and_dictionaries_of_others_become_codebooks() {
    let mut session = Session::new("convert_others");
    session.with_exchange();
    for file in [
        "themes.csv",
        "tags.csv",
        "garden.yaml",
        "garden.dic",
        "garden.dicx",
    ] {
        session.run_in("exchange", &["codebook", "convert", file]);
    }
    session
        .run_in(
            "exchange",
            &["codebook", "convert", "themes.csv", "--to", "md"],
        )
        .end();
}

#[test]
fn what_cannot_be_converted_is_told() {
    let mut session = Session::new("convert_faults");
    session.with_exchange();
    for arguments in [
        &["study/codebook.yaml"][..],
        &["study/codebook.yaml", "-o", "out.yaml"],
        &["study/codebook.yaml", "-o", "out.pdf"],
        &["study/codebook.yaml", "--to", "liwc"],
        &["faulty.yaml", "--to", "csv"],
        &["exchange/faulty.csv", "-o", "out.yaml"],
        &["exchange/nothing.csv"],
        &["exchange/nothing.csv", "--from", "xlsx"],
        &["exchange/themes.csv", "-o", "exchange/themes.csv"],
        &["exchange/atlas.qdc"],
        &["nowhere.csv"],
        &["nowhere.md"],
        &["nowhere.yaml", "--to", "csv"],
        &["nowhere", "--to", "csv"],
    ] {
        let mut all = vec!["codebook", "convert"];
        all.extend(arguments);
        session.run(&all);
    }
    session.ls(".").end();
}
