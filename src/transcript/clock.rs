//! Times of a recording as people and files write them.

/// How the hours of a clock time are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// As they are counted: `1:02:03`.
    Plain,
    /// With two digits at least: `01:02:03`.
    Padded,
}

/// Milliseconds from the start of a recording as a clock shows them, to the second that is full: `1:02:03`. There are as many
/// hours as there are; what lies before the start has a `-` before it.
#[must_use]
pub fn clock(milliseconds: i64, hours: Hours) -> String {
    let sign = if milliseconds < 0 { "-" } else { "" };
    let seconds = milliseconds.unsigned_abs() / 1000;
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (whole, minutes) = (minutes / 60, minutes % 60);
    match hours {
        Hours::Plain => format!("{sign}{whole}:{minutes:02}:{seconds:02}"),
        Hours::Padded => format!("{sign}{whole:02}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_minutes_and_full_seconds_are_written() {
        const CASES: [(i64, &str, &str); 7] = [
            (0, "0:00:00", "00:00:00"),
            (999, "0:00:00", "00:00:00"),
            (59_999, "0:00:59", "00:00:59"),
            (60_000, "0:01:00", "00:01:00"),
            (3_723_900, "1:02:03", "01:02:03"),
            (360_000_000, "100:00:00", "100:00:00"),
            (-61_000, "-0:01:01", "-00:01:01"),
        ];
        for (milliseconds, plain, padded) in CASES {
            assert_eq!(clock(milliseconds, Hours::Plain), plain);
            assert_eq!(clock(milliseconds, Hours::Padded), padded);
        }
    }

    #[test]
    fn the_furthest_times_are_written_as_well() {
        assert!(clock(i64::MIN, Hours::Plain).starts_with("-2562047788015:"));
        assert!(clock(i64::MAX, Hours::Padded).starts_with("2562047788015:"));
    }
}
