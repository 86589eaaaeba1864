//! `--min`: figures that must not be lower.
//!
//! A gate says what it looked at: one that passes because there was nothing to look at is worse than none.

use std::fmt;

use thematica::analysis::agreement::Undefined;
use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::summary::{Asked, What, summarise};

use super::Task;
use super::compared::Compared;
use super::{notes, table};
use crate::failure::Failure;
use crate::messages::counted;

/// A figure with what it must reach, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimum {
    pub rows: Rows,
    pub figure: Figure,
    pub least: f64,
}

/// Which rows of the table a minimum is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Each code by itself.
    Codes,
    Stacked,
    Averaged,
    Mean,
    Sets,
    /// Of spans: where and which.
    U,
    /// Of spans: where.
    BinaryU,
    /// Of spans: which.
    Cu,
}

/// The rows that are about all codes together, with the names that they have in tables for programs.
const TOGETHER: [(&str, Rows); 7] = [
    ("stacked", Rows::Stacked),
    ("averaged", Rows::Averaged),
    ("mean", Rows::Mean),
    ("sets", Rows::Sets),
    ("binary-u", Rows::BinaryU),
    ("u", Rows::U),
    ("cu", Rows::Cu),
];

/// What came of the minima.
#[derive(Debug, Default)]
pub struct Gate {
    /// One sentence for each row that does not reach a minimum.
    pub failing: Vec<String>,
    /// One sentence for each minimum, and pair of coders: which rows were looked at, and which not.
    pub looked_at: Vec<String>,
}

/// A row on its way through the gate.
pub struct Candidate<'a> {
    pub name: &'a str,
    pub value: Result<f64, Undefined>,
    /// Whether there is no evidence in it, because nobody used the code.
    pub is_unused: bool,
}

impl Minimum {
    /// Reads `alpha=0.67`, or `mean-alpha=0.67` for a row about all codes.
    pub fn parse(written: &str) -> Result<Self, String> {
        let form = || "write a figure and a number: alpha=0.67".to_owned();
        let (name, number) = written.split_once('=').ok_or_else(form)?;
        let name = name.trim().to_lowercase().replace('_', "-");
        let of = |(row, rows): (&str, Rows)| {
            let figure = name.strip_prefix(row)?.strip_prefix('-')?;
            Some((rows, figure))
        };
        let found = TOGETHER.into_iter().find_map(of);
        let (rows, name) = found.unwrap_or((Rows::Codes, &name));
        let figure = super::asked::figure(name)?;
        let least: f64 = number.trim().parse().map_err(|_| form())?;
        if !figure.is_agreement() {
            return Err(format!("{figure} does not say how far coders agree"));
        }
        if !(-1.0..=1.0).contains(&least) {
            return Err("a minimum lies between -1 and 1".to_owned());
        }
        let minimum = Self {
            rows,
            figure,
            least,
        };
        let exists = match rows {
            Rows::Codes | Rows::Stacked | Rows::Mean => true,
            Rows::Averaged => figure.is_corrected(),
            Rows::Sets | Rows::BinaryU | Rows::Cu => figure == Figure::Alpha,
            Rows::U => matches!(figure, Figure::Alpha | Figure::Positive),
        };
        if exists {
            Ok(minimum)
        } else {
            Err(format!("there is no {figure} of {}", rows.label()))
        }
    }

    /// What is wrong with a value; `None` where nothing is.
    pub fn fault(self, value: Result<f64, Undefined>) -> Option<String> {
        let Self { figure, least, .. } = self;
        match value {
            Ok(value) if value >= least => None,
            // As many digits as it takes to see that it is lower.
            Ok(value) => Some(format!("{figure} is {value:.6}, below {least}")),
            Err(reason) => Some(format!(
                "{figure} does not exist, so it does not reach {least}: {reason}"
            )),
        }
    }

    /// Looks at rows of one group of coders; `who` tells it from the others.
    pub fn look_at(self, who: &str, rows: &[Candidate<'_>], gate: &mut Gate) {
        let (idle, looked_at): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.is_unused);
        for row in &looked_at {
            let fault = self.fault(row.value);
            let fault = fault.map(|fault| format!("{}{who}: {fault}", row.name));
            gate.failing.extend(fault);
        }
        let names = |rows: &[&Candidate<'_>]| {
            let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
            names.join(", ")
        };
        let not = if idle.is_empty() {
            String::new()
        } else {
            format!(
                "; not at {}, which nobody used, so that there is no evidence",
                names(&idle)
            )
        };
        if looked_at.is_empty() {
            gate.failing.push(format!(
                "--min {self}{who} had nothing to look at{}",
                not.replacen("; not at", ": not", 1)
            ));
            return;
        }
        let count = match self.rows {
            Rows::Codes => format!("{}: ", counted(looked_at.len(), "code")),
            _ => String::new(),
        };
        let names = names(&looked_at);
        gate.looked_at
            .push(format!("--min {self}{who} looked at {count}{names}{not}"));
    }
}

impl Rows {
    /// Whether they are rows of spans, of units, or of both.
    fn exists_for(self, spans: bool) -> bool {
        match self {
            Rows::Codes => true,
            Rows::Stacked | Rows::Averaged | Rows::Mean | Rows::Sets => !spans,
            Rows::U | Rows::BinaryU | Rows::Cu => spans,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Rows::Codes => "each code",
            Rows::Stacked => "all codes, stacked",
            Rows::Averaged => "all codes, averaged",
            Rows::Mean => "the mean of the codes",
            Rows::Sets => "the sets of codes",
            Rows::U => "all codes (u)",
            Rows::BinaryU => "all codes (|u|)",
            Rows::Cu => "all codes (cu)",
        }
    }
}

impl fmt::Display for Minimum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = TOGETHER.iter().find(|(_, rows)| *rows == self.rows);
        if let Some((row, _)) = row {
            write!(f, "{row}-")?;
        }
        write!(f, "{}={}", self.figure, self.least)
    }
}

/// Refuses minima of rows that do not exist for what is compared.
pub fn allowed(minima: &[Minimum], of_spans: bool) -> Result<(), Failure> {
    let Some(other) = minima.iter().find(|it| !it.rows.exists_for(of_spans)) else {
        return Ok(());
    };
    let (what, help) = if of_spans {
        (
            "spans",
            "their rows about all codes are u, binary-u and cu: u-alpha=0.67",
        )
    } else {
        (
            "units",
            "their rows about all codes are stacked, averaged, mean and sets: mean-alpha=0.67",
        )
    };
    let message = format!("--min {other} is about a row that does not exist for {what}");
    Err(Failure::new(message).help(help))
}

/// Looks at all minima of figures of units.
pub fn gate(task: &Task<'_>, compared: &Compared) -> Gate {
    let minima = &task.wanted.minima;
    let mut gate = Gate::default();
    if minima.is_empty() {
        return gate;
    }
    let pooled = table::pooled(&task.job.codebook, compared);
    let figures: Vec<Figure> = minima.iter().map(|it| it.figure).collect();
    for group in task.groups() {
        let asked = Asked {
            figures: &figures,
            pooled: &pooled,
            bootstrap: None,
        };
        let rows = summarise(&compared.tallies_of(task, &group), asked);
        let who = who(task, &group);
        for (at, minimum) in minima.iter().enumerate() {
            if minimum.rows == Rows::Sets {
                let sets = compared.alpha_of_sets_alone(task, &group);
                let candidate = Candidate {
                    name: minimum.rows.label(),
                    value: sets.value.unwrap_or(Err(Undefined::NothingRated)),
                    is_unused: false,
                };
                minimum.look_at(&who, &[candidate], &mut gate);
                continue;
            }
            let is_wanted = |what: What| match what {
                What::Code(_) => minimum.rows == Rows::Codes,
                What::Stacked => minimum.rows == Rows::Stacked,
                What::Averaged => minimum.rows == Rows::Averaged,
                What::MeanOfCodes => minimum.rows == Rows::Mean,
            };
            let wanted = rows.iter().filter(|row| is_wanted(row.what));
            let candidates: Vec<Candidate<'_>> = wanted
                .map(|row| Candidate {
                    name: match row.what {
                        What::Code(code) => notes::id(&task.job.codebook, compared, code),
                        _ => minimum.rows.label(),
                    },
                    value: row.figures[at]
                        .value
                        .unwrap_or(Err(Undefined::NothingRated)),
                    is_unused: row.is_unused,
                })
                .collect();
            if candidates.is_empty() {
                gate.failing.push(format!(
                    "--min {minimum}{who} had nothing to look at: there are no two codes to pool"
                ));
            } else {
                minimum.look_at(&who, &candidates, &mut gate);
            }
        }
    }
    gate
}

/// Which coders a row is about, where they are compared two by two.
pub fn who(task: &Task<'_>, group: &[usize]) -> String {
    if !task.comparison.pairs {
        return String::new();
    }
    let names = group.iter().map(|&coder| task.coders.names[coder].as_str());
    format!(" ({})", names.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minimum_is_a_figure_and_a_number() {
        let minimum = Minimum::parse("f1=0.8").unwrap();
        assert_eq!(minimum.to_string(), "positive=0.8");
        for wrong in [
            "alpha",
            "alpha=high",
            "alpha=67",
            "beta=1",
            "prevalence=0.1",
            "alpha=NaN",
        ] {
            assert!(Minimum::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_row_about_all_codes_stands_before_the_figure() {
        for (name, rows) in TOGETHER {
            let written = format!("{name}-alpha=0.5");
            let minimum = Minimum::parse(&written).unwrap();
            assert_eq!((minimum.rows, minimum.to_string()), (rows, written));
        }
        let minimum = Minimum::parse("mean_percent_pairable=0.5").unwrap();
        assert_eq!(minimum.to_string(), "mean-percent_pairable=0.5");
        for wrong in ["averaged-percent=1", "sets-kappa=1", "cu-f1=1", "mean=1"] {
            assert!(Minimum::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_does_not_exist_reaches_nothing() {
        let minimum = Minimum::parse("alpha=-1").unwrap();
        assert!(minimum.fault(Err(Undefined::OneCategoryUsed)).is_some());
        assert_eq!(minimum.fault(Ok(-1.0)), None);
    }

    #[test]
    fn what_nobody_used_neither_passes_nor_fails_and_nothing_at_all_fails() {
        let minimum = Minimum::parse("ac1=0.8").unwrap();
        let row = |name, is_unused| Candidate {
            name,
            value: Ok(1.0),
            is_unused,
        };
        let mut gate = Gate::default();
        minimum.look_at("", &[row("trust", false), row("time", true)], &mut gate);
        assert_eq!(gate.failing, Vec::<String>::new());
        assert_eq!(
            gate.looked_at,
            [
                "--min ac1=0.8 looked at 1 code: trust; not at time, which nobody used, so that there is no evidence"
            ]
        );
        let mut gate = Gate::default();
        minimum.look_at("", &[row("time", true)], &mut gate);
        assert_eq!(
            gate.failing,
            [
                "--min ac1=0.8 had nothing to look at: not time, which nobody used, so that there is no evidence"
            ]
        );
    }
}
