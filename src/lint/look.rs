//! What rules look at, made once for all of them.

use std::cell::{OnceCell, RefCell};

use super::mend::Writing;
use super::same;
use super::survey::Survey;
use super::trial::{self, Teller, Trial, Tried};
use super::words::Terms;
use crate::codebook::{
    Code, CodeIndex, Codebook, Exclusion, ExclusionIndex, Rule, RuleIndex, Unit,
};
use crate::coding::Hit;
use crate::coding::store::CodingFile;
use crate::diagnostic::Place;
use crate::study::{Document, Study};
use crate::text::Span;
use crate::text::personal::{self, Found};
use crate::transcript::Transcript;

/// What a study says of how its codebook is to be looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The segment that codes are laid on.
    pub unit: Unit,
    /// How many levels of codes there may be; any number where nothing is said.
    pub deepest: Option<u32>,
}

/// A codebook, and what is computed of it when a rule first asks.
#[derive(Debug)]
pub struct Look<'a> {
    /// The codebook. It has no errors.
    pub codebook: &'a Codebook,
    /// What the study says.
    pub settings: Settings,
    /// The version that it is compared with.
    pub earlier: Option<&'a Codebook>,
    trial: OnceCell<RefCell<Trial<'a>>>,
    tried: OnceCell<Vec<Tried>>,
    terms: OnceCell<Terms<'a>>,
    keys: OnceCell<Vec<String>>,
    writing: OnceCell<Option<Writing<'a>>>,
}

/// A transcript of a study.
#[derive(Debug)]
pub struct TranscriptLook<'a> {
    /// The study.
    pub study: &'a Study,
    /// The transcript's file.
    pub document: &'a Document,
    /// What was said.
    pub transcript: &'a Transcript,
    /// The codings by people of the whole study.
    pub codings: &'a [CodingFile],
    personal: OnceCell<Vec<Found>>,
}

/// A study whose transcripts have all been coded.
#[derive(Clone, Copy, Debug)]
pub struct StudyLook<'a> {
    /// The study.
    pub study: &'a Study,
    /// Its codebook, where it has one that can be used.
    pub look: Option<&'a Look<'a>>,
    /// What was found in all its transcripts.
    pub survey: &'a Survey,
    /// The codings by people.
    pub codings: &'a [CodingFile],
}

impl<'a> TranscriptLook<'a> {
    /// Looks at a transcript of a study.
    #[must_use]
    pub fn new(
        study: &'a Study,
        document: &'a Document,
        transcript: &'a Transcript,
        codings: &'a [CodingFile],
    ) -> Self {
        Self {
            study,
            document,
            transcript,
            codings,
            personal: OnceCell::new(),
        }
    }

    /// What looks like personal data, anywhere in the text that is read: in speech, labels and what belongs to no turn.
    #[must_use]
    pub fn personal(&self) -> &[Found] {
        self.personal
            .get_or_init(|| personal::find(self.transcript.source.text()))
    }
}

impl<'a> Look<'a> {
    /// Looks at a codebook without errors.
    #[must_use]
    pub fn new(codebook: &'a Codebook, settings: Settings) -> Self {
        Self {
            codebook,
            settings,
            earlier: None,
            trial: OnceCell::new(),
            tried: OnceCell::new(),
            terms: OnceCell::new(),
            keys: OnceCell::new(),
            writing: OnceCell::new(),
        }
    }

    /// Compares with an earlier version.
    #[must_use]
    pub fn since(mut self, earlier: Option<&'a Codebook>) -> Self {
        self.earlier = earlier;
        self
    }

    /// The codes in use, in order.
    pub fn codes(&self) -> impl Iterator<Item = (CodeIndex, &'a Code)> {
        let codes = (0..).map(CodeIndex).zip(&self.codebook.codes);
        codes.filter(|(_, code)| !code.retired)
    }

    /// The rules of a code.
    pub fn rules_of(&self, code: &Code) -> impl Iterator<Item = (RuleIndex, &'a Rule)> + use<'a> {
        let rules = &self.codebook.rules[code.rules.start as usize..code.rules.end as usize];
        (code.rules.start..).map(RuleIndex).zip(rules)
    }

    /// The exclusions that hold for a rule: its own and those of its code.
    pub fn exclusions_of(
        &self,
        rule: &Rule,
    ) -> impl Iterator<Item = (ExclusionIndex, &'a Exclusion)> + use<'a> {
        let codebook = self.codebook;
        let of_code = codebook.code(rule.code).exclusions.clone();
        let numbers = rule.exclusions.clone().chain(of_code);
        numbers.map(move |number| {
            let index = ExclusionIndex(number);
            (index, codebook.exclusion(index))
        })
    }

    /// Whether one of two codes stands above the other, or they are the same.
    #[must_use]
    pub fn are_in_line(&self, a: CodeIndex, b: CodeIndex) -> bool {
        let above = |a: CodeIndex, b: CodeIndex| self.codebook.code(a).subtree.contains(&b.0);
        above(a, b) || above(b, a)
    }

    /// The place of a span of the codebook.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        self.codebook.place(span)
    }

    /// All examples and counterexamples with what the rules find in them.
    #[must_use]
    pub fn tried(&self) -> &[Tried] {
        self.tried
            .get_or_init(|| trial::run(self.codebook, &mut self.trial().borrow_mut()))
    }

    /// What all rules find in each of some texts.
    pub fn hits(&self, texts: &[(&str, Teller)]) -> Vec<Vec<Hit>> {
        self.trial().borrow_mut().hits(texts)
    }

    fn trial(&self) -> &RefCell<Trial<'a>> {
        self.trial
            .get_or_init(|| RefCell::new(Trial::new(self.codebook, self.settings.unit)))
    }

    /// The terms as rows of words.
    #[must_use]
    pub fn terms(&self) -> &Terms<'a> {
        self.terms.get_or_init(|| Terms::of(self.codebook))
    }

    /// How the codebook is written; `None` where that is not sure.
    #[must_use]
    pub fn writing(&self) -> Option<&Writing<'a>> {
        self.writing.get_or_init(|| Writing::of(self)).as_ref()
    }

    /// What a rule finds and for whom, as a text that is equal for rules that find the same.
    #[must_use]
    pub fn key(&self, rule: RuleIndex) -> &str {
        let keys = self.keys.get_or_init(|| same::keys(self.codebook));
        &keys[rule.0 as usize]
    }
}
