//! Codes by codes as shades, and codes tied to codes.

use thematica::analysis::cooccurrence::Tally;
use thematica::analysis::cooccurrence::strength::c_coefficient;
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
        let (name, decimals) = match cells {
            Cells::Count => ("Times together", 0),
            Cells::C => ("c-coefficient", 2),
            Cells::Jaccard => ("Jaccard's coefficient", 2),
            Cells::Pmi => {
                return Err(
                    Failure::new("PMI goes below and above zero, and a shade does not")
                        .help("draw --cells count, c or jaccard"),
                );
            }
        };
        Ok(Measure {
            axes: ["Code", "code"],
            name,
            decimals,
        })
    }

    fn cell(&self, tally: &Tally, [first, second]: [usize; 2], cells: Cells) -> Cell {
        square::cell_of(self, tally, first, second, cells)
    }

    fn ties(&self) -> Ties {
        Ties {
            node_measure: "how often the code is found",
            measure: "c-coefficient",
            is_directed: false,
            name: "ties",
            sentence: "Tied are codes that stand together",
            most: 60,
            without: |pairs| {
                format!(
                    "{pairs} pairs overlap as often as there are stretches and have no c-coefficient: they are not drawn."
                )
            },
        }
    }

    fn pairs(&self) -> Vec<[usize; 2]> {
        self.shown().map(<[usize; 2]>::from).collect()
    }

    fn size(&self, tally: &Tally, code: usize) -> u64 {
        tally.codes[code]
    }

    fn count(&self, tally: &Tally, [first, second]: [usize; 2]) -> u64 {
        tally.meeting(first, second).both
    }

    fn strength(&self, tally: &Tally, [first, second]: [usize; 2]) -> Option<(f64, String)> {
        let meeting = tally.meeting(first, second);
        let c = c_coefficient(meeting)?;
        let figure = decimal(c, 3).unwrap_or_default();
        Some((c, format!("{figure} ({} together)", grouped(meeting.both))))
    }
}
