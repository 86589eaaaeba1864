//! The headings of a chart, as they are written and found again.
//!
//! Ids stand in the headings themselves and not in hidden rows: a spreadsheet sorts rows and keeps headings, and whatever
//! saves the file keeps their text. A label may be changed; what stands between the last brackets may not.

/// The sheet of what has no place in the chart any more.
pub const KEPT: &str = "No longer in the chart";

/// The headings of that sheet.
pub const KEPT_COLUMNS: [&str; 4] = ["kept case", "code", "column", "text"];

/// What stands in `column` there for a summary.
pub const SUMMARY: &str = "summary";

/// The columns of a chart that is one table, for programs.
pub const TIDY: [&str; 11] = [
    "cases",
    "case",
    "theme",
    "code",
    "label",
    "segments",
    "segments_of",
    "negated",
    "quotes",
    "summary",
    "in_chart",
];

/// What a column of a theme's sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading<'t> {
    /// The cases.
    Case {
        /// What they are: `participant`.
        cases: &'t str,
        /// The id of the theme.
        theme: &'t str,
    },
    /// What the program writes for the code of this id.
    Quotes(&'t str),
    /// What people write for the code of this id.
    Summary(&'t str),
    /// What people added.
    Own(&'t str),
    /// One of the two that the program writes for a code, without the id of the code.
    Nameless,
}

/// The heading of the cases.
#[must_use]
pub fn case(cases: &str, theme: &str) -> String {
    format!("Case: {cases} [{theme}]")
}

/// The heading of a code's quotes.
#[must_use]
pub fn quotes(label: &str, code: &str) -> String {
    format!("{label} [{code}]: quotes")
}

/// The heading of a code's summaries.
#[must_use]
pub fn summary(label: &str, code: &str) -> String {
    format!("{label} [{code}]: summary")
}

impl<'t> Heading<'t> {
    /// What a heading says.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let text = text.trim();
        let own = Heading::Own(text);
        if let Some(rest) = text.strip_prefix("Case: ") {
            return match bracketed(rest) {
                Some((cases, theme)) => Heading::Case { cases, theme },
                None => own,
            };
        }
        let Some((before, what)) = text.rsplit_once(':') else {
            return own;
        };
        let what = what.trim();
        if !["summary", "quotes"].contains(&what) {
            return own;
        }
        match bracketed(before) {
            Some((_, "")) | None => Heading::Nameless,
            Some((_, code)) if what == "summary" => Heading::Summary(code),
            Some((_, code)) => Heading::Quotes(code),
        }
    }
}

/// What stands before the last brackets, and in them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (before, inside) = text.trim().strip_suffix(']')?.rsplit_once('[')?;
    Some((before.trim(), inside.trim()))
}
