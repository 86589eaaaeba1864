//! A network: nodes on a circle in the order given, names beside it, ties through the inside.
//!
//! Nothing is laid out by chance or by force: the same ties always give the same picture, and neighbours in the codebook
//! stay neighbours. Names stand level in two columns, moved apart as little as they need.

use super::super::{Network, Tie, palette};
use super::legend::{self, Key};
use super::measure::{self, Fitted};
use super::scene::{Anchor, Fill, Scene, Stroke, at, circle, line, path, through};
use super::spread::spread;
use super::{frame, said};

mod circle;
mod list;

use circle::{Circle, LARGEST};

const NAME: f64 = 11.0;
const TOLD: f64 = 10.0;
const WIDEST_NAME: f64 = 165.0;
const WIDEST_TOLD: f64 = 70.0;
/// From the circle to the names.
const ASIDE: f64 = 34.0;
/// The lines to names.
const LEADER: palette::Rgb = palette::Rgb(0xc4, 0xca, 0xd2);

pub(super) fn drawn(network: &Network) -> Scene {
    let circle = Circle::of(network);
    let key = key(network);
    let names: Vec<Fitted> = network
        .nodes
        .iter()
        .map(|node| measure::fitted(&node.label.name, NAME, WIDEST_NAME, 2))
        .collect();
    let told: Vec<Fitted> = network
        .nodes
        .iter()
        .map(|node| measure::fitted(&node.told, TOLD, WIDEST_TOLD, 1))
        .collect();
    let told_room = told
        .iter()
        .map(|told| legend::widest(told, TOLD))
        .fold(0.0, f64::max)
        + 6.0;
    let name_room = names
        .iter()
        .map(|name| legend::widest(name, NAME))
        .fold(0.0, f64::max);
    let side = circle.radius + ASIDE + told_room + name_room;
    let width = (2.0 * side).max(frame::ROOM);

    // Around the middle of the circle first.
    let mut ring = Scene::default();
    for tie in network.ties.iter().rev() {
        ring.marks.extend(circle.tie(network, tie));
    }
    let mut top = -circle.radius - LARGEST;
    let mut bottom = -top;
    for is_right in [true, false] {
        let mut nodes: Vec<usize> = (0..names.len())
            .filter(|node| circle.is_right(*node) == is_right)
            .collect();
        nodes.sort_by(|a, b| circle.outside(*a).y.total_cmp(&circle.outside(*b).y));
        let wanted: Vec<(f64, f64)> = nodes
            .iter()
            .map(|node| (circle.outside(*node).y, height(&names[*node])))
            .collect();
        let sign = if is_right { 1.0 } else { -1.0 };
        let anchor = if is_right { Anchor::Start } else { Anchor::End };
        for (node, y) in nodes.iter().zip(spread(&wanted)) {
            let edge = sign * (circle.radius + ASIDE);
            let near = circle.radius + circle.size(network, *node) + 2.0;
            let leader = through([
                Circle::on(near, circle.angles[*node]),
                circle.outside(*node),
                at(edge - sign * 12.0, y),
                at(edge - sign * 4.0, y),
            ]);
            ring.push(path(leader, Fill::None).stroked(Stroke::plain(LEADER, 0.9)));
            ring.lines(&told[*node], at(edge, y), TOLD, anchor, palette::SOFT);
            ring.lines(
                &names[*node],
                at(edge + sign * told_room, y),
                NAME,
                anchor,
                palette::INK,
            );
            top = top.min(y - height(&names[*node]) / 2.0);
            bottom = bottom.max(y + height(&names[*node]) / 2.0);
        }
    }
    for (node, drawn) in network.nodes.iter().enumerate() {
        let colour = palette::hue(drawn.label.theme);
        let mark = self::circle(
            circle.at(node),
            circle.size(network, node),
            Fill::Plain(colour),
        );
        let edged = mark.stroked(Stroke::plain(palette::WHITE, 1.0));
        ring.push(edged.told(said(&drawn.label.name, &drawn.told)));
    }
    ring.height = bottom;
    ring.width = width / 2.0;

    let mut scene = Scene::default();
    scene.lay(key.clone());
    scene.lay(ring.moved(at(width / 2.0, key.height + 10.0 - top)));
    let list = list::drawn(network, width);
    let below = scene.height + 14.0;
    scene.lay(list.moved(at(0.0, below)));
    scene.width = width;
    scene
}

fn height(name: &Fitted) -> f64 {
    name.lines.len().max(1) as f64 * NAME * 1.25 + 2.0
}

/// Both ends of a tie in words, whose order holds in a script from right to left as well; an arrow would turn around.
fn pair(network: &Network, tie: &Tie) -> String {
    let [from, to] = tie.ends.map(|end| &network.nodes[end].label.name);
    let between = if network.is_directed {
        ", then"
    } else {
        " and"
    };
    format!("{from}{between} {to}")
}

fn key(network: &Network) -> Scene {
    let dots = Key {
        width: 26.0,
        sample: Box::new(|x, y| {
            let dot = |dx: f64, radius| circle(at(x + dx, y), radius, Fill::Plain(palette::AXIS));
            vec![dot(2.0, 2.0), dot(10.0, 4.0), dot(20.5, 5.5)]
        }),
        words: format!("size: {}", network.node_measure),
    };
    let lines = Key {
        width: 34.0,
        sample: Box::new(|x, y| {
            let stroke = |from: f64, to: f64, width| {
                line(
                    at(x + from, y),
                    at(x + to, y),
                    Stroke::plain(palette::AXIS, width),
                )
            };
            vec![
                stroke(0.0, 10.0, 0.8),
                stroke(12.0, 22.0, 2.5),
                stroke(24.0, 34.0, 5.5),
            ]
        }),
        words: format!("width: {}", network.tie_measure),
    };
    let mut keys = vec![dots, lines];
    if network.is_directed {
        keys.push(Key {
            width: 0.0,
            sample: Box::new(|_, _| Vec::new()),
            words: "arrows lead from what comes first to what follows".to_owned(),
        });
    }
    legend::drawn(&keys, frame::ROOM)
}
