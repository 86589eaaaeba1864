//! Apache Parquet: columns with types, snappy-compressed, for R, pandas, `DuckDB` and the like.
//!
//! All columns are optional. Notes and what the table was made from are in the file's key-value metadata, as JSON.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type as Schema, TypePtr};

use super::super::Provenance;
use super::super::table::{Cell, Head};
use super::Sink;
use super::typed::{self, Type, Value};

/// So many rows are one group: what a reader takes at once, and what is kept before it is written.
const ROWS_OF_GROUP: usize = 100_000;

pub(super) struct Parquet<'w> {
    head: &'w Head,
    made_by: &'w Provenance,
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Values>,
    rows: usize,
    out: &'w mut dyn Write,
}

/// The values of one column that are not written yet, without the missing ones; and for each row whether it has one.
struct Values {
    of: OfType,
    levels: Vec<i16>,
}

enum OfType {
    Text(Vec<ByteArray>),
    Count(Vec<i64>),
    Number(Vec<f64>),
}

impl<'w> Parquet<'w> {
    pub(super) fn begin(
        head: &'w Head,
        made_by: &'w Provenance,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        let fields = typed::fields(head);
        let properties = WriterProperties::builder()
            .set_created_by(format!("{} {}", made_by.program, made_by.version))
            .set_compression(Compression::SNAPPY)
            .build();
        let schema = schema(&fields).map_err(failed)?;
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties));
        Ok(Self {
            head,
            made_by,
            writer: writer.map_err(failed)?,
            columns: fields.iter().map(|(_, it)| Values::new(*it)).collect(),
            rows: 0,
            out,
        })
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        self.rows = 0;
        let mut group = self.writer.next_row_group()?;
        for values in &mut self.columns {
            let column = group.next_column()?;
            let mut column = column.ok_or_else(|| ParquetError::EOF("too few columns".into()))?;
            values.write(&mut column)?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }

    fn end(&mut self, notes: &[String]) -> Result<Vec<u8>, ParquetError> {
        self.flush()?;
        let json = |value: serde_json::Result<String>| value.unwrap_or_default();
        let facts = [
            ("thematica.title", self.head.title.clone()),
            ("thematica.notes", json(serde_json::to_string(notes))),
            (
                "thematica.made_by",
                json(serde_json::to_string(self.made_by)),
            ),
        ];
        for (key, value) in facts {
            self.writer
                .append_key_value_metadata(KeyValue::new(key.to_owned(), value));
        }
        self.writer.finish()?;
        Ok(std::mem::take(self.writer.inner_mut()))
    }
}

impl Sink for Parquet<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(typed::values(self.head, cells)) {
            column.push(value)?;
        }
        self.rows += 1;
        if self.rows == ROWS_OF_GROUP {
            self.flush().map_err(failed)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, notes: &[String]) -> io::Result<()> {
        let mut this = *self;
        let bytes = this.end(notes).map_err(failed)?;
        this.out.write_all(&bytes)
    }
}

impl Values {
    fn new(of: Type) -> Self {
        let of = match of {
            Type::Text => OfType::Text(Vec::new()),
            Type::Count => OfType::Count(Vec::new()),
            Type::Number(_) => OfType::Number(Vec::new()),
        };
        Self {
            of,
            levels: Vec::new(),
        }
    }

    fn push(&mut self, value: Value<'_>) -> io::Result<()> {
        let is_there = match (&mut self.of, value) {
            (_, Value::Nothing) => false,
            (OfType::Text(all), Value::Text(text)) => {
                all.push(ByteArray::from(text));
                true
            }
            (OfType::Count(all), Value::Count(count)) => {
                all.push(i64::try_from(count).map_err(io::Error::other)?);
                true
            }
            (OfType::Number(all), Value::Number(number)) => {
                all.push(number);
                true
            }
            (OfType::Number(all), Value::Count(count)) => {
                all.push(count as f64);
                true
            }
            _ => {
                return Err(io::Error::other(
                    "a cell is of another kind than its column",
                ));
            }
        };
        self.levels.push(i16::from(is_there));
        Ok(())
    }

    fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = std::mem::take(&mut self.levels);
        match &mut self.of {
            OfType::Text(all) => column.typed::<ByteArrayType>().write_batch(
                &std::mem::take(all),
                Some(&levels),
                None,
            )?,
            OfType::Count(all) => column.typed::<Int64Type>().write_batch(
                &std::mem::take(all),
                Some(&levels),
                None,
            )?,
            OfType::Number(all) => column.typed::<DoubleType>().write_batch(
                &std::mem::take(all),
                Some(&levels),
                None,
            )?,
        };
        Ok(())
    }
}

fn schema(fields: &[(String, Type)]) -> Result<TypePtr, ParquetError> {
    let field = |(name, of): &(String, Type)| {
        let field = match of {
            Type::Text => Schema::primitive_type_builder(name, Physical::BYTE_ARRAY)
                .with_logical_type(Some(LogicalType::String))
                .with_converted_type(ConvertedType::UTF8),
            Type::Count => Schema::primitive_type_builder(name, Physical::INT64),
            Type::Number(_) => Schema::primitive_type_builder(name, Physical::DOUBLE),
        };
        let field = field.with_repetition(Repetition::OPTIONAL).build()?;
        Ok(Arc::new(field))
    };
    let fields: Result<Vec<TypePtr>, ParquetError> = fields.iter().map(field).collect();
    let schema = Schema::group_type_builder("table")
        .with_fields(fields?)
        .build()?;
    Ok(Arc::new(schema))
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;

    use super::super::tests::{awkward, bytes};
    use crate::report::{Format, Options};

    #[test]
    fn columns_are_typed_and_what_is_missing_is_null() {
        let bytes = bytes(&awkward(), Format::Parquet, Options::default());
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows: Vec<Vec<(String, Field)>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                let columns = row.get_column_iter();
                columns
                    .map(|(name, field)| (name.clone(), field.clone()))
                    .collect()
            })
            .collect();
        let names: Vec<&str> = rows[0].iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "code",
                "segments",
                "participants",
                "participants_of",
                "per_1000"
            ]
        );
        assert_eq!(rows[0][1].1, Field::Long(0));
        assert_eq!(
            (&rows[0][2].1, &rows[0][3].1),
            (&Field::Long(7), &Field::Long(15))
        );
        assert_eq!(
            rows[1][0].1,
            Field::Str("=1+1\tand\nmore \\ \u{1b}[31m".to_owned())
        );
        assert_eq!((&rows[1][4].1, &rows[2][1].1), (&Field::Null, &Field::Null));
        let metadata = reader
            .metadata()
            .file_metadata()
            .key_value_metadata()
            .unwrap();
        let notes = metadata
            .iter()
            .find(|it| it.key == "thematica.notes")
            .unwrap();
        assert!(
            notes
                .value
                .as_deref()
                .unwrap()
                .contains("Participants: those who speak.")
        );
    }
}
