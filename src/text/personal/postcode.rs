//! Postcodes that stand for a few houses: those of the United Kingdom, Ireland and Canada, and ZIP codes behind a state.
//!
//! The shapes of the United Kingdom's are those of the Royal Mail's programmers' guide to the Postcode Address File and of
//! BS 7666: an area of one or two letters of which there are 124, a district, and a digit with two letters that are none of C,
//! I, K, M, O and V. Eircodes follow <https://www.eircode.ie>, Canadian codes Canada Post's addressing guidelines (no D, F, I, O, Q
//! or U, and no W or Z at first), ZIP codes stand behind the two letters of a state (USPS Publication 28, appendix B).
//!
//! The first half of a postcode alone (`M14`) is a district of thousands of people, and is not found. Codes that are digits
//! alone, as in most countries, cannot be told from other numbers.

use super::numbers::{Chain, ends_freely, tail};
use super::{Found, Kind};
use crate::text::Span;

/// Finds those that end in or behind a group of a chain.
pub(super) fn find(chain: &Chain<'_>, found: &mut Vec<Found>) {
    for group in &chain.groups {
        let of_kingdom = || british(chain.text, *group);
        let of_others = || zip(chain, *group).or_else(|| canadian(chain.text, *group));
        let hit = of_kingdom().or_else(of_others);
        if let Some(span) = hit.or_else(|| irish(chain.text, *group)) {
            found.push(Found::new(Kind::Postcode, span.start, span.end));
        }
    }
}

/// The areas of the United Kingdom, the Channel Islands and the Isle of Man.
const AREAS: &str = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN \
    EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR \
    NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF \
    WN WR WS WV YO ZE ";

const STATES: &str = " AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC \
    ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY ";

/// A postcode whose last digit ends the group.
fn british(text: &str, group: Span) -> Option<Span> {
    let bytes = text.as_bytes();
    let end = group.end + 2;
    let letters = bytes.get(group.end..end)?;
    let are_letters = letters.iter().all(u8::is_ascii_alphabetic);
    if !are_letters || starts_word(text.get(end..)?) {
        return None;
    }
    let inward = group.end - 1;
    let before = tail(text, inward, 2).trim_end_matches([' ', '\u{a0}']);
    let gap = tail(text, inward, 2).len() - before.len();
    let outward = tail(text, inward - gap, 4);
    let start = inward - gap - district(outward)?;
    if group.len() > 1 && gap > 0 || starts_inside(&text[..start]) {
        return None;
    }
    let code = &text[start..end];
    let area: String = code.chars().take_while(char::is_ascii_alphabetic).collect();
    (is_inward(code, area.len(), gap > 0, letters) && is_listed(AREAS, &area))
        .then(|| Span::new(start, end))
}

/// How many bytes at the end of a text are letters and digits of a district: `M1`, `M60`, `CR2`, `DN55`, `W1A`, `EC1A`.
fn district(text: &str) -> Option<usize> {
    let shape: Vec<u8> = text
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' => b'9',
            it if it.is_ascii_alphabetic() => b'A',
            _ => b' ',
        })
        .collect();
    let shapes: [&[u8]; 6] = [b"AA99", b"AA9A", b"AA9", b"A99", b"A9A", b"A9"];
    let shape = shapes.iter().find(|it| shape.ends_with(it))?;
    Some(shape.len())
}

/// Whether two letters end a postcode and not an ordinal, a unit or a time.
fn is_inward(code: &str, area: usize, is_spaced: bool, letters: &[u8]) -> bool {
    let has_upper = code.bytes().any(|it| it.is_ascii_uppercase());
    let has_lower = code.bytes().any(|it| it.is_ascii_lowercase());
    let upper = letters.to_ascii_uppercase();
    if upper.iter().any(|letter| b"CIKMOV".contains(letter)) {
        return false;
    }
    let is_unit = if has_lower {
        matches!(
            upper.as_slice(),
            b"ST" | b"ND" | b"RD" | b"TH" | b"HR" | b"FT" | b"LB" | b"GB" | b"TB" | b"YR"
        )
    } else {
        // A telephone with a memory: "S8 64GB".
        area == 1 && matches!(upper.as_slice(), b"GB" | b"TB")
    };
    // Small letters, or some of both, are a postcode only with its space.
    !is_unit && (is_spaced || has_upper && !has_lower)
}

/// `CA 94110`, `Portland, OR 97201-1234`.
fn zip(chain: &Chain<'_>, group: Span) -> Option<Span> {
    if group.len() != 5 {
        return None;
    }
    let before = chain.text[..group.start].trim_end_matches(' ');
    let is_apart = (1..=2).contains(&(group.start - before.len()));
    let state = tail(before, before.len(), 2);
    let is_state = state.bytes().all(|it| it.is_ascii_uppercase()) && is_listed(STATES, state);
    let place = before[..before.len() - state.len()].trim_end_matches(' ');
    // "Portland OR 97201", and not "we had OR 20000".
    let place = tail(place, place.len(), 32);
    let word = place.rsplit(' ').next().unwrap_or_default();
    let is_behind_place = place.ends_with(',') || word.starts_with(char::is_uppercase);
    let rest = &chain.text[group.end..];
    let more = rest.strip_prefix('-').map_or(0, |more| {
        let digits = more.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 4 { 5 } else { 0 }
    });
    let end = group.end + more;
    (is_apart && is_state && is_behind_place && ends_freely(&chain.text[end..]))
        .then(|| Span::new(group.start, end))
}

/// `K1A 0B1`, whose last digit is a group of its own.
fn canadian(text: &str, group: Span) -> Option<Span> {
    let start = group.start.checked_sub(6)?;
    let code = text.as_bytes().get(start..group.end)?;
    let [a, b'0'..=b'9', b, b' ', b'0'..=b'9', c, b'0'..=b'9'] = code else {
        return None;
    };
    let is_letter = |it: &u8| it.is_ascii_uppercase() && !b"DFIOQU".contains(it);
    let are_letters = [a, b, c].into_iter().all(is_letter) && !b"WZ".contains(a);
    // Nor inside a character.
    let is_free = !starts_inside(text.get(..start)?) && !starts_word(&text[group.end..]);
    (are_letters && is_free).then(|| Span::new(start, group.end))
}

/// `D02 X285`, `A65 F4E2`: the group is the digits behind the first letter.
fn irish(text: &str, group: Span) -> Option<Span> {
    let start = group.start.checked_sub(1)?;
    let code = text.as_bytes().get(start..start + 8)?;
    let [area, b'0'..=b'9', b'0'..=b'9' | b'W', b' ', unique @ ..] = code else {
        return None;
    };
    let is_letter = |it: &u8| b"ACDEFHKNPRTVWXY".contains(it);
    let is_unique = unique.iter().all(|it| is_letter(it) || it.is_ascii_digit())
        && unique.iter().any(u8::is_ascii_digit)
        && is_letter(&unique[0]);
    let end = start + 8;
    let is_free = !starts_inside(text.get(..start)?) && !starts_word(text.get(end..)?);
    (is_letter(area) && is_unique && is_free).then(|| Span::new(start, end))
}

fn is_listed(list: &str, word: &str) -> bool {
    list.contains(&format!(" {} ", word.to_ascii_uppercase()))
}

fn starts_inside(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | '#'))
}

fn starts_word(after: &str) -> bool {
    after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}
