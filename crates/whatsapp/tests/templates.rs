//! Templates and their blanks.

use serde_json::json;
use whatsapp::limits::Rule;
use whatsapp::message::{self, MediaSource, Parameter};
use whatsapp::paging::Page;
use whatsapp::template::{
    Button, Category, Component, HeaderFormat, NewTemplate, ReviewStatus, TemplateRecord, fill, language_code, lint,
    render, variables,
};

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

fn utility(components: Vec<Component>) -> NewTemplate {
    NewTemplate { components, ..NewTemplate::new("aviso", "es", Category::Utility) }
}

fn marketing(components: Vec<Component>) -> NewTemplate {
    NewTemplate { category: Category::Marketing, ..utility(components) }
}

fn authentication(components: Vec<Component>) -> NewTemplate {
    NewTemplate { category: Category::Authentication, ..utility(components) }
}

fn text() -> Component {
    Component::body("Su pedido ya está en camino.", [])
}

fn buttons(buttons: Vec<Button>) -> NewTemplate {
    utility(vec![text(), Component::buttons(buttons)])
}

fn reply(text: &str) -> Button {
    Button::quick_reply(text)
}

fn body(text: &str) -> NewTemplate {
    utility(vec![Component::body(text, ["a", "b", "c"])])
}

fn link(url: &str, example: Option<&str>) -> NewTemplate {
    buttons(vec![Button::url("Ver", url, example)])
}

fn card(format: HeaderFormat) -> Vec<Component> {
    vec![Component::media_header(format, "4::aW"), Component::buttons(vec![reply("a")])]
}

/// A template, and the field, the rule and the subcode of its one breach.
type Breach = (NewTemplate, &'static str, Rule, Option<u32>);

/// What is said of the whole template and its body.
fn breaches_of_bodies() -> Vec<Breach> {
    vec![
        (NewTemplate { name: "Aviso".into(), ..utility(vec![text()]) }, "name", Rule::Malformed, None),
        (NewTemplate { language: "es-ES".into(), ..utility(vec![text()]) }, "language", Rule::Malformed, None),
        (utility(vec![text()]).delivered_within(43_201), "message_send_ttl_seconds", Rule::OutOfRange, None),
        (marketing(vec![text()]).delivered_within(-1), "message_send_ttl_seconds", Rule::OutOfRange, None),
        (utility(vec![]), "components[].BODY", Rule::Missing, None),
        (utility(vec![text(), text()]), "components[1]", Rule::NotUnique, None),
        (body(&"a ".repeat(513)), "components[0].text", Rule::TooLong, Some(2_388_040)),
        (body("{{1}}, su pedido ya está listo."), "components[0].text", Rule::NotAllowed, Some(2_388_299)),
        (body("Su pedido ya está listo, {{1}}"), "components[0].text", Rule::NotAllowed, Some(2_388_299)),
        (body("El {{1}} de los dos y {{3}} más hoy."), "components[0].text", Rule::Malformed, Some(2_388_072)),
        (
            body("Su pedido con el número {{1}}{{2}} está listo."),
            "components[0].text",
            Rule::Malformed,
            Some(2_388_072),
        ),
        (body("Hola {{1}}!"), "components[0].text[words]", Rule::TooFew, Some(2_388_293)),
        (
            utility(vec![Component::body("Hola, el {{1}} le esperamos.", [])]),
            "components[0].example.body_text",
            Rule::Missing,
            Some(2_388_072),
        ),
        (
            utility(vec![Component::body_named("Hola, el {{dia}} le esperamos.", [("hora", "10")])]).named(),
            "components[0].example.body_text_named_params.dia",
            Rule::Missing,
            Some(2_388_072),
        ),
    ]
}

/// Headers and footers.
fn breaches_of_headers() -> Vec<Breach> {
    vec![
        (
            utility(vec![Component::header("a".repeat(61), None), text()]),
            "components[0].text",
            Rule::TooLong,
            Some(2_388_047),
        ),
        (
            utility(vec![Component::header_of(HeaderFormat::Image), text()]),
            "components[0].example.header_handle",
            Rule::Missing,
            Some(2_388_047),
        ),
        (
            utility(vec![Component::media_header(HeaderFormat::Gif, "4::aW"), text()]),
            "components[0].format",
            Rule::NotAllowed,
            None,
        ),
        (utility(vec![text(), Component::footer("{{1}}")]), "components[1].text", Rule::NotAllowed, Some(2_388_073)),
    ]
}

/// Buttons.
fn breaches_of_buttons() -> Vec<Breach> {
    vec![
        (buttons(vec![]), "components[1].buttons", Rule::Missing, None),
        (
            buttons(vec![reply("a"), Button::phone_number("b", "+34600"), reply("c")]),
            "components[1].buttons",
            Rule::Inconsistent,
            None,
        ),
        (
            buttons((0..3).map(|n| Button::url(n.to_string(), "https://example.com", None)).collect()),
            "components[1].buttons[].URL",
            Rule::TooMany,
            None,
        ),
        (buttons(vec![reply(&"a".repeat(26))]), "components[1].buttons[0].text", Rule::TooLong, None),
        (buttons(vec![Button::copy_code(&"a".repeat(21))]), "components[1].buttons[0].example", Rule::TooLong, None),
        (link("https://example.com/{{1}}/a", Some("b")), "components[1].buttons[0].url", Rule::Malformed, None),
        (link("https://example.com/{{1}}", None), "components[1].buttons[0].example", Rule::Missing, None),
        (buttons(vec![Button::copy_password()]), "components[1].buttons[0].type", Rule::NotAllowed, None),
    ]
}

/// Offers, carousels, one-time passwords.
fn breaches_of_kinds() -> Vec<Breach> {
    vec![
        (utility(vec![Component::limited_time_offer("Hoy", true), text()]), "components[0]", Rule::NotAllowed, None),
        (
            marketing(vec![Component::limited_time_offer("a".repeat(17), true), text()]),
            "components[0].limited_time_offer.text",
            Rule::TooLong,
            None,
        ),
        (
            marketing(vec![text(), Component::carousel(vec![card(HeaderFormat::Image)])]),
            "components[1].cards",
            Rule::TooFew,
            None,
        ),
        (
            marketing(vec![text(), Component::carousel(vec![card(HeaderFormat::Image), card(HeaderFormat::Video)])]),
            "components[1].cards[1].components",
            Rule::Inconsistent,
            None,
        ),
        (authentication(vec![Component::authentication_body(true)]), "components[].BUTTONS", Rule::Missing, None),
        (
            authentication(vec![
                Component::authentication_body(true),
                Component::authentication_footer(91),
                Component::buttons(vec![Button::copy_password()]),
            ]),
            "components[1].code_expiration_minutes",
            Rule::OutOfRange,
            None,
        ),
        (
            authentication(vec![text(), Component::buttons(vec![Button::copy_password()])]),
            "components[0].text",
            Rule::NotAllowed,
            None,
        ),
    ]
}

#[test]
fn each_rule_of_the_lint_finds_its_breach() {
    let cases = [breaches_of_bodies(), breaches_of_headers(), breaches_of_buttons(), breaches_of_kinds()];
    for (template, field, rule, subcode) in cases.into_iter().flatten() {
        let found = lint(&template);
        let [only] = found.as_slice() else { panic!("{field}: {found:#?}") };
        assert_eq!((only.problem.field.as_str(), only.problem.rule, only.subcode), (field, rule, subcode), "{only}");
    }
}

#[test]
fn a_template_is_rendered_or_its_values_do_not_fit() {
    use message::Component as Values;
    let definition = [
        Component::media_header(HeaderFormat::Image, "4::aW"),
        Component::body("Hola {{1}}, el {{2}} le esperamos.", ["Ana", "lunes"]),
        Component::footer("Óptica"),
        Component::buttons(vec![reply("Vale"), Button::url("Ver", "https://example.com/{{1}}", Some("a"))]),
    ];
    let filling = |components| message::Template {
        name: "aviso".into(),
        language: "es".into(),
        components,
        extra: whatsapp::Extra::new(),
    };
    let header = || Values::image_header(MediaSource::Id("1".into()));
    let body = |values: &[&str]| Values::Body(values.iter().copied().map(Parameter::text).collect());
    let good = filling(vec![header(), body(&["Eva", "martes"]), Values::quick_reply(0, "ok"), Values::url(1, "p/7")]);
    let rendered = render(&definition, &good).unwrap();
    assert_eq!(rendered.body.as_deref(), Some("Hola Eva, el martes le esperamos."));
    assert_eq!(rendered.footer.as_deref(), Some("Óptica"));
    let values: Vec<_> = rendered.buttons.iter().map(|button| button.value.as_deref()).collect();
    assert_eq!(values, [Some("ok"), Some("https://example.com/p/7")]);

    let named = Values::Body(vec![Parameter::named("a", "Eva"), Parameter::named("b", "martes")]);
    let cases = [
        (vec![body(&["Eva", "martes"]), Values::url(1, "a")], Rule::WrongKind, 132_012),
        (vec![header(), body(&["Eva"]), Values::url(1, "a")], Rule::WrongCount, 132_000),
        (vec![header(), named, Values::url(1, "a")], Rule::WrongCount, 132_000),
        (vec![header(), body(&["Eva", "a\nb"]), Values::url(1, "a")], Rule::Whitespace, 132_018),
        (vec![header(), body(&["Eva", &"a".repeat(1020)]), Values::url(1, "a")], Rule::RenderedTooLong, 132_005),
        (vec![header(), body(&["Eva", "martes"])], Rule::Missing, 131_008),
        (vec![header(), body(&["Eva", "martes"]), Values::url(2, "a")], Rule::WrongCount, 132_000),
        (vec![header(), body(&["Eva", "martes"]), Values::copy_code(1, "a")], Rule::WrongKind, 132_012),
    ];
    for (components, rule, code) in cases {
        let error = render(&definition, &filling(components)).unwrap_err();
        assert_eq!((error.rule, error.api_code()), (rule, code), "{error}");
    }
}
