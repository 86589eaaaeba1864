//! Which words a text has more often than another: keyness.
//!
//! A [`Contrast`] is one word's four numbers; its figures are named after who described them, because "log-likelihood"
//! stands for two different numbers in the literature and in programs. [`Words`] counts the words of what people coded and
//! of the rest.

mod stop;
mod words;

pub use stop::stop_words;
pub(super) use words::words_in;
pub use words::{Candidate, Kind, Scope, Words};

/// How often a word stands in a text and in the one that it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// How often in the text.
    pub here: u64,
    /// How often in the other.
    pub there: u64,
    /// How many words the text has.
    pub words_here: u64,
    /// How many words the other has.
    pub words_there: u64,
}

/// Below this expected count, the approximation that tests of significance rest on is poor.
///
/// Source: Cochran, W. G. (1954), Some methods for strengthening the common χ² tests, *Biometrics* 10.
pub const FEW_EXPECTED: f64 = 5.0;

impl Contrast {
    /// How often it were in the text if it were as frequent in both.
    #[must_use]
    pub fn expected_here(self) -> f64 {
        self.expected(self.words_here, self.here + self.there)
    }

    /// How often it were in the other.
    #[must_use]
    pub fn expected_there(self) -> f64 {
        self.expected(self.words_there, self.here + self.there)
    }

    fn expected(self, column: u64, row: u64) -> f64 {
        column as f64 * row as f64 / self.all()
    }

    fn all(self) -> f64 {
        self.words_here as f64 + self.words_there as f64
    }

    /// Whether the text has it more often than expected.
    #[must_use]
    pub fn is_key_here(self) -> bool {
        self.here as f64 > self.expected_here()
    }

    /// The log-likelihood of corpus linguistics: two cells, those of the word.
    ///
    /// Source: Rayson, P. and Garside, R. (2000), Comparing corpora using frequency profiling, *Proceedings of the Workshop on
    /// Comparing Corpora*, ACL, 1–6.
    #[must_use]
    pub fn log_likelihood(self) -> f64 {
        2.0 * (term(self.here, self.expected_here()) + term(self.there, self.expected_there()))
    }

    /// Dunning's log-likelihood: all four cells, those of the other words among them.
    ///
    /// Source: Dunning, T. (1993), Accurate methods for the statistics of surprise and coincidence, *Computational
    /// Linguistics* 19, 61–74.
    #[must_use]
    pub fn log_likelihood_of_four_cells(self) -> f64 {
        let others_here = self.words_here - self.here;
        let others_there = self.words_there - self.there;
        let others = others_here + others_there;
        self.log_likelihood()
            + 2.0
                * (term(others_here, self.expected(self.words_here, others))
                    + term(others_there, self.expected(self.words_there, others)))
    }

    /// How many times as frequent it is here, as a power of two: 1 is twice, 2 four times. Where it does not stand in the
    /// other, half an occurrence is taken.
    ///
    /// Source: Hardie, A. (2014), Log Ratio – an informal introduction, CASS, Lancaster.
    #[must_use]
    pub fn log_ratio(self) -> f64 {
        let there = if self.there == 0 {
            0.5
        } else {
            self.there as f64
        };
        let here = if self.here == 0 {
            0.5
        } else {
            self.here as f64
        };
        ((here / self.words_here as f64) / (there / self.words_there as f64)).log2()
    }

    /// How often among 1,000 words of the text.
    #[must_use]
    pub fn per_thousand_here(self) -> f64 {
        self.here as f64 * 1000.0 / self.words_here as f64
    }

    /// How often among 1,000 words of the other.
    #[must_use]
    pub fn per_thousand_there(self) -> f64 {
        self.there as f64 * 1000.0 / self.words_there as f64
    }

    /// Whether the numbers are so small that chance alone may have made them.
    #[must_use]
    pub fn is_small(self) -> bool {
        self.expected_here() < FEW_EXPECTED || self.expected_there() < FEW_EXPECTED
    }
}

/// Observed times the logarithm of observed by expected, which goes to 0 with what is observed.
fn term(observed: u64, expected: f64) -> f64 {
    if observed == 0 {
        return 0.0;
    }
    observed as f64 * (observed as f64 / expected).ln()
}

#[cfg(test)]
mod tests;
