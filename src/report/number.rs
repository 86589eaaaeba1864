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

#[cfg(test)]
mod tests {
    use super::*;

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
