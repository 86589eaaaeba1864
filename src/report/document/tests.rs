use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::report::{Cell, Column};
use crate::transcript::read::{ReadOptions, read};

/// Everything that a document can hold, with text that every format takes for its own.
fn everything() -> Document {
    let hostile =
        "<script>alert('x')</script> & | # `code` [link](javascript:alert(1)) *star* ~~ $x$";
    let columns = vec![
        Column::text("code", "Code | label"),
        Column::count("people", "People").out_of(15),
        Column::number("rate", "Rate", 2),
    ];
    let mut table = Table::new("left out", columns);
    table.push(vec![Cell::text("Theme"), Cell::Count(7), Cell::Number(1.5)]);
    table.push(vec![
        Cell::text("\u{A0}\u{A0}a | b\nc"),
        Cell::Count(0),
        Cell::Empty,
    ]);
    table.note("# A note.");
    Document {
        title: "Study <b> & \u{1b}[31mred \u{ffff}".to_owned(),
        facts: vec!["1. fact".to_owned()],
        language: "de".to_owned(),
        made_by: "thematica 1.2.3".to_owned(),
        blocks: vec![
            Block::heading(1, "Summary # 1"),
            Block::paragraph(format!("> {hostile}")),
            Block::Definition(vec![Run::strong("Use it for:"), Run::plain(" trust")]),
            Block::List(vec![vec![Run::strong("15"), Run::plain(" people")]]),
            Block::Table(table, Look::Shares),
            Block::Quote(Quoted {
                before: "… And".to_owned(),
                words: vec![
                    Run::plain("they "),
                    Run {
                        text: "trust".to_owned(),
                        style: Style::Marked,
                    },
                    Run::plain(" me\u{0}."),
                ],
                after: String::new(),
                label: "P1 · fg1, turn 3".to_owned(),
            }),
            Block::Quote(Quoted {
                words: vec![Run::plain("דינה אומרת.")],
                label: "דינה".to_owned(),
                ..Quoted::default()
            }),
            Block::Picture(Picture {
                png: b"\x89PNG\r\n\x1a\nno more of it".to_vec(),
                alt: "Bars: \"trust\" 7".to_owned(),
                width: 400.0,
                height: 100.0,
            }),
            Block::heading(3, "End"),
        ],
    }
}

fn as_docx(document: &Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    docx(document, &mut bytes).expect("memory takes all that is written");
    bytes
}

/// The parts of a package by their names.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("it has the entry");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("it is whole");
            (file.name().expect("it is UTF-8").into_owned(), content)
        })
        .collect()
}

/// The elements of an XML file, each with its attributes; refuses what is not well-formed.
fn elements(xml: &[u8]) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Start(tag) => {
                depth += 1;
                found.push(tag.into_owned());
            }
            Event::Empty(tag) => found.push(tag.into_owned()),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
    let attributes = |tag: &quick_xml::events::BytesStart| {
        let all = tag.attributes().map(|it| it.expect("it is an attribute"));
        all.map(|it| (utf8(it.key.as_ref().as_bytes()), utf8(it.value.as_bytes())))
            .collect()
    };
    found
        .iter()
        .map(|tag| (utf8(tag.name().as_ref().as_bytes()), attributes(tag)))
        .collect()
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let bytes = as_docx(&everything());
    assert_eq!(bytes, as_docx(&everything()));
    // Two that are made at once would be alike even if they held the time.
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    assert!(!archive.is_empty());
    for at in 0..archive.len() {
        let file = archive.by_index(at).expect("it has the entry");
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn definitions_and_headings_of_a_language_from_the_right_begin_there() {
    let document = Document {
        language: "he".to_owned(),
        blocks: vec![
            Block::heading(1, "Codes"),
            Block::heading(2, "אמון"),
            Block::Definition(vec![Run::strong("Use it for:"), Run::plain(" NHS, אמון")]),
            Block::Quote(Quoted {
                before: "דינה".to_owned(),
                words: vec![Run::plain("They trust me.")],
                ..Quoted::default()
            }),
        ],
        ..Document::default()
    };
    let parts = parts(&as_docx(&document));
    let part = parts.iter().find(|(name, _)| name == "word/document.xml");
    let xml = String::from_utf8(part.expect("it is there").1.clone()).expect("it is UTF-8");
    let is_from_right = |style: &str, text: &str| {
        let mut paragraphs = xml.split("</w:p>");
        let found = paragraphs.find(|it| it.contains(style) && it.contains(text));
        let found = found.unwrap_or_else(|| panic!("{text} is not there: {xml}"));
        found.contains("<w:bidi/>")
    };
    assert!(!is_from_right("\"Heading1\"", "Codes"));
    assert!(is_from_right("\"Heading2\"", "אמון"));
    assert!(is_from_right("\"Contents2\"", "אמון"));
    assert!(is_from_right("\"Definition\"", "NHS"));
    assert!(!is_from_right("\"Quote\"", "trust"));
}

#[test]
fn a_package_is_well_formed_and_has_all_that_it_names() {
    let parts = parts(&as_docx(&everything()));
    let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), parts.len(), "no part is there twice");
    assert_eq!(parts[0].0, "[Content_Types].xml", "Word looks for it first");
    let mut styles_used = BTreeSet::new();
    let mut styles_made = BTreeSet::new();
    let mut typed = BTreeSet::new();
    for (name, content) in parts
        .iter()
        .filter(|(name, _)| !name.starts_with("word/media/"))
    {
        for (element, attributes) in elements(content) {
            let of = |name: &str| attribute(&attributes, name).map(str::to_owned);
            match element.as_str() {
                "Relationship" => {
                    let folder = if name.starts_with("word/") {
                        "word/"
                    } else {
                        ""
                    };
                    let target = of("Target").expect("it has a target");
                    assert!(names.contains(&*format!("{folder}{target}")), "{target}");
                }
                "Override" => drop(typed.insert(of("PartName").expect("it names a part"))),
                "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next" => {
                    styles_used.extend(of("w:val"));
                }
                "w:style" => styles_made.extend(of("w:styleId")),
                _ => {}
            }
        }
    }
    for name in names
        .iter()
        .filter(|name| !name.contains(['[', '_']) && !name.starts_with("word/media/"))
    {
        assert!(typed.contains(&format!("/{name}")), "{name} has a type");
    }
    let unknown: Vec<_> = styles_used.difference(&styles_made).collect();
    assert!(unknown.is_empty(), "styles that do not exist: {unknown:?}");
    for needed in [
        "docProps/core.xml",
        "word/document.xml",
        "word/footer1.xml",
        "word/media/image1.png",
    ] {
        assert!(names.contains(needed), "{needed}");
    }
}

/// The text of each paragraph.
fn paragraphs(xml: &[u8]) -> Vec<String> {
    let xml = String::from_utf8(xml.to_vec()).expect("it is UTF-8");
    let paragraphs = xml.split("</w:p>");
    paragraphs
        .map(|paragraph| {
            let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
            let texts = texts.map(|text| text.split("</w:t>").next().unwrap_or_default());
            let text: String = texts.collect();
            quick_xml::escape::unescape(&text)
                .expect("it is escaped")
                .into_owned()
        })
        .collect()
}

#[test]
fn what_was_said_comes_back_from_the_document_as_it_was() {
    let bytes = as_docx(&everything());
    let parts = parts(&bytes);
    let document = parts.iter().find(|(name, _)| name == "word/document.xml");
    let paragraphs = paragraphs(&document.expect("it is there").1);
    for said in [
        "> <script>alert('x')</script> & | # `code` [link](javascript:alert(1)) *star* ~~ $x$",
        "… And they trust me\u{2400}.",
        "P1 · fg1, turn 3",
        "דינה אומרת.",
        "Study <b> & \u{241b}[31mred \u{fffd}",
        "a | b c",
        "# A note.",
    ] {
        assert!(
            paragraphs.iter().any(|it| it == said),
            "{said}: {paragraphs:?}"
        );
    }
    assert!(paragraphs.iter().all(|it| it != "left out"));
    let back = read("t", "t.docx", bytes, &ReadOptions::default());
    back.expect("our own reader opens it");
}

#[test]
fn what_word_shows_is_said_by_styles_and_headings_repeat() {
    let parts = parts(&as_docx(&everything()));
    let part = |name: &str| {
        let part = parts.iter().find(|(known, _)| known == name);
        String::from_utf8(part.expect("it is there").1.clone()).expect("it is UTF-8")
    };
    let document = part("word/document.xml");
    for expected in [
        r#"<w:pStyle w:val="Heading1"/>"#,
        r#"<w:pStyle w:val="Heading3"/>"#,
        r#"<w:pStyle w:val="ListBullet"/>"#,
        "<w:tblHeader/>",
        "<w:bidi/>",
        r#"descr="Bars: &quot;trust&quot; 7""#,
    ] {
        assert!(document.contains(expected), "{expected}");
    }
    // 400 mm do not fit between the margins: the picture is made smaller, and keeps its shape.
    let extent = document
        .split("<wp:extent ")
        .nth(1)
        .expect("there is a picture");
    assert!(
        extent.starts_with(r#"cx="5976620" cy="1494155""#),
        "{extent}"
    );
    assert!(part("word/styles.xml").contains(r#"<w:lang w:val="de" w:bidi="de"/>"#));
    let core = part("docProps/core.xml");
    assert!(core.contains("<dc:language>de</dc:language>") && !core.contains("dcterms"));
    assert!(part("word/footer1.xml").contains(r#"w:instr="PAGE""#));
}

#[test]
fn markdown_takes_nothing_that_was_said_for_its_own() {
    let mut bytes = Vec::new();
    markdown(&everything(), &mut bytes).expect("memory takes all that is written");
    assert_eq!(
        String::from_utf8(bytes).expect("it is UTF-8"),
        "\
# Study &lt;b> &amp; \u{241b}\\[31mred \u{ffff}

- 1\\. fact

## Summary # 1

\\> &lt;script>alert('x')&lt;/script> &amp; \\| # \\`code\\` \\[link\\](javascript:alert(1)) \\*star\\* \\~\\~ \\$x\\$

**Use it for:** trust

- **15** people

| Code \\| label | People of 15 | Rate |
| --- | ---: | ---: |
| Theme | 7 | 1.50 |
| \u{A0}\u{A0}a \\| b c | 0 |  |

\\# A note.

> … And »they **trust** me\u{2400}.«
>
> — P1 · fg1, turn 3

> דינה אומרת.
>
> — דינה

#### End
"
    );
}
