//! The small parts of the package: what is in it, how its parts belong together, properties, bullets, the footer.

use super::super::{Document, Picture};
use super::xml::{R, W, Xml};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The relationships of the document, in the order of their numbers.
const PARTS: [(&str, &str); 4] = [
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("footer", "footer1.xml"),
];

/// The relationship of the footer.
pub(super) const FOOTER: &str = "rId4";

/// Where a picture is, from `word/`.
pub(super) fn picture(at: usize) -> String {
    format!("media/image{}.png", at + 1)
}

/// The relationship of a picture.
pub(super) fn relation_of_picture(at: usize) -> String {
    format!("rId{}", PARTS.len() + at + 1)
}

pub(super) fn content_types(pictures: &[&Picture]) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/content-types");
    xml.element("Types", &[("xmlns", &namespace)], |xml| {
        let mut ending = |ending, kind| {
            let attributes = [("Extension", ending), ("ContentType", kind)];
            xml.empty("Default", &attributes);
        };
        ending(
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        );
        ending("xml", "application/xml");
        if !pictures.is_empty() {
            ending("png", "image/png");
        }
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        for (name, kind) in [
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("footer1", "footer"),
        ] {
            part(&format!("/word/{name}.xml"), &format!("{MAIN}.{kind}+xml"));
        }
        part(
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        );
        part(
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        );
    });
    xml.finish()
}

pub(super) fn relations_of_package() -> Vec<u8> {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    relations(&[
        (&format!("{R}/officeDocument"), "word/document.xml"),
        (&core, "docProps/core.xml"),
        (&format!("{R}/extended-properties"), "docProps/app.xml"),
    ])
}

pub(super) fn relations_of_document(pictures: &[&Picture]) -> Vec<u8> {
    let parts = PARTS.map(|(kind, target)| (format!("{R}/{kind}"), target.to_owned()));
    let pictures = (0..pictures.len()).map(|at| (format!("{R}/image"), picture(at)));
    let all: Vec<(String, String)> = parts.into_iter().chain(pictures).collect();
    let all: Vec<(&str, &str)> = all.iter().map(|(kind, to)| (&**kind, &**to)).collect();
    relations(&all)
}

fn relations(all: &[(&str, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/relationships");
    xml.element("Relationships", &[("xmlns", &namespace)], |xml| {
        for (at, (kind, target)) in all.iter().enumerate() {
            let id = format!("rId{}", at + 1);
            xml.empty(
                "Relationship",
                &[("Id", &id), ("Type", kind), ("Target", target)],
            );
        }
    });
    xml.finish()
}

/// The properties, without a time.
pub(super) fn core(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    let core = format!("{PACKAGE}/metadata/core-properties");
    let namespaces = [
        ("xmlns:cp", core.as_str()),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&document.title));
        xml.element("dc:creator", &[], |xml| xml.text(&document.made_by));
        xml.element("dc:language", &[], |xml| xml.text(&document.language));
    });
    xml.finish()
}

pub(super) fn app() -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.element("Properties", &[("xmlns", namespace)], |xml| {
        xml.element("Application", &[], |xml| xml.text("Thematica"));
    });
    xml.finish()
}

/// The bullets of lists.
pub(super) fn numbering() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:numbering", &[("xmlns:w", W)], |xml| {
        xml.element("w:abstractNum", &[("w:abstractNumId", "0")], |xml| {
            xml.val("w:multiLevelType", "hybridMultilevel");
            xml.element("w:lvl", &[("w:ilvl", "0")], |xml| {
                xml.val("w:start", "1");
                xml.val("w:numFmt", "bullet");
                xml.val("w:lvlText", "•");
                xml.val("w:lvlJc", "left");
                xml.element("w:pPr", &[], |xml| {
                    xml.empty("w:ind", &[("w:left", "360"), ("w:hanging", "260")]);
                });
            });
        });
        xml.element("w:num", &[("w:numId", "1")], |xml| {
            xml.val("w:abstractNumId", "0");
        });
    });
    xml.finish()
}

pub(super) fn settings() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:settings", &[("xmlns:w", W)], |xml| {
        xml.val("w:defaultTabStop", "720");
        xml.val("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            // Without it Word opens the file as one of 2003 and says so.
            let uri = "http://schemas.microsoft.com/office/word";
            let mode = [
                ("w:name", "compatibilityMode"),
                ("w:uri", uri),
                ("w:val", "15"),
            ];
            xml.empty("w:compatSetting", &mode);
        });
    });
    xml.finish()
}

/// The title, and on which page of how many one is.
pub(super) fn footer(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:ftr", &[("xmlns:w", W)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.val("w:pStyle", "Footer"));
            run(xml, &document.title);
            xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
            run(xml, "Page ");
            field(xml, "PAGE");
            run(xml, " of ");
            field(xml, "NUMPAGES");
        });
    });
    xml.finish()
}

fn run(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
    });
}

fn field(xml: &mut Xml, what: &str) {
    xml.element("w:fldSimple", &[("w:instr", what)], |xml| run(xml, "1"));
}
