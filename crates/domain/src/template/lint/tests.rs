//! Faulty templates, each named at its place (`tests/golden/templates/faulty.yaml`), and what is only advised against.

use super::*;
use crate::flow::document::read_document;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Faulty {
    fault: String,
    finds: Expected,
    #[serde(default = "yes")]
    alone: bool,
    template: NewTemplate,
}

#[derive(Debug, Deserialize)]
struct Expected {
    code: Code,
    part: Part,
    card: Option<usize>,
    button: Option<usize>,
    range: Option<(usize, usize)>,
}

fn yes() -> bool {
    true
}

#[test]
fn every_fault_is_named_at_its_place() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/templates/faulty.yaml");
    let cases: Vec<Faulty> = read_document(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert!(cases.len() >= 60, "{} faults", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let found = lint(&case.template);
        let errors: Vec<_> = found.iter().filter(|finding| finding.severity() == Severity::Error).collect();
        let Expected { code, part, card, button, range } = case.finds;
        let is_it = |it: &Finding| {
            let place = &it.place;
            (it.code, place.part, place.card, place.button, place.range) == (code, part, card, button, range)
        };
        if !errors.iter().any(|finding| is_it(finding)) || (case.alone && errors.len() != 1) {
            wrong.push(format!("{}: expected {:?}\n    found {errors:?}", case.fault, case.finds));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn marketing(body: &str) -> NewTemplate {
    template("MARKETING", &json!([{ "type": "BODY", "text": body }]))
}

fn template(category: &str, components: &serde_json::Value) -> NewTemplate {
    let whole = json!({ "name": "aviso", "language": "es", "category": category, "components": components });
    serde_json::from_value(whole).unwrap()
}

#[test]
fn what_may_be_regretted_is_a_warning_at_its_words() {
    let utility = |body: &str| NewTemplate { category: Category::Utility, ..marketing(body) };
    let reply = |text: &str| json!({ "type": "QUICK_REPLY", "text": text });
    let buttons = |buttons: serde_json::Value| {
        template(
            "MARKETING",
            &json!([{ "type": "BODY", "text": "Ya está." }, { "type": "BUTTONS", "buttons": buttons }]),
        )
    };
    let header =
        json!([{ "type": "HEADER", "format": "TEXT", "text": "*Hola*" }, { "type": "BODY", "text": "Ya está." }]);
    let link = json!([{ "type": "URL", "text": "Ver", "url": "https://bit.ly/a" }]);
    for (template, code, part, range) in [
        (utility("Tienes un descuento hoy."), Code::Promotional, Part::Body, Some((10, 19))),
        (marketing("Mira https://bit.ly/a hoy."), Code::ShortLink, Part::Body, Some((13, 19))),
        (marketing("Escribe a https://wa.me/34600 ya."), Code::ChatLink, Part::Body, Some((18, 24))),
        (marketing("TU PEDIDO YA ESTÁ EN CAMINO."), Code::Shouting, Part::Body, None),
        (buttons(json!([reply("Sí"), reply(" sí")])), Code::SameButton, Part::Buttons, None),
        (buttons(link), Code::ShortLink, Part::Buttons, Some((8, 14))),
        (template("MARKETING", &header), Code::HeaderFormatting, Part::Header, None),
    ] {
        let found = lint(&template);
        let [only] = found.as_slice() else { panic!("{code}: {found:#?}") };
        assert_eq!((only.code, only.place.part, only.place.range), (code, part, range));
        assert!(passes(&template), "{code} is only advice");
    }
    assert_eq!(lint(&marketing("Tienes un descuento hoy.")), [], "advertising may advertise");
    let ordinary = "Tu autobús sale a las nueve; el notário https://contact.co/a te espera.";
    assert_eq!(lint(&utility(ordinary)), [], "words that only look like others");
}
