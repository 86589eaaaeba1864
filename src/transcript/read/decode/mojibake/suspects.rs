//! Where misread characters may begin, found fast: every transcript is looked through, and nearly none has any.

/// How many bytes are looked at together. The tests of a block have no branches, so that many bytes are tested at once.
const BLOCK: usize = 64;

/// A block and as many bytes behind it as a test looks ahead.
type Block = [u8; BLOCK + 3];

/// The bytes at which a misread character may begin: those of `Â` to `ô`, `Ă`, `Ĺ`, `‚`, `√` and `≈` before a character
/// that is no ASCII, and of `вЂ`. There are few in honest texts.
pub(super) fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let blocks = (0..bytes.len()).step_by(BLOCK).filter(|start| {
        let block = bytes[*start..].first_chunk();
        block.is_none_or(|block| is_dense(block) && is_suspicious(block))
    });
    blocks
        .flat_map(|start| start..bytes.len().min(start + BLOCK))
        .filter(|at| is_suspect(&bytes[*at..]))
}

/// Whether four bytes in a row are no ASCII, as those of two such characters are.
fn is_dense(block: &Block) -> bool {
    let mut any = 0;
    for at in 0..BLOCK {
        any |= block[at] & block[at + 1] & block[at + 2] & block[at + 3];
    }
    any >= 0x80
}

/// Whether a byte may be a suspect, by a test that lets through somewhat more.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches, a block is looked at in a few steps"
)]
fn is_suspicious(block: &Block) -> bool {
    let mut any = false;
    for at in 0..BLOCK {
        let (first, third) = (block[at], block[at + 2]);
        any |= (((first == 0xC3) | (first == 0xC4)) & (third >= 0x80))
            | ((first == 0xE2) & ((third == 0x9A) | (third == 0x88)))
            | ((first == 0xD0) & (block[at + 1] == 0xB2) & (block[at + 3] == 0x82));
    }
    any
}

fn is_suspect(bytes: &[u8]) -> bool {
    match bytes {
        [0xC3, 0x82..=0xB4, next, ..]
        | [0xC4, 0x82 | 0xB9, next, ..]
        | [0xE2, 0x80 | 0x88, 0x9A, next, ..]
        | [0xE2, 0x89, 0x88, next, ..] => *next >= 0x80,
        [0xD0, 0xB2, 0xD0, 0x82, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_suspect_is_passed_over(text in "[a é’ÃÂĂĹ√≈‚вЂ€©\u{80}]{0,200}") {
            let bytes = text.as_bytes();
            let all: Vec<usize> = (0..bytes.len()).filter(|at| is_suspect(&bytes[*at..])).collect();
            prop_assert_eq!(suspects(bytes).collect::<Vec<_>>(), all);
        }
    }
}
