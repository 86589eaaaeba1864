//! What has to be known to read a matrix.

use thematica::analysis::matrix::{Axis, Line};
use thematica::report::Table;

use super::cells::Cells;
use super::{Crossed, Made, Share};

/// Says what cells, totals and shares are, and what was withheld.
pub fn notes(crossed: &Crossed<'_>, table: &mut Table) {
    let cells = crossed.cells;
    table.note(cells.note(crossed.job.study.unit.as_str()));
    let axes = [&crossed.rows, &crossed.columns];
    let has = |wanted: &Axis| axes.contains(&wanted);
    if has(&Axis::Question) {
        table.note("A question is the last turn of a moderator with a question mark in it, before a turn; one without is none. `fg1:12` is turn 12 of fg1.");
    }
    if has(&Axis::Theme) && crossed.job.not_asked_for() > 0 {
        table.note("A theme has what is coded with the codes that are asked for, and no others of its codes.");
    }
    if has(&Axis::Coder) {
        table.note("The cells of a coder are of the transcripts that they finished; totals are of what any of them coded, once.");
    }
    let has_codes = has(&Axis::Code) || has(&Axis::Theme);
    if has_codes {
        table.notes.extend(crossed.job.about_retired());
    }
    if crossed.made == Made::Chart {
        if has_codes {
            table.note("A theme's cells are the union of those of its codes.");
        } else {
            table.note("Cells are of anything that is coded.");
        }
    } else if crossed.made == Made::Wide && cells != Cells::Presence {
        table.note(if has_codes {
            "Totals are unions, counted and not added: what is in several rows or columns, or has several of the codes, is in them once."
        } else {
            "Cells are of anything that is coded. Totals are unions, counted and not added: what is in several rows or columns is in them once."
        });
    } else if !has_codes {
        table.note("Cells are of anything that is coded.");
    }
    let mut rows = crossed.matrix.rows.iter();
    if rows.any(|row| {
        let mut columns = crossed.matrix.columns.iter();
        columns.any(|column| crossed.is_silent(row, column))
    }) {
        table.note("A cell is empty where nothing is said by those who count, and 0 where nothing of it is coded.");
    }
    about_shares(crossed, table);
    about_withheld(crossed, table);
}

fn about_shares(crossed: &Crossed<'_>, table: &mut Table) {
    let Some(share) = crossed.share else { return };
    let of = match share {
        Share::Row => "the total of its row",
        Share::Column => "the total of its column",
        Share::Total => "the total of all",
    };
    let what = match crossed.made {
        Made::Chart => "Figures are in",
        Made::Tidy => "A share is, of the count in `share_of`, in",
        Made::Wide => {
            "The column of totals holds counts; all other figures, the row of totals among them, are in"
        }
    };
    table.note(format!(
        "{what} per cent of {of}, which is what is coded and not all that is said. As totals are unions, shares may add up to more than 100."
    ));
}

fn about_withheld(crossed: &Crossed<'_>, table: &mut Table) {
    let Some(fewest) = crossed.fewest else {
        return;
    };
    let few = match fewest - 1 {
        1 => "1 person".to_owned(),
        last => format!("1 to {last} people"),
    };
    if !crossed.withholds() {
        table.note(format!("No cell has {few} behind it: nothing is withheld."));
        about_strangers(crossed, table);
        return;
    }
    let totals = match crossed.made {
        Made::Tidy | Made::Chart => "no totals are given here, and ",
        Made::Wide => "the totals of its row and column, the total of all, and ",
    };
    let shares = if crossed.share.is_some() {
        " So are shares of what is withheld."
    } else {
        ""
    };
    let however = match crossed.cells {
        Cells::Participants => "",
        _ => ", however high they are,",
    };
    let mark = crossed.too_few();
    let axes = [
        (&crossed.rows, &crossed.matrix.rows),
        (&crossed.columns, &crossed.matrix.columns),
    ];
    let mut axes = axes.into_iter();
    let own = if axes.any(|(axis, lines)| !crossed.inner(axis, lines).is_empty()) {
        " What is coded with a code itself, and not with one below it, is withheld as if it were one more of the codes below it, though it is not shown."
    } else {
        ""
    };
    table.note(format!(
        "Cells with {few} behind them{however} are withheld ({mark}), and so that they do not follow from others, every figure that contains one (*): {totals}the codes above its code.{shares} No other cells are withheld, because without these figures none tells of a withheld one. Tables with other filters or columns may tell: compare them before you publish both.{own} What other differences leave, such as a theme less one of several codes, is no cell and may be one person's."
    ));
    about_strangers(crossed, table);
    let given_away = crossed.given_away();
    if given_away > 0 {
        let (cells, are) = if given_away == 1 {
            ("cell", "is")
        } else {
            ("cells", "are")
        };
        table.note(format!(
            "{given_away} withheld {cells} {are} where one person alone speaks, so that who reads that it is not 0 knows of whom: cross what has more people in each cell."
        ));
    }
}

/// Says how people are counted for the threshold whom nothing but their labels tells apart.
fn about_strangers(crossed: &Crossed<'_>, table: &mut Table) {
    let everybody = crossed.matrix.spoken(Line::ALL, Line::ALL).persons;
    if everybody.undeclared() > 0 {
        table.note("For what is withheld, people whom participants.csv does not name are counted by label, once over all transcripts: the fewest that they can be.");
    }
}
