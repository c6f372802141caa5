use super::*;
use crate::intent::Mark;

fn files(files: &[(&str, &str)]) -> Vec<File> {
    files.iter().map(|(name, content)| File { name: (*name).into(), content: (*content).into() }).collect()
}

fn texts<'a>(found: &'a Found, intent: &str) -> Vec<&'a str> {
    let intent = found.set.intent(intent).unwrap_or_else(|| panic!("{intent} in {:?}", found.set));
    intent.examples.iter().map(|example| example.text.as_str()).collect()
}

#[test]
fn a_corpus_of_nlpjs() {
    let corpus = r#"{"name": "Corpus", "locale": "es-ES", "data": [
        {"intent": "agent.hours", "utterances": ["a qué hora abren", "abren hoy"], "answers": ["De 9 a 18"]},
        {"intent": "None", "utterances": ["hace frío"]}],
        "entities": {"size": {"options": {"small": ["pequeño", "chico"]}}}}"#;
    let found = read(&files(&[("corpus.json", corpus)])).unwrap();
    assert_eq!(found.formats, [("corpus.json".to_owned(), Format::NlpJs)]);
    assert_eq!(texts(&found, "agent_hours"), ["a qué hora abren", "abren hoy"]);
    assert_eq!(found.set.none, ["hace frío"]);
    assert_eq!(found.set.entities[0].values[0].words, ["pequeño", "chico"]);
    assert_eq!(found.left_out, ["the answers of agent.hours: say them in a flow"]);
}

#[test]
fn the_lines_of_rasa_with_what_they_name() {
    let yaml = "version: \"3.1\"\nnlu:\n- intent: book_flight\n  examples: |\n    - vuelo a [Bogotá](city)\n    - to [NY]{\"entity\": \"city\", \"value\": \"New York\"} please\n    - a [sic] note\n- synonym: New York\n  examples: |\n    - big apple\n- regex: order\n  examples: |\n    - \\d{5}\n";
    let found = read(&files(&[("nlu.yml", yaml)])).unwrap();
    assert_eq!(texts(&found, "book_flight"), ["vuelo a Bogotá", "to NY please", "a [sic] note"]);
    let examples = &found.set.intents[0].examples;
    assert_eq!(examples[0].marks, [Mark { entity: "city".into(), start: 8, end: 14 }]);
    let city = found.set.entities.iter().find(|entity| entity.name == "city").unwrap();
    let york = city.values.iter().find(|value| value.value == "New York").unwrap();
    assert_eq!(york.words, ["NY", "big apple"]);
    assert!(found.set.entities.iter().any(|entity| entity.pattern.as_deref() == Some("\\d{5}")));
}

#[test]
fn the_files_of_dialogflow() {
    let says = r#"[{"data": [{"text": "cita para "}, {"text": "mañana", "meta": "@sys.date", "alias": "date"}]}]"#;
    let entries = r#"[{"value": "red", "synonyms": ["rojo", "colorado"]}]"#;
    let found = read(&files(&[
        ("intents/Pedir cita_usersays_es.json", says),
        ("intents/Pedir cita.json", r#"{"name": "Pedir cita", "responses": []}"#),
        ("entities/color_entries_es.json", entries),
        ("agent.json", r#"{"displayName": "A"}"#),
    ]))
    .unwrap();
    assert_eq!(texts(&found, "pedir_cita"), ["cita para mañana"]);
    assert_eq!(found.set.intents[0].title["en"], "Pedir cita");
    assert_eq!(found.set.intents[0].examples[0].marks, [Mark { entity: "date".into(), start: 10, end: 16 }]);
    assert_eq!(found.set.entities[0].name, "color");
}

#[test]
fn a_table_in_either_order_with_or_without_a_heading() {
    for content in [
        "intent,text\nhours,\"abren, hoy\"\nhours,cierran\n",
        "text;intent\nabren, hoy;hours\ncierran;hours\n",
        "hours\tabren, hoy\nhours\tcierran\n",
        "abren, hoy\thours\ncierran\thours\n",
    ] {
        let found = read(&files(&[("lines.csv", content)])).unwrap();
        assert_eq!(texts(&found, "hours"), ["abren, hoy", "cierran"], "{content}");
        assert_eq!(found.set.intents.len(), 1, "{content}");
    }
}

#[test]
fn what_is_none_of_these_is_refused_with_its_name() {
    for (content, expected) in [
        ("hola", ImportError::Unknown("f".into())),
        ("{\"a\": 1}", ImportError::Unknown("f".into())),
        ("a,b,c\n", ImportError::Unknown("f".into())),
        ("{\"data\": []}", ImportError::Empty),
    ] {
        assert_eq!(read(&files(&[("f", content)])).unwrap_err(), expected, "{content}");
    }
}
