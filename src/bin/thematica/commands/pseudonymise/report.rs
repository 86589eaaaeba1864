//! The report: what became of each name, and which capitalised words remain.

use thematica::exchange::pseudonym::{Key, Why};
use thematica::report::{Cell, Column, Table};

use super::plan::Plan;
use crate::messages::{counted, is_or_are};

/// One row for each name of the key.
pub fn names(key: &Key, plan: &Plan) -> Table {
    let mut table = Table::new(
        "Names",
        vec![
            Column::text("name", "Name"),
            Column::text("pseudonym", "Pseudonym"),
            Column::count("transcripts", "Transcripts"),
            Column::count("replacements", "Replaced"),
            Column::count("fewer_capitals", "Fewer capitals, left"),
            Column::count("in_words", "In longer words, left"),
            Column::count("otherwise", "Written otherwise, left"),
        ],
    );
    for (nth, (entry, tally)) in key.entries().iter().zip(&plan.tallies).enumerate() {
        let left = |why: &[Why]| Cell::count(plan.left.count(nth, why));
        table.push(vec![
            Cell::text(&entry.name),
            Cell::text(&entry.pseudonym),
            Cell::count(tally.transcripts),
            Cell::count(tally.replacements),
            left(&[Why::FewerCapitals]),
            left(&[Why::InWord, Why::InSmallWord]),
            left(&[Why::Split, Why::OtherLetters, Why::Beside]),
        ]);
    }
    notes(&mut table, plan);
    table
}

fn notes(table: &mut Table, plan: &Plan) {
    let replaced = plan.tallies.iter().map(|it| it.replacements).sum();
    table.note(format!(
        "{}, {} in them and {} in codings and the study's own files.",
        counted(plan.transcripts, "transcript"),
        counted(replaced, "replacement"),
        plan.elsewhere
    ));
    if plan.as_text > 0 {
        table.note(format!(
            "{} written as plain text, without times, comments, tracked changes and properties.",
            counted(plan.as_text, "transcript")
        ));
    }
    if !plan.left.names().is_empty() {
        table.note(
            "Names that are left are counted in codings and the study's own files too: add what is a name to the key as it stands.",
        );
    }
    in_small_words(table, plan);
    if plan.unread > 0 {
        table.note(format!(
            "{} could not be read and {} not in the copy.",
            counted(plan.unread, "file"),
            is_or_are(plan.unread)
        ));
    }
}

/// One row for each spelling in which a name of the key is still there, unless it is hardly one.
pub fn left(key: &Key, plan: &Plan) -> Table {
    let mut table = Table::new(
        "Names that were left",
        vec![
            Column::text("name", "Name"),
            Column::text("written", "As written"),
            Column::text("why", "Why"),
            Column::count("count", "Count"),
            Column::count("files", "Files"),
            Column::text("first", "First in"),
            Column::count("line", "Line"),
        ],
    );
    let names = plan.left.names();
    for name in names.into_iter().filter(|it| it.why != Why::InSmallWord) {
        table.push(vec![
            Cell::text(&key.entries()[name.entry].name),
            Cell::text(&name.word),
            Cell::text(why(name.why)),
            Cell::count(name.count),
            Cell::count(name.files),
            Cell::text(&name.first.0),
            Cell::count(name.first.1),
        ]);
    }
    table
}

fn in_small_words(table: &mut Table, plan: &Plan) {
    const MOST: usize = 8;
    let mut small = plan.left.names();
    small.retain(|it| it.why == Why::InSmallWord);
    if small.is_empty() {
        return;
    }
    let count = small.iter().map(|it| it.count).sum();
    small.sort_by_key(|it| (std::cmp::Reverse(it.count), &it.word));
    let words = small.iter().take(MOST).map(|it| it.word.as_str());
    let mut words = words.collect::<Vec<_>>().join(", ");
    if small.len() > MOST {
        let more = counted(small.len() - MOST, "more word");
        words = format!("{words} and {more}");
    }
    table.note(format!(
        "In longer words, {} in small letters: {words}.",
        counted(count, "place")
    ));
}

fn why(why: Why) -> &'static str {
    match why {
        Why::FewerCapitals => "fewer capitals",
        Why::InWord | Why::InSmallWord => "in a longer word",
        Why::Split => "marks inside, or joined",
        Why::OtherLetters => "other accents or letters",
        Why::Beside => "partly replaced",
    }
}

/// One row for each capitalised word that is not in the key.
pub fn remaining(key: &Key, plan: &Plan) -> Table {
    let mut table = Table::new(
        "Capitalised words that remain",
        vec![
            Column::text("word", "Word"),
            Column::text("part_of", "Part of"),
            Column::count("count", "Count"),
            Column::count("transcripts", "Transcripts"),
            Column::text("first", "First in"),
            Column::count("line", "Line"),
        ],
    );
    for word in plan.remaining.words() {
        table.push(vec![
            Cell::text(&word.word),
            Cell::maybe(word.part_of.map(|it| &key.entries()[it].name[..])),
            Cell::count(word.count),
            Cell::count(word.transcripts),
            Cell::text(&word.first.0),
            Cell::count(word.first.1.line),
        ]);
    }
    table.note(
        "Parts of the key's names stand first, wherever they are in a sentence. Not in the list: other words that also stand in small letters, or only at the start of sentences. Read before you share.",
    );
    if let Some((caseless, all)) = plan.remaining.caseless() {
        table.note(format!(
            "{} of {all} in a script without capital letters, such as Hebrew, Arabic or Chinese: this list finds no names among them.",
            counted(caseless, "word")
        ));
    }
    table
}
