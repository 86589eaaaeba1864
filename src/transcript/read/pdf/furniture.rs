//! What stands on a page and is no content: what the file says so of, numbers in the margin, and what pages repeat at
//! their edges.

use super::lines::Line;
use super::margin;
use crate::transcript::read::pages::furniture::{self, Placed, Sheet};

/// What was taken away, with the kind that it is counted under.
pub(super) type Taken = Vec<(&'static str, String)>;

/// Takes all of it from the lines of the pages.
pub(super) fn take(pages: &mut [Vec<Line>]) -> Taken {
    let mut taken = Taken::new();
    artifacts(pages, &mut taken);
    margin::numbers(pages, &mut taken);
    edges(pages, &mut taken);
    taken
}

/// Headers, footers and page numbers.
fn edges(pages: &mut [Vec<Line>], taken: &mut Taken) {
    let sheets: Vec<Sheet> = pages.iter().zip(1..).map(sheet).collect();
    let found = furniture::find(&sheets);
    // From the last line on, so that the places of those before stay.
    let mut texts: Vec<(&'static str, String)> = found
        .into_iter()
        .rev()
        .map(|found| (found.kind, pages[found.page].remove(found.line).text))
        .collect();
    texts.reverse();
    taken.append(&mut texts);
}

fn sheet((lines, number): (&Vec<Line>, u32)) -> Sheet<'_> {
    let lines = lines.iter().map(|line| Placed {
        text: &line.text,
        at: Some((-line.y, line.size)),
    });
    Sheet {
        number,
        lines: lines.collect(),
    }
}

/// What the file itself marks as no content, unless that is all there is.
fn artifacts(pages: &mut [Vec<Line>], taken: &mut Taken) {
    let lines = || pages.iter().flatten();
    let marked: usize = lines()
        .filter(|line| line.artifact)
        .map(|line| line.text.len())
        .sum();
    let all: usize = lines().map(|line| line.text.len()).sum();
    if marked * 2 > all {
        return;
    }
    for page in pages {
        page.retain_mut(|line| {
            if line.artifact {
                let text = std::mem::take(&mut line.text);
                taken.push((furniture::kind(&text), text));
            }
            !line.artifact
        });
    }
}
