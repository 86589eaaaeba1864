//! How alike two codes with different ids are.
//!
//! Each part that at least one of the two has is compared by Dice's coefficient (Dice 1945, Ecology 26, 297-302): twice what
//! they share by what they have together. Their mean, weighted as the table says, is the likeness.
//!
//! | part | what is shared | weight |
//! |---|---|---|
//! | rules | rules, as they are written | 4 |
//! | definition | words of `brief`, `definition`, `include` and `exclude` | 3 |
//! | codes below | ids | 3 |
//! | examples | `examples` and `counterexamples`, as they are written | 2 |
//! | label | pairs of letters; the id stands for a label that is not written | 2 |
//! | place | the code above, and the codes before and after it | 1 |

use super::super::{Code, CodeIndex, Codebook, Written};

/// How alike, in hundredths, a code that is gone and one that is new must be to be one code with another id: half of what
/// there is to compare.
pub const LEAST_ALIKE: u8 = 50;

/// What is compared of a code: each a list in order, in which things may come twice.
pub(super) struct Portrait<'c> {
    pub code: CodeIndex,
    /// The codes before and after it among those beside it.
    pub neighbours: (Option<CodeIndex>, Option<CodeIndex>),
    /// `None` of a retired code, whose rules nobody keeps.
    rules: Option<Vec<&'c str>>,
    definition: Vec<&'c str>,
    below: Vec<&'c str>,
    examples: Vec<&'c str>,
    label: Vec<[char; 2]>,
}

impl<'c> Portrait<'c> {
    pub fn of(codebook: &'c Codebook, index: CodeIndex) -> Self {
        let code = codebook.code(index);
        let rules = code
            .rules
            .clone()
            .map(|rule| codebook.rules[rule as usize].written.as_str());
        let below = code
            .subtree
            .clone()
            .skip(1)
            .map(|below| codebook.codes[below as usize].id.as_str());
        Self {
            code: index,
            neighbours: neighbours(codebook, index),
            rules: (!code.retired).then(|| sorted(rules)),
            definition: sorted(definition(code)),
            below: sorted(below),
            examples: sorted(
                code.examples
                    .iter()
                    .chain(&code.counterexamples)
                    .map(|it| it.text.trim()),
            ),
            label: sorted(pairs_of_letters(&code.label)),
        }
    }

    /// How alike the two are, in hundredths. `place` is how alike their places are, in thousandths.
    pub fn likeness(&self, other: &Portrait<'_>, place: u32) -> u8 {
        let rules = match (&self.rules, &other.rules) {
            (Some(one), Some(other)) => dice(one, other),
            _ => None,
        };
        let parts = [
            (4, rules),
            (3, dice(&self.definition, &other.definition)),
            (3, dice(&self.below, &other.below)),
            (2, dice(&self.examples, &other.examples)),
            (2, dice(&self.label, &other.label)),
            (1, Some(place)),
        ];
        let there = || {
            parts
                .iter()
                .filter_map(|(weight, part)| Some((*weight, (*part)?)))
        };
        let sum: u32 = there().map(|(weight, part)| weight * part).sum();
        let weights: u32 = there().map(|(weight, _)| weight).sum();
        u8::try_from(sum / weights / 10).expect("no part is above 1,000 thousandths")
    }
}

/// The codes before and after a code among those beside it.
fn neighbours(codebook: &Codebook, code: CodeIndex) -> (Option<CodeIndex>, Option<CodeIndex>) {
    let this = codebook.code(code);
    let right = codebook.codes.get(this.subtree.end as usize);
    let right = right.filter(|right| right.parent == this.parent);
    let mut left = code.0.checked_sub(1).map(CodeIndex);
    // What stands before it is its parent, or the last code below the one before it.
    while let Some(at) = left.filter(|&at| Some(at) != this.parent) {
        if codebook.code(at).parent == this.parent {
            return (Some(at), right.map(|_| CodeIndex(this.subtree.end)));
        }
        left = codebook.code(at).parent;
    }
    (None, right.map(|_| CodeIndex(this.subtree.end)))
}

fn definition(code: &Code) -> impl Iterator<Item = &str> {
    let texts = [&code.brief, &code.definition, &code.include, &code.exclude];
    let texts = texts.into_iter().flatten();
    texts
        .flat_map(|text: &Written| text.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// The pairs of neighbouring letters of each word, in lower case; a word of one letter is a pair with nothing.
fn pairs_of_letters(label: &str) -> impl Iterator<Item = [char; 2]> {
    let words = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let pairs = words.flat_map(|word| {
        let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        match letters[..] {
            [only] => vec![[only, ' ']],
            _ => letters.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
        }
    });
    pairs.collect::<Vec<_>>().into_iter()
}

fn sorted<T: Ord>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut things: Vec<T> = things.collect();
    things.sort_unstable();
    things
}

/// Dice's coefficient in thousandths, rounded down; `None` where neither has anything.
fn dice<T: Ord>(one: &[T], other: &[T]) -> Option<u32> {
    let all = one.len() + other.len();
    let (mut at, mut there, mut shared) = (0, 0, 0_usize);
    while at < one.len() && there < other.len() {
        match one[at].cmp(&other[there]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => there += 1,
            std::cmp::Ordering::Equal => {
                (at, there, shared) = (at + 1, there + 1, shared + 1);
            }
        }
    }
    let thousandths = (2000 * shared).checked_div(all)?;
    Some(u32::try_from(thousandths).expect("what is shared is in both"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_counts_as_often_as_both_have_it() {
        assert_eq!(dice(&["a", "a", "b"], &["a", "c"]), Some(400));
        assert_eq!(dice(&["a"], &["a"]), Some(1000));
        assert_eq!(dice(&["a"], &[]), Some(0));
        assert_eq!(dice::<&str>(&[], &[]), None);
    }

    #[test]
    fn labels_are_compared_by_pairs_of_letters() {
        let pairs = |label| sorted(pairs_of_letters(label));
        assert_eq!(pairs("Ab c"), [['a', 'b'], ['c', ' ']]);
        assert_eq!(
            dice(&pairs("Waiting list"), &pairs("waiting lists")),
            Some(947)
        );
    }
}
