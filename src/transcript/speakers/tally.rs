//! Counting what may be labels over a whole file, before any of them is believed.

use std::collections::HashMap;

use super::aside;
use super::assemble::Origin;
use super::line::Line;
use super::mark::{self, Kind, Mark, normalised};
use super::shape::{self, Shape};
use super::{Hints, declared};
use crate::transcript::Labelling;

/// A mark with its line and its label. A file of nothing but short lines has one for each of them, so it is kept small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marked {
    /// Index of the line.
    line: u32,
    /// Which of the labels; [`NONE`] for a time without a name.
    label: u32,
    /// Where its line starts: a text is smaller than 4 GiB.
    start: u32,
    /// The time of the mark; the least number for none.
    time: i64,
    /// The mark's other places, from the start of the line.
    places: [u32; 4],
    kind: Kind,
    bold: bool,
}

const NONE: u32 = u32::MAX;

impl Marked {
    fn new(line: usize, start: usize, mark: Mark, label: Option<usize>) -> Self {
        // No line is longer than what is read, which is less than this counts.
        let small = |number: usize| u32::try_from(number).unwrap_or(NONE);
        let place = |at: usize| small(at.saturating_sub(start));
        Self {
            line: small(line),
            label: label.map_or(NONE, small),
            start: small(start),
            time: mark.time.unwrap_or(i64::MIN),
            places: [
                place(mark.label.0),
                place(mark.label.1),
                place(mark.words),
                place(mark.unlabelled_words),
            ],
            kind: mark.kind,
            bold: mark.bold,
        }
    }

    /// Index of the line.
    pub fn line(&self) -> usize {
        self.line as usize
    }

    /// Which of the labels; `None` for a time without a name.
    pub fn label(&self) -> Option<usize> {
        (self.label != NONE).then_some(self.label as usize)
    }

    /// The mark at the start of the line.
    pub fn mark(&self) -> Mark {
        let [from, to, words, unlabelled_words] =
            self.places.map(|at| self.start as usize + at as usize);
        Mark {
            kind: self.kind,
            label: (from, to),
            words,
            unlabelled_words,
            time: Some(self.time).filter(|time| *time != i64::MIN),
            bold: self.bold,
        }
    }
}

/// What is known of one label: all its spellings that differ only in case.
#[derive(Debug)]
pub(crate) struct Tally {
    /// The label in small letters.
    pub key: String,
    /// How it is spelled, how often, in order of appearance.
    pub spellings: Vec<(String, u32)>,
    /// What it looks like; `None` where it cannot name anybody.
    pub shape: Option<Shape>,
    /// How often it is written in each way.
    pub given: u32,
    /// `Name:`
    pub colon: u32,
    /// With a time.
    pub timed: u32,
    /// `0:22 Name`
    pub time_first: u32,
    /// `[id1]`
    pub bracket: u32,
    /// `Mr. LEAHY.`
    pub stop: u32,
    /// Alone on its line.
    pub bare: u32,
    /// `A; words`.
    pub semicolon: u32,
    /// As the researcher's pattern says.
    pub declared: u32,
    /// In a chat.
    pub stamped: u32,
    /// How many are bold.
    pub bold: u32,
    /// How many have words on the same line.
    pub inline: u32,
    /// How many have words at all.
    pub spoken: u32,
    /// How many stand where a new unit can start: after a blank line or after another mark.
    pub opening: u32,
    /// The index of its first line.
    pub first_line: usize,
}

impl Tally {
    /// How often it is written in a way that is hardly anything but a label.
    pub fn strong(&self) -> u32 {
        self.given + self.colon + self.timed + self.stamped
    }

    /// How it is shown: the most frequent spelling, the first of equals.
    pub fn spelling(&self) -> &str {
        let most = self.spellings.iter().map(|(_, count)| *count).max();
        self.spellings
            .iter()
            .find(|(_, count)| Some(*count) == most)
            .map_or("", |(spelling, _)| spelling)
    }
}

/// All marks of a file and the labels in them.
#[derive(Debug, Default)]
pub(crate) struct Tallies {
    /// In order of lines.
    pub marks: Vec<Marked>,
    /// In order of first appearance.
    pub labels: Vec<Tally>,
}

/// Collects the marks of all lines from `first` on.
pub(crate) fn count(
    text: &str,
    lines: &[Line],
    first: usize,
    hints: Hints,
    is_chat: bool,
) -> Tallies {
    let origin = hints.origin;
    let mut tallies = Tallies::default();
    tallies.marks.reserve(lines.len() / 2);
    let mut known: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut keys: HashMap<String, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate().skip(first) {
        // What has no stamp in a chat goes on with the message above.
        if line.is_blank() || line.comment || is_chat && line.stamp == 0 {
            continue;
        }
        let mark = match (hints.labelling, origin) {
            (Labelling::Pattern(pattern), _) => declared::find(pattern, text, line),
            (_, Origin::Document) => mark::find(text, line),
            (_, Origin::Cues | Origin::Table) => mark::find_in_cue(text, line),
        };
        let mark = mark
            .filter(|mark| counts(mark.kind, origin))
            .and_then(|mark| declared::admit(hints.labelling, mark, line));
        let Some(mark) = mark else {
            continue;
        };
        let written = &text[mark.label.0..mark.label.1];
        let label = (!written.is_empty()).then(|| {
            let (label, spelling) = *known
                .entry(written)
                .or_insert_with(|| intern(&mut tallies.labels, &mut keys, written, at));
            tallies.labels[label].spellings[spelling].1 += 1;
            label
        });
        let marked = Marked::new(at, line.start, mark, label);
        tallies.marks.push(marked);
    }
    set_manners_apart(text, &mut tallies);
    weigh(lines, &mut tallies);
    tallies
}

/// Takes `P1 [laughing]` for `P1` where that is written elsewhere as a label, too: what stands in brackets is how the
/// words are said.
fn set_manners_apart(text: &str, tallies: &mut Tallies) {
    let Tallies { marks, labels } = tallies;
    let named: Vec<bool> = {
        let mut named = vec![false; labels.len()];
        for marked in marks.iter() {
            let is_named = matches!(marked.kind, Kind::Given | Kind::Colon | Kind::Timed);
            if let Some(label) = marked.label().filter(|_| is_named) {
                named[label] = true;
            }
        }
        named
    };
    let bare = |label: &Tally| {
        let end = aside::before_manner(&label.key)?;
        let key = &label.key[..end];
        labels.iter().position(|other| other.key == key)
    };
    let of: Vec<Option<usize>> = labels.iter().map(bare).collect();
    for marked in marks.iter_mut() {
        let Some((from, to)) = marked.label().and_then(|it| Some((it, of[it]?))) else {
            continue;
        };
        let mark = marked.mark();
        let written = &text[mark.label.0..mark.label.1];
        if let (true, Some(end)) = (named[to], aside::before_manner(written)) {
            let spelling = normalised(&written[..end]);
            rename(labels, from, to, &normalised(written), &spelling);
            let mark = Mark {
                label: (mark.label.0, mark.label.0 + end),
                ..mark
            };
            *marked = Marked::new(marked.line(), marked.start as usize, mark, Some(to));
        }
    }
}

/// Counts one spelling of a label for another label.
fn rename(labels: &mut [Tally], from: usize, to: usize, old: &str, new: &str) {
    if let Some(one) = labels[from].spellings.iter_mut().find(|it| it.0 == old) {
        one.1 = one.1.saturating_sub(1);
    }
    match labels[to].spellings.iter_mut().find(|it| it.0 == new) {
        Some(one) => one.1 += 1,
        None => labels[to].spellings.push((new.to_owned(), 1)),
    }
}

/// Whether a mark of this kind may be a label in lines of this origin.
fn counts(kind: Kind, origin: Origin) -> bool {
    match origin {
        Origin::Document => true,
        Origin::Cues => {
            matches!(
                kind,
                Kind::Given | Kind::Colon | Kind::Bracket | Kind::Declared
            )
        }
        Origin::Table => matches!(kind, Kind::Given | Kind::Declared),
    }
}

fn intern(
    labels: &mut Vec<Tally>,
    keys: &mut HashMap<String, usize>,
    written: &str,
    line: usize,
) -> (usize, usize) {
    let spelling = normalised(written);
    let key = spelling.to_lowercase();
    let label = keys.get(&key).copied().unwrap_or_else(|| {
        keys.insert(key.clone(), labels.len());
        labels.push(Tally {
            key,
            spellings: Vec::new(),
            shape: shape::of(&spelling),
            given: 0,
            colon: 0,
            timed: 0,
            time_first: 0,
            bracket: 0,
            stop: 0,
            bare: 0,
            semicolon: 0,
            declared: 0,
            stamped: 0,
            bold: 0,
            inline: 0,
            spoken: 0,
            opening: 0,
            first_line: line,
        });
        labels.len() - 1
    });
    let spellings = &mut labels[label].spellings;
    let at = spellings
        .iter()
        .position(|(known, _)| *known == spelling)
        .unwrap_or_else(|| {
            spellings.push((spelling, 0));
            spellings.len() - 1
        });
    (label, at)
}

/// Adds what the surroundings of each mark say.
fn weigh(lines: &[Line], tallies: &mut Tallies) {
    let Tallies { marks, labels } = tallies;
    for at in 0..marks.len() {
        let (line, mark) = (marks[at].line(), marks[at].mark());
        let Some(label) = marks[at].label() else {
            continue;
        };
        let after_mark =
            at > 0 && marks[at - 1].line() + 1 == line && is_strong(&marks[at - 1], labels);
        let opening = line == 0
            || lines[line].starts_paragraph
            || lines[line].time.is_some()
            || lines[line - 1].is_blank()
            || after_mark;
        let inline = mark.words < lines[line].end;
        let spoken = inline || {
            let next = (line + 1..lines.len()).find(|next| !lines[*next].is_blank());
            let next_mark = marks.get(at + 1);
            next.is_some_and(|next| {
                !lines[next].heading
                    && !next_mark.is_some_and(|other| {
                        let timed = mark.kind == Kind::TimeFirst && other.mark().time.is_some();
                        other.line() == next && (timed || is_strong(other, labels))
                    })
            })
        };
        let tally = &mut labels[label];
        match mark.kind {
            Kind::Given => tally.given += 1,
            Kind::Colon => tally.colon += 1,
            Kind::Timed => tally.timed += 1,
            Kind::TimeFirst => tally.time_first += 1,
            Kind::Bracket => tally.bracket += 1,
            Kind::Stop => tally.stop += 1,
            Kind::Bare => tally.bare += 1,
            Kind::Semicolon => tally.semicolon += 1,
            Kind::Declared => tally.declared += 1,
            Kind::Stamped => tally.stamped += 1,
            Kind::Time => {}
        }
        tally.bold += u32::from(mark.bold);
        tally.inline += u32::from(inline);
        tally.spoken += u32::from(spoken);
        tally.opening += u32::from(opening);
    }
}

/// Whether a mark is hardly anything but a label, if what it names can be somebody.
fn is_strong(marked: &Marked, labels: &[Tally]) -> bool {
    let kind = matches!(marked.kind, Kind::Given | Kind::Colon | Kind::Timed);
    kind && marked
        .label()
        .is_some_and(|label| labels[label].shape.is_some())
}
