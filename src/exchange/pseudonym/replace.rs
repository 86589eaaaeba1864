//! Putting pseudonyms in the place of names.
//!
//! The longest name is taken first, wherever it stands; what it covers no shorter one gets. A name is found at the
//! boundaries of words: a letter, a digit or an accent beside it makes it a part of a longer word. A hyphen parts words, and
//! so does an apostrophe, but behind a name only one that closes a quotation, or the endings `'s`, `'d`, `'ll`, `'ve`,
//! `'re`, which stay: `Don't` is not `Don`.

use super::key::{Key, Wanted};
use super::letters::{self, Folded, Letter, is_letter};
use crate::text::Span;

/// Endings that speech hangs on names.
const ENDINGS: [&str; 5] = ["s", "d", "ll", "ve", "re"];

/// A text with pseudonyms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// The new text.
    pub text: String,
    /// What was replaced, in order.
    pub replacements: Vec<Replacement>,
    /// What looks like a name and has fewer capitals than the key: it was not replaced.
    pub passed: Vec<Passed>,
}

/// One name that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Where the name stood in the old text, without its ending.
    pub from: Span,
    /// Where the pseudonym stands in the new text.
    pub to: Span,
    /// Which of [`Key::entries`].
    pub entry: usize,
}

/// A place that has the letters of a name and not its capitals: `will` for `Will`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Where it stands in the old text.
    pub span: Span,
    /// Which of [`Key::entries`].
    pub entry: usize,
}

/// Where a span of the old text went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The same words, or their pseudonyms.
    Whole(Span),
    /// It began or ended inside a name; the whole pseudonym is taken in.
    Widened(Span),
}

impl Key {
    /// Puts pseudonyms in the place of the names in a text. Everything else stays as it is.
    #[must_use]
    pub fn replace(&self, text: &str) -> Replaced {
        self.replace_in(&Folded::of(text))
    }

    /// The same in a text that was folded before.
    #[must_use]
    pub fn replace_in(&self, folded: &Folded<'_>) -> Replaced {
        let text = folded.text;
        let mut found = self.find(folded);
        // Stable, so that of equally long ones the first in the text is taken, and of its spellings the key's first.
        found.sort_by_key(|found| std::cmp::Reverse(found.letters));
        let mut taken = Taken::default();
        let mut passed = Vec::new();
        for one in found {
            if !one.is_spelled {
                passed.push(one);
            } else if taken.is_free(one.span) {
                taken.take(one);
            }
        }
        let passed = passed.into_iter().filter(|one| taken.is_free(one.span));
        let mut passed: Vec<Passed> = passed.map(Found::passed).collect();
        passed.sort_by_key(|one| one.span);
        passed.dedup_by_key(|one| one.span);
        self.write(text, taken, passed)
    }

    fn find(&self, &Folded { text, ref letters }: &Folded<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        for at in 0..letters.len() {
            for wanted in self.initials.get(&letters[at].folded).into_iter().flatten() {
                if let Some(span) = stands_at(letters, at, wanted) {
                    let name = &self.entries[wanted.entry].name;
                    found.push(Found {
                        span,
                        entry: wanted.entry,
                        letters: wanted.letters.len(),
                        is_spelled: letters::is_spelled(name, &text[span.range()]),
                    });
                }
            }
        }
        found
    }

    fn write(&self, text: &str, taken: Taken, passed: Vec<Passed>) -> Replaced {
        let mut replaced = Replaced {
            text: String::with_capacity(text.len()),
            replacements: Vec::new(),
            passed,
        };
        let mut at = 0;
        for (from, entry) in taken.spans {
            replaced.text.push_str(&text[at..from.start]);
            let start = replaced.text.len();
            replaced
                .text
                .push_str(&self.pseudonym(entry, &text[from.range()]));
            let to = Span::new(start, replaced.text.len());
            replaced.replacements.push(Replacement { from, to, entry });
            at = from.end;
        }
        replaced.text.push_str(&text[at..]);
        replaced
    }

    /// The pseudonym for a name as it is spelled: in capitals where the name is, and is not always.
    fn pseudonym(&self, entry: usize, spelled: &str) -> String {
        let entry = &self.entries[entry];
        if letters::is_capitals(spelled) && !letters::is_capitals(&entry.name) {
            entry.pseudonym.to_uppercase()
        } else {
            entry.pseudonym.clone()
        }
    }
}

impl Replaced {
    /// Where a span of the old text stands in the new one.
    ///
    /// # Panics
    /// When the span does not fit the old text.
    #[must_use]
    pub fn moved(&self, span: Span) -> Moved {
        let (start, cuts_start) = self.moved_end(span.start, |it| it.start);
        let (end, cuts_end) = self.moved_end(span.end, |it| it.end);
        let moved = Span::new(start, end.max(start));
        if cuts_start || cuts_end {
            Moved::Widened(moved)
        } else {
            Moved::Whole(moved)
        }
    }

    /// Where a byte of the old text stands in the new one; inside a name, the side of the pseudonym, and `true`.
    fn moved_end(&self, byte: usize, side: impl Fn(Span) -> usize) -> (usize, bool) {
        let before = self.replacements.partition_point(|it| it.from.end <= byte);
        if let Some(cut) = self.replacements.get(before)
            && cut.from.start < byte
        {
            return (side(cut.to), true);
        }
        let last = before.checked_sub(1).map(|last| self.replacements[last]);
        let (from, to) = last.map_or((0, 0), |it| (it.from.end, it.to.end));
        (to + (byte - from), false)
    }
}

/// A place where a name stands, whatever its capitals.
#[derive(Clone, Copy)]
struct Found {
    span: Span,
    entry: usize,
    letters: usize,
    is_spelled: bool,
}

impl Found {
    fn passed(self) -> Passed {
        Passed {
            span: self.span,
            entry: self.entry,
        }
    }
}

/// What is replaced: spans without overlap, in order.
#[derive(Default)]
struct Taken {
    spans: std::collections::BTreeMap<Span, usize>,
}

impl Taken {
    fn is_free(&self, span: Span) -> bool {
        let before = self.spans.range(..span).next_back();
        let after = self.spans.range(span..).next();
        !before
            .into_iter()
            .chain(after)
            .any(|(taken, _)| taken.overlaps(span))
    }

    fn take(&mut self, found: Found) {
        self.spans.insert(found.span, found.entry);
    }
}

/// Where a name stands that begins with this letter.
fn stands_at(letters: &[Letter], at: usize, wanted: &Wanted) -> Option<Span> {
    let end = at + wanted.letters.len();
    let here = letters.get(at..end)?;
    let is_here = || {
        let folded = here.iter().map(|letter| letter.folded);
        folded.eq(wanted.letters.iter().copied())
    };
    let (first, last) = (here.first()?, here.last()?);
    let starts = !is_letter(first.folded)
        || at
            .checked_sub(1)
            .is_none_or(|before| !is_letter(letters[before].folded));
    (starts && is_here() && ends(letters, end, last.folded))
        .then(|| Span::new(first.span.start, last.span.end))
}

/// Whether a name may end before this letter.
pub(super) fn ends(letters: &[Letter], end: usize, last: char) -> bool {
    let folded = |at: usize| letters.get(at).map(|letter| letter.folded);
    if !is_letter(last) {
        return true;
    }
    match folded(end) {
        Some('\'') => {
            let word = letters[end + 1..].iter().map(|letter| letter.folded);
            let word: String = word.take_while(|&c| is_letter(c)).take(3).collect();
            word.is_empty() || ENDINGS.contains(&word.as_str())
        }
        Some(c) => !is_letter(c),
        None => true,
    }
}
