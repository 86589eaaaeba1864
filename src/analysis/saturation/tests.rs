use super::*;

const S1: [usize; 12] = [14, 8, 6, 4, 2, 1, 1, 0, 1, 0, 0, 0];

fn setting(base: usize, run: usize, threshold: f64) -> Settings {
    Settings {
        base,
        run,
        threshold,
    }
}

#[test]
fn runs_slide_by_one_and_the_base_does_not_grow() {
    let saturation = saturation(&S1, setting(4, 2, 0.05)).unwrap();
    assert_eq!((saturation.base, saturation.reached), (32, Some(6)));
    let ratios: Vec<f64> = saturation.runs.iter().map(|run| run.ratio).collect();
    assert_eq!(ratios[..3], [0.09375, 0.0625, 0.03125]);
    let strict = super::saturation(&S1, setting(4, 2, 0.0)).unwrap();
    assert_eq!(strict.reached, Some(9));
}

#[test]
fn what_a_stop_would_have_missed_is_told() {
    let late = [20, 10, 5, 5, 0, 1, 0, 5, 0, 0];
    let saturation = saturation(&late, setting(4, 2, 0.05)).unwrap();
    assert_eq!((saturation.reached, saturation.missed), (Some(4), 5));
    // What the confirming run brings itself is not missed, and is told apart.
    assert_eq!(saturation.confirming().map(|run| run.new), Some(1));
}

#[test]
fn a_threshold_that_is_met_exactly_is_met() {
    let met = saturation(&[5, 5, 5, 5, 1, 0, 1], setting(4, 2, 0.05)).unwrap();
    assert_eq!((met.base, met.reached), (20, Some(4)));
}

#[test]
fn there_are_no_ratios_without_a_base_or_a_run() {
    assert_eq!(
        saturation(&[3, 2, 1, 0, 0], setting(4, 2, 0.05)),
        Err(Undefined::TooFew {
            needed: 6,
            there: 5
        })
    );
    assert_eq!(
        saturation(&[0; 6], setting(4, 2, 0.05)),
        Err(Undefined::EmptyBase)
    );
    assert_eq!(saturation(&S1, setting(6, 3, 0.0)).unwrap().runs.len(), 4);
    assert_eq!(
        saturation(&[0; 8], setting(4, 2, 0.0)),
        Err(Undefined::EmptyBase)
    );
}

fn sets(all: &[&[u32]]) -> Accumulation {
    Accumulation::of(
        all.iter()
            .map(|codes| codes.iter().copied().collect())
            .collect(),
    )
}

#[test]
fn a_code_is_new_once() {
    let accumulation = sets(&[&[1, 2], &[2], &[], &[2, 3]]);
    assert_eq!(accumulation.new, [2, 0, 0, 1]);
    assert_eq!(accumulation.cumulative, [2, 2, 2, 3]);
    assert_eq!(accumulation.total(), 3);
}

#[test]
fn the_mean_is_that_of_all_orders() {
    let accumulation = sets(&[&[0, 1, 2], &[1], &[3], &[1, 3]]);
    let expected = Expected::of(&accumulation, 1, 1);
    // All 24 orders, one by one.
    let mut sums = [0_usize; 4];
    let mut count = 0_u32;
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| *c != a && *c != b) {
                let d = 6 - a - b - c;
                let order = [a, b, c, d].map(|at| accumulation.codes[at].clone());
                let curve = Accumulation::of(order.to_vec()).cumulative;
                for (sum, codes) in sums.iter_mut().zip(curve) {
                    *sum += codes;
                }
                count += 1;
            }
        }
    }
    for (mean, sum) in expected.mean.iter().zip(sums) {
        assert!(
            (mean - sum as f64 / f64::from(count)).abs() < 1e-12,
            "{mean} {sum}"
        );
    }
}

#[test]
fn the_band_holds_the_mean_and_ends_where_all_codes_are() {
    let accumulation = sets(&[&[0, 1, 2], &[1], &[3], &[1, 3], &[4], &[0, 4]]);
    let expected = Expected::of(&accumulation, 500, 7);
    assert_eq!(expected, Expected::of(&accumulation, 500, 7));
    for (mean, band) in expected.mean.iter().zip(&expected.band) {
        assert!(band.low as f64 <= *mean && *mean <= band.high as f64);
    }
    assert_eq!(expected.band.last(), Some(&Band { low: 5, high: 5 }));
    assert_eq!(expected.band[0], Band { low: 1, high: 3 });
}
