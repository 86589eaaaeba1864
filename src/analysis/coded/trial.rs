//! Small transcripts with codings, for tests of what counts them.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Coded, Coder, Codings, Digests, Hands, Scratch};
use crate::analysis::agreement::rated::Mark;
use crate::analysis::selection::Filter;
use crate::codebook::{Codebook, Unit, parse};
use crate::matcher::Matcher;
use crate::study::{Document, Study};
use crate::text::{Source, Span};
use crate::transcript::read::ReadOptions;
use crate::transcript::{Transcript, Units};

/// A codebook and a study without transcripts.
pub(crate) struct Trial {
    pub codebook: Codebook,
    pub study: Study,
    pub filter: Filter,
}

/// What a person coded, as code, first byte and length; `None` where they have not finished.
pub(crate) type Laid = Option<Vec<(u32, usize, usize)>>;

#[derive(Debug)]
struct Person(Laid);

impl Codings for Person {
    fn of(&self, _: &Codebook, _: &Document, transcript: &Transcript) -> Option<Vec<Mark>> {
        let text = transcript.source.text();
        let marks = self.0.as_ref()?.iter();
        let marks = marks.map(|&(code, start, length)| Mark {
            code: crate::codebook::CodeIndex(code),
            span: Span::new(start.min(text.len()), (start + length).min(text.len())),
        });
        Some(marks.collect())
    }
}

impl Trial {
    pub fn new(codebook: &str) -> Self {
        let parsed = parse(Arc::new(Source::new("t.yaml", codebook)));
        assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
        Self {
            codebook: parsed.codebook.expect("it has codes"),
            study: Study::default(),
            filter: Filter::default(),
        }
    }

    /// Hands a text that the rules have coded to `work`.
    pub fn by_rules<R>(
        &self,
        document: &Document,
        text: &str,
        work: impl FnOnce(&Coded<'_>, &Units) -> R,
    ) -> R {
        self.with(document, text, Hands::Rules, work)
    }

    /// Hands a text that people have coded to `work`.
    pub fn by_people<R>(
        &self,
        document: &Document,
        text: &str,
        people: &[Laid],
        work: impl FnOnce(&Coded<'_>, &Units) -> R,
    ) -> R {
        let people: Vec<Person> = people.iter().cloned().map(Person).collect();
        let people: Vec<&dyn Codings> = people.iter().map(|it| it as &dyn Codings).collect();
        let hands = Hands::People {
            codebook: &self.codebook,
            people: &people,
            and_rules: false,
            all: false,
        };
        self.with(document, text, hands, work)
    }

    fn with<R>(
        &self,
        document: &Document,
        text: &str,
        hands: Hands<'_>,
        work: impl FnOnce(&Coded<'_>, &Units) -> R,
    ) -> R {
        let selection = self.filter.resolve(&self.study, Some(&self.codebook));
        let matcher = Matcher::new(&self.codebook, Unit::Sentence);
        let coder = Coder {
            study: &self.study,
            matcher: &matcher,
            hands,
            unit: Unit::Sentence,
            selection: &selection.expect("the filter is sound"),
            digests: Digests::Left,
        };
        let mut scratch = Scratch::default();
        let coded = coder.code_bytes(document, text.into(), &mut scratch);
        work(&coded.expect("it is text"), &scratch.units)
    }
}

/// A file of plain text with attributes.
pub(crate) fn document(id: &str, attributes: &[(&str, &str)]) -> Document {
    let attributes = attributes.iter();
    Document {
        id: id.to_owned(),
        path: PathBuf::new(),
        name: format!("{id}.txt"),
        attributes: attributes
            .map(|&(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        options: ReadOptions::default(),
        moderators: Vec::new(),
    }
}
