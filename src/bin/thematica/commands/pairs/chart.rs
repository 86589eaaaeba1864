//! Pairs of codes as shades, and as ties.

use std::collections::BTreeSet;

use thematica::report::Cell;
use thematica::report::chart::{Chart, Heatmap, Label, Network, Picture, Tie};
use thematica::text::grouped;

use super::Frame;
use crate::commands::charts::{nodes, shaded};
use crate::drawing::Kind;
use crate::failure::Failure;

/// What is drawn of pairs. Pairs are places in the frame's codes.
pub trait Drawn {
    /// What was counted of one coder.
    type Tally;
    /// What may stand in the cells of a matrix.
    type Cells: Copy;

    /// What is shown.
    fn frame(&self) -> &Frame<'_>;
    /// What was counted of each coder.
    fn tallies(&self) -> &[Self::Tally];
    /// What cells are shades of; a failure where shades cannot show it.
    fn measure(&self, cells: Self::Cells) -> Result<Measure, Failure>;
    /// The figure of a pair.
    fn cell(&self, tally: &Self::Tally, pair: [usize; 2], cells: Self::Cells) -> Cell;
    /// What a network is of.
    fn ties(&self) -> Ties;
    /// The pairs that are shown, in any order.
    fn pairs(&self) -> Vec<[usize; 2]>;
    /// How often a code was found.
    fn size(&self, tally: &Self::Tally, code: usize) -> u64;
    /// How often a pair was found.
    fn count(&self, tally: &Self::Tally, pair: [usize; 2]) -> u64;
    /// How strong the tie of a pair is that was found, and how that is told; `None` where no figure says it.
    fn strength(&self, tally: &Self::Tally, pair: [usize; 2]) -> Option<(f64, String)>;
}

/// What stands in the cells of a heat map.
pub struct Measure {
    /// What the rows and the columns are.
    pub axes: [&'static str; 2],
    pub name: &'static str,
    pub decimals: u8,
}

/// What a network is of.
pub struct Ties {
    /// What the size of a node is.
    pub node_measure: &'static str,
    /// What the strength of a tie is.
    pub measure: &'static str,
    pub is_directed: bool,
    /// What ties are called.
    pub name: &'static str,
    /// The beginning of a sentence on what is tied, which ends in how often.
    pub sentence: &'static str,
    /// More than this cross each other too often to be followed.
    pub most: usize,
    /// What is said of so many pairs of which no figure says how strong they are.
    pub without: fn(usize) -> String,
}

/// Draws the pairs of one coder, or of several together, of those that were found at least `least` times.
pub fn chart<D: Drawn>(
    drawn: &D,
    kind: Kind,
    cells: D::Cells,
    least: u64,
    mut notes: Vec<String>,
) -> Result<Chart, Failure> {
    let [tally] = drawn.tallies() else {
        return Err(
            Failure::new("a chart shows one coder, and several are named")
                .help("take what they coded together with --pool, or name one with --coder"),
        );
    };
    let picture = if kind == Kind::Network {
        let (network, note) = network(drawn, tally, least);
        notes.insert(0, note);
        Picture::Network(network)
    } else {
        let (heatmap, note) = heatmap(drawn, tally, cells)?;
        notes.extend(note);
        Picture::Heatmap(heatmap)
    };
    Ok(Chart {
        title: drawn.frame().title.clone(),
        picture,
        notes,
    })
}

fn heatmap<D: Drawn>(
    drawn: &D,
    tally: &D::Tally,
    cells: D::Cells,
) -> Result<(Heatmap, Option<String>), Failure> {
    let measure = drawn.measure(cells)?;
    let frame = drawn.frame();
    let all = 0..frame.codes.len();
    let row = |first: usize| {
        let seconds = all.clone();
        let cells = seconds.map(|second| drawn.cell(tally, [first, second], cells));
        cells.collect::<Vec<Cell>>()
    };
    let cells: Vec<Vec<Cell>> = all.clone().map(row).collect();
    let rows = Label::of_codes(frame.codebook, &frame.codes);
    let shaded = shaded(&rows, &rows, &cells, measure.decimals);
    let [rows_are, columns_are] = measure.axes.map(str::to_owned);
    let heatmap = Heatmap {
        rows_are,
        columns_are,
        measure: measure.name.to_owned(),
        ends: ["0".to_owned(), shaded.most],
        columns: rows.clone(),
        rows,
        cells: shaded.cells,
    };
    Ok((heatmap, shaded.note))
}

/// A tie between two codes.
struct Tied {
    strength: f64,
    count: u64,
    pair: [usize; 2],
    told: String,
}

/// Codes without others below them, tied where they were found as a pair.
fn network<D: Drawn>(drawn: &D, tally: &D::Tally, least: u64) -> (Network, String) {
    let frame = drawn.frame();
    let leaves: Vec<usize> = frame.leaves().collect();
    let are_leaves: BTreeSet<usize> = leaves.iter().copied().collect();
    let mut tied: Vec<Tied> = Vec::new();
    let mut without = 0;
    for pair in drawn.pairs() {
        let count = drawn.count(tally, pair);
        if count < least.max(1) || !pair.iter().all(|code| are_leaves.contains(code)) {
            continue;
        }
        match drawn.strength(tally, pair) {
            Some((strength, told)) => tied.push(Tied {
                strength,
                count,
                pair,
                told,
            }),
            None => without += 1,
        }
    }
    let strength = |one: &Tied, other: &Tied| other.strength.total_cmp(&one.strength);
    tied.sort_by(|one, other| strength(one, other).then(other.count.cmp(&one.count)));
    let ties = drawn.ties();
    let all = tied.len();
    tied.truncate(ties.most);
    let strongest = tied.first().map_or(1.0, |tie| tie.strength);
    let (nodes, places) = nodes(frame.codebook, &frame.codes, &leaves, |code| {
        drawn.size(tally, code)
    });
    let tie = |tied: Tied| Tie {
        ends: tied.pair.map(|code| places[&code]),
        strength: tied.strength / strongest,
        told: tied.told,
    };
    let note = note(&ties, least, (all, without));
    let network = Network {
        node_measure: ties.node_measure.to_owned(),
        tie_measure: ties.measure.to_owned(),
        is_directed: ties.is_directed,
        ties: tied.into_iter().map(tie).collect(),
        nodes,
    };
    (network, note)
}

fn note(ties: &Ties, least: u64, (all, without): (usize, usize)) -> String {
    let times = match least {
        0 | 1 => "once".to_owned(),
        least => format!("{least} times"),
    };
    let mut sentences = vec![format!(
        "{} at least {times}; codes with others below them are left out.",
        ties.sentence
    )];
    if all > ties.most {
        sentences.push(format!(
            "The {} strongest of {} {} are drawn: --min draws fewer, `--as pairs` lists all.",
            ties.most,
            grouped(all as u64),
            ties.name
        ));
    }
    if without > 0 {
        sentences.push((ties.without)(without));
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_drawn_is_told() {
        let ties = Ties {
            node_measure: "",
            measure: "",
            is_directed: false,
            name: "ties",
            sentence: "Tied are codes that stand together",
            most: 60,
            without: |pairs| format!("{pairs} have none."),
        };
        assert_eq!(
            note(&ties, 0, (60, 0)),
            "Tied are codes that stand together at least once; codes with others below them are left out."
        );
        assert_eq!(
            note(&ties, 3, (1_061, 2)),
            "Tied are codes that stand together at least 3 times; codes with others below them are left out. The 60 strongest of 1,061 ties are drawn: --min draws fewer, `--as pairs` lists all. 2 have none."
        );
    }
}
