use super::{Transcript, Turn};
use crate::text::{Landmarks, Span, sentences};

/// The words and sentences of one transcript: what is counted, and what codes are laid on.
///
/// Made once and filled again for the next transcript, to reuse its memory.
#[derive(Debug, Default)]
pub struct Units {
    landmarks: Landmarks,
    sentences: Vec<Span>,
}

impl Units {
    /// Finds the words and sentences of a transcript.
    #[must_use]
    pub fn of(transcript: &Transcript) -> Self {
        let mut units = Self::default();
        units.fill(transcript, |_| true);
        units
    }

    /// Forgets the transcript before and finds the words of this one, and the sentences of the turns that are wanted.
    pub fn fill(&mut self, transcript: &Transcript, wanted: impl Fn(&Turn) -> bool) {
        let text = transcript.source.text();
        self.landmarks.fill(text);
        self.sentences.clear();
        let turns = transcript.turns.iter().filter(|turn| wanted(turn));
        for paragraph in turns.flat_map(|turn| transcript.paragraphs_of(turn)) {
            self.sentences
                .extend(sentences::sentences(text, &self.landmarks, paragraph.span));
        }
    }

    /// Where the words of the whole text are, labels and headings among them.
    #[must_use]
    pub fn landmarks(&self) -> &Landmarks {
        &self.landmarks
    }

    /// All sentences of the wanted turns, in order.
    #[must_use]
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The sentences that share text with a stretch, in order.
    #[must_use]
    pub fn sentences_in(&self, stretch: Span) -> &[Span] {
        let first = self
            .sentences
            .partition_point(|sentence| sentence.end <= stretch.start);
        let count = self.sentences[first..]
            .iter()
            .take_while(|sentence| sentence.start < stretch.end)
            .count();
        &self.sentences[first..first + count]
    }

    /// The sentence that a byte of speech stands in.
    ///
    /// # Panics
    /// When no speech of a wanted turn stands there.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Span {
        let first = self
            .sentences
            .partition_point(|sentence| sentence.end <= byte);
        *self
            .sentences
            .get(first)
            .expect("every byte of wanted speech is in a sentence")
    }

    /// How many words start inside a stretch, as people count them.
    #[must_use]
    pub fn word_count(&self, stretch: Span) -> usize {
        self.landmarks.word_count(stretch)
    }
}
