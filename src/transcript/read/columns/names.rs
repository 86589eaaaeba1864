//! What people call the columns of a table of utterances, in small letters and without signs.

/// A name as it is looked for: `Name(s)` is `names`, `Start_Time` is `start time`, `Sprecher*in` is `sprecher in`.
pub(super) fn folded(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{FEFF}').to_lowercase();
    let mut out = String::with_capacity(name.len());
    // A plural in parentheses belongs to its word; `Time (s)` has a unit in them.
    for word in name
        .replace("(s)", "\u{1}")
        .split(|c: char| !c.is_alphanumeric() && c != '\u{1}')
    {
        let word = match word.strip_suffix('\u{1}') {
            Some("") => "s".to_owned(),
            Some(one) => format!("{one}s"),
            None => word.to_owned(),
        };
        if !out.is_empty() && !word.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

/// Whether a column is called `code`, `Codes`, `code_id`, `Code 1`, `coder`.
pub(super) fn names_codes(name: &str) -> bool {
    let name = folded(name);
    let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(
        numbered,
        "code" | "codes" | "coder" | "coded by" | "code id" | "code name" | "codename" | "coding"
    )
}

/// Columns of what was said, the surest names first.
pub(super) const WORDS: &[&str] = &[
    "words",
    "text",
    "utterance",
    "transcript",
    "transcription",
    "speech",
    "content",
    "contents",
    "dialogue",
    "dialog",
    "said",
    "sentence",
    "response",
    "statement",
    "quote",
    "message",
    "body",
    "caption",
    "subtitle",
    "line",
    "turn text",
    "transcript text",
    "spoken text",
    "texte",
    "paroles",
    "texto",
    "inhalt",
    "äußerung",
    "testo",
    "tekst",
    "transkript",
];

/// The same, where a column of speakers or times stands beside them: forms and surveys have such columns too.
pub(super) const WORDS_BESIDE: &[&str] = &[
    "what was said",
    "what they said",
    "what is said",
    "who said what",
    "said what",
    "spoken",
    "spoken words",
    "verbatim",
    "utterances",
    "statements",
    "responses",
    "answer",
    "answers",
    "reply",
    "contribution",
    "turn",
    "aussage",
    "aussagen",
    "antwort",
    "antworten",
    "gesagtes",
    "wortlaut",
    "äußerungen",
    "beitrag",
    "redebeitrag",
    "propos",
    "réponse",
    "réponses",
    "respuesta",
    "respuestas",
    "intervención",
    "risposta",
    "risposte",
    "antwoord",
    "uitspraak",
    "resposta",
    "comment",
    "comments",
    "remark",
    "remarks",
    "comentario",
    "comentarios",
    "kommentar",
];

/// Columns of who said it.
pub(super) const SPEAKER: &[&str] = &[
    "speaker",
    "speaker name",
    "speaker label",
    "speaker id",
    "name",
    "who",
    "participant",
    "person",
    "role",
    "label",
    "interlocutor",
    "author",
    "from",
    "sender",
    "user",
    "sprecher",
    "sprecherin",
    "sprecher in",
    "locuteur",
    "locutrice",
    "hablante",
    "orador",
    "parlante",
    "spreker",
    "participant id",
    "id speaker",
    "speakers",
    "names",
    "who spoke",
    "who is speaking",
    "who said it",
    "person speaking",
    "participants",
    "participant name",
    "people",
    "persons",
    "interviewee",
    "interviewees",
    "respondent",
    "respondents",
    "informant",
    "pseudonym",
    "wer",
    "befragte",
    "befragter",
    "befragte person",
    "interviewte",
    "teilnehmer",
    "teilnehmerin",
    "teilnehmende",
    "nom",
    "personne",
    "nombre",
    "persona",
    "quién",
    "nome",
    "naam",
    "persoon",
    "deelnemer",
];

/// Columns of when it begins.
pub(super) const START: &[&str] = &[
    "start",
    "start time",
    "timestamp",
    "time",
    "begin",
    "begin time",
    "in",
    "timecode",
    "time code",
    "time stamp",
    "time in",
    "zeit",
    "temps",
    "tiempo",
    "starttime",
    "times",
    "start times",
    "time s",
    "start s",
    "seconds",
    "start seconds",
    "from time",
    "begins",
    "uhrzeit",
    "zeitmarke",
    "zeitstempel",
    "startzeit",
    "beginn",
    "anfang",
    "heure",
    "début",
    "horodatage",
    "hora",
    "inicio",
    "inizio",
    "tijd",
];

/// Columns of when it ends.
pub(super) const END: &[&str] = &[
    "end",
    "end time",
    "stop",
    "stop time",
    "out",
    "time out",
    "finish",
    "endtime",
    "end s",
    "end seconds",
    "ends",
    "ende",
    "endzeit",
    "fin",
    "einde",
    "fine",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded() {
        for (name, wanted) in [
            ("Name(s)", "names"),
            ("Start_Time", "start time"),
            ("Time (s)", "time s"),
            ("Sprecher*in", "sprecher in"),
            ("\u{FEFF} Speaker: ", "speaker"),
            ("What was said?", "what was said"),
        ] {
            assert_eq!(folded(name), wanted);
        }
    }
}
