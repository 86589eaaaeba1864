//! What stands on a page and is no content: headers, footers, page numbers, and numbers in the margin.
//!
//! Nothing of it is known by its words. A header is text that stands at the same place on many pages and nowhere else;
//! page numbers count pages; numbers in the margin count paragraphs or lines.

use std::collections::HashMap;

use super::lines::Line;

/// What was taken away, with the kind that it is counted under.
pub(super) type Taken = Vec<(&'static str, String)>;

const HEADERS: &str = "headers and footers";
const PAGE_NUMBERS: &str = "page numbers";
const PARAGRAPH_NUMBERS: &str = "paragraph numbers in the margin";
const LINE_NUMBERS: &str = "line numbers in the margin";

/// How many lines from the top and from the bottom may be a header or a footer.
const DEEPEST: usize = 4;

/// Takes all of it from the lines of the pages.
pub(super) fn take(pages: &mut [Vec<Line>]) -> Taken {
    let mut taken = Taken::new();
    artifacts(pages, &mut taken);
    margin_numbers(pages, &mut taken);
    for edge in [Edge::Top, Edge::Bottom] {
        repeated(pages, edge, &mut taken);
    }
    for edge in [Edge::Bottom, Edge::Top] {
        page_numbers(pages, edge, &mut taken);
    }
    // What stood outside of the page number may have hidden a footer.
    for edge in [Edge::Top, Edge::Bottom] {
        repeated(pages, edge, &mut taken);
    }
    taken
}

/// What the file itself marks as no content, unless that is all there is.
fn artifacts(pages: &mut [Vec<Line>], taken: &mut Taken) {
    let lines = || pages.iter().flatten();
    let marked: usize = lines()
        .filter(|line| line.artifact)
        .map(|line| line.text.len())
        .sum();
    let all: usize = lines().map(|line| line.text.len()).sum();
    if marked * 2 > all {
        return;
    }
    for page in pages {
        page.retain_mut(|line| {
            if line.artifact {
                let text = std::mem::take(&mut line.text);
                taken.push((kind(&text), text));
            }
            !line.artifact
        });
    }
}

fn kind(text: &str) -> &'static str {
    match page_number(text) {
        Some(_) => PAGE_NUMBERS,
        None => HEADERS,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
}

/// The lines of a page from an edge inwards, as places in it.
fn from_edge(page: &[Line], edge: Edge) -> Vec<usize> {
    let mut places: Vec<usize> = (0..page.len()).collect();
    places.sort_by(|a, b| page[*b].y.total_cmp(&page[*a].y));
    if edge == Edge::Bottom {
        places.reverse();
    }
    places.truncate(DEEPEST);
    places
}

/// Takes text away that stands at the same place on many pages.
fn repeated(pages: &mut [Vec<Line>], edge: Edge, taken: &mut Taken) {
    if pages.len() < 2 {
        return;
    }
    // The places of a text at the edge, page by page.
    let mut places: HashMap<String, Vec<f32>> = HashMap::new();
    for page in pages.iter() {
        for at in from_edge(page, edge) {
            let line = &page[at];
            let pattern = pattern(&line.text);
            places.entry(pattern).or_default().push(line.y);
        }
    }
    let enough = match pages.len() {
        2 | 3 => pages.len(),
        many => (many / 4).max(3),
    };
    places.retain(|pattern, ys| ys.len() >= enough && !matches!(&**pattern, "" | "#"));
    let everywhere = everywhere(pages, &places);
    let is_header = |line: &Line| {
        let pattern = pattern(&line.text);
        let (Some(ys), Some(all)) = (places.get(&pattern), everywhere.get(&pattern)) else {
            return false;
        };
        let same = ys.iter().filter(|y| (**y - line.y).abs() < 3.0).count();
        same >= enough && *all <= same + same / 4
    };
    for page in pages {
        let mut headers: Vec<usize> = from_edge(page, edge)
            .into_iter()
            .take_while(|at| is_header(&page[*at]))
            .collect();
        headers.sort_unstable();
        for at in headers.into_iter().rev() {
            let text = page.remove(at).text;
            taken.push((kind(&text), text));
        }
    }
}

/// How many lines all over have a text that stands at the edge of many pages: a header's is nowhere else.
fn everywhere(pages: &[Vec<Line>], places: &HashMap<String, Vec<f32>>) -> HashMap<String, usize> {
    let mut everywhere: HashMap<String, usize> = HashMap::new();
    let Some(longest) = places.keys().map(String::len).max() else {
        return everywhere;
    };
    // A line is not much longer than its pattern, which misses but the digits of its numbers.
    let short = |line: &&Line| line.text.len() <= 2 * longest + 20;
    for line in pages.iter().flatten().filter(short) {
        let pattern = pattern(&line.text);
        if places.contains_key(&pattern) {
            *everywhere.entry(pattern).or_default() += 1;
        }
    }
    everywhere
}

/// A text with its numbers made alike, and without those at its ends.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !pattern.is_empty() {
            pattern.push(' ');
        }
        let mut digits = false;
        for c in word.chars() {
            let digit = c.is_ascii_digit();
            if !digit {
                pattern.push(c);
            } else if !digits {
                pattern.push('#');
            }
            digits = digit;
        }
    }
    let ends = |c: char| matches!(c, '#' | ' ' | '|' | '-' | '–' | '—' | '•');
    let inner = pattern.trim_matches(ends);
    if inner.is_empty() {
        pattern
    } else {
        inner.to_owned()
    }
}

/// Takes the numbers of pages away.
fn page_numbers(pages: &mut [Vec<Line>], edge: Edge, taken: &mut Taken) {
    let found: Vec<Option<(usize, i64)>> = pages
        .iter()
        .map(|page| {
            let at = *from_edge(page, edge).first()?;
            Some((at, page_number(&page[at].text)?))
        })
        .collect();
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for (index, found) in (0_i64..).zip(&found) {
        if let Some((_, number)) = found {
            *offsets.entry(number - index).or_default() += 1;
        }
    }
    let most = offsets
        .iter()
        .max_by_key(|(offset, count)| (**count, -offset.abs()));
    let Some((offset, count)) = most.map(|(offset, count)| (*offset, *count)) else {
        return;
    };
    // On a single page, a number is a page's only where it stands apart.
    let single = pages.len() == 1 && !(offset == 1 && stands_apart(&pages[0], edge));
    if count * 2 < pages.len() || count < 2 && single || count < 2 && pages.len() > 2 {
        return;
    }
    for (index, (page, found)) in (0_i64..).zip(pages.iter_mut().zip(found)) {
        if let Some((at, number)) = found
            && number - index == offset
        {
            taken.push((PAGE_NUMBERS, page.remove(at).text));
        }
    }
}

/// Whether the outermost line is farther from the next than lines are from each other.
fn stands_apart(page: &[Line], edge: Edge) -> bool {
    match from_edge(page, edge)[..] {
        [outer, inner, ..] => (page[outer].y - page[inner].y).abs() > 2.5 * page[outer].size,
        _ => false,
    }
}

/// The number that a line gives a page: `7`, `- 7 -`, `Page 7 of 9`, `7/9`, `vii`.
fn page_number(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(roman) = roman(inner) {
        return Some(roman);
    }
    let words: Vec<&str> = inner
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '.' | ':'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<&&str> = words.iter().filter(is_number).collect();
    let others = words.len() - numbers.len();
    // `Page`, `of`; other languages have one word each as well.
    let few = match numbers.len() {
        1 => others <= 1,
        2 => others <= 2,
        _ => false,
    };
    let named = others == 0 || words.iter().any(|word| is_page_word(word)) || numbers.len() == 2;
    if !few || !named || numbers.iter().any(|number| number.len() > 5) {
        return None;
    }
    numbers.first()?.parse().ok()
}

fn is_page_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "page", "pg", "p", "seite", "s", "página", "pagina", "pág", "side", "sida", "strona",
        "str", "sivu", "blz",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// The value of a Roman number in small letters.
fn roman(text: &str) -> Option<i64> {
    const TENS: [&str; 4] = ["", "x", "xx", "xxx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    (1..40_usize)
        .find(|number| {
            let rest = text.strip_prefix(TENS[number / 10]);
            rest == Some(ONES[number % 10])
        })
        .and_then(|number| i64::try_from(number).ok())
}

/// Takes a column of rising numbers away that stands left of the text.
fn margin_numbers(pages: &mut [Vec<Line>], taken: &mut Taken) {
    let edge = text_edge(pages);
    let margin = |line: &Line| -> Option<i64> {
        let first = line.cells.first()?;
        let number = line.cell(0);
        let digits =
            !number.is_empty() && number.len() <= 5 && number.bytes().all(|b| b.is_ascii_digit());
        (digits && first.right < edge + 0.1 * line.size).then(|| number.parse().ok())?
    };
    // Numbers of a page may start anew, and may go on from the page before.
    let mut numbers: Vec<(u32, i64)> = Vec::new();
    let mut others = 0;
    for line in pages.iter().flatten() {
        match margin(line) {
            Some(number) => numbers.push((line.page, number)),
            None => others += 1,
        }
    }
    let steps: Vec<i64> = numbers
        .windows(2)
        .filter(|pair| pair[0].0 == pair[1].0 || pair[1].1 > pair[0].1)
        .map(|pair| pair[1].1 - pair[0].1)
        .collect();
    let rising = steps.iter().filter(|step| (1..=10).contains(*step)).count();
    if numbers.len() < 3 || rising * 10 < steps.len() * 9 {
        return;
    }
    let by_five = steps.iter().filter(|step| **step == 5).count() * 2 > steps.len();
    let kind = if by_five || numbers.len() > others * 2 {
        LINE_NUMBERS
    } else {
        PARAGRAPH_NUMBERS
    };
    for line in pages.iter_mut().flatten() {
        if margin(line).is_none() {
            continue;
        }
        taken.push((kind, line.cell(0).to_owned()));
        line.numbered = kind == PARAGRAPH_NUMBERS;
        if line.cells.len() > 1 {
            line.remove_first_cell();
        } else {
            line.text.clear();
            line.cells.clear();
        }
    }
    for page in pages {
        join_numbers(page);
        page.retain(|line| !line.text.is_empty());
    }
}

/// A number that stands alone, a little above or below its paragraph's first line, numbers that line.
fn join_numbers(page: &mut [Line]) {
    for at in 1..page.len() {
        if page[at - 1].text.is_empty() && page[at - 1].numbered {
            page[at].numbered = true;
        }
    }
}

/// Where the text starts that is not a number: left of it are only numbers.
fn text_edge(pages: &[Vec<Line>]) -> f32 {
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let mut lefts: Vec<f32> = Vec::new();
    for line in pages.iter().flatten() {
        let text = (0..line.cells.len()).find(|at| !is_number(line.cell(*at)));
        lefts.extend(text.map(|at| line.cells[at].left));
    }
    lefts.sort_by(f32::total_cmp);
    // A few lines may hang out of the text.
    lefts.get(lefts.len() / 50).copied().unwrap_or(f32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_written_in_many_ways() {
        for (text, number) in [
            ("7", Some(7)),
            ("- 7 -", Some(7)),
            ("Page 7 of 9", Some(7)),
            ("Seite 7", Some(7)),
            ("7/9", Some(7)),
            ("vii", Some(7)),
            ("xiv", Some(14)),
            ("Maria 7", None),
            ("7 people came", None),
            ("Yes.", None),
            ("2024 2025 2026", None),
            ("", None),
        ] {
            assert_eq!(page_number(text), number, "{text}");
        }
    }

    #[test]
    fn patterns_ignore_numbers() {
        assert_eq!(pattern("2  CITY COUNCIL"), pattern("CITY COUNCIL   13"));
        assert_eq!(pattern("3 May 2014"), "May");
        assert_eq!(pattern("Take 3b"), "Take #b");
        assert_eq!(pattern("7"), "#");
    }
}
