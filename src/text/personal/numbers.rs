//! Long numbers as people write them: groups of digits with little between them.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{Span, fold};

/// Groups of digits that may be one number: `07700 900123`, `(0161) 496-0000`. They may also be several.
#[derive(Debug)]
pub(super) struct Chain<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The groups, never none.
    pub groups: Vec<Span>,
}

/// No number that is looked for has more groups: a telephone number may be written digit by digit.
pub(super) const MOST_GROUPS: usize = 19;

/// No number that is looked for has more digits.
const MOST_DIGITS: usize = 40;

impl Chain<'_> {
    /// The digits of some groups.
    pub fn digits(&self, groups: Range<usize>) -> Vec<u8> {
        let groups = self.groups[groups].iter();
        let bytes = groups.flat_map(|group| &self.text.as_bytes()[group.range()]);
        bytes.map(|byte| byte - b'0').take(MOST_DIGITS).collect()
    }

    /// How many digits each of some groups has.
    pub fn sizes(&self, groups: Range<usize>) -> Vec<usize> {
        self.groups[groups].iter().map(|it| it.len()).collect()
    }

    /// What stands behind a group and before the next one, however wide its blanks and hyphens are: word processors put
    /// those in that do not break a line.
    pub fn joint(&self, group: usize) -> Cow<'_, str> {
        let joint = &self.text[self.groups[group].end..self.groups[group + 1].start];
        if joint.is_ascii() {
            return Cow::Borrowed(joint);
        }
        let plain = joint.chars().filter(|c| !fold::is_ignorable(*c));
        let plain = plain.map(|c| match c {
            c if is_hyphen(c) => '-',
            c if c.is_whitespace() && !c.is_ascii() => ' ',
            c => c,
        });
        Cow::Owned(plain.collect())
    }

    /// From the first to the last digit of some groups.
    pub fn span(&self, groups: Range<usize>) -> Span {
        self.groups[groups.start].cover(self.groups[groups.end - 1])
    }

    /// Whether some groups stand by themselves: no letter, decimal, currency, time or path belongs to them.
    pub fn is_free(&self, groups: Range<usize>) -> bool {
        let span = self.span(groups);
        starts_freely(&self.text[..span.start]) && ends_freely(&self.text[span.end..])
    }
}

/// Whether a character joins groups of a number like a hyphen: also the figure dash and the minus.
pub(super) fn is_hyphen(c: char) -> bool {
    fold::is_hyphen(c) || matches!(c, '\u{2012}' | '\u{2212}')
}

/// Whether a number may begin behind this text.
pub(super) fn starts_freely(before: &str) -> bool {
    let mut before = before.chars().rev();
    let (last, last_but_one) = (before.next(), before.next());
    match last {
        None => true,
        Some('.' | ',' | ':') => !last_but_one.is_some_and(|c| c.is_ascii_digit()),
        Some(c) if is_hyphen(c) || c == '/' => !last_but_one.is_some_and(char::is_alphanumeric),
        Some('_' | '#' | '£' | '$' | '€' | '¥' | '&' | '=' | '~' | '^' | '*' | '%') => false,
        Some(c) => !c.is_alphanumeric(),
    }
}

/// Whether a number may end before this text.
pub(super) fn ends_freely(after: &str) -> bool {
    let mut after = after.chars();
    let (next, next_but_one) = (after.next(), after.next());
    match next {
        None => true,
        Some(c) if is_hyphen(c) || matches!(c, '.' | ',' | ':' | '/') => {
            !next_but_one.is_some_and(|c| c.is_ascii_digit())
        }
        Some('_' | '%' | '£' | '$' | '€' | '¥' | '@' | '=') => false,
        Some(c) => !c.is_alphanumeric(),
    }
}

/// Calls `found` with each chain of a text, in order. Digits are those of ASCII.
pub(super) fn for_each_chain<'t>(text: &'t str, mut found: impl FnMut(&Chain<'t>)) {
    let bytes = text.as_bytes();
    let mut groups = Vec::new();
    let mut next = first_digit(bytes, 0);
    while let Some(start) = next {
        groups.clear();
        groups.push(group_at(bytes, start));
        while let Some(start) = joined(text, groups[groups.len() - 1].end) {
            groups.push(group_at(bytes, start));
        }
        next = first_digit(bytes, groups[groups.len() - 1].end);
        let chain = Chain { text, groups };
        found(&chain);
        groups = chain.groups;
    }
}

fn group_at(bytes: &[u8], start: usize) -> Span {
    let digits = bytes[start..].iter().take_while(|it| it.is_ascii_digit());
    Span::new(start, start + digits.count())
}

/// Where the next group starts, if nothing but a few marks stands before it.
fn joined(text: &str, end: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let is_joint = |c: char| c.is_whitespace() || is_hyphen(c) || "./()".contains(c);
    let marks = text[end..].char_indices();
    let marks = marks.filter(|(_, c)| !fold::is_ignorable(*c));
    for (nth, (at, c)) in marks.enumerate() {
        if c.is_ascii_digit() {
            return Some(end + at);
        }
        if nth == LONGEST || !is_joint(c) {
            return None;
        }
    }
    None
}

/// The first digit from a byte on.
fn first_digit(bytes: &[u8], from: usize) -> Option<usize> {
    // Blocks that are looked at as a whole become instructions that look at many bytes at once.
    const BLOCK: usize = 64;
    let has_digit = |block: &[u8]| {
        block
            .iter()
            .fold(false, |any, it| any | it.is_ascii_digit())
    };
    let blocks = bytes[from..].chunks(BLOCK);
    let passed = blocks.take_while(|block| !has_digit(block)).count() * BLOCK;
    let rest = bytes.get(from + passed..)?;
    let within = rest.iter().position(u8::is_ascii_digit)?;
    Some(from + passed + within)
}

/// The end of a text before a byte, at most so many bytes.
pub(super) fn tail(text: &str, end: usize, most: usize) -> &str {
    let mut start = end.saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..end]
}

/// The beginning of a text from a byte on, at most so many bytes.
pub(super) fn head(text: &str, start: usize, most: usize) -> &str {
    let mut end = text.len().min(start.saturating_add(most));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_with_little_between_them_are_one_chain() {
        let text = "On 3 May (0161) 496-0000, room\u{a0}12 and\n1,000";
        let mut chains = Vec::new();
        for_each_chain(text, |chain| {
            let groups = chain.groups.iter();
            chains.push(groups.map(|it| &text[it.range()]).collect::<Vec<_>>());
        });
        let expected: [&[&str]; 5] = [&["3"], &["0161", "496", "0000"], &["12"], &["1"], &["000"]];
        assert_eq!(chains, expected);
    }

    #[test]
    fn digits_are_found_wherever_blocks_end() {
        for lead in 1..200 {
            let text = format!("{}7{}8", "é".repeat(lead), "x".repeat(lead));
            let mut starts = Vec::new();
            for_each_chain(&text, |chain| {
                starts.extend(chain.groups.iter().map(|it| it.start));
            });
            let last = text.len() - 1;
            assert_eq!(starts, [2 * lead, last]);
        }
    }
}
