//! Cells with a number format: what a person sees is what is kept.

use std::fs;

use rust_xlsxwriter::{Format, Formula, Shape, Workbook, Worksheet};

use super::chart_refused::replaced;
use super::chart_small::{CASE, made, refused, study};
use super::{Folder, sheets};

/// A chart of one theme with two columns of their own and a summary, and what `write` puts in its cells.
fn book(folder: &Folder, write: impl Fn(&mut Worksheet)) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Top").unwrap();
    let heads = [
        CASE,
        "Trust [trust]: quotes",
        "Trust [trust]: summary",
        "Mine",
    ];
    for (column, text) in (0..).zip(heads) {
        sheet.write_string(0, column, text).unwrap();
    }
    for (row, case) in (1..).zip(["Ann", "Bo", "Cy"]) {
        sheet.write_string(row, 0, case).unwrap();
    }
    write(sheet);
    book.save(folder.path("chart.xlsx")).unwrap();
}

#[test]
fn times_dates_and_percentages_stay_as_they_are_shown() {
    let folder = study("chart-typed");
    for (value, format, shown) in [
        (0.4375, "h:mm", "10:30"),
        (46_027.604_166_666_664, "m/d/yy h:mm", "2026-01-05 14:30"),
        (46_027.0, "yyyy-mm-dd", "2026-01-05"),
        (1.125, "[h]:mm", "27:00"),
        (0.5, "0%", "50%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (7.0, "General", "7"),
    ] {
        book(&folder, |sheet| {
            let format = Format::new().set_num_format(format);
            for column in [2, 3] {
                sheet
                    .write_number_with_format(1, column, value, &format)
                    .unwrap();
            }
        });
        made(&folder, &["-o", "chart.xlsx"]);
        let (_, rows) = sheets(&folder.path("chart.xlsx")).swap_remove(0);
        assert_eq!(
            [&rows[1][2], rows[1].last().unwrap()],
            [shown, shown],
            "{format}"
        );
    }
}

#[test]
fn a_cell_that_is_not_read_as_it_is_shown_is_refused_where_people_write() {
    let folder = study("chart-unread");
    let partly = Format::new().set_num_format("mmm-yy");
    let error = || Formula::new("=NA()").set_result("#N/A");
    book(&folder, |sheet| {
        sheet
            .write_number_with_format(1, 2, 46_027, &partly)
            .unwrap();
        sheet.write_formula(2, 3, error()).unwrap();
    });
    let said = refused(&folder, "chart.xlsx", &[]);
    assert!(
        said.contains("Top!C2") && said.contains("in the format `mmm-yy`"),
        "{said}"
    );
    assert!(
        said.contains("Top!D3")
            && said.contains("holds the error #N/A, and would be lost")
            && said.contains("or empty it"),
        "{said}"
    );
    // What the program writes is made anew, whatever stands there.
    book(&folder, |sheet| {
        sheet.write_formula(1, 1, error()).unwrap();
        sheet.write_string(1, 2, "Mine.").unwrap();
    });
    made(&folder, &["-o", "chart.xlsx"]);
}

#[test]
fn a_formula_that_gives_an_empty_text_is_an_empty_cell() {
    let folder = study("chart-empty-formula");
    book(&folder, |sheet| {
        let empty = Formula::new("=\"\"").set_result("");
        sheet.write_formula(1, 2, empty).unwrap();
        sheet.write_string(2, 2, "Mine.").unwrap();
    });
    let path = folder.path("chart.xlsx");
    let saved = replaced(&fs::read(&path).unwrap(), "</f><v>0</v>", "</f><v></v>");
    let saved = replaced(&saved, "<c r=\"C2\">", "<c r=\"C2\" t=\"str\">");
    fs::write(&path, saved).unwrap();
    made(&folder, &["-o", "chart.xlsx"]);
    let (_, rows) = sheets(&folder.path("chart.xlsx")).swap_remove(0);
    assert_eq!([&rows[1][2], &rows[2][2]], ["", "Mine."]);
}

#[test]
fn text_boxes_are_not_lost() {
    let folder = study("chart-text-box");
    book(&folder, |sheet| {
        let text = Shape::textbox().set_text("Ask Helen");
        sheet.insert_shape(5, 5, &text).unwrap();
    });
    let said = refused(&folder, "chart.xlsx", &[]);
    assert!(said.contains("would lose: text boxes, shapes"), "{said}");
}

#[test]
fn a_long_text_is_never_cut_wherever_it_is_written() {
    let folder = study("chart-long");
    let long = "x".repeat(32_760);
    // In JSON there is no limit: one text for a cell, one for what is kept apart.
    for (case, code) in [("Ann", "trust"), ("Nobody", "trust")] {
        let row = format!(
            "{{\"cases\":\"participant\",\"case\":\"{case}\",\"code\":\"{code}\",\"summary\":\"{long}, and more\"}}\n"
        );
        fs::write(folder.path("long.jsonl"), row).unwrap();
        let said = refused(&folder, "chart.xlsx", &["--summaries", "long.jsonl"]);
        assert!(
            said.contains(&format!(
                "for the case `{case}` is longer than a cell of Excel"
            )),
            "{said}"
        );
    }
}
