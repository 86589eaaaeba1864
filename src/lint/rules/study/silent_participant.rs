//! `silent-participant`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, StudyLook};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "silent-participant",
    group: Group::Study,
    level: Level::Warning,
    what: "A participant of the table who speaks in no transcript.",
    why: "Counts are out of those who speak: this person is in none of them. Mostly a label is \
           misspelt, or a transcript is missing.",
    example: "
==> participants.csv <==
id,labels
A,Ann
B,Ben
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: "
==> participants.csv <==
id,labels
A,Ann
==> transcripts/a.txt, as before <==
",
    check: Check::Study(check),
};

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    for (row, person) in (0..).zip(&look.study.participants) {
        if look.survey.persons.contains(&row) {
            continue;
        }
        let Some(place) = person.place.clone() else {
            continue;
        };
        let labels: Vec<String> = person
            .labels
            .iter()
            .map(|label| format!("`{}`", label.label))
            .collect();
        let under = if labels.is_empty() {
            String::new()
        } else {
            format!(", under {}", labels.join(" or "))
        };
        let message = format!("`{}` speaks in no transcript{under}", person.id);
        found.push(
            RULE.at(place, message)
                .help("`thematica transcripts --show NAME` prints the turns of a transcript with their labels"),
        );
    }
}
