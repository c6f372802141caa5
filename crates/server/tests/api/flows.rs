//! Flow documents from draft to version.

use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::{Database, ECHO_FLOW};
use serde_json::{Value, json};

const BROKEN: &str = "name: Roto\nlanguage: es\ntriggers: [{any_message: true}]\nstart: uno\nnodes:\n  uno:\n    say: {text: hola}\n    next: ninguna\n";

async fn a_flow_from_draft_to_answer(database: Database) {
    let house = House::build(database, "").await;
    let made = house.owner.post("/flows", &json!({ "document": BROKEN })).await;
    assert_eq!((made.status, made.body["name"].as_str()), (201, Some("Roto")), "{made:?}");
    let dangling = |problem: &&Value| problem["code"] == "unknown_node";
    let problem = made.body["problems"].as_array().and_then(|all| all.iter().find(dangling)).expect("a dangling edge");
    assert_eq!((problem["severity"].as_str(), problem["line"].as_i64()), (Some("error"), Some(8)), "{made:?}");
    let path = format!("/flows/{}", made.id());
    let refused = house.owner.post(&format!("{path}/publish"), &Value::Null).await;
    assert_eq!((refused.status, refused.problem()), (422, "flow_has_errors"));
    assert!(refused.body["errors"].as_array().expect("errors").iter().any(|error| error["line"] == 8), "{refused:?}");

    let saved = house.owner.put(&path, &json!({ "document": ECHO_FLOW })).await;
    assert_eq!((saved.body["name"].as_str(), saved.body["draft_changed"].as_bool()), (Some("Eco"), Some(true)));
    for (version, body) in [(1, None), (2, Some(json!({ "note": " Más corto " })))] {
        let published = house.owner.send("POST", &format!("{path}/publish"), body.as_ref(), &[]).await;
        assert_eq!((published.status, published.body["version"].as_i64()), (200, Some(version)), "{published:?}");
    }
    let read = house.owner.get(&path).await;
    assert_eq!((read.body["published_version"].as_i64(), read.body["draft_changed"].as_bool()), (Some(2), Some(false)));
    assert_eq!(read.body["published_document"], ECHO_FLOW);
    let versions = house.owner.get(&format!("{path}/versions")).await;
    assert_eq!((versions.items().len(), versions.items()[0]["author"]["name"].as_str()), (2, Some("Olga")));
    assert_eq!(
        (versions.items()[0]["note"].as_str(), versions.items()[1]["note"].as_str()),
        (Some("Más corto"), Some(""))
    );

    let (ana, _) = house.customer_writes("Ana", "34600111222", "hola").await;
    let emulator = house.stage.emulator.handle();
    eventually(async || emulator.messages_of(ana).iter().any(|m| m.text() == "Eco: hola").then_some(())).await;
    house.close().await;
}

async fn a_flow_that_is_off_is_silent_and_can_be_deleted(database: Database) {
    let house = House::build(database, ECHO_FLOW).await;
    let id = house.owner.get("/flows").await.items()[0]["id"].as_str().expect("an id").to_owned();
    let off = house.owner.post(&format!("/flows/{id}/disable"), &Value::Null).await;
    assert_eq!(off.body["enabled"], false);
    let (_, conversation) = house.customer_writes("Ana", "34600111222", "hola").await;
    let seen = house.owner.get(&format!("/conversations/{conversation}")).await;
    assert_eq!(seen.body["owner"], "nobody");
    assert_eq!(house.owner.post(&format!("/flows/{id}/enable"), &Value::Null).await.body["enabled"], true);
    assert_eq!(house.owner.delete(&format!("/flows/{id}")).await.status, 204);
    for answer in [house.owner.get(&format!("/flows/{id}")).await, house.owner.delete(&format!("/flows/{id}")).await] {
        assert_eq!(answer.status, 404);
    }
    house.close().await;
}

async fn checking_saves_nothing(database: Database) {
    let house = House::build(database, "").await;
    let checked = house.owner.post("/flows/check", &json!({ "document": "a: [" })).await;
    assert_eq!((checked.status, checked.body["problems"][0]["severity"].as_str()), (200, Some("error")));
    assert_eq!(house.owner.get("/flows").await.items().len(), 0);
    // A document may be larger than other bodies, and has a limit of its own.
    let large = json!({ "document": format!("# {}\n{ECHO_FLOW}", "x".repeat(100_000)) });
    assert_eq!(house.owner.post("/flows/check", &large).await.status, 200);
    let huge = json!({ "document": "x".repeat(2_000_000) });
    assert_eq!(house.owner.post("/flows/check", &huge).await.status, 413);
    house.close().await;
}

/// Where Ana's question leaves her, and who sees it.
const ASKING_FLOW: &str = "name: Pregunta\nlanguage: es\ntriggers: [{any_message: true}]\nstart: talla\nnodes:\n  talla:\n    ask: {text: '¿Talla?', save_as: talla}\n    next: fin\n  fin:\n    hand_over: {}\n";

async fn contacts_are_counted_where_they_stand(database: Database) {
    let house = House::build(database, ASKING_FLOW).await;
    let id = house.owner.get("/flows").await.items()[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(house.owner.get(&format!("/flows/{id}/standing")).await.items().len(), 0);
    let (_, conversation) = house.customer_writes("Ana", "34600111222", "hola").await;
    let counts = house.owner.get(&format!("/flows/{id}/standing")).await;
    assert_eq!(counts.body["items"], json!([{ "node": "talla", "contacts": 1, "left": 0 }]));
    let people = house.owner.get(&format!("/flows/{id}/standing/talla")).await;
    assert_eq!((people.items().len(), people.items()[0]["contact_name"].as_str()), (1, Some("Ana")));
    assert_eq!(people.items()[0]["conversation_id"], conversation);
    assert_eq!(house.owner.get(&format!("/flows/{id}/standing/fin")).await.items().len(), 0);
    house.close().await;
}

async fn a_draft_is_tried_without_a_trace(database: Database) {
    let house = House::build(database, "").await;
    let test = "tests:\n  - name: Ana\n    steps:\n      - says: hola\n      - says: M\n";
    let tried = house.owner.post("/flows/simulate", &json!({ "document": ASKING_FLOW, "test": test })).await;
    let turns = tried.body["turns"].as_array().expect("turns");
    assert_eq!((tried.status, turns.len()), (200, 2), "{tried:?}");
    assert_eq!(turns[0]["events"][1]["message"]["text"]["body"], "¿Talla?");
    assert_eq!((&tried.body["state"]["node"], &tried.body["state"]["trail"]), (&Value::Null, &json!(["talla", "fin"])));
    let kept = tried.body["test"].as_str().expect("a test");
    assert!(kept.contains("- bot: ¿Talla?") && kept.contains("- hands_over"), "{kept}");
    assert_eq!(house.owner.get("/conversations").await.items().len(), 0);
    let refused = house.owner.post("/flows/simulate", &json!({ "document": "a: [", "test": test })).await;
    assert_eq!((refused.status, refused.problem()), (422, "unreadable_document"));
    house.close().await;
}

async fn importing_saves_nothing_and_says_what_became_of_each_part(database: Database) {
    let house = House::build(database, "").await;
    let source = json!({"name": "Hi", "groups": [{"id": "g", "title": "Hi", "blocks": [
        {"id": "b", "type": "text", "content": {"plainText": "Hello!"}}, {"id": "c", "type": "Google Sheets"}]}], "edges": []});
    let imported = house.owner.post("/flows/import", &json!({ "source": source.to_string() })).await;
    let flow = &imported.body["flows"][0];
    assert_eq!((imported.status, imported.body["format"].as_str()), (200, Some("typebot")));
    assert!(flow["document"].as_str().expect("a document").contains("Hello!"), "{flow}");
    assert_eq!((flow["parts"].as_u64(), flow["translated"].as_u64()), (Some(2), Some(1)));
    assert!(flow["notes"].as_array().expect("notes").iter().any(|note| note["fate"] == "dropped"), "{flow}");
    assert_eq!(house.owner.get("/flows").await.items().len(), 0);
    let nonsense = house.owner.post("/flows/import", &json!({ "source": "nonsense" })).await;
    assert_eq!(nonsense.status, 422);
    house.close().await;
}

on_both_engines!(
    contacts_are_counted_where_they_stand,
    a_draft_is_tried_without_a_trace,
    a_flow_from_draft_to_answer,
    a_flow_that_is_off_is_silent_and_can_be_deleted,
    checking_saves_nothing,
    importing_saves_nothing_and_says_what_became_of_each_part
);
