//! The elements whose meaning matters for text.

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    A,
    Article,
    Aside,
    B,
    Bdo,
    Block,
    Body,
    Br,
    Caption,
    Cite,
    Code,
    Dd,
    Del,
    Div,
    Dt,
    Em,
    Font,
    Foot,
    Head,
    Header,
    Heading,
    Hr,
    Html,
    I,
    Li,
    List,
    Meta,
    Nav,
    Option,
    Other,
    P,
    Part,
    Pre,
    Row,
    Rows,
    Script,
    Small,
    Span,
    Strike,
    Strong,
    Style,
    Table,
    Td,
    Th,
    Time,
    Title,
    U,
    Unseen,
    Void,
}

/// How many elements are told apart.
pub(super) const TAGS: usize = Tag::Void as usize + 1;

impl Tag {
    /// The element of a name in small letters.
    pub fn of(name: &[u8]) -> Self {
        match name {
            b"a" => Tag::A,
            b"article" | b"section" | b"main" | b"blockquote" => Tag::Article,
            b"aside" => Tag::Aside,
            b"b" => Tag::B,
            b"big" | b"tt" | b"nobr" => Tag::Bdo,
            b"address" | b"center" | b"details" | b"dialog" | b"fieldset" | b"figcaption"
            | b"figure" | b"form" | b"hgroup" | b"legend" | b"summary" | b"search" => Tag::Block,
            b"body" => Tag::Body,
            b"br" => Tag::Br,
            b"caption" => Tag::Caption,
            b"cite" => Tag::Cite,
            b"code" => Tag::Code,
            b"dd" => Tag::Dd,
            b"del" => Tag::Del,
            b"div" => Tag::Div,
            b"dt" => Tag::Dt,
            b"em" => Tag::Em,
            b"font" => Tag::Font,
            b"footer" => Tag::Foot,
            b"head" => Tag::Head,
            b"header" => Tag::Header,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
            b"hr" => Tag::Hr,
            b"html" => Tag::Html,
            b"i" => Tag::I,
            b"li" => Tag::Li,
            b"ul" | b"ol" | b"dl" | b"dir" => Tag::List,
            b"link" | b"meta" | b"base" => Tag::Meta,
            b"nav" | b"menu" => Tag::Nav,
            b"option" => Tag::Option,
            b"p" => Tag::P,
            b"button" | b"select" | b"textarea" => Tag::Part,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Tag::Pre,
            b"tr" => Tag::Row,
            b"tbody" | b"thead" | b"tfoot" => Tag::Rows,
            b"script" => Tag::Script,
            b"small" => Tag::Small,
            b"span" => Tag::Span,
            b"s" | b"strike" => Tag::Strike,
            b"strong" => Tag::Strong,
            b"style" => Tag::Style,
            b"table" => Tag::Table,
            b"td" => Tag::Td,
            b"th" => Tag::Th,
            b"time" => Tag::Time,
            b"title" => Tag::Title,
            b"u" => Tag::U,
            b"noscript" | b"template" | b"iframe" | b"object" | b"svg" | b"math" | b"audio"
            | b"video" | b"canvas" | b"noframes" | b"noembed" | b"datalist" | b"rt" | b"rp" => {
                Tag::Unseen
            }
            b"area" | b"col" | b"embed" | b"img" | b"input" | b"param" | b"source" | b"track"
            | b"wbr" | b"keygen" | b"frame" | b"basefont" | b"bgsound" => Tag::Void,
            _ => Tag::Other,
        }
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Tag::Article
                | Tag::Aside
                | Tag::Block
                | Tag::Caption
                | Tag::Dd
                | Tag::Div
                | Tag::Dt
                | Tag::Foot
                | Tag::Header
                | Tag::Heading
                | Tag::Hr
                | Tag::Li
                | Tag::List
                | Tag::Nav
                | Tag::P
                | Tag::Pre
                | Tag::Row
                | Tag::Rows
                | Tag::Table
                | Tag::Td
                | Tag::Th
                | Tag::Option
        )
    }

    /// Whether it goes on when the block around it ends without it: "formatting" in the standard.
    pub fn goes_on(self) -> bool {
        matches!(
            self,
            Tag::A
                | Tag::B
                | Tag::Bdo
                | Tag::Code
                | Tag::Em
                | Tag::Font
                | Tag::I
                | Tag::Small
                | Tag::Strike
                | Tag::Strong
                | Tag::U
        )
    }

    /// Whether end tags look no further out than to here.
    pub fn is_scope(self) -> bool {
        matches!(self, Tag::Td | Tag::Th | Tag::Caption | Tag::Table)
    }

    /// Whether it is a part of a table.
    pub fn is_of_table(self) -> bool {
        matches!(
            self,
            Tag::Td | Tag::Th | Tag::Row | Tag::Rows | Tag::Caption
        )
    }

    /// What it is counted as where it is left out.
    pub fn left_out(self) -> Option<&'static str> {
        Some(match self {
            Tag::Script | Tag::Style => "scripts and styles",
            Tag::Head | Tag::Title => "titles of the web page",
            Tag::Nav | Tag::Aside | Tag::Part | Tag::Unseen => AROUND,
            Tag::Del => "passages deleted with tracked changes",
            _ => return None,
        })
    }
}

/// What a web page has around its text.
pub(super) const AROUND: &str = "parts of the web page around the text";
