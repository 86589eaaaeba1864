//! YAML of many styles for property tests: the same tree as one person or another would write it.

use std::fmt::Write as _;

use proptest::prelude::*;

/// A text, and the comments that are in it.
#[derive(Clone, Debug)]
pub(super) struct Generated {
    pub text: String,
    pub comments: Vec<String>,
}

#[derive(Clone, Debug)]
enum Shape {
    Nothing,
    Scalar(&'static str),
    List(Vec<Shape>),
    Map(Vec<Shape>),
}

/// Texts with nested collections, all kinds of scalars, comments, blank lines, odd indentation, CR LF, byte order marks.
pub(super) fn yaml() -> impl Strategy<Value = Generated> {
    (shape(), proptest::collection::vec(any::<u8>(), 0..300)).prop_map(|(shape, choices)| {
        let mut writer = Writer {
            text: String::new(),
            comments: Vec::new(),
            choices,
            at: 0,
            deepest_comment: 40,
        };
        writer.document(&shape);
        Generated {
            text: writer.text,
            comments: writer.comments,
        }
    })
}

const TEXTS: [&str; 20] = [
    "a",
    "trust*",
    "it's",
    "a # b",
    "x: y",
    "été über",
    "null",
    "5",
    "- x",
    "several words that a line may break",
    "back\\slash",
    "\"said\"",
    "#h",
    "build {a,the,} [b]",
    " lead",
    "trail ",
    "one\ntwo\n",
    "one\n\n  deeper\nthree",
    "# no comment\n- no item\n",
    "",
];

fn shape() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        1 => Just(Shape::Nothing),
        8 => proptest::sample::select(&TEXTS[..]).prop_map(Shape::Scalar),
    ];
    let inner = leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..5).prop_map(Shape::List),
            proptest::collection::vec(inner, 1..5).prop_map(Shape::Map),
        ]
    });
    let items = proptest::collection::vec(inner, 1..5);
    prop_oneof![
        items.clone().prop_map(Shape::Map),
        items.prop_map(Shape::List)
    ]
}

struct Writer {
    text: String,
    comments: Vec<String>,
    choices: Vec<u8>,
    at: usize,
    /// Below a block scalar a comment must not be deep enough to be a line of it.
    deepest_comment: usize,
}

impl Writer {
    fn pick(&mut self, among: usize) -> usize {
        let choice = self.choices.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(choice) % among
    }

    fn spaces(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
    }

    fn document(&mut self, shape: &Shape) {
        if self.pick(5) == 4 {
            self.text.push_str("---\n");
        }
        self.between();
        let column = self.pick(2);
        match shape {
            Shape::List(items) => self.list(items, column, true),
            Shape::Map(values) => self.map(values, column, true),
            _ => {}
        }
        self.between();
        if self.pick(6) == 5 {
            while self.text.ends_with('\n') {
                self.text.pop();
            }
        }
        match self.pick(6) {
            5 => self.text = self.text.replace('\n', "\r\n"),
            4 => self.text = self.text.replacen('\n', "\r\n", 2),
            _ => {}
        }
        if self.pick(6) == 5 {
            self.text.insert(0, '\u{feff}');
        }
    }

    /// Blank lines and comments between two lines.
    fn between(&mut self) {
        for _ in 0..self.pick(8).saturating_sub(5) {
            match self.pick(4) {
                1 if self.deepest_comment > 20 => self.text.push_str("  \n"),
                0 | 1 => self.text.push('\n'),
                _ => {
                    let column = self.pick(12).min(self.deepest_comment);
                    self.spaces(column);
                    self.comment();
                    self.text.push('\n');
                    self.deepest_comment = 40;
                }
            }
        }
    }

    fn comment(&mut self) {
        let starts = ["", "- ", "key: 'it ", "\"", "é ", "# ", "---"];
        let start = starts[self.pick(starts.len())];
        let text = format!("{start}c{}", self.comments.len());
        let space = if self.pick(4) == 3 { "" } else { " " };
        let _ = write!(self.text, "#{space}{text}");
        self.comments.push(text);
    }

    /// The end of a line that may have a comment.
    fn end(&mut self) {
        match self.pick(7) {
            6 => {
                let gap = [" ", "  ", "\t", "     "][self.pick(4)];
                self.text.push_str(gap);
                self.comment();
            }
            5 => self.text.push_str("  "),
            _ => {}
        }
        self.text.push('\n');
        self.deepest_comment = 40;
    }

    fn list(&mut self, items: &[Shape], column: usize, mut indented: bool) {
        for item in items {
            if indented {
                self.between();
                self.spaces(column);
            }
            indented = true;
            self.text.push('-');
            let gap = 1 + self.pick(4).saturating_sub(1);
            let inside = column + 1 + gap;
            match item {
                Shape::Map(values) if self.pick(5) < 4 => {
                    self.spaces(gap);
                    self.map(values, inside, false);
                }
                Shape::List(items) if self.pick(5) < 2 => {
                    self.spaces(gap);
                    self.list(items, inside, false);
                }
                item => self.value(item, column, Below::Dash),
            }
        }
    }

    fn map(&mut self, values: &[Shape], column: usize, mut indented: bool) {
        for (number, value) in values.iter().enumerate() {
            if indented {
                self.between();
                self.spaces(column);
            }
            indented = true;
            let key = match self.pick(8) {
                7 => format!("\"k {number}\""),
                6 => format!("'k{number}'"),
                5 => format!("é{number} x"),
                4 => "codes".to_owned() + &"s".repeat(number),
                _ => format!("k{number}"),
            };
            let before = if self.pick(9) == 8 { " " } else { "" };
            let _ = write!(self.text, "{key}{before}:");
            self.value(value, column, Below::Key);
        }
    }

    /// What follows a dash or a colon, with its line break.
    fn value(&mut self, value: &Shape, column: usize, below: Below) {
        let brackets = self.pick(4) == 3;
        match value {
            Shape::Nothing => self.end(),
            Shape::Scalar(text) => self.scalar(text, column),
            collection if brackets => {
                let gap = 1 + self.pick(2);
                self.spaces(gap);
                let rows = self.pick(3) == 2;
                self.flow(collection, column, rows);
                self.end();
            }
            Shape::List(items) => {
                self.end();
                let least = usize::from(below == Below::Dash);
                let deeper = self.pick(4).max(least);
                self.list(items, column + deeper, true);
            }
            Shape::Map(values) => {
                self.end();
                let deeper = 1 + self.pick(4);
                self.map(values, column + deeper, true);
            }
        }
    }

    fn scalar(&mut self, text: &str, column: usize) {
        let gap = 1 + self.pick(5).saturating_sub(2);
        let inside = column + 1 + self.pick(5);
        let is_block = !text.is_empty() && !text.ends_with(' ') && text != "null" && text != "5";
        match self.pick(6) {
            0 if is_block => return self.block(text, gap, inside, column),
            1 if text.contains(' ')
                && !text.contains([':', '#', '-', '\n', '['])
                && !text.trim().contains("  ") =>
            {
                self.spaces(gap);
                let mut words = text.trim().split(' ');
                self.text.push_str(words.next().unwrap_or("w"));
                for word in words {
                    self.fold(inside);
                    self.text.push_str(word);
                }
            }
            2 if text.contains(' ') && !text.contains(['\n', '\\', '"']) => {
                self.spaces(gap);
                let quote = ["\"", "'"][self.pick(2)];
                let text = if quote == "'" {
                    text.replace('\'', "''")
                } else {
                    text.to_owned()
                };
                self.text.push_str(quote);
                for (at, word) in text.split(' ').enumerate() {
                    if at > 0 {
                        self.fold(inside);
                    }
                    self.text.push_str(word);
                }
                self.text.push_str(quote);
            }
            3 if gap > 1 => {
                self.end();
                self.spaces(inside);
                let written = self.written(text, false);
                self.text.push_str(&written);
            }
            _ => {
                self.spaces(gap);
                let written = self.written(text, false);
                self.text.push_str(&written);
            }
        }
        self.end();
    }

    fn fold(&mut self, column: usize) {
        match self.pick(4) {
            3 => {
                self.text.push_str(" \n\n");
                self.spaces(column);
            }
            2 => {
                self.text.push('\n');
                self.spaces(column);
            }
            _ => self.text.push(' '),
        }
    }

    fn written(&mut self, text: &str, flow: bool) -> String {
        let plain = [
            "a",
            "trust*",
            "it's",
            "été über",
            "null",
            "5",
            "several words that a line may break",
            "back\\slash",
        ];
        let is_plain = plain.contains(&text) || (!flow && text == "build {a,the,} [b]");
        match self.pick(4) {
            0 | 1 if is_plain => text.to_owned(),
            2 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            _ => super::write::double_quoted(text),
        }
    }

    fn block(&mut self, text: &str, gap: usize, inside: usize, column: usize) {
        self.spaces(gap);
        let style = ["|", ">"][self.pick(2)];
        let chomp = ["", "-", "+"][self.pick(3)];
        let digit = if text.starts_with(' ') || self.pick(6) == 5 {
            (inside - column).to_string()
        } else {
            String::new()
        };
        let _ = write!(self.text, "{style}{digit}{chomp}");
        self.end();
        for line in text.trim_end_matches('\n').split('\n') {
            if !line.is_empty() {
                self.spaces(inside);
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.deepest_comment = column;
    }

    fn flow(&mut self, value: &Shape, column: usize, rows: bool) {
        match value {
            Shape::Nothing => self.text.push('~'),
            Shape::Scalar(text) => {
                let written = self.written(text, true);
                self.text.push_str(&written);
            }
            Shape::List(items) => {
                self.text.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.comma(at, column, rows);
                    self.flow(item, column + 2, rows);
                }
                self.close(']', column, rows);
            }
            Shape::Map(values) => {
                self.text.push('{');
                for (at, value) in values.iter().enumerate() {
                    self.comma(at, column, rows);
                    let _ = write!(self.text, "f{at}: ");
                    self.flow(value, column + 2, rows);
                }
                self.close('}', column, rows);
            }
        }
    }

    fn comma(&mut self, at: usize, column: usize, rows: bool) {
        if at > 0 {
            self.text.push(',');
        }
        if rows && self.pick(2) == 1 {
            self.end();
            self.between();
            let deeper = 1 + self.pick(6);
            self.spaces(column + deeper);
        } else if at > 0 {
            let gap = self.pick(2) + usize::from(self.pick(3) > 0);
            self.spaces(gap);
        }
    }

    fn close(&mut self, bracket: char, column: usize, rows: bool) {
        if rows && self.pick(3) == 2 {
            if self.pick(2) == 1 {
                self.text.push(',');
            }
            self.end();
            let deeper = self.pick(3);
            self.spaces(column + deeper);
        }
        self.text.push(bracket);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Key,
    Dash,
}
