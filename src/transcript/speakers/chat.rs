//! Messages of a chat: `12/03/2024, 09:00 - Lucy: text`, `[12/03/2024, 09:00:15] Lucy: text`.
//!
//! A date and a time of day at the start of a line say when a message was sent, and not when somebody spoke in a
//! recording. In a file of such lines everything up to the colon is who sent it, be it a number; a line without a stamp
//! goes on with the message above, whatever stands before a colon in it; and what has nobody before a colon is said by
//! the program.

use super::line::{Line, is_space};
use super::mark::{Kind, Mark};

/// So many messages make a chat.
const FEWEST: usize = 3;
/// A name is shorter than this.
const LONGEST_NAME: usize = 64;

/// The lines of a chat, each with the length of its stamp; `None` where a text is none.
pub(crate) fn lines(text: &str, lines: &[Line]) -> Option<Vec<Line>> {
    let filled = || lines.iter().filter(|line| !line.is_blank());
    let stamp = |line: &Line| stamp(&text[line.start..line.end]);
    // Nearly all files are none, and show it in their first lines.
    filled().take(60).find_map(stamp)?;
    let with_stamps: Vec<Line> = lines
        .iter()
        .map(|line| Line {
            stamp: stamp(line).map_or(0, |length| u32::try_from(length).unwrap_or(0)),
            ..line.clone()
        })
        .collect();
    let stamped = || with_stamps.iter().filter(|line| line.stamp > 0);
    let messages = stamped().filter(|line| !mark(text, line).label_is_empty());
    let is_chat = messages.count() >= FEWEST && stamped().count() * 4 >= filled().count();
    is_chat.then_some(with_stamps)
}

/// The mark of a line with a stamp; its label is empty where nobody sent it.
pub(crate) fn mark(text: &str, line: &Line) -> Mark {
    let start = line.start + line.stamp as usize;
    let content = &text[start..line.end];
    let name = content
        .find(':')
        .filter(|colon| (1..LONGEST_NAME).contains(colon))
        .filter(|colon| {
            let rest = &content[colon + 1..];
            rest.is_empty() || rest.starts_with(is_space)
        })
        .filter(|colon| !content[..*colon].contains(['"', '“', '”', '„', '«', '»']));
    let (label, words) = match name {
        Some(colon) => {
            let label = content[..colon]
                .trim_matches(|c| is_space(c) || matches!(c, '~' | '\u{202A}' | '\u{202C}'));
            let from = start + content.find(label).unwrap_or(0);
            let rest = content[colon + 1..].trim_start_matches(is_space);
            ((from, from + label.len()), line.end - rest.len())
        }
        None => ((start, start), start),
    };
    Mark {
        kind: if label.0 == label.1 {
            Kind::Time
        } else {
            Kind::Stamped
        },
        label,
        words,
        unlabelled_words: start,
        time: None,
        bold: false,
    }
}

/// Whether a message holds no words of its sender: the program says that something was omitted, or deleted.
pub(crate) fn is_omission(written: &str) -> bool {
    // The program's own words follow a mark that nobody types.
    let own = written.starts_with('\u{200E}');
    let words = written
        .trim_matches(|c| is_space(c) || c == '.')
        .to_lowercase();
    let inner = words
        .strip_prefix('<')
        .and_then(|words| words.strip_suffix('>'));
    let is_file = |words: &str| {
        words.starts_with("attached:")
            || words.starts_with("angehängt:")
            || words.ends_with("(file attached)")
    };
    let few = words.split_whitespace().count() <= 4;
    own || is_file(inner.unwrap_or(&words))
        || few
            && OMITTED
                .iter()
                .any(|omitted| inner.unwrap_or(&words).ends_with(omitted))
            && (inner.is_some() || starts_as_media(&words))
        || DELETED.contains(&words.as_str())
}

const OMITTED: &[&str] = &[
    "omitted",
    "ausgeschlossen",
    "weggelassen",
    "omitido",
    "omitida",
    "omis",
    "omessi",
    "omesso",
    "weggelaten",
];
const DELETED: &[&str] = &[
    "this message was deleted",
    "you deleted this message",
    "this message was deleted by admin",
    "null",
    "missed voice call",
    "missed video call",
    "diese nachricht wurde gelöscht",
    "du hast diese nachricht gelöscht",
    "ce message a été supprimé",
    "se eliminó este mensaje",
    "questo messaggio è stato eliminato",
    "dit bericht is verwijderd",
];

fn starts_as_media(words: &str) -> bool {
    const MEDIA: &[&str] = &[
        "image",
        "video",
        "audio",
        "sticker",
        "gif",
        "document",
        "contact",
        "media",
        "bild",
        "dokument",
        "imagen",
        "documento",
        "imagem",
        "photo",
        "immagine",
        "afbeelding",
        "kontaktkarte",
    ];
    words
        .split_whitespace()
        .next()
        .is_some_and(|first| MEDIA.contains(&first))
}

/// The length of the stamp at the start of a line, with what separates it from the name.
fn stamp(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(is_space);
    let (rest, in_brackets) = match rest.strip_prefix('[') {
        Some(inner) => (inner, true),
        None => (rest, false),
    };
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let between = |rest: &str| -> usize {
        let after = rest.trim_start_matches(|c| is_space(c) || matches!(c, ',' | 'T'));
        rest.len() - after.len()
    };
    let pair = |rest: &str, first: fn(&str) -> Option<usize>, second: fn(&str) -> Option<usize>| {
        let one = first(rest)?;
        let gap = between(&rest[one..]);
        let other = second(&rest[one + gap..])?;
        (gap > 0).then_some(one + gap + other)
    };
    let length = pair(rest, date, time).or_else(|| pair(rest, time, date))?;
    let rest = &rest[length..];
    let rest = match (in_brackets, rest.strip_prefix(']')) {
        (true, Some(rest)) => rest.strip_prefix(':').unwrap_or(rest),
        (true, None) => return None,
        (false, _) => rest.strip_prefix(':').unwrap_or(rest),
    };
    let name = rest.trim_start_matches(is_space);
    let dashed = name
        .strip_prefix(['-', '–'])
        .filter(|name| name.starts_with(is_space));
    let name = dashed.unwrap_or(name).trim_start_matches(is_space);
    (!name.is_empty() && (in_brackets || name.len() < rest.len()))
        .then_some(line.len() - name.len())
}

/// The length of `12/03/2024`, `12.03.24`, `2024-03-12`.
fn date(text: &str) -> Option<usize> {
    let (first, one) = number(text)?;
    let separator = text[one..]
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, two) = number(&text[one + 1..])?;
    let rest = text[one + 1 + two..].strip_prefix(separator)?;
    let (third, three) = number(rest)?;
    let day = |number: u32, digits: usize| (1..=31).contains(&number) && digits <= 2;
    let year = |digits: usize| digits == 2 || digits == 4;
    let is_date =
        day(second, two) && (day(first, one) && year(three) || one == 4 && day(third, three));
    is_date.then_some(one + two + three + 2)
}

/// The length of `9:15`, `09:15:03`, `9:15 PM`, `09.15`.
fn time(text: &str) -> Option<usize> {
    let (hour, one) = number(text)?;
    let separator = text[one..]
        .chars()
        .next()
        .filter(|c| matches!(c, ':' | '.'))?;
    let (minute, two) = number(&text[one + 1..])?;
    if hour > 24 || one > 2 || minute > 59 || two != 2 {
        return None;
    }
    let mut length = one + 1 + two;
    if let Some((second, 2)) = text[length..].strip_prefix(separator).and_then(number)
        && second < 60
    {
        length += 3;
    }
    let rest = text[length..].trim_start_matches(is_space);
    let half: String = rest.chars().take(4).collect::<String>().to_lowercase();
    let taken = ["a.m.", "p.m.", "am", "pm"]
        .iter()
        .find(|it| half.starts_with(**it));
    if let Some(taken) = taken
        && !rest[taken.len()..].starts_with(char::is_alphanumeric)
    {
        length = text.len() - rest.len() + taken.len();
    }
    Some(length)
}

/// A number and how many digits it has.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    Some((text.get(..digits)?.parse().ok()?, digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::speakers::line::split;

    #[test]
    fn stamps_are_dates_and_times_in_any_order() {
        for stamped in [
            "12/03/2024, 09:15 - Lucy: Hi",
            "[12/03/2024, 09:00:15] Lucy: Hi",
            "\u{200E}[12/03/24, 9:00:15\u{202F}PM] Lucy: Hi",
            "3/12/24, 9:15 p.m. - Lucy: Hi",
            "12.03.24, 09:15 - Lucy: Hi",
            "[09:00, 12/03/2024] Lucy: Hi",
            "2024-03-12 09:00:00 Lucy: Hi",
        ] {
            let length = stamp(stamped).unwrap();
            assert_eq!(&stamped[length..], "Lucy: Hi", "{stamped}");
        }
        for other in [
            "09:15 - Lucy: Hi",
            "12/03/2024: Lucy",
            "12/03/2024",
            "99/99/2024, 09:15 - x",
            "1. Lucy: Hi",
        ] {
            assert_eq!(stamp(other), None, "{other}");
        }
    }

    #[test]
    fn three_messages_are_a_chat() {
        let message = "12/03/2024, 09:15 - Lucy: Hi\n";
        assert!(lines(&message.repeat(3), &split(&message.repeat(3))).is_some());
        assert!(lines(&message.repeat(2), &split(&message.repeat(2))).is_none());
        let long = format!("{}{}", message.repeat(3), "Ann: So.\n".repeat(20));
        assert!(lines(&long, &split(&long)).is_none());
    }

    #[test]
    fn omissions_are_no_words() {
        for words in [
            "<Media omitted>",
            "image omitted",
            "\u{200E}image omitted",
            "This message was deleted",
            "You deleted this message.",
            "<Medien ausgeschlossen>",
            "<attached: 01-PHOTO.jpg>",
            "IMG-1.jpg (file attached)",
        ] {
            assert!(is_omission(words), "{words}");
        }
        for words in [
            "I was omitted",
            "Deleted it",
            "<3",
            "image omitted from the page, sadly",
        ] {
            assert!(!is_omission(words), "{words}");
        }
    }
}
