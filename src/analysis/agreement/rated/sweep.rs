//! Stretches of a line, and what several coders' stretches look like from left to right.

/// Units from `begin` up to and without `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub begin: u64,
    pub end: u64,
}

impl Stretch {
    pub fn new(begin: u64, end: u64) -> Self {
        Self { begin, end }
    }

    pub fn length(self) -> u64 {
        self.end - self.begin
    }
}

/// What stretches cover together, in order, those that touch joined.
pub(super) fn union(stretches: impl IntoIterator<Item = Stretch>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = stretches.into_iter().collect();
    all.sort_unstable();
    let mut union: Vec<Stretch> = Vec::with_capacity(all.len());
    for one in all {
        match union.last_mut() {
            Some(last) if one.begin <= last.end => last.end = last.end.max(one.end),
            _ => union.push(one),
        }
    }
    union
}

/// Calls `found` with every stretch that at least one coder covers and in which nothing changes, from left to right, and
/// with who covers it. A coder's stretches do not overlap.
pub(super) fn sweep(coders: &[Vec<Stretch>], mut found: impl FnMut(Stretch, &[bool])) {
    let mut ends: Vec<(u64, usize, bool)> = Vec::new();
    for (coder, stretches) in coders.iter().enumerate() {
        for one in stretches {
            // Of an end and a begin at one place the end comes first, so that a coder is covered by what touches.
            ends.push((one.begin, coder, true));
            ends.push((one.end, coder, false));
        }
    }
    ends.sort_unstable_by_key(|&(at, coder, begins)| (at, coder, begins));
    let mut covers = vec![false; coders.len()];
    let mut from = 0;
    for (at, coder, begins) in ends {
        if at > from && covers.contains(&true) {
            found(Stretch::new(from, at), &covers);
        }
        from = at;
        covers[coder] = begins;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch((begin, end): (u64, u64)) -> Stretch {
        Stretch::new(begin, end)
    }

    #[test]
    fn what_touches_is_one() {
        let all = [(5, 7), (0, 2), (2, 3), (6, 9)].map(stretch);
        assert_eq!(union(all), [(0, 3), (5, 9)].map(stretch));
    }

    #[test]
    fn a_sweep_tells_who_covers_what() {
        let first = vec![stretch((0, 4)), stretch((4, 5)), stretch((8, 9))];
        let second = vec![stretch((2, 5))];
        let mut seen = Vec::new();
        sweep(&[first, second], |it, who| {
            seen.push((it.begin, it.end, who[0], who[1]));
        });
        let expected = [
            (0, 2, true, false),
            (2, 4, true, true),
            (4, 5, true, true),
            (8, 9, true, false),
        ];
        assert_eq!(seen, expected);
    }
}
