//! What a workbook holds beside the text in its cells, which a chart that is made anew does not.

use std::io::{Cursor, Read as _};

use calamine::{Reader as _, Xlsx};
use quick_xml::events::Event;

use super::super::sheet::workbook::guarded;
use super::super::sheet::{Sheet, letters};
use crate::diagnostic::{Diagnostic, Place};

/// Parts of a workbook that hold what people added beside the cells, and what they are.
const PARTS: [(&str, &str); 9] = [
    ("xl/comments", "comments"),
    ("xl/threadedComments", "comments"),
    ("xl/media/", "pictures"),
    ("xl/charts/", "charts"),
    ("xl/pivotTables/", "pivot tables"),
    // The boxes of comments are in `vmlDrawing`; what is drawn is in a part of this name.
    (
        "xl/drawings/drawing",
        "text boxes, shapes or other drawings",
    ),
    ("xl/diagrams/", "diagrams"),
    ("xl/ctrlProps/", "buttons or other controls"),
    ("xl/embeddings/", "embedded documents"),
];

/// Elements of a sheet that say what is done with cells, and what they are. Headers and footers of pages are not among
/// them: `LibreOffice` gives each sheet some when it saves.
const FORMATS: [(&str, &str); 2] = [
    (
        "dataValidation",
        "drop-down lists and other checks of cells",
    ),
    ("conditionalFormatting", "conditional formats"),
];

/// What people added that is in no cell.
pub(super) fn parts(bytes: &[u8]) -> Vec<String> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut found: Vec<String> = Vec::new();
    for (start, what) in PARTS {
        let mut names = archive.file_names().flatten();
        let has = names.any(|name| name.starts_with(start));
        if has && !found.iter().any(|known| known == what) {
            found.push(what.to_owned());
        }
    }
    found
}

/// The links whose address stands in no text.
pub(super) fn links(file: &str, bytes: &[u8], sheets: &[Sheet]) -> Vec<Diagnostic> {
    guarded(|| links_of(file, bytes, sheets)).unwrap_or_default()
}

fn links_of(file: &str, bytes: &[u8], sheets: &[Sheet]) -> Vec<Diagnostic> {
    let Ok(mut workbook) = Xlsx::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut lost = Vec::new();
    for name in workbook.sheet_names() {
        let sheet = sheets.iter().find(|sheet| sheet.name == name);
        let links = workbook.hyperlinks_by_sheet_name(&name);
        for link in links.unwrap_or_default() {
            let (row, column) = link.range.start;
            let (number, column) = (row as usize + 1, column as usize);
            let row = sheet.and_then(|it| it.rows.iter().find(|row| row.number == number));
            let text = row.map_or("", |row| row.text(column));
            let address = match (link.target, link.location) {
                (Some(target), Some(within)) => format!("{target}#{within}"),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => continue,
            };
            if names(text, &address) {
                continue;
            }
            let place = Place::File(format!("{file} {name}!{}{number}", letters(column)));
            let message =
                format!("behind this cell is a link to {address}, and the address would be lost");
            let fault = Diagnostic::error("link-lost", place, message);
            lost.push(fault.help("write the address into the text of the cell, or take the link off; or name another file with --output and this one with --summaries"));
        }
    }
    lost
}

/// Whether an address stands in a text, as spreadsheets make links of what is typed: `www.a.org` to `http://www.a.org/`.
fn names(text: &str, address: &str) -> bool {
    let address = address.to_lowercase();
    let schemes = ["mailto:", "https://", "http://"].iter();
    let mut bare = schemes.filter_map(|scheme| address.strip_prefix(scheme));
    let bare = bare.next().unwrap_or(&address).trim_end_matches('/');
    text.to_lowercase().contains(bare)
}

/// What the sheets do with cells.
pub(super) fn formats(bytes: &[u8]) -> Vec<&'static str> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut found = [false; FORMATS.len()];
    for entry in 0..archive.len() {
        let Ok(mut entry) = archive.by_index(entry) else {
            continue;
        };
        let mut xml = String::new();
        let is_sheet = entry
            .name()
            .is_ok_and(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
        if !is_sheet || entry.read_to_string(&mut xml).is_err() {
            continue;
        }
        let mut reader = quick_xml::Reader::from_str(&xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    let name = tag.local_name();
                    for (is_found, (known, _)) in found.iter_mut().zip(FORMATS) {
                        *is_found |= name.as_ref() == known;
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
    }
    let found = FORMATS.iter().zip(found).filter(|(_, is_found)| *is_found);
    found.map(|((_, what), _)| *what).collect()
}
