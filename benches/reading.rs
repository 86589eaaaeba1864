//! What reading a document costs, and what unpacking it and walking through its XML costs alone.
//!
//! `cargo bench --bench reading` runs everything. `read` finds the speakers and lays the text out as well; its bar is twice
//! what `walk` takes, which does nothing with what it meets.

use std::fmt::{self, Write as _};
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use quick_xml::events::Event;
use thematica::transcript::read::{ReadOptions, read};
use zip::write::SimpleFileOptions;

fn main() {
    divan::main();
}

/// How many turns are in a document: some thirty hours of talk.
const TURNS: usize = 20_000;

/// A format of documents.
#[derive(Clone, Copy)]
enum Kind {
    Docx,
    Odt,
}

const KINDS: [Kind; 2] = [Kind::Docx, Kind::Odt];

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.ending())
    }
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Kind::Docx => "docx",
            Kind::Odt => "odt",
        }
    }

    /// The part that has the text.
    fn part(self) -> &'static str {
        match self {
            Kind::Docx => "word/document.xml",
            Kind::Odt => "content.xml",
        }
    }

    fn packed(self) -> &'static [u8] {
        static DOCX: LazyLock<Vec<u8>> = LazyLock::new(|| packed(Kind::Docx));
        static ODT: LazyLock<Vec<u8>> = LazyLock::new(|| packed(Kind::Odt));
        match self {
            Kind::Docx => &DOCX,
            Kind::Odt => &ODT,
        }
    }
}

/// A turn as Word writes it: a bold name, then words in runs that say which language they are of.
fn word(xml: &mut String, name: &str, words: &str) {
    let properties =
        "<w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\"/><w:lang w:val=\"en-GB\"/></w:rPr>";
    let (first, second) = words.split_at(words.len() / 2);
    write!(
        xml,
        "<w:p w:rsidR=\"00A1\"><w:pPr><w:pStyle w:val=\"Normal\"/><w:spacing w:after=\"0\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{name}:</w:t></w:r><w:r>{properties}<w:t xml:space=\"preserve\"> {first}</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r>{properties}<w:t xml:space=\"preserve\">{second}</w:t></w:r></w:p>"
    )
    .expect("a string takes all that is written");
}

/// The same as LibreOffice writes it.
fn open(xml: &mut String, name: &str, words: &str) {
    let (first, second) = words.split_at(words.len() / 2);
    write!(
        xml,
        "<text:p text:style-name=\"P1\"><text:span text:style-name=\"T1\">{name}:</text:span><text:span text:style-name=\"T2\"><text:s/>{first}</text:span><text:soft-page-break/><text:span text:style-name=\"T2\">{second}</text:span></text:p>"
    )
    .expect("a string takes all that is written");
}

fn packed(kind: Kind) -> Vec<u8> {
    let mut xml = match kind {
        Kind::Docx => "<w:document xmlns:w=\"w\"><w:body>".to_owned(),
        Kind::Odt => "<office:document-content><office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style><style:style style:name=\"T2\" style:family=\"text\"/></office:automatic-styles><office:body><office:text>".to_owned(),
    };
    let names = ["Interviewer", "Maren"];
    for turn in 0..TURNS {
        let words = format!(
            "and so in the year of the {turn}th ferry we went over to the other side, all of us, and the harbour was quite empty by then."
        );
        match kind {
            Kind::Docx => word(&mut xml, names[turn % 2], &words),
            Kind::Odt => open(&mut xml, names[turn % 2], &words),
        }
    }
    xml += match kind {
        Kind::Docx => "</w:body></w:document>",
        Kind::Odt => "</office:text></office:body></office:document-content>",
    };
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(kind.part(), SimpleFileOptions::default())
        .expect("the name is short");
    archive
        .write_all(xml.as_bytes())
        .expect("memory takes all that is written");
    let archive = archive.finish().expect("memory takes all that is written");
    archive.into_inner()
}

#[divan::bench(name = "read", args = KINDS)]
fn reading(bencher: Bencher, kind: Kind) {
    let bytes = kind.packed();
    let name = format!("t.{kind}");
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.to_vec())
        .bench_values(|bytes| {
            let transcript = read("t", &name, bytes, &ReadOptions::default());
            transcript.expect("it is a document").turns.len()
        });
}

#[divan::bench(args = KINDS)]
fn walk(bencher: Bencher, kind: Kind) {
    let bytes = kind.packed();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench(|| walked(bytes, kind.part()));
}

/// Unpacks a part and meets all that is in it.
fn walked(bytes: &[u8], part: &str) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut xml = String::new();
    let mut file = archive.by_name(part).expect("it has the part");
    file.read_to_string(&mut xml).expect("it is text");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut met = 0;
    loop {
        match black_box(reader.read_event()).expect("it is XML") {
            Event::Eof => return met,
            _ => met += 1,
        }
    }
}
