//! From a codebook to a [`Program`]: atoms, the trie that finds them, and which rules they lead to.

use std::collections::BTreeSet;

use regex_syntax::hir::Hir;

use super::filter::{Beginning, Filter};
use super::floating::{Element, Floating, elements, literal_beginning};
use super::negation::Negations;
use super::regexes::{self, Regexes};
use super::stems::Stems;
use super::trie::Trie;
use crate::codebook::{CodeIndex, Codebook, Pattern, RuleIndex, Term, Test};
use crate::text::fold;

/// Everything that a codebook compiles to.
#[derive(Debug)]
pub struct Program {
    pub trie: Trie<Entry>,
    pub filter: Filter,
    /// What follows the literal beginning of an entry with [`Tail::Follow`].
    pub follows: Vec<Box<[Element]>>,
    /// Atoms that begin with a wildcard.
    pub floating: Floating,
    pub stems: Stems,
    pub regexes: Regexes,
    /// By number.
    pub atoms: Vec<Atom>,
    /// What each rule's terms are found as, by rule.
    pub rule_terms: Vec<Vec<TermRef>>,
    /// What each exclusion is found as, by exclusion.
    pub exclusion_terms: Vec<TermRef>,
    /// The order in which rules are evaluated, by rule: what is referred to comes first.
    pub order: Vec<u32>,
    /// The rules that refer to a code, by code.
    pub dependents: Vec<Vec<RuleIndex>>,
    pub negations: Negations,
}

/// Something that is found by itself.
#[derive(Debug, Default)]
pub struct Atom {
    /// Of several ends at one start the first alternative's counts, not the longest.
    pub first_alternative: bool,
    /// The rule that every match is a hit of, where nothing else is to be looked at.
    pub plain: Option<RuleIndex>,
    /// The rules that may make a hit of a match.
    pub rules: Vec<RuleIndex>,
}

/// How a term of a rule or an exclusion is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermRef {
    /// The matches of an atom.
    Atom(u32),
    /// The hits of a code.
    Code(CodeIndex),
}

/// What the end of a trie key says.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub atom: u32,
    /// Which alternative of the atom it is, from the first.
    pub rank: u32,
    pub tail: Tail,
}

/// What must come after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// The end of a word, unless the key ends in punctuation.
    Edge,
    /// The rest of the word, whatever it is.
    RestOfWord,
    /// These elements, by their index in [`Program::follows`].
    Follow(u32),
    /// The word and those after it have the stems of this atom.
    Stems,
    /// The regular expression of this atom may match in the paragraph.
    Regex(u32),
}

impl Program {
    pub fn compile(codebook: &Codebook) -> Self {
        let mut compiler = Compiler {
            stems: Stems::new(codebook.language),
            ..Compiler::default()
        };
        let rule_terms: Vec<Vec<TermRef>> = codebook
            .rules
            .iter()
            .map(|rule| match &rule.test {
                Test::Term(term) => vec![compiler.term(term)],
                Test::Near { terms, .. } | Test::All(terms) => {
                    terms.iter().map(|term| compiler.term(term)).collect()
                }
            })
            .collect();
        let exclusion_terms: Vec<TermRef> = codebook
            .exclusions
            .iter()
            .map(|exclusion| compiler.term(&exclusion.term))
            .collect();
        let dependencies = Dependencies::new(codebook, &rule_terms, &exclusion_terms);
        let (order, dependents) = (dependencies.order(), dependencies.dependents());
        for (number, terms) in rule_terms.iter().enumerate() {
            let rule = RuleIndex(u32_from(number));
            for term in terms {
                if let TermRef::Atom(atom) = term {
                    let atom = &mut compiler.atoms[*atom as usize];
                    if dependencies.is_plain(rule) {
                        atom.plain = Some(rule);
                    } else {
                        atom.rules.push(rule);
                    }
                }
            }
        }
        Self {
            filter: Filter::new(&compiler.beginnings),
            trie: Trie::new(compiler.entries),
            follows: compiler.follows,
            floating: {
                compiler.floating.finish();
                compiler.floating
            },
            stems: compiler.stems,
            regexes: compiler.regexes,
            atoms: compiler.atoms,
            rule_terms,
            exclusion_terms,
            order,
            dependents,
            negations: Negations::new(codebook),
        }
    }
}

#[derive(Default)]
struct Compiler {
    entries: Vec<(Vec<u8>, Entry)>,
    beginnings: Vec<Beginning>,
    follows: Vec<Box<[Element]>>,
    floating: Floating,
    stems: Stems,
    regexes: Regexes,
    atoms: Vec<Atom>,
}

impl Compiler {
    fn term(&mut self, term: &Term) -> TermRef {
        if let Term::Code(code) = term {
            return TermRef::Code(*code);
        }
        let atom = u32_from(self.atoms.len());
        self.atoms.push(Atom::default());
        match term {
            Term::Pattern(pattern) => self.pattern(atom, pattern),
            Term::Regex(regex) => self.regex(atom, regex),
            Term::Stem(words) => self.stem(atom, words),
            Term::Code(_) => unreachable!("it has returned"),
        }
        TermRef::Atom(atom)
    }

    fn pattern(&mut self, atom: u32, pattern: &Pattern) {
        let alternatives: Vec<Vec<Element>> = pattern
            .alternatives
            .iter()
            .map(|words| elements(words))
            .collect();
        if alternatives
            .iter()
            .any(|alternative| starts_with_punctuation(alternative) || has_bracket(alternative))
        {
            let hir = regexes::parse(&regexes::of_elements(&alternatives));
            self.slow(atom, &hir);
            return;
        }
        // The longest alternative at a place wins, so all of an atom are tried in the same way.
        let floats = alternatives
            .iter()
            .any(|elements| !matches!(elements.first(), Some(Element::Text(_))));
        for (rank, elements) in (0..).zip(alternatives) {
            if floats {
                self.floating.push(atom, rank, elements);
            } else {
                self.elements(atom, rank, elements);
            }
        }
    }

    fn regex(&mut self, atom: u32, regex: &str) {
        self.atoms[atom as usize].first_alternative = true;
        let hir = regexes::parse(regex);
        match regexes::written_out(&hir) {
            Some(alternatives) => {
                for (rank, elements) in alternatives.into_iter().enumerate() {
                    self.elements(atom, u32_from(rank), elements);
                }
            }
            None => self.slow(atom, &hir),
        }
    }

    /// Adds what only the engine of regular expressions can find.
    fn slow(&mut self, atom: u32, hir: &Hir) {
        for beginning in self.regexes.push(atom, hir) {
            let tail = Tail::Regex(u32_from(self.regexes.len() - 1));
            self.entry(
                beginning.into_bytes(),
                true,
                Entry {
                    atom,
                    rank: 0,
                    tail,
                },
            );
        }
    }

    fn stem(&mut self, atom: u32, words: &[String]) {
        if let Some(beginning) = self.stems.push(atom, words) {
            self.entry(
                beginning.into_bytes(),
                true,
                Entry {
                    atom,
                    rank: 0,
                    tail: Tail::Stems,
                },
            );
        }
    }

    /// Adds one alternative, by its literal beginning where it has one.
    fn elements(&mut self, atom: u32, rank: u32, elements: Vec<Element>) {
        let (key, rest) = literal_beginning(elements);
        let (open, tail) = match rest.as_slice() {
            [] => (false, Tail::Edge),
            [
                Element::Run {
                    least: 0,
                    apostrophes: true,
                },
            ] => (true, Tail::RestOfWord),
            _ => {
                self.follows.push(rest.into_boxed_slice());
                (true, Tail::Follow(u32_from(self.follows.len() - 1)))
            }
        };
        self.entry(key, open, Entry { atom, rank, tail });
    }

    fn entry(&mut self, key: Vec<u8>, open: bool, entry: Entry) {
        self.beginnings.push(Beginning::of(&key, open));
        self.entries.push((key, entry));
    }
}

fn starts_with_punctuation(elements: &[Element]) -> bool {
    matches!(elements.first(), Some(Element::Text(text)) if !text.starts_with(fold::is_word))
}

/// Whether a term may look for a transcriber's mark, which counts as white space to all others.
fn has_bracket(elements: &[Element]) -> bool {
    elements
        .iter()
        .any(|element| matches!(element, Element::Text(text) if text.contains(regexes::is_bracket)))
}

/// Which codes need which others to be evaluated first.
struct Dependencies<'a> {
    codebook: &'a Codebook,
    rule_terms: &'a [Vec<TermRef>],
    exclusion_terms: &'a [TermRef],
    /// By code, whether any rule or exclusion refers to it.
    referred_to: Vec<bool>,
}

impl<'a> Dependencies<'a> {
    fn new(
        codebook: &'a Codebook,
        rule_terms: &'a [Vec<TermRef>],
        exclusion_terms: &'a [TermRef],
    ) -> Self {
        let mut referred_to = vec![false; codebook.codes.len()];
        for term in rule_terms.iter().flatten().chain(exclusion_terms) {
            if let TermRef::Code(code) = term {
                let subtree = codebook.code(*code).subtree.clone();
                referred_to[subtree.start as usize..subtree.end as usize].fill(true);
            }
        }
        Self {
            codebook,
            rule_terms,
            exclusion_terms,
            referred_to,
        }
    }

    /// Whether a match is a hit without looking at anything else.
    fn is_plain(&self, rule: RuleIndex) -> bool {
        let written = self.codebook.rule(rule);
        let code = self.codebook.code(written.code);
        matches!(written.test, Test::Term(_))
            && written.exclusions.is_empty()
            && code.exclusions.is_empty()
            && written.speakers.is_empty()
            && written.roles.is_empty()
            && !self.referred_to[written.code.0 as usize]
    }

    fn dependents(&self) -> Vec<Vec<RuleIndex>> {
        let mut dependents = vec![BTreeSet::new(); self.codebook.codes.len()];
        for (number, terms) in self.rule_terms.iter().enumerate() {
            for term in terms {
                if let TermRef::Code(code) = term {
                    for below in self.codebook.code(*code).subtree.clone() {
                        dependents[below as usize].insert(RuleIndex(u32_from(number)));
                    }
                }
            }
        }
        dependents
            .into_iter()
            .map(|rules| rules.into_iter().collect())
            .collect()
    }

    /// For each rule its place in an order in which every code comes after those it refers to.
    fn order(&self) -> Vec<u32> {
        let mut rank = vec![None; self.codebook.codes.len()];
        let mut next = 0;
        for code in 0..self.codebook.codes.len() {
            self.visit(code, &mut rank, &mut next);
        }
        let rank_of = |code: CodeIndex| rank[code.0 as usize].expect("every code was visited");
        self.codebook
            .rules
            .iter()
            .map(|rule| rank_of(rule.code))
            .collect()
    }

    fn visit(&self, code: usize, rank: &mut [Option<u32>], next: &mut u32) {
        if rank[code].is_some() {
            return;
        }
        // The parser refused circles; a mark set early keeps even one from running forever.
        rank[code] = Some(u32::MAX);
        let written = &self.codebook.codes[code];
        let of_range = |range: &std::ops::Range<u32>| {
            self.exclusion_terms[range.start as usize..range.end as usize].to_vec()
        };
        let mut terms = of_range(&written.exclusions);
        for rule in written.rules.clone() {
            terms.extend(&self.rule_terms[rule as usize]);
            terms.extend(of_range(&self.codebook.rules[rule as usize].exclusions));
        }
        for term in terms {
            if let TermRef::Code(other) = term {
                for below in self.codebook.code(other).subtree.clone() {
                    self.visit(below as usize, rank, next);
                }
            }
        }
        rank[code] = Some(*next);
        *next += 1;
    }
}

pub fn u32_from(number: usize) -> u32 {
    u32::try_from(number).expect("codebooks and transcripts are smaller than 2^32")
}
