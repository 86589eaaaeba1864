//! What keeps a page that holds somebody's text from being more than a page.

/// The content security policy of pages without a script: nothing is fetched and nothing is run, whatever stands in a text.
pub const POLICY_WITHOUT_SCRIPT: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
