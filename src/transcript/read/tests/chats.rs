//! Exports of chats.

use super::docx::left_out;
use super::{rules, transcript, turns};
use crate::transcript::Confidence;

const SAID: &str = "Messages and calls are end-to-end encrypted.
Lucy Peer created group \"Mums: group\"
Lucy Peer: Morning all! How was the week?
Beth: Tired :( baby up at 3:30 again
Chloe: Same here
My mum came over though: lifesaver
Beth: <Media omitted>
+44 7700 900456: Hi I'm new
Chloe: This message was deleted
Beth: Note to self: sleep";

/// The chat with a stamp before each message.
fn stamped(stamp: &str) -> String {
    let goes_on = |line: &str| line.starts_with("My mum");
    let line = |line: &str| {
        if goes_on(line) {
            line.to_owned()
        } else {
            format!("{stamp}{line}")
        }
    };
    SAID.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn messages_are_labelled_turns_whose_stamps_are_no_times() {
    for stamp in [
        "12/03/2024, 09:15 - ",
        "[12/03/2024, 09:15:07] ",
        "\u{200E}[12.03.24, 09:15:07] ",
        "3/12/24, 9:15\u{202F}PM - ",
        "2024-03-12 09:15:00 ",
        "[09:15, 12/03/2024] ",
    ] {
        let read = transcript("t.txt", stamped(stamp));
        assert_eq!(
            turns(&read),
            [
                "Lucy Peer|1|Morning all! How was the week?",
                "Beth|1|Tired :( baby up at 3:30 again",
                "Chloe|1|Same here\nMy mum came over though: lifesaver",
                "+44 7700 900456|1|Hi I'm new",
                "Beth|1|Note to self: sleep",
            ],
            "{stamp}"
        );
        assert!(read.turns.iter().all(|turn| turn.time.is_none()));
        let left = left_out(&read);
        for (count, what) in [
            (8 - 1, "dates and times"),
            (2, "that nobody wrote"),
            (2, "without words"),
        ] {
            let start = format!("{count} ");
            assert!(
                left.iter()
                    .any(|it| it.starts_with(&start) && it.contains(what)),
                "{left:?}"
            );
        }
        assert_eq!(rules(&read), [""; 0]);
    }
}

#[test]
fn a_date_before_a_label_makes_no_chat() {
    let read = transcript(
        "t.txt",
        "12/03/2024, 09:15 - Interview: part 1\n\nINT: So?\n\nAnn: Yes.\n\nINT: And?\n\nAnn: No.\n",
    );
    assert_eq!(read.speakers, ["INT", "Ann"]);
}

#[test]
fn lines_that_begin_alike_may_be_labelled() {
    let line = |at: usize| format!("#{at}/2024 >> Ann{at}: so it was, and nobody said a word.\n");
    let read = transcript("t.txt", (10..20).map(line).collect::<String>());
    assert_eq!(read.speakers, [""; 0]);
    assert_eq!(
        read.reading.labels.confidence,
        Confidence::Low,
        "{}",
        read.reading.labels.reason
    );
    assert!(
        read.reading
            .labels
            .reason
            .starts_with("10 of 10 lines begin alike")
    );
}
