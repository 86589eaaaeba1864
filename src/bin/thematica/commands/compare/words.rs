//! The words of two parts of a study side by side.

use thematica::analysis::comparison::{KeyWord, KeyWords, Side, key_words};
use thematica::analysis::frequency::By;
use thematica::analysis::vocabulary::Said;
use thematica::report::{Cell, Column, Table, grouped};
use thematica::text::counted;

use super::super::by::known_groups;
use super::super::called::{for_eyes, title};
use super::super::job::{Done, Job};
use super::super::words::{counted_words, stops};
use super::{Arguments, Parts, significance};
use crate::failure::Failure;
use crate::output::Output;

/// Counts the words of both parts.
pub fn words(
    job: &Job<'_>,
    parts: &Parts<'_>,
    arguments: &Arguments,
    output: &Output,
) -> Result<(Table, Done), Failure> {
    let by = By::Attribute(parts.attribute.to_owned());
    let asked = (!arguments.filters.codes.is_empty()).then(|| job.asked());
    let (vocabulary, done) = counted_words(job, &by, asked.as_deref(), output.format)?;
    if asked.is_none() {
        let groups = vocabulary.groups.keys();
        known_groups(job, groups, Some(parts.attribute), "--a")?;
    }
    let within = match asked {
        Some(_) => format!(" in {}s with these codes", job.study.unit.as_str()),
        None => String::new(),
    };
    let found = parts.find(&vocabulary.groups, |said| said.words, &within)?;
    let eyes = for_eyes(output.format);
    let mut columns = columns(parts, eyes);
    if arguments.tests {
        columns.extend(significance::columns(eyes));
    }
    let mut table = Table::new(title(job), columns);
    let stops = stops(arguments.all, job, &mut table);
    let all = key_words(found[0], found[1], &stops, arguments.min_count);
    let tests = arguments.tests.then(|| significance::OfWords::of(&all));
    let shown = shown(&all, arguments.number);
    for (place, word) in &shown {
        let mut row = row(word, found, parts, eyes);
        row.extend(tests.iter().flat_map(|it| it.cells(*place, eyes)));
        table.push(row);
    }
    if eyes {
        table.say_denominators_once();
    }
    notes(job, (found, parts), (&all, &shown), arguments, &mut table);
    if let Some(tests) = tests.filter(|_| !shown.is_empty()) {
        let few = shown.iter().filter(|(_, it)| it.contrast.is_small());
        tests.notes(few.count(), &mut table);
    }
    Ok((table, done))
}

/// The first of each side, with their places.
fn shown(all: &KeyWords, number: usize) -> Vec<(usize, &KeyWord)> {
    let number = if number == 0 { usize::MAX } else { number };
    let of = |side: Side| {
        let words = all.words.iter().enumerate();
        words.filter(move |(_, it)| it.side == side).take(number)
    };
    of(Side::A).chain(of(Side::B)).collect()
}

fn columns(parts: &Parts<'_>, eyes: bool) -> Vec<Column> {
    let decimals = if eyes { 2 } else { 6 };
    let both = |what: &str, heading: &str, make: &dyn Fn(String, String) -> Column| {
        ["a", "b"]
            .into_iter()
            .zip(parts.names())
            .map(|(side, name)| make(format!("{what}_{side}"), format!("{heading}, {name}")))
            .collect::<Vec<_>>()
    };
    let number = |name, heading| Column::number(name, heading, decimals);
    let mut columns = vec![
        Column::text("word", "Word"),
        Column::text("more_in", "More in"),
    ];
    columns.extend(both("people", "People", &Column::count_of));
    columns.push(Column::count("most_by_one", "Most by one"));
    columns.extend(both("count", "Count", &Column::count_of));
    columns.extend(both("per_1000_words", "Per 1,000", &number));
    columns.push(number("log_ratio".into(), "Log ratio".into()));
    columns.push(number("ll_two_cells".into(), "LL".into()));
    columns.push(number("ll_four_cells".into(), "LL of four cells".into()).gives_way());
    columns
}

fn row(word: &KeyWord, found: [&Said; 2], parts: &Parts<'_>, eyes: bool) -> Vec<Cell> {
    let contrast = word.contrast;
    let side = word.side as usize;
    let more_in = if eyes {
        parts.names()[side]
    } else {
        parts.values[side]
    };
    let of = |counts: [u64; 2], of: [u64; 2]| {
        let both = counts.into_iter().zip(of);
        both.map(|(count, of)| Cell::Of { count, of })
            .collect::<Vec<_>>()
    };
    let people = [found[0].persons.count(), found[1].persons.count()];
    let mut row = vec![Cell::text(&word.written), Cell::text(more_in)];
    row.extend(of(word.persons, people));
    row.push(Cell::Count(word.most_by_one_there()));
    row.extend(of(
        [contrast.here, contrast.there],
        [contrast.words_here, contrast.words_there],
    ));
    row.extend(
        [
            contrast.per_thousand_here(),
            contrast.per_thousand_there(),
            contrast.log_ratio(),
            contrast.log_likelihood(),
            contrast.log_likelihood_of_four_cells(),
        ]
        .map(Cell::Number),
    );
    row
}

fn notes(
    job: &Job<'_>,
    (found, parts): ([&Said; 2], &Parts<'_>),
    (all, shown): (&KeyWords, &[(usize, &KeyWord)]),
    arguments: &Arguments,
    table: &mut Table,
) {
    let [one, other] = parts.names();
    let what = if arguments.filters.codes.is_empty() {
        "all words that are said".to_owned()
    } else {
        let unit = job.study.unit.as_str();
        format!("all words that are said in {unit}s with these codes")
    };
    let words = |said: &Said| {
        format!(
            "{} by {}",
            counted(said.words, "word"),
            persons(said.persons.count())
        )
    };
    table.note(format!(
        "Counts are out of {what}, stop words among them, and people out of those who say them: {} in {one}, {} in {other}.",
        words(found[0]),
        words(found[1]),
    ));
    let least = counted(arguments.min_count, "time");
    if shown.is_empty() {
        table.note(format!(
            "No word is said at least {least} in both parts together and more often in one of them: --min-count."
        ));
        return;
    }
    let hidden = all.words.len() - shown.len();
    let more = [
        (all.alike, "are as frequent in both"),
        (hidden, "are not shown: -n 0 shows all"),
    ];
    let more = more.into_iter().filter(|(count, _)| *count > 0);
    let more: Vec<String> = more
        .map(|(count, what)| format!("; {} {what}", grouped(count as u64)))
        .collect();
    table.note(format!(
        "Compared are {} that both parts together say at least {least} (--min-count), each part's most striking first (by LL){}.",
        counted((all.words.len() + all.alike) as u64, "word"),
        more.concat()
    ));
    let by_one = shown
        .iter()
        .filter(|(_, it)| it.is_one_persons_there())
        .count();
    let one_person = match by_one {
        0 => String::new(),
        1 => " 1 word is one person's there.".to_owned(),
        several => format!(" {several} words are one person's there."),
    };
    table.note(format!(
        "Most by one is how often one person of the part that says it more often says it at most: a word that one person likes is no word of the part.{one_person}"
    ));
    table.note(format!(
        "Log ratio 1 is twice as often by words in the first part, -1 in the second, 2 four times (Hardie 2014); where one has none, half an occurrence is taken for it, which in a part of few words may turn the sign. LL is the log-likelihood of the word's two cells (Rayson and Garside 2000), LL of four cells that with all other words (Dunning 1993). They take each word for independent of the others{}.",
        if arguments.tests { "" } else { ", and are no test" }
    ));
}

fn persons(count: u64) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{} people", grouped(count))
    }
}
