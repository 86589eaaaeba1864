//! The table of all rules.

use thematica::codebook::RuleIndex;
use thematica::report::{Cell, Column, Table};

use super::codes::{numbers, with_interval};
use super::{Evaluation, Outcome};
use crate::commands::called::title;

impl Evaluation<'_> {
    /// One row a rule and coder.
    pub(super) fn rules(&self, results: &[Outcome]) -> Table {
        let job = self.job;
        let mut table = Table::new(title(job), self.rule_columns());
        for (at, result) in results.iter().enumerate() {
            for code in job.selection.codes() {
                for rule in job.codebook.code(code).rules.clone().map(RuleIndex) {
                    let is_to_drop = result.tally.is_better_without(&job.codebook, rule);
                    let mut row: Vec<Cell> = self.who(at).into_iter().collect();
                    row.extend(self.rule_row(result, rule));
                    row.push(Cell::maybe(is_to_drop.then_some("drop")));
                    table.push(row);
                }
            }
        }
        let unit = self.unit.as_str();
        table.note(format!(
            "Counts are {unit}s. Right is what {} coded with the rule's code or one below it. Only: no other rule of the code or of those below it codes the {unit}, so that this is what dropping the rule loses and gains.",
            self.whose()
        ));
        table.note("`drop`: without this rule alone F1 of its code would be higher. Look at what it finds before you drop it (--false): an `unless` is often enough.");
        table
    }

    fn rule_columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.who(0).is_some() {
            columns.push(Column::text("coder", "Coder"));
        }
        columns.push(Column::text("code", "Code"));
        columns.push(Column::text("rule", "Rule"));
        columns.push(Column::count("line", "Line").gives_way());
        columns.extend(
            [
                ("right", "Right"),
                ("wrong", "Wrong"),
                ("only_right", "Right, only this"),
                ("only_wrong", "Wrong, only this"),
            ]
            .map(|(name, heading)| Column::count(name, heading)),
        );
        if self.eyes {
            columns.push(Column::text("precision", "Precision [95 %]"));
        } else {
            columns.extend(
                ["precision", "precision_low", "precision_high"]
                    .map(|name| Column::number(name, name, 6)),
            );
        }
        let decimals = if self.eyes { 2 } else { 6 };
        columns.push(Column::number("f1", "F1 of the code", decimals));
        columns.push(Column::number("f1_without", "Without", decimals));
        columns.push(Column::text("to_drop", ""));
        columns
    }

    fn rule_row(&self, result: &Outcome, index: RuleIndex) -> Vec<Cell> {
        let codebook = &self.job.codebook;
        let rule = codebook.rule(index);
        let of_rule = result.tally.rules[index.0 as usize];
        let mut row = vec![
            Cell::text(&codebook.code(rule.code).id),
            Cell::text(&rule.written),
            Cell::count(codebook.source.line_number(rule.span.start)),
            Cell::Count(of_rule.right),
            Cell::Count(of_rule.wrong),
            Cell::Count(of_rule.only_right),
            Cell::Count(of_rule.only_wrong),
        ];
        if self.eyes {
            row.push(Cell::maybe(with_interval(of_rule.precision())));
        } else {
            row.extend(numbers(of_rule.precision()));
        }
        let with = result.tally.unions[rule.code.0 as usize];
        let without = result.tally.without(codebook, index);
        let f1 = [with, without].map(|it| it.f1().map_or(Cell::Empty, Cell::Number));
        row.extend(f1);
        row
    }
}
