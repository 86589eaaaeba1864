//! International Bank Account Numbers: a country, two check digits and an account, as long as the country has it.
//!
//! The check is that of ISO 13616-1 by ISO/IEC 7064, MOD 97-10: with the first four characters put last and letters read as 10
//! to 35, the rest by 97 is 1. Lengths are those of the SWIFT IBAN Registry
//! (<https://www.swift.com/standards/data-standards/iban-international-bank-account-number>).

use super::numbers::{Chain, ends_freely, is_hyphen};
use super::{Found, Kind};
use crate::text::fold;

/// Finds those that begin in a chain.
pub(super) fn find(chain: &Chain<'_>, found: &mut Vec<Found>) {
    for group in chain.groups.iter().filter(|it| it.len() >= 2) {
        let before = &chain.text.as_bytes()[..group.start];
        let [rest @ .., a, b] = before else { continue };
        let is_country = a.is_ascii_alphabetic() && b.is_ascii_alphabetic();
        if !is_country || rest.last().is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        let start = group.start - 2;
        if let Some(length) = length([a.to_ascii_uppercase(), b.to_ascii_uppercase()])
            && let Some((account, end)) = characters(chain.text, start, length)
            && is_checked(&account)
            && ends_freely(&chain.text[end..])
        {
            found.push(Found::new(Kind::BankAccount, start, end));
        }
    }
}

/// So many letters and digits from a byte on, with at most two blanks, hyphens or dots between them, and where they end. The check
/// digits say that they belong together.
fn characters(text: &str, start: usize, count: usize) -> Option<(Vec<u8>, usize)> {
    const WIDEST: usize = 2;
    let mut taken = Vec::with_capacity(count);
    let mut gap = 0;
    for (at, c) in text[start..].char_indices() {
        match c {
            c if c.is_ascii_alphanumeric() => {
                gap = 0;
                let mut byte = [0];
                c.to_ascii_uppercase().encode_utf8(&mut byte);
                taken.push(byte[0]);
            }
            c if fold::is_ignorable(c) => {}
            c if gap < WIDEST && (c.is_whitespace() || is_hyphen(c) || c == '.') => gap += 1,
            _ => return None,
        }
        if taken.len() == count {
            return Some((taken, start + at + 1));
        }
    }
    None
}

fn is_checked(account: &[u8]) -> bool {
    let turned = account[4..].iter().chain(&account[..4]);
    let rest = turned.fold(0, |rest: u32, character| match character {
        b'0'..=b'9' => (rest * 10 + u32::from(character - b'0')) % 97,
        _ => (rest * 100 + u32::from(character - b'A') + 10) % 97,
    });
    rest == 1
}

fn length(country: [u8; 2]) -> Option<usize> {
    let length = match &country {
        b"NO" => 15,
        b"BE" => 16,
        b"DK" | b"FI" | b"FK" | b"FO" | b"GL" | b"NL" | b"SD" => 18,
        b"MK" | b"SI" => 19,
        b"AT" | b"BA" | b"EE" | b"KZ" | b"LT" | b"LU" | b"MN" | b"XK" => 20,
        b"CH" | b"HR" | b"LI" | b"LV" => 21,
        b"BG" | b"BH" | b"CR" | b"DE" | b"GB" | b"GE" | b"IE" | b"ME" | b"RS" | b"VA" => 22,
        b"AE" | b"GI" | b"IL" | b"IQ" | b"OM" | b"SO" | b"TL" => 23,
        b"AD" | b"CZ" | b"ES" | b"MD" | b"PK" | b"RO" | b"SA" | b"SE" | b"SK" | b"TN" | b"VG" => 24,
        b"LY" | b"PT" | b"ST" => 25,
        b"IS" | b"TR" => 26,
        b"BI" | b"DJ" | b"FR" | b"GR" | b"IT" | b"MC" | b"MR" | b"SM" => 27,
        b"AL" | b"AZ" | b"BY" | b"CY" | b"DO" | b"GT" | b"HN" | b"HU" | b"LB" | b"NI" | b"PL"
        | b"SV" => 28,
        b"BR" | b"EG" | b"PS" | b"QA" | b"UA" => 29,
        b"JO" | b"KW" | b"MU" | b"YE" => 30,
        b"MT" | b"SC" => 31,
        b"LC" => 32,
        b"RU" => 33,
        _ => return None,
    };
    Some(length)
}
