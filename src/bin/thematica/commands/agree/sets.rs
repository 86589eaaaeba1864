//! Alpha of all codes of a unit at once.

use thematica::analysis::agreement::Ratings;
use thematica::analysis::agreement::bootstrap::bootstrap;
use thematica::analysis::agreement::krippendorff::Disagreement;
use thematica::analysis::agreement::label_sets::{LabelSet, LabelSets, SetDistance};
use thematica::analysis::agreement::summary::Measured;

use super::Task;
use super::sheets::Sheets;

/// Krippendorff's alpha of all codes of a unit at once, with the distance of Passonneau.
pub fn alpha_of_sets(task: &Task<'_>, sheets: &Sheets, coders: &[usize]) -> Measured {
    let of_group = |unit: &Vec<Option<LabelSet>>| -> Vec<Option<LabelSet>> {
        coders.iter().map(|&coder| unit[coder].clone()).collect()
    };
    let lengths: Vec<usize> = sheets.sets.iter().map(Vec::len).collect();
    let units: Vec<_> = sheets.sets.iter().flatten().map(of_group).collect();
    let sets = LabelSets::new(coders.len(), &units, SetDistance::Masi);
    let alpha = |sum: &Disagreement| sets.alpha_of(sum).and_then(|it| it.value());
    let value = sets.alpha().and_then(|it| it.value());
    let interval = task.bootstrap().filter(|_| value.is_ok()).map(|options| {
        let mut rows = sets.ratings().units();
        let categories = sets.ratings().categories();
        let clusters: Vec<Disagreement> = lengths
            .iter()
            .map(|&length| {
                let units = rows.by_ref().take(length);
                sets.disagreement(&Ratings::from_units(coders.len(), categories, units))
            })
            .collect();
        bootstrap(&clusters, options, &[&alpha])[0]
    });
    Measured {
        value: Some(value),
        interval,
    }
}
