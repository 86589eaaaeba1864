//! Charts that are not written over, because something in them would be lost.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{Formula, Note, Workbook};
use zip::write::SimpleFileOptions;

use super::chart::{STUDY, Sheets, rows, save};
use super::{Folder, sheets};

/// What is said where a file is not written over, and that it stays as it was.
pub fn refused(folder: &Folder, file: &str, extra: &[&str]) -> String {
    let path = folder.path(file);
    let before = fs::read(&path).unwrap();
    let command = [&["chart", STUDY, "-o", file], extra].concat();
    let output = folder.run(&command);
    assert_eq!(output.status.code(), Some(2));
    assert!(before == fs::read(&path).unwrap(), "{file} was changed");
    let said = String::from_utf8(output.stderr).unwrap();
    said.replace(&folder.0.display().to_string(), "DIR")
}

/// A workbook as another program would write it: its sheets with other text for this one.
pub fn replaced(book: &[u8], text: &str, by: &str) -> Vec<u8> {
    let mut read = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut write = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..read.len() {
        let mut entry = read.by_index(number).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let xml = String::from_utf8(bytes).unwrap();
            assert!(xml.contains(text), "{xml}");
            bytes = xml.replace(text, by).into_bytes();
        }
        write
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        write.write_all(&bytes).unwrap();
    }
    write.finish().unwrap().into_inner()
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
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write_string(0, 0, "Case: participant [role]")
        .unwrap();
    sheet.write_string(0, 1, "Mine").unwrap();
    sheet.write_string(1, 0, "LW01").unwrap();
    let formula = Formula::new("=A2&\"!\"").set_result("4711");
    sheet.write_formula(1, 1, formula).unwrap();
    let calculated = book.save_to_buffer().unwrap();
    let bytes = replaced(&calculated, "<v>4711</v>", "");
    fs::write(folder.path("formula.xlsx"), bytes).unwrap();
    let said = refused(&folder, "formula.xlsx", &[]);
    assert!(
        said.contains("Sheet1!B2") && said.contains("without a value"),
        "{said}"
    );
    for (file, text, what) in [
        ("other.csv", "a,b\n1,2\n", "no chart"),
        ("broken.xlsx", "PK", "damaged or no Excel workbook"),
        ("chart.tsv", "a\tb\n", "are not read back"),
        ("broken.json", "{", "no JSON"),
        ("page.csv", "cases,case,code,summary\n", "are not read back"),
    ] {
        fs::write(folder.path(file), text).unwrap();
        let as_page = ["-f", "md"];
        let extra = if file == "page.csv" {
            &as_page[..]
        } else {
            &[]
        };
        let said = refused(&folder, file, extra);
        assert!(said.contains(what) && said.contains("help:"), "{said}");
    }
}

#[test]
fn headings_that_say_less_than_they_did_are_told_at_their_place() {
    let folder = Folder::new("chart-headings");
    folder.run_well(&["chart", STUDY, "-o", "chart.xlsx"]);
    let whole = sheets(&folder.path("chart.xlsx"));
    let with = |file: &str, change: &dyn Fn(&mut Sheets)| {
        let mut all = whole.clone();
        change(&mut all);
        save(&all, &folder.path(file));
        refused(&folder, file, &[])
    };
    let said = with("heading.xlsx", &|all| {
        rows(all, "Training gaps")[0][0] = "Who".to_owned();
    });
    assert!(
        said.contains("this sheet has summaries and no column with the cases"),
        "{said}"
    );
    let said = with("no-id.xlsx", &|all| {
        rows(all, "Training gaps")[0][2] = "Defining it: summary".to_owned();
    });
    assert!(
        said.contains("the heading `Defining it: summary` names no code")
            && said.contains("no-id.xlsx Training gaps!C1"),
        "{said}"
    );
    let said = with("title.xlsx", &|all| {
        rows(all, "Training gaps").insert(0, vec!["Our chart".to_owned()]);
    });
    assert!(
        said.contains("the first row is not that of the headings, which stand in row 2"),
        "{said}"
    );
    let said = with("blank.xlsx", &|all| {
        rows(all, "Training gaps")[0][1] = String::new();
    });
    let below = "this text stands below no heading";
    assert_eq!(said.matches(below).count(), 1, "{said}");
}

#[test]
fn a_file_that_a_spreadsheet_has_open_is_not_written_over() {
    let folder = Folder::new("chart-open");
    folder.run_well(&["chart", STUDY, "-o", "chart.xlsx"]);
    for (lock, program) in [
        ("~$chart.xlsx", "Excel"),
        (".~lock.chart.xlsx#", "LibreOffice"),
    ] {
        fs::write(folder.path(lock), "Ann").unwrap();
        let said = refused(&folder, "chart.xlsx", &[]);
        fs::remove_file(folder.path(lock)).unwrap();
        assert!(
            said.contains(&format!("chart.xlsx is open in {program}, whose next save"))
                && said.contains(lock),
            "{said}"
        );
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
