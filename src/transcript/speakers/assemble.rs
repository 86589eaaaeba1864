//! Walking through the lines with the labels known: turns, paragraphs, and what is left out.

use serde::{Deserialize, Serialize};

use super::aside::{self, what};
use super::chat;
use super::evidence::Verdict;
use super::head;
use super::line::{Line, is_space};
use super::mark::{Kind, Mark};
use super::tally::{Marked, Tallies};
use crate::text::Span;
use crate::transcript::{LabelStyle, Labels, Paragraph, Passage, SpeakerIndex, Time, Turn};

use super::notice::Notice;

/// Who says what in a text.
#[derive(Debug, Default)]
pub(crate) struct Script {
    /// The speakers' labels in order of first appearance.
    pub speakers: Vec<String>,
    /// Turns in order; neighbours never have the same speaker.
    pub turns: Vec<Turn>,
    /// Paragraphs in order; their spans point into the text.
    pub paragraphs: Vec<Paragraph>,
    /// What the document sets apart inside of the paragraphs, in order.
    pub passages: Vec<Passage>,
    /// For each paragraph: what stands before it.
    pub units: Vec<Unit>,
    /// Where the labels of speakers stand, with their times.
    pub label_spans: Vec<Span>,
    /// How the labels are written, and how sure that is.
    pub labels: Labels,
    /// What is not speech, in order.
    pub skipped: Vec<Skipped>,
    /// How most of the labels are written.
    pub style: Option<LabelStyle>,
    /// What may have been misunderstood.
    pub notices: Vec<Notice>,
    /// Index of the line that each speaker is first labelled on.
    pub first_lines: Vec<usize>,
    /// How often each speaker is labelled.
    pub counts: Vec<u32>,
}

/// What stands before a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// A label.
    pub labelled: bool,
    /// A pause, or whatever else starts a paragraph in its format.
    pub apart: bool,
}

/// A piece of the text that is not speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// Where it stands.
    pub span: Span,
    /// What it is, in the plural.
    pub what: &'static str,
}

/// What the lines of a text were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Origin {
    /// Lines of a document: anything may be a label.
    Document,
    /// Cues of subtitles: only `Name:` may be a label, or what the format gives.
    Cues,
    /// Rows of a table with a column of speakers: only what is in it is a label.
    Table,
}

/// Walks through all lines; the first `head` of them are the document's head.
pub(crate) fn assemble(
    text: &str,
    lines: &[Line],
    head: usize,
    tallies: &Tallies,
    verdict: &Verdict,
    origin: Origin,
) -> Script {
    let named = || tallies.marks.iter().filter(|marked| verdict.names(marked));
    let moderator_only = moderator_only(lines, tallies, verdict, origin);
    let speech = named().next().map_or(head, |marked| {
        // Where only the one who asks is labelled, others may well speak before the first question.
        if origin != Origin::Document
            || lines[marked.line()].stamp > 0
            || moderator_only
            || head::is_speech_before_labels(text, &lines[head..marked.line()])
        {
            head
        } else {
            marked.line()
        }
    });
    let mut walk = Walk {
        text,
        lines,
        script: Script {
            style: style(lines, named()),
            ..Script::default()
        },
        index: vec![None; tallies.labels.len()],
        now: Utterance::default(),
        paragraph: None,
        passages: Vec::new(),
        clock: None,
        apart: false,
        moderator_only,
    };
    walk.script.paragraphs.reserve(tallies.marks.len() + 8);
    let mut marks = tallies.marks.iter().peekable();
    for (at, line) in lines.iter().enumerate() {
        let marked = marks.next_if(|marked| marked.line() == at);
        if line.is_blank() {
            walk.close();
        } else if at < speech {
            let what = if at < head { what::HEAD } else { what::PREFACE };
            walk.skip(line.span(), what);
        } else {
            walk.line(at, marked, tallies, verdict);
        }
    }
    walk.close();
    walk.end_utterance();
    walk.script
}

/// Whether only the one who asks is labelled: the words of the others stand without a label then.
fn moderator_only(lines: &[Line], tallies: &Tallies, verdict: &Verdict, origin: Origin) -> bool {
    let mut speakers = (0..tallies.labels.len()).filter(|label| verdict.speakers[*label]);
    let (Some(only), None) = (speakers.next(), speakers.next()) else {
        return false;
    };
    let label = &tallies.labels[only];
    let units = lines
        .windows(2)
        .filter(|pair| {
            pair[0].is_blank() && !pair[1].is_blank()
                || (pair[1].starts_paragraph && !pair[1].is_blank())
        })
        .count();
    let asks = super::shape::is_moderator(&label.key);
    origin == Origin::Document && asks && units > label.strong() as usize * 3 / 2
}

fn style<'m>(lines: &[Line], named: impl Iterator<Item = &'m Marked>) -> Option<LabelStyle> {
    let (mut own, mut bold, mut given, mut bracket, mut stop, mut all) = (0, 0, 0, 0, 0, 0);
    for marked in named {
        let mark = marked.mark();
        all += 1;
        own += usize::from(mark.words >= lines[marked.line()].end);
        bold += usize::from(mark.bold);
        given += usize::from(mark.kind == Kind::Given);
        bracket += usize::from(mark.kind == Kind::Bracket);
        stop += usize::from(mark.kind == Kind::Stop);
    }
    let kinds = [
        (given, LabelStyle::Voice),
        (bold, LabelStyle::Bold),
        (bracket, LabelStyle::Bracket),
        (stop, LabelStyle::Stop),
        (own, LabelStyle::OwnLine),
    ];
    let most = kinds.iter().find(|(count, _)| count * 2 > all);
    (all > 0).then_some(most.map_or(LabelStyle::Prefix, |(_, style)| *style))
}

struct Walk<'t> {
    text: &'t str,
    lines: &'t [Line],
    script: Script,
    /// For each label its speaker, once it spoke.
    index: Vec<Option<SpeakerIndex>>,
    now: Utterance,
    /// The open paragraph.
    paragraph: Option<Span>,
    /// What the open paragraph is made of.
    passages: Vec<Passage>,
    /// A time without a name, until words follow.
    clock: Option<Time>,
    /// Whether the open paragraph stands apart from the one before.
    apart: bool,
    /// Whether words without a label are nobody's.
    moderator_only: bool,
}

/// The utterance that is being read.
#[derive(Clone, Copy, Default)]
struct Utterance {
    speaker: Option<SpeakerIndex>,
    time: Option<Time>,
    /// The label, until the first words after it are known.
    fresh: Option<Span>,
}

impl Walk<'_> {
    fn line(&mut self, at: usize, marked: Option<&Marked>, tallies: &Tallies, verdict: &Verdict) {
        let line = &self.lines[at];
        if line.comment {
            self.close();
            return self.skip(line.span(), what::COMMENTS);
        }
        if line.heading && !marked.is_some_and(|marked| verdict.names(marked)) {
            self.close();
            return self.skip(line.span(), what::HEADINGS);
        }
        if line.starts_paragraph {
            self.close();
        }
        if line.anonymous && !marked.is_some_and(|marked| verdict.names(marked)) {
            self.close();
            self.end_utterance();
            self.now = Utterance::default();
        }
        let Some(marked) = marked else {
            return self.plain(at, line);
        };
        let mark = marked.mark();
        if line.stamp > 0 {
            return self.message(at, &mark, marked.label(), tallies);
        }
        if verdict.names(marked) {
            if let Some(label) = marked.label() {
                self.label(at, &mark, label, tallies);
                self.words(mark.words, line);
            }
        } else if is_marker(&mark, line) {
            self.close();
            self.skip(line.span(), what::HEADINGS);
        } else if mark.unlabelled_words > line.start {
            self.time(line, &mark);
        } else {
            self.plain(at, line);
        }
    }

    /// A message of a chat. When it was sent is no time of a recording.
    fn message(&mut self, at: usize, mark: &Mark, label: Option<usize>, tallies: &Tallies) {
        let line = &self.lines[at];
        self.close();
        self.end_utterance();
        self.now = Utterance::default();
        let Some(label) = label else {
            return self.skip(line.span(), what::SYSTEM);
        };
        self.skip(Span::new(line.start, mark.unlabelled_words), what::STAMPS);
        let colon = self.text[mark.label.1..line.end].find(':');
        let written = colon.map_or("", |colon| &self.text[mark.label.1 + colon + 1..line.end]);
        if chat::is_omission(written.trim_start_matches(' ')) {
            return self.skip(Span::new(mark.label.0, line.end), what::OMITTED);
        }
        self.label(at, mark, label, tallies);
        self.words(mark.words, line);
    }

    /// A label: what follows is its speaker's.
    fn label(&mut self, at: usize, mark: &Mark, label: usize, tallies: &Tallies) {
        let line = &self.lines[at];
        let speaker = *self.index[label].get_or_insert_with(|| {
            let next = u32::try_from(self.script.speakers.len())
                .expect("there are fewer speakers than bytes");
            self.script
                .speakers
                .push(tallies.labels[label].spelling().to_owned());
            self.script.first_lines.push(at);
            self.script.counts.push(0);
            SpeakerIndex(next)
        });
        let span = Span::new(line.start, mark.words.min(line.end));
        let time = line
            .time()
            .or(mark.time.map(|start| Time { start, end: None }));
        self.close();
        self.end_utterance();
        self.script.label_spans.push(span);
        self.manner(mark, span.end);
        self.clock = None;
        self.now = Utterance {
            speaker: Some(speaker),
            time,
            fresh: Some(span),
        };
    }

    /// A bracket behind the label that says how the words are said.
    fn manner(&mut self, mark: &Mark, words: usize) {
        let after = &self.text[mark.label.1.min(words)..words];
        let apart = after.trim_start_matches(is_space);
        if let Some(len) = aside::manner_at_start(apart) {
            let start = words - apart.len();
            self.skip(Span::new(start, start + len), what::STAGE);
        }
    }

    /// A time without a name: what follows goes on with the speaker.
    fn time(&mut self, line: &Line, mark: &Mark) {
        self.close();
        let words = mark.unlabelled_words.min(line.end);
        self.skip(Span::new(line.start, words), what::TIMES);
        if self.now.speaker.is_none() && self.now.time.is_none() {
            self.now.time = mark.time.map(|start| Time { start, end: None });
        }
        self.clock = mark.time.map(|start| Time { start, end: None });
        self.words(words, line);
    }

    fn plain(&mut self, at: usize, line: &Line) {
        let content = &self.text[line.start..line.end];
        let trimmed = content.trim_start_matches(is_space);
        let start = line.end - trimmed.len();
        if trimmed.is_empty() {
            return self.close();
        }
        let first = trimmed.as_bytes()[0];
        if !first.is_ascii_alphabetic() {
            if aside::is_divider(trimmed) {
                self.close();
                return self.skip(line.span(), what::DIVIDERS);
            }
            if self.stands_apart(at) && aside::is_stage_direction(trimmed) {
                self.close();
                if self.now.fresh.is_none() {
                    return self.skip(line.span(), what::STAGE);
                }
            }
        }
        if trimmed.len() < 33
            && matches!(first | 0x20, b'e' | b'i' | b't' | b'r' | b'a' | b'-')
            && aside::is_end_mark(trimmed)
        {
            self.close();
            return self.skip(line.span(), what::HEADINGS);
        }
        if trimmed.len() < 24
            && matches!(first, b'P' | b'p' | b'S' | b's' | b'-')
            && aside::is_page_number(trimmed)
        {
            self.close();
            return self.skip(line.span(), what::PAGES);
        }
        self.words(start, line);
    }

    /// Whether a line is not in the middle of a sentence.
    fn stands_apart(&self, at: usize) -> bool {
        let next = self.lines.get(at + 1);
        let before = self.paragraph.map_or(".", |open| &self.text[open.range()]);
        next.is_none_or(Line::is_blank) && self.paragraph.is_none()
            || before.ends_with(['.', '?', '!', '…', '"', '”', '’', ')', ']', '-', '–', '—'])
    }

    /// Words from `start` to the end of a line.
    fn words(&mut self, start: usize, line: &Line) {
        if start >= line.end {
            return;
        }
        let words = Span::new(start, line.end);
        if self.paragraph.is_none() {
            self.apart = line.starts_paragraph;
            self.passages.clear();
        }
        self.passage(words, line);
        if let Some(time) = line.time() {
            let start = self.now.time.map_or(time.start, |now| now.start);
            self.now.time = Some(Time { start, ..time });
        }
        self.paragraph = Some(self.paragraph.map_or(words, |open| open.cover(words)));
    }

    /// Begins a passage with the words of a line, or goes on with the open one.
    fn passage(&mut self, words: Span, line: &Line) {
        let clock = self.clock.take();
        match self.passages.last_mut() {
            Some(open) if line.time.is_none() => open.span.end = words.end,
            _ => {
                let labelled = self.passages.is_empty() && self.now.fresh.is_some();
                self.passages.push(Passage {
                    span: words,
                    paragraph: index(self.script.paragraphs.len()),
                    labelled,
                    time: line.time().or(clock).or(self.now.time.filter(|_| labelled)),
                });
            }
        }
    }

    /// Ends the open paragraph.
    fn close(&mut self) {
        let Some(mut span) = self.paragraph.take() else {
            return;
        };
        while let Some(len) = aside::without_time_at_end(&self.text[span.range()]) {
            self.skip(Span::new(span.start + len, span.end), what::TIMES);
            span.end = span.start + len;
            if span.is_empty() {
                return;
            }
        }
        let labelled = self.now.fresh.take().is_some();
        if !labelled && self.lines.len() > 1 && aside::is_stage_direction(&self.text[span.range()])
        {
            return self.skip(span, what::STAGE);
        }
        let mut speaker = self.now.speaker;
        if !labelled && self.moderator_only {
            speaker = None;
        }
        if self
            .script
            .turns
            .last()
            .is_none_or(|turn| turn.speaker != speaker)
        {
            let first = index(self.script.paragraphs.len());
            self.script.turns.push(Turn {
                speaker,
                paragraphs: first..first,
                utterances: 0,
                time: self.now.time,
            });
        }
        let turn = self
            .script
            .turns
            .last_mut()
            .expect("a turn was just pushed");
        turn.utterances += u32::from(labelled);
        turn.paragraphs.end += 1;
        if let (Some(time), Some(now)) = (&mut turn.time, self.now.time) {
            time.end = now.end.or(time.end);
        }
        if let (true, Some(speaker)) = (labelled, speaker) {
            self.script.counts[speaker.0 as usize] += 1;
        }
        self.passages
            .retain(|passage| passage.span.start < span.end);
        if let Some(last) = self.passages.last_mut() {
            last.span.end = span.end;
        }
        self.script.passages.append(&mut self.passages);
        self.script.paragraphs.push(Paragraph {
            span,
            turn: index(self.script.turns.len() - 1),
        });
        self.script.units.push(Unit {
            labelled,
            apart: self.apart,
        });
    }

    /// Accounts for a label that nothing followed.
    fn end_utterance(&mut self) {
        if let Some(label) = self.now.fresh.take() {
            self.skip(label, what::SILENT);
        }
    }

    fn skip(&mut self, span: Span, what: &'static str) {
        self.script.skipped.push(Skipped { span, what });
    }
}

/// Whether a label that names nobody is a marker with a line to itself: `**Break:** [26:23]`.
fn is_marker(mark: &Mark, line: &Line) -> bool {
    mark.words >= line.end
        && (mark.bold || mark.kind == Kind::Timed)
        && matches!(mark.kind, Kind::Colon | Kind::Timed)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).expect("a text of less than 4 GiB has fewer paragraphs than that")
}
