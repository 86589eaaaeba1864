//! What stands in a transcript and is not speech: stage directions, dividers, page numbers, time marks.

use super::clock;

/// What was left out, in the plural.
pub(crate) mod what {
    pub const PREFACE: &str = "lines before the first speaker";
    pub const HEAD: &str = "lines of metadata";
    pub const TIMES: &str = "time marks";
    pub const STAGE: &str = "stage directions";
    pub const STAMPS: &str = "dates and times of messages";
    pub const SYSTEM: &str = "messages that nobody wrote";
    pub const OMITTED: &str = "messages without words";
    pub const HEADINGS: &str = "headings";
    pub const DIVIDERS: &str = "dividers";
    pub const PAGES: &str = "page numbers";
    pub const SILENT: &str = "labels without words";
    pub const COMMENTS: &str = "comments and styles";
}

/// Whether a whole paragraph is a stage direction: `(CROSSTALK)`, `[laughs]`, `((sobs))`, `\[laughs\]` of Markdown.
pub(crate) fn is_stage_direction(paragraph: &str) -> bool {
    let bytes = paragraph.as_bytes();
    let bytes = bytes.strip_prefix(b"\\").unwrap_or(bytes);
    let close = match bytes.first() {
        Some(b'(') => b')',
        Some(b'[') => b']',
        _ => return false,
    };
    let open = bytes[0];
    if bytes.last() != Some(&close) || bytes.len() > LONGEST_STAGE {
        return false;
    }
    let mut depth = 0_i32;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth -= 1;
            if depth == 0 && at + 1 < bytes.len() {
                return false;
            }
        }
    }
    depth == 0
}

const LONGEST_STAGE: usize = 160;

/// Where the white space before a bracket at a label's end begins that says how the words are said: `P1 [interrupting]`,
/// `Ann (quietly)`. `None` where there is no such bracket, or where what it holds may tell people apart: `Ann (nurse)`.
pub(crate) fn before_manner(label: &str) -> Option<usize> {
    let open = match label.chars().next_back()? {
        ')' => label.rfind('(')?,
        ']' => label.rfind('[')?,
        _ => return None,
    };
    let bare = label[..open].trim_end();
    let inside = &label[open + 1..label.len() - 1];
    (!bare.is_empty() && is_manner(inside)).then_some(bare.len())
}

/// The bracket that says how the words are said at the start of what follows a label, with its length.
pub(crate) fn manner_at_start(text: &str) -> Option<usize> {
    let close = match text.as_bytes().first()? {
        b'(' => text.find(')')?,
        b'[' => text.find(']')?,
        _ => return None,
    };
    is_manner(&text[1..close]).then_some(close + 1)
}

/// Whether words say how something is said, in few and small words: `interrupting`, `quietly`, `laughs loudly`, `cont'd`.
fn is_manner(words: &str) -> bool {
    const KNOWN: &[&str] = &[
        "cont",
        "cont'd",
        "cont’d",
        "contd",
        "continued",
        "off mic",
        "off-mic",
        "over",
        "aside",
        "to self",
        "overlap",
        "whispers",
        "interrupts",
        "shouts",
        "cries",
        "softly",
        "on phone",
        "over phone",
    ];
    let folded = words.trim().to_lowercase();
    let folded = folded.trim_end_matches('.');
    let all: Vec<&str> = folded
        .split([' ', ','])
        .filter(|it| !it.is_empty())
        .collect();
    let says_how = |word: &&str| {
        word.chars().all(|c| c.is_alphabetic() || c == '-')
            && word.len() > 4
            && (word.ends_with("ing") || word.ends_with("ly"))
    };
    let is_short = matches!(all.len(), 1..=4);
    // A name begins with a capital where not all are capitals: `(Emily)`.
    let is_name = words.chars().next().is_some_and(char::is_uppercase)
        && words.chars().any(char::is_lowercase);
    !is_name
        && is_short
        && (KNOWN.contains(&folded)
            || super::shape::is_sound(folded)
            || [all[0], all[all.len() - 1]].iter().any(says_how))
}

/// Whether a line is a divider: `---`, `* * *`, `_____`.
pub(crate) fn is_divider(line: &str) -> bool {
    let Some(first @ ('-' | '=' | '*' | '_' | '~' | '#' | '–' | '—' | '─' | '•')) =
        line.chars().next()
    else {
        return false;
    };
    let mut count = 0;
    line.chars().all(|c| {
        count += usize::from(c == first);
        c == first || c.is_whitespace()
    }) && count > 2
}

/// Whether a line is a page's number: `Page 3`, `Page 3 of 12`, `- 3 -`.
pub(crate) fn is_page_number(line: &str) -> bool {
    if line.len() > 24 {
        return false;
    }
    let folded = line.to_lowercase();
    let number = |text: &str| {
        !text.is_empty() && text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let Some(rest) = ["page ", "seite ", "página ", "p. "]
        .iter()
        .find_map(|word| folded.strip_prefix(word))
    {
        let mut parts = rest.split_whitespace();
        let first = parts.next().is_some_and(number);
        return match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => first,
            (Some("of" | "/" | "von" | "de"), Some(total), None) => first && number(total),
            _ => false,
        };
    }
    folded
        .strip_prefix('-')
        .and_then(|rest| rest.strip_suffix('-'))
        .is_some_and(|inside| number(inside.trim()))
}

/// Whether a line says that the recording ends: `END OF INTERVIEW`.
pub(crate) fn is_end_mark(line: &str) -> bool {
    if line.len() > 32 {
        return false;
    }
    let folded = line.to_lowercase();
    let words = folded.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        words,
        "end of interview"
            | "end of transcript"
            | "end of transcription"
            | "end of recording"
            | "end of audio"
            | "end of tape"
            | "end of focus group"
            | "interview ends"
            | "transcript ends"
            | "recording ends"
            | "recording ended"
            | "audio ends"
    )
}

/// The length of the paragraph without a time mark in brackets at its end; `None` where there is none.
pub(crate) fn without_time_at_end(paragraph: &str) -> Option<usize> {
    let bytes = paragraph.as_bytes();
    let open: u8 = match bytes.last()? {
        b'#' => b'#',
        b']' => b'[',
        b')' => b'(',
        _ => return None,
    };
    let from = bytes.len().saturating_sub(32);
    let inner = &bytes[from..bytes.len() - 1];
    let mut at = from + memchr::memrchr(open, inner)?;
    if at > 0 && bytes[at - 1] == b'\\' {
        at -= 1;
    }
    let clock = clock::bracketed(&bytes[at..])?;
    (at + clock.len == bytes.len()).then(|| paragraph[..at].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_paragraph_in_brackets_is_a_stage_direction() {
        assert!(is_stage_direction("(CROSSTALK)"));
        assert!(is_stage_direction("[laughs]"));
        assert!(is_stage_direction("((sobs))"));
        assert!(is_stage_direction(r"\[laughter\]"));
        assert!(!is_stage_direction(r"\[laughter\] No."));
        assert!(!is_stage_direction("(a) and (b)"));
        assert!(!is_stage_direction("[laughs] No."));
    }

    #[test]
    fn how_words_are_said_is_no_part_of_a_label() {
        assert_eq!(before_manner("P1 [interrupting]"), Some(2));
        assert_eq!(before_manner("Ann B (quietly)"), Some(5));
        assert_eq!(before_manner("P1 (LAUGHS)"), Some(2));
        for label in [
            "P1",
            "Ann (nurse)",
            "Speaker (male)",
            "Ann (Emily)",
            "[all]",
            "(quietly)",
            "Ann (C)",
        ] {
            assert_eq!(before_manner(label), None, "{label}");
        }
        assert_eq!(manner_at_start("[interrupting]: Wait."), Some(14));
        assert_eq!(manner_at_start("(00:12): Wait."), None);
    }

    #[test]
    fn dividers_and_page_numbers_are_known() {
        assert!(is_divider("-----") && is_divider("* * *"));
        assert!(!is_divider("...") && !is_divider("--"));
        assert!(is_page_number("Page 3 of 12") && is_page_number("- 3 -"));
        assert!(!is_page_number("Page three") && !is_page_number("42"));
    }

    #[test]
    fn a_time_mark_at_the_end_is_cut_off() {
        assert_eq!(without_time_at_end("Yes. #00:12:31-5#"), Some(4));
        assert_eq!(without_time_at_end("Yes. [00:12:31]"), Some(4));
        assert_eq!(without_time_at_end("Yes. [laughs]"), None);
        assert_eq!(without_time_at_end("No #1 #2"), None);
    }
}
