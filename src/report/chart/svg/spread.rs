//! Labels moved apart, each as little as all together need.

/// The middles of labels that are to stand at given middles and have given heights, in order, so that none lies on another.
///
/// The sum of the squares of all displacements is the least possible: pooling adjacent violators (Barlow, Bartholomew, Bremner
/// and Brunk, "Statistical inference under order restrictions", 1972) on the middles without the heights before them.
pub(super) fn spread(wanted: &[(f64, f64)]) -> Vec<f64> {
    let mut before = Vec::with_capacity(wanted.len());
    let mut used = 0.0;
    for (_, height) in wanted {
        before.push(used + height / 2.0);
        used += height;
    }
    // Blocks of labels that touch: the mean of where they would begin, and how many they are.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for ((middle, _), before) in wanted.iter().zip(&before) {
        let mut block = (middle - before, 1);
        while let Some((mean, count)) = blocks.last().copied() {
            if mean <= block.0 {
                break;
            }
            let all = count + block.1;
            block = (
                (mean * count as f64 + block.0 * block.1 as f64) / all as f64,
                all,
            );
            blocks.pop();
        }
        blocks.push(block);
    }
    let begins = blocks
        .into_iter()
        .flat_map(|(mean, count)| std::iter::repeat_n(mean, count));
    begins
        .zip(before)
        .map(|(begin, before)| begin + before)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_that_have_room_stay_and_others_share_the_way() {
        assert_eq!(spread(&[(0.0, 10.0), (30.0, 10.0)]), [0.0, 30.0]);
        assert_eq!(
            spread(&[(20.0, 10.0), (20.0, 10.0), (90.0, 10.0)]),
            [15.0, 25.0, 90.0]
        );
        assert_eq!(spread(&[]), [0.0; 0]);
    }

    proptest! {
        #[test]
        fn no_label_lies_on_another(mut wanted in prop::collection::vec((-100.0..100.0_f64, 5.0..30.0_f64), 0..40)) {
            wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
            let spread = spread(&wanted);
            prop_assert_eq!(spread.len(), wanted.len());
            for at in 1..spread.len() {
                let least = f64::midpoint(wanted[at - 1].1, wanted[at].1);
                prop_assert!(spread[at] - spread[at - 1] >= least - 1e-9);
            }
        }
    }
}
