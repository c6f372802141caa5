use super::*;
use serde_json::json;

/// What each answer to a question of this type is remembered as: on a Tuesday morning, in Spanish, which stands for
/// whoever wrote in another language as well.
fn check<T: Into<Value> + Clone>(kind: AnswerKind, table: &[(&str, Option<T>)]) {
    let question = json!({"text": "?", "save_as": "it", "type": kind.as_str()});
    let ask: Ask = serde_json::from_value(question).unwrap();
    let now = "2026-03-10T10:00:00[Europe/Madrid]".parse().unwrap();
    let given = Given { now, language: "es".into(), country: "ES".into() };
    for (text, expected) in table {
        let found = understand(&ask, &Reply::text(*text), &Entities::default(), &given).unwrap();
        let found = found.into_iter().next().map(|(value, _)| value);
        let found = found.map(|value| value.as_f64().map_or(value, Value::from));
        assert_eq!(found, expected.clone().map(Into::into), "{kind} {text:?}");
    }
}

#[test]
fn numbers_are_read_as_people_write_them() {
    check(
        AnswerKind::Number,
        &[
            ("12", Some(12.0)),
            ("-3", Some(-3.0)),
            ("3,5", Some(3.5)),
            ("3.5", Some(3.5)),
            ("1.234", Some(1234.0)),
            ("1,234", Some(1234.0)),
            ("0,125", Some(0.125)),
            ("1.234,5", Some(1234.5)),
            ("1,234.5", Some(1234.5)),
            ("1.234.567", Some(1_234_567.0)),
            ("€ 12,50", Some(12.5)),
            ("R$ 12,50", Some(12.5)),
            ("1 000", Some(1000.0)),
            ("12 euros", Some(12.0)),
            ("doce", Some(12.0)),
            ("Diez", Some(10.0)),
            ("2 mil", Some(2000.0)),
            ("dos mil trescientos", Some(2300.0)),
            ("mil", Some(1000.0)),
            ("treinta y cinco", Some(35.0)),
            ("vinte e cinco", Some(25.0)),
            ("duzentos e trinta", Some(230.0)),
            ("twenty five", Some(25.0)),
            ("three hundred and five", Some(305.0)),
            ("um milhão", Some(1_000_000.0)),
            ("10k", Some(10_000.0)),
            ("somos 4 personas", Some(4.0)),
            ("somos cuatro", Some(4.0)),
            ("5️⃣", Some(5.0)),
            ("entre 3 y 4", None),
            ("calle 12 número 4", None),
            ("", None),
            (".", None),
            ("-", None),
            ("1e9", None),
            ("inf", None),
            ("muchos", None),
        ],
    );
}

#[test]
fn days_are_read_as_people_name_them() {
    check(
        AnswerKind::Date,
        &[
            ("2026-03-31", Some("2026-03-31")),
            ("31/3/2026", Some("2026-03-31")),
            ("31.03.26", Some("2026-03-31")),
            ("1 2 2026", Some("2026-02-01")),
            ("31/3", Some("2026-03-31")),
            ("1/2", Some("2027-02-01")),
            ("hoy", Some("2026-03-10")),
            ("Mañana", Some("2026-03-11")),
            ("amanhã", Some("2026-03-11")),
            ("tomorrow please", Some("2026-03-11")),
            ("pasado mañana", Some("2026-03-12")),
            ("depois de amanhã", Some("2026-03-12")),
            ("el viernes", Some("2026-03-13")),
            ("martes", Some("2026-03-17")),
            ("sexta-feira", Some("2026-03-13")),
            ("next monday", Some("2026-03-16")),
            ("15 de marzo", Some("2026-03-15")),
            ("el 2 de febrero", Some("2027-02-02")),
            ("15 de março de 2027", Some("2027-03-15")),
            ("March 15th", Some("2026-03-15")),
            ("viernes 13 de marzo", Some("2026-03-13")),
            ("el 5", Some("2026-04-05")),
            ("dia 20", Some("2026-03-20")),
            ("dentro de 3 días", Some("2026-03-13")),
            ("in two weeks", Some("2026-03-24")),
            ("daqui a 10 dias", Some("2026-03-20")),
            ("la próxima semana", Some("2026-03-17")),
            ("31/2/2026", None),
            ("31/2", None),
            ("99999/1/1", None),
            ("3.5", None),
            ("12", None),
            ("cuando puedas", None),
        ],
    );
}

#[test]
fn times_are_read_as_people_say_them() {
    check(
        AnswerKind::Time,
        &[
            ("17:05", Some("17:05")),
            ("17.05", Some("17:05")),
            ("17h", Some("17:00")),
            ("às 15h30", Some("15:30")),
            ("a las 5", Some("17:00")),
            ("5", Some("17:00")),
            ("05:00", Some("05:00")),
            ("10", Some("10:00")),
            ("9 de la noche", Some("21:00")),
            ("9 de la mañana", Some("09:00")),
            ("5 pm", Some("17:00")),
            ("5:30pm", Some("17:30")),
            ("5am", Some("05:00")),
            ("cinco y media", Some("17:30")),
            ("cinco y media de la tarde", Some("17:30")),
            ("las seis menos cuarto", Some("17:45")),
            ("sete e meia da noite", Some("19:30")),
            ("half past five", Some("17:30")),
            ("ten", Some("10:00")),
            ("mediodía", Some("12:00")),
            ("noon", Some("12:00")),
            ("12 am", Some("00:00")),
            ("25:00", None),
            ("1705", None),
            ("temprano", None),
            ("", None),
        ],
    );
}

#[test]
fn a_day_and_a_time_stand_in_one_text() {
    check(
        AnswerKind::DateTime,
        &[
            ("mañana a las 5", Some("2026-03-11 17:00")),
            ("mañana a las 9 de la mañana", Some("2026-03-11 09:00")),
            ("31/3 17:05", Some("2026-03-31 17:05")),
            ("sexta às 15h30", Some("2026-03-13 15:30")),
            ("el viernes 13 de marzo a las 10", Some("2026-03-13 10:00")),
            ("tomorrow at 3 pm", Some("2026-03-11 15:00")),
            ("a las 5 el lunes", Some("2026-03-16 17:00")),
            ("2026-03-31 18:00", Some("2026-03-31 18:00")),
            ("2026-03-31T18:00", Some("2026-03-31 18:00")),
            ("mañana", None),
            ("a las 5", None),
        ],
    );
}

#[test]
fn addresses_are_found() {
    check(
        AnswerKind::Email,
        &[
            ("Ana@Example.com", Some("ana@example.com")),
            ("mi correo es ana.b+c@mail.example.co.", Some("ana.b+c@mail.example.co")),
            ("ana@example", None),
            ("ana@@example.com", None),
            ("@example.com", None),
            ("ana@.com", None),
            ("ana@example.com o eva@example.com", None),
            ("no tengo", None),
        ],
    );
}

#[test]
fn a_pattern_is_bounded_and_matches_the_whole_answer() {
    assert!(pattern(r"[A-Z]{2}\d{4}").unwrap().is_match("es1234"));
    assert!(!pattern(r"\d{4}").unwrap().is_match("12345"));
    assert_eq!(pattern("(").unwrap_err(), Trouble::Pattern);
    assert_eq!(pattern("(((a{100}){100}){100})").unwrap_err(), Trouble::Pattern);
    assert_eq!(pattern(&"(".repeat(2000)).unwrap_err(), Trouble::Pattern);
}
