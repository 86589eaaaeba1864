//! How well a code's name fits what was typed.
//!
//! A codebook has some hundred codes, so that a plain search is quick enough; the matchers that editors use are made for a
//! hundred thousand file names.

/// How well a name fits: the larger the better. `None` where a typed word is not in it, letter after letter.
pub fn score(typed: &str, name: &str) -> Option<i64> {
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let mut total = 0;
    for word in typed.split_whitespace() {
        let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        total += best(&word, &name)?;
    }
    Some(total)
}

/// The best of all ways to find the letters of a word in a name, in order.
fn best(word: &[char], name: &[char]) -> Option<i64> {
    // By place in the name: the best score of a way whose last letter is there.
    let mut ways: Vec<Option<i64>> = vec![None; name.len()];
    for (number, letter) in word.iter().enumerate() {
        let mut next = vec![None; name.len()];
        let mut before: Option<i64> = (number == 0).then_some(0);
        for at in 0..name.len() {
            if name[at] == *letter {
                let beside = at
                    .checked_sub(1)
                    .and_then(|at| ways[at])
                    .map(|it| it + ADJACENT);
                let way = beside.filter(|_| number > 0).max(before);
                next[at] = way.map(|it| it + bonus(name, at));
            }
            if number > 0 {
                before = before.max(ways[at].map(|it| it - GAP));
            }
        }
        ways = next;
    }
    let whole = i64::from(word == name) * ADJACENT;
    ways.into_iter().flatten().max().map(|it| it + whole)
}

/// A letter that follows the one before.
const ADJACENT: i64 = 8;
/// A letter that does not.
const GAP: i64 = 2;

/// What the place of a letter is worth: most where a word begins.
fn bonus(name: &[char], at: usize) -> i64 {
    match at.checked_sub(1) {
        None => 8,
        Some(before) if !name[before].is_alphanumeric() => 6,
        Some(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(typed: &str, names: &[&'static str]) -> Vec<&'static str> {
        let mut found: Vec<(i64, &str)> = names
            .iter()
            .filter_map(|name| Some((score(typed, name)?, *name)))
            .collect();
        found.sort_by_key(|(score, _)| -score);
        found.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn beginnings_of_words_and_letters_in_a_row_come_first() {
        let names = [
            "Trusting relationship",
            "Public sector cuts",
            "Time",
            "Targets against quality",
        ];
        assert_eq!(order("tru", &names)[0], "Trusting relationship");
        assert_eq!(order("cuts", &names)[0], "Public sector cuts");
        assert_eq!(order("tq", &names)[0], "Targets against quality");
        assert_eq!(order("tar qual", &names)[0], "Targets against quality");
        assert_eq!(order("TIME", &names)[0], "Time");
        assert!(order("xyz", &names).is_empty());
        assert_eq!(order("", &names).len(), 4);
    }
}
