//! The rows of a roster as they stand in its file.

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::StringRecord;

use super::roster::{CHANGES, HEADER, RENAMED, REOPENED, Row, STATE, Standing};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;

/// Gives each row that can be understood with what it calls the transcript, and tells the others.
pub(super) fn parse(
    source: &Arc<Source>,
    faults: &mut Vec<Diagnostic>,
    mut take: impl FnMut(String, Row),
) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(source.text().as_bytes());
    let mut header: Option<StringRecord> = None;
    for written in reader.records().flatten() {
        let Some(columns) = &header else {
            header = Some(written);
            continue;
        };
        if is_header(&written, columns) {
            // Rows with fewer columns than the longest header leave out the last ones.
            if !columns.iter().take(written.len()).eq(&written) {
                header = Some(written);
            }
            continue;
        }
        match row(&written, columns) {
            Ok((name, row)) => take(name, row),
            Err(message) => {
                let line = written.position().map_or(1, csv::Position::line);
                let line = usize::try_from(line).unwrap_or(1);
                let place = Place::Line(source.name().to_owned(), line);
                let columns = HEADER.join(", ");
                faults.push(
                    Diagnostic::error("unreadable-roster", place, message).help(format!(
                        "its columns are {columns}, and where something was taken back {STATE} and {CHANGES}"
                    )),
                );
            }
        }
    }
}

/// Whether a row is a header. Where branches met, it is there twice, and one may have more columns.
fn is_header(row: &StringRecord, known: &StringRecord) -> bool {
    let has = |name: &str| row.iter().any(|cell| cell == name);
    row == known || has(HEADER[0]) && has(HEADER[1])
}

fn row(written: &StringRecord, columns: &StringRecord) -> Result<(String, Row), String> {
    let mut row = Row::default();
    let mut transcript = "";
    for (name, value) in columns.iter().zip(written) {
        match name {
            "transcript" => transcript = value,
            "finished" => value.clone_into(&mut row.finished.time),
            "hash" => value.clone_into(&mut row.finished.hash),
            STATE if value == REOPENED => row.standing = Standing::Reopened,
            STATE if value == RENAMED => row.standing = Standing::Renamed,
            STATE if !value.is_empty() => {
                return Err(format!(
                    "this row of the roster has the state `{value}`, which is neither `{REOPENED}` nor `{RENAMED}`"
                ));
            }
            CHANGES if !value.is_empty() => {
                // Nobody changes their mind so often, and one more has to be counted.
                let count = value.parse::<u32>().ok();
                let count = count.and_then(|count| usize::try_from(count).ok());
                row.changes = count.ok_or_else(|| {
                    format!("`{value}` in this row of the roster does not count changes")
                })?;
            }
            STATE | CHANGES => {}
            name => row.finished.other.push((name.to_owned(), value.to_owned())),
        }
    }
    if transcript.is_empty() {
        return Err("this row of the roster names no transcript".to_owned());
    }
    if written.len() > columns.len() {
        return Err(format!(
            "this row of the roster has {} cells, and there are {} columns",
            written.len(),
            columns.len()
        ));
    }
    // A column that is empty says nothing, and is there because another row has it.
    row.finished.other.retain(|(_, value)| !value.is_empty());
    row.finished.other.sort();
    Ok((transcript.to_owned(), row))
}

/// The text of rows. Columns that no row needs are not there.
pub(super) fn text(rows: &BTreeMap<String, Row>) -> String {
    let others = rows.values().flat_map(|row| &row.finished.other);
    let mut names: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let has_history = rows
        .values()
        .any(|row| row.changes > 0 || row.standing != Standing::Finished);
    let history: &[&str] = if has_history { &[STATE, CHANGES] } else { &[] };
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut write = |cells: Vec<&str>| {
        writer
            .write_record(cells)
            .expect("memory takes all that is written");
    };
    let header = HEADER.iter().chain(history).chain(&names);
    write(header.copied().collect());
    for (transcript, row) in rows {
        let Row {
            changes,
            standing,
            finished,
        } = row;
        let changes = Some(changes.to_string()).filter(|_| *changes > 0);
        let mut cells = vec![transcript.as_str(), &finished.time, &finished.hash];
        if has_history {
            cells.push(match standing {
                Standing::Finished => "",
                Standing::Renamed => RENAMED,
                Standing::Reopened => REOPENED,
            });
            cells.push(changes.as_deref().unwrap_or_default());
        }
        cells.extend(names.iter().map(|name| {
            let found = finished.other.iter().find(|(known, _)| known == name);
            found.map_or("", |(_, value)| value.as_str())
        }));
        write(cells);
    }
    let bytes = writer
        .into_inner()
        .expect("memory takes all that is written");
    String::from_utf8(bytes).expect("it is made of texts")
}
