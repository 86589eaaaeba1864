//! Queries that mean nothing.

use super::*;

/// The place and the message of what is wrong with a query.
pub(super) fn refused(query: &str) -> (String, String) {
    refused_where(query, true, None)
}

/// The same where only the codes below one are looked at, or only what people coded.
fn refused_where(query: &str, has_rules: bool, code: Option<&str>) -> (String, String) {
    let (codebook, study) = (codebook(), study());
    let mut codes = every(&codebook);
    if let Some(code) = code {
        let asked = codebook.code(codebook.find(code).unwrap()).subtree.clone();
        codes.retain(|code| asked.contains(&code.0));
    }
    let names = Names {
        study: &study,
        codebook: &codebook,
        people: &["ann"],
        has_rules,
        codes: &codes,
    };
    let fault = match Query::parse(query) {
        Ok(parsed) => parsed.resolve(&names).unwrap_err().remove(0),
        Err(fault) => *fault,
    };
    let Place::Span(source, span) = &fault.place else {
        panic!("{fault:?}")
    };
    let help = fault.help.clone().unwrap_or_default();
    let at = source.slice(*span).to_owned();
    (at, format!("{} / {help}", fault.message))
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let at = |query: &str| refused(query).0;
    assert_eq!(at("trust and"), "");
    assert_eq!(at("trust waiting list"), "waiting");
    assert_eq!(at("(trust and time"), "(");
    assert_eq!(at("trust) and time"), ")");
    assert_eq!(at("trust near time"), "near time");
    assert_eq!(at("trust near 2 apples time"), "apples");
    assert_eq!(at("trust followed time"), "followed");
    assert_eq!(at("trust and phase="), "");
    assert_eq!(at("phase=3"), "3");
    assert_eq!(at("trust and speker=P1"), "speker");
    assert_eq!(at("coder=ben"), "ben");
    assert_eq!(at(""), "");
}

#[test]
fn names_that_nobody_has_come_with_what_was_meant() {
    let message = |query: &str| refused(query).1;
    assert!(message("trost").contains("did you mean `trust`?"));
    assert!(message("sunshine").contains("\"sunshine\""));
    assert!(message("speaker").contains("speaker=…"));
    assert!(message("coder=ben").contains("--coder ann --coder rules --coder ben"));
    assert!(message("waiting.*").contains("no code below"));
    assert!(message("participant=P9").contains("known here: `P1`, `P2`"));
    // Every one of them is told.
    let (codebook, study) = (codebook(), study());
    let names = Names {
        study: &study,
        codebook: &codebook,
        people: &[],
        has_rules: true,
        codes: &every(&codebook),
    };
    let query = Query::parse("trost and tyme and host=Rome").unwrap();
    assert_eq!(query.resolve(&names).unwrap_err().len(), 3);
}

#[test]
fn no_query_exhausts_the_machine() {
    let deep = "(".repeat(4_000) + "trust" + &")".repeat(4_000);
    assert!(refused(&deep).1.contains("nested more than 50 deep"));
    assert!(
        refused(&("not ".repeat(2_000) + "trust"))
            .1
            .contains("deep")
    );
    assert!(refused(&("{".repeat(3_000) + "trust")).1.contains("deep"));
    let wide = vec!["trust"; 600].join(" or ");
    assert!(refused(&wide).1.contains("more than 500 parts"));
    let values = format!("phase={{{}}}", vec!["2"; 600].join(","));
    assert!(refused(&values).1.contains("parts"));
    assert!(refused(&"a".repeat(20_000)).1.contains("longer than"));
    // The longest chain that is allowed is evaluated on the stack of a thread.
    let chain = vec!["trust"; 500].join(" near 9 turns ");
    assert_eq!(segments(&chain), segments("trust"));
}

#[test]
fn what_cannot_be_found_is_refused_and_not_found_nowhere() {
    let (at, told) = refused_where("trust and time", true, Some("trust"));
    assert_eq!(at, "time");
    assert!(told.contains("left out by --code"), "{told}");
    assert!(told.contains("--code time"), "{told}");
    let (at, told) = refused_where("trust and not negated", false, None);
    assert_eq!(at, "negated");
    assert!(told.contains("--coder rules"), "{told}");
    let (_, told) = refused("trust near 2 lines time");
    assert!(
        told.contains("`lines` is no unit: write turns or words"),
        "{told}"
    );
}
