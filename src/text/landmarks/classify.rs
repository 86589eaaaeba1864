//! What each byte of a block is, sixty-four bytes at a time, sixteen compared at once.

use wide::u8x16;

/// How many bytes a block has: one bit each in a word of the machine.
pub const BLOCK: usize = 64;

/// A bit for each byte of a block, by what the byte is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// An ASCII letter, digit or underscore.
    pub word: u64,
    /// Part of a character that is not ASCII.
    pub high: u64,
    /// `'` or a grave accent.
    pub apostrophe: u64,
    /// `.`, `?` or `!`.
    pub stop: u64,
    /// `[` or `(`.
    pub bracket: u64,
}

/// Classifies up to [`BLOCK`] bytes; the bits past a shorter block are 0.
#[inline]
pub fn block(bytes: &[u8]) -> Classes {
    if let Ok(whole) = bytes.try_into() {
        return whole_block(whole);
    }
    let mut padded = [0; BLOCK];
    padded[..bytes.len()].copy_from_slice(bytes);
    whole_block(&padded)
}

#[inline]
fn whole_block(bytes: &[u8; BLOCK]) -> Classes {
    let mut classes = Classes::default();
    let (lanes, _) = bytes.as_chunks::<16>();
    for (index, lane) in lanes.iter().enumerate() {
        let bytes = u8x16::new(*lane);
        let is = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
        let bits = |lanes: u8x16| u64::from(lanes.to_bitmask()) << (16 * index);
        let letter = in_range(bytes | u8x16::splat(0x20), b'a', 26);
        classes.word |= bits(letter | in_range(bytes, b'0', 10) | is(b'_'));
        classes.high |= bits(bytes);
        classes.apostrophe |= bits(is(b'\'') | is(b'`'));
        classes.stop |= bits(is(b'.') | is(b'?') | is(b'!'));
        classes.bracket |= bits(is(b'[') | is(b'('));
    }
    classes
}

/// All ones in each byte that lies in `first..first + count`.
#[inline]
fn in_range(bytes: u8x16, first: u8, count: u8) -> u8x16 {
    // There is no unsigned "less than": a byte is below the bound when the smaller of both is the byte itself.
    let moved = bytes - u8x16::splat(first);
    moved.min(u8x16::splat(count - 1)).simd_eq(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_the_class_of_its_plain_meaning() {
        for byte in 0..=255_u8 {
            let classes = block(&[byte; BLOCK]);
            let all = |holds: bool| if holds { u64::MAX } else { 0 };
            assert_eq!(
                classes.word,
                all(byte.is_ascii_alphanumeric() || byte == b'_'),
                "{byte}"
            );
            assert_eq!(classes.high, all(!byte.is_ascii()), "{byte}");
            assert_eq!(classes.apostrophe, all(b"'`".contains(&byte)), "{byte}");
            assert_eq!(classes.stop, all(b".?!".contains(&byte)), "{byte}");
            assert_eq!(classes.bracket, all(b"[(".contains(&byte)), "{byte}");
        }
    }

    #[test]
    fn bits_stand_in_the_order_of_the_bytes() {
        assert_eq!(block(b"a b.").word, 0b0101);
        assert_eq!(block(b"a b.").stop, 0b1000);
    }
}
