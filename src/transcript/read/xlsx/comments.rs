//! Notes and comments of an Excel workbook: they are counted and not read.
//!
//! A thread of comments stands in `xl/threadedComments`. For programs that know no threads, Excel writes a note for each
//! thread as well, which begins with an explanation; its author is `tc=` and the id of the thread's first comment.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use crate::transcript::read::xml::{self, Visitor};

/// Notes and comments, each on one line; none of them is blank, and none counts twice.
#[derive(Default)]
pub(super) struct Comments {
    texts: Vec<String>,
    /// The ids of the comments of threads.
    ids: BTreeSet<String>,
    authors: Vec<String>,
    open: Option<Open>,
    in_author: bool,
    in_text: bool,
    text: String,
}

/// The comment that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Note,
    /// A note that stands for a thread, which is counted itself.
    NoteOfThread,
    InThread,
}

impl Comments {
    /// The parts of a workbook that hold some: those of threads first, so that their notes are known.
    pub fn parts(entries: &[String]) -> Vec<String> {
        let of = |folder: &'static str| {
            let entries = entries.iter();
            entries.filter(move |entry| entry.starts_with(folder))
        };
        let threads = of("xl/threadedComments/");
        threads.chain(of("xl/comments")).cloned().collect()
    }

    /// Adds those of a part.
    pub fn read(&mut self, xml: &str) {
        self.authors.clear();
        xml::walk(xml, self);
    }

    /// All of them.
    pub fn texts(self) -> Vec<String> {
        self.texts
    }

    fn is_of_thread(&self, note: &BytesStart) -> bool {
        let number = xml::local_attribute(note, "authorId");
        let number = number.and_then(|number| number.parse::<usize>().ok());
        let author = number.and_then(|number| self.authors.get(number));
        let id = author.and_then(|author| author.trim().strip_prefix("tc="));
        id.is_some_and(|id| self.ids.contains(id))
    }
}

impl Visitor for Comments {
    fn start(&mut self, tag: &BytesStart) {
        match xml::local(tag.name().as_ref()) {
            "author" => {
                self.in_author = true;
                self.authors.push(String::new());
            }
            "comment" => {
                self.open = Some(if self.is_of_thread(tag) {
                    Open::NoteOfThread
                } else {
                    Open::Note
                });
                self.text.clear();
            }
            "threadedComment" => {
                self.ids
                    .extend(xml::local_attribute(tag, "id").map(std::borrow::Cow::into_owned));
                self.open = Some(Open::InThread);
                self.text.clear();
            }
            "t" => self.in_text = true,
            // In a note it is the frame of several `t`.
            "text" => self.in_text = self.open == Some(Open::InThread),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match xml::local(name) {
            "author" => self.in_author = false,
            "t" | "text" => self.in_text = false,
            "comment" | "threadedComment" => {
                let words: Vec<&str> = self.text.split_whitespace().collect();
                let counts = self
                    .open
                    .take()
                    .is_some_and(|open| open != Open::NoteOfThread);
                if counts && !words.is_empty() {
                    self.texts.push(words.join(" "));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_author {
            self.authors
                .last_mut()
                .expect("an author is open")
                .push_str(text);
        } else if self.in_text && self.open.is_some() {
            self.text.push_str(text);
        }
    }
}
