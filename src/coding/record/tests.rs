use super::*;

const LINE: &str = r#"{"id":"0123456789ab","code":"trust","start":3,"end":8,"quote":"trust","prefix":"We ","suffix":" her.","hash":"00ff","state":"rejected","weight":1.10,"memo":"a\nb","was":"trsut","from":["ann/1"],"by":"cy","made":"2026-11-30T16:39:43Z","with":"annotate","changed":["2026-12-01T00:00:00Z"],"later":{"x":[1.10, 2]},"n":12345678901234567890123}"#;

#[test]
fn a_line_comes_back_to_the_byte_with_the_fields_of_a_later_version() {
    let record = parse(LINE).unwrap();
    assert_eq!(
        record.to_string(),
        LINE.replace("1.10,\"memo", "1.1,\"memo")
    );
    assert_eq!(record.other.len(), 2);
}

#[test]
fn a_line_by_hand_needs_a_code_and_a_quote() {
    let record = parse(r#"{"code": "a", "quote": "x", "memo": null}"#).unwrap();
    assert_eq!((record.anchor.points, record.memo), (None, None));
    let refused = |line| parse(line).unwrap_err().reason;
    assert_eq!(refused(r#"{"code": "a"}"#), "missing field `quote`");
    assert_eq!(refused("no"), "expected ident");
    assert_eq!(
        refused("[1]"),
        "invalid type: sequence, expected a coding in braces"
    );
}

#[test]
fn what_is_wrong_is_told_with_its_field_and_place() {
    let cases = [
        (
            r#"{"code":"a","quote":"x","start":-1,"end":2}"#,
            "`start` is not a whole number",
            32,
        ),
        (
            r#"{"code":"a","quote":"x","start":3,"end":2}"#,
            "`end` is before `start`",
            32,
        ),
        (
            r#"{"code":"a","quote":"x","start":3}"#,
            "`start` and `end` go together",
            32,
        ),
        (
            r#"{"code":"a","code":"b","quote":"x"}"#,
            "`code` is there twice",
            19,
        ),
    ];
    for (line, reason, at) in cases {
        assert_eq!(
            parse(line).unwrap_err(),
            LineError {
                reason: reason.to_owned(),
                at
            }
        );
    }
    let unknown = parse(r#"{"code":"a","quote":"x","state":"doubted"}"#).unwrap_err();
    assert!(unknown.reason.starts_with("`state` is `doubted`"));
}

#[test]
fn an_anchor_counts_code_points_and_gives_its_bytes_back() {
    let source = Source::new("t", "é😀 We trust her.");
    let span = Span::new(10, 15);
    assert_eq!(source.slice(span), "trust");
    let anchor = Anchor::of(&source, span, "h");
    assert_eq!(anchor.points, Some(6..11));
    assert_eq!(
        (anchor.prefix.as_str(), anchor.suffix.as_str()),
        ("é😀 We ", " her.")
    );
    assert_eq!(anchor.span(&source), Some(span));
    assert_eq!(anchor.span(&Source::new("t", "short")), None);
}

#[test]
fn a_name_depends_on_code_place_and_words_alone() {
    let make = |code: &str, time: &str| {
        let anchor = Anchor {
            points: Some(0..1),
            quote: "x".to_owned(),
            ..Anchor::default()
        };
        let made = Stamp {
            time: time.to_owned(),
            with: String::new(),
        };
        Record::new(code, anchor, made)
    };
    assert_eq!(make("a", "1").name(0), make("a", "2").name(0));
    assert_ne!(make("a", "1").name(0), make("b", "1").name(0));
    assert_ne!(make("a", "1").name(0), make("a", "1").name(1));
}
