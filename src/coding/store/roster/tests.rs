use super::*;

fn read(text: &str) -> Roster {
    let (roster, faults) = told(text);
    assert!(faults.is_empty(), "{faults:?}");
    roster
}

fn told(text: &str) -> (Roster, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let roster = Roster::parse(&Arc::new(Source::new("r", text)), &mut faults);
    (roster, faults)
}

/// What is finished, where every name is an id.
fn finished(roster: &Roster) -> Vec<String> {
    let finished = roster.finished(|name| Some(name.to_owned()));
    finished.into_keys().collect()
}

fn of(time: &str, hash: &str) -> Finished {
    Finished {
        time: time.to_owned(),
        hash: hash.to_owned(),
        other: Vec::new(),
    }
}

#[test]
fn a_roster_comes_back_and_of_two_rows_the_later_counts() {
    let text = "transcript,finished,hash,unit\nfg1,2026-01-02,aa,turn\nfg1,2026-01-01,bb,\n\"a,b\",2026-01-03,,\n";
    let roster = read(text);
    let rows = roster.finished(|name| Some(name.to_owned()));
    assert_eq!(rows["fg1"].hash, "aa");
    assert_eq!(read(&roster.text()).text(), roster.text());
    let start = "transcript,finished,hash,unit\n\"a,b\",";
    assert!(roster.text().starts_with(start));
    assert_eq!(told("transcript,finished\n,2026\n").1.len(), 1);
    assert_eq!(
        told("transcript,finished,state\nfg1,2026,maybe\n").1.len(),
        1
    );
    assert_eq!(told("transcript,changes\nfg1,often\n").1.len(), 1);
}

#[test]
fn what_was_taken_back_on_one_branch_stays_so_however_git_lays_the_lines() {
    let mut base = Roster::default();
    for id in ["fg1", "fg2"] {
        base.finish(id, |name| name == id, of("2026-01-02", "aa"));
    }
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    // The clock of this machine is behind.
    ours.reopen("fg2", |name| name == "fg2", "2026-01-01");
    theirs.finish("fg3", |name| name == "fg3", of("2026-01-03", "aa"));
    let (ours, theirs) = (ours.text(), theirs.text());
    let one = read(&format!("{ours}{theirs}"));
    let other = read(&format!("{theirs}{ours}"));
    assert_eq!(one.text(), other.text());
    assert_eq!(finished(&one), ["fg1", "fg3"]);
    assert_eq!(
        one.text(),
        "transcript,finished,hash,state,changes\nfg1,2026-01-02,aa,,\n\
         fg2,2026-01-01,aa,reopened,1\nfg3,2026-01-03,aa,,\n"
    );
    // Who finishes it again goes on from there, within the same second too.
    let mut again = one.clone();
    again.finish("fg2", |name| name == "fg2", of("2026-01-01", "aa"));
    let both = read(&format!("{}{}", again.text(), one.text()));
    assert_eq!(finished(&both), ["fg1", "fg2", "fg3"]);
    assert_eq!(both.text(), again.text());
}

#[test]
fn a_row_under_a_short_name_is_taken_back_too() {
    let mut roster = read("transcript,finished,hash\nt1,2026-01-02,aa\nt2,2026-01-02,aa\n");
    let id_of = |name: &str| Some(format!("p1/{}", name.trim_start_matches("p1/")));
    let is_first = |name: &str| id_of(name).as_deref() == Some("p1/t1");
    roster.reopen("p1/t1", is_first, "2026-01-02");
    let finished: Vec<_> = roster.finished(id_of).into_keys().collect();
    assert_eq!(finished, ["p1/t2"]);
    // It stays so where git brings the old row back, which no longer counts.
    let again = read(&format!("{}t1,2026-01-02,aa\n", roster.text()));
    assert_eq!(again, roster);
    roster.finish("p1/t1", is_first, of("2026-01-02", "aa"));
    assert_eq!(roster.finished(id_of).len(), 2);
}

/// Lays what is said of one name under another.
fn rename(roster: &mut Roster, old: &str, new: &str) -> Renamed {
    roster.rename(|it| it == old, (new, |it: &str| it == new), "2026-02-01")
}

#[test]
fn what_was_renamed_there_and_back_is_finished_still() {
    let mut roster = Roster::default();
    roster.finish("fg1", |it| it == "fg1", of("2026-01-01", "aa"));
    assert_eq!(rename(&mut roster, "fg1", "fg2"), Renamed::Taken);
    assert_eq!(finished(&roster), ["fg2"]);
    assert_eq!(rename(&mut roster, "fg1", "fg2"), Renamed::Nothing);
    let away = roster.text();
    assert_eq!(rename(&mut roster, "fg2", "fg1"), Renamed::Taken);
    assert_eq!(finished(&roster), ["fg1"]);
    // It is so where git brings the lines of before back.
    assert_eq!(read(&format!("{}{away}", roster.text())), roster);
    assert_eq!(read(&roster.text()).text(), roster.text());
}

#[test]
fn what_the_new_name_says_by_itself_stays() {
    let mut roster = Roster::default();
    for id in ["fg1", "fg2"] {
        roster.finish(id, |it| it == id, of("2026-01-01", id));
    }
    let mut taken_back = roster.clone();
    assert_eq!(rename(&mut roster, "fg1", "fg2"), Renamed::There);
    let rows = roster.finished(|name| Some(name.to_owned()));
    assert_eq!((rows.len(), rows["fg2"].hash.as_str()), (1, "fg2"));
    taken_back.reopen("fg2", |it| it == "fg2", "2026-01-02");
    assert_eq!(rename(&mut taken_back, "fg1", "fg2"), Renamed::TakenBack);
    assert!(finished(&taken_back).is_empty());
}

#[test]
fn a_row_that_no_one_of_us_wrote_is_told_for_what_it_is() {
    let text = format!("transcript,changes\nfg1,{}\n", u64::MAX);
    let (mut roster, faults) = told(&text);
    assert!(faults[0].message.ends_with("does not count changes"));
    roster.finish("fg1", |_| true, of("2026", "aa"));
    let (mut roster, faults) = told(&format!("transcript,changes\nfg1,{}\n", u32::MAX));
    assert!(faults.is_empty());
    roster.reopen("fg1", |_| true, "2026");
    assert!(finished(&roster).is_empty());
    let (_, faults) = told("transcript,finished\nfg1,2026,more\n,2026\n");
    let messages: Vec<&str> = faults.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "this row of the roster has 3 cells, and there are 2 columns",
            "this row of the roster names no transcript"
        ]
    );
}

#[test]
fn nothing_changes_where_nothing_new_is_said() {
    let mut roster = Roster::default();
    roster.reopen("fg1", |_| true, "2026-01-01");
    assert_eq!(roster, Roster::default());
    roster.finish("fg1", |_| true, of("2026-01-01", "aa"));
    let before = roster.clone();
    roster.finish("fg1", |_| true, of("2026-01-02", "aa"));
    assert_eq!(roster, before);
    roster.finish("fg1", |_| true, of("2026-01-03", "bb"));
    assert!(roster.text().ends_with("fg1,2026-01-03,bb,,1\n"));
}
