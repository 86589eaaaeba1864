//! Results of every family, invented after what their programs' makers document.

use serde_json::{Value, json};

use super::super::{ReadError, ReadOptions, read};
use crate::transcript::{Format, Transcript};

/// The result of one program: what is read from it, and where it says the whole text itself.
struct Fixture {
    program: &'static str,
    json: Value,
    /// Each turn as `label|utterances|paragraphs`.
    turns: &'static [&'static str],
    /// Pointers to texts that together are the whole.
    whole: &'static [&'static str],
}

fn fixture(
    program: &'static str,
    json: Value,
    turns: &'static [&'static str],
    whole: &'static [&'static str],
) -> Fixture {
    Fixture {
        program,
        json,
        turns,
        whole,
    }
}

fn transcript(text: &str) -> Transcript {
    read(
        "t",
        "t.json",
        text.as_bytes().to_vec(),
        &ReadOptions::default(),
    )
    .unwrap()
}

fn error(text: &str) -> ReadError {
    read(
        "t",
        "t.json",
        text.as_bytes().to_vec(),
        &ReadOptions::default(),
    )
    .unwrap_err()
}

fn turns(transcript: &Transcript) -> Vec<String> {
    let turns = transcript.turns.iter().map(|turn| {
        let words = transcript.paragraphs_of(turn).iter();
        let words: Vec<&str> = words.map(|it| transcript.source.slice(it.span)).collect();
        let label = transcript.label(turn).unwrap_or("-");
        format!("{label}|{}|{}", turn.utterances, words.join(" / "))
    });
    turns.collect()
}

fn rules(transcript: &Transcript) -> Vec<&'static str> {
    transcript
        .reading
        .warnings
        .iter()
        .map(|warning| warning.rule)
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_results_of_every_program_are_read() {
    let mut faults = Vec::new();
    for fixture in fixtures() {
        let transcript = transcript(&fixture.json.to_string());
        assert_eq!(transcript.reading.format, Format::Json);
        let turns = turns(&transcript);
        if turns != fixture.turns {
            faults.push((fixture.program, turns, fixture.turns));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_words_are_those_of_the_whole_text_that_the_program_writes() {
    for fixture in fixtures()
        .iter()
        .filter(|fixture| !fixture.whole.is_empty())
    {
        let whole = fixture
            .whole
            .iter()
            .map(|pointer| fixture.json.pointer(pointer).unwrap().as_str().unwrap());
        let whole: Vec<String> = whole.flat_map(words).collect();
        let transcript = transcript(&fixture.json.to_string());
        let paragraphs = transcript.paragraphs.iter();
        let read: Vec<String> = paragraphs
            .flat_map(|it| words(transcript.source.slice(it.span)))
            .collect();
        assert_eq!(read, whole, "{}", fixture.program);
    }
}

#[test]
fn indented_json_is_read_as_json_on_one_line_is() {
    for fixture in fixtures() {
        let pretty = serde_json::to_string_pretty(&fixture.json).unwrap();
        let one = transcript(&fixture.json.to_string());
        assert_eq!(
            turns(&transcript(&pretty)),
            turns(&one),
            "{}",
            fixture.program
        );
    }
}

#[test]
fn keys_that_nobody_knows_change_nothing() {
    fn with_more(value: &Value) -> Value {
        match value {
            Value::Object(map) => {
                let mut map: serde_json::Map<String, Value> = map
                    .iter()
                    .map(|(key, value)| (key.clone(), with_more(value)))
                    .collect();
                map.insert("zz_new".into(), json!({"deep": [1, {"x": null}]}));
                Value::Object(map)
            }
            Value::Array(list) => Value::Array(list.iter().map(with_more).collect()),
            other => other.clone(),
        }
    }
    for fixture in fixtures() {
        let more = transcript(&with_more(&fixture.json).to_string());
        assert_eq!(turns(&more), fixture.turns, "{}", fixture.program);
    }
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn fixtures() -> Vec<Fixture> {
    vec![
        fixture(
            "Whisper",
            json!({"text": " We moved in spring. It was cold, and then it rained.", "language": "en", "segments": [
                {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " We moved in spring.", "tokens": [50364, 492], "temperature": 0.0, "avg_logprob": -0.2, "compression_ratio": 1.1, "no_speech_prob": 0.01},
                {"id": 1, "seek": 0, "start": 2.5, "end": 4.0, "text": " It was cold, and", "tokens": [], "words": null},
                {"id": 2, "seek": 0, "start": 4.0, "end": 6.25, "text": " then it rained."}]}),
            &["-|0|We moved in spring.\nIt was cold, and\nthen it rained."],
            &["/text"],
        ),
        fixture(
            "the API of Whisper, verbose_json with words",
            json!({"task": "transcribe", "language": "german", "duration": 3.1, "text": "Guten Tag. Schön!", "words": [
                {"word": "Guten", "start": 0.0, "end": 0.4}, {"word": "Tag", "start": 0.4, "end": 0.8}, {"word": "Schön", "start": 2.0, "end": 2.4}],
                "usage": {"type": "duration", "seconds": 4}}),
            &["-|0|Guten Tag. Schön!"],
            &["/text"],
        ),
        fixture(
            "the API of Whisper, diarized_json",
            json!({"task": "transcribe", "duration": 5.0, "text": "Hello there. Hi.", "segments": [
                {"type": "transcript.text.segment", "id": "seg_001", "start": 0.0, "end": 1.0, "text": "Hello there.", "speaker": "A"},
                {"type": "transcript.text.segment", "id": "seg_002", "start": 1.0, "end": 2.0, "text": "Hi.", "speaker": "B"}]}),
            &["A|1|Hello there.", "B|1|Hi."],
            &["/text"],
        ),
        fixture(
            "whisper.cpp",
            json!({"systeminfo": "AVX = 1", "model": {"type": "base"}, "params": {"language": "en"}, "result": {"language": "en"}, "transcription": [
                {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,400"}, "offsets": {"from": 0, "to": 2400}, "text": " The bus was late"},
                {"timestamps": {"from": "00:00:02,400", "to": "00:00:03,000"}, "offsets": {"from": 2400, "to": 3000}, "text": " again."},
                {"timestamps": {"from": "00:00:12,000", "to": "00:00:13,000"}, "offsets": {"from": 12000, "to": 13000}, "text": " So we walked."}]}),
            &["-|0|The bus was late\nagain. / So we walked."],
            &[],
        ),
        fixture(
            "whisper.cpp with two channels",
            json!({"transcription": [
                {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,400"}, "text": " Ready?", "speaker": "0"},
                {"timestamps": {"from": "00:00:02,400", "to": "00:00:03,000"}, "text": " Yes.", "speaker": "1"}]}),
            &["Speaker 0|1|Ready?", "Speaker 1|1|Yes."],
            &[],
        ),
        fixture(
            "WhisperX, a segment of two speakers",
            json!({"segments": [
                {"start": 0.1, "end": 3.0, "text": " Did you go? No, I stayed. ", "speaker": "SPEAKER_00", "words": [
                    {"word": "Did", "start": 0.1, "end": 0.2, "score": 0.9, "speaker": "SPEAKER_00"},
                    {"word": "you", "start": 0.3, "end": 0.4, "score": 0.9, "speaker": "SPEAKER_00"},
                    {"word": "go?", "start": 0.5, "end": 0.6, "score": 0.9},
                    {"word": "No,", "start": 1.5, "end": 1.6, "score": 0.9, "speaker": "SPEAKER_01"},
                    {"word": "I", "start": 1.7, "end": 1.8, "score": 0.9, "speaker": "SPEAKER_01"},
                    {"word": "stayed.", "start": 2.5, "end": 3.0, "score": 0.9, "speaker": "SPEAKER_01"}]},
                {"start": 3.1, "end": 4.0, "text": " At home.", "speaker": "SPEAKER_01", "words": []}], "word_segments": []}),
            &[
                "SPEAKER_00|1|Did you go?",
                "SPEAKER_01|2|No, I stayed.\nAt home.",
            ],
            &[],
        ),
        fixture(
            "WhisperX, all with speakers",
            json!({"segments": [
                {"start": 0, "end": 3, "text": "So we", "speaker": "SPEAKER_01"},
                {"start": 3, "end": 4, "text": "left.", "speaker": "SPEAKER_01"},
                {"start": 4, "end": 5, "text": "When?", "speaker": "SPEAKER_00"}]}),
            &["SPEAKER_01|2|So we\nleft.", "SPEAKER_00|1|When?"],
            &[],
        ),
        fixture(
            "faster-whisper, a list",
            json!([
                {"id": 1, "seek": 0, "start": 0.0, "end": 1.5, "text": " 我们去了公园。", "tokens": [1], "words": null},
                {"id": 2, "seek": 0, "start": 1.5, "end": 2.5, "text": " 天气很好。", "tokens": [2], "words": null}]),
            &["-|0|我们去了公园。\n天气很好。"],
            &[],
        ),
        fixture(
            "faster-whisper, a list with speakers",
            json!([
                {"start": 0.0, "end": 1.5, "text": "Why?", "speaker": 0},
                {"start": 1.5, "end": 2.5, "text": "Because.", "speaker": 1}]),
            &["Speaker 0|1|Why?", "Speaker 1|1|Because."],
            &[],
        ),
        fixture(
            "Transformers, chunks",
            json!({"text": " One thing. Another.", "chunks": [
                {"timestamp": [0.0, 1.0], "text": " One thing."}, {"timestamp": [1.0, null], "text": " Another."}]}),
            &["-|0|One thing.\nAnother."],
            &["/text"],
        ),
        fixture(
            "Transformers, speakers",
            json!({"speakers": [
                {"speaker": "SPEAKER_00", "timestamp": [0.0, 1.0], "text": " One thing."},
                {"speaker": "SPEAKER_01", "timestamp": [1.0, 2.0], "text": " Another."}],
                "chunks": [{"timestamp": [0.0, 2.0], "text": " One thing. Another."}], "text": " One thing. Another."}),
            &["SPEAKER_00|1|One thing.", "SPEAKER_01|1|Another."],
            &["/text"],
        ),
        fixture(
            "podcast namespace",
            json!({"version": "1.0.0", "segments": [
                {"speaker": "Dora", "startTime": 0.5, "endTime": 0.75, "body": "Welcome"},
                {"startTime": 0.75, "endTime": 1.0, "body": "back"},
                {"startTime": 1.0, "endTime": 1.2, "body": "Emil."},
                {"speaker": "Emil", "startTime": 2.0, "endTime": 2.2, "body": "Thank"},
                {"startTime": 2.2, "endTime": 2.4, "body": "you,"},
                {"startTime": 2.4, "endTime": 2.6, "body": "Dora."}]}),
            &["Dora|1|Welcome back Emil.", "Emil|1|Thank you, Dora."],
            &[],
        ),
        fixture(
            "podcast namespace, sentences",
            json!({"version": "1.0.0", "segments": [
                {"speaker": "Dora", "startTime": 0, "endTime": 2, "body": "Welcome back to the garden."},
                {"startTime": 2, "endTime": 4, "body": "It rains."},
                {"speaker": "Emil", "startTime": 4, "endTime": 5, "body": "It does."}]}),
            &[
                "Dora|1|Welcome back to the garden.\nIt rains.",
                "Emil|1|It does.",
            ],
            &[],
        ),
        fixture(
            "AssemblyAI",
            json!({"id": "5551", "status": "completed", "language_code": "en_us", "audio_url": "https://example.org/a.mp3", "text": "Good morning. Morning!",
                "words": [{"text": "Good", "start": 240, "end": 300, "confidence": 0.9, "speaker": "A"}],
                "utterances": [
                    {"speaker": "A", "text": "Good morning.", "start": 240, "end": 900, "confidence": 0.9, "words": [{"text": "Good", "start": 240, "end": 300, "speaker": "A"}, {"text": "morning.", "start": 300, "end": 900, "speaker": "A"}]},
                    {"speaker": "B", "text": "Morning!", "start": 1000, "end": 1500, "confidence": 0.9, "words": []}]}),
            &["A|1|Good morning.", "B|1|Morning!"],
            &["/text"],
        ),
        fixture(
            "AssemblyAI without speakers",
            json!({"id": "5551", "language_code": "en", "audio_duration": 12, "text": "Good morning.", "utterances": null,
                "words": [{"text": "Good", "start": 240, "end": 300, "speaker": null}, {"text": "morning.", "start": 300, "end": 900, "speaker": null}]}),
            &["-|0|Good morning."],
            &["/text"],
        ),
        fixture(
            "Gladia",
            json!({"id": "1", "status": "done", "result": {"metadata": {"audio_duration": 3.0}, "transcription": {"languages": ["en"], "full_transcript": "Left here. Right.", "utterances": [
                {"text": "Left here.", "language": "en", "start": 0.2, "end": 1.1, "channel": 0, "speaker": 0, "words": []},
                {"text": "Right.", "language": "en", "start": 1.2, "end": 2.1, "channel": 0, "speaker": 1, "words": []}]}}}),
            &["Speaker 0|1|Left here.", "Speaker 1|1|Right."],
            &["/result/transcription/full_transcript"],
        ),
        fixture(
            "ElevenLabs",
            json!({"language_code": "en", "text": "Is it? It is.", "words": [
                {"text": "Is", "start": 0.1, "end": 0.2, "type": "word", "speaker_id": "speaker_0"},
                {"text": " ", "start": 0.2, "end": 0.3, "type": "spacing", "speaker_id": "speaker_0"},
                {"text": "it?", "start": 0.3, "end": 0.4, "type": "word", "speaker_id": "speaker_0"},
                {"text": " ", "start": 0.4, "end": 0.5, "type": "spacing", "speaker_id": "speaker_0"},
                {"text": "It", "start": 0.5, "end": 0.6, "type": "word", "speaker_id": "speaker_1"},
                {"text": " ", "start": 0.6, "end": 0.7, "type": "spacing", "speaker_id": "speaker_1"},
                {"text": "is.", "start": 0.7, "end": 0.8, "type": "word", "speaker_id": "speaker_1"}]}),
            &["speaker_0|1|Is it?", "speaker_1|1|It is."],
            &["/text"],
        ),
        fixture(
            "Amazon Transcribe, speaker_labels",
            json!({"jobName": "j", "accountId": "1", "status": "COMPLETED", "results": {
                "transcripts": [{"transcript": "Hello, you. Yes."}],
                "speaker_labels": {"speakers": 2, "segments": [
                    {"start_time": "0.0", "end_time": "0.1", "speaker_label": "", "items": []},
                    {"start_time": "0.1", "end_time": "1.0", "speaker_label": "spk_0", "items": [
                        {"start_time": "0.1", "end_time": "0.5", "speaker_label": "spk_0"}, {"start_time": "0.6", "end_time": "1.0", "speaker_label": "spk_0"}]},
                    {"start_time": "1.1", "end_time": "2.0", "speaker_label": "spk_1", "items": [{"start_time": "1.1", "end_time": "2.0", "speaker_label": "spk_1"}]}]},
                "items": [
                    {"start_time": "0.1", "end_time": "0.5", "type": "pronunciation", "alternatives": [{"confidence": "0.9", "content": "Hello"}, {"confidence": "0.1", "content": "Hallow"}]},
                    {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": ","}]},
                    {"start_time": "0.6", "end_time": "1.0", "type": "pronunciation", "alternatives": [{"confidence": "0.9", "content": "you"}]},
                    {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]},
                    {"start_time": "1.1", "end_time": "2.0", "type": "pronunciation", "alternatives": [{"confidence": "0.9", "content": "Yes"}]},
                    {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]}]}}),
            &["spk_0|1|Hello, you.", "spk_1|1|Yes."],
            &["/results/transcripts/0/transcript"],
        ),
        fixture(
            "Amazon Transcribe, channels",
            json!({"results": {"transcripts": [{"transcript": "Hello. How are you? Fine."}],
                "channel_labels": {"number_of_channels": 2, "channels": [
                    {"channel_label": "ch_0", "items": [
                        {"start_time": "0.1", "end_time": "0.5", "type": "pronunciation", "alternatives": [{"content": "Hello"}]},
                        {"type": "punctuation", "alternatives": [{"content": "."}]},
                        {"start_time": "5.0", "end_time": "5.5", "type": "pronunciation", "alternatives": [{"content": "Fine"}]},
                        {"type": "punctuation", "alternatives": [{"content": "."}]}]},
                    {"channel_label": "ch_1", "items": [
                        {"start_time": "2.0", "end_time": "2.2", "type": "pronunciation", "alternatives": [{"content": "How"}]},
                        {"start_time": "2.3", "end_time": "2.4", "type": "pronunciation", "alternatives": [{"content": "are"}]},
                        {"start_time": "2.5", "end_time": "2.6", "type": "pronunciation", "alternatives": [{"content": "you"}]},
                        {"type": "punctuation", "alternatives": [{"content": "?"}]}]}]},
                "items": []}}),
            &["ch_0|1|Hello.", "ch_1|1|How are you?", "ch_0|1|Fine."],
            &["/results/transcripts/0/transcript"],
        ),
        fixture(
            "Amazon Transcribe, audio_segments",
            json!({"results": {"transcripts": [{"transcript": "Hello. Yes."}], "items": [],
                "audio_segments": [
                    {"id": 0, "transcript": "Hello.", "start_time": "0.1", "end_time": "1.0", "speaker_label": "spk_0", "items": [0, 1]},
                    {"id": 1, "transcript": "Yes.", "start_time": "1.1", "end_time": "2.0", "speaker_label": "spk_1", "items": [2, 3]}]}}),
            &["spk_0|1|Hello.", "spk_1|1|Yes."],
            &["/results/transcripts/0/transcript"],
        ),
        fixture(
            "Google, the last result repeats all words",
            json!({"results": [
                {"alternatives": [{"transcript": "Shall we begin", "confidence": 0.9, "words": [
                    {"startTime": "0s", "endTime": "0.4s", "word": "Shall"}, {"startTime": "0.4s", "endTime": "0.6s", "word": "we"}, {"startTime": "0.6s", "endTime": "1s", "word": "begin"}]}], "languageCode": "en-us"},
                {"alternatives": [{"transcript": " yes please", "confidence": 0.9, "words": [
                    {"startTime": "2s", "endTime": "2.4s", "word": "yes"}, {"startTime": "2.4s", "endTime": "3s", "word": "please"}]}], "languageCode": "en-us"},
                {"alternatives": [{"words": [
                    {"startTime": "0s", "endTime": "0.4s", "word": "Shall", "speakerTag": 1}, {"startTime": "0.4s", "endTime": "0.6s", "word": "we", "speakerTag": 1}, {"startTime": "0.6s", "endTime": "1s", "word": "begin", "speakerTag": 1},
                    {"startTime": "2s", "endTime": "2.4s", "word": "yes", "speakerTag": 2}, {"startTime": "2.4s", "endTime": "3s", "word": "please", "speakerTag": 2}]}]}]}),
            &["Speaker 1|1|Shall we begin", "Speaker 2|1|yes please"],
            &[
                "/results/0/alternatives/0/transcript",
                "/results/1/alternatives/0/transcript",
            ],
        ),
        fixture(
            "Google, an operation without speakers",
            json!({"name": "123", "done": true, "response": {"@type": "x", "results": [
                {"alternatives": [{"transcript": "it was late", "confidence": 0.9}, {"transcript": "it was laid"}], "resultEndTime": "3.2s"},
                {"alternatives": [{"transcript": " so we left", "confidence": 0.9}], "resultEndTime": "6s"}]}}),
            &["-|0|it was late\nso we left"],
            &[
                "/response/results/0/alternatives/0/transcript",
                "/response/results/1/alternatives/0/transcript",
            ],
        ),
        fixture(
            "Google, second version in snake case",
            json!({"results": [
                {"alternatives": [{"transcript": "Ready? Not yet.", "words": [
                    {"start_offset": "0s", "end_offset": "0.4s", "word": "Ready?", "speaker_label": "1"},
                    {"start_offset": "0.5s", "end_offset": "0.7s", "word": "Not", "speaker_label": "2"}, {"start_offset": "0.8s", "end_offset": "1s", "word": "yet.", "speaker_label": "2"}]}]}]}),
            &["Speaker 1|1|Ready?", "Speaker 2|1|Not yet."],
            &["/results/0/alternatives/0/transcript"],
        ),
        fixture(
            "IBM Watson",
            json!({"result_index": 0, "results": [
                {"final": true, "alternatives": [{"transcript": "are you in ", "confidence": 0.9, "timestamps": [["are", 0.1, 0.2], ["you", 0.3, 0.4], ["in", 0.5, 0.6]]}]},
                {"final": true, "alternatives": [{"transcript": "yes ", "confidence": 0.9, "timestamps": [["yes", 1.1, 1.2]]}]}],
                "speaker_labels": [
                    {"from": 0.1, "to": 0.2, "speaker": 0, "confidence": 0.5, "final": false}, {"from": 0.3, "to": 0.4, "speaker": 0}, {"from": 0.5, "to": 0.6, "speaker": 0}, {"from": 1.1, "to": 1.2, "speaker": 1}]}),
            &["Speaker 0|1|are you in", "Speaker 1|1|yes"],
            &[
                "/results/0/alternatives/0/transcript",
                "/results/1/alternatives/0/transcript",
            ],
        ),
        fixture(
            "Azure, batch",
            json!({"source": "https://example.org/a.wav", "durationInTicks": 50_000_000, "combinedRecognizedPhrases": [{"channel": 0, "display": "Come in. Thanks."}], "recognizedPhrases": [
                {"recognitionStatus": "Success", "channel": 0, "speaker": 1, "offset": "PT0.1S", "duration": "PT1S", "offsetInTicks": 1_000_000, "durationInTicks": 10_000_000, "nBest": [{"confidence": 0.9, "lexical": "come in", "display": "Come in."}, {"confidence": 0.5, "display": "Common."}]},
                {"recognitionStatus": "Success", "channel": 0, "speaker": 2, "offset": "PT1.5S", "duration": "PT1S", "offsetInTicks": 15_000_000, "durationInTicks": 10_000_000, "nBest": [{"confidence": 0.9, "display": "Thanks."}]}]}),
            &["Speaker 1|1|Come in.", "Speaker 2|1|Thanks."],
            &["/combinedRecognizedPhrases/0/display"],
        ),
        fixture(
            "Azure, batch with channels",
            json!({"recognizedPhrases": [
                {"channel": 0, "offset": "PT0.1S", "duration": "PT1S", "nBest": [{"display": "Come in."}]},
                {"channel": 0, "offset": "PT4S", "duration": "PT1S", "nBest": [{"display": "Sit down."}]},
                {"channel": 1, "offset": "PT1.5S", "duration": "PT1S", "nBest": [{"display": "Thanks."}]}]}),
            &[
                "Channel 0|1|Come in.",
                "Channel 1|1|Thanks.",
                "Channel 0|1|Sit down.",
            ],
            &[],
        ),
        fixture(
            "Azure, fast",
            json!({"durationMilliseconds": 4000, "combinedPhrases": [{"text": "Come in. Thanks."}], "phrases": [
                {"speaker": 1, "offsetMilliseconds": 80, "durationMilliseconds": 900, "text": "Come in.", "words": [{"text": "Come", "offsetMilliseconds": 80}], "locale": "en-US"},
                {"speaker": 2, "offsetMilliseconds": 1600, "durationMilliseconds": 900, "text": "Thanks.", "locale": "en-US"}]}),
            &["Speaker 1|1|Come in.", "Speaker 2|1|Thanks."],
            &["/combinedPhrases/0/text"],
        ),
        fixture(
            "Otter",
            json!({"status": "OK", "speech": {"otid": "x", "title": "Interview", "speakers": [{"id": 71, "speaker_name": "Ivo Berg"}, {"id": 72, "speaker_name": "Nia"}], "transcripts": [
                {"start_offset": 16000, "end_offset": 32000, "transcript": "Tell me about work.", "speaker_id": 71},
                {"start_offset": 32000, "end_offset": 64000, "transcript": "I like it.", "speaker_id": 72},
                {"start_offset": 64000, "end_offset": 80000, "transcript": "Mostly.", "speaker_id": null, "speaker_model_label": "3"}]}}),
            &[
                "Ivo Berg|1|Tell me about work.",
                "Nia|1|I like it.",
                "Speaker 3|1|Mostly.",
            ],
            &[],
        ),
        fixture(
            "Otter, at the top",
            json!({"speakers": [{"speaker_id": "a1", "speaker_name": "Nia"}], "transcripts": [
                {"start_offset": 16000, "transcript": "I like it.", "speaker_id": "a1"},
                {"start_offset": 64000, "transcript": "Oh?", "speaker_id": "b2"}]}),
            &["Nia|1|I like it.", "b2|1|Oh?"],
            &[],
        ),
        fixture(
            "Deepgram, utterances",
            json!({"metadata": {"duration": 3.0, "channels": 1}, "results": {
                "channels": [{"alternatives": [{"transcript": "Which one? The red one.", "words": []}]}],
                "utterances": [
                    {"start": 0.1, "end": 1.0, "confidence": 0.9, "channel": 0, "transcript": "Which one?", "words": [], "speaker": 0, "id": "x"},
                    {"start": 1.1, "end": 2.0, "confidence": 0.9, "channel": 0, "transcript": "The red one.", "words": [], "speaker": 1, "id": "y"}]}}),
            &["Speaker 0|1|Which one?", "Speaker 1|1|The red one."],
            &["/results/channels/0/alternatives/0/transcript"],
        ),
        fixture(
            "Deepgram, paragraphs",
            json!({"results": {"channels": [{"alternatives": [{"transcript": "Which one? That? The red one.", "words": [],
                "paragraphs": {"transcript": "\nSpeaker 0: Which one? That?\n\nSpeaker 1: The red one.", "paragraphs": [
                    {"speaker": 0, "num_words": 3, "start": 0.1, "end": 1.0, "sentences": [{"text": "Which one?", "start": 0.1, "end": 0.7}, {"text": "That?", "start": 0.8, "end": 1.0}]},
                    {"speaker": 1, "num_words": 3, "start": 1.1, "end": 2.0, "sentences": [{"text": "The red one.", "start": 1.1, "end": 2.0}]}]}}]}]}}),
            &["Speaker 0|1|Which one? That?", "Speaker 1|1|The red one."],
            &["/results/channels/0/alternatives/0/transcript"],
        ),
        fixture(
            "Deepgram, words",
            json!({"results": {"channels": [{"alternatives": [{"transcript": "which one the red one", "words": [
                {"word": "which", "start": 0.1, "end": 0.2, "speaker": 0}, {"word": "one", "start": 0.2, "end": 0.3, "speaker": 0},
                {"word": "the", "start": 0.4, "end": 0.5, "speaker": 1}, {"word": "red", "start": 0.5, "end": 0.6, "speaker": 1}, {"word": "one", "start": 0.6, "end": 0.7, "speaker": 1}]}]}]}}),
            &["Speaker 0|1|which one", "Speaker 1|1|the red one"],
            &["/results/channels/0/alternatives/0/transcript"],
        ),
        fixture(
            "Rev",
            json!({"speakers": [{"id": 0, "name": "Host"}], "monologues": [
                {"speaker": 0, "elements": [
                    {"type": "text", "value": "Hi", "ts": 0.26, "end_ts": 1.04, "confidence": 0.9}, {"type": "punct", "value": ","}, {"type": "punct", "value": " "},
                    {"type": "text", "value": "Kit", "ts": 1.1, "end_ts": 1.3}, {"type": "punct", "value": "."}]},
                {"speaker": 1, "elements": [{"type": "text", "value": "Hello", "ts": 2.0, "end_ts": 2.5}, {"type": "punct", "value": "."}]}]}),
            &["Host|1|Hi, Kit.", "Speaker 1|1|Hello."],
            &[],
        ),
        fixture(
            "Rev, a person's transcript",
            json!({"speakers": [{"id": 1, "name": "Host"}, {"id": 2, "name": "Kit"}], "monologues": [
                {"speaker": 1, "speaker_info": {"id": "s-9", "display_name": "The Host"}, "elements": [{"type": "text", "value": "Hi.", "timestamp": "00:00:01,260", "end_timestamp": "00:00:02,000"}]},
                {"speaker": 2, "elements": [{"type": "text", "value": "Hello.", "timestamp": "00:00:03,260", "end_timestamp": "00:00:04,000"}]}]}),
            &["The Host|1|Hi.", "Kit|1|Hello."],
            &[],
        ),
        fixture(
            "Speechmatics",
            json!({"format": "2.9", "job": {"id": "j"}, "metadata": {"type": "transcription"}, "results": [
                {"type": "word", "start_time": 0.1, "end_time": 0.2, "alternatives": [{"content": "Really", "confidence": 0.9, "language": "en", "speaker": "S1"}]},
                {"type": "punctuation", "attaches_to": "previous", "is_eos": true, "start_time": 0.2, "end_time": 0.2, "alternatives": [{"content": "?", "confidence": 1.0, "speaker": "S1"}]},
                {"type": "word", "start_time": 0.5, "end_time": 0.6, "alternatives": [{"content": "Yes", "confidence": 0.9, "speaker": "S2"}]},
                {"type": "word", "start_time": 0.6, "end_time": 0.7, "alternatives": [{"content": "indeed", "confidence": 0.9, "speaker": "S2"}]}]}),
            &["S1|1|Really?", "S2|1|Yes indeed"],
            &[],
        ),
        fixture(
            "Speechmatics without speakers",
            json!({"format": "2.9", "results": [
                {"type": "word", "start_time": 0.1, "end_time": 0.2, "alternatives": [{"content": "Really", "speaker": "UU"}]},
                {"type": "punctuation", "alternatives": [{"content": "."}]},
                {"type": "word", "start_time": 0.5, "end_time": 0.6, "alternatives": [{"content": "Yes", "speaker": "UU"}]}]}),
            &["-|0|Really.\nYes"],
            &[],
        ),
        fixture(
            "YouTube",
            json!({"wireMagic": "pb3", "pens": [{}], "events": [
                {"tStartMs": 0, "dDurationMs": 90000, "id": 1, "wpWinPosId": 1},
                {"tStartMs": 120, "dDurationMs": 4000, "wWinId": 1, "segs": [{"utf8": "so", "acAsrConf": 0}, {"utf8": " this", "tOffsetMs": 200}, {"utf8": " is it", "tOffsetMs": 400}]},
                {"tStartMs": 2000, "dDurationMs": 10, "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]},
                {"tStartMs": 2100, "dDurationMs": 3000, "segs": [{"utf8": "at last"}]}]}),
            &["-|0|so this is it\nat last"],
            &[],
        ),
        fixture(
            "YouTube with another speaker",
            json!({"events": [
                {"tStartMs": 120, "dDurationMs": 900, "segs": [{"utf8": "is this it"}]},
                {"tStartMs": 1100, "dDurationMs": 900, "segs": [{"utf8": ">> it is"}]}]}),
            &["-|0|is this it / it is"],
            &[],
        ),
        fixture(
            "Microsoft Stream",
            json!({"$schema": "https://example.org/x", "version": "1.0.0", "type": "Transcript", "events": [], "entries": [
                {"id": "1", "text": "Shall we?", "speakerId": "u@1", "speakerDisplayName": "Ida Holm", "confidence": 0.9, "startOffset": "00:00:03.1200000", "endOffset": "00:00:04.0000000"},
                {"id": "2", "text": "Let's.", "speakerId": "u@2", "speakerDisplayName": "Per", "confidence": 0.9, "startOffset": "00:00:05.1200000", "endOffset": "00:00:06.0000000"}]}),
            &["Ida Holm|1|Shall we?", "Per|1|Let's."],
            &[],
        ),
        fixture(
            "Fireflies",
            json!([
                {"index": 0, "sentence": "Shall we?", "startTime": "00:01", "endTime": "00:02", "speaker_name": "Ida", "speaker_id": 0},
                {"index": 1, "sentence": "Let's.", "startTime": "00:03", "endTime": "00:04", "speaker_name": "Per", "speaker_id": 1}]),
            &["Ida|1|Shall we?", "Per|1|Let's."],
            &[],
        ),
        fixture(
            "a list of participants with words",
            json!([
                {"participant": {"id": 100, "name": "Ida"}, "words": [
                    {"text": "Shall", "start_timestamp": {"relative": 1.5}}, {"text": "we?", "start_timestamp": {"relative": 1.9}}]},
                {"participant": {"id": 200, "name": null}, "words": [{"text": "Let's.", "start_timestamp": {"relative": 2.5}}]}]),
            &["Ida|1|Shall we?", "Speaker 200|1|Let's."],
            &[],
        ),
        fixture(
            "any list with known keys",
            json!({"title": "Group 2", "turns": [
                {"sprecher": "I", "zeit": "00:01", "inhalt": "Wie war es?"},
                {"sprecher": "B1", "zeit": "00:03", "inhalt": "Gut."}]}),
            &["I|1|Wie war es?", "B1|1|Gut."],
            &[],
        ),
        fixture(
            "messages",
            json!([
                {"from": "Ida", "message": "Here?", "userName": "x"},
                {"from": "Per", "message": "There.", "userName": "y"}]),
            &["Ida|1|Here?", "Per|1|There."],
            &[],
        ),
    ]
}

#[test]
fn an_object_a_line_is_a_list() {
    let lines = "{\"start\": 0.0, \"end\": 1.0, \"text\": \"Now.\", \"speaker\": \"A\"}\n{\"start\": 1.0, \"end\": 2.0, \"text\": \"Then.\", \"speaker\": \"B\"}\n";
    assert_eq!(turns(&transcript(lines)), ["A|1|Now.", "B|1|Then."]);
}

#[test]
fn numbers_that_json_has_not_are_read_all_the_same() {
    let text = r#"{"segments": [{"start": 0.0, "end": NaN, "avg_logprob": -Infinity, "text": "NaN is bread."}]}"#;
    assert_eq!(turns(&transcript(text)), ["-|0|NaN is bread."]);
}

#[test]
fn times_are_milliseconds_whatever_the_unit() {
    for fixture in fixtures() {
        let transcript = transcript(&fixture.json.to_string());
        for turn in &transcript.turns {
            let start = turn.time.map_or(0, |time| time.start);
            assert!((0..20_000).contains(&start), "{}: {start}", fixture.program);
        }
        let told = transcript.turns.iter().any(|turn| turn.time.is_some());
        let read_alone = fixture.json.get("text").is_some() && transcript.speakers.is_empty();
        let has = read_alone || !fixture.json.to_string().contains("tart");
        assert!(told || has, "{}", fixture.program);
    }
}

#[test]
fn what_is_doubtful_is_warned_of_once_and_what_is_empty_is_counted() {
    let transcript = transcript(
        &json!({"segments": [
            {"start": 5.0, "end": 6.0, "text": "First.", "speaker": "A"},
            {"start": 1.0, "end": 0.5, "text": "Second.", "speaker": "B"},
            {"start": 7.0, "end": 8.0, "text": " "},
            {"start": 8.0, "end": 9.0, "text": "Third."}]})
        .to_string(),
    );
    assert_eq!(turns(&transcript), ["A|1|First.", "B|1|Second. / Third."]);
    assert_eq!(
        rules(&transcript),
        ["doubtful-times", "doubtful-times", "cue-without-voice"]
    );
    let left = &transcript.reading.left_out[0];
    assert_eq!(
        (left.what.as_ref(), left.count),
        ("segments without words", 1)
    );
}

#[test]
fn a_segment_that_is_repeated_again_and_again_is_warned_of() {
    let of = |texts: &[&str], times: usize| {
        let segments = texts.iter().cycle().take(times * texts.len()).enumerate();
        let segments: Vec<Value> = segments
            .map(|(at, text)| json!({"start": at, "end": at + 1, "text": text}))
            .collect();
        let transcript = transcript(&json!({"segments": segments}).to_string());
        rules(&transcript)
            .iter()
            .filter(|rule| **rule == "repeated-segment")
            .count()
    };
    assert_eq!(of(&["Thank you."], 10), 1);
    assert_eq!(of(&["Thank you."], 9), 0);
    assert_eq!(of(&["Yes.", "Why?"], 30), 0);
    assert_eq!(
        of(
            &["Thank you all for watching.", "Goodbye and see you soon."],
            10
        ),
        1
    );
}

#[test]
fn other_json_is_refused_with_its_keys() {
    for (text, key) in [
        (
            r#"{"name": "p", "version": "1.0.0", "dependencies": {"a": "1"}}"#,
            "`dependencies`",
        ),
        (r#"{"text": "a string", "colour": "red"}"#, "`colour`"),
        (
            r#"[{"code": "trust", "speaker": "A", "text": "They trust me."}]"#,
            "`code`",
        ),
        (
            r#"[{"transcript": "a", "quote": "They trust me.", "speaker": "A", "code": "trust"}]"#,
            "`quote`",
        ),
        (
            r#"{"made_by": {"thematica": "1"}, "title": "Segments", "rows": [{"speaker": "A", "text": "They trust me."}]}"#,
            "`rows`",
        ),
        (
            r#"{"segments": [{"code": "trust", "speaker": "A", "text": "They trust me."}]}"#,
            "`segments`",
        ),
        (r#"{"segments": [1, 2, 3]}"#, "`segments`"),
        (r#"{"results": {"items": 3}, "version": 1}"#, "`results`"),
        (r#"[{"id": 1, "text": "no time and nobody"}]"#, "`text`"),
        ("[]", ""),
        ("3", ""),
        (r#""text""#, ""),
    ] {
        let found = error(text);
        assert!(
            matches!(found, ReadError::UnknownJson { .. }),
            "{text}: {found:?}"
        );
        assert!(found.to_string().contains(key), "{found}");
    }
}

#[test]
fn broken_json_tells_its_place() {
    let message = error("{\"segments\": [\n{\"text\": \"a\"").to_string();
    assert!(
        message.contains("it ends too early, at line 2"),
        "{message}"
    );
    let message = error("{\"segments\": [\n{'text': 3}]}").to_string();
    assert!(message.contains("at line 2, column 2"), "{message}");
    let deep = format!("{{\"segments\": {}", "[".repeat(100_000));
    assert!(matches!(error(&deep), ReadError::BrokenJson { .. }));
}

#[test]
fn a_recognition_that_heard_nothing_is_told() {
    for text in [
        r#"{"text": "", "segments": [], "language": "en"}"#,
        r#"{"segments": [{"start": 0, "end": 1, "text": " "}]}"#,
    ] {
        assert!(matches!(error(text), ReadError::NoSpeech { .. }), "{text}");
    }
}

#[test]
fn json_is_known_by_what_it_is() {
    let text = r#"{"segments": [{"start": 0.0, "text": "Now."}]}"#;
    let as_text = |text: &str| {
        read(
            "t",
            "t.txt",
            text.as_bytes().to_vec(),
            &ReadOptions::default(),
        )
        .unwrap()
        .reading
        .format
    };
    assert_eq!(as_text(text), Format::Json);
    assert_eq!(
        as_text("[00:01] Ann: It was.\n[00:02] Bo: So."),
        Format::Text
    );
    assert_eq!(as_text("{\"Ann\": it was.}\nBo: So."), Format::Text);
    let wide: Vec<u8> = format!("\u{FEFF}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let wide = read("t", "t.json", wide, &ReadOptions::default()).unwrap();
    assert_eq!(turns(&wide), ["-|0|Now."]);
}
