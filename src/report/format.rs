use std::path::Path;
use std::str::FromStr;

/// A way of writing tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Format {
    /// Aligned columns for eyes.
    #[default]
    Table,
    /// Comma-separated values, RFC 4180, ended by LF.
    Csv,
    /// Tab-separated values; `\t`, `\n`, `\r` and `\\` stand for what would break a row.
    Tsv,
    /// One JSON object: `made_by`, `title`, `rows`, `notes`.
    Json,
    /// JSON lines: `made_by` first, then one object a row.
    Jsonl,
    /// A Markdown table, as GitHub and pandoc read it.
    Markdown,
    /// A page that a browser opens without a network.
    Html,
    /// A workbook for a spreadsheet: typed cells, a frozen header, filters.
    Xlsx,
    /// Apache Parquet: typed columns for R, pandas and `DuckDB`.
    Parquet,
}

/// A format that is not known, or an ending that tells none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownFormat {
    /// No format has this name.
    #[error("there is no format `{name}`; there are: {}", names())]
    Name {
        /// As it was written.
        name: String,
    },
    /// No format has this ending.
    #[error(
        "the ending of {path} tells no format; known endings are: {}",
        endings()
    )]
    Ending {
        /// The file.
        path: String,
    },
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Format; 9] = [
        Format::Table,
        Format::Csv,
        Format::Tsv,
        Format::Json,
        Format::Jsonl,
        Format::Markdown,
        Format::Html,
        Format::Xlsx,
        Format::Parquet,
    ];

    /// The name that is written and printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Parquet => "parquet",
        }
    }

    /// Whether it is for people to look at, so that names are short and counts stand with their denominators.
    #[must_use]
    pub fn is_for_eyes(self) -> bool {
        matches!(self, Format::Table | Format::Markdown | Format::Html)
    }

    /// Whether a file of it holds several tables.
    #[must_use]
    pub fn holds_several(self) -> bool {
        self.is_for_eyes() || self == Format::Xlsx
    }

    /// Whether its bytes are no text, and nothing for a terminal.
    #[must_use]
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx | Format::Parquet)
    }

    /// The endings of its files, without the dot.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Table => &["txt"],
            Format::Csv => &["csv"],
            Format::Tsv => &["tsv"],
            Format::Json => &["json"],
            Format::Jsonl => &["jsonl", "ndjson"],
            Format::Markdown => &["md"],
            Format::Html => &["html", "htm"],
            Format::Xlsx => &["xlsx"],
            Format::Parquet => &["parquet"],
        }
    }

    /// The format that a file's ending tells.
    pub fn of_file(path: &Path) -> Result<Self, UnknownFormat> {
        let ending = path.extension().unwrap_or_default();
        let tells = |format: &Format| {
            let mut endings = format.endings().iter();
            endings.any(|known| ending.eq_ignore_ascii_case(known))
        };
        let format = Self::ALL.into_iter().find(tells);
        format.ok_or_else(|| UnknownFormat::Ending {
            path: path.display().to_string(),
        })
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let format = Self::ALL.into_iter().find(|format| format.as_str() == name);
        format.ok_or_else(|| UnknownFormat::Name {
            name: name.to_owned(),
        })
    }
}

fn names() -> String {
    Format::ALL.map(Format::as_str).join(", ")
}

fn endings() -> String {
    let endings = Format::ALL.iter().flat_map(|format| format.endings());
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    endings.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name_and_by_its_endings() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse(), Ok(format));
            for ending in format.endings() {
                let file = format!("Out.{}", ending.to_uppercase());
                assert_eq!(Format::of_file(Path::new(&file)), Ok(format));
            }
        }
    }

    #[test]
    fn what_is_unknown_names_what_is_known() {
        assert_eq!(
            "xml".parse::<Format>().unwrap_err().to_string(),
            "there is no format `xml`; there are: table, csv, tsv, json, jsonl, md, html, xlsx, parquet"
        );
        assert_eq!(
            Format::of_file(Path::new("out")).unwrap_err().to_string(),
            "the ending of out tells no format; known endings are: .txt, .csv, .tsv, .json, .jsonl, .ndjson, .md, .html, .htm, .xlsx, .parquet"
        );
    }
}
