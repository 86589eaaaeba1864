//! JSON lines: `{"made_by": …}` first, then one object a row.

use std::io::{self, Write};

use super::super::Provenance;
use super::super::table::{Cell, Head};
use super::Sink;
use super::json::RowWriter;

pub(super) struct Jsonl<'w> {
    row: RowWriter<'w>,
    out: &'w mut dyn Write,
}

impl<'w> Jsonl<'w> {
    pub(super) fn begin(
        head: &'w Head,
        made_by: &Provenance,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        writeln!(out, "{{\"made_by\":{}}}", serde_json::to_string(made_by)?)?;
        Ok(Self {
            row: RowWriter::new(head)?,
            out,
        })
    }
}

impl Sink for Jsonl<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.row.write(cells, self.out)?;
        self.out.write_all(b"\n")
    }

    fn finish(self: Box<Self>, _notes: &[String]) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use crate::report::{Format, Options};

    #[test]
    fn every_line_is_an_object_and_the_first_says_how_it_was_made() {
        let written = written(&awkward(), Format::Jsonl, Options::default());
        let lines: Vec<serde_json::Value> = written
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0]["made_by"]["codebook"]["sha256"], "abc");
        assert_eq!(lines[1]["participants_of"], 15);
    }
}
