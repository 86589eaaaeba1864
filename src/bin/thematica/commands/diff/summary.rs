//! The counts that `diff` writes: each code's segments before and after.

use serde::Serialize;
use thematica::analysis::change::{Tallies, Tally, Versions};
use thematica::codebook::compare::Pair;
use thematica::codebook::{CodeIndex, Codebook, Unit};
use thematica::report::{Cell, Column, Table};

use super::rows::named;

/// The counts of the codes that are asked for.
pub struct Summary<'a> {
    pub versions: &'a Versions<'a>,
    /// By place in the pairs of codes.
    pub asked: &'a [bool],
    pub tallies: &'a Tallies,
    pub unit: Unit,
}

/// The counts of one code with those below it.
#[derive(Serialize)]
pub struct Line<'a> {
    code: &'a str,
    path: &'a str,
    label: &'a str,
    /// Its id in the old codebook, where it had another.
    was: Option<&'a str>,
    depth: u32,
    before: u64,
    before_of: u64,
    after: u64,
    after_of: u64,
    kept: u64,
    kept_by_other_rules: u64,
    lost: u64,
    gained: u64,
}

impl<'a> Summary<'a> {
    /// One line for each code that either codebook has, also where nothing is coded.
    pub fn lines(&self) -> Vec<Line<'a>> {
        let pairs = (0..self.versions.pairs.all.len()).filter(|&pair| self.asked[pair]);
        pairs.map(|pair| self.line(pair)).collect()
    }

    fn line(&self, pair: usize) -> Line<'a> {
        let (code, was) = named(self.versions, pair);
        let Tally {
            before,
            after,
            kept,
            kept_by_other_rules,
            lost,
            gained,
        } = self.tallies.codes.get(&pair).copied().unwrap_or_default();
        Line {
            code: &code.id,
            path: &code.path,
            label: &code.label,
            was,
            depth: code.depth,
            before,
            before_of: self.tallies.segments,
            after,
            after_of: self.tallies.segments,
            kept,
            kept_by_other_rules,
            lost,
            gained,
        }
    }

    /// The counts as a table; what has to be known to read them stands below.
    pub fn table(&self, title: String, eyes: bool) -> Table {
        let mut columns = if eyes {
            vec![Column::text("code", "Code")]
        } else {
            let names = ["code", "path", "label", "was"].map(|name| Column::text(name, name));
            let depth = [Column::count("depth", "depth")];
            names.into_iter().chain(depth).collect()
        };
        let outs = [("before", "Before"), ("after", "After")];
        columns.extend(outs.map(|(name, heading)| {
            if eyes {
                Column::count(name, heading).out_of(self.tallies.segments)
            } else {
                Column::count_of(name, heading)
            }
        }));
        let counts = [
            ("kept", "Kept"),
            ("kept_by_other_rules", "Kept by other rules"),
            ("lost", "Lost"),
            ("gained", "Gained"),
        ];
        columns.extend(counts.map(|(name, heading)| Column::count(name, heading)));
        let mut table = Table::new(title, columns);
        for line in self.lines() {
            table.push(if eyes { line.for_eyes() } else { line.cells() });
        }
        table.notes = self.notes();
        table
    }

    /// What has to be known to read the counts.
    pub fn notes(&self) -> Vec<String> {
        let unit = self.unit.as_str();
        let mut notes = vec![format!(
            "Counts are {unit}s (the segments); before and after are out of all {unit}s of those who count. Before is kept and lost together, after is kept and gained together. A theme's figures are the union of its codes'. Kept by other rules: no rule that coded it before codes it now. The rules propose: read the segments before you report a number."
        )];
        let pairs = || {
            self.versions
                .pairs
                .all
                .iter()
                .zip(self.asked)
                .filter(|(_, asked)| **asked)
        };
        let renamed = pairs().filter_map(|(pair, _)| self.renamed(pair));
        let moved = pairs().filter_map(|(pair, _)| self.moved(pair));
        let said = [
            (
                "Renamed, and taken for the same code",
                renamed.collect::<Vec<_>>(),
            ),
            (
                "Moved, so that themes gain and lose what no row tells",
                moved.collect(),
            ),
        ];
        let said = said.into_iter().filter(|(_, codes)| !codes.is_empty());
        notes.extend(said.map(|(what, codes)| format!("{what}: {}.", codes.join(", "))));
        notes
    }

    fn renamed(&self, pair: &Pair) -> Option<String> {
        let likeness = pair.likeness?;
        let (old, new) = (
            self.versions.old.code(pair.old?),
            self.versions.new.code(pair.new?),
        );
        Some(format!("{} is now {} ({likeness} % alike)", old.id, new.id))
    }

    fn moved(&self, pair: &Pair) -> Option<String> {
        let Versions {
            old, new, pairs, ..
        } = self.versions;
        let (before, after) = (old.code(pair.old?), new.code(pair.new?));
        let parent = |codebook: &Codebook, parent: Option<CodeIndex>| {
            parent.map_or_else(
                || "the themes".to_owned(),
                |code| codebook.code(code).id.clone(),
            )
        };
        (!pairs.same_parent(before, after)).then(|| {
            let (from, to) = (parent(old, before.parent), parent(new, after.parent));
            format!("{} from {from} to {to}", after.id)
        })
    }
}

impl Line<'_> {
    fn cells(&self) -> Vec<Cell> {
        let mut cells = [self.code, self.path, self.label].map(Cell::text).to_vec();
        cells.push(Cell::maybe(self.was));
        cells.push(Cell::Count(self.depth.into()));
        let (before, after) = (self.before, self.after);
        cells.push(Cell::Of {
            count: before,
            of: self.before_of,
        });
        cells.push(Cell::Of {
            count: after,
            of: self.after_of,
        });
        cells.extend(self.counts());
        cells
    }

    fn for_eyes(&self) -> Vec<Cell> {
        // No-break spaces, because a table trims the others.
        let indent = "\u{A0}\u{A0}".repeat(self.depth as usize);
        let was = self
            .was
            .map_or_else(String::new, |was| format!(" (was {was})"));
        let mut cells = vec![Cell::text(format!("{indent}{}{was}", self.label))];
        cells.extend([self.before, self.after].map(Cell::Count));
        cells.extend(self.counts());
        cells
    }

    fn counts(&self) -> [Cell; 4] {
        [self.kept, self.kept_by_other_rules, self.lost, self.gained].map(Cell::Count)
    }
}
