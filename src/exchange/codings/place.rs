//! Where a coding is to be laid, as people and files say it.

use std::ops::Range;

use thiserror::Error;

use crate::coding::anchor::{Finder, Finding};
use crate::coding::record::Anchor;
use crate::text::{Span, one_line, shortened};
use crate::transcript::Transcript;

/// Where in a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// Code points of the text as it is read, from 0, half open; and the words that should be there, where they are known.
    Points(Range<usize>, Option<String>),
    /// These words; which of several such places, from 1.
    Quote(String, Option<usize>),
    /// All that is said in a turn, by its number from 1.
    Turn(usize),
    /// All that is said in a line of the text, by its number from 1; and what is known of it.
    Line(usize, Seen),
    /// These words in a line of the text, by its number from 1; which of several such places in the whole text, from 1.
    InLine {
        /// The words.
        words: String,
        /// The line, from 1: one of those that the words stand in.
        line: usize,
        /// Which of the places in the whole text, where that is said.
        which: Option<usize>,
    },
    /// Where a coding was, with all that a line of a store says of it.
    Anchor(Box<Anchor>),
}

/// What is known of the words of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Nothing.
    #[default]
    Nothing,
    /// The line, as another program saw it: all that is said there has to be in it.
    Whole(String),
    /// Words of it or all of it, as somebody noted them: they have to be the line's.
    Some(String),
}

/// Why a place is not there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotFound {
    /// The text ends before it.
    #[error("the text has {points} code points, and {end} is behind its end")]
    Behind {
        /// How many it has.
        points: usize,
        /// What was asked for.
        end: usize,
    },
    /// Other words are there.
    #[error("at this place stands \"{found}\", not \"{wanted}\"")]
    OtherWords {
        /// What is there, shortened.
        found: String,
        /// What should be, shortened.
        wanted: String,
    },
    /// The words are nowhere.
    #[error("\"{0}\" is not in this transcript")]
    NoSuchWords(String),
    /// The words are at several places.
    #[error("\"{words}\" is there {count} times, in the lines {lines}")]
    SeveralPlaces {
        /// The words, shortened.
        words: String,
        /// How often.
        count: usize,
        /// In which lines, the first of them.
        lines: String,
    },
    /// There are fewer such places.
    #[error("\"{words}\" is there {count} times, not {wanted}")]
    FewerPlaces {
        /// The words, shortened.
        words: String,
        /// How often.
        count: usize,
        /// Which one was asked for.
        wanted: usize,
    },
    /// There are fewer turns.
    #[error("this transcript has {count} turns, and no turn {wanted}")]
    NoSuchTurn {
        /// How many it has.
        count: usize,
        /// Which one was asked for.
        wanted: usize,
    },
    /// The line is not there, or nothing is said in it.
    #[error("nothing is said in line {0} of this transcript")]
    SilentLine(usize),
    /// Another program saw other words in this line.
    #[error(
        "line {line} of the text as it is read says \"{found}\", which is not what the row says of it"
    )]
    OtherLine {
        /// The line.
        line: usize,
        /// What is said in it, shortened.
        found: String,
    },
    /// The words are there, and not in this line.
    #[error("\"{words}\" is not in line {line} of the text as it is read, but in {lines}")]
    NotInLine {
        /// The words, shortened.
        words: String,
        /// The line that was asked for.
        line: usize,
        /// Which lines they are in, the first of them.
        lines: String,
    },
    /// Nothing is said at the place.
    #[error("nothing is said at this place")]
    NoWords,
}

impl NotFound {
    /// What to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Behind { .. } | Self::OtherWords { .. } => {
                "offsets count code points of the text as `thematica transcripts convert` writes it, from 0"
            }
            Self::NoSuchWords(_) => {
                "`thematica transcripts --show` prints the text as it was understood"
            }
            Self::SeveralPlaces { .. } | Self::FewerPlaces { .. } => {
                "say which with an occurrence (from 1), or name more of the words"
            }
            Self::NoSuchTurn { .. } => {
                "`thematica transcripts --show` prints the turns with their numbers"
            }
            Self::OtherLine { .. } => {
                "the lines of subtitles, Word and other formats are not those of their files: give quotes, or search the text that `thematica transcripts convert` writes"
            }
            Self::NotInLine { .. } => {
                "the lines of subtitles, Word and other formats are not those of their files: leave the column `line` out to find the words wherever they are"
            }
            Self::SilentLine(_) => {
                "lines count from 1 in the text as it is read; labels, headings and time marks are no speech"
            }
            Self::NoWords => "labels, headings and time marks are no speech; a coding needs some",
        }
    }
}

impl Where {
    /// Looks for the place in a transcript.
    pub fn find(&self, transcript: &Transcript) -> Result<Span, NotFound> {
        let source = &transcript.source;
        let span = match self {
            Self::Points(points, words) => {
                let span = at_points(transcript, points)?;
                if let Some(words) = words
                    .as_deref()
                    .filter(|it| !is_same(source.slice(span), it))
                {
                    return Err(NotFound::OtherWords {
                        found: short(source.slice(span)),
                        wanted: short(words),
                    });
                }
                span
            }
            Self::Quote(words, which) => of_words(transcript, words, *which)?,
            Self::Turn(number) => {
                let turn = number
                    .checked_sub(1)
                    .and_then(|at| transcript.turns.get(at));
                let turn = turn.ok_or(NotFound::NoSuchTurn {
                    count: transcript.turns.len(),
                    wanted: *number,
                })?;
                transcript.span_of(turn)
            }
            Self::Line(number, seen) => {
                let span = of_line(transcript, *number)?;
                let words = source.slice(span);
                let line = source.line(*number).map_or(words, |it| source.slice(it));
                let is_it = match seen {
                    Seen::Nothing => true,
                    Seen::Whole(seen) => is_in(words, seen),
                    Seen::Some(seen) => is_in(words, seen) || is_in(seen, line),
                };
                if !is_it {
                    return Err(NotFound::OtherLine {
                        line: *number,
                        found: short(words),
                    });
                }
                span
            }
            Self::InLine { words, line, which } => in_line(transcript, words, *line, *which)?,
            Self::Anchor(anchor) => match Finder::of(transcript).find(anchor) {
                Finding::Kept(span) | Finding::Moved(span) => span,
                Finding::Changed { span, .. } => {
                    return Err(NotFound::OtherWords {
                        found: short(source.slice(span)),
                        wanted: short(&anchor.quote),
                    });
                }
                Finding::Ambiguous(places) => {
                    return Err(several(transcript, &anchor.quote, &places));
                }
                Finding::Lost => return Err(NotFound::NoSuchWords(short(&anchor.quote))),
            },
        };
        let mut spoken = transcript.paragraphs.iter();
        if source.slice(span).trim().is_empty() || !spoken.any(|it| it.span.overlaps(span)) {
            return Err(NotFound::NoWords);
        }
        Ok(span)
    }
}

fn at_points(transcript: &Transcript, points: &Range<usize>) -> Result<Span, NotFound> {
    let source = &transcript.source;
    let byte = |point| source.byte_of_code_point(point);
    match (byte(points.start), byte(points.end)) {
        (Some(start), Some(end)) if start <= end => Ok(Span::new(start, end)),
        _ => Err(NotFound::Behind {
            points: source.text().chars().count(),
            end: points.end,
        }),
    }
}

fn of_words(transcript: &Transcript, words: &str, which: Option<usize>) -> Result<Span, NotFound> {
    let places = Finder::of(transcript).places(words);
    match (which, &places[..]) {
        (_, []) => Err(NotFound::NoSuchWords(short(words))),
        (None, [only]) => Ok(*only),
        (None, several_places) => Err(several(transcript, words, several_places)),
        (Some(which), places) => {
            let place = which.checked_sub(1).and_then(|at| places.get(at));
            place.copied().ok_or_else(|| NotFound::FewerPlaces {
                words: short(words),
                count: places.len(),
                wanted: which,
            })
        }
    }
}

/// The words in a line; where they go over several, any of these.
fn in_line(
    transcript: &Transcript,
    words: &str,
    line: usize,
    which: Option<usize>,
) -> Result<Span, NotFound> {
    let source = &transcript.source;
    let places = match which {
        Some(_) => vec![of_words(transcript, words, which)?],
        None => Finder::new(source).places(words),
    };
    let is_there = |span: &&Span| {
        let last = source.line_number(span.end.saturating_sub(1).max(span.start));
        (source.line_number(span.start)..=last).contains(&line)
    };
    let here: Vec<Span> = places.iter().filter(is_there).copied().collect();
    match (&here[..], &places[..]) {
        ([only], _) => Ok(*only),
        ([], []) => Err(NotFound::NoSuchWords(short(words))),
        ([], places) => Err(NotFound::NotInLine {
            words: short(words),
            line,
            lines: lines_of(transcript, places),
        }),
        (here, _) => Err(several(transcript, words, here)),
    }
}

fn several(transcript: &Transcript, words: &str, places: &[Span]) -> NotFound {
    NotFound::SeveralPlaces {
        words: short(words),
        count: places.len(),
        lines: lines_of(transcript, places),
    }
}

/// In which lines places begin, the first of them.
fn lines_of(transcript: &Transcript, places: &[Span]) -> String {
    const TOLD: usize = 5;
    let lines = places.iter().take(TOLD);
    let lines = lines.map(|span| transcript.source.line_number(span.start).to_string());
    let mut lines = lines.collect::<Vec<_>>().join(", ");
    if places.len() > TOLD {
        lines.push_str(", …");
    }
    lines
}

/// From the first to the last word of speech in a line.
fn of_line(transcript: &Transcript, number: usize) -> Result<Span, NotFound> {
    let silent = NotFound::SilentLine(number);
    let Some(line) = number
        .checked_sub(1)
        .and_then(|_| transcript.source.line(number))
    else {
        return Err(silent);
    };
    let spoken = transcript.paragraphs.iter().filter_map(|paragraph| {
        let start = paragraph.span.start.max(line.start);
        let end = paragraph.span.end.min(line.end);
        (start < end).then(|| Span::new(start, end))
    });
    let span = spoken.reduce(Span::cover).ok_or(silent.clone())?;
    let words = transcript.source.slice(span);
    let start = span.start + (words.len() - words.trim_start().len());
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return Err(silent);
    }
    Ok(Span::new(start, start + trimmed.len()))
}

/// Whether words stand in a line, whatever its white space.
fn is_in(words: &str, line: &str) -> bool {
    one_line(line).contains(&one_line(words))
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

/// As much of some words as is told.
fn short(words: &str) -> String {
    shortened(words, 60)
}
