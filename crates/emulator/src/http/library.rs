//! `GET /message_template_library` and `GET /{waba_id}/message_template_previews`: texts that Meta has written.

use serde_json::{Value, json};

use super::fields::words;
use super::page::page;
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::parameter;

/// A template of the library.
struct Entry {
    name: &'static str,
    language: &'static str,
    topic: &'static str,
    usecase: &'static str,
    industry: &'static [&'static str],
    header: &'static str,
    body: &'static str,
    /// What each variable of the body takes.
    types: &'static [&'static str],
    examples: &'static [&'static str],
    buttons: &'static [(&'static str, &'static str)],
}

const LIBRARY: &[Entry] = &[
    Entry {
        name: "order_confirmed_emulated",
        language: "en_US",
        topic: "ORDER_MANAGEMENT",
        usecase: "ORDER_CONFIRMATION",
        industry: &["E_COMMERCE"],
        header: "Order confirmed",
        body: "Thank you, {{1}}. Your order {{2}} is confirmed and will be ready on {{3}} at the shop.",
        types: &["TEXT", "TEXT", "DATE"],
        examples: &["Ana", "A-1001", "12 May"],
        buttons: &[("URL", "View order")],
    },
    Entry {
        name: "pedido_en_camino_emulated",
        language: "es",
        topic: "ORDER_MANAGEMENT",
        usecase: "SHIPMENT_CONFIRMATION",
        industry: &["E_COMMERCE"],
        header: "En camino",
        body: "Hola {{1}}, tu pedido {{2}} va en camino a {{3}} y llegará pronto.",
        types: &["TEXT", "TEXT", "ADDRESS"],
        examples: &["Ana", "A-1001", "Calle Mayor 1"],
        buttons: &[("URL", "Seguir envío")],
    },
    Entry {
        name: "payment_due_emulated",
        language: "en_US",
        topic: "PAYMENTS",
        usecase: "PAYMENT_DUE_REMINDER",
        industry: &["FINANCIAL_SERVICES"],
        header: "Payment due",
        body: "Hello {{1}}, a payment of {{2}} is due on {{3}}. Contact us with any question.",
        types: &["TEXT", "AMOUNT", "DATE"],
        examples: &["Ana", "$12.50", "12 May"],
        buttons: &[("PHONE_NUMBER", "Call us")],
    },
    Entry {
        name: "appointment_reminder_emulated",
        language: "en_US",
        topic: "EVENT_REMINDER",
        usecase: "APPOINTMENT_REMINDER",
        industry: &[],
        header: "Your appointment",
        body: "Hi {{1}}, this is a reminder of your appointment on {{2}} at our office. See you there.",
        types: &["TEXT", "DATE"],
        examples: &["Ana", "12 May"],
        buttons: &[],
    },
];

impl Entry {
    fn to_json(&self, place: u64) -> Value {
        let buttons = self.buttons.iter().map(|(kind, text)| match *kind {
            "URL" => json!({ "type": "URL", "text": text, "url": "https://www.example.com/{{1}}" }),
            _ => json!({ "type": kind, "text": text, "phone_number": "+16505551234" }),
        });
        json!({
            "id": (7_000_000_000_000_000 + place).to_string(),
            "name": self.name,
            "language": self.language,
            "category": "UTILITY",
            "topic": self.topic,
            "usecase": self.usecase,
            "industry": self.industry,
            "header": self.header,
            "body": self.body,
            "body_params": self.examples,
            "body_param_types": self.types,
            "buttons": buttons.collect::<Vec<_>>(),
        })
    }
}

pub(super) fn list(core: &Core, call: &Call) -> Outcome {
    let is = |name: &str, value: &str| {
        call.query(name).is_none_or(|asked| words(asked).iter().any(|asked| asked.eq_ignore_ascii_case(value)))
    };
    let says = |entry: &Entry| {
        call.query("search").or(call.query("name_or_content")).is_none_or(|asked| {
            let asked = asked.to_lowercase();
            entry.name.contains(&asked) || entry.body.to_lowercase().contains(&asked)
        })
    };
    let chosen = (1..).zip(LIBRARY).filter(|(_, entry)| {
        says(entry)
            && is("name", entry.name)
            && is("topic", entry.topic)
            && is("usecase", entry.usecase)
            && is("language", entry.language)
            && call.query("industry").is_none_or(|_| entry.industry.iter().any(|known| is("industry", known)))
    });
    let found = chosen.map(|(place, entry)| (place, entry.to_json(place))).collect();
    page(core, call, found, Ok).map(Answer::Json)
}

/// The body of a creation from the library, as if all of it had been written out.
pub(super) fn filled(name: &str, parameters: &Value) -> Result<Value, Refusal> {
    let unknown = || Refusal::new(100, format!("There is no template '{name}' in the library."));
    let entry = LIBRARY.iter().find(|entry| entry.name == name).ok_or_else(unknown)?;
    let inputs = parameter::list(parameters, "library_template_button_inputs")?.unwrap_or_default();
    let mut buttons = Vec::new();
    for (place, (kind, text)) in entry.buttons.iter().enumerate() {
        let missing = || Refusal::missing("library_template_button_inputs");
        let given = inputs.get(place).ok_or_else(missing)?;
        if given.get("type").and_then(Value::as_str) != Some(kind) {
            return Err(Refusal::new(100, format!("Button {place} of this template is of type {kind}.")));
        }
        buttons.push(match *kind {
            "URL" => {
                let url = given.pointer("/url/base_url").and_then(Value::as_str).ok_or_else(missing)?;
                let example = given.pointer("/url/url_suffix_example");
                json!({ "type": "URL", "text": text, "url": url, "example": [example] })
            }
            _ => json!({ "type": kind, "text": text, "phone_number": given.get("phone_number").ok_or_else(missing)? }),
        });
    }
    let mut components = vec![
        json!({ "type": "HEADER", "format": "TEXT", "text": entry.header }),
        json!({ "type": "BODY", "text": entry.body, "example": { "body_text": [entry.examples] } }),
    ];
    if !buttons.is_empty() {
        components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
    }
    Ok(json!({
        "name": parameters.get("name"),
        "language": parameters.get("language").filter(|language| language.is_string()).unwrap_or(&entry.language.into()),
        "category": parameters.get("category").filter(|category| category.is_string()).unwrap_or(&"UTILITY".into()),
        "components": components,
    }))
}

/// How an authentication template reads, language by language.
pub(super) fn previews(call: &Call) -> Outcome {
    if call.query("category") != Some("AUTHENTICATION") {
        return Err(Refusal::of_graph("Param category must be AUTHENTICATION."));
    }
    if call.query("button_types").is_none_or(|types| !words(types).contains(&"OTP".to_owned())) {
        return Err(Refusal::missing("button_types"));
    }
    let languages = call.query("languages").or(call.query("language")).map(words).unwrap_or_default();
    let languages = if languages.is_empty() { ["en_US", "es", "pt_BR"].map(str::to_owned).to_vec() } else { languages };
    let secure = call.query("add_security_recommendation").is_some_and(|flag| flag == "true");
    let minutes: Option<u32> = call.query("code_expiration_minutes").and_then(|minutes| minutes.parse().ok());
    if minutes.is_some_and(|minutes| !(1..=90).contains(&minutes)) {
        return Err(Refusal::of_graph("Param code_expiration_minutes must be between 1 and 90."));
    }
    let data: Vec<Value> = languages.iter().map(|language| preview(language, secure, minutes)).collect();
    Ok(Answer::Json(json!({ "data": data })))
}

fn preview(language: &str, secure: bool, minutes: Option<u32>) -> Value {
    let (code, advice, expires, copy, autofill) = match language.get(..2) {
        Some("es") => (
            "Tu código de verificación es *{{1}}*.",
            " Por tu seguridad, no lo compartas.",
            ("Este código caduca en ", " minutos."),
            "Copiar código",
            "Autocompletar",
        ),
        Some("pt") => (
            "Seu código de verificação é *{{1}}*.",
            " Para sua segurança, não o compartilhe.",
            ("Este código expira em ", " minutos."),
            "Copiar código",
            "Preencher automaticamente",
        ),
        _ => (
            "*{{1}}* is your verification code.",
            " For your security, do not share this code.",
            ("This code expires in ", " minutes."),
            "Copy code",
            "Autofill",
        ),
    };
    let mut shown = json!({
        "language": language,
        "body": format!("{code}{}", if secure { advice } else { "" }),
        "buttons": [{ "type": "OTP", "text": copy, "autofill_text": autofill }],
    });
    if let (Some(minutes), Some(shown)) = (minutes, shown.as_object_mut()) {
        shown.insert("footer".to_owned(), format!("{}{minutes}{}", expires.0, expires.1).into());
    }
    shown
}
