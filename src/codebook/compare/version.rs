//! Which of two versions is the newer.

use std::cmp::Ordering;

/// How `new` stands to `old`; `None` where nobody can tell.
///
/// Versions are numbers with points between them, with or without a `v` before: `1.10` is newer than `1.9`, and `1.0` is
/// `1.0.0`. What follows a hyphen makes it a draft of that version (`1.0.0-rc.1` comes before `1.0.0`), and what follows a `+`
/// says nothing, both as in Semantic Versioning 2.0.0. A date (`2024-05-31`) is three numbers. Two other texts can be told
/// to be the same and nothing more: nobody knows whether `final` comes before `final2`.
#[must_use]
pub fn version_order(old: &str, new: &str) -> Option<Ordering> {
    let (old, new) = (old.trim(), new.trim());
    if old == new {
        return Some(Ordering::Equal);
    }
    Some(Version::parse(new)?.cmp(&Version::parse(old)?))
}

/// Fields in the order in which they decide.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version<'v> {
    numbers: Vec<Number<'v>>,
    stage: Stage<'v>,
}

/// A whole number of any length: how many digits, then the digits, without zeros before them.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Number<'v>(usize, &'v str);

/// A draft comes before what it is a draft of.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage<'v> {
    Draft(Vec<Part<'v>>),
    Done,
}

/// A part of a draft's name: numbers come before words.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part<'v> {
    Number(Number<'v>),
    Word(&'v str),
}

impl<'v> Version<'v> {
    fn parse(written: &'v str) -> Option<Self> {
        let bare = written.strip_prefix(['v', 'V']).unwrap_or(written);
        let bare = bare.split_once('+').map_or(bare, |(before, _)| before);
        let is_date = bare.matches('-').count() == 2 && !bare.contains('.');
        if is_date && let Some(numbers) = numbers(bare, '-') {
            let stage = Stage::Done;
            return Some(Self { numbers, stage });
        }
        let (release, draft) = match bare.split_once('-') {
            Some((release, draft)) => (release, Some(draft)),
            None => (bare, None),
        };
        let stage = match draft {
            None => Stage::Done,
            Some("") => return None,
            Some(draft) => Stage::Draft(draft.split('.').map(Part::parse).collect()),
        };
        let numbers = numbers(release, '.')?;
        Some(Self { numbers, stage })
    }
}

/// The numbers, without zeros at the end: `1.0` is `1`.
fn numbers(written: &str, between: char) -> Option<Vec<Number<'_>>> {
    let mut numbers: Vec<Number> = written
        .split(between)
        .map(Number::parse)
        .collect::<Option<_>>()?;
    let filled = numbers.iter().rposition(|number| number.0 > 0);
    numbers.truncate(filled.map_or(0, |last| last + 1));
    Some(numbers)
}

impl<'v> Number<'v> {
    fn parse(written: &'v str) -> Option<Self> {
        let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
        let digits = written.trim_start_matches('0');
        is_number.then_some(Self(digits.len(), digits))
    }
}

impl<'v> Part<'v> {
    fn parse(written: &'v str) -> Self {
        Number::parse(written).map_or(Part::Word(written), Part::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        let rising = [
            "0.9",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-rc.1",
            "1.0.0-rc.2",
            "1.0.0-rc.10",
            "1.0.0",
            "1.9",
            "v1.10",
            "1.10.1",
            "2",
            "2023-12-31",
            "2024-5-31",
            "2024-10-01",
            "99999999999999999999999999",
        ];
        for (at, old) in rising.iter().enumerate() {
            for (other, new) in rising.iter().enumerate() {
                assert_eq!(version_order(old, new), Some(other.cmp(&at)), "{old} {new}");
            }
        }
    }

    #[test]
    fn the_same_version_may_be_written_in_several_ways() {
        for (old, new) in [
            ("1", "1.0.0"),
            ("v1.2", "1.2"),
            ("1.0+a", "1.0+b"),
            ("01", "1"),
            (" x", "x"),
        ] {
            assert_eq!(
                version_order(old, new),
                Some(Ordering::Equal),
                "{old} {new}"
            );
        }
    }

    #[test]
    fn what_is_no_version_cannot_be_compared() {
        for (old, new) in [
            ("final", "final2"),
            ("1.0", "next"),
            ("", "1"),
            ("1.", "1.1"),
            ("1-", "1"),
        ] {
            assert_eq!(version_order(old, new), None, "{old} {new}");
        }
    }

    proptest! {
        #[test]
        fn the_other_way_round_it_is_the_other_way_round(old in "[v0-2]?[0-2.a+-]{0,8}", new in "[0-2.a+-]{0,8}") {
            let there = version_order(&old, &new);
            prop_assert_eq!(there, version_order(&new, &old).map(Ordering::reverse));
        }
    }
}
