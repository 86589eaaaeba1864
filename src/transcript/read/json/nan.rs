//! `NaN` and `Infinity`, which Python writes into JSON although it has no such numbers.

/// Whether there may be one in a text.
pub(super) fn is_in(text: &str) -> bool {
    NAMES
        .iter()
        .any(|name| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some())
}

/// The text with `null` in their places.
pub(super) fn replaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', 'N', 'I', '-']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) {
            out.push_str("null");
            rest = &rest[name.len()..];
            continue;
        }
        let len = if rest.starts_with('"') {
            string(rest)
        } else {
            1
        };
        out.push_str(&rest[..len]);
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

const NAMES: &[&str] = &["NaN", "Infinity", "-Infinity"];

/// The length of the string that a text begins with.
fn string(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(more) = memchr::memchr2(b'"', b'\\', &bytes[at.min(bytes.len())..]) {
        at += more;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_replaced_outside_of_strings_only() {
        assert_eq!(
            replaced(r#"{"a": NaN, "NaN \" NaN": [-Infinity, -1], "b": "NaN"}"#),
            r#"{"a": null, "NaN \" NaN": [null, -1], "b": "NaN"}"#
        );
        assert_eq!(replaced("\"\\"), "\"\\");
    }
}
