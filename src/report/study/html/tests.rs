use super::*;

#[test]
fn the_policy_names_the_one_script_and_nothing_else() {
    let policy = policy();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(policy.contains("script-src 'sha256-") && !policy.contains("script-src 'unsafe"));
    // The digest is of what stands between the tags, so that must be the script itself, byte for byte.
    let escaped = markup! { script { (PreEscaped(SCRIPT)) } }.into_string();
    assert_eq!(escaped, format!("<script>{SCRIPT}</script>"));
    assert!(!SCRIPT.contains("</script"));
}

#[test]
fn what_is_said_around_a_quote_turns_no_letter_of_it() {
    // `plaintext` isolates, and takes the direction from the text itself.
    let rule = STYLE.lines().find(|line| line.starts_with("blockquote i "));
    assert!(rule.is_some_and(|rule| rule.contains("unicode-bidi: plaintext")));
}

#[test]
fn shares_are_of_something() {
    assert_eq!(share(7, 15), "0.4667");
    assert_eq!(share(0, 0), "0.0000");
    assert_eq!(share(3, 2), "1.0000");
}
