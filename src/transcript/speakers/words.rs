//! Lists of words that tell labels from speech, in the languages that transcripts most often come in. No name is in them.

/// Those who ask.
#[rustfmt::skip]
pub(super) const MODERATORS: &[&str] = &[
    "q", "i", "int", "ivr", "iv", "mod", "m", "fac", "interviewer", "moderator", "facilitator", "researcher",
    "question", "interviewerin", "moderatorin", "moderation", "entrevistador", "entrevistadora", "moderador",
    "moderadora", "intervieweur", "intervieweuse", "enquêteur", "enquêtrice", "intervistatore",
    "intervistatrice", "host",
];

/// Small words inside names.
#[rustfmt::skip]
pub(super) const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "da", "di", "do", "dos", "das", "del", "della", "la", "le", "du", "des",
    "bin", "ibn", "al", "el", "ten", "ter", "zu", "zum", "zur", "y", "e", "and", "und", "et", "af", "av",
    "ap", "jr", "st", "d", "l",
];

/// Words that a label may be with a number behind it.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "q", "a", "i", "r", "p", "m", "f", "s", "b", "int", "ivr", "iv", "ive", "mod", "res", "resp", "part",
    "par", "fac", "fg", "id", "tn", "ip", "in", "ie", "er", "ee",
];

/// Words that name a role by themselves or at the end of a label (`Audience member`, `First nurse interviewer`).
#[rustfmt::skip]
pub(super) const LONG_ROLES: &[&str] = &[
    "interviewer", "interviewee", "interviewers", "participant", "participants", "moderator", "facilitator",
    "respondent", "researcher", "speaker", "question", "answer", "subject", "informant", "client", "patient",
    "therapist", "counsellor", "counselor", "host", "guest", "audience", "audience member", "witness",
    "chair", "chairman", "chairwoman", "chairperson", "clerk", "translator", "interpreter", "observer",
    "assistant", "narrator", "male", "female", "man", "woman", "unknown", "unidentified", "all", "multiple",
    "several", "voice", "interviewerin", "interviewter", "befragte", "befragter", "befragte person",
    "moderation", "moderatorin", "teilnehmer", "teilnehmerin", "forscher", "forscherin", "entrevistador",
    "entrevistadora", "entrevistado", "entrevistada", "moderador", "moderadora", "participante",
    "intervieweur", "intervieweuse", "enquêteur", "enquêtrice", "enquêté", "enquêtée", "animateur",
    "animatrice", "intervistatore", "intervistatrice", "intervistato", "intervistata", "geïnterviewde",
    "respondente", "haastattelija", "haastateltava", "intervjuare", "intervjuer", "deltagare", "informante",
    "discussant", "panelist", "commenter", "operator", "coordinator", "nurse", "worker", "doctor", "teacher",
    "student", "parent", "mother", "father", "carer", "person",
];

/// Words that stand before a colon and name nobody. Discourse words are here because a paragraph may start with one.
#[rustfmt::skip]
pub(super) const NOT_SPEAKERS: &[&str] = &[
    "note", "notes", "nb", "n.b.", "n.b", "ps", "p.s.", "p.s", "http", "https", "ftp", "mailto", "file",
    "www", "re", "fwd", "cc", "bcc", "to", "from", "sent", "break", "pause", "silence", "music", "intro",
    "outro", "sponsor", "ad", "news", "events", "event", "resources", "links", "link", "references", "source",
    "sources", "summary", "abstract", "keywords", "contents", "table of contents", "chapter", "chapters",
    "section", "part", "figure", "table", "appendix", "page", "example", "examples", "for example", "e.g.",
    "i.e.", "eg", "ie", "also", "so", "and", "but", "or", "well", "yes", "no", "ok", "okay", "anyway",
    "basically", "exactly", "however", "because", "plus", "remember", "first", "firstly", "second",
    "secondly", "third", "thirdly", "finally", "lastly", "then", "now", "here", "there", "again", "besides",
    "therefore", "thus", "meaning", "result", "results", "reason", "problem", "solution", "point", "fact",
    "conclusion", "warning", "tip", "important", "update", "edit", "todo", "answer key", "legend", "key",
    "abbreviations", "transcript", "transcription", "transcript below", "full transcript", "begin transcript",
    "end transcript", "end of transcript", "transcript begins", "start", "end", "replying to", "reply",
    "quote", "translation", "comment", "comments", "memo", "codes", "themes", "activity", "task", "agenda",
    "minutes", "motion", "item", "title", "footnote", "endnote", "disclaimer", "copyright", "whereas",
    "resolved",
];

/// Keys of a document's head.
#[rustfmt::skip]
pub(super) const METADATA: &[&str] = &[
    "date", "time", "title", "place", "location", "venue", "setting", "duration", "length", "file",
    "filename", "file name", "recording", "audio", "audio file", "video", "video file", "transcribed by",
    "transcriber", "transcript by", "transcription", "transcribed", "transcriptionist", "project", "study",
    "interview", "interview number", "interview no", "interview id", "interview type", "speakers",
    "speaker list", "participants", "attendees", "present", "summary keywords", "keywords", "subject line",
    "language", "version", "start time", "end time", "time started", "time ended", "start", "end", "session",
    "topic", "topics", "format", "method", "mode", "age", "gender", "sex", "ethnicity", "occupation",
    "profession", "education", "pseudonym", "consent", "equipment", "datum", "ort", "dauer", "thema",
    "projekt", "titel", "fecha", "lugar", "duración", "lieu", "durée", "titre", "data", "luogo",
    "interview date", "date of interview", "focus group", "group", "case", "site", "wave", "phase",
    "interview mode", "author", "url", "interview with", "interview by", "interviewed by", "conducted by",
    "edited by", "checked by", "reviewed by", "moderated by",
];

/// How keys of a head end.
#[rustfmt::skip]
pub(super) const METADATA_ENDS: &[&str] = &[
    " date", " time", " by", " id", " number", " no", " name", " code", " location", " duration", " length",
    " keywords",
];

/// Words of sentences.
#[rustfmt::skip]
pub(super) const GRAMMAR: &[&str] = &[
    "the", "is", "was", "are", "were", "be", "been", "being", "it", "that", "this", "these", "those", "as",
    "follows", "to", "for", "with", "i", "he", "she", "we", "they", "you", "my", "your", "his", "her", "our",
    "their", "have", "has", "had", "said", "says", "say", "of", "in", "on", "at", "if", "not", "can", "will",
    "would", "should", "could", "do", "does", "did", "like", "which", "who", "what", "when", "where", "why",
    "how", "by", "from", "about", "into", "than", "then", "because", "following", "go", "going", "went", "me",
    "us", "them", "its", "it's", "i'm", "there", "or", "but", "so", "just", "goes", "i’m", "it’s", "that's",
    "that’s", "here's", "here’s",
];
