use std::collections::BTreeSet;

use super::suppression::{Grid, Shown, suppressed};
use super::*;
use crate::analysis::coded::trial::{Trial, document};
use crate::study::{Label, Participant, Role};

const CODES: &str = "\
codebook: t
codes:
  - id: help
    codes:
      - id: trust
        match: [trust*]
      - id: time
        match: [time]
  - id: threat
    match: [targets]
";

const FIRST: &str = "\
Moderator: Time and trust?

Ann: They trust us in time. Targets. Trust is time.

Moderator: Mm.

Ben: Time. Nothing.

Moderator: And targets?

Ann: Always targets.
";

const SECOND: &str = "\
Ann: Time to trust.

Moderator: Anything else?

Cem: Trust and targets.
";

fn trial() -> Trial {
    let mut trial = Trial::new(CODES);
    let person = |id: &str| Participant {
        id: id.to_owned(),
        labels: vec![Label {
            label: id.to_owned(),
            transcript: None,
        }],
        role: Role::Participant,
        place: None,
        attributes: [(
            "host".to_owned(),
            if id == "Ben" { "b" } else { "a" }.to_owned(),
        )]
        .into(),
    };
    trial.study.participants = ["Ann", "Ben", "Cem"].map(person).into();
    trial
}

fn all_codes(trial: &Trial) -> Vec<CodeIndex> {
    (0..)
        .take(trial.codebook.codes.len())
        .map(CodeIndex)
        .collect()
}

fn crossed(rows: &Axis, columns: &Axis) -> Matrix {
    let trial = trial();
    let codes = all_codes(&trial);
    let crossing = Crossing {
        study: &trial.study,
        codebook: &trial.codebook,
        codes: &codes,
        coders: &[("rules".to_owned(), Whom::Rules)],
        unit: Unit::Sentence,
        rows,
        columns,
    };
    let mut matrix = Matrix::default();
    for (id, text) in [("t2", SECOND), ("t1", FIRST)] {
        matrix.add(trial.by_rules(&document(id, &[]), text, |coded, units| {
            count(&crossing, coded, units)
        }));
    }
    matrix
}

/// The figures of a matrix: by row its name, its cells and its total; the totals last.
fn figures(matrix: &Matrix, of: impl Fn(&Counts) -> u64) -> Vec<(String, Vec<u64>)> {
    let columns: Vec<Line> = matrix
        .columns
        .iter()
        .map(|(_, line)| line)
        .chain([Line::ALL])
        .collect();
    let total = ("all".to_owned(), Line::ALL);
    let rows = matrix
        .rows
        .iter()
        .map(|(key, line)| (key.name.clone(), line))
        .chain([total]);
    rows.map(|(name, row)| {
        (
            name,
            columns
                .iter()
                .map(|column| of(&matrix.counts(row, *column)))
                .collect(),
        )
    })
    .collect()
}

fn named(figures: &[(&str, &[u64])]) -> Vec<(String, Vec<u64>)> {
    figures
        .iter()
        .map(|(name, cells)| ((*name).to_owned(), cells.to_vec()))
        .collect()
}

#[test]
fn totals_are_unions_and_no_sums() {
    let matrix = crossed(&Axis::Code, &Axis::By(By::Transcript));
    assert_eq!(
        figures(&matrix, |it| it.persons.count()),
        named(&[
            ("help", &[2, 2, 3]),
            ("trust", &[1, 2, 2]),
            ("time", &[2, 1, 2]),
            ("threat", &[1, 1, 2]),
            ("all", &[2, 2, 3]),
        ])
    );
    // "They trust us in time" has two codes and is one segment.
    assert_eq!(
        figures(&matrix, |it| it.segments),
        named(&[
            ("help", &[3, 2, 5]),
            ("trust", &[2, 2, 4]),
            ("time", &[3, 1, 4]),
            ("threat", &[2, 1, 3]),
            ("all", &[5, 2, 7]),
        ])
    );
    assert_eq!(figures(&matrix, |it| it.hits)[0].1, [5, 3, 8]);
    assert_eq!(figures(&matrix, |it| it.transcripts)[4].1, [1, 1, 2]);
}

#[test]
fn people_are_crossed_with_transcripts_and_silence_is_out_of_nothing() {
    let matrix = crossed(&Axis::By(By::Participant), &Axis::By(By::Transcript));
    assert_eq!(
        figures(&matrix, |it| it.segments),
        named(&[
            ("Ann", &[4, 1, 5]),
            ("Ben", &[1, 0, 1]),
            ("Cem", &[0, 1, 1]),
            ("all", &[5, 2, 7])
        ])
    );
    let rows: Vec<Line> = matrix.rows.iter().map(|(_, line)| line).collect();
    let columns: Vec<Line> = matrix.columns.iter().map(|(_, line)| line).collect();
    assert_eq!(matrix.spoken(rows[1], columns[0]).segments, 2);
    assert_eq!(matrix.spoken(rows[1], columns[1]), Spoken::default());
    assert_eq!(matrix.spoken(Line::ALL, columns[0]).persons.count(), 2);
    assert_eq!(matrix.spoken(Line::ALL, Line::ALL).transcripts, 2);
}

#[test]
fn codes_divide_nothing_of_what_is_said() {
    let matrix = crossed(&Axis::Theme, &Axis::By(By::Attribute("host".to_owned())));
    assert_eq!(
        figures(&matrix, |it| it.segments),
        named(&[
            ("help", &[4, 1, 5]),
            ("threat", &[3, 0, 3]),
            ("all", &[6, 1, 7])
        ])
    );
    let (_, row) = matrix.rows.iter().next().unwrap();
    let (_, column) = matrix.columns.iter().next().unwrap();
    assert_eq!(matrix.spoken(row, column), matrix.spoken(Line::ALL, column));
    assert_eq!(matrix.spoken(row, Line::ALL).persons.count(), 3);
}

#[test]
fn answers_are_grouped_by_the_question_before_them() {
    let matrix = crossed(&Axis::Question, &Axis::Theme);
    // "Mm" is no question, so that Ben answers the first.
    assert_eq!(
        figures(&matrix, |it| it.segments),
        named(&[
            ("t1:1", &[3, 1, 4]),
            ("t1:5", &[0, 1, 1]),
            ("t2:2", &[1, 1, 1]),
            (NO_QUESTION, &[1, 0, 1]),
            ("all", &[5, 3, 7]),
        ])
    );
    let (_, first) = matrix.rows.iter().next().unwrap();
    assert_eq!(matrix.rows.caption(first), Some("Time and trust?"));
    let (_, last) = matrix.rows.iter().last().unwrap();
    assert_eq!(matrix.rows.caption(last), None);
}

#[test]
fn coders_are_rows_and_only_what_they_finished_is_theirs() {
    let trial = trial();
    let codes = all_codes(&trial);
    let coders = [
        ("helen".to_owned(), Whom::Person(0)),
        ("imran".to_owned(), Whom::Person(1)),
    ];
    let crossing = Crossing {
        study: &trial.study,
        codebook: &trial.codebook,
        codes: &codes,
        coders: &coders,
        unit: Unit::Sentence,
        rows: &Axis::Coder,
        columns: &Axis::Code,
    };
    let at = FIRST.find("They").unwrap();
    let helen = Some(vec![(1, at, 10), (3, at, 4)]);
    let imran = Some(vec![(1, at + 5, 5)]);
    let of = |id: &str, text: &str, people: &[_]| {
        trial.by_people(&document(id, &[]), text, people, |coded, units| {
            count(&crossing, coded, units)
        })
    };
    let mut matrix = of("t1", FIRST, &[helen, imran]);
    matrix.add(of("t2", SECOND, &[None, Some(vec![])]));
    assert_eq!(
        figures(&matrix, |it| it.segments),
        named(&[
            ("helen", &[1, 1, 0, 1, 1]),
            ("imran", &[1, 1, 0, 0, 1]),
            ("all", &[1, 1, 0, 1, 1])
        ])
    );
    let spoken: Vec<u64> = matrix
        .rows
        .iter()
        .map(|(_, row)| matrix.spoken(row, Line::ALL).transcripts)
        .collect();
    assert_eq!(spoken, [1, 2]);
}

#[test]
fn codes_that_are_not_asked_for_are_in_no_total() {
    let trial = trial();
    let codes = [CodeIndex(2)];
    let crossing = Crossing {
        study: &trial.study,
        codebook: &trial.codebook,
        codes: &codes,
        coders: &[],
        unit: Unit::Sentence,
        rows: &Axis::Theme,
        columns: &Axis::By(By::Transcript),
    };
    let matrix = trial.by_rules(&document("t1", &[]), FIRST, |coded, units| {
        count(&crossing, coded, units)
    });
    assert_eq!(
        figures(&matrix, |it| it.segments),
        named(&[("help", &[3, 3]), ("all", &[3, 3])])
    );
}

fn grid(cells: &[&[u64]], row_totals: &[u64], column_totals: &[u64], total: u64) -> Grid<u64> {
    Grid {
        cells: cells.iter().map(|it| it.to_vec()).collect(),
        row_totals: row_totals.to_vec(),
        column_totals: column_totals.to_vec(),
        total,
    }
}

#[test]
fn what_contains_a_small_count_is_withheld_too() {
    use Shown::{Count, Small, Withheld};
    // A theme, its code, and another theme.
    let grid = grid(
        &[&[10, 9, 0], &[4, 9, 0], &[6, 7, 8]],
        &[19, 13, 21],
        &[14, 12, 8],
        30,
    );
    let above = vec![vec![], vec![0], vec![]];
    let shown = suppressed(&grid, (&above, &vec![vec![]; 3]), 5);
    assert_eq!(
        shown.cells,
        [
            [Withheld, Count(9), Count(0)],
            [Small, Count(9), Count(0)],
            [Count(6), Count(7), Count(8)]
        ]
    );
    assert_eq!(shown.row_totals, [Withheld, Withheld, Count(21)]);
    assert_eq!(shown.column_totals, [Withheld, Count(12), Count(8)]);
    assert_eq!(shown.total, Withheld);
}

#[test]
fn where_nothing_is_small_everything_is_shown() {
    let grid = grid(&[&[5, 0]], &[5], &[5, 0], 5);
    let shown = suppressed(&grid, (&vec![vec![]], &vec![vec![]; 2]), 5);
    assert_eq!(shown.cells, [[Shown::Count(5), Shown::Count(0)]]);
    assert_eq!(shown.total, Shown::Count(5));
}

/// Holds every table that `show` makes of four counts up to 4 against all others that look the same: of a withheld cell,
/// nothing but that it is small may follow from the rest.
fn assert_nothing_follows(smallest: u64, show: impl Fn([u64; 4]) -> (Grid<u64>, Grid<Shown>)) {
    let all = (0..5_u64.pow(4)).map(|it| [it % 5, it / 5 % 5, it / 25 % 5, it / 125]);
    let mut alike: BTreeMap<String, (Grid<Shown>, Vec<Vec<u64>>)> = BTreeMap::new();
    for counts in all {
        let (grid, shown) = show(counts);
        let look = format!("{shown:?}");
        let (_, found) = alike.entry(look).or_insert_with(|| (shown, Vec::new()));
        found.push(grid.cells.concat());
    }
    for (shown, found) in alike.values() {
        let cells = shown.cells.concat();
        let cells = cells.iter().enumerate();
        for (place, _) in cells.filter(|(_, it)| **it == Shown::Small) {
            let possible: BTreeSet<u64> = found.iter().map(|cells| cells[place]).collect();
            assert_eq!(possible, (1..smallest).collect(), "{shown:?}");
        }
    }
}

#[test]
fn no_withheld_count_follows_from_totals_that_are_sums() {
    for smallest in 2..4 {
        assert_nothing_follows(smallest, |[a, b, c, d]| {
            let totals = ([a + b, c + d], [a + c, b + d]);
            let grid = grid(&[&[a, b], &[c, d]], &totals.0, &totals.1, a + b + c + d);
            let shown = suppressed(&grid, (&vec![vec![]; 2], &vec![vec![]; 2]), smallest);
            (grid, shown)
        });
    }
}

#[test]
fn no_withheld_count_follows_from_the_code_above() {
    for smallest in 2..4 {
        // A theme with two codes that share no segment: its cells and those of the total are their sums.
        assert_nothing_follows(smallest, |[a, b, c, d]| {
            let theme = [a + c, b + d];
            let all = a + b + c + d;
            let grid = grid(
                &[&theme, &[a, b], &[c, d]],
                &[all, a + b, c + d],
                &theme,
                all,
            );
            let above = vec![vec![], vec![0], vec![0]];
            let shown = suppressed(&grid, (&above, &vec![vec![]; 2]), smallest);
            (grid, shown)
        });
    }
}
