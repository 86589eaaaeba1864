//! What is to be done with each column of a section, decided by all its rows.

use super::super::sheet::{Row, Sheet, letters};
use super::columns::{List, NAME_RANK, Prose, Role, words};
use super::header::Section;
use super::values::{Form, is_prose, keywords};
use crate::diagnostic::Diagnostic;

/// A section with its columns settled.
#[derive(Debug)]
pub(super) struct Plan<'s> {
    pub sheet: &'s Sheet,
    pub form: Form,
    pub rows: &'s [Row],
    pub roles: Vec<Role>,
    /// The names of the columns.
    pub names: Vec<String>,
    /// For columns that no codebook knows: whether their cells go to the notes, being long.
    pub is_long: Vec<bool>,
    /// Columns that name a code on a rung of the tree, from the theme down; empty where the tree is told otherwise.
    pub ladder: Vec<usize>,
    /// What parts the names of a path.
    pub separator: Option<&'static str>,
    /// Whether numbers such as `2.1` tell the tree.
    pub outline: Option<usize>,
}

/// A cell of a column that is not known is long when it has more characters.
const LONG: usize = 80;
/// What parts the names of a path; the first that is found is it.
const OF_PATHS: &[&str] = &[
    "::", " > ", ">", "→", "»", "\\", " | ", "|", " / ", "/", ".",
];
/// What parts names wherever it stands.
const OF_NAMES: &[&str] = &["::", " > ", " >> ", "→", "»", "\\"];
/// What parts names where the name before it is a code too.
const PERHAPS_OF_NAMES: &[&str] = &[" / ", "/", "."];

impl<'s> Plan<'s> {
    /// Settles the columns.
    pub fn new(
        sheet: &'s Sheet,
        section: Section,
        form: Form,
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let header = &sheet.rows[section.header];
        let mut plan = Self {
            sheet,
            form,
            rows: &sheet.rows[section.rows],
            roles: section.roles,
            is_long: Vec::new(),
            ladder: Vec::new(),
            separator: None,
            outline: None,
            names: section.names,
        };
        plan.widen();
        plan.look_at_keywords(header, faults);
        plan.ladder = plan.rungs();
        plan.outline = plan.outline_column();
        if plan
            .outline
            .is_some_and(|column| plan.roles[column] == Role::Id)
        {
            plan.roles
                .iter_mut()
                .filter(|role| **role == Role::Id)
                .for_each(|role| *role = Role::Number);
        }
        plan.separator = plan.path_separator();
        plan.look_at_unknown(header, faults);
        plan
    }

    /// The column of a role.
    pub fn column(&self, role: &Role) -> Option<usize> {
        self.roles.iter().position(|it| it == role)
    }

    /// Whether rows say what their codes mean, or stand, and not only which examples they have.
    pub fn describes(&self) -> bool {
        self.roles.iter().any(|role| {
            matches!(
                role,
                Role::Label | Role::Parent | Role::Path | Role::Level(_) | Role::Prose(_)
            )
        })
    }

    /// The texts of a column.
    fn texts(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().map(move |row| row.text(column));
        cells.filter(|text| !text.is_empty())
    }

    /// Rows may be longer than the row of names.
    fn widen(&mut self) {
        let widest = self.rows.iter().filter_map(|row| row.filled().last());
        let width = widest.map(|(column, _)| column + 1).max().unwrap_or(0);
        let width = width.max(self.names.len());
        self.names.resize(width, String::new());
        self.roles.resize(width, Role::Unknown);
        for (column, name) in self.names.iter_mut().enumerate() {
            if name.is_empty() {
                *name = format!("column {}", letters(column));
            }
        }
    }

    /// Rules in sentences are for people: they say when to use a code.
    fn look_at_keywords(&mut self, header: &Row, faults: &mut Vec<Diagnostic>) {
        for column in 0..self.roles.len() {
            if self.roles[column] != Role::List(List::Keywords) {
                continue;
            }
            let items: Vec<String> = self.texts(column).flat_map(keywords).collect();
            let prose = items.iter().filter(|item| is_prose(item)).count();
            if prose > 0 && prose * 2 >= items.len() {
                let message = format!(
                    "the column `{}` has sentences and no words to look for; it was kept under `include`",
                    self.names[column]
                );
                let place = self.sheet.place(header, column);
                faults.push(Diagnostic::warning("prose-for-rules", place, message));
                self.roles[column] = Role::Prose(Prose::Include);
            }
        }
    }

    fn rungs(&self) -> Vec<usize> {
        let rank = |role: &Role| match role {
            Role::Level(rank) => Some(*rank),
            _ => None,
        };
        let columns = self.roles.iter().enumerate();
        let mut rungs: Vec<(u32, usize)> = columns
            .filter_map(|(column, role)| Some((rank(role)?, column)))
            .collect();
        if rungs.is_empty() {
            return Vec::new();
        }
        let name = self.column(&Role::Label).or_else(|| self.column(&Role::Id));
        rungs.extend(name.map(|column| (NAME_RANK, column)));
        rungs.sort_unstable();
        rungs.into_iter().map(|(_, column)| column).collect()
    }

    /// The column whose numbers tell the tree, where nothing else does.
    fn outline_column(&self) -> Option<usize> {
        let told = self
            .column(&Role::Parent)
            .or_else(|| self.column(&Role::Path));
        if told.is_some() || !self.ladder.is_empty() || self.form == Form::Ours {
            return None;
        }
        let is_number = |text: &str| {
            let mut parts = text.trim_end_matches('.').split('.');
            parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let column = self.column(&Role::Number).or_else(|| {
            self.column(&Role::Label)?;
            self.column(&Role::Id)
        })?;
        let all = self.texts(column).all(is_number);
        let deep = self
            .texts(column)
            .any(|text| text.trim_end_matches('.').contains('.'));
        (all && deep).then_some(column)
    }

    fn path_separator(&self) -> Option<&'static str> {
        if self.form == Form::Ours {
            return Some(".");
        }
        if let Some(column) = self.column(&Role::Path) {
            let found =
                |separator: &&&str| self.texts(column).any(|text| text.contains(**separator));
            return OF_PATHS.iter().find(found).copied();
        }
        if self.column(&Role::Parent).is_some() || !self.ladder.is_empty() || self.outline.is_some()
        {
            return None;
        }
        let column = self
            .column(&Role::Label)
            .or_else(|| self.column(&Role::Id))?;
        let found = |separator: &&&str| self.texts(column).any(|text| text.contains(**separator));
        OF_NAMES
            .iter()
            .find(found)
            .or_else(|| {
                PERHAPS_OF_NAMES
                    .iter()
                    .filter(found)
                    .find(|it| self.parts_codes(column, it))
            })
            .copied()
    }

    /// Whether what stands before the separator is a code of this column itself, always.
    fn parts_codes(&self, column: usize, separator: &str) -> bool {
        let all: std::collections::BTreeSet<String> = self.texts(column).map(words).collect();
        let mut parted = self
            .texts(column)
            .filter_map(|text| text.rsplit_once(separator));
        parted.all(|(before, after)| all.contains(&words(before)) && !words(after).is_empty())
    }

    /// Decides where columns go that no codebook knows, and says so once for each.
    fn look_at_unknown(&mut self, header: &Row, faults: &mut Vec<Diagnostic>) {
        self.is_long = vec![false; self.roles.len()];
        for column in 0..self.roles.len() {
            if self.roles[column] != Role::Unknown || self.texts(column).next().is_none() {
                continue;
            }
            let is_long = |text: &str| text.contains('\n') || text.chars().count() > LONG;
            let long = !self.describes() || self.texts(column).any(is_long);
            self.is_long[column] = long;
            let name = &self.names[column];
            let kept = if long {
                "kept under `notes`".to_owned()
            } else {
                format!("kept as the attribute `{name}`")
            };
            let message = format!("a codebook has no column `{name}`; it was {kept}");
            let place = self.sheet.place(header, column);
            faults.push(Diagnostic::advice("unknown-column", place, message));
        }
    }
}
