//! What a transcript has and a form does not hold, or holds otherwise.

use std::fmt;

use super::{Canonical, Piece, vtt};
use crate::text::counted;
use crate::transcript::Transcript;

/// Something that is not in what was written, or otherwise than in the transcript.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// What was in the file and was no speech, in the plural, with how many.
    NoSpeech(String, usize),
    /// Attributes that the form has no place for.
    Attributes(usize),
    /// Times of ends that the form has no place for.
    Ends(usize),
    /// Times that had parts of seconds.
    Fractions(usize),
    /// Cues whose end is the beginning of the next, because the transcript says none.
    OpenEnds(usize),
    /// Passages without a time, which stand in the cue before.
    Untimed(usize),
    /// Labelled utterances that stand in one paragraph now.
    Joined(usize),
}

/// What a form does not hold of a transcript; nothing where it cannot be written at all.
#[must_use]
pub fn losses(transcript: &Transcript, form: Canonical) -> Vec<Loss> {
    let Ok(pieces) = super::pieces(transcript, form) else {
        return Vec::new();
    };
    let mut losses = no_speech(transcript, &pieces);
    let times = transcript.passages.iter().filter_map(|it| it.time);
    match form {
        Canonical::Vtt => {
            losses.push(Loss::OpenEnds(vtt::without_end(&transcript.passages)));
            let untimed = pieces.iter().filter(|it| it.time.is_none()).count();
            losses.push(Loss::Untimed(untimed));
        }
        Canonical::Text | Canonical::Markdown => {
            losses.push(Loss::Ends(
                times.clone().filter(|it| it.end.is_some()).count(),
            ));
            let fraction = |start: i64| start % 1000 != 0;
            losses.push(Loss::Fractions(
                times.filter(|it| fraction(it.start)).count(),
            ));
            let labels = pieces.iter().filter(|it| it.label.is_some()).count();
            let labelled = transcript.passages.iter().filter(|it| it.labelled).count();
            losses.push(Loss::Joined(labelled.saturating_sub(labels)));
        }
    }
    if form != Canonical::Markdown {
        losses.push(Loss::Attributes(transcript.attributes.len()));
    }
    losses.retain(|loss| loss.count() > 0);
    losses
}

fn no_speech(transcript: &Transcript, pieces: &[Piece]) -> Vec<Loss> {
    // A time before words without a label is no speech, and is written all the same.
    let mut written = pieces
        .iter()
        .filter(|it| it.label.is_none() && it.time.is_some())
        .count();
    let left_out = transcript.reading.left_out.iter().map(|left| {
        let mut count = left.count;
        if left.what == "time marks" {
            let kept = written.min(count);
            written -= kept;
            count -= kept;
        } else if left.what == "lines of front matter" {
            count = 0;
        }
        Loss::NoSpeech(left.what.clone().into_owned(), count)
    });
    left_out.collect()
}

impl Loss {
    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Loss::NoSpeech(_, count)
            | Loss::Attributes(count)
            | Loss::Ends(count)
            | Loss::Fractions(count)
            | Loss::OpenEnds(count)
            | Loss::Untimed(count)
            | Loss::Joined(count) => *count,
        }
    }

    /// Adds another loss where it is of the same kind.
    pub fn add(&mut self, other: &Loss) -> bool {
        let more = other.count();
        match (self, other) {
            (Loss::NoSpeech(what, count), Loss::NoSpeech(other, _)) if what == other => {
                *count += more;
            }
            (Loss::Attributes(count), Loss::Attributes(_))
            | (Loss::Ends(count), Loss::Ends(_))
            | (Loss::Fractions(count), Loss::Fractions(_))
            | (Loss::OpenEnds(count), Loss::OpenEnds(_))
            | (Loss::Untimed(count), Loss::Untimed(_))
            | (Loss::Joined(count), Loss::Joined(_)) => *count += more,
            _ => return false,
        }
        true
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |noun| counted(self.count() as u64, noun);
        match self {
            Loss::NoSpeech(what, count) => write!(f, "Left out as no speech: {what} ({count})"),
            Loss::Attributes(_) => {
                write!(f, "Not written: {}; Markdown holds them", of("attribute"))
            }
            Loss::Ends(_) => write!(f, "Not written: {}; WebVTT holds them", of("end time")),
            Loss::Fractions(_) => write!(
                f,
                "Cut to the whole second: {}; WebVTT holds milliseconds",
                of("time")
            ),
            Loss::OpenEnds(_) => write!(
                f,
                "Ended where the next begins, or after a millisecond, as no end is known: {}",
                of("cue")
            ),
            Loss::Untimed(_) => write!(
                f,
                "Put into the cue of what was said before, as no time is known: {}",
                of("passage")
            ),
            Loss::Joined(_) => write!(
                f,
                "Joined to the paragraph before, as in reading: {}",
                of("labelled cue")
            ),
        }
    }
}
