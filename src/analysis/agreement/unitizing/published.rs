//! Segments of the literature, retyped as facts.

use super::{Continuum, Segment};

/// A segment of a code from `begin` up to and without `end`.
pub fn segment(begin: u64, end: u64, code: u32) -> Segment {
    Segment { begin, end, code }
}

/// Krippendorff, K. (2004), *Content Analysis*, 2nd ed., p. 254: two coders of a text from 150 to 450, here from 0 to 300,
/// with the codes c (0) and k (1).
pub fn krippendorff_2004() -> Continuum {
    let both = [segment(30, 90, 1), segment(150, 200, 1)];
    let mut first = vec![segment(75, 145, 0), segment(220, 250, 0)];
    let mut second = vec![
        segment(70, 150, 0),
        segment(205, 225, 0),
        segment(250, 270, 0),
    ];
    first.extend(both);
    second.extend(both);
    Continuum::new(300, vec![first, second]).unwrap()
}

/// Krippendorff, K. (1995), On the reliability of unitizing contiguous data, *Sociological Methodology* 25, p. 57: four pairs
/// of coders of 24 positions, as codes A to D (0 to 3), with every position stretched.
pub fn krippendorff_1995(stretch: u64) -> Continuum {
    type Pair = (&'static [(u64, u64)], &'static [(u64, u64)]);
    const PAIRS: [Pair; 4] = [
        (&[(2, 8), (14, 6)], &[(4, 4), (15, 2)]),
        (
            &[(0, 18)],
            &[(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)],
        ),
        (
            &[(2, 6), (10, 2), (14, 4), (20, 2)],
            &[(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)],
        ),
        (
            &[(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
            &[(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
        ),
    ];
    let mut coders = vec![Vec::new(), Vec::new()];
    for (code, (first, second)) in (0..).zip(PAIRS) {
        for (segments, of_coder) in coders.iter_mut().zip([first, second]) {
            segments.extend(of_coder.iter().map(|&(begin, length)| {
                segment(begin * stretch, (begin + length) * stretch, code)
            }));
        }
    }
    Continuum::new(24 * stretch, coders).unwrap()
}

/// Krippendorff, K., Mathet, Y., Bouvry, S. and Widlöcher, A. (2016), On the reliability of unitizing textual continua,
/// *Quality & Quantity* 50: the coders Alex, Paul and Suzan of 60 positions, as distributed with pygamma-agreement.
pub fn alex_paul_suzan() -> Continuum {
    let alex = [
        (2, 9, 1),
        (11, 17, 2),
        (24, 30, 5),
        (32, 36, 6),
        (36, 44, 6),
        (44, 60, 7),
    ];
    let paul = [(2, 9, 1), (11, 17, 3), (19, 25, 5), (32, 44, 6)];
    let suzan = [
        (2, 9, 1),
        (11, 17, 4),
        (21, 27, 5),
        (32, 36, 6),
        (36, 40, 6),
        (40, 44, 6),
    ];
    let coders: [&[(u64, u64, u32)]; 3] = [&alex, &paul, &suzan];
    let of_coder = |segments: &[(u64, u64, u32)]| {
        let segments = segments.iter();
        segments
            .map(|&(begin, end, code)| segment(begin, end, code))
            .collect()
    };
    Continuum::new(60, coders.into_iter().map(of_coder).collect()).unwrap()
}
