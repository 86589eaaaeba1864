//! From what is found in a turn to hits: near, all, references, exclusions, negation.

use std::collections::BTreeSet;

use super::compile::TermRef;
use super::ground::Ground;
use super::scan::Found;
use super::{Matcher, Said, code_of};
use crate::codebook::{CodeIndex, ExclusionIndex, Negated, Reach, RuleIndex, Test, Unit};
use crate::coding::{Hit, Maker, Stop};
use crate::text::Span;
use crate::transcript::{Paragraph, Units};

/// Adds the hits of one turn to `hits`, in no order.
pub fn turn(matcher: &Matcher<'_>, said: &Said<'_>, found: &[Found], hits: &mut Vec<Hit>) {
    let mut turn = TurnHits {
        matcher,
        said,
        by_atom: Vec::new(),
        paragraphs: said.transcript.paragraphs_of(said.turn),
        sentence: Span::default(),
        first: hits.len(),
        hits,
    };
    let mut waiting: BTreeSet<(u32, RuleIndex)> = BTreeSet::new();
    for found in found {
        let atom = &matcher.program.atoms[found.atom as usize];
        if let Some(rule) = atom.plain {
            turn.add(rule, found.span(), Box::default());
        }
        waiting.extend(atom.rules.iter().map(|&rule| (matcher.order(rule), rule)));
    }
    if !waiting.is_empty() {
        turn.by_atom.extend_from_slice(found);
        turn.by_atom
            .sort_unstable_by_key(|found| (found.atom, found.start));
    }
    while let Some((_, rule)) = waiting.pop_first() {
        let before = turn.hits.len();
        turn.evaluate(rule);
        if turn.hits.len() > before {
            // Rules that refer to this code stand later in the order.
            // Those of a code that is evaluated already would never end; the parser refuses such circles.
            let dependents =
                &matcher.program.dependents[code_of(matcher.codebook, rule).0 as usize];
            waiting.extend(dependents.iter().map(|&rule| (matcher.order(rule), rule)));
        }
    }
}

struct TurnHits<'a> {
    matcher: &'a Matcher<'a>,
    said: &'a Said<'a>,
    /// What is found, by atom and then by place; filled when a rule needs more than its own match.
    by_atom: Vec<Found>,
    paragraphs: &'a [Paragraph],
    /// The sentence that was asked for last: hits come in order of place, so the next is mostly in the same one.
    sentence: Span,
    /// Where this turn's hits begin.
    first: usize,
    hits: &'a mut Vec<Hit>,
}

impl Matcher<'_> {
    fn order(&self, rule: RuleIndex) -> u32 {
        self.program.order[rule.0 as usize]
    }
}

impl TurnHits<'_> {
    fn evaluate(&mut self, rule: RuleIndex) {
        if !self.matcher.fires_for(rule, self.said) {
            return;
        }
        let terms = &self.matcher.program.rule_terms[rule.0 as usize];
        match &self.matcher.codebook.rule(rule).test {
            Test::Term(_) => match terms[0] {
                // The hits of the other code are this one's, each with its own words.
                TermRef::Code(code) => {
                    let hits = self
                        .hits_of(code)
                        .map(|hit| (hit.span, hit.parts.clone()))
                        .collect::<BTreeSet<_>>();
                    for (span, parts) in hits {
                        self.add(rule, span, parts);
                    }
                }
                TermRef::Atom(_) => {
                    for span in self.occurrences(terms[0]) {
                        self.add(rule, span, Box::default());
                    }
                }
            },
            Test::Near {
                within, ordered, ..
            } => {
                for paragraph in self.paragraphs {
                    let places = self.places(terms, paragraph.span);
                    let clean = self.clean(rule, &places);
                    let units = self.said.units;
                    let groups =
                        |places: &[Place]| near(places, terms.len(), *within, *ordered, units);
                    let stopped = if clean.len() == places.len() {
                        Vec::new()
                    } else {
                        groups(&places)
                    };
                    let is_clean = |part: &Span| clean.iter().any(|place| place.span == *part);
                    let stopped = stopped
                        .into_iter()
                        .filter(|parts| !parts.iter().all(is_clean));
                    for parts in groups(&clean).into_iter().chain(stopped) {
                        self.add_parts(rule, parts);
                    }
                }
            }
            Test::All(_) => {
                for segment in self.segments_with(terms[0]) {
                    let places = self.places(terms, segment);
                    let clean = self.clean(rule, &places);
                    let firsts = |places: &[Place]| -> Option<Vec<Span>> {
                        let first = |term| {
                            places
                                .iter()
                                .find(|place| place.term == term)
                                .map(|place| place.span)
                        };
                        (0..terms.len()).map(first).collect()
                    };
                    if let Some(parts) = firsts(&clean).or_else(|| firsts(&places)) {
                        self.add_parts(rule, parts);
                    }
                }
            }
        }
    }

    fn add_parts(&mut self, rule: RuleIndex, mut parts: Vec<Span>) {
        parts.sort_unstable();
        parts.dedup();
        let span = parts
            .iter()
            .copied()
            .reduce(Span::cover)
            .expect("a rule has terms");
        self.add(rule, span, parts.into_boxed_slice());
    }

    /// Adds a hit, with what negates it and what stops it.
    fn add(&mut self, rule: RuleIndex, span: Span, parts: Box<[Span]>) {
        let written = self.matcher.codebook.rule(rule);
        let sentence = self.sentence_at(span.start);
        let ground = self.ground(span.start);
        let negated = self.matcher.program.negations.of(&ground, sentence, span);
        let stopped = self
            .exclusion(rule, span)
            .or(match (written.negated, negated) {
                (Negated::Stop, Some(_)) => Some(Stop::Negated),
                (Negated::Only, None) => Some(Stop::NotNegated),
                _ => None,
            });
        let negated = negated.filter(|_| written.negated != Negated::Keep);
        self.hits.push(Hit {
            code: written.code,
            made_by: Maker::Rule(rule),
            span,
            parts,
            turn: self.said.number,
            negated,
            stopped,
        });
    }

    /// The first exclusion, in the order written, that stops a hit of the rule.
    fn exclusion(&mut self, rule: RuleIndex, span: Span) -> Option<Stop> {
        let written = self.matcher.codebook.rule(rule);
        let of_code = self.matcher.codebook.code(written.code).exclusions.clone();
        for number in written.exclusions.clone().chain(of_code) {
            let exclusion = ExclusionIndex(number);
            let reach = self.matcher.codebook.exclusion(exclusion).reach;
            let places = self.occurrences(self.matcher.program.exclusion_terms[number as usize]);
            if let Some(place) = places
                .into_iter()
                .find(|&place| self.reaches(reach, place, span))
            {
                return Some(Stop::Exclusion(exclusion, place));
            }
        }
        None
    }

    fn reaches(&mut self, reach: Reach, place: Span, hit: Span) -> bool {
        let same_paragraph =
            || self.paragraph_at(place.start).span == self.paragraph_at(hit.start).span;
        match reach {
            Reach::Overlap => place.overlaps(hit),
            Reach::Words(most) => {
                same_paragraph() && words_between(self.said.units, place, hit) <= most as usize
            }
            Reach::Same(Unit::Turn) => true,
            Reach::Same(Unit::Paragraph) => same_paragraph(),
            Reach::Same(Unit::Sentence) => {
                let sentences = self.said.units.sentences_in(hit);
                sentences.iter().any(|sentence| sentence.overlaps(place))
            }
        }
    }

    /// Where a term is found in this turn, in order.
    fn occurrences(&self, term: TermRef) -> Vec<Span> {
        match term {
            TermRef::Atom(atom) => {
                let first = self.by_atom.partition_point(|found| found.atom < atom);
                let of_atom = self.by_atom[first..]
                    .iter()
                    .take_while(|found| found.atom == atom);
                of_atom.map(|found| found.span()).collect()
            }
            TermRef::Code(code) => {
                let spans: BTreeSet<Span> = self.hits_of(code).map(|hit| hit.span).collect();
                spans.into_iter().collect()
            }
        }
    }

    /// The hits in this turn of a code and of all codes below it that count.
    fn hits_of(&self, code: CodeIndex) -> impl Iterator<Item = &Hit> {
        let subtree = &self.matcher.codebook.code(code).subtree;
        self.hits[self.first..]
            .iter()
            .filter(|hit| subtree.contains(&hit.code.0) && hit.stopped.is_none())
    }

    /// Where each of several terms is found inside a stretch, ordered by place.
    fn places(&self, terms: &[TermRef], inside: Span) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for (term, &of) in terms.iter().enumerate() {
            let spans = self
                .occurrences(of)
                .into_iter()
                .filter(|&span| inside.contains(span));
            places.extend(spans.map(|span| Place { span, term }));
        }
        places.sort_unstable_by_key(|place| (place.span, place.term));
        places
    }

    /// The places that no exclusion of the rule shares a word with: a hit made of these is not stopped for the sake of
    /// words that it could do without.
    fn clean(&self, rule: RuleIndex, places: &[Place]) -> Vec<Place> {
        let codebook = self.matcher.codebook;
        let (written, of_code) = (codebook.rule(rule), codebook.code(codebook.rule(rule).code));
        let numbers = written.exclusions.clone().chain(of_code.exclusions.clone());
        let overlapping = numbers
            .filter(|&number| codebook.exclusion(ExclusionIndex(number)).reach == Reach::Overlap);
        let stops: Vec<Span> = overlapping
            .flat_map(|number| {
                self.occurrences(self.matcher.program.exclusion_terms[number as usize])
            })
            .collect();
        let is_clean = |place: &&Place| !stops.iter().any(|stop| stop.overlaps(place.span));
        places.iter().filter(is_clean).copied().collect()
    }

    /// The segments in which a term is found.
    fn segments_with(&mut self, term: TermRef) -> BTreeSet<Span> {
        let spans = self.occurrences(term);
        spans
            .into_iter()
            .map(|span| match self.matcher.unit {
                Unit::Sentence => self.sentence_at(span.start),
                Unit::Paragraph => self.paragraph_at(span.start).span,
                Unit::Turn => self.said.transcript.span_of(self.said.turn),
            })
            .collect()
    }

    fn sentence_at(&mut self, at: usize) -> Span {
        if !(self.sentence.start <= at && at < self.sentence.end) {
            self.sentence = self.said.units.sentence_at(at);
        }
        self.sentence
    }

    fn paragraph_at(&self, at: usize) -> &Paragraph {
        let after = self
            .paragraphs
            .partition_point(|paragraph| paragraph.span.start <= at);
        &self.paragraphs[after - 1]
    }

    fn ground(&self, at: usize) -> Ground<'_> {
        Ground::new(
            self.said.transcript.source.text(),
            self.said.units.landmarks(),
            self.paragraph_at(at).span,
        )
    }
}

/// A term of a rule at a place.
#[derive(Clone, Copy, Debug)]
struct Place {
    span: Span,
    term: usize,
}

/// How many words stand between two stretches; 0 when they touch or overlap.
fn words_between(units: &Units, a: Span, b: Span) -> usize {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    if first.end >= second.start {
        0
    } else {
        units.word_count(Span::new(first.end, second.start))
    }
}

/// The tightest groups that hold each of `count` terms once, with at most `within` words between neighbours; groups do
/// not overlap, the one that ends first is taken first.
///
/// For each place and each set of terms that a chain ending there may hold, the chain that starts last is kept: a later
/// start is never worse for what comes after. The parser allows at most eight terms, so a set is a byte.
fn near(
    places: &[Place],
    count: usize,
    within: u32,
    ordered: bool,
    units: &Units,
) -> Vec<Vec<Span>> {
    let complete = (1_usize << count) - 1;
    let longest = places
        .iter()
        .map(|place| units.word_count(place.span))
        .max()
        .unwrap_or(0);
    // By place and set of terms: the place before it in the best chain, and where the chain starts.
    let mut chains: Vec<Vec<Option<(usize, usize)>>> = vec![vec![None; complete + 1]; places.len()];
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut taken = 0;
    let mut by_end: Vec<usize> = (0..places.len()).collect();
    by_end.sort_by_key(|&place| (places[place].span.end, place));
    for &here in &by_end {
        let Place { span, term } = places[here];
        if span.start < taken {
            continue;
        }
        chains[here][1 << term] = Some((here, span.start));
        if ordered && term != 0 {
            chains[here][1 << term] = None;
        }
        // Places stand in order of their starts: before one that is too far off, longest term and all, are only such.
        let near_enough = |place: &usize| {
            let start = places[*place].span.start;
            start >= taken
                && units.word_count(Span::new(start, span.start)) <= within as usize + longest
        };
        for before in (0..here).rev().take_while(near_enough) {
            let earlier = places[before].span;
            if earlier.end > span.start || words_between(units, earlier, span) > within as usize {
                continue;
            }
            for set in 1..complete {
                let fits = if ordered {
                    set == (1 << term) - 1
                } else {
                    set & (1 << term) == 0
                };
                let Some((_, start)) = chains[before][set].filter(|_| fits) else {
                    continue;
                };
                let longer = set | 1 << term;
                if chains[here][longer].is_none_or(|(_, known)| start > known) {
                    chains[here][longer] = Some((before, start));
                }
            }
        }
        if chains[here][complete].is_some() {
            groups.push(unwind(&chains, places, here, complete));
            taken = span.end;
        }
    }
    groups
}

/// The spans of the chain that ends at a place and holds these terms.
fn unwind(
    chains: &[Vec<Option<(usize, usize)>>],
    places: &[Place],
    end: usize,
    complete: usize,
) -> Vec<Span> {
    let (mut at, mut set, mut spans) = (end, complete, Vec::new());
    while set != 0 {
        spans.push(places[at].span);
        let (before, _) = chains[at][set].expect("a chain leads back to its start");
        set &= !(1 << places[at].term);
        at = before;
    }
    spans
}
