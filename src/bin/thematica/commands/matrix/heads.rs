//! How rows and columns are named.

use thematica::analysis::frequency::{By, Key};
use thematica::analysis::matrix::{Axis, Line, Lines};
use thematica::codebook::{Code, CodeIndex};
use thematica::report::{Cell, Column};

use super::super::called::named;
use super::super::heading;
use super::{Crossed, axis};

impl Crossed<'_> {
    /// The columns that name the lines of an axis.
    pub(super) fn head(&self, axis: &Axis) -> Vec<Column> {
        let name = axis::name(axis);
        if self.eyes {
            return vec![match axis {
                Axis::Code => Column::text("code", "Code"),
                Axis::Theme => Column::text("theme", "Theme"),
                Axis::Coder => Column::text("coder", "Coder"),
                Axis::Question => Column::text("question", "Question"),
                Axis::By(By::Transcript) => Column::text(name, "Transcript"),
                Axis::By(By::Participant) => Column::text(name, "Participant"),
                Axis::By(By::Speaker) => Column::text(name, "Speaker"),
                Axis::By(_) => Column::text(name, name),
            }];
        }
        match axis {
            Axis::Code | Axis::Theme => {
                let names = ["code", "path", "label", "theme"];
                let mut columns = names.map(|name| Column::text(name, name)).to_vec();
                columns.push(Column::count("depth", "depth"));
                let levels = (1..=self.levels()).map(|level| format!("level_{level}"));
                columns.extend(levels.map(|name| Column::text(&name, &name)));
                columns
            }
            Axis::Question => ["question", "question_words"]
                .map(|name| Column::text(name, name))
                .to_vec(),
            Axis::Coder | Axis::By(_) => vec![Column::text(name, name)],
        }
    }

    /// The cells that name a line.
    pub(super) fn names(&self, axis: &Axis, lines: &Lines, (key, line): (&Key, Line)) -> Vec<Cell> {
        match axis {
            Axis::Code | Axis::Theme => {
                let code = self.code(key);
                let mut cells = named(&self.job.codebook, code, self.eyes);
                let mut path = code.path.split('.');
                cells.extend((0..self.levels()).map(|_| Cell::maybe(path.next())));
                cells
            }
            Axis::Question if !self.eyes => {
                vec![Cell::text(&key.name), Cell::maybe(lines.caption(line))]
            }
            Axis::Question => {
                let words = lines.caption(line).unwrap_or_default();
                let name = self.short(&key.name);
                vec![Cell::text(format!("{name} {words}").trim_end())]
            }
            Axis::By(By::Transcript) if self.eyes => vec![Cell::text(self.short(&key.name))],
            Axis::Coder | Axis::By(_) => vec![Cell::text(&key.name)],
        }
    }

    /// The cells in the place of names in the row of totals.
    pub(super) fn names_of_total(&self) -> Vec<Cell> {
        let mut cells = vec![Cell::Empty; self.head(&self.rows).len()];
        let is_code = matches!(self.rows, Axis::Code | Axis::Theme);
        // `code` and `path` stay empty: no code is called so.
        let place = if is_code && !self.eyes { 2 } else { 0 };
        cells[place] = Cell::text("Total");
        cells
    }

    /// The heading of a column, and its name for programs.
    pub(super) fn heading(&self, key: &Key) -> (String, String) {
        let heading = match &self.columns {
            Axis::Question | Axis::By(By::Transcript) if self.eyes => self.short(&key.name),
            Axis::By(By::Attribute(name)) if self.eyes => heading::of_value(name, &key.name),
            _ => key.name.clone(),
        };
        (key.name.clone(), heading)
    }

    /// For each line of an axis, in their order, the places of the lines of codes above it; then for the hidden line of each
    /// [inner](Self::inner) one, which is below it and those above it.
    pub(super) fn above(&self, axis: &Axis, lines: &Lines) -> Vec<Vec<usize>> {
        if *axis != Axis::Code {
            return vec![Vec::new(); lines.len()];
        }
        let codes = self.codes(lines);
        let above = |code: &Code, is_own: bool| -> Vec<usize> {
            let start = code.subtree.start;
            let places = codes.iter().enumerate();
            let places = places.filter(|(_, it)| {
                it.subtree.contains(&start) && (is_own || it.subtree.start < start)
            });
            places.map(|(place, _)| place).collect()
        };
        let shown = codes.iter().map(|code| above(code, false));
        let hidden = self.inner(axis, lines).into_iter();
        shown
            .chain(hidden.map(|place| above(codes[place], true)))
            .collect()
    }

    /// The places of lines of codes with others below them, where their own figures may have to be withheld.
    pub(super) fn inner(&self, axis: &Axis, lines: &Lines) -> Vec<usize> {
        if *axis != Axis::Code || self.fewest.is_none() {
            return Vec::new();
        }
        let codes = self.codes(lines);
        let codes = codes.iter().enumerate();
        codes
            .filter(|(_, code)| code.subtree.len() > 1)
            .map(|(place, _)| place)
            .collect()
    }

    fn codes(&self, lines: &Lines) -> Vec<&Code> {
        lines.iter().map(|(key, _)| self.code(key)).collect()
    }

    /// How many columns a path is split into.
    fn levels(&self) -> usize {
        let codes = self.job.selection.codes().into_iter();
        let depths = codes.map(|code| self.job.codebook.code(code).depth as usize + 1);
        if self.split_path {
            depths.max().unwrap_or(0)
        } else {
            0
        }
    }

    pub(super) fn code(&self, key: &Key) -> &Code {
        let found: Option<CodeIndex> = self.job.codebook.find(&key.name);
        self.job
            .codebook
            .code(found.expect("lines of codes are named after them"))
    }

    /// The name of a transcript, or of a turn of one, as it is shown to eyes.
    fn short(&self, name: &str) -> String {
        let (id, turn) = match name.rsplit_once(':') {
            Some((id, turn)) if self.has(id) => (id, Some(turn)),
            _ => (name, None),
        };
        let documents = &self.job.study.documents;
        let Some(document) = documents.iter().find(|document| document.id == id) else {
            return name.to_owned();
        };
        let short = self.job.short_id(document);
        turn.map_or_else(|| short.to_owned(), |turn| format!("{short}:{turn}"))
    }

    fn has(&self, id: &str) -> bool {
        let mut documents = self.job.study.documents.iter();
        documents.any(|document| document.id == id)
    }
}
