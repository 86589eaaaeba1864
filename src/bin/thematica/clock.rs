//! The time, which the library never asks for.

use jiff::{Timestamp, Unit};

/// The variable that stands for the clock where results have to be the same each time: seconds since 1970.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The time now, to the second: `2026-11-30T16:39:43Z`.
pub fn now() -> String {
    let given = std::env::var(VARIABLE).ok().and_then(|it| it.parse().ok());
    let given = given.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let time = given.unwrap_or_else(Timestamp::now);
    let time = time.round(Unit::Second).unwrap_or(time);
    time.to_string()
}
