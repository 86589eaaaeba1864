//! `lookalike-ids`.

use crate::codebook::Code;
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use std::collections::HashMap;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "lookalike-ids",
    group: Group::Structure,
    level: Level::Warning,
    what: "Two ids that differ only by case, by a hyphen for `_`, or by letters that look alike \
           (`l` and `I`, Latin and Cyrillic `a`).",
    why: "Ids are typed: in filters, in references, in the columns of other programs. One of two \
           that look alike will be typed for the other.",
    example: "
- id: wait-list
- id: Wait_list
",
    instead: "
- id: wait-list
- id: waiting-room
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(Reading, String), &Code> = HashMap::new();
    for code in &look.codebook.codes {
        let readings = [Reading::Aloud, Reading::ByEye];
        let earlier = readings.map(|reading| {
            let key = (reading, skeleton(&code.id, reading));
            *first.entry(key).or_insert(code)
        });
        if let Some(earlier) = earlier.into_iter().find(|earlier| earlier.id != code.id) {
            let message = format!("the ids `{}` and `{}` look alike", earlier.id, code.id);
            found.push(
                RULE.at(look.place(code.span), message)
                    .related(look.place(earlier.span), "this is the other one")
                    .help("give one of them an id that nobody takes for the other"),
            );
        }
    }
}

/// How an id is read: a capital `I` is an `i` to who says it, and an `l` to who looks at it. Only so are `fail` and `fall`
/// two ids, and `It` and `it` one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Reading {
    Aloud,
    ByEye,
}

/// An id without what the reader passes over. The look-alikes are those of the Unicode Standard's list of confusables (UTS 39)
/// that occur in words: digits and letters of ASCII, and the Cyrillic and Greek letters that are drawn like Latin ones.
fn skeleton(id: &str, reading: Reading) -> String {
    let fold = |c: char| match c {
        '_' => '-',
        'I' | '1' | 'І' | 'Ι' | 'ӏ' if reading == Reading::ByEye => 'l',
        'ı' | 'і' | 'І' | 'Ι' | 'ι' => 'i',
        '0' if reading == Reading::ByEye => 'o',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'а' | 'А' | 'α' | 'Α' => 'a',
        'В' | 'Β' => 'b',
        'с' | 'С' => 'c',
        'е' | 'Е' | 'Ε' => 'e',
        'Н' | 'Η' => 'h',
        'ј' | 'Ј' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'Т' | 'Τ' | 'т' | 'τ' => 't',
        'ν' => 'v',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' | 'γ' => 'y',
        'Ζ' => 'z',
        c => c,
    };
    let folded: String = id.chars().map(fold).flat_map(char::to_lowercase).collect();
    match reading {
        Reading::Aloud => folded,
        Reading::ByEye => folded.replace("rn", "m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look_alike(a: &str, b: &str) -> bool {
        [Reading::Aloud, Reading::ByEye]
            .into_iter()
            .any(|reading| skeleton(a, reading) == skeleton(b, reading))
    }

    #[test]
    fn what_the_eye_takes_for_the_same_is_told_from_what_it_does_not() {
        for (a, b, alike) in [
            ("wait-list", "Wait_list", true),
            ("co1", "col", true),
            ("It", "it", true),
            ("It", "lt", true),
            ("а1", "al", true),
            ("modern", "modem", true),
            ("fail", "fall", false),
            ("c1", "c11", false),
            ("co1", "co2", false),
            ("age", "aged", false),
        ] {
            assert_eq!(look_alike(a, b), alike, "{a} {b}");
        }
    }
}
