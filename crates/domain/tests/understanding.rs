//! What a customer means, between the model and the flows: asked back where it is not sure, and never against a keyword.

use domain::flow::document::Flow;
use domain::flow::test::{Cast, TestFile, play};
use domain::intent::{TrainingSet, Understander};
use std::sync::Arc;

/// The two wishes are told apart by nothing but one word, so that the model can never be sure without it.
const TAUGHT: &str = "
intents:
  - name: cancel_order
    title: {es: Cancelar el pedido, en: Cancel the order}
    examples: [quiero cancelar ahora, necesito cancelar ya, cómo puedo cancelar hoy, me ayudan a cancelar, cancelar por favor, deseo cancelar]
  - name: cancel_visit
    title: {es: Cancelar la visita de mañana por la tarde, en: Cancel the visit}
    examples: [quiero cancelar ahora, necesito cancelar ya, cómo puedo cancelar hoy, me ayudan a cancelar, cancelar por favor, deseo cancelar]
  - name: opening_hours
    examples: [a qué hora abren, hasta qué hora atienden, abren los domingos, cuál es el horario, están abiertos, qué días abren]
";

const FLOW: &str = "
name: Atención
language: es
triggers:
  - {intent: cancel_order, go_to: order}
  - {intent: cancel_visit, go_to: visit}
  - {intent: opening_hours, go_to: hours}
  - {keyword: [pedido], match: contains, go_to: order}
  - {any_message: true}
start: menu
nodes:
  menu: {hand_over: {text: Te paso con alguien.}}
  order: {hand_over: {text: El pedido.}}
  visit: {hand_over: {text: La visita.}}
  hours: {say: {text: De 9 a 18.}, next: done}
  done: {end: {}}
";

const TESTS: &str = "
tests:
  - name: the customer is asked back, and the button tapped decides
    steps:
      - says: quiero cancelar ahora
      - bot: {text: ¿Quisiste decir esto?}
      - taps: {payload: 'intent:cancel_visit'}
      - bot: La visita.
      - hands_over: ''
  - name: a title too long for a button is cut
    steps:
      - says: quiero cancelar ahora
      - bot: {text: ¿Quisiste decir esto?}
      - taps: Cancelar la visita …
      - bot: La visita.
      - hands_over: ''
  - name: something else is for whoever answers any message
    steps:
      - says: quiero cancelar ahora
      - bot: {text: ¿Quisiste decir esto?}
      - taps: Otra cosa
      - bot: Te paso con alguien.
      - hands_over: ''
  - name: what the author wrote down is not asked back
    steps:
      - says: quiero cancelar mi pedido ahora
      - bot: El pedido.
      - hands_over: ''
  - name: what is sure is acted on
    steps:
      - says: A QUE HORA ABREN
      - bot: De 9 a 18.
      - ends: finished
";

#[test]
fn a_message_goes_where_it_means_to() {
    let taught = TrainingSet::parse(TAUGHT).expect("a set that reads");
    let understander = Understander::train(&taught, None).expect("a set that can be learnt");
    let flow = Flow::parse(FLOW).expect("a flow that reads");
    let cast = Cast::new([("flow".to_owned(), flow)]).hearing(Some(Arc::new(understander)));
    let file = TestFile::parse(TESTS).expect("tests that read");
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
