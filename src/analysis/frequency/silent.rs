//! Those of whom nothing is counted, because they say no word.

use super::Frequencies;

impl Frequencies {
    /// Takes out what has neither a word nor a code, as somebody who only laughs, and names it: counts would be `0 of 0`,
    /// which looks as if it were known that they speak of nothing.
    pub fn take_silent(&mut self) -> Vec<String> {
        let silent = self.groups.extract_if(.., |_, group| {
            let mut codes = group.codes.values();
            group.spoken.words == 0 && codes.all(|counts| counts.hits == 0 && counts.segments == 0)
        });
        silent.map(|(key, _)| key.name).collect()
    }
}

/// What is said of those that were taken out; nothing of none.
#[must_use]
pub fn about_silent(names: &[String]) -> Option<String> {
    let say = match names {
        [] => return None,
        [_] => "says no word that counts, and is left out",
        _ => "say no word that counts, and are left out",
    };
    let (first, more) = names.split_at(names.len().min(NAMED));
    let mut listed = first.join(", ");
    if !more.is_empty() {
        listed = format!("{listed} and {} more", more.len());
    }
    Some(format!(
        "{listed} {say}: there is nothing to count of them."
    ))
}

/// So many are named before the rest is only counted.
const NAMED: usize = 8;
