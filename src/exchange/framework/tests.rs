use super::header::Heading;
use super::*;

fn filled(text: &str, form: Form) -> Result<Filled, Vec<Diagnostic>> {
    match read("chart", text.into(), form) {
        Ok(filled) => Ok(filled),
        Err(FilledError::Faults(faults)) => Err(faults),
        Err(error) => panic!("{error}"),
    }
}

fn notes(filled: &Filled) -> Vec<(&str, &str, Option<&str>, &str)> {
    let notes = filled.notes.iter();
    notes
        .map(|it| {
            let column = it.column.as_deref();
            (it.case.as_str(), it.code.as_str(), column, it.text.as_str())
        })
        .collect()
}

fn csv(text: &str) -> Result<Filled, Vec<Diagnostic>> {
    filled(text, Form::Separated)
}

/// The messages of what is refused.
fn refused(text: &str) -> Vec<String> {
    let faults = csv(text).expect_err("it is refused");
    faults.into_iter().map(|it| it.message).collect()
}

#[test]
fn headings_are_found_again_whatever_labels_hold() {
    let case = header::case("participant", "enablers");
    assert_eq!(
        Heading::of(&case),
        Heading::Case {
            cases: "participant",
            theme: "enablers"
        }
    );
    for label in ["Trust", "Trust [of people]: a", "x]: summary"] {
        assert_eq!(
            Heading::of(&header::summary(label, "trust")),
            Heading::Summary("trust")
        );
        assert_eq!(
            Heading::of(&header::quotes(label, "trust")),
            Heading::Quotes("trust")
        );
    }
    for own in [
        "My notes",
        "Case: no theme",
        "Trust: my summary",
        "[trust]: mine",
    ] {
        assert_eq!(Heading::of(own), Heading::Own(own));
    }
    for lost in ["Trust: summary", "Trust []: quotes", "Trust [a] b: summary"] {
        assert_eq!(Heading::of(lost), Heading::Nameless);
    }
}

#[test]
fn a_table_that_a_spreadsheet_saved_is_read_by_its_headings() {
    let text = "\u{feff}My notes;SUMMARY;code;case;cases;in_chart\r\nask;\"One;\r\ntwo\";trust;LW01;participant;yes\r\n;;time;LW01;participant;yes\r\n;Gone.;old;LW09;participant;no\r\n";
    let filled = csv(text).unwrap();
    assert_eq!(filled.cases, "participant");
    assert_eq!(
        notes(&filled),
        [
            ("LW01", "trust", Some("My notes"), "ask"),
            ("LW01", "trust", None, "One;\ntwo"),
            ("LW09", "old", None, "Gone."),
        ]
    );
    assert_eq!(filled.own[0].name, "My notes");
}

#[test]
fn an_apostrophe_that_was_put_before_a_formula_is_taken_away() {
    let text = "cases,case,code,summary\np,A,c,'=1+1\np,B,c,'tis\n";
    let filled = csv(text).unwrap();
    let texts: Vec<&str> = filled.notes.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["=1+1", "'tis"]);
    for written in ["'=1", "''-", "'tis", "=1"] {
        let cell = separated_text(written.to_owned());
        let filled = csv(&format!("cases,case,code,summary\np,A,c,{cell}\n")).unwrap();
        assert_eq!(filled.notes[0].text, written);
    }
}

#[test]
fn json_and_its_lines_are_read() {
    let row =
        r#"{"cases":"phase","case":"1","code":"trust","summary":"Yes.","mine":3,"label":"T"}"#;
    let lines = format!("{{\"made_by\":{{}}}}\n{row}\n");
    let whole = format!("{{\"rows\":[{row}]}}");
    for (text, form) in [(lines, Form::JsonLines), (whole, Form::Json)] {
        let filled = filled(&text, form).unwrap();
        assert_eq!(filled.cases, "phase");
        let mut found = notes(&filled);
        found.sort_unstable();
        assert_eq!(
            found,
            [
                ("1", "trust", None, "Yes."),
                ("1", "trust", Some("mine"), "3")
            ]
        );
    }
    assert!(filled("{\"rows\":[{}]}", Form::Json).is_err());
    assert!(filled("{", Form::JsonLines).is_err());
    assert!(filled("", Form::JsonLines).is_err());
}

#[test]
fn what_is_no_chart_or_could_be_lost_is_refused() {
    let no_chart = "this file is no chart that `thematica chart` wrote";
    for other in ["", "a,b\n1,2\n", "case,code,summary\nA,c,x\n"] {
        assert_eq!(refused(other), [no_chart], "{other:?}");
    }
    let head = "cases,case,code,summary,mine";
    assert_eq!(
        refused(&format!("{head}\np,A,c,one,\np,A,c,two,\n")),
        ["the case `A` has a summary for `c` twice, and they differ"]
    );
    assert_eq!(
        refused(&format!("{head}\np,A,c,,one\np,A,c,,two\n")),
        ["the case `A` has something in `mine` for `c` twice, and they differ"]
    );
    assert_eq!(
        refused(&format!("{head}\np,,c,one,\np,A,,,x\n")),
        [
            "this row has a summary and no case",
            "this row has something in `mine` and no code"
        ]
    );
    assert_eq!(
        refused(&format!("{head},mine\np,A,c,one,\n")),
        ["two columns are called `mine`"]
    );
    assert_eq!(
        refused(&format!("{head},Code\np,A,c,one,,x\n")),
        ["two columns are called `Code`"]
    );
    assert_eq!(
        refused(&format!("{head}\np,A,c,one,,more\np,B,c,,,more\n")),
        ["this text stands below no heading, and could not be found again"]
    );
    assert_eq!(
        refused(&format!("{head}\np,A,c,one,\nq,A,d,one,\n")),
        ["the cases are `q` here and `p` before"]
    );
    let same = csv(&format!("{head}\np,A,c,one,\np,A,c,one,\np,A,c,,\n")).unwrap();
    assert_eq!(same.notes.len(), 1, "the same twice is no loss");
}
