//! Commands that count codes: `code`, `themes`, `matrix`.

use super::session::{Session, coded_by_people};

#[test]
fn the_codebook_is_applied() {
    Session::new("code")
        .run(&["code", "study"])
        .run(&["code", "study", "--format", "csv", "--code", "trust"])
        .run(&["code", "loose"])
        .run(&["code", "loose", "--codebook", "study/codebook.yaml"])
        .end();
}

#[test]
fn themes_are_counted() {
    Session::new("themes")
        .run(&["themes", "study"])
        .run(&["themes", "study", "--by", "phase"])
        .run(&["themes", "study", "--format", "md"])
        .run(&["themes", "study", "--format", "json"])
        .run(&["themes", "study", "--format", "csv", "--role", "all"])
        .end();
}

#[test]
fn a_matrix_is_made() {
    Session::new("matrix")
        .run(&["matrix", "study"])
        .run(&["matrix", "study", "--format", "csv"])
        .end();
}

#[test]
fn anything_is_crossed_with_anything() {
    let example = "examples/link-workers";
    let both = ["--coder", "helen", "--coder", "imran"];
    Session::new("matrix_axes")
        .with_example()
        .run(&["matrix", example, "--rows", "participant", "--by", "phase"])
        .run(&[
            "matrix",
            example,
            "--rows",
            "theme",
            "--by",
            "group",
            "--cells",
            "persons",
            "-f",
            "csv",
            "--total-row",
        ])
        .run(&[
            "matrix",
            example,
            "--rows",
            "question",
            "--by",
            "theme",
            "--transcript",
            "lw01",
        ])
        .run(&[
            "matrix",
            example,
            "--rows",
            "question",
            "--by",
            "theme",
            "--transcript",
            "lw01",
            "-f",
            "csv",
        ])
        .run(
            &[
                &["matrix", example, "--rows", "coder", "--columns", "theme"],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "matrix", example, "--rows", "coder", "--by", "theme", "--tidy", "-f", "csv",
                ],
                &both[..],
            ]
            .concat(),
        )
        .run(&[
            "matrix",
            example,
            "--by",
            "phase",
            "--cells",
            "transcripts",
            "--code",
            "threats",
        ])
        .run(&[
            "matrix", example, "--by", "phase", "--cells", "presence", "--code", "threats",
        ])
        .run(&[
            "matrix",
            example,
            "--by",
            "phase",
            "--split-path",
            "--code",
            "training-gaps",
            "-f",
            "csv",
        ])
        .end();
}

#[test]
fn a_matrix_shows_shares_and_withholds_small_counts() {
    let phases = [
        "matrix",
        "examples/link-workers",
        "--by",
        "phase",
        "--code",
        "threats",
        "--cells",
        "participants",
    ];
    let and = |more: &[&'static str]| [&phases[..], more].concat();
    Session::new("matrix_shares")
        .with_example()
        .run(&and(&["--share", "row"]))
        .run(&and(&["--share", "column"]))
        .run(&and(&["--share", "total", "-f", "csv"]))
        .run(&and(&["--share", "column", "--tidy", "-f", "csv"]))
        .run(&and(&["--min-cell", "5"]))
        .run(&and(&["--min-cell", "5", "-f", "csv"]))
        .run(&and(&[
            "--min-cell",
            "5",
            "--tidy",
            "-f",
            "csv",
            "--share",
            "row",
        ]))
        .run(&and(&["--min-cell", "5", "--share", "column"]))
        .run(&and(&["--min-cell", "2"]))
        .run(&[
            "matrix",
            "examples/link-workers",
            "--code",
            "role",
            "--cells",
            "persons",
            "--min-cell",
            "5",
        ])
        .run(&[
            "matrix",
            "examples/link-workers",
            "--by",
            "phase",
            "--code",
            "threats",
            "--min-cell",
            "5",
        ])
        .run(&[
            "matrix",
            "examples/link-workers",
            "--by",
            "participant",
            "--rows",
            "theme",
            "--participant",
            "LW01",
            "--participant",
            "LW02",
            "--cells",
            "hits",
            "--min-cell",
            "2",
        ])
        .end();
}

#[test]
fn what_cannot_be_crossed_is_told() {
    Session::new("matrix_faults")
        .run(&["matrix", "study", "--rows", "theme", "--by", "code"])
        .run(&["matrix", "study", "--rows", "phase", "--by", "phase"])
        .run(&["matrix", "study", "--rows", "phaze", "--by", "code"])
        .run(&["matrix", "study", "--cells", "presence", "--min-cell", "5"])
        .run(&["matrix", "study", "--min-cell", "1"])
        .end();
}

#[test]
fn retired_codes_that_nobody_laid_are_left_out_and_named() {
    let assumed = ["--coder", "ben", "--assume-finished"];
    let of_ben = |command: &'static str| [&[command, "study"], &assumed[..]].concat();
    coded_by_people("retired_codes")
        .change(
            "study/codebook.yaml",
            "id: time\n",
            "id: time\n        retired: true\n",
        )
        .run(&["themes", "study"])
        .run(&["themes", "study", "--coder", "ann"])
        .run(&of_ben("themes"))
        .run(&["themes", "study", "--code", "time", "-f", "csv", "-q"])
        .run(&["matrix", "study", "-q"])
        .run(&["matrix", "study", "--rows", "theme", "-q"])
        .run(&[
            "compare", "study", "--a", "phase=1", "--b", "phase=2", "-f", "csv", "-q",
        ])
        .run(&["cooccur", "study", "--related", "-q"])
        .run(&["sequence", "study", "-q"])
        .run(&["saturation", "study", "--base", "1", "--run", "1", "-q"])
        .run(&["quotes", "study", "-q"])
        .run(&["query", "time", "study", "-q"])
        .run(&[
            "query",
            "trust and not time",
            "study",
            "-q",
            "--count",
            "code",
        ])
        .run(&["kwic", "code:time", "study", "-q"])
        .run_and_cut(&["report", "study", "-q"], |page| {
            let at = page.find("retired code").expect("it is said");
            &page[at - 2..][..40]
        })
        .end();
}

#[test]
fn the_codings_of_people_are_counted_like_those_of_rules() {
    let by = |command: &'static str, more: &[&'static str]| [&[command, "-q"], more].concat();
    coded_by_people("people_counted")
        .write("alone/a.txt", "Ann: We trust her.\n\nAnn: We waited.\n")
        .run(&[
            "themes",
            "alone",
            "--codebook",
            "study/codebook.yaml",
            "-f",
            "md",
        ])
        .run_in("study", &["themes", "--coder", "ann", "--coder", "ben"])
        .run_in("study", &["codings", "finish", "--coder", "ann", "fg1"])
        .run_in("study", &["themes", "--coder", "ann"])
        .run_in(
            "study",
            &by("themes", &["--coder", "ann", "--coder", "rules"]),
        )
        .run_in("study", &by("matrix", &["--coder", "ann", "-f", "csv"]))
        .run_in(
            "study",
            &by("code", &["--coder", "ann", "--coder", "rules"]),
        )
        .run_in(
            "study",
            &by(
                "code",
                &["--coder", "ann", "--coder", "rules", "--hits", "-f", "csv"],
            ),
        )
        .run_in("study", &["code", "--coder", "ben"])
        .run_in(
            "study",
            &[
                "themes",
                "--coder",
                "ann",
                "--assume-finished",
                "--speaker",
                "Ben",
            ],
        )
        .run_in("study", &["themes", "--coder", "zoe"])
        .end();
}

#[test]
fn few_people_are_no_more_by_their_labels_and_no_theme_tells_of_its_own_words() {
    let codebook = "\
codebook: t
codes:
  - id: t1
    match: [own]
    codes:
      - id: k
        match: [key]
";
    let mut session = Session::new("matrix_few_people");
    session.write("study/codebook.yaml", codebook);
    // Without participants.csv a Bob in six transcripts may be one person.
    for number in 1..=6 {
        session.write(
            &format!("bob/b{number}.txt"),
            "Moderator: So?\n\nBob: The key.\n\nModerator: Go on.\n\nBob: That is all.\n",
        );
    }
    let by_five = "A: The key.\n\nB: The key.\n\nC: The key.\n\nD: The key.\n\nE: The key.\n\n";
    session.write("own/one.txt", format!("{by_five}F: My own.\n"));
    session.write("none/one.txt", by_five);
    for folder in ["bob", "own", "none"] {
        session.run(&[
            "matrix",
            folder,
            "--codebook",
            "study/codebook.yaml",
            "--cells",
            "participants",
            "--by",
            "coder",
            "--min-cell",
            "5",
        ]);
    }
    // The table names Ann in one transcript; in the others she may be the same.
    for number in 1..=3 {
        session.write(
            &format!("ann/t{number}.txt"),
            "Moderator: So?\n\nAnn: The key.\n\nModerator: Go on.\n\nAnn: That is all.\n",
        );
    }
    session.write(
        "ann/participants.csv",
        "id,labels,role\nP01,Ann@t1,participant\nM,Moderator,moderator\n",
    );
    session.write(
        "ann/thematica.yaml",
        "transcripts: ['*.txt']\ncodebook: ../study/codebook.yaml\nparticipants: participants.csv\n",
    );
    session.run(&[
        "matrix",
        "ann",
        "--cells",
        "participants",
        "--by",
        "coder",
        "--min-cell",
        "2",
    ]);
    session.end();
}
