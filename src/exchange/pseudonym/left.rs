//! Names of the key that were not replaced, and where they stand.
//!
//! A name is replaced in whole words as the key spells it. What else has its letters may be a name or not: `Annaville`,
//! `anna2`, `An**na**`, `An-` at the end of a line and `na` on the next, `Renee` for `Renée`. None of these is replaced,
//! because `Annual` is no Ann; all of them are counted, because a name that stays unseen is worse than a long list.

use super::key::Key;
use super::letters::{self, Folded, Letter, is_letter};
use super::replace::{Replaced, ends};
use crate::text::{Span, fold};

pub use gather::{LeftName, LeftNames};

mod gather;
#[cfg(test)]
mod tests;

/// Why a name was not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// `will` for `Will`.
    FewerCapitals,
    /// `Annaville`, `anna2`: part of a longer word that may be made of the name.
    InWord,
    /// `planned` for `Ann`: part of a longer word that hardly is.
    InSmallWord,
    /// `An**na**`, `AnnLee`: with marks inside, or without the blanks that it has in the key.
    Split,
    /// `Renee` for `Renée`: with other accents or other forms of its letters.
    OtherLetters,
    /// `Mary Ann Lee` where `Ann Lee` was replaced and the key also has `Mary Ann`: a part of it stays.
    Beside,
}

/// A name that was not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where it stands.
    pub span: Span,
    /// The word around it, with the marks in it.
    pub word: Span,
    /// Which of [`Key::entries`].
    pub entry: usize,
    /// Why.
    pub why: Why,
}

/// A name as it may be hidden: its letters alone.
#[derive(Debug)]
pub(super) struct Hidden {
    entry: usize,
    /// Never none.
    pub letters: Vec<HiddenLetter>,
}

/// A letter of a hidden name.
#[derive(Clone, Copy, Debug)]
pub(super) struct HiddenLetter {
    /// Without case and accents.
    pub bare: char,
    /// Whether the name has a blank, a hyphen or the like before it.
    is_behind_gap: bool,
}

impl Hidden {
    pub fn new(entry: usize, name: &str) -> Option<Self> {
        let mut name_letters = Vec::new();
        let mut is_behind_gap = false;
        for letter in letters::letters(name.trim()) {
            bare(letter.folded, |bare| {
                if is_letter(bare) {
                    name_letters.push(HiddenLetter {
                        bare,
                        is_behind_gap,
                    });
                }
                is_behind_gap = !is_letter(bare);
            });
        }
        (!name_letters.is_empty()).then_some(Self {
            entry,
            letters: name_letters,
        })
    }
}

impl Key {
    /// Where names stand in a text that were not replaced in it, in order. Of names inside each other the longest is told.
    #[must_use]
    pub fn left(&self, folded: &Folded<'_>, replaced: &Replaced) -> Vec<Left> {
        let bare = Bare::of(folded);
        let mut left: Vec<Left> = replaced
            .passed
            .iter()
            .map(|passed| Left {
                span: passed.span,
                word: bare.word(passed.span),
                entry: passed.entry,
                why: Why::FewerCapitals,
            })
            .collect();
        for at in 0..bare.letters.len() {
            let initial = bare.letters[at].folded;
            for name in self.hidden.get(&initial).into_iter().flatten() {
                left.extend(self.hidden_at(&bare, at, name, replaced));
            }
        }
        left.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end), it.why));
        let mut end = 0;
        left.retain(|it| {
            let is_outside = it.span.end > end;
            end = end.max(it.span.end);
            is_outside
        });
        left
    }

    fn hidden_at(
        &self,
        bare: &Bare<'_>,
        at: usize,
        name: &Hidden,
        replaced: &Replaced,
    ) -> Option<Left> {
        let found = bare.find(at, name)?;
        let span = found.span;
        let touched = touched(replaced, span);
        let covered = touched.iter().map(|it| it.from);
        let covered = covered.reduce(Span::cover);
        if covered.is_some_and(|it| it.start <= span.start && span.end <= it.end) {
            return None;
        }
        let word = bare.word(span);
        let text = &bare.text[word.range()];
        if letters::words(text).any(|it| {
            let within = Span::new(word.start + it.start, word.start + it.end);
            within.overlaps(span)
                && self
                    .pseudonym_words
                    .contains(&fold::folded(&text[it.range()]))
        }) {
            return None;
        }
        let is_spelled = || letters::is_spelled(&self.entries[name.entry].name, &found.spelled);
        let why = if covered.is_some() {
            Why::Beside
        } else if bare.is_inside_word(&found) {
            let is_made = text.contains(|c: char| c.is_numeric() || matches!(c, '@' | '_'));
            if is_made || found.is_split || is_spelled() {
                Why::InWord
            } else {
                Why::InSmallWord
            }
        } else if found.is_split {
            Why::Split
        } else {
            Why::OtherLetters
        };
        Some(Left {
            span,
            word,
            entry: name.entry,
            why,
        })
    }
}

/// What was replaced of a stretch.
fn touched(replaced: &Replaced, span: Span) -> &[super::Replacement] {
    let all = &replaced.replacements;
    let first = all.partition_point(|it| it.from.end <= span.start);
    let end = all.partition_point(|it| it.from.start < span.end);
    &all[first..end.max(first)]
}

/// A text as its letters without accents, and the marks that may hide a name.
struct Bare<'t> {
    text: &'t str,
    letters: Vec<Letter>,
}

/// A hidden name that was found.
struct Found {
    span: Span,
    /// Behind its last letter.
    end: usize,
    at: usize,
    is_split: bool,
    /// Its letters as they are written.
    spelled: String,
}

impl<'t> Bare<'t> {
    fn of(folded: &Folded<'t>) -> Self {
        let mut letters = Vec::with_capacity(folded.letters.len());
        for &Letter { folded, span } in &folded.letters {
            bare(folded, |folded| letters.push(Letter { folded, span }));
        }
        Self {
            text: folded.text,
            letters,
        }
    }

    fn find(&self, at: usize, name: &Hidden) -> Option<Found> {
        let (mut end, mut is_split) = (at, false);
        let mut spelled = String::new();
        for (nth, letter) in name.letters.iter().enumerate() {
            if nth > 0 {
                let gap = self.gap(end, letter.is_behind_gap);
                is_split |= gap > 0 || letter.is_behind_gap;
                end += gap;
            }
            let here = self
                .letters
                .get(end)
                .filter(|it| it.folded == letter.bare)?;
            // Letters of one ligature have one place.
            if nth == 0 || self.letters[end - 1].span != here.span {
                spelled.push_str(&self.text[here.span.range()]);
            }
            end += 1;
        }
        let span = self.letters[at].span.cover(self.letters[end - 1].span);
        Some(Found {
            span,
            end,
            at,
            is_split,
            spelled,
        })
    }

    /// How many letters from one on are marks that may split a name; blanks and the like where the name has some.
    fn gap(&self, at: usize, is_wide: bool) -> usize {
        const LONGEST: usize = 24;
        let mut end = at;
        while end < at + LONGEST {
            let length = self.mark(end).or_else(|| self.broken_line(end));
            let length = length.or_else(|| self.part(end).filter(|_| is_wide));
            match length {
                Some(length) => end += length,
                None => break,
            }
        }
        end - at
    }

    /// Emphasis, a bracket, a tag, an entity.
    fn mark(&self, at: usize) -> Option<usize> {
        let mark = self.written(at)?;
        match mark {
            "*" | "_" | "~" | "`" | "\\" | "[" | "]" | "(" | ")" | "{" | "}" => Some(1),
            "<" => self.enclosed(at, '>'),
            "&" => self.enclosed(at, ';'),
            _ => None,
        }
    }

    /// `<b>`, `</i>`, `&shy;`.
    fn enclosed(&self, at: usize, end: char) -> Option<usize> {
        const LONGEST: usize = 10;
        let inside = self.letters.get(at + 1..)?.iter().take(LONGEST);
        let length = inside
            .take_while(|it| is_letter(it.folded) || matches!(it.folded, '/' | '#' | '.'))
            .count();
        let is_closed = self.letters.get(at + 1 + length)?.folded == end;
        (length > 0 && is_closed).then_some(length + 2)
    }

    /// A hyphen at the end of a line.
    fn broken_line(&self, at: usize) -> Option<usize> {
        let is_hyphen = self.letters.get(at)?.folded == '-';
        (is_hyphen && self.written(at + 1)?.contains('\n')).then_some(2)
    }

    /// What parts the words of a name: not the end of a sentence, nor that of a paragraph.
    fn part(&self, at: usize) -> Option<usize> {
        match self.letters.get(at)?.folded {
            ' ' | '-' | '\'' => Some(1),
            '.' if is_letter(self.letters.get(at + 1)?.folded) => Some(1),
            _ => None,
        }
    }

    fn written(&self, at: usize) -> Option<&'t str> {
        Some(&self.text[self.letters.get(at)?.span.range()])
    }

    fn is_inside_word(&self, found: &Found) -> bool {
        let before = found.at.checked_sub(1).map(|at| self.letters[at].folded);
        let last = self.letters[found.end - 1].folded;
        before.is_some_and(is_letter) || !ends(&self.letters, found.end, last)
    }

    /// The word around a name, with the marks in it.
    fn word(&self, span: Span) -> Span {
        const LONGEST: usize = 40;
        let is_of_word = |c: &char| {
            is_letter(*c)
                || fold::is_ignorable(*c)
                || fold::is_hyphen(*c)
                || matches!(c, '*' | '_' | '~' | '@' | '<' | '>' | '/' | '.' | '&' | ';')
        };
        let is_end = |c: char| !is_letter(c) && c != '@';
        let before = self.text[..span.start].chars().rev().take(LONGEST);
        let before: usize = before.take_while(is_of_word).map(char::len_utf8).sum();
        let after = self.text[span.end..].chars().take(LONGEST);
        let after: usize = after.take_while(is_of_word).map(char::len_utf8).sum();
        let before = self.text[span.start - before..span.start].trim_start_matches(is_end);
        let after = self.text[span.end..span.end + after].trim_end_matches(is_end);
        Span::new(span.start - before.len(), span.end + after.len())
    }
}

/// Calls `put` with the plain forms of a folded character: none for an accent, several for a ligature.
fn bare(folded: char, mut put: impl FnMut(char)) {
    if folded.is_ascii() {
        return put(folded);
    }
    unicode_normalization::char::decompose_compatible(folded, |part| {
        if unicode_normalization::char::is_combining_mark(part) {
            return;
        }
        // The plain form of a full-width or a superscript letter may be a capital again.
        let part = part.to_lowercase().next().unwrap_or(part);
        match plain(part) {
            Some(spelling) => spelling.chars().for_each(&mut put),
            None => put(part),
        }
    });
}

/// How a letter that is no other letter with an accent is written where it is not on the keyboard.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'ß' | 'ẞ' => "ss",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}
