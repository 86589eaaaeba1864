//! The circle of a network, and the ties through its inside.

use std::f64::consts::{PI, TAU};

use super::super::super::{Network, Tie, palette};
use super::super::scene::{Fill, Mark, Point, Step, Stroke, at, path, through};
use super::super::{said, share};
use super::pair;

/// The radius of the circle, and how much of it a node has at least.
const RADIUS: f64 = 165.0;
const LEAST_STEP: f64 = 13.0;
const SMALLEST: f64 = 1.5;
/// Between two themes there is so much more than between two nodes.
const THEME_GAP: f64 = 0.7;
/// The radius of the largest node, and of the smallest.
pub(super) const LARGEST: f64 = 11.0;

/// Where the nodes are, around a middle at the origin.
pub(super) struct Circle {
    pub radius: f64,
    /// By node: its angle from the top, clockwise.
    pub angles: Vec<f64>,
    largest: f64,
}

impl Circle {
    pub fn of(network: &Network) -> Self {
        let nodes = &network.nodes;
        let apart = |a: usize, b: usize| {
            if nodes[a].label.theme == nodes[b].label.theme {
                1.0
            } else {
                1.0 + THEME_GAP
            }
        };
        let mut units = Vec::with_capacity(nodes.len());
        let mut used = 0.0;
        for node in 0..nodes.len() {
            if node > 0 {
                used += apart(node - 1, node);
            }
            units.push(used);
        }
        let around = match nodes.len() {
            0 => 1.0,
            count => used + apart(count - 1, 0),
        };
        let radius = RADIUS.max(around * LEAST_STEP / TAU);
        let step = TAU / around;
        // The first theme begins at the top, half a step behind it.
        let first = step / 2.0;
        Self {
            radius,
            angles: units.into_iter().map(|unit| first + unit * step).collect(),
            largest: LARGEST.min(0.42 * step * radius),
        }
    }

    pub fn on(radius: f64, angle: f64) -> Point {
        at(radius * angle.sin(), -radius * angle.cos())
    }

    pub fn at(&self, node: usize) -> Point {
        Self::on(self.radius, self.angles[node])
    }

    /// Where the line to a name begins.
    pub fn outside(&self, node: usize) -> Point {
        Self::on(self.radius + self.largest + 3.0, self.angles[node])
    }

    pub fn is_right(&self, node: usize) -> bool {
        self.angles[node] <= PI
    }

    /// The radius of a node, whose area is its size.
    pub fn size(&self, network: &Network, node: usize) -> f64 {
        (self.largest * share(network.nodes[node].size).sqrt()).max(SMALLEST)
    }

    pub fn tie(&self, network: &Network, tie: &Tie) -> Vec<Mark> {
        let [from, to] = tie.ends;
        if from >= self.angles.len() || to >= self.angles.len() {
            return Vec::new();
        }
        let strength = share(tie.strength);
        let width = 0.8 + 4.7 * strength;
        let nodes = &network.nodes;
        let is_within = nodes[from].label.theme == nodes[to].label.theme;
        let colour = if is_within {
            palette::hue(nodes[from].label.theme)
        } else {
            palette::SOFT
        };
        let opacity = 0.3 + 0.5 * strength;
        let [start, a, b, mut end] = self.curve(network, tie);
        let told = said(&pair(network, tie), &tie.told);
        let mut marks = Vec::new();
        if network.is_directed {
            let long = 5.0 + width;
            let (dx, dy) = (end.x - b.x, end.y - b.y);
            let distance = dx.hypot(dy).max(0.01);
            let (dx, dy) = (dx / distance, dy / distance);
            let base = at(end.x - dx * long, end.y - dy * long);
            let half = 2.0 + width * 0.75;
            let head = [
                end,
                at(base.x - dy * half, base.y + dx * half),
                at(base.x + dy * half, base.y - dx * half),
            ];
            let mut head = through(head);
            head.push(Step::Close);
            marks.push(
                path(head, Fill::Plain(colour))
                    .opacity((opacity + 0.2).min(1.0))
                    .told(&*told),
            );
            end = base;
        }
        let curve = path(vec![Step::Move(start), Step::Curve(a, b, end)], Fill::None);
        marks.insert(
            0,
            curve
                .stroked(Stroke::plain(colour, width))
                .opacity(opacity)
                .told(told),
        );
        marks
    }

    /// The ends of a tie with two controls between them. Ends that are far from each other are drawn to the middle; a tie of a
    /// node with itself is a loop.
    pub fn curve(&self, network: &Network, tie: &Tie) -> [Point; 4] {
        let [from, to] = tie.ends;
        let inner = |node: usize| self.radius - self.size(network, node) - 1.0;
        let (a, b) = (self.angles[from], self.angles[to]);
        if from == to {
            let (near, deep) = (inner(from), inner(from) - 42.0);
            let slip = 2.5 / self.radius;
            let open = 20.0 / self.radius;
            return [
                Self::on(near, a - slip),
                Self::on(deep, a - open),
                Self::on(deep, a + open),
                Self::on(near, a + slip),
            ];
        }
        let between = (a - b).abs();
        let between = between.min(TAU - between);
        let deep = 0.85 - 0.6 * (between / PI).sqrt();
        // There and back are told apart: each bends to its own right.
        let bend = if network.is_directed { 0.05 } else { 0.0 };
        [
            Self::on(inner(from), a),
            Self::on(self.radius * deep, a + bend),
            Self::on(self.radius * deep, b + bend),
            Self::on(inner(to), b),
        ]
    }
}
