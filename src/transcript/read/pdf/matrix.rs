//! Affine maps of the plane, as PDF writes them: `[a b c d e f]`.

/// A map; rows of a matrix that stands behind the vector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this map, then `other`.
    pub fn then(self, other: Self) -> Self {
        let (one, two) = (self.0, other.0);
        let across = |x: f32, y: f32| x * two[0] + y * two[2];
        let up = |x: f32, y: f32| x * two[1] + y * two[3];
        Self([
            across(one[0], one[1]),
            up(one[0], one[1]),
            across(one[2], one[3]),
            up(one[2], one[3]),
            across(one[4], one[5]) + two[4],
            up(one[4], one[5]) + two[5],
        ])
    }

    pub fn translation(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Moves by a distance of the space before the map.
    pub fn advance(&mut self, x: f32, y: f32) {
        let (x, y) = self.point(x, y);
        self.0[4] = x;
        self.0[5] = y;
    }

    /// Where a point comes to.
    pub fn point(self, x: f32, y: f32) -> (f32, f32) {
        let map = self.0;
        (
            x * map[0] + y * map[2] + map[4],
            x * map[1] + y * map[3] + map[5],
        )
    }

    /// How long a vertical unit becomes.
    pub fn height(self) -> f32 {
        self.0[2].hypot(self.0[3])
    }

    /// How long a horizontal unit becomes.
    pub fn width(self) -> f32 {
        self.0[0].hypot(self.0[1])
    }

    /// Whether text written with it runs from left to right, upright or slanted.
    pub fn is_upright(self) -> bool {
        let [a, b, ..] = self.0;
        a > 0.0 && b.abs() < a * 0.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_follow_each_other() {
        let double = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let moved = Matrix::translation(3.0, 4.0).then(double);
        assert_eq!(moved, Matrix([2.0, 0.0, 0.0, 2.0, 6.0, 8.0]));
        let mut advanced = double;
        advanced.advance(1.0, 1.0);
        assert_eq!(advanced, Matrix([2.0, 0.0, 0.0, 2.0, 2.0, 2.0]));
        assert!(!Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]).is_upright());
    }
}
