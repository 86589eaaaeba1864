//! Codes by codes as shades, and codes tied to codes.

use std::fmt::Write as _;

use thematica::analysis::cooccurrence::Tally;
use thematica::analysis::cooccurrence::strength::c_coefficient;
use thematica::report::chart::{Chart, Heatmap, Label, Network, Picture, Tie};
use thematica::report::{Cell, decimal};
use thematica::text::grouped;

use super::{Cells, Counted, square};
use crate::commands::charts::{nodes, shaded};
use crate::drawing::Kind;
use crate::failure::Failure;

/// More ties than this cross each other too often to be followed.
const MOST_TIES: usize = 60;

/// Draws the pairs of one coder, or of several together.
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
    let (measure, decimals) = match cells {
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
    let all = 0..counted.frame.codes.len();
    let row = |first: usize| {
        let cells = all
            .clone()
            .map(|second| square::cell_of(counted, tally, first, second, cells));
        cells.collect::<Vec<Cell>>()
    };
    let cells: Vec<Vec<Cell>> = all.clone().map(row).collect();
    let rows = Label::of_codes(counted.frame.codebook, &counted.frame.codes);
    let shaded = shaded(&rows, &cells, decimals);
    let heatmap = Heatmap {
        rows_are: "Code".to_owned(),
        columns_are: "code".to_owned(),
        measure: measure.to_owned(),
        ends: ["0".to_owned(), shaded.most],
        columns: rows.clone(),
        rows,
        cells: shaded.cells,
    };
    Ok((heatmap, shaded.note))
}

/// Codes without others below them, tied where they stand together.
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
    let mut pairs: Vec<(f64, u64, [usize; 2])> = Vec::new();
    let mut without = 0;
    for (first, second) in counted.shown() {
        if !is_leaf(first) || !is_leaf(second) {
            continue;
        }
        let meeting = tally.meeting(first, second);
        if meeting.both == 0 || meeting.both < least {
            continue;
        }
        match c_coefficient(meeting) {
            Some(c) => pairs.push((c, meeting.both, [first, second])),
            None => without += 1,
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
    let all = pairs.len();
    pairs.truncate(MOST_TIES);
    let strongest = pairs.first().map_or(1.0, |pair| pair.0);
    let leaves: Vec<usize> = (0..counted.frame.codes.len())
        .filter(|place| is_leaf(*place))
        .collect();
    let (nodes, places) = nodes(
        counted.frame.codebook,
        &counted.frame.codes,
        &leaves,
        |place| tally.codes[place],
    );
    let tie = |(c, both, [first, second]): &(f64, u64, [usize; 2])| Tie {
        ends: [places[first], places[second]],
        strength: c / strongest,
        told: format!(
            "{} ({} together)",
            decimal(*c, 3).unwrap_or_default(),
            grouped(*both)
        ),
    };
    let mut note = format!(
        "Tied are codes that stand together at least {}; codes with others below them are left out.",
        if least <= 1 {
            "once".to_owned()
        } else {
            format!("{least} times")
        }
    );
    if all > MOST_TIES {
        let _ = write!(
            note,
            " The {MOST_TIES} strongest of {} ties are drawn: --min draws fewer, `--as pairs` lists all.",
            grouped(all as u64)
        );
    }
    if without > 0 {
        let _ = write!(
            note,
            " {without} pairs overlap as often as there are stretches and have no c-coefficient: they are not drawn."
        );
    }
    let network = Network {
        node_measure: "how often the code is found".to_owned(),
        tie_measure: "c-coefficient".to_owned(),
        is_directed: false,
        ties: pairs.iter().map(tie).collect(),
        nodes,
    };
    (network, note)
}
