//! Small PDFs, made here piece by piece, and what is read from them.

use std::fmt::Write as _;
use std::io::Write as _;

use super::super::{ReadError, ReadOptions, read};
use crate::transcript::{LabelStyle, Transcript};

mod edges;

/// A PDF in the making: its objects in order, from number 1 on.
#[derive(Default)]
struct Made {
    objects: Vec<Vec<u8>>,
}

impl Made {
    fn object(&mut self, content: impl Into<Vec<u8>>) -> usize {
        self.objects.push(content.into());
        self.objects.len()
    }

    fn stream(&mut self, dict: &str, data: &[u8]) -> usize {
        let mut object = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.object(object)
    }

    fn bytes(self, trailer: &str) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (object, number) in self.objects.iter().zip(1..) {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        file.extend_from_slice(table.as_bytes());
        let size = self.objects.len() + 1;
        let trailer = format!("trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        file.extend_from_slice(trailer.as_bytes());
        file
    }
}

const FONTS: &str = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> \
    /B << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>";

/// A PDF of pages with these contents.
fn pages<C: AsRef<[u8]>>(contents: &[C]) -> Vec<u8> {
    pages_with(contents, FONTS, Made::default(), "")
}

fn pages_with<C: AsRef<[u8]>>(
    contents: &[C],
    resources: &str,
    mut made: Made,
    trailer: &str,
) -> Vec<u8> {
    let first = made.objects.len() + 1;
    let root = first + 2 * contents.len();
    let mut kids = String::new();
    for content in contents {
        let stream = made.stream("", content.as_ref());
        let page = made.object(format!(
            "<< /Type /Page /Parent {root} 0 R /MediaBox [0 0 595 842] /Resources << {resources} >> /Contents {stream} 0 R >>"
        ));
        write!(kids, "{page} 0 R ").unwrap();
    }
    let count = contents.len();
    made.object(format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>"));
    let catalog = made.object(format!("<< /Type /Catalog /Pages {root} 0 R >>"));
    made.bytes(&format!("/Root {catalog} 0 R {trailer}"))
}

/// Text at a place, in Helvetica of 10 points.
fn at(x: u32, y: u32, text: &str) -> String {
    format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n")
}

fn bold(x: u32, y: u32, text: &str) -> String {
    at(x, y, text).replace("/F ", "/B ")
}

/// Lines from the top, each 12 points below the one before; an empty one leaves a gap.
fn column(x: u32, top: u32, lines: &[&str]) -> String {
    let mut content = String::new();
    for (line, step) in lines.iter().zip(0..) {
        if !line.is_empty() {
            content.push_str(&at(x, top - 12 * step, line));
        }
    }
    content
}

fn reading(pdf: Vec<u8>) -> Result<Transcript, ReadError> {
    read("made", "made.pdf", pdf, &ReadOptions::default())
}

fn text(pdf: Vec<u8>) -> String {
    reading(pdf).unwrap().source.text().to_owned()
}

fn refusal(pdf: Vec<u8>) -> String {
    reading(pdf).unwrap_err().to_string()
}

/// What was left out: kind, count and first example.
fn left_out(transcript: &Transcript) -> Vec<(String, usize, String)> {
    let all = transcript.reading.left_out.iter();
    all.map(|left| (left.what.to_string(), left.count, left.example.clone()))
        .collect()
}

const TALK: [&str; 6] = [
    "Nora: When did you first come to the allotment, and what was it",
    "like in those days?",
    "",
    "Pete: That was in the spring after the flood. Nothing grew, and the",
    "shed had gone down the river with all of the tools and most of the",
    "seed potatoes in it.",
];

const TALK_READ: &str = "Nora: When did you first come to the allotment, and what was it like in those days?\n\n\
    Pete: That was in the spring after the flood. Nothing grew, and the shed had gone down the river with all of the \
    tools and most of the seed potatoes in it.";

#[test]
fn wrapped_lines_are_joined_to_paragraphs() {
    let transcript = reading(pages(&[column(72, 770, &TALK)])).unwrap();
    assert_eq!(transcript.source.text(), TALK_READ);
    assert_eq!(transcript.turns.len(), 2);
    assert_eq!(left_out(&transcript), []);
}

#[test]
fn paragraphs_without_gaps_end_where_a_word_would_have_fitted() {
    let lines: Vec<&str> = TALK.into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(text(pages(&[column(72, 770, &lines)])), TALK_READ);
}

#[test]
fn headers_footers_and_page_numbers_are_left_out() {
    let mut contents = Vec::new();
    for page in 1..=6 {
        let mut content = at(72, 810, "Allotment study, transcript 4");
        content += &column(72, 770 - 12 * page, &TALK);
        content += &at(290, 30, &format!("Page {page} of 6"));
        contents.push(content);
    }
    let transcript = reading(pages(&contents)).unwrap();
    assert_eq!(
        left_out(&transcript),
        [
            (
                "headers and footers".to_owned(),
                6,
                "Allotment study, transcript 4".to_owned()
            ),
            ("page numbers".to_owned(), 6, "Page 1 of 6".to_owned()),
        ]
    );
    assert_eq!(transcript.turns.len(), 12);
    assert!(!transcript.source.text().contains("study"));
}

#[test]
fn a_label_at_the_top_of_many_pages_is_no_header() {
    let weather = ["rain", "hail", "snow", "sun", "fog", "wind"];
    let contents = weather.map(|weather| {
        let question = format!("And after the {weather}?");
        let answer = format!("After the {weather} we stayed at home.");
        let end = format!("No more {weather} for you.");
        let lines = [
            "Nora  1:05",
            &question,
            "",
            "Pete  1:22",
            &answer,
            "",
            "Nora  1:30",
            &end,
        ];
        column(72, 770, &lines)
    });
    let transcript = reading(pages(&contents)).unwrap();
    assert_eq!(transcript.speakers, ["Nora", "Pete"]);
    assert_eq!(transcript.turns.len(), 13);
    assert_eq!(left_out(&transcript), []);
}

#[test]
fn a_speaker_who_begins_every_page_is_no_header() {
    for (first, second) in [
        ("Interviewer:", "What of the rain?"),
        ("Interviewer: And then?", "Pete: Rain."),
    ] {
        let contents = ["rain", "hail", "snow", "fog"].map(|weather| {
            let answer = format!("Pete: After the {weather} we stayed at home.");
            let question = format!("Interviewer: And no more {weather}?");
            column(
                72,
                770,
                &[first, second, "", &answer, "", &question, "", "Pete: No."],
            )
        });
        let transcript = reading(pages(&contents)).unwrap();
        assert_eq!(transcript.speakers, ["Interviewer", "Pete"]);
        assert_eq!(left_out(&transcript), [], "{first}");
    }
}

#[test]
fn pages_that_are_alike_are_all_read() {
    let page = column(72, 770, &TALK);
    for count in 2..5 {
        let transcript = reading(pages(&vec![&page; count])).unwrap();
        assert_eq!(transcript.turns.len(), 2 * count);
        assert_eq!(left_out(&transcript), []);
    }
}

#[test]
fn numbers_of_paragraphs_in_the_margin_are_left_out() {
    let mut content = column(72, 770, &TALK);
    content += &at(40, 770, "1");
    content += &at(40, 734, "2");
    content += &column(72, 680, &["Nora: And the tools?"]);
    content += &at(40, 680, "3");
    let transcript = reading(pages(&[content])).unwrap();
    assert_eq!(
        transcript.source.text(),
        format!("{TALK_READ}\n\nNora: And the tools?")
    );
    let numbers = "paragraph numbers in the margin";
    assert_eq!(
        left_out(&transcript),
        [(numbers.to_owned(), 3, "1".to_owned())]
    );
}

#[test]
fn numbers_of_lines_as_in_court_are_left_out() {
    let mut contents = Vec::new();
    for page in 0..2 {
        let mut content = column(90, 770 - 12 * page, &TALK);
        for line in 0..8 {
            content += &at(60, 770 - 12 * line, &(line + 1).to_string());
        }
        contents.push(content);
    }
    let transcript = reading(pages(&contents)).unwrap();
    assert_eq!(
        transcript.source.text(),
        format!("{TALK_READ}\n\n{TALK_READ}")
    );
    let numbers = "line numbers in the margin";
    assert_eq!(
        left_out(&transcript),
        [(numbers.to_owned(), 16, "1".to_owned())]
    );
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "Nora: When did you first come to the",
        "allotment, and what was it really like",
        "in those days?",
        "",
        "Pete: That was in the spring after the",
        "flood. Nothing grew, and the shed had",
        "gone down the river with the tools and",
        "most of the seed potatoes, which we",
    ];
    let right = [
        "had kept in it through the winter and",
        "could not buy again in that year.",
        "",
        "Nora: And who helped you to start from",
        "nothing again, when it was all over and",
        "everybody else had gone home?",
        "",
        "Pete: The neighbours did, most of them.",
    ];
    let mut content = at(200, 800, "Talks about allotments, and what comes of them");
    content += &column(72, 770, &left);
    content += &column(320, 770, &right);
    let text = text(pages(&[content]));
    assert!(
        text.contains("seed potatoes, which we had kept in it"),
        "{text}"
    );
    assert!(
        text.ends_with("Pete: The neighbours did, most of them."),
        "{text}"
    );
}

#[test]
fn words_cut_at_the_end_of_a_line_are_joined() {
    let lines = [
        "Nora: We never saw the neighbour-",
        "hood like that again, a long-term",
        "view was missing, and in the long-",
        "term nothing is for free, as the COVID-",
        "19 years have shown to all of us.",
        "",
        "Pete: Yes.",
    ];
    let text = text(pages(&[column(72, 770, &lines)]));
    assert!(text.contains("the neighbourhood like that"), "{text}");
    assert!(text.contains("in the long-term nothing"), "{text}");
    assert!(text.contains("the COVID-19 years"), "{text}");
}

#[test]
fn ligatures_are_expanded() {
    let mut made = Made::default();
    let map = made.stream(
        "",
        b"1 beginbfchar <01> <FB03> endbfchar 1 beginbfrange <20> <7E> <0020> endbfrange",
    );
    let fonts = format!(
        "/Font << /F << /Type /Font /Subtype /TrueType /BaseFont /Arial /ToUnicode {map} 0 R /Encoding << /Differences [2 /fl /f_f_i] >> >> >>"
    );
    let content = at(72, 770, "Nora: The o\\001ce \\002oor is di\\003cult.");
    let text = text(pages_with(&[content], &fonts, made, ""));
    assert_eq!(text, "Nora: The office floor is difficult.");
}

#[test]
fn bold_labels_are_marked() {
    let mut content = String::new();
    for (step, (name, words)) in (0..).zip([
        ("Nora:", "And what happened then to the shed?"),
        ("Pete:", "It went down the river in the night."),
        ("Nora:", "All of it?"),
        ("Pete:", "All of it."),
    ]) {
        let y = 770 - 24 * step;
        content += &bold(72, y, name);
        content += &at(100, y, words);
    }
    let transcript = reading(pages(&[content])).unwrap();
    assert_eq!(transcript.speakers, ["Nora", "Pete"]);
    assert_eq!(transcript.reading.labels.style, LabelStyle::Bold);
    let text = transcript.source.text();
    assert!(text.starts_with("Nora: And what happened"), "{text}");
}

#[test]
fn a_name_and_a_time_above_the_words_are_a_label() {
    let lines = [
        "Nora Kelly  0:22",
        "When did you first come to the allotment, and what was it like in",
        "those days?",
        "",
        "Pete  1:05",
        "That was in the spring after the flood.",
        "",
        "Nora Kelly  1:30",
        "I see.",
    ];
    let transcript = reading(pages(&[column(72, 770, &lines)])).unwrap();
    assert_eq!(transcript.speakers, ["Nora Kelly", "Pete"]);
    assert!(
        transcript
            .source
            .text()
            .contains("what was it like in those days?")
    );
}

#[test]
fn a_table_of_times_speakers_and_words_is_read_by_rows() {
    let mut content = String::new();
    let rows = [
        (770, "Time", "Speaker", "Text"),
        (750, "00:05", "Nora", "When did you first come to the"),
        (738, "", "", "allotment?"),
        (718, "00:12", "Pete", "In the spring after the flood."),
        (698, "00:20", "Nora", "And then?"),
        (678, "00:31", "Pete", "Then nothing grew for a year and we"),
        (666, "", "", "all had to start again."),
    ];
    for (y, time, speaker, words) in rows {
        content += &at(72, y, time);
        content += &at(140, y, speaker);
        content += &at(240, y, words);
    }
    let transcript = reading(pages(&[content])).unwrap();
    assert_eq!(transcript.speakers, ["Nora", "Pete"]);
    assert_eq!(transcript.turns.len(), 4);
    let text = transcript.source.text();
    assert!(
        text.contains("When did you first come to the allotment?"),
        "{text}"
    );
}

#[test]
fn raised_and_lowered_figures_stay_in_their_line() {
    for (size, rise) in [
        (7, "3.6"),
        (6, "4.5"),
        (8, "5.5"),
        (10, "5"),
        (6, "-2"),
        (7, "-4"),
    ] {
        let mark = |text: &str| format!("/F {size} Tf {rise} Ts ({text}) Tj /F 10 Tf 0 Ts");
        let lines = [
            format!(
                "(Nora: It was the 2) Tj {} ( of May, and what was the whole of) Tj",
                mark("nd")
            ),
            format!(
                "(it like?) Tj {} ( I do not know H) Tj {} (O.) Tj",
                mark("1"),
                mark("2")
            ),
        ];
        let mut content = String::new();
        for (line, y) in lines.iter().zip([770, 758]) {
            writeln!(content, "BT /F 10 Tf 72 {y} Td {line} ET").unwrap();
        }
        assert_eq!(
            text(pages(&[content])),
            "Nora: It was the 2nd of May, and what was the whole of it like?1 I do not know H2O.",
            "{size} points, raised by {rise}"
        );
    }
}

#[test]
fn spaces_that_are_only_gaps_are_read() {
    let content = "BT /F 10 Tf 72 770 Td [(Nora:)-300(We)-300(lef)20(t)-300(ear)-10(ly)]TJ ET";
    assert_eq!(text(pages(&[content])), "Nora: We left early");
}

#[test]
fn text_that_runs_upwards_is_left_out() {
    let mut content = column(72, 770, &TALK);
    content += "BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET";
    let transcript = reading(pages(&[content])).unwrap();
    assert_eq!(transcript.source.text(), TALK_READ);
    let kind = "pages with text that runs upwards or aslant";
    assert_eq!(
        left_out(&transcript),
        [(kind.to_owned(), 1, "DRAFT".to_owned())]
    );
}

#[test]
fn a_scanned_document_needs_ocr() {
    let mut made = Made::default();
    let image = made.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        b"\x00",
    );
    let resources = format!("/XObject << /I {image} 0 R >>");
    let message = refusal(pages_with(
        &["q 595 0 0 842 0 0 cm /I Do Q"],
        &resources,
        made,
        "",
    ));
    assert!(message.starts_with("made.pdf looks scanned"), "{message}");
    assert!(message.contains("OCR"), "{message}");
}

#[test]
fn scanned_pages_among_others_are_warned_of() {
    let scanned = "q BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q".to_owned();
    let transcript = reading(pages(&[column(72, 770, &TALK), scanned])).unwrap();
    let warning = &transcript.reading.warnings[0];
    assert_eq!(warning.rule, "scanned-pages");
    assert_eq!(warning.place.position().map(|at| at.line), Some(2));
    assert_eq!(transcript.source.text(), TALK_READ);
}

#[test]
fn a_password_is_asked_to_be_removed() {
    let trailer = "/ID [(a) (a)] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 \
        /O (oooooooooooooooooooooooooooooooo) /U (uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu) >>";
    let pdf = pages_with(&[column(72, 770, &TALK)], FONTS, Made::default(), trailer);
    let message = refusal(pdf);
    assert!(message.contains("protected by a password"), "{message}");
}

#[test]
fn what_is_no_pdf_is_said_to_be_none() {
    for junk in [
        &b"%PDF-1.7 and then nothing"[..],
        b"%PDF-\0\0\0\0<<>>[[[[",
        b"%PDF-1.4\n1 0 obj\n<<",
    ] {
        let message = refusal(junk.to_vec());
        assert!(message.contains("is damaged: it breaks off"), "{message}");
    }
}

#[test]
fn a_truncated_file_is_said_to_be_damaged() {
    let whole = pages(&[column(72, 770, &TALK), column(72, 700, &TALK)]);
    let complete = whole.len() - 1;
    for length in (9..complete).step_by(97) {
        match reading(whole[..length].to_vec()) {
            Ok(transcript) => {
                assert!(transcript.source.text().starts_with("Nora:"));
                assert_eq!(transcript.reading.warnings[0].rule, "damaged-document");
            }
            Err(error) => assert!(matches!(error, ReadError::TruncatedPdf { .. }), "{error}"),
        }
    }
    assert!(reading(whole).unwrap().reading.warnings.is_empty());
}

#[test]
fn what_is_named_like_a_pdf_is_said_to_be_what_it_is() {
    for (bytes, expected) in [
        (
            &b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..],
            "made.pdf is a PNG picture",
        ),
        (
            b"\xFF\xD8\xFF\xE0\0\x10JFIF\0",
            "made.pdf is a JPEG picture",
        ),
        (b"PK\x03\x04\x14\0\0\0", "made.pdf is a ZIP archive"),
        (b"Nora: One.\n\nPete: Two.\n", "made.pdf is plain text"),
        (b"\x01\x02\x03", "made.pdf is damaged, or is not a PDF"),
    ] {
        let message = refusal(bytes.to_vec());
        assert!(message.starts_with(expected), "{message}");
    }
}

#[test]
fn what_holds_itself_is_read_once() {
    // A page tree that is its own child, and a form that draws itself.
    let mut made = Made::default();
    made.object("<< /Type /Catalog /Pages 2 0 R >>");
    made.object("<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>");
    made.object(format!(
        "<< /Type /Page /Parent 2 0 R /Resources << {FONTS} /XObject << /X 4 0 R >> >> /Contents 5 0 R >>"
    ));
    made.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
        b"/X Do /X Do",
    );
    made.stream("", format!("{} /X Do", column(72, 770, &TALK)).as_bytes());
    assert_eq!(text(made.bytes("/Root 1 0 R")), TALK_READ);
}

#[test]
fn forms_that_draw_forms_end() {
    let mut made = Made::default();
    made.object("<< /Type /Catalog /Pages 2 0 R >>");
    made.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    made.object(
        "<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
    );
    made.stream("", b"/X Do");
    for next in 6..30 {
        let dict = format!("/Subtype /Form /Resources << /XObject << /X {next} 0 R >> >>");
        made.stream(&dict, b"/X Do /X Do /X Do /X Do");
    }
    let message = refusal(made.bytes("/Root 1 0 R"));
    assert!(
        message.contains("more than 256 MiB of content"),
        "{message}"
    );
}

#[test]
fn many_pages_in_few_bytes_are_refused() {
    let kids = "<<>>".repeat(200_000);
    let mut made = Made::default();
    made.object("<< /Type /Catalog /Pages 2 0 R >>");
    made.object(format!("<< /Type /Pages /Kids [{kids}] >>"));
    let message = refusal(made.bytes("/Root 1 0 R"));
    assert!(
        message.contains("more objects than its size has room for"),
        "{message}"
    );
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let page = packed(&vec![b' '; 40 << 20]);
    let mut made = Made::default();
    made.object("<< /Type /Catalog /Pages 2 0 R >>");
    made.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    made.object("<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>");
    made.stream("/Filter /FlateDecode", &page);
    let message = refusal(made.bytes("/Root 1 0 R"));
    assert!(
        message.contains("more than 256 MiB of content, 32 MiB on one page"),
        "{message}"
    );
}

#[test]
fn objects_that_unpack_to_too_much_are_refused() {
    let bomb = packed(&packed(&vec![b' '; 100 << 20]));
    for dict in [
        "/Type /ObjStm /N 9 /First 9 /Filter [/FlateDecode /FlateDecode]",
        "/Type /ObjStm /N 9 /Fir#73t 9 /Filter [/Fl#61teDecode /Fl]",
        "/Type /XRef /W [1 2 1] /Size 9 /X (>> stream) /Filter [/FlateDecode /FlateDecode]",
    ] {
        let mut made = Made::default();
        made.stream(dict, &bomb);
        let message = refusal(made.bytes("/Root 1 0 R"));
        assert!(message.contains("more than 64 MiB"), "{dict}: {message}");
    }
}

#[test]
fn strings_and_streams_without_an_end_are_refused() {
    for (open, times) in [
        ("1 0 obj(", 100_000),
        ("1 0 obj<</A 1>>stream\n", 50_000),
        ("1 0 obj%", 100_000),
        ("1 0 obj[ ", 30_000),
    ] {
        let mut file = b"%PDF-1.7\n".to_vec();
        for _ in 0..times {
            file.extend_from_slice(open.as_bytes());
        }
        let message = refusal(file);
        assert!(message.contains("is damaged: it breaks off"), "{message}");
    }
}

#[test]
fn deep_nesting_and_zeros_are_survived() {
    let mut deep = b"%PDF-1.7\n1 0 obj\n".to_vec();
    deep.extend(std::iter::repeat_n(b'[', 200_000));
    refusal(deep);
    let mut zeros = b"%PDF-1.7\n".to_vec();
    zeros.extend(std::iter::repeat_n(0, 200_000));
    refusal(zeros);
    let content = format!(
        "{} {} {}",
        "[".repeat(100_000),
        "q ".repeat(100_000),
        column(72, 770, &TALK)
    );
    assert_eq!(text(pages(&[content])), TALK_READ);
}
