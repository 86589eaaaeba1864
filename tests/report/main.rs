//! The report as a whole, made by the program from the example study. What a browser makes of it is tested in
//! `tests/browser`.

use std::fs;
use std::path::Path;
use std::process::Command;

mod agreement;
mod content;
mod documents;
mod retired;

fn thematica(arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_thematica"))
        .args(arguments)
        .arg("--no-cache")
        .env("SOURCE_DATE_EPOCH", "1796000000")
        .output()
        .expect("the program starts");
    assert!(
        done.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).expect("it writes UTF-8")
}

const STUDY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/link-workers");

fn report(more: &[&str], file: &Path) -> String {
    report_of(STUDY, more, file)
}

fn report_of(study: &str, more: &[&str], file: &Path) -> String {
    let file_name = file.to_str().expect("a temporary folder has a plain name");
    thematica(&[&["report", study, "-q", "-o", file_name], more].concat());
    fs::read_to_string(file).expect("the report is there")
}

#[test]
fn the_same_study_gives_the_same_bytes_on_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let one = report(&["--threads", "1"], &folder.path().join("1.html"));
    let four = report(&["--threads", "4"], &folder.path().join("4.html"));
    assert!(one == four);
}

#[test]
fn there_is_a_quote_for_each_row_of_code_and_a_row_for_each_code() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    for more in [
        &[][..],
        &["--coder", "helen"],
        &["--code", "enablers", "--where", "phase=2"],
    ] {
        let page = report(more, &folder.path().join("r.html"));
        let rows = thematica(&[&["code", STUDY, "-q", "-f", "jsonl"], more].concat());
        let rows = rows
            .lines()
            .filter(|row| row.contains("\"transcript\":"))
            .count();
        assert!(rows > 20);
        assert_eq!(page.matches("<li data-k=").count(), rows, "{more:?}");
        let codes = thematica(&[&["themes", STUDY, "-q", "-f", "csv"], more].concat());
        let codes = codes.lines().count() - 1;
        assert_eq!(
            page.matches("<article class=\"code").count(),
            codes,
            "{more:?}"
        );
    }
}

#[test]
fn its_figures_are_those_of_themes() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let page = report(&[], &folder.path().join("r.html"));
    let themes = thematica(&["themes", STUDY, "-q", "-f", "csv"]);
    let mut rows = csv::Reader::from_reader(themes.as_bytes());
    let head = rows.headers().expect("it has a header").clone();
    for (code, row) in rows.records().enumerate() {
        let row = row.expect("it is CSV");
        let cell = |name: &str| {
            let at = head
                .iter()
                .position(|it| it == name)
                .expect("the column is there");
            let number: u64 = row[at].parse().expect("it is a count");
            thematica::text::grouped(number)
        };
        let article = page
            .find(&format!("id=\"c{code}\""))
            .expect("the code is there");
        let article = &page[article..];
        let article = &article[..article.find("</article>").expect("it ends")];
        for expected in [
            format!(
                "{} of {}</a> participants",
                cell("participants"),
                cell("participants_of")
            ),
            format!("{} of {}</a> groups", cell("groups"), cell("groups_of")),
            format!(
                "{} of {}</a> sentences",
                cell("segments"),
                cell("segments_of")
            ),
        ] {
            assert!(article.contains(&expected), "{expected}: {article}");
        }
    }
}

#[test]
fn nothing_is_fetched_and_only_its_own_script_is_there() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let page = report(&[], &folder.path().join("r.html"));
    assert_eq!(page.matches("<script").count(), 1);
    for fetched in ["src=", "<link", "@import", "url(", "<iframe", "<img"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

/// The minutes that COREQ's item on duration names, and how many transcripts have times.
fn duration(page: &str) -> (u64, u64) {
    let from = page.find(">Duration<").expect("COREQ asks for it");
    let said = &page[from..from + page[from..].find("</tr>").expect("the row ends")];
    let before = |what: &str| {
        let until = said.find(what).expect("it is said");
        let digits = said[..until].rsplit(|c: char| !c.is_ascii_digit()).next();
        let digits = digits.expect("something stands before it");
        digits.parse().expect("it is a number")
    };
    (before(" minutes of speech"), before(" of 9 transcripts"))
}

#[test]
fn the_duration_is_that_of_the_transcripts_that_are_shown() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let page = report(&["--coder", "helen"], &folder.path().join("r.html"));
    let heard: Vec<&str> = page
        .split("<td class=\"portrait\">")
        .filter_map(|row| row.rsplit_once("<th scope=\"row\">phase-"))
        .map(|(_, id)| id.split('<').next().unwrap_or_default())
        .collect();
    assert_eq!(heard.len(), 9, "{heard:?}");
    let speakers = thematica(&["transcripts", STUDY, "--speakers", "-q", "-f", "csv"]);
    let mut rows = csv::Reader::from_reader(speakers.as_bytes());
    let head = rows.headers().expect("it has a header").clone();
    let at = |name: &str| head.iter().position(|it| it == name);
    let (transcript, minutes) = (at("transcript").unwrap(), at("minutes").unwrap());
    let (mut all, mut timed) = (0.0, std::collections::BTreeSet::new());
    for row in rows.records() {
        let row = row.expect("it is CSV");
        let id = row[transcript].trim_start_matches("phase-").to_owned();
        if let (true, Ok(spoken)) = (heard.contains(&&*id), row[minutes].parse::<f64>()) {
            all += spoken;
            timed.insert(id);
        }
    }
    let (said, transcripts) = duration(&page);
    assert_eq!(transcripts, timed.len() as u64);
    assert!(
        (said as f64 - all).abs() <= 1.0,
        "{said} minutes, not {all}"
    );
}

/// A small study, in a folder of its own.
fn small(folder: &Path, transcript: &str) {
    let codebook = "codebook: small\ncodes:\n  - {id: trust, label: Trust, match: [trust*]}\n";
    for (name, text) in [
        ("codebook.yaml", codebook),
        ("fg1.txt", transcript),
        (
            "thematica.yaml",
            "transcripts: [fg1.txt]\ncodebook: codebook.yaml\n",
        ),
    ] {
        fs::write(folder.join(name), text).expect("it is written");
    }
}

#[test]
fn a_result_names_its_files_alike_from_wherever_the_study_is_named() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let study = folder.path().join("ann-private");
    fs::create_dir(&study).expect("a folder is made");
    small(&study, "Ann: They trust me.\n");
    let from = |current: &Path, arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_thematica"))
            .args(arguments)
            .args(["--quiet", "--no-cache"])
            .current_dir(current)
            .output()
            .expect("the program starts");
        assert!(done.status.success());
        String::from_utf8(done.stdout).expect("it writes UTF-8")
    };
    let whole = study.to_str().expect("a temporary folder has a plain name");
    for more in [
        &["report", "--format", "html"][..],
        &["report", "--format", "md"],
        &["themes", "--format", "json"],
    ] {
        let inside = from(&study, more);
        assert!(inside.contains("fg1.txt"), "{inside}");
        let named = |target| [&more[..1], &[target], &more[1..]].concat();
        assert_eq!(from(folder.path(), &named(whole)), inside);
        assert_eq!(from(folder.path(), &named("ann-private")), inside);
        assert_eq!(
            from(folder.path(), &named("ann-private/thematica.yaml")),
            inside
        );
    }
    // Without a manifest nothing says where the study begins.
    let bare = [
        "themes",
        "ann-private/fg1.txt",
        "--codebook",
        "ann-private/codebook.yaml",
        "-f",
        "json",
    ];
    assert!(from(folder.path(), &bare).contains("ann-private/fg1.txt"));
}

#[test]
fn who_only_laughs_is_no_column_and_is_named() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    small(
        folder.path(),
        "Ann: They trust me.\n\nBo: [laughs]\n\nCy: So it was.\n",
    );
    let study = folder
        .path()
        .to_str()
        .expect("a temporary folder has a plain name");
    let said =
        "Bo@fg1 says no word that counts, and is left out: there is nothing to count of them.";
    let page = report_of(study, &[], &folder.path().join("r.html"));
    assert!(page.contains(said), "{page}");
    assert!(page.contains(">Cy@fg1</option>") && !page.contains(">Bo@fg1</option>"));
    let document = report_of(study, &[], &folder.path().join("r.md"));
    assert!(
        document.contains("| Code | Ann@fg1 of 1 | Cy@fg1 of 1 |"),
        "{document}"
    );
    let themes = thematica(&["themes", study, "-q", "--by", "participant", "-f", "md"]);
    assert!(
        themes.contains(said) && !themes.contains("| Bo@fg1 |"),
        "{themes}"
    );
    assert!(themes.contains("| Cy@fg1 | Trust | 0 of 1 |"), "{themes}");
}
