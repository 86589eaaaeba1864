//! `kwic`: each place where words or the hits of a code stand, with what is said around them.

use std::collections::BTreeSet;
use std::ops::Range;

use clap::{Args, ValueEnum};
use thematica::analysis::coded::{Coded, Coder, Scratch};
use thematica::analysis::concordance::{Drawn, Line, Order, at_right, joined};
use thematica::analysis::query::{Names, Query};
use thematica::codebook::CodeIndex;
use thematica::coding::Maker;
use thematica::report::{Cell, Column, Table};
use thematica::text::{Span, both_ends, one_line};
use unicode_width::UnicodeWidthStr as _;

use super::called::{for_eyes, title};
use super::job::{Job, digests};
use super::place::{Place, Ruler};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages::counted;
use crate::status::Status;

/// Show words, or the hits of a code, in their context: a concordance.
///
/// One line for each place. What is said before and after is of the same turn. With --code only places in segments that this
/// code is on are shown. Moderators are left out unless you ask for them with --role all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica kwic 'support*'                         Words, as a codebook's terms are written
  thematica kwic 'waiting list*' --sort right       What comes after, in the order of the alphabet
  thematica kwic code:trust --sort left             The hits of a code, and of those below it
  thematica kwic 'time' --code trust --where phase=2
  thematica kwic 'regex:felt (safe|heard)' --width 60 --output felt.csv")]
pub struct Arguments {
    /// Words with `*`, `?` and `{a,the,}`; or `code:ID`, `regex:…`, `stem:…`
    #[arg(value_name = "PATTERN")]
    pattern: String,
    /// The order of the lines
    #[arg(long, value_name = "ORDER", default_value = "place")]
    sort: Sort,
    /// How many characters to show on either side; in a table without it, as many as there is room for, at most 40
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<u16>,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// As they stand in the transcripts
    Place,
    /// By the words before, the nearest first
    Left,
    /// By the words after, the nearest first
    Right,
}

impl Sort {
    fn order(self) -> Order {
        match self {
            Sort::Place => Order::Place,
            Sort::Left => Order::Left,
            Sort::Right => Order::Right,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Sort::Place => "place",
            Sort::Left => "left",
            Sort::Right => "right",
        }
    }
}

/// How many characters are shown on either side where nothing is said.
const WIDTH: usize = 40;

/// How much of what stands between them is shown to eyes: people's codings are whole sentences.
const LONGEST_KEY: usize = 30;

/// How many are shown at least, however narrow a terminal is.
const NARROWEST: usize = 12;

/// One line as it is shown: where it is, and what.
struct Row {
    place: Vec<Cell>,
    key: String,
    /// Who drew it, where several coders are asked for.
    coders: String,
    line: Line,
}

/// Where something stands, and who says so.
struct Spot {
    turn: u32,
    span: Span,
    by: BTreeSet<Maker>,
}

/// Finds and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    super::query::whole("kwic", &arguments.pattern, &input.paths)?;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let query = Query::pattern(&arguments.pattern);
    let all = u32::try_from(job.codebook.codes.len()).expect("codes are counted in 32 bits");
    let all: Vec<CodeIndex> = (0..all).map(CodeIndex).collect();
    let retrieval = query
        .resolve(&Names {
            study: &job.study,
            codebook: &job.codebook,
            people: &job.whose.people_names(),
            has_rules: job.whose.has_rules(),
            // Codes that are asked for say here in which segments to look, not what to look for.
            codes: &all,
        })
        .map_err(Failure::Written)?;
    let work = retrieval.ready(job.study.unit, &all);
    let asked = (!filters.codes.is_empty()).then(|| job.asked());
    let eyes = for_eyes(output.format);
    // Which lines there are must not hang on how many coders are named.
    let joined_codes = retrieval.codes();
    let says_who = joined_codes.is_some() && job.whose.count() > 1;
    let find = |coder: &Coder<'_>, coded: &Coded<'_>, scratch: &mut Scratch| {
        let mut found = match &joined_codes {
            Some(codes) => drawn(codes, coded),
            None => plain(work.stretches(coder, coded, scratch)),
        };
        if let Some(asked) = &asked {
            retain(&mut found, asked, coded);
        }
        rows(&job, coded, &found, (eyes, says_who))
    };
    let (mut rows, mut transcripts) = (Vec::new(), 0);
    let done = job.run_with(digests(output.format), find, |of_one: Vec<Row>| {
        transcripts += usize::from(!of_one.is_empty());
        rows.extend(of_one);
        Ok(())
    })?;
    let order = arguments.sort.order();
    if order != Order::Place {
        rows.sort_by_cached_key(|row| row.line.compared(order));
    }
    let width = arguments.width.map(usize::from);
    let width = width.unwrap_or_else(|| {
        if eyes {
            room(&rows, usize::from(output.options.width))
        } else {
            WIDTH
        }
    });
    let mut table = table(&job, &rows, width, eyes, says_who);
    table.note(if rows.is_empty() {
        "Nothing was found.".to_owned()
    } else {
        format!(
            "{} in {}.",
            counted(rows.len(), "place"),
            counted(transcripts, "transcript")
        )
    });
    if says_who && !rows.is_empty() {
        table.note("What is drawn of one code and shares text is one line, from where the first stretch begins to where the last ends, with the names of all who drew it; what is of different codes is one line only where it is in exactly the same place.");
    }
    job.about_coders(&done, &mut table);
    let width = width.to_string();
    let options = [
        ("pattern", arguments.pattern.as_str()),
        ("sort", arguments.sort.as_str()),
        ("width", width.as_str()),
    ];
    let mut made_by = job.made_by("kwic", &options);
    made_by.inputs.clone_from(&done.inputs);
    output.table(&table, &made_by)?;
    Ok(job.status(&done))
}

/// What was drawn for these codes, what is of the same code and shares text as one.
fn drawn(codes: &Range<u32>, coded: &Coded<'_>) -> Vec<Spot> {
    let hits = coded.hits.iter();
    let found = joined(hits.filter(|hit| codes.contains(&hit.code.0)));
    let spot = |Drawn { turn, span, by }| Spot { turn, span, by };
    found.into_iter().map(spot).collect()
}

fn plain(found: Vec<(u32, Span)>) -> Vec<Spot> {
    let spot = |(turn, span)| Spot {
        turn,
        span,
        by: BTreeSet::new(),
    };
    found.into_iter().map(spot).collect()
}

/// Leaves the places in segments that one of the codes that are asked for is on.
fn retain(found: &mut Vec<Spot>, asked: &[bool], coded: &Coded<'_>) {
    let codings = coded.segments.codings.iter();
    let asked = codings.filter(|coding| asked[coding.code.0 as usize]);
    let segments: Vec<Span> = asked.map(|coding| coding.segment).collect();
    found.retain(|spot| {
        // Segments come in order and share no text.
        let first = segments.partition_point(|it| it.end <= spot.span.start);
        let segment = segments.get(first);
        segment.is_some_and(|it| it.start < spot.span.end)
    });
}

fn rows(
    job: &Job<'_>,
    coded: &Coded<'_>,
    found: &[Spot],
    (eyes, says_who): (bool, bool),
) -> Vec<Row> {
    let source = &coded.transcript.source;
    let mut ruler = Ruler::new(source.text());
    let short_id = job.short_id(coded.document);
    let row = |spot: &Spot| {
        let (turn, span) = (spot.turn, spot.span);
        let names: BTreeSet<&str> = spot.by.iter().map(|by| job.whose.name(*by)).collect();
        let names: Vec<&str> = names.into_iter().filter(|_| says_who).collect();
        let place = Place::of(&job.study, coded, short_id, (turn, span), &mut ruler);
        Row {
            place: if eyes {
                place.in_short()
            } else {
                place.cells()
            },
            key: if eyes {
                both_ends(source.slice(span), LONGEST_KEY)
            } else {
                one_line(source.slice(span))
            },
            coders: names.join("; "),
            line: Line::of(&coded.transcript, turn, span),
        }
    };
    found.iter().map(row).collect()
}

/// How many characters there is room for on either side of the keys.
fn room(rows: &[Row], width: usize) -> usize {
    const BETWEEN: usize = 2;
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.width(),
        _ => 0,
    };
    let heads = Place::columns_in_short();
    let mut widths: Vec<usize> = heads.iter().map(|it| it.heading.width()).collect();
    widths.push("Key".len());
    let coders = rows.iter().map(|row| row.coders.width()).max().unwrap_or(0);
    if coders > 0 {
        widths.push(coders.max("Coders".len()));
    }
    let key = heads.len();
    for row in rows {
        for (width, cell_width) in widths.iter_mut().zip(row.place.iter().map(cell)) {
            *width = (*width).max(cell_width);
        }
        widths[key] = widths[key].max(row.key.width());
    }
    let taken: usize = widths.iter().map(|width| width + BETWEEN).sum();
    let room = width.saturating_sub(taken + BETWEEN) / 2;
    room.clamp(NARROWEST, WIDTH)
}

fn table(job: &Job<'_>, rows: &[Row], width: usize, eyes: bool, with_coders: bool) -> Table {
    let mut columns = if eyes {
        Place::columns_in_short()
    } else {
        Place::columns()
    };
    let names = [("left", "Before"), ("key", "Key"), ("right", "After")];
    columns.extend(names.map(|(name, heading)| {
        let heading = if eyes { heading } else { name };
        Column::text(name, heading)
    }));
    columns.extend(with_coders.then(|| Column::text("coders", "Coders")));
    let mut table = Table::new(title(job), columns);
    for Row {
        place,
        key,
        coders,
        line,
    } in rows
    {
        let (left, right) = (line.left(width), line.right(width));
        let mut row = place.clone();
        row.push(Cell::text(if eyes {
            at_right(left, width)
        } else {
            left.to_owned()
        }));
        row.extend([key.as_str(), right].map(Cell::text));
        row.extend(with_coders.then(|| Cell::text(coders)));
        table.push(row);
    }
    table
}
