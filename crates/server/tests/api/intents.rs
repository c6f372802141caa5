//! The training room over the API: taught, tried, published, and real messages that teach.

use crate::client::{Client, House, eventually};
use crate::on_both_engines;
use crate::stage::{Database, PATIENCE};
use emulator::{CustomerId, View};
use serde_json::{Value, json};

const FLOW: &str = "
name: Clínica
language: es
triggers:
  - {intent: hours, go_to: hours}
  - {intent: book, go_to: which}
start: hours
nodes:
  hours: {say: {text: Abrimos de 9 a 18}, next: fin}
  which: {ask: {text: ¿Con qué especialidad?, type: entity, entity: speciality, save_as: speciality}, next: with}
  with: {say: {text: 'Cita de {{ speciality }}'}, next: persona}
  persona: {hand_over: {note: x}}
  fin: {end: {}}
";

const HOURS: [&str; 6] = [
    "a qué hora abren",
    "cuál es el horario de atención",
    "hasta qué hora atienden hoy",
    "abren los domingos",
    "están abiertos ahora",
    "qué días abren",
];
const BOOK: [&str; 6] = [
    "quiero pedir una cita",
    "necesito un turno con el médico",
    "quisiera agendar una consulta",
    "me da una cita para mañana",
    "para sacar turno cómo hago",
    "quiero reservar cita con la doctora",
];

fn sentences(texts: &[&str]) -> Value {
    texts.iter().map(|text| json!({ "text": text })).collect()
}

async fn create(owner: &Client, name: &str, texts: &[&str]) -> String {
    let asked = json!({"name": name, "title": {"es": name}, "examples": sentences(texts)});
    let made = owner.post("/intents", &asked).await;
    assert_eq!((made.status, made.body["examples"].as_u64()), (201, Some(texts.len() as u64)), "{made:?}");
    made.id()
}

async fn taught(owner: &Client) {
    create(owner, "hours", &HOURS).await;
    create(owner, "book", &BOOK).await;
    create(owner, "none", &["cuéntame un chiste", "va a llover mañana", "quién ganó el partido"]).await;
    let speciality = json!({"values": [{"value": "dermatology", "words": ["dermatólogo"]}]});
    assert_eq!(owner.put("/intent-entities/speciality", &speciality).await.status, 200);
}

async fn tried(owner: &Client, text: &str) -> Value {
    let tried = owner.post("/intents/try", &json!({ "text": text })).await;
    assert_eq!(tried.status, 200, "{tried:?}");
    tried.body
}

async fn hears(house: &House, customer: CustomerId, text: &str) {
    let heard = |view: &View<'_>| view.messages_of(customer).into_iter().find(|message| message.text() == text);
    house.stage.emulator.handle().wait_for(PATIENCE, heard).await.expect("what was to be said");
}

async fn what_is_taught_is_tried_published_and_answers(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    assert_eq!(owner.post("/intents/train", &json!(null)).await.problem(), "cannot_be_learnt");
    taught(owner).await;
    let flow = owner.post("/flows", &json!({ "document": FLOW })).await;
    let published = owner.post(&format!("/flows/{}/publish", flow.id()), &json!({"note": ""})).await;
    assert_eq!(published.status, 200, "{published:?}");
    let trained = owner.post("/intents/train", &json!(null)).await;
    assert_eq!((trained.status, trained.body["examples"].as_u64()), (200, Some(15)), "{trained:?}");
    let why = tried(owner, "A QUE HORA ABREN").await;
    assert_eq!(why["ranked"][0]["intent"], "hours", "{why}");
    assert_eq!(why["nearest"][0]["text"], HOURS[0], "{why}");
    let named = tried(owner, "cita con el dermatologo").await["entities"].clone();
    assert_eq!(named, json!([{"entity": "speciality", "text": "dermatologo", "values": ["dermatology"]}]));

    let room = owner.get("/intents").await;
    assert_eq!((room.body["published_version"].as_i64(), room.body["changed"].as_bool()), (Some(0), Some(true)));
    let published = owner.post("/intents/publish", &json!({"note": "la primera"})).await;
    assert_eq!((published.status, published.body["version"].as_i64()), (200, Some(1)), "{published:?}");
    assert_eq!(owner.get("/intents").await.body["changed"], false);
    assert_eq!(owner.get("/intents/versions").await.items()[0]["note"], "la primera");

    let (customer, _) = house.customer_writes("Ana", "34600111222", "a qué hora abren").await;
    hears(&house, customer, "Abrimos de 9 a 18").await;
    // What was named already is not asked for again.
    let (customer, _) = house.customer_writes("Bea", "34600111333", "quiero pedir una cita con el dermatólogo").await;
    hears(&house, customer, "Cita de dermatology").await;
    house.close().await;
}

async fn a_version_may_not_understand_less(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    taught(owner).await;
    let unknown = json!({"checks": [{"text": "abren hoy", "intent": "nobody"}]});
    assert_eq!(owner.put("/intent-checks", &unknown).await.status, 422);
    let checks = json!({"checks": [{"text": HOURS[0], "intent": "hours"}, {"text": BOOK[0], "intent": "book"}]});
    assert_eq!(owner.put("/intent-checks", &checks).await.status, 204);
    let first = owner.post("/intents/publish", &json!(null)).await;
    assert_eq!((first.status, first.body["checks"]["misses"].clone()), (200, json!([])), "{first:?}");

    // The sentences change places: what was hours is now book.
    let intents = owner.get("/intents").await;
    let id = |name: &str| {
        let found = intents.items().iter().find(|intent| intent["name"] == name).expect("an intent");
        found["id"].as_str().expect("an id").to_owned()
    };
    for (from, to) in [("hours", "book"), ("book", "hours")] {
        let examples = owner.get(&format!("/intents/{}/examples", id(from))).await;
        let texts: Vec<&str> = if from == "hours" { HOURS.into() } else { BOOK.into() };
        for example in examples.items().iter().filter(|it| texts.contains(&it["text"].as_str().expect("a text"))) {
            let path = format!("/intent-examples/{}", example["id"].as_str().expect("an id"));
            let moved = json!({"text": example["text"], "intent_id": id(to)});
            assert_eq!(owner.put(&path, &moved).await.status, 204);
        }
    }
    let refused = owner.post("/intents/publish", &json!(null)).await;
    assert_eq!((refused.status, refused.problem()), (409, "understands_less"), "{refused:?}");
    assert_eq!(refused.body["errors"][0]["field"], HOURS[0]);
    for text in [HOURS[0], BOOK[0]] {
        let gone = owner.delete(&format!("/intent-checks?text={}", text.replace(' ', "%20"))).await;
        assert_eq!(gone.status, 204, "{gone:?}");
    }
    assert_eq!(owner.post("/intents/publish", &json!(null)).await.body["version"], 2);
    let asked = json!({"text": HOURS[0], "published": true});
    assert_eq!(owner.post("/intents/try", &asked).await.body["ranked"][0]["intent"], "book");
    assert_eq!(owner.post("/intents/versions/1/publish", &json!(null)).await.body["version"], 3);
    assert_eq!(owner.post("/intents/try", &asked).await.body["ranked"][0]["intent"], "hours");
    house.close().await;
}

async fn sentences_are_changed_marked_and_not_there_twice(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let id = create(owner, "hours", &["abren hoy"]).await;
    let path = format!("/intents/{id}/examples");
    let more = json!({"examples": [{"text": "¿ABREN hoy?"}, {"text": "cierran  tarde"}, {"text": "🕐"}]});
    let added = owner.post(&path, &more).await;
    assert_eq!((added.status, added.body["added"].as_u64()), (200, Some(2)), "{added:?}");
    let first = owner.get(&format!("{path}?limit=1")).await;
    assert_eq!((first.items().len(), first.items()[0]["text"].as_str()), (1, Some("abren hoy")));
    let cursor = first.body["next_cursor"].as_str().expect("more");
    let rest = owner.get(&format!("{path}?limit=2&cursor={cursor}")).await;
    let texts: Vec<&str> = rest.items().iter().filter_map(|it| it["text"].as_str()).collect();
    assert_eq!((texts.as_slice(), &rest.body["next_cursor"]), (["cierran tarde", "🕐"].as_slice(), &Value::Null));

    let example = format!("/intent-examples/{}", first.items()[0]["id"].as_str().expect("an id"));
    let marked = json!({"text": "abren hoy", "marks": [{"entity": "date", "start": 6, "end": 9}]});
    assert_eq!(owner.put(&example, &marked).await.status, 204);
    assert_eq!(owner.get(&path).await.items()[0]["marks"], marked["marks"]);
    let beyond = json!({"text": "abren hoy", "marks": [{"entity": "date", "start": 6, "end": 10}]});
    assert_eq!(owner.put(&example, &beyond).await.status, 422);
    assert_eq!(owner.put(&example, &json!({"text": "Cierran tarde"})).await.problem(), "example_known");
    assert_eq!(owner.delete(&example).await.status, 204);
    assert_eq!(owner.delete(&example).await.status, 404);

    let other = json!({"name": "hours"});
    assert_eq!(owner.post("/intents", &other).await.problem(), "intent_name_taken");
    assert_eq!(owner.post("/intents", &json!({"name": "Horas"})).await.status, 422);
    let renamed = owner.patch(&format!("/intents/{id}"), &json!({"name": "schedule"})).await;
    assert_eq!((renamed.status, renamed.body["title"]["es"].as_str()), (200, Some("hours")), "{renamed:?}");
    assert_eq!(owner.delete(&format!("/intents/{id}")).await.status, 204);
    assert_eq!(owner.get("/intents").await.items().len(), 0);
    house.close().await;
}

async fn sets_of_other_tools_are_taught(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    create(owner, "hours", &["abren hoy"]).await;
    let corpus = json!({"name": "c", "data": [
        {"intent": "hours", "utterances": ["Abren hoy", "cierran tarde"]},
        {"intent": "agent.book", "utterances": ["quiero cita"], "answers": ["claro"]},
        {"intent": "None", "utterances": ["hola"]}]});
    let files = json!({"files": [{"name": "corpus.json", "content": corpus.to_string()}]});
    let imported = owner.post("/intents/import", &files).await;
    assert_eq!((imported.status, imported.body["added"].as_u64()), (200, Some(3)), "{imported:?}");
    assert_eq!(imported.body["files"][0]["format"], "nlpjs");
    assert_eq!(imported.body["left_out"].as_array().map(Vec::len), Some(1));
    let names: Vec<Value> = owner.get("/intents").await.items().iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, ["agent_book", "hours", "none"]);
    let junk = json!({"files": [{"name": "x.txt", "content": "nothing"}]});
    assert_eq!(owner.post("/intents/import", &junk).await.problem(), "unreadable_training_set");
    house.close().await;
}

async fn real_messages_teach(database: Database) {
    let house = House::build(database, FLOW).await;
    let owner = &house.owner;
    taught(owner).await;
    assert_eq!(owner.post("/intents/publish", &json!(null)).await.status, 200);
    let correction = json!({"text": "¿a cuánto la consulta?", "intent": "book"});
    assert_eq!(owner.post("/intents/corrections", &correction).await.status, 204);
    assert_eq!(owner.post("/intents/corrections", &correction).await.status, 204);
    let suggestion = async || owner.get("/intents/suggestions").await.items().first().cloned();
    let found = eventually(suggestion).await;
    assert_eq!((found["times"].as_i64(), found["corrected"].as_str()), (Some(2), Some("book")), "{found}");
    let path = format!("/intents/suggestions/{}", found["id"].as_str().expect("an id"));
    assert_eq!(owner.post(&format!("{path}/teach"), &json!({"intent": "nobody"})).await.status, 404);
    assert_eq!(owner.post(&format!("{path}/teach"), &json!({"intent": "book"})).await.status, 204);
    assert_eq!(owner.get("/intents/suggestions").await.items().len(), 0);
    let book = owner.get("/intents").await;
    let book = book.items().iter().find(|intent| intent["name"] == "book").expect("book").clone();
    assert_eq!(book["examples"], 7);

    let agent = house.person("agent").await;
    assert_eq!(agent.post("/intents/corrections", &correction).await.status, 204);
    assert_eq!(agent.get("/intents/suggestions").await.status, 403);
    let builder = house.program(&["manage_flows"]).await;
    assert_eq!(builder.get("/intents/suggestions").await.body["permission"], "read_conversations");
    let again = owner.get("/intents/suggestions").await;
    let path = format!("/intents/suggestions/{}", again.items()[0]["id"].as_str().expect("an id"));
    assert_eq!(owner.delete(&path).await.status, 204);
    assert_eq!(owner.delete(&path).await.status, 404);

    let (_, conversation) = house.customer_writes("Ana", "34600111222", "mi perro ladra mucho").await;
    let heard = eventually(suggestion).await;
    assert_eq!((heard["text"].as_str(), &heard["corrected"]), (Some("mi perro ladra mucho"), &Value::Null), "{heard}");
    assert_eq!(heard["conversation_id"].as_str(), Some(conversation.as_str()));
    assert_eq!(heard["reason"], "unsure");

    let (eva, _) = house.customer_writes("Eva", "34600111333", "quisiera agendar una consulta").await;
    house.stage.emulator.handle().customer_says(eva, "la que me dijo mi tía");
    let no_answer = async || {
        let all = owner.get("/intents/suggestions").await;
        all.items().iter().find(|it| it["reason"] == "no_answer").cloned()
    };
    assert_eq!(eventually(no_answer).await["text"], "la que me dijo mi tía");

    let alike = json!({"text": "mi perro ladra muchísimo", "intent": "none"});
    assert_eq!(owner.post("/intents/corrections", &alike).await.status, 204);
    let together = owner.get("/intents/suggestions").await.items().first().cloned().expect("a suggestion");
    assert_eq!((&together["times"], &together["reason"]), (&json!(2), &json!("corrected")), "{together}");
    assert_eq!(together["alike"].as_array().map(Vec::len), Some(1), "{together}");
    house.close().await;
}

async fn an_intent_is_kept_while_a_flow_goes_by_it(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let flow = owner.post("/flows", &json!({ "document": FLOW })).await;
    let refused = owner.post(&format!("/flows/{}/publish", flow.id()), &json!({"note": ""})).await;
    assert_eq!((refused.status, refused.problem()), (422, "flow_has_errors"), "{refused:?}");
    let id = create(owner, "hours", &HOURS).await;
    create(owner, "book", &BOOK).await;
    let refused = owner.post(&format!("/flows/{}/publish", flow.id()), &json!({"note": ""})).await;
    assert_eq!((refused.status, refused.problem()), (422, "flow_has_errors"), "{refused:?}");
    let speciality = json!({"values": [{"value": "dermatology", "words": ["dermatólogo"]}]});
    assert_eq!(owner.put("/intent-entities/speciality", &speciality).await.status, 200);
    assert_eq!(owner.post(&format!("/flows/{}/publish", flow.id()), &json!({"note": ""})).await.status, 200);
    assert_eq!(owner.delete("/intent-entities/speciality").await.problem(), "entity_in_use");
    assert_eq!(owner.delete(&format!("/intents/{id}")).await.problem(), "intent_in_use");
    assert_eq!(owner.patch(&format!("/intents/{id}"), &json!({"name": "other"})).await.problem(), "intent_in_use");
    assert_eq!(owner.patch(&format!("/intents/{id}"), &json!({"title": {"es": "Horario"}})).await.status, 200);
    let diagnosis = owner.get("/intents/diagnosis").await;
    assert_eq!((diagnosis.status, diagnosis.body["intents"].as_array().map(Vec::len)), (200, Some(2)), "{diagnosis:?}");
    house.close().await;
}

on_both_engines!(
    what_is_taught_is_tried_published_and_answers,
    a_version_may_not_understand_less,
    sentences_are_changed_marked_and_not_there_twice,
    sets_of_other_tools_are_taught,
    real_messages_teach,
    an_intent_is_kept_while_a_flow_goes_by_it,
);
