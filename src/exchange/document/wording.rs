//! Rules in words.

use super::super::flow::Flow;

/// A piece of a sentence about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of ours.
    Words(String),
    /// What is looked for, as it is written.
    Written(String),
    /// The id or path of a code.
    Code(String),
}

/// A rule in words.
pub(super) fn rule(rule: &Flow) -> Vec<Piece> {
    let mut sentence = Sentence::default();
    sentence.rule(rule);
    sentence.pieces
}

/// An exclusion in words.
pub(super) fn exclusion(exclusion: &Flow) -> Vec<Piece> {
    let mut sentence = Sentence::default();
    sentence.exclusion(exclusion);
    sentence.pieces
}

/// What a code says of negated hits.
pub(super) fn negated(word: &str) -> &'static str {
    match word {
        "keep" => "Negated hits count like any other.",
        "stop" => "Negated hits do not count.",
        "only" => "Only negated hits count.",
        _ => "Negated hits count, and are counted again as negated.",
    }
}

/// Texts in a row: `a, b or c`.
pub(super) fn any_of(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

#[derive(Default)]
struct Sentence {
    pieces: Vec<Piece>,
}

impl Sentence {
    fn words(&mut self, words: impl Into<String>) {
        let words = words.into();
        if let Some(Piece::Words(last)) = self.pieces.last_mut() {
            last.push_str(&words);
        } else {
            self.pieces.push(Piece::Words(words));
        }
    }

    fn rule(&mut self, rule: &Flow) {
        self.term(rule);
        if let Some(near) = rule.get("near") {
            self.near(near);
        }
        if let Some(all) = rule.get("all") {
            self.terms(all.items());
            self.words(" in one segment");
        }
        self.conditions(rule);
    }

    /// A term as a text, or under the key that says its kind.
    fn term(&mut self, term: &Flow) {
        if let Some(text) = term.as_text() {
            self.pieces.push(Piece::Written(text.to_owned()));
        }
        let text = |key| term.get(key).and_then(Flow::as_text);
        if let Some(text) = text("term") {
            self.pieces.push(Piece::Written(text.to_owned()));
        }
        if let Some(text) = text("regex") {
            self.words("regular expression ");
            self.pieces.push(Piece::Written(text.to_owned()));
        }
        if let Some(text) = text("stem") {
            self.words("words with the stem of ");
            self.pieces.push(Piece::Written(text.to_owned()));
        }
        if let Some(id) = text("code") {
            self.words("whatever is coded ");
            self.pieces.push(Piece::Code(id.to_owned()));
        }
    }

    fn terms(&mut self, terms: &[Flow]) {
        for (at, term) in terms.iter().enumerate() {
            let is_last = at + 1 == terms.len();
            match at {
                0 => {}
                _ if is_last => self.words(" and "),
                _ => self.words(", "),
            }
            self.term(term);
        }
    }

    fn near(&mut self, near: &Flow) {
        self.terms(near.get("terms").map_or(&[], Flow::items));
        let within = near.get("within").and_then(Flow::as_text).unwrap_or("0");
        let is_ordered = near.get("ordered").and_then(Flow::as_text);
        if is_ordered.is_some_and(|it| it.eq_ignore_ascii_case("true")) {
            self.words(", in this order");
        }
        self.words(match within {
            "0" => ", with no other word between".to_owned(),
            "1" => ", with at most 1 other word between".to_owned(),
            words => format!(", with at most {words} other words between"),
        });
    }

    /// What holds for this rule alone.
    fn conditions(&mut self, rule: &Flow) {
        let texts = |key| -> Vec<String> {
            let items = rule.get(key).map_or(&[][..], Flow::items);
            let texts = items.iter().filter_map(Flow::as_text);
            texts.map(str::to_owned).collect()
        };
        for (key, words) in [
            ("speakers", "; only when speaking: "),
            ("roles", "; only in the role of "),
        ] {
            let of = texts(key);
            if !of.is_empty() {
                self.words(format!("{words}{}", any_of(&of)));
            }
        }
        for (at, exclusion) in rule
            .get("unless")
            .map_or(&[][..], Flow::items)
            .iter()
            .enumerate()
        {
            self.words(if at == 0 {
                "; not where it meets "
            } else {
                " or "
            });
            self.exclusion(exclusion);
        }
        if let Some(word) = rule.get("negated").and_then(Flow::as_text) {
            let sentence = negated(word).trim_end_matches('.');
            let mut letters = sentence.chars();
            let first: String = letters
                .next()
                .map(|it| it.to_lowercase().collect())
                .unwrap_or_default();
            self.words(format!("; {first}{}", letters.as_str()));
        }
    }

    fn exclusion(&mut self, exclusion: &Flow) {
        self.term(exclusion);
        let text = |key| exclusion.get(key).and_then(Flow::as_text);
        match text("within") {
            Some("1") => self.words(" at most 1 word away"),
            Some(words) => self.words(format!(" at most {words} words away")),
            None => {}
        }
        if let Some(unit) = text("in") {
            self.words(format!(" in the same {unit}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let flow = Flow::read(line).unwrap();
        let pieces = rule(&flow).into_iter();
        pieces
            .map(|piece| match piece {
                Piece::Words(text) => text,
                Piece::Written(text) => format!("`{text}`"),
                Piece::Code(id) => format!("<{id}>"),
            })
            .collect()
    }

    #[test]
    fn every_kind_of_rule_is_a_sentence() {
        for (line, words) in [
            ("trust*", "`trust*`"),
            (
                "{stem: confide, negated: stop}",
                "words with the stem of `confide`; negated hits do not count",
            ),
            (
                "{near: {terms: [open*, {code: a.b}, up], within: 1, ordered: true}, roles: [moderator]}",
                "`open*`, whatever is coded <a.b> and `up`, in this order, with at most 1 other word between; only in \
                 the role of moderator",
            ),
            (
                "{all: [a, {regex: 'b.'}]}",
                "`a` and regular expression `b.` in one segment",
            ),
            (
                "{term: t, unless: [{term: x, within: 2}, {term: y, in: turn}], speakers: [A, B]}",
                "`t`; only when speaking: A or B; not where it meets `x` at most 2 words away or `y` in the same turn",
            ),
        ] {
            assert_eq!(shown(line), words);
        }
    }
}
