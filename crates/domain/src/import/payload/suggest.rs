//! What the parts of a payload seem to be: paths by what their last name says, several for one thing as alternatives.

use super::Payload;
use crate::consent::Category;
use crate::contact::phone;
use crate::import::Subject;
use crate::import::heading::target_of;
use crate::import::mapping::{DateOrder, DecimalMark, Existing, Kind, Mapping, MatchOn, Target};
use std::collections::BTreeMap;

/// What shops, booking and payment systems call the person a payload is about.
const PEOPLE: &[&str] = &[
    "customer",
    "billing",
    "billing_address",
    "shipping",
    "shipping_address",
    "default_address",
    "address",
    "contact",
    "user",
    "buyer",
    "client",
    "cliente",
    "comprador",
    "payer",
    "pagador",
    "attendee",
    "guest",
    "lead",
    "person",
    "persona",
    "pessoa",
    "patient",
    "paciente",
    "student",
    "data",
];

/// Where shops say what happened.
const TOPICS: &[&str] = &["header:x-shopify-topic", "header:x-wc-webhook-topic", "header:x-event", "header:x-topic"];
const EVENT_NAMES: &[&str] = &["event", "event_name", "event_type", "topic", "type", "evento", "action"];
const EVENT_IDS: &[&str] = &["id", "order_id", "event_id", "uuid", "number", "token", "pedido_id", "id_pedido"];
const EVENT_TIMES: &[&str] =
    &["processed_at", "date_paid_gmt", "date_created_gmt", "created_at", "occurred_at", "updated_at", "timestamp"];
const VALUES: &[&str] = &["total_price", "total", "amount", "value", "valor", "monto", "grand_total"];
const CURRENCIES: &[&str] = &["currency", "currency_code", "moneda", "moeda", "presentment_currency"];

/// A path for each thing that is recognised, and what it becomes. The rest is for people to choose.
pub fn suggest(payload: &Payload, subject: Subject, country: &str) -> (Vec<String>, Mapping) {
    let leaves = payload.paths();
    let mut found: Vec<(String, Target)> = Vec::new();
    if subject == Subject::Events {
        found.extend(about_the_event(payload, &leaves));
    }
    found.extend(about_the_person(payload, &leaves, subject, country));
    let (paths, columns) = found.into_iter().unzip();
    let mapping = Mapping {
        columns,
        has_header: false,
        default_country: country.to_owned(),
        match_on: MatchOn::Phone,
        existing: Existing::Update,
        date_order: DateOrder::DayFirst,
        // JSON writes numbers with a point.
        decimal_mark: DecimalMark::Point,
        labels: Vec::new(),
        consent: None,
        event_name: None,
    };
    (paths, mapping)
}

fn about_the_event(payload: &Payload, leaves: &[String]) -> Vec<(String, Target)> {
    let names: Vec<&str> = TOPICS.iter().chain(EVENT_NAMES).copied().collect();
    let property = |name: &str, kind| Target::Property { name: name.to_owned(), kind };
    let wanted = [
        (&*names, Target::EventName),
        (EVENT_IDS, Target::EventId),
        (EVENT_TIMES, Target::EventAt),
        (VALUES, property("value", Kind::Number)),
        (CURRENCIES, property("currency", Kind::Text)),
    ];
    let path_of = |names: &[&str]| {
        // At the top, or within the one envelope that many systems use.
        let within = |name: &&str| [(*name).to_owned(), format!("data.{name}")];
        let mut paths = names.iter().flat_map(within);
        paths.find(|path| leaves.contains(path) && !payload.at(path).is_empty())
    };
    wanted.into_iter().filter_map(|(names, target)| Some((path_of(names)?, target))).collect()
}

fn about_the_person(payload: &Payload, leaves: &[String], subject: Subject, country: &str) -> Vec<(String, Target)> {
    let mut found: BTreeMap<u8, (Vec<&str>, Target)> = BTreeMap::new();
    for path in leaves {
        let Some((rank, target)) = person_target(path, subject) else { continue };
        let cell = payload.at(path);
        let fits = match target {
            Target::Phone => cell.is_empty() || phone::parse(&cell, country).is_some(),
            _ => true,
        };
        if fits {
            found.entry(rank).or_insert_with(|| (Vec::new(), target)).0.push(path);
        }
    }
    let joined = |(mut paths, target): (Vec<&str>, Target)| {
        // What says something first; among these what is nearest to the top.
        paths.sort_by_key(|path| (payload.at(path).is_empty(), path.matches('.').count()));
        (paths.join(" | "), target)
    };
    found.into_values().map(joined).collect()
}

/// What a path says of the person, with its place among the suggestions.
fn person_target(path: &str, subject: Subject) -> Option<(u8, Target)> {
    let (parents, name) = path.rsplit_once('.').unwrap_or(("", path));
    let is_theirs = parents.is_empty() || parents.split('.').all(|parent| PEOPLE.contains(&parent));
    if !is_theirs {
        return None;
    }
    let target = match name {
        "accepts_marketing" | "buyer_accepts_marketing" => Target::Consent { category: Category::Marketing },
        "customer_locale" => Target::Language,
        _ => target_of(name, Subject::Contacts)?,
    };
    let rank = match &target {
        Target::Phone => 0,
        Target::FirstName => 1,
        Target::LastName => 2,
        // An order has a name too: there it is the person's only below the person.
        Target::Name if subject == Subject::Contacts || !parents.is_empty() => 3,
        Target::Language => 4,
        Target::Consent { .. } => 5,
        Target::Attribute { name, .. } if name == crate::import::mapping::EMAIL => 6,
        _ => return None,
    };
    Some((rank, target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn suggested(headers: &[(&str, &str)], body: Value, subject: Subject) -> Vec<String> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (paths, mapping) = suggest(&Payload { headers, body }, subject, "AR");
        paths.iter().zip(&mapping.columns).map(|(path, target)| format!("{path} = {}", target.word())).collect()
    }

    #[test]
    fn an_order_of_shopify() {
        let order = json!({
            "id": 450_789_469, "name": "#1001", "email": "ana@example.com", "phone": null,
            "total_price": "409.94", "currency": "ARS", "processed_at": "2026-03-01T10:00:00-03:00",
            "buyer_accepts_marketing": true, "customer_locale": "es-AR",
            "billing_address": { "first_name": "Ana", "last_name": "Pérez", "phone": "+54 9 11 2345-6789" },
            "customer": { "id": 2_071, "first_name": "Ana", "last_name": "Pérez", "phone": null },
            "line_items": [{ "name": "Yerba", "price": "12.00" }]
        });
        assert_eq!(
            suggested(&[("x-shopify-topic", "orders/paid")], order, Subject::Events),
            [
                "header:x-shopify-topic = event_name",
                "id = event_id",
                "processed_at = event_at",
                "total_price = property:value:number",
                "currency = property:currency:text",
                "billing_address.phone | phone | customer.phone = phone",
                "billing_address.first_name | customer.first_name = first_name",
                "billing_address.last_name | customer.last_name = last_name",
                "customer_locale = language",
                "buyer_accepts_marketing = consent:marketing",
                "email = attribute:email:text",
            ]
        );
    }

    #[test]
    fn an_order_of_woocommerce() {
        let order = json!({
            "id": 727, "status": "processing", "currency": "BRL", "total": "29.35",
            "date_created": "2026-03-22T16:28:02", "date_created_gmt": "2026-03-22T19:28:02",
            "billing": { "first_name": "João", "last_name": "Silva", "phone": "(11) 2345-6789", "email": "joao@example.com" },
            "shipping": { "first_name": "João", "phone": "" }
        });
        assert_eq!(
            suggested(&[("x-wc-webhook-topic", "order.created")], order, Subject::Events),
            [
                "header:x-wc-webhook-topic = event_name",
                "id = event_id",
                "date_created_gmt = event_at",
                "total = property:value:number",
                "currency = property:currency:text",
                "billing.phone | shipping.phone = phone",
                "billing.first_name | shipping.first_name = first_name",
                "billing.last_name = last_name",
                "billing.email = attribute:email:text",
            ]
        );
    }

    #[test]
    fn a_form() {
        let form = json!({ "nombre": "Ana", "telefono": "+54 9 11 2345-6789", "correo": "ana@example.com", "comentario": "Hola" });
        assert_eq!(
            suggested(&[], form, Subject::Contacts),
            ["telefono = phone", "nombre = name", "correo = attribute:email:text"]
        );
    }
}
