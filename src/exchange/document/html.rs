//! The document as a web page that needs no other file: no script, no font, no picture. It reads on a phone, on paper,
//! in the dark, and by ear.

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::draft::{Draft, DraftCode};
use super::super::flow::Flow;
use super::wording::{self, Piece};
use super::{anchor, counted, language, parts};
use crate::text::{POLICY_WITHOUT_SCRIPT, printably, visibly};

const STYLE: &str = include_str!("style.css");

/// Writes the page.
pub(in super::super) fn write(draft: &Draft, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { draft };
    out.write_all(page.whole().into_string().as_bytes())?;
    out.write_all(b"\n")
}

struct Page<'d> {
    draft: &'d Draft,
}

impl Page<'_> {
    fn whole(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY_WITHOUT_SCRIPT);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content="Thematica";
                    title { "Codebook: " (visibly(&self.draft.name)) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#codes" { "Skip to the codes" }
                    div.page {
                        (self.title())
                        div.columns {
                            nav.contents aria-labelledby="contents" {
                                h2 #contents { "Contents" }
                                (Self::contents(&self.draft.codes))
                            }
                            main #codes {
                                @for theme in &self.draft.codes { (self.code(theme, None, 0)) }
                            }
                        }
                        footer { p { "Codebook " (visibly(&self.draft.name)) ", set by Thematica." } }
                    }
                }
            }
        }
    }

    fn title(&self) -> Markup {
        html! {
            header.title {
                p.kind { "Codebook" }
                h1 lang=(self.language()) { (visibly(&self.draft.name)) }
                ul.facts {
                    @if let Some(version) = &self.draft.version { li { "Version " (visibly(version)) } }
                    li { (counted(self.draft)) }
                    li { "Language " code { (self.language()) } }
                }
                @if let Some(text) = &self.draft.description {
                    div.about lang=(self.language()) { (paragraphs(text)) }
                }
                @if let Some(negation) = &self.draft.negation {
                    p.facts { "Negation: " code { (visibly(&negation.written())) } }
                }
            }
        }
    }

    fn language(&self) -> &str {
        language(self.draft)
    }

    fn contents(codes: &[DraftCode]) -> Markup {
        html! {
            ol {
                @for code in codes {
                    li {
                        (link(code))
                        @if !code.codes.is_empty() { (Self::contents(&code.codes)) }
                    }
                }
            }
        }
    }

    fn code(&self, code: &DraftCode, above: Option<&DraftCode>, depth: usize) -> Markup {
        let name = format!("name-{}", code.id);
        let of = if depth == 0 { "theme" } else { "code" };
        html! {
            section id=(anchor(code)) class=(of) aria-labelledby=(name) {
                header {
                    (heading(depth, &name, self.language(), code.name()))
                    (facts(code, above))
                }
                @if let Some(brief) = &code.brief { p.brief lang=(self.language()) { (visibly(brief)) } }
                (self.description(code))
                @for below in &code.codes { (self.code(below, Some(code), depth + 1)) }
            }
        }
    }

    fn description(&self, code: &DraftCode) -> Markup {
        let named = [
            ("Speakers", "Rules fire only in turns of ", &code.speakers),
            ("Roles", "Rules fire only in the role of ", &code.roles),
        ];
        let markup = html! {
            @for (name, text) in parts(code) {
                dt { (name) } dd lang=(self.language()) { (paragraphs(text)) }
            }
            (self.quotes("Examples", "yes", &code.examples))
            (self.quotes("Not coded", "not", &code.counterexamples))
            (self.rules("Rules", &code.rules, wording::rule))
            (self.rules("Stopped by", &code.unless, wording::exclusion))
            @for (name, only, texts) in named {
                @if !texts.is_empty() { dt { (name) } dd { (only) (visibly(&wording::any_of(texts))) } }
            }
            @if let Some(word) = &code.negated { dt { "Negation" } dd { (wording::negated(word)) } }
        };
        html! {
            @if !markup.0.is_empty() { dl { (markup) } }
        }
    }

    fn rules(&self, name: &str, rules: &[Flow], worded: fn(&Flow) -> Vec<Piece>) -> Markup {
        html! {
            @if !rules.is_empty() {
                dt { (name) }
                dd { ul {
                    @for pieces in rules.iter().map(worded) {
                        // Bare terms stand in a row, as words do.
                        li.term[matches!(pieces[..], [Piece::Written(_)])] {
                            @for piece in &pieces { (self.piece(piece)) }
                        }
                    }
                } }
            }
        }
    }

    fn piece(&self, piece: &Piece) -> Markup {
        match piece {
            Piece::Words(words) => html! { (visibly(words)) },
            Piece::Written(text) => html! { code { (visibly(text)) } },
            Piece::Code(name) => {
                let id = name.rsplit('.').next().unwrap_or(name);
                let visits = self.draft.visits();
                let found = visits.iter().find(|visit| visit.code.id == id);
                found.map_or_else(
                    || html! { code { (visibly(name)) } },
                    |visit| link(visit.code),
                )
            }
        }
    }

    fn quotes(&self, name: &str, class: &str, texts: &[String]) -> Markup {
        html! {
            @if !texts.is_empty() {
                dt { (name) }
                dd class=(class) {
                    @for text in texts { blockquote lang=(self.language()) { (paragraphs(text)) } }
                }
            }
        }
    }
}

fn link(code: &DraftCode) -> Markup {
    html! { a href={ "#" (anchor(code)) } { (visibly(code.name())) } }
}

/// A theme's heading is of the second level, and each level of the tree is one deeper, as far as headings go.
fn heading(depth: usize, id: &str, language: &str, name: &str) -> Markup {
    let name = visibly(name);
    match depth {
        0 => html! { h2 id=(id) lang=(language) { (name) } },
        1 => html! { h3 id=(id) lang=(language) { (name) } },
        2 => html! { h4 id=(id) lang=(language) { (name) } },
        3 => html! { h5 id=(id) lang=(language) { (name) } },
        _ => html! { h6 id=(id) lang=(language) { (name) } },
    }
}

fn facts(code: &DraftCode, above: Option<&DraftCode>) -> Markup {
    html! {
        ul.facts {
            li { code { (code.id) } }
            @if let Some(above) = above { li { "under " (link(above)) } }
            @for (name, value) in &code.attributes { li.tag { (visibly(name)) ": " (visibly(value)) } }
            @if code.retired { li.tag.retired { "retired: its rules do not fire" } }
        }
    }
}

/// Blank lines part paragraphs, other line breaks stay.
fn paragraphs(text: &str) -> Markup {
    let lines: Vec<&str> = text.lines().collect();
    let paragraphs = lines.split(|line| line.trim().is_empty());
    html! {
        @for paragraph in paragraphs.filter(|lines| !lines.is_empty()) {
            p dir="auto" {
                @for (at, line) in paragraph.iter().enumerate() {
                    @if at > 0 { br; }
                    (printably(line))
                }
            }
        }
    }
}
