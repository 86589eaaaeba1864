//! The rules that cost their code more than they give, for who reads the table of codes.

use thematica::codebook::RuleIndex;
use thematica::report::{Cell, Column, Table, decimal, grouped};

use super::{Evaluation, Outcome};

/// More rules than these are not read.
const SHOWN: usize = 8;

/// How much of a rule is shown: with its line it is found.
const CHARACTERS: usize = 50;

/// A rule without which F1 of its code is higher, in the digits that are shown.
struct Costly {
    coder: usize,
    rule: RuleIndex,
    with: f64,
    without: f64,
}

impl Evaluation<'_> {
    /// One row for each code and coder with such a rule, the one that costs most; `None` where there is none.
    pub(super) fn to_drop(&self, results: &[Outcome]) -> Option<Table> {
        let codebook = &self.job.codebook;
        let mut found = Vec::new();
        for (coder, result) in results.iter().enumerate() {
            let tally = &result.tally;
            for code in self.job.selection.codes() {
                let with = tally.unions[code.0 as usize].f1().unwrap_or_default();
                let costly = tally.to_drop(codebook, code);
                found.extend(costly.map(|(rule, without)| Costly {
                    coder,
                    rule,
                    with,
                    without,
                }));
            }
        }
        found.retain(|it| decimal(it.with, 2) != decimal(it.without, 2));
        let gain = |it: &Costly| it.without - it.with;
        found.sort_by(|a, b| gain(b).total_cmp(&gain(a)));
        if found.is_empty() {
            return None;
        }
        let mut table = Table::new("Rules to drop or narrow", self.drop_columns());
        for costly in found.iter().take(SHOWN) {
            table.push(self.drop_row(costly, results));
        }
        let more = match found.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(
                " The costliest are shown, and {} more left out.",
                grouped(more as u64)
            ),
        };
        table.note(format!(
            "Without this rule alone F1 of the code would be higher: for each code the rule that costs most.{more} `--rules` shows every rule, `--false` what they find wrongly."
        ));
        Some(table)
    }

    fn drop_columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.who(0).is_some() {
            columns.push(Column::text("coder", "Coder"));
        }
        columns.extend([
            Column::text("code", "Code"),
            Column::text("rule", "Rule"),
            Column::count("line", "Line"),
            Column::count("only_right", "Right, only this"),
            Column::count("only_wrong", "Wrong, only this"),
            Column::number("f1", "F1", 2),
            Column::number("f1_without", "Without", 2),
        ]);
        columns
    }

    fn drop_row(&self, costly: &Costly, results: &[Outcome]) -> Vec<Cell> {
        let codebook = &self.job.codebook;
        let rule = codebook.rule(costly.rule);
        let of_rule = results[costly.coder].tally.rules[costly.rule.0 as usize];
        let mut row: Vec<Cell> = self.who(costly.coder).into_iter().collect();
        row.extend([
            Cell::text(&codebook.code(rule.code).id),
            Cell::text(cut(&rule.written)),
            Cell::count(codebook.source.line_number(rule.span.start)),
            Cell::Count(of_rule.only_right),
            Cell::Count(of_rule.only_wrong),
            Cell::Number(costly.with),
            Cell::Number(costly.without),
        ]);
        row
    }
}

fn cut(rule: &str) -> String {
    if rule.chars().count() <= CHARACTERS {
        return rule.to_owned();
    }
    let begin: String = rule.chars().take(CHARACTERS).collect();
    format!("{}…", begin.trim_end())
}
