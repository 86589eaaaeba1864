//! The figures of agreement on a code that is present or absent, each by its name.
//!
//! A report, a gate and a bootstrap ask for figures by name; what each is stands with its function.

use std::fmt;
use std::str::FromStr;

use super::{
    ChanceCorrected, Margins, Tally, Undefined, brennan_prediger, cohen, conger, fleiss, gwet,
    krippendorff, percent, scott,
};

/// A figure of how far coders agree on one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// [`percent::unit_mean`].
    Percent,
    /// [`percent::pairable_values`].
    PercentPairable,
    /// [`percent::all_identical`].
    PercentIdentical,
    /// [`cohen::kappa`], of two coders.
    Kappa,
    /// [`cohen::kappa_max`], of two coders.
    KappaMax,
    /// [`scott::pi`], of two coders.
    Pi,
    /// [`fleiss::kappa`].
    Fleiss,
    /// [`conger::kappa`].
    Conger,
    /// [`conger::light_kappa`].
    Light,
    /// [`krippendorff::nominal_alpha`].
    Alpha,
    /// [`gwet::ac1`].
    Ac1,
    /// [`brennan_prediger::coefficient`].
    BrennanPrediger,
    /// [`specific_agreement`] on "present": Dice, F1, Holsti of codings.
    Positive,
    /// [`specific_agreement`] on "absent".
    Negative,
    /// [`prevalence`].
    Prevalence,
    /// [`cohen::prevalence_index`], of two coders.
    PrevalenceIndex,
    /// [`cohen::bias_index`], of two coders.
    BiasIndex,
}

/// Names under which a figure is known elsewhere.
const ALIASES: [(&str, Figure); 8] = [
    ("cohen", Figure::Kappa),
    ("scott", Figure::Pi),
    ("krippendorff", Figure::Alpha),
    ("gwet", Figure::Ac1),
    ("brennan_prediger", Figure::BrennanPrediger),
    ("f1", Figure::Positive),
    ("holsti", Figure::Positive),
    ("dice", Figure::Positive),
];

/// A name that is no figure's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no figure `{0}`")]
pub struct UnknownFigure(pub String);

impl Figure {
    /// All of them, in the order of a report.
    pub const ALL: [Figure; 17] = [
        Figure::Percent,
        Figure::PercentPairable,
        Figure::PercentIdentical,
        Figure::Kappa,
        Figure::KappaMax,
        Figure::Pi,
        Figure::Fleiss,
        Figure::Conger,
        Figure::Light,
        Figure::Alpha,
        Figure::Ac1,
        Figure::BrennanPrediger,
        Figure::Positive,
        Figure::Negative,
        Figure::Prevalence,
        Figure::PrevalenceIndex,
        Figure::BiasIndex,
    ];

    /// The name for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Figure::Percent => "percent",
            Figure::PercentPairable => "percent_pairable",
            Figure::PercentIdentical => "percent_identical",
            Figure::Kappa => "kappa",
            Figure::KappaMax => "kappa_max",
            Figure::Pi => "pi",
            Figure::Fleiss => "fleiss",
            Figure::Conger => "conger",
            Figure::Light => "light",
            Figure::Alpha => "alpha",
            Figure::Ac1 => "ac1",
            Figure::BrennanPrediger => "bp",
            Figure::Positive => "positive",
            Figure::Negative => "negative",
            Figure::Prevalence => "prevalence",
            Figure::PrevalenceIndex => "prevalence_index",
            Figure::BiasIndex => "bias_index",
        }
    }

    /// Whether it exists for two coders alone.
    #[must_use]
    pub fn is_of_two(self) -> bool {
        matches!(
            self,
            Figure::Kappa
                | Figure::KappaMax
                | Figure::Pi
                | Figure::PrevalenceIndex
                | Figure::BiasIndex
        )
    }

    /// Whether it says how far coders agree, so that more is better.
    ///
    /// The others say under which conditions they did.
    #[must_use]
    pub fn is_agreement(self) -> bool {
        !matches!(
            self,
            Figure::KappaMax | Figure::Prevalence | Figure::PrevalenceIndex | Figure::BiasIndex
        )
    }

    /// Whether it corrects agreement for chance, so that it can be averaged before the correction.
    #[must_use]
    pub fn is_corrected(self) -> bool {
        matches!(
            self,
            Figure::Kappa
                | Figure::Pi
                | Figure::Fleiss
                | Figure::Conger
                | Figure::Alpha
                | Figure::Ac1
                | Figure::BrennanPrediger
        )
    }

    /// Computes it for a code that is present (1) or absent (0).
    ///
    /// Undefined as the coefficient is, and for other than two coders where it is of two.
    pub fn of(self, tally: &Tally) -> Result<f64, Undefined> {
        if let Some(corrected) = self.corrected(tally) {
            return corrected?.value();
        }
        match self {
            Figure::PercentPairable => percent::pairable_values(tally),
            Figure::PercentIdentical => percent::all_identical(tally),
            Figure::KappaMax => cohen::kappa_max(&margins_of_two(tally)?),
            Figure::Light => conger::light_kappa(tally),
            Figure::Positive => specific_agreement(tally, 1),
            Figure::Negative => specific_agreement(tally, 0),
            Figure::Prevalence => prevalence(tally),
            Figure::PrevalenceIndex => cohen::prevalence_index(&margins_of_two(tally)?),
            Figure::BiasIndex => cohen::bias_index(&margins_of_two(tally)?),
            _ => percent::unit_mean(tally),
        }
    }

    /// What it is made of, where it corrects agreement for chance; `None` where it does not.
    #[must_use]
    pub fn corrected(self, tally: &Tally) -> Option<Result<ChanceCorrected, Undefined>> {
        let of_two = |of: fn(&Margins) -> Result<ChanceCorrected, Undefined>| {
            margins_of_two(tally).and_then(|margins| of(&margins))
        };
        Some(match self {
            Figure::Kappa => of_two(cohen::kappa),
            Figure::Pi => of_two(scott::pi),
            Figure::Fleiss => fleiss::kappa(tally),
            Figure::Conger => conger::kappa(tally),
            Figure::Alpha => krippendorff::nominal_alpha(tally),
            Figure::Ac1 => gwet::ac1(tally),
            Figure::BrennanPrediger => brennan_prediger::coefficient(tally),
            _ => return None,
        })
    }
}

/// Agreement on one category, over all pairs of coders: of all that pairs put there, the share that both did, 0 to 1.
///
/// For two coders it is [`cohen::specific_agreement`]. With more, agreements and ratings are added up over the pairs before
/// they are divided, so that a pair counts by how much it used the category. Undefined when no unit was rated by two coders,
/// and when no coder of a pair used the category.
pub fn specific_agreement(tally: &Tally, category: usize) -> Result<f64, Undefined> {
    tally.comparable()?;
    let (mut agreed, mut used) = (0, 0);
    for (first, second) in tally.pairs() {
        let margins = tally.pair(first, second);
        agreed += margins.agreed[category];
        used += margins.first[category] + margins.second[category];
    }
    if used == 0 {
        return Err(Undefined::CategoryNotUsed);
    }
    Ok(2.0 * agreed as f64 / used as f64)
}

/// How common a code is: the share of "present" among the ratings of units that two coders or more rated, 0 to 1.
///
/// Undefined when no unit was rated by two coders.
pub fn prevalence(tally: &Tally) -> Result<f64, Undefined> {
    tally.comparable()?;
    let (mut present, mut all) = (0, 0);
    for group in tally.groups_from(2) {
        present += group.ratings[1];
        all += group.raters * group.units;
    }
    Ok(present as f64 / all as f64)
}

/// Whether units were rated by two coders or more and none of these coders used the code.
#[must_use]
pub fn is_unused(tally: &Tally) -> bool {
    let mut groups = tally.groups_from(2);
    tally.comparable().is_ok() && groups.all(|group| group.ratings[1] == 0)
}

fn margins_of_two(tally: &Tally) -> Result<Margins, Undefined> {
    match tally.coders() {
        0 | 1 => Err(Undefined::FewerThanTwoCoders),
        2 => Ok(tally.pair(0, 1)),
        _ => Err(Undefined::MoreThanTwoCoders),
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Figure {
    type Err = UnknownFigure;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let name = written.to_lowercase().replace('-', "_");
        let own = Figure::ALL.into_iter().find(|it| it.as_str() == name);
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == name);
        own.or_else(|| alias().map(|(_, figure)| *figure))
            .ok_or_else(|| UnknownFigure(written.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Tally;
    use super::super::published::{assert_six_digits, gwet_paradox, of_crosstab};
    use super::*;

    fn three_coders() -> Tally {
        let mut tally = Tally::empty(3, 2);
        tally.count(&[Some(1), Some(1), Some(0)], 2);
        tally.count(&[Some(1), Some(0), None], 1);
        tally.count(&[Some(0), Some(0), Some(0)], 5);
        tally
    }

    #[test]
    fn every_figure_is_known_by_its_name() {
        for figure in Figure::ALL {
            assert_eq!(figure.as_str().parse(), Ok(figure));
        }
        assert_eq!("F1".parse(), Ok(Figure::Positive));
        assert_eq!("brennan-prediger".parse(), Ok(Figure::BrennanPrediger));
        assert!("kapa".parse::<Figure>().is_err());
    }

    #[test]
    fn a_figure_is_the_function_of_its_name() {
        let tally = Tally::of(&of_crosstab(&gwet_paradox()));
        let margins = gwet_paradox().margins();
        assert_six_digits(Figure::Kappa.of(&tally).unwrap(), 0.314_442);
        assert_six_digits(Figure::Ac1.of(&tally).unwrap(), 0.808);
        assert_six_digits(Figure::BrennanPrediger.of(&tally).unwrap(), 0.7);
        for category in [0, 1] {
            assert_eq!(
                specific_agreement(&tally, category),
                cohen::specific_agreement(&margins, category)
            );
        }
    }

    #[test]
    fn positive_agreement_and_prevalence_are_over_all_pairs() {
        let tally = three_coders();
        // Pairs: 1-2 agree twice on 2 + 1 and 2 uses; 1-3 and 2-3 never on 2 uses each.
        assert_eq!(Figure::Positive.of(&tally), Ok(4.0 / 9.0));
        // 2 · 2 and 1 of 7 · 3 and 2 ratings.
        assert_eq!(Figure::Prevalence.of(&tally), Ok(5.0 / 23.0));
        assert_eq!(Figure::Kappa.of(&tally), Err(Undefined::MoreThanTwoCoders));
    }

    #[test]
    fn a_code_that_nobody_used_has_no_figure_but_those_that_do_not_need_it() {
        let mut tally = Tally::empty(2, 2);
        tally.count(&[Some(0), Some(0)], 9);
        for figure in [Figure::Kappa, Figure::Alpha, Figure::Fleiss, Figure::Conger] {
            assert_eq!(figure.of(&tally), Err(Undefined::OneCategoryUsed));
        }
        assert_eq!(Figure::Positive.of(&tally), Err(Undefined::CategoryNotUsed));
        assert_eq!(Figure::Percent.of(&tally), Ok(1.0));
        assert!(is_unused(&tally));
        assert!(!is_unused(&three_coders()));
        assert!(!is_unused(&Tally::empty(2, 2)));
        for figure in Figure::ALL {
            assert_eq!(figure.is_corrected(), figure.corrected(&tally).is_some());
        }
    }
}
