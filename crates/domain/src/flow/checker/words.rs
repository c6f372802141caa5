//! Translations, and messages that WhatsApp would refuse.

use super::{ProblemCode, Report};
use crate::flow::document::{Flow, Localised, NodeKind};
use crate::flow::engine::{
    Speaker, Trouble, compose_ask, compose_consent, compose_payment, compose_say, compose_survey, compose_template,
};
use crate::flow::expression;
use serde_json::Value;
use whatsapp::limits::Rule;

pub(super) fn check(flow: &Flow, report: &mut Report) {
    let languages = flow.spoken_languages();
    for (path, text) in flow.own_texts() {
        translations(flow, &languages, None, &path, text, report);
    }
    for (id, node) in &flow.nodes {
        for (path, text) in node.kind.texts().into_iter().filter(|(path, _)| !path.ends_with("template.language")) {
            translations(flow, &languages, Some(id), &path, text, report);
        }
        for language in &languages {
            message(flow, id, &node.kind, language, report);
        }
    }
}

/// What is the same in every language.
const ADDRESSES: &[&str] =
    &["link", "url_suffixes", ".url", ".phone", ".email", ".catalog_id", ".product_id", ".flow_id"];

fn translations(
    flow: &Flow,
    languages: &[&str],
    node: Option<&str>,
    path: &str,
    text: &Localised,
    report: &mut Report,
) {
    match text {
        Localised::Plain(plain) => {
            let has_words =
                expression::without_tags(plain).chars().filter(|character| character.is_alphabetic()).count() > 1;
            let is_address = ADDRESSES.iter().any(|end| path.ends_with(end));
            if languages.len() > 1 && has_words && !is_address {
                let message = format!("one text for all languages, where the flow speaks {}", languages.join(", "));
                report.add(ProblemCode::MissingTranslation, node, path, message);
            }
        }
        Localised::Translated(texts) => {
            for language in languages.iter().filter(|language| !texts.contains_key(**language)) {
                let is_default = *language == flow.language;
                let found = is_default && text.pick(language, language).is_some();
                let code = if is_default && !found {
                    ProblemCode::MissingDefaultLanguage
                } else {
                    ProblemCode::MissingTranslation
                };
                report.add(code, node, path, format!("the text in `{language}` is missing"));
            }
        }
    }
}

/// Composes the message as the engine would, with nothing filled in: what is too long now is always too long.
fn message(flow: &Flow, id: &str, kind: &NodeKind, language: &str, report: &mut Report) {
    let speak = |text: &Localised| {
        let bare = expression::without_tags(text.pick(language, &flow.language).unwrap_or_default());
        Ok(if bare.trim().is_empty() { "…".to_owned() } else { bare })
    };
    // What is filled in may be anything that fits; here it is the smallest.
    let value = |value: &Value| match value.as_str() {
        Some(text) if !expression::is_plain(text) => Ok(Value::from(1)),
        _ => Ok(value.clone()),
    };
    let speaker = Speaker { node: id, language, text: &speak, value: &value, last_message: Some("wamid") };
    let (composed, part) = match kind {
        NodeKind::Say(say) => (compose_say(say, &speaker), "say"),
        NodeKind::Ask(ask) => (compose_ask(ask, &speaker), "ask"),
        NodeKind::AskConsent(ask) => (compose_consent(ask, &speaker), "ask_consent"),
        NodeKind::Survey(survey) => (compose_survey(survey, &speaker), "survey"),
        NodeKind::RequestPayment(payment) => {
            let reference = expression::without_tags(&payment.reference);
            let reference = if reference.is_empty() { "1" } else { &reference };
            (compose_payment(payment, reference, &speaker), "request_payment")
        }
        NodeKind::NotifyStaff(notice) => match (&notice.template, &notice.text) {
            (Some(template), _) => (compose_template(template, &speaker), "notify_staff.template"),
            (None, Some(text)) => (plain_text(text, &speak), "notify_staff.text"),
            (None, None) => return,
        },
        NodeKind::HandOver(hand_over) => match &hand_over.text {
            Some(text) => (plain_text(text, &speak), "hand_over.text"),
            None => return,
        },
        _ => return,
    };
    match composed {
        Ok(_) => {}
        // Ids are compared by the settings check, in every kind of node.
        Err(Trouble::Message(error)) if error.rule == Rule::NotUnique && !error.field.ends_with("title") => {}
        Err(Trouble::Message(error)) => {
            let code =
                if error.rule == Rule::NotUnique { ProblemCode::DuplicateChoice } else { ProblemCode::OverLimit };
            let path = path_of(&error.field, kind).unwrap_or_else(|| part.to_owned());
            report.add(code, Some(id), &path, format!("in `{language}`: {error}"));
        }
        Err(trouble) => report.add(ProblemCode::Unsayable, Some(id), part, trouble.to_string()),
    }
}

fn plain_text(
    text: &Localised,
    speak: &dyn Fn(&Localised) -> Result<String, Trouble>,
) -> Result<whatsapp::message::Message, Trouble> {
    let message = whatsapp::message::Message::text(speak(text)?);
    whatsapp::limits::check(&message)?;
    Ok(message)
}

/// Where the author wrote what stands in this field of Meta's JSON.
fn path_of(field: &str, kind: &NodeKind) -> Option<String> {
    let numbers: Vec<usize> = field.split(['[', ']']).filter_map(|piece| piece.parse().ok()).collect();
    let end = if field.ends_with("description") { "description" } else { "title" };
    let flat = match kind {
        NodeKind::Ask(_) => "ask.choices",
        _ => "say.buttons",
    };
    let has_list = matches!(kind, NodeKind::Say(say) if say.list.is_some());
    match (field, numbers.as_slice()) {
        (field, _) if field.ends_with("footer.text") => Some("say.footer".to_owned()),
        (_, [section, row]) if has_list => Some(format!("say.list.sections[{section}].rows[{row}].{end}")),
        (_, [section]) if has_list => Some(format!("say.list.sections[{section}]")),
        (field, []) if has_list && field.ends_with("action.button") => Some("say.list.button".to_owned()),
        (_, [_, choice] | [choice]) if field.contains("action") => Some(format!("{flat}[{choice}].{end}")),
        (field, []) if field.contains("action") => Some(flat.to_owned()),
        (field, _) if field.contains("body") => {
            Some(if flat == "say.buttons" { "say.text" } else { "ask.text" }.to_owned())
        }
        _ => None,
    }
}
