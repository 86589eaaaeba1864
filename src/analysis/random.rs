//! Random numbers that are the same on every machine and for any number of threads.

/// The generator `SplitMix64`: a counter whose values are mixed.
///
/// Source: Steele, G. L., Lea, D. and Flood, C. H. (2014), Fast splittable pseudorandom number generators, *OOPSLA*, with
/// the constants of Vigna's public-domain `splitmix64.c`. It is for resampling, not for secrets.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Random {
    state: u64,
}

/// What the counter goes up by: 2⁶⁴ divided by the golden ratio, made odd.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// Begins one of many streams of a seed, each of which may be drawn by another thread.
    pub fn stream(seed: u64, number: u64) -> Self {
        // Seeds and numbers that are close begin far apart.
        let state = mix(mix(seed.wrapping_add(STEP)) ^ number);
        Self { state }
    }

    /// Draws a whole number below `end`, each equally likely.
    ///
    /// Source: Lemire, D. (2019), Fast random integer generation in an interval, *ACM Transactions on Modeling and Computer
    /// Simulation* 29(1).
    pub fn below(&mut self, end: usize) -> usize {
        assert!(end > 0, "there is something to draw from");
        let end = end as u64;
        loop {
            let (drawn, remainder) = halves(u128::from(self.next()) * u128::from(end));
            // The few lowest remainders would favour some numbers.
            if remainder >= end.wrapping_neg() % end {
                return usize::try_from(drawn).expect("what is below a usize is one");
            }
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }
}

/// The upper and the lower 64 bits.
fn halves(product: u128) -> (u64, u64) {
    let lower = product & u128::from(u64::MAX);
    let half = |bits: u128| u64::try_from(bits).expect("half of 128 bits is 64");
    (half(product >> 64), half(lower))
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    // What `splitmix64.c` gives for the seed 1234567.
    #[test]
    fn numbers_are_those_of_the_published_program() {
        let mut random = Random { state: 1_234_567 };
        for expected in [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
        ] {
            assert_eq!(random.next(), expected);
        }
    }

    #[test]
    fn draws_are_spread_evenly_and_streams_differ() {
        let mut random = Random::stream(1, 0);
        let mut counts = [0_i32; 7];
        for _ in 0..70_000 {
            counts[random.below(7)] += 1;
        }
        // Four standard deviations of a binomial count are 370.
        assert!(counts.iter().all(|count| (count - 10_000).abs() < 370));
        let first = |seed, number| Random::stream(seed, number).next();
        assert_ne!(first(1, 0), first(1, 1));
        assert_ne!(first(1, 0), first(2, 0));
        assert_ne!(first(0, 1), first(1, 0));
    }
}
