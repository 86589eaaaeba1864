//! The bundled font: which letters it has, and how wide they are.
//!
//! Two of its tables are read, `cmap` and `hmtx`, as the `OpenType` specification 1.9 lays them out. A library that reads any font takes
//! longer to build than the whole of the charts; this one font is known, and a test holds what is read of it against its
//! published widths.

use std::sync::LazyLock;

/// `DejaVu` Sans 2.37; its licence lies beside it.
pub(in crate::report::chart) const FONT: &[u8] = include_bytes!("../font/DejaVuSans.ttf");

/// By letter, in order: how far it leads, in units of the font.
static ADVANCES: LazyLock<Vec<(u32, u16)>> =
    LazyLock::new(|| read(FONT).expect("the bundled font has its tables"));

/// The units of the font to an em.
const EM: f64 = 2048.0;

/// How far a letter leads, in ems; `None` for one that the font lacks.
pub(in crate::report::chart) fn advance(c: char) -> Option<f64> {
    let place = ADVANCES.binary_search_by_key(&u32::from(c), |(letter, _)| *letter);
    place.ok().map(|place| f64::from(ADVANCES[place].1) / EM)
}

fn read(font: &[u8]) -> Option<Vec<(u32, u16)>> {
    let groups = groups(table(font, *b"cmap")?)?;
    let metrics = table(font, *b"hmtx")?;
    // The last of the long metrics holds for all glyphs behind it.
    let long = u32::from(short(table(font, *b"hhea")?, 34)?);
    let mut advances = Vec::new();
    for [first, last, glyph] in groups {
        for letter in first..=last {
            let glyph = (glyph + letter - first).min(long.checked_sub(1)?);
            let at = usize::try_from(glyph).ok()? * 4;
            advances.push((letter, short(metrics, at)?));
        }
    }
    Some(advances)
}

/// First letter, last letter, and the glyph of the first, in order: a subtable of format 12.
fn groups(cmap: &[u8]) -> Option<Vec<[u32; 3]>> {
    let count = usize::from(short(cmap, 2)?);
    let mut subtables = (0..count).filter_map(|nth| {
        let at = usize::try_from(long(cmap, 4 + 8 * nth + 4)?).ok()?;
        cmap.get(at..)
    });
    let subtable = subtables.find(|subtable| short(subtable, 0) == Some(12))?;
    let count = usize::try_from(long(subtable, 12)?).ok()?;
    let group = |nth: usize| {
        let at = 16 + 12 * nth;
        Some([
            long(subtable, at)?,
            long(subtable, at + 4)?,
            long(subtable, at + 8)?,
        ])
    };
    (0..count).map(group).collect()
}

/// A table by its tag.
fn table(font: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    let count = usize::from(short(font, 4)?);
    let mut records = (0..count).filter_map(|nth| font.get(12 + 16 * nth..28 + 16 * nth));
    let record = records.find(|record| record.starts_with(&tag))?;
    let from = usize::try_from(long(record, 8)?).ok()?;
    let length = usize::try_from(long(record, 12)?).ok()?;
    font.get(from..from.checked_add(length)?)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `DejaVuSans.ttf` 2.37 says of these letters, as `ttx` of fontTools prints its `hmtx`.
    #[test]
    fn widths_are_those_of_the_font() {
        let units = |c| advance(c).map(|ems| ems * EM);
        assert_eq!(units('i'), Some(569.0));
        assert_eq!(units('m'), Some(1995.0));
        assert_eq!(units('0'), Some(1303.0));
        assert_eq!(units(' '), Some(651.0));
        assert_eq!(units('ש'), Some(1451.0));
        assert_eq!(units('信'), None);
        assert!(ADVANCES.len() > 5_000 && ADVANCES.is_sorted());
    }

    #[test]
    fn what_is_cut_off_is_no_font() {
        for length in (0..FONT.len() / 2).step_by(7_919) {
            assert!(read(&FONT[..length]).is_none(), "{length}");
        }
    }
}
