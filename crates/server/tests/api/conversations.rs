//! The inbox: lists, threads, sending, and what people do.

use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::{Database, ECHO_FLOW};
use emulator::{Content, MessageStatus};
use serde_json::{Value, json};
use std::time::Duration;

fn text(body: &str) -> Value {
    json!({ "message": { "type": "text", "text": { "body": body } } })
}

async fn an_agent_answers_and_sees_the_ticks(database: Database) {
    let house = House::build(database, ECHO_FLOW).await;
    let (ana, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    let path = format!("/conversations/{id}");
    let detail = house.owner.get(&path).await;
    assert_eq!(detail.body["contact"]["phone"], "+34600111222");
    assert_eq!(detail.body["contact"]["identifiers"].as_array().map(Vec::len), Some(3), "{detail:?}");
    assert_eq!(detail.body["owner"], "bot");

    let sent = house.owner.post(&format!("{path}/messages"), &text("Hola, soy Olga")).await;
    assert_eq!(sent.status, 201, "{sent:?}");
    assert_eq!((sent.body["status"].as_str(), sent.body["author"]["name"].as_str()), (Some("queued"), Some("Olga")));
    let emulator = house.stage.emulator.handle();
    eventually(async || emulator.messages_of(ana).iter().any(|seen| seen.text() == "Hola, soy Olga").then_some(()))
        .await;
    let message = sent.id();
    eventually(async || {
        emulator.customer_reads(ana);
        is_read(&house, &id, &message).await.then_some(())
    })
    .await;

    let now = house.owner.get(&path).await;
    assert_eq!((now.body["owner"].as_str(), now.body["assignee"]["name"].as_str()), (Some("human"), Some("Olga")));
    let thread = house.owner.get(&format!("{path}/messages")).await;
    let kinds: Vec<&str> = thread.items().iter().filter_map(|item| item["activity"]["kind"].as_str()).collect();
    assert!(kinds.contains(&"taken_over"), "{kinds:?}");
    house.close().await;
}

async fn the_same_key_sends_once(database: Database) {
    let house = House::build(database, "").await;
    let (_, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    let path = format!("/conversations/{id}/messages");
    let first = house.owner.post_once(&path, &text("uno"), "key-1").await;
    let again = house.owner.post_once(&path, &text("uno"), "key-1").await;
    assert_eq!((first.status, again.status, first.id()), (201, 201, again.id()));
    let other = house.owner.post_once(&path, &text("dos"), "key-1").await;
    assert_eq!((other.status, other.problem()), (422, "idempotency_key_reused"));
    let thread = house.owner.get(&path).await;
    let sent = thread.items().iter().filter(|item| item["message"]["direction"] == "outbound").count();
    assert_eq!(sent, 1);
    house.close().await;
}

async fn what_may_not_be_sent_says_why(database: Database) {
    let house = House::build(database, "").await;
    let (ana, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    let path = format!("/conversations/{id}/messages");
    let too_long = house.owner.post(&path, &text(&"x".repeat(4097))).await;
    assert_eq!((too_long.status, too_long.problem()), (422, "limit_exceeded"));
    assert_eq!(too_long.body["errors"][0]["field"], "text.body");
    let nonsense = house.owner.post(&path, &json!({ "message": { "kind": "text" } })).await;
    assert_eq!((nonsense.status, nonsense.problem()), (422, "invalid"), "{nonsense:?}");
    let nobody = "/conversations/01920000-0000-7000-8000-000000000000/messages";
    assert_eq!(house.owner.post(nobody, &text("hola")).await.status, 404);

    let detail = house.owner.get(&format!("/conversations/{id}")).await;
    let contact = detail.body["contact"]["id"].as_str().expect("a contact").to_owned();
    let blocked = house.owner.patch(&format!("/contacts/{contact}"), &json!({ "blocked": true })).await;
    assert_eq!(blocked.body["blocked"], true);
    let refused = house.owner.post(&path, &text("hola")).await;
    assert_eq!((refused.status, refused.problem()), (409, "blocked_contact"));
    assert_eq!(house.stage.emulator.handle().messages_of(ana).len(), 1, "nothing went out");
    house.close().await;
}

async fn outside_the_window_only_a_template_goes(database: Database) {
    let house = House::build(database, "").await;
    let (_, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    close_window(&house, &id).await;
    let path = format!("/conversations/{id}/messages");
    let refused = house.owner.post(&path, &text("hola")).await;
    assert_eq!((refused.status, refused.problem()), (409, "window_closed"));
    assert!(refused.body["window_expires_at"].is_i64(), "{refused:?}");

    let template = json!({ "name": "aviso", "language": "es", "category": "UTILITY",
        "components": [{ "type": "BODY", "text": "Tu pedido ya salió." }] });
    house.stage.emulator.handle().add_template(&template).expect("approved");
    assert_eq!(house.owner.post("/templates/sync", &Value::Null).await.status, 200);
    let message =
        json!({ "message": { "type": "template", "template": { "name": "aviso", "language": { "code": "es" } } } });
    assert_eq!(house.owner.post(&path, &message).await.status, 201);
    house.close().await;
}

/// As if a day had passed since the customer wrote.
async fn close_window(house: &House, id: &str) {
    let app = &house.stage.app;
    let (workspace, now) = (app.workspace, app.universe.now());
    let mut tx = app.db.write().await.expect("a transaction");
    let needs = store::world::Needs { conversations: [id.parse().expect("an id")].into(), ..Default::default() };
    let mut world = domain::world::World::default();
    store::world::load(&mut tx, workspace, &needs, &mut world).await.expect("loaded");
    let id = id.parse().expect("an id");
    world.change_conversation(id, |conversation| {
        conversation.window_expires_at = Some(now.minus(Duration::from_secs(1)));
    });
    let events = world.changes();
    store::apply::apply(&mut tx, workspace, now, events).await.expect("applied");
    tx.commit().await.expect("committed");
}

async fn acts_change_the_conversation(database: Database) {
    let house = House::build(database, ECHO_FLOW).await;
    let (_, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    for (act, status, owner) in [
        ("take-over", "open", "human"),
        ("pending", "pending", "human"),
        ("reopen", "open", "human"),
        ("give-back", "open", "bot"),
        ("resolve", "resolved", "nobody"),
        ("reopen", "open", "nobody"),
        ("reset-session", "open", "nobody"),
    ] {
        let now = house.owner.post(&format!("/conversations/{id}/{act}"), &Value::Null).await;
        assert_eq!(now.status, 200, "{act}: {now:?}");
        assert_eq!((now.body["status"].as_str(), now.body["owner"].as_str()), (Some(status), Some(owner)), "{act}");
    }
    let agent = house.person("agent").await;
    let me = agent.get("/session").await.body["user"]["id"].clone();
    let assigned = house.owner.post(&format!("/conversations/{id}/assign"), &json!({ "assignee": me })).await;
    assert_eq!(assigned.body["assignee"]["name"], "agent");
    let stranger = json!({ "assignee": "01920000-0000-7000-8000-000000000000" });
    assert_eq!(house.owner.post(&format!("/conversations/{id}/assign"), &stranger).await.status, 422);
    let mine = agent.get("/conversations?assignee=me").await;
    assert_eq!((mine.items().len(), &mine.body["counts"]), (1, &json!({ "mine": 1, "unassigned": 0, "all": 1 })));

    let later = house.stage.app.universe.now().plus(Duration::from_hours(1)).as_millis();
    let snoozed = house.owner.post(&format!("/conversations/{id}/snooze"), &json!({ "until": later })).await;
    assert_eq!(
        (snoozed.body["status"].as_str(), snoozed.body["snoozed_until"].as_i64()),
        (Some("snoozed"), Some(later))
    );
    assert_eq!(house.owner.post(&format!("/conversations/{id}/snooze"), &json!({ "until": 5 })).await.status, 422);
    house.close().await;
}

async fn reading_turns_the_customers_ticks_blue(database: Database) {
    let house = House::build(database, "").await;
    let (ana, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    let before = house.owner.get(&format!("/conversations/{id}")).await;
    assert_eq!(before.body["unread"], 1);
    let read = house.owner.post(&format!("/conversations/{id}/read"), &Value::Null).await;
    assert_eq!((read.status, &read.body["unread"]), (200, &json!(0)));
    let emulator = house.stage.emulator.handle();
    eventually(async || (emulator.messages_of(ana).first()?.status == MessageStatus::Read).then_some(())).await;
    assert_eq!(emulator.messages_of(ana).len(), 1);
    house.close().await;
}

async fn the_list_is_filtered_and_paged(database: Database) {
    let house = House::build(database, "").await;
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(house.customer_writes(&format!("Cliente {n}"), &format!("3460000000{n}"), "hola").await.1);
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = house.owner.get(&format!("/conversations?limit=2{cursor}")).await;
        assert_eq!(page.body["counts"]["all"], 5);
        seen.extend(page.items().iter().map(|item| item["id"].as_str().expect("an id").to_owned()));
        match page.body["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.dedup();
    ids.sort();
    assert_eq!((seen.len(), sorted), (5, ids.clone()), "each once");
    for (query, count) in [
        ("status=open", 5),
        ("status=resolved", 0),
        ("owner=nobody", 5),
        ("owner=bot", 0),
        ("assignee=none", 5),
        ("assignee=me", 0),
        ("q=cliente%203", 1),
        ("q=%2B34%20600%20000%20004", 1),
        ("q=100%25", 0),
    ] {
        let list = house.owner.get(&format!("/conversations?{query}")).await;
        assert_eq!(list.items().len(), count, "{query}: {list:?}");
    }
    for query in ["status=lost", "assignee=somebody", "cursor=nonsense", "limit=many"] {
        assert_eq!(house.owner.get(&format!("/conversations?{query}")).await.status, 422, "{query}");
    }
    house.close().await;
}

const TEAM_FLOW: &str =
    "name: Equipo\nlanguage: es\ntriggers: [{any_message: true}]\nstart: a\nnodes: {a: {hand_over: {team: Ventas}}}\n";

async fn conversations_are_found_by_their_team(database: Database) {
    let house = House::build(database, TEAM_FLOW).await;
    let (_, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    let given = async || {
        let read = house.owner.get(&format!("/conversations/{id}")).await;
        (read.body["team"] == "Ventas").then_some(())
    };
    eventually(given).await;
    for (query, count) in [("team=Ventas", 1), ("team=Compras", 0)] {
        let list = house.owner.get(&format!("/conversations?{query}")).await;
        assert_eq!((list.items().len(), list.body["counts"]["all"].as_u64()), (count, Some(count as u64)), "{list:?}");
    }
    house.close().await;
}

async fn a_thread_is_paged_and_reactions_stand_on_their_message(database: Database) {
    let house = House::build(database, "").await;
    let (ana, id) = house.customer_writes("Ana", "34600111222", "uno").await;
    let emulator = house.stage.emulator.handle();
    let sent = house.owner.post(&format!("/conversations/{id}/messages"), &text("respuesta")).await;
    let wamid = eventually(async || {
        let phone = emulator.messages_of(ana);
        phone.iter().find(|message| message.text() == "respuesta").map(|message| message.id.clone())
    })
    .await;
    emulator.customer_says(ana, Content::reaction(&wamid, "👍"));
    let path = format!("/conversations/{id}/messages");
    let reactions = eventually(async || {
        let thread = house.owner.get(&path).await;
        let found = thread.items().iter().find(|item| item["message"]["id"] == sent.id().as_str())?.clone();
        found["message"]["reactions"].as_array().filter(|reactions| !reactions.is_empty()).cloned()
    })
    .await;
    assert_eq!(reactions, [json!({ "emoji": "👍", "author": "contact" })]);

    let whole = house.owner.get(&path).await;
    let first = house.owner.get(&format!("{path}?limit=1")).await;
    let next = first.body["next_cursor"].as_str().expect("more");
    let second = house.owner.get(&format!("{path}?limit=1&cursor={next}")).await;
    // A status may move between two looks; who stands where does not.
    let entry = |item: &Value| [item["message"]["id"].clone(), item["activity"]["id"].clone()];
    assert_eq!([&first.items()[0], &second.items()[0]].map(entry), [&whole.items()[0], &whole.items()[1]].map(entry));
    assert!(whole.items().iter().all(|item| item["message"]["kind"] != "reaction"));
    house.close().await;
}

async fn a_picture_can_be_fetched(database: Database) {
    let house = House::build(database, "").await;
    let (ana, id) = house.customer_writes("Ana", "34600111222", "mira").await;
    house
        .stage
        .emulator
        .handle()
        .customer_says(ana, Content::file("image", "image/png", b"not really a png".to_vec(), None));
    let url = eventually(async || {
        let thread = house.owner.get(&format!("/conversations/{id}/messages")).await;
        thread.items().iter().find_map(|item| item["message"]["media"]["url"].as_str().map(str::to_owned))
    })
    .await;
    for _ in 0..2 {
        let file = house.owner.get(&format!("/{url}")).await;
        assert_eq!((file.status, file.text.as_str()), (200, "not really a png"));
        assert_eq!(file.headers["content-type"], "image/png");
        assert!(file.headers["content-security-policy"].to_str().expect("text").contains("sandbox"));
    }
    house.close().await;
}

async fn a_person_decides_about_a_message_nobody_knows_of(database: Database) {
    let house = House::build(database, "").await;
    let (ana, id) = house.customer_writes("Ana", "34600111222", "hola").await;
    let emulator = house.stage.emulator.handle();
    for (decision, status) in [("resend", "queued"), ("give_up", "failed")] {
        let sent = house.owner.post(&format!("/conversations/{id}/messages"), &text(decision)).await.id();
        let path = format!("/conversations/{id}/messages/{sent}/decision");
        let early = house.owner.post(&path, &json!({ "decision": decision })).await;
        assert_eq!((early.status, early.problem()), (409, "not_undecided"));
        eventually(async || emulator.messages_of(ana).iter().any(|seen| seen.text() == decision).then_some(())).await;
        // A status that comes later would settle what is in doubt.
        eventually(async || {
            emulator.customer_reads(ana);
            is_read(&house, &id, &sent).await.then_some(())
        })
        .await;
        doubt(&house, &sent).await;
        let elsewhere = path.replace(&id, "01920000-0000-7000-8000-000000000000");
        assert_eq!(house.owner.post(&elsewhere, &json!({ "decision": decision })).await.status, 409);
        let decided = house.owner.post(&path, &json!({ "decision": decision })).await;
        assert_eq!((decided.status, decided.body["status"].as_str()), (200, Some(status)), "{decided:?}");
        assert_eq!(house.owner.post(&path, &json!({ "decision": decision })).await.status, 409);
    }
    let times = |text: &str| emulator.messages_of(ana).iter().filter(|seen| seen.text() == text).count();
    eventually(async || (times("resend") == 2).then_some(())).await;
    assert_eq!(times("give_up"), 1);
    house.close().await;
}

async fn is_read(house: &House, conversation: &str, message: &str) -> bool {
    let thread = house.owner.get(&format!("/conversations/{conversation}/messages")).await;
    let is_it = |item: &&Value| item["message"]["id"] == message;
    thread.items().iter().find(is_it).is_some_and(|item| item["message"]["status"] == "read")
}

/// As if the answer of Meta had been lost and no status had come.
async fn doubt(house: &House, message: &str) {
    const UNDECIDED: &str = "INSERT INTO outbox (workspace_id, message_id, number_id, conversation_id, state, attempt, \
         silence_rule, purpose, due_at, envelope) SELECT workspace_id, id, number_id, conversation_id, 'undecided', 1, FALSE, \
         'reply', 0, $3 FROM messages WHERE workspace_id = $1 AND id = $2";
    let app = &house.stage.app;
    let envelope = json!({ "messaging_product": "whatsapp", "recipient_type": "individual", "to": "34600111222",
        "type": "text", "text": { "body": "resend" } });
    let gone = async || {
        let mut tx = app.db.read().await.expect("a transaction");
        let rows: Vec<(i64,)> = tx.rows("SELECT COUNT(*) FROM outbox", vec![]).await.expect("rows");
        (rows[0].0 == 0).then_some(())
    };
    eventually(gone).await;
    let mut tx = app.db.write().await.expect("a transaction");
    let args = vec![app.workspace.into(), message.into(), store::sql::json(&envelope).expect("JSON")];
    assert_eq!(tx.execute(UNDECIDED, args).await.expect("inserted"), 1);
    tx.commit().await.expect("committed");
}

on_both_engines!(
    a_person_decides_about_a_message_nobody_knows_of,
    an_agent_answers_and_sees_the_ticks,
    the_same_key_sends_once,
    what_may_not_be_sent_says_why,
    outside_the_window_only_a_template_goes,
    acts_change_the_conversation,
    reading_turns_the_customers_ticks_blue,
    the_list_is_filtered_and_paged,
    conversations_are_found_by_their_team,
    a_thread_is_paged_and_reactions_stand_on_their_message,
    a_picture_can_be_fetched,
);
