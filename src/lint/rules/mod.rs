//! Every rule of the linter, one file each, in the folder of its group.

use super::rule::Rule;

pub mod definitions;
pub mod file;
pub mod patterns;
pub mod structure;
pub mod study;
pub mod tests;
pub mod transcripts;

/// All rules, by group and name.
pub static RULES: &[&Rule] = &[
    &structure::deep_code::RULE,
    &structure::empty_theme::RULE,
    &structure::lookalike_ids::RULE,
    &structure::repeated_label::RULE,
    &definitions::circular_definition::RULE,
    &definitions::missing_definition::RULE,
    &definitions::missing_example::RULE,
    &definitions::missing_exclusion::RULE,
    &definitions::missing_inclusion::RULE,
    &definitions::shared_example::RULE,
    &definitions::similar_definitions::RULE,
    &patterns::duplicate_pattern::RULE,
    &patterns::idle_exclusion::RULE,
    &patterns::leading_wildcard::RULE,
    &patterns::literal_regex::RULE,
    &patterns::matches_everything::RULE,
    &patterns::needless_escape::RULE,
    &patterns::needless_variant::RULE,
    &patterns::never_matches::RULE,
    &patterns::shadowed_pattern::RULE,
    &patterns::shared_pattern::RULE,
    &patterns::short_stem::RULE,
    &patterns::unsorted_patterns::RULE,
    &tests::counterexample_coded::RULE,
    &tests::example_not_coded::RULE,
    &tests::example_only_negated::RULE,
    &tests::example_under_exclusion::RULE,
    &tests::untested_rules::RULE,
    &study::code_fires_everywhere::RULE,
    &study::code_never_fires::RULE,
    &study::coinciding_codes::RULE,
    &study::dominant_rule::RULE,
    &study::lost_quote::RULE,
    &study::rule_never_fires::RULE,
    &study::silent_participant::RULE,
    &study::uncovered_text::RULE,
    &study::undefined_coding::RULE,
    &study::unheard_speaker::RULE,
    &study::unknown_speaker::RULE,
    &study::unmatched_transcript::RULE,
    &file::allowance_without_reason::RULE,
    &file::missing_version::RULE,
    &file::unknown_allowance::RULE,
    &file::unknown_rule::RULE,
    &file::unused_allowance::RULE,
    &file::version_not_raised::RULE,
];

/// The rule of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
