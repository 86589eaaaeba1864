//! A network: each node with its neighbours, the strongest first.

use unicode_width::UnicodeWidthStr as _;

use super::super::{Label, Network};
use super::{Names, bar, cut, on_one_line, padded};
use crate::report::write::wrapped;

/// How many characters the strongest tie takes, and on a narrow page.
const STRONGEST: [usize; 2] = [12, 4];
/// A page of fewer columns is narrow.
const NARROW: usize = 60;

pub(super) fn lines(network: &Network, width: usize) -> Vec<String> {
    let other = |label: &Label| Label {
        depth: 0,
        ..label.clone()
    };
    let others: Vec<Label> = network
        .nodes
        .iter()
        .map(|node| other(&node.label))
        .collect();
    let strongest = STRONGEST[usize::from(width < NARROW)];
    // Two spaces, the tie, a space or an arrow, the neighbour, two spaces, the figure.
    let told = network.ties.iter().map(|tie| tie.told.width());
    let told = told.max().unwrap_or(0).min(width / 2);
    let room = width.saturating_sub(strongest + 5 + told);
    let names = Names::of(others.iter(), "", room);
    let mut lines = Vec::new();
    for (at, node) in network.nodes.iter().enumerate() {
        let neighbours = network.ties.iter().filter_map(|tie| match tie.ends {
            [from, to] if from == at => Some((to, tie)),
            [from, to] if to == at && !network.is_directed => Some((from, tie)),
            _ => None,
        });
        let neighbours: Vec<_> = neighbours.collect();
        let is_reached = network.ties.iter().any(|tie| tie.ends[1] == at);
        if neighbours.is_empty() && network.is_directed && is_reached {
            continue;
        }
        let name = on_one_line(&node.label.name);
        lines.push(cut(&format!("{name} ({})", node.told), width));
        if neighbours.is_empty() {
            lines.push("  tied to none".to_owned());
        }
        for (neighbour, tie) in neighbours {
            let arrow = if network.is_directed { "→" } else { " " };
            let mut of_name = names.lines(&others[neighbour]).into_iter();
            lines.push(format!(
                "  {}{arrow}{}  {}",
                padded(&bar(tie.strength, strongest), strongest),
                of_name.next().unwrap_or_default(),
                cut(&on_one_line(&tie.told), told)
            ));
            let under = " ".repeat(strongest + 3);
            lines.extend(of_name.map(|name| format!("{under}{name}")));
        }
    }
    lines.push(String::new());
    lines.extend(wrapped(
        &on_one_line(&format!(
            "Bars: {}. In brackets behind a name: {}.",
            network.tie_measure, network.node_measure
        )),
        width,
    ));
    lines
}
