//! What lines and columns are called.

use thematica::analysis::frequency::NO_VALUE;

/// What a value of an attribute is called where it stands by itself: a 1 could be anything.
pub fn of_value(attribute: &str, value: &str) -> String {
    if value == NO_VALUE {
        value.to_owned()
    } else {
        format!("{attribute} {value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_named_with_its_attribute_and_none_is_not() {
        assert_eq!(of_value("phase", "1"), "phase 1");
        assert_eq!(of_value("phase", NO_VALUE), NO_VALUE);
    }
}
