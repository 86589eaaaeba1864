use super::Remaining;
use crate::exchange::pseudonym::tests::key;
use crate::text::Source;
use crate::transcript::read::{ReadOptions, read};

#[test]
fn what_remains_are_capitalised_words_inside_sentences() {
    let text = "Int: So? Leeds was it?\n\nAnn: In Leeds on Monday. Work. I'm with Omar's lot. The Trust work.\n\nInt: And the trust?\n\nAnn: No.\n";
    let transcript = read("t", "t.txt", text.into(), &ReadOptions::default()).unwrap();
    let key = key(&[("Ann", "Beth")]);
    let mut remaining = Remaining::default();
    remaining.look(&key, &transcript, &key.replace(text));
    let words = remaining.words();
    let seen: Vec<(&str, usize, usize)> = words
        .iter()
        .map(|it| (it.word.as_str(), it.count, it.first.1.line))
        .collect();
    assert_eq!(seen, [("Int", 2, 1), ("Leeds", 2, 1), ("Omar", 1, 3)]);
}

#[test]
fn parts_of_the_keys_names_are_told_wherever_they_remain() {
    let text = "Int: So?\n\nP: Moore came. Rose said the rose was Dr Holloway's. Jane Moore left.\n\nInt: Leeds? In Leeds.\n";
    let transcript = read("t", "t.txt", text.into(), &ReadOptions::default()).unwrap();
    let key = key(&[
        ("Jane Moore", "Beth Hill"),
        ("Dr Rose Lee-Holloway", "Dr Cora Dale"),
        ("van Leeds", "Ada"),
    ]);
    let mut remaining = Remaining::default();
    remaining.look(&key, &transcript, &key.replace(text));
    let words = remaining.words();
    let seen: Vec<(&str, usize, Option<usize>)> = words
        .iter()
        .map(|it| (it.word.as_str(), it.count, it.part_of))
        .collect();
    assert_eq!(
        seen,
        [
            ("Leeds", 2, Some(2)),
            ("Holloway", 1, Some(1)),
            ("Moore", 1, Some(0)),
            ("Rose", 1, Some(1)),
            ("Int", 2, None),
            ("P", 1, None)
        ]
    );
}

#[test]
fn halves_of_double_names_and_names_behind_small_parts_remain() {
    let text = "Int: So?\n\nP: Smith-Brown came. My ex-Brenda and d'Souza did, with Mary-Jane, a T-shirt and the anna-like. O'Brien's mid-July. Don't. I said Don't and Part-time, and O'Brien with Lee\u{2011}Hill and Anna.\n";
    let transcript = read("t", "t.txt", text.into(), &ReadOptions::default()).unwrap();
    let key = key(&[("Brown", "Green"), ("Jane Hill", "Beth Dale")]);
    let mut remaining = Remaining::default();
    remaining.look(&key, &transcript, &key.replace(text));
    let mut words: Vec<&str> = remaining.words().iter().map(|it| &*it.word).collect();
    words.sort_unstable();
    assert_eq!(
        words,
        [
            "Anna", "Brenda", "Don't", "Hill", "Int", "Jane", "Lee", "Mary", "O'Brien", "P",
            "Part", "Smith", "Souza"
        ]
    );
}

#[test]
fn words_without_capitals_are_counted() {
    let caseless = |words: &str| {
        let text = format!("Int: What?\n\nP: {words} 1950.\n");
        let transcript = read("t", "t.txt", text.clone().into(), &ReadOptions::default()).unwrap();
        let key = key(&[("Ann", "Beth")]);
        let mut remaining = Remaining::default();
        remaining.look(&key, &transcript, &key.replace(&text));
        remaining.caseless()
    };
    assert_eq!(caseless(&"דנה ".repeat(11)), Some((11, 15)));
    assert_eq!(
        caseless("محمد 李 and the others and the rest of them all"),
        None
    );
}

#[test]
fn words_of_memos_and_tables_remain_and_are_in_no_transcript() {
    let text = "P: It was hard, and mark my words, in Leeds.\n";
    let transcript = read("t", "t.txt", text.into(), &ReadOptions::default()).unwrap();
    let key = key(&[("Ann Lee", "Beth Dale")]);
    let mut remaining = Remaining::default();
    remaining.look(&key, &transcript, &key.replace(text));
    let memo = "{\"quote\": \"Omar\", \"memo\": \"Hard for Ann Lee.\\nThen brenda and Zoltan in leeds, with Lee.\"}";
    remaining.look_at_memo(&key, ("c.jsonl", 7), memo);
    let table = "id,labels,partner,note\nP01,Xaver,Brenda,\"Works at\nKeel, Hard\"\n";
    let source = Source::new("people.csv", table);
    remaining.look_at_table(&key, "people.csv", &source, &key.replace(table));
    let words = remaining.words();
    let seen: Vec<(&str, usize, &str, usize)> = words
        .iter()
        .map(|it| (&*it.word, it.transcripts, &*it.first.0, it.first.1.line))
        .collect();
    assert_eq!(
        seen,
        [
            ("Lee", 0, "c.jsonl", 7),
            ("Brenda", 0, "people.csv", 2),
            ("Keel", 0, "people.csv", 3),
            ("Leeds", 1, "t", 1),
            ("P", 1, "t", 1),
            ("Works", 0, "people.csv", 2),
            ("Zoltan", 0, "c.jsonl", 7),
        ]
    );
}
