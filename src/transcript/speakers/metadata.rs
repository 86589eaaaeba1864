//! Keys and values above the first turn that look like labels and words: `Interviewer: JB`, `Participant: Anna Reed`.
//!
//! What speaks against speech: no key stands twice, no value is a sentence, and a key of another kind (`Date`) stands
//! among them, or the first real turn has one of the keys for its label.

use super::evidence::is_answer;
use super::head;
use super::line::Line;
use super::shape;
use super::words::PARTICLES;

/// So many lines of a title may stand above.
const MOST_TITLES: usize = 6;
/// Values have fewer words than this.
const MOST_WORDS: usize = 9;

/// How many of the first lines are keys with values, with the title above them; 0 where they are none.
pub(super) fn lines_of_metadata(text: &str, lines: &[Line]) -> usize {
    let mut keys: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let (mut end, mut titles) = (0, 0);
    let mut is_known = false;
    let mut returns = false;
    for (at, line) in lines.iter().enumerate().take(head::MOST_LINES) {
        if line.is_blank() {
            continue;
        }
        let Some((label, value)) = head::colon(text, line).filter(|_| line.given == 0) else {
            titles += 1;
            let is_title = titles <= MOST_TITLES && !head::looks_like_speech(text, line);
            if keys.is_empty() && is_title && line.given == 0 {
                continue;
            }
            break;
        };
        let key = label.to_lowercase();
        if keys.contains(&key) {
            returns = true;
            break;
        }
        let is_key = shape::is_metadata_key(label);
        let value = if is_key {
            Value::of_key(value)
        } else {
            Value::of(value)
        };
        let Some(value) = value else {
            break;
        };
        is_known |= is_key;
        keys.push(key);
        values.push(value);
        end = at + 1;
    }
    let names = || values.iter().all(|value| *value == Value::Name);
    let speaks_below = end < lines.len();
    let is_metadata = is_known && keys.len() > 1 || returns && names();
    if is_metadata && speaks_below { end } else { 0 }
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    /// A name of several words, or initials.
    Name,
    /// One word with a capital, a number, a date.
    Other,
}

impl Value {
    /// The value of a key that may be somebody's label.
    fn of(text: &str) -> Option<Self> {
        let text = Self::short(text)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        if is_spoken(text) || !words.iter().all(|word| is_of_a_name(word)) {
            return None;
        }
        let capitals = text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let several = words.iter().filter(|word| is_capital(word)).count() > 1;
        let is_name = several || capitals && text.len() > 1;
        Some(if is_name { Self::Name } else { Self::Other })
    }

    /// The value of a key that is nobody's label.
    fn of_key(text: &str) -> Option<Self> {
        Self::short(text).map(|_| Self::Other)
    }

    fn short(text: &str) -> Option<&str> {
        let text = text.trim();
        let is_sentence = text.ends_with(['?', '!', '…', ',', ';', '-', '–', '—'])
            || text.ends_with('.') && text.split_whitespace().count() > 3;
        let is_short = text.split_whitespace().count() < MOST_WORDS;
        (!text.is_empty() && is_short && !is_sentence).then_some(text)
    }
}

/// One word that people say for themselves.
fn is_spoken(text: &str) -> bool {
    const SAID: &[&str] = &[
        "ok",
        "okay",
        "yes",
        "no",
        "hello",
        "hi",
        "hey",
        "welcome",
        "morning",
        "good morning",
        "good afternoon",
        "good evening",
        "well",
        "so",
        "exactly",
        "ja",
        "nein",
        "hallo",
        "danke",
        "oui",
        "non",
        "bonjour",
        "sí",
        "hola",
    ];
    let text = text.trim_end_matches('.').to_lowercase();
    is_answer(&text)
        || SAID.contains(&text.as_str())
        || shape::is_sound(text.trim_matches(['[', ']', '(', ')']))
}

fn is_capital(word: &str) -> bool {
    word.trim_start_matches(['(', '"', '“', '['])
        .starts_with(char::is_uppercase)
}

/// Whether a word may stand in a name, a number or a date.
fn is_of_a_name(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    let number = inner.starts_with(|c: char| c.is_ascii_digit());
    let ends = word.ends_with('.') && inner.chars().count() > 4;
    !ends
        && (inner.is_empty()
            || number
            || is_capital(word)
            || PARTICLES.contains(&inner.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::speakers::line::split;

    fn metadata(text: &str) -> usize {
        lines_of_metadata(text, &split(text))
    }

    #[test]
    fn keys_that_are_labels_below_are_metadata() {
        for (text, end) in [
            (
                "Interview 1\n\nDate: 3 May 2024\n\nInterviewer: JB\n\nParticipant: Anna Reed\n\nInterviewer: So?\n",
                7,
            ),
            (
                "Date: 3 May 2024\nInterviewer: Jo\nParticipant: Anna\nInterviewer: So tell me.\nAnna: Well.\n",
                3,
            ),
            (
                "Interviewer: JB\n\nParticipant: Anna Reed\n\nInterviewer: How did you come here, Anna?\n",
                3,
            ),
            ("Interviewer: JB\nInterviewer: So?\n", 1),
        ] {
            assert_eq!(metadata(text), end, "{text}");
        }
    }

    #[test]
    fn short_answers_are_speech() {
        for text in [
            "INT: Okay\nP1: Yes\nINT: So?\n",
            "Interviewer: Hello\n\nAnna: Good morning\n\nInterviewer: So?\n",
            "Ann: Leeds\nBo: York\nAnn: Really?\n",
            "INT: Where?\nP1: Leeds\nINT: So?\n",
        ] {
            assert_eq!(metadata(text), 0, "{text}");
        }
        let dated = "Date: 3 May\nInterviewer: Hello\nAnna: I am glad to be here\n";
        assert_eq!(metadata(dated), 0);
    }
}
