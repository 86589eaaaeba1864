use super::*;

fn line(text: &str, left: f32, top: f32) -> PlacedLine {
    PlacedLine::new(text.to_owned(), left, top, 12.0)
}

fn texts(lines: Vec<PlacedLine>) -> Vec<String> {
    let (blocks, _) = of_lines(vec![Page { number: 1, lines }]);
    blocks.iter().map(text).collect()
}

#[test]
fn pieces_at_one_height_are_one_line() {
    assert_eq!(
        texts(vec![line("Ann:", 10.0, 10.0), line("Yes.", 60.0, 11.0)]),
        ["Ann: Yes."]
    );
}

#[test]
fn a_wider_gap_an_indent_and_a_label_begin_paragraphs() {
    let lines = vec![
        line("A first line that is as long as lines get here", 10.0, 10.0),
        line(
            "and goes on to the edge of the paper over there",
            10.0,
            24.0,
        ),
        line("and ends.", 10.0, 38.0),
        line("A new one that is as long as lines get in here", 10.0, 66.0),
        line("An indented one, as long as lines get in here,", 30.0, 80.0),
        line("and on it goes until the very edge of the page", 10.0, 94.0),
        line("Bo: who speaks.", 10.0, 108.0),
    ];
    let found = texts(lines);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[0].ends_with("over there and ends."));
}

#[test]
fn lines_that_hang_below_a_label_belong_to_it() {
    let lines = vec![
        line(
            "Ann:  A first line that is as long as lines get",
            10.0,
            10.0,
        ),
        line("and goes on to the edge of the paper there", 46.0, 24.0),
        line("and still does not end before this", 46.0, 38.0),
        line("Bo:  Well.", 10.0, 52.0),
    ];
    assert_eq!(texts(lines).len(), 2);
}

#[test]
fn a_hyphen_in_the_middle_of_a_word_gets_no_space() {
    let mut before = Paragraph {
        text: "a walk-".to_owned(),
        ..Paragraph::default()
    };
    join(
        &mut before,
        &Paragraph {
            text: " on part".to_owned(),
            bold: vec![(0, 3)],
            ..Paragraph::default()
        },
    );
    assert_eq!(
        (before.text.as_str(), before.bold),
        ("a walk-on part", vec![(7, 9)])
    );
}
