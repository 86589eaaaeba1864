//! Numbers of payment cards: a beginning and a length that a scheme issues, and a check digit.
//!
//! The check is that of ISO/IEC 7812-1, annex B, known as Luhn's: from the right, every second digit is doubled, the digits of
//! the results are added, and the sum is a multiple of ten.

use std::ops::Range;

use super::numbers::Chain;
use super::{Found, Kind};

/// Finds those of a chain.
pub(super) fn find(chain: &Chain<'_>, found: &mut Vec<Found>) {
    let mut first = 0;
    while first < chain.groups.len() {
        let longest = (first + 5).min(chain.groups.len());
        let ends = (first + 1..=longest).rev();
        let hit = ends
            .map(|end| first..end)
            .find(|groups| is_card(chain, groups));
        first += 1;
        if let Some(groups) = hit {
            let span = chain.span(groups.clone());
            found.push(Found::new(Kind::PaymentCard, span.start, span.end));
            first = groups.end;
        }
    }
}

fn is_card(chain: &Chain<'_>, groups: &Range<usize>) -> bool {
    let length: usize = chain.groups[groups.clone()].iter().map(|it| it.len()).sum();
    if !(13..=19).contains(&length) {
        return false;
    }
    let sizes = chain.sizes(groups.clone());
    let is_grouped = match sizes.as_slice() {
        // American Express and Diners Club.
        [_] | [4, 6, 5 | 4] => true,
        [rest @ .., last] => rest.iter().all(|size| *size == 4) && *last <= 4,
        [] => false,
    };
    let mut joints = (groups.start..groups.end - 1).map(|group| chain.joint(group));
    let digits = chain.digits(groups.clone());
    is_grouped
        && joints.all(|joint| joint == "-" || joint.trim().is_empty())
        && is_issued(&digits)
        && is_checked(&digits)
        && chain.is_free(groups.clone())
}

/// Whether a scheme issues numbers of this beginning and length: Visa, Mastercard, American Express, Diners Club, JCB,
/// Discover, Maestro, China's `UnionPay`.
fn is_issued(digits: &[u8]) -> bool {
    let four = digits[..4]
        .iter()
        .fold(0, |sum, it| sum * 10 + u32::from(*it));
    match four {
        4000..=4999 => matches!(digits.len(), 13 | 16 | 19),
        3400..=3499 | 3700..=3799 => digits.len() == 15,
        3000..=3059 | 3600..=3699 | 3800..=3999 => digits.len() == 14,
        2221..=2720 | 3528..=3589 | 5100..=5599 | 6011 | 6221..=6229 | 6440..=6599 => {
            digits.len() == 16
        }
        5018 | 5020 | 5038 | 5893 | 6200..=6299 | 6304 | 6759 | 6761..=6763 => digits.len() >= 16,
        _ => false,
    }
}

fn is_checked(digits: &[u8]) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let digits = digits.iter().rev().map(|it| u32::from(*it)).enumerate();
    let sum: u32 = digits
        .map(|(nth, digit)| if nth % 2 == 1 { doubled(digit) } else { digit })
        .sum();
    sum.is_multiple_of(10)
}
