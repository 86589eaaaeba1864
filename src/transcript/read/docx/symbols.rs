//! Characters that are drawn by a font of symbols: what they look like, where Unicode has that too.

/// The character of a symbol; `code` is as it is written in the document, in hexadecimal.
pub(super) fn character(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    // These fonts have their characters in the private room of Unicode or, without it, in the first 256.
    let in_font = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    if let Some((_, symbols)) = FONTS
        .iter()
        .find(|(name, _)| font.eq_ignore_ascii_case(name))
    {
        let symbol = symbols.iter().find(|(code, _)| u32::from(*code) == in_font);
        return symbol.map(|(_, c)| *c);
    }
    let c = char::from_u32(code)?;
    let is_private = ('\u{E000}'..='\u{F8FF}').contains(&c);
    (!is_private && !c.is_control()).then_some(c)
}

type Symbols = &'static [(u8, char)];

/// The symbols that Word puts in by itself while people type, and the commonest others.
const FONTS: &[(&str, Symbols)] = &[
    ("Wingdings", WINGDINGS),
    ("Symbol", SYMBOL),
    (
        "Wingdings 2",
        &[(0x4F, '✗'), (0x50, '✓'), (0x52, '☑'), (0xA3, '☐')],
    ),
    ("Webdings", &[(0x61, '✓'), (0x72, '✗')]),
    ("Wingdings 3", &[]),
];

const WINGDINGS: Symbols = &[
    (0x28, '☎'),
    (0x4A, '☺'),
    (0x4B, '😐'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '☐'),
    (0x71, '❑'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE7, '⇐'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xF3, '⇔'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const SYMBOL: Symbols = &[
    (0x20, ' '),
    (0x2B, '+'),
    (0x2D, '−'),
    (0x3D, '='),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x64, 'δ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD6, '√'),
    (0xDB, '⇔'),
    (0xDC, '⇐'),
    (0xDE, '⇒'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_become_what_they_look_like() {
        assert_eq!(character("Wingdings", "F0E0"), Some('→'));
        assert_eq!(character("wingdings", "E0"), Some('→'));
        assert_eq!(character("Wingdings", "F021"), None);
        assert_eq!(character("Calibri", "00E9"), Some('é'));
        assert_eq!(character("Calibri", "F021"), None);
        assert_eq!(character("Symbol", "x"), None);
    }
}
