use super::*;
use crate::transcript::Transcript;
use crate::transcript::read::{self, ReadOptions};

const TEXT: &str = "Int: How was it?\n\nAnn: They trust us. It takes weeks.\n\nInt: And then?\n\nAnn: They trust us. Ünd 😀 so on.\n";

fn transcript() -> Transcript {
    read::read(
        "a",
        "a.txt",
        TEXT.as_bytes().to_vec(),
        &ReadOptions::default(),
    )
    .expect("it is read")
}

/// What a place is in the transcript, or why it is not there.
fn found(place: &Where) -> Result<String, String> {
    let transcript = transcript();
    let span = place.find(&transcript).map_err(|error| error.to_string())?;
    Ok(transcript.source.slice(span).to_owned())
}

fn quote(words: &str, which: Option<usize>) -> Where {
    Where::Quote(words.to_owned(), which)
}

#[test]
fn a_quote_has_to_say_which_place_it_means() {
    assert_eq!(
        found(&quote("It takes\nweeks", None)).unwrap(),
        "It takes weeks"
    );
    assert_eq!(
        found(&quote("They trust us.", None)).unwrap_err(),
        "\"They trust us.\" is there 2 times, in the lines 3, 7"
    );
    assert_eq!(
        found(&quote("They trust us.", Some(2))).unwrap(),
        "They trust us."
    );
    assert_eq!(
        found(&quote("They trust us.", Some(3))).unwrap_err(),
        "\"They trust us.\" is there 2 times, not 3"
    );
    assert!(
        found(&quote("nothing", None))
            .unwrap_err()
            .contains("is not in")
    );
    assert!(found(&quote(" ", None)).is_err());
}

#[test]
fn a_turn_and_a_line_are_what_is_said_there() {
    assert_eq!(
        found(&Where::Turn(2)).unwrap(),
        "They trust us. It takes weeks."
    );
    assert_eq!(
        found(&Where::Line(3, Seen::Nothing)).unwrap(),
        "They trust us. It takes weeks."
    );
    assert_eq!(
        found(&Where::Turn(5)).unwrap_err(),
        "this transcript has 4 turns, and no turn 5"
    );
    for silent in [0, 2, 99] {
        assert!(found(&Where::Line(silent, Seen::Nothing)).is_err());
    }
}

#[test]
fn offsets_count_code_points_and_their_words_are_held_against_them() {
    let start = TEXT.chars().position(|c| c == 'Ü').unwrap();
    let at = |end: usize, words: Option<&str>| {
        found(&Where::Points(start..end, words.map(str::to_owned)))
    };
    assert_eq!(at(start + 8, Some("Ünd  😀 so")).unwrap(), "Ünd 😀 so");
    assert_eq!(at(start + 5, None).unwrap(), "Ünd 😀");
    assert_eq!(
        at(start + 5, Some("trust")).unwrap_err(),
        "at this place stands \"Ünd 😀\", not \"trust\""
    );
    assert!(
        at(10_000, None)
            .unwrap_err()
            .ends_with("10000 is behind its end")
    );
}

#[test]
fn a_table_says_places_in_four_ways() {
    let read = of_table(
        "Transcript;Code;quote;start;end;turn;line;occurrence;memo;weight;notes\na;trust;They trust us.;;;;;2;;;\na;;x;3;8;;;;\"so; so\";0.5;\na;b;;;;4;;;;;\na;b;;;;;7;;;;\n;;;;;;;;;;\n",
        None,
    );
    assert_eq!(read.faults, []);
    let places: Vec<&Where> = read.wanted.iter().map(|it| &it.place).collect();
    assert_eq!(
        places,
        [
            &quote("They trust us.", Some(2)),
            &Where::Points(3..8, Some("x".to_owned())),
            &Where::Turn(4),
            &Where::Line(7, Seen::Nothing)
        ]
    );
    assert_eq!(read.wanted[1].memo.as_deref(), Some("so; so"));
    assert_eq!(read.wanted[1].weight.as_ref().unwrap().to_string(), "0.5");
    assert_eq!(read.wanted[1].code, None);
    assert_eq!(read.wanted[3].line, 5);
}

#[test]
fn a_row_that_says_too_little_is_told_with_its_line() {
    let told = |table: &str| {
        let read = of_table(table, None);
        let faults = read.faults.into_iter();
        faults
            .map(|it| format!("{}: {}", it.line, it.message))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("transcript,quote\na,x\n,y\n"),
        ["3: this row names no transcript"]
    );
    assert_eq!(
        told("transcript,start,end\na,5,\n"),
        ["2: `start` and `end` go together"]
    );
    assert_eq!(
        told("transcript,start,end\na,5,5\n"),
        ["2: `end` is not behind `start`"]
    );
    assert_eq!(
        told("transcript,turn\na,two\n"),
        ["2: `turn` is `two`, which is no whole number"]
    );
    assert_eq!(
        told("transcript,turn\na,\n"),
        ["2: this row does not say where its coding is"]
    );
    assert_eq!(
        told("file,quote\n"),
        ["1: this table has no column `transcript`"]
    );
    assert_eq!(told("transcript,words\n").len(), 1);
    assert_eq!(
        told("transcript,turn,weight\na,1,heavy\n"),
        ["2: `weight` is `heavy`, which is no number"]
    );
    assert_eq!(
        told("transcript,turn,state\na,1,gone\n"),
        ["2: `state` is `gone`"]
    );
}

#[test]
fn grep_prints_paths_that_may_hold_colons() {
    let read = of_grep(
        "a.txt:3:Ann: They\n--\nphase 1: groups/b.txt:12:x\nBinary file c.docx matches\n",
        None,
    );
    let rows: Vec<_> = read
        .wanted
        .iter()
        .map(|it| (&it.transcript[..], &it.place))
        .collect();
    assert_eq!(
        rows,
        [
            (
                "a.txt",
                &Where::Line(3, Seen::Whole("Ann: They".to_owned()))
            ),
            (
                "phase 1: groups/b.txt",
                &Where::Line(12, Seen::Whole("x".to_owned()))
            )
        ]
    );
    assert_eq!(read.faults.len(), 1);
    assert_eq!(read.faults[0].line, 4);
    let read = of_grep("3:Ann: They\n", Some("a"));
    assert_eq!(
        (&read.wanted[0].transcript[..], &read.wanted[0].place),
        ("a", &Where::Line(3, Seen::Whole("Ann: They".to_owned())))
    );
}

#[test]
fn lines_of_a_store_come_back_with_all_that_they_say() {
    let line = r#"{"transcript":"a","coder":"ann","id":"0011","code":"trust","quote":"It takes weeks.","memo":"m","made":"2026","later":[1.0]}"#;
    let read = of_lines(&format!("{line}\n\nno\n"), None);
    let wanted = &read.wanted[0];
    assert_eq!(
        (wanted.coder.as_deref(), wanted.transcript.as_str()),
        (Some("ann"), "a")
    );
    assert_eq!(found(&wanted.place).unwrap(), "It takes weeks.");
    let record = wanted.record.as_ref().unwrap();
    assert!(
        record
            .to_string()
            .ends_with("\"made\":\"2026\",\"later\":[1.0]}")
    );
    assert_eq!(read.faults[0].line, 3);
    assert_eq!(
        of_lines(r#"{"code":"a","quote":"x"}"#, None).faults.len(),
        1
    );
}

#[test]
fn a_range_is_half_open_and_not_empty() {
    assert_eq!(range("3..8"), Some(3..8));
    for wrong in ["3", "8..3", "3..3", "a..b", ""] {
        assert_eq!(range(wrong), None);
    }
}

#[test]
fn a_row_with_more_cells_than_the_header_is_told_and_lines_are_those_of_the_file() {
    let table = "transcript,code,quote\na,b,\"two\nlines\"\n\na,b,Oh, Ian.\na,b,x,,\n,b,y\n";
    for table in [table.to_owned(), table.replace('\n', "\r\n")] {
        let read = of_table(&table, None);
        let told: Vec<_> = read
            .faults
            .iter()
            .map(|it| (it.line, &it.message[..]))
            .collect();
        assert_eq!(
            told,
            [
                (
                    5,
                    "this row has 4 cells, and the header 3: ` Ian.` has no column"
                ),
                (7, "this row names no transcript")
            ]
        );
        let lines: Vec<usize> = read.wanted.iter().map(|it| it.line).collect();
        assert_eq!(lines, [2, 6]);
    }
}

#[test]
fn words_have_to_be_in_the_line_that_a_row_names() {
    let wanted = |row: &str| {
        let read = of_table(
            &format!("transcript,code,quote,text,line,occurrence\n{row}\n"),
            None,
        );
        assert_eq!(read.faults, []);
        found(&read.wanted[0].place)
    };
    // The line tells apart what stands twice.
    assert_eq!(wanted("a,b,They trust us.,,7,").unwrap(), "They trust us.");
    assert_eq!(
        wanted("a,b,It takes weeks.,,7,").unwrap_err(),
        "\"It takes weeks.\" is not in line 7 of the text as it is read, but in 3"
    );
    assert!(
        wanted("a,b,Nobody.,,7,")
            .unwrap_err()
            .contains("is not in this transcript")
    );
    assert!(
        wanted("a,b,They trust us.,,3,2")
            .unwrap_err()
            .contains("but in 7")
    );
    assert_eq!(
        wanted("a,b,,It takes weeks,3,").unwrap(),
        "They trust us. It takes weeks."
    );
    assert!(
        wanted("a,b,,so on.,3,")
            .unwrap_err()
            .contains("is not what the row says of it")
    );
}
