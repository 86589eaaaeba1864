//! Any XML as the body of a Word document, with styles and headers; and any bytes as the file itself.

#![no_main]

mod package;

use libfuzzer_sys::fuzz_target;

const PARTS: &[&str] = &[
    "word/document.xml",
    "word/styles.xml",
    "word/header1.xml",
    "word/footnotes.xml",
    "word/comments.xml",
];

fuzz_target!(|bytes: &[u8]| package::read("t.docx", bytes, PARTS));
