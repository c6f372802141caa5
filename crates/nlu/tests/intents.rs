//! What holds of every model: any text may come in, probabilities add up, equal seeds give equal models, stored models
//! answer the same.
#![expect(clippy::expect_used, reason = "a test may")]

use nlu::intent::{Band, Encoder, Intent, Model, Tier, TrainError, TrainingSet, Understanding};
use proptest::prelude::*;

const INTENTS: &[(&str, &[&str])] = &[
    (
        "opening_hours",
        &["¿a qué hora abren?", "cuál es el horario", "hasta qué hora atienden hoy", "abren los domingos"],
    ),
    ("prices", &["cuánto cuesta", "me pasás el precio", "qué sale el envío", "cuánto vale la camiseta roja"]),
    (
        "order_status",
        &["dónde está mi pedido", "no me llegó el paquete", "cuándo llega mi compra", "rastrear mi pedido"],
    ),
    ("human_agent", &["quiero hablar con una persona", "pasame con alguien", "un asesor por favor"]),
];

fn set() -> TrainingSet {
    let intent = |(name, examples): &(&str, &[&str])| Intent::new(name, examples.iter().map(|text| (*text).to_owned()));
    TrainingSet { intents: INTENTS.iter().map(intent).collect(), ..TrainingSet::default() }
}

/// Counts letters: no meaning, but vectors that depend on the text.
struct Letters;

impl Encoder for Letters {
    fn id(&self) -> &'static str {
        "letters"
    }

    fn dimensions(&self) -> usize {
        32
    }

    fn encode(&self, text: &str) -> Vec<f32> {
        let mut vector = [0.0; 32];
        for byte in text.bytes() {
            if let Some(slot) = vector.get_mut(usize::from(byte % 32)) {
                *slot += 1.0;
            }
        }
        let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt().max(1.0);
        vector.iter().map(|value| value / length).collect()
    }
}

fn model(encoder: Option<&dyn Encoder>) -> Model {
    Model::train(&set(), encoder, 7).expect("four intents")
}

fn total(understanding: &Understanding) -> f32 {
    understanding.none + understanding.ranked.iter().map(|guess| guess.probability).sum::<f32>()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_understood_somehow(text in any::<String>()) {
        for encoder in [None, Some(&Letters as &dyn Encoder)] {
            let understanding = model(encoder).understand(&text, encoder);
            prop_assert_eq!(understanding.ranked.len(), INTENTS.len());
            prop_assert!((total(&understanding) - 1.0).abs() < 1e-3, "{}", total(&understanding));
            prop_assert!(understanding.ranked.is_sorted_by(|a, b| a.probability >= b.probability));
        }
    }

    #[test]
    fn any_set_is_learnt_or_refused(texts in prop::collection::vec(any::<String>(), 0..8), none in any::<Option<String>>()) {
        let intents = texts.chunks(2).enumerate().map(|(at, texts)| Intent::new(&format!("i{at}"), texts.to_vec()));
        let set = TrainingSet {
            intents: intents.collect(),
            none_examples: none.into_iter().collect(),
            ..TrainingSet::default()
        };
        if let Ok(model) = Model::train(&set, Some(&Letters), 1) {
            let understanding = model.understand("hola", Some(&Letters));
            prop_assert!((total(&understanding) - 1.0).abs() < 1e-3, "{:?}", understanding);
        }
    }
}

#[test]
fn equal_seeds_give_equal_models() {
    for encoder in [None, Some(&Letters as &dyn Encoder)] {
        assert_eq!(model(encoder), model(encoder));
    }
}

#[test]
fn a_stored_model_answers_the_same() {
    let model = model(Some(&Letters));
    let stored = serde_json::to_string(&model).expect("it is data");
    let read: Model = serde_json::from_str(&stored).expect("what was stored");
    for text in ["a que hora abren", "donde esta mi pedidp", "quién ganó el partido", ""] {
        assert_eq!(read.understand(text, Some(&Letters)), model.understand(text, Some(&Letters)), "{text}");
    }
}

#[test]
fn what_was_taught_is_answered_and_what_was_not_falls_back() {
    let model = model(None);
    let cases = [
        ("a que hora abre la tienda", Some("opening_hours")),
        ("cuanto cuesta la camiseta", Some("prices")),
        ("¿dónde está mi pedidoooo?", Some("order_status")),
        ("QUIERO HABLAR CON UNA PERSONA", Some("human_agent")),
        ("Ελλάδα", None),
        ("👍", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let understanding = model.understand(text, None);
        match expected {
            Some(intent) => assert_eq!(understanding.best().map(|guess| guess.intent.as_str()), Some(intent), "{text}"),
            None => assert_eq!(understanding.band, Band::FallBack, "{text}: {understanding:?}"),
        }
    }
}

#[test]
fn an_encoder_it_was_not_trained_with_is_left_aside() {
    let lexical = model(None).understand("a que hora abren", Some(&Letters));
    assert_eq!(lexical.tier, Tier::Lexical);
    assert_eq!(model(Some(&Letters)).understand("a que hora abren", Some(&Letters)).tier, Tier::Encoder);
    assert_eq!(model(Some(&Letters)).understand("a que hora abren", None).tier, Tier::Lexical);
}

#[test]
fn why_is_answered_by_the_nearest_examples() {
    let nearest = model(None).nearest("hasta que hora atienden", None, 2);
    let first = nearest.first().expect("one is near");
    assert_eq!(first.intent.as_deref(), Some("opening_hours"));
    assert_eq!(first.example, "hasta qué hora atienden hoy");
    assert!(nearest.len() == 2 && first.similarity > 0.6, "{nearest:?}");
}

#[test]
fn sets_that_cannot_be_learnt_are_refused() {
    let mut one = set();
    one.intents.truncate(1);
    assert_eq!(Model::train(&one, None, 1).err(), Some(TrainError::TooFewIntents));
    one.none_examples.push("quién ganó el partido".to_owned());
    assert!(Model::train(&one, None, 1).is_ok());
    let mut twice = set();
    twice.intents.extend(set().intents);
    assert!(matches!(Model::train(&twice, None, 1), Err(TrainError::SameName(_))));
    assert_eq!(Model::train(&TrainingSet::default(), None, 1).err(), Some(TrainError::TooFewIntents));
}
