/// A number with fixed decimals, a point, and no grouping; `None` where it is not finite. Zero has no sign.
#[must_use]
pub fn decimal(number: f64, decimals: u8) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let written = format!("{number:.*}", usize::from(decimals));
    let is_zero = written
        .bytes()
        .all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    Some(match written.strip_prefix('-') {
        Some(unsigned) if is_zero => unsigned.to_owned(),
        _ => written,
    })
}

/// A whole number for people, in groups of three digits: `36,551`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three_from_the_right() {
        let numbers = [0, 999, 1_000, 36_551, 1_234_567];
        let written = numbers.map(grouped);
        assert_eq!(written, ["0", "999", "1,000", "36,551", "1,234,567"]);
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(decimal(-0.0, 2).unwrap(), "0.00");
        assert_eq!(decimal(-0.004, 2).unwrap(), "0.00");
        assert_eq!(decimal(-0.4, 0).unwrap(), "0");
        assert_eq!(decimal(-0.006, 2).unwrap(), "-0.01");
    }

    #[test]
    fn decimals_are_fixed_and_nothing_is_grouped() {
        assert_eq!(decimal(12_345.5, 1).unwrap(), "12345.5");
        assert_eq!(decimal(1e15, 0).unwrap(), "1000000000000000");
    }

    #[test]
    fn what_is_not_finite_is_not_a_number() {
        assert_eq!(decimal(f64::NAN, 2), None);
        assert_eq!(decimal(f64::NEG_INFINITY, 2), None);
    }
}
