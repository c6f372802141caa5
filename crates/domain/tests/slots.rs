//! Questions that are answered before they are asked, and words that can mean several things.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use domain::flow::checker::Severity;
use domain::flow::document::Flow;
use domain::flow::test::{Cast, TestFile, play};

const BOOKING: &str = "
name: Mesas
language: es
time_zone: Europe/Madrid
triggers:
  - {any_message: true}
start: people
nodes:
  people: {ask: {text: ¿Cuántos son?, type: entity, entity: number, minimum: 1, maximum: 20, save_as: people}, next: day, on_failure: person}
  day: {ask: {text: ¿Qué día?, type: entity, entity: date, earliest: '{{ now.date }}', save_as: day}, next: hour}
  hour: {ask: {text: ¿A qué hora?, type: entity, entity: time, earliest: '12:00', save_as: hour}, next: name}
  name: {ask: {text: ¿A nombre de quién?, save_as: who}, next: done}
  done: {say: {text: 'Mesa para {{ people }} el {{ day }} a las {{ hour }}, {{ who }}.'}, next: end}
  person: {hand_over: {text: Te paso con alguien.}}
  end: {end: {}}
";

const JOURNEY: &str = "
name: Viajes
language: es
time_zone: Europe/Madrid
triggers:
  - {any_message: true}
start: adults
nodes:
  adults: {ask: {text: ¿Cuántos adultos?, type: entity, entity: number, save_as: adults}, next: children, on_failure: person}
  children: {ask: {text: ¿Cuántos niños?, type: entity, entity: number, save_as: children}, next: day}
  day: {ask: {text: ¿Qué día?, type: entity, entity: date, save_as: day}, next: done}
  done: {say: {text: '{{ adults }} y {{ children }}, el {{ day }}'}, next: end}
  person: {hand_over: {text: Te paso con alguien.}}
  end: {end: {}}
";

/// The tenth of March 2026 is a Tuesday.
const TABLES: &str = "
given: {at: 2026-03-10T11:00:00Z}
tests:
  - name: one sentence answers three questions
    steps:
      - says: hola, una mesa para 4 mañana a las 9
      - bot: ¿A nombre de quién?
      - says: Ana
      - bot: Mesa para 4 el 2026-03-11 a las 21:00, Ana.
      - ends: finished
  - name: what was named waits until it is asked for
    steps:
      - says: queremos cenar el viernes
      - bot: ¿Cuántos son?
      - says: somos 2
      - bot: ¿A qué hora?
      - says: a las 14:30
      - bot: ¿A nombre de quién?
      - says: Eva
      - bot: Mesa para 2 el 2026-03-13 a las 14:30, Eva.
      - ends: finished
  - name: an answer may say more than was asked
    steps:
      - says: hola
      - bot: ¿Cuántos son?
      - says: 6, el 15 de marzo
      - bot: ¿A qué hora?
      - says: '21'
      - bot: ¿A nombre de quién?
      - says: Leo
      - bot: Mesa para 6 el 2026-03-15 a las 21:00, Leo.
      - ends: finished
  - name: what does not fit is asked for
    steps:
      - says: una mesa para 50
      - bot: ¿Cuántos son?
      - says: somos 25
      - bot: No te he entendido. ¿Puedes escribirlo de nuevo?
      - says: 5 personas
      - bot: ¿Qué día?
";

const JOURNEYS: &str = "
given: {at: 2026-03-10T11:00:00Z}
tests:
  - name: two questions of one kind are answered in their order
    steps:
      - says: 2 adultos y 1 niño, mañana
      - bot: 2 y 1, el 2026-03-11
      - ends: finished
  - name: an answer counts once
    steps:
      - says: hola
      - bot: ¿Cuántos adultos?
      - says: '2'
      - bot: ¿Cuántos niños?
      - says: uno
      - bot: ¿Qué día?
      - says: mañana
      - bot: 2 y 1, el 2026-03-11
      - ends: finished
  - name: several numbers for one question are asked back
    steps:
      - says: 2 adultos
      - bot: ¿Cuántos niños?
      - says: 1 o 2
      - bot: {text: '¿Cuál es?', buttons: ['1', '2']}
      - taps: '2'
      - bot: ¿Qué día?
  - name: words with two meanings are asked back, and a tap says which
    steps:
      - says: 2 adultos y 3 niños el viernes
      - bot: {text: '¿Cuál es «viernes»?', buttons: [vie 6/3, vie 13/3]}
      - taps: vie 13/3
      - bot: 2 y 3, el 2026-03-13
      - ends: finished
  - name: the title may be typed, or its number
    steps:
      - says: 2 adultos y 3 niños el viernes
      - bot: {text: '¿Cuál es «viernes»?'}
      - says: '1'
      - bot: 2 y 3, el 2026-03-06
      - ends: finished
  - name: or something else altogether
    steps:
      - says: 2 adultos y 3 niños el viernes
      - bot: {text: '¿Cuál es «viernes»?'}
      - says: mejor mañana
      - bot: 2 y 3, el 2026-03-11
      - ends: finished
";

fn check(flow: &str, tests: &str) {
    let (parsed, problems) = domain::flow::checker::check(flow);
    let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let flow: Flow = parsed.expect("a flow that reads");
    let cast = Cast::new([("flow".to_owned(), flow)]);
    let file = TestFile::parse(tests).expect("tests that read");
    let mut wrong = Vec::new();
    for test in &file.tests {
        let played = play(&file, test, &cast);
        let findings: Vec<_> = played.exchanges.iter().flat_map(|exchange| &exchange.findings).collect();
        if !findings.is_empty() {
            wrong.push(format!("{}: {findings:#?}", played.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_table_is_booked_in_one_sentence_or_in_many() {
    check(BOOKING, TABLES);
}

#[test]
fn a_journey_is_booked_with_few_questions() {
    check(JOURNEY, JOURNEYS);
}
