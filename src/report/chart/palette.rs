//! The colours of charts, and what can be computed of them.
//!
//! Eight hues tell themes apart, those of the report's style sheet; they follow the set of Okabe and Ito, "Color Universal
//! Design" (2008), which people with the usual kinds of colour blindness keep apart. Shades are one hue that only gets darker,
//! so that they read in grey as well.

use std::fmt;

/// A colour, in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The hues of themes; the ninth theme has the first again.
pub const HUES: [Rgb; 8] = [
    Rgb(0x00, 0x72, 0xb2),
    Rgb(0xd5, 0x5e, 0x00),
    Rgb(0x00, 0x9e, 0x73),
    Rgb(0xcc, 0x79, 0xa7),
    Rgb(0xe6, 0x9f, 0x00),
    Rgb(0x56, 0xb4, 0xe9),
    Rgb(0x8b, 0x6f, 0xc0),
    Rgb(0x7a, 0x7a, 0x7a),
];

/// Text and figures.
pub(super) const INK: Rgb = Rgb(0x1c, 0x21, 0x28);
/// Text that explains.
pub(super) const SOFT: Rgb = Rgb(0x54, 0x5d, 0x68);
/// Axes.
pub(super) const AXIS: Rgb = Rgb(0x8a, 0x93, 0x9e);
/// The grid, and the ground of what may be empty.
pub(super) const GRID: Rgb = Rgb(0xdf, 0xe3, 0xe8);
/// The ground of a strip.
pub(super) const GROUND: Rgb = Rgb(0xf1, 0xf3, 0xf6);
/// The page.
pub(super) const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
const BLACK: Rgb = Rgb(0, 0, 0);

/// The stops of the shades, from 0 to 1, at equal distances.
const SHADES: [Rgb; 5] = [
    Rgb(0xee, 0xf4, 0xfa),
    Rgb(0xb5, 0xd1, 0xea),
    Rgb(0x6a, 0xa5, 0xd8),
    Rgb(0x21, 0x6b, 0xae),
    Rgb(0x08, 0x2f, 0x66),
];

/// The least contrast of text with what is behind it, by WCAG 2.2, success criterion 1.4.3.
pub(super) const LEAST_CONTRAST: f64 = 4.5;

/// The hue of a theme, or the colour of what belongs to none.
#[must_use]
pub fn hue(theme: Option<usize>) -> Rgb {
    theme.map_or(SOFT, |theme| HUES[theme % HUES.len()])
}

/// The shade of a share from 0, the lightest, to 1, the darkest.
#[must_use]
pub fn shade(share: f64) -> Rgb {
    let place = share.clamp(0.0, 1.0) * (SHADES.len() - 1) as f64;
    let mut stops = SHADES.windows(2).enumerate();
    let stop = stops.find(|(at, _)| place <= (at + 1) as f64);
    // What is no number is the lightest.
    stop.map_or(SHADES[0], |(at, pair)| {
        pair[0].mixed(pair[1], place - at as f64)
    })
}

/// What text on a colour is written in.
#[must_use]
pub fn ink_on(ground: Rgb) -> Rgb {
    let readable = |ink: &Rgb| ink.contrast(ground) >= LEAST_CONTRAST;
    // One of black and white always has a contrast of 4.58 or more.
    [INK, WHITE, BLACK]
        .into_iter()
        .find(readable)
        .unwrap_or(BLACK)
}

impl Rgb {
    /// Between this colour, at 0, and another, at 1.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between two bytes lies a byte"
    )]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let share = if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        };
        let mixed = |a: u8, b: u8| {
            let value = f64::from(a) + (f64::from(b) - f64::from(a)) * share;
            value.round() as u8
        };
        Self(
            mixed(self.0, other.0),
            mixed(self.1, other.1),
            mixed(self.2, other.2),
        )
    }

    /// The relative luminance, from 0 for black to 1 for white (WCAG 2.2, "relative luminance").
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The contrast with another colour, from 1 to 21 (WCAG 2.2, "contrast ratio").
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The lightness L* of CIE 1976, from 0 for black to 100 for white: how dark it is in grey.
    #[must_use]
    pub fn lightness(self) -> f64 {
        let y = self.luminance();
        if y <= 216.0 / 24389.0 {
            y * 24389.0 / 27.0
        } else {
            116.0 * y.cbrt() - 16.0
        }
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hues_are_those_of_the_report() {
        let style = include_str!("../study/html/style.css");
        for (at, hue) in HUES.iter().enumerate() {
            let rule = format!(".hue{at} {{ --hue: {hue} }}");
            assert!(style.contains(&rule), "style.css has no `{rule}`");
        }
    }

    #[test]
    fn shades_get_darker_all_the_way_and_their_ink_is_readable() {
        let shades: Vec<Rgb> = (0..=100).map(|at| shade(f64::from(at) / 100.0)).collect();
        for pair in shades.windows(2) {
            let fall = pair[0].lightness() - pair[1].lightness();
            assert!((0.2..1.6).contains(&fall), "{} to {}", pair[0], pair[1]);
        }
        for ground in shades.into_iter().chain(HUES) {
            assert!(ink_on(ground).contrast(ground) >= LEAST_CONTRAST);
        }
        assert!(INK.contrast(WHITE) >= 7.0 && SOFT.contrast(WHITE) >= LEAST_CONTRAST);
        assert_eq!(shade(f64::NAN), shade(0.0));
        assert_eq!([shade(0.0), shade(1.0)], [SHADES[0], SHADES[4]]);
    }

    /// WCAG's own example pairs and the ends of both scales.
    #[test]
    fn luminance_contrast_and_lightness_have_the_published_values() {
        let grey = Rgb(0x77, 0x77, 0x77);
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 1e-9);
        assert!((grey.contrast(WHITE) - 4.48).abs() < 0.005);
        assert!((WHITE.lightness() - 100.0).abs() < 1e-9 && BLACK.lightness() == 0.0);
        assert!((Rgb(255, 0, 0).lightness() - 53.24).abs() < 0.01);
    }
}
