//! Which characters the bytes of an RTF file are: by its code page, and by the character set of a font.

use encoding_rs::{Encoding, GBK, MACINTOSH, WINDOWS_1252};

use super::super::encoding::{Encoding as Asked, Kind};

/// The encoding that was asked for. The bytes between the commands are single letters, so that none of UTF-16 or UTF-32
/// can stand there: such a wish is for another file.
pub(super) fn asked(asked: Asked) -> Option<&'static Encoding> {
    match asked.0 {
        Kind::Standard(encoding) => Some(encoding),
        Kind::Utf16 | Kind::Utf32 | Kind::Utf32Le | Kind::Utf32Be => None,
    }
}

/// The encoding of a code page of Windows.
pub(super) fn of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis",
        936 | 54936 => "gb18030",
        949 | 1361 => "euc-kr",
        950 => "big5",
        874 => "windows-874",
        866 => "ibm866",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        21866 => "koi8-u",
        20932 | 51932 => "euc-jp",
        65001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        28592..=28606 => {
            return Encoding::for_label(format!("iso-8859-{}", page - 28590).as_bytes());
        }
        28591 => return Some(WINDOWS_1252),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font by its `\fcharset`; `None` where the document's own is meant.
pub(super) fn of_font(charset: i32) -> Option<&'static Encoding> {
    match charset {
        0 => Some(WINDOWS_1252),
        77 => Some(MACINTOSH),
        134 => Some(GBK),
        128 => of_page(932),
        129 | 130 => of_page(949),
        136 => of_page(950),
        161 => of_page(1253),
        162 => of_page(1254),
        163 => of_page(1258),
        177 => of_page(1255),
        178 => of_page(1256),
        186 => of_page(1257),
        204 => of_page(1251),
        222 => of_page(874),
        238 => of_page(1250),
        _ => None,
    }
}

/// The `\fcharset` of fonts that hold signs in the place of letters.
pub(super) const SYMBOLS: i32 = 2;

/// A sign of such a font. Word writes bullets with them, and as characters for private use above U+F000.
pub(super) fn symbol(byte: u8) -> Option<char> {
    match byte {
        0xB7 | 0x6C => Some('•'),
        0xA7 | 0x6E => Some('▪'),
        0xD8 => Some('➢'),
        0xFC => Some('✓'),
        _ => None,
    }
}
