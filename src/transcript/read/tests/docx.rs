//! Word documents: what their styles say, and what is left out of them.

use super::{error, packed, paragraph, transcript, turns};
use crate::transcript::{LabelStyle, Transcript};

/// A Word document with these other parts.
fn with(body: &str, parts: &[(&str, &str)]) -> Transcript {
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend_from_slice(parts);
    transcript("t.docx", packed(&all))
}

/// What is left out, as `count what: example`.
pub(super) fn left_out(transcript: &Transcript) -> Vec<String> {
    let left_out = transcript.reading.left_out.iter();
    left_out
        .map(|it| format!("{} {}: {}", it.count, it.what, it.example))
        .collect()
}

#[test]
fn what_stands_outside_of_the_body_is_counted() {
    let header = |text: &str| format!(r#"<w:hdr xmlns:w="w">{}</w:hdr>"#, paragraph(text));
    let notes = format!(
        r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="1">{}{}</w:footnote></w:footnotes>"#,
        paragraph("line"),
        paragraph("He means"),
        paragraph("the old harbour.")
    );
    let comments = format!(
        r#"<w:comments xmlns:w="w"><w:comment w:id="1" w:author="Me">{}</w:comment></w:comments>"#,
        paragraph("check the tape")
    );
    let read = with(
        &format!(
            r#"<w:p><w:r><w:t>Ann: So?</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>{}"#,
            paragraph("Bo: Yes.")
        ),
        &[
            ("word/header1.xml", &header("Study 7")),
            ("word/header2.xml", &header("Study 7")),
            ("word/header3.xml", &header(" ")),
            ("word/footer1.xml", &header("12").replace("hdr", "ftr")),
            ("word/footnotes.xml", &notes),
            ("word/comments.xml", &comments),
            ("word/commentsExtended.xml", &comments),
        ],
    );
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes."]);
    assert_eq!(
        left_out(&read),
        [
            "1 page headers and footers: Study 7",
            "1 footnotes: He means the old harbour.",
            "1 comments: check the tape"
        ]
    );
}

#[test]
fn deleted_and_hidden_words_and_page_numbers_are_counted_and_not_read() {
    let read = with(
        concat!(
            "<w:p><w:r><w:t>Ann: So</w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del>",
            "<w:del><w:r><w:delText>pe</w:delText></w:r></w:del><w:r><w:t>?</w:t></w:r>",
            "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>",
            "<w:p><w:r><w:t>Bo: Yes </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>and se</w:t></w:r>",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>cret</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>indeed.</w:t></w:r></w:p>",
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>",
            "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "<w:fldSimple w:instr=\"NUMPAGES\"><w:r><w:t>20</w:t></w:r></w:fldSimple></w:p>",
            "<w:p><w:fldSimple w:instr=\"DATE\"><w:r><w:t>Ann: May.</w:t></w:r></w:fldSimple></w:p>",
        ),
        &[],
    );
    assert_eq!(
        turns(&read),
        ["Ann|1|So?", "Bo|1|Yes indeed.", "Ann|1|May."]
    );
    assert_eq!(
        left_out(&read),
        [
            "2 passages deleted with tracked changes: nope",
            "1 hidden passages: and secret",
            "1 page numbers: 1220"
        ]
    );
}

#[test]
fn an_unclosed_field_takes_no_words_with_it() {
    let read = with(
        concat!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Ann: So?</w:t></w:r></w:p>",
            "<w:p><w:r><w:fldChar w:fldCharType=\"separate\"/><w:t>Bo: Yes.</w:t></w:r></w:p>",
        ),
        &[],
    );
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes."]);
}

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Wer"><w:name w:val="Wer"/><w:basedOn w:val="Fett"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Leise"><w:name w:val="Leise"/><w:basedOn w:val="Kreis"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Kreis"/><w:basedOn w:val="Leise"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Inh1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="table" w:styleId="Tab"><w:name w:val="Tab"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
</w:styles>"#;

#[test]
fn styles_say_what_is_bold_hidden_a_heading_or_a_table_of_contents() {
    let line = |style: &str, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let turn = |name: &str, words: &str| {
        format!(
            r#"<w:p><w:r><w:rPr><w:rStyle w:val="Wer"/></w:rPr><w:t>{name}</w:t></w:r><w:r><w:br/><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let body = [
        line("Inh1", "Work.....1"),
        turn("Ann", "So?"),
        line("Kop1", "Work"),
        turn("Bo", "Yes."),
        turn("Ann", "And?"),
        line("Kreis", "aside"),
        turn("Bo", "No."),
    ];
    let read = with(&body.concat(), &[("word/styles.xml", STYLES)]);
    assert_eq!(read.reading.labels.style, LabelStyle::Bold);
    assert_eq!(read.speakers, ["Ann", "Bo"]);
    assert_eq!(
        left_out(&read),
        [
            "1 lines of tables of contents: Work.....1",
            "1 hidden passages: aside",
            "1 headings: Work"
        ]
    );
}

#[test]
fn text_boxes_are_paragraphs_and_the_run_around_them_goes_on() {
    let read = with(
        concat!(
            "<w:p><w:r><w:pict><v:textbox xmlns:v=\"v\"><w:txbxContent><w:p><w:r><w:t>Ann: So?</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>",
            "<w:t>Bo: Yes.</w:t></w:r></w:p>",
        ),
        &[],
    );
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes."]);
}

#[test]
fn symbols_are_drawn_or_counted_and_other_documents_are_counted() {
    let read = with(
        concat!(
            "<w:p><w:r><w:t>Ann: So </w:t><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/><w:t> there</w:t>",
            "<w:sym w:font=\"Dingbats\" w:char=\"F021\"/></w:r></w:p><w:altChunk xmlns:r=\"r\" r:id=\"rId9\"/>",
            "<w:p><w:r><w:t>Bo: A&nosuch;\nB</w:t></w:r></w:p>",
        ),
        &[],
    );
    assert_eq!(
        turns(&read),
        ["Ann|1|So → there\u{FFFD}", "Bo|1|A&nosuch; B"]
    );
    assert_eq!(
        left_out(&read),
        [
            "1 symbols that only their font draws: Dingbats F021",
            "1 embedded documents: rId9"
        ]
    );
}

#[test]
fn prefixes_of_names_may_be_others() {
    let xml = r#"<ns0:document xmlns:ns0="w"><ns0:p><ns0:r><ns0:t>Ann: So?</ns0:t></ns0:r></ns0:p><ns0:p><ns0:r><ns0:t>Bo: Yes.</ns0:t></ns0:r></ns0:p></ns0:document>"#;
    let read = transcript("t.docx", packed(&[("word/document.xml", xml)]));
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes."]);
}

#[test]
fn what_is_damaged_before_its_first_word_is_told_with_its_place() {
    let docx = packed(&[("word/document.xml", "<w:document><w:body><w:p><w:r <w:t>x")]);
    let odt = packed(&[(
        "content.xml",
        "<office:document-content><office:body><office:text><text:p",
    )]);
    for (file, bytes, kind, ending) in [
        ("t.docx", docx, "a Word document", ".docx"),
        ("t.odt", odt, "an OpenDocument text", ".odt"),
    ] {
        let message = error(file, bytes).to_string();
        let start = format!("{file} is {kind} that is damaged at byte ");
        assert!(message.starts_with(&start), "{message}");
        assert!(
            message.ends_with(&format!("save it again as {ending}")),
            "{message}"
        );
    }
}
