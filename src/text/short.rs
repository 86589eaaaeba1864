//! As much of a text as there is room for, on one line.

use super::Span;

/// The text with each run of white space as one space: lines that were wrapped are wrapped anew where they are shown.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text on one line of at most so many characters; `…` stands for what is left out.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    // Of a long text no more is looked at than is shown.
    let words = text.split_whitespace().take(most);
    let line = words.collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let mut short: String = line.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// The beginning and the end of a text on one line of at most so many characters, with ` … ` between them.
#[must_use]
pub fn both_ends(text: &str, most: usize) -> String {
    let line = one_line(text);
    let letters: Vec<char> = line.chars().collect();
    if letters.len() <= most {
        return line;
    }
    let part = most.saturating_sub(GAP.chars().count()) / 2;
    let start: String = letters[..part].iter().collect();
    let end: String = letters[letters.len() - part..].iter().collect();
    format!("{}{GAP}{}", start.trim_end(), end.trim_start())
}

/// The part of a text around a stretch of it, on one line of about so many characters. A stretch that is longer than that is
/// shown with its two ends.
///
/// # Panics
/// Where the stretch is none of the text.
#[must_use]
pub fn around(text: &str, stretch: Span, most: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= most {
        return line;
    }
    let (before, inside) = (&text[..stretch.start], &text[stretch.range()]);
    let after = &text[stretch.end..];
    let is_space = char::is_whitespace;
    let is_apart = before.ends_with(is_space) || inside.starts_with(is_space);
    let left = if is_apart { " " } else { "" };
    let is_apart = after.starts_with(is_space) || inside.ends_with(is_space);
    let inside = both_ends(inside, most);
    let right = if is_apart && !(inside.is_empty() && left == " ") {
        " "
    } else {
        ""
    };
    let room = most.saturating_sub(inside.chars().count()) / 2;
    let (before, after) = (
        last_words(&one_line(before), room),
        first_words(&one_line(after), room),
    );
    let shown = format!("{before}{left}{inside}{right}{after}");
    shown.trim().to_owned()
}

/// What stands for the middle of a text.
const GAP: &str = " … ";

/// The first whole words that fit, and what says that there are more.
fn first_words(line: &str, room: usize) -> String {
    if line.chars().count() <= room {
        return line.to_owned();
    }
    let end = line.char_indices().nth(room).map_or(0, |(at, _)| at);
    // A word that would be cut is left out.
    let end = if line[end..].starts_with(' ') {
        end
    } else {
        line[..end].rfind(' ').unwrap_or(end)
    };
    format!("{} …", &line[..end])
}

/// The last whole words that fit, and what says that there are more.
fn last_words(line: &str, room: usize) -> String {
    let count = line.chars().count();
    if count <= room {
        return line.to_owned();
    }
    let start = line.char_indices().nth(count - room);
    let start = start.map_or(line.len(), |(at, _)| at);
    let start = if line[..start].ends_with(' ') {
        start
    } else {
        line[start..].find(' ').map_or(start, |at| start + at + 1)
    };
    format!("… {}", &line[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_a_short_one_is_not() {
        assert_eq!(one_line(" a\n b\tc "), "a b c");
        assert_eq!(shortened("one\ntwo", 7), "one two");
        assert_eq!(shortened("one two three", 7), "one tw…");
        assert_eq!(both_ends("one two", 7), "one two");
        assert_eq!(both_ends("one two three four", 11), "one … four");
    }

    #[test]
    fn the_part_that_is_meant_is_always_shown() {
        let text = "a b c d e f g h i j\nk  l m n o p q r s t u v w x y z";
        let at = text.find('l').unwrap();
        let shown = around(text, Span::new(at, at + 1), 11);
        assert_eq!(shown, "… i j k l m n o …");
        let whole = Span::new(0, text.len());
        assert_eq!(around(text, whole, 11), "a b … y z");
        assert_eq!(around("one two", Span::new(0, 3), 20), "one two");
        // Nothing is there, and where it is not is shown.
        assert_eq!(
            around("abcdefghij klmnop qrst", Span::new(11, 11), 12),
            "… efghij klmnop …"
        );
        for at in 0..text.len() - 3 {
            let stretch = Span::new(at, at + 3);
            let shown = around(text, stretch, 12);
            let meant = one_line(&text[stretch.range()]);
            assert!(shown.contains(&meant), "{meant:?} is not in {shown:?}");
        }
    }
}
