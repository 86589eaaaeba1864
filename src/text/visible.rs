/// The character as it is shown on a terminal: a control character becomes its picture (`␛`) or `�`, so that nothing in a
/// text steers the terminal; every other is itself. White space that breaks lines or columns becomes a space.
#[must_use]
pub fn visible(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        c => c,
    }
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
}
