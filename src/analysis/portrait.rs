//! Where themes stand along a text.

use std::collections::BTreeMap;

use super::coded::Coded;
use crate::codebook::Codebook;

/// Where themes stand along a text, as shares of its length from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Along {
    /// By index of the theme: from where to where, in order; stretches that touch, or that stand nearer to each other than
    /// [`NEAR`], are one.
    pub themes: BTreeMap<u32, Vec<(f64, f64)>>,
}

/// Gaps below this share of a text are closed: 0.05 %, half a dot of a picture a thousand dots wide. They are the space between
/// two sentences and could not be seen.
pub const NEAR: f64 = 0.000_5;

/// Finds where the themes of the codes that are asked for stand.
#[must_use]
pub fn along(codebook: &Codebook, coded: &Coded<'_>, asked: &[bool]) -> Along {
    let length = coded.transcript.source.text().len().max(1) as f64;
    let mut themes: BTreeMap<u32, Vec<(f64, f64)>> = BTreeMap::new();
    for coding in &coded.segments.codings {
        if !asked[coding.code.0 as usize] {
            continue;
        }
        let path = std::iter::successors(Some(coding.code), |code| codebook.code(*code).parent);
        let theme = path.last().unwrap_or(coding.code);
        let (start, end) = (coding.segment.start as f64, coding.segment.end as f64);
        let (start, end) = (start / length, end / length);
        let stretches = themes.entry(theme.0).or_default();
        match stretches.last_mut() {
            // Segments come in order; those that follow each other look like one.
            Some(last) if start - last.1 < NEAR => last.1 = last.1.max(end),
            _ => stretches.push((start, end)),
        }
    }
    Along { themes }
}

impl Along {
    /// The themes that are asked for, in order: one of which only some codes are asked for is there with those.
    pub fn themes(codebook: &Codebook, asked: &[bool]) -> impl Iterator<Item = u32> {
        let codes = (0..).zip(&codebook.codes);
        let themes = codes.filter(|(_, code)| code.parent.is_none());
        let asked = themes.filter(|(_, code)| {
            let subtree = code.subtree.start as usize..code.subtree.end as usize;
            asked[subtree].iter().any(|asked| *asked)
        });
        asked.map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::coded::trial::{Trial, document};

    #[test]
    fn gaps_that_cannot_be_seen_are_closed_and_others_stay() {
        let trial = Trial::new("codebook: t\ncodes:\n  - id: wait\n    match: [wait]\n");
        // Two sentences with a space between them, and one further on.
        let text = format!(
            "P1: I wait. You wait. {} We wait.\n",
            "So it is. ".repeat(400)
        );
        trial.by_rules(&document("t1", &[]), &text, |coded, _| {
            let along = along(&trial.codebook, coded, &[true]);
            let stretches = &along.themes[&0];
            assert_eq!(stretches.len(), 2);
            assert!(stretches[1].0 - stretches[0].1 > NEAR);
        });
    }
}
