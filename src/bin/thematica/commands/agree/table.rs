//! The table of figures.

use thematica::analysis::agreement::bootstrap::Bootstrapped;
use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::summary::{Asked, Measured, Row, What, summarise};
use thematica::analysis::agreement::{Crosstab, Tally, Undefined, cohen};
use thematica::codebook::Codebook;
use thematica::report::{Cell, Table, decimal};

use super::Task;
use super::compared::Compared;
use super::notes;
use crate::commands::called::{for_eyes, named, title};

mod columns;

/// How many digits stand after the point.
const FOR_EYES: u8 = 3;
const FOR_PROGRAMS: u8 = 6;

/// What is compared in a block of rows: all coders together, or two of them.
pub struct Block {
    pub coders: Vec<usize>,
    pub rows: Vec<Row>,
    /// Alpha of the sets of codes; `None` where there is a single code, or where units are characters.
    pub sets: Option<Measured>,
}

/// Computes all figures and lays them out.
pub fn table(task: &Task<'_>, compared: &Compared) -> Table {
    let pooled = pooled(&task.job.codebook, compared);
    let blocks: Vec<Block> = task
        .groups()
        .into_iter()
        .map(|coders| block(task, compared, coders, &pooled))
        .collect();
    let layout = Layout {
        task,
        compared,
        eyes: for_eyes(task.format),
        is_of_two: task.comparison.pairs || task.coders.names.len() == 2,
        // A table for programs has the same columns whatever came of it.
        has_intervals: task.bootstrap().is_some()
            && (compared.transcripts > 1 || !for_eyes(task.format)),
    };
    let mut table = Table::new(format!("{}: agreement", title(task.job)), layout.columns());
    for block in &blocks {
        for row in &block.rows {
            table.push(layout.row(block, row));
        }
        if let Some(sets) = &block.sets
            && task.figures.contains(&Figure::Alpha)
        {
            table.push(layout.sets(block, sets));
        }
    }
    notes::about_figures(task, compared, &blocks, &pooled, &mut table);
    table
}

/// The codes without codes below them: what lies on a theme is counted with its codes.
pub fn pooled(codebook: &Codebook, compared: &Compared) -> Vec<usize> {
    let codes = compared.codes.iter().enumerate();
    let ends = codes.filter(|(_, code)| codebook.code(**code).subtree.len() == 1);
    ends.map(|(at, _)| at).collect()
}

fn block(task: &Task<'_>, compared: &Compared, coders: Vec<usize>, pooled: &[usize]) -> Block {
    let asked = Asked {
        figures: &task.figures,
        pooled,
        bootstrap: task.bootstrap(),
    };
    let has_sets = pooled.len() > 1 && compared.sets.iter().any(|it| !it.is_empty());
    let wanted = has_sets && task.figures.contains(&Figure::Alpha);
    Block {
        rows: summarise(&compared.tallies_of(task, &coders), asked),
        sets: wanted.then(|| compared.alpha_of_sets(task, &coders)),
        coders,
    }
}

struct Layout<'a> {
    task: &'a Task<'a>,
    compared: &'a Compared,
    eyes: bool,
    is_of_two: bool,
    has_intervals: bool,
}

impl Layout<'_> {
    fn shows_pairs(&self) -> bool {
        self.task.comparison.pairs
    }

    /// For eyes, only alpha has its interval beside it unless figures are named or all are asked for.
    fn shows_interval(&self, figure: Figure) -> bool {
        let few = self.eyes && !self.task.wanted.all;
        let is_named = !self.task.wanted.figures.is_empty();
        self.has_intervals && figure.is_agreement() && (!few || is_named || figure == Figure::Alpha)
    }

    fn shows_formula(&self, figure: Figure) -> bool {
        !self.eyes && figure == Figure::Kappa
    }

    fn row(&self, block: &Block, row: &Row) -> Vec<Cell> {
        let mut cells = match row.what {
            What::Code(code) => {
                let code = self.task.job.codebook.code(self.compared.codes[code]);
                let kind = (!self.eyes).then(|| Cell::text("code"));
                let named = named(&self.task.job.codebook, code, self.eyes);
                kind.into_iter().chain(named).collect()
            }
            What::Stacked => self.together("stacked", "All codes, stacked"),
            What::Averaged => self.together("averaged", "All codes, averaged"),
            What::MeanOfCodes => self.together("mean", "Mean of the codes"),
        };
        cells.extend(self.counts(block, row.tally.as_ref()));
        let is_code = matches!(row.what, What::Code(_));
        for (&figure, measured) in self.task.figures.iter().zip(&row.figures) {
            cells.extend(self.figure(figure, measured));
            if self.shows_formula(figure) {
                cells.extend(formula(self, row.tally.as_ref().filter(|_| is_code)));
            }
        }
        if !self.eyes {
            cells.push(why(&self.task.figures, &row.figures));
        }
        cells
    }

    fn sets(&self, block: &Block, sets: &Measured) -> Vec<Cell> {
        let mut cells = self.together("sets", "Sets of codes");
        cells.extend(self.counts(block, None));
        for &figure in &self.task.figures {
            let nothing = Measured {
                value: None,
                interval: None,
            };
            let measured = if figure == Figure::Alpha {
                sets
            } else {
                &nothing
            };
            cells.extend(self.figure(figure, measured));
            if self.shows_formula(figure) {
                cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
            }
        }
        if !self.eyes {
            cells.push(why(&[Figure::Alpha], std::slice::from_ref(sets)));
        }
        cells
    }

    fn together(&self, kind: &str, label: &str) -> Vec<Cell> {
        if self.eyes {
            return vec![Cell::text(label)];
        }
        let mut cells = vec![Cell::text(kind)];
        cells.extend([
            Cell::Empty,
            Cell::Empty,
            Cell::text(label),
            Cell::Empty,
            Cell::Empty,
        ]);
        cells
    }

    fn counts(&self, block: &Block, tally: Option<&Tally>) -> Vec<Cell> {
        let count = |count: Option<u64>| count.map_or(Cell::Empty, Cell::Count);
        let units = count(tally.map(Tally::comparable_units));
        if !self.is_of_two {
            let of = |coder: &usize| count(tally.map(|it| it.ratings_of(*coder)[1]));
            let coders = block.coders.iter().map(of);
            return std::iter::once(units).chain(coders).collect();
        }
        let names: Vec<&str> = block
            .coders
            .iter()
            .map(|&coder| self.task.coders.names[coder].as_str())
            .collect();
        let mut cells = Vec::new();
        if !self.eyes {
            cells.extend(names.iter().map(|name| Cell::text(*name)));
            cells.push(units);
        } else if self.shows_pairs() {
            cells.push(Cell::text(names.join(", ")));
        }
        let four = tally.map(four);
        cells.extend((0..4).map(|cell| count(four.map(|four| four[cell]))));
        cells
    }

    fn figure(&self, figure: Figure, measured: &Measured) -> Vec<Cell> {
        let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
        let mut cells = vec![number(measured.number())];
        if !self.shows_interval(figure) {
            return cells;
        }
        let found = measured.interval;
        let ends = found.and_then(|found| found.interval.ok());
        if self.eyes {
            let written = |end: f64| decimal(end, FOR_EYES).unwrap_or_default();
            cells.push(Cell::maybe(ends.map(|ends| {
                format!("{} to {}", written(ends.lower), written(ends.upper))
            })));
            return cells;
        }
        cells.push(number(ends.map(|ends| ends.lower)));
        cells.push(number(ends.map(|ends| ends.upper)));
        let degenerate = found.map(|Bootstrapped { degenerate, .. }| degenerate);
        cells.push(degenerate.map_or(Cell::Empty, Cell::count));
        cells
    }
}

/// How sure intervals are, in percent.
pub fn percent(task: &Task<'_>) -> String {
    let percent = task.wanted.confidence * 100.0;
    let text = decimal(percent, 2).unwrap_or_default();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Units that both coded, only the first, only the second, neither.
pub fn four(tally: &Tally) -> [u64; 4] {
    let margins = tally.pair(0, 1);
    let both = margins.agreed[1];
    [
        both,
        margins.first[1] - both,
        margins.second[1] - both,
        margins.agreed[0],
    ]
}

/// Kappa's standard error and interval by formula.
fn formula(layout: &Layout<'_>, tally: Option<&Tally>) -> Vec<Cell> {
    let Some([both, first, second, neither]) = tally.map(four) else {
        return vec![Cell::Empty, Cell::Empty, Cell::Empty];
    };
    let table = Crosstab::new(2, vec![neither, second, first, both]);
    let interval = cohen::interval(&table, layout.task.wanted.confidence).ok();
    let error = cohen::standard_error(&table).ok();
    let numbers = [
        error,
        interval.map(|it| it.lower),
        interval.map(|it| it.upper),
    ];
    numbers
        .map(|number| number.map_or(Cell::Empty, Cell::Number))
        .to_vec()
}

/// Why figures of a row do not exist: `kappa, alpha: all ratings are in one category; ...`.
fn why(figures: &[Figure], measured: &[Measured]) -> Cell {
    let mut reasons: Vec<(Undefined, bool, Vec<&str>)> = Vec::new();
    for (figure, measured) in figures.iter().zip(measured) {
        let of_value = measured.value.and_then(Result::err).map(|it| (it, false));
        let of_interval = || Some((measured.interval?.interval.err()?, true));
        let Some((reason, of_interval)) = of_value.or_else(of_interval) else {
            continue;
        };
        let known = reasons
            .iter_mut()
            .find(|it| (it.0, it.1) == (reason, of_interval));
        match known {
            Some((_, _, names)) => names.push(figure.as_str()),
            None => reasons.push((reason, of_interval, vec![figure.as_str()])),
        }
    }
    let text = |(reason, of_interval, names): &(Undefined, bool, Vec<&str>)| {
        let what = if *of_interval { "interval of " } else { "" };
        format!("{what}{}: {reason}", names.join(", "))
    };
    let reasons: Vec<String> = reasons.iter().map(text).collect();
    Cell::maybe((!reasons.is_empty()).then(|| reasons.join("; ")))
}
