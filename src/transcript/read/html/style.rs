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
            self.block = ["block", "flex", "grid", "list-item", "table"]
                .iter()
                .any(|block| says(block))
                .then_some(true);
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
}
