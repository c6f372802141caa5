//! Whatever is typed: spans lie inside the message, on character boundaries, in order, and never overlap.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use jiff::Zoned;
use nlu::entity::{self, Context, Custom, Entity, Entry, Language, List, Pattern};
use proptest::prelude::*;
use std::sync::OnceLock;

fn now() -> &'static Zoned {
    static NOW: OnceLock<Zoned> = OnceLock::new();
    NOW.get_or_init(|| "2026-11-23T10:00:00[America/Sao_Paulo]".parse().expect("an instant"))
}

fn find(message: &str) -> Vec<Entity> {
    static CUSTOM: OnceLock<Vec<Custom>> = OnceLock::new();
    let custom = CUSTOM.get_or_init(|| {
        let entries =
            [Entry { value: "Napolitana".to_owned(), synonyms: vec!["napo".to_owned(), "la de tomate".to_owned()] }];
        let pattern = Pattern::new("plate", r"\b[a-z]{2}\d{3}[a-z]{2}\b").expect("a pattern");
        vec![Custom::List(List::new("pizza", &entries, true)), Custom::Pattern(pattern)]
    });
    let context = Context { country: Some("BR"), custom, ..Context::new(&Language::ALL, now()) };
    entity::find(message, &context)
}

fn check(message: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for entity in find(message) {
        prop_assert!(entity.span.start >= end, "{entity:?} overlaps what ends at {end}");
        prop_assert_eq!(message.get(entity.span.clone()), Some(entity.text.as_str()), "{:?}", entity);
        prop_assert!(!entity.text.is_empty() && !entity.values.is_empty());
        let json = serde_json::to_string(&entity).expect("serialisable");
        let read: Entity = serde_json::from_str(&json).expect("readable");
        prop_assert_eq!((read.kind, &read.span, read.values.len()), (entity.kind, &entity.span, entity.values.len()));
        end = entity.span.end;
    }
    Ok(())
}

const KNOWN: &[&str] = &[
    "mañana",
    "amanhã",
    "tomorrow",
    "el",
    "3",
    "15hs",
    "às",
    "15h30",
    "de",
    "mayo",
    "2 mil",
    "R$",
    "1.250,50",
    "pesos",
    "medio",
    "kilo",
    "el segundo",
    "half",
    "past",
    "next",
    "last",
    "viernes",
    "-",
    "/",
    ".",
    ",",
    ":",
    "+",
    "(",
    ")",
    "%",
    "$",
    "€",
    "'",
    "\"",
    "@",
    "#",
    "entre",
    "y",
    "and",
    "a las",
    "hasta",
    "desde",
    "99999999999999999999",
    "0",
    "00",
    "31/12/9999",
    "29/2",
    "12:60",
    "24:00",
    "semana",
    "años",
    "1e400",
    "^",
    "week 53",
    "siglo",
    "1990s",
    "q4",
    "cada",
    "hace",
    "200000 años",
    "ago",
    "end of",
    "of",
    "the",
    "napoiltana",
    "ab123cd",
    "👌🏽",
    "½",
    "٣",
    "ß",
    "İ",
    "e\u{301}",
    "\u{200d}",
    "mil millones",
    "no",
    "sí",
    "529.982.247-25",
    "http://",
    "x@y.zz",
];

/// Pieces the grammars know, to be strung together in ways nobody would.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(KNOWN.to_vec());
    prop::collection::vec((known, prop::sample::select(vec!["", " ", "  ", "\u{a0}"])), 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode(message in any::<String>()) {
        check(&message)?;
    }

    #[test]
    fn known_words_in_any_order(message in pieces()) {
        check(&message)?;
    }
}
