//! Any XML as the content of an OpenDocument text, with its styles; and any bytes as the file itself.

#![no_main]

mod package;

use libfuzzer_sys::fuzz_target;

const PARTS: &[&str] = &["content.xml", "styles.xml", "META-INF/manifest.xml"];

fuzz_target!(|bytes: &[u8]| package::read("t.odt", bytes, PARTS));
