//! Commands that hold codes, parts and transcripts against each other: `cooccur`, `sequence`, `compare`, `saturation`.

use super::session::Session;

#[test]
fn codes_that_stand_together_are_counted() {
    let example = "examples/link-workers";
    let both = ["--coder", "helen", "--coder", "imran"];
    Session::new("cooccur")
        .with_example()
        .run(&["cooccur", example, "--code", "threats"])
        .run(&[
            "cooccur", example, "--code", "threats", "-f", "csv", "--within", "turn",
        ])
        .run(&["cooccur", example, "--within", "turns=4", "--min", "60"])
        .run(&[
            "cooccur",
            example,
            "--as",
            "matrix",
            "--code",
            "training-gaps",
        ])
        .run(&[
            "cooccur",
            example,
            "--as",
            "matrix",
            "--cells",
            "pmi",
            "--within",
            "turn",
            "--related",
            "-f",
            "csv",
            "--code",
            "training-gaps",
            "--code",
            "dependency",
        ])
        .run(&[&["cooccur", example, "--within", "overlap"], &both[..]].concat())
        .run(
            &[
                &[
                    "cooccur", example, "--within", "overlap", "--pool", "--as", "matrix",
                    "--cells", "c",
                ],
                &["--code", "role", "--code", "dependency"][..],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "cooccur", example, "-f", "csv", "--min", "1", "--code", "enablers",
                ],
                &both[..],
            ]
            .concat(),
        )
        .end();
}

#[test]
fn what_follows_what_is_counted() {
    let example = "examples/link-workers";
    let both = ["--coder", "helen", "--coder", "imran"];
    Session::new("sequence")
        .with_example()
        .run(&["sequence", example, "--code", "training-gaps"])
        .run(&[
            "sequence",
            example,
            "--code",
            "training-gaps",
            "--related",
            "--lag",
            "2",
            "-f",
            "csv",
        ])
        .run(&["sequence", example, "--within", "3", "--min", "60"])
        .run(&[
            "sequence", example, "--as", "matrix", "--cells", "residual", "--code", "threats",
        ])
        .run(&[
            "sequence", example, "--as", "matrix", "--cells", "share", "--code", "role", "-f",
            "csv",
        ])
        .run(
            &[
                &[
                    "sequence",
                    example,
                    "--code",
                    "training-gaps",
                    "--where",
                    "format=focus group",
                ],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "sequence",
                    example,
                    "--as",
                    "matrix",
                    "--code",
                    "role",
                    "--code",
                    "dependency",
                ][..],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "sequence", example, "--pool", "-f", "csv", "--min", "2", "--code", "threats",
                ],
                &both[..],
            ]
            .concat(),
        )
        .end();
}

#[test]
fn what_cannot_follow_is_told() {
    Session::new("sequence_faults")
        .run(&[
            "sequence", "study", "--within", "3", "--as", "matrix", "--cells", "residual",
        ])
        .run(&["sequence", "study", "--cells", "count"])
        .run(&["sequence", "study", "--as", "matrix", "--min", "3"])
        .run(&["sequence", "study", "--within", "0"])
        .run(&["sequence", "study", "--within", "2", "--lag", "2"])
        .run(&["sequence", "study", "--lag", "99"])
        .end();
}

#[test]
fn what_cannot_stand_together_is_told() {
    let matrix = ["cooccur", "study", "--as", "matrix"];
    Session::new("cooccur_faults")
        .run(&[&matrix[..], &["--within", "overlap", "--cells", "pmi"]].concat())
        .run(&[&matrix[..], &["--min", "2"]].concat())
        .run(&["cooccur", "study", "--cells", "c"])
        .run(&["cooccur", "study", "--within", "turns=0"])
        .run(&["cooccur", "study", "--code", "trust"])
        .run(&[
            "cooccur",
            "study",
            "--speaker",
            "Ann",
            "--role",
            "moderator",
        ])
        .run(&["cooccur", "study", "--pool"])
        .end();
}

#[test]
fn two_parts_of_a_study_stand_side_by_side() {
    let compare = ["compare", "study", "--a", "phase=1", "--b", "phase=2"];
    let with = |more: &[&'static str]| [&compare[..], more].concat();
    Session::new("compare")
        .with_example()
        .run(&compare)
        .run(&with(&["-f", "csv", "-q"]))
        .run(&["compare", "study", "--a", "phase=1", "--b", "phase=3", "-q"])
        .run(&[
            "compare",
            "study",
            "--a",
            "phase=1",
            "--b",
            "format=interview",
        ])
        .run(&["compare", "study", "--a", "phase=1", "--b", "phase=1"])
        .run(&["compare", "study", "--a", "phaze=1", "--b", "phaze=2"])
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "phase=1",
            "--b",
            "phase=2",
            "--code",
            "threats",
        ])
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "format=interview",
            "--b",
            "format=focus group",
            "--code",
            "threats",
        ])
        .run(&["compare", "study", "--a", "phase=1"])
        .end();
}

#[test]
fn differences_are_tested_where_that_is_asked_for() {
    let compare = ["compare", "study", "--a", "phase=1", "--b", "phase=2"];
    let with = |more: &[&'static str]| [&compare[..], more].concat();
    let example = |more: &[&'static str]| {
        let parts = ["compare", "examples/link-workers", "--a", "phase=1", "--b"];
        [&parts[..], &["phase=2", "--tests", "-q"], more].concat()
    };
    Session::new("compare_tests")
        .with_example()
        .run(&with(&["--tests", "-q"]))
        .run(&example(&["--code", "threats"]))
        .run(&example(&["--code", "enablers", "-f", "csv"]))
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "hours=full",
            "--b",
            "hours=part",
            "--tests",
        ])
        .run(&example(&["--words", "-n", "4"]))
        .run(&example(&["--words", "-n", "2", "-f", "csv"]))
        .end();
}

#[test]
fn words_of_two_parts_stand_side_by_side() {
    let compare = ["compare", "study", "--a", "phase=1", "--b", "phase=2"];
    let with = |more: &[&'static str]| [&compare[..], more].concat();
    Session::new("compare_words")
        .with_example()
        .run(&with(&["--words", "--min-count", "2"]))
        .run(&with(&["--words", "--min-count", "2", "-f", "csv", "-q"]))
        .run(&with(&["--words", "--min-count", "99", "-q"]))
        .run(&with(&["--words", "--code", "time", "-q"]))
        .run(&with(&["-n", "3"]))
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "phase=1",
            "--b",
            "phase=2",
            "--words",
            "-n",
            "6",
        ])
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "format=interview",
            "--b",
            "format=focus group",
            "--words",
            "--code",
            "threats",
            "-n",
            "4",
            "--all",
        ])
        .end();
}

#[test]
fn new_codes_are_counted_transcript_by_transcript() {
    Session::new("saturation")
        .with_example()
        .run(&["saturation", "study"])
        .run(&["saturation", "study", "--base", "1", "--run", "1", "-q"])
        .run(&[
            "saturation",
            "study",
            "--base",
            "1",
            "--run",
            "1",
            "--by",
            "phase",
            "-q",
        ])
        .run(&[
            "saturation",
            "study",
            "--base",
            "1",
            "--run",
            "1",
            "-q",
            "-f",
            "csv",
        ])
        .run(&[
            "saturation",
            "study",
            "--all-settings",
            "-q",
            "--code",
            "trust",
        ])
        .run(&["saturation", "examples/link-workers"])
        .run(&[
            "saturation",
            "examples/link-workers",
            "--base",
            "1",
            "--run",
            "1",
            "--threshold",
            "0.2",
            "--code",
            "enablers",
            "--where",
            "format=interview",
        ])
        .run(&["saturation", "examples/link-workers", "--all-settings"])
        .run(&["saturation", "study", "--order", "date"])
        .run(&["saturation", "study", "--by", "site"])
        .run(&["saturation", "study", "--threshold", "5"])
        .end();
}
