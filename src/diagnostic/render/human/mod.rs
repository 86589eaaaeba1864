//! Diagnostics for people, drawn by the renderer that Rust's compiler has (`annotate-snippets`).
//!
//! That renderer gets a few lines and never a whole source, because its cost grows with what it is given. It also counts
//! columns in what it is given, and cuts no line in which two places are far apart; so lines are cut here ([`excerpt`]), and
//! where a place is in its file is written afterwards, in the stead of a mark ([`locations`]).

use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Snippet};

use super::{Palette, visibly};
use crate::diagnostic::{Diagnostic, Severity};

mod excerpt;
mod locations;
mod patch;
mod scene;

#[cfg(test)]
mod tests;

use locations::Locations;
use scene::{Scene, Sight};

/// Wider than anything that is drawn, as lines are cut here.
const ANY_WIDTH: usize = 1_000_000;

/// Writes one diagnostic for people: `severity[rule]: message`, where it is, the lines with what is wrong underlined, the other
/// places, what to do, and how its fix changes the lines.
pub fn human(diagnostic: &Diagnostic, out: &mut impl Write) -> io::Result<()> {
    painted(diagnostic, &Palette::PLAIN, out)
}

/// Writes one diagnostic like [`human`], in colours.
pub fn painted(diagnostic: &Diagnostic, palette: &Palette, out: &mut impl Write) -> io::Result<()> {
    let patch = patch::of(diagnostic);
    let sights = scene::sights(diagnostic);
    let has_lines = patch.is_some() || sights.iter().any(|it| matches!(it, Sight::Scene(_)));
    let mut locations = Locations::default();
    let mut elements = seen(sights, &mut locations);
    elements.extend(help(diagnostic, patch.is_some()).map(|help| told(Level::HELP, help)));
    let title = level(diagnostic.severity).primary_title(visibly(&diagnostic.message));
    let mut groups = vec![title.id(diagnostic.rule).elements(elements)];
    groups.extend(patch);
    let renderer = palette.renderer().term_width(ANY_WIDTH);
    let mut shown = locations.write(&renderer.render(&groups));
    if !has_lines {
        // Without a line number the margin has no width, and the arrow would stand at the edge.
        shown = shown.replace('\n', "\n ");
    }
    writeln!(out, "{shown}")
}

/// The places, as they are drawn.
fn seen(sights: Vec<Sight<'_>>, locations: &mut Locations) -> Vec<Element<'static>> {
    let mut elements = Vec::new();
    for sight in sights {
        match sight {
            Sight::Scene(scene) => elements.push(drawn(&scene, locations)),
            Sight::Name(place, what) => {
                elements.push(Origin::path(locations.mark(place)).into());
                elements.extend(what.map(|what| told(Level::NOTE, what)));
            }
        }
    }
    elements
}

fn told(level: Level<'static>, text: &str) -> Element<'static> {
    level.message(visibly(text)).into()
}

/// What to do, in words; of a fix as well where its lines are not drawn. What both say is said once.
fn help(diagnostic: &Diagnostic, fix_is_drawn: bool) -> impl Iterator<Item = &str> {
    let fix = diagnostic.fix.as_ref().map(|fix| fix.what.as_str());
    let help = diagnostic.help.as_deref().filter(|help| fix != Some(*help));
    help.into_iter().chain(fix.filter(|_| !fix_is_drawn))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name(Severity::Advice.as_str()),
    }
}

fn drawn(scene: &Scene<'_>, locations: &mut Locations) -> Element<'static> {
    let excerpt = scene.excerpt();
    let annotations = scene.marks.iter().map(|mark| {
        let kind = if mark.is_primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let span = excerpt.place(mark.span.start)..excerpt.place(mark.span.end);
        kind.span(span).label(mark.label.map(visibly))
    });
    let annotations: Vec<Annotation<'_>> = annotations.collect();
    Snippet::source(excerpt.text().to_owned())
        .path(locations.mark(scene.place))
        .line_start(*scene.lines.start())
        .annotations(annotations)
        .into()
}
