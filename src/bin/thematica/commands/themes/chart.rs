//! How many speak of what, as bars and as shades.

use thematica::analysis::People;
use thematica::analysis::frequency::{By, Frequencies, Group, Key};
use thematica::report::chart::{Bar, Bars, Chart, HeatCell, Heatmap, Label, Picture};
use thematica::text::{counted, grouped};

use super::title;
use crate::commands::compare::UNLIKE;
use crate::commands::heading;
use crate::commands::job::Job;
use crate::drawing::Kind;
use crate::failure::Failure;

/// More bars for a code than this cannot be told apart.
const MOST_SERIES: usize = 8;

/// Draws the people who speak of each code, out of those who speak.
pub fn chart(
    kind: Kind,
    job: &Job<'_>,
    frequencies: &Frequencies,
    by: &By,
    notes: Vec<String>,
) -> Result<Chart, Failure> {
    let picture = match kind {
        Kind::Heatmap if *by == By::All => {
            return Err(Failure::new("a heat map has columns, and none are named")
                .help("name them with --by: --by phase"));
        }
        Kind::Heatmap => Picture::Heatmap(heatmap(job, frequencies, by)),
        _ if frequencies.groups.len() > MOST_SERIES => {
            let message = format!(
                "{} bars for each code cannot be told apart",
                frequencies.groups.len()
            );
            return Err(Failure::new(message).help(format!(
                "up to {MOST_SERIES} can: draw --chart heatmap, or leave some out with --where"
            )));
        }
        _ => Picture::Bars(bars(job, frequencies, by)),
    };
    Ok(Chart {
        title: title(job),
        picture,
        notes,
    })
}

/// What makes parts unlike that stand side by side: how much is said in each, and people who are in several.
pub fn unlike(frequencies: &Frequencies) -> Vec<String> {
    let groups: Vec<&Group> = frequencies.groups.values().collect();
    let words = || groups.iter().map(|group| group.spoken.words);
    let (least, most) = (words().min().unwrap_or(0), words().max().unwrap_or(0));
    let mut notes = Vec::new();
    if groups.len() > 1 && most as f64 > least as f64 * UNLIKE {
        notes.push(format!(
            "Words that are said in a part: from {} to {}. Where less is said, fewer people come to speak of a code for that alone.",
            grouped(least),
            grouped(most)
        ));
    }
    let mut all = People::default();
    for group in &groups {
        all.add(&group.spoken.persons);
    }
    let each: u64 = groups
        .iter()
        .map(|group| group.spoken.persons.count())
        .sum();
    if each > all.count() {
        notes.push(format!(
            "Some people are in several parts, and counted in each: {} in all.",
            counted(all.count(), "person")
        ));
    }
    notes
}

fn bars(job: &Job<'_>, frequencies: &Frequencies, by: &By) -> Bars {
    let groups: Vec<(&Key, &Group)> = frequencies.groups.iter().collect();
    let is_one = *by == By::All;
    // Of one group bars are people; of several, whose sizes differ, they are shares.
    let all = groups
        .first()
        .map_or(0, |(_, group)| group.spoken.persons.count());
    let bar = |group: &Group, code: u32| {
        let of = group.spoken.persons.count();
        let count = persons(group, code);
        Bar {
            length: (of > 0).then(|| {
                if is_one {
                    count as f64
                } else {
                    count as f64 / of as f64
                }
            }),
            told: format!("{} of {}", grouped(count), grouped(of)),
        }
    };
    let rows = job.selection.codes().into_iter().map(|code| {
        let bars = groups.iter().map(|(_, group)| bar(group, code.0));
        (
            Label::of_code(&job.codebook, job.codebook.code(code)),
            bars.collect(),
        )
    });
    Bars {
        of: "Code".to_owned(),
        measure: if is_one {
            "Participants who speak of it".to_owned()
        } else {
            "Share of the participants who speak there".to_owned()
        },
        most: if is_one { all.max(1) as f64 } else { 1.0 },
        ends: if is_one {
            ["0".to_owned(), grouped(all.max(1))]
        } else {
            ["0 %".to_owned(), "100 %".to_owned()]
        },
        series: groups.iter().map(|(key, _)| name_of(by, key)).collect(),
        rows: rows.collect(),
    }
}

fn heatmap(job: &Job<'_>, frequencies: &Frequencies, by: &By) -> Heatmap {
    let codes = job.selection.codes();
    let rows: Vec<Label> = Label::of_codes(&job.codebook, &codes);
    let cell = |group: &Group, code: u32| {
        let of = group.spoken.persons.count();
        let count = persons(group, code);
        HeatCell {
            shade: (of > 0).then(|| count as f64 / of as f64),
            told: grouped(count),
        }
    };
    let columns = frequencies.groups.iter().map(|(key, group)| {
        let of = group.spoken.persons.count();
        Label::plain(format!("{} (of {})", name_of(by, key), grouped(of)))
    });
    let cells = codes.iter().map(|code| {
        let groups = frequencies.groups.values();
        groups.map(|group| cell(group, code.0)).collect()
    });
    Heatmap {
        rows_are: "Code".to_owned(),
        columns_are: by.name().to_owned(),
        measure: "Participants who speak of it, shaded by their share".to_owned(),
        ends: ["none".to_owned(), "all".to_owned()],
        rows,
        columns: columns.collect(),
        cells: cells.collect(),
    }
}

fn persons(group: &Group, code: u32) -> u64 {
    group
        .codes
        .get(&code)
        .map_or(0, |counts| counts.persons.count())
}

/// What a group is called; nothing where it is the only one.
fn name_of(by: &By, key: &Key) -> String {
    match by {
        By::All => String::new(),
        By::Attribute(name) => heading::of_value(name, &key.name),
        _ => key.name.clone(),
    }
}
