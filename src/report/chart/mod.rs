//! Charts: what is drawn, typed, and three ways of drawing it.
//!
//! A command makes a [`Chart`] from the same figures as its table. [`svg`](svg()) draws it as a picture that scales and whose
//! words can be read out, [`png`](png()) draws the same picture in dots, [`text`](text()) draws it in characters for a terminal.
//!
//! Every mark carries its figure in words ([`Bar::told`], [`HeatCell::told`], …): a length, a shade or a place says nothing that
//! a number beside it does not say as well, and colours are told apart by place or label too. Nothing here is left out
//! or rounded to look better; what does not fit is an error of whoever makes the chart.

mod label;
pub mod palette;
#[cfg(feature = "png")]
mod png;
mod svg;
mod text;

#[cfg(feature = "png")]
pub use png::{MOST_DOTS, Png, PngError, USUAL_SCALE, png};
pub use svg::svg;
pub use text::text;

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The title, without a full stop.
    pub title: String,
    /// What is drawn.
    pub picture: Picture,
    /// What the figures are counts of, and out of how many: one sentence each, set below.
    pub notes: Vec<String>,
}

/// What a chart draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// Lengths of one measure, compared.
    Bars(Bars),
    /// Shades of a table's cells.
    Heatmap(Heatmap),
    /// What is tied to what.
    Network(Network),
    /// How a figure grows.
    Curve(Curve),
    /// Where themes stand along texts.
    Portrait(Portrait),
}

impl Picture {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Bars(bars) => bars.rows.is_empty(),
            Self::Heatmap(heat) => heat.rows.is_empty() || heat.columns.is_empty(),
            Self::Network(network) => network.nodes.is_empty(),
            Self::Curve(curve) => curve.fields.iter().all(|field| field.found.is_empty()),
            Self::Portrait(portrait) => portrait.texts.is_empty() || portrait.themes.is_empty(),
        }
    }
}

/// A name beside a mark, in a tree of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The name.
    pub name: String,
    /// How far it is moved in: 0 for a theme, 1 for a code below it.
    pub depth: u16,
    /// Which theme it belongs to, counted from 0, for its colour; `None` where it is of none.
    pub theme: Option<usize>,
}

/// Bars, one below the other; with several series one of each for every label.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What the labels are: `Code`.
    pub of: String,
    /// What a length is: `Participants`, `Hits per 1,000 words`.
    pub measure: String,
    /// The length of a full axis, above zero; no bar is longer.
    pub most: f64,
    /// How the ends of the axis are told, from 0 to [`Bars::most`]: `0 %` and `100 %`.
    pub ends: [String; 2],
    /// The names of the series; one that is empty where there is but one.
    pub series: Vec<String>,
    /// The labels, each with as many bars as there are series.
    pub rows: Vec<(Label, Vec<Bar>)>,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Its length; `None` where there is no figure: nobody who counts speaks there.
    pub length: Option<f64>,
    /// The figure in words, beside it: `7 of 15`; empty for none.
    pub told: String,
}

/// A table whose cells are shaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Heatmap {
    /// What the rows are: `Code`.
    pub rows_are: String,
    /// What the columns are: `phase`.
    pub columns_are: String,
    /// What a shade is: `Segments`, `c-coefficient`.
    pub measure: String,
    /// How the lightest and the darkest shade are told: `0` and `27`.
    pub ends: [String; 2],
    /// The names of the rows.
    pub rows: Vec<Label>,
    /// The names of the columns.
    pub columns: Vec<Label>,
    /// By row, one cell a column.
    pub cells: Vec<Vec<HeatCell>>,
}

/// One cell of a heat map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatCell {
    /// From 0, the lightest, to 1, the darkest; `None` where there is no figure or it is withheld.
    pub shade: Option<f64>,
    /// The figure in words, inside it: `7`, `<5`; empty for none.
    pub told: String,
}

/// Codes and their ties.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// What the size of a node is: `Segments`.
    pub node_measure: String,
    /// What the width of a tie is: `c-coefficient`.
    pub tie_measure: String,
    /// Whether a tie leads from its first end to its second.
    pub is_directed: bool,
    /// The nodes, in an order in which neighbours belong together.
    pub nodes: Vec<Node>,
    /// The ties, the strongest first.
    pub ties: Vec<Tie>,
}

/// A node of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name.
    pub label: Label,
    /// Its size as a share of the largest, from 0 to 1.
    pub size: f64,
    /// The figure in words: `41`.
    pub told: String,
}

/// A tie between two nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The places of both ends in [`Network::nodes`].
    pub ends: [usize; 2],
    /// Its strength as a share of the strongest, above 0, at most 1.
    pub strength: f64,
    /// The figure in words: `0.31 (9 together)`.
    pub told: String,
}

/// Curves of one kind, each in a field of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// What goes to the right: `Transcripts, in the order of the study`.
    pub across: String,
    /// What goes up: `Codes found`.
    pub up: String,
    /// What the dashed line is; `None` where there is none.
    pub mean_is: Option<String>,
    /// What the band is; `None` where there is none.
    pub band_is: Option<String>,
    /// The fields, all with the same axes.
    pub fields: Vec<Field>,
}

/// One curve with what was to be expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name; empty where there is but one.
    pub name: String,
    /// What stands at each place to the right: ids of transcripts.
    pub places: Vec<String>,
    /// The curve, one figure a place, not falling.
    pub found: Vec<u64>,
    /// The mean; as many, or empty.
    pub mean: Vec<f64>,
    /// The band from low to high; as many, or empty.
    pub band: Vec<(u64, u64)>,
    /// The height of a full axis, that no figure exceeds.
    pub most: u64,
    /// A place that is marked, counted from 0, and what it is: where saturation is reached.
    pub marked: Option<(usize, String)>,
}

/// Texts from their beginning to their end, with the places of themes.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// The themes, in order.
    pub themes: Vec<Label>,
    /// The texts.
    pub texts: Vec<PortraitOf>,
}

/// One text.
#[derive(Clone, Debug, PartialEq)]
pub struct PortraitOf {
    /// Its name.
    pub name: String,
    /// How long it is, in words: `4,310 words`.
    pub told: String,
    /// By theme: from where to where, as shares of the text from 0 to 1, in order, not overlapping.
    pub themes: Vec<Vec<(f64, f64)>>,
}
