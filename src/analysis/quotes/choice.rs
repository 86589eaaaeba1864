//! A choice of quotes that does not let the most quotable person speak for all.

use std::collections::{HashMap, HashSet};

use super::Quote;
use crate::analysis::frequency::Key;

/// A quote that may be chosen.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The quote.
    pub quote: Quote,
    /// Who says it.
    pub person: Key,
    /// The group that it is said in, where there is one.
    pub group: Option<String>,
}

/// What was chosen of one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The code: an index into the codebook's codes.
    pub code: u32,
    /// The chosen quotes, as indices into the candidates, in the order in which they were chosen.
    pub plain: Vec<usize>,
    /// Quotes whose hits all stand under a negation: what somebody says to the contrary.
    pub contrary: Vec<usize>,
    /// How many quotes there were to choose from, the contrary ones among them.
    pub of: usize,
}

/// A quote of this length, in characters, says something and can be read at once.
const GOOD_LENGTH: std::ops::RangeInclusive<usize> = 40..=300;

/// Chooses up to `most` quotes of each code, and beside them up to `contrary` that are negated.
///
/// One after the other the quote is taken whose person is quoted least for the code, then least for all codes so far, then
/// whose group is quoted least for the code, then whose transcript; among equals one of a good length, then one from a turn
/// that is not quoted yet, then the first in the order of the candidates. So the same candidates give the same choice, and
/// no person is quoted twice for a code before everybody who speaks of it is quoted once.
#[must_use]
pub fn choose(
    candidates: &[Candidate],
    codes: &[u32],
    most: usize,
    contrary: usize,
) -> Vec<Choice> {
    let mut by_code: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        by_code.entry(candidate.quote.code).or_default().push(at);
    }
    let mut quoted: HashMap<&Key, usize> = HashMap::new();
    codes
        .iter()
        .map(|&code| {
            let all = by_code.remove(&code).unwrap_or_default();
            let is_contrary = |at: &usize| candidates[*at].quote.negated;
            let (negated, plain): (Vec<usize>, Vec<usize>) =
                all.iter().partition(|at| is_contrary(at));
            Choice {
                code,
                plain: spread(candidates, plain, most, &mut quoted),
                contrary: spread(candidates, negated, contrary, &mut quoted),
                of: all.len(),
            }
        })
        .collect()
}

/// Chooses up to `most` of some candidates, as [`choose`] does where there is one code.
#[must_use]
pub fn best(candidates: &[Candidate], of: Vec<usize>, most: usize) -> Vec<usize> {
    spread(candidates, of, most, &mut HashMap::new())
}

fn spread<'c>(
    candidates: &'c [Candidate],
    mut left: Vec<usize>,
    most: usize,
    quoted: &mut HashMap<&'c Key, usize>,
) -> Vec<usize> {
    let mut persons: HashMap<&Key, usize> = HashMap::new();
    let mut groups: HashMap<Option<&str>, usize> = HashMap::new();
    let mut transcripts: HashMap<u32, usize> = HashMap::new();
    let mut turns: HashSet<(u32, u32)> = HashSet::new();
    let mut chosen = Vec::new();
    while chosen.len() < most {
        let rank = |&at: &usize| {
            let Candidate {
                quote,
                person,
                group,
            } = &candidates[at];
            let count = |of: &HashMap<&Key, usize>| of.get(person).copied().unwrap_or(0);
            let of_group = groups.get(&group.as_deref()).copied().unwrap_or(0);
            let length = quote.text.chars().count();
            (
                count(&persons),
                count(quoted),
                of_group,
                transcripts.get(&quote.transcript).copied().unwrap_or(0),
                !GOOD_LENGTH.contains(&length),
                turns.contains(&(quote.transcript, quote.turn)),
                at,
            )
        };
        let Some(best) = left.iter().copied().min_by_key(rank) else {
            break;
        };
        left.retain(|at| *at != best);
        let Candidate {
            quote,
            person,
            group,
        } = &candidates[best];
        *transcripts.entry(quote.transcript).or_default() += 1;
        turns.insert((quote.transcript, quote.turn));
        *persons.entry(person).or_default() += 1;
        *quoted.entry(person).or_default() += 1;
        *groups.entry(group.as_deref()).or_default() += 1;
        chosen.push(best);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(
        code: u32,
        person: &str,
        group: Option<&str>,
        text: &str,
        negated: bool,
    ) -> Candidate {
        Candidate {
            quote: Quote {
                code,
                transcript: 0,
                start: 0,
                turn: 1,
                line: 1,
                time: None,
                speaker: None,
                participant: None,
                before: String::new(),
                text: text.to_owned(),
                after: String::new(),
                matched: Vec::new(),
                hits: Vec::new(),
                negated,
                of: Vec::new(),
            },
            person: Key::new(person.to_owned()),
            group: group.map(str::to_owned),
        }
    }

    const GOOD: &str = "It takes weeks before they trust you enough to open the post.";

    #[test]
    fn everybody_is_quoted_once_before_anybody_is_quoted_twice() {
        let all = [
            candidate(0, "A", None, GOOD, false),
            candidate(0, "A", None, GOOD, false),
            candidate(0, "B", None, "Yes.", false),
            candidate(0, "C", None, GOOD, false),
        ];
        assert_eq!(choose(&all, &[0], 3, 0)[0].plain, [0, 3, 2]);
        assert_eq!(choose(&all, &[0], 9, 0)[0].plain, [0, 3, 2, 1]);
    }

    #[test]
    fn who_was_quoted_for_another_code_waits() {
        let all = [
            candidate(0, "A", None, GOOD, false),
            candidate(1, "A", None, GOOD, false),
            candidate(1, "B", None, GOOD, false),
        ];
        let chosen = choose(&all, &[0, 1, 2], 1, 1);
        assert_eq!(
            (&chosen[0].plain[..], &chosen[1].plain[..]),
            (&[0][..], &[2][..])
        );
        assert_eq!((chosen[2].plain.len(), chosen[2].of), (0, 0));
    }

    #[test]
    fn transcripts_and_turns_take_turns_for_one_person() {
        let mut all = [1, 1, 2, 3].map(|turn| {
            let mut candidate = candidate(0, "A", None, GOOD, false);
            candidate.quote.turn = turn;
            candidate
        });
        all[3].quote.transcript = 1;
        assert_eq!(best(&all, vec![0, 1, 2, 3], 3), [0, 3, 2]);
    }

    #[test]
    fn groups_take_turns_and_the_contrary_stands_beside() {
        let all = [
            candidate(0, "A", Some("g1"), GOOD, false),
            candidate(0, "B", Some("g1"), GOOD, false),
            candidate(0, "C", Some("g2"), GOOD, false),
            candidate(0, "D", Some("g1"), GOOD, true),
            candidate(0, "E", Some("g1"), GOOD, true),
        ];
        let chosen = &choose(&all, &[0], 2, 1)[0];
        assert_eq!(
            (&chosen.plain[..], &chosen.contrary[..], chosen.of),
            (&[0, 2][..], &[3][..], 5)
        );
    }
}
