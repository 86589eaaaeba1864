//! What the report says of agreement is what `agree` says.

use std::fs;
use std::path::Path;

use super::{STUDY, report, report_of, thematica};

/// The section of a page.
fn section<'p>(page: &'p str, id: &str) -> Option<&'p str> {
    let from = page.find(&format!("<section id=\"{id}\">"))?;
    let until = page[from..].find("</section>").expect("it ends");
    Some(&page[from..from + until])
}

/// The text between tags.
fn text(markup: &str) -> String {
    let mut text = String::new();
    for piece in markup.split('<') {
        let (_, shown) = piece.split_once('>').unwrap_or(("", piece));
        text.push_str(shown);
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// The rows of the first table of a section.
fn rows(section: &str) -> Vec<Vec<String>> {
    let body = section.split_once("<tbody>").expect("there is a table").1;
    let body = body.split_once("</tbody>").expect("it ends").0;
    let rows = body.split("</tr>").filter(|row| row.contains("<th"));
    let cells = |row: &str| {
        let cells = row
            .split_inclusive("</th>")
            .flat_map(|it| it.split_inclusive("</td>"));
        cells
            .filter(|cell| cell.contains("</t"))
            .map(text)
            .collect()
    };
    rows.map(cells).collect()
}

#[test]
fn its_figures_are_those_of_agree_to_the_digit() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    for more in [
        &["--coder", "helen", "--coder", "imran"][..],
        &["--coder", "imran", "--coder", "rules", "--code", "enablers"],
        &[
            "--coder", "helen", "--coder", "imran", "--coder", "rules", "--where", "phase=1",
        ],
    ] {
        let page = report(more, &folder.path().join("r.html"));
        let section = section(&page, "agreement").expect("there are several coders");
        let table = thematica(&[&["agree", STUDY, "-q", "-f", "md"], more].concat());
        let lines = table.lines().filter(|line| line.starts_with("| "));
        let expected: Vec<Vec<String>> = lines
            .skip(2)
            .map(|line| {
                let cells = line.trim_matches('|').split('|');
                cells
                    .map(|cell| cell.trim_matches([' ', '\u{a0}']).to_owned())
                    .collect()
            })
            .collect();
        assert!(expected.len() > 10, "{table}");
        assert_eq!(rows(section), expected, "{more:?}");
        let said = text(section);
        let notes = table
            .lines()
            .skip_while(|line| !line.starts_with("Units are"));
        for note in notes.filter(|line| !line.is_empty() && !line.starts_with("*Made by")) {
            let note = note
                .replace('\\', "")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
            assert!(said.contains(&note), "{note}: {said}");
        }
    }
}

#[test]
fn one_coder_has_nobody_to_agree_with() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    for more in [&[][..], &["--coder", "helen"]] {
        let page = report(more, &folder.path().join("r.html"));
        assert_eq!(section(&page, "agreement"), None);
        assert!(!page.contains("#agreement"));
    }
}

#[test]
fn two_who_have_finished_nothing_in_common_are_not_compared() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let study = folder.path().join("study");
    copy(Path::new(STUDY), &study);
    for (coder, finished) in [("helen", "phase-1/"), ("imran", "phase-2/")] {
        let roster = study.join("codings").join(coder).join("roster.csv");
        let rows = fs::read_to_string(&roster).expect("there is a roster");
        let kept = rows
            .lines()
            .filter(|row| row.starts_with("transcript,") || row.starts_with(finished));
        let kept: String = kept.flat_map(|row| [row, "\n"]).collect();
        fs::write(&roster, kept).expect("it is written");
    }
    let name = study.to_str().expect("a temporary folder has a plain name");
    let manifest = study.join("thematica.yaml");
    let codebook = concat!(env!("CARGO_MANIFEST_DIR"), "/codebooks/link-workers.yaml");
    let written = fs::read_to_string(&manifest).expect("there is a manifest");
    let written = written.replace("../../codebooks/link-workers.yaml", codebook);
    fs::write(&manifest, written).expect("it is written");
    let more = ["--coder", "helen", "--coder", "imran"];
    let page = report_of(name, &more, &folder.path().join("r.html"));
    let section = section(&page, "agreement").expect("there are several coders");
    assert!(!section.contains("<table"));
    assert!(
        text(section).contains("No transcript was finished by two of helen and imran"),
        "{section}"
    );
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("it is a folder") {
        let entry = entry.expect("it can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("it is copied");
        }
    }
}
