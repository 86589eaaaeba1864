//! The columns of the table of figures.

use thematica::analysis::agreement::figure::Figure;
use thematica::report::Column;

use super::super::figures::heading;
use super::{FOR_EYES, FOR_PROGRAMS, Layout, percent};

impl Layout<'_> {
    fn decimals(&self) -> u8 {
        if self.eyes { FOR_EYES } else { FOR_PROGRAMS }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let mut columns = if self.eyes {
            vec![Column::text("code", "Code")]
        } else {
            let mut columns: Vec<Column> = ["row", "code", "path", "label", "theme"]
                .map(|name| Column::text(name, name))
                .to_vec();
            columns.push(Column::count("depth", "depth"));
            columns
        };
        columns.extend(self.columns_of_counts());
        let decimals = self.decimals();
        for &figure in &self.task.figures {
            let name = figure.as_str();
            let column = Column::number(
                name,
                if self.eyes { heading(figure) } else { name },
                decimals,
            );
            // Wide tables lose what stands beside the figures that are reported.
            let few = self.eyes && !self.task.wanted.all;
            let gives_way = few && figure == Figure::Ac1;
            columns.push(if gives_way {
                column.gives_way()
            } else {
                column
            });
            if self.shows_interval(figure) && self.eyes {
                let heading = format!("{}, {}%", heading(figure), percent(self.task));
                columns.push(Column::text(format!("{name}_interval"), heading));
            } else if self.shows_interval(figure) {
                columns.extend(["low", "high"].map(|end| {
                    let name = format!("{name}_{end}");
                    Column::number(&name, &name, decimals)
                }));
                let name = format!("{name}_degenerate");
                columns.push(Column::count(&name, &name));
            }
            if self.shows_formula(figure) {
                columns.extend(
                    ["kappa_se", "kappa_formula_low", "kappa_formula_high"]
                        .map(|name| Column::number(name, name, decimals)),
                );
            }
        }
        if !self.eyes {
            columns.push(Column::text("undefined", "undefined"));
        }
        columns
    }

    fn columns_of_counts(&self) -> Vec<Column> {
        let names = &self.task.coders.names;
        let count =
            |name: &str, heading: &str| Column::count(name, if self.eyes { heading } else { name });
        if !self.is_of_two {
            let mut columns = vec![count("units", "Units")];
            columns.extend(
                names
                    .iter()
                    .map(|name| count(&format!("coded_{name}"), name)),
            );
            return columns;
        }
        let mut columns = Vec::new();
        let (mut first, mut second) = ("Only first".to_owned(), "Only second".to_owned());
        if !self.eyes {
            columns.extend(["coder_a", "coder_b"].map(|name| Column::text(name, name)));
            columns.push(count("units", "Units"));
        } else if self.shows_pairs() {
            columns.push(Column::text("coders", "Coders"));
        } else {
            first = format!("Only {}", names[0]);
            second = format!("Only {}", names[1]);
        }
        columns.push(count("both", "Both"));
        columns.push(count("only_a", &first));
        columns.push(count("only_b", &second));
        columns.push(count("neither", "Neither"));
        columns
    }
}
