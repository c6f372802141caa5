//! The tables and strategies that other tests build on, against the limits they are about.

use std::collections::BTreeSet;

use proptest::prelude::*;
use whatsapp::limits::{Rule, check, check_envelope};
use whatsapp::message::{Envelope, Message};
use whatsapp::template::{NewTemplate, lint, render};
use whatsapp::testing::{
    BOUNDARIES, VIOLATIONS, any_envelope, any_excess, any_filled_template, any_message, any_new_template,
};

#[test]
fn each_limit_may_be_met_and_not_passed() {
    for boundary in BOUNDARIES {
        let field = boundary.field;
        check_envelope(&boundary.met()).unwrap_or_else(|why| panic!("{field} at the limit: {why}"));
        let error = check_envelope(&boundary.beyond(1)).unwrap_err();
        assert_eq!((error.field.as_str(), error.rule, error.limit), (field, boundary.rule, boundary.limit), "{error}");
        let by_one = if boundary.rule == Rule::TooFew { error.value + 1 } else { error.value - 1 };
        assert!(by_one == boundary.limit || boundary.rule == Rule::Whitespace, "{error}");
        assert!(error.to_string().contains(field), "{error}");
    }
}

#[test]
fn each_rule_is_told_by_its_name() {
    for violation in VIOLATIONS {
        let error = check_envelope(&(violation.make)()).expect_err(violation.field);
        assert_eq!((error.field.as_str(), error.rule), (violation.field, violation.rule), "{error}");
    }
}

#[test]
fn every_rule_is_broken_somewhere() {
    let broken: BTreeSet<&str> = BOUNDARIES.iter().map(|boundary| boundary.rule.code()).collect();
    let broken: BTreeSet<&str> = broken.into_iter().chain(VIOLATIONS.iter().map(|v| v.rule.code())).collect();
    // A value of the wrong kind shows only beside the template itself.
    assert_eq!(broken.len(), 14, "{broken:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn any_message_is_within_the_limits_and_survives(message in any_message()) {
        prop_assert_eq!(check(&message), Ok(()));
        let written = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<Message>(&written).unwrap(), message, "{}", written);
    }

    #[test]
    fn any_envelope_is_within_the_limits_and_survives(envelope in any_envelope()) {
        prop_assert_eq!(check_envelope(&envelope), Ok(()));
        let written = serde_json::to_string(&envelope).unwrap();
        prop_assert_eq!(serde_json::from_str::<Envelope>(&written).unwrap(), envelope, "{}", written);
    }

    #[test]
    fn any_excess_is_refused_for_its_reason_also_when_read_again(excess in any_excess()) {
        let error = check_envelope(&excess.envelope).unwrap_err();
        prop_assert_eq!((error.field.as_str(), error.rule), (excess.field, excess.rule));
        let written = serde_json::to_string(&excess.envelope).unwrap();
        let read: Envelope = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(check_envelope(&read), Err(error), "{}", written);
    }

    #[test]
    fn any_template_has_nothing_to_find(template in any_new_template()) {
        prop_assert_eq!(lint(&template), vec![]);
        let written = serde_json::to_string(&template).unwrap();
        prop_assert_eq!(serde_json::from_str::<NewTemplate>(&written).unwrap(), template, "{}", written);
    }

    #[test]
    fn any_filling_fits_its_template((template, filling) in any_filled_template()) {
        let rendered = render(&template.components, &filling);
        prop_assert!(rendered.is_ok(), "{:?}", rendered);
        let rendered = rendered.unwrap();
        prop_assert!(!rendered.body.unwrap_or_default().contains("{{"));
        prop_assert_eq!(check(&Message::Template(filling)), Ok(()));
    }
}
