//! What the styles of an element say about its text.

/// What declarations of CSS say; `None` where they say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Style {
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    /// Whether its line breaks and spaces stay.
    pub pre: Option<bool>,
    /// Whether it stands on lines of its own.
    pub block: Option<bool>,
    /// Whether there is room before it and after it, although it stands in a line: a margin, or the edge of a column.
    pub apart: Apart,
    /// Whether what is in it stands side by side.
    pub columns: Option<bool>,
    /// Whether it stands at a place of the page.
    pub absolute: bool,
    /// Places and sizes in pixels.
    pub left: Option<f32>,
    pub top: Option<f32>,
    pub bottom: Option<f32>,
    pub size: Option<f32>,
    /// Whether Word writes it for a tab.
    pub tab: bool,
    /// What Word or a browser's print sets apart: a header, a list of comments.
    pub aside: Option<&'static str>,
    /// Whether a page ends with it.
    pub page: bool,
}

/// What sets an element apart from the words before and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Apart {
    /// A margin or padding on its left and on its right.
    left: Option<bool>,
    right: Option<bool>,
    /// A width of its own, which only counts for a box.
    wide: Option<bool>,
    /// Whether it is a box in the line.
    boxed: Option<bool>,
    /// Whether it is a cell or floats.
    column: Option<bool>,
    float: Option<bool>,
}

impl Apart {
    /// Whether there is room before it.
    pub fn before(self) -> bool {
        self.is_column() || self.left == Some(true)
    }

    /// Whether there is room after it.
    pub fn after(self) -> bool {
        let wide = self.wide == Some(true) && self.boxed == Some(true);
        self.is_column() || self.right == Some(true) || wide
    }

    fn is_column(self) -> bool {
        self.column == Some(true) || self.float == Some(true)
    }

    fn under(self, other: Apart) -> Self {
        Apart {
            left: other.left.or(self.left),
            right: other.right.or(self.right),
            wide: other.wide.or(self.wide),
            boxed: other.boxed.or(self.boxed),
            column: other.column.or(self.column),
            float: other.float.or(self.float),
        }
    }

    /// Reads a declaration, if it is one of those that make room.
    fn set(&mut self, property: &str, value: &str) {
        let property = property.to_ascii_lowercase();
        match property.as_str() {
            "margin" | "padding" => {
                let sides: Vec<&str> = value.split_ascii_whitespace().collect();
                let right = sides.get(1).or(sides.first());
                let left = sides.get(3).or(right);
                self.left = left.map(|left| is_gap(left));
                self.right = right.map(|right| is_gap(right));
            }
            "margin-left" | "padding-left" | "margin-inline-start" | "padding-inline-start" => {
                self.left = Some(is_gap(value));
            }
            "margin-right" | "padding-right" | "margin-inline-end" | "padding-inline-end" => {
                self.right = Some(is_gap(value));
            }
            "width" | "min-width" => self.wide = Some(is_gap(value)),
            "float" => self.float = Some(matches!(value, "left" | "right")),
            "display" => {
                self.boxed = Some(matches!(value, "inline-block" | "inline-flex"));
                self.column = Some(value == "table-cell");
            }
            _ => {}
        }
    }
}

/// Whether a length is at least that of a space between words.
fn is_gap(value: &str) -> bool {
    if let Some(pixels) = pixels(value) {
        return pixels >= 4.0;
    }
    let digits = value.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (number, unit) = value.split_at(digits.unwrap_or(value.len()));
    let relative = matches!(unit, "em" | "rem" | "ch" | "ex" | "%" | "vw");
    relative && number.parse().is_ok_and(|number: f32| number >= 0.25)
}

impl Style {
    /// Reads the declarations of a rule or of a `style` attribute.
    pub fn read(declarations: &str) -> Self {
        let mut style = Style::default();
        for declaration in declarations.split(';') {
            if let Some((property, value)) = declaration.split_once(':') {
                style.set(property.trim(), value.trim());
            }
        }
        style
    }

    /// This style, with another's words where that has any.
    pub fn under(self, other: Style) -> Self {
        Style {
            bold: other.bold.or(self.bold),
            hidden: other.hidden.or(self.hidden),
            pre: other.pre.or(self.pre),
            block: other.block.or(self.block),
            apart: self.apart.under(other.apart),
            columns: other.columns.or(self.columns),
            absolute: other.absolute || self.absolute,
            left: other.left.or(self.left),
            top: other.top.or(self.top),
            bottom: other.bottom.or(self.bottom),
            size: other.size.or(self.size),
            tab: other.tab || self.tab,
            aside: other.aside.or(self.aside),
            page: other.page || self.page,
        }
    }

    fn set(&mut self, property: &str, value: &str) {
        let is = |name: &str| property.eq_ignore_ascii_case(name);
        let value = value.split('!').next().unwrap_or(value).trim();
        let says = |word: &str| value.eq_ignore_ascii_case(word);
        self.apart.set(property, value);
        if is("font-weight") {
            self.bold = weight(value);
        } else if is("font") {
            let words = value.split([' ', '/', ',']);
            self.bold = Some(words.clone().any(|word| weight(word) == Some(true)));
            self.size = words.clone().find_map(pixels);
        } else if is("font-size") {
            self.size = pixels(value);
        } else if is("display") {
            self.hidden = Some(says("none"));
            self.block = BLOCKS.iter().any(|block| says(block)).then_some(true);
            self.columns = Some(COLUMNS.iter().any(|columns| says(columns)));
        } else if is("visibility") {
            self.hidden = Some(says("hidden") || says("collapse"));
        } else if is("mso-hide") {
            self.hidden = Some(says("all"));
        } else if is("white-space") {
            self.pre = Some(
                ["pre", "pre-wrap", "pre-line", "break-spaces"]
                    .iter()
                    .any(|pre| says(pre)),
            );
        } else if is("position") {
            self.absolute = says("absolute") || says("fixed");
        } else if is("left") {
            self.left = pixels(value);
        } else if is("top") {
            self.top = pixels(value);
        } else if is("bottom") {
            self.bottom = pixels(value);
        } else if is("mso-tab-count") {
            self.tab = true;
        } else if is("page-break-after") || is("break-after") {
            self.page = says("always") || says("page");
        } else if is("mso-element") {
            self.aside = match value {
                "header" | "footer" => Some("headers and footers"),
                "comment-list" | "comment" => Some("comments"),
                "footnote-list" | "footnote" | "endnote-list" | "endnote" => Some("footnotes"),
                _ => None,
            };
        } else if is("mso-special-character") && says("comment") {
            self.aside = Some("comments");
        }
    }
}

/// What stands on lines of its own.
const BLOCKS: &[&str] = &["block", "flex", "grid", "list-item", "table", "table-row"];
/// What sets its elements side by side.
const COLUMNS: &[&str] = &["flex", "inline-flex", "grid", "inline-grid", "table-row"];

fn weight(value: &str) -> Option<bool> {
    if value.len() == 3 && value.ends_with("00") {
        return value.parse().ok().map(|weight: u32| weight >= 600);
    }
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.eq_ignore_ascii_case("bold").then_some(true),
    }
}

/// A length in pixels, where it is one of paper or screen.
fn pixels(value: &str) -> Option<f32> {
    let digits = value
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'))
        .count();
    let (number, unit) = value.split_at(digits);
    let number: f32 = number.parse().ok()?;
    let factor = match unit.trim() {
        "px" => 1.0,
        "" if number == 0.0 => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 9.6 / 2.54,
        _ => return None,
    };
    let pixels = number * factor;
    (pixels.abs() < 1e6).then_some(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read_and_the_nearer_ones_win() {
        let rule = Style::read("font: bold 15px 'Helvetica'; left: 1in; display:none");
        assert_eq!(
            (rule.bold, rule.size, rule.left, rule.hidden),
            (Some(true), Some(15.0), Some(96.0), Some(true))
        );
        let own = rule.under(Style::read(
            "font-weight:400;display:block !important;mso-tab-count:1",
        ));
        assert_eq!(
            (own.bold, own.hidden, own.block, own.tab),
            (Some(false), Some(false), Some(true), true)
        );
        assert_eq!(Style::read("left:12em;top:nan;:;;a"), Style::default());
    }

    #[test]
    fn room_is_a_margin_a_width_of_a_box_or_a_column() {
        for (declarations, before, after) in [
            ("margin-left:1em", true, false),
            ("margin: 0 10px", true, true),
            ("padding:0 4px 0 0", false, true),
            ("display:inline-block", false, false),
            ("width:2em", false, false),
            ("display:inline-block;width:2em", false, true),
            ("float:left", true, true),
            ("display:table-cell", true, true),
            ("margin:1px;padding-right:.1em", false, false),
            ("margin:auto", false, false),
        ] {
            let apart = Style::read(declarations).apart;
            assert_eq!(
                (apart.before(), apart.after()),
                (before, after),
                "{declarations}"
            );
        }
    }
}
