//! What people wrote, laid into a chart that was made anew; what finds no place is kept apart.

use std::collections::{BTreeMap, HashMap};

use thematica::analysis::framework::Framework;
use thematica::codebook::Codebook;
use thematica::exchange::framework::header::KEPT;
use thematica::report::Format;

use super::filled::{Before, Written};
use crate::args::Global;
use crate::messages::{self, counted};

/// What stands in the cells that people fill in.
#[derive(Default)]
pub struct Laid {
    /// By case, counted by its place, and code.
    summaries: HashMap<(usize, u32), String>,
    /// Columns that people added: the theme (none in a chart that is one table) and the name.
    pub own_columns: Vec<(Option<u32>, String)>,
    /// By case, code (in a workbook the theme), and name of the column.
    own: HashMap<(usize, u32, String), String>,
    /// What has no place: by the ids of case and code, then by column, where none is the summary.
    pub kept: BTreeMap<(String, String), BTreeMap<Option<String>, String>>,
}

impl Laid {
    /// Lays what was written before into the cells.
    pub fn new(framework: &Framework, codebook: &Codebook, before: &Before) -> Self {
        let cases = framework.cases.iter().map(|case| case.key.name.as_str());
        let cases: HashMap<&str, usize> = cases.zip(0..).collect();
        let themes = framework.themes.iter().map(|theme| theme.code);
        let columns = framework.themes.iter().flat_map(|theme| &theme.columns);
        let columns: Vec<u32> = columns.copied().collect();
        let themes: Vec<u32> = themes.collect();
        let place = |written: &Written<'_>, among: &[u32]| {
            let code = codebook.find(written.code)?.0;
            let case = *cases.get(written.case)?;
            among.contains(&code).then_some((case, code))
        };
        let mut laid = Self::default();
        for written in before.summaries() {
            match place(&written, &columns) {
                Some(place) => drop(laid.summaries.insert(place, written.text.to_owned())),
                None => laid.keep(&written),
            }
        }
        let mut is_by_theme = false;
        for column in before.own_columns() {
            let Some(theme) = &column.theme else {
                laid.own_columns.push((None, column.name.clone()));
                continue;
            };
            is_by_theme = true;
            let theme = codebook.find(theme).map(|theme| theme.0);
            if let Some(theme) = theme.filter(|theme| themes.contains(theme)) {
                let column = (Some(theme), column.name.clone());
                // Two sheets of one theme call it by its id and by its path.
                if !laid.own_columns.contains(&column) {
                    laid.own_columns.push(column);
                }
            }
        }
        let is_tidy = laid.own_columns.iter().any(|(theme, _)| theme.is_none());
        is_by_theme |= !is_tidy;
        let among = if is_by_theme { &themes } else { &columns };
        for written in before.own() {
            let name = written.column.unwrap_or_default().to_owned();
            let Some((case, code)) = place(&written, among) else {
                laid.keep(&written);
                continue;
            };
            let column = (is_by_theme.then_some(code), name.clone());
            if !laid.own_columns.contains(&column) {
                // It was kept apart before, and its case or theme has come back.
                laid.own_columns.push(column);
            }
            laid.own.insert((case, code, name), written.text.to_owned());
        }
        laid
    }

    fn keep(&mut self, written: &Written<'_>) {
        let place = (written.case.to_owned(), written.code.to_owned());
        let column = written.column.map(str::to_owned);
        let kept = self.kept.entry(place).or_default();
        kept.insert(column, written.text.to_owned());
    }

    /// The summary of a cell.
    pub fn summary(&self, case: usize, code: u32) -> Option<&str> {
        self.summaries.get(&(case, code)).map(String::as_str)
    }

    /// What stands in a column that people added.
    pub fn own(&self, case: usize, code: u32, column: &str) -> Option<&str> {
        let place = (case, code, column.to_owned());
        self.own.get(&place).map(String::as_str)
    }

    /// How many summaries the chart has.
    pub fn count(&self) -> usize {
        self.summaries.len()
    }

    /// Warns of what has no place any more.
    pub fn tell(&self, format: Format, global: &Global) {
        let texts: usize = self.kept.values().map(BTreeMap::len).sum();
        if texts == 0 {
            return;
        }
        let first = self.kept.keys().next().expect("something is kept");
        let place = match format {
            Format::Xlsx => format!("on the sheet `{KEPT}`"),
            _ if format.is_for_eyes() => "in the file that they are from, and not shown".to_owned(),
            _ => "in rows with `no` in the column `in_chart`".to_owned(),
        };
        let all = texts + self.summaries.len() + self.own.len();
        let message = format!(
            "no place in this chart for {texts} of {} that you wrote, kept {place}: the case or the code is not in it, first `{}` with `{}`",
            counted(all, "text"),
            first.0,
            first.1
        );
        messages::warning(&message, global);
    }
}
