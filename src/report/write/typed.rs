//! Cells for formats with types: text stays text, a number a number, nothing nothing.

use super::super::table::{Cell, Head, Kind};

/// What a field of a typed format holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'c> {
    /// Text as it is.
    Text(&'c str),
    /// A count.
    Count(u64),
    /// A finite number.
    Number(f64),
    /// Nothing.
    Nothing,
}

/// What all fields of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// [`Value::Text`].
    Text,
    /// [`Value::Count`].
    Count,
    /// [`Value::Number`], shown with so many decimals.
    Number(u8),
}

/// The names of the fields with their types: two for a count with its denominator.
pub(super) fn fields(head: &Head) -> Vec<(String, Type)> {
    let types = head.columns.iter().flat_map(|column| {
        let (first, second) = match column.kind {
            Kind::Text => (Type::Text, None),
            Kind::Count => (Type::Count, None),
            Kind::CountOf => (Type::Count, Some(Type::Count)),
            Kind::Number { decimals } => (Type::Number(decimals), None),
        };
        std::iter::once(first).chain(second)
    });
    head.names().into_iter().zip(types).collect()
}

/// How many characters wide each field is, where the table says it.
pub(super) fn rooms(head: &Head) -> impl Iterator<Item = Option<u16>> + '_ {
    head.columns.iter().flat_map(|column| {
        let second = (column.kind == Kind::CountOf).then_some(None);
        std::iter::once(column.room).chain(second)
    })
}

/// The values of a row, field by field.
pub(super) fn values<'c>(
    head: &'c Head,
    cells: &'c [Cell],
) -> impl Iterator<Item = Value<'c>> + 'c {
    cells.iter().zip(&head.columns).flat_map(|(cell, column)| {
        let (first, second) = match cell {
            Cell::Text(text) => (Value::Text(text), Value::Nothing),
            Cell::Count(count) => (Value::Count(*count), Value::Nothing),
            Cell::Of { count, of } => (Value::Count(*count), Value::Count(*of)),
            Cell::Number(number) if number.is_finite() => (Value::Number(*number), Value::Nothing),
            Cell::Number(_) | Cell::Empty => (Value::Nothing, Value::Nothing),
        };
        std::iter::once(first).chain((column.kind == Kind::CountOf).then_some(second))
    })
}
