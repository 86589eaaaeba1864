//! Charts that are filled in and made again: nothing that people wrote is lost.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;

use super::{Folder, sheets};

pub const STUDY: &str = "examples/link-workers";
const ENABLERS: &str = "Enablers of client engagement";
const KEPT: &str = "No longer in the chart";

pub type Sheets = Vec<(String, Vec<Vec<String>>)>;

/// Saves sheets as another program would: only what stands in the cells.
pub fn save(sheets: &Sheets, path: &Path) {
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

pub fn rows<'s>(sheets: &'s mut Sheets, name: &str) -> &'s mut Vec<Vec<String>> {
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
fn separated_values_are_written_as_they_were() {
    let folder = Folder::new("chart-form");
    let head = ["cases", "case", "code", "summary"];
    let row = ["participant", "LW01", "trust", "Zo\u{eb}, first; not."];
    for (separator, mark) in [(";", ""), ("\t", "\u{feff}"), (",", "")] {
        let [head, row] = [head, row].map(|cells| {
            let cells = cells.map(|it| format!("\"{it}\""));
            cells.join(separator)
        });
        let path = folder.path("chart.csv");
        fs::write(&path, format!("{mark}{head}\n{row}\n")).unwrap();
        folder.run_well(&["chart", STUDY, "--code", "trust", "-o", "chart.csv"]);
        let text = fs::read_to_string(&path).unwrap();
        let start = format!("{mark}cases{separator}case{separator}theme{separator}");
        assert!(text.starts_with(&start), "{text}");
        assert!(text.contains("Zo\u{eb}, first; not."), "{text}");
        // In Windows-1252, as Excel saves it where one does not ask for UTF-8: what is written has the mark that it needs.
        let latin = format!("{head}\n{row}\n").replace('\u{eb}', "?");
        let latin = latin.bytes().map(|it| if it == b'?' { 0xeb } else { it });
        fs::write(&path, latin.collect::<Vec<u8>>()).unwrap();
        let output = folder.run(&["chart", STUDY, "--code", "trust", "-o", "chart.csv"]);
        assert!(output.status.success());
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("\u{feff}cases"), "{text}");
        assert!(text.contains("Zo\u{eb}, first; not."), "{text}");
    }
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
            text.contains(&format!(";\"{defused}@all; “weeks”\";yes;yes\n")),
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

#[test]
fn any_text_comes_back_through_every_form() {
    let texts = [
        "=1+1",
        "'=1",
        "-",
        "@x",
        "007",
        "TRUE",
        "#N/A",
        "1e5",
        "2024-01-02",
        "  led and trailed  ",
        "a\tb",
        "two\nlines\n\nmore",
        "_x000D_ _x0041_",
        "<b>&amp;\"'",
        "emoji 😀 ẹ́ שלום",
        "comma, semi; bar | and \"quotes\"",
        "x\u{1}\u{b}y",
        "{\"a\":1}",
    ];
    let folder = Folder::new("chart-texts");
    let command = |more: &[&'static str]| [&["chart", STUDY][..], more].concat();
    folder.run_well(&command(&["-o", "a.jsonl"]));
    let path = folder.path("a.jsonl");
    let mut lines: Vec<String> = fs::read_to_string(&path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    for (line, text) in lines[1..].iter_mut().zip(texts) {
        let text = serde_json::to_string(text).unwrap();
        *line = line.replacen("\"summary\":null", &format!("\"summary\":{text}"), 1);
    }
    fs::write(&path, lines.join("\n")).unwrap();
    folder.run_well(&command(&["--summaries", "a.jsonl", "-o", "b.xlsx"]));
    folder.run_well(&command(&["-o", "b.xlsx"]));
    folder.run_well(&command(&["--summaries", "b.xlsx", "-o", "c.csv"]));
    folder.run_well(&command(&["-o", "c.csv"]));
    folder.run_well(&command(&["--summaries", "c.csv", "-o", "d.json"]));
    folder.run_well(&command(&["-o", "d.json"]));
    let whole = fs::read(folder.path("d.json")).unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&whole).unwrap();
    let rows = whole["rows"].as_array().unwrap();
    let back: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["summary"].as_str())
        .collect();
    assert_eq!(back, texts.map(str::trim));
}
