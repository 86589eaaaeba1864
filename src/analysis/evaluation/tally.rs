//! What the sheets of many transcripts add up to.

use super::proportion::{Proportion, Undefined};
use super::segmented::{Segment, Segmented, Verdict};
use crate::codebook::{CodeIndex, Codebook, RuleIndex};

/// How often the rules and a coder say the same of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Segments that both coded: true positives.
    pub both: u64,
    /// Segments that the rules alone coded: false positives.
    pub rules_only: u64,
    /// Segments that the coder alone coded: false negatives.
    pub coder_only: u64,
}

impl Confusion {
    fn note(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Both => self.both += 1,
            Verdict::RulesOnly => self.rules_only += 1,
            Verdict::CoderOnly => self.coder_only += 1,
            Verdict::Neither => {}
        }
    }

    fn add(&mut self, other: Self) {
        self.both += other.both;
        self.rules_only += other.rules_only;
        self.coder_only += other.coder_only;
    }

    /// Of what the rules coded, how much the coder coded too.
    #[must_use]
    pub fn precision(self) -> Proportion {
        Proportion {
            count: self.both,
            of: self.both + self.rules_only,
        }
    }

    /// Of what the coder coded, how much the rules found.
    #[must_use]
    pub fn recall(self) -> Proportion {
        Proportion {
            count: self.both,
            of: self.both + self.coder_only,
        }
    }

    /// F1: 2 both / (2 both + rules only + coder only), the share of codings made by either that is agreed on (also called
    /// Dice, or positive agreement). It is no proportion of independent cases, so it has no interval.
    ///
    /// Source: van Rijsbergen, C. J. (1979), *Information Retrieval*, 2nd ed., chapter 7.
    pub fn f1(self) -> Result<f64, Undefined> {
        let twice = 2 * self.both;
        let all = twice + self.rules_only + self.coder_only;
        if all == 0 {
            return Err(Undefined::NobodyCoded);
        }
        Ok(twice as f64 / all as f64)
    }

    /// Whether either coded anything.
    #[must_use]
    pub fn is_used(self) -> bool {
        self != Self::default()
    }

    /// One of the three figures.
    pub fn figure(self, figure: Figure) -> Result<f64, Undefined> {
        match figure {
            Figure::Precision => self.precision().share().ok_or(Undefined::RulesCodedNothing),
            Figure::Recall => self.recall().share().ok_or(Undefined::CoderCodedNothing),
            Figure::F1 => self.f1(),
        }
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// See [`Confusion::precision`].
    Precision,
    /// See [`Confusion::recall`].
    Recall,
    /// See [`Confusion::f1`].
    F1,
}

impl Figure {
    /// All three, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Precision, Self::Recall, Self::F1];

    /// The name that is written and printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::F1 => "f1",
        }
    }
}

/// What a sample says of all that it was drawn from: sums of weights in the place of counts.
///
/// Source: Horvitz, D. G. and Thompson, D. J. (1952), A generalization of sampling without replacement from a finite
/// universe, *Journal of the American Statistical Association* 47; shares are ratios of two such sums.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// Segments that both coded.
    pub both: f64,
    /// Segments that the rules alone coded.
    pub rules_only: f64,
    /// Segments that the coder alone coded.
    pub coder_only: f64,
}

impl Estimate {
    fn note(&mut self, verdict: Verdict, weight: f64) {
        match verdict {
            Verdict::Both => self.both += weight,
            Verdict::RulesOnly => self.rules_only += weight,
            Verdict::CoderOnly => self.coder_only += weight,
            Verdict::Neither => {}
        }
    }

    /// Of what the rules code, how much the coder would; `None` where the rules coded nothing of the sample.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        let all = self.both + self.rules_only;
        (all > 0.0).then(|| self.both / all)
    }

    /// Of what the coder would code, how much the rules find; `None` where the coder coded nothing of the sample.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        let all = self.both + self.coder_only;
        (all > 0.0).then(|| self.both / all)
    }
}

/// How one rule does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfRule {
    /// Segments that it codes and the coder codes too, with the rule's code or one below it.
    pub right: u64,
    /// Segments that it codes and the coder does not.
    pub wrong: u64,
    /// Those of `right` that no other rule of the code or below it codes: what is lost without it.
    pub only_right: u64,
    /// Those of `wrong` that no other rule codes: what is gained without it.
    pub only_wrong: u64,
}

impl OfRule {
    /// Of what it codes, how much the coder coded too.
    #[must_use]
    pub fn precision(self) -> Proportion {
        Proportion {
            count: self.right,
            of: self.right + self.wrong,
        }
    }
}

/// The counts of all codes and rules against one coder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Segments looked at, coded or not.
    pub segments: u64,
    /// Transcripts looked at.
    pub transcripts: u64,
    /// By code, with those below it, by union.
    pub unions: Vec<Confusion>,
    /// By code, itself alone.
    pub own: Vec<Confusion>,
    /// By rule.
    pub rules: Vec<OfRule>,
    /// Like `unions`, with the weights of the segments.
    pub estimates: Vec<Estimate>,
}

impl Tally {
    /// Counts one transcript.
    #[must_use]
    pub fn of(codebook: &Codebook, segmented: &Segmented) -> Self {
        let mut tally = Self {
            segments: segmented.segments.len() as u64,
            transcripts: u64::from(!segmented.segments.is_empty()),
            unions: vec![Confusion::default(); codebook.codes.len()],
            own: vec![Confusion::default(); codebook.codes.len()],
            rules: vec![OfRule::default(); codebook.rules.len()],
            estimates: vec![Estimate::default(); codebook.codes.len()],
        };
        for segment in &segmented.segments {
            for (at, code) in codes(codebook) {
                let verdict = segment.verdict(codebook, code);
                tally.unions[at].note(verdict);
                tally.estimates[at].note(verdict, segment.weight);
                tally.own[at].note(segment.verdict_on(code));
            }
            for (&code, rules) in &segment.rules {
                tally.note_rules(codebook, segment, code, rules.keys());
            }
        }
        tally
    }

    fn note_rules<'r>(
        &mut self,
        codebook: &Codebook,
        segment: &Segment,
        code: CodeIndex,
        rules: impl Iterator<Item = &'r RuleIndex>,
    ) {
        let is_right = segment.verdict(codebook, code) == Verdict::Both;
        let is_alone = segment.rules_below(codebook, code).nth(1).is_none();
        for rule in rules {
            let of_rule = &mut self.rules[rule.0 as usize];
            let (all, only) = if is_right {
                (&mut of_rule.right, &mut of_rule.only_right)
            } else {
                (&mut of_rule.wrong, &mut of_rule.only_wrong)
            };
            *all += 1;
            *only += u64::from(is_alone);
        }
    }

    /// Adds the counts of other transcripts.
    pub fn add(&mut self, other: Self) {
        if self.unions.is_empty() {
            *self = other;
            return;
        }
        self.segments += other.segments;
        self.transcripts += other.transcripts;
        let pairs = self.unions.iter_mut().zip(other.unions);
        pairs.for_each(|(mine, theirs)| mine.add(theirs));
        let pairs = self.own.iter_mut().zip(other.own);
        pairs.for_each(|(mine, theirs)| mine.add(theirs));
        for (mine, theirs) in self.estimates.iter_mut().zip(other.estimates) {
            mine.both += theirs.both;
            mine.rules_only += theirs.rules_only;
            mine.coder_only += theirs.coder_only;
        }
        for (mine, theirs) in self.rules.iter_mut().zip(other.rules) {
            mine.right += theirs.right;
            mine.wrong += theirs.wrong;
            mine.only_right += theirs.only_right;
            mine.only_wrong += theirs.only_wrong;
        }
    }

    /// What a code's counts are without one of its rules.
    #[must_use]
    pub fn without(&self, codebook: &Codebook, rule: RuleIndex) -> Confusion {
        let of_rule = self.rules[rule.0 as usize];
        let with = self.unions[codebook.rule(rule).code.0 as usize];
        Confusion {
            both: with.both - of_rule.only_right,
            rules_only: with.rules_only - of_rule.only_wrong,
            coder_only: with.coder_only + of_rule.only_right,
        }
    }

    /// Whether F1 of a rule's code is higher without it, all other rules staying.
    #[must_use]
    pub fn is_better_without(&self, codebook: &Codebook, rule: RuleIndex) -> bool {
        let with = self.unions[codebook.rule(rule).code.0 as usize].f1();
        let without = self.without(codebook, rule).f1();
        matches!((with, without), (Ok(with), Ok(without)) if without > with)
    }

    /// Of a code's own rules, the one without which the code's F1 is highest, where that is higher than with all of them;
    /// with that F1. Of two that are alike the first.
    #[must_use]
    pub fn to_drop(&self, codebook: &Codebook, code: CodeIndex) -> Option<(RuleIndex, f64)> {
        let with = self.unions[code.0 as usize].f1().ok()?;
        let rules = codebook.code(code).rules.clone().map(RuleIndex);
        let mut best: Option<(RuleIndex, f64)> = None;
        for rule in rules {
            let Ok(without) = self.without(codebook, rule).f1() else {
                continue;
            };
            if without > best.map_or(with, |(_, f1)| f1) {
                best = Some((rule, without));
            }
        }
        best
    }
}

fn codes(codebook: &Codebook) -> impl Iterator<Item = (usize, CodeIndex)> + use<> {
    (0..codebook.codes.len()).zip((0..).map(CodeIndex))
}

/// Figures over several codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overall {
    counts: Vec<Confusion>,
}

impl Overall {
    /// Takes codes that do not count a segment twice: codes each by itself, or themes.
    #[must_use]
    pub fn of(counts: impl IntoIterator<Item = Confusion>) -> Self {
        let used = counts.into_iter().filter(|counts| counts.is_used());
        Self {
            counts: used.collect(),
        }
    }

    /// The sums over the codes, of which micro-averaged figures are made: a code that is used often weighs more.
    #[must_use]
    pub fn micro(&self) -> Confusion {
        let mut sum = Confusion::default();
        self.counts.iter().for_each(|counts| sum.add(*counts));
        sum
    }

    /// The mean of a figure over the codes for which it exists, and how many these are: macro-averaged, each code weighs
    /// the same. For F1 it is the mean of the codes' F1, and not what mean precision and mean recall would give.
    ///
    /// Source for the difference: Opitz, J. and Burst, S. (2019), Macro F1 and macro F1, arXiv:1911.03347.
    pub fn mean(&self, figure: Figure) -> Result<(f64, usize), Undefined> {
        let values = self.counts.iter().filter_map(|it| it.figure(figure).ok());
        let values: Vec<f64> = values.collect();
        if values.is_empty() {
            return Err(Undefined::NoCodeDefined);
        }
        Ok((
            values.iter().sum::<f64>() / values.len() as f64,
            values.len(),
        ))
    }

    /// How many codes either used.
    #[must_use]
    pub fn used(&self) -> usize {
        self.counts.len()
    }
}
