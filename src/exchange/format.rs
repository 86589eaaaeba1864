//! The formats and their names.

use std::path::Path;

/// A format of codebooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Our own.
    Yaml,
    /// A comma separated table.
    Csv,
    /// A tab separated table.
    Tsv,
    /// A table in an Excel workbook.
    Xlsx,
    /// A document in Markdown.
    Markdown,
    /// A document as a web page.
    Html,
    /// A dictionary of quanteda, in YAML.
    Quanteda,
    /// A dictionary of LIWC.
    Liwc,
}

/// A file whose ending tells no format that codebooks are read from or written in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownFormat {
    /// Other programs exchange codebooks in it, and it cannot be read yet.
    #[error("{path} is a REFI-QDA file, which cannot be read or written yet")]
    Refi {
        /// The file.
        path: String,
    },
    /// An older spreadsheet.
    #[error("{path} is a spreadsheet in a format that cannot be read or written")]
    Spreadsheet {
        /// The file.
        path: String,
    },
    /// Any other ending.
    #[error("the ending of {path} tells no format of codebooks")]
    Ending {
        /// The file.
        path: String,
    },
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Format; 8] = [
        Format::Yaml,
        Format::Csv,
        Format::Tsv,
        Format::Xlsx,
        Format::Markdown,
        Format::Html,
        Format::Quanteda,
        Format::Liwc,
    ];

    /// The name that is written and printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Yaml => "yaml",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Xlsx => "xlsx",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Quanteda => "quanteda",
            Format::Liwc => "liwc",
        }
    }

    /// What it is, for a sentence.
    #[must_use]
    pub fn described(self) -> &'static str {
        match self {
            Format::Yaml => "a codebook in YAML",
            Format::Csv => "a CSV table",
            Format::Tsv => "a TSV table",
            Format::Xlsx => "an Excel workbook",
            Format::Markdown => "a Markdown document",
            Format::Html => "an HTML document",
            Format::Quanteda => "a dictionary of quanteda",
            Format::Liwc => "a dictionary of LIWC",
        }
    }

    /// Whether codebooks are read from it.
    #[must_use]
    pub fn is_read(self) -> bool {
        !matches!(self, Format::Markdown | Format::Html)
    }

    /// Whether codebooks are written in it.
    #[must_use]
    pub fn is_written(self) -> bool {
        !matches!(self, Format::Quanteda | Format::Liwc)
    }

    /// What a file must have to be read.
    pub(super) fn wanted(self) -> &'static str {
        match self {
            Format::Quanteda => "keys over lists of words",
            Format::Liwc => "categories",
            _ => "table of codes that can be found",
        }
    }

    /// The endings of its files, without the dot. A dictionary of quanteda has those of YAML.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Yaml => &["yaml", "yml"],
            Format::Csv => &["csv"],
            Format::Tsv => &["tsv", "tab"],
            Format::Xlsx => &["xlsx", "xlsm"],
            Format::Markdown => &["md", "markdown"],
            Format::Html => &["html", "htm"],
            Format::Quanteda => &[],
            Format::Liwc => &["dic", "dicx"],
        }
    }

    /// The format that a file's ending tells.
    pub fn of_file(path: &Path) -> Result<Self, UnknownFormat> {
        let ending = path.extension().unwrap_or_default();
        let is = |known: &str| ending.eq_ignore_ascii_case(known);
        let mut formats = Self::ALL.into_iter();
        if let Some(format) = formats.find(|format| format.endings().iter().any(|it| is(it))) {
            return Ok(format);
        }
        let path = path.display().to_string();
        Err(if ["qdc", "qdpx"].into_iter().any(is) {
            UnknownFormat::Refi { path }
        } else if ["xls", "xlsb", "ods", "numbers"].into_iter().any(is) {
            UnknownFormat::Spreadsheet { path }
        } else {
            UnknownFormat::Ending { path }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_leads_to_its_format() {
        for format in Format::ALL {
            for ending in format.endings() {
                let file = format!("Out.{}", ending.to_uppercase());
                assert_eq!(Format::of_file(Path::new(&file)), Ok(format));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_yet_is_told_from_what_is_not_known() {
        let error = |path| Format::of_file(Path::new(path)).unwrap_err().to_string();
        assert!(error("a.qdc").contains("REFI-QDA"));
        assert!(error("a.ods").contains("spreadsheet"));
        assert!(error("a").contains("tells no format"));
    }
}
