//! A text as it is compared with names: folded, with white space and hyphens made alike, and the way back to its bytes.

use crate::text::{Span, fold};

/// One folded character with the bytes that it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The folded character.
    pub folded: char,
    /// Where it stands. Several letters of one cluster have the same span.
    pub span: Span,
}

/// A text with its letters, folded once for everything that looks for names in it.
#[derive(Debug)]
pub struct Folded<'t> {
    pub(super) text: &'t str,
    pub(super) letters: Vec<Letter>,
}

impl<'t> Folded<'t> {
    /// Folds a text.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let letters = letters(text);
        Self { text, letters }
    }
}

/// Folds a text. White space with at most one line break is one blank; more line breaks end a paragraph, and no name
/// reaches over them.
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut cluster = String::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(length) = blank(rest) {
            let folded = if line_breaks(&rest[..length]) > 1 {
                '\n'
            } else {
                ' '
            };
            let span = Span::new(at, at + length);
            letters.push(Letter { folded, span });
            at += length;
            continue;
        }
        cluster.clear();
        let length = fold::next(rest, &mut cluster);
        let span = Span::new(at, at + length);
        letters.extend(cluster.chars().map(|c| Letter {
            folded: if fold::is_hyphen(c) { '-' } else { c },
            span,
        }));
        at += length;
    }
    letters
}

/// Whether a character belongs to a word. An underscore does not: in Markdown it marks emphasis.
pub(super) fn is_letter(c: char) -> bool {
    fold::is_word(c) && c != '_'
}

/// Whether a spelling is that of a name, or has only more capitals: `LINDA` and `Van der Berg` are `Linda` and `van der
/// Berg`, and `will` is not `Will`.
pub(super) fn is_spelled(name: &str, text: &str) -> bool {
    let (name, text) = (cased(name), cased(text));
    name.len() == text.len()
        && name
            .iter()
            .zip(&text)
            .all(|(&name, &text)| name == text || text.is_uppercase())
}

/// Whether all of a text is in capitals, two at least.
pub(super) fn is_capitals(text: &str) -> bool {
    let mut cased = text
        .chars()
        .filter(|c| c.is_lowercase() || c.is_uppercase());
    text.chars().filter(|c| c.is_uppercase()).count() > 1 && cased.all(char::is_uppercase)
}

/// The letters of a text that have case, decomposed, so that spellings of equal letters can be laid beside each other.
fn cased(text: &str) -> Vec<char> {
    let mut letters = Vec::new();
    for c in text.chars() {
        unicode_normalization::char::decompose_canonical(c, |part| {
            if part.is_lowercase() || part.is_uppercase() {
                letters.push(part);
            }
        });
    }
    letters
}

/// The words of a text: letters, with hyphens and apostrophes between them, without the endings of speech.
pub(super) fn words(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        at = start
            + text[start..]
                .find(|c| !is_of_word(c))
                .unwrap_or(text.len() - start);
        let joined = text[start..at].trim_end_matches(|c| !is_letter(c));
        let word = without_ending(joined);
        Some(Span::new(start, start + word.len()))
    })
}

/// The parts of a word of [`words`]: cut at hyphens, and at apostrophes before a capital. `Don't` and a word that is not cut
/// are one part; a letter alone, such as that of `T-shirt`, is none.
pub(super) fn parts(word: &str) -> Vec<Span> {
    let mut cuts = vec![0];
    for (at, c) in word.char_indices() {
        let end = at + c.len_utf8();
        let is_before_capital = || word[end..].starts_with(char::is_uppercase);
        if fold::is_hyphen(c) || fold::is_apostrophe(c) && is_before_capital() {
            cuts.extend([at, end]);
        }
    }
    cuts.push(word.len());
    let is_whole = cuts.len() == 2;
    let parts = cuts.chunks_exact(2).map(|cut| Span::new(cut[0], cut[1]));
    let has_letters =
        |part: &Span| word[part.range()].chars().filter(|c| is_letter(*c)).count() > 1;
    parts.filter(|it| is_whole || has_letters(it)).collect()
}

fn is_of_word(c: char) -> bool {
    is_letter(c)
        || matches!(c, '-' | '\u{2010}' | '\u{2011}')
        || fold::is_apostrophe(c)
        || fold::is_ignorable(c)
}

fn without_ending(word: &str) -> &str {
    let Some(at) = word.rfind(fold::is_apostrophe) else {
        return word;
    };
    let ending: String = word[at..]
        .chars()
        .skip(1)
        .collect::<String>()
        .to_lowercase();
    let is_ending = matches!(ending.as_str(), "s" | "d" | "ll" | "ve" | "re" | "m");
    if at > 0 && is_ending {
        &word[..at]
    } else {
        word
    }
}

/// How long the white space is that a text begins with.
fn blank(text: &str) -> Option<usize> {
    let length = text
        .find(|c: char| !c.is_whitespace())
        .unwrap_or(text.len());
    (length > 0).then_some(length)
}

fn line_breaks(blank: &str) -> usize {
    let feeds = blank.matches('\n').count();
    feeds.max(blank.matches('\r').count())
}
