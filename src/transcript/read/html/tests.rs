//! Whole web pages, from bytes to turns.

use crate::transcript::read::{ReadError, ReadOptions, read};
use crate::transcript::{LabelStyle, Transcript};

fn try_html(html: impl AsRef<[u8]>) -> Result<Transcript, ReadError> {
    read(
        "t",
        "t.html",
        html.as_ref().to_vec(),
        &ReadOptions::default(),
    )
}

fn html(html: &str) -> Transcript {
    try_html(html).unwrap()
}

/// The reading text.
fn text(page: &str) -> String {
    html(page).source.text().to_owned()
}

fn left_out(transcript: &Transcript) -> Vec<(&str, usize, &str)> {
    let all = transcript.reading.left_out.iter();
    all.map(|left| (left.what.as_ref(), left.count, left.example.as_str()))
        .collect()
}

fn labels(transcript: &Transcript) -> Vec<&str> {
    transcript
        .turns
        .iter()
        .map(|turn| transcript.label(turn).unwrap_or("-"))
        .collect()
}

#[test]
fn white_space_collapses_and_entities_are_characters() {
    assert_eq!(
        text(
            "<p>Ann:\n   Well&hellip; I&nbsp;<i>did</i>\t&amp; <b> so </b>did&#8217;<!-- x -->nt co&shy;op &NotEqual; &madeup; <br>\n next<br></p><p>Bo: Yes</p>"
        ),
        "Ann: Well… I\u{A0}did & so did’nt co\u{AD}op ≠ &madeup;\nnext\n\nBo: Yes"
    );
}

#[test]
fn words_are_apart_where_the_page_shows_them_apart() {
    let style = "<style>.n{display:inline-block;width:2em}.r{margin-right:10px}.f{float:left}.t{display:table-cell}</style>";
    for (page, expected) in [
        ("<span>1.</span><span>That</span>", "1.That"),
        (
            "<span style='display:inline-block'>1.</span><span>That</span>",
            "1.That",
        ),
        ("<span class=n>1.</span><span>That</span>", "1. That"),
        ("<span class=r>1.</span>That", "1. That"),
        ("<span class=f>1.</span><span>That</span>", "1. That"),
        (
            "<span class=t>1.</span><span class=t>That</span>",
            "1. That",
        ),
        (
            "<span style='display:inline-flex'><b>1.</b><span>That</span></span>",
            "1. That",
        ),
        ("be<b style='padding:1px'>low</b>", "below"),
    ] {
        let found = text(&format!("{style}<p>Ann: {page} is it.</p>"));
        assert_eq!(found, format!("Ann: {expected} is it."), "{page}");
    }
    assert_eq!(
        text("<div style='display:flex'><span>Ann:</span><span>One</span></div>"),
        "Ann: One"
    );
}

#[test]
fn lines_of_preformatted_text_stay() {
    assert_eq!(
        text("<pre>\nAnn: One.\n\nBo:  Two\n  and on.\n</pre>"),
        "Ann: One.\n\nBo: Two\n  and on."
    );
}

#[test]
fn tags_that_nobody_closes_close_themselves() {
    let page = "<title>T</title><h1>Talk<p><b>Ann:</b> One<p><b>Bo:</b> Two<ul><li><b>Ann:</b> Three<li><b>Bo:</b> Four</ul><div><b>Ann:</b> Five";
    assert_eq!(labels(&html(page)), ["Ann", "Bo", "Ann", "Bo", "Ann"]);
    // Word 97 closes the bold of a heading in the next paragraph.
    let page = "<B><FONT SIZE=4><P>Talk with Ann</P></B><P>&nbsp;</P></FONT><FONT><P>Bo:&#9;One?</P><P>Ann:&#9;Two.</P></FONT>";
    assert_eq!(text(page), "Bo: One?\n\nAnn: Two.");
}

#[test]
fn what_stands_around_the_text_is_left_out_and_counted() {
    let transcript = html(
        "<!DOCTYPE html><html><head><title>My blog</title><style>p{}</style><script>var a = '<p>x</p>';</script></head>\
         <body><!-- draft --><header><a href=/>Home</a></header><nav>About</nav><div class='post'><article>\
         <header><h1>Talk</h1></header><p><strong>Ann:</strong> One.</p><p hidden>Old words</p>\
         <p><strong>Bo:</strong> Two <del>and a half</del> <span style='display:none'>no</span>here.<button>Share</button></p></article></div>\
         <div id=comments><p>Zed: First!</p></div><aside>Ads</aside><footer>Imprint</footer></body></html>",
    );
    assert_eq!(labels(&transcript), ["Ann", "Bo"]);
    assert!(
        transcript
            .source
            .text()
            .ends_with("Ann: One.\n\nBo: Two here."),
        "{}",
        transcript.source.text()
    );
    let found: Vec<(&str, usize)> = left_out(&transcript)
        .iter()
        .map(|(what, count, _)| (*what, *count))
        .collect();
    for expected in [
        ("titles of the web page", 1),
        ("scripts and styles", 2),
        ("comments in the markup", 1),
        ("parts of the web page around the text", 6),
        ("hidden passages", 2),
        ("passages deleted with tracked changes", 1),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
}

#[test]
fn what_a_page_is_there_to_unfold_is_read() {
    let page = "<p>Show transcript</p><div style='display:none'><p>Ann: One and two and three and four.</p><p>Bo: Five and six and seven and eight, and so on and on.</p></div>";
    assert_eq!(labels(&html(page)), ["Ann", "Bo"]);
}

#[test]
fn bold_is_a_tag_a_style_or_a_class() {
    for (start, end) in [
        ("<b>", "</b>"),
        ("<strong>", "</strong>"),
        ("<span style='font-weight: 700'>", "</span>"),
        ("<span class='c1 c4'>", "</span>"),
        (
            "<b style='font-weight:normal'><span class=c4>",
            "</span></b>",
        ),
    ] {
        let line = |name: &str, words: &str| format!("<p>{start}{name}:{end} {words}</p>");
        let lines = [
            line("Ann", "One two."),
            line("Bo", "Three."),
            line("Ann", "Four."),
            line("Bo", "Five."),
        ];
        let page = format!("<style>.c4{{font-weight:700}}</style>{}", lines.concat());
        let transcript = html(&page);
        assert_eq!(labels(&transcript), ["Ann", "Bo", "Ann", "Bo"], "{start}");
        assert_eq!(transcript.reading.labels.style, LabelStyle::Bold, "{start}");
    }
}

#[test]
fn rows_are_utterances_and_tables_that_arrange_a_page_are_none() {
    let rows = "<tr><th>Speaker<th>Text<tr><td>Ines</td><td><p>Where?</p></td></tr><tr><td>Ole<td>Up <b>north</b>.<br>Far up.<tr><td>Ines<td>I see.";
    let expected = "Ines: Where?\n\nOle: Up north.\nFar up.\n\nInes: I see.";
    let plain = html(&format!("<table>{rows}</table>"));
    assert!(
        plain.source.text().ends_with(&expected),
        "{}",
        plain.source.text()
    );
    let nested = html(&format!(
        "<table><tr><td><h2>Talk</h2></td><td><table>{rows}</table></td></tr></table>"
    ));
    assert!(
        nested.source.text().ends_with(&expected),
        "{}",
        nested.source.text()
    );
}

#[test]
fn a_speaker_may_reach_over_several_rows() {
    let page = "<table><tr><td rowspan=2>Ines</td><td>Where was it that you lived?</td></tr><tr><td>And when?</td></tr>\
                <tr><td>Ole</td><td>Up north, and long ago.</td></tr><tr><td>Ines</td><td>I see, thank you.</td></tr></table>";
    assert_eq!(labels(&html(page)), ["Ines", "Ole", "Ines"]);
}

#[test]
fn quoted_names_and_terms_are_labels_of_what_follows() {
    let podcast = "<cite>Ann:</cite>\n<time>0:00</time>\n<p>One two.</p>\n<p>Three.</p><cite>Bo:</cite> <time>1:02</time><p>Four, as <cite>Emma</cite> says.</p>";
    let transcript = html(podcast);
    assert_eq!(labels(&transcript), ["Ann", "Bo"]);
    assert_eq!(
        transcript.source.text(),
        "Ann: One two.\n\nThree.\n\nBo: Four, as Emma says."
    );
    let pairs = "<dl><dt>Ann<dd>One two.<dd>Three.<dt>Bo:<dd>Four.<dt>Ann<dd>Five.</dl>";
    assert_eq!(labels(&html(pairs)), ["Ann", "Bo", "Ann"]);
}

#[test]
fn what_word_saves_is_read() {
    let page = "<html xmlns:o='urn:x'><head><style><!-- p.MsoNormal {margin:0} --></style></head><body lang=EN>\
        <!--[if gte mso 9]><xml><o:p>No</o:p></xml><![endif]--><div class=WordSection1>\
        <p class=MsoNormal><b>Ann:</b><span style='mso-tab-count:1'>&nbsp;&nbsp; </span>One<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a>.<o:p></o:p></p>\
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>\
        <p class=MsoNormal><b>Bo:</b><span style='mso-tab-count:1'>&nbsp; </span>Two\n words.</p></div>\
        <div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> A note.</p></div></body></html>";
    let transcript = try_doc(page);
    assert_eq!(transcript.source.text(), "Ann: One.\n\nBo: Two words.");
    assert!(
        left_out(&transcript).contains(&("footnotes", 1, "[1] A note.")),
        "{:?}",
        left_out(&transcript)
    );
}

fn try_doc(page: &str) -> Transcript {
    read(
        "t",
        "t.doc",
        page.as_bytes().to_vec(),
        &ReadOptions::default(),
    )
    .unwrap()
}

#[test]
fn what_google_docs_exports_is_read() {
    let page = "<html><head><style>.c1{font-weight:700}.c2{font-weight:400}</style></head><body class=c9><p class=c3><span class=c1>Ann: </span><span class=c2>One</span>\
        <sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup><span class=c2>.</span></p><p class='c3'><span class='c2'></span></p>\
        <p class=c3><span class=c1>Bo: </span><span class=c2>Two.</span></p><div class=c5><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Check this</span></p></div></body></html>";
    let transcript = html(page);
    assert_eq!(transcript.source.text(), "Ann: One.\n\nBo: Two.");
    assert!(
        left_out(&transcript).contains(&("comments", 1, "[a]Check this")),
        "{:?}",
        left_out(&transcript)
    );
}

#[test]
fn heads_and_feet_of_converted_pages_are_left_out_and_cut_paragraphs_joined() {
    let page = |number: usize, body: &str| {
        format!(
            "<div id='page_{number}'><table><tr><td><p>{number}</p></td><td><p>THE COUNCIL</p></td></tr></table><p>May 3</p>{body}</div>"
        )
    };
    let pages = [
        page(
            1,
            "<p><b>Ann: </b>One thing that I want to say here is that nobody asked</p>",
        ),
        page(2, "<p>me before.</p><p><b>Bo: </b>True.</p>"),
        page(3, "<p><b>Ann: </b>So there.</p>"),
    ];
    let transcript = html(&pages.concat());
    assert_eq!(
        transcript.source.text(),
        "Ann: One thing that I want to say here is that nobody asked me before.\n\nBo: True.\n\nAnn: So there."
    );
    assert_eq!(
        left_out(&transcript),
        [("headers and footers", 6, "1 THE COUNCIL")]
    );
}

#[test]
fn placed_lines_become_paragraphs() {
    let line = |top: u32, text: &str| {
        format!(
            "<p style='position:absolute;top:{top}px;left:50px;white-space:nowrap' class='ft0'>{text}</p>"
        )
    };
    let page = |number: usize, lines: &[String]| {
        format!(
            "<div id='page{number}-div' style='position:relative'>{}{}{}</div>",
            line(40, "Study of things"),
            lines.concat(),
            line(900, &format!("Page {number} of 3"))
        )
    };
    let one = [
        line(100, "<b>Ann:</b> This is a long line of words that goes"),
        line(118, "on to the next one, and then it is"),
        line(136, "done."),
        line(160, "<b>Bo:</b> And this one is not at all that long but"),
    ];
    let two = [
        line(100, "goes on overleaf."),
        line(124, "<b>Ann:</b> Good."),
    ];
    let three = [line(100, "<b>Bo:</b> Good indeed.")];
    let transcript = html(&[page(1, &one), page(2, &two), page(3, &three)].concat());
    assert_eq!(
        transcript.source.text(),
        "Ann: This is a long line of words that goes on to the next one, and then it is done.\n\n\
         Bo: And this one is not at all that long but goes on overleaf.\n\nAnn: Good.\n\nBo: Good indeed."
    );
    assert_eq!(
        left_out(&transcript),
        [
            ("headers and footers", 3, "Study of things"),
            ("page numbers", 3, "Page 1 of 3")
        ]
    );
}

#[test]
fn tables_on_placed_pages_keep_their_rows() {
    let line = |top: u32, text: &str| {
        format!("<div style='position:absolute;top:{top}px;left:50px'>{text}</div>")
    };
    let talk = "<table><tr><th>Speaker<th>Text<tr><td>Bo<td>One.<tr><td>Ann<td>Two.<tr><td>Bo<td>Three.</table>";
    let dates = "<table><tr><td>4 May<td>Kitchen<td>Rain<tr><td>5 May<td>Garden<td>Sun</table>";
    let page = [
        line(40, "Ann: See this."),
        line(80, talk),
        line(300, dates),
        line(400, "Bo: So."),
    ];
    let transcript = html(&format!("<div id='page1-div'>{}</div>", page.concat()));
    assert_eq!(labels(&transcript), ["Ann", "Bo", "Ann", "Bo"]);
    let text = transcript.source.text();
    assert!(
        text.contains("\n\n4 May\n\nKitchen\n\nRain\n\n5 May"),
        "{text}"
    );
}

#[test]
fn two_pages_that_are_alike_are_both_read() {
    let page = |number: u32| {
        format!("<div id='page_{number}'><p>Ann: One.</p><p>Bo: Two.</p><p>{number}</p></div>")
    };
    let transcript = html(&[page(1), page(2)].concat());
    assert_eq!(labels(&transcript), ["Ann", "Bo", "Ann", "Bo"]);
    assert_eq!(left_out(&transcript), [("page numbers", 2, "1")]);
}

#[test]
fn depth_and_disorder_end_well() {
    let many = 20_000;
    for piece in [
        "<b>",
        "<div>",
        "<table><tr><td>",
        "<p><b>x",
        "</p>",
        "<span style='display:none'>",
        "<dt>a<dd>",
        "<li><ul>",
        "<a href='#fn1'>",
    ] {
        let page = format!("<p>Ann: One.</p>{}<p>Bo: Two.", piece.repeat(many));
        assert!(try_html(page).is_ok(), "{piece}");
    }
    assert!(matches!(
        try_html("<html><body><p></p></body></html>"),
        Err(ReadError::Empty { .. })
    ));
}
