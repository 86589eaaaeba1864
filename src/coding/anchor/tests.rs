use super::*;

const OLD: &str = "Int: How was it?\n\nAnn: At first I did not trust them. It took weeks before I opened the post.\n\nInt: And then?\n\nAnn: Yes.\n\nInt: Do you trust them now?\n\nAnn: Yes.\n\nInt: Thank you for your time today.\n";

fn anchor(text: &str, quote: &str, number: usize) -> Anchor {
    let source = Source::new("a", text);
    let (at, _) = text.match_indices(quote).nth(number).unwrap();
    Anchor::of(&source, Span::new(at, at + quote.len()), &hash(text))
}

/// What is found in the new text, and which words those are.
fn find<'t>(new: &'t str, anchor: &Anchor) -> (Finding, Option<&'t str>) {
    let finder = Finder::new(&Arc::new(Source::new("a", new)));
    let finding = finder.find(anchor);
    let words = finding.span().map(|span| &new[span.range()]);
    (finding, words)
}

#[test]
fn the_same_text_keeps_every_coding() {
    let (finding, words) = find(OLD, &anchor(OLD, "Yes.", 1));
    assert!(matches!(finding, Finding::Kept(_)));
    assert_eq!(words, Some("Yes."));
}

#[test]
fn text_put_in_before_moves_a_coding() {
    let new = format!("A heading\n\n{OLD}");
    for (quote, number) in [("It took weeks", 0), ("Yes.", 0), ("Yes.", 1), ("Int", 0)] {
        let (finding, words) = find(&new, &anchor(OLD, quote, number));
        assert!(matches!(finding, Finding::Moved(_)), "{quote}: {finding:?}");
        assert_eq!(words, Some(quote));
        let at = OLD.match_indices(quote).nth(number).unwrap().0 + 11;
        assert_eq!(finding.span().unwrap().start, at);
    }
}

#[test]
fn a_repeated_answer_is_told_by_its_surroundings() {
    let new = OLD.replace("And then?", "And then what?");
    let (finding, _) = find(&new, &anchor(OLD, "Yes.", 0));
    let at = new.find("Yes.").unwrap();
    assert_eq!(finding, Finding::Moved(Span::new(at, at + 4)));
}

#[test]
fn a_deleted_answer_is_not_found_in_another_place() {
    let new = OLD.replacen("Ann: Yes.\n\n", "", 1);
    let (finding, _) = find(&new, &anchor(OLD, "Yes.", 0));
    assert!(
        matches!(finding, Finding::Ambiguous(_) | Finding::Lost),
        "{finding:?}"
    );
    let new = OLD.replace("It took weeks before I opened the post.", "");
    assert_eq!(
        find(&new, &anchor(OLD, "It took weeks", 0)).0,
        Finding::Lost
    );
}

#[test]
fn a_typo_that_was_mended_inside_is_a_change() {
    let old = OLD.replace("weeks", "weaks");
    let quote = "It took weaks before I opened";
    let (finding, words) = find(OLD, &anchor(&old, quote, 0));
    assert_eq!(words, Some("It took weeks before I opened"));
    let Finding::Changed { similarity, .. } = finding else {
        panic!("{finding:?}")
    };
    assert!((similarity - 28.0 / 29.0).abs() < 1e-9);
}

#[test]
fn layout_typography_and_line_ends_change_no_words() {
    let quote = "trust them. It took weeks before I opened the post.";
    for new in [
        OLD.replace('\n', "\r\n"),
        OLD.replace("weeks before", "weeks\nbefore"),
        OLD.replace(": ", ":\t"),
        OLD.replace("\n\n", "\n"),
    ] {
        let (finding, words) = find(&new, &anchor(OLD, quote, 0));
        assert!(
            matches!(finding, Finding::Moved(_) | Finding::Kept(_)),
            "{finding:?}"
        );
        assert_eq!(Plain::of(words.unwrap()).text(), quote);
    }
}

#[test]
fn neighbours_decide_where_the_surroundings_are_the_same() {
    let round = "Int: And?\n\nAnn: Yes.\n\n".repeat(6);
    let old = format!("Int: We begin here.\n\n{round}Int: We end here.\n");
    let new = format!("Put in.\n\n{old}");
    let anchors = [
        anchor(&old, "We begin here.", 0),
        anchor(&old, "Yes.", 3),
        anchor(&old, "We end here.", 0),
    ];
    let finder = Finder::new(&Arc::new(Source::new("a", &*new)));
    let alone = finder.find(&anchors[1]);
    assert!(matches!(alone, Finding::Ambiguous(_)), "{alone:?}");
    let found = finder.find_all(&anchors.iter().collect::<Vec<_>>());
    let at = new.match_indices("Yes.").nth(3).unwrap().0;
    assert_eq!(found[1], Finding::Moved(Span::new(at, at + 4)));
    // Without the neighbour after it nothing says so.
    let found = finder.find_all(&[&anchors[0], &anchors[1]]);
    assert!(matches!(found[1], Finding::Ambiguous(_)));
}

#[test]
fn a_quote_by_hand_without_a_place_is_found_where_it_stands_once() {
    let by_hand = |quote: &str| Anchor {
        quote: quote.to_owned(),
        ..Anchor::default()
    };
    let (finding, words) = find(OLD, &by_hand("It took  weeks"));
    assert!(matches!(finding, Finding::Moved(_)), "{finding:?}");
    assert_eq!(words, Some("It took weeks"));
    assert!(matches!(find(OLD, &by_hand("Yes.")).0, Finding::Ambiguous(all) if all.len() == 2));
    assert_eq!(find(OLD, &by_hand("nothing of the kind")).0, Finding::Lost);
    assert_eq!(find(OLD, &by_hand("  ")).0, Finding::Lost);
}

#[test]
fn a_deleted_turn_is_not_found_in_the_next_one_that_begins_alike() {
    let old = "P1: Who pays?\n\nP2: Prepayment meter.\n\nP1: Prepayment meter. And Sheila here got a new one.\n\nP2: I did.\n";
    let new = old.replacen("P2: Prepayment meter.\n\n", "", 1);
    let (finding, _) = find(&new, &anchor(old, "Prepayment meter.", 0));
    assert!(
        matches!(finding, Finding::Ambiguous(_) | Finding::Lost),
        "{finding:?}"
    );
    // Text that was put in beside it moves it.
    let new = old.replacen(
        "Prepayment meter.\n",
        "Prepayment meter.\n\nP3: That is a thing that I never understood at all.\n",
        1,
    );
    let (finding, _) = find(&new, &anchor(old, "Prepayment meter.", 0));
    assert!(matches!(finding, Finding::Kept(_)), "{finding:?}");
}

/// As [`find`], where it is known who says what.
fn find_said(new: &str, anchor: &Anchor) -> Finding {
    let options = crate::transcript::read::ReadOptions::default();
    let bytes = new.as_bytes().to_vec();
    let transcript = crate::transcript::read::read("a", "a.txt", bytes, &options).unwrap();
    assert_eq!(transcript.source.text(), new);
    Finder::of(&transcript).find(anchor)
}

const CUTS: &str = "Moderator: Since?\n\nP1: His house, pet.\n\nP3: It's cuts. They call it redesign but it's cuts. I've been the other side of it.\n\nModerator: Thank you.\n";

#[test]
fn a_turn_that_was_put_into_a_quote_is_told_with_all_of_it() {
    let new = CUTS.replace("cuts. They", "cuts.\n\nModerator: Really?\n\nP1: They");
    let quote = "It's cuts. They call it redesign but it's cuts.";
    let finding = find_said(&new, &anchor(CUTS, quote, 0));
    let Finding::Ambiguous(places) = finding else {
        panic!("{finding:?}")
    };
    let words: Vec<&str> = places.iter().map(|it| &new[it.range()]).collect();
    let whole = "It's cuts.\n\nModerator: Really?\n\nP1: They call it redesign but it's cuts.";
    assert_eq!(words, [whole]);
    // So much may be put in that half of the quote is nearer to it than all.
    let much = format!(
        "cuts.\n\nP2: {}\n\nP3: They",
        "I never heard of it. ".repeat(9).trim()
    );
    let finding = find_said(&CUTS.replace("cuts. They", &much), &anchor(CUTS, quote, 0));
    assert!(
        matches!(&finding, Finding::Ambiguous(all) if all.len() == 1),
        "{finding:?}"
    );
}

#[test]
fn a_changed_quote_that_reaches_over_another_speaker_is_ambiguous() {
    let old = "Int: And?\n\nAnn: They call it a redesign, mostly, but everybody knows that it is cuts.\n\nInt: Yes.\n";
    let new = old.replace("mostly, but", "most.\n\nBen: Ha.\n\nAnn: But");
    let quote = "They call it a redesign, mostly, but everybody knows that it is cuts.";
    let finding = find_said(&new, &anchor(old, quote, 0));
    assert!(matches!(finding, Finding::Ambiguous(_)), "{finding:?}");
    // Where the quote was of both already, it is changed.
    let both = &new[new.find("They call").unwrap()..new.find("\n\nInt: Yes").unwrap()];
    let newer = new.replace("everybody knows", "everyone knows");
    let finding = find_said(&newer, &anchor(&new, both, 0));
    assert!(matches!(finding, Finding::Changed { .. }), "{finding:?}");
}

#[test]
fn a_coding_of_whole_words_is_never_laid_on_half_of_one() {
    let old = "Ann: They trust us with the post and all of the letters.\n";
    for (was, is, now) in [
        ("trust us", "trusted us", Some("trusted us with")),
        ("They trust", "Nobody distrusts", None),
    ] {
        let quote = if now.is_some() {
            "trust us with"
        } else {
            "trust"
        };
        let new = old.replace(was, is);
        let (finding, words) = find(&new, &anchor(old, quote, 0));
        assert_eq!(words, now, "{finding:?}");
    }
    // Who coded half a word has it again.
    let new = format!("Int: So?\n\n{old}");
    let (_, words) = find(&new, &anchor(old, "rust", 0));
    assert_eq!(words, Some("rust"));
}

#[test]
fn a_word_that_was_put_in_near_the_end_takes_no_words_from_the_coding() {
    let old = "Int: And?\n\nAnn: So. Then I was trusted by all.\n\nInt: Yes.\n";
    let new = old.replace("trusted by", "trusted indeed by");
    let (finding, words) = find(&new, &anchor(old, "Then I was trusted by all.", 0));
    assert!(matches!(finding, Finding::Changed { .. }), "{finding:?}");
    assert_eq!(words, Some("Then I was trusted indeed by all."));
}
