//! Words that carry grammar rather than what is spoken about.

use crate::codebook::Language;

/// The words of a language that no rule should rest on by themselves; `None` where we have no list.
///
/// Source: the closed classes of the language's grammar (articles, pronouns, prepositions, conjunctions, forms of
/// auxiliary verbs), with the fillers of talk, written for this program. English particles that change a verb (`up`, `down`,
/// `off`, `out`, `over`, `away`, `back`) are not among them, nor are negations: `open up` and `never` may be what a code is
/// about.
#[must_use]
pub fn stop_words(language: Language) -> Option<&'static [&'static str]> {
    let list = match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::Dutch => DUTCH,
        _ => return None,
    };
    Some(list)
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "an", "the", "i", "me", "my", "mine", "myself", "you", "your", "yours", "yourself", "yourselves", "he", "him",
    "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "we", "us", "our", "ours", "ourselves",
    "they", "them", "their", "theirs", "themselves", "this", "that", "these", "those", "who", "whom", "whose", "which",
    "what", "where", "when", "why", "how", "there", "here", "then", "of", "in", "on", "at", "by", "for", "with", "from",
    "to", "into", "onto", "about", "as", "than", "through", "between", "among", "and", "or", "but", "so", "if", "because",
    "while", "although", "though", "until", "since", "also", "too", "just", "very", "really", "quite", "some", "any",
    "each", "every", "all", "both", "other", "another", "such", "same", "own", "am", "is", "are", "was", "were", "be",
    "been", "being", "have", "has", "had", "having", "do", "does", "did", "doing", "done", "will", "would", "shall",
    "should", "can", "could", "may", "might", "must", "i'm", "i've", "i'd", "i'll", "you're", "you've", "you'd", "you'll",
    "he's", "he'd", "he'll", "she's", "she'd", "she'll", "it's", "it'd", "it'll", "we're", "we've", "we'd", "we'll",
    "they're", "they've", "they'd", "they'll", "that's", "there's", "here's", "what's", "who's", "let's", "yeah", "yes",
    "okay", "ok", "um", "uh", "er", "erm", "mm", "mhm", "hmm", "oh", "ah", "well",
];

#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "ich", "mich", "mir",
    "mein", "meine", "meinen", "meinem", "meiner", "du", "dich", "dir", "dein", "deine", "er", "ihn", "ihm", "sein",
    "seine", "seinen", "seinem", "seiner", "sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "es", "wir", "uns", "unser",
    "unsere", "unseren", "euch", "euer", "eure", "ihnen", "man", "sich", "dieser", "diese", "dieses", "diesen", "diesem",
    "jener", "jene", "welche", "welcher", "welches", "wer", "wen", "wem", "was", "wo", "wann", "wie", "warum", "da",
    "dort", "hier", "dann", "in", "im", "ins", "an", "am", "ans", "auf", "aus", "bei", "beim", "bis", "durch", "für",
    "gegen", "mit", "nach", "seit", "über", "um", "unter", "von", "vom", "vor", "zu", "zum", "zur", "zwischen", "und",
    "oder", "aber", "denn", "weil", "dass", "ob", "wenn", "als", "also", "auch", "so", "doch", "ja", "mal", "halt",
    "eben", "schon", "noch", "sehr", "nur", "bin", "bist", "ist", "sind", "seid", "war", "waren", "wäre", "gewesen",
    "habe", "hab", "hast", "hat", "haben", "habt", "hatte", "hatten", "hätte", "gehabt", "werde", "wird", "werden",
    "wurde", "wurden", "würde", "worden", "kann", "können", "konnte", "muss", "müssen", "musste", "soll", "sollen",
    "sollte", "will", "wollen", "wollte", "darf", "dürfen", "mag", "möchte", "äh", "ähm", "hm", "mhm", "okay", "genau",
];

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux", "je", "j'ai", "me", "moi", "mon", "ma",
    "mes", "tu", "te", "toi", "ton", "ta", "tes", "il", "elle", "on", "se", "lui", "son", "sa", "ses", "nous", "notre",
    "nos", "vous", "votre", "vos", "ils", "elles", "eux", "leur", "leurs", "ce", "cet", "cette", "ces", "c'est", "ça",
    "cela", "qui", "que", "quoi", "dont", "où", "quand", "comment", "pourquoi", "y", "en", "à", "dans", "par", "pour",
    "sur", "sous", "avec", "chez", "vers", "entre", "depuis", "et", "ou", "mais", "donc", "or", "ni", "car", "si",
    "comme", "puis", "alors", "aussi", "très", "bien", "suis", "es", "est", "sommes", "êtes", "sont", "étais", "était",
    "étaient", "été", "être", "serait", "ai", "as", "a", "avons", "avez", "ont", "avais", "avait", "avaient", "eu",
    "avoir", "aurait", "fait", "peut", "peux", "doit", "il y a", "qu'il", "qu'elle", "qu'on", "d'un", "d'une", "oui",
    "euh", "ben", "hein", "voilà", "ah", "oh",
];

#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "yo", "me", "mi", "mí", "mis", "tú", "te", "ti", "tu",
    "tus", "él", "ella", "ello", "se", "sí", "su", "sus", "le", "les", "nosotros", "nosotras", "nos", "nuestro",
    "nuestra", "nuestros", "nuestras", "vosotros", "os", "usted", "ustedes", "ellos", "ellas", "este", "esta", "esto",
    "estos", "estas", "ese", "esa", "eso", "esos", "esas", "aquel", "aquella", "quien", "quién", "que", "qué", "cual",
    "cuál", "donde", "dónde", "cuando", "cuándo", "como", "cómo", "ahí", "allí", "aquí", "a", "al", "ante", "con", "de",
    "del", "desde", "en", "entre", "hacia", "hasta", "para", "por", "según", "sobre", "y", "e", "o", "u", "pero", "si",
    "porque", "pues", "entonces", "también", "muy", "más", "ya", "soy", "eres", "es", "somos", "son", "era", "eran",
    "fue", "fueron", "ser", "sido", "estoy", "está", "estamos", "están", "estaba", "estaban", "estar", "he", "has",
    "ha", "hemos", "han", "había", "habían", "hay", "haber", "puede", "puedo", "eh", "bueno", "mm",
];

#[rustfmt::skip]
const DUTCH: &[&str] = &[
    "de", "het", "een", "ik", "me", "mij", "mijn", "je", "jij", "jou", "jouw", "u", "uw", "hij", "hem", "zijn", "ze",
    "zij", "haar", "wij", "we", "ons", "onze", "jullie", "hun", "hen", "men", "zich", "dit", "dat", "deze", "die", "wie",
    "wat", "waar", "wanneer", "hoe", "waarom", "er", "daar", "hier", "dan", "toen", "van", "in", "op", "aan", "bij",
    "door", "met", "naar", "om", "over", "te", "tot", "uit", "voor", "tussen", "onder", "en", "of", "maar", "want",
    "omdat", "dus", "als", "ook", "nog", "wel", "heel", "erg", "ben", "bent", "is", "was", "waren", "geweest", "heb",
    "hebt", "heeft", "hebben", "had", "hadden", "gehad", "word", "wordt", "worden", "werd", "werden", "geworden", "zal",
    "zullen", "zou", "zouden", "kan", "kunnen", "kon", "moet", "moeten", "moest", "mag", "mogen", "wil", "willen", "ja",
    "eh", "uh", "nou", "hoor", "oké",
];
