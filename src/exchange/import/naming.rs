//! Which code a row is about.

use std::collections::HashMap;

use super::super::sheet::Row;
use super::columns::{Role, words};
use super::plan::Plan;
use super::tree::{Above, Tree};
use super::values::Form;
use crate::diagnostic::{Diagnostic, Place};

/// Names the codes of a section's rows, one row after the other.
#[derive(Debug)]
pub(super) struct Naming<'p, 's> {
    plan: &'p Plan<'s>,
    /// What the rungs of the ladder said last: a theme's name may stand only once, in its first row.
    rungs: Vec<String>,
    /// Codes by their names and what their rows say of the code above.
    seen: HashMap<(String, String), usize>,
}

impl<'p, 's> Naming<'p, 's> {
    pub fn new(plan: &'p Plan<'s>) -> Self {
        Self {
            plan,
            rungs: vec![String::new(); plan.ladder.len()],
            seen: HashMap::new(),
        }
    }

    /// The code of a row, new or known; `None` where the row names none and goes on with the one above.
    pub fn code(
        &mut self,
        row: &Row,
        tree: &mut Tree,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        if !self.plan.ladder.is_empty() {
            return self.climb(row, tree);
        }
        let path = self.text(row, &Role::Path);
        if !path.is_empty() && self.plan.column(&Role::Parent).is_none() {
            return self.walk(row, path, tree);
        }
        let (id, label) = self.names(row);
        let name = label.or(id)?;
        if !self.plan.describes() && !tree.entries.is_empty() {
            return Some(self.known(row, name, tree, faults));
        }
        if let Some(separator) = self.plan.separator
            && self.plan.form == Form::Foreign
            && name.contains(separator)
        {
            return self.walk(row, name, tree);
        }
        Some(self.plain(row, id, name, tree, faults))
    }

    fn text<'r>(&self, row: &'r Row, role: &Role) -> &'r str {
        let column = self.plan.column(role);
        column.map_or("", |column| row.text(column))
    }

    /// The id and the name that a row gives.
    fn names<'r>(&self, row: &'r Row) -> (Option<&'r str>, Option<&'r str>) {
        let some = |text: &'r str| Some(text).filter(|text| !text.is_empty());
        let label = match (self.plan.form, self.plan.column(&Role::Label)) {
            (Form::Ours, Some(column)) => some(row.exact(column)),
            _ => some(self.text(row, &Role::Label)),
        };
        (some(self.text(row, &Role::Id)), label)
    }

    fn place(&self, row: &Row, role: &Role) -> Place {
        let column = self
            .plan
            .column(role)
            .or_else(|| self.plan.column(&Role::Label));
        let first = || row.filled().next().map_or(0, |(column, _)| column);
        self.plan.sheet.place(row, column.unwrap_or_else(first))
    }

    /// A row that only refers to a code.
    fn known(&self, row: &Row, name: &str, tree: &mut Tree, faults: &mut Vec<Diagnostic>) -> usize {
        tree.find(name).unwrap_or_else(|| {
            let place = self.place(row, &Role::Id);
            let message = format!("no other sheet has the code `{name}`; it was added");
            faults.push(Diagnostic::warning(
                "code-without-row",
                place.clone(),
                message,
            ));
            tree.add(Some(name), name, Above::Nothing, place)
        })
    }

    /// A row with an id or a name, and perhaps the name of the code above.
    fn plain(
        &mut self,
        row: &Row,
        id: Option<&str>,
        name: &str,
        tree: &mut Tree,
        faults: &mut Vec<Diagnostic>,
    ) -> usize {
        let above = self.above(row, faults);
        let parent = match &above {
            Above::Named(name, _) => name.clone(),
            _ => String::new(),
        };
        let key = (words(name), words(&parent));
        let found = match id {
            Some(id) => tree.find_id(id),
            None => self.seen.get(&key).copied().or_else(|| {
                let unplaced = matches!(above, Above::Nothing);
                tree.find(name).filter(|_| unplaced)
            }),
        };
        let code = found.unwrap_or_else(|| tree.add(id, name, above, self.place(row, &Role::Id)));
        // A row without a label leaves the one that another row gave.
        if let (Some(id), Some(label)) = self.names(row) {
            tree.rename(code, Some(id), Some(label));
        }
        self.seen.insert(key, code);
        tree.entries[code].number = self.number(row);
        code
    }

    fn number(&self, row: &Row) -> Option<String> {
        let text = row.text(self.plan.outline?).trim_end_matches('.');
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn above(&self, row: &Row, faults: &mut Vec<Diagnostic>) -> Above {
        if let Some(number) = self.number(row) {
            return match number.rsplit_once('.') {
                Some((above, _)) => Above::Named(above.to_owned(), self.place(row, &Role::Number)),
                None => Above::Nothing,
            };
        }
        let parent = self.text(row, &Role::Parent);
        self.compare_path(row, parent, faults);
        if parent.is_empty() {
            Above::Nothing
        } else {
            Above::Named(parent.to_owned(), self.place(row, &Role::Parent))
        }
    }

    /// Where a row has a path and a parent, somebody may have changed one of them.
    fn compare_path(&self, row: &Row, parent: &str, faults: &mut Vec<Diagnostic>) {
        let path = self.text(row, &Role::Path);
        if path.is_empty() || self.plan.form == Form::Foreign {
            return;
        }
        let above = path.rsplit_once('.').map_or("", |(above, _)| above);
        let above = above.rsplit('.').next().unwrap_or_default();
        if above != parent {
            let shown = |name: &str| match name {
                "" => "no code".to_owned(),
                name => format!("`{name}`"),
            };
            let message = format!(
                "the path puts this code under {}, the parent is {}; the parent was taken",
                shown(above),
                shown(parent)
            );
            let place = self.place(row, &Role::Path);
            faults.push(Diagnostic::warning("path-and-parent", place, message));
        }
    }

    /// A row that names its code by a path.
    fn walk(&self, row: &Row, path: &str, tree: &mut Tree) -> Option<usize> {
        let (id, label) = self.names(row);
        let names = match self.plan.separator {
            Some(separator) => path.split(separator).collect(),
            None => vec![path],
        };
        let mut names: Vec<&str> = names.into_iter().map(str::trim).collect();
        names.retain(|name| !name.is_empty());
        let last = *names.last()?;
        let is_own = |own: &str| words(own) == words(last) || words(own) == words(path);
        let given = id.is_some() || label.is_some();
        let ends_in_it = !given || id.is_some_and(is_own) || label.is_some_and(is_own);
        let own = if ends_in_it {
            names.pop()?
        } else {
            label.or(id)?
        };
        let place = self.place(row, &Role::Path);
        let mut above = None;
        for name in names {
            above = Some(step(tree, above, name, &place));
        }
        let own_id = id.filter(|id| words(id) != words(path) || label.is_some());
        let known = own_id.and_then(|id| tree.find_id(id));
        let code = known.unwrap_or_else(|| step(tree, above, own, &place));
        let label =
            label.filter(|label| words(label) != words(path) || self.plan.separator.is_none());
        tree.rename(code, own_id, label);
        Some(code)
    }

    /// A row that names its code and those above it in columns of their own.
    fn climb(&mut self, row: &Row, tree: &mut Tree) -> Option<usize> {
        let names: Vec<&str> = self
            .plan
            .ladder
            .iter()
            .map(|column| row.text(*column))
            .collect();
        let deepest = names.iter().rposition(|name| !name.is_empty())?;
        let repeats = names
            .iter()
            .zip(&self.rungs)
            .all(|(name, rung)| name.is_empty() || name == rung);
        let goes_on = self.rungs[deepest + 1..]
            .iter()
            .any(|rung| !rung.is_empty());
        if repeats && goes_on {
            return None;
        }
        let mut above = None;
        let place = self.plan.sheet.place(row, self.plan.ladder[deepest]);
        for (rung, name) in names[..=deepest].iter().enumerate() {
            if !name.is_empty() && self.rungs[rung] != *name {
                (*name).clone_into(&mut self.rungs[rung]);
                self.rungs[rung + 1..].iter_mut().for_each(String::clear);
            }
            if !self.rungs[rung].is_empty() {
                above = Some(step(tree, above, &self.rungs[rung], &place));
            }
        }
        self.rungs[deepest + 1..].iter_mut().for_each(String::clear);
        let code = above?;
        let (id, _) = self.names(row);
        let id_column = self.plan.column(&Role::Id);
        let is_above = id_column.is_some_and(|it| self.plan.ladder[..deepest].contains(&it));
        if id.is_some() && !is_above {
            tree.rename(code, id, None);
        }
        Some(code)
    }
}

/// The code of a name under another, made where it is not there.
fn step(tree: &mut Tree, above: Option<usize>, name: &str, place: &Place) -> usize {
    let found = tree.find_under(above, name);
    found.unwrap_or_else(|| {
        let above = above.map_or(Above::Nothing, Above::Entry);
        tree.add(None, name, above, place.clone())
    })
}
