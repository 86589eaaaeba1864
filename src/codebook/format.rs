//! Laying out the file of a codebook.

use std::sync::Arc;

use crate::text::Source;
use crate::yaml;
pub use crate::yaml::FormatError;

/// Lays out the text of a codebook, or of a manifest, as the bundled codebook is: see [`yaml::format`]. Codes have a blank
/// line between them, unless both are written in a line each.
pub fn format(source: &Arc<Source>) -> Result<String, FormatError> {
    yaml::format(source, "codes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(text: &str) -> String {
        format(&Arc::new(Source::new("t", text))).unwrap()
    }

    #[test]
    fn the_bundled_codebook_and_the_example_s_manifest_are_laid_out() {
        for text in [
            include_str!("../../codebooks/link-workers.yaml"),
            include_str!("../../examples/link-workers/thematica.yaml"),
            include_str!("../../tests/codebooks/valid/crlf.yaml"),
            include_str!("../../tests/codebooks/valid/byte-order-mark.yaml"),
        ] {
            assert_eq!(formatted(text), text);
        }
    }

    #[test]
    fn codes_get_a_blank_line_between_them_and_nothing_else_changes() {
        let everything = include_str!("../../tests/codebooks/valid/everything.yaml");
        let anchors = include_str!("../../tests/codebooks/valid/anchors.yaml");
        for (text, gaps) in [(everything, 3), (anchors, 1)] {
            let formatted = formatted(text);
            assert_eq!(formatted.replace("\n\n", "\n"), text);
            assert_eq!(formatted.matches("\n\n").count(), gaps);
        }
    }
}
