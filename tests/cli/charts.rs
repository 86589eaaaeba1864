//! `--chart`.

use super::session::{binary, coded_by_people};

#[test]
fn charts_are_drawn_in_characters() {
    coded_by_people("charts")
        .run(&["themes", "study", "--chart", "bar"])
        .run(&["themes", "study", "--chart", "bar", "--by", "phase"])
        .run(&["themes", "study", "--chart", "heatmap", "--by", "phase"])
        .run(&["themes", "study", "--chart", "bar", "--coder", "ann"])
        .run(&["matrix", "study", "--chart", "heatmap", "--min-cell", "2"])
        .run(&[
            "matrix", "study", "--chart", "heatmap", "--by", "phase", "--share", "column",
        ])
        .run(&["cooccur", "study", "--chart", "heatmap", "--within", "turn"])
        .run(&["cooccur", "study", "--chart", "network", "--within", "turn"])
        .run(&["sequence", "study", "--chart", "network"])
        .run(&[
            "sequence", "study", "--chart", "heatmap", "--cells", "share",
        ])
        .run(&[
            "compare", "study", "--a", "phase=1", "--b", "phase=2", "--chart", "bar",
        ])
        .run(&[
            "saturation",
            "study",
            "--chart",
            "curve",
            "--base",
            "1",
            "--run",
            "1",
        ])
        .run(&["words", "study", "--chart", "bar", "--top", "4"])
        .run(&["code", "study", "--chart", "portrait"])
        .end();
}

#[test]
fn charts_that_cannot_be_drawn_say_why() {
    coded_by_people("charts_faults")
        .run(&["themes", "study", "--chart", "heatmap"])
        .run(&["themes", "study", "--chart", "curve"])
        .run(&["themes", "study", "--chart", "bar", "--format", "csv"])
        .run(&["themes", "study", "--chart", "bar", "--excel"])
        .run(&["themes", "study", "--chart", "bar", "--output", "bars.csv"])
        .run(&["themes", "study", "--output", "themes.svg"])
        .run(&[
            "cooccur", "study", "--chart", "heatmap", "--cells", "pmi", "--within", "turn",
        ])
        .run(&[
            "cooccur", "study", "--chart", "network", "--coder", "ann", "--coder", "ben",
        ])
        .run(&[
            "sequence", "study", "--chart", "heatmap", "--cells", "residual",
        ])
        .run(&["words", "study", "--chart", "bar", "--by", "phase"])
        .end();
}

#[test]
fn a_portrait_counts_the_words_that_are_said() {
    let mut session = coded_by_people("charts_words");
    let seen = |arguments: &[&str]| {
        let output = binary(&session.folder).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let portrait = seen(&["code", "study", "--chart", "portrait"]);
    let table = seen(&["transcripts", "study", "-f", "csv"]);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let head = rows.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|it| it == name).unwrap();
    let (id, words) = (column("transcript"), column("words"));
    let mut compared = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let name = row[id].rsplit('/').next().unwrap();
        let line = format!("{name} ({} words)", &row[words]);
        assert!(portrait.contains(&line), "{line}:\n{portrait}");
        compared += 1;
    }
    assert_eq!(compared, 3);
    session.end_without_expectations();
}
