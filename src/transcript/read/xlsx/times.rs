//! Times of spreadsheets as clock times.

use super::sheet::Row;
use crate::transcript::{self, Hours};

/// Milliseconds as a clock time: `0:01:02.500`.
pub(super) fn clock(milliseconds: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "numbers that are out of range become its ends"
    )]
    let all = milliseconds.round().max(0.0) as i64;
    let clock = transcript::clock(all, Hours::Plain);
    match all % 1000 {
        0 => clock,
        rest => format!("{clock}.{rest:03}"),
    }
}

/// A duration as XML writes it (`PT0H1M2.5S`) as a clock time.
pub(super) fn of_duration(text: &str) -> Option<String> {
    let mut rest = text.trim().strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, worth) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            let number: f64 = number.replace(',', ".").parse().ok()?;
            seconds += number * worth;
            rest = after;
        }
    }
    rest.is_empty().then(|| clock(seconds * 1000.0))
}

/// Makes clock times of a column of numbers that are fractions of a day, as spreadsheets count: all are below 1, and as
/// seconds they would be a recording of less than one.
pub(super) fn of_day(rows: &mut [Row], column: usize) {
    let number = |row: &Row| -> Option<f64> { row.cells.get(column)?.parse().ok() };
    let numbers: Vec<f64> = rows.iter().filter_map(number).collect();
    let is_fraction = |number: &f64| (0.0..1.0).contains(number);
    let above_zero = numbers.iter().any(|number| *number > 0.0);
    if !above_zero || !numbers.iter().all(is_fraction) {
        return;
    }
    for row in rows {
        if let Some(number) = number(row) {
            row.cells[column] = clock(number * 86_400_000.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&str]) -> Vec<Row> {
        let row = |cell: &&str| Row {
            number: 1,
            cells: vec![(*cell).to_owned()],
        };
        cells.iter().map(row).collect()
    }

    fn of(cells: &[&str]) -> Vec<String> {
        let mut rows = rows(cells);
        of_day(&mut rows, 0);
        rows.into_iter()
            .map(|mut row| row.cells.remove(0))
            .collect()
    }

    #[test]
    fn fractions_of_a_day_become_clock_times_and_seconds_do_not() {
        assert_eq!(
            of(&["0", "0.000011574074", "0.5"]),
            ["0:00:00", "0:00:01", "12:00:00"]
        );
        assert_eq!(of(&["0", "0.5", "1.5"]), ["0", "0.5", "1.5"]);
        assert_eq!(of(&["0", "x"]), ["0", "x"]);
        assert_eq!(of(&["NaN", "0.5"]), ["NaN", "0.5"]);
    }

    #[test]
    fn durations_become_clock_times() {
        assert_eq!(of_duration("PT00H01M02.5S").as_deref(), Some("0:01:02.500"));
        assert_eq!(of_duration("PT62S").as_deref(), Some("0:01:02"));
        assert_eq!(of_duration("P1D"), None);
        assert_eq!(of_duration("PT1X"), None);
    }
}
