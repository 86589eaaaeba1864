//! The pieces that a transcript is written in: a paragraph of a text, a line of a cue.

use crate::transcript::{self, Hours, Passage, Time, Transcript, Turn};

/// A piece of speech with what is written before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// Which turn it belongs to.
    pub turn: u32,
    /// The label that is written before it.
    pub label: Option<&'t str>,
    /// The time that is written before it, as far as the form can say it.
    pub time: Option<Time>,
    /// Its words, on one line.
    pub words: String,
}

/// A piece for each paragraph, with times to the second.
pub(super) fn paragraphs(transcript: &Transcript) -> Vec<Piece<'_>> {
    let mut passages = transcript.passages.iter().peekable();
    let mut pieces = Vec::with_capacity(transcript.paragraphs.len());
    for (at, paragraph) in (0..).zip(&transcript.paragraphs) {
        let first = passages.next_if(|passage| passage.paragraph == at);
        while passages
            .next_if(|passage| passage.paragraph == at)
            .is_some()
        {}
        let words = folded(transcript.source.slice(paragraph.span));
        if words.is_empty() {
            continue;
        }
        let turn = &transcript.turns[paragraph.turn as usize];
        let opens = turn.paragraphs.start == at;
        let time = first.and_then(|passage| passage.time);
        let time = time.or(turn.time.filter(|_| opens));
        pieces.push(Piece {
            turn: paragraph.turn,
            label: label(transcript, turn, first, opens),
            time: time.map(|time| Time {
                start: time.start.max(0) / 1000 * 1000,
                end: None,
            }),
            words,
        });
    }
    pieces
}

/// The label before a piece: where a turn begins, and where the document has one.
pub(super) fn label<'t>(
    transcript: &'t Transcript,
    turn: &Turn,
    passage: Option<&Passage>,
    opens: bool,
) -> Option<&'t str> {
    let labelled = opens || passage.is_some_and(|passage| passage.labelled);
    transcript.label(turn).filter(|_| labelled)
}

/// White space for this room: what readers take for it at the ends of lines.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}')
}

/// Words without white space around them, and with a blank for white space that breaks a line.
pub(super) fn folded(words: &str) -> String {
    let words = words.trim_matches(is_space);
    if !words.contains(breaks) {
        return words.to_owned();
    }
    let mut line = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(breaks) {
        line.push_str(rest[..at].trim_end_matches(is_space));
        line.push(' ');
        rest = rest[at..].trim_start_matches(is_space);
    }
    line.push_str(rest);
    line
}

fn breaks(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// `[0:12:31] ` before a piece with a time. A dash or a bar between a time and words is taken for what parts the two, so
/// such words begin a line of their own.
pub(super) fn clock(piece: &Piece) -> String {
    let Some(Time { start, .. }) = piece.time else {
        return String::new();
    };
    let apart = piece.label.is_none() && !piece.words.starts_with(char::is_alphanumeric);
    let behind = if apart { '\n' } else { ' ' };
    format!("[{}]{behind}", transcript::clock(start, Hours::Plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_becomes_a_blank_whatever_stands_around_it() {
        assert_eq!(folded(" a  b \r\n\n\t c\u{2028}d \u{200B}"), "a  b c d");
    }

    #[test]
    fn a_clock_shows_hours_and_keeps_off_from_a_dash() {
        let piece = |start: i64, words: &str| Piece {
            turn: 0,
            label: None,
            time: Some(Time { start, end: None }),
            words: words.to_owned(),
        };
        assert_eq!(clock(&piece(3_723_900, "Yes.")), "[1:02:03] ");
        assert_eq!(clock(&piece(1_000, "- Yes.")), "[0:00:01]\n");
    }
}
