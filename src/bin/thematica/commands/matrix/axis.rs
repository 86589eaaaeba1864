//! What rows and columns may be.

use thematica::analysis::frequency::By;
use thematica::analysis::matrix::Axis;

use super::super::by::by_named;
use super::super::job::Job;
use crate::failure::Failure;

/// The names of axes beside those that divide what is said.
pub const NAMED: [(&str, Axis); 4] = [
    ("code", Axis::Code),
    ("theme", Axis::Theme),
    ("coder", Axis::Coder),
    ("question", Axis::Question),
];

/// What someone named. An attribute that a transcript may say of itself is known only when it is read.
pub fn axis(job: &Job<'_>, name: &str, option: &str) -> Result<Axis, Failure> {
    if let Some((_, axis)) = NAMED.into_iter().find(|(known, _)| *known == name) {
        return Ok(axis);
    }
    let others = NAMED.map(|(name, _)| name);
    by_named(job, name, &others, option).map(Axis::By)
}

/// Refuses what gives no table.
pub fn check(rows: &Axis, columns: &Axis) -> Result<(), Failure> {
    let is_code = |axis: &Axis| matches!(axis, Axis::Code | Axis::Theme);
    if is_code(rows) && is_code(columns) {
        return Err(Failure::new(
            "codes cannot be crossed with codes: each cell would hold what has both",
        )
        .help("`thematica cooccur --as matrix` counts which codes stand together"));
    }
    if rows == columns {
        return Err(Failure::new(
            "rows and columns are the same, so that all but the diagonal is empty",
        )
        .help("name something else with --rows or --by"));
    }
    Ok(())
}

/// What an axis is called.
pub fn name(axis: &Axis) -> &str {
    match axis {
        Axis::By(by) => by.name(),
        other => NAMED
            .iter()
            .find(|(_, known)| known == other)
            .map_or("", |(name, _)| name),
    }
}

/// The attribute that an axis is of.
pub fn attribute(axis: &Axis) -> Option<&str> {
    match axis {
        Axis::By(By::Attribute(name)) => Some(name),
        _ => None,
    }
}
