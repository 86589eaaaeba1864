//! Labels that are no single person's: of several who speak at once, and of somebody whom nobody could tell.

/// Whether a label, in any case and in brackets or not, is of several people or of somebody unknown: `ALL`, `[all]`,
/// `Everyone`, `Multiple speakers`, `UNKNOWN SPEAKER`. One with a number or a name is somebody's: whoever wrote
/// `Unknown 1` and `Unknown 2` told them apart.
pub(crate) fn is_nobodys(label: &str) -> bool {
    let folded = label.to_lowercase();
    let words = words_of(&folded);
    COLLECTIVE.contains(&words.join(" ").as_str()) || is_phrase_of(&words)
}

/// Whether it is one of those in two words or more, which hardly anything else begins with: `Multiple speakers`.
pub(super) fn is_phrase(label: &str) -> bool {
    let folded = label.to_lowercase();
    let words = words_of(&folded);
    words.len() > 1 && is_phrase_of(&words)
}

fn words_of(folded: &str) -> Vec<&str> {
    let is_edge = |c: char| !c.is_alphanumeric();
    let words = folded.split(|c: char| c.is_whitespace() || c == '_' || c == '-');
    words
        .map(|word| word.trim_matches(is_edge))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_phrase_of(words: &[&str]) -> bool {
    let [first, rest @ ..] = words else {
        return false;
    };
    let all = |known: &[&str]| rest.iter().all(|word| known.contains(word));
    SEVERAL.contains(first) && all(PEOPLE) || UNKNOWN.contains(first) && all(PERSON)
}

/// Several people in a word of their own.
#[rustfmt::skip]
const COLLECTIVE: &[&str] = &[
    "everyone", "everybody", "all together", "group", "the group", "whole group", "the whole group", "in unison",
    "unison", "chorus", "audience", "participants", "interviewees", "respondents", "speakers", "voices", "crowd",
    "someone", "somebody", "no speaker", "alle", "mehrere", "tous", "toutes", "plusieurs", "todos", "todas",
    "varios", "tutti", "iedereen",
];

/// What begins a label of several people.
const SEVERAL: &[&str] = &[
    "all", "both", "several", "multiple", "many", "various", "mixed", "some",
];

/// Who several people are.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "of", "the", "other", "speakers", "speaker", "people", "participants", "participant", "interviewees", "respondents",
    "voices", "members", "males", "females", "men", "women", "them", "talking", "speaking", "at", "once", "together",
];

/// What begins a label of somebody unknown.
#[rustfmt::skip]
const UNKNOWN: &[&str] = &[
    "unknown", "unidentified", "unclear", "unsure", "unrecognised", "unrecognized", "unbekannt", "inconnu", "inconnue",
    "desconocido", "desconocida", "sconosciuto", "onbekend",
];

/// Who somebody unknown is.
#[rustfmt::skip]
const PERSON: &[&str] = &[
    "speaker", "person", "voice", "participant", "interviewee", "respondent", "male", "female", "man", "woman",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_several_or_unknown_people_are_nobodys() {
        for label in [
            "ALL",
            "[all]",
            "Everyone",
            "Several",
            "Group",
            "Multiple speakers",
            "ALL PARTICIPANTS",
            "Both",
            "UNKNOWN",
            "UNKNOWN SPEAKER",
            "unknown_speaker",
            "(Unidentified female voice)",
        ] {
            assert!(is_nobodys(label), "{label}");
        }
        for label in [
            "P1",
            "Unknown 1",
            "Group 2",
            "Allan",
            "All Smith",
            "Participant",
            "Speaker",
            "Female voice",
            "",
        ] {
            assert!(!is_nobodys(label), "{label}");
        }
        assert!(is_phrase("Multiple speakers") && !is_phrase("All"));
    }
}
