//! `compare`: two parts of a study side by side.

use clap::Args;
use thematica::analysis::comparison::Compared;
use thematica::analysis::frequency::{By, Group};
use thematica::report::{Cell, Column, Table, decimal};
use thematica::text::counted;

use super::job::Job;
use super::themes::{about_people, counted_by, for_eyes, known, named, title};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments, pair};
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;
use crate::output::Output;
use crate::status::Status;

mod chart;

/// Put two values of an attribute side by side: persons first, then groups, transcripts and rates.
///
/// Where the same people are in both, they are counted as pairs and no interval of the difference is given, which would take
/// them for different people. There are no p-values.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica compare --a phase=1 --b phase=2
  thematica compare --a format=interview --b 'format=focus group' --code enablers
  thematica compare --a phase=1 --b phase=2 --output phases.csv
  thematica compare --a phase=1 --b phase=2 --chart bar --output phases.svg

LL is the log-likelihood of hits against words: with the two cells of the code (Rayson and Garside 2000), and with all four
(Dunning 1993). They say how much more often something is said, not by how many people.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// One part: an attribute of transcripts or people and its value
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, required = true)]
    a: Option<(String, String)>,
    /// The other: another value of the same attribute
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, required = true)]
    b: Option<(String, String)>,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Bar]))]
    chart: Option<Kind>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Counts both and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments.output.output_or_chart(arguments.chart, global)?;
    let (Some(a), Some(b)) = (&arguments.a, &arguments.b) else {
        return Err(Failure::new("name both parts: --a phase=1 --b phase=2"));
    };
    if a.0 != b.0 {
        let message = format!("`{}` and `{}` are two attributes", a.0, b.0);
        return Err(Failure::new(message).help(format!(
            "compare two values of one, so that no text is in both parts: --a {}=… --b {}=…; \
             what holds for both is a filter: --where {}={}",
            a.0, a.0, b.0, b.1
        )));
    }
    if a.1 == b.1 {
        return Err(Failure::new("both parts are the same").help("name two values"));
    }
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let by = By::Attribute(a.0.clone());
    let (frequencies, done) = counted_by(&job, &by, output.format)?;
    known(&job, &frequencies, Some(&a.0))?;
    let part = |value: &String| {
        let mut groups = frequencies.groups.iter();
        let found = groups.find(|(key, _)| key.name == *value);
        found.map(|(_, group)| group).ok_or_else(|| {
            let values: Vec<&str> = frequencies
                .groups
                .keys()
                .map(|key| key.name.as_str())
                .collect();
            let message = format!("nobody who counts speaks where `{}` is `{value}`", a.0);
            Failure::new(message).help(format!("its values here: {}", values.join(", ")))
        })
    };
    let parts = [part(&a.1)?, part(&b.1)?];
    let names = [a, b].map(|(attribute, value)| format!("{attribute} {value}"));
    let names = [names[0].as_str(), names[1].as_str()];
    let mut table = table(&job, parts, names, &output);
    notes(parts, names, &mut table);
    about_people(&job, &done, &mut table);
    job.about_coders(&done, &mut table);
    let (of_a, of_b) = (format!("{}={}", a.0, a.1), format!("{}={}", b.0, b.1));
    let options = [("a", of_a.as_str()), ("b", of_b.as_str())];
    let mut made_by = job.made_by("compare", &options);
    made_by.inputs.clone_from(&done.inputs);
    match &drawing {
        Some(drawing) => {
            drawing.write(&chart::chart(&job, parts, names, table.notes), &made_by)?;
        }
        None => output.table(&table, &made_by)?,
    }
    Ok(job.status(&done))
}

fn table(job: &Job<'_>, [a, b]: [&Group; 2], names: [&str; 2], output: &Output) -> Table {
    let eyes = for_eyes(output.format);
    let has_groups = !a.spoken.groups.is_empty() || !b.spoken.groups.is_empty();
    let has_pairs = a.spoken.persons.and(&b.spoken.persons).count() > 0;
    let mut columns = if eyes {
        vec![Column::text("code", "Code")]
    } else {
        let mut columns = ["code", "path", "label", "theme"]
            .map(|name| Column::text(name, name))
            .to_vec();
        columns.push(Column::count("depth", "depth"));
        columns
    };
    // Eyes compare, programs go on counting.
    let decimals = if eyes { 2 } else { 4 };
    let both = |what: &str, heading: &str, make: fn(String, String) -> Column| {
        ["a", "b"]
            .into_iter()
            .zip(names)
            .map(|(side, name)| make(format!("{what}_{side}"), format!("{heading}, {name}")))
            .collect::<Vec<_>>()
    };
    columns.extend(both("persons", "People", Column::count_of));
    columns.push(Column::number("difference", "Difference", decimals));
    if !has_pairs || !eyes {
        columns.push(Column::number("difference_low", "from", decimals));
        columns.push(Column::number("difference_high", "to", decimals));
    }
    if has_pairs || !eyes {
        columns.push(Column::count_of("in_both", "In both"));
        columns.push(Column::count("only_a", format!("only in {}", names[0])));
        columns.push(Column::count("only_b", format!("only in {}", names[1])));
    }
    if has_groups || !eyes {
        columns.extend(pair_that_gives_way(both(
            "groups",
            "Groups",
            Column::count_of,
        )));
    }
    columns.extend(pair_that_gives_way(both(
        "transcripts",
        "Transcripts",
        Column::count_of,
    )));
    if !eyes {
        columns.extend(both("hits", "Hits", Column::count));
    }
    for (side, name) in ["a", "b"].into_iter().zip(names) {
        columns.push(Column::number(
            format!("rate_{side}"),
            format!("Per 1,000, {name}"),
            decimals,
        ));
    }
    columns.push(Column::number("log_ratio", "Log ratio", decimals));
    columns.push(Column::number("ll_two_cells", "LL", decimals));
    columns.push(Column::number("ll_four_cells", "LL of four cells", decimals).gives_way());
    let mut table = Table::new(title(job), columns);
    for code in job.selection.codes() {
        let compared = Compared::of(a, b, code.0);
        let mut row = named(&job.codebook, job.codebook.code(code), eyes);
        row.extend(figures(&compared, has_pairs, has_groups, eyes));
        table.push(row);
    }
    table
}

/// Of two figures that are to be compared, one alone says nothing.
fn pair_that_gives_way(columns: Vec<Column>) -> impl Iterator<Item = Column> {
    let columns = columns.into_iter().map(Column::gives_way).enumerate();
    columns.map(|(at, column)| if at == 0 { column } else { column.with_left() })
}

fn figures(compared: &Compared, has_pairs: bool, has_groups: bool, eyes: bool) -> Vec<Cell> {
    let number = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Number);
    let of = |it: &thematica::analysis::evaluation::Proportion| Cell::Of {
        count: it.count,
        of: it.of,
    };
    let mut cells: Vec<Cell> = compared.persons.iter().map(of).collect();
    cells.push(number(compared.difference));
    if !has_pairs || !eyes {
        cells.push(number(compared.interval.map(|it| it.lower)));
        cells.push(number(compared.interval.map(|it| it.upper)));
    }
    if has_pairs || !eyes {
        let paired = compared.paired;
        cells.push(Cell::Of {
            count: paired.both,
            of: paired.all(),
        });
        cells.extend([paired.only_a, paired.only_b].map(Cell::Count));
    }
    if has_groups || !eyes {
        cells.extend(compared.groups.iter().map(of));
    }
    cells.extend(compared.transcripts.iter().map(of));
    let hits = compared.hits;
    if !eyes {
        cells.extend([hits.here, hits.there].map(Cell::Count));
    }
    cells.extend([hits.per_thousand_here(), hits.per_thousand_there()].map(Cell::Number));
    // Of nothing there is no ratio.
    let is_said = hits.here + hits.there > 0;
    let defined = |figure: f64| number(is_said.then_some(figure));
    cells.extend([
        defined(hits.log_ratio()),
        defined(hits.log_likelihood()),
        defined(hits.log_likelihood_of_four_cells()),
    ]);
    cells
}

fn notes([a, b]: [&Group; 2], names: [&str; 2], table: &mut Table) {
    let [one, other] = names;
    let spoken = |group: &Group| {
        format!(
            "{} with {}",
            counted(group.spoken.persons.count(), "person"),
            counted(group.spoken.words, "word")
        )
    };
    table.note(format!(
        "Difference is the share of people in {one} less that in {other}. Counts are out of those who speak there: {} in {one}, {} in {other}.",
        spoken(a),
        spoken(b),
    ));
    table
        .notes
        .extend(unlike_lengths([a.spoken.words, b.spoken.words], names));
    let in_both = a.spoken.persons.and(&b.spoken.persons).count();
    if in_both > 0 {
        table.note(format!(
            "{} in both, and {} what the columns In both, only in {one} and only in {other} count. Shares of the same people are not independent, so that no interval of the difference is given. People whom participants.csv does not name cannot be known again.",
            if in_both == 1 {
                "1 person speaks".to_owned()
            } else {
                format!("{} speak", counted(in_both, "person"))
            },
            if in_both == 1 { "is" } else { "are" },
        ));
    } else {
        table.note("The interval of 95 % is Newcombe's (1998, method 10), for people who are independent of each other. It is given only where participants.csv names everybody, so that it is known that nobody speaks in both.");
    }
    table.note(
        "Per 1,000 are hits per 1,000 words. Log ratio 1 is twice as often by words, 2 four times; where one has none, half a hit is taken for it. LL is the log-likelihood of hits against words (Rayson and Garside 2000); it takes each hit for independent of the others, and is no test.",
    );
}

/// From how many times as many words on a part has more codes for that alone.
const UNLIKE: f64 = 1.5;

/// A warning where one part is much longer than the other.
fn unlike_lengths(words: [u64; 2], [one, other]: [&str; 2]) -> Option<String> {
    let (more, less, long, short) = if words[0] >= words[1] {
        (words[0], words[1], one, other)
    } else {
        (words[1], words[0], other, one)
    };
    let times = more as f64 / less as f64;
    let figure = decimal(times, 1).filter(|_| times > UNLIKE)?;
    Some(format!(
        "In {long}, {figure} times as many words are said as in {short}: whoever speaks less has fewer codes, so that people and transcripts with a code are fewer for that alone. Compare the rates per 1,000 words too."
    ))
}
