//! Two changes of one ledger at the same time, brought together.

use std::collections::BTreeSet;

use super::{Gathering, Ledger, by_name};
use crate::coding::record::Record;

/// Brings together what two made of the same ledger.
///
/// Where only one of them touched a coding, that is what it becomes. Where both did, and differently, the one that was
/// changed last counts and the other is kept as its rival.
#[must_use]
pub fn three_way(base: &Ledger, ours: &Ledger, theirs: &Ledger) -> Ledger {
    let (base, mine, other) = (by_name(base), by_name(ours), by_name(theirs));
    let names: BTreeSet<&str> = mine.keys().chain(other.keys()).copied().collect();
    let mut merged = Gathering::default();
    for name in names {
        let [was, mine, other] = [&base, &mine, &other].map(|all| all.get(name).copied());
        let kept = match (mine, other) {
            (mine, other) if mine == other || other == was => [mine, None],
            (mine, other) if mine == was => [other, None],
            both => [both.0, both.1],
        };
        for record in kept.into_iter().flatten() {
            let (_, rival) = merged.take_in(Record::clone(record));
            merged.ledger.rivals.extend(rival);
        }
    }
    let mut merged = merged.end();
    for rival in ours.rivals.iter().chain(&theirs.rivals) {
        if !merged.rivals.contains(rival) && !merged.records.contains(rival) {
            merged.rivals.push(rival.clone());
        }
    }
    merged
}
