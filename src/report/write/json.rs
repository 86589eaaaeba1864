//! One JSON object: `made_by`, `title`, `rows`, `notes`. Each row is an object on a line of its own, so that two results
//! can be compared line by line; its keys are in the order of the columns, and all are there in every row.

use std::io::{self, Write};

use super::super::Provenance;
use super::super::table::{Cell, Column, Head, Kind};
use super::Sink;

pub(super) struct Json<'w> {
    row: RowWriter<'w>,
    any: bool,
    out: &'w mut dyn Write,
}

impl<'w> Json<'w> {
    pub(super) fn begin(
        head: &'w Head,
        made_by: &Provenance,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        let made_by = serde_json::to_string_pretty(made_by)?.replace('\n', "\n  ");
        let title = serde_json::to_string(&head.title)?;
        write!(
            out,
            "{{\n  \"made_by\": {made_by},\n  \"title\": {title},\n  \"rows\": ["
        )?;
        Ok(Self {
            row: RowWriter::new(head)?,
            any: false,
            out,
        })
    }
}

impl Sink for Json<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let before: &[u8] = if self.any { b",\n    " } else { b"\n    " };
        self.any = true;
        self.out.write_all(before)?;
        self.row.write(cells, self.out)
    }

    fn finish(self: Box<Self>, notes: &[String]) -> io::Result<()> {
        let end = if self.any { "\n  ]" } else { "]" };
        let notes = serde_json::to_string_pretty(notes)?.replace('\n', "\n  ");
        writeln!(self.out, "{end},\n  \"notes\": {notes}\n}}")
    }
}

/// Writes a row as an object on one line.
pub(super) struct RowWriter<'w> {
    columns: &'w [Column],
    /// The keys, quoted, each with its colon.
    keys: Vec<String>,
}

impl<'w> RowWriter<'w> {
    pub(super) fn new(head: &'w Head) -> io::Result<Self> {
        let names = head.names();
        let keys = names
            .iter()
            .map(|name| Ok(format!("{}:", serde_json::to_string(name)?)));
        Ok(Self {
            columns: &head.columns,
            keys: keys.collect::<io::Result<_>>()?,
        })
    }

    pub(super) fn write(&self, cells: &[Cell], out: &mut dyn Write) -> io::Result<()> {
        let mut keys = self.keys.iter();
        let mut before = "{";
        for (cell, column) in cells.iter().zip(self.columns) {
            for value in values(cell, column.kind) {
                let key = keys.next().expect("there is a key for each value");
                out.write_all(before.as_bytes())?;
                out.write_all(key.as_bytes())?;
                match value {
                    Value::Text(text) => serde_json::to_writer(&mut *out, text)?,
                    // Written by hand, because serde_json would drop the zeros of a fixed number of decimals.
                    Value::Number(number) => out.write_all(number.as_bytes())?,
                    Value::Null => out.write_all(b"null")?,
                }
                before = ",";
            }
        }
        out.write_all(if before == "{" { b"{}" } else { b"}" })
    }
}

enum Value<'c> {
    Text(&'c str),
    Number(String),
    Null,
}

fn values(cell: &Cell, kind: Kind) -> impl Iterator<Item = Value<'_>> {
    let number = |count: &u64| Value::Number(count.to_string());
    let (first, second) = match cell {
        Cell::Text(text) => (Value::Text(text), Value::Null),
        Cell::Count(count) => (number(count), Value::Null),
        Cell::Of { count, of } => (number(count), number(of)),
        Cell::Number(value) => {
            let written = super::super::decimal(*value, kind.decimals());
            (written.map_or(Value::Null, Value::Number), Value::Null)
        }
        Cell::Empty => (Value::Null, Value::Null),
    };
    let second = (kind == Kind::CountOf).then_some(second);
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use crate::report::{Format, Options, Table};

    #[test]
    fn the_object_says_how_it_was_made() {
        assert_eq!(
            written(&awkward(), Format::Json, Options::default()),
            r#"{
  "made_by": {
    "program": "thematica",
    "version": "1.2.3",
    "command": "themes",
    "codebook": {
      "name": "link-workers",
      "version": "1.0.0",
      "sha256": "abc"
    },
    "options": {
      "unit": "sentence"
    },
    "inputs": []
  },
  "title": "Themes | by phase",
  "rows": [
    {"code":"a \"quoted\", <b> | bar","segments":0,"participants":7,"participants_of":15,"per_1000":0.00},
    {"code":"=1+1\tand\nmore \\ \u001b[31m","segments":12,"participants":0,"participants_of":15,"per_1000":null},
    {"code":"日本語 é","segments":null,"participants":null,"participants_of":null,"per_1000":null}
  ],
  "notes": [
    "Participants: those who speak.",
    "A number that is not defined is left empty."
  ]
}
"#
        );
    }

    #[test]
    fn a_table_without_rows_or_columns_is_still_json() {
        let mut table = Table::new("", Vec::new());
        for _ in 0..2 {
            let written = written(&table, Format::Json, Options::default());
            serde_json::from_str::<serde_json::Value>(&written).expect(&written);
            table.push(Vec::new());
        }
    }
}
