use proptest::prelude::*;

use super::*;

/// All of a coder's units of a code, one after the other and without any of the short cuts.
fn naively(room: &Room, marks: &[Mark], code: CodeIndex) -> Vec<bool> {
    let subtree = &room.codebook.code(code).subtree;
    let is_said = |turn: &&Turn| room.transcript.label(turn) != Some("Mod");
    let turns = room.transcript.turns.iter().filter(is_said);
    let paragraphs = turns.flat_map(|turn| room.transcript.paragraphs_of(turn));
    let sentences: Vec<Span> = paragraphs
        .flat_map(|it| room.units.sentences_in(it.span).to_vec())
        .collect();
    let words = |span: Span| {
        let mut words = Vec::new();
        let landmarks = room.units.landmarks();
        landmarks.for_each_word(span, |start, length| {
            words.push(Span::new(start, start + length));
        });
        words
    };
    let all: Vec<Span> = sentences.iter().flat_map(|it| words(*it)).collect();
    let covers = |mark: &Mark, word: &Span| {
        let has_whole = all.iter().any(|it| mark.span.contains(*it));
        subtree.contains(&mark.code.0)
            && (mark.span.contains(*word) || !has_whole && mark.span.overlaps(*word))
    };
    let is_coded = |it: &Span| {
        let words = words(*it);
        marks
            .iter()
            .any(|mark| words.iter().any(|word| covers(mark, word)))
    };
    sentences.iter().map(is_coded).collect()
}

proptest! {
    #[test]
    fn the_cells_are_those_of_going_through_all_units(
        drawn in proptest::collection::vec((0..2usize, 0..4u32, 0..TALK.len(), 1..60usize), 0..12)
    ) {
        let room = room();
        let mut coders = [Vec::new(), Vec::new()];
        for (coder, code, start, length) in drawn {
            let end = (start + length).min(TALK.len());
            let is_border = |byte: &usize| TALK.is_char_boundary(*byte);
            let start = (0..=start).rev().find(is_border).unwrap();
            let end = (end..=TALK.len()).find(is_border).unwrap();
            coders[coder].push(Mark { code: CodeIndex(code), span: Span::new(start, end) });
        }
        let ratings = room.ratings(&room.plan(SENTENCES), &coders.clone().map(Some));
        for code in CODES {
            let [first, second] = [0, 1].map(|it| naively(&room, &coders[it], code));
            let mut cells = [0; 4];
            for (first, second) in first.into_iter().zip(second) {
                cells[match (first, second) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    (false, false) => 3,
                }] += 1;
            }
            prop_assert_eq!(four(&ratings.codes[code.0 as usize]), cells);
        }
    }
}
