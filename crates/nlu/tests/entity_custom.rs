//! The things of a business: lists, patterns and a tagger.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use jiff::Zoned;
use nlu::entity::{self, Context, Custom, Entry, Kind, Language, List, Mark, Marked, Pattern, Tagger, Value};

fn now() -> Zoned {
    "2026-11-23T10:00:00[America/Argentina/Buenos_Aires]".parse().expect("an instant")
}

/// What is found of the business, as `entity value`.
fn found(custom: &[Custom], message: &str) -> Vec<String> {
    let now = now();
    let context = Context { kinds: Kind::Custom.into(), custom, ..Context::new(&[Language::Spanish], &now) };
    let name = |value: &Value| match value {
        Value::Custom { entity, value, .. } => format!("{entity} {value}"),
        other => panic!("{other:?} is nothing of the business"),
    };
    entity::find(message, &context).iter().flat_map(|entity| &entity.values).map(name).collect()
}

fn entry(value: &str, synonyms: &[&str]) -> Entry {
    Entry { value: value.to_owned(), synonyms: synonyms.iter().map(|one| (*one).to_owned()).collect() }
}

#[test]
fn a_list_knows_synonyms_and_misspellings() {
    let entries = [
        entry("Muzzarella", &["muza", "muzza"]),
        entry("Napolitana", &["napo"]),
        entry("Cuatro quesos", &["4 quesos"]),
        entry("Sal", &[]),
    ];
    let fuzzy = [Custom::List(List::new("pizza", &entries, true))];
    for (message, expected) in [
        ("quiero una muzzarella", vec!["pizza Muzzarella"]),
        ("una MUZARELA y una napo", vec!["pizza Muzzarella", "pizza Napolitana"]),
        ("dos napoiltanas", vec!["pizza Napolitana"]),
        ("de cuatro qesos por favor", vec!["pizza Cuatro quesos"]),
        ("4 quesos", vec!["pizza Cuatro quesos"]),
        ("con sol", vec![]),
        ("con sal", vec!["pizza Sal"]),
        ("nada de eso", vec![]),
    ] {
        assert_eq!(found(&fuzzy, message), expected, "{message}");
    }
    let exact = [Custom::List(List::new("pizza", &entries, false))];
    assert_eq!(found(&exact, "una napoiltana"), Vec::<String>::new());
    assert_eq!(found(&exact, "una Napolitana"), vec!["pizza Napolitana"]);
}

#[test]
fn a_pattern_gives_its_group_and_must_match_something() {
    let patterns = [Custom::Pattern(Pattern::new("plate", r"patente ([a-z]{2}\d{3}[a-z]{2})").expect("a pattern"))];
    assert_eq!(found(&patterns, "mi patente AB123CD"), vec!["plate AB123CD"]);
    assert_eq!(found(&patterns, "mi patente 123"), Vec::<String>::new());
    assert!(Pattern::new("all", "a*").is_err());
    assert!(Pattern::new("open", "(").is_err());
}

/// "quiero una pizza de [jamón] para [Palermo]".
fn marked(written: &str, entities: &[&str]) -> Marked {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut names = entities.iter();
    for (place, piece) in written.split(['[', ']']).enumerate() {
        let start = text.len();
        text.push_str(piece);
        if place % 2 == 1 {
            let entity = names.next().expect("a name for each mark").to_string();
            marks.push(Mark { span: start..text.len(), entity });
        }
    }
    Marked { text, marks }
}

#[test]
fn a_tagger_learns_from_marked_examples_and_always_the_same() {
    let examples: Vec<Marked> = [
        ("quiero una pizza de [jamón] para [Palermo]", &["taste", "district"][..]),
        ("una pizza de [anchoas] por favor", &["taste"]),
        ("mandame una de [cebolla] a [Belgrano]", &["taste", "district"]),
        ("envían a [Villa Crespo]?", &["district"]),
        ("me mandan dos de [rúcula] a [San Telmo]", &["taste", "district"]),
        ("hola, están abiertos?", &[]),
        ("quiero hablar con alguien", &[]),
        ("cuánto sale la de [morrones]?", &["taste"]),
        ("hacen envíos a [Recoleta]?", &["district"]),
    ]
    .into_iter()
    .map(|(written, entities)| marked(written, entities))
    .collect();
    let tagger = Tagger::train(&examples, 7);
    let again = Tagger::train(&examples, 7);
    let json = |tagger: &Tagger| serde_json::to_value(tagger).expect("serialisable");
    assert_eq!(json(&tagger), json(&again));
    let custom = [Custom::Tagger(tagger)];
    assert_eq!(found(&custom, "una pizza de ananá por favor"), vec!["taste ananá"]);
    assert_eq!(found(&custom, "envían a Flores?"), vec!["district Flores"]);
    assert_eq!(found(&custom, "hola, quiero hablar"), Vec::<String>::new());
}
