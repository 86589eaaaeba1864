//! "Did you mean": the known word that is nearest to a written one.

/// The known word nearest to `written`, when it is near enough to be a slip of the fingers.
///
/// Near is an edit distance (insert, delete, replace, swap of neighbours) of at most a third of the longer word, case
/// folded; the alphabetically first of equals is taken, so that the answer does not depend on order.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (distance(&folded, &word.to_lowercase()), word))
        .filter(|(distance, word)| {
            *distance * 3 <= word.chars().count().max(written.chars().count())
        })
        .min()
        .map(|(_, word)| word)
}

/// A help sentence: the nearest known word, or the list of known ones.
pub(super) fn sentence<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(written, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if known.is_empty() => "there are none to choose from".to_owned(),
        None => format!(
            "known here: {}",
            known
                .iter()
                .map(|word| format!("`{word}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

/// Damerau's distance in its restricted form (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before_last[j - 2] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        assert_eq!(nearest("costs", ["cost", "trust"]), Some("cost"));
        assert_eq!(nearest("turst", ["cost", "trust"]), Some("trust"));
        assert_eq!(nearest("dependency", ["cost", "trust"]), None);
    }

    #[test]
    fn a_swap_is_one_edit() {
        assert_eq!(distance("turst", "trust"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
