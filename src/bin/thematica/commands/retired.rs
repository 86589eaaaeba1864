//! Retired codes of which nothing is to be counted.
//!
//! Their rules do not fire, so that a row of zeros would look as if nobody spoke of something that nobody looked for. Where a coder
//! whose codings are counted has laid one, it is a code like others.

use std::collections::BTreeSet;

use thematica::analysis::selection::Selection;
use thematica::codebook::{CodeIndex, Codebook};

/// Those of the selected codes that are retired, as all below them are, that no coder has laid, and that are not asked for by
/// name. `laid` and `asked` are ids or paths.
pub fn unused(
    codebook: &Codebook,
    selection: &Selection,
    laid: &BTreeSet<&str>,
    asked: &[String],
) -> Vec<CodeIndex> {
    let by_name = laid.iter().copied().chain(asked.iter().map(String::as_str));
    let wanted: BTreeSet<u32> = by_name
        .filter_map(|name| codebook.find(name))
        .map(|code| code.0)
        .collect();
    let is_unused = |code: &CodeIndex| {
        let mut below = codebook.code(*code).subtree.clone();
        below.all(|it| codebook.code(CodeIndex(it)).retired && !wanted.contains(&it))
    };
    selection.codes().into_iter().filter(is_unused).collect()
}

/// What is said of those that were left out; nothing of none.
pub fn note(codebook: &Codebook, left_out: &[CodeIndex], of_people: bool) -> Option<String> {
    let ids = left_out.iter().map(|code| codebook.code(*code).id.as_str());
    let ids = ids.collect::<Vec<_>>().join(", ");
    let (codes, their, them) = match left_out.len() {
        0 => return None,
        1 => ("1 retired code is".to_owned(), "Its", "it"),
        several => (format!("{several} retired codes are"), "Their", "them"),
    };
    let who = if of_people {
        format!("and none of these coders laid {them}")
    } else {
        format!("and only people can lay {them} (--coder)")
    };
    Some(format!(
        "{codes} left out: {ids}. {their} rules do not fire, {who}."
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use thematica::analysis::selection::Filter;
    use thematica::study::Study;
    use thematica::text::Source;

    fn left_out(laid: &[&str], asked: &[&str]) -> Vec<String> {
        let text = "codebook: t\ncodes:\n- {id: old, retired: true, codes: [{id: older, retired: true}]}\n\
                    - {id: half, retired: true, codes: [{id: new}, {id: gone, retired: true}]}\n";
        let source = Arc::new(Source::new("t", text));
        let codebook = thematica::codebook::parse(source).codebook.unwrap();
        let filter = Filter {
            codes: asked.iter().map(|it| (*it).to_owned()).collect(),
            ..Filter::default()
        };
        let selection = filter.resolve(&Study::default(), Some(&codebook)).unwrap();
        let laid = laid.iter().copied().collect();
        let codes = unused(&codebook, &selection, &laid, &filter.codes).into_iter();
        codes.map(|it| codebook.code(it).id.clone()).collect()
    }

    #[test]
    fn what_is_retired_is_left_out_unless_it_was_laid_or_is_asked_for() {
        assert_eq!(left_out(&[], &[]), ["old", "older", "gone"]);
        // What stands above a code that was laid has its counts.
        assert_eq!(left_out(&["older"], &[]), ["gone"]);
        assert_eq!(left_out(&["old"], &[]), ["older", "gone"]);
        assert_eq!(left_out(&[], &["old"]), ["older"]);
        assert_eq!(left_out(&[], &["half"]), ["gone"]);
    }
}
