//! What is open where the parser stumbled: brackets, and the quotes before them.

use crate::text::Span;

/// What was opened before a place.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Brackets that are still open, outermost first.
    pub open: Vec<usize>,
    /// The last text in quotes, with them.
    pub quoted: Option<Span>,
}

/// Walks over a text up to a place, as far as brackets and quotes go. What is inside a text without quotes opens nothing.
pub(super) fn scan(text: &str, end: usize) -> Seen {
    let mut seen = Seen::default();
    // The indentation of the line whose `|` or `>` began a text that goes on further right.
    let mut block: Option<usize> = None;
    // Where a text in quotes that reaches over lines ends.
    let mut resume = 0;
    let mut start = 0;
    for line in text[..end].split_inclusive('\n') {
        let (from, indentation) = (start, line.len() - line.trim_start().len());
        start += line.len();
        if start <= resume {
            continue;
        }
        let is_of_block = block.is_some_and(|it| indentation > it || line.trim().is_empty());
        if is_of_block && resume <= from {
            continue;
        }
        let mut walk = Walk {
            text: &text[..end],
            end: start,
            seen: &mut seen,
        };
        let (opens_block, after) = walk.line(from.max(resume));
        resume = after;
        block = opens_block.then_some(indentation);
    }
    seen
}

struct Walk<'t, 's> {
    text: &'t str,
    /// The end of the line.
    end: usize,
    seen: &'s mut Seen,
}

impl Walk<'_, '_> {
    /// Walks over a line; says whether a text after `|` or `>` begins, and where the line was left.
    fn line(&mut self, from: usize) -> (bool, usize) {
        let (mut at, mut is_start, mut previous) = (from, true, ' ');
        while at < self.end {
            let Some(c) = self.text[at..].chars().next() else {
                break;
            };
            let next = self.text[at + c.len_utf8()..].chars().next();
            let is_inside = !self.seen.open.is_empty();
            let parts = next.is_none_or(char::is_whitespace);
            match c {
                '#' if previous.is_whitespace() => return (false, self.end),
                '"' | '\'' if is_start => {
                    let past = past_quote(self.text, at, c);
                    self.seen.quoted = Some(Span::new(at, past));
                    (at, is_start, previous) = (past, false, c);
                    continue;
                }
                '[' | '{' if is_start => self.seen.open.push(at),
                ']' | '}' if is_inside => {
                    self.seen.open.pop();
                    is_start = false;
                }
                '|' | '>' if is_start && !is_inside => return (true, self.end),
                ',' if is_inside => is_start = true,
                ':' if parts => is_start = true,
                '-' | '?' if is_start && parts => {}
                c if !c.is_whitespace() => is_start = false,
                _ => {}
            }
            previous = c;
            at += c.len_utf8();
        }
        (false, at)
    }
}

/// The end of a text in quotes that begins at a place: behind its closing quote, or the end of all.
fn past_quote(text: &str, start: usize, quote: char) -> usize {
    let mut chars = text[start + 1..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
                continue;
            }
            return start + 1 + at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(text: &str) -> Vec<usize> {
        scan(text, text.len()).open
    }

    #[test]
    fn only_what_stands_at_the_start_of_a_value_opens() {
        assert_eq!(open("a: [x, {y"), [3, 7]);
        assert_eq!(open("a: see [x\nb: \"[\"\nc: # [\n"), [0; 0]);
        assert_eq!(open("a: |\n  - [x\nb: [\n  y"), [15]);
    }

    #[test]
    fn the_last_text_in_quotes_may_have_begun_lines_above() {
        let text = "a: [\"b\nc: d\ne: [\"f";
        assert_eq!(scan(text, text.len() - 1).quoted, Some(Span::new(4, 17)));
    }

    proptest! {
        #[test]
        fn every_text_is_walked_to_its_end(text in "[-a:#|>'\"{}\\[\\],\\\\ \né]{0,40}") {
            for (at, _) in text.char_indices() {
                let seen = scan(&text, at);
                prop_assert!(seen.open.iter().all(|it| *it < at));
                prop_assert!(seen.quoted.is_none_or(|it| it.end <= at));
            }
        }
    }
}
