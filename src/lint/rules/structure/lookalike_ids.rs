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
    let mut first: HashMap<String, &Code> = HashMap::new();
    for code in &look.codebook.codes {
        let earlier = *first.entry(skeleton(&code.id)).or_insert(code);
        if earlier.id != code.id {
            let message = format!("the ids `{}` and `{}` look alike", earlier.id, code.id);
            found.push(
                RULE.at(look.place(code.span), message)
                    .related(look.place(earlier.span), "this is the other one")
                    .help("give one of them an id that nobody takes for the other"),
            );
        }
    }
}

/// An id without what the eye passes over. The look-alikes are those of the Unicode Standard's list of confusables (UTS 39)
/// that occur in words: digits and letters of ASCII, and the Cyrillic and Greek letters that are drawn like Latin ones.
fn skeleton(id: &str) -> String {
    let fold = |c: char| match c {
        '_' => '-',
        'l' | 'I' | '1' | '|' | 'ı' | 'і' | 'І' | 'Ι' | 'ι' | 'ӏ' | 'i' => 'l',
        'O' | 'o' | '0' | 'о' | 'О' | 'ο' | 'Ο' => 'o',
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
    id.chars()
        .map(fold)
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace("rn", "m")
}
