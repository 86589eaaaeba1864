//! `OpenDocument` texts.

use super::docx::left_out;
use super::{error, packed, rules, transcript, turns};
use crate::transcript::read::ReadError;
use crate::transcript::{Format, LabelStyle, Transcript};

const STYLES: &str = concat!(
    r#"<style:style style:name="Wer" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"#,
    r#"<style:style style:name="Leise" style:family="text"><style:text-properties text:display="none"/></style:style>"#,
    r#"<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading"/>"#,
);
const AUTOMATIC: &str = concat!(
    r#"<style:style style:name="T1" style:family="text" style:parent-style-name="Wer"/>"#,
    r#"<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>"#,
    r#"<style:style style:name="T3" style:family="text" style:parent-style-name="T3"/>"#,
    r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>"#,
    r#"<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="700"/></style:style>"#,
);

fn content(text: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles>{AUTOMATIC}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
}

fn odt(text: &str) -> Vec<u8> {
    let header = |text: &str| format!("<style:header><text:p>{text}</text:p></style:header>");
    let styles = format!(
        "<office:document-styles><office:styles>{STYLES}</office:styles><office:master-styles><style:master-page>{}</style:master-page><style:master-page>{}<style:footer><text:p><text:page-number>3</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
        header("Study 7"),
        header("Study 7")
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("styles.xml", &styles),
        ("content.xml", &content(text)),
    ])
}

fn read(text: &str) -> Transcript {
    transcript("t.odt", odt(text))
}

#[test]
fn runs_breaks_and_white_space_are_put_together() {
    let read = read(concat!(
        "<text:sequence-decls><text:sequence-decl/></text:sequence-decls>",
        "<text:p text:style-name=\"Standard\">\n  <text:span>Ann:</text:span> Q&amp;A<text:tab/>x<text:line-break/>y<text:s text:c=\"3\"/>\n",
        " <text:soft-page-break/>z <text:a xlink:href=\"u\">li<text:bookmark text:name=\"b\"/>nk</text:a></text:p>",
        "<text:list><text:list-item><text:p>Bo: One.</text:p></text:list-item></text:list>",
        "<text:section><text:p>Ann: Two.</text:p></text:section>",
        "<text:p><draw:frame><draw:text-box><text:p>Bo: Three.</text:p></draw:text-box></draw:frame>Ann: Four.</text:p>",
    ));
    assert_eq!(
        turns(&read),
        [
            "Ann|1|Q&A\tx\ny    z link",
            "Bo|1|One.",
            "Ann|1|Two.",
            "Bo|1|Three.",
            "Ann|1|Four."
        ]
    );
    assert_eq!(read.reading.format, Format::Odt);
    assert_eq!(left_out(&read), ["1 page headers and footers: Study 7"]);
}

#[test]
fn styles_and_their_parents_say_what_is_bold_or_a_heading() {
    let turn = |style: &str, name: &str, words: &str| {
        format!(
            "<text:p><text:span text:style-name=\"{style}\">{name}</text:span><text:line-break/>{words}</text:p>"
        )
    };
    let text = [
        turn("T1", "Ann", "So?"),
        "<text:p text:style-name=\"P1\">Talk</text:p>".to_owned(),
        turn("Wer", "Bo", "Yes."),
        "<text:h text:style-name=\"P2\">Work</text:h>".to_owned(),
        "<text:p text:style-name=\"P2\">Ann<text:span text:style-name=\"T2\"><text:line-break/>And?</text:span></text:p>".to_owned(),
        turn("T1", "Bo", "<text:span text:style-name=\"T3\">Well.</text:span>"),
    ];
    let read = read(&text.concat());
    assert_eq!(read.reading.labels.style, LabelStyle::Bold);
    assert_eq!(read.speakers, ["Ann", "Bo"]);
    assert!(left_out(&read).contains(&"2 headings: Talk".to_owned()));
}

#[test]
fn what_is_no_speech_is_counted() {
    let read = read(concat!(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Me</dc:creator></office:change-info>",
        "<text:p>never mind</text:p></text:deletion></text:changed-region></text:tracked-changes>",
        "<text:table-of-content><text:index-body><text:p>Work 1</text:p></text:index-body></text:table-of-content>",
        "<text:p>Ann: So<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>",
        "<text:note text:note-class=\"endnote\"><text:note-citation>i</text:note-citation><text:note-body><text:p>The end.</text:p></text:note-body></text:note>",
        "<office:annotation><dc:creator>Me</dc:creator><dc:date>2024</dc:date><text:p>check</text:p><text:p>it</text:p></office:annotation>",
        "<text:change text:change-id=\"c\"/>?<text:span text:style-name=\"Leise\"> psst</text:span></text:p>",
        "<text:section text:display=\"none\"><text:p>secret</text:p></text:section>",
        "<text:p>Bo: Yes.<draw:frame><draw:image><office:binary-data>aGk=</office:binary-data></draw:image><svg:desc>a photo</svg:desc></draw:frame></text:p>",
        "<text:p>Page <text:page-number>4</text:page-number></text:p>",
    ));
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes. / Page"]);
    assert_eq!(
        left_out(&read),
        [
            "1 page headers and footers: Study 7",
            "1 passages deleted with tracked changes: never mind",
            "1 tables of contents and indexes: Work 1",
            "1 footnotes: A note.",
            "1 endnotes: The end.",
            "1 comments: check it",
            "2 hidden passages: psst",
            "1 descriptions of pictures: a photo",
            "1 page numbers: 4",
        ]
    );
}

#[test]
fn a_table_of_speaker_and_text_is_read_row_by_row() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let table = format!(
        "<table:table><table:table-column table:number-columns-repeated=\"2\"/><table:table-header-rows>{}</table:table-header-rows>{}{}<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell table:number-columns-repeated=\"1000000000\"/></table:table-row>{}</table:table>",
        row(&["Speaker", "Text"]),
        row(&["Ann", "So?"]),
        row(&["Bo", "Yes."]),
        row(&["Ann", "Good."]),
    );
    let read = read(&table);
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes.", "Ann|1|Good."]);
    assert_eq!(read.reading.labels.style, LabelStyle::Column);
}

#[test]
fn a_text_in_one_piece_of_xml_is_known_by_its_root() {
    let xml = format!(
        "<?xml version=\"1.0\"?>\n<office:document office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:styles>{STYLES}</office:styles><office:body><office:text><text:p>Ann: Só?</text:p><text:p>Bo: Yes.</text:p></office:text></office:body></office:document>"
    );
    let read = transcript("t.xml", xml);
    assert_eq!(read.reading.format, Format::Odt);
    assert_eq!(turns(&read), ["Ann|1|Só?", "Bo|1|Yes."]);
}

#[test]
fn xml_that_breaks_off_keeps_what_stands_before_and_says_so() {
    let whole = content("<text:p>Ann: One.</text:p><text:p>Bo: Two.</text:p><text:p>Ann: Th");
    let xml = &whole[..whole.find("</office:text>").unwrap()];
    let read = transcript("t.odt", packed(&[("content.xml", xml)]));
    assert_eq!(turns(&read), ["Ann|1|One.", "Bo|1|Two.", "Ann|1|Th"]);
    assert_eq!(rules(&read), ["damaged-document"]);
}

#[test]
fn deep_nesting_overflows_nothing() {
    for (open, close) in [
        ("<text:p>", "</text:p>"),
        ("<text:span>", "</text:span>"),
        ("<text:section>", "</text:section>"),
        (
            "<table:table><table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row></table:table>",
        ),
    ] {
        let deep = format!(
            "{}<text:p>Ann: x</text:p>{}",
            open.repeat(50_000),
            close.repeat(50_000)
        );
        assert_eq!(read(&deep).turns.len(), 1, "{open}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let manifest = ("META-INF/manifest.xml", "<manifest:encryption-data/>");
    let locked = packed(&[("content.xml", "\u{1}\u{2}"), manifest]);
    assert!(matches!(
        error("t.odt", locked),
        ReadError::Encrypted { .. }
    ));
    assert_eq!(
        error("t.odt", "no zip at all").to_string(),
        "t.odt is damaged, or is not an OpenDocument text; open it in LibreOffice or Word and save it again as .odt"
    );
    let slides = "<office:document-content><office:body><office:presentation/></office:body></office:document-content>";
    assert_eq!(
        error("t.odt", packed(&[("content.xml", slides)])).to_string(),
        "t.odt is an archive without an OpenDocument text in it (no text in content.xml); save the transcript as .odt"
    );
    assert!(matches!(error("t.odt", odt("")), ReadError::Empty { .. }));
    assert!(matches!(error("t.odt", ""), ReadError::Empty { .. }));
}
