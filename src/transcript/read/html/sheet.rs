//! The `<style>` elements of a page, as far as they name one class or id.
//!
//! Word processors and converters of PDFs write such rules: `.c4{font-weight:700}`. Rules that depend on what stands
//! around an element are for screens, and are not read.

use std::collections::HashMap;

use super::style::Style;

/// The rules of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: HashMap<String, Style>,
    ids: HashMap<String, Style>,
}

impl Sheet {
    /// Adds the rules of a `<style>` element.
    pub fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find('{') {
            let selectors = rest[..open].rsplit(['}', ';']).next().unwrap_or("").trim();
            let body = &rest[open + 1..];
            if selectors.starts_with('@') {
                rest = after_block(body);
                continue;
            }
            let close = body.find('}').unwrap_or(body.len());
            let style = Style::read(&body[..close]);
            if style != Style::default() {
                for selector in selectors.split(',').filter_map(simple) {
                    let (mark, name) = selector.split_at(1);
                    let rules = if mark == "#" {
                        &mut self.ids
                    } else {
                        &mut self.classes
                    };
                    let known = rules.entry(name.to_owned()).or_default();
                    *known = known.under(style);
                }
            }
            rest = body.get(close + 1..).unwrap_or("");
        }
    }

    /// What the rules say of an element with these attributes.
    pub fn style(&self, classes: &str, id: &str) -> Style {
        let mut style = Style::default();
        if !self.classes.is_empty() {
            let known = classes.split_ascii_whitespace();
            for rule in known.filter_map(|class| self.classes.get(class)) {
                style = style.under(*rule);
            }
        }
        let own = self.ids.get(id).filter(|_| !id.is_empty());
        own.map_or(style, |rule| style.under(*rule))
    }
}

/// The class or id of a selector that has one and nothing else but an element's name.
fn simple(selector: &str) -> Option<&str> {
    let selector = selector.trim();
    let at = selector.find(['.', '#'])?;
    let (element, name) = selector.split_at(at);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (element.chars().all(plain) && name.len() > 1 && name[1..].chars().all(plain)).then_some(name)
}

/// What follows a block with blocks in it.
fn after_block(body: &str) -> &str {
    let mut depth = 1;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return &body[at + 1..],
            b'}' => depth -= 1,
            _ => {}
        }
    }
    ""
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        rest = rest[at + 2..].split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_one_class_or_id_are_read() {
        let mut sheet = Sheet::default();
        sheet.read("<!-- /* x{ */ @import url(a);.c1, p.c2 {font-weight:bold} .js .c3{display:none} @media print {.c1{display:none}} #h{display:none} -->");
        assert_eq!(sheet.style("c0 c2", "").bold, Some(true));
        assert_eq!(sheet.style("c1 c3", "").hidden, None);
        assert_eq!(sheet.style("", "h").hidden, Some(true));
    }
}
