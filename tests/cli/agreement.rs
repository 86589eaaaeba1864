//! `agree`.

use std::fs;

use super::session::{Session, binary};

/// A study with what ann, ben and cem coded. Ann finished fg1 and fg2, ben all, cem nothing.
pub fn with_coders(name: &'static str) -> Session {
    let session = Session::new(name);
    let run = |arguments: &[&str]| {
        let mut command = binary(&session.folder.join("study"));
        let output = command.args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
    };
    let codings = [
        (
            "ann",
            "fg1",
            "trust",
            "It takes weeks before they trust you enough to open the post.",
        ),
        ("ann", "fg1", "trust", "We built a rapport."),
        ("ann", "fg1", "time", "There is never enough time"),
        ("ann", "fg1", "threats", "The waiting lists."),
        ("ann", "fg2", "threats", "The targets are the thing"),
        ("ben", "fg1", "trust", "they trust you"),
        ("ben", "fg1", "time", "It takes weeks"),
        ("ben", "fg1", "threats", "The waiting lists."),
        ("ben", "fg1", "time", "rapport. T"),
        ("ben", "fg2", "threats", "Yes. The targets"),
        ("ben", "int1", "time", "None at all."),
        ("cem", "fg1", "enablers", "they trust you"),
        ("cem", "fg1", "trust", "built a rapport"),
    ];
    for (coder, transcript, code, quote) in codings {
        run(&[
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
    }
    run(&["codings", "finish", "--coder", "ann", "fg1", "fg2"]);
    run(&["codings", "finish", "--coder", "ben", "fg1", "fg2", "int1"]);
    session
}

const TWO: [&str; 5] = ["agree", "--coder", "ann", "--coder", "ben"];

fn two<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&TWO, more].concat()
}

#[test]
fn agree_compares_two_coders_and_more() {
    with_coders("agree")
        .run_in("study", &two(&[]))
        .run_in(
            "study",
            &["agree", "--assume-finished", "--universe", "coded"],
        )
        .run_in(
            "study",
            &two(&[
                "--coder",
                "rules",
                "--pairs",
                "--code",
                "trust",
                "--bootstrap",
                "0",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--unit",
                "character",
                "--transcript",
                "fg1",
                "--code",
                "enablers",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--unit",
                "turn",
                "--overlap",
                "50",
                "--all",
                "--where",
                "phase=1",
            ]),
        )
        .end();
}

#[test]
fn agree_writes_every_figure_for_programs() {
    with_coders("agree_formats")
        .run_in("study", &two(&["--format", "csv"]))
        .run_in(
            "study",
            &[
                "agree",
                "--assume-finished",
                "--bootstrap",
                "0",
                "--format",
                "csv",
            ],
        )
        .run_in(
            "study",
            &two(&[
                "--coefficient",
                "f1",
                "--coefficient",
                "kappa",
                "--format",
                "json",
            ]),
        )
        .end();
}

#[test]
fn agree_lists_what_coders_differ_on() {
    with_coders("agree_disagreements")
        .run_in("study", &["agree", "--assume-finished", "--disagreements"])
        .run_in(
            "study",
            &two(&["--disagreements", "--unit", "character", "--format", "csv"]),
        )
        .run_in(
            "study",
            &two(&["--disagreements", "--unit", "span", "--overlap", "0"]),
        )
        .end();
}

#[test]
fn agree_compares_spans() {
    with_coders("agree_spans")
        .write(
            "beside.csv",
            "transcript,code,quote\nfg1,threats,waiting lists\nfg2,time,The targ\nfg2,time,ets are\n",
        )
        .run_in("study", &two(&["--unit", "span"]))
        .run_in(
            "study",
            &[
                "agree",
                "--unit",
                "span",
                "--assume-finished",
                "--overlap",
                "10",
                "--format",
                "csv",
            ],
        )
        .run_in(
            "study",
            &two(&[
                "--unit",
                "span",
                "--min",
                "f1=0.5",
                "--min",
                "alpha=0.9",
                "--code",
                "time",
            ]),
        )
        .run_in("study", &two(&["--unit", "span", "--min", "kappa=0.5"]))
        .run_in("study", &two(&["--unit", "span", "--universe", "coded"]))
        .run_in("study", &["codings", "import", "../beside.csv", "--coder", "ann", "--quiet"])
        .run_in("study", &two(&["--unit", "span", "--bootstrap", "0"]))
        .end();
}

#[test]
fn agree_is_a_gate() {
    with_coders("agree_min")
        .run_in(
            "study",
            &two(&[
                "--min",
                "alpha=0.67",
                "--min",
                "percent=0.8",
                "--format",
                "jsonl",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "alpha=0.5",
                "--code",
                "threats",
                "--format",
                "jsonl",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "kappa=-1",
                "--code",
                "time",
                "--transcript",
                "fg2",
                "--format",
                "jsonl",
            ]),
        )
        .run_in("study", &two(&["--min", "kapa=1"]))
        .run_in("study", &two(&["--min", "alpha=67"]))
        .run_in(
            "study",
            &two(&[
                "--min",
                "mean-alpha=0.2",
                "--min",
                "stacked-alpha=0.9",
                "--min",
                "sets-alpha=0.1",
                "-f",
                "csv",
                "--coefficient",
                "alpha",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "u-alpha=0.2",
                "--min",
                "binary-u-alpha=0.2",
                "--min",
                "alpha=-1",
                "--unit",
                "span",
                "-f",
                "csv",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "ac1=0.9",
                "--min",
                "mean-ac1=0.9",
                "--transcript",
                "fg2",
            ]),
        )
        .run_in("study", &two(&["--min", "averaged-percent=0.9"]))
        .run_in("study", &two(&["--min", "u-alpha=0.9"]))
        .run_in(
            "study",
            &two(&["--min", "mean-alpha=0.9", "--code", "threats"]),
        )
        .end();
}

#[test]
fn agree_says_what_is_missing_and_what_was_left_out() {
    let mut session = with_coders("agree_faults");
    let kept = session.folder.join("study/codings/ben/phase-1/fg1.jsonl");
    let mut lines = fs::read_to_string(&kept).unwrap();
    lines.push_str("{\"code\": \"courage\", \"quote\": \"The waiting lists.\"}\n");
    lines.push_str(
        "{\"code\": \"time\", \"quote\": \"nobody ever said this in any of the talks\"}\n",
    );
    lines.push_str("{\"code\": \"time\", \"quote\": \"trust you\"}\n");
    lines.push_str("{\"code\": \"trust\", \"quote\": \"what gets in the way\"}\n");
    lines.push_str("{\"code\": \"trust\", \"quote\": \"The waiting\", \"state\": \"rejected\"}\n");
    lines.push_str("no coding\n");
    session
        .run_in("study", &["agree", "--coder", "cem", "--coder", "ann"])
        .run_in("study", &["agree", "--coder", "rules"])
        .run_in("study", &["agree", "--coder", "ann"])
        .run_in("study", &["agree", "--coder", "ann", "--coder", "dan"])
        .run_in("study", &["agree", "--coefficient", "kappa"])
        .run_in("study", &["agree", "--coefficient", "kapa"])
        .run(&["agree", "loose", "--codebook", "study/codebook.yaml"])
        .write("study/codings/ben/phase-1/fg1.jsonl", lines)
        .run_in("study", &two(&["--code", "threats"]));
    fs::create_dir(session.folder.join("study/codings/rules")).unwrap();
    session.run_in("study", &["agree"]).end();
}

/// The cells of these columns of what a command writes as CSV, of rows that have the first of them.
pub fn cells_of(session: &Session, arguments: &[&str], columns: &[&str]) -> Vec<Vec<String>> {
    let mut command = binary(&session.folder.join("study"));
    let output = command.args(arguments).output().unwrap();
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let header = reader.headers().unwrap().clone();
    let at = |name: &&str| header.iter().position(|it| it == *name).unwrap();
    let places: Vec<usize> = columns.iter().map(at).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        places.iter().map(|&at| row[at].to_owned()).collect()
    });
    rows.filter(|row: &Vec<String>| !row[0].is_empty())
        .collect()
}

#[test]
fn evaluate_and_agree_count_alike() {
    let mut session = with_coders("evaluate_and_agree");
    // One of ben's codings ends with the first letter of the next sentence.
    for assumed in [&[][..], &["--assume-finished"]] {
        let mut evaluate = vec!["evaluate", "--coder", "ben", "--format", "csv"];
        evaluate.extend(assumed);
        let mut agree = vec![
            "agree", "--coder", "ben", "--coder", "rules", "--format", "csv",
        ];
        agree.extend(assumed);
        let columns = ["code", "both", "coder_only", "rules_only"];
        let evaluated = cells_of(&session, &evaluate, &columns);
        let agreed = cells_of(&session, &agree, &["code", "both", "only_a", "only_b"]);
        assert_eq!(evaluated.len(), 4);
        assert_eq!(evaluated, agreed);
    }
    session.end_without_expectations();
}

#[test]
fn a_minimum_does_not_pass_on_codings_that_are_missing() {
    let mut session = with_coders("agree_holes");
    let kept = session.folder.join("study/codings/ben/phase-1/fg1.jsonl");
    let whole = fs::read_to_string(&kept).unwrap();
    let status = |command: &[&str]| {
        let mut binary = binary(&session.folder.join("study"));
        binary.args(command).output().unwrap().status.code()
    };
    let agree = two(&["--min", "percent=0.1"]);
    assert_eq!(status(&agree), Some(0));
    for line in [
        "{\"code\": \"courage\", \"quote\": \"The waiting lists.\"}",
        "{\"code\": \"time\", \"quote\": \"nobody ever said this in any of the talks\"}",
        "{\"code\": \"time\", \"quote\": \"trust you\"}",
    ] {
        fs::write(&kept, format!("{whole}{line}\n")).unwrap();
        assert_eq!(status(&agree), Some(2), "{line}");
        assert_eq!(status(&["evaluate", "--coder", "ben"]), Some(2), "{line}");
    }
    fs::write(&kept, &whole).unwrap();
    let stray = session.folder.join("study/codings/ben/phase-1/fg9.jsonl");
    fs::copy(&kept, &stray).unwrap();
    assert_eq!(status(&agree), Some(2));
    fs::remove_file(stray).unwrap();
    // What is nearest is taken where words were changed, and both commands say so.
    let talk = session.folder.join("study/transcripts/phase-1/fg1.txt");
    let text = fs::read_to_string(&talk).unwrap();
    fs::write(
        &talk,
        text.replace("There is never enough time", "There is seldom enough time"),
    )
    .unwrap();
    for command in [two(&[]), vec!["evaluate", "--coder", "ann"]] {
        let mut binary = binary(&session.folder.join("study"));
        let output = binary.args(&command).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            said.contains("were changed since; what is nearest"),
            "{said}"
        );
        assert_eq!(output.status.code(), Some(0));
    }
    session.end_without_expectations();
}

/// A third coder adds no units to those of a pair, and no transcripts to draw its intervals from.
#[test]
fn a_pair_among_three_is_compared_as_if_there_were_two() {
    let mut session = with_coders("agree_pairs_among_three");
    let who = ["coder_a", "coder_b", "row", "code"];
    let cells = ["units", "both", "only_a", "only_b", "neither"];
    let figures = ["alpha", "alpha_low", "alpha_high", "undefined"];
    let of_units = [&who[..], &cells, &figures].concat();
    let of_spans = [&who[..], &["alpha", "alpha_low", "alpha_high"]].concat();
    for (more, columns) in [
        (&["--universe", "coded"], &of_units),
        (&["--universe", "all"], &of_units),
        (&["--unit", "span"], &of_spans),
    ] {
        let with = |first: &[&'static str]| {
            let shared = [&["--assume-finished", "--format", "csv"], &more[..]].concat();
            cells_of(&session, &[&["agree"], first, &shared].concat(), columns)
        };
        let pairs = [("ann", "ben"), ("ann", "cem"), ("ben", "cem")];
        let each = pairs.map(|(first, second)| with(&["--coder", first, "--coder", second]));
        assert_eq!(with(&["--pairs"]), each.concat(), "{more:?}");
    }
    session.end_without_expectations();
}

/// Kappa and alpha of Cohen and Krippendorff, written down as they are taught.
#[test]
fn agree_prints_figures_that_follow_from_the_cells_that_it_prints() {
    let mut session = with_coders("agree_by_hand");
    let mut command = binary(&session.folder.join("study"));
    let arguments = two(&["--unit", "sentence", "--format", "csv", "--bootstrap", "0"]);
    let output = command.args(arguments).output().unwrap();
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let header = reader.headers().unwrap().clone();
    let mut recomputed = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let cell = |name: &str| {
            let at = header.iter().position(|it| it == name).unwrap();
            row[at].to_owned()
        };
        let number = |name: &str| cell(name).parse::<f64>().ok();
        let cells = ["both", "only_a", "only_b", "neither"].map(number);
        let [Some(both), Some(first), Some(second), Some(neither)] = cells else {
            continue;
        };
        let n = both + first + second + neither;
        assert_eq!(number("units"), Some(n));
        let observed = (both + neither) / n;
        let chance =
            ((both + first) * (both + second) + (second + neither) * (first + neither)) / (n * n);
        let (present, absent) = (2.0 * both + first + second, 2.0 * neither + first + second);
        let all = 2.0 * n;
        // Disagreement observed over disagreement expected.
        let alpha = 1.0 - ((first + second) / n) / (2.0 * present * absent / (all * (all - 1.0)));
        for (name, by_hand) in [
            ("percent", observed),
            ("kappa", (observed - chance) / (1.0 - chance)),
            ("alpha", alpha),
        ] {
            let printed = number(name).unwrap();
            assert!(
                (printed - by_hand).abs() < 5e-7,
                "{}: {name} {printed} {by_hand}",
                cell("code")
            );
            recomputed += 1;
        }
    }
    // Four codes and the stacked cells.
    assert_eq!(recomputed, 15);
    session.end_without_expectations();
}
