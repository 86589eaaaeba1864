//! Which rows or columns a coding of one transcript belongs to.

use super::question::{self, Questions};
use super::{Axis, Crossing};
use crate::analysis::coded::{Coded, Whom};
use crate::analysis::frequency::{Counting, Key, Keys, with_ancestors};
use crate::codebook::CodeIndex;
use crate::coding::Maker;

/// The lines of one axis in one transcript.
pub(super) struct Dimension {
    pub keys: Vec<Key>,
    /// What is said of a line beside its name, by line; may be shorter.
    pub captions: Vec<String>,
    of: Of,
}

/// What decides on the line.
enum Of {
    /// By turn; `None` for one that does not count.
    Turns(Vec<Option<usize>>),
    /// By code of the codebook.
    Codes(Vec<Vec<usize>>),
    /// Whose it is; and whether they have looked at the transcript.
    Coders(Vec<(Whom, bool)>),
}

impl Dimension {
    pub fn of(crossing: &Crossing<'_>, axis: &Axis, coded: &Coded<'_>) -> Self {
        match axis {
            Axis::Code => codes(crossing),
            Axis::Theme => themes(crossing),
            Axis::Coder => coders(crossing, coded),
            Axis::Question => {
                let Questions {
                    keys,
                    captions,
                    of_turn,
                } = question::questions(coded);
                Self {
                    keys,
                    captions,
                    of: Of::Turns(of_turn),
                }
            }
            Axis::By(by) => {
                let counting = Counting {
                    study: crossing.study,
                    codebook: crossing.codebook,
                    unit: crossing.unit,
                    by,
                };
                let keys = Keys::of_turns(&counting, coded);
                Self::new(keys.names, Of::Turns(keys.of_turn))
            }
        }
    }

    fn new(keys: Vec<Key>, of: Of) -> Self {
        Self {
            keys,
            captions: Vec::new(),
            of,
        }
    }

    /// Whether what is said is divided among the lines, and not only what is coded.
    pub fn divides(&self) -> bool {
        !matches!(self.of, Of::Codes(_))
    }

    /// The lines that a coding belongs to.
    pub fn lines(&self, code: CodeIndex, made_by: Maker, turn: u32) -> Vec<usize> {
        match &self.of {
            Of::Turns(of_turn) => of_turn[turn as usize].into_iter().collect(),
            Of::Codes(of_code) => of_code[code.0 as usize].clone(),
            Of::Coders(coders) => numbers(coders, |(whom, _)| whom.made(made_by)),
        }
    }

    /// The lines that what is said in a turn belongs to: none where an axis does not divide it.
    pub fn lines_of_turn(&self, turn: usize) -> Vec<usize> {
        match &self.of {
            Of::Turns(of_turn) => of_turn[turn].into_iter().collect(),
            Of::Codes(_) => Vec::new(),
            Of::Coders(coders) => numbers(coders, |&(_, has_looked)| has_looked),
        }
    }
}

fn numbers<T>(of: &[T], holds: impl Fn(&T) -> bool) -> Vec<usize> {
    let numbered = of.iter().enumerate();
    numbered
        .filter(|(_, it)| holds(it))
        .map(|(number, _)| number)
        .collect()
}

/// Each code with those below it.
fn codes(crossing: &Crossing<'_>) -> Dimension {
    let mut places = vec![None; crossing.codebook.codes.len()];
    for (place, code) in crossing.codes.iter().enumerate() {
        places[code.0 as usize] = Some(place);
    }
    let lines = |code: CodeIndex| {
        let lineage = with_ancestors(crossing.codebook, code);
        lineage.filter_map(|it| places[it.0 as usize]).collect()
    };
    Dimension::new(
        keys(crossing, crossing.codes.iter().copied()),
        Of::Codes(by_code(crossing, lines)),
    )
}

/// Each theme of which something is asked for.
fn themes(crossing: &Crossing<'_>) -> Dimension {
    let theme = |code: CodeIndex| {
        let lineage = with_ancestors(crossing.codebook, code);
        lineage.last().unwrap_or(code)
    };
    let mut themes: Vec<CodeIndex> = crossing.codes.iter().map(|code| theme(*code)).collect();
    themes.dedup();
    let lines = |code: CodeIndex| {
        let place = themes.iter().position(|it| *it == theme(code));
        place.into_iter().collect()
    };
    let of = Of::Codes(by_code(crossing, lines));
    Dimension::new(keys(crossing, themes.iter().copied()), of)
}

fn by_code(crossing: &Crossing<'_>, lines: impl Fn(CodeIndex) -> Vec<usize>) -> Vec<Vec<usize>> {
    let all = (0..).take(crossing.codebook.codes.len());
    all.map(|code| lines(CodeIndex(code))).collect()
}

fn keys(crossing: &Crossing<'_>, codes: impl Iterator<Item = CodeIndex>) -> Vec<Key> {
    let key = |code: CodeIndex| Key::ranked(code.0 as usize, &crossing.codebook.code(code).id);
    codes.map(key).collect()
}

fn coders(crossing: &Crossing<'_>, coded: &Coded<'_>) -> Dimension {
    let names = crossing.coders.iter().enumerate();
    let keys = names.map(|(number, (name, _))| Key::ranked(number, name));
    let coders = crossing.coders.iter();
    let coders = coders.map(|&(_, whom)| (whom, whom.has_looked_at(coded)));
    Dimension::new(keys.collect(), Of::Coders(coders.collect()))
}
