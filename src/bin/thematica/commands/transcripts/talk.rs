//! `transcripts --speakers` and `--follows`: who speaks how much, and who follows whom.

use thematica::analysis::overview::{Overview, Speaker};
use thematica::analysis::talk::TimeFrom;
use thematica::report::{Cell, Column, Table};

use crate::messages::counted;

/// One row for each speaker of each transcript.
pub fn speakers<'o>(title: String, transcripts: impl Iterator<Item = &'o Overview>) -> Table {
    let mut table = Table::new(
        title,
        vec![
            Column::text("transcript", "Transcript"),
            Column::text("speaker", "Speaker"),
            Column::text("participant", "Participant").gives_way(),
            Column::text("role", "Role"),
            Column::count("turns", "Turns"),
            Column::count("utterances", "Utterances").gives_way(),
            Column::count_of("words", "Words"),
            Column::number("words_percent", "Words %", 1),
            Column::number("minutes", "Minutes", 1),
            Column::number("minutes_percent", "Minutes %", 1),
            Column::count_of("timed_turns", "Timed turns").gives_way(),
            Column::count("longest_turn_words", "Longest turn"),
            Column::count("longest_turn", "Its number"),
        ],
    );
    let mut beginnings = false;
    let mut partly = 0;
    let (mut stamps, mut broken) = (0, 0);
    for overview in transcripts {
        let of_messages = overview.time_from == Some(TimeFrom::Stamps);
        stamps += usize::from(of_messages);
        broken += usize::from(overview.time_breaks.any() && !of_messages);
        beginnings |= overview.time_from == Some(TimeFrom::Beginnings);
        let seconds = all_seconds(overview);
        for speaker in &overview.speakers {
            partly += usize::from(speaker.seconds.is_some() && speaker.timed_turns < speaker.turns);
            table.push(row(overview, speaker, seconds));
        }
    }
    table.note(
        "Words are out of all words of the transcript, those that nobody is labelled for among them. The longest turn is \
         that with the most words; `--show` prints it under its number.",
    );
    table.note(
        "Minutes are the time that the speaker's cues or segments cover, and their percentage is out of those of all speakers; \
         both are empty where no times are known, and the percentage where those of two turns or more, and of a tenth of the \
         turns, are not.",
    );
    if beginnings {
        table.note(
            "Where only the beginnings of turns are known, a turn lasts until the next one begins, and the last turn has no \
             length.",
        );
    }
    if stamps > 0 {
        table.note(format!(
            "The times in {} are not those of speech: at their rate nobody speaks, as where messages were sent. They give no \
             minutes.",
            counted(stamps, "transcript")
        ));
    }
    if broken > 0 {
        table.note(format!(
            "The times in {} go back or leap over an hour and more, as where a file holds several recordings; nothing is \
             counted across such places, and `--format json` has their number.",
            counted(broken, "transcript")
        ));
    }
    if partly > 0 {
        table.note(format!(
            "The minutes of {} leave out turns whose times are not known; `--format json` has their number.",
            counted(partly, "speaker")
        ));
    }
    table
}

/// The seconds of all speakers; `None` where the times of two turns, and of a tenth of them, are not known, so that shares
/// would be those of the few that are. One turn is allowed, because the last one often has no end.
fn all_seconds(overview: &Overview) -> Option<f64> {
    let turns: usize = overview.speakers.iter().map(|it| it.turns).sum();
    let timed: usize = overview.speakers.iter().map(|it| it.timed_turns).sum();
    (timed > 0 && (turns - timed < 2 || (turns - timed) * 10 < turns))
        .then(|| overview.speakers.iter().filter_map(|it| it.seconds).sum())
}

fn row(overview: &Overview, speaker: &Speaker, all_seconds: Option<f64>) -> Vec<Cell> {
    let percent = |part: f64, whole: f64| {
        if whole > 0.0 {
            Cell::Number(100.0 * part / whole)
        } else {
            Cell::Empty
        }
    };
    let longest = speaker.longest_turn;
    let number = |number: Option<usize>| number.map_or(Cell::Empty, Cell::count);
    vec![
        Cell::text(&overview.id),
        Cell::text(&speaker.label),
        Cell::maybe(speaker.participant.as_deref()),
        Cell::text(&speaker.role),
        Cell::count(speaker.turns),
        Cell::count(speaker.utterances),
        Cell::of(speaker.words, speaker.words_of),
        percent(speaker.words as f64, speaker.words_of as f64),
        speaker
            .seconds
            .map_or(Cell::Empty, |it| Cell::Number(it / 60.0)),
        speaker
            .seconds
            .zip(all_seconds)
            .map_or(Cell::Empty, |(it, all)| percent(it, all)),
        Cell::of(speaker.timed_turns, speaker.turns),
        number(longest.map(|it| it.words)),
        number(longest.map(|it| it.turn)),
    ]
}

/// One row for each pair of speakers of whom one follows the other.
pub fn follows<'o>(title: String, transcripts: impl Iterator<Item = &'o Overview>) -> Table {
    let mut table = Table::new(
        title,
        vec![
            Column::text("transcript", "Transcript"),
            Column::text("before", "After a turn of"),
            Column::text("after", "speaks"),
            Column::count_of("times", "Times"),
            Column::number("percent", "%", 1),
        ],
    );
    for overview in transcripts {
        // Whoever speaks most often after somebody stands first; speakers are in the order of the transcript.
        for same in overview.follows.chunk_by(|a, b| a.before == b.before) {
            let of: usize = same.iter().map(|it| it.count).sum();
            let mut same: Vec<_> = same.iter().collect();
            same.sort_by_key(|it| std::cmp::Reverse(it.count));
            for follow in same {
                table.push(vec![
                    Cell::text(&overview.id),
                    Cell::text(&follow.before),
                    Cell::text(&follow.after),
                    Cell::of(follow.count, of),
                    Cell::Number(100.0 * follow.count as f64 / of as f64),
                ]);
            }
        }
    }
    table.note(
        "Times are out of all turns that come directly after one of the first speaker. Pairs that never follow one another \
         have no row; a stretch that nobody is labelled for ends the row of turns.",
    );
    table
}
