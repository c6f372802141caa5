//! Templates: written, submitted, reviewed, paused; compared with Meta's list; and what the lint says against what Meta's
//! side says.

use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use emulator::Quality;
use serde_json::{Value, json};
use whatsapp::client::{AccessToken, TemplateFilter};

fn utility(name: &str, body: &str) -> Value {
    json!({ "name": name, "language": "es", "category": "UTILITY", "components": [{ "type": "BODY", "text": body }] })
}

async fn begin(house: &House, template: &Value) -> String {
    let made = house.owner.post("/templates", &json!({ "template": template })).await;
    assert_eq!((made.status, made.body["status"].as_str()), (201, Some("draft")), "{made:?}");
    made.id()
}

async fn reaches(house: &House, id: &str, status: &str) -> Value {
    let path = format!("/templates/{id}");
    eventually(async || {
        let read = house.owner.get(&path).await;
        (read.body["status"] == status).then_some(read.body)
    })
    .await
}

fn kinds(template: &Value) -> Vec<&str> {
    let changes = template["changes"].as_array().expect("changes").iter();
    changes.map(|change| change["kind"].as_str().expect("a kind")).collect()
}

async fn a_template_goes_from_a_draft_to_approved_and_paused(database: Database) {
    let house = House::build(database, "").await;
    let faulty = begin(&house, &utility("aviso", "{{1}}, tu pedido ya salió.")).await;
    let refused = house.owner.post(&format!("/templates/{faulty}/submit"), &Value::Null).await;
    assert_eq!((refused.status, refused.problem()), (422, "template_faulty"));
    assert_eq!(refused.body["findings"][0]["code"], "edge_blank");

    let mended = json!({ "template": utility("otro_nombre", "Tu pedido ya salió.") });
    let saved = house.owner.put(&format!("/templates/{faulty}"), &mended).await;
    assert_eq!((saved.status, saved.body["name"].as_str()), (200, Some("aviso")), "names stay");
    let submitted = house.owner.post(&format!("/templates/{faulty}/submit"), &Value::Null).await;
    assert_eq!(submitted.status, 200, "{submitted:?}");
    let approved = reaches(&house, &faulty, "approved").await;
    assert_eq!((&approved["draft"], &approved["hindrance"]["code"]), (&Value::Null, &json!("nothing_new")));
    assert_eq!(kinds(&approved).last(), Some(&"begun"));
    assert!(kinds(&approved).contains(&"submitted") && kinds(&approved).contains(&"status_changed"), "{approved}");

    let meta_id = meta_ids(&house).await.remove("aviso").expect("it is at Meta");
    assert!(house.stage.emulator.handle().set_template_quality(&meta_id, Quality::Red));
    let paused = reaches(&house, &faulty, "paused").await;
    assert_eq!((&paused["quality"], &paused["reason"]), (&json!("red"), &json!("FIRST_PAUSE")));

    let resume = format!("/templates/{faulty}/resume");
    assert_eq!(house.owner.post(&resume, &Value::Null).await.status, 204);
    reaches(&house, &faulty, "approved").await;
    let again = house.owner.post(&resume, &Value::Null).await;
    assert_eq!((again.status, again.problem()), (409, "template_not_paused"));
    house.close().await;
}

/// Meta's ids by name, as Meta tells them.
async fn meta_ids(house: &House) -> std::collections::BTreeMap<String, String> {
    let config = house.stage.emulator.handle().config().clone();
    let token = AccessToken::new(config.access_token);
    let mut pages = house.stage.app.cloud.templates(&config.waba_id, &token, &TemplateFilter::default()).limit(100);
    let mut found = std::collections::BTreeMap::new();
    while let Some(exchange) = pages.next().await {
        let page = exchange.result.expect("a page");
        found.extend(page.data.into_iter().map(|record| (record.name, record.id)));
    }
    found
}

async fn what_meta_changes_by_itself_is_noted(database: Database) {
    let house = House::build(database, "").await;
    let id = begin(&house, &utility("aviso", "Tu pedido ya salió.")).await;
    house.owner.post(&format!("/templates/{id}/submit"), &Value::Null).await;
    reaches(&house, &id, "approved").await;
    let meta_id = meta_ids(&house).await.remove("aviso").expect("it is at Meta");
    assert!(house.stage.emulator.handle().correct_category(&meta_id, "MARKETING", true));
    let path = format!("/templates/{id}");
    let announced = eventually(async || {
        let read = house.owner.get(&path).await;
        (read.body["announced_category"] == "MARKETING").then_some(read.body)
    });
    let announced = announced.await;
    assert_eq!(announced["category"], "UTILITY", "not yet");
    assert!(house.stage.emulator.handle().correct_category(&meta_id, "MARKETING", false));
    let changed = eventually(async || {
        let read = house.owner.get(&path).await;
        (read.body["category"] == "MARKETING").then_some(read.body)
    });
    assert_eq!(changed.await["announced_category"], Value::Null);
    house.close().await;
}

async fn the_list_is_compared_with_metas(database: Database) {
    let house = House::build(database, "").await;
    let handle = house.stage.emulator.handle();
    handle.add_template(&utility("aviso", "Tu pedido ya salió.")).expect("approved");
    handle.add_template(&utility("otro", "Hay novedades de tu consulta.")).expect("approved");
    assert_eq!(house.owner.post("/templates/sync", &Value::Null).await.status, 200);
    let list = house.owner.get("/templates?limit=1").await;
    assert_eq!((list.items().len(), list.items()[0]["name"].as_str()), (1, Some("aviso")));
    assert!(list.body["synced_at"].is_i64(), "{list:?}");
    let cursor = list.body["next_cursor"].as_str().expect("more").to_owned();
    let rest = house.owner.get(&format!("/templates?limit=1&cursor={cursor}")).await;
    assert_eq!((rest.items()[0]["name"].as_str(), rest.body["next_cursor"].is_null()), (Some("otro"), true));
    for (query, expected) in [
        ("q=consulta", vec!["otro"]),
        ("status=approved&category=utility", vec!["aviso", "otro"]),
        ("status=paused", vec![]),
        ("language=en", vec![]),
        ("quality=unknown&q=avi", vec!["aviso"]),
    ] {
        let list = house.owner.get(&format!("/templates?{query}")).await;
        let names: Vec<_> = list.items().iter().map(|item| item["name"].as_str().expect("a name")).collect();
        assert_eq!(names, expected, "{query}");
    }
    // Somebody deletes it in Meta's own pages.
    let config = handle.config().clone();
    let token = AccessToken::new(config.access_token);
    house.stage.app.cloud.delete_template(&config.waba_id, &token, "otro").await.result.expect("deleted");
    house.owner.post("/templates/sync", &Value::Null).await;
    assert_eq!(house.owner.get("/templates").await.items().len(), 1);
    assert_eq!(house.owner.get("/templates?status=deleted").await.items().len(), 1);
    house.close().await;
}

async fn a_refusal_for_a_template_has_the_list_compared(database: Database) {
    let house = House::build(database, "").await;
    let handle = house.stage.emulator.handle();
    handle.add_template(&utility("aviso", "Tu pedido ya salió.")).expect("approved");
    house.owner.post("/templates/sync", &Value::Null).await;
    let (_, conversation) = house.customer_writes("Ana", "34600111222", "hola").await;
    let config = handle.config().clone();
    let token = AccessToken::new(config.access_token);
    house.stage.app.cloud.delete_template(&config.waba_id, &token, "aviso").await.result.expect("deleted");
    let message =
        json!({ "message": { "type": "template", "template": { "name": "aviso", "language": { "code": "es" } } } });
    let sent = house.owner.post(&format!("/conversations/{conversation}/messages"), &message).await;
    assert_eq!(sent.status, 201, "nobody here knows yet: {sent:?}");
    let gone = eventually(async || {
        let list = house.owner.get("/templates?status=deleted").await;
        (!list.items().is_empty()).then_some(())
    });
    gone.await;
    let refused = house.owner.post(&format!("/conversations/{conversation}/messages"), &message).await;
    assert_ne!(refused.status, 500, "{refused:?}");
    house.close().await;
}

async fn copies_languages_and_deletions(database: Database) {
    let house = House::build(database, "").await;
    let template = utility("aviso", "Tu pedido ya salió.");
    let id = begin(&house, &template).await;
    let again = house.owner.post("/templates", &json!({ "template": template })).await;
    assert_eq!((again.status, again.problem()), (409, "template_exists"));
    assert_eq!(again.body["template_id"], id);
    let copies = format!("/templates/{id}/copies");
    let english = house.owner.post(&copies, &json!({ "language": "en-US" })).await;
    assert_eq!((english.status, english.body["language"].as_str()), (201, Some("en_US")), "{english:?}");
    let languages = english.body["languages"].as_array().expect("languages");
    assert_eq!(languages.len(), 2, "{languages:?}");
    let once = house.owner.post_once(&copies, &json!({ "name": "copia" }), "k1").await;
    let twice = house.owner.post_once(&copies, &json!({ "name": "copia" }), "k1").await;
    assert_eq!((once.status, twice.status, once.id()), (201, 201, twice.id()));

    house.owner.post(&format!("/templates/{id}/submit"), &Value::Null).await;
    reaches(&house, &id, "approved").await;
    assert_eq!(house.owner.delete(&format!("/templates/{id}")).await.status, 204);
    assert!(meta_ids(&house).await.is_empty(), "deleted at Meta too");
    assert_eq!(house.owner.get(&format!("/templates/{id}")).await.status, 404);
    house.close().await;
}

const NOTICE: &str = "
name: Aviso
language: es
triggers: [{any_message: true}]
start: avisar
nodes:
  avisar: {say: {template: {name: aviso, language: es}}, next: fin}
  fin: {end: {}}
";

async fn what_a_flow_says_is_used_and_not_deleted(database: Database) {
    let house = House::build(database, NOTICE).await;
    house.stage.emulator.handle().add_template(&utility("aviso", "Tu pedido ya salió.")).expect("approved");
    house.owner.post("/templates/sync", &Value::Null).await;
    let id = house.owner.get("/templates").await.items()[0]["id"].as_str().expect("an id").to_owned();
    let read = house.owner.get(&format!("/templates/{id}")).await;
    let uses = &read.body["used_in"];
    assert_eq!(uses, &json!([{"kind": "flow", "id": uses[0]["id"], "name": "Eco", "is_live": true}]));
    let refused = house.owner.delete(&format!("/templates/{id}")).await;
    assert_eq!((refused.status, refused.problem()), (409, "template_in_use"));
    house.close().await;
}

async fn a_sample_is_uploaded_and_packs_and_library_are_ready(database: Database) {
    let house = House::build(database, "").await;
    let upload = async |kind: &str, bytes: Vec<u8>| {
        let request = house.owner.request("POST", "/templates/samples?file_name=foto.png");
        let answer = request.header("content-type", kind).body(bytes).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json::<Value>().await.expect("JSON"))
    };
    let (status, sample) = upload("image/png", vec![7; 100_000]).await;
    assert_eq!((status, sample["handle"].as_str().is_some_and(|handle| !handle.is_empty())), (201, true), "{sample}");
    assert_eq!(upload("text/html", vec![7; 10]).await.0, 422);
    assert_eq!(upload("image/png", Vec::new()).await.0, 422);

    let library = house.owner.get("/templates/library").await;
    assert!(library.items().iter().any(|entry| entry["name"] == "welcome_coupon"), "{library:?}");
    let submitted = house.owner.post("/packs/health/templates", &Value::Null).await;
    assert_eq!(submitted.status, 200, "{submitted:?}");
    let outcomes = |answer: &crate::client::Answer| {
        let mut words: Vec<String> =
            answer.items().iter().map(|item| item["outcome"].as_str().expect("an outcome").to_owned()).collect();
        words.dedup();
        words
    };
    assert_eq!(outcomes(&submitted), ["submitted"], "{submitted:?}");
    let again = house.owner.post("/packs/health/templates", &Value::Null).await;
    assert_eq!(outcomes(&again), ["was_there"], "{again:?}");
    house.close().await;
}

on_both_engines!(
    a_template_goes_from_a_draft_to_approved_and_paused,
    what_meta_changes_by_itself_is_noted,
    the_list_is_compared_with_metas,
    a_refusal_for_a_template_has_the_list_compared,
    copies_languages_and_deletions,
    what_a_flow_says_is_used_and_not_deleted,
    a_sample_is_uploaded_and_packs_and_library_are_ready,
);
