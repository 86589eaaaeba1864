use std::borrow::Cow;

use super::grouped;

/// Rows under named columns, with what has to be known to read them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Title and columns.
    pub head: Head,
    /// Rows, each with one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What the numbers are counts of, and out of how many: one sentence each.
    pub notes: Vec<String>,
}

/// What stands above the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The title, without a full stop.
    pub title: String,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The name of its sheet in a workbook; without it, the title.
    pub sheet: Option<String>,
    /// How many columns on the left stay where they are when a workbook's sheet is scrolled.
    pub frozen: u16,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name for programs: the head of CSV, the key of JSON. `snake_case` where we name it.
    pub name: String,
    /// The name for people.
    pub heading: String,
    /// What its cells hold.
    pub kind: Kind,
    /// What all counts of the column are out of. Formats for eyes say it once, with the heading; the others take it from
    /// the cells and do not read it here.
    pub out_of: Option<u64>,
    /// Whether a `table` that is too wide leaves it out, and says so. Other formats have it always.
    pub gives_way: bool,
    /// Whether it belongs to the column on its left, so that the two give way together: of a comparison, one side says nothing.
    pub with_left: bool,
    /// How many characters wide it is in a workbook; without it, as wide as what stands in it, up to a limit.
    pub room: Option<u16>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, on the left; [`Cell::Text`].
    Text,
    /// Whole numbers, on the right; [`Cell::Count`].
    Count,
    /// Counts with what they are counted out of; [`Cell::Of`]. Two columns for programs: `x` and `x_of`.
    CountOf,
    /// Numbers with so many decimals, on the right; [`Cell::Number`].
    Number {
        /// How many digits stand after the point.
        decimals: u8,
    },
}

/// One cell. Any column may have an empty one.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text as it is; a writer escapes what its format needs.
    Text(String),
    /// A count; zero is printed.
    Count(u64),
    /// A count with its denominator.
    Of {
        /// How many.
        count: u64,
        /// Out of how many.
        of: u64,
    },
    /// A number; one that is not finite is written as an empty cell, and a note says so.
    Number(f64),
    /// Nothing: not applicable, or not known. Never for zero.
    Empty,
}

impl Table {
    /// Makes a table without rows.
    #[must_use]
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self {
            head: Head {
                title: title.into(),
                columns,
                ..Head::default()
            },
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When it has not one cell a column.
    pub fn push(&mut self, row: Vec<Cell>) {
        assert_eq!(
            row.len(),
            self.head.columns.len(),
            "a row has one cell a column"
        );
        self.rows.push(row);
    }

    /// Moves what counts are out of from the cells to the headings, in columns where it is the same in all rows.
    pub fn say_denominators_once(&mut self) {
        for (at, column) in self.head.columns.iter_mut().enumerate() {
            let denominator = |row: &Vec<Cell>| match row[at] {
                Cell::Of { of, .. } => Some(of),
                _ => None,
            };
            let Some(all) = self.rows.first().and_then(denominator) else {
                continue;
            };
            if self.rows.iter().any(|row| denominator(row) != Some(all)) {
                continue;
            }
            column.kind = Kind::Count;
            column.out_of = Some(all);
            for row in &mut self.rows {
                if let Cell::Of { count, .. } = row[at] {
                    row[at] = Cell::Count(count);
                }
            }
        }
    }

    /// Adds a note: one sentence.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

impl Column {
    /// Makes a column of text.
    #[must_use]
    pub fn text(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self::new(name, heading, Kind::Text)
    }

    /// Makes a column of counts.
    #[must_use]
    pub fn count(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self::new(name, heading, Kind::Count)
    }

    /// Makes a column of counts with their denominators.
    #[must_use]
    pub fn count_of(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self::new(name, heading, Kind::CountOf)
    }

    /// Makes a column of numbers with so many decimals.
    #[must_use]
    pub fn number(name: impl Into<String>, heading: impl Into<String>, decimals: u8) -> Self {
        Self::new(name, heading, Kind::Number { decimals })
    }

    fn new(name: impl Into<String>, heading: impl Into<String>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            heading: heading.into(),
            kind,
            out_of: None,
            gives_way: false,
            with_left: false,
            room: None,
        }
    }

    /// Says with the heading what all counts are out of.
    #[must_use]
    pub fn out_of(mut self, of: u64) -> Self {
        self.out_of = Some(of);
        self
    }

    /// Lets it be left out where eyes have no room for it.
    #[must_use]
    pub fn gives_way(mut self) -> Self {
        self.gives_way = true;
        self
    }

    /// Lets it give way only together with the column on its left.
    #[must_use]
    pub fn with_left(mut self) -> Self {
        self.with_left = true;
        self
    }

    /// Says how many characters wide it is in a workbook.
    #[must_use]
    pub fn room(mut self, characters: u16) -> Self {
        self.room = Some(characters);
        self
    }

    /// What stands below the heading: `of 19`.
    pub(super) fn below_heading(&self) -> Option<String> {
        self.out_of.map(|of| format!("of {}", grouped(of)))
    }
}

impl Kind {
    pub(super) fn is_text(self) -> bool {
        self == Kind::Text
    }

    pub(super) fn decimals(self) -> u8 {
        match self {
            Kind::Number { decimals } => decimals,
            _ => 0,
        }
    }
}

impl Head {
    /// The names for programs, one a column or two for a count with its denominator, each once.
    ///
    /// Columns may be named after people or files, so that two can have the same name: the later ones get `_2`, `_3`.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut add = |wanted: String| {
            let mut name = wanted.clone();
            let mut number = 1;
            while names.contains(&name) {
                number += 1;
                name = format!("{wanted}_{number}");
            }
            names.push(name);
        };
        for column in &self.columns {
            add(column.name.clone());
            if column.kind == Kind::CountOf {
                add(format!("{}_of", column.name));
            }
        }
        names
    }
}

impl Cell {
    /// Makes a cell of text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// Makes a count of anything that is counted in memory.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Cell::Count(count as u64)
    }

    /// Makes a count with its denominator.
    #[must_use]
    pub fn of(count: usize, of: usize) -> Self {
        Cell::Of {
            count: count as u64,
            of: of as u64,
        }
    }

    /// Makes a cell of text, or an empty one.
    #[must_use]
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// The cell as people read it.
    pub(super) fn for_people(&self, kind: Kind) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Count(count) => Cow::Owned(grouped(*count)),
            Cell::Of { count, of } => {
                Cow::Owned(format!("{} of {}", grouped(*count), grouped(*of)))
            }
            Cell::Number(number) => {
                Cow::Owned(super::decimal(*number, kind.decimals()).unwrap_or_default())
            }
            Cell::Empty => Cow::Borrowed(""),
        }
    }

    pub(super) fn is_undefined(&self) -> bool {
        matches!(self, Cell::Number(number) if !number.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_the_same_name_are_told_apart() {
        let columns = ["code", "p1", "code", "code"].map(|name| Column::text(name, name));
        let table = Table::new("", columns.into());
        assert_eq!(table.head.names(), ["code", "p1", "code_2", "code_3"]);
    }

    #[test]
    fn a_denominator_that_is_the_same_everywhere_is_told_once() {
        let columns = ["same", "other"].map(|name| Column::count_of(name, name));
        let mut table = Table::new("", columns.into());
        for of in [4, 5] {
            table.push(vec![Cell::of(1, 4), Cell::of(2, of)]);
        }
        table.say_denominators_once();
        assert_eq!(table.head.columns[0].out_of, Some(4));
        assert_eq!(table.head.columns[1].out_of, None);
        assert_eq!(table.rows[1], [Cell::count(1), Cell::of(2, 5)]);
    }

    #[test]
    fn a_count_with_its_denominator_is_two_columns_for_programs() {
        let table = Table::new("", vec![Column::count_of("participants", "Participants")]);
        assert_eq!(table.head.names(), ["participants", "participants_of"]);
    }
}
