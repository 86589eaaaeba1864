//! National Insurance numbers of the United Kingdom: two letters, six digits, and A, B, C or D.
//!
//! The letters are those of HM Revenue and Customs' manual NIM39110
//! (<https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110>): neither D, F, I, Q, U nor V, no O in second
//! place, and none of the pairs BG, GB, KN, NK, NT, TN and ZZ. There is no check digit. The made-up number of forms, which begins
//! with QQ, is nobody's and not found.

use super::numbers::{Chain, is_hyphen};
use super::{Found, Kind};

/// Finds those of a chain.
pub(super) fn find(chain: &Chain<'_>, found: &mut Vec<Found>) {
    for first in 0..chain.groups.len() {
        for count in [1, 3] {
            let groups = first..first + count;
            if groups.end > chain.groups.len() {
                break;
            }
            let size = if count == 1 { 6 } else { 2 };
            let mut sizes = chain.groups[groups.clone()].iter().map(|it| it.len());
            let is_grouped = sizes.all(|it| it == size);
            let mut joints = (first..groups.end - 1).map(|group| chain.joint(group));
            if !is_grouped || !joints.all(|joint| matches!(&*joint, " " | "-")) {
                continue;
            }
            let digits = chain.span(groups);
            if let Some(start) = prefix(&chain.text[..digits.start])
                && let Some(length) = suffix(&chain.text[digits.end..])
            {
                found.push(Found::new(
                    Kind::InsuranceNumber,
                    start,
                    digits.end + length,
                ));
            }
        }
    }
}

/// Where the two letters before the digits start.
fn prefix(before: &str) -> Option<usize> {
    let letters = before.strip_suffix(is_joint).unwrap_or(before);
    let [rest @ .., a, b] = letters.as_bytes() else {
        return None;
    };
    let (a, b) = (a.to_ascii_uppercase(), b.to_ascii_uppercase());
    let is_letter = |c: u8| c.is_ascii_uppercase() && !b"DFIQUV".contains(&c);
    let pairs: [&[u8; 2]; 7] = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"];
    let is_word = rest
        .last()
        .is_some_and(|c| c.is_ascii_alphanumeric() || !c.is_ascii());
    let is_issued = is_letter(a) && is_letter(b) && b != b'O' && !pairs.contains(&&[a, b]);
    (is_issued && !is_word).then(|| letters.len() - 2)
}

/// How many bytes the last letter takes, with the space before it.
fn suffix(after: &str) -> Option<usize> {
    let letter = after.strip_prefix(is_joint).unwrap_or(after);
    let mut letters = letter.chars();
    let is_last = matches!(letters.next()?, 'A'..='D' | 'a'..='d');
    let is_word = letters.next().is_some_and(char::is_alphanumeric);
    (is_last && !is_word).then(|| after.len() - letter.len() + 1)
}

fn is_joint(c: char) -> bool {
    is_hyphen(c) || c.is_whitespace() && !matches!(c, '\n' | '\r')
}
