use super::moment::likeliest_first;
use super::*;
use crate::intent::TrainingSet;

/// A Tuesday.
const NOW: &str = "2026-03-10T10:00:00[Europe/Madrid]";

fn given(language: &str) -> Given {
    Given { now: NOW.parse().unwrap(), language: language.to_owned(), country: "ES".to_owned() }
}

fn entities(source: &str) -> Entities {
    Entities::of(&TrainingSet::parse(source).unwrap())
}

fn shown(named: &[Named]) -> Vec<String> {
    let values = |one: &Named| one.values.iter().map(Value::to_string).collect::<Vec<_>>().join("|").replace('"', "");
    named.iter().map(|one| format!("{}={}", one.entity, values(one))).collect()
}

#[test]
fn one_sentence_names_several_things() {
    let none = Entities::default();
    for (language, text, expected) in [
        (
            "es",
            "una mesa para 4 mañana a las 9",
            vec!["number=4", "date_time=2026-03-11 09:00|2026-03-11 21:00", "date=2026-03-11", "time=09:00|21:00"],
        ),
        (
            "pt-BR",
            "uma mesa para 4 amanhã às 21h",
            vec!["number=4", "date_time=2026-03-11 21:00", "date=2026-03-11", "time=21:00"],
        ),
        (
            "en",
            "a table for four tomorrow at 9 pm",
            vec!["number=4", "date_time=2026-03-11 21:00", "date=2026-03-11", "time=21:00"],
        ),
        ("es", "salgo el lunes y vuelvo el viernes", vec!["date=2026-03-09|2026-03-16", "date=2026-03-06|2026-03-13"]),
        ("es", "el martes", vec!["date=2026-03-03|2026-03-17"]),
        ("es", "del 3 al 5 de diciembre de 2026", vec!["date_range={from:2026-12-03,to:2026-12-05}"]),
        ("es", "no me llegó el pedido 12345", vec!["order_number=12345"]),
        ("es", "cobraron 12,50 €", vec!["money={amount:12.5,currency:EUR,unit:Euro}"]),
        ("es", "mi teléfono es +34 612 345 678", vec!["phone=+34612345678"]),
        ("es", "tomorrow", vec!["date=2026-03-11"]),
        ("es", "sí", vec!["yes_no=true"]),
        ("es", "nada", vec![]),
    ] {
        assert_eq!(shown(&none.read(text, &given(language))), expected, "{text}");
    }
}

#[test]
fn a_question_says_what_its_answer_is_about() {
    let none = Entities::default();
    for (entity, text, expected) in [
        ("number", "una", vec!["number=1"]),
        ("number", "12 euros", vec!["number=12"]),
        ("number", "2 o 3", vec!["number=2", "number=3"]),
        ("time", "5", vec!["time=05:00|17:00"]),
        ("time", "17.05", vec!["time=17:05"]),
        ("time", "05:00", vec!["time=05:00"]),
        ("date", "1 2 2026", vec!["date=2026-02-01"]),
        ("date", "dentro de 3 días", vec!["date=2026-03-13"]),
        ("date", "31/2/2026", vec![]),
        ("date", "12", vec![]),
        ("duration", "dos horas", vec!["duration=7200"]),
        ("email", "ana@example.com o eva@example.com", vec!["email=ana@example.com", "email=eva@example.com"]),
        ("unheard_of", "12", vec![]),
    ] {
        assert_eq!(shown(&none.asked_for(entity, text, &given("es"))), expected, "{entity}: {text}");
    }
}

#[test]
fn the_things_of_the_business_come_before_the_built_in() {
    let known = entities(
        "entities:\n  - {name: doctor, values: [{value: dermatology, words: [dermatólogo]}, {value: family, words: [médico de familia]}]}\n  \
         - {name: order_number, pattern: '[A-Z]{2}-\\d{4}'}\n",
    );
    for (text, expected) in [
        ("quiero un MEDICO de familia", vec!["doctor=family"]),
        ("con el dermatolgo", vec!["doctor=dermatology"]),
        ("mi pedido mx-2003 no llega", vec!["order_number=mx-2003"]),
        ("mi pedido 12345", vec![]),
    ] {
        assert_eq!(shown(&known.read(text, &given("es"))), expected, "{text}");
    }
}

#[test]
fn what_is_marked_in_sentences_is_learnt() {
    let mark = |text: &str, word: &str| {
        let start = text.find(word).unwrap();
        format!("{{text: {text}, marks: [{{entity: taste, start: {start}, end: {}}}]}}", start + word.len())
    };
    let sentences = [
        mark("quiero una pizza de champis", "champis"),
        mark("una pizza de anchoas por favor", "anchoas"),
        mark("mandame una de cebolla", "cebolla"),
        mark("quiero dos de tomate", "tomate"),
        mark("me das una pizza de queso", "queso"),
    ];
    let source =
        format!("intents:\n  - {{name: order, examples: [{}]}}\nentities: [{{name: taste}}]", sentences.join(", "));
    let found = entities(&source).asked_for("taste", "una pizza de atun por favor", &given("es"));
    assert_eq!(shown(&found), ["taste=atun"]);
}

#[test]
fn people_who_look_ahead_mean_what_comes() {
    let now = "2026-03-10T10:00".parse().unwrap();
    for (values, first) in [
        (vec!["2026-03-09", "2026-03-16"], "2026-03-16"),
        (vec!["2026-03-10"], "2026-03-10"),
        (vec!["05:00", "17:00"], "17:00"),
        (vec!["09:00", "21:00"], "09:00"),
        (vec!["2026-03-09 05:00", "2026-03-09 17:00", "2026-03-16 05:00", "2026-03-16 17:00"], "2026-03-16 17:00"),
    ] {
        let mut values: Vec<Value> = values.into_iter().map(Value::from).collect();
        likeliest_first(&mut values, now);
        assert_eq!(values[0], first);
    }
}
