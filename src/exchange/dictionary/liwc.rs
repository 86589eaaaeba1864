//! LIWC dictionaries as text (`.dic`): categories between two lines of `%`, then words with the numbers of theirs.
//!
//! Categories under others are indented by tabs. Dictionaries of 2007 have entries that depend on their neighbours, such
//! as `like (02 134)125/464` or `kind <of>131/125`; a term does not, so these are told and left out.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::draft::{Draft, DraftCode};
use super::super::flow::Flow;
use super::super::import::ids::Ids;
use super::{Wildcards, add, category, tell_hyphens, term, without_words};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

/// Reads a dictionary; `None` where there is no list of categories.
pub(in super::super) fn read(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Option<Draft> {
    let lines: Vec<Line<'_>> = lines(source).collect();
    let mut marks = lines.iter().enumerate().filter(|(_, line)| line.is_mark());
    let (first, _) = marks.next()?;
    let (second, _) = marks.next()?;
    let mut reader = Reader {
        source,
        faults,
        categories: Vec::new(),
        numbers: HashMap::new(),
    };
    reader.read_categories(&lines[first + 1..second]);
    if reader.categories.is_empty() {
        return None;
    }
    for line in &lines[second + 1..] {
        reader.read_entry(line);
    }
    let codes = tree(reader.categories);
    tell_hyphens(&codes, Place::File(source.name().to_owned()), faults);
    Some(Draft {
        codes,
        ..Draft::default()
    })
}

/// Deeper than this no category is put under another: YAML is not nested without end.
const MOST_LEVELS: usize = 24;

/// A line that is not blank.
struct Line<'s> {
    text: &'s str,
    span: Span,
}

impl Line<'_> {
    fn is_mark(&self) -> bool {
        self.text.trim() == "%"
    }
}

fn lines(source: &Source) -> impl Iterator<Item = Line<'_>> {
    let spans = (1..=source.line_count()).filter_map(|number| source.line(number));
    let lines = spans.map(|span| Line {
        text: source.slice(span),
        span,
    });
    lines.filter(|line| !line.text.trim().is_empty())
}

/// A category as it is listed.
struct Category {
    depth: usize,
    code: DraftCode,
}

struct Reader<'r> {
    source: &'r Arc<Source>,
    faults: &'r mut Vec<Diagnostic>,
    categories: Vec<Category>,
    /// Categories by the numbers that entries name them by.
    numbers: HashMap<String, usize>,
}

impl Reader<'_> {
    fn place(&self, line: &Line<'_>) -> Place {
        Place::Span(Arc::clone(self.source), line.span)
    }

    fn left_out(&mut self, rule: &'static str, line: &Line<'_>, message: impl Into<String>) {
        let place = self.place(line);
        self.faults.push(Diagnostic::error(rule, place, message));
    }

    fn read_categories(&mut self, lines: &[Line<'_>]) {
        let mut ids = Ids::default();
        for line in lines {
            let text = line.text.trim();
            let (number, name) = match text.split_once(char::is_whitespace) {
                Some((number, name)) => (number, name.trim()),
                None => (text, text),
            };
            // `function (Function Words)`: the name for people stands in brackets.
            let (name, label) = match name.split_once('(') {
                Some((name, label)) if !name.trim().is_empty() => {
                    (name.trim(), Some(label.trim_end_matches(')').trim()))
                }
                _ => (name, None),
            };
            let depth = line
                .text
                .chars()
                .take(MOST_LEVELS)
                .take_while(|c| *c == '\t')
                .count();
            let place = self.place(line);
            let mut code = category(name, None, &mut ids, place, self.faults);
            if let Some(label) = label.filter(|label| !label.is_empty()) {
                code.label = Some(label.to_owned());
            }
            let index = self.categories.len();
            if self.numbers.insert(number.to_owned(), index).is_some() {
                let message = format!(
                    "the number {number} is given to two categories; its words go to the second"
                );
                self.left_out("duplicate-category", line, message);
            }
            self.categories.push(Category { depth, code });
        }
    }

    fn read_entry(&mut self, line: &Line<'_>) {
        let Some((written, categories)) = parted(line.text) else {
            return self.left_out(
                "no-category",
                line,
                "this entry has no category, and was left out",
            );
        };
        if is_conditional(written) || categories.iter().any(|it| is_conditional(it)) {
            let message = format!(
                "`{}` depends on the words beside it, which a term cannot; ",
                line.text.trim()
            );
            let kept = "its other categories were kept";
            self.left_out("conditional-entry", line, message.replace('\t', " ") + kept);
        }
        let written = written
            .split(['(', '<'])
            .next()
            .filter(|_| is_conditional(written))
            .unwrap_or(written);
        let Some(term) = term(written.trim(), Wildcards::AtTheEnd) else {
            let fault = without_words(written, self.place(line));
            return self.faults.push(fault);
        };
        for number in categories.iter().filter(|it| !is_conditional(it)) {
            self.file(term.clone(), number, line);
        }
    }

    fn file(&mut self, term: Flow, number: &str, line: &Line<'_>) {
        if let Some(&index) = self.numbers.get(number) {
            return add(&mut self.categories[index].code, term);
        }
        let message = format!("there is no category {number}; the entry was left out of it");
        self.left_out("unknown-category", line, message);
    }
}

/// The words of an entry and its categories: behind a tab, or behind the last word that is no number.
fn parted(line: &str) -> Option<(&str, Vec<&str>)> {
    let line = line.trim();
    let (written, rest) = line
        .split_once('\t')
        .or_else(|| line.split_at_checked(first_number(line)?))?;
    let categories = conditions_together(rest);
    (!categories.is_empty()).then_some((written.trim(), categories))
}

/// Where the numbers begin that a line without a tab ends in; the first word is none of them.
fn first_number(line: &str) -> Option<usize> {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = line.split_once(' ')?;
    let words = rest.rsplit(' ').take_while(|word| is_number(word));
    let length: usize = words.map(|word| word.len() + 1).sum();
    let at = line.len().checked_sub(length)?.max(first.len());
    (at < line.len()).then_some(at)
}

/// The categories of an entry; a condition in brackets is one with the numbers that stand at it.
fn conditions_together(rest: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let parts = rest.split(move |c: char| {
        match c {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_whitespace()
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Whether a part of an entry has a condition: brackets with words or numbers in them.
fn is_conditional(part: &str) -> bool {
    let inside = |open, close| {
        let (_, rest) = part.split_once(open)?;
        let (inside, _) = rest.split_once(close)?;
        Some(inside.chars().any(char::is_alphanumeric))
    };
    inside('(', ')').or(inside('<', '>')).unwrap_or(false)
}

/// Puts categories under those that they are indented under.
fn tree(categories: Vec<Category>) -> Vec<DraftCode> {
    let mut open: Vec<Category> = Vec::new();
    let mut themes = Vec::new();
    let close = |open: &mut Vec<Category>, themes: &mut Vec<DraftCode>, depth: usize| {
        while open.last().is_some_and(|last| last.depth >= depth) {
            let closed = open.pop().expect("there is a last one").code;
            match open.last_mut() {
                Some(above) => above.code.codes.push(closed),
                None => themes.push(closed),
            }
        }
    };
    for category in categories {
        close(&mut open, &mut themes, category.depth);
        open.push(category);
    }
    close(&mut open, &mut themes, 0);
    themes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Option<Draft>, Vec<(usize, &'static str)>) {
        let source = Arc::new(Source::new("d.dic", text));
        let mut faults = Vec::new();
        let draft = read(&source, &mut faults);
        let told = faults
            .iter()
            .map(|it| (it.place.position().map_or(0, |at| at.line), it.rule));
        (draft, told.collect())
    }

    fn terms(draft: &Draft, id: &str) -> Vec<String> {
        let visits = draft.visits();
        let code = visits.iter().find(|it| it.code.id == id).unwrap().code;
        code.rules
            .iter()
            .map(|it| it.as_text().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn words_go_to_their_categories() {
        let text = "%\n1\taffect (Affect)\n\t2\tposemo\n3\tsocial\n%\nlove*\t1\t2\nfriend of mine\t3\nhug 2 3\n";
        let (draft, told) = read_text(text);
        let draft = draft.unwrap();
        assert_eq!(draft.codes.len(), 2);
        assert_eq!(draft.codes[0].label.as_deref(), Some("Affect"));
        assert_eq!(draft.codes[0].codes[0].id, "posemo");
        assert_eq!(terms(&draft, "posemo"), ["love*", "hug"]);
        assert_eq!(terms(&draft, "social"), ["friend of mine", "hug"]);
        assert_eq!(told, []);
    }

    #[test]
    fn what_depends_on_neighbours_is_told_with_its_line() {
        let text = "%\n125\tposemo\n131\tcogmech\n464\tfiller\n%\nlike\t(02 134)125/464\t131\nkind\t<of>131/125\n\
                    kind (of)\t131\n:)\t125\nx\t7\ny\n";
        let (draft, told) = read_text(text);
        assert_eq!(terms(draft.as_ref().unwrap(), "cogmech"), ["like", "kind"]);
        assert_eq!(terms(draft.as_ref().unwrap(), "posemo"), [""; 0]);
        assert_eq!(
            told,
            [
                (6, "conditional-entry"),
                (7, "conditional-entry"),
                (8, "conditional-entry"),
                (9, "invalid-term"),
                (10, "unknown-category"),
                (11, "no-category"),
            ]
        );
    }

    #[test]
    fn a_text_without_categories_is_no_dictionary() {
        assert!(read_text("a\t1\n").0.is_none());
        assert!(read_text("%\n%\na\t1\n").0.is_none());
    }
}
