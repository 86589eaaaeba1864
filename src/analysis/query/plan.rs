//! A query whose names are known, as it is evaluated.

use std::ops::Range;

use super::circumstance::Circumstance;
use super::memos::Memos;
use super::tree::Relation;
use crate::coding::{Hit, Maker};

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// The hits of these codes.
    Codes(Range<u32>),
    /// The hits of this text.
    Text(u32),
    /// What is said by or in these.
    Holds(Circumstance),
    /// Any hit that is so.
    Hits(Test),
    Not(Box<Plan>),
    Any(Vec<Plan>),
    /// All of these, with what the hits of codes among them must be.
    All(Vec<Plan>, Vec<Test>),
    Beside(Box<Plan>, Relation, Box<Plan>),
}

/// What a hit must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Negated,
    /// With a memo; with one in which one of these texts is found, where there are some.
    Memo(Option<Vec<u32>>),
    /// Made by one of these: people by their number, `None` for the rules.
    By(Vec<Option<u16>>),
    Not(Box<Test>),
    Any(Vec<Test>),
    All(Vec<Test>),
}

impl Test {
    pub fn holds(&self, hit: &Hit, memos: &Memos) -> bool {
        match self {
            Test::Negated => hit.negated.is_some(),
            Test::Memo(texts) => memos.has(hit, texts.as_deref()),
            Test::By(makers) => makers.contains(&match hit.made_by {
                Maker::Rule(_) => None,
                Maker::Person(number) => Some(number),
            }),
            Test::Not(test) => !test.holds(hit, memos),
            Test::Any(tests) => tests.iter().any(|test| test.holds(hit, memos)),
            Test::All(tests) => tests.iter().all(|test| test.holds(hit, memos)),
        }
    }

    /// Whether it asks who coded, or what they wrote on it: of words of the talk, nobody did.
    fn asks_who(&self) -> bool {
        match self {
            Test::Negated => false,
            Test::By(_) | Test::Memo(_) => true,
            Test::Not(test) => test.asks_who(),
            Test::Any(tests) | Test::All(tests) => tests.iter().any(Test::asks_who),
        }
    }
}

impl Plan {
    /// Whether it stands for stretches of the text, and not for whole segments alone.
    pub fn finds(&self) -> bool {
        match self {
            Plan::Codes(_) | Plan::Text(_) | Plan::Hits(_) | Plan::Beside(..) => true,
            Plan::Holds(_) | Plan::Not(_) => false,
            Plan::Any(all) => all.iter().all(Plan::finds),
            Plan::All(all, _) => all.iter().filter(|it| it.finds()).count() == 1,
        }
    }

    /// Whether its hits can be so; of `a near 2 turns b` those of `a`.
    pub fn takes(&self, test: &Test) -> bool {
        match self {
            Plan::Codes(_) | Plan::Hits(_) => true,
            Plan::Text(_) => !test.asks_who(),
            Plan::Holds(_) | Plan::Not(_) => false,
            Plan::Any(all) | Plan::All(all, _) => all.iter().any(|it| it.takes(test)),
            Plan::Beside(left, ..) => left.takes(test),
        }
    }

    pub fn not(self) -> Self {
        match self {
            Plan::Hits(test) => Plan::Hits(Test::Not(Box::new(test))),
            plan => Plan::Not(Box::new(plan)),
        }
    }

    pub fn any(all: Vec<Plan>) -> Self {
        match tests_of(&all) {
            Some(tests) => Plan::Hits(Test::Any(tests)),
            None => Plan::Any(all),
        }
    }

    pub fn all(all: Vec<Plan>) -> Self {
        if let Some(tests) = tests_of(&all) {
            return Plan::Hits(Test::All(tests));
        }
        let (mut members, mut tests) = (Vec::new(), Vec::new());
        for plan in all {
            match plan {
                Plan::Hits(test) => tests.push(test),
                plan => members.push(plan),
            }
        }
        let (taken, alone): (Vec<Test>, Vec<Test>) = tests
            .into_iter()
            .partition(|test| members.iter().any(|member| member.takes(test)));
        members.extend(alone.into_iter().map(Plan::Hits));
        Plan::All(members, taken)
    }
}

/// What hits must be, where all the parts say nothing else.
fn tests_of(all: &[Plan]) -> Option<Vec<Test>> {
    let test = |plan: &Plan| match plan {
        Plan::Hits(test) => Some(test.clone()),
        _ => None,
    };
    all.iter().map(test).collect()
}
