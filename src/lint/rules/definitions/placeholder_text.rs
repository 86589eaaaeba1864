//! `placeholder-text`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "placeholder-text",
    group: Group::Definitions,
    level: Level::Warning,
    what: "A definition, a criterion, a label or an example that is only a placeholder: TODO, tbc, \
           `...`.",
    why: "It looks as if there were a definition. Coders meet it when they need it most.",
    example: "
- id: trust
  definition: TODO
  include: tbc
",
    instead: "
- id: trust
  definition: The client comes to rely on the link worker.
  include: Talk of opening up.
",
    check: Check::Codebook(check),
};

/// What people write in place of a text, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "-",
    "--",
    "?",
    "??",
    "???",
    "...",
    "…",
    "fixme",
    "lorem ipsum",
    "n/a",
    "na",
    "none",
    "placeholder",
    "replace me",
    "tba",
    "tbc",
    "tbd",
    "to be confirmed",
    "to be decided",
    "to be defined",
    "to do",
    "todo",
    "wip",
    "x",
    "xx",
    "xxx",
];

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let texts = [
            ("brief", &code.brief),
            ("definition", &code.definition),
            ("include", &code.include),
            ("exclude", &code.exclude),
            ("notes", &code.notes),
        ];
        let texts = texts
            .into_iter()
            .flat_map(|(key, text)| text.iter().map(move |it| (key, it)));
        let examples = code.examples.iter().map(|it| ("examples", it));
        let counterexamples = code
            .counterexamples
            .iter()
            .map(|it| ("counterexamples", it));
        for (key, written) in texts.chain(examples).chain(counterexamples) {
            if is_placeholder(written) {
                let message = format!("`{key}` of `{}` is only a placeholder", code.id);
                found.push(
                    RULE.at(look.place(written.span), message)
                        .help("write the text, or leave the key out until you know it"),
                );
            }
        }
    }
}

fn is_placeholder(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let bare = text.trim_end_matches(['.', '!', ':']).trim();
    PLACEHOLDERS.contains(&&text[..])
        || PLACEHOLDERS.contains(&bare)
        || bare.starts_with("lorem ipsum")
        || bare.starts_with("todo:")
}
