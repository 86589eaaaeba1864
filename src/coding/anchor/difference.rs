//! Where two versions of a quote differ.

use super::plain::Plain;
use crate::text::Span;

/// The stretch of each text from the first to the last place where they differ, as quotes are compared: layout and typography
/// do not count. Where something was only taken out or put in, the stretch of one is empty. Nothing where they are the same.
#[must_use]
pub fn difference(was: &str, now: &str) -> Option<(Span, Span)> {
    let (old, new) = (Plain::of(was), Plain::of(now));
    if old.text() == new.text() {
        return None;
    }
    let pairs = old.text().chars().zip(new.text().chars());
    let start = pairs.take_while(|(a, b)| a == b);
    let start: usize = start.map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (&old.text()[start..], &new.text()[start..]);
    let pairs = old_rest.chars().rev().zip(new_rest.chars().rev());
    let end = pairs.take_while(|(a, b)| a == b);
    let end: usize = end.map(|(c, _)| c.len_utf8()).sum();
    let of = |plain: &Plain| plain.stretch(&(start..plain.text().len() - end));
    Some((of(&old), of(&new)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'t>(was: &'t str, now: &'t str) -> Option<(&'t str, &'t str)> {
        let (old, new) = difference(was, now)?;
        Some((&was[old.range()], &now[new.range()]))
    }

    #[test]
    fn the_words_that_were_changed_are_found_in_both() {
        assert_eq!(
            told("It takes weeks.", "It  takes days."),
            Some(("week", "day"))
        );
        assert_eq!(told("“Yes” – he said", "\"Yes\" -\nhe said"), None);
        assert_eq!(told("a b c", "a x b c"), Some(("", "x ")));
        assert_eq!(told("a b c", "a b"), Some((" c", "")));
        assert_eq!(told("aé", "aè"), Some(("é", "è")));
        assert_eq!(told("", "a"), Some(("", "a")));
        assert_eq!(told("aa", "aaa"), Some(("", "a")));
    }
}
