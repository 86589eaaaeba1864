//! Where things are, as SARIF says it.

use serde::Serialize;

use super::super::path::uri;
use super::Text;
use crate::diagnostic::Place;
use crate::text::{Source, Span};

#[derive(Serialize)]
pub(super) struct Location<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'d>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

impl<'d> Location<'d> {
    pub(super) fn new(place: &Place, message: Option<&'d str>, id: Option<usize>) -> Self {
        Self {
            id,
            physical: PhysicalLocation {
                artifact_location: Artifact::new(place.file()),
                region: Region::of(place),
            },
            message: message.map(|text| Text { text }),
        }
    }
}

impl Artifact {
    pub(super) fn new(file: &str) -> Self {
        Self { uri: uri(file) }
    }
}

impl Region {
    fn of(place: &Place) -> Option<Self> {
        match place {
            Place::File(_) => None,
            Place::Line(_, line) => Some(Self {
                start_line: *line,
                start_column: None,
                end_line: None,
                end_column: None,
            }),
            Place::Point(_, position) => Some(Self {
                start_line: position.line,
                start_column: Some(position.column),
                end_line: None,
                end_column: None,
            }),
            Place::Span(source, span) => Some(Self::within(source, *span)),
        }
    }

    pub(super) fn within(source: &Source, span: Span) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self {
            start_line: start.line,
            start_column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        }
    }
}
