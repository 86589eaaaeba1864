use std::sync::Arc;

use super::*;
use crate::analysis::quotes::Quote;
use crate::text::Source;

const BOOK: &str = "codebook: t\ncodes:\n  - id: enablers\n    codes:\n      - id: trust\n        match: [trust]\n      - id: time\n        match: [time]\n  - id: role\n    match: [role]\n";

fn candidate(code: u32, turn: u32, negated: bool) -> Candidate {
    Candidate {
        quote: Quote {
            code,
            transcript: 0,
            start: 0,
            turn,
            line: 1,
            time: None,
            speaker: None,
            participant: None,
            before: String::new(),
            text: "It takes weeks before they trust you enough.".to_owned(),
            after: String::new(),
            matched: Vec::new(),
            hits: Vec::new(),
            negated,
            of: Vec::new(),
        },
        person: Key::new("A".to_owned()),
        group: None,
    }
}

fn laid_out(candidates: &[(&str, Candidate)], is_wanted: impl Fn(u32) -> bool) -> Framework {
    let book = crate::codebook::parse(Arc::new(Source::new("c.yaml", BOOK)));
    let book = book.codebook.unwrap();
    let cases = ["A", "B"].map(|name| (Key::new(name.to_owned()), 10));
    let (of_case, candidates): (Vec<Key>, Vec<Candidate>) = candidates
        .iter()
        .map(|(case, it)| (Key::new((*case).to_owned()), it.clone()))
        .unzip();
    let asked: Vec<CodeIndex> = (0..4).map(CodeIndex).collect();
    let most = Most {
        quotes: 2,
        contrary: 1,
    };
    Framework::of(
        &book,
        &asked,
        cases.into(),
        (&candidates, &of_case),
        is_wanted,
        most,
    )
}

#[test]
fn a_theme_has_a_column_of_its_own_only_where_something_needs_it() {
    let columns = |all: &Framework| -> Vec<Vec<u32>> {
        let themes = all.themes.iter();
        themes.map(|theme| theme.columns.clone()).collect()
    };
    let none = laid_out(&[], |_| false);
    assert_eq!(columns(&none), [vec![1, 2], vec![3]]);
    assert_eq!(none.themes[0].code, 0);
    let coded = laid_out(&[("A", candidate(0, 1, false))], |_| false);
    assert_eq!(columns(&coded), [vec![0, 1, 2], vec![3]]);
    let wanted = laid_out(&[], |code| code == 0);
    assert_eq!(columns(&wanted), [vec![0, 1, 2], vec![3]]);
}

#[test]
fn a_cell_counts_all_and_shows_the_best_with_the_contrary_apart() {
    let all: Vec<(&str, Candidate)> = [(1, false), (1, false), (2, false), (3, true), (4, true)]
        .into_iter()
        .map(|(turn, negated)| ("A", candidate(1, turn, negated)))
        .collect();
    let found = laid_out(&all, |_| false);
    let cell = found.cell(0, 1).unwrap();
    assert_eq!((cell.segments, cell.negated), (5, 2));
    assert_eq!(
        (&cell.quotes[..], &cell.contrary[..]),
        (&[0, 2][..], &[3][..])
    );
    assert_eq!(found.cell(1, 1), None, "who says nothing of it has a row");
    assert_eq!(found.cases.len(), 2);
    assert_eq!(found.filled(), (1, 6));
}

#[test]
fn who_is_quoted_has_a_row_also_without_a_word() {
    let found = laid_out(&[("C", candidate(1, 1, false))], |_| false);
    assert_eq!((found.cases.len(), found.cases[2].segments), (3, 0));
}
