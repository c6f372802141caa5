//! Buttons: how many of each kind, in which order, and what each needs.

use serde_json::Value;

use super::super::{Button, ButtonKind, OneTimePasswordKind, variables};
use super::Findings;
use crate::limits::measure::{at_most, inconsistent, length, malformed, many, many_or_none, missing, not_allowed};
use crate::limits::{
    COUPON_CODE, SUPPORTED_APPS, TEMPLATE_BUTTON_TEXT, TEMPLATE_BUTTONS, TEMPLATE_LINK, TEMPLATE_LINKS,
    TEMPLATE_PHONE_NUMBER,
};

/// How many of a kind there may be.
const AT_MOST: [(ButtonKind, usize); 4] = [
    (ButtonKind::QuickReply, TEMPLATE_BUTTONS),
    (ButtonKind::Url, TEMPLATE_LINKS),
    (ButtonKind::PhoneNumber, 1),
    (ButtonKind::CopyCode, 1),
];

/// Kinds of which Meta fixes the words.
const FIXED_WORDS: [(ButtonKind, &str); 3] = [
    (ButtonKind::Catalog, "View catalog"),
    (ButtonKind::MultiProduct, "View items"),
    (ButtonKind::SingleProduct, "View"),
];

pub(super) fn lint(field: &str, buttons: &[Button], findings: &mut Findings) {
    findings.check(many(field, buttons.len(), TEMPLATE_BUTTONS));
    for (kind, limit) in AT_MOST {
        let count = buttons.iter().filter(|button| button.kind == kind).count();
        findings.check(many_or_none(&format!("{field}[].{kind}"), count, limit));
    }
    let is_reply: Vec<bool> = buttons.iter().map(|button| button.kind == ButtonKind::QuickReply).collect();
    let changes = is_reply.windows(2).filter(|pair| pair.first() != pair.last()).count();
    findings.demand(changes <= 1, || inconsistent(field));
    for (at, button) in buttons.iter().enumerate() {
        button_alone(&format!("{field}[{at}]"), button, findings);
    }
}

fn button_alone(field: &str, button: &Button, findings: &mut Findings) {
    let fixed = FIXED_WORDS.iter().find(|(kind, _)| *kind == button.kind);
    let text = button.text.as_deref().unwrap_or_default();
    match (&button.kind, fixed) {
        (
            ButtonKind::CopyCode | ButtonKind::OneTimePassword | ButtonKind::RequestContactInfo | ButtonKind::Other(_),
            _,
        ) => {}
        (_, Some((_, words))) => {
            let alike = text.split_whitespace().eq(words.split_whitespace());
            findings.demand(alike, || malformed(format!("{field}.text")));
        }
        _ => findings.check(length(&format!("{field}.text"), text, TEMPLATE_BUTTON_TEXT)),
    }
    match button.kind {
        ButtonKind::Url => link(field, button, findings),
        ButtonKind::PhoneNumber => {
            let number = button.phone_number.as_deref().unwrap_or_default();
            findings.check(length(&format!("{field}.phone_number"), number, TEMPLATE_PHONE_NUMBER));
        }
        ButtonKind::CopyCode => {
            // Some write the one example as a list, as links do.
            let example = button.example.as_ref().map(|example| example.get(0).unwrap_or(example));
            let code = example.and_then(Value::as_str).unwrap_or_default();
            findings.check(length(&format!("{field}.example"), code, COUPON_CODE));
        }
        ButtonKind::Flow => {
            let given = [&button.flow_id, &button.flow_name, &button.flow_json];
            match given.iter().filter(|given| given.is_some()).count() {
                0 => findings.add(missing(format!("{field}.flow_id"))),
                1 => {}
                _ => findings.add(not_allowed(format!("{field}.flow_name"))),
            }
        }
        ButtonKind::OneTimePassword => findings.add(not_allowed(format!("{field}.type"))),
        ButtonKind::Other(_) => findings.add(malformed(format!("{field}.type"))),
        _ => {}
    }
}

/// An address has at most one blank, at its end, and then an example.
fn link(field: &str, button: &Button, findings: &mut Findings) {
    let url = button.url.as_deref().unwrap_or_default();
    let url_field = format!("{field}.url");
    findings.check(length(&url_field, url, TEMPLATE_LINK));
    let blanks = variables(url).len();
    if blanks == 0 {
        return;
    }
    findings.demand(blanks == 1 && url.trim_end().ends_with("}}"), || malformed(url_field));
    let has_example = match &button.example {
        Some(Value::Array(examples)) => !examples.is_empty(),
        Some(Value::String(example)) => !example.is_empty(),
        _ => false,
    };
    findings.demand(has_example, || missing(format!("{field}.example")));
}

/// The one button of an authentication template.
pub(super) fn one_time_password(field: &str, buttons: &[Button], findings: &mut Findings) {
    findings.check(many(field, buttons.len(), 1));
    for (at, button) in buttons.iter().enumerate() {
        let field = format!("{field}[{at}]");
        findings.demand(button.kind == ButtonKind::OneTimePassword, || not_allowed(format!("{field}.type")));
        for (name, text) in [("text", &button.text), ("autofill_text", &button.autofill_text)] {
            let text = text.as_deref().unwrap_or_default();
            findings.check(at_most(&format!("{field}.{name}"), text, TEMPLATE_BUTTON_TEXT));
        }
        let apps = &button.supported_apps;
        findings.check(many_or_none(&format!("{field}.supported_apps"), apps.len(), SUPPORTED_APPS));
        let named_in_the_old_way = button.extra.contains_key("package_name");
        match &button.otp_type {
            Some(OneTimePasswordKind::CopyCode) => {}
            Some(OneTimePasswordKind::OneTap | OneTimePasswordKind::ZeroTap) => {
                findings
                    .demand(!apps.is_empty() || named_in_the_old_way, || missing(format!("{field}.supported_apps")));
            }
            Some(OneTimePasswordKind::Other(_)) => findings.add(malformed(format!("{field}.otp_type"))),
            None => findings.add(missing(format!("{field}.otp_type"))),
        }
        let terms = button.zero_tap_terms_accepted == Some(true);
        findings.demand(terms || button.otp_type != Some(OneTimePasswordKind::ZeroTap), || {
            missing(format!("{field}.zero_tap_terms_accepted"))
        });
    }
}
