//! Charts in a document: the people of each code, how soon the codebook is covered, and where themes stand.
//!
//! Their figures stand in the tables beside them, so that a picture that cannot be drawn leaves out nothing; that it is left
//! out is said, with the command that draws it by itself.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::super::StudyReport;
use super::super::together::Coverage;
use super::super::words::{shown_codes, who};
use crate::analysis::portrait::Along;
use crate::report::chart::{
    Bar, Bars, Chart, Curve, Field, Label, Picture as Drawn, Portrait, PortraitOf,
};
use crate::report::document::{Block, Picture};
use crate::text::{capital, counted, grouped};

/// What a page of A4 has room for beside its margins and a heading, in millimetres.
#[cfg(feature = "png")]
const PAGE: [f64; 2] = [160.0, 225.0];
/// Drawn smaller than this, labels are too small to be read.
#[cfg(feature = "png")]
const SMALLEST: f64 = 0.55;

/// How many speak of each code, as bars.
pub(super) fn frequencies(report: &StudyReport<'_>) -> Block {
    let all = report.all.spoken.persons.count();
    let bar = |code: u32| {
        let counts = report.all.codes.get(&code);
        let count = counts.map_or(0, |counts| counts.persons.count());
        Bar {
            length: Some(count as f64),
            told: format!("{} of {}", grouped(count), grouped(all)),
        }
    };
    let label = |code: u32| Label::of_code(report.codebook, &report.codebook.codes[code as usize]);
    let bars = Bars {
        of: "Code".to_owned(),
        measure: format!("{}s who speak of it", capital(who(report))),
        most: all.max(1) as f64,
        ends: ["0".to_owned(), grouped(all)],
        series: vec![String::new()],
        rows: shown_codes(report)
            .map(|code| (label(code), vec![bar(code)]))
            .collect(),
    };
    block(
        report,
        Drawn::Bars(bars),
        "Bars: how many speak of each code. The figures stand in the table below.",
        "thematica themes --chart bar --output themes.svg",
    )
}

/// How soon the codebook is covered, as a curve.
pub(super) fn coverage(report: &StudyReport<'_>, coverage: &Coverage) -> Block {
    let transcripts = report.heard().map(|it| it.overview.id.clone());
    let found = coverage.accumulation.cumulative.iter();
    let band = coverage.expected.band.iter();
    let curve = Curve {
        across: "Transcripts, in the study's order".to_owned(),
        up: "Codes found so far".to_owned(),
        mean_is: Some("Mean of all orders".to_owned()),
        band_is: Some("95 % of random orders".to_owned()),
        fields: vec![Field {
            name: String::new(),
            places: transcripts.collect(),
            found: found.map(|it| *it as u64).collect(),
            mean: coverage.expected.mean.clone(),
            band: band.map(|it| (it.low as u64, it.high as u64)).collect(),
            most: coverage.accumulation.total().max(1) as u64,
            marked: None,
        }],
    };
    block(
        report,
        Drawn::Curve(curve),
        "A curve: how many codes are found after each transcript. The figures stand in the table below.",
        "thematica saturation --chart curve --output curve.svg",
    )
}

/// Where themes stand along the transcripts.
pub(super) fn portraits(report: &StudyReport<'_>) -> Block {
    let themes: Vec<u32> = Along::themes(report.codebook, &report.asked).collect();
    let texts = report.heard().map(|transcript| PortraitOf {
        name: transcript.overview.id.clone(),
        told: counted(transcript.overview.words as u64, "word"),
        themes: themes
            .iter()
            .map(|theme| transcript.portrait.themes.get(theme).cloned())
            .map(Option::unwrap_or_default)
            .collect(),
    });
    let codes = themes
        .iter()
        .map(|theme| &report.codebook.codes[*theme as usize]);
    let portrait = Portrait {
        texts: texts.collect(),
        themes: codes
            .map(|code| Label::of_code(report.codebook, code))
            .collect(),
    };
    block(
        report,
        Drawn::Portrait(portrait),
        "A strip for each transcript, from its beginning to its end, with a line for each theme: marked is where its codes stand.",
        "thematica code --chart portrait --output along.svg",
    )
}

/// A picture as large as the page allows, or what is said in its place.
fn block(report: &StudyReport<'_>, picture: Drawn, alt: &str, command: &str) -> Block {
    let chart = Chart {
        title: String::new(),
        picture,
        notes: Vec::new(),
    };
    match drawn(&chart, alt) {
        Ok(picture) => Block::Picture(picture),
        Err(why) => Block::paragraph(format!(
            "The chart is left out: {why}. `{command}{}` draws it.",
            options(report)
        )),
    }
}

/// The options with which a command counts what the report counts: whose codings, and of what part of the study.
fn options(report: &StudyReport<'_>) -> String {
    let coders = report.coders.iter().map(|coder| ("coder", coder.as_str()));
    let filters = report.filters.iter();
    let filters = filters.map(|(name, value)| (name.as_str(), value.as_str()));
    let mut options = String::new();
    for (name, value) in coders.chain(filters) {
        let _ = write!(options, " --{name} {}", for_a_shell(value));
    }
    let assumes = |(name, _): &(String, String)| name == "assume-finished";
    if report.made_by.options.iter().any(assumes) {
        options += " --assume-finished";
    }
    options
}

/// A value as one word of a command line.
fn for_a_shell(value: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:@+".contains(c);
    if !value.is_empty() && value.chars().all(is_plain) {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(format!("'{}'", value.replace('\'', "'\\''")))
    }
}

#[cfg(not(feature = "png"))]
fn drawn(_: &Chart, _: &str) -> Result<Picture, String> {
    Err("this program was built without pictures in dots".to_owned())
}

#[cfg(feature = "png")]
fn drawn(chart: &Chart, alt: &str) -> Result<Picture, String> {
    use crate::report::Provenance;
    use crate::report::chart::{USUAL_SCALE, png};

    let drawn =
        png(chart, &Provenance::default(), USUAL_SCALE).map_err(|error| error.to_string())?;
    if !drawn.missing.is_empty() {
        let mut letters: String = drawn.missing.iter().take(12).collect();
        if drawn.missing.len() > 12 {
            letters.push('…');
        }
        return Err(format!(
            "the font of pictures lacks {} of its labels ({letters})",
            counted(drawn.missing.len() as u64, "letter")
        ));
    }
    let millimetres = 25.4 / (96.0 * USUAL_SCALE);
    let size = [drawn.width, drawn.height].map(|dots| f64::from(dots) * millimetres);
    let fit = (PAGE[0] / size[0]).min(PAGE[1] / size[1]).min(1.0);
    if fit < SMALLEST {
        return Err("it is too large for a page".to_owned());
    }
    Ok(Picture {
        png: drawn.bytes,
        alt: alt.to_owned(),
        width: size[0] * fit,
        height: size[1] * fit,
    })
}

#[cfg(test)]
mod tests {
    use super::for_a_shell;

    #[test]
    fn a_value_is_one_word_of_a_command_line() {
        assert_eq!(for_a_shell("phase=2"), "phase=2");
        assert_eq!(for_a_shell("trust/early"), "trust/early");
        assert_eq!(for_a_shell("site=North East"), "'site=North East'");
        assert_eq!(for_a_shell("O'Brien"), "'O'\\''Brien'");
        assert_eq!(for_a_shell(""), "''");
        assert_eq!(for_a_shell("a;b"), "'a;b'");
    }
}
