//! Two labels that may be one person: said, never merged.

use super::shape;

/// How two labels are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// `Vic Vijayakumar` and `Vic`.
    PartOfName,
    /// `Lucy Brown` and `LB`.
    Initials,
    /// `Stacoviak` and `Stacoviack`.
    Spelling,
}

/// Whether two labels, seen so often each, may be one person's.
pub(crate) fn likeness(one: (&str, u32), other: (&str, u32)) -> Option<Likeness> {
    let (a, b) = (one.0.to_lowercase(), other.0.to_lowercase());
    if shape::is_role(&a) || shape::is_role(&b) {
        return None;
    }
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    let long_name = if a.len() <= b.len() { other.0 } else { one.0 };
    if short.chars().count() > 1 && !has_digit(short) && parts(long).any(|part| part == short) {
        return Some(Likeness::PartOfName);
    }
    if long_name.contains(' ') && short.chars().count() > 1 && *short == initials(long_name) {
        return Some(Likeness::Initials);
    }
    let rare = one.1.min(other.1);
    let often = one.1.max(other.1);
    let slip = rare <= 2 || rare * 10 <= often;
    let codes = has_digit(short) || has_digit(long) || short.chars().count() < 4;
    (slip && !codes && one_edit_apart(short, long)).then_some(Likeness::Spelling)
}

/// The words of a name, and what stands in parentheses behind it.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|' | ','));
    words.filter(|word| !word.is_empty())
}

fn initials(name: &str) -> String {
    let capitals = parts(name)
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase());
    capitals.flat_map(char::to_lowercase).collect()
}

fn has_digit(label: &str) -> bool {
    label.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether one insertion, removal, replacement or swap of neighbours makes one of the other.
fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    match (a, b) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likely_aliases_are_seen() {
        let often = |a, b| likeness((a, 1), (b, 40));
        assert_eq!(often("Vic Vijayakumar", "Vic"), Some(Likeness::PartOfName));
        assert_eq!(often("Lucy Brown", "LB"), Some(Likeness::Initials));
        assert_eq!(often("Lucy Brown (LB)", "LB"), Some(Likeness::PartOfName));
        assert_eq!(often("Stacoviack", "Stacoviak"), Some(Likeness::Spelling));
    }

    #[test]
    fn different_people_are_not_aliases() {
        for (a, b) in [
            ("P1", "P2"),
            ("Audience 3", "Audience 4"),
            ("Interviewer", "Interviewee"),
            ("Condon", "MSM"),
            ("Councillor Mayes", "Councillor Eadie"),
        ] {
            assert_eq!(likeness((a, 1), (b, 40)), None, "{a} {b}");
        }
        assert_eq!(likeness(("Anna", 30), ("Anne", 40)), None);
    }
}
