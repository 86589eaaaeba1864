//! What stands beside the text of a filled-in chart: links, drop-down lists, formats.

use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatFormula, DataValidation, Format, Workbook, Worksheet,
};

use super::chart::STUDY;
use super::chart_refused::refused;
use super::{Folder, sheets};

/// A chart of one theme with a summary, and something done to its sheet.
fn chart(folder: &Folder, name: &str, change: impl Fn(&mut Worksheet)) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in [
        (0, "Case: participant [enablers]"),
        (1, "Trust [trust]: summary"),
    ] {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string(1, 0, "LW01").unwrap();
    change(sheet);
    book.save(folder.path(name)).unwrap();
}

#[test]
fn a_link_whose_address_no_text_has_is_refused_at_its_place() {
    let folder = Folder::new("chart-links");
    chart(&folder, "behind.xlsx", |sheet| {
        sheet
            .write_url_with_text(1, 1, "https://a.org/minutes", "See the minutes")
            .unwrap();
    });
    let said = refused(&folder, "behind.xlsx", &[]);
    assert!(
        said.contains("behind this cell is a link to https://a.org/minutes")
            && said.contains("behind.xlsx Sheet1!B2")
            && said.contains("write the address into the text"),
        "{said}"
    );
    let summaries = [
        "chart",
        STUDY,
        "--summaries",
        "behind.xlsx",
        "-o",
        "new.xlsx",
    ];
    let output = folder.run(&summaries);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("and not: 1 link"), "{said}");
    // As a spreadsheet makes a link of an address that somebody types.
    chart(&folder, "typed.xlsx", |sheet| {
        sheet
            .write_url_with_text(1, 1, "http://www.a.org/", "See www.a.org, says Ann")
            .unwrap();
    });
    folder.run_well(&["chart", STUDY, "-o", "typed.xlsx"]);
    let all = sheets(&folder.path("typed.xlsx"));
    let texts = all.iter().flat_map(|(_, rows)| rows.iter().flatten());
    assert_eq!(texts.filter(|text| text.contains("says Ann")).count(), 1);
}

#[test]
fn what_is_done_with_cells_is_not_kept_and_said_once() {
    let folder = Folder::new("chart-formats");
    chart(&folder, "both.xlsx", |sheet| {
        let choice = DataValidation::new()
            .allow_list_strings(&["yes", "no"])
            .unwrap();
        sheet.add_data_validation(1, 1, 9, 1, &choice).unwrap();
        let blank = ConditionalFormatBlank::new().set_format(Format::new().set_bold());
        sheet.add_conditional_format(1, 1, 9, 1, &blank).unwrap();
        let long = ConditionalFormatFormula::new().set_rule("=LEN(B2)>9");
        sheet.add_conditional_format(1, 1, 9, 1, &long).unwrap();
    });
    let output = folder.run(&["chart", STUDY, "-o", "both.xlsx"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    let what =
        "has drop-down lists and other checks of cells and conditional formats, which are not kept";
    assert_eq!(said.matches(what).count(), 1, "{said}");
    folder.run_well(&["chart", STUDY, "-o", "both.xlsx"]);
}
