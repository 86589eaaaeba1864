//! What the columns of a table are, by their names.
//!
//! Codebooks come from spreadsheets, papers and other programs, and no two name their columns alike. Names are compared
//! without case and punctuation; `code_definition`, `Definition (full)` and `DEFINITION` are one. German names are those
//! of Mayring's coding agendas.

use super::super::lines;
use crate::text::fold;

mod contents;
mod places;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The id of the row's code.
    Id,
    /// Its name for people.
    Label,
    /// Its id where there is another name, else its name.
    Code,
    /// The name of a code at this rank of the tree: those with smaller ranks stand above.
    Level(u32),
    /// The names from the theme down to the code.
    Path,
    /// The code above.
    Parent,
    /// A number, `2.1` below `2`.
    Number,
    /// A part of a code's description.
    Prose(Prose),
    /// A list of a code.
    List(List),
    /// What a negated hit means.
    Negated,
    /// Whether it is kept for old codings only.
    Retired,
    /// Whether the example of the row is one, or a counterexample.
    HitOrMiss,
    /// An attribute by this name.
    Attribute(String),
    /// One end of a relation between two codes.
    From,
    /// The other end.
    To,
    /// Which relation it is.
    Relation,
    /// A name that is not known.
    Unknown,
}

/// The parts of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prose {
    Brief,
    Definition,
    Include,
    Exclude,
    Notes,
}

/// The lists of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Rules as we write them, a line each.
    Match,
    /// Words to look for, as others list them.
    Keywords,
    /// Regular expressions, a line each.
    Regexes,
    Unless,
    Speakers,
    Roles,
    Examples,
    Counterexamples,
}

/// The rank of the code's own name among levels.
pub(super) const NAME_RANK: u32 = 50;

/// The role of a column by its name alone.
pub(super) fn role(name: &str) -> Role {
    let name = name.trim();
    if name.is_empty() {
        return Role::Unknown;
    }
    if let Some(attribute) = attribute(name) {
        return Role::Attribute(lines::text_of(attribute));
    }
    if let Some(rank) = numbered_level(name) {
        return Role::Level(rank);
    }
    let found = readings(name).iter().find_map(|reading| {
        let mut known = places::NAMES.iter().chain(contents::NAMES);
        known.find(|(_, names)| names.contains(&reading.as_str()))
    });
    found.map_or(Role::Unknown, |(role, _)| role.clone())
}

fn attribute(name: &str) -> Option<&str> {
    const PREFIX: &str = "attribute:";
    let (prefix, rest) = name.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(rest)
}

/// `Level 2` and its like.
fn numbered_level(name: &str) -> Option<u32> {
    let words = words(name);
    let (word, number) = words.rsplit_once(' ')?;
    let is_level = matches!(
        word,
        "level" | "code level" | "tier" | "ebene" | "theme level"
    );
    let number: u32 = number.parse().ok()?;
    (is_level && number < 40).then_some(number)
}

/// The ways in which a name can be read, the one as it stands first.
fn readings(name: &str) -> Vec<String> {
    let name = name.replace("(s)", "s");
    let mut readings = vec![words(&name)];
    if let Some((before, _)) = name.split_once(['(', '[', ':']) {
        readings.push(words(before));
    }
    for prefix in ["code ", "tag ", "node ", "theme ", "category "] {
        let rest: Vec<String> = readings
            .iter()
            .filter_map(|it| it.strip_prefix(prefix).map(str::to_owned))
            .collect();
        readings.extend(rest);
    }
    let unnumbered = |it: &String| {
        let bare = it.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        (bare != it && !bare.is_empty()).then(|| bare.to_owned())
    };
    let rest: Vec<String> = readings.iter().filter_map(unnumbered).collect();
    readings.extend(rest);
    readings.retain(|it| !it.is_empty());
    if name.trim() == "#" {
        readings.push(String::new());
    }
    readings
}

/// The words of a name in small letters, with one space between them.
pub(super) fn words(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let composed: String = name.nfc().collect::<String>().to_lowercase();
    let words = composed.split(|c: char| !fold::is_word(c) || c == '_');
    words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Settles what a name means only beside the others.
pub(super) fn settled(mut roles: Vec<Role>) -> Vec<Role> {
    let has = |roles: &[Role], role: &Role| roles.contains(role);
    let (id, label) = (has(&roles, &Role::Id), has(&roles, &Role::Label));
    let code = match (id, label) {
        (false, true) => Role::Id,
        (true, true) => Role::Unknown,
        (_, false) => Role::Label,
    };
    for role in &mut roles {
        if *role == Role::Code {
            *role = code.clone();
        }
    }
    let named = has(&roles, &Role::Id) || has(&roles, &Role::Label);
    if named && (has(&roles, &Role::Parent) || has(&roles, &Role::Path)) {
        for role in &mut roles {
            if matches!(role, Role::Level(_)) {
                *role = Role::Unknown;
            }
        }
    }
    once(&mut roles);
    roles
}

/// What names or places a code is taken from one column, the first.
fn once(roles: &mut [Role]) {
    for at in 1..roles.len() {
        let (before, rest) = roles.split_at_mut(at);
        let is_single = !matches!(
            rest[0],
            Role::Prose(_) | Role::List(_) | Role::Attribute(_) | Role::Unknown
        );
        if is_single && before.contains(&rest[0]) {
            rest[0] = Role::Unknown;
        }
    }
}

/// Whether a table with these columns can name codes.
pub(super) fn names_codes(roles: &[Role]) -> bool {
    roles.iter().any(|role| {
        matches!(
            role,
            Role::Id | Role::Label | Role::Code | Role::Level(_) | Role::Path
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_many_spellings() {
        for (name, role) in [
            ("code_id", Role::Id),
            ("code_label", Role::Label),
            ("Code", Role::Code),
            ("THEME", Role::Level(10)),
            ("Sub-theme", Role::Level(30)),
            ("Level 2", Role::Level(2)),
            ("Code description", Role::Prose(Prose::Definition)),
            ("Definition (full)", Role::Prose(Prose::Definition)),
            ("When not to use", Role::Prose(Prose::Exclude)),
            ("Don't use", Role::Prose(Prose::Exclude)),
            ("Example(s)", Role::List(List::Examples)),
            ("Quote 2", Role::List(List::Examples)),
            ("Ankerbeispiel", Role::List(List::Examples)),
            ("Schlu\u{308}sselwo\u{308}rter", Role::List(List::Keywords)),
            ("#", Role::Number),
            (
                "attribute:Site of care",
                Role::Attribute("Site of care".to_owned()),
            ),
            ("number of highlights", Role::Unknown),
        ] {
            assert_eq!(super::role(name), role, "{name}");
        }
    }

    #[test]
    fn no_name_stands_for_two_roles() {
        let mut seen = std::collections::BTreeMap::new();
        for (role, names) in places::NAMES.iter().chain(contents::NAMES) {
            for name in *names {
                assert_eq!(*name, words(name), "names are compared by their words");
                assert_eq!(seen.insert(name, role), None, "{name}");
            }
        }
    }

    #[test]
    fn code_is_the_id_beside_a_label_and_the_name_without_one() {
        let settled = |names: &[&str]| settled(names.iter().map(|name| role(name)).collect());
        assert_eq!(settled(&["code", "label"])[0], Role::Id);
        assert_eq!(settled(&["id", "code"])[1], Role::Label);
        assert_eq!(settled(&["theme", "code"]), [Role::Level(10), Role::Label]);
        assert_eq!(settled(&["theme", "name", "parent"])[0], Role::Unknown);
    }
}
