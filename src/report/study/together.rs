//! Which codes stand in the same segments, and how soon the codebook is covered.

use super::StudyReport;
use crate::analysis::cooccurrence::{is_related, strength};
use crate::analysis::saturation::{Accumulation, Expected, Settings, verdict};
use crate::codebook::CodeIndex;
use crate::text::grouped;

/// So many of the strongest pairs are shown.
pub(super) const PAIRS: usize = 20;
/// Pairs that meet less often say little.
const FEWEST: u64 = 2;

/// Two codes that stand in the same segments.
pub(super) struct Pair {
    pub(super) first: CodeIndex,
    pub(super) second: CodeIndex,
    /// Segments with both.
    pub(super) both: u64,
    /// Segments with the first, and with the second.
    pub(super) of: [u64; 2],
    /// Transcripts in which they meet.
    pub(super) transcripts: u64,
    /// The c-coefficient.
    pub(super) strength: f64,
}

/// The pairs of codes without codes below them that meet at least twice, strongest first.
pub(super) fn pairs(report: &StudyReport<'_>) -> Vec<Pair> {
    let Some(tally) = report.together.tallies.first() else {
        return Vec::new();
    };
    let codes = &report.codes;
    let mut pairs = Vec::new();
    for (at, &first) in codes.iter().enumerate() {
        for (other, &second) in codes.iter().enumerate().skip(at + 1) {
            let meeting = tally.meeting(at, other);
            if meeting.both < FEWEST || is_related(report.codebook, first, second) {
                continue;
            }
            // Themes meet wherever their codes do, and say no more.
            let is_leaf = |code: CodeIndex| report.codebook.code(code).subtree.len() == 1;
            if !is_leaf(first) || !is_leaf(second) {
                continue;
            }
            pairs.push(Pair {
                first,
                second,
                both: meeting.both,
                of: [meeting.first, meeting.second],
                transcripts: tally.pair(at, other).transcripts,
                strength: strength::c_coefficient(meeting).unwrap_or(0.0),
            });
        }
    }
    pairs.sort_by(|a, b| {
        b.strength
            .total_cmp(&a.strength)
            .then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    pairs
}

/// What the pairs are, and how many of them are shown.
pub(super) fn about_pairs(report: &StudyReport<'_>, pairs: usize) -> String {
    let some = if pairs > PAIRS {
        format!(
            " The {PAIRS} strongest of {} pairs are shown.",
            grouped(pairs as u64)
        )
    } else {
        String::new()
    };
    format!(
        "Pairs of codes in the same {}, strongest first. c is both of those with either: 0 never, 1 always together. Codes with codes below them are left out, and so are pairs that meet less than twice.{some} It counts, and claims nothing about chance.",
        report.unit.as_str()
    )
}

/// As in the source of the ratio, its middle setting.
const SETTINGS: Settings = Settings {
    base: 4,
    run: 2,
    threshold: 0.05,
};
/// So many random orders make the band.
pub(super) const ORDERS: usize = 1000;

/// How soon the codes of the codebook are found.
pub(super) struct Coverage {
    /// What each transcript adds.
    pub(super) accumulation: Accumulation,
    /// What random orders add.
    pub(super) expected: Expected,
    /// Whether it is reached, in a sentence.
    pub(super) verdict: String,
}

/// What is said under the curve.
pub(super) const ABOUT_CURVE: &str = "The codes were there before: this measures how soon the codebook is covered, not that nothing new would be found.";

/// What is said in place of a curve.
pub(super) const NO_CURVE: &str = "There are too few transcripts with codes for a curve.";

/// How soon the codebook is covered, in the order of the study; `None` with too few transcripts or codes.
pub(super) fn coverage(report: &StudyReport<'_>) -> Option<Coverage> {
    let heard: Vec<_> = report.laid.iter().flatten().cloned().collect();
    let accumulation = Accumulation::of(heard);
    if accumulation.codes.len() < 2 || accumulation.total() == 0 {
        return None;
    }
    let verdict = format!(
        "Judged by Guest, Namey and Chen (2020) with {}. {}",
        SETTINGS.in_words(),
        verdict(&accumulation, SETTINGS)
    );
    Some(Coverage {
        expected: Expected::of(&accumulation, ORDERS, 1),
        accumulation,
        verdict,
    })
}
