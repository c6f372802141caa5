//! A message of a campaign tried out on some of the team: through the gate, into their thread, and in no figure.

use crate::campaigns::{act, completes, config, create, people, plan, received};
use crate::client::{Client, House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::{Value, json};

async fn contact(owner: &Client, phone: &str) -> Value {
    owner.get(&format!("/contacts?q={phone}")).await.body["items"][0]["id"].clone()
}

async fn a_test_arrives_and_counts_in_no_figure(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let phones = people(&house, 10).await;
    let id = create(owner, &plan(owner).await).await;
    let path = format!("/campaigns/{id}/test");
    let (third, refuses) = (contact(owner, &phones[3]).await, contact(owner, &phones[9]).await);
    let asked = json!({"values_of": third, "contacts": [refuses], "phones": [phones[0], "+54 9 11 5555 0000"]});
    let answer = owner.post(&path, &asked).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let items = &answer.body["items"];
    // Of the two who said nothing, one is a contact and the other nobody yet: that leaves no trace.
    for (place, refusal) in [(0, json!("no_consent")), (1, Value::Null), (2, json!("no_consent"))] {
        assert_eq!(items[place]["refusal"], refusal, "{items}");
    }
    assert_eq!(owner.get("/contacts?q=5555").await.body["items"], json!([]));
    let thread = items[1]["conversation_id"].as_str().expect("a conversation");
    let arrived = eventually(async || {
        let thread = owner.get(&format!("/conversations/{thread}/messages")).await.body;
        let lines = thread["items"].as_array().expect("lines").clone();
        let is_there = |line: &Value| line["message"]["id"] == items[1]["message_id"];
        let message = lines.iter().find(|line| is_there(line)).expect("the test").clone();
        assert!(lines.iter().any(|line| line["activity"]["kind"] == "campaign_tried"), "{lines:?}");
        ["delivered", "read"].iter().any(|status| message["message"]["status"] == *status).then_some(message)
    })
    .await;
    assert!(arrived.to_string().contains("Cliente"), "{arrived}");
    assert_eq!(received(&house).into_iter().collect::<Vec<_>>(), [(phones[0].clone(), 1)]);
    assert_eq!(owner.get(&format!("/campaigns/{id}")).await.body["summary"]["planned"], 0);

    act(owner, &id, "launch").await;
    completes(&house, &id).await;
    let campaign = owner.get(&format!("/campaigns/{id}")).await.body;
    assert_eq!((&campaign["summary"]["planned"], &campaign["summary"]["skipped"]), (&json!(10), &json!(1)));
    let listed = owner.get("/templates?q=promo").await.body["items"][0].clone();
    assert_eq!(listed["sent_lately"], 9, "the test is not of them: {listed}");
    assert!(listed["last_used_at"].is_i64() && listed["read_rate"]["of"] == "delivered", "{listed}");
    house.close().await;
}

async fn a_test_is_for_a_few_and_takes_the_permission_to_send(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let phones = people(&house, 1).await;
    let plan = plan(owner).await;
    let id = create(owner, &plan).await;
    let path = format!("/campaigns/{id}/test");
    for (asked, status, problem) in [
        (json!({}), 422, "invalid"),
        (json!({"phones": vec![phones[0].clone(); 6]}), 422, "invalid"),
        (json!({"phones": ["no phone"]}), 422, "invalid"),
        (json!({"phones": [phones[0]], "variant": 1}), 422, "invalid"),
        (json!({"phones": [phones[0]], "values_of": "01920000-0000-7000-8000-000000000000"}), 404, "not_found"),
    ] {
        let refused = owner.post(&path, &asked).await;
        assert_eq!((refused.status, refused.problem()), (status, problem), "{asked}");
    }
    let program = house.program(&["manage_campaigns", "read_contacts"]).await;
    let refused = program.post(&path, &json!({"phones": [phones[0]]})).await;
    assert_eq!((refused.status, &refused.body["permission"]), (403, &json!("send_messages")));
    let nobody = owner.post("/segments", &json!({"name": "Nadie", "condition": {"label": {"is": "nadie"}}})).await;
    let mut empty = plan;
    empty["audience"]["include"] = json!([nobody.id()]);
    let empty = create(owner, &empty).await;
    let refused = owner.post(&format!("/campaigns/{empty}/test"), &json!({"phones": [phones[0]]})).await;
    assert_eq!((refused.status, refused.problem()), (409, "nobody_to_show"));
    house.close().await;
}

on_both_engines!(a_test_arrives_and_counts_in_no_figure, a_test_is_for_a_few_and_takes_the_permission_to_send,);
