//! The document in Markdown, as GitHub and pandoc read it.

use std::io::{self, Write};

use super::super::draft::{Draft, Visit};
use super::super::flow::Flow;
use super::wording::{self, Piece};
use super::{anchor, counted, language, parts};

/// Headings have at most so many levels.
const DEEPEST: usize = 6;

/// Writes the document.
pub(in super::super) fn write(draft: &Draft, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", on_one_line(&draft.name))?;
    let mut facts = vec![counted(draft), format!("language `{}`", language(draft))];
    if let Some(version) = &draft.version {
        facts.insert(0, format!("Version {}", on_one_line(version)));
    }
    writeln!(out, "{}\n", facts.join(" · "))?;
    if let Some(description) = &draft.description {
        writeln!(out, "{}\n", paragraphs(description))?;
    }
    if let Some(negation) = &draft.negation {
        writeln!(out, "**Negation.** {}\n", code(&negation.written()))?;
    }
    writeln!(out, "## Contents\n")?;
    for Visit { code, depth, .. } in draft.visits() {
        let indent = "  ".repeat(depth);
        writeln!(
            out,
            "{indent}- [{}](#{})",
            on_one_line(code.name()),
            anchor(code)
        )?;
    }
    let document = Document { draft };
    draft
        .visits()
        .iter()
        .try_for_each(|visit| document.code(visit, out))
}

struct Document<'d> {
    draft: &'d Draft,
}

impl Document<'_> {
    fn code(&self, visit: &Visit<'_>, out: &mut dyn Write) -> io::Result<()> {
        let code = visit.code;
        let marks = "#".repeat((visit.depth + 2).min(DEEPEST));
        writeln!(out, "\n<a id=\"{}\"></a>\n", anchor(code))?;
        writeln!(out, "{marks} {}\n", on_one_line(code.name()))?;
        let mut facts = vec![self::code(&code.id)];
        facts.extend(
            visit
                .parent
                .map(|above| format!("under [{}](#{})", on_one_line(above.name()), anchor(above))),
        );
        let attributes = code.attributes.iter();
        facts.extend(
            attributes
                .map(|(name, value)| format!("{}: {}", on_one_line(name), on_one_line(value))),
        );
        if code.retired {
            facts.push("**retired**: kept for old codings, its rules do not fire".to_owned());
        }
        writeln!(out, "{}", facts.join(" · "))?;
        if let Some(brief) = &code.brief {
            writeln!(out, "\n*{}*", on_one_line(brief))?;
        }
        for (name, text) in parts(code) {
            writeln!(out, "\n**{name}.** {}", paragraphs(text))?;
        }
        quotes("Examples", &code.examples, out)?;
        quotes("Not coded", &code.counterexamples, out)?;
        self.rules("Rules", &code.rules, wording::rule, out)?;
        self.rules("Stopped by", &code.unless, wording::exclusion, out)?;
        let named = [
            ("Speakers", "Rules fire only in turns of", &code.speakers),
            ("Roles", "Rules fire only in the role of", &code.roles),
        ];
        for (name, only, of) in named {
            if !of.is_empty() {
                writeln!(
                    out,
                    "\n**{name}.** {only} {}.",
                    on_one_line(&wording::any_of(of))
                )?;
            }
        }
        if let Some(word) = &code.negated {
            writeln!(out, "\n**Negation.** {}", wording::negated(word))?;
        }
        Ok(())
    }

    fn rules(
        &self,
        name: &str,
        rules: &[Flow],
        worded: fn(&Flow) -> Vec<Piece>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if rules.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n**{name}**\n")?;
        for rule in rules {
            let pieces = worded(rule);
            let pieces: Vec<String> = pieces.iter().map(|piece| self.piece(piece)).collect();
            writeln!(out, "- {}", pieces.concat())?;
        }
        Ok(())
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Words(words) => escaped(words),
            Piece::Written(text) => code(text),
            Piece::Code(name) => {
                let id = name.rsplit('.').next().unwrap_or(name);
                let visits = self.draft.visits();
                match visits.iter().find(|visit| visit.code.id == id) {
                    Some(Visit { code, .. }) => {
                        format!("[{}](#{})", on_one_line(code.name()), anchor(code))
                    }
                    None => code(name),
                }
            }
        }
    }
}

fn quotes(name: &str, texts: &[String], out: &mut dyn Write) -> io::Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n**{name}**")?;
    for text in texts {
        writeln!(out)?;
        for line in text.split('\n') {
            writeln!(out, "{}", format!("> {}", escaped(line.trim())).trim_end())?;
        }
    }
    Ok(())
}

/// A text as code, whatever back quotes are in it.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text of several lines: a line break is one, a blank line parts paragraphs.
fn paragraphs(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escaped(line.trim())).collect();
    let mut joined = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let breaks = !line.is_empty() && !lines[at - 1].is_empty();
            joined.push_str(if breaks { "  \n" } else { "\n" });
        }
        joined.push_str(line);
    }
    joined
}

fn on_one_line(text: &str) -> String {
    escaped(&crate::text::one_line(text))
}

/// A line in which nothing is Markdown.
fn escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '$' | '>' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(crate::text::visible(c)),
        }
    }
    list_mark_escaped(escaped)
}

/// A line that begins like an item of a list, or a line under a heading, is neither.
fn list_mark_escaped(line: String) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let is_numbered = || {
        let behind = rest.strip_prefix(['.', ')']);
        behind.is_some_and(|it| it.is_empty() || it.starts_with(' '))
    };
    if number.is_empty() && rest.starts_with(['-', '+', '=']) || !number.is_empty() && is_numbered()
    {
        format!("{number}\\{rest}")
    } else {
        line
    }
}
