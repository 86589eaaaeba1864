//! What control words mean: characters, and places where other things than the text stand.

/// Where words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The text.
    Body,
    /// Left out and counted, under this name.
    Aside(&'static str),
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// Nothing that people read.
    Nothing,
}

/// What is counted as left out.
pub(super) const DELETED: &str = "passages deleted with tracked changes";
pub(super) const HIDDEN: &str = "hidden passages";
const RUNNING: &str = "headers and footers";
const NOTES: &str = "footnotes";
const COMMENTS: &str = "comments";
const NUMBERS: &str = "numbers of lists";

/// The place that a control word opens; `None` for words that open none.
pub(super) fn place(word: &[u8]) -> Option<Place> {
    Some(match word {
        b"shpinst" | b"shptxt" | b"nesttableprops" | b"ud" => Place::Body,
        b"fonttbl" => Place::Fonts,
        b"stylesheet" => Place::Styles,
        b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr"
        | b"footerf" => Place::Aside(RUNNING),
        b"footnote" => Place::Aside(NOTES),
        b"annotation" => Place::Aside(COMMENTS),
        b"listtext" | b"pntext" => Place::Aside(NUMBERS),
        b"colortbl" | b"info" | b"pict" | b"fldinst" | b"object" | b"objdata" | b"nonesttables"
        | b"shprslt" | b"sp" | b"do" | b"filetbl" | b"listtable" | b"revtbl" | b"rsidtbl"
        | b"bkmkstart" | b"bkmkend" | b"xe" | b"tc" | b"rxe" | b"txe" | b"upr" | b"pnseclvl"
        | b"ftnsep" | b"ftnsepc" | b"ftncn" | b"aftnsep" | b"aftnsepc" | b"aftncn" | b"atnid"
        | b"atnauthor" | b"atntime" | b"atndate" | b"atnicn" | b"atnref" | b"atnparent"
        | b"atrfstart" | b"atrfend" | b"private1" | b"template" | b"themedata" | b"datastore"
        | b"nextfile" | b"mhtmltag" | b"htmltag" | b"falt" | b"panose" | b"formfield"
        | b"datafield" => Place::Nothing,
        _ => return None,
    })
}

/// The characters that a control word stands for.
pub(super) fn characters(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"tab" => "\t",
        b"line" | b"lbr" | b"page" | b"column" | b"softline" => "\n",
        b"emdash" => "—",
        b"endash" => "–",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"bullet" => "•",
        b"emspace" => "\u{2003}",
        b"enspace" => "\u{2002}",
        b"qmspace" => "\u{2005}",
        b"zwj" => "\u{200D}",
        b"zwnj" => "\u{200C}",
        b"ltrmark" => "\u{200E}",
        b"rtlmark" => "\u{200F}",
        _ => return None,
    })
}

/// The characters that a control symbol stands for.
pub(super) fn symbol(symbol: u8) -> Option<&'static str> {
    Some(match symbol {
        b'~' => "\u{A0}",
        b'-' => "\u{AD}",
        b'_' => "\u{2011}",
        b'\t' => "\t",
        b'\\' => "\\",
        b'{' => "{",
        b'}' => "}",
        _ => return None,
    })
}

/// Whether a style of this name is one of headings or titles.
pub(super) fn is_heading(style: &str) -> bool {
    const STEMS: &[&str] = &[
        "heading",
        "title",
        "subtitle",
        "überschrift",
        "titel",
        "untertitel",
        "titre",
        "sous-titre",
        "título",
        "subtítulo",
        "titolo",
        "sottotitolo",
        "titulo",
        "kop",
        "rubrik",
        "overskrift",
        "otsikko",
        "nagłówek",
        "nadpis",
        "заголовок",
    ];
    let style = style.to_lowercase();
    let stem = style.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == ';');
    STEMS.contains(&stem)
}
