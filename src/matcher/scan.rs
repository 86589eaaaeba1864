//! One pass over a paragraph: which atoms are found where.

use std::collections::BTreeSet;

use super::compile::{Entry, Program, Tail, u32_from};
use super::floating::follow;
use super::ground::Ground;
use super::regexes::{Folded, Marks};
use super::stems::Memory;
use crate::text::Span;

/// An atom at a place. Offsets are bytes; transcripts are smaller than 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub start: u32,
    pub end: u32,
    pub atom: u32,
}

impl Found {
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Memory of the scan.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The word starts of the paragraph at hand at which something may begin.
    candidates: Vec<u32>,
    /// The word starts of a paragraph, where each is tried.
    starts: Vec<usize>,
    /// The patterns without a literal beginning that the paragraph at hand may have.
    floating: Vec<usize>,
    /// For each atom where its last match ended: matches of one atom do not overlap.
    last_end: Vec<u32>,
    /// What is found at the word start at hand.
    here: Vec<Best>,
    regexes: BTreeSet<u32>,
    folded: Folded,
    /// The paragraph with its marks as text, for those that look for marks.
    marked: Folded,
    stems: Memory,
}

#[derive(Clone, Copy, Debug)]
struct Best {
    atom: u32,
    end: usize,
    rank: u32,
}

impl Scratch {
    /// Starts a transcript.
    pub fn begin(&mut self, program: &Program) {
        self.last_end.clear();
        self.last_end.resize(program.atoms.len(), 0);
    }
}

/// Adds what is found in a paragraph to `found`, ordered by place.
pub fn paragraph(
    program: &Program,
    ground: &Ground<'_>,
    scratch: &mut Scratch,
    found: &mut Vec<Found>,
) {
    let first = found.len();
    let mut candidates = std::mem::take(&mut scratch.candidates);
    let span = Span::new(ground.from, ground.to);
    let count = program
        .filter
        .candidates(ground.text, ground.landmarks, span, &mut candidates);
    for &start in &candidates[..count] {
        scratch.here.clear();
        at_candidate(program, ground, start as usize, scratch);
        scratch.keep(start, found);
    }
    scratch.candidates = candidates;
    every_word(program, ground, scratch, found);
    if !scratch.regexes.is_empty() || !program.regexes.everywhere.is_empty() {
        run_regexes(program, ground, scratch, found);
    }
    found[first..].sort_unstable();
}

/// Runs the regular expressions that the paragraph may match.
fn run_regexes(
    program: &Program,
    ground: &Ground<'_>,
    scratch: &mut Scratch,
    found: &mut Vec<Found>,
) {
    let mut wanted = std::mem::take(&mut scratch.regexes);
    wanted.extend(&program.regexes.everywhere);
    for (marks, folded) in [
        (Marks::Space, &mut scratch.folded),
        (Marks::Text, &mut scratch.marked),
    ] {
        let mut of_kind = wanted
            .iter()
            .filter(|&&index| program.regexes.marks(index) == marks)
            .peekable();
        if of_kind.peek().is_some() {
            folded.fill(ground, marks);
        }
        for &index in of_kind {
            program.regexes.run(index, folded, |atom, span| {
                found.push(Found {
                    start: u32_from(span.start),
                    end: u32_from(span.end),
                    atom,
                });
            });
        }
    }
}

/// Everything whose key is found at one word start.
fn at_candidate(program: &Program, ground: &Ground<'_>, start: usize, scratch: &mut Scratch) {
    let Scratch {
        here,
        regexes,
        stems,
        ..
    } = scratch;
    program.trie.walk(ground, start, |entry: &Entry, at| {
        let Entry { atom, rank, tail } = *entry;
        let end = match tail {
            Tail::Edge => ground.is_word_edge(at).then_some(at),
            Tail::RestOfWord => Some(ground.whole_word_end(at)),
            Tail::Follow(index) => follow(&program.follows[index as usize], ground, at),
            Tail::Stems => program.stems.end(atom, ground, start, stems),
            Tail::Regex(index) => {
                regexes.insert(index);
                None
            }
        };
        if let Some(end) = end {
            keep_best(program, here, Best { atom, end, rank });
        }
    });
}

/// What no key begins: it is tried at each word of the paragraph.
fn every_word(
    program: &Program,
    ground: &Ground<'_>,
    scratch: &mut Scratch,
    found: &mut Vec<Found>,
) {
    let mut floating = std::mem::take(&mut scratch.floating);
    program.floating.in_paragraph(ground, &mut floating);
    if floating.is_empty() && program.stems.everywhere.is_empty() {
        scratch.floating = floating;
        return;
    }
    let mut starts = std::mem::take(&mut scratch.starts);
    starts.clear();
    ground
        .landmarks
        .for_each_start(Span::new(ground.from, ground.to), |start| {
            starts.push(start);
        });
    for &start in &starts {
        scratch.here.clear();
        program
            .floating
            .at_word(ground, start, &floating, |atom, rank, end| {
                keep_best(program, &mut scratch.here, Best { atom, end, rank });
            });
        for &atom in &program.stems.everywhere {
            if let Some(end) = program.stems.end(atom, ground, start, &mut scratch.stems) {
                keep_best(program, &mut scratch.here, Best { atom, end, rank: 0 });
            }
        }
        scratch.keep(u32_from(start), found);
    }
    scratch.starts = starts;
    scratch.floating = floating;
}

impl Scratch {
    /// Takes what is best at a word start, unless it lies inside an earlier match of its atom.
    fn keep(&mut self, start: u32, found: &mut Vec<Found>) {
        for best in &self.here {
            let last_end = &mut self.last_end[best.atom as usize];
            if start >= *last_end {
                *last_end = u32_from(best.end);
                found.push(Found {
                    start,
                    end: *last_end,
                    atom: best.atom,
                });
            }
        }
    }
}

/// Of several matches of one atom at one start the longest counts, or the first alternative of a regular expression.
fn keep_best(program: &Program, here: &mut Vec<Best>, new: Best) {
    match here.iter_mut().find(|best| best.atom == new.atom) {
        Some(old) => {
            let first_alternative = program.atoms[new.atom as usize].first_alternative;
            let better = if first_alternative {
                new.rank < old.rank
            } else {
                new.end > old.end
            };
            if better {
                *old = new;
            }
        }
        None => here.push(new),
    }
}
