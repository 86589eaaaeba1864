//! Deciding from a whole file which labels are speakers.
//!
//! No rule knows a file. A label is believed when it is declared, when the format says so, when it stands with a time,
//! when it returns, or when it looks in all respects like those that return. Words that stand before colons without
//! naming anybody (`Note`, `https`) are not believed unless they are declared.

use super::Hints;
use super::line::Line;
use super::mark::Kind;
use super::shape::{self, Shape};
use super::tally::{Marked, Tallies, Tally};
use crate::transcript::Labelling;

/// Which labels are speakers, and what else the file showed.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// For each label: whether it is a speaker.
    pub speakers: Vec<bool>,
    /// For each label: whether it is one where it stands alone on its line without a time.
    pub bare: Vec<bool>,
    /// Whether the rule for repeated short lines was used.
    pub bare_rule: bool,
    /// For each label: whether it looked like one and was left as speech.
    pub doubtful: Vec<bool>,
}

impl Verdict {
    /// Whether a mark names a speaker.
    pub fn names(&self, marked: &Marked) -> bool {
        let Some(label) = marked.label() else {
            return false;
        };
        match marked.mark().kind {
            Kind::Time => false,
            Kind::Bare => self.bare[label],
            _ => self.speakers[label],
        }
    }
}

/// Decides; `text` is the whole text.
pub(crate) fn decide(text: &str, lines: &[Line], tallies: &Tallies, hints: Hints) -> Verdict {
    let labels = &tallies.labels;
    match hints.labelling {
        Labelling::Exactly(_, listed) => return exactly(labels, |it| is_declared(&it.key, listed)),
        Labelling::Pattern(_) => return exactly(labels, |it| it.declared > 0),
        Labelling::Found | Labelling::Style(_) => {}
    }
    let declared: Vec<bool> = labels
        .iter()
        .map(|label| is_declared(&label.key, hints.declared))
        .collect();
    let file = File::of(labels);
    let mut speakers: Vec<bool> = labels
        .iter()
        .zip(&declared)
        .map(|(label, declared)| {
            *declared
                || label.given > 0
                || label.stamped > 0
                || (may_be(label) && file.returns(label, text))
        })
        .collect();
    let settled = speakers.clone();
    let like = Like::of(labels, &settled);
    let first = first_line(labels, &settled);
    for (at, label) in labels.iter().enumerate() {
        if speakers[at] || !may_be(label) || label.strong() == 0 {
            continue;
        }
        speakers[at] = match &like {
            Some(like) => {
                like.fits(label, first) && !(label.strong() <= 2 && is_a_word(label, text))
            }
            None => false,
        };
    }
    if !speakers.contains(&true) {
        accept_short_conversation(lines, tallies, &mut speakers);
    }
    let found = speakers.contains(&true);
    let doubtful = labels
        .iter()
        .zip(&speakers)
        .map(|(label, speaker)| {
            !speaker
                && found
                && label.strong() > 0
                && may_be(label)
                && label.opening > 0
                && label.shape < Some(Shape::Phrase)
        })
        .collect();
    let (bare, bare_rule) = bare_labels(tallies, &speakers, &declared);
    for (at, bare) in bare.iter().enumerate() {
        speakers[at] |= *bare && bare_rule;
    }
    Verdict {
        speakers,
        bare,
        bare_rule,
        doubtful,
    }
}

/// The verdict where the researcher's declaration alone counts.
fn exactly(labels: &[Tally], is_speaker: impl Fn(&Tally) -> bool) -> Verdict {
    let speakers: Vec<bool> = labels.iter().map(is_speaker).collect();
    Verdict {
        bare: speakers.clone(),
        bare_rule: false,
        doubtful: vec![false; labels.len()],
        speakers,
    }
}

/// Whether a label, as written or in small letters, is one of those that the researcher declares.
pub(super) fn is_declared(label: &str, declared: &[String]) -> bool {
    let label = label.to_lowercase();
    declared.iter().any(|name| {
        let name = super::mark::normalised(name.trim().trim_end_matches(':')).to_lowercase();
        name == label
    })
}

/// Whether a label could name somebody at all and has words.
fn may_be(label: &Tally) -> bool {
    label.shape.is_some() && label.spoken > 0 && !shape::is_heading_word(&label.key)
}

fn first_line(labels: &[Tally], speakers: &[bool]) -> usize {
    let firsts = labels.iter().zip(speakers).filter(|(_, speaker)| **speaker);
    firsts.map(|(label, _)| label.first_line).min().unwrap_or(0)
}

/// What the labels of a file have in common.
struct File {
    /// How many labels stand with a time.
    timed: u32,
    /// How often the most frequent label occurs.
    top: u32,
    /// How many labels occur more than once.
    returning: usize,
    /// How many bracketed codes occur more than once.
    brackets: usize,
    /// How many labels follow a time on their line.
    time_first: u32,
    /// How many labels before a full stop occur more than once.
    stops: usize,
}

impl File {
    fn of(labels: &[Tally]) -> Self {
        let possible = || labels.iter().filter(|label| may_be(label));
        File {
            timed: possible().map(|label| label.timed).sum(),
            top: possible().map(Tally::strong).max().unwrap_or(0),
            returning: possible().filter(|label| label.strong() > 1).count(),
            brackets: possible()
                .filter(|label| label.bracket > 1 && !shape::is_sound(&label.key))
                .count(),
            stops: possible().filter(|label| label.stop > 1).count(),
            time_first: possible()
                .filter(|label| !is_answer(&label.key))
                .map(|label| label.time_first)
                .sum(),
        }
    }

    /// Whether a label is believed for how often and how it returns.
    fn returns(&self, label: &Tally, text: &str) -> bool {
        let Some(shape) = label.shape else {
            return false;
        };
        if label.timed > 0 && self.timed > 1 {
            return shape < Shape::Phrase || label.timed > 1 || self.timed >= 10;
        }
        if label.bracket > 1 && self.brackets > 1 && !shape::is_sound(&label.key) {
            return true;
        }
        if label.time_first > 0
            && self.time_first > 2
            && shape <= Shape::Name
            && !is_answer(&label.key)
        {
            return true;
        }
        if label.stop > 1 && self.stops > 1 {
            return true;
        }
        let strong = label.strong();
        match shape {
            Shape::Role => strong > 1,
            Shape::Code | Shape::Caps => strong > 2 || (strong == 2 && self.returning > 1),
            Shape::Name => {
                strong > 2 || (strong == 2 && self.returning > 1 && !is_a_word(label, text))
            }
            Shape::Small => strong > 1 && self.returning > 1 && strong * 50 >= self.top,
            Shape::Phrase => strong > 3 && strong * 50 >= self.top,
        }
    }
}

/// What the believed labels look like, to measure one by that does not return.
struct Like {
    shapes: Vec<Shape>,
    words: Vec<usize>,
    keys: Vec<String>,
    bold: bool,
    opening: bool,
    inline: bool,
}

impl Like {
    fn of(labels: &[Tally], speakers: &[bool]) -> Option<Self> {
        let believed: Vec<&Tally> = labels
            .iter()
            .zip(speakers)
            .filter(|(_, speaker)| **speaker)
            .map(|(label, _)| label)
            .collect();
        let all: u32 = believed.iter().map(|label| label.strong()).sum();
        let most = |part: fn(&Tally) -> u32, of: u32| {
            believed.iter().map(|label| part(label)).sum::<u32>() * of >= all * (of - 1)
        };
        (all > 0).then(|| Like {
            shapes: believed.iter().filter_map(|label| label.shape).collect(),
            words: believed
                .iter()
                .map(|label| shape::words(&label.key))
                .collect(),
            keys: believed.iter().map(|label| label.key.clone()).collect(),
            bold: most(|label| label.bold, 4),
            opening: most(|label| label.opening, 20),
            inline: most(|label| label.inline, 4),
        })
    }

    /// Whether a label that does not return looks like those that do; `first` is the line of the first of those.
    fn fits(&self, label: &Tally, first: usize) -> bool {
        let strong = label.strong();
        let style = self.bold == (label.bold * 2 > strong)
            && (!self.opening || label.opening > 0)
            && (!self.inline || label.inline > 0 || label.first_line > first);
        if !style {
            return false;
        }
        let words = shape::words(&label.key);
        let contains = |key: &String| {
            label.key.split(' ').any(|word| word == key)
                || key.split(' ').any(|word| word == label.key)
        };
        match label.shape {
            Some(Shape::Role) => true,
            Some(Shape::Code | Shape::Caps) => {
                self.shapes
                    .iter()
                    .any(|shape| matches!(shape, Shape::Code | Shape::Caps))
                    && self.words.contains(&words)
                    || self.keys.iter().any(contains)
                    || (label.shape == Some(Shape::Code)
                        && self.keys.iter().any(|key| key.len() < 5))
                    || (words == 1
                        && label.key.len() < 7
                        && label.key.bytes().any(|byte| byte.is_ascii_digit()))
            }
            Some(Shape::Name) => {
                self.keys.iter().any(contains)
                    || (self.shapes.contains(&Shape::Name)
                        && (self.words.contains(&words)
                            || (words > 2 && self.words.contains(&(words - 1)))))
            }
            Some(Shape::Small | Shape::Phrase) | None => false,
        }
    }
}

/// Whether a label of one word is a word of the language: it also stands in small letters in the text.
fn is_a_word(label: &Tally, text: &str) -> bool {
    if label.shape != Some(Shape::Name) || label.key.contains(' ') {
        return false;
    }
    let bytes = text.as_bytes();
    let is_letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    memchr::memmem::find_iter(bytes, label.key.as_bytes()).any(|at| {
        let end = at + label.key.len();
        !is_letter(bytes.get(end)) && (at == 0 || !is_letter(bytes.get(at - 1)))
    })
}

/// In a file where nothing returns: labels are believed when they start at least half of the paragraphs.
fn accept_short_conversation(lines: &[Line], tallies: &Tallies, speakers: &mut [bool]) {
    let labels = &tallies.labels;
    let fits = |label: &Tally| {
        may_be(label) && label.strong() > 0 && label.opening > 0 && label.shape <= Some(Shape::Name)
    };
    let marks: u32 = labels
        .iter()
        .filter(|label| fits(label))
        .map(Tally::strong)
        .sum();
    let starts = |at: usize| {
        !lines[at].is_blank()
            && (at == 0
                || lines[at].starts_paragraph
                || lines[at].time.is_some()
                || lines[at - 1].is_blank())
    };
    let paragraphs = (0..lines.len()).filter(|at| starts(*at)).count();
    let roles = labels
        .iter()
        .any(|label| fits(label) && label.shape == Some(Shape::Role));
    if (marks >= 2 || roles) && marks as usize * 2 >= paragraphs {
        for (label, speaker) in labels.iter().zip(speakers) {
            *speaker = fits(label);
        }
    }
}

/// Labels alone on their lines, without a time: the declared ones, or those of a file where short lines return.
fn bare_labels(tallies: &Tallies, speakers: &[bool], declared: &[bool]) -> (Vec<bool>, bool) {
    let labels = &tallies.labels;
    let named: u32 = labels
        .iter()
        .zip(speakers)
        .filter(|(_, speaker)| **speaker)
        .map(|(label, _)| label.strong())
        .sum();
    let returning = |label: &Tally| {
        label.bare > 1
            && may_be(label)
            && label.opening * 2 > label.bare
            && label.shape <= Some(Shape::Name)
            && !is_answer(&label.key)
    };
    let total: u32 = labels
        .iter()
        .filter(|label| returning(label))
        .map(|label| label.bare)
        .sum();
    let several = labels.iter().filter(|label| returning(label)).count() > 1;
    let rule = several && total >= 4 && total > named * 2 && alternates(tallies, returning);
    let bare = labels
        .iter()
        .zip(declared)
        .map(|(label, declared)| *declared || (rule && returning(label)))
        .collect();
    (bare, rule)
}

/// Whether two neighbours among the repeated short lines are mostly different: people take turns.
fn alternates(tallies: &Tallies, returning: impl Fn(&Tally) -> bool) -> bool {
    let order: Vec<usize> = tallies
        .marks
        .iter()
        .filter(|marked| marked.mark().kind == Kind::Bare)
        .filter_map(Marked::label)
        .filter(|label| returning(&tallies.labels[*label]))
        .collect();
    let changes = order.windows(2).filter(|pair| pair[0] != pair[1]).count();
    changes * 2 >= order.len().saturating_sub(1)
}

/// Short answers return alone on their lines without being names.
pub(super) fn is_answer(key: &str) -> bool {
    const ANSWERS: &[&str] = &[
        "yeah",
        "yep",
        "yup",
        "nope",
        "right",
        "sure",
        "mm",
        "mmm",
        "mhm",
        "mm-hmm",
        "hmm",
        "uh-huh",
        "thanks",
        "thank you",
        "great",
        "cool",
        "good",
        "really",
        "wow",
        "oh",
        "ah",
        "um",
        "uh",
        "hi",
        "hello",
        "bye",
        "true",
        "absolutely",
        "definitely",
        "fine",
        "perfect",
        "please",
    ];
    ANSWERS.contains(&key)
}
