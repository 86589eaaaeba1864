//! Word: an Office Open XML document (ECMA-376, transitional) of our own making.
//!
//! It says what things are by styles (`Heading 1`, `Quote`, `List Bullet`, a table style), so that whoever goes on writing
//! changes the style and not each paragraph. It holds no time and no name of a machine: the same document gives the same
//! bytes.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Block, Document, Picture};

mod body;
mod direction;
mod parts;
mod styles;
mod table;
mod xml;

/// Writes a document for Word.
pub fn docx(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let pictures: Vec<&Picture> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        })
        .collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| -> io::Result<()> {
        // One time for all, or the bytes would tell when they were made.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        archive.start_file(name, options)?;
        archive.write_all(bytes)
    };
    add("[Content_Types].xml", &parts::content_types(&pictures))?;
    add("_rels/.rels", &parts::relations_of_package())?;
    add("docProps/core.xml", &parts::core(document))?;
    add("docProps/app.xml", &parts::app())?;
    add("word/document.xml", &body::document(document))?;
    add(
        "word/_rels/document.xml.rels",
        &parts::relations_of_document(&pictures),
    )?;
    add("word/styles.xml", &styles::styles(document))?;
    add("word/numbering.xml", &parts::numbering())?;
    add("word/settings.xml", &parts::settings())?;
    add("word/footer1.xml", &parts::footer(document))?;
    for (at, picture) in pictures.iter().enumerate() {
        add(&format!("word/{}", parts::picture(at)), &picture.png)?;
    }
    let written = archive.finish()?;
    out.write_all(written.get_ref())
}
