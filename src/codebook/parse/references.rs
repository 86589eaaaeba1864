//! Codes that refer to codes: whether somebody ends up at themselves.

use super::super::{Code, CodeIndex};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::Checker;

/// A rule or an exclusion of one code that refers to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    pub from: CodeIndex,
    pub to: CodeIndex,
    pub span: Span,
}

/// How many circles are reported: the others are usually made of the same references.
const MOST_CIRCLES: usize = 20;
/// How many steps of a circle are shown.
const MOST_STEPS: usize = 12;

/// Reports each circle of references once, at the reference of its first code; says whether there is one.
///
/// Who refers to a code refers to all codes below it, whose hits are its hits.
pub(super) fn report_cycles(
    checker: &mut Checker,
    codes: &[Code],
    references: &[Reference],
) -> bool {
    let below = |reference: &Reference| {
        let reference = *reference;
        let subtree = codes[reference.to.0 as usize].subtree.clone();
        subtree.map(move |code| Reference {
            to: CodeIndex(code),
            ..reference
        })
    };
    let references: Vec<Reference> = references.iter().flat_map(below).collect();
    // References come code by code, in the order of the codes.
    let from = |code: CodeIndex| {
        let start = references.partition_point(|reference| reference.from < code);
        let end = references.partition_point(|reference| reference.from <= code);
        start..end
    };
    let mut state = vec![State::New; codes.len()];
    let mut found = 0;
    for root in references.iter().map(|reference| reference.from) {
        if state[root.0 as usize] != State::New {
            continue;
        }
        // The way from the root: each code with the references that it still has to follow. A list and not recursion,
        // because a codebook may chain as many codes as it likes.
        let mut way = vec![(root, from(root))];
        state[root.0 as usize] = State::OnTheWay;
        while let Some((code, open)) = way.last_mut() {
            let Some(next) = open.next() else {
                state[code.0 as usize] = State::Done;
                way.pop();
                continue;
            };
            let to = references[next].to;
            match state[to.0 as usize] {
                State::New => {
                    state[to.0 as usize] = State::OnTheWay;
                    way.push((to, from(to)));
                }
                State::OnTheWay => {
                    found += 1;
                    if found > MOST_CIRCLES {
                        return true;
                    }
                    let start = way.iter().position(|(code, _)| *code == to);
                    let circle = &way[start.expect("it is on the way")..];
                    // The reference that was followed last is the one before the next to follow.
                    let steps: Vec<Reference> = circle
                        .iter()
                        .map(|(_, open)| references[open.start - 1])
                        .collect();
                    report(checker, codes, &steps);
                }
                State::Done => {}
            }
        }
    }
    found > 0
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    OnTheWay,
    Done,
}

fn report(checker: &mut Checker, codes: &[Code], steps: &[Reference]) {
    let id = |code: CodeIndex| codes[code.0 as usize].id.as_str();
    let first = steps[0];
    let mut path: Vec<&str> = steps.iter().map(|step| id(step.from)).collect();
    path.push(id(first.from));
    if path.len() > MOST_STEPS {
        let middle = MOST_STEPS / 2..path.len() - MOST_STEPS / 2;
        path.splice(middle, ["…"]);
    }
    let message = format!(
        "the code `{}` refers to itself: {}",
        id(first.from),
        path.join(" → ")
    );
    let mut fault = Diagnostic::error("reference-cycle", checker.place(first.span), message);
    for step in steps[1..].iter().take(MOST_STEPS) {
        let what = format!("`{}` refers to `{}` here", id(step.from), id(step.to));
        fault = fault.related(checker.place(step.span), what);
    }
    checker.report(fault.help("remove one of the references"));
}
