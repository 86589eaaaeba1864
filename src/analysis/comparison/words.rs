//! Which words one part of a study says more often than the other.

use std::collections::HashSet;
use std::hash::BuildHasher;

use crate::analysis::keyness::Contrast;
use crate::analysis::vocabulary::{Said, Word};

/// One of the two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// A word in two parts of a study, `a` and `b`, and which says it more often among its words.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyWord {
    /// In small letters.
    pub written: String,
    /// Which part says it more often.
    pub side: Side,
    /// How often each says it, of how many words; `here` is `a`.
    pub contrast: Contrast,
    /// By how many persons, in each part.
    pub persons: [u64; 2],
    /// How often the person says it who says it most, in each part.
    pub most_by_one: [u64; 2],
}

/// The words that were compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyWords {
    /// Those that one part says more often.
    pub words: Vec<KeyWord>,
    /// How many others are as frequent in both.
    pub alike: usize,
}

impl KeyWord {
    /// By how many persons of the part that says it more often.
    #[must_use]
    pub fn persons_there(&self) -> u64 {
        self.persons[self.side as usize]
    }

    /// How often one person of that part says it at most.
    #[must_use]
    pub fn most_by_one_there(&self) -> u64 {
        self.most_by_one[self.side as usize]
    }

    /// Whether one person says it every time that part says it. What stands under a label that is nobody's is said by people
    /// who are not known.
    #[must_use]
    pub fn is_one_persons_there(&self) -> bool {
        let counts = [self.contrast.here, self.contrast.there];
        self.most_by_one_there() == counts[self.side as usize]
    }
}

/// Compares the words that both parts together say at least `least` times and that are not among the stop words (which are
/// folded). First those that `a` says more often among its words, then those of `b`; in each the most striking first, by
/// [`Contrast::log_likelihood`]. Words that are as frequent in both are only counted.
#[must_use]
pub fn key_words<S: BuildHasher>(
    a: &Said,
    b: &Said,
    stops: &HashSet<String, S>,
    least: u64,
) -> KeyWords {
    let mut alike = 0;
    let only_b = b.folded().filter(|folded| a.word(folded).is_none());
    let all = a.folded().chain(only_b);
    let telling = all.filter(|folded| !stops.contains(*folded));
    let often = telling
        .map(|folded| [a.word(folded), b.word(folded)])
        .filter(|words| words.iter().flatten().map(|it| it.count).sum::<u64>() >= least);
    let compared = often.filter_map(|words| {
        let found = key_word(&words, [a.words, b.words]);
        alike += usize::from(found.is_none());
        found
    });
    let mut ranked: Vec<(f64, KeyWord)> = compared
        .map(|it| (it.contrast.log_likelihood(), it))
        .collect();
    ranked.sort_by(|(mine, a), (other, b)| {
        let sides = a.side.cmp(&b.side);
        let striking = sides.then_with(|| other.total_cmp(mine));
        striking.then_with(|| a.written.cmp(&b.written))
    });
    KeyWords {
        words: ranked.into_iter().map(|(_, it)| it).collect(),
        alike,
    }
}

/// A word that one of them says more often; `None` where both rates are the same.
fn key_word(words: &[Option<Word>; 2], all: [u64; 2]) -> Option<KeyWord> {
    let of = |figure: fn(&Word) -> u64| {
        let figure = |word: &Option<Word>| word.as_ref().map_or(0, figure);
        [figure(&words[0]), figure(&words[1])]
    };
    let counts = of(|it| it.count);
    // Rates without division: those that are the same are the same.
    let rates = [0, 1].map(|side| u128::from(counts[side]) * u128::from(all[1 - side]));
    let side = match rates[0].cmp(&rates[1]) {
        std::cmp::Ordering::Greater => Side::A,
        std::cmp::Ordering::Less => Side::B,
        std::cmp::Ordering::Equal => return None,
    };
    let written = words.iter().flatten().next()?.written.clone();
    Some(KeyWord {
        written,
        side,
        contrast: Contrast {
            here: counts[0],
            there: counts[1],
            words_here: all[0],
            words_there: all[1],
        },
        persons: of(|it| it.persons),
        most_by_one: of(|it| it.most_by_one),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::Person;

    const ANN: Person = Person::Declared(0);
    const BEN: Person = Person::Declared(1);

    #[test]
    fn words_are_ranked_on_the_side_that_says_them_more_often() {
        let a = Said::of_words(&[
            ("wait", ANN, 29),
            ("WAIT", BEN, 1),
            ("the", ANN, 40),
            ("same", ANN, 50),
            ("rest", BEN, 9_880),
        ]);
        let b = Said::of_words(&[
            ("wait", BEN, 10),
            ("bus", BEN, 12),
            ("same", BEN, 60),
            ("once", BEN, 1),
            ("others", ANN, 11_917),
        ]);
        assert_eq!((a.words, b.words), (10_000, 12_000));
        let stops = HashSet::from(["the".to_owned()]);
        let KeyWords {
            words: found,
            alike,
        } = key_words(&a, &b, &stops, 2);
        assert_eq!(alike, 1);
        let names: Vec<_> = found
            .iter()
            .map(|it| (it.side, it.written.as_str()))
            .collect();
        // What is as frequent in both is on neither side.
        assert_eq!(
            names,
            [
                (Side::A, "rest"),
                (Side::A, "wait"),
                (Side::B, "others"),
                (Side::B, "bus")
            ]
        );
        let wait = &found[1];
        // Rayson's calculator, and Dunning's four cells by quanteda.
        assert!((wait.contrast.log_likelihood() - 14.443_346).abs() < 1e-6);
        assert!((wait.contrast.log_likelihood_of_four_cells() - 14.469_001).abs() < 1e-6);
        assert_eq!((wait.persons, wait.persons_there()), ([2, 1], 2));
        assert_eq!((wait.most_by_one, wait.most_by_one_there()), ([29, 10], 29));
        let bus = &found[3];
        assert_eq!((bus.persons_there(), bus.most_by_one_there()), (1, 12));
        assert!(!bus.contrast.is_key_here());
    }
    #[test]
    fn a_word_is_one_persons_where_nobody_else_and_nobody_unknown_says_it() {
        let a = Said::of_words(&[
            ("mine", ANN, 5),
            ("shared", ANN, 5),
            ("shared", Person::Nobody, 3),
            ("theirs", Person::Nobody, 4),
        ]);
        let b = Said::of_words(&[("rest", BEN, 100)]);
        let found = key_words(&a, &b, &HashSet::<String>::new(), 2).words;
        let ones = found.iter().filter(|it| it.is_one_persons_there());
        let ones: Vec<_> = ones.map(|it| it.written.as_str()).collect();
        assert_eq!(ones, ["mine", "rest"]);
        let shared = found.iter().find(|it| it.written == "shared").unwrap();
        assert_eq!(shared.persons_there(), 1);
    }
}
