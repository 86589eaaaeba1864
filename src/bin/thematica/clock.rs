//! The time. Nothing else in the program reads the clock for what it writes.

use std::env;

use jiff::Timestamp;

/// The variable that sets the time for results that are to be made again to the byte: seconds since 1970.
const FIXED: &str = "SOURCE_DATE_EPOCH";

/// Now, as codings carry it: RFC 3339 in UTC, to the second.
pub fn now() -> String {
    let fixed = env::var(FIXED).ok();
    let fixed = fixed.and_then(|seconds| Timestamp::from_second(seconds.trim().parse().ok()?).ok());
    written(fixed.unwrap_or_else(Timestamp::now))
}

fn written(time: Timestamp) -> String {
    let whole = Timestamp::from_second(time.as_second()).unwrap_or(time);
    whole.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_to_the_second() {
        let time: Timestamp = "2026-11-30T17:39:43.75+01".parse().unwrap();
        assert_eq!(written(time), "2026-11-30T16:39:43Z");
    }
}
