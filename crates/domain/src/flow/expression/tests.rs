use super::*;
use serde_json::json;
use std::time::{Duration, Instant};

fn context() -> Value {
    Value::from(minijinja::value::Serde(json!({
        "order": {"number": 1042, "status": "shipped", "carrier": null},
        "name": "Núñez & hijos",
        "amount": 3,
        "text": "Sí",
    })))
}

#[test]
fn texts_are_filled_in() {
    for (text, expected) in [
        ("plain, {not} a %tag%", "plain, {not} a %tag%"),
        ("order {{ order.number }}", "order 1042"),
        ("by {{ order.carrier }}.", "by ."),
        ("{{ name | urlencode }}", "N%C3%BA%C3%B1ez%20%26%20hijos"),
        ("{{ text | fold }}", "si"),
        ("{{ 'a-1 b2' | digits }}", "12"),
        ("{{ '2026-03-12' | day('es-MX') }}", "12 de marzo"),
        ("{{ '2026-03-12T10:00' | day('en') }}", "12 March"),
        ("{{ 'pronto' | day('es') }}", "pronto"),
        ("{% if amount > 2 %}many{% else %}few{% endif %}", "many"),
        ("{{ missing | default('nobody') }}", "nobody"),
        ("{{ missing.number | default('?') }}", "?"),
        ("{{ missing.a.b | default('?') }} {{ order.number }}", "? 1042"),
        ("{{ order.colour.name | default('?') }}", "?"),
        ("{% if missing.number is defined %}x{% else %}-{% endif %}", "-"),
        ("<b>{{ name }}</b>", "<b>Núñez & hijos</b>"),
    ] {
        assert_eq!(fill_in(text, &context()).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn conditions_hold_or_not() {
    for (condition, expected) in [
        ("order.status == 'shipped'", true),
        ("order.number > 1000 and amount < 3", false),
        ("text | fold == 'si'", true),
        ("missing is defined", false),
        ("missing.number is defined", false),
        ("missing.number | default('') == 'x'", false),
        ("order.carrier", false),
        ("'ship' in order.status", true),
    ] {
        assert_eq!(holds(condition, &context()), Ok(expected), "{condition}");
    }
}

#[test]
fn what_is_not_known_is_an_error() {
    for text in [
        "{{ missing }}",
        "{{ order.colour }}",
        "{{ order.colour.name }}",
        "{% if missing %}x{% endif %}",
        "{{ missing.number | default('?') }} {{ missing.number }}",
        "{{ name | default('?') }} {{ order.colour }}",
    ] {
        assert!(matches!(fill_in(text, &context()), Err(ExpressionError::Undefined(_))), "{text}");
    }
    assert!(matches!(evaluate("missing", &context()), Err(ExpressionError::Undefined(_))));
    for text in ["{{ name | nothing }}", "{{ nothing() }}", "{{ name", "{% if %}", "{% include 'x' %}", "{{ debug() }}"]
    {
        assert!(fill_in(text, &context()).is_err(), "{text}");
    }
}

#[test]
fn values_keep_their_types() {
    let value =
        json!({"number": "{{ order.number }}", "text": "n {{ order.number }}", "list": ["{{ amount > 2 }}", 7, null]});
    let filled = fill_in_value(&value, &context()).unwrap();
    assert_eq!(filled, json!({"number": 1042, "text": "n 1042", "list": [true, 7, null]}));
}

#[test]
fn names_are_found() {
    let names =
        names_in_text("{{ a.b.c }}{% for x in list %}{{ x }}{{ range(3) }}{% endfor %}{{ contact.fields.city }}")
            .unwrap();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a.b.c", "contact.fields.city", "list"]);
}

#[test]
fn what_stands_outside_of_tags() {
    assert_eq!(without_tags("a {{ '}}' }} b{% if x %}c{# d #}{{ open"), "a  bc");
}

/// On a stack as small as a worker's, in debug: whatever is thrown at it ends soon, with a value or an error.
#[test]
fn hostile_sources_end_soon() {
    let nested = |open: &str, inner: &str, close: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    let mut sources = vec![
        "{% for a in range(10000) %}{% for b in range(10000) %}{% for c in range(10000) %}x{% endfor %}{% endfor %}{% endfor %}".to_owned(),
        "{{ 'x' * 100000000000 }}".to_owned(),
        "{{ 'x' | center(10000000000) }}".to_owned(),
        "{{ 'a\nb' | indent(10000000000) }}".to_owned(),
        "{{ [0] * 10000000000 }}".to_owned(),
        "{{ 2 ** 10000000 }}".to_owned(),
        "{{ range(10000000000) | list }}".to_owned(),
        "{{ '%1000000000d' | format(1) }}".to_owned(),
        "{{ 'aaaa' | replace('a', 'a' * 1000) | replace('a', 'a' * 1000) | replace('a', 'a' * 1000) }}".to_owned(),
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".to_owned(),
        "{% set x = 'xxxxxxxxxxxxxxxx' %}".to_owned() + &"{% set x = x ~ x ~ x ~ x %}".repeat(25) + "{{ x }}",
        "{% set ns = namespace(l=[]) %}{% for i in range(999) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}".to_owned(),
        format!("{{{{ {} }}}}", nested("(", "1", ")", 8_000)),
        format!("{{{{ {} }}}}", nested("[", "1", "]", 8_000)),
        format!("{{{{ {}1 }}}}", "not ".repeat(4_000)),
        format!("{{{{ {}1 }}}}", "-".repeat(16_000)),
        format!("{{{{ 1{} }}}}", "+1".repeat(8_000)),
        format!("{{{{ 'a'{} }}}}", "~'a'".repeat(4_000)),
        format!("{{{{ a{} }}}}", ".a".repeat(8_000)),
        format!("{{{{ a{} }}}}", "|upper".repeat(2_600)),
        format!("{{{{ 1{} }}}}", " if 1 else 1".repeat(1_300)),
        format!("{{{{ 1{} }}}}", " is odd".repeat(2_000)),
        format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(1_300)),
        nested("{% if 1 %}", "x", "{% endif %}", 700),
        "{{".repeat(8_000),
        "{%".repeat(8_000),
        "{{ '".repeat(4_000),
        "{{ \"\\".repeat(3_000),
        "x".repeat(limits::TEXT_BYTES + 1),
    ];
    // The same again, as far as the token limit lets it through.
    let bounded: Vec<String> =
        [("(", "1", ")"), ("[", "1", "]"), ("-", "1", ""), ("not ", "1", ""), ("", "1", "+1"), ("", "a", ".a")]
            .iter()
            .map(|(open, inner, close)| {
                format!("{{{{ {} }}}}", nested(open, inner, close, limits::EXPRESSION_TOKENS / 2 - 4))
            })
            .collect();
    sources.extend(bounded);
    let worker = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(move || {
        for source in sources {
            let began = begin();
            let output = fill_in(&source, &context());
            let _ = names_in_text(&source);
            let _ = evaluate(source.trim_matches(['{', '}']), &context());
            let _ = names_in_expression(source.trim_matches(['{', '}']));
            let start: String = source.chars().take(60).collect();
            assert!(output.is_err() || output.is_ok_and(|text| text.len() <= limits::RENDERED_BYTES), "{start}");
            assert!(began.elapsed() < Duration::from_secs(5), "{start} took {:?}", began.elapsed());
        }
    });
    worker.unwrap().join().unwrap();
}

#[expect(clippy::disallowed_methods, reason = "the test measures how long a hostile text takes")]
fn begin() -> Instant {
    Instant::now()
}
