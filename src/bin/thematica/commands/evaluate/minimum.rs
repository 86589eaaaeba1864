//! `--min`: figures that must not be lower.

use std::fmt;
use std::str::FromStr;

use thematica::analysis::evaluation::Figure;

use super::{Evaluation, Outcome};
use crate::messages;

/// What a figure has to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimum {
    figure: Figure,
    is_macro: bool,
    pub value: f64,
}

impl FromStr for Minimum {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let told = "write a figure and its value as recall=0.8; figures are precision, recall, f1, and macro- before them";
        let (name, value) = written.split_once('=').ok_or(told)?;
        let (is_macro, name) = match name.trim().strip_prefix("macro-") {
            Some(name) => (true, name),
            None => (false, name.trim()),
        };
        let figure = Figure::ALL.into_iter().find(|it| it.as_str() == name);
        let value: f64 = value.trim().parse().map_err(|_| told)?;
        if !(0.0..=1.0).contains(&value) {
            return Err("the value is between 0 and 1: recall=0.8".to_owned());
        }
        Ok(Self {
            figure: figure.ok_or(told)?,
            is_macro,
            value,
        })
    }
}

impl fmt::Display for Minimum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = if self.is_macro { "macro-" } else { "" };
        write!(f, "{before}{}", self.figure.as_str())
    }
}

impl Evaluation<'_> {
    /// Whether all figures reach what they have to; says which do not.
    pub(super) fn reached(&self, results: &[Outcome], minimums: &[Minimum]) -> bool {
        let mut is_reached = true;
        for (coder, result) in self.hand.coders.iter().zip(results) {
            let overall = self.each(&result.tally);
            for minimum in minimums {
                let figure = if minimum.is_macro {
                    overall.mean(minimum.figure).map(|(mean, _)| mean)
                } else {
                    overall.micro().figure(minimum.figure)
                };
                let name = &coder.name;
                let least = minimum.value;
                let message = match figure {
                    Ok(figure) if figure >= least => continue,
                    // Not rounded up to what it has to reach.
                    Ok(figure) => {
                        let shown = (figure * 10_000.0).floor() / 10_000.0;
                        format!("{minimum} against {name} is {shown}, below {least}")
                    }
                    Err(reason) => {
                        format!("{minimum} against {name} does not exist: {reason}")
                    }
                };
                messages::error(&message, None);
                is_reached = false;
            }
        }
        is_reached
    }
}
