//! What a label looks like, whoever it names.

use super::words::{
    GRAMMAR, LONG_ROLES, METADATA, METADATA_ENDS, MODERATORS, NOT_SPEAKERS, PARTICLES, ROLES,
};

/// The shape of a label that may name a speaker, from the most to the least telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// What interviews call their people: `Interviewer 1`, `MOD`, `Q`, `R2`.
    Role,
    /// `P1`, `DC09`, `LB`, `MSM`: few characters, no small letters, or a digit.
    Code,
    /// `LEHRER`, `MR. LEAHY`.
    Caps,
    /// `Sara Mannheimer`, `McIlroy`, `Enrico Del Fante (tbenr)`.
    Name,
    /// `nixo`, `interviewee 2`: one small word, perhaps with a number.
    Small,
    /// `Female voice`, `Second nurse`: a capital, then small words. Speech looks like that too.
    Phrase,
}

/// The shape of a label, or `None` where it cannot name anybody.
pub(crate) fn of(label: &str) -> Option<Shape> {
    if label.is_empty() || label.chars().count() > LONGEST || !label.chars().all(fits) {
        return None;
    }
    if !label.chars().any(char::is_alphabetic) || !balanced(label) {
        return None;
    }
    let outside = label.split_once(['(', '[']).map_or(label, |(name, _)| name);
    let words: Vec<&str> = outside.split_whitespace().collect();
    if words.is_empty() || words.len() > MOST_WORDS || label.matches(',').count() > 1 {
        return None;
    }
    let first = words[0].chars().next()?;
    if !first.is_alphanumeric() && !matches!(first, '@' | '#') {
        return None;
    }
    if ends_a_sentence(words[words.len() - 1]) {
        return None;
    }
    if is_role(label) {
        return Some(Shape::Role);
    }
    if words
        .iter()
        .enumerate()
        .any(|(at, word)| is_grammar(word, at) && !(words.len() == 1 && is_initials(word)))
    {
        return None;
    }
    Some(shape_of_words(&words))
}

/// How many words a label has, without what stands in parentheses.
pub(crate) fn words(label: &str) -> usize {
    let outside = label.split_once(['(', '[']).map_or(label, |(name, _)| name);
    outside.split_whitespace().count()
}

/// Whether a label is what interviews call their people, with or without a number: `Interviewer 1`, `MOD`, `R2`.
pub(crate) fn is_role(label: &str) -> bool {
    let folded = label.to_lowercase();
    let stem = folded
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' ' | '.' | '_' | '-'));
    let last = stem.rsplit(' ').next().unwrap_or(stem);
    let lettered = stem
        .rsplit_once(' ')
        .filter(|(_, letter)| letter.chars().count() == 1)
        .map_or(stem, |(role, _)| role);
    ROLES.contains(&stem)
        || LONG_ROLES.contains(&stem)
        || LONG_ROLES.contains(&lettered)
        || super::nobody::is_phrase(label)
        || (words(label) <= 3 && LONG_ROLES.contains(&last))
}

/// Whether something in brackets is a sound or a mark of the transcriber, and no name.
pub(crate) fn is_sound(label: &str) -> bool {
    const SOUNDS: &[&str] = &[
        "laughter",
        "laughs",
        "laugh",
        "laughing",
        "music",
        "inaudible",
        "unintelligible",
        "crosstalk",
        "overlapping",
        "overtalk",
        "pause",
        "silence",
        "applause",
        "sigh",
        "sighs",
        "cough",
        "coughs",
        "coughing",
        "noise",
        "background noise",
        "indistinct",
        "unclear",
        "redacted",
        "name",
        "name removed",
        "name redacted",
        "place",
        "company",
        "foreign",
        "beep",
        "break",
        "end",
        "music playing",
        "cheering",
        "phone rings",
    ];
    SOUNDS.contains(&label)
}

/// Whether a label is of those who ask: `Interviewer`, `MOD`, `Q1`.
pub(crate) fn is_moderator(label: &str) -> bool {
    let folded = label.to_lowercase();
    let stem =
        folded.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' ' | '.'));
    MODERATORS.contains(&stem)
}

/// Whether a label is a word that stands before a colon without naming anybody: `Note`, `https`, `Date`.
pub(crate) fn is_heading_word(label: &str) -> bool {
    let folded = label.to_lowercase();
    NOT_SPEAKERS.contains(&folded.as_str()) || is_metadata_key(label)
}

/// Whether a label is a key of a document's head: `Date`, `Place`, `Interview number`.
pub(crate) fn is_metadata_key(label: &str) -> bool {
    let folded = label.to_lowercase();
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    METADATA.contains(&folded)
        || METADATA_ENDS
            .iter()
            .any(|end| folded.ends_with(end) && words(label) <= 4)
}

const LONGEST: usize = 48;
const MOST_WORDS: usize = 6;

fn fits(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            ' ' | '\u{A0}'
                | '.'
                | ','
                | '-'
                | '–'
                | '\''
                | '’'
                | '_'
                | '|'
                | '('
                | ')'
                | '['
                | ']'
                | '/'
                | '&'
                | '#'
                | '+'
                | '@'
                | '\u{AD}'
        )
        || is_mark(c)
}

/// Combining marks, which names in many scripts are written with.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200C}' | '\u{200D}')
}

fn balanced(label: &str) -> bool {
    label.matches('(').count() == label.matches(')').count()
        && label.matches('[').count() == label.matches(']').count()
}

/// `Yes.` ends a sentence; `Dr.`, `J.` and `Jr.` do not.
fn ends_a_sentence(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else {
        return word.ends_with(',') || word.ends_with('-');
    };
    stem.chars().count() > 3 && !stem.contains('.')
}

/// Words that make a sentence and not a name. `The` may come first: `The Chair`.
fn is_grammar(word: &str, at: usize) -> bool {
    let folded = word.to_lowercase();
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    GRAMMAR.contains(&folded) && !(at == 0 && folded == "the")
}

/// `DO`, `IT`: a transcriber's letters for a person, where they stand alone.
fn is_initials(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn shape_of_words(words: &[&str]) -> Shape {
    let letters = || {
        words
            .iter()
            .flat_map(|word| word.chars())
            .filter(|c| c.is_alphabetic())
    };
    let digits = words
        .iter()
        .any(|word| word.chars().any(|c| c.is_ascii_digit()));
    let length: usize = words.iter().map(|word| word.chars().count()).sum();
    let upper = letters().all(|c| !c.is_lowercase());
    if words.len() <= 2 && length <= 12 && (digits || (upper && length <= 4)) {
        return Shape::Code;
    }
    if upper {
        return Shape::Caps;
    }
    if words.iter().all(|word| is_name_word(word)) && !is_small(words[0]) {
        return Shape::Name;
    }
    match words {
        [.., number]
            if words.len() < 5
                && !is_small(words[0])
                && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            Shape::Name
        }
        [word] if is_small(word) => Shape::Small,
        [word, number] if is_small(word) && number.chars().all(|c| c.is_ascii_digit()) => {
            Shape::Small
        }
        _ => Shape::Phrase,
    }
}

fn is_small(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase)
}

/// A word inside a name: capitalised, a number, a sign, or one of the small words of names (`van der`).
fn is_name_word(word: &str) -> bool {
    !is_small(word) || PARTICLES.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_codes_and_roles_have_their_shapes() {
        for (label, shape) in [
            ("P1", Shape::Role),
            ("Interviewer 1", Shape::Role),
            ("interviewee", Shape::Role),
            ("Audience 4", Shape::Role),
            ("DC09", Shape::Code),
            ("MSM", Shape::Code),
            ("LEHRER", Shape::Caps),
            ("MR. LEAHY", Shape::Caps),
            ("McIlroy", Shape::Name),
            ("Marius van der Wijden", Shape::Name),
            ("Enrico Del Fante (tbenr)", Shape::Name),
            ("donnoh | L2BEAT", Shape::Phrase),
            ("Toni Wahrstätter", Shape::Name),
            ("Smith, John", Shape::Name),
            ("nixo", Shape::Small),
            ("Second neighbour", Shape::Phrase),
        ] {
            assert_eq!(of(label), Some(shape), "{label}");
        }
    }

    #[test]
    fn what_cannot_be_a_label_has_no_shape() {
        for text in [
            "THEREFORE BE IT RESOLVED THAT",
            "A RECORDED VOTE was taken the result being as follows",
            "Translation of French Spoken",
            "and he said",
            "He goes",
            "\"Well",
            "2",
            "",
            "(laughs",
            "I said",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn keys_of_a_head_are_known() {
        assert!(is_metadata_key("Date"));
        assert!(is_metadata_key("Interview date"));
        assert!(is_heading_word("Note") && is_heading_word("https"));
        assert!(!is_heading_word("Anna"));
    }
}
