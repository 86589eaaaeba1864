//! Any XML as the sheet and the strings of a workbook, or as the content of an OpenDocument workbook; and any bytes as
//! the file itself.

#![no_main]

mod package;

use libfuzzer_sys::fuzz_target;

const EXCEL: &[&str] = &[
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/comments1.xml",
];
const OPEN_DOCUMENT: &[&str] = &["content.xml"];

fuzz_target!(|bytes: &[u8]| match bytes.split_first() {
    Some((b'o', rest)) => package::read("t.ods", rest, OPEN_DOCUMENT),
    Some((_, rest)) => package::read("t.xlsx", rest, EXCEL),
    None => {}
});
