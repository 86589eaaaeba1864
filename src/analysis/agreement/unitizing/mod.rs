//! Agreement of coders who mark stretches of a text themselves, so that there are no given units.
//!
//! Several numbers answer it, some of them under one name, and differ:
//!
//! - `αU` of 2004 compares the ends of segments by their squared distance ([`squared`]). That of 1995, which is the same
//!   with another count of places where a unit may lie, is not offered: its author corrected it.
//! - `u-α`, `|u|-α`, `cu-α` and `(k)u-α` of 2016 compare how far segments overlap ([`linear`]).
//! - A share of matched segments is what desktop programs report ([`overlap`]); it is not corrected for chance, or only for
//!   the number of codes.
//! - Every character may be taken for a unit ([`characters`]), after which any coefficient can be computed.
//!
//! Positions are whole numbers: characters, or words, counted from the beginning of the text. Which of them changes `αU`
//! and leaves the 2016 family nearly alone.

pub mod characters;
pub mod linear;
pub mod overlap;
pub mod squared;

/// A stretch of a text with a code, from `begin` up to and without `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// The position of its first character.
    pub begin: u64,
    /// The position behind its last character.
    pub end: u64,
    /// The number of the code.
    pub code: u32,
}

impl Segment {
    /// How many characters it is long.
    #[must_use]
    pub fn length(self) -> u64 {
        self.end - self.begin
    }

    /// How many characters two segments share, whatever their codes.
    #[must_use]
    pub fn shared_with(self, other: Self) -> u64 {
        let begin = self.begin.max(other.begin);
        self.end.min(other.end).saturating_sub(begin)
    }
}

/// One text with the segments of each coder who read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Continuum {
    length: u64,
    /// In order of their begin.
    coders: Vec<Vec<Segment>>,
}

/// Why segments are no continuum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContinuumFault {
    /// A segment without a character.
    #[error("a segment at {} has no length", .0.begin)]
    Empty(Segment),
    /// A segment that goes on where the text does not.
    #[error("a segment from {} to {} ends after the text", .0.begin, .0.end)]
    BeyondTheEnd(Segment),
    /// Two segments of one coder and one code that overlap: what they cover would count twice.
    #[error("two segments of one code and coder overlap at {}", .1.begin)]
    SameCodeTwice(Segment, Segment),
}

impl Continuum {
    /// Takes a text's length and the segments of each coder who read it, in any order.
    ///
    /// A coder who read the text and marked nothing has an empty list; one who did not read it has none. One coder's
    /// segments of one code may touch and may not overlap, see [`joined`].
    pub fn new(length: u64, mut coders: Vec<Vec<Segment>>) -> Result<Self, ContinuumFault> {
        for segments in &mut coders {
            if let Some(&empty) = segments.iter().find(|one| one.begin >= one.end) {
                return Err(ContinuumFault::Empty(empty));
            }
            if let Some(&beyond) = segments.iter().find(|one| one.end > length) {
                return Err(ContinuumFault::BeyondTheEnd(beyond));
            }
            segments.sort_unstable_by_key(|one| (one.code, one.begin));
            for pair in segments.windows(2) {
                if pair[0].code == pair[1].code && pair[0].end > pair[1].begin {
                    return Err(ContinuumFault::SameCodeTwice(pair[0], pair[1]));
                }
            }
            segments.sort_unstable();
        }
        Ok(Self { length, coders })
    }

    /// How many characters the text has.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The segments of each coder, in order of their begin.
    #[must_use]
    pub fn coders(&self) -> &[Vec<Segment>] {
        &self.coders
    }

    /// The same text with the segments of one code only.
    #[must_use]
    pub fn only(&self, code: u32) -> Self {
        let of_coder = |segments: &Vec<Segment>| {
            let of_code = segments.iter().filter(|one| one.code == code);
            of_code.copied().collect()
        };
        Self {
            length: self.length,
            coders: self.coders.iter().map(of_coder).collect(),
        }
    }

    /// Puts texts that the same coders read one behind the other.
    ///
    /// A gap that goes on into the next text becomes one gap, which changes [`squared`] and not [`linear`].
    ///
    /// # Panics
    ///
    /// When the texts do not have the same number of coders.
    #[must_use]
    pub fn concatenated(texts: &[Self]) -> Self {
        let mut all = Self {
            length: 0,
            coders: vec![Vec::new(); texts.first().map_or(0, |text| text.coders.len())],
        };
        for text in texts {
            assert_eq!(
                text.coders.len(),
                all.coders.len(),
                "texts that are put together have the same coders"
            );
            for (segments, of_text) in all.coders.iter_mut().zip(&text.coders) {
                segments.extend(of_text.iter().map(|one| Segment {
                    begin: one.begin + all.length,
                    end: one.end + all.length,
                    code: one.code,
                }));
            }
            all.length += text.length;
        }
        all
    }
}

/// Joins one coder's segments of one code where they overlap, and leaves those alone that only touch.
#[must_use]
pub fn joined(mut segments: Vec<Segment>) -> Vec<Segment> {
    segments.sort_unstable_by_key(|one| (one.code, one.begin, one.end));
    let mut joined: Vec<Segment> = Vec::with_capacity(segments.len());
    for one in segments {
        match joined.last_mut() {
            Some(last) if last.code == one.code && one.begin < last.end => {
                last.end = last.end.max(one.end);
            }
            _ => joined.push(one),
        }
    }
    joined.sort_unstable();
    joined
}

#[cfg(test)]
mod published;

#[cfg(test)]
mod tests {
    use super::published::segment;
    use super::*;

    #[test]
    fn a_segment_has_a_length_and_ends_in_the_text() {
        let new = |one| Continuum::new(10, vec![vec![one]]);
        assert_eq!(
            new(segment(3, 3, 0)).unwrap_err().to_string(),
            "a segment at 3 has no length"
        );
        assert_eq!(
            new(segment(3, 11, 0)).unwrap_err().to_string(),
            "a segment from 3 to 11 ends after the text"
        );
        assert!(new(segment(3, 10, 0)).is_ok());
    }

    #[test]
    fn segments_of_one_code_do_not_overlap_until_they_are_joined() {
        let twice = vec![segment(4, 8, 0), segment(2, 5, 0), segment(3, 9, 1)];
        let fault = Continuum::new(10, vec![twice.clone()]).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "two segments of one code and coder overlap at 4"
        );
        let once = joined(twice);
        assert_eq!(once, [segment(2, 8, 0), segment(3, 9, 1)]);
        let touching = vec![segment(0, 2, 0), segment(2, 4, 0)];
        assert_eq!(joined(touching.clone()), touching);
    }

    #[test]
    fn a_text_behind_another_begins_where_that_one_ends() {
        let text = Continuum::new(10, vec![vec![segment(2, 4, 0)], Vec::new()]).unwrap();
        let both = Continuum::concatenated(&[text.clone(), text]);
        assert_eq!(both.length(), 20);
        assert_eq!(both.coders()[0], [segment(2, 4, 0), segment(12, 14, 0)]);
    }
}
