//! Two parts of a study side by side: persons first, then how much is said.

use super::People;
use super::agreement::Interval;
use super::evaluation::Proportion;
use super::frequency::{Counts, Group};
use super::keyness::Contrast;
use super::significance::{fisher_exact, mcnemar_exact};

mod words;

pub use words::{KeyWord, KeyWords, Side, key_words};

/// One code in two parts of a study, `a` and `b`.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Persons with the code, of those who speak in each part.
    pub persons: [Proportion; 2],
    /// Groups with the code, of those in each part.
    pub groups: [Proportion; 2],
    /// Transcripts with the code, of those in each part.
    pub transcripts: [Proportion; 2],
    /// The share of persons in `a` less that in `b`; `None` where nobody speaks in one of them.
    pub difference: Option<f64>,
    /// Its interval; `None` where the same people are in both parts, whose shares are not independent, or where
    /// that cannot be known.
    pub interval: Option<Interval>,
    /// Those who speak in both parts.
    pub paired: Paired,
    /// Whether it is known of everybody whether they speak in both: who is in no row of the participants' table cannot be
    /// known again.
    pub all_known: bool,
    /// Hits in each part, of the words that are spoken there.
    pub hits: Contrast,
}

/// What those who speak in both parts say of a code. Only people whom the table of participants names can be known again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paired {
    /// In both.
    pub both: u64,
    /// Only in the first.
    pub only_a: u64,
    /// Only in the second.
    pub only_b: u64,
    /// In neither.
    pub neither: u64,
}

/// Which test the shares of people allow for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Test {
    /// Fisher's exact test, of different people.
    Fisher,
    /// McNemar's exact test, of those who speak in both parts; others are not in it.
    McNemar,
}

/// Why no test of a code is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untested {
    /// Nobody speaks in one of the parts.
    NobodySpeaks,
    /// Nobody is known to speak in both, and not everybody can be known again.
    UnknownPairs,
    /// All or nobody has the code, so that nothing could have come out otherwise.
    AllAlike,
    /// All who speak in both have the code in both or in neither.
    NoneDiffers,
}

impl Paired {
    /// How many speak in both parts.
    #[must_use]
    pub fn all(self) -> u64 {
        self.both + self.only_a + self.only_b + self.neither
    }
}

impl Compared {
    /// Compares a code's counts in two parts.
    #[must_use]
    pub fn of(a: &Group, b: &Group, code: u32) -> Self {
        let none = Counts::default();
        let (in_a, in_b) = (
            a.codes.get(&code).unwrap_or(&none),
            b.codes.get(&code).unwrap_or(&none),
        );
        let persons = [
            proportion(in_a.persons.count(), a.spoken.persons.count()),
            proportion(in_b.persons.count(), b.spoken.persons.count()),
        ];
        let all_known = all_known([a, b]);
        let paired = Paired::of(
            [&a.spoken.persons, &b.spoken.persons],
            [&in_a.persons, &in_b.persons],
        );
        let shares = persons.map(Proportion::share);
        let groups = |counts: &Counts, group: &Group| {
            proportion(counts.groups.len() as u64, group.spoken.groups.len() as u64)
        };
        Self {
            persons,
            groups: [groups(in_a, a), groups(in_b, b)],
            transcripts: [
                proportion(in_a.transcripts, a.spoken.transcripts),
                proportion(in_b.transcripts, b.spoken.transcripts),
            ],
            difference: match shares {
                [Some(a), Some(b)] => Some(a - b),
                _ => None,
            },
            interval: (paired.all() == 0 && all_known)
                .then(|| interval_of_difference(persons[0], persons[1]))
                .flatten(),
            paired,
            all_known,
            hits: Contrast {
                here: in_a.hits,
                there: in_b.hits,
                words_here: a.spoken.words,
                words_there: b.spoken.words,
            },
        }
    }
}

impl Compared {
    /// The test that the persons allow for, with its two-sided p, or why there is none.
    pub fn test(&self) -> Result<(Test, f64), Untested> {
        let [a, b] = self.persons;
        if a.of == 0 || b.of == 0 {
            return Err(Untested::NobodySpeaks);
        }
        if self.paired.all() > 0 {
            let found = mcnemar_exact(self.paired.only_a, self.paired.only_b);
            return found
                .map(|p| (Test::McNemar, p))
                .ok_or(Untested::NoneDiffers);
        }
        if !self.all_known {
            return Err(Untested::UnknownPairs);
        }
        let found = fisher_exact([(a.count, a.of), (b.count, b.of)]);
        found.map(|p| (Test::Fisher, p)).ok_or(Untested::AllAlike)
    }
}

impl Paired {
    fn of(speak: [&People; 2], with_code: [&People; 2]) -> Self {
        let in_both = speak[0].and(speak[1]);
        let [a, b] = with_code.map(|people| people.and(&in_both));
        let both = a.and(&b).count();
        let (only_a, only_b) = (a.count() - both, b.count() - both);
        Self {
            both,
            only_a,
            only_b,
            neither: in_both.count() - both - only_a - only_b,
        }
    }
}

/// Whether the table of participants names everybody: who is not named may well be the same person in both parts.
fn all_known(parts: [&Group; 2]) -> bool {
    parts
        .iter()
        .all(|part| part.spoken.persons.undeclared() == 0)
}

fn proportion(count: u64, of: u64) -> Proportion {
    Proportion { count, of }
}

/// The interval of 95 % of the difference of two independent shares, `a` less `b`: Wilson's intervals of both, put together.
/// `None` of nothing.
///
/// Source: method 10 of Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions:
/// comparison of eleven methods, *Statistics in Medicine* 17, 873–890.
#[must_use]
pub fn interval_of_difference(a: Proportion, b: Proportion) -> Option<Interval> {
    let (share_a, share_b) = (a.share()?, b.share()?);
    let (wilson_a, wilson_b) = (a.wilson()?, b.wilson()?);
    let difference = share_a - share_b;
    let below = (share_a - wilson_a.lower).hypot(wilson_b.upper - share_b);
    let above = (wilson_a.upper - share_a).hypot(share_b - wilson_b.lower);
    Some(Interval {
        lower: difference - below,
        upper: difference + above,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::Person;

    #[test]
    fn intervals_are_those_that_newcombe_printed() {
        // Table II of the source, method 10, to four digits.
        for (a, b, lower, upper) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0),
            ((10, 10), (0, 10), 0.6075, 1.0),
        ] {
            let found = interval_of_difference(proportion(a.0, a.1), proportion(b.0, b.1)).unwrap();
            let near = |found: f64, printed: f64| (found - printed).abs() < 0.000_051;
            assert!(
                near(found.lower, lower) && near(found.upper, upper),
                "{a:?} {b:?}: {found:?}"
            );
        }
        assert_eq!(
            interval_of_difference(proportion(0, 0), proportion(1, 2)),
            None
        );
    }

    fn people(rows: &[u32]) -> People {
        People::of(rows.iter().map(|row| Person::Declared(*row)))
    }

    fn group(speak: &[u32], with_code: &[u32]) -> Group {
        let mut group = Group::default();
        group.spoken.persons = people(speak);
        group.spoken.words = 1000;
        let counts = Counts {
            persons: people(with_code),
            hits: 10,
            ..Counts::default()
        };
        group.codes.insert(0, counts);
        group
    }

    #[test]
    fn people_in_both_parts_are_known_again_and_take_the_interval_away() {
        let compared = Compared::of(
            &group(&[0, 1, 2, 3, 70], &[0, 1, 70]),
            &group(&[1, 2, 3, 70, 80], &[1, 2, 80]),
            0,
        );
        assert_eq!(
            compared.paired,
            Paired {
                both: 1,
                only_a: 1,
                only_b: 1,
                neither: 1
            }
        );
        assert_eq!(compared.interval, None);
        assert!(compared.difference.unwrap().abs() < 1e-12);
        let apart = Compared::of(&group(&[0, 1], &[0]), &group(&[2, 3], &[]), 0);
        assert_eq!(apart.paired.all(), 0);
        assert!(apart.interval.is_some());
    }

    #[test]
    fn which_test_there_is_follows_from_who_speaks() {
        let test = |a: (&[u32], &[u32]), b: (&[u32], &[u32])| {
            Compared::of(&group(a.0, a.1), &group(b.0, b.1), 0).test()
        };
        let near = |found: Result<(Test, f64), Untested>, test, p: f64| {
            let (which, found) = found.unwrap();
            which == test && (found - p).abs() < 1e-12
        };
        let apart = test((&[0, 1, 2], &[0, 1, 2]), (&[3, 4, 5], &[]));
        assert!(near(apart, Test::Fisher, 0.1), "{apart:?}");
        let same = test((&[0, 1, 2], &[0, 1, 2]), (&[0, 1, 2], &[]));
        assert!(near(same, Test::McNemar, 0.25), "{same:?}");
        // Two of them speak in both; the others are not in the test.
        let some = test((&[0, 1, 2], &[0, 1, 2]), (&[1, 2, 3], &[3]));
        assert!(near(some, Test::McNemar, 0.5), "{some:?}");
        for (a, b, why) in [
            (
                (&[][..], &[][..]),
                (&[1][..], &[1][..]),
                Untested::NobodySpeaks,
            ),
            ((&[0], &[0]), (&[1], &[1]), Untested::AllAlike),
            ((&[0, 1], &[0]), (&[0, 1], &[0]), Untested::NoneDiffers),
        ] {
            assert_eq!(test(a, b), Err(why));
        }
        let mut stranger = group(&[0], &[0]);
        let unknown = Person::Undeclared(crate::transcript::SpeakerIndex(0));
        stranger.spoken.persons.add(&People::of([unknown]));
        let compared = Compared::of(&stranger, &group(&[1], &[]), 0);
        assert_eq!(compared.test(), Err(Untested::UnknownPairs));
    }
}
