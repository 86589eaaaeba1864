//! Telephone numbers in digits.
//!
//! - International ones: `+` or `00`, a country code of ITU-T E.164, and 8 to 15 digits in all.
//! - Those with a leading 0, of the United Kingdom first: ten or eleven digits, as Ofcom's National Telephone Numbering Plan has
//!   them, in one (eleven only) or in groups of which the first is an area or a mobile code; the five pairs of France.
//! - North American ones: three, three and four digits of which the first and the fourth are 2 to 9, with hyphens, dots or
//!   brackets (ATIS-0300051, the North American Numbering Plan).
//! - Any six to fifteen digits behind words that say what they are: "my phone number is", "my number is", "ring me on",
//!   "Tel.".
//!
//! Short numbers that belong to nobody (999, 111, 116 123) are not found; those of helplines are.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::numbers::{Chain, MOST_GROUPS, starts_freely, tail};
use super::{Found, Kind};

/// What says that a telephone number follows, at the end of a text.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    let noun = "(?:tel(?:ephone|efon)?|phone|mobile|cell(?:phone)?|landline|handy(?:nummer)?|telefonnummer|fax|whatsapp|téléphone|\
        teléfono|telefono|telefoon|móvil)(?:\\s+(?:number|no|num|nr)\\b)?";
    let verb = "(?:call|ring|text|phone|reach|dial|contact|message)\\s+(?:me|us|him|her|them)(?:\\s+back)?\\s+(?:on|at)";
    // Whose number it is makes it one: "the number" and "their number" are of anything.
    let whose = "(?:my|your|his|her)\\s+number(?:\\s+(?:is|was)|['’]s)";
    let little = "(?:(?:is|was|on|s|it['’]s|ist|est|es)\\b[\\s:]*)*";
    let pattern = format!("(?i)(?-u:\\b)(?:{noun}|{verb}|{whose})[\\s.:#'’=]*{little}[+(]?$");
    Regex::new(&pattern).expect("the pattern is written here")
});

/// No number has fewer digits, where words say that it is one.
const FEWEST_DIGITS: usize = 6;

/// No number has more digits: fifteen, a 0 in brackets, and a 0 for abroad.
const MOST_DIGITS: usize = 17;

/// Finds those of a chain.
pub(super) fn find(chain: &Chain<'_>, found: &mut Vec<Found>) {
    let mut first = 0;
    while first < chain.groups.len() {
        let Some(end) = end(chain, first) else {
            first += 1;
            continue;
        };
        let span = chain.span(first..end);
        let start = span.start - opening(&chain.text[..span.start], &chain.text[span.range()]);
        found.push(Found::new(Kind::TelephoneNumber, start, span.end));
        first = end;
    }
}

/// The group behind the longest number that begins with this one.
fn end(chain: &Chain<'_>, first: usize) -> Option<usize> {
    let before = &chain.text[..chain.groups[first].start];
    let reach = reach(chain, first, before);
    let all = chain.groups[first..].iter().take(reach);
    if all.map(|group| group.len()).sum::<usize>() < FEWEST_DIGITS {
        return None;
    }
    let lengths = chain.groups[first..].iter().take(reach);
    let lengths = lengths.scan(0, |sum, group| {
        *sum += group.len();
        Some(*sum)
    });
    let lengths: Vec<usize> = lengths
        .take_while(|length| *length <= MOST_DIGITS)
        .collect();
    if lengths.last().is_none_or(|most| *most < FEWEST_DIGITS) {
        return None;
    }
    let longest = first..first + lengths.len();
    let (digits, sizes) = (chain.digits(longest.clone()), chain.sizes(longest.clone()));
    let joints = (first..longest.end - 1).map(|group| chain.joint(group));
    let joints: Vec<Cow<'_, str>> = joints.collect();
    let joints: Vec<&str> = joints.iter().map(AsRef::as_ref).collect();
    let is_number = |count: usize| {
        let number = Number {
            digits: &digits[..lengths[count - 1]],
            sizes: &sizes[..count],
            joints: &joints[..count - 1],
            before,
            is_first: first == 0,
        };
        number.is_telephone() && chain.is_free(first..first + count)
    };
    let mut counts = (1..=lengths.len()).rev();
    counts
        .find(|count| is_number(*count))
        .map(|count| first + count)
}

/// How many groups a number may have that begins with this one.
fn reach(chain: &Chain<'_>, first: usize, before: &str) -> usize {
    let begins = chain.text.as_bytes()[chain.groups[first].start];
    if !starts_freely(before) {
        0
    } else if first == 0 || begins == b'0' || before.ends_with('+') || before.ends_with("+(") {
        MOST_GROUPS
    } else {
        // North American ones are all that is left.
        4
    }
}

/// How many bytes before the first digit belong to the number: a bracket only where it is closed within.
fn opening(before: &str, number: &str) -> usize {
    let closes = number.contains(')');
    let openings = ["(+", "+(", "+", "("];
    let mut openings = openings.iter().filter(|it| closes || !it.contains('('));
    let opening = openings.find(|it| before.ends_with(**it));
    opening.map_or(0, |it| it.len())
}

/// Groups of digits that may be a telephone number.
struct Number<'t> {
    digits: &'t [u8],
    sizes: &'t [usize],
    joints: &'t [&'t str],
    before: &'t str,
    /// Whether no digits stand right before it, but words may.
    is_first: bool,
}

impl Number<'_> {
    fn is_telephone(&self) -> bool {
        self.digits.len() >= FEWEST_DIGITS
            && (self.is_international()
                || self.is_national()
                || self.is_north_american()
                || self.is_announced())
    }

    fn is_international(&self) -> bool {
        let digits = match self.digits {
            digits if self.before.ends_with('+') || self.before.ends_with("+(") => digits,
            [0, 0, digits @ ..] if self.begins_abroad() => digits,
            _ => return false,
        };
        let Some(code) = country_code(digits) else {
            return false;
        };
        let national = &digits[code..];
        let has_trunk_prefix = national.starts_with(&[0]);
        let in_brackets = self.joints.iter().any(|joint| joint.ends_with('('));
        let keeps_zero = in_brackets || matches!(digits, [4, 4, ..] | [3, 9, ..]);
        let is_american = digits[0] == 1;
        (8..=15 + usize::from(has_trunk_prefix)).contains(&digits.len())
            && (!has_trunk_prefix || keeps_zero)
            && (!is_american || is_american_number(national))
            && !self.is_round_sum()
            && self.is_joined_plainly()
    }

    /// `00 44 7700`, `0044 7700`, `00447700`, and not a decimal fraction.
    fn begins_abroad(&self) -> bool {
        let is_grouped = self.sizes.len() > 1 || self.digits.starts_with(&[0, 0, 4, 4]);
        self.sizes[0] > 1 && is_grouped && !self.is_decimal()
    }

    /// With a leading 0.
    fn is_national(&self) -> bool {
        let [0, second, ..] = self.digits else {
            return false;
        };
        let pairs = || self.sizes == [2; 5] && !counts_evenly(self.digits);
        let is_written_so = match (self.sizes, self.digits.len()) {
            ([11], _) => !matches!(second, 4 | 6),
            ([2, 4, 4], 10) => true,
            ([3..=6, rest @ ..], 10 | 11) if !rest.is_empty() => {
                rest.len() <= 4 && rest.iter().all(|size| *size > 1)
            }
            (sizes, 10 | 11) if sizes.iter().all(|size| *size == 1) => !self.is_counting(),
            (_, 10) => pairs(),
            _ => false,
        };
        *second != 0 && is_written_so && self.is_joined_plainly() && !self.is_decimal()
    }

    fn is_north_american(&self) -> bool {
        let (sizes, joints) = match self.sizes {
            [1, rest @ ..] if self.digits[0] == 1 && !self.joints.is_empty() => {
                (rest, &self.joints[1..])
            }
            sizes => (sizes, self.joints),
        };
        let opens =
            self.before.ends_with('(') || self.joints.iter().any(|joint| joint.ends_with('('));
        let digits = &self.digits[self.digits.len() - sizes.iter().sum::<usize>()..];
        sizes == [3, 3, 4]
            && is_american_number(digits)
            && match joints {
                ["-", "-"] | [".", "."] => true,
                [first, second] => {
                    opens
                        && matches!(*first, ")" | ") " | ")-")
                        && matches!(*second, "-" | " " | ".")
                }
                _ => false,
            }
    }

    /// Said to be one by the words before.
    fn is_announced(&self) -> bool {
        let is_date = matches!(
            self.sizes,
            [4, 4] | [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2]
        );
        self.is_first
            && self.digits.len() <= 15
            && !is_date
            && self.is_joined_plainly()
            && ANNOUNCED.is_match(tail(self.before, self.before.len(), 48))
    }

    /// Whether every mark between groups is one that telephone numbers have, and a slash only behind the area.
    fn is_joined_plainly(&self) -> bool {
        let is_plain =
            |joint: &str| !joint.contains('/') && joint.matches(char::is_whitespace).count() <= 2;
        let mut joints = self.joints.iter().enumerate();
        joints.all(|(nth, joint)| nth == 0 && joint.trim() == "/" || is_plain(joint))
    }

    fn is_decimal(&self) -> bool {
        self.joints == ["."]
    }

    /// `+5 000 000 000`.
    fn is_round_sum(&self) -> bool {
        let is_grouped = self.sizes.len() > 2 && self.sizes[1..].iter().all(|size| *size == 3);
        is_grouped && self.digits.ends_with(&[0; 6])
    }

    /// `0 1 2 3 4 5 6 7 8 9`.
    fn is_counting(&self) -> bool {
        let pairs = self.digits.windows(2);
        pairs.filter(|pair| pair[0] + 1 == pair[1]).count() > self.digits.len() / 2
    }
}

/// `01 02 03 04 05`: numbers of a list.
fn counts_evenly(digits: &[u8]) -> bool {
    let pairs: Vec<i32> = digits
        .chunks(2)
        .map(|it| i32::from(it[0]) * 10 + i32::from(it[1]))
        .collect();
    pairs.windows(3).all(|it| it[1] - it[0] == it[2] - it[1])
}

fn is_american_number(digits: &[u8]) -> bool {
    digits.len() == 10 && digits[0] > 1 && digits[3] > 1
}

/// How many digits the country code has that a number begins with; `None` where none is assigned.
fn country_code(digits: &[u8]) -> Option<usize> {
    let code = match digits.get(..3)? {
        [1 | 7, ..] => 1,
        [2, 0 | 7, _]
        | [3, 0..=4 | 6 | 9, _]
        | [4, 0 | 1 | 3..=9, _]
        | [5, 1..=8, _]
        | [6, 0..=6, _]
        | [8, 1 | 2 | 4 | 6, _]
        | [9, 0..=5 | 8, _] => 2,
        [2, 1..=6 | 9, _]
        | [3, 5 | 7 | 8, _]
        | [4, 2, _]
        | [5, 0 | 9, _]
        | [6, 7..=9, _]
        | [8, 0 | 5 | 7 | 8, _]
        | [9, 6 | 7 | 9, _] => 3,
        _ => return None,
    };
    Some(code)
}
