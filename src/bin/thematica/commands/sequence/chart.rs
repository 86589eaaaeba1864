//! What follows what, as shades and as arrows.

use std::fmt::Write as _;

use thematica::analysis::sequence::Tally;
use thematica::report::chart::{Chart, Heatmap, Label, Network, Picture, Tie};
use thematica::report::{Cell, decimal};
use thematica::text::grouped;

use super::{Cells, Counted, square};
use crate::commands::charts::{nodes, shaded};
use crate::drawing::Kind;
use crate::failure::Failure;

/// More arrows than this cross each other too often to be followed.
const MOST_TIES: usize = 30;

/// Draws the steps of one coder, or of several together.
pub fn chart(
    kind: Kind,
    counted: &Counted<'_>,
    cells: Cells,
    least: u64,
    mut notes: Vec<String>,
) -> Result<Chart, Failure> {
    let [tally] = counted.found.tallies.as_slice() else {
        return Err(
            Failure::new("a chart shows one coder, and several are named")
                .help("take what they coded together with --pool, or name one with --coder"),
        );
    };
    let picture = match kind {
        Kind::Network => {
            let (network, note) = network(counted, tally, least);
            notes.insert(0, note);
            Picture::Network(network)
        }
        _ => {
            let (heatmap, note) = heatmap(counted, tally, cells)?;
            notes.extend(note);
            Picture::Heatmap(heatmap)
        }
    };
    Ok(Chart {
        title: counted.frame.title.clone(),
        picture,
        notes,
    })
}

fn heatmap(
    counted: &Counted<'_>,
    tally: &Tally,
    cells: Cells,
) -> Result<(Heatmap, Option<String>), Failure> {
    let measure = match cells {
        Cells::Count => "Turns with the row's code that the column's follows",
        Cells::Share => "Turns that the column's code follows, in per cent of those with the row's",
        Cells::Residual => {
            return Err(
                Failure::new("residuals go below and above zero, and a shade does not")
                    .help("draw --cells count or share"),
            );
        }
    };
    let all = 0..counted.frame.codes.len();
    let row = |first: usize| {
        let cells = all
            .clone()
            .map(|then| square::cell_of(counted, tally, first, then, cells));
        cells.collect::<Vec<Cell>>()
    };
    let cells: Vec<Vec<Cell>> = all.clone().map(row).collect();
    let rows = Label::of_codes(counted.frame.codebook, &counted.frame.codes);
    let shaded = shaded(&rows, &cells, 0);
    let heatmap = Heatmap {
        rows_are: "After".to_owned(),
        columns_are: "comes".to_owned(),
        measure: measure.to_owned(),
        ends: ["0".to_owned(), shaded.most],
        columns: rows.clone(),
        rows,
        cells: shaded.cells,
    };
    Ok((heatmap, shaded.note))
}

/// Codes without others below them, with an arrow to what follows.
fn network(counted: &Counted<'_>, tally: &Tally, least: u64) -> (Network, String) {
    let is_leaf = |place: usize| {
        counted
            .frame
            .codebook
            .code(counted.frame.codes[place])
            .subtree
            .len()
            == 1
    };
    let mut steps: Vec<(f64, u64, u64, [usize; 2])> = counted
        .shown()
        .filter(|(first, then)| is_leaf(*first) && is_leaf(*then))
        .map(|(first, then)| (tally.step(first, then), [first, then]))
        .filter(|(step, _)| step.both > 0 && step.both >= least)
        .map(|(step, ends)| {
            (
                step.both as f64 / step.first as f64,
                step.both,
                step.first,
                ends,
            )
        })
        .collect();
    steps.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
    let all = steps.len();
    steps.truncate(MOST_TIES);
    let strongest = steps.first().map_or(1.0, |step| step.0);
    let leaves: Vec<usize> = (0..counted.frame.codes.len())
        .filter(|place| is_leaf(*place))
        .collect();
    let (nodes, places) = nodes(
        counted.frame.codebook,
        &counted.frame.codes,
        &leaves,
        |place| tally.first[place],
    );
    let tie = |(share, both, of, [first, then]): &(f64, u64, u64, [usize; 2])| Tie {
        ends: [places[first], places[then]],
        strength: share / strongest,
        told: format!(
            "{} % ({} of {})",
            decimal(share * 100.0, 0).unwrap_or_default(),
            grouped(*both),
            grouped(*of)
        ),
    };
    let mut note = format!(
        "An arrow leads to a code that follows at least {}; codes with others below them are left out.",
        if least <= 1 {
            "once".to_owned()
        } else {
            format!("{least} times")
        }
    );
    if all > MOST_TIES {
        let _ = write!(
            note,
            " The {MOST_TIES} strongest of {} arrows are drawn: --min draws fewer, `--as pairs` lists all.",
            grouped(all as u64)
        );
    }
    let network = Network {
        node_measure: "turns with the code that are followed by others".to_owned(),
        tie_measure: "share of the turns with the first code that the second follows".to_owned(),
        is_directed: true,
        ties: steps.iter().map(tie).collect(),
        nodes,
    };
    (network, note)
}
