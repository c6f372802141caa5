//! What else is refused at once of a template: languages, offers, carousels, one-time passwords, buttons, lifetimes.

use serde_json::Value;

use super::blanks::variables;
use super::review::{kind, part, text};
use super::template::Draft;
use crate::refusal::Refusal;

/// Every language a template can have.
const LANGUAGES: &str = "af sq ar ar_EG ar_AE ar_LB ar_MA ar_QA az be_BY bn bn_IN bg ca zh_CN zh_HK zh_TW hr cs da prs_AF nl \
    nl_BE en en_GB en_US en_AE en_AU en_CA en_GH en_IE en_IN en_JM en_MY en_NZ en_QA en_SG en_UG en_ZA et fil fi fr fr_BE fr_CA \
    fr_CH fr_CI fr_MA ka de de_AT de_CH el gu ha he hi hu id ga it ja kn kk rw_RW ko ky_KG lo lv lt mk ms ml mr nb ps_AF fa pl \
    pt_BR pt_PT pa ro ru sr si_LK sk sl es es_AR es_CL es_CO es_CR es_DO es_EC es_HN es_MX es_PA es_PE es_ES es_UY sw sv ta te \
    th tr uk ur uz vi zu";

const BUTTONS: [&str; 14] = [
    "QUICK_REPLY",
    "URL",
    "PHONE_NUMBER",
    "COPY_CODE",
    "FLOW",
    "CATALOG",
    "MPM",
    "SPM",
    "OTP",
    "VOICE_CALL",
    "ORDER_DETAILS",
    "APP",
    "REQUEST_CONTACT_INFO",
    "EXTENSION",
];

const HEADERS: [&str; 7] = ["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "GIF", "LOCATION", "PRODUCT"];

pub(super) fn refused<T>(details: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(100, details))
}

pub(super) fn check(draft: &Draft) -> Result<(), Refusal> {
    if !LANGUAGES.split_whitespace().any(|language| language == draft.language) {
        return refused(format!("Param language must be one of the supported languages; it is '{}'.", draft.language));
    }
    if let Some(format) = part(&draft.components, "HEADER").and_then(|header| header.get("format")) {
        let format = format.as_str().unwrap_or_default().to_uppercase();
        if !HEADERS.contains(&format.as_str()) {
            return refused(format!("Param format of a HEADER must be one of {{{}}}.", HEADERS.join(", ")));
        }
    }
    check_lifetime(draft)?;
    check_buttons(buttons(&draft.components))?;
    check_offer(draft)?;
    check_carousel(draft)?;
    check_password(draft)
}

pub(super) fn buttons(components: &[Value]) -> &[Value] {
    let buttons = part(components, "BUTTONS").and_then(|part| part.get("buttons")).and_then(Value::as_array);
    buttons.map(Vec::as_slice).unwrap_or_default()
}

fn check_lifetime(draft: &Draft) -> Result<(), Refusal> {
    let Some(seconds) = draft.message_send_ttl_seconds else { return Ok(()) };
    let range = match draft.category.as_str() {
        "AUTHENTICATION" => 30..=900,
        "UTILITY" => 30..=43_200,
        _ => 43_200..=2_592_000,
    };
    let for_a_month = seconds == -1 && draft.category != "MARKETING";
    if range.contains(&seconds) || for_a_month {
        return Ok(());
    }
    refused(format!("Param message_send_ttl_seconds must be between {} and {}.", range.start(), range.end()))
}

fn check_buttons(buttons: &[Value]) -> Result<(), Refusal> {
    for button in buttons {
        let written = |key: &str| button.get(key).and_then(Value::as_str).unwrap_or_default();
        match kind(button).as_str() {
            "URL" => {
                let url = written("url");
                let blanks = variables(url).len();
                if url.chars().count() > 2_000 || blanks > 1 || (blanks == 1 && !url.trim_end().ends_with("}}")) {
                    return refused("A URL has 2000 characters at most, and one variable at its end.");
                }
            }
            "PHONE_NUMBER" if written("phone_number").len() > 20 || written("phone_number").is_empty() => {
                return refused("A PHONE_NUMBER button has a phone_number of 20 characters at most.");
            }
            "COPY_CODE" if written("example").chars().count() > 20 => {
                return refused("The example of a COPY_CODE button has 20 characters at most.");
            }
            other if !BUTTONS.contains(&other) => {
                return refused(format!("Param type of a button must be one of {{{}}}.", BUTTONS.join(", ")));
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_offer(draft: &Draft) -> Result<(), Refusal> {
    let Some(offer) = part(&draft.components, "LIMITED_TIME_OFFER") else { return Ok(()) };
    let words = offer.pointer("/limited_time_offer/text").and_then(Value::as_str).unwrap_or_default();
    let body = part(&draft.components, "BODY").map(text).unwrap_or_default();
    let kinds: Vec<String> = buttons(&draft.components).iter().map(kind).collect();
    let code_is_late = kinds.iter().skip(1).any(|kind| kind == "COPY_CODE");
    let rules = [
        (draft.category != "MARKETING", "A LIMITED_TIME_OFFER is for MARKETING templates."),
        (
            !(1..=16).contains(&words.chars().count()),
            "The text of a LIMITED_TIME_OFFER has between 1 and 16 characters.",
        ),
        (body.chars().count() > 600, "With a LIMITED_TIME_OFFER the BODY has 600 characters at most."),
        (part(&draft.components, "FOOTER").is_some(), "A LIMITED_TIME_OFFER cannot have a FOOTER."),
        (code_is_late, "With a LIMITED_TIME_OFFER the COPY_CODE button comes first."),
    ];
    rules.into_iter().find(|(broken, _)| *broken).map_or(Ok(()), |(_, why)| refused(why))
}

fn check_carousel(draft: &Draft) -> Result<(), Refusal> {
    let Some(carousel) = part(&draft.components, "CAROUSEL") else { return Ok(()) };
    let cards = carousel.get("cards").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if cards.len() < 2 || cards.len() > 10 {
        return refused("A CAROUSEL has between 2 and 10 cards.");
    }
    let mut first = None;
    for card in cards {
        let components = card.get("components").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let body = part(components, "BODY").map(text).unwrap_or_default();
        if body.chars().count() > 160 {
            return refused("The BODY of a card has 160 characters at most.");
        }
        if buttons(components).len() > 2 {
            return refused("A card has 2 buttons at most.");
        }
        check_buttons(buttons(components))?;
        let structure = structure(components);
        if *first.get_or_insert_with(|| structure.clone()) != structure {
            return refused("All cards must have the same components, in the same order.");
        }
    }
    Ok(())
}

/// What a card is made of, by kinds.
fn structure(components: &[Value]) -> Vec<String> {
    let header = part(components, "HEADER").and_then(|header| header.get("format")).and_then(Value::as_str);
    let kinds = components.iter().map(kind).chain(header.map(str::to_uppercase));
    kinds.chain(buttons(components).iter().map(kind)).collect()
}

fn check_password(draft: &Draft) -> Result<(), Refusal> {
    if draft.category != "AUTHENTICATION" {
        let has_one = buttons(&draft.components).iter().any(|button| kind(button) == "OTP");
        return if has_one { refused("OTP buttons are for AUTHENTICATION templates.") } else { Ok(()) };
    }
    let minutes = part(&draft.components, "FOOTER").and_then(|footer| footer.get("code_expiration_minutes"));
    if minutes.is_some_and(|minutes| !minutes.as_i64().is_some_and(|minutes| (1..=90).contains(&minutes))) {
        return refused("Param code_expiration_minutes must be between 1 and 90.");
    }
    if part(&draft.components, "HEADER").is_some() {
        return refused("AUTHENTICATION templates have no HEADER.");
    }
    let buttons = buttons(&draft.components);
    if buttons.len() > 1 || buttons.iter().any(|button| !matches!(kind(button).as_str(), "OTP" | "URL")) {
        return refused("AUTHENTICATION templates have one OTP button.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn draft(category: &str, language: &str, components: Value) -> Draft {
        let Value::Array(components) = components else { panic!() };
        Draft {
            name: "t".into(),
            language: language.into(),
            category: category.into(),
            parameter_format: "POSITIONAL".into(),
            components,
            message_send_ttl_seconds: None,
        }
    }

    #[test]
    fn each_rule_refuses_what_breaks_it() {
        let body = json!({"type": "BODY", "text": "Ya está listo."});
        let offer = json!({"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Solo hoy"}});
        let footer = json!({"type": "FOOTER", "text": "Pan"});
        let card =
            |text: &str| json!({"components": [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": text}]});
        let carousel = |cards: Vec<Value>| json!({"type": "CAROUSEL", "cards": cards});
        let buttons = |buttons: Value| json!({"type": "BUTTONS", "buttons": buttons});
        let cases = [
            ("UTILITY", "es", json!([body]), true),
            ("UTILITY", "xx", json!([body]), false),
            ("MARKETING", "es", json!([body, offer]), true),
            ("UTILITY", "es", json!([body, offer]), false),
            ("MARKETING", "es", json!([body, offer, footer]), false),
            ("MARKETING", "es", json!([body, carousel(vec![card("a"), card("b")])]), true),
            ("MARKETING", "es", json!([body, carousel(vec![card("a")])]), false),
            ("MARKETING", "es", json!([body, carousel(vec![card("a"), json!({"components": []})])]), false),
            ("AUTHENTICATION", "es", json!([body, buttons(json!([{"type": "OTP", "otp_type": "COPY_CODE"}]))]), true),
            ("AUTHENTICATION", "es", json!([body, {"type": "FOOTER", "code_expiration_minutes": 91}]), false),
            ("UTILITY", "es", json!([body, buttons(json!([{"type": "OTP"}]))]), false),
            (
                "UTILITY",
                "es",
                json!([body, buttons(json!([{"type": "URL", "text": "x", "url": "https://x/{{1}}/y"}]))]),
                false,
            ),
            ("UTILITY", "es", json!([body, buttons(json!([{"type": "NONSENSE"}]))]), false),
        ];
        for (category, language, components, fine) in cases {
            let checked = check(&draft(category, language, components.clone()));
            assert_eq!(checked.is_ok(), fine, "{category} {language} {components}: {checked:?}");
        }
    }

    #[test]
    fn messages_live_as_long_as_their_category_allows() {
        let cases = [
            ("AUTHENTICATION", 900, true),
            ("AUTHENTICATION", 901, false),
            ("UTILITY", -1, true),
            ("MARKETING", 60, false),
        ];
        for (category, seconds, fine) in cases {
            let draft = Draft { message_send_ttl_seconds: Some(seconds), ..draft(category, "es", json!([])) };
            assert_eq!(check_lifetime(&draft).is_ok(), fine, "{category} {seconds}");
        }
    }
}
