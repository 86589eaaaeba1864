//! What follows what, as shades and as arrows.

use thematica::analysis::sequence::Tally;
use thematica::report::{Cell, decimal};
use thematica::text::grouped;

use super::{Cells, Counted, square};
use crate::commands::pairs::Frame;
use crate::commands::pairs::chart::{Drawn, Measure, Ties};
use crate::failure::Failure;

impl Drawn for Counted<'_> {
    type Tally = Tally;
    type Cells = Cells;

    fn frame(&self) -> &Frame<'_> {
        &self.frame
    }

    fn tallies(&self) -> &[Tally] {
        &self.found.tallies
    }

    fn measure(&self, cells: Cells) -> Result<Measure, Failure> {
        let name = match cells {
            Cells::Count => "Turns with the row's code that the column's follows",
            Cells::Share => {
                "Turns that the column's code follows, in per cent of those with the row's"
            }
            Cells::Residual => {
                return Err(Failure::new(
                    "residuals go below and above zero, and a shade does not",
                )
                .help("draw --cells count or share"));
            }
        };
        Ok(Measure {
            axes: ["After", "comes"],
            name,
            decimals: 0,
        })
    }

    fn cell(&self, tally: &Tally, [first, then]: [usize; 2], cells: Cells) -> Cell {
        square::cell_of(self, tally, first, then, cells)
    }

    fn ties(&self) -> Ties {
        Ties {
            node_measure: "turns with the code that are followed by others",
            measure: "share of the turns with the first code that the second follows",
            is_directed: true,
            name: "arrows",
            sentence: "An arrow leads to a code that follows",
            most: 30,
            without: |pairs| format!("{pairs} pairs have no share: they are not drawn."),
        }
    }

    fn pairs(&self) -> Vec<[usize; 2]> {
        self.shown().map(<[usize; 2]>::from).collect()
    }

    fn size(&self, tally: &Tally, code: usize) -> u64 {
        tally.first[code]
    }

    fn count(&self, tally: &Tally, [first, then]: [usize; 2]) -> u64 {
        tally.step(first, then).both
    }

    fn strength(&self, tally: &Tally, [first, then]: [usize; 2]) -> Option<(f64, String)> {
        let step = tally.step(first, then);
        let share = (step.first > 0).then(|| step.both as f64 / step.first as f64)?;
        let per_cent = decimal(share * 100.0, 0).unwrap_or_default();
        let told = format!(
            "{per_cent} % ({} of {})",
            grouped(step.both),
            grouped(step.first)
        );
        Some((share, told))
    }
}
