//! What lines of several pages have in common: their text without the numbers that count.

/// A text with its numbers made alike, and without those at its ends.
pub(super) fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !pattern.is_empty() {
            pattern.push(' ');
        }
        if is_roman(word) {
            pattern.push('#');
            continue;
        }
        let mut digits = false;
        for c in word.chars() {
            let digit = c.is_numeric();
            if !digit {
                pattern.extend(c.to_lowercase());
            } else if !digits {
                pattern.push('#');
            }
            digits = digit;
        }
    }
    let ends = |c: char| matches!(c, '#' | ' ' | '|' | '-' | '–' | '—' | '•');
    let inner = pattern.trim_matches(ends);
    if inner.is_empty() {
        pattern
    } else {
        inner.to_owned()
    }
}

/// `iv`, as pages of forewords are numbered. `I` alone is somebody.
fn is_roman(word: &str) -> bool {
    word.len() < 7 && word.bytes().all(|byte| b"ivxl".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_ignore_numbers() {
        assert_eq!(pattern("2  CITY COUNCIL"), pattern("CITY COUNCIL   13"));
        assert_eq!(pattern("3 May 2014"), "may");
        assert_eq!(pattern("Take 3b"), "take #b");
        assert_eq!(pattern("7"), "#");
    }
}
