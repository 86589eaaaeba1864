//! Coefficients of agreement against those of other programs, for random data.
//!
//! `tests/reference/agreement.json` is written by the Python program beside it, which says which library each value is of.
//! All differences are collected before the test fails, each with its case and its coefficient.

use serde_json::Value;
use thematica::analysis::agreement::label_sets::{LabelSet, LabelSets, SetDistance};
use thematica::analysis::agreement::linearized::{self, Coefficient};
use thematica::analysis::agreement::unitizing::linear::Coincidences;
use thematica::analysis::agreement::unitizing::{Continuum, Segment, squared};
use thematica::analysis::agreement::{
    ChanceCorrected, Interval, Ratings, Tally, Undefined, brennan_prediger, cohen, conger, fleiss,
    gwet, krippendorff, percent, scott,
};

/// How far from the other program's value ours may be.
const PRECISION: f64 = 1e-6;

#[test]
fn coefficients_of_ratings_are_those_of_other_programs() {
    let mut comparison = Comparison::new("nominal");
    for case in reference("nominal") {
        comparison.next_case();
        let ratings = ratings(&case);
        let tally = Tally::of(&ratings);
        for (name, of_tally, with_error) in [
            (
                "ac1",
                gwet::ac1 as fn(&Tally) -> Result<ChanceCorrected, Undefined>,
                Coefficient::Ac1,
            ),
            ("fleiss", fleiss::kappa, Coefficient::Fleiss),
            ("conger", conger::kappa, Coefficient::Conger),
            (
                "brennan_prediger",
                brennan_prediger::coefficient,
                Coefficient::BrennanPrediger,
            ),
        ] {
            let found = of_tally(&tally);
            let theirs = &case[name];
            comparison.compare(
                name,
                found.and_then(ChanceCorrected::value),
                theirs,
                "value",
            );
            if !theirs.is_null() {
                comparison.compare(name, found.map(|it| it.observed), theirs, "observed");
                comparison.compare(name, found.map(|it| it.expected), theirs, "expected");
                let interval = linearized::interval(&ratings, with_error, 0.95);
                comparison.interval(name, interval, theirs);
                if interval.is_ok() {
                    let error = linearized::standard_error(&ratings, with_error);
                    comparison.compare(name, error, theirs, "error");
                }
            }
        }
        let alpha = krippendorff::nominal_alpha(&tally).and_then(ChanceCorrected::value);
        comparison.compare("krippendorff", alpha, &case, "alpha");
        let theirs = &case["alpha_error"];
        comparison.compare("irrCAC's alpha", alpha, theirs, "value");
        if !theirs.is_null() {
            let interval = linearized::interval(&ratings, Coefficient::Krippendorff, 0.95);
            comparison.interval("irrCAC's alpha", interval, theirs);
        }
        let complete = fleiss::kappa_of_complete_units(&tally).and_then(ChanceCorrected::value);
        comparison.compare("statsmodels", complete, &case, "complete_fleiss");
        comparison.compare(
            "percent",
            percent::all_identical(&tally),
            &case,
            "identical",
        );
        comparison.compare("scikit-learn", conger::light_kappa(&tally), &case, "light");
        for ((first, second), theirs) in tally.pairs().zip(case["pairs"].as_array().unwrap()) {
            compare_pair(&mut comparison, &ratings, (first, second), theirs);
        }
    }
    comparison.finish(60, 2_000);
}

fn compare_pair(
    comparison: &mut Comparison,
    ratings: &Ratings,
    (first, second): (usize, usize),
    theirs: &Value,
) {
    let name = format!("pair {first} {second}");
    let table = ratings.crosstab(first, second);
    let margins = table.margins();
    let kappa = cohen::kappa(&margins).and_then(ChanceCorrected::value);
    comparison.compare(&name, kappa, theirs, "kappa");
    let pi = scott::pi(&margins).and_then(ChanceCorrected::value);
    comparison.compare(&name, pi, theirs, "pi");
    if theirs.is_null() {
        return;
    }
    comparison.compare(&name, cohen::kappa_max(&margins), theirs, "max");
    comparison.interval(&name, cohen::interval(&table, 0.95), theirs);
    for (category, theirs) in theirs["specific"].as_array().unwrap().iter().enumerate() {
        let found = cohen::specific_agreement(&margins, category);
        comparison.compare_to(&format!("{name} category {category}"), found, theirs);
    }
    if !theirs["error"].is_null() {
        comparison.compare(&name, cohen::standard_error(&table), theirs, "error");
    }
}

#[test]
fn alpha_of_label_sets_is_that_of_nltk() {
    let mut comparison = Comparison::new("label_sets");
    for case in reference("label_sets") {
        comparison.next_case();
        let units: Vec<Vec<Option<LabelSet>>> =
            serde_json::from_value(case["units"].clone()).unwrap();
        for (name, distance) in [
            ("masi", SetDistance::Masi),
            ("jaccard", SetDistance::Jaccard),
        ] {
            let alpha = LabelSets::new(units[0].len(), &units, distance).alpha();
            comparison.compare("alpha", alpha.and_then(ChanceCorrected::value), &case, name);
        }
    }
    comparison.finish(12, 24);
}

#[test]
fn unitizing_alphas_are_those_of_another_program_and_of_counting_characters() {
    let mut comparison = Comparison::new("segments");
    for case in reference("segments") {
        comparison.next_case();
        let codes = usize::try_from(case["codes"].as_u64().unwrap()).unwrap();
        let text = continuum(&case);
        let found = Coincidences::of(&text, codes).unwrap();
        let value = |alpha: Result<ChanceCorrected, _>| alpha.and_then(ChanceCorrected::value);
        comparison.compare("alpha", value(found.u_alpha()), &case, "u");
        comparison.compare("alpha", value(found.binary_u_alpha()), &case, "binary");
        comparison.compare("alpha", value(found.cu_alpha()), &case, "cu");
        for (code, number) in (0..codes).zip(0..) {
            let alpha = found.code_alpha(code).map(|alpha| alpha.value);
            comparison.compare_to(&format!("({code})u-alpha"), alpha, &case["code"][code]);
            let alpha =
                squared::disagreements(&text, number).and_then(squared::Disagreements::alpha);
            comparison.compare_to(&format!("alpha_U of {code}"), alpha, &case["squared"][code]);
        }
    }
    comparison.finish(20, 150);
}

/// What was compared so far, and where ours and theirs differ.
struct Comparison {
    group: &'static str,
    cases: usize,
    compared: usize,
    differences: Vec<String>,
}

impl Comparison {
    fn new(group: &'static str) -> Self {
        Self {
            group,
            cases: 0,
            compared: 0,
            differences: Vec::new(),
        }
    }

    fn next_case(&mut self) {
        self.cases += 1;
    }

    /// Compares with a key of an object; with nothing if there is no object.
    fn compare(&mut self, name: &str, found: Result<f64, Undefined>, theirs: &Value, key: &str) {
        self.compare_to(&format!("{name}: {key}"), found, &theirs[key]);
    }

    fn compare_to(&mut self, name: &str, found: Result<f64, Undefined>, theirs: &Value) {
        self.compared += 1;
        let is_same = match (found, theirs.as_f64()) {
            (Ok(ours), Some(theirs)) => (ours - theirs).abs() < PRECISION,
            (Err(_), None) => theirs.is_null(),
            _ => false,
        };
        if !is_same {
            let place = format!("{} case {}", self.group, self.cases);
            self.differences
                .push(format!("{place}, {name}: ours {found:?}, theirs {theirs}"));
        }
    }

    /// Compares an interval, which ends at 1 with us.
    fn interval(&mut self, name: &str, found: Result<Interval, Undefined>, theirs: &Value) {
        let bounds = &theirs["interval"];
        self.compare_to(
            &format!("{name}: lower"),
            found.map(|it| it.lower),
            &bounds[0],
        );
        let upper = bounds[1]
            .as_f64()
            .map_or(Value::Null, |upper| upper.min(1.0).into());
        self.compare_to(&format!("{name}: upper"), found.map(|it| it.upper), &upper);
    }

    fn finish(self, cases: usize, compared: usize) {
        assert!(
            self.differences.is_empty(),
            "{}",
            self.differences.join("\n")
        );
        assert!(self.cases >= cases, "only {} cases", self.cases);
        assert!(self.compared >= compared, "only {} numbers", self.compared);
    }
}

fn reference(group: &str) -> Vec<Value> {
    let text = include_str!("reference/agreement.json");
    let groups: Value = serde_json::from_str(text).unwrap();
    groups[group].as_array().unwrap().clone()
}

fn ratings(case: &Value) -> Ratings {
    let coders: Vec<&str> = case["coders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|coder| coder.as_str().unwrap())
        .collect();
    let categories = usize::try_from(case["categories"].as_u64().unwrap()).unwrap();
    let mut ratings = Ratings::new(coders.len(), categories);
    for at in 0..coders[0].len() {
        let cell = |coder: &&str| char::from(coder.as_bytes()[at]).to_digit(10);
        ratings.push(&coders.iter().map(cell).collect::<Vec<_>>());
    }
    ratings
}

fn continuum(case: &Value) -> Continuum {
    let coders: Vec<Vec<(u64, u64, u32)>> = serde_json::from_value(case["coders"].clone()).unwrap();
    let segment = |(begin, end, code)| Segment { begin, end, code };
    let coders = coders
        .into_iter()
        .map(|segments| segments.into_iter().map(segment).collect())
        .collect();
    Continuum::new(case["length"].as_u64().unwrap(), coders).unwrap()
}
