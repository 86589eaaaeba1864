//! Texts that stand by themselves as a transcript, for whoever tries rules or terms on them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Format, Labels, Paragraph, Passage, Reading, SpeakerIndex, Transcript, Turn};
use crate::text::{Source, Span};

/// What stands between two texts.
const BETWEEN: &str = "\n\n";

impl Transcript {
    /// Makes each text a paragraph and a turn of its own, whatever looks like a label in it. With it comes where each text
    /// begins. `name` is that of the whole.
    #[must_use]
    pub fn of_texts<'t>(
        name: &str,
        texts: impl IntoIterator<Item = (&'t str, SpeakerIndex)>,
        speakers: Vec<String>,
    ) -> (Self, Vec<usize>) {
        let mut all = String::new();
        let (mut starts, mut turns, mut paragraphs) = (Vec::new(), Vec::new(), Vec::new());
        for (number, (text, speaker)) in (0_u32..).zip(texts) {
            starts.push(all.len());
            // As in a transcript, white space around what is said is no speech.
            let start = all.len() + (text.len() - text.trim_start().len());
            let span = Span::new(start, start + text.trim().len());
            all.push_str(text);
            all.push_str(BETWEEN);
            paragraphs.push(Paragraph { span, turn: number });
            turns.push(Turn {
                speaker: Some(speaker),
                paragraphs: number..number + 1,
                utterances: 1,
                time: None,
            });
        }
        let passages = (0..)
            .zip(&paragraphs)
            .map(|(at, it): (_, &Paragraph)| Passage {
                span: it.span,
                paragraph: at,
                labelled: true,
                time: None,
            });
        let transcript = Self {
            id: String::new(),
            source: Arc::new(Source::new(name, all)),
            reading: Reading {
                format: Format::Text,
                encoding: String::new(),
                labels: Labels::unknown(),
                warnings: Vec::new(),
                left_out: Vec::new(),
            },
            speakers,
            turns,
            passages: passages.collect(),
            paragraphs,
            attributes: BTreeMap::new(),
        };
        (transcript, starts)
    }
}
