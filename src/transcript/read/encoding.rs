//! The names of encodings: which are known, and which was probably meant.

use std::fmt;
use std::str::FromStr;

use crate::diagnostic::nearest;

/// How the bytes of a file stand for letters.
///
/// It is parsed from a name: any label of the WHATWG Encoding Standard, such as `latin1`, or one of `utf-32`, `utf-32le`
/// and `utf-32be`, which that standard leaves out and statistics programs still write. Capitals, and which of `-`, `_` and
/// blanks stand between the parts, do not count. It prints as the standard's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(pub(super) Kind);

/// Who decodes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Standard(&'static encoding_rs::Encoding),
    /// UTF-16 whose order its mark says, or where it has none, its bytes.
    Utf16,
    /// UTF-32 whose order its mark says, or where it has none, its bytes.
    Utf32,
    Utf32Le,
    Utf32Be,
}

/// A name that is no known encoding's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the encoding `{name}` is not known")]
pub struct UnknownEncoding {
    /// As it was written.
    pub name: String,
}

impl Encoding {
    /// The name that is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Standard(encoding) => encoding.name(),
            Kind::Utf16 => "UTF-16",
            Kind::Utf32 => "UTF-32",
            Kind::Utf32Le => "UTF-32LE",
            Kind::Utf32Be => "UTF-32BE",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        let plain = name.trim().to_lowercase().replace(['_', ' '], "-");
        let joined = plain.replace('-', "");
        let unicode = match joined.as_str() {
            "utf16" => Some(Kind::Utf16),
            "utf32" => Some(Kind::Utf32),
            "utf32le" => Some(Kind::Utf32Le),
            "utf32be" => Some(Kind::Utf32Be),
            _ => None,
        };
        let also = ALSO.iter().find(|(also, _)| *also == joined);
        let page = joined.replace("windows", "cp");
        let labels = [
            plain.as_str(),
            &joined,
            &page,
            also.map_or("", |(_, label)| label),
        ];
        let standard = || labels.into_iter().find_map(standard).map(Kind::Standard);
        unicode
            .or_else(standard)
            .map(Self)
            .ok_or_else(|| UnknownEncoding {
                name: name.to_owned(),
            })
    }
}

/// The encoding of a label. The standard's "replacement" reads nothing: it stands for encodings that are not to be read.
fn standard(label: &str) -> Option<&'static encoding_rs::Encoding> {
    encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
}

impl UnknownEncoding {
    /// What to write instead: the nearest names, or some that are often meant.
    #[must_use]
    pub fn help(&self) -> String {
        let written = self.name.trim().to_lowercase();
        if ["ansi", "oem", "dos"].contains(&written.as_str()) {
            return format!(
                "`{}` is another encoding in each country: `windows-1252` in Western Europe, `windows-1250` in Central \
                 Europe, `windows-1251` for Cyrillic, `shift_jis` in Japan, `gbk` in China",
                self.name
            );
        }
        if let Some(near) = nearest(&written, NAMES.iter().copied()) {
            return format!("did you mean `{near}`?");
        }
        let begun = NAMES
            .iter()
            .filter(|name| !written.is_empty() && name.starts_with(&written));
        let begun: Vec<String> = begun.map(|name| format!("`{name}`")).collect();
        if begun.is_empty() {
            return "names are those of the WHATWG, such as `utf-8`, `windows-1252`, `utf-16le`, `macintosh` or \
                    `shift_jis`"
                .to_owned();
        }
        format!("write one of them whole: {}", begun.join(", "))
    }
}

/// Names that other programs write, without what stands between their parts, and the standard's labels.
const ALSO: &[(&str, &str)] = &[
    ("utf8sig", "utf-8"),
    ("utf8bom", "utf-8"),
    ("utf16le", "utf-16le"),
    ("utf16be", "utf-16be"),
    ("macroman", "macintosh"),
    ("cp932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("cp950", "big5"),
    ("shiftjis", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("euckr", "euc-kr"),
];

/// The names that are proposed: the commonest first, because the help lists them in this order.
const NAMES: &[&str] = &[
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "utf-32",
    "utf-32le",
    "utf-32be",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "latin1",
    "macintosh",
    "x-mac-cyrillic",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-9",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "koi8-r",
    "koi8-u",
    "ibm866",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "gbk",
    "gb18030",
    "big5",
    "euc-kr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_written_in_many_ways() {
        for (written, name) in [
            ("utf8", "UTF-8"),
            ("UTF-8-sig", "UTF-8"),
            ("Latin-1", "windows-1252"),
            ("CP1252", "windows-1252"),
            (" Windows 1252 ", "windows-1252"),
            ("mac_roman", "macintosh"),
            ("utf_16_le", "UTF-16LE"),
            ("UTF-16", "UTF-16"),
            ("utf-32", "UTF-32"),
            ("UTF32BE", "UTF-32BE"),
            ("SJIS", "Shift_JIS"),
            ("euc_jp", "EUC-JP"),
        ] {
            let read = written.parse::<Encoding>().map(Encoding::name);
            assert_eq!(read, Ok(name), "{written}");
        }
    }

    #[test]
    fn every_name_that_is_proposed_is_known() {
        for name in NAMES.iter().chain(ALSO.iter().map(|(_, label)| label)) {
            assert!(name.parse::<Encoding>().is_ok(), "{name}");
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_what_was_probably_meant() {
        let help = |name: &str| name.parse::<Encoding>().unwrap_err().help();
        assert_eq!(help("windwos-1252"), "did you mean `windows-1252`?");
        assert_eq!(help("utf-9"), "did you mean `utf-8`?");
        assert!(help("windows").starts_with("write one of them whole: `windows-1252`, "));
        assert!(help("ANSI").starts_with("`ANSI` is another encoding in each country"));
        assert!(help("klingon").starts_with("names are those of the WHATWG"));
        assert!(help("").starts_with("names are those of the WHATWG"));
        assert!(help("hz-gb-2312").starts_with("names are those of the WHATWG"));
    }
}
