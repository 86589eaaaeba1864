//! What the page and the documents hold, each taken back out of its format: quotes with what stands around them, and rows.

/// The text between tags.
pub(super) fn shown(markup: &str) -> String {
    let mut text = String::new();
    for piece in markup.split('<') {
        let (_, shown) = piece.split_once('>').unwrap_or(("", piece));
        text.push_str(shown);
    }
    let text = quick_xml::escape::unescape(&text).expect("it is escaped");
    trimmed(&text)
}

/// No-break spaces move names in.
fn trimmed(text: &str) -> String {
    text.trim_matches([' ', '\u{a0}']).to_owned()
}

/// What is in the elements of a name, none of which is in another.
fn elements<'m>(markup: &'m str, name: &str) -> Vec<&'m str> {
    let tags = [format!("<{name}>"), format!("<{name} ")];
    let end = format!("</{name}>");
    let pieces = markup.split(&*end);
    let inner = pieces.filter_map(|piece| {
        let begins = tags.iter().filter_map(|tag| piece.rfind(&**tag)).max()?;
        let (_, inner) = piece[begins..].split_once('>')?;
        Some(inner)
    });
    inner.collect()
}

/// What somebody said, with what is said around it.
pub(super) fn quotes_of_page(page: &str) -> Vec<String> {
    let quotes = elements(page, "blockquote");
    quotes.into_iter().map(shown).collect()
}

pub(super) fn quotes_of_markdown(markdown: &str) -> Vec<String> {
    let lines: Vec<&str> = markdown.lines().collect();
    let is_quote = |lines: &&[&str]| lines[1] == ">" && lines[2].starts_with("> — ");
    let quotes = lines.windows(3).filter(is_quote);
    quotes
        .map(|lines| without_marks(&lines[0][2..].replace("**", "")).replace(['»', '«'], ""))
        .collect()
}

/// The text of escaped Markdown.
fn without_marks(markdown: &str) -> String {
    let text = markdown.replace('\\', "");
    trimmed(&text.replace("&lt;", "<").replace("&amp;", "&"))
}

pub(super) fn quotes_of_word(xml: &str) -> Vec<String> {
    let is_quote = |paragraph: &&str| paragraph.contains("<w:pStyle w:val=\"Quote\"/>");
    let quotes = elements(xml, "w:p").into_iter().filter(is_quote);
    quotes.map(shown).collect()
}

/// The rows below the headings of the tables in a part of the page.
pub(super) fn rows_of_page(part: &str) -> Vec<Vec<String>> {
    let bodies = elements(part, "tbody");
    let rows = bodies.into_iter().flat_map(|body| elements(body, "tr"));
    rows.map(|row| {
        let cells = row.replace("<th ", "<td ").replace("</th>", "</td>");
        elements(&cells, "td").into_iter().map(shown).collect()
    })
    .collect()
}

pub(super) fn rows_of_markdown(markdown: &str) -> Vec<Vec<String>> {
    let rows = markdown.lines().filter(|line| line.starts_with("| "));
    rows.map(|row| {
        let row = row.trim_start_matches("| ").trim_end_matches('|');
        row.split(" | ").map(without_marks).collect()
    })
    .collect()
}

pub(super) fn rows_of_word(xml: &str) -> Vec<Vec<String>> {
    let rows = elements(xml, "w:tr").into_iter();
    rows.map(|row| elements(row, "w:tc").into_iter().map(shown).collect())
        .collect()
}

/// The first row that is not among others in their order.
pub(super) fn missing<'r>(rows: &'r [Vec<String>], others: &[Vec<String>]) -> Option<&'r [String]> {
    let mut others = others.iter();
    let missing = rows.iter().find(|row| !others.any(|other| other == *row));
    missing.map(Vec::as_slice)
}
