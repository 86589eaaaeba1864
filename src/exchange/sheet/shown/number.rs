//! Numbers: percentages, currencies, thousands.

use super::{Token, sections, tokens};

/// Excel holds so many digits of a number.
const DIGITS: usize = 15;

/// A number as its format shows it; `None` where that is not known.
pub(in super::super) fn number(value: f64, format: &str) -> Option<String> {
    let sections = sections(format);
    let (section, value) = match sections.as_slice() {
        [_, second, ..] if value < 0.0 => (second, -value),
        [_, _, third, ..] if value == 0.0 => (third, value),
        [first, ..] => (first, value),
        [] => return Some(plain(value)),
    };
    let Some(parts) = Parts::of(section) else {
        let is_general = ["general", "@", ""].contains(&section.to_ascii_lowercase().as_str());
        return is_general.then(|| plain(value));
    };
    let is_percent = parts.after.contains('%') || parts.before.contains('%');
    let shown = plain(if is_percent { value * 100.0 } else { value });
    let (sign, shown) = match shown.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", shown.as_str()),
    };
    let (whole, fraction) = shown.split_once('.').unwrap_or((shown, ""));
    let mut number = format!("{whole:0>width$}", width = parts.least);
    if parts.is_grouped {
        number = grouped(&number);
    }
    if parts.decimals > 0 || !fraction.is_empty() {
        number = format!("{number}.{fraction:0<width$}", width = parts.decimals);
    }
    let text = format!("{sign}{}{number}{}", parts.before, parts.after);
    Some(text.trim().to_owned())
}

/// A number without a format: as many digits as Excel holds, and no others.
fn plain(value: f64) -> String {
    let exact = format!("{value:.*e}", DIGITS - 1);
    exact
        .parse::<f64>()
        .map_or(exact, |rounded| rounded.to_string())
}

fn grouped(whole: &str) -> String {
    let mut text = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A format of a number: what stands around the digits, and how they are written.
struct Parts {
    before: String,
    after: String,
    is_grouped: bool,
    /// How many digits stand before the point at least: three in 007.
    least: usize,
    decimals: usize,
}

impl Parts {
    /// `None` for what is no such format, or one that shows something else than the number: a fraction, a power of ten.
    fn of(section: &str) -> Option<Self> {
        let mut parts = [String::new(), String::new(), String::new()];
        let mut which = 0;
        for (_, token) in tokens(section) {
            let mut text = String::new();
            match token {
                Token::Char('0' | '#' | '?' | '.' | ',') if which == 2 => return None,
                Token::Char(digit @ ('0' | '#' | '?' | '.' | ',')) => {
                    which = 1;
                    parts[1].push(digit);
                    continue;
                }
                Token::Char(c) if c.is_ascii_alphabetic() || "/@&".contains(c) => return None,
                Token::Char(c) => text.push(c),
                Token::Literal(literal) => text.push_str(literal),
                // `[$£-809]` is a currency; `[Red]` and conditions show nothing.
                Token::Bracketed(inside) => {
                    let currency = inside.strip_prefix('$').unwrap_or_default();
                    text.push_str(currency.split('-').next().unwrap_or_default());
                }
                Token::Room => {}
            }
            if which == 1 && !text.is_empty() {
                which = 2;
            }
            parts[which].push_str(&text);
        }
        let [before, digits, after] = parts;
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        // A comma behind the digits divides by a thousand.
        let is_known = !whole.ends_with(',')
            && !fraction.contains([',', '.'])
            && (!whole.is_empty() || !fraction.is_empty());
        is_known.then(|| Self {
            before,
            after,
            is_grouped: whole.contains(','),
            least: whole.matches('0').count(),
            decimals: fraction.matches('0').count(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_their_formats_show_them() {
        for (value, format, shown) in [
            (0.5, "General", "0.5"),
            (0.1 + 0.2, "General", "0.3"),
            (-3.0, "@", "-3"),
            (0.5, "0%", "50%"),
            (0.125, "0%", "12.5%"),
            (0.5, "0.00%", "50.00%"),
            (3.0, "0.00", "3.00"),
            (1_234_567.5, "#,##0.00", "1,234,567.50"),
            (-5.0, "\"£\"#,##0;[Red]\\-\"£\"#,##0", "-£5"),
            (5.0, "[$€-407] #,##0.00", "€ 5.00"),
            (7.0, "000", "007"),
            (5.0, "#,##0\\ \"people\"", "5 people"),
            (5.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", "5"),
            (-5.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", "(5)"),
        ] {
            assert_eq!(number(value, format).as_deref(), Some(shown), "{format}");
        }
        for format in ["# ?/?", "0.00E+00", "0,", "0\"-\"00"] {
            assert_eq!(number(7.0, format), None, "{format}");
        }
    }
}
