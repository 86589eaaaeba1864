//! Charts of a study of four sentences, for what needs a codebook or people of its own.

use std::fs;
use std::process::Output;

use super::Folder;
use super::chart::save;

const CODEBOOK: &str = "codebook: small
codes:
  - id: top
    label: Top
    codes:
      - {id: trust, label: Trust, match: [trust*]}
      - {id: time, label: Time, match: [time]}
      - {id: old, label: Old, retired: true, match: [weeks]}
";
const PEOPLE: &str = "id,label,team\nAnn,Ann,\nBo,Bo,(none)\nCy,Cy,red\n";
const TALK: &str = "Ann: I trust them.\n\nBo: It takes time.\n\nCy: There is time.\n";

/// A folder with the study in `study`.
pub fn study(name: &str) -> Folder {
    let folder = Folder::new(name);
    let study = folder.path("study");
    fs::create_dir_all(study.join("transcripts")).unwrap();
    for (file, text) in [
        ("codebook.yaml", CODEBOOK),
        ("participants.csv", PEOPLE),
        (
            "thematica.yaml",
            "study: Small\ntranscripts: [transcripts/*.txt]\n",
        ),
        ("transcripts/one.txt", TALK),
    ] {
        fs::write(study.join(file), text).unwrap();
    }
    folder
}

pub fn chart(folder: &Folder, arguments: &[&str]) -> Output {
    let study = folder.path("study").display().to_string();
    folder.run(&[&["chart", study.as_str()], arguments].concat())
}

/// What is said of a chart that is made.
pub fn made(folder: &Folder, arguments: &[&str]) -> String {
    let output = chart(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

/// What is said of a chart that is not made; the file that was there stays.
pub fn refused(folder: &Folder, file: &str, arguments: &[&str]) -> String {
    let before = fs::read(folder.path(file)).ok();
    let output = chart(folder, &[arguments, &["-o", file]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(fs::read(folder.path(file)).ok() == before, "{file} changed");
    said
}

#[test]
fn a_chart_without_a_column_is_refused_with_what_to_do() {
    let folder = study("chart-no-column");
    let said = refused(&folder, "chart.xlsx", &["--code", "old"]);
    assert!(
        said.contains("the chart has no column") && said.contains("--coder"),
        "{said}"
    );
    made(&folder, &["-o", "chart.xlsx"]);
    refused(&folder, "chart.xlsx", &["--code", "old"]);
    let output = chart(&folder, &["--code", "old"]);
    assert_eq!(output.status.code(), Some(2));
    let whole = chart(&folder, &[]);
    let shown = String::from_utf8(whole.stdout).unwrap();
    assert!(
        shown.contains("1 retired code is left out: old."),
        "{shown}"
    );
}

#[test]
fn a_code_is_the_same_by_its_id_and_by_its_path() {
    let folder = study("chart-by-path");
    let rows = |second: &str| {
        format!(
            "cases,case,code,summary,mine\nparticipant,Ann,trust,FIRST,x\nparticipant,Ann,top.trust,{second},x\n"
        )
    };
    let path = folder.path("chart.csv");
    fs::write(&path, rows("SECOND")).unwrap();
    let said = refused(&folder, "chart.csv", &[]);
    assert!(
        said.contains("the case `Ann` has a summary for `trust` twice, by its id and by its path")
            && said.contains("chart.csv:3:"),
        "{said}"
    );
    fs::write(&path, rows("FIRST")).unwrap();
    made(&folder, &["-o", "chart.csv"]);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches("FIRST,yes,x").count(), 1, "{text}");
    // A retired code that has a summary keeps its column, also by its path.
    fs::write(&path, rows("FIRST").replace("top.trust", "top.old")).unwrap();
    let said = made(&folder, &["--code", "old", "-o", "chart.csv"]);
    assert!(
        said.contains("no place in this chart for 2 of 4 texts"),
        "{said}"
    );
}

#[test]
fn two_cases_of_one_name_are_refused() {
    let folder = study("chart-two-cases");
    fs::write(
        folder.path("chart.csv"),
        "cases,case,code,summary\nteam,(none),trust,Mine.\n",
    )
    .unwrap();
    let said = refused(&folder, "chart.csv", &["--cases", "team"]);
    assert!(
        said.contains("two cases of the chart have the name `(none)`")
            && said.contains("one is everybody who has no `team`"),
        "{said}"
    );
    let people = folder.path("study").join("participants.csv");
    let text = fs::read_to_string(&people).unwrap();
    fs::write(&people, text.replace("(none)", "blue")).unwrap();
    made(&folder, &["--cases", "team", "-o", "chart.csv"]);
}

/// A workbook with one theme's sheet, its heading first.
fn book(folder: &Folder, rows: &[&[&str]]) {
    let rows = rows
        .iter()
        .map(|row| row.iter().map(|it| (*it).to_owned()).collect());
    let sheets = vec![("Top".to_owned(), rows.collect())];
    save(&sheets, &folder.path("chart.xlsx"));
}

pub const CASE: &str = "Case: participant [top]";

#[test]
fn a_column_of_their_own_called_summary_is_refused() {
    let folder = study("chart-own-summary");
    book(&folder, &[&[CASE, "Summary"], &["Ann", "Of Ann."]]);
    let said = refused(&folder, "chart.xlsx", &[]);
    assert!(
        said.contains("chart.xlsx Top!B1") && said.contains("is called `Summary`"),
        "{said}"
    );
}

#[test]
fn a_heading_in_our_form_that_is_not_ours_is_refused() {
    let folder = study("chart-like-ours");
    let ours = ["Trust [trust]: quotes", "Trust [trust]: summary"];
    for heading in [
        "Key [points]: quotes",
        "Case: mine [x]",
        "Again [trust]: quotes",
    ] {
        book(
            &folder,
            &[
                &[CASE, ours[0], ours[1], heading],
                &["Ann", "q", "s", "Mine."],
            ],
        );
        let said = refused(&folder, "chart.xlsx", &[]);
        assert!(
            said.contains("Top!D1")
                && said.contains(&format!("the heading `{heading}` has the form")),
            "{said}"
        );
    }
}

#[test]
fn a_table_with_guessed_letters_is_not_written_over() {
    let folder = study("chart-letters");
    let table = |e: &[u8]| {
        let start = b"cases,case,code,summary\nparticipant,Ann,trust,In the caf".as_slice();
        [start, e, b".\n"].concat()
    };
    // Code page 437, as the command line of Windows writes it.
    fs::write(folder.path("chart.csv"), table(b"\x82")).unwrap();
    let said = refused(&folder, "chart.csv", &[]);
    assert!(
        said.contains("its letters are guessed and may be wrong"),
        "{said}"
    );
    // Windows-1252, as spreadsheets write it.
    fs::write(folder.path("chart.csv"), table(b"\xe9")).unwrap();
    made(&folder, &["-o", "chart.csv"]);
    let text = fs::read_to_string(folder.path("chart.csv")).unwrap();
    assert!(text.contains(",In the café.,yes"), "{text}");
}

#[test]
fn a_table_for_excel_is_made_again_without_that_and_stays() {
    let folder = study("chart-excel");
    let path = folder.path("chart.csv");
    let row = "cases,case,code,summary\nparticipant,Ann,trust,- a point\n";
    fs::write(&path, row).unwrap();
    made(&folder, &["-o", "chart.csv", "--excel"]);
    assert!(fs::read_to_string(&path).unwrap().contains(",'- a point,"));
    for extra in [&[][..], &["--excel"], &[]] {
        made(&folder, &[&["-o", "chart.csv"], extra].concat());
    }
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(",- a point,yes"), "{text}");
}

#[test]
fn json_loses_no_key_in_silence() {
    let folder = study("chart-keys");
    let row = |more: &str| {
        format!(
            "{{\"cases\":\"participant\",\"case\":\"Ann\",\"code\":\"trust\",\"summary\":\"J1\"{more}}}"
        )
    };
    let twice = row(",\"summary\":\"J2\"");
    let write = |file: &str, text: String| fs::write(folder.path(file), text).unwrap();
    write(
        "a.json",
        format!("{{\n\"rows\": [\n{},\n{twice}]}}", row("")),
    );
    let said = refused(&folder, "a.json", &[]);
    assert!(
        said.contains("a.json:4") && said.contains("has the key `summary` twice"),
        "{said}"
    );
    write("a.jsonl", format!("{{\"made_by\":{{}}}}\n{twice}\n"));
    let said = refused(&folder, "a.jsonl", &[]);
    assert!(said.contains("a.jsonl:2"), "{said}");
    write("b.json", format!("{{\"rows\":[{}],\"mine\":1}}", row("")));
    write(
        "b.jsonl",
        format!("{{\"made_by\":{{}},\"mine\":1}}\n{}\n", row("")),
    );
    for file in ["b.json", "b.jsonl"] {
        let said = refused(&folder, file, &[]);
        assert!(
            said.contains("would lose: the key `mine` outside of the rows"),
            "{said}"
        );
    }
    write(
        "c.json",
        format!("{{\"rows\":[{}]}}", row(",\"own\":{\"a\":1.0,\"a\":2}")),
    );
    made(&folder, &["-o", "c.json"]);
    let text = fs::read_to_string(folder.path("c.json")).unwrap();
    assert!(
        text.contains("\"own\":\"{\\\"a\\\":1.0,\\\"a\\\":2}\""),
        "{text}"
    );
}
