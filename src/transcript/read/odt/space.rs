//! White space of `OpenDocument`: any amount of it is one blank, and at the start of a paragraph it is none.

use std::borrow::Cow;

/// Text with its white space collapsed (`OpenDocument` 1.3, part 3, 6.1.2). `after_space` says whether white space was
/// before it, or nothing, and then whether it ends with white space.
pub(in crate::transcript::read) fn collapsed<'a>(
    text: &'a str,
    after_space: &mut bool,
) -> Cow<'a, str> {
    let Some(last) = text.bytes().last() else {
        return text.into();
    };
    let starts_after = std::mem::replace(after_space, is_space(last));
    let bytes = text.as_bytes();
    let is_collapsed = |pair: &[u8]| !(is_space(pair[1]) && (pair[1] != b' ' || is_space(pair[0])));
    let first = bytes[0] == b' ' && !starts_after || !is_space(bytes[0]);
    if first && bytes.windows(2).all(is_collapsed) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut after = starts_after;
    for c in text.chars() {
        let is_space = u8::try_from(c).is_ok_and(is_space);
        if !is_space {
            out.push(c);
        } else if !after {
            out.push(' ');
        }
        after = is_space;
    }
    out.into()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(pieces: &[&str]) -> String {
        let mut after_space = true;
        let pieces = pieces
            .iter()
            .map(|piece| collapsed(piece, &mut after_space));
        pieces.collect()
    }

    #[test]
    fn white_space_is_one_blank_also_over_pieces() {
        assert_eq!(all(&[" a", "\n", " b  c", "", " ", "\td é"]), "a b c d é");
        assert_eq!(all(&["a b", " c"]), "a b c");
    }
}
