//! Why a coefficient does not exist for the data at hand.

/// Why a coefficient does not exist, in a sentence for people.
///
/// Programs differ here: the same data give 1, 0, `NaN` or an exception, and a table of results hides which. A reader of
/// a report needs the reason instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Undefined {
    /// There is nobody to agree with.
    #[error("agreement needs at least two coders")]
    FewerThanTwoCoders,
    /// A figure of two coders was asked of more.
    #[error("this figure exists only for two coders")]
    MoreThanTwoCoders,
    /// Nothing was rated at all.
    #[error("nothing was rated")]
    NothingRated,
    /// No unit has two ratings, so no two can be compared.
    #[error("no unit was rated by two coders")]
    NoUnitRatedByTwo,
    /// What takes complete units only has none.
    #[error("no unit was rated by all coders")]
    NoCompleteUnit,
    /// Nobody used the code, or any of the codes. By their formulas, agreement in per cent, AC1 and Brennan and Prediger's
    /// coefficient are 1 then; that nobody thought of a code is no evidence that coders agree on it.
    #[error("nobody used it, so there is no evidence of agreement")]
    CodeNotUsed,
    /// Agreement by chance is certain: there was no difference that coders could have agreed on.
    #[error("all ratings are in one category, so agreement says nothing")]
    OneCategoryUsed,
    /// With a single category to choose from, there is no choice.
    #[error("only one category was available")]
    OneCategoryAvailable,
    /// A figure for present and absent was asked of another number of categories.
    #[error("this figure exists only for two categories")]
    NotTwoCategories,
    /// The category was used by neither coder, or by no other coder where it could be compared.
    #[error("the category was not used where it could be compared")]
    CategoryNotUsed,
    /// A mean over pairs of coders has a pair without a value.
    #[error("the coefficient is undefined for at least one pair of coders")]
    PairUndefined,
    /// No code has a value of which a mean could be taken.
    #[error("the coefficient is undefined for every code")]
    NoCodeDefined,
    /// A variance needs two units.
    #[error("an interval needs at least two units")]
    FewerThanTwoUnits,
    /// A coefficient that leaves no room for a standard error, such as perfect agreement.
    #[error("the estimated standard error is zero, so an interval would claim certainty")]
    NoVariation,
    /// Resampling one cluster gives that cluster.
    #[error("a bootstrap needs at least two clusters to resample")]
    FewerThanTwoClusters,
    /// Every replicate of a bootstrap was without a value.
    #[error("the coefficient is undefined in every replicate of the bootstrap")]
    NoReplicateDefined,
    /// Nobody marked anything.
    #[error("no coder marked a segment")]
    NoSegment,
    /// There is no text to mark.
    #[error("the text is empty")]
    EmptyText,
    /// No stretch was marked by two coders, whatever the code.
    #[error("no stretch was marked by two coders")]
    NoStretchMarkedByTwo,
    /// One coder's segments of different codes overlap, so a stretch has no single code.
    #[error("segments of different codes overlap, so agreement exists only code by code")]
    OverlappingCodes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_sentence_without_a_full_stop() {
        assert_eq!(
            Undefined::NoUnitRatedByTwo.to_string(),
            "no unit was rated by two coders"
        );
    }
}
