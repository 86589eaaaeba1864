//! What may have been misunderstood about the speakers.

use super::Hints;
use super::alias::{Likeness, likeness};
use super::aside::what;
use super::assemble::{Origin, Script};
use super::declared;
use super::evidence::{self, Verdict};
use super::line::Line;
use super::shape;
use super::tally::Tallies;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Span, counted};
use crate::transcript::{LabelStyle, Labelling};

/// A warning about a text; its reader knows which place of the file that is.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    /// The rule's name.
    pub rule: &'static str,
    /// What may be wrong.
    pub message: String,
    /// Index of the line.
    pub line: usize,
    /// The place in the text.
    pub span: Span,
    /// Another line that belongs to it, and what it is.
    pub related: Option<(usize, Span, String)>,
    /// What to do.
    pub help: &'static str,
}

impl Notice {
    /// The same for people; `place` says where a line or a span of the text stands in the file.
    pub fn diagnostic(self, place: impl Fn(usize, Span) -> Place) -> Diagnostic {
        let diagnostic = Diagnostic::warning(self.rule, place(self.line, self.span), self.message)
            .help(self.help);
        match self.related {
            Some((line, span, what)) => diagnostic.related(place(line, span), what),
            None => diagnostic,
        }
    }
}

/// Adds the notices of a script.
pub(crate) fn add(
    text: &str,
    lines: &[Line],
    tallies: &Tallies,
    verdict: &Verdict,
    hints: Hints<'_>,
    script: &mut Script,
) {
    let mut notices = Vec::new();
    nobody(lines, script, &mut notices);
    one_only(lines, script, &mut notices);
    long_preface(text, lines, script, &mut notices);
    short_lines(lines, verdict, script, &mut notices);
    aliases(text, lines, hints.same, script, &mut notices);
    doubtful(text, tallies, verdict, &mut notices);
    inline_labels(text, lines, script, &mut notices);
    // Only paragraphs of Word documents have soft line breaks; what comes from other files may have several labels too.
    if hints.origin == Origin::Document {
        labels_after_soft_breaks(text, lines, script, &mut notices);
    }
    if let Labelling::Pattern(pattern) = hints.labelling {
        notices.extend(declared::unread_times(pattern, text, lines));
    }
    script.notices = notices;
}

const DECLARE: &str = "if this is a speaker, declare the label in the manifest; if it is not, nothing needs to be done";

fn nobody(lines: &[Line], script: &Script, notices: &mut Vec<Notice>) {
    let Some(first) = script.paragraphs.first() else {
        return;
    };
    if script.speakers.is_empty() {
        notices.push(Notice {
            rule: "no-speakers",
            message: "nobody is labelled here, so all words are counted as nobody's".to_owned(),
            line: line_of(lines, first.span.start),
            span: start_of(first.span),
            related: None,
            help: "label the speakers as in `P1: words`, or declare their labels in the manifest",
        });
    }
}

fn one_only(lines: &[Line], script: &Script, notices: &mut Vec<Notice>) {
    let [only] = script.speakers.as_slice() else {
        return;
    };
    let Some(at) = script.units.iter().position(|unit| !unit.labelled) else {
        return;
    };
    let span = script.paragraphs[at].span;
    let nobodys = script.turns[script.paragraphs[at].turn as usize]
        .speaker
        .is_none();
    let message = if shape::is_moderator(only) && nobodys {
        format!(
            "only `{only}` is labelled, so the paragraphs without a label are counted as nobody's"
        )
    } else {
        format!(
            "only `{only}` is labelled, so the paragraphs without a label are counted as theirs"
        )
    };
    notices.push(Notice {
        rule: "one-speaker",
        message,
        line: line_of(lines, span.start),
        span: start_of(span),
        related: None,
        help: "if somebody else speaks here, label their paragraphs",
    });
}

/// So many words before the first label may well be speech; fewer are a title, a date, who is there.
const LONG_PREFACE: usize = 50;

/// What stands before the first label is no speech, as long as it is short.
fn long_preface(text: &str, lines: &[Line], script: &Script, notices: &mut Vec<Notice>) {
    let words = |span: Span| text[span.range()].split_whitespace().count();
    let preface = || script.skipped.iter().filter(|it| it.what == what::PREFACE);
    let Some(first) = preface().next() else {
        return;
    };
    let before: usize = preface().map(|it| words(it.span)).sum();
    if before <= LONG_PREFACE {
        return;
    }
    let spoken: usize = script.paragraphs.iter().map(|it| words(it.span)).sum();
    // A fifth of all words.
    if before * 4 > spoken {
        notices.push(Notice {
            rule: "long-preface",
            message: format!(
                "{} before the first label are taken for a preface and not counted; {} are spoken after it",
                counted(before as u64, "word"),
                counted(spoken as u64, "word")
            ),
            line: line_of(lines, first.span.start),
            span: start_of(first.span),
            related: None,
            help: "if somebody speaks there, label the first paragraph",
        });
    }
}

fn short_lines(lines: &[Line], verdict: &Verdict, script: &Script, notices: &mut Vec<Notice>) {
    if let (true, Some(&first)) = (verdict.bare_rule, script.first_lines.first()) {
        notices.push(Notice {
            rule: "short-lines-as-labels",
            message: format!(
                "short lines that return were taken for labels: {}",
                listed(script.speakers.iter().map(String::as_str))
            ),
            line: first,
            span: lines[first].span(),
            related: None,
            help: "declare the speakers' labels in the manifest, so that nothing has to be guessed",
        });
    }
}

fn aliases(
    text: &str,
    lines: &[Line],
    same: &[Vec<String>],
    script: &Script,
    notices: &mut Vec<Notice>,
) {
    let speakers = &script.speakers;
    // A hall full of people is left alone: so many pairs help nobody.
    if speakers.len() > 60 || script.style == Some(LabelStyle::Voice) && speakers.len() > 30 {
        return;
    }
    // That both are in the table of people decides nothing: a new study's table gives each label a row of its own.
    let is_one = |one: &str, other: &str| {
        let has = |labels: &Vec<String>, label| evidence::is_declared(label, labels);
        same.iter()
            .any(|labels| has(labels, one) && has(labels, other))
    };
    for (at, one) in speakers.iter().enumerate() {
        for (other_at, other) in speakers.iter().enumerate().skip(at + 1) {
            if is_one(one, other) {
                continue;
            }
            let Some(likeness) =
                likeness((one, script.counts[at]), (other, script.counts[other_at]))
            else {
                continue;
            };
            let why = match likeness {
                Likeness::PartOfName => "one is a part of the other",
                Likeness::Initials => "one has the initials of the other",
                Likeness::Spelling => "they differ by one letter",
            };
            let (first, second) = (script.first_lines[at], script.first_lines[other_at]);
            notices.push(Notice {
                rule: "speaker-alias",
                message: format!("`{one}` and `{other}` may be one person: {why}"),
                line: first,
                span: label_span(text, lines, first),
                related: Some((second, label_span(text, lines, second), format!("the first `{other}`"))),
                help: "if they are, give both labels to one participant; they are counted apart until then",
            });
        }
    }
}

fn doubtful(text: &str, tallies: &Tallies, verdict: &Verdict, notices: &mut Vec<Notice>) {
    for (label, doubtful) in verdict.doubtful.iter().enumerate() {
        if !doubtful {
            continue;
        }
        let first = tallies
            .marks
            .iter()
            .find(|marked| marked.label() == Some(label));
        if let Some(marked) = first {
            let span = Span::new(marked.mark().label.0, marked.mark().label.1);
            notices.push(Notice {
                rule: "maybe-speaker",
                message: format!(
                    "`{}:` may be a label and was left as speech",
                    &text[span.range()]
                ),
                line: marked.line(),
                span,
                related: None,
                help: DECLARE,
            });
        }
    }
}

/// A paragraph of this length is searched for labels inside it.
const LONG_PARAGRAPH: usize = 1500;

fn inline_labels(text: &str, lines: &[Line], script: &Script, notices: &mut Vec<Notice>) {
    for paragraph in &script.paragraphs {
        if paragraph.span.len() < LONG_PARAGRAPH {
            continue;
        }
        let words = &text[paragraph.span.range()];
        let found = inline(words, &script.speakers);
        if found.len() > 2 {
            let at = paragraph.span.start + found[0];
            notices.push(Notice {
                rule: "labels-inside-paragraph",
                message: format!(
                    "{} labels seem to stand inside this one paragraph, whose words are all counted as one speaker's",
                    found.len()
                ),
                line: line_of(lines, paragraph.span.start),
                span: Span::new(at, at),
                related: None,
                help: "start a new line before each label",
            });
        }
    }
}

/// Labels behind a soft line break, inside what Word takes for one paragraph: it may be a new speaker, or a heading in
/// somebody's speech. Each is told.
fn labels_after_soft_breaks(
    text: &str,
    lines: &[Line],
    script: &Script,
    notices: &mut Vec<Notice>,
) {
    for (unit, paragraph) in script.units.iter().zip(&script.paragraphs) {
        let line = line_of(lines, paragraph.span.start);
        let this = &lines[line];
        let mut earlier = lines[..line]
            .iter()
            .rev()
            .take_while(|before| before.number == this.number);
        // Several paragraphs have the number of their page.
        let same_paragraph =
            this.number > 0 && !this.starts_paragraph && earlier.any(|before| !before.is_blank());
        let label = text[this.start..paragraph.span.start.max(this.start)].trim();
        // A label with a line of its own has its words behind the break.
        if !unit.labelled || !same_paragraph || label.is_empty() {
            continue;
        }
        notices.push(Notice {
            rule: "label-after-soft-break",
            message: format!("`{label}` stands behind a soft line break inside a paragraph, and is taken for a new speaker"),
            line,
            span: start_of(paragraph.span),
            related: None,
            help: "make it a paragraph of its own where somebody else speaks; take the colon away where nobody does",
        });
    }
}

/// Where something like ` Q: `, ` 1946.A: ` or `… yes. Anna: ` stands inside a paragraph.
fn inline(words: &str, speakers: &[String]) -> Vec<usize> {
    let bytes = words.as_bytes();
    let mut found = Vec::new();
    let mut names: Vec<(&str, usize)> = Vec::new();
    for colon in memchr::memchr_iter(b':', bytes) {
        if !bytes.get(colon + 1).is_some_and(u8::is_ascii_whitespace) {
            continue;
        }
        let start = bytes[..colon]
            .iter()
            .rposition(u8::is_ascii_whitespace)
            .map_or(0, |at| at + 1);
        let word = &words[start..colon];
        let label = word.trim_start_matches(|c: char| !c.is_alphabetic());
        let is_code = matches!(label.as_bytes(), [b'A'..=b'Z'] | [b'A'..=b'Z', b'0'..=b'9' | b'A'..=b'Z', ..])
            && label.len() < 7
            && shape::of(label).is_some_and(|shape| shape <= shape::Shape::Code);
        if is_code || shape::is_role(label) || speakers.iter().any(|speaker| speaker == word) {
            found.push(start);
        } else if after_a_sentence(&words[..start]) && is_name(label) {
            names.push((label, start));
        }
    }
    // A word before a colon names somebody where it returns, as labels do.
    let returns = |label: &str| names.iter().filter(|(other, _)| *other == label).count() > 2;
    found.extend(
        names
            .iter()
            .filter(|(label, _)| returns(label))
            .map(|(_, start)| *start),
    );
    found.sort_unstable();
    found
}

fn after_a_sentence(before: &str) -> bool {
    before
        .trim_end()
        .ends_with(['.', '?', '!', '…', '"', '”', ']', ')', '-', '–', '—'])
}

fn is_name(label: &str) -> bool {
    label.starts_with(char::is_uppercase)
        && !shape::is_heading_word(label)
        && shape::of(label).is_some_and(|shape| shape <= shape::Shape::Name)
}

fn line_of(lines: &[Line], byte: usize) -> usize {
    lines
        .partition_point(|line| line.start <= byte)
        .saturating_sub(1)
}

/// The first characters of a paragraph would be best, but they may be cut anywhere: an empty span at its start.
fn start_of(span: Span) -> Span {
    Span::new(span.start, span.start)
}

fn label_span(text: &str, lines: &[Line], line: usize) -> Span {
    super::mark::find(text, &lines[line]).map_or(lines[line].span(), |mark| {
        Span::new(mark.label.0, mark.label.1)
    })
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
