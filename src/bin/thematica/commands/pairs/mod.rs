//! Codes against codes: what `cooccur` and `sequence` may be asked and how they lay out what they find, as a list of pairs or
//! as a square.

use clap::{Args, ValueEnum};
use thematica::analysis::coded::Whom;
use thematica::analysis::cooccurrence::is_related;
use thematica::codebook::Codebook;
use thematica::codebook::{Code, CodeIndex};
use thematica::report::{Cell, Column, Format};

use super::called::title;
use super::job::Job;
use super::whose::Taken;
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;

pub mod chart;
mod list;
mod square;

pub use list::{Listed, list};
pub use square::Square;

/// How pairs are shown, and which.
#[derive(Clone, Copy, Debug, Args)]
pub struct PairArguments {
    /// How to lay it out
    #[arg(
        long = "as",
        value_name = "LAYOUT",
        default_value = "pairs",
        conflicts_with = "chart"
    )]
    pub layout: Layout,
    /// Show also pairs of a code and one above it
    #[arg(long)]
    pub related: bool,
    /// List only pairs that are found at least so often; without it 1 in formats for eyes, 0 in the others
    #[arg(long, value_name = "N")]
    pub min: Option<u64>,
    /// Take what several coders coded together, once, in place of each by themselves
    #[arg(long, requires = "coders")]
    pub pool: bool,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Heatmap, Kind::Network]))]
    pub chart: Option<Kind>,
}

/// How pairs are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// A row for each pair, the most striking first
    Pairs,
    /// Codes by codes
    Matrix,
}

impl PairArguments {
    /// How figures are laid out: for shades codes by codes, for ties as pairs.
    pub fn layout(&self) -> Layout {
        match self.chart {
            Some(Kind::Heatmap) => Layout::Matrix,
            Some(_) => Layout::Pairs,
            None => self.layout,
        }
    }

    /// How the codings of several coders are taken.
    pub fn taken(&self) -> Taken {
        Taken::of(self.pool)
    }

    /// Refuses what does not go together; `has_cells` is whether it was said what stands in the cells of a matrix.
    pub fn check(&self, has_cells: bool) -> Result<(), Failure> {
        if self.layout() == Layout::Pairs && has_cells {
            return Err(
                Failure::new("--cells is for a matrix; a list of pairs has all figures")
                    .help("leave out --cells, or take --as matrix"),
            );
        }
        if self.layout() == Layout::Matrix && self.min.is_some() {
            return Err(
                Failure::new("--min shortens a list of pairs; a matrix has all of them")
                    .help("leave out --min, or take --as pairs"),
            );
        }
        Ok(())
    }

    /// What was asked for, for the provenance of a result; `cells` is what stands in the cells of a matrix.
    pub fn options(&self, cells: &str) -> Vec<(&'static str, String)> {
        // A chart says itself which it is.
        let layout = match self.layout() {
            _ if self.chart.is_some() => None,
            Layout::Pairs => Some("pairs"),
            Layout::Matrix => Some("matrix"),
        };
        let mut options = Vec::new();
        options.extend(layout.map(|layout| ("as", layout.to_owned())));
        options.extend((self.layout() == Layout::Matrix).then(|| ("cells", cells.to_owned())));
        let flags = [("related", self.related), ("pool", self.pool)];
        let flags = flags.into_iter().filter(|(_, given)| *given);
        options.extend(flags.map(|(name, _)| (name, "yes".to_owned())));
        options.extend(self.min.map(|min| ("min", min.to_string())));
        options
    }
}

/// What is shown of which codes, and whose.
pub struct Frame<'a> {
    pub codebook: &'a Codebook,
    pub codes: Vec<CodeIndex>,
    /// Whose each tally is.
    pub names: Vec<String>,
    /// Whether it is said whose a figure is: one coder's of several, or that of people who are named.
    pub says_who: bool,
    pub related: bool,
    pub format: Format,
    /// Whether a chart is drawn from what is counted, in place of the table.
    pub is_drawn: bool,
    pub title: String,
}

impl<'a> Frame<'a> {
    /// Of all codes that are asked for.
    pub fn of(
        job: &'a Job<'_>,
        asked: PairArguments,
        whom: Vec<(String, Whom)>,
        format: Format,
    ) -> Self {
        let eyes = format.is_for_eyes();
        Self {
            codebook: &job.codebook,
            codes: job.selection.codes(),
            says_who: !job.whose.is_rules() && (!eyes || whom.len() > 1),
            names: whom.into_iter().map(|(name, _)| name).collect(),
            related: asked.related,
            format,
            is_drawn: asked.chart.is_some(),
            title: title(job),
        }
    }

    /// The places of codes without others below them.
    fn leaves(&self) -> impl Iterator<Item = usize> {
        let codes = self.codes.iter().enumerate();
        let leaves = codes.filter(|(_, code)| self.codebook.code(**code).subtree.len() == 1);
        leaves.map(|(place, _)| place)
    }

    /// Whether people look at it.
    pub fn eyes(&self) -> bool {
        self.format.is_for_eyes()
    }

    /// Whether each coder has a table, where the format holds several; else there is one for all, with a column that says
    /// whose.
    fn apart(&self) -> bool {
        self.format.holds_several()
    }

    /// Whether the pair of two different codes, by their places, is one that is shown.
    pub fn shows(&self, one: usize, other: usize) -> bool {
        self.related || !is_related(self.codebook, self.codes[one], self.codes[other])
    }

    /// How many decimals a figure has that eyes see with so many.
    pub fn decimals(&self, eyes: u8) -> u8 {
        if self.eyes() { eyes } else { 6 }
    }

    /// The columns that name the codes of a pair: each its name for programs, and its heading.
    fn columns(&self, codes: [(&str, &str); 2]) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.says_who {
            columns.push(Column::text("coder", "Coder"));
        }
        for (name, heading) in codes {
            if self.eyes() {
                columns.push(Column::text(name, heading));
            } else {
                let path = format!("{name}_path");
                columns.extend([Column::text(name, name), Column::text(&path, &path)]);
            }
        }
        columns
    }

    /// The cells that name the codes of a pair, by their places.
    fn names_of(&self, pair: (usize, usize)) -> Vec<Cell> {
        let mut cells = Vec::new();
        for place in [pair.0, pair.1] {
            let code = self.codebook.code(self.codes[place]);
            let Code { id, path, .. } = code;
            if self.eyes() {
                cells.push(Cell::text(code.name_for_eyes()));
            } else {
                cells.extend([Cell::text(id), Cell::text(path)]);
            }
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_a_list_is_refused_of_a_matrix() {
        let asked = |layout, min| PairArguments {
            layout,
            related: true,
            min,
            pool: false,
            chart: None,
        };
        assert!(asked(Layout::Pairs, Some(2)).check(false).is_ok());
        assert!(asked(Layout::Pairs, None).check(true).is_err());
        assert!(asked(Layout::Matrix, None).check(true).is_ok());
        assert!(asked(Layout::Matrix, Some(2)).check(false).is_err());
        let options = asked(Layout::Pairs, Some(2)).options("count");
        let options: Vec<(&str, &str)> = options.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(options, [("as", "pairs"), ("related", "yes"), ("min", "2")]);
        let drawn = PairArguments {
            chart: Some(Kind::Heatmap),
            ..asked(Layout::Pairs, None)
        };
        let options = drawn.options("count").into_iter();
        let names: Vec<&str> = options.map(|(name, _)| name).collect();
        assert_eq!(names, ["cells", "related"]);
    }
}
