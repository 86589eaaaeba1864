//! The memo on a transcript that is called something else now.

use std::fs;
use std::path::Path;

use crate::commands::annotate::memos;
use crate::failure::Failure;
use crate::tui::history::MemoOf;

/// Lays the memo under the new name, below one that is there; the old file goes when all that it says stands there. What is
/// said is what was done.
pub fn lay(root: &Path, old: &str, new: &str) -> Result<String, Failure> {
    let path = |id: &str| memos::path(root, id, &MemoOf::Transcript);
    let (Some(from), Some(to)) = (path(old), path(new)) else {
        return Err(Failure::new(format!("no memo can be kept under `{new}`")));
    };
    let there = memos::of_transcript(root, new);
    let mut known = there.clone();
    let mut memo = memos::of_transcript(root, old);
    loop {
        let both = both(&there, &memo);
        memos::write(&to, &known, &both).map_err(Failure::new)?;
        known = both;
        // An editor may have been faster: what it saved meanwhile is laid there too.
        let now = memos::of_transcript(root, old);
        if now == memo {
            break;
        }
        memo = now;
    }
    fs::remove_file(&from).map_err(|error| {
        Failure::writing(&from, &error).help(format!("the memo stands under {new} too"))
    })?;
    Ok(format!("the memo on {old} laid under {new}"))
}

/// What is there with the memo below it; the memo alone where both say the same.
fn both(there: &str, memo: &str) -> String {
    match there.trim_end() {
        "" => memo.to_owned(),
        there if there == memo.trim_end() => memo.to_owned(),
        there if there.ends_with(memo.trim_end()) => format!("{there}\n"),
        there => format!("{there}\n\n{memo}"),
    }
}
