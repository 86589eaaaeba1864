//! Any bytes as a chart of the Framework Method that somebody filled in: separated values, JSON, JSON lines, and any XML as
//! the sheet and the strings of a workbook. What is read may be refused and never panics.

#![no_main]

mod package;

use libfuzzer_sys::fuzz_target;
use thematica::exchange::framework::{Form, read};

const PARTS: &[&str] = &["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let (form, bytes) = match first % 4 {
        0 => (Form::Separated, rest.to_vec()),
        1 => (Form::Json, rest.to_vec()),
        2 => (Form::JsonLines, rest.to_vec()),
        _ => (Form::Workbook, package::packed(rest, PARTS)),
    };
    let _ = read("chart", bytes, form);
});
