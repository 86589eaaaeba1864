//! Numbers in sentences.

/// A whole number for people, in groups of three digits: `36,551`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with its noun: `1 transcript`, `1,200 transcripts`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// The verb of what was counted: `is` of one, `are` of none or several.
#[must_use]
pub fn is_or_are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// A word as it begins a heading.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three_from_the_right() {
        let numbers = [0, 999, 1_000, 36_551, 1_234_567];
        let written = numbers.map(grouped);
        assert_eq!(written, ["0", "999", "1,000", "36,551", "1,234,567"]);
    }

    #[test]
    fn a_noun_has_its_plural() {
        assert_eq!(counted(1, "hit"), "1 hit");
        assert_eq!(counted(0, "hit"), "0 hits");
        assert_eq!(counted(1_200, "hit"), "1,200 hits");
        assert_eq!([0, 1, 2].map(is_or_are), ["are", "is", "are"]);
    }
}
