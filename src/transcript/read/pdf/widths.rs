//! How wide the letters of the standard fonts are: files that use these need not say so.

/// A standard font, or one that is drawn like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standard {
    Helvetica,
    HelveticaBold,
    Times,
    TimesBold,
    Courier,
}

impl Standard {
    /// The standard font that is nearest to a font of this name.
    pub fn nearest(name: &str, bold: bool) -> Self {
        let has = |part: &str| name.contains(part);
        if has("courier") || has("mono") || has("consolas") {
            Self::Courier
        } else if has("times") || has("serif") && !has("sans") || has("roman") || has("georgia") {
            if bold { Self::TimesBold } else { Self::Times }
        } else if bold {
            Self::HelveticaBold
        } else {
            Self::Helvetica
        }
    }

    /// The width of a character in thousandths of the font's size.
    pub fn width(self, character: char) -> f32 {
        let (table, other) = match self {
            Self::Helvetica => (&HELVETICA, 556),
            Self::HelveticaBold => (&HELVETICA_BOLD, 556),
            Self::Times => (&TIMES, 500),
            Self::TimesBold => (&TIMES_BOLD, 500),
            Self::Courier => return 600.0,
        };
        let ascii = match character {
            ' '..='~' => character,
            '\u{A0}' => ' ',
            '‘' | '’' => '`',
            '“' | '”' => '"',
            '—' | '…' => return 1000.0,
            // An accent makes no letter wider.
            other => {
                let mut letter = None;
                unicode_normalization::char::decompose_canonical(other, |part| {
                    letter.get_or_insert(part);
                });
                letter.unwrap_or(other)
            }
        };
        let at = (ascii as usize).wrapping_sub(' ' as usize);
        f32::from(table.get(at).copied().unwrap_or(other))
    }
}

// From the metrics that Adobe publishes for its standard fonts (Core 14 AFM), for the characters from space to tilde.
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
#[rustfmt::skip]
const HELVETICA_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
    611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
#[rustfmt::skip]
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
#[rustfmt::skip]
const TIMES_BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500,
    556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
