//! A code named by the words of the text.

use thematica::codebook::Code;

use super::book::Book;
use super::event::Wanted;
use super::input::Input;

/// A form with what a new code needs.
#[derive(Debug)]
pub struct Form {
    /// Its name for people.
    pub label: Input,
    /// Its id.
    pub id: Input,
    /// What is typed to find the code above it.
    pub parent: Input,
    /// The field that is written in.
    pub field: Field,
    /// Whether the id was written by hand and does not follow the name any more.
    pub has_own_id: bool,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name.
    Label,
    /// The id.
    Id,
    /// The code above.
    Parent,
}

impl Form {
    /// Begins with the selected words.
    pub fn new(book: &Book, words: &str) -> Self {
        let few: Vec<&str> = words.split_whitespace().take(8).collect();
        let label = few.join(" ");
        let label = label.trim_matches(|c: char| !c.is_alphanumeric());
        Self {
            label: Input::new(label),
            id: Input::new(book.free_id(label)),
            parent: Input::default(),
            field: Field::Label,
            has_own_id: false,
        }
    }

    /// The field that is written in.
    pub fn input(&mut self) -> &mut Input {
        match self.field {
            Field::Label => &mut self.label,
            Field::Id => &mut self.id,
            Field::Parent => &mut self.parent,
        }
    }

    /// Another field.
    pub fn step(&mut self, forward: bool) {
        self.field = match (self.field, forward) {
            (Field::Label, true) | (Field::Parent, false) => Field::Id,
            (Field::Id, true) | (Field::Label, false) => Field::Parent,
            (Field::Parent, true) | (Field::Id, false) => Field::Label,
        };
    }

    /// Brings the id up to date after something was typed.
    pub fn typed(&mut self, book: &Book) {
        match self.field {
            Field::Label if !self.has_own_id => {
                self.id = Input::new(book.free_id(self.label.text()));
            }
            Field::Id => self.has_own_id = true,
            _ => {}
        }
    }

    /// The code above: the one that fits best what is typed; `None` for a theme of its own.
    pub fn parent<'b>(&self, book: &'b Book) -> Option<&'b str> {
        let typed = self.parent.text().trim();
        if typed.is_empty() {
            return None;
        }
        let best = book.search(typed).into_iter().next()?;
        Some(book.codebook.code(best).id.as_str())
    }

    /// The code that has this name already, where the same theme is above it or none is asked for: two codes of one name
    /// are told apart by what they stand under.
    pub fn same<'b>(&self, book: &'b Book) -> Option<&'b Code> {
        let parent = self.parent(book);
        if parent.is_none() && !self.parent.text().trim().is_empty() {
            return None;
        }
        book.called(self.label.text(), parent)
    }

    /// What is to be written; else why it cannot be.
    pub fn wanted(&self, book: &Book) -> Result<Wanted, String> {
        let (label, id) = (self.label.text().trim(), self.id.text().trim());
        if label.is_empty() || id.is_empty() {
            return Err("a code needs a name and an id".to_owned());
        }
        if book.index(id).is_some() {
            return Err(format!("there is a code `{id}` already"));
        }
        if let Some(code) = self.same(book) {
            return Err(format!(
                "“{}” is a code already ({}); another name is needed",
                code.label, code.id
            ));
        }
        let parent = self.parent(book);
        if parent.is_none() && !self.parent.text().trim().is_empty() {
            return Err(format!("no code is called “{}”", self.parent.text().trim()));
        }
        Ok(Wanted {
            id: id.to_owned(),
            label: label.to_owned(),
            parent: parent.map(str::to_owned),
        })
    }
}
