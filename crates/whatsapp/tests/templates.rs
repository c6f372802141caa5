//! Templates and their blanks.

use serde_json::json;
use whatsapp::message::Parameter;
use whatsapp::paging::Page;
use whatsapp::template::{Category, ReviewStatus, TemplateRecord, fill, language_code, variables};

#[test]
fn blanks_are_found_and_filled() {
    let positional = [Parameter::text("Ana"), Parameter::text("el lunes")];
    let named = [Parameter::named("dia", "el lunes"), Parameter::named("nombre", "Ana")];
    let cases: &[(&str, &[&str], &[Parameter], &str)] = &[
        ("Hola {{1}}, hasta {{2}}.", &["1", "2"], &positional, "Hola Ana, hasta el lunes."),
        ("{{ nombre }}: {{dia}}", &["nombre", "dia"], &named, "Ana: el lunes"),
        ("{{1}}{{1}}", &["1", "1"], &positional, "AnaAna"),
        ("{{3}} {{otro}}", &["3", "otro"], &positional, "{{3}} {{otro}}"),
        ("{{ }} {{a b}} {{ {1}} }}", &[], &positional, "{{ }} {{a b}} {{ {1}} }}"),
        ("{{{1}}}", &["1"], &positional, "{Ana}"),
        ("ñ{{1}}ñ{{", &["1"], &positional, "ñAnañ{{"),
        ("", &[], &[], ""),
        ("{{0}}", &["0"], &positional, "{{0}}"),
    ];
    for (text, names, parameters, expected) in cases {
        assert_eq!(variables(text), *names, "{text}");
        assert_eq!(fill(text, parameters), *expected, "{text}");
    }
}

#[test]
fn a_list_is_read_with_what_it_brings_besides() {
    let given = json!({"data": [{
        "id": "990", "name": "aviso", "language": "es", "status": "APPROVED", "category": "UTILITY",
        "parameter_format": "POSITIONAL", "sub_category": "ORDER_STATUS", "quality_score": {"score": "GREEN"},
        "components": [
            {"type": "BODY", "text": "Hola {{1}}", "example": {"body_text": [["Ana"]]}},
            {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Ver", "url": "https://e/{{1}}", "example": ["https://e/a"]}]}
        ]
    }], "paging": {"cursors": {"before": "A", "after": "B"}}});
    let page: Page<TemplateRecord> = serde_json::from_value(given.clone()).unwrap();
    assert_eq!((&page.data[0].status, &page.data[0].category), (&ReviewStatus::Approved, &Category::Utility));
    assert_eq!((page.data[0].body(), page.next_cursor()), (Some("Hola {{1}}"), None));
    assert_eq!(serde_json::to_value(&page).unwrap(), given);
}

#[test]
fn words_are_read_in_any_case_and_kept_when_unknown() {
    assert_eq!(Category::from("marketing"), Category::Marketing);
    assert_eq!(Category::from("FREE").as_str(), "FREE");
    assert_eq!(language_code("en-US"), "en_US");
}
