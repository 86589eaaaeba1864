//! Which words of a file are written with a hyphen, so that words cut at the end of a line are joined as they are written.

use std::collections::HashSet;

use super::lines::Line;
use super::paragraphs::{Joint, Start};

/// The words of a file.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    /// Those that stand whole in a line.
    words: HashSet<&'a str>,
    /// Whether lines are cut within words.
    hyphenated: bool,
}

impl<'a> Vocabulary<'a> {
    /// Collects words, if any line ends in a hyphen.
    pub fn of(lines: &'a [Line], starts: &[Start]) -> Self {
        let mut joints = 0;
        let mut cut = 0;
        for (pair, start) in lines.windows(2).zip(&starts[1.min(starts.len())..]) {
            if *start == Start::No {
                joints += 1;
                cut += usize::from(cut_word(&pair[0].text, &pair[1].text).is_some());
            }
        }
        let mut words = HashSet::new();
        if cut > 0 {
            for line in lines {
                words.extend(line.text.split_whitespace().map(bare));
            }
        }
        Self {
            words,
            hyphenated: cut * 50 >= joints,
        }
    }

    /// How the end of a text and the line after it are put together.
    pub fn joint(&self, text: &str, next: &str) -> Joint {
        if text.ends_with('\u{AD}') {
            return Joint::Hyphen;
        }
        if text.is_empty() || are_without_spaces(text, next) {
            return Joint::Nothing;
        }
        let Some((start, end)) = cut_word(text, next) else {
            // `COVID-` and `19`, `Smith-` and `Jones` are one word with its hyphen.
            let compound =
                ends_in_hyphen(text).is_some() && next.starts_with(|c: char| c.is_alphanumeric());
            let capital = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            return if compound && capital {
                Joint::Nothing
            } else {
                Joint::Space
            };
        };
        let whole = format!("{start}{end}");
        let compound = format!("{start}-{end}");
        if self.words.contains(&*whole) {
            Joint::Hyphen
        } else if self.words.contains(&*compound) {
            Joint::Nothing
        } else if self.hyphenated {
            Joint::Hyphen
        } else {
            // `I tho- ` and `I mean`: somebody broke off.
            Joint::Space
        }
    }
}

/// The two parts of a word that the end of a line cuts.
fn cut_word<'t>(text: &'t str, next: &'t str) -> Option<(&'t str, &'t str)> {
    let before = ends_in_hyphen(text)?;
    let start = bare(before.split_whitespace().next_back()?);
    let end = bare(next.split_whitespace().next()?);
    let letters = start.ends_with(char::is_alphabetic) && end.starts_with(char::is_lowercase);
    letters.then_some((start, end))
}

fn ends_in_hyphen(text: &str) -> Option<&str> {
    let before = text.trim_end().strip_suffix(['-', '\u{2010}'])?;
    before.ends_with(char::is_alphanumeric).then_some(before)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether two lines are of a script that is written without spaces.
fn are_without_spaces(text: &str, next: &str) -> bool {
    let is = |c: char| matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}');
    text.ends_with(is) && next.starts_with(is)
}
