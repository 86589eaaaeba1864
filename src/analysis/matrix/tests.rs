use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::analysis::coded::Coded;
use crate::analysis::coded::trial::{Trial, document};
use crate::analysis::frequency;
use crate::study::{Label, Participant, Role};
use crate::transcript::Units;

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
            (NO_QUESTION, &[1, 0, 1]),
            ("t1:1", &[3, 1, 4]),
            ("t1:5", &[0, 1, 1]),
            ("t2:2", &[1, 1, 1]),
            ("all", &[5, 3, 7]),
        ])
    );
    let mut lines = matrix.rows.iter().map(|(_, line)| line);
    assert_eq!(matrix.rows.caption(lines.next().unwrap()), None);
    assert_eq!(
        matrix.rows.caption(lines.next().unwrap()),
        Some("Time and trust?")
    );
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

#[test]
fn what_is_laid_on_an_inner_code_itself_is_told_from_what_is_below_it() {
    let trial = trial();
    let codes = all_codes(&trial);
    let crossing = Crossing {
        study: &trial.study,
        codebook: &trial.codebook,
        codes: &codes,
        coders: &[],
        unit: Unit::Sentence,
        rows: &Axis::Code,
        columns: &Axis::By(By::Transcript),
    };
    let at = FIRST.find("They").unwrap();
    let ben = FIRST.find("Time. Nothing").unwrap();
    let laid = Some(vec![(0, at, 10), (1, at, 4), (1, ben, 4), (3, ben, 4)]);
    let matrix = trial.by_people(&document("t1", &[]), FIRST, &[laid], |coded, units| {
        count(&crossing, coded, units)
    });
    let rows: Vec<Line> = matrix.rows.iter().map(|(_, line)| line).collect();
    let (_, column) = matrix.columns.iter().next().unwrap();
    let own = |row: Line, column| {
        let own = matrix.own(row, column);
        (own.counts.segments, own.fewest_people())
    };
    assert_eq!(matrix.counts(rows[0], column).segments, 2);
    assert_eq!([own(rows[0], column), own(rows[0], Line::ALL)], [(1, 1); 2]);
    // A code with none below it has nothing that does not stand in its row.
    assert!(rows[1..].iter().all(|row| own(*row, column) == (0, 0)));
}

/// Who has something of a code in one transcript, in small letters.
fn labels_of(trial: &Trial, coded: &Coded<'_>, units: &Units, code: usize) -> BTreeSet<String> {
    let subtree = &trial.codebook.codes[code].subtree;
    let turns = coded.transcript.turns.iter();
    let turns = turns.filter(|turn| {
        let span = coded.transcript.span_of(turn);
        let hits = || {
            coded
                .hits
                .iter()
                .filter(|hit| subtree.contains(&hit.code.0))
        };
        let mut sentences = units.sentences_in(span).iter();
        coded.counts(turn) && sentences.any(|it| hits().any(|hit| hit.span.overlaps(*it)))
    });
    turns
        .filter_map(|turn| Some(coded.transcript.label(turn)?.to_lowercase()))
        .collect()
}

/// Sentences of those who count on which something of a code is, or of any code, and in a row if one is named.
fn naively(
    trial: &Trial,
    coded: &Coded<'_>,
    units: &Units,
    row: Option<&str>,
    code: Option<u32>,
) -> (u64, u64) {
    let (mut segments, mut persons) = (0, BTreeSet::new());
    for turn in coded
        .transcript
        .turns
        .iter()
        .filter(|turn| coded.counts(turn))
    {
        let label = coded.transcript.label(turn).expect("everyone has a label");
        if row.is_some_and(|row| row != label) {
            continue;
        }
        let span = coded.transcript.span_of(turn);
        for sentence in units.sentences_in(span) {
            let is_on = |hit: &&crate::coding::Hit| {
                hit.span.overlaps(*sentence)
                    && code.is_none_or(|code| {
                        trial
                            .codebook
                            .code(CodeIndex(code))
                            .subtree
                            .contains(&hit.code.0)
                    })
            };
            if coded.hits.iter().any(|hit| is_on(&hit)) {
                segments += 1;
                persons.insert(label);
            }
        }
    }
    (segments, persons.len() as u64)
}

proptest! {
    #[test]
    fn a_label_without_a_row_is_one_person_over_all_transcripts(
        drawn in proptest::collection::vec(
            proptest::collection::vec((0..4u32, 0..FIRST.len(), 1..50usize), 0..6),
            1..5,
        ),
    ) {
        let trial = Trial::new(CODES);
        let codes = all_codes(&trial);
        let crossing = Crossing {
            study: &trial.study,
            codebook: &trial.codebook,
            codes: &codes,
            coders: &[],
            unit: Unit::Sentence,
            rows: &Axis::Code,
            columns: &Axis::By(By::All),
        };
        let mut matrix = Matrix::default();
        let mut labels = vec![BTreeSet::new(); 4];
        for (number, laid) in drawn.into_iter().enumerate() {
            let text = if number % 2 == 0 { FIRST.to_owned() } else { FIRST.replace("Ann:", "ANN:") };
            let document = document(&format!("t{number}"), &[]);
            trial.by_people(&document, &text, &[Some(laid)], |coded, units| {
                for (code, labels) in labels.iter_mut().enumerate() {
                    labels.extend(labels_of(&trial, coded, units, code));
                }
                matrix.add(count(&crossing, coded, units));
            });
        }
        for ((_, row), labels) in matrix.rows.iter().zip(&labels) {
            let content = matrix.content(row, Line::ALL);
            prop_assert_eq!(content.fewest_people(), labels.len() as u64);
            prop_assert!(content.counts.persons.count() >= content.fewest_people());
        }
    }

    #[test]
    fn cells_and_totals_are_those_of_going_through_all_sentences(
        drawn in proptest::collection::vec((0..4u32, 0..FIRST.len(), 1..50usize), 0..14),
    ) {
        let trial = trial();
        let codes = all_codes(&trial);
        let crossing = Crossing {
            study: &trial.study,
            codebook: &trial.codebook,
            codes: &codes,
            coders: &[],
            unit: Unit::Sentence,
            rows: &Axis::By(By::Participant),
            columns: &Axis::Code,
        };
        let by = By::Participant;
        let counting = frequency::Counting { study: &trial.study, codebook: &trial.codebook, unit: Unit::Sentence, by: &by };
        trial.by_people(&document("t1", &[]), FIRST, &[Some(drawn)], |coded, units| {
            let matrix = count(&crossing, coded, units);
            let rows = matrix.rows.iter().map(|(key, line)| (Some(key.name.as_str()), line));
            for (name, row) in rows.chain([(None, Line::ALL)]) {
                let columns = (0..4).map(Some).zip(matrix.columns.iter().map(|(_, line)| line));
                for (code, column) in columns.chain([(None, Line::ALL)]) {
                    let counts = matrix.counts(row, column);
                    let found = (counts.segments, counts.persons.count());
                    prop_assert_eq!(found, naively(&trial, coded, units, name, code));
                }
            }
            // Hits and words are those of reports.
            for (key, group) in frequency::count(&counting, coded, units).groups {
                let (_, row) = matrix.rows.iter().find(|(it, _)| **it == key).expect("it is a row");
                prop_assert_eq!(matrix.spoken(row, Line::ALL), group.spoken);
                for ((_, column), code) in matrix.columns.iter().zip(0..) {
                    let expected = group.codes.get(&code).cloned().unwrap_or_default();
                    prop_assert_eq!(matrix.counts(row, column), expected);
                }
            }
            Ok(())
        })?;
    }
}
