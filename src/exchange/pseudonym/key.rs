//! The key: which name becomes which pseudonym.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::left::Hidden;
use super::letters::{self, Letter};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span, fold};
use crate::transcript::cells::{self, Cell};

/// Names with their pseudonyms.
#[derive(Debug, Default)]
pub struct Key {
    /// Names in the order of the key.
    pub(super) entries: Vec<Entry>,
    /// By the first folded letter, the names that begin with it.
    pub(super) initials: HashMap<char, Vec<Wanted>>,
    /// By the first bare letter, the names as they may be hidden.
    pub(super) hidden: HashMap<char, Vec<Hidden>>,
    /// The words of all pseudonyms, folded.
    pub(super) pseudonym_words: HashSet<String>,
    /// The words of names of several words, folded, with the first entry that has each.
    pub(super) name_words: HashMap<String, usize>,
}

/// A name with its pseudonym.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name as it is written in the key.
    pub name: String,
    /// What stands in its place.
    pub pseudonym: String,
}

/// A name as it is looked for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Which entry.
    pub entry: usize,
    /// Its folded letters.
    pub letters: Vec<char>,
}

impl Key {
    /// Reads a key: a table with the columns `name` and `pseudonym`, comma, semicolon or tab separated. What is wrong with
    /// it is an error among `faults`, and is not in the key; what may go wrong is a warning.
    #[must_use]
    pub fn read(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Self {
        let mut rows = Rows::read(source, faults);
        rows.check_names(faults);
        let key = Self::new(rows.entries());
        rows.check_pseudonyms(&key, faults);
        key
    }

    /// A key that finds this one's pseudonyms, each once, and changes nothing: where they stand before anything is replaced,
    /// nobody can tell two people apart afterwards.
    #[must_use]
    pub fn of_pseudonyms(&self) -> Self {
        let mut pseudonyms: Vec<&str> = self.entries.iter().map(|it| &it.pseudonym[..]).collect();
        pseudonyms.sort_unstable();
        pseudonyms.dedup();
        let entry = |pseudonym: &str| Entry {
            name: pseudonym.to_owned(),
            pseudonym: pseudonym.to_owned(),
        };
        Self::new(pseudonyms.into_iter().map(entry).collect())
    }

    /// Makes a key of its entries. Of equal names the first counts.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut initials: HashMap<char, Vec<Wanted>> = HashMap::new();
        let mut hidden: HashMap<char, Vec<Hidden>> = HashMap::new();
        for (entry, written) in entries.iter().enumerate() {
            let letters: Vec<char> = folded(written.name.trim()).collect();
            if let Some(&initial) = letters.first() {
                let wanted = Wanted { entry, letters };
                initials.entry(initial).or_default().push(wanted);
            }
            if let Some(name) = Hidden::new(entry, &written.name) {
                hidden.entry(name.letters[0].bare).or_default().push(name);
            }
        }
        let pseudonyms = entries.iter().map(|entry| entry.pseudonym.as_str());
        let words = pseudonyms
            .flat_map(|text| letters::words(text).map(|span| fold::folded(&text[span.range()])));
        Self {
            pseudonym_words: words.collect(),
            name_words: name_words(&entries),
            entries,
            initials,
            hidden,
        }
    }

    /// The names with their pseudonyms, in the order of the key.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// The words of names of several words that may stand for the person by themselves: `Moore` of `Jane Moore`. Small words
/// and forms of address do not.
fn name_words(entries: &[Entry]) -> HashMap<String, usize> {
    const ADDRESS: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "lady",
        "lord",
        "st",
        "saint",
        "rev",
        "sister",
        "nurse",
        "herr",
        "frau",
        "mme",
        "madame",
        "monsieur",
    ];
    let mut words = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let name = entry.name.trim();
        let whole = letters::words(name).map(|span| &name[span.range()]);
        let parts = whole.flat_map(|word| {
            let joined = word.split(fold::is_hyphen).filter(move |it| *it != word);
            std::iter::once(word).chain(joined)
        });
        for word in parts.filter(|word| *word != name) {
            let folded = fold::folded(word);
            let is_name = word.chars().next().is_some_and(|c| !c.is_lowercase());
            let is_long = word.chars().filter(|c| c.is_alphabetic()).count() > 1;
            if is_name && is_long && !ADDRESS.contains(&folded.as_str()) {
                words.entry(folded).or_insert(at);
            }
        }
    }
    words
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    letters::letters(text)
        .into_iter()
        .map(|Letter { folded, .. }| folded)
}

/// The rows of a key as they are written.
struct Rows<'s> {
    source: &'s Arc<Source>,
    rows: Vec<(Cell<'s>, Cell<'s>)>,
}

impl<'s> Rows<'s> {
    fn read(source: &'s Arc<Source>, faults: &mut Vec<Diagnostic>) -> Self {
        let mut written = Self {
            source,
            rows: Vec::new(),
        };
        let cells::Rows { rows, unclosed } = cells::read(source);
        for quote in unclosed {
            let fault = Diagnostic::error("unclosed-quote", written.place(quote), cells::UNCLOSED);
            faults.push(fault.help(cells::CLOSE_IT));
        }
        let mut rows = rows.into_iter();
        let header = rows.next().unwrap_or_default();
        let columns = ["name", "pseudonym"].map(|name| {
            let column = header
                .iter()
                .position(|cell| cell.text.eq_ignore_ascii_case(name));
            if column.is_none() {
                faults.push(written.missing(name, &header));
            }
            column
        });
        let [Some(name), Some(pseudonym)] = columns else {
            return written;
        };
        for row in rows {
            let end = row.last().map_or(0, |cell| cell.span.end);
            let cell = |column: usize| {
                row.get(column).cloned().unwrap_or(Cell {
                    text: Cow::Borrowed(""),
                    span: Span::new(end, end),
                })
            };
            written.take((cell(name), cell(pseudonym)), faults);
        }
        written
    }

    fn take(&mut self, row: (Cell<'s>, Cell<'s>), faults: &mut Vec<Diagnostic>) {
        for (cell, what) in [(&row.0, "name"), (&row.1, "pseudonym")] {
            if cell.text.is_empty() {
                let message = format!("this row has no {what}");
                let fault = Diagnostic::error("empty-cell", self.place(cell.span), message);
                faults.push(fault.help("fill the cell, or delete the row"));
                return;
            }
        }
        if !row.0.text.chars().any(letters::is_letter) {
            let message = format!("`{}` has no letter and cannot be looked for", row.0.text);
            let fault = Diagnostic::error("no-name", self.place(row.0.span), message);
            faults.push(fault.help("write the name as it stands in the transcripts"));
            return;
        }
        self.rows.push(row);
    }

    fn missing(&self, name: &str, header: &[Cell]) -> Diagnostic {
        let place = match header.first() {
            Some(cell) => self.place(cell.span),
            None => Place::File(self.source.name().to_owned()),
        };
        let message = format!("the key has no column `{name}`");
        Diagnostic::error("missing-column", place, message)
            .help("the first line of a key is `name,pseudonym`")
    }

    /// Reports names that have two pseudonyms, and leaves of equal names the first.
    fn check_names(&mut self, faults: &mut Vec<Diagnostic>) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut kept: Vec<(Cell, Cell)> = Vec::new();
        for row in std::mem::take(&mut self.rows) {
            let spelling: String = crate::text::one_line(&row.0.text);
            let Some(&first) = seen.get(&spelling) else {
                seen.insert(spelling, kept.len());
                kept.push(row);
                continue;
            };
            let first = &kept[first];
            if first.1.text != row.1.text {
                let message = format!("`{}` has two pseudonyms", row.0.text);
                let fault = Diagnostic::error("two-pseudonyms", self.place(row.1.span), message);
                let fault = fault.related(self.place(first.1.span), "the first of them");
                faults.push(fault.help("keep one; two people of one name need their surnames"));
            }
        }
        self.rows = kept;
    }

    /// Reports pseudonyms that hold a name of the key: a second run would replace them again.
    fn check_pseudonyms(&self, key: &Key, faults: &mut Vec<Diagnostic>) {
        for (_, pseudonym) in &self.rows {
            let found = key.replace(&pseudonym.text);
            let Some(name) = found.replacements.first() else {
                faults.extend(self.part_of_name(key, pseudonym));
                continue;
            };
            let name = &key.entries[name.entry].name;
            let message = if *name == pseudonym.text {
                format!("the pseudonym `{name}` is itself a name of the key")
            } else {
                let text = &pseudonym.text;
                format!("the pseudonym `{text}` holds `{name}`, which is a name of the key")
            };
            let place = self.place(pseudonym.span);
            let fault = Diagnostic::error("pseudonym-is-name", place, message);
            faults.push(fault.help("choose a pseudonym that is nobody's name in the study"));
        }
    }

    /// Warns of a pseudonym that has a word of a name of several words: beside another word it may look like that name.
    fn part_of_name(&self, key: &Key, pseudonym: &Cell) -> Option<Diagnostic> {
        let is_word = |word: &&str| !word.is_empty();
        let words = |text: &str| -> Vec<String> {
            let text: String = folded(text).collect();
            let words = text.split(|c| !letters::is_letter(c)).filter(is_word);
            words.map(str::to_owned).collect()
        };
        let own = words(&pseudonym.text);
        let name = key.entries.iter().find(|entry| {
            let name = words(&entry.name);
            name.len() > 1 && name.iter().any(|word| own.contains(word))
        })?;
        let (text, name) = (&pseudonym.text, &name.name);
        let message = format!("the pseudonym `{text}` has a word of the name `{name}`");
        let place = self.place(pseudonym.span);
        let fault = Diagnostic::warning("pseudonym-like-name", place, message);
        Some(fault.help("choose another, so that nobody takes the one for the other"))
    }

    fn entries(&self) -> Vec<Entry> {
        let entry = |(name, pseudonym): &(Cell, Cell)| Entry {
            name: name.text.to_string(),
            pseudonym: pseudonym.text.to_string(),
        };
        self.rows.iter().map(entry).collect()
    }

    fn place(&self, span: Span) -> Place {
        Place::Span(Arc::clone(self.source), span)
    }
}
