//! `saved-result`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "saved-result",
    group: Group::Study,
    level: Level::Warning,
    what: "A web page, a workbook or JSON beside the manifest that no pattern names by its ending.",
    why: "Results are saved in these formats, often beside the manifest, and a result that was read as a transcript \
           would be counted. So such a file is passed over; a transcript among them would be missed.",
    example: r#"
==> thematica.yaml <==
transcripts: ["**"]
==> a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
==> b.html <==
<p>Int: How was it?</p>
<p>Ben: They trust me.</p>
<p>Int: And then?</p>
<p>Ben: Then I was trusted.</p>
"#,
    instead: r#"
==> thematica.yaml <==
transcripts: ["**", b.html]
==> a.txt, as before <==
==> b.html, as before <==
"#,
    check: Check::Reading,
};
