//! The head of a document: title, date, place, who is who. None of it is speech.

use super::aside;
use super::line::Line;
use super::mark::{self, Kind};
use super::metadata;
use super::shape;

/// Heads end early: nothing below this line is looked at.
pub(super) const MOST_LINES: usize = 60;

/// A block of the head has fewer lines than this.
const LONGEST_HEAD: usize = 25;

/// A value of the head is shorter than this.
const LONGEST_VALUE: usize = 120;

/// How many of the first lines are the document's head: everything to the end of the last block that holds a key such
/// as `Date:`, a heading such as `SPEAKERS`, or a legend such as `LB: Lucy Brown (moderator)`.
///
/// A head ends at the first line that looks like speech: a long one, or a question.
pub(crate) fn lines_of_head(text: &str, lines: &[Line]) -> usize {
    let mut end = 0;
    let mut at = 0;
    while at < lines.len().min(MOST_LINES) {
        if lines[at].is_blank() {
            at += 1;
            continue;
        }
        let block_end = (at..lines.len())
            .find(|end| lines[*end].is_blank())
            .unwrap_or(lines.len());
        let block = &lines[at..block_end];
        if block.iter().any(|line| line.given > 0) {
            break;
        }
        let whole = block_end < lines.len() && (is_legend(text, block) || is_metadata(text, block));
        if whole {
            end = block_end;
        } else if let Some(keys) = keys_at_start(text, block) {
            end = at + keys;
        }
        // Whoever is labelled here speaks: no key below belongs to the head.
        if end < block_end
            && block
                .iter()
                .any(|line| speaks(text, line) || labels(text, line))
        {
            break;
        }
        at = block_end;
    }
    end.max(metadata::lines_of_metadata(text, lines))
}

/// How many lines of a block reach to the last key, before anybody speaks; a block that begins with another label than a
/// key is no head.
fn keys_at_start(text: &str, block: &[Line]) -> Option<usize> {
    let mut last = None;
    for (at, line) in block.iter().enumerate().take(MOST_LINES) {
        if is_key(text, line) {
            last = Some(at + 1);
        } else if looks_like_speech(text, line)
            || speaks(text, line)
            || (last.is_none() && colon(text, line).is_some())
        {
            break;
        }
    }
    last
}

/// Whether a block holds a key and nothing that looks like speech.
fn is_metadata(text: &str, block: &[Line]) -> bool {
    let keywords = block.iter().any(|line| is_keyword_line(text, line));
    block.iter().any(|line| is_key(text, line))
        && (keywords || !block.iter().any(|line| looks_like_speech(text, line)))
        && block.len() < LONGEST_HEAD
        && !block.iter().any(|line| speaks(text, line))
}

/// Whether a line starts with a key of a head: `Date: 3 May`, `SUMMARY KEYWORDS`, `SPEAKERS`.
fn is_key(text: &str, line: &Line) -> bool {
    if is_keyword_line(text, line) {
        return true;
    }
    colon(text, line).is_some_and(|(label, value)| {
        shape::is_metadata_key(label) && value.len() < LONGEST_VALUE * 4
    })
}

fn is_keyword_line(text: &str, line: &Line) -> bool {
    matches!(
        text[line.start..line.end].trim(),
        "SUMMARY KEYWORDS" | "SPEAKERS" | "KEYWORDS"
    )
}

/// Whether every line says who a label is: `I = interviewer`, `LB: Lucy Brown`, below a heading of its own perhaps.
fn is_legend(text: &str, block: &[Line]) -> bool {
    let mut entries = 0;
    for (at, line) in block.iter().enumerate() {
        let content = text[line.start..line.end].trim();
        if at == 0 && content.ends_with(':') && block.len() > 1 {
            continue;
        }
        let entry = content
            .split_once(" = ")
            .or_else(|| content.split_once('='))
            .filter(|(label, _)| shape::of(label.trim()).is_some())
            .map(|(label, value)| (label.trim(), value.trim(), true))
            .or_else(|| colon(text, line).map(|(label, value)| (label, value, false)));
        match entry {
            Some((label, value, equals))
                if (equals && value.len() < LONGEST_VALUE) || explains(label, value) =>
            {
                entries += 1;
            }
            _ => return false,
        }
    }
    entries > 0
}

/// Whether a value says who stands behind a label: it names a role, or has the label for its initials.
fn explains(label: &str, value: &str) -> bool {
    let sentence = value.ends_with(['.', '?', '!', '…', ',']);
    let words: Vec<&str> = value.split_whitespace().collect();
    if sentence || words.is_empty() || words.len() > 7 || shape::of(label).is_none() {
        return false;
    }
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    let role = words.iter().any(|word| {
        word.len() > 3 && shape::is_role(word.trim_matches(|c: char| !c.is_alphanumeric()))
    });
    let named = words
        .iter()
        .all(|word| !word.starts_with(char::is_lowercase));
    (initials.len() > 1 && initials.starts_with(label))
        || (role && words.len() <= 4)
        || (named && words.len() > 1 && shape::is_role(label) && label.len() > 2)
}

pub(super) fn colon<'t>(text: &'t str, line: &Line) -> Option<(&'t str, &'t str)> {
    let mark = mark::find(text, line)?;
    let strong = matches!(mark.kind, Kind::Colon | Kind::Timed);
    strong.then(|| {
        (
            &text[mark.label.0..mark.label.1],
            &text[mark.words.min(line.end)..line.end],
        )
    })
}

/// A line too long for a head, or one that asks.
pub(super) fn looks_like_speech(text: &str, line: &Line) -> bool {
    let content = &text[line.start..line.end];
    !is_key(text, line) && (content.len() > LONGEST_VALUE || content.ends_with('?'))
}

/// Whether a line starts with what may be a label and is no key.
fn labels(text: &str, line: &Line) -> bool {
    colon(text, line)
        .is_some_and(|(label, _)| !shape::is_heading_word(label) && shape::of(label).is_some())
}

/// Whether a line is a labelled utterance and no key of a head.
fn speaks(text: &str, line: &Line) -> bool {
    colon(text, line).is_some_and(|(label, value)| {
        !shape::is_heading_word(label)
            && shape::of(label).is_some()
            && (value.len() > LONGEST_VALUE || value.ends_with(['?', '.', '!', '…']))
    })
}

/// Whether what stands before the first label is clearly speech: one short paragraph that is a sentence, or the end of
/// one, under no title.
pub(crate) fn is_speech_before_labels(text: &str, lines: &[Line]) -> bool {
    let mut content = lines.iter().filter(|line| !line.is_blank());
    let (Some(line), None) = (content.next(), content.next()) else {
        return false;
    };
    let words = text[line.start..line.end].trim();
    let sentence = words.ends_with(['.', '?', '!', '…'])
        || words.starts_with(|c: char| c.is_lowercase() || c == '…');
    sentence
        && words.contains(' ')
        && !line.heading
        && words.len() < 400
        && !aside::is_stage_direction(words)
        && !is_key(text, line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::speakers::line::split;

    fn head(text: &str) -> usize {
        lines_of_head(text, &split(text))
    }

    #[test]
    fn keys_and_legends_are_head() {
        assert_eq!(
            head("Interview 3\nDate: 3 May 2021\nInterviewer: Ann Lee\n\nInterviewer: So?\n"),
            3
        );
        assert_eq!(
            head("LB: Lucy Brown\nMK: Mark King (moderator)\n\nLB: So?\n"),
            2
        );
        assert_eq!(head("I = interviewer\nR = respondent\n\nI: So?\n"), 2);
        assert_eq!(
            head("Title\nSUMMARY KEYWORDS\na, b\nSPEAKERS\nAnn\n\nAnn  0:01\nYes."),
            5
        );
    }

    #[test]
    fn keys_inside_of_speech_are_no_head() {
        assert_eq!(
            head("INT: So, tell me.\nP1: Two things.\nTime: never enough.\nINT: Ah.\n\nP1: x\n"),
            0
        );
        assert_eq!(
            head("INT: so tell me\nP1: two things\nTime: never enough\nINT: ah\n"),
            0
        );
    }

    #[test]
    fn speech_is_no_head() {
        assert_eq!(head("P1: Yes.\nP2: No.\n\nP1: Well.\n"), 0);
        assert_eq!(
            head("Date: 3 May\nInterviewer: How are you?\nP1: Fine.\n"),
            1
        );
        assert_eq!(head("Hello there.\n"), 0);
    }
}
