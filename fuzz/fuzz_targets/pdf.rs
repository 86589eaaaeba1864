//! Any bytes read as a PDF: a transcript or one clear refusal, never a panic, a hang or memory without end.
//!
//! Half of the inputs are the content of a page in a sound file, so that fonts and text are reached.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thematica::transcript::Format;
use thematica::transcript::read::{ReadOptions, read};

fuzz_target!(|data: &[u8]| {
    let options = ReadOptions {
        format: Some(Format::Pdf),
        ..ReadOptions::default()
    };
    let file = match data.split_first() {
        Some((first, content)) if first % 2 == 1 => page(content),
        _ => data.to_vec(),
    };
    match read("made", "made.pdf", file, &options) {
        Ok(transcript) => {
            for paragraph in &transcript.paragraphs {
                let _ = transcript.source.slice(paragraph.span);
            }
        }
        Err(error) => assert!(error.to_string().starts_with("made.pdf ")),
    }
});

/// A PDF of one page with this content and, as the map of its font, the same bytes.
fn page(content: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> /Font <<
/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
/G << /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts [<< /W [0 [500 400] 3 90 600] >>] >>
/J << /Type /Font /Subtype /Type0 /Encoding /90ms-RKSJ-H /DescendantFonts [<<>>] >> >> >> >> endobj
"
    .to_vec();
    for (number, dict) in [(4, ""), (5, "/Subtype /Form")] {
        let head = format!("{number} 0 obj << {dict} /Length {} >> stream\n", content.len());
        file.extend_from_slice(head.as_bytes());
        file.extend_from_slice(content);
        file.extend_from_slice(b"\nendstream endobj\n");
    }
    file.extend_from_slice(b"trailer << /Root 1 0 R >>\n");
    file
}
