//! Charts in dots: the SVG, drawn with the bundled font. No font of the machine changes anything, and the same chart gives the
//! same bytes.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::Chart;
use super::svg::{Drawn, font, measure};
use crate::report::Provenance;

/// The dots to a pixel of 1/96 inch that are usual: 192 dots to an inch, 1,360 across for a page's width.
pub const USUAL_SCALE: f64 = 2.0;
/// No picture has more dots: they take four bytes each while it is drawn.
pub const MOST_DOTS: u64 = 100_000_000;

/// A picture in dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// In dots.
    pub width: u32,
    /// In dots.
    pub height: u32,
    /// Letters of the labels that the bundled font lacks, each once, in the order of Unicode. Boxes stand for them; the SVG
    /// has the letters themselves, and the reader's machine may have a font for them.
    pub missing: Vec<char>,
}

/// Why there is no picture in dots.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// It would be too large.
    #[error("the picture would be {width} × {height} dots, more than {} million: write it as SVG, which has no dots, or show fewer rows", MOST_DOTS / 1_000_000)]
    TooLarge {
        /// In dots.
        width: u32,
        /// In dots.
        height: u32,
    },
    /// The scale is none.
    #[error("a picture cannot be drawn at a scale of {0}: it is a number above 0, usually 2")]
    Scale(f64),
    /// What draws SVG cannot read ours.
    #[error("the picture could not be drawn: {0}. Write it as SVG")]
    Drawing(String),
    /// The dots could not be written down.
    #[error("the picture could not be packed: {0}. Write it as SVG")]
    Packing(#[from] png::EncodingError),
}

/// Draws a chart in dots, so many to a pixel of 1/96 inch: 2 is usual, see [`USUAL_SCALE`].
pub fn png(chart: &Chart, made_by: &Provenance, scale: f64) -> Result<Png, PngError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PngError::Scale(scale));
    }
    let drawn = Drawn::of(chart, made_by);
    let (width, height) = (dots(drawn.width, scale), dots(drawn.height, scale));
    let too_large = || PngError::TooLarge { width, height };
    if u64::from(width).saturating_mul(u64::from(height)) > MOST_DOTS {
        return Err(too_large());
    }
    let tree = Tree::from_str(&drawn.svg, &options())
        .map_err(|fault| PngError::Drawing(fault.to_string()))?;
    let mut picture = Pixmap::new(width, height).ok_or_else(too_large)?;
    picture.fill(Color::WHITE);
    // The edge of the picture lies on the edge of a dot, whatever the scale.
    let across = width as f32 / tree.size().width();
    let down = height as f32 / tree.size().height();
    resvg::render(
        &tree,
        Transform::from_scale(across, down),
        &mut picture.as_mut(),
    );
    Ok(Png {
        bytes: packed(&picture, scale, chart, &drawn.description)?,
        width,
        height,
        missing: missing(&drawn),
    })
}

/// How many dots a length in pixels has.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths are above 0, and `as` gives the largest number where they are too long"
)]
fn dots(length: f64, scale: f64) -> u32 {
    (length * scale).round().max(1.0) as u32
}

/// Only the bundled font, whatever the machine has.
fn options() -> Options<'static> {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(font::FONT.to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    Options {
        font_family: "DejaVu Sans".to_owned(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    }
}

fn missing(drawn: &Drawn) -> Vec<char> {
    let letters = drawn.texts.iter().flat_map(|text| text.chars());
    let missing: BTreeSet<char> = letters.filter(|c| !is_drawn(*c)).collect();
    missing.into_iter().collect()
}

/// Whether the bundled font has a letter, or none is needed.
fn is_drawn(c: char) -> bool {
    c.is_whitespace() || is_unseen(c) || font::advance(c).is_some()
}

/// Marks that have neither form nor width of their own.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The file: three bytes a dot, as the page behind is white, with its resolution, its title and its description.
fn packed(
    picture: &Pixmap,
    scale: f64,
    chart: &Chart,
    description: &str,
) -> Result<Vec<u8>, PngError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    // Dots to a metre; an inch is 0.0254 of it.
    let per_metre = dots(96.0 / 0.0254, scale);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    encoder.add_itxt_chunk("Title".to_owned(), measure::clean(&chart.title))?;
    encoder.add_itxt_chunk("Description".to_owned(), measure::clean(description))?;
    let mut writer = encoder.write_header()?;
    let rgb: Vec<u8> = picture
        .data()
        .chunks_exact(4)
        .flat_map(|dot| [dot[0], dot[1], dot[2]])
        .collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}
