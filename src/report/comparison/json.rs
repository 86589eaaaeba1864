//! The comparison for a program. `docs/codebook-compare.md` is the reference of its keys.

use std::cmp::Ordering;
use std::io::{self, Write};

use serde::Serialize;

use super::summary;
use crate::codebook::Codebook;
use crate::codebook::compare::{Comparison, version_order};
use crate::report::Provenance;

#[derive(Serialize)]
struct Whole<'c> {
    made_by: &'c Provenance,
    summary: String,
    is_empty: bool,
    needs_new_version: bool,
    version_order: Option<&'static str>,
    #[serde(flatten)]
    comparison: &'c Comparison,
}

/// Writes the comparison as one JSON object. `made_by` names both codebooks.
pub fn json(
    old: &Codebook,
    new: &Codebook,
    comparison: &Comparison,
    made_by: &Provenance,
    out: &mut impl Write,
) -> io::Result<()> {
    let versions = old.version.as_deref().zip(new.version.as_deref());
    let order = versions.and_then(|(old, new)| version_order(old, new));
    let whole = Whole {
        made_by,
        summary: summary(comparison),
        is_empty: comparison.is_empty(),
        needs_new_version: comparison.needs_new_version(),
        version_order: order.map(|order| match order {
            Ordering::Less => "older",
            Ordering::Equal => "same",
            Ordering::Greater => "newer",
        }),
        comparison,
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}
