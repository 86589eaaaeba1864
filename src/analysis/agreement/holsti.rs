//! Holsti's coefficient of reliability, which knows no chance and no joint absence.
//!
//! Source: Holsti, O. R. (1969), *Content Analysis for the Social Sciences and Humanities*, p. 140. It is `2M / (N₁ + N₂)`
//! with M decisions on which two coders agree, of N₁ and N₂ that they made. Where both decide on every unit it is percent
//! agreement. In free coding the decisions are the codings made, and it is Dice's coefficient, or F1.

use super::{Margins, Undefined};

/// Holsti's coefficient of two coders' codings: how many agree, and how many each coder made. From 0 to 1.
///
/// Undefined when neither coder made one.
///
/// # Panics
///
/// When more codings agree than one of the two made.
pub fn of_codings(agreed: u64, first: u64, second: u64) -> Result<f64, Undefined> {
    assert!(
        agreed <= first.min(second),
        "no more codings agree than a coder made"
    );
    if first + second == 0 {
        return Err(Undefined::NothingRated);
    }
    Ok(2.0 * agreed as f64 / (first + second) as f64)
}

/// Holsti's coefficient of two coders' decisions on the units that both rated, which is their percent agreement.
///
/// Undefined when both rated no unit.
pub fn of_units(margins: &Margins) -> Result<f64, Undefined> {
    margins.observed().ok_or(Undefined::NoUnitRatedByTwo)
}

#[cfg(test)]
mod tests {
    use super::super::published::gwet_paradox;
    use super::super::{Crosstab, cohen};
    use super::*;

    #[test]
    fn of_codings_it_is_positive_agreement_and_of_units_percent_agreement() {
        let margins = gwet_paradox().margins();
        let codings = of_codings(80, 87, 88).unwrap();
        assert_eq!(cohen::specific_agreement(&margins, 1), Ok(codings));
        assert_eq!(of_units(&margins), Ok(0.85));
    }

    #[test]
    fn without_codings_there_is_no_reliability_of_them() {
        assert_eq!(of_codings(0, 0, 0), Err(Undefined::NothingRated));
        assert_eq!(of_codings(0, 3, 0), Ok(0.0));
        let empty = Crosstab::new(2, vec![0; 4]).margins();
        assert_eq!(of_units(&empty), Err(Undefined::NoUnitRatedByTwo));
    }
}
