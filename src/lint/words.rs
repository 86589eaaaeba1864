//! Terms as rows of words, and what can be said of two of them: that one finds all that the other does, or that they can
//! never share a word.
//!
//! Both answers are safe in one direction. [`covers`] says yes only when it is so, and [`can_overlap`] says no only when it
//! is so: a finding is never a guess. Terms that cannot be written out as words (most regular expressions, references to
//! other codes) have no rows, and nothing is claimed of them.

use std::cell::OnceCell;
use std::fmt;

use rust_stemmers::Stemmer;

use crate::codebook::pattern::{Part, Word};
use crate::codebook::{Codebook, ExclusionIndex, Language, RuleIndex, Term, Test};
use crate::matcher;
use crate::text::fold;

/// Words in a row, with wildcards: one alternative of a term.
pub type Row = Vec<Word>;

/// The terms of a codebook as rows, each written out when it is first asked for.
pub struct Terms<'c> {
    codebook: &'c Codebook,
    /// Stems of English words only are told apart from what they begin with.
    stemmer: Option<Stemmer>,
    /// By rule: its first term.
    of_rules: Vec<OnceCell<Option<Vec<Row>>>>,
    of_exclusions: Vec<OnceCell<Option<Vec<Row>>>>,
}

impl<'c> Terms<'c> {
    /// Begins without any.
    #[must_use]
    pub fn of(codebook: &'c Codebook) -> Self {
        let is_english = codebook.language == Language::English;
        let empty = |count| std::iter::repeat_with(OnceCell::new).take(count).collect();
        Self {
            codebook,
            stemmer: is_english.then(|| codebook.language.stemmer()),
            of_rules: empty(codebook.rules.len()),
            of_exclusions: empty(codebook.exclusions.len()),
        }
    }

    /// The rows of a rule that is one term; `None` for others, and where the term cannot be written out.
    #[must_use]
    pub fn of_rule(&self, index: RuleIndex) -> Option<&[Row]> {
        let Test::Term(term) = &self.codebook.rule(index).test else {
            return None;
        };
        let rows = self.of_rules[index.0 as usize].get_or_init(|| self.rows(term));
        rows.as_deref()
    }

    /// The rows of an exclusion; `None` where its term cannot be written out.
    #[must_use]
    pub fn of_exclusion(&self, index: ExclusionIndex) -> Option<&[Row]> {
        let term = &self.codebook.exclusion(index).term;
        let rows = self.of_exclusions[index.0 as usize].get_or_init(|| self.rows(term));
        rows.as_deref()
    }

    /// The words that a term finds; more than these for a stem.
    #[must_use]
    pub fn rows(&self, term: &Term) -> Option<Vec<Row>> {
        rows(term, self.stemmer.as_ref())
    }
}

impl fmt::Debug for Terms<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terms")
            .field("of_rules", &self.of_rules)
            .field("of_exclusions", &self.of_exclusions)
            .finish_non_exhaustive()
    }
}

/// The terms of a rule.
#[must_use]
pub fn terms(test: &Test) -> &[Term] {
    match test {
        Test::Term(term) => std::slice::from_ref(term),
        Test::Near { terms, .. } | Test::All(terms) => terms,
    }
}

/// The words that a term finds. Those of a stem are more than it finds: every word that begins like it.
fn rows(term: &Term, stemmer: Option<&Stemmer>) -> Option<Vec<Row>> {
    match term {
        // With a bracket in one alternative, transcriber's marks are text to the others too, and not a gap.
        Term::Pattern(pattern) => {
            let rows = &pattern.alternatives;
            let marked = rows.iter().filter(|row| has_bracket(row)).count();
            (marked == 0 || marked == rows.len()).then(|| rows.clone())
        }
        Term::Regex(regex) => matcher::rows_of_regex(regex),
        Term::Stem(words) => {
            let stemmer = stemmer?;
            Some(vec![
                words.iter().map(|word| stem_word(word, stemmer)).collect(),
            ])
        }
        Term::Code(_) => None,
    }
}

/// What every word of an English stem begins with: Snowball changes at most the last two letters of what it leaves.
fn stem_word(word: &str, stemmer: &Stemmer) -> Word {
    let folded = fold::folded(word);
    let stem = stemmer.stem(&folded);
    let kept = stem.chars().count().saturating_sub(2).max(1);
    vec![Part::Text(stem.chars().take(kept).collect()), Part::Any]
}

/// Whether every text that `inner` matches is matched by `outer`, from its first to its last character.
#[must_use]
pub fn covers(outer: &[Word], inner: &[Word]) -> bool {
    let (outer, inner) = (symbols(outer), symbols(inner));
    // By how many symbols of `inner` are used up: whether the symbols of `outer` so far can match them.
    let mut reached = vec![false; inner.len() + 1];
    reached[0] = true;
    for symbol in outer {
        let mut next = vec![false; inner.len() + 1];
        for at in 0..=inner.len() {
            if symbol == Symbol::Any {
                next[at] = reached[at] || (at > 0 && next[at - 1] && inner[at - 1].is_of_word());
            } else {
                next[at] = at > 0 && reached[at - 1] && symbol.matches(inner[at - 1]);
            }
        }
        reached = next;
    }
    reached[inner.len()]
}

/// Whether there may be a text in which a match of `a` and a match of `b` share a word.
#[must_use]
pub fn can_overlap(a: &[Word], b: &[Word]) -> bool {
    if has_bare_edge(a) || has_bare_edge(b) || has_bracket(a) || has_bracket(b) {
        return true;
    }
    let (a, b) = (pieces(a), pieces(b));
    if takes_apostrophes(&a) && has_short(&b) || takes_apostrophes(&b) && has_short(&a) {
        return true;
    }
    (1..b.len()).any(|start| fits(&b, &a, start)) || (0..a.len()).any(|start| fits(&a, &b, start))
}

/// How the matches of one row can lie on those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// None shares a word with them, or only one that is as long and begins where they begin.
    Same,
    /// One that shares a word with them may be longer.
    Longer,
    /// One may begin before them and end inside them.
    Cut,
}

/// How the matches of `outer` can lie on those of `inner`.
#[must_use]
pub fn cover(outer: &[Word], inner: &[Word]) -> Cover {
    if outer != inner && (has_bracket(outer) || has_bracket(inner)) {
        return Cover::Cut;
    }
    let (outer, inner) = (pieces(outer), pieces(inner));
    let starts = (0..outer.len()).filter(|&start| fits(&outer, &inner, start));
    let mut cover = Cover::Same;
    for start in starts {
        if start > 0 && start + inner.len() > outer.len() {
            return Cover::Cut;
        }
        if outer.len() > inner.len() {
            cover = Cover::Longer;
        }
    }
    cover
}

/// Whether `b` may begin with the word of `a` at `start`, as far as both go.
fn fits(a: &[Vec<Symbol>], b: &[Vec<Symbol>], start: usize) -> bool {
    a[start..].iter().zip(b).all(|(a, b)| can_be_equal(a, b))
}

/// Whether a row begins or ends with punctuation, which may be shared although no word is.
fn has_bare_edge(row: &[Word]) -> bool {
    let symbols = symbols(row);
    let is_bare =
        |symbol: Option<&Symbol>| matches!(symbol, Some(Symbol::Char(c)) if !fold::is_word(*c));
    is_bare(symbols.first()) || is_bare(symbols.last())
}

/// Whether a row may look for a transcriber's mark, over which other rows reach as over a space.
fn has_bracket(row: &[Word]) -> bool {
    let mut parts = row.iter().flatten();
    parts.any(|part| matches!(part, Part::Text(text) if text.contains(['[', '('])))
}

/// Whether a word may have an apostrophe where its `*` stands: `trust*` finds the whole of "trust's", which is two words
/// to others.
fn takes_apostrophes(pieces: &[Vec<Symbol>]) -> bool {
    pieces.iter().any(|piece| piece.contains(&Symbol::Any))
}

/// Whether a row has a piece that is short enough to stand beside an apostrophe: the `s` of "trust's", the `l` of "l'aide".
fn has_short(pieces: &[Vec<Symbol>]) -> bool {
    pieces.iter().any(|piece| piece.len() <= 2)
}

/// A row cut at everything that ends a word, apostrophes among them: `client's` is two.
fn pieces(row: &[Word]) -> Vec<Vec<Symbol>> {
    let symbols = symbols(row);
    let pieces = symbols.split(|symbol| match symbol {
        Symbol::Gap => true,
        Symbol::Char(c) => !fold::is_word(*c),
        Symbol::One | Symbol::Any => false,
    });
    pieces
        .filter(|piece| !piece.is_empty())
        .map(<[Symbol]>::to_vec)
        .collect()
}

/// Whether one word can match both.
fn can_be_equal(a: &[Symbol], b: &[Symbol]) -> bool {
    // Most words differ in their first letter.
    if let (Some(Symbol::Char(a)), Some(Symbol::Char(b))) = (a.first(), b.first())
        && a != b
    {
        return false;
    }
    // By how many symbols of `b` are used up.
    let mut reached = vec![false; b.len() + 1];
    reached[0] = true;
    skip_any(b, &mut reached);
    for &symbol in a {
        let mut next = vec![false; b.len() + 1];
        for at in 0..=b.len() {
            let stays = reached[at] && at < b.len() && b[at] == Symbol::Any;
            next[at] = match symbol {
                // It may take nothing, or any symbols of `b`.
                Symbol::Any => reached[at] || (at > 0 && next[at - 1]),
                _ => {
                    stays
                        || (at > 0
                            && reached[at - 1]
                            && (symbol.matches(b[at - 1]) || b[at - 1].matches(symbol)))
                }
            };
        }
        skip_any(b, &mut next);
        reached = next;
    }
    reached[b.len()]
}

/// `*` may take nothing.
fn skip_any(b: &[Symbol], reached: &mut [bool]) {
    for at in 0..b.len() {
        if reached[at] && b[at] == Symbol::Any {
            reached[at + 1] = true;
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Symbol {
    Char(char),
    Gap,
    One,
    Any,
}

impl Symbol {
    /// Whether a symbol that stands for one character matches all that another one does.
    fn matches(self, other: Symbol) -> bool {
        match (self, other) {
            (Symbol::One, Symbol::One) => true,
            (Symbol::One, Symbol::Char(c)) => fold::is_word(c),
            (Symbol::Any, _) | (_, Symbol::Any) => false,
            (a, b) => a == b,
        }
    }

    fn is_of_word(self) -> bool {
        match self {
            Symbol::Char(c) => fold::is_word(c) || fold::is_apostrophe(c),
            Symbol::One | Symbol::Any => true,
            Symbol::Gap => false,
        }
    }
}

fn symbols(row: &[Word]) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    for (number, word) in row.iter().enumerate() {
        if number > 0 {
            symbols.push(Symbol::Gap);
        }
        // `*` alone is any one word, and a word has a character.
        if matches!(word[..], [Part::Any]) {
            symbols.push(Symbol::One);
        }
        for part in word {
            match part {
                Part::Text(text) => symbols.extend(text.chars().map(Symbol::Char)),
                Part::One => symbols.push(Symbol::One),
                Part::Any => symbols.push(Symbol::Any),
            }
        }
    }
    symbols
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Pattern;
    use proptest::prelude::*;

    fn row(term: &str) -> Row {
        Pattern::parse(term).unwrap().alternatives.remove(0)
    }

    #[test]
    fn a_wildcard_covers_what_it_can_stand_for() {
        for (outer, inner, is_covered) in [
            ("trust*", "trusting", true),
            ("trust*", "trust", true),
            ("trust*", "trust's", true),
            ("trust*", "trust*", true),
            ("trust*", "trust?", true),
            ("trust*", "mistrust", false),
            ("trust*", "tr*", false),
            ("trust*", "trust me", false),
            ("organi?e*", "organised", true),
            ("organi?e", "organi*e", false),
            ("felt * safe", "felt really safe", true),
            ("felt * safe", "felt safe", false),
            ("felt * safe", "felt * safe", true),
            ("buy-in", "buy in", true),
        ] {
            assert_eq!(
                covers(&row(outer), &row(inner)),
                is_covered,
                "{outer} {inner}"
            );
        }
    }

    #[test]
    fn words_overlap_where_they_can_be_laid_on_each_other() {
        for (a, b, can) in [
            ("trust*", "NHS trust", true),
            ("trust*", "hospital car", false),
            ("waiting list", "list price", true),
            ("waiting list", "price list", false),
            ("waiting list", "on waiting", true),
            ("client", "client's own", true),
            ("felt * safe", "really", true),
            ("trust*", "s house", true),
            ("!!", "!", true),
            ("organi?e*", "organist", false),
            ("organi?e*", "*sed", true),
        ] {
            assert_eq!(can_overlap(&row(a), &row(b)), can, "{a} {b}");
            assert_eq!(can_overlap(&row(b), &row(a)), can, "{b} {a}");
        }
    }

    /// Whether a pattern matches a word, by plain recursion.
    fn matches(pattern: &[Symbol], word: &[char]) -> bool {
        match (pattern, word) {
            ([], []) => true,
            ([Symbol::Any, rest @ ..], _) => {
                matches(rest, word) || (!word.is_empty() && matches(pattern, &word[1..]))
            }
            ([Symbol::One, rest @ ..], [_, more @ ..]) => matches(rest, more),
            ([Symbol::Char(c), rest @ ..], [first, more @ ..]) => c == first && matches(rest, more),
            _ => false,
        }
    }

    /// All words of `a` and `b` up to eight letters: two patterns of four have a common word of eight, if any.
    fn words() -> Vec<Vec<char>> {
        let mut all: Vec<Vec<char>> = vec![Vec::new()];
        for length in 0..8 {
            let longer: Vec<Vec<char>> = all
                .iter()
                .filter(|word| word.len() == length)
                .flat_map(|word| ['a', 'b'].map(|c| [&word[..], &[c]].concat()))
                .collect();
            all.extend(longer);
        }
        all
    }

    proptest! {
        #[test]
        fn covering_and_overlapping_agree_with_every_short_word(
            a in "[ab?*]{0,2}[ab][ab?*]?",
            b in "[ab?*]{0,2}[ab][ab?*]?",
        ) {
            let (rows, all) = ([row(&a), row(&b)], words());
            let [a, b] = rows.each_ref().map(|row| symbols(row));
            let both = |word: &&Vec<char>| matches(&a, word) && matches(&b, word);
            if covers(&rows[0], &rows[1]) {
                prop_assert!(all.iter().all(|word| !matches(&b, word) || matches(&a, word)));
            }
            // Short pieces may stand behind an apostrophe, which is none of these letters.
            let [x, y] = rows.each_ref().map(|row| pieces(row));
            prop_assert_eq!(can_be_equal(&x[0], &y[0]), all.iter().any(|word| both(&word)));
        }
    }
}
