//! What is known of the coding, the proposal or the code in hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span as Piece};
use ratatui::widgets::{Paragraph, Widget as _, Wrap};
use thematica::codebook::{Code, Written};

use super::super::app::App;
use super::super::cells::clean;
use super::super::marks::Item;
use super::super::view::Areas;
use super::style::Palette;

pub(super) fn draw(app: &App, areas: &Areas, palette: Palette, buffer: &mut Buffer) {
    let area = areas.pane;
    let rule = "─".repeat(usize::from(area.width));
    buffer.set_string(area.x, area.y, rule, palette.quiet());
    let inner = Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 1);
    let mut lines = Vec::new();
    match app.focus {
        Some(item) => about_item(app, item, palette, &mut lines),
        None => recent(app, palette, &mut lines),
    }
    paragraph(lines, inner, buffer);
}

/// Draws lines that are broken where they are too long.
pub(super) fn paragraph(lines: Vec<Line<'_>>, area: Rect, buffer: &mut Buffer) {
    Paragraph::new(lines)
        .wrap(Wrap { trim: false })
        .render(area, buffer);
}

fn about_item(app: &App, item: Item, palette: Palette, lines: &mut Vec<Line<'static>>) {
    let id = app.code_of(item);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let mut first = vec![
        Piece::styled(
            clean(app.book.label(id)),
            palette.code(app.book.index(id).map(|it| it.0)).patch(bold),
        ),
        Piece::raw(format!("  {}", clean(&said(app, item)))),
    ];
    let here = app.here();
    if let (Some(at), true) = (here.iter().position(|it| *it == item), here.len() > 1) {
        first.push(Piece::styled(
            format!("  {}/{} Tab", at + 1, here.len()),
            palette.quiet(),
        ));
    }
    lines.push(Line::from(first));
    if let Some(memo) = app.record(item).and_then(|it| it.memo.as_ref()) {
        lines.push(field("Memo", memo));
    }
    if let Some(memo) = app.code_memos.get(id) {
        lines.push(field("Memo on the code", memo.trim()));
    }
    match app.book.code(id) {
        Some(code) => about_code(code, lines),
        None => lines.push(Line::raw("The codebook does not have this code.")),
    }
}

/// Where an item comes from, and what may be done with it.
fn said(app: &App, item: Item) -> String {
    match item {
        Item::Mine(at) => {
            let Some(record) = app.ledger.all().get(at) else {
                return String::new();
            };
            let by = record.by.as_ref().map(|by| format!(", by {by}"));
            let from =
                (!record.from.is_empty()).then(|| format!(", from {}", record.from.join(", ")));
            format!(
                "{}{}{}",
                record.made.with,
                by.unwrap_or_default(),
                from.unwrap_or_default()
            )
        }
        Item::Proposal(at) => {
            let proposal = &app.proposals[at];
            let negated = if proposal.negated { ", negated" } else { "" };
            format!(
                "proposed by {}{negated}; a accept, x reject, m move, b each sentence",
                proposal.rules.join(" and ")
            )
        }
        Item::Theirs { other, .. } if app.others[other].is_version => {
            "was changed in two ways; a takes this version, x keeps the one that counts".to_owned()
        }
        Item::Theirs { other, .. } => {
            format!(
                "coded by {}; a take over, x refuse, m take over on the selection, b each sentence",
                app.others[other].name
            )
        }
    }
}

/// What a codebook says of a code.
pub(super) fn about_code(code: &Code, lines: &mut Vec<Line<'static>>) {
    let text = |it: &Option<Written>| it.as_ref().map(|it| it.text.clone());
    let definition = text(&code.definition).or_else(|| text(&code.brief));
    let fields = [
        ("Definition", definition),
        ("Include", text(&code.include)),
        ("Exclude", text(&code.exclude)),
        ("Notes", text(&code.notes)),
    ];
    for (name, text) in fields {
        lines.extend(text.map(|text| field(name, &text)));
    }
    lines.extend(code.examples.iter().map(|it| field("Example", &it.text)));
    lines.extend(code.counterexamples.iter().map(|it| field("Not", &it.text)));
}

pub(super) fn field(name: &str, text: &str) -> Line<'static> {
    let words = thematica::text::one_line(text);
    Line::from(vec![
        Piece::styled(
            format!("{name}: "),
            Style::new().add_modifier(Modifier::BOLD),
        ),
        Piece::raw(clean(&words)),
    ])
}

/// The codes that have a number key.
fn recent(app: &App, palette: Palette, lines: &mut Vec<Line<'static>>) {
    let mut pieces = Vec::new();
    for (number, id) in (1..).zip(&app.recent) {
        pieces.push(Piece::styled(
            format!("{number} "),
            Style::new().add_modifier(Modifier::BOLD),
        ));
        let style = palette.code(app.book.index(id).map(|it| it.0));
        pieces.push(Piece::styled(
            format!("{}   ", clean(app.book.label(id))),
            style,
        ));
    }
    if pieces.is_empty() {
        pieces.push(Piece::raw("Nothing is coded here. Enter searches the codebook; s, p, t, w select; ? shows all keys."));
    }
    lines.push(Line::from(pieces));
    if let (false, true) = (app.memo.trim().is_empty(), app.recent.len() < 6) {
        lines.push(field("Memo on the transcript", &app.memo));
    }
}
