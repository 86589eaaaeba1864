//! From pieces of text to rows: pieces on one baseline, and the figures that are raised above it or lowered below it.

use super::page::Piece;

/// A raised or lowered piece is no longer, in bytes: `2nd`, `[12]`, `3, 4`.
const LONGEST: usize = 12;
/// How far a raised piece's baseline may be from that of its row, in parts of the row's size. Lines are farther apart.
const RAISED: f32 = 0.65;
/// How far from the letters before or after it such a piece may stand, in parts of its size.
const NEAR: f32 = 0.3;

/// Pieces with one baseline, from left to right; rows from top to bottom. Raised and lowered figures belong to the row.
pub(super) fn rows(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    // Baseline and size of the largest piece of the row.
    let mut base = (0.0_f32, 0.0_f32);
    for piece in pieces {
        let near = (base.0 - piece.y).abs() <= 0.35 * base.1.max(piece.size);
        match rows.last_mut() {
            Some(row) if near => {
                row.push(*piece);
                if piece.size > base.1 {
                    base = (piece.y, piece.size);
                }
            }
            _ => {
                rows.push(vec![*piece]);
                base = (piece.y, piece.size);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    attach(&mut rows);
    rows
}

/// Puts raised and lowered pieces that stand in rows of their own into the row whose words they touch.
fn attach(rows: &mut Vec<Vec<Piece>>) {
    // Twice: a second mark may touch but the first.
    for _ in 0..2 {
        let bases: Vec<Base> = rows.iter().map(|row| Base::of(row)).collect();
        let mut moved: Vec<(usize, Piece)> = Vec::new();
        for at in 0..rows.len() {
            let near: Vec<usize> = near(&bases, at).collect();
            if near.is_empty() {
                continue;
            }
            let row = std::mem::take(&mut rows[at]);
            for piece in row {
                let target = near.iter().find(|other| {
                    belongs(&piece, &bases[**other]) && touches(&piece, &rows[**other])
                });
                match target {
                    Some(other) => moved.push((*other, piece)),
                    None => rows[at].push(piece),
                }
            }
        }
        if moved.is_empty() {
            return;
        }
        for (at, piece) in moved {
            rows[at].push(piece);
        }
        for row in rows.iter_mut() {
            row.sort_by(|a, b| a.left.total_cmp(&b.left));
        }
        rows.retain(|row| !row.is_empty());
    }
}

/// What a row stands on: the baseline and size of its largest piece, and how much text it has.
struct Base {
    y: f32,
    size: f32,
    length: usize,
}

impl Base {
    fn of(row: &[Piece]) -> Self {
        let largest = row.iter().max_by(|a, b| a.size.total_cmp(&b.size));
        Self {
            y: largest.map_or(0.0, |piece| piece.y),
            size: largest.map_or(0.0, |piece| piece.size),
            length: row.iter().map(|piece| piece.end - piece.start).sum(),
        }
    }
}

/// The rows next to one that have more text and stand so close that it may be raised above or lowered below them.
fn near(bases: &[Base], at: usize) -> impl Iterator<Item = usize> + '_ {
    let next_to = [
        at.checked_add(1),
        at.checked_sub(1),
        at.checked_add(2),
        at.checked_sub(2),
    ];
    next_to.into_iter().flatten().filter(move |other| {
        bases.get(*other).is_some_and(|base| {
            (base.y - bases[at].y).abs() <= RAISED * base.size && base.length > bases[at].length
        })
    })
}

fn belongs(piece: &Piece, base: &Base) -> bool {
    piece.end - piece.start <= LONGEST
        && piece.size <= base.size
        && (base.y - piece.y).abs() <= RAISED * base.size
}

/// Whether a piece follows or precedes a piece of a row directly.
fn touches(piece: &Piece, row: &[Piece]) -> bool {
    let after = row.partition_point(|other| other.left <= piece.left);
    let before = after.checked_sub(1).and_then(|at| row.get(at));
    let near = |gap: f32| gap.abs() <= NEAR * piece.size;
    before.is_some_and(|before| near(piece.left - before.ink))
        || row
            .get(after)
            .is_some_and(|after| near(after.left - piece.ink))
}
