//! Charts in place of tables: in characters on a terminal, as a picture in a file.

use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use thematica::report::chart::{self, Chart};
use thematica::report::{Format, Options, Provenance};

use crate::args::{Global, OutputArguments};
use crate::failure::Failure;
use crate::output::{self, Destination, Output};
use crate::spreadsheet::Separated;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lengths of one measure, compared.
    Bar,
    /// A table with shaded cells.
    Heatmap,
    /// What is tied to what.
    Network,
    /// How a figure grows.
    Curve,
    /// Where themes stand along the texts.
    Portrait,
}

/// What it is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Text,
    Svg,
    Png,
}

/// A chart that is asked for, and where it goes.
#[derive(Debug)]
pub struct Drawing {
    /// Which one.
    pub kind: Kind,
    ink: Ink,
    destination: Destination,
    width: u16,
}

impl Kind {
    const ALL: [Kind; 5] = [
        Kind::Bar,
        Kind::Heatmap,
        Kind::Network,
        Kind::Curve,
        Kind::Portrait,
    ];

    /// The name that is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Bar => "bar",
            Kind::Heatmap => "heatmap",
            Kind::Network => "network",
            Kind::Curve => "curve",
            Kind::Portrait => "portrait",
        }
    }
}

/// The charts that a command has.
pub fn kinds(kinds: &'static [Kind]) -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(kinds.iter().map(|kind| kind.as_str())).map(|name| {
        let mut kinds = Kind::ALL.into_iter();
        let found = kinds.find(|kind| kind.as_str() == name);
        found.expect("only names of charts are possible")
    })
}

impl OutputArguments {
    /// Decides on the destination and on how the result is written: as a table, or as a chart where one is asked for.
    pub fn output_or_chart(
        &self,
        kind: Option<Kind>,
        global: &Global,
    ) -> Result<(Output, Option<Drawing>), Failure> {
        let Some(kind) = kind else {
            return Ok((self.output(global)?, None));
        };
        if let Some(format) = self.format {
            let message = format!(
                "--format {} is for a table, not for a chart",
                format.as_str()
            );
            return Err(Failure::new(message).help(WAYS));
        }
        self.csv.check(Separated::No, "chart", global);
        let destination = Destination::of(self.output.as_deref());
        let ink = match &destination {
            Destination::Standard => Ink::Text,
            Destination::File(path) => ink(path)?,
        };
        let width = output::width(&destination);
        let output = Output {
            // What is drawn is what a table for eyes shows.
            format: Format::Table,
            options: Options {
                width,
                ..Options::default()
            },
            destination: destination.clone(),
        };
        let drawing = Drawing {
            kind,
            ink,
            destination,
            width,
        };
        Ok((output, Some(drawing)))
    }
}

const WAYS: &str =
    "a chart is drawn in characters, or as a picture with --output FILE.svg or FILE.png";

fn ink(path: &Path) -> Result<Ink, Failure> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("svg") => Ok(Ink::Svg),
        Some("png") => Ok(Ink::Png),
        Some("txt") => Ok(Ink::Text),
        _ => {
            let message = format!(
                "the ending of {} tells no way of drawing a chart",
                path.display()
            );
            Err(Failure::new(message).help("known endings are: svg, png, and txt for characters"))
        }
    }
}

/// Whether a file is one for pictures, so that a table cannot go there.
pub fn is_picture(path: &Path) -> bool {
    matches!(ink(path), Ok(Ink::Svg | Ink::Png))
}

impl Drawing {
    /// Draws and writes the chart, made by a command with the options of its table: that it is a chart, and which, is added.
    pub fn write(
        &self,
        chart: &Chart,
        made_by: &Provenance,
        global: &Global,
    ) -> Result<(), Failure> {
        let made_by = &drawn(made_by, self.kind);
        let bytes = match self.ink {
            Ink::Text => chart::text(chart, self.width).into_bytes(),
            Ink::Svg => chart::svg(chart, made_by).into_bytes(),
            Ink::Png => png(chart, made_by, global)?,
        };
        self.destination.write(|out| out.write_all(&bytes))
    }
}

fn drawn(made_by: &Provenance, kind: Kind) -> Provenance {
    let mut made_by = made_by.clone();
    let chart = ("chart".to_owned(), kind.as_str().to_owned());
    made_by.options.push(chart);
    made_by
}

/// The picture in dots. Letters that it has no shapes for are told.
#[cfg(feature = "png")]
fn png(chart: &Chart, made_by: &Provenance, global: &Global) -> Result<Vec<u8>, Failure> {
    use crate::messages::{counted, warning};

    let drawn = chart::png(chart, made_by, chart::USUAL_SCALE)
        .map_err(|error| Failure::new(error.to_string()))?;
    if !drawn.missing.is_empty() {
        let mut letters: String = drawn.missing.iter().take(12).collect();
        if drawn.missing.len() > 12 {
            letters.push('…');
        }
        let message = format!(
            "the picture has boxes in place of {}, because its font lacks them ({letters}); {OTHER_WAY}",
            counted(drawn.missing.len(), "letter")
        );
        warning(&message, global);
    }
    Ok(drawn.bytes)
}

#[cfg(not(feature = "png"))]
fn png(_: &Chart, _: &Provenance, _: &Global) -> Result<Vec<u8>, Failure> {
    Err(Failure::new("this program was built without PNG").help(OTHER_WAY))
}

/// What does without dots and without a font.
const OTHER_WAY: &str =
    "write SVG, which is drawn with the letters of whoever looks at it: --output FILE.svg";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chart_says_that_it_is_one_and_which() {
        let mut made_by = Provenance::default();
        let by = ("by".to_owned(), "phase".to_owned());
        made_by.options.push(by.clone());
        let chart = ("chart".to_owned(), "heatmap".to_owned());
        assert_eq!(drawn(&made_by, Kind::Heatmap).options, [by, chart]);
    }
}
