/// The character as it is shown on a terminal: a control character becomes its picture (`␛`) or `�`, so that nothing in a
/// text steers the terminal, and a control that turns the direction of what follows `�`, so that nothing changes places with
/// what stands around it. Every other is itself, right-to-left letters among them, and the marks that have a direction and
/// turn nothing, which those who write from right to left need. White space that breaks lines or columns becomes a space.
#[must_use]
pub fn visible(c: char) -> char {
    if turns_direction(c) {
        return '\u{fffd}';
    }
    printable(c)
}

/// The same where the text stands by itself and its direction reaches no further, as in an element of a page with
/// `dir=auto`: there a control of direction is what its writer meant, and stays.
#[must_use]
pub fn printable(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        c => c,
    }
}

/// A text as [`visible`] shows its characters.
#[must_use]
pub fn visibly(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A text as [`printable`] shows its characters.
#[must_use]
pub fn printably(text: &str) -> String {
    text.chars().map(printable).collect()
}

/// Whether it is a control that turns the direction of what follows: the embeddings, overrides and isolates of Unicode's
/// bidirectional algorithm (UAX #9, table 1).
#[must_use]
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether it is one of these, or a mark that has a direction as a letter has one and takes no room.
#[must_use]
pub fn is_direction(c: char) -> bool {
    turns_direction(c) || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_steers_a_terminal() {
        let shown: String = "a\tb\u{1b}[31mc\u{7f}\u{9b}\0é"
            .chars()
            .map(visible)
            .collect();
        assert_eq!(shown, "a b␛[31mc␡\u{fffd}␀é");
    }

    #[test]
    fn controls_of_direction_are_visible_and_letters_keep_theirs() {
        for c in ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
            assert_eq!((visible(c), printable(c)), ('\u{fffd}', c));
        }
        for c in "שלום مرحبا\u{200d}\u{200c}\u{200e}\u{200f}\u{61c}".chars() {
            assert_eq!(visible(c), c);
        }
    }
}
