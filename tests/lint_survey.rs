//! What the linter counts in a study is what the reports count of it.

use std::fs;
use std::path::{Path, PathBuf};

use thematica::analysis::coded::{self, Coder, Digests, Hands};
use thematica::analysis::frequency::{By, Counting, Frequencies, Group, count};
use thematica::analysis::selection::Filter;
use thematica::codebook::{self, Codebook, Unit};
use thematica::lint::{Scratch, Survey};
use thematica::matcher::Matcher;
use thematica::study::{Study, Target};

fn open(folder: &Path) -> (Study, Codebook) {
    let target = Target {
        paths: vec![folder.to_path_buf()],
        ..Target::default()
    };
    let study = Study::open(&target).unwrap();
    let source = study.codebook_source(&mut Vec::new()).unwrap().unwrap();
    (study, codebook::parse(source).codebook.unwrap())
}

fn survey(study: &Study, codebook: &Codebook) -> Survey {
    let matcher = Matcher::new(codebook, study.unit);
    let mut survey = Survey::default();
    let mut scratch = Scratch::default();
    for document in &study.documents {
        let transcript = study.load(document).unwrap();
        survey.add(Survey::of(study, &transcript, Some(&matcher), &mut scratch));
    }
    survey
}

/// What `themes` counts, of everyone or of all but the moderators.
fn report(study: &Study, codebook: &Codebook, roles: &[&str]) -> Group {
    let filter = Filter {
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
        ..Filter::default()
    };
    let coder = Coder {
        hands: Hands::Rules,
        study,
        matcher: &Matcher::new(codebook, study.unit),
        unit: study.unit,
        selection: &filter.resolve(study, Some(codebook)).unwrap(),
        digests: Digests::Left,
    };
    let counting = Counting {
        study,
        codebook,
        unit: study.unit,
        by: &By::All,
    };
    let mut scratch = coded::Scratch::default();
    let mut all = Frequencies::default();
    for document in &study.documents {
        let coded = coder.code(document, &mut scratch).unwrap();
        all.add(count(&counting, &coded, &scratch.units));
    }
    all.groups.into_values().next().unwrap()
}

fn agree(study: &Study, codebook: &Codebook) {
    let survey = survey(study, codebook);
    let studied = report(study, codebook, &[]);
    let everyone = report(study, codebook, &["all"]);
    assert_eq!(survey.segments, studied.spoken.segments, "{:?}", study.unit);
    let mut compared = 0;
    for (number, code) in (0..).zip(&codebook.codes) {
        // The figures of a report are those of the codes below as well.
        if code.subtree.len() > 1 {
            continue;
        }
        let of = |group: &Group| group.codes.get(&number).cloned().unwrap_or_default();
        let at = number as usize;
        assert_eq!(
            survey.segments_of_codes[at],
            of(&studied).segments,
            "{}",
            code.id
        );
        assert_eq!(survey.hits_of_codes[at], of(&everyone).hits, "{}", code.id);
        compared += survey.hits_of_codes[at];
    }
    assert!(compared > 0);
}

#[test]
fn the_example_is_counted_like_in_the_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/link-workers");
    let (mut study, codebook) = open(&folder);
    for unit in [Unit::Sentence, Unit::Paragraph, Unit::Turn] {
        study.unit = unit;
        agree(&study, &codebook);
    }
}

#[test]
fn what_has_no_word_in_it_is_no_segment() {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint-survey");
    fs::create_dir_all(folder.join("transcripts")).unwrap();
    fs::write(
        folder.join("thematica.yaml"),
        "moderators: [Int]\ncodebook: codebook.yaml\n",
    )
    .unwrap();
    fs::write(
        folder.join("codebook.yaml"),
        "codebook: c\ncodes:\n  - id: trust\n    match: [trust*, they trust]\n",
    )
    .unwrap();
    let text = "Int: Do they trust you?\nAnn: ...\nInt: Do they?\nAnn: They trust me. ... !\nInt: And?\nAnn: Trust.\n";
    fs::write(folder.join("transcripts/a.txt"), text).unwrap();
    let (mut study, codebook) = open(&folder);
    for (unit, segments) in [(Unit::Sentence, 2), (Unit::Paragraph, 2), (Unit::Turn, 2)] {
        study.unit = unit;
        agree(&study, &codebook);
        assert_eq!(survey(&study, &codebook).segments, segments);
    }
}
