//! Workbooks of Excel and of `OpenDocument`.

use rust_xlsxwriter::{Format as Look, Note, Workbook};

use super::docx::left_out;
use super::{error, packed, rules, transcript, turns};
use crate::transcript::read::ReadError;
use crate::transcript::{Format, LabelStyle};

type Rows<'a> = &'a [&'a [&'a str]];

const TALK: Rows = &[
    &["Speaker", "Text"],
    &["Ann", "So?"],
    &["Bo", "Yes &amp; no."],
    &["", "And more."],
];

fn sheet(workbook: &mut Workbook, name: &str, rows: Rows) {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

fn xlsx(sheets: &[(&str, Rows)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        sheet(&mut workbook, name, rows);
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_first_sheet_with_speakers_and_words_is_read() {
    let head: Rows = &[&["Interview 3"], &["Date", "3 May"], &[]];
    let below: Vec<&[&str]> = head.iter().chain(TALK).copied().collect();
    let bytes = xlsx(&[
        ("About", &[&["Text"], &["Nothing."]]),
        ("Talk", &below),
        ("Codes", &[&["a", "b"]]),
    ]);
    let read = transcript("t.xlsx", bytes);
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes & no. / And more."]);
    assert_eq!(read.reading.format, Format::Xlsx);
    assert_eq!(read.reading.labels.style, LabelStyle::Column);
    assert_eq!(rules(&read), [""; 0]);
    assert_eq!(
        left_out(&read),
        [
            "2 other sheets: About",
            "2 rows above the names of the columns: Interview 3"
        ]
    );
}

#[test]
fn several_sheets_that_look_like_transcripts_are_warned_of() {
    let read = transcript("t.xlsx", xlsx(&[("One", TALK), ("Two", TALK)]));
    assert_eq!(rules(&read), ["several-sheets"]);
    assert_eq!(
        read.reading.warnings[0].message,
        "2 sheets of this workbook look like transcripts (`One`, `Two`); only `One` is read"
    );
}

#[test]
fn times_are_fractions_of_a_day_or_text_and_comments_and_errors_are_counted() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(["start", "end", "speaker", "text"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    let time = Look::new().set_num_format("[h]:mm:ss");
    for (row, at) in [(1, 0.0), (2, 62.5)] {
        sheet
            .write_number_with_format(row, 0, at / 86_400.0, &time)
            .unwrap();
        sheet.write_number(row, 1, (at + 2.0) / 86_400.0).unwrap();
        sheet
            .write_string(row, 2, if row == 1 { "Ann" } else { "Bo" })
            .unwrap();
        sheet.write_number(row, 3, f64::from(row)).unwrap();
    }
    sheet
        .write_formula(
            3,
            3,
            rust_xlsxwriter::Formula::new("1/0").set_result("#DIV/0!"),
        )
        .unwrap();
    sheet
        .insert_note(1, 3, &Note::new("check").add_author_prefix(false))
        .unwrap();
    let read = transcript("t.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(turns(&read), ["Ann|1|1", "Bo|1|2"]);
    let times: Vec<_> = read.turns.iter().filter_map(|turn| turn.time).collect();
    assert_eq!((times[0].start, times[0].end), (0, Some(2_000)));
    assert_eq!((times[1].start, times[1].end), (62_500, Some(64_500)));
    assert_eq!(
        left_out(&read),
        ["1 comments: check", "1 cells that hold an error: #DIV/0!"]
    );
}

#[test]
fn a_hidden_sheet_is_read_only_where_no_other_can_be() {
    let hidden = |seen: Rows| {
        let mut workbook = Workbook::new();
        sheet(&mut workbook, "Talk", TALK);
        sheet(&mut workbook, "Seen", seen);
        workbook.worksheets_mut()[0].set_hidden(true);
        workbook.worksheets_mut()[1].set_active(true);
        transcript("t.xlsx", workbook.save_to_buffer().unwrap())
    };
    let read = hidden(&[&["Time", "Text"], &["0:01", "So?"], &["0:04", "Well."]]);
    assert_eq!(read.source.text(), "So?\n\nWell.");
    assert_eq!(rules(&read)[0], "several-sheets");
    assert_eq!(
        read.reading.warnings[0].message,
        "2 sheets of this workbook look like transcripts (hidden `Talk`, `Seen`); only `Seen` is read"
    );
    let read = hidden(&[&["age", "town"], &["3", "Ulm"]]);
    assert_eq!(turns(&read)[0], "Ann|1|So?");
    assert_eq!(left_out(&read), ["1 other sheets: Seen"]);
}

#[test]
fn comments_of_threads_are_counted_once() {
    let mut workbook = Workbook::new();
    sheet(&mut workbook, "Talk", TALK);
    let bytes = workbook.save_to_buffer().unwrap();
    let threads = r#"<ThreadedComments><threadedComment ref="B2" id="{1}"><text>Check this</text></threadedComment><threadedComment ref="B2" id="{2}" parentId="{1}"><text>Done &amp; seen</text></threadedComment></ThreadedComments>"#;
    let notes = r#"<comments><authors><author>tc={1}</author><author>Eva</author></authors><commentList><comment ref="B2" authorId="0"><text><t>[Threaded comment] Your version of Excel</t></text></comment><comment ref="B3" authorId="1"><text><r><t>A </t></r><r><t>note</t></r></text></comment></commentList></comments>"#;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        entries.push((entry.name().unwrap().into_owned(), bytes));
    }
    entries.push(("xl/comments1.xml".into(), notes.into()));
    entries.push((
        "xl/threadedComments/threadedComment1.xml".into(),
        threads.into(),
    ));
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, bytes)| (&name[..], &bytes[..]))
        .collect();
    let read = transcript("t.xlsx", super::archive(&entries));
    assert_eq!(left_out(&read), ["3 comments: Check this"]);
}

fn ods(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}

#[test]
fn an_open_document_workbook_is_read_with_its_repeated_rows_and_cells() {
    let row = |start: &str, speaker: &str, text: &str| {
        format!(
            "<table:table-row><table:table-cell office:value-type=\"time\" office:time-value=\"PT00H00M{start}S\"><text:p>12:00 AM</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>{speaker}</text:p></table:table-cell><table:table-cell><text:p>{text}</text:p><office:annotation><dc:date>2</dc:date><text:p>why</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>"
        )
    };
    let table = [
        "<table:tracked-changes><table:cell-content-change><table:table-cell><text:p>old</text:p></table:table-cell></table:cell-content-change></table:tracked-changes>",
        "<table:table table:name=\"A &amp; B\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>",
        &row("01", "Ann", "So  there,<text:s/>you?"),
        &row("02", "Bo", "Yes.</text:p><text:p>And."),
        &row("03", "Ann", "Good."),
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>",
        "<table:table table:name=\"Other\"><table:table-row><table:table-cell table:number-columns-repeated=\"3\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
    ];
    let read = transcript("t.ods", ods(&table.concat()));
    assert_eq!(
        turns(&read),
        ["Ann|1|So there, you?", "Bo|1|Yes.\nAnd.", "Ann|1|Good."]
    );
    assert_eq!(read.turns[1].time.unwrap().start, 2_000);
    assert_eq!(
        left_out(&read),
        [
            "1 changes of cells: old",
            "3 comments: why",
            "1 other sheets: Other"
        ]
    );
}

#[test]
fn a_hidden_sheet_of_an_open_document_is_known_by_its_style() {
    let row = |speaker: &str, text: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{speaker}</text:p></table:table-cell><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let table = |name: &str, style: &str, text: &str| {
        let rows = [row("speaker", "text"), row("Ann", text), row("Bo", "Yes.")].concat();
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>"
        )
    };
    let xml = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{}{}</office:spreadsheet></office:body></office:document-content>",
        table("Old", "ta2", "Old?"),
        table("New", "ta1", "New?")
    );
    let read = transcript("t.ods", packed(&[("content.xml", &xml)]));
    assert_eq!(turns(&read)[0], "Ann|1|New?");
}

#[test]
fn repeated_cells_cost_no_more_than_the_limit() {
    let table = "<table:table><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(
        error("t.ods", ods(table)).to_string(),
        "t.ods has more than 1000000 cells, which no transcript has; save the sheet of the transcript alone"
    );
}

#[test]
fn an_open_document_workbook_that_breaks_off_keeps_what_stands_before() {
    let rows = ["speaker", "text", "Ann", "So?", "Bo", "Ye"].map(|text| {
        let start = if ["speaker", "Ann", "Bo"].contains(&text) {
            "<table:table-row>"
        } else {
            ""
        };
        let end = if ["text", "So?"].contains(&text) {
            "</table:table-row>"
        } else {
            ""
        };
        format!("{start}<table:table-cell><text:p>{text}</text:p></table:table-cell>{end}")
    });
    let xml = format!(
        "<office:spreadsheet><table:table table:name=\"A\">{}",
        rows.concat()
    );
    let read = transcript("t.ods", packed(&[("content.xml", &xml)]));
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Ye"]);
    assert_eq!(rules(&read), ["damaged-document"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    assert_eq!(
        error("t.xlsx", xlsx(&[("A", &[&["age", "town"], &["3", "Ulm"]])])).to_string(),
        "t.xlsx has no column that is known to hold what was said (its columns: `age`, `town`); name one of them `text` and the one with the speakers `speaker`"
    );
    assert!(matches!(
        error("t.xlsx", xlsx(&[("A", &[])])),
        ReadError::Empty { .. }
    ));
    assert!(matches!(error("t.ods", ods("")), ReadError::Empty { .. }));
    assert_eq!(
        error("t.xlsx", "no zip at all").to_string(),
        "t.xlsx is damaged, or is not an Excel workbook; open it in Excel or LibreOffice and save it again as .xlsx"
    );
    let binary = packed(&[("xl/workbook.bin", "x")]);
    assert!(matches!(
        error("t.xlsb", binary),
        ReadError::NotReadYet { .. }
    ));
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on".to_vec();
    assert!(matches!(error("t.xls", old), ReadError::LegacyExcel { .. }));
    let broken = packed(&[("xl/workbook.xml", "<workbook><sheets>")]);
    assert!(matches!(
        error("t.xlsx", broken),
        ReadError::BrokenZip { .. } | ReadError::Empty { .. }
    ));
}

#[test]
fn an_embedded_archive_does_not_decide_the_format() {
    let inner = xlsx(&[("A", TALK)]);
    let inner = [b"word/document.xml xl/workbook.xml ".as_slice(), &inner].concat();
    let xml = format!(
        r#"<w:document xmlns:w="w">{}</w:document>"#,
        super::paragraph("Ann: So?")
    );
    let outer = super::archive(&[
        ("word/embeddings/a.xlsx", &inner),
        ("word/document.xml", xml.as_bytes()),
    ]);
    assert_eq!(transcript("t.zip", outer).reading.format, Format::Docx);
}
