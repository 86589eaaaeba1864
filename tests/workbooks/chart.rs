//! Charts that are filled in and made again: nothing that people wrote is lost.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Note, Workbook};

use super::{Folder, sheets};

const STUDY: &str = "examples/link-workers";
const ENABLERS: &str = "Enablers of client engagement";
const KEPT: &str = "No longer in the chart";

type Sheets = Vec<(String, Vec<Vec<String>>)>;

/// Saves sheets as another program would: only what stands in the cells.
fn save(sheets: &Sheets, path: &Path) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (number, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(number, column, text).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

fn rows<'s>(sheets: &'s mut Sheets, name: &str) -> &'s mut Vec<Vec<String>> {
    let found = sheets.iter_mut().find(|(known, _)| known == name);
    &mut found.expect("the sheet is there").1
}

/// What stands in the row of a case below a heading.
fn cell(sheets: &mut Sheets, sheet: &str, case: &str, heading: &str) -> String {
    let rows = rows(sheets, sheet);
    let at = |text: &str| rows[0].iter().position(|it| it.contains(text));
    let (first, column) = (
        at("Case: ").unwrap(),
        at(heading).expect("the heading is there"),
    );
    let row = rows.iter().find(|row| row[first] == case).unwrap();
    row[column].clone()
}

/// A chart with a summary and a column of their own, its rows and columns moved.
fn fill(path: &Path) {
    let mut all = sheets(path);
    let enablers = rows(&mut all, ENABLERS);
    let column = |text: &str| enablers[0].iter().position(|it| it.contains(text)).unwrap();
    let summary = column("[trust]: summary");
    assert_eq!(enablers[1][0], "LW01");
    enablers[1][summary] = String::from("=Weeks, \"they\" say.\nThen trust.");
    for (number, row) in enablers.iter_mut().enumerate() {
        let own = ["Ask again", "in May"]
            .get(number)
            .copied()
            .unwrap_or_default();
        row.insert(0, own.to_owned());
    }
    enablers[1..].reverse();
    all.reverse();
    save(&all, path);
}

#[test]
fn a_chart_is_a_sheet_for_each_theme_with_two_columns_for_each_code() {
    let folder = Folder::new("chart-new");
    folder.run_well(&["chart", STUDY, "-o", "chart.xlsx"]);
    let mut all = sheets(&folder.path("chart.xlsx"));
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "The link worker's role",
            ENABLERS,
            "Threats and challenges",
            "Training gaps",
            "About"
        ]
    );
    let enablers = rows(&mut all, ENABLERS);
    assert_eq!(
        enablers[0][..3],
        [
            "Case: participant [enablers]",
            "Holistic service [holistic]: quotes",
            "Holistic service [holistic]: summary"
        ]
    );
    assert_eq!(enablers.len(), 20, "everybody who speaks has a row");
    let trust = cell(&mut all, ENABLERS, "LW01", "[trust]: quotes");
    assert!(
        trust.starts_with("3 of 237 sentences, 2 negated\n“"),
        "{trust}"
    );
    assert!(trust.contains("\nContrary: “"), "{trust}");
}

#[test]
fn what_people_wrote_is_found_again_wherever_it_was_moved() {
    let folder = Folder::new("chart-again");
    let (path, again) = (
        folder.path("chart.xlsx"),
        ["chart", STUDY, "-o", "chart.xlsx"],
    );
    folder.run_well(&again);
    fill(&path);
    folder.run_well(&again);
    let mut all = sheets(&path);
    let summary = cell(&mut all, ENABLERS, "LW01", "[trust]: summary");
    assert_eq!(summary, "=Weeks, \"they\" say.\nThen trust.");
    assert_eq!(cell(&mut all, ENABLERS, "LW01", "Ask again"), "in May");
    let bytes = fs::read(&path).unwrap();
    folder.run_well(&again);
    assert!(
        bytes == fs::read(&path).unwrap(),
        "the same again is the same"
    );
}

#[test]
fn what_has_no_place_is_kept_and_comes_back() {
    let folder = Folder::new("chart-kept");
    let (path, whole) = (
        folder.path("chart.xlsx"),
        ["chart", STUDY, "-o", "chart.xlsx"],
    );
    folder.run_well(&whole);
    fill(&path);
    folder.run_well(&whole);
    let before = fs::read(&path).unwrap();
    // LW02 alone speaks in lw02.
    let part = ["chart", STUDY, "--transcript", "lw02", "-o", "chart.xlsx"];
    for _ in 0..2 {
        let output = folder.run(&part);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success());
        assert!(
            said.contains("no place in this chart for 2 of 2 texts that you wrote"),
            "{said}"
        );
        let mut all = sheets(&path);
        let kept = rows(&mut all, KEPT);
        assert_eq!(kept[1], ["LW01", "enablers", "Ask again", "in May"]);
        assert_eq!(kept[2][..3], ["LW01", "trust", "summary"]);
    }
    folder.run_well(&whole);
    assert!(before == fs::read(&path).unwrap());
}

#[test]
fn a_chart_as_one_table_is_filled_in_too() {
    let folder = Folder::new("chart-csv");
    let path = folder.path("chart.csv");
    for extra in [&[][..], &["--excel"]] {
        let _ = fs::remove_file(&path);
        let command = [
            &["chart", STUDY, "--code", "trust", "-o", "chart.csv"],
            extra,
        ]
        .concat();
        folder.run_well(&command);
        let text = fs::read_to_string(&path).unwrap();
        // As Excel saves it where the comma is the decimal point.
        let mut saved = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let text = text.trim_start_matches('\u{feff}');
        let mut read = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut rows: Vec<Vec<String>> = read
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let summary = rows[0].iter().position(|it| it == "summary").unwrap();
        rows[1][summary] = "@all; “weeks”".to_owned();
        for (number, row) in rows.iter_mut().enumerate() {
            row.push(
                ["mine", "yes"]
                    .get(number)
                    .copied()
                    .unwrap_or_default()
                    .to_owned(),
            );
        }
        rows[1..].reverse();
        for row in &rows {
            saved.write_record(row).unwrap();
        }
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        bytes.extend(saved.into_inner().unwrap());
        fs::write(&path, bytes).unwrap();
        folder.run_well(&command);
        let text = fs::read_to_string(&path).unwrap();
        let defused = if extra.is_empty() { "" } else { "'" };
        assert!(
            text.contains(&format!(",{defused}@all; “weeks”,yes,yes\n")),
            "{text}"
        );
        let bytes = fs::read(&path).unwrap();
        folder.run_well(&command);
        assert!(bytes == fs::read(&path).unwrap());
    }
}

#[test]
fn json_keeps_what_was_written() {
    let folder = Folder::new("chart-json");
    for file in ["chart.json", "chart.jsonl"] {
        let command = ["chart", STUDY, "--code", "trust", "-o", file];
        folder.run_well(&command);
        let path = folder.path(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(
            &path,
            text.replacen("\"summary\":null", "\"summary\":\"Mine.\"", 1),
        )
        .unwrap();
        folder.run_well(&command);
        let once = fs::read(&path).unwrap();
        folder.run_well(&command);
        assert!(once == fs::read(&path).unwrap(), "{file}");
        let text = String::from_utf8(once).unwrap();
        assert_eq!(text.matches("\"summary\":\"Mine.\"").count(), 1);
    }
}

#[test]
fn summaries_are_laid_into_a_form_to_read() {
    let folder = Folder::new("chart-read");
    folder.run_well(&["chart", STUDY, "-o", "chart.xlsx"]);
    let mut all = sheets(&folder.path("chart.xlsx"));
    let roles = rows(&mut all, "The link worker's role");
    roles[1][2] = "<b>A bridge</b> | to others".to_owned();
    save(&all, &folder.path("chart.xlsx"));
    let command = [
        "chart",
        STUDY,
        "--summaries",
        "chart.xlsx",
        "-o",
        "chart.html",
    ];
    folder.run_well(&command);
    let page = fs::read_to_string(folder.path("chart.html")).unwrap();
    assert!(page.contains("&lt;b&gt;A bridge&lt;/b&gt; | to others"));
    assert!(!page.contains("<b>A"));
}

/// What is said where a file is not written over, and that it stays as it was.
fn refused(folder: &Folder, file: &str, extra: &[&str]) -> String {
    let path = folder.path(file);
    let before = fs::read(&path).unwrap();
    let command = [&["chart", STUDY, "-o", file], extra].concat();
    let output = folder.run(&command);
    assert_eq!(output.status.code(), Some(2));
    assert!(before == fs::read(&path).unwrap(), "{file} was changed");
    let said = String::from_utf8(output.stderr).unwrap();
    said.replace(&folder.0.display().to_string(), "DIR")
}

#[test]
fn what_would_be_lost_is_refused_and_the_file_stays() {
    let folder = Folder::new("chart-refused");
    folder.run_well(&["chart", STUDY, "-o", "chart.xlsx"]);
    let whole = sheets(&folder.path("chart.xlsx"));
    let with = |file: &str, change: &dyn Fn(&mut Sheets)| {
        let mut all = whole.clone();
        change(&mut all);
        save(&all, &folder.path(file));
        refused(&folder, file, &[])
    };
    let said = with("own.xlsx", &|all| {
        all.push(("Minutes".to_owned(), vec![vec!["We met.".to_owned()]]));
    });
    assert!(
        said.contains("own.xlsx has what a chart made anew would lose: the sheet `Minutes`"),
        "{said}"
    );
    let said = with("twice.xlsx", &|all| {
        let rows = rows(all, "Training gaps");
        rows[1][2] = "One.".to_owned();
        let mut second = rows[1].clone();
        second[2] = "Two.".to_owned();
        rows.push(second);
    });
    assert!(said.contains("twice, and they differ"), "{said}");
    assert!(said.contains("Training gaps!C21"), "{said}");
    let said = with("nobody.xlsx", &|all| {
        let rows = rows(all, "Training gaps");
        rows[1][0] = String::new();
        rows[1][2] = "One.".to_owned();
    });
    assert!(
        said.contains("this row has a summary and no case"),
        "{said}"
    );
    let said = with("heading.xlsx", &|all| {
        rows(all, "Training gaps")[0][0] = "Who".to_owned();
    });
    assert!(
        said.contains("this sheet has summaries and no column with the cases"),
        "{said}"
    );
    let said = refused(&folder, "chart.xlsx", &["--cases", "phase"]);
    assert!(
        said.contains("are `participant`, and those that are asked for are `phase`"),
        "{said}"
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write_string(0, 0, "Case: participant [role]")
        .unwrap();
    sheet.insert_note(0, 0, &Note::new("Ask Helen")).unwrap();
    book.save(folder.path("note.xlsx")).unwrap();
    let said = refused(&folder, "note.xlsx", &[]);
    assert!(said.contains("would lose: comments"), "{said}");
    for (file, text, what) in [
        ("other.csv", "a,b\n1,2\n", "no chart"),
        ("broken.xlsx", "PK", "damaged or no Excel workbook"),
        ("chart.tsv", "a\tb\n", "are not read back"),
        ("broken.json", "{", "no JSON"),
    ] {
        fs::write(folder.path(file), text).unwrap();
        let said = refused(&folder, file, &[]);
        assert!(said.contains(what) && said.contains("help:"), "{said}");
    }
}

#[test]
fn two_filled_charts_are_laid_together_unless_they_differ() {
    let folder = Folder::new("chart-two");
    folder.run_well(&["chart", STUDY, "-o", "a.xlsx"]);
    let whole = sheets(&folder.path("a.xlsx"));
    for (file, row, text) in [
        ("a.xlsx", 1, "Of Ann."),
        ("b.xlsx", 2, "Of Bo."),
        ("c.xlsx", 1, "Other."),
    ] {
        let mut all = whole.clone();
        rows(&mut all, "Training gaps")[row][2] = text.to_owned();
        save(&all, &folder.path(file));
    }
    folder.run_well(&["chart", STUDY, "--summaries", "b.xlsx", "-o", "a.xlsx"]);
    let mut all = sheets(&folder.path("a.xlsx"));
    let gaps = rows(&mut all, "Training gaps");
    assert_eq!(
        (gaps[1][2].as_str(), gaps[2][2].as_str()),
        ("Of Ann.", "Of Bo.")
    );
    let said = refused(&folder, "a.xlsx", &["--summaries", "c.xlsx"]);
    assert!(said.contains("have different summaries of"), "{said}");
}
