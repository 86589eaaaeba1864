//! Footers and headers of files with one page or two.

use super::{TALK, at, column, left_out, pages, reading};

/// Pages of the same talk, with and without a footer, read.
fn with_and_without(count: usize, footer: impl Fn(usize) -> String) -> [String; 2] {
    let page = |talk: usize| column(72, 770 - 20 * u32::try_from(talk).unwrap(), &TALK);
    let without: Vec<String> = (1..=count).map(page).collect();
    let with: Vec<String> = (1..=count).map(|at| page(at) + &footer(at)).collect();
    [with, without].map(|contents| reading(pages(&contents)).unwrap().source.text().to_owned())
}

#[test]
fn a_footer_that_names_its_page_is_known_on_one_page() {
    for count in [1, 2, 3] {
        let [with, without] = with_and_without(count, |page| {
            at(50, 30, "Transcribed by FastType Ltd") + &at(520, 30, &format!("Page {page}"))
        });
        assert_eq!(with, without, "{count} pages");
    }
    let content = column(72, 770, &TALK) + &at(290, 30, "Confidential, 1 of 1");
    let read = reading(pages(&[content])).unwrap();
    let footer = ("page numbers", 1, "Confidential, 1 of 1");
    assert_eq!(
        left_out(&read),
        [(footer.0.to_owned(), footer.1, footer.2.to_owned())]
    );
}

#[test]
fn what_two_pages_have_alike_and_apart_is_a_header() {
    let [with, without] = with_and_without(2, |_| at(72, 820, "Allotment study"));
    assert_eq!(with, without);
    let both = |page: usize| at(72, 820, "Allotment study") + &at(290, 30, &page.to_string());
    let [with, without] = with_and_without(2, both);
    assert_eq!(with, without);
}

#[test]
fn what_is_said_at_the_foot_of_a_page_stays() {
    for line in [
        "Nora: It was on page 1",
        "Nora: Yes.",
        "and so we went on to page 2 of 3.",
    ] {
        let content = column(72, 770, &TALK) + &at(72, 680, line);
        let read = reading(pages(std::slice::from_ref(&content))).unwrap();
        assert_eq!(left_out(&read), [], "{line}");
        let read = reading(pages(&[
            content.clone(),
            content + &at(72, 640, "Pete: So."),
        ]))
        .unwrap();
        assert_eq!(left_out(&read), [], "{line}");
    }
}
