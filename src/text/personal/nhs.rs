//! NHS numbers: ten digits, of which the last checks the others, written 3 3 4 or in one.
//!
//! The check is modulus 11 with the weights 10 to 2, as the NHS Data Model and Dictionary has it under "NHS Number"
//! (<https://www.datadictionary.nhs.uk/attributes/nhs_number.html>): the rest is taken from 11, where 11 is written 0 and 10
//! is no number. England and Wales issue numbers that begin with 4, 6 and 7, and leave 9 for tests and examples; the Health
//! and Care numbers of Northern Ireland begin with 32 to 39. The Community Health Index of Scotland has the same check and
//! begins with the day, the month and the year of birth. Numbers that begin otherwise are not issued and not found.

use super::numbers::{Chain, head, tail};
use super::{Found, Kind};

/// Finds those of a chain.
pub(super) fn find(chain: &Chain<'_>, found: &mut Vec<Found>) {
    for first in 0..chain.groups.len() {
        for count in [1, 2, 3] {
            let groups = first..first + count;
            if groups.end > chain.groups.len() {
                break;
            }
            if is_written_so(chain, first, count)
                && is_number(&chain.digits(groups.clone()))
                && chain.is_free(groups.clone())
            {
                let span = chain.span(groups);
                found.push(Found::new(Kind::NhsNumber, span.start, span.end));
            }
        }
    }
}

fn is_written_so(chain: &Chain<'_>, first: usize, count: usize) -> bool {
    let size = |group: usize| chain.groups[first + group].len();
    let is_grouped = match count {
        1 => size(0) == 10,
        // The index of Scotland, with the date of birth apart.
        2 => size(0) == 6 && size(1) == 4,
        _ => size(0) == 3 && size(1) == 3 && size(2) == 4,
    };
    let joints = || (first..first + count - 1).map(|group| chain.joint(group));
    is_grouped
        && (joints().all(|joint| joint.trim().is_empty())
            // So are telephone numbers of North America written.
            || joints().all(|joint| joint == "-") && is_announced(chain, first, count))
}

/// Whether the sentence around a number speaks of the NHS, or the words before it of the other indexes.
fn is_announced(chain: &Chain<'_>, first: usize, count: usize) -> bool {
    const REACH: usize = 160;
    let is_end = ['.', '?', '!'];
    let (start, end) = (
        chain.groups[first].start,
        chain.groups[first + count - 1].end,
    );
    let before = tail(chain.text, start, REACH);
    let before = before.rsplit(is_end).next().unwrap_or(before);
    let before = before.rsplit("\n\n").next().unwrap_or(before);
    let after = head(chain.text, end, REACH);
    let after = after.split(is_end).next().unwrap_or(after);
    let after = after.split("\n\n").next().unwrap_or(after);
    let is_nhs = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.eq_ignore_ascii_case("nhs"))
    };
    let close = tail(chain.text, start, 24).to_lowercase();
    is_nhs(before) || is_nhs(after) || ["chi ", "h&c"].iter().any(|word| close.contains(word))
}

/// Whether ten digits are a number that may have been issued.
fn is_number(digits: &[u8]) -> bool {
    is_issued(digits) && check_digit(&digits[..9]) == Some(digits[9])
}

fn is_issued(digits: &[u8]) -> bool {
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let is_alike = digits.iter().all(|digit| *digit == digits[0]);
    let is_date = (1..=31).contains(&two(0)) && (1..=12).contains(&two(2));
    !is_alike && (matches!(digits[0], 4 | 6 | 7 | 9) || (32..=39).contains(&two(0)) || is_date)
}

/// The digit that checks nine others; `None` where no number has them.
fn check_digit(nine: &[u8]) -> Option<u8> {
    let weighed = nine.iter().zip((2..=10).rev());
    let sum: u32 = weighed
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    match 11 - sum % 11 {
        10 => None,
        11 => Some(0),
        digit => u8::try_from(digit).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_that_of_the_published_example() {
        assert_eq!(check_digit(&[9, 4, 3, 4, 7, 6, 5, 9, 1]), Some(9));
        assert_eq!(check_digit(&[4, 0, 1, 0, 2, 3, 2, 1, 3]), Some(7));
    }
}
