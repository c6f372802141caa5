//! Campaigns made of others: duplicates, and messages to those of whom one hopes for more.

use crate::campaigns::{act, completes, config, create, people, plan, received};
use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use emulator::Faults;
use serde_json::{Value, json};

async fn whoever_did_not_read_is_written_to_again(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let phones = people(&house, 4).await;
    let mut plan = plan(owner).await;
    plan["schedule"] = json!({"start": {"kind": "at", "at": 5}, "per_minute": 6_000});
    plan["goal"] = json!({"event": "order_paid"});
    let id = create(owner, &plan).await;
    let path = |what: &str| format!("/campaigns/{id}/{what}");
    let early = owner.post(&path("retarget"), &json!({"outcome": "read_not_replied"})).await;
    assert_eq!((early.status, early.problem()), (409, "wrong_state"), "nobody has launched it");
    act(owner, &id, "launch").await;
    completes(&house, &id).await;
    house.stage.emulator.handle().wait_until_quiet(crate::stage::PATIENCE).await.expect("quiet");

    let asked = json!({"outcome": "not_delivered", "name": "Otra vez"});
    let again = owner.post_once(&path("retarget"), &asked, "again").await;
    assert_eq!((again.status, &again.body["name"], &again.body["made_of"]), (201, &json!("Otra vez"), &json!(id)));
    assert_eq!(owner.post_once(&path("retarget"), &asked, "again").await.id(), again.id(), "once");
    let schedule = &again.body["plan"]["schedule"];
    assert_eq!((&schedule["start"]["kind"], &schedule["per_minute"]), (&json!("now"), &json!(6_000)));
    for (outcome, of, without) in [
        ("delivered_not_read", "delivered", "read"),
        ("read_not_replied", "read", "replied"),
        ("not_delivered", "accepted", "delivered"),
        ("clicked_not_converted", "clicked", "clicked"),
    ] {
        let draft = owner.post(&path("retarget"), &json!({"outcome": outcome})).await;
        assert_eq!((draft.status, &draft.body["faults"]), (201, &json!([])), "{outcome}: {draft:?}");
        // Statuses may still be on their way; the segment is asked anew each time.
        eventually(async || {
            let summary = owner.get(&format!("/campaigns/{id}")).await.body["summary"].clone();
            let count = |measure: &str| summary[measure].as_i64().expect("a count");
            let forecast = owner.post(&format!("/campaigns/{}/pre-flight", draft.id()), &Value::Null).await;
            (forecast.body["audience"] == count(of) - count(without)).then_some(())
        })
        .await;
        let segment = draft.body["plan"]["audience"]["include"][0].as_str().expect("an id").to_owned();
        let segment = owner.get(&format!("/segments/{segment}")).await.body;
        assert_eq!((&segment["name"], &segment["kind"]), (&draft.body["name"], &json!("dynamic")));
    }
    // The name is taken by now; the second segment of it gets a number, and the campaign goes out.
    let draft = owner.post(&path("retarget"), &asked).await;
    let segment = draft.body["plan"]["audience"]["include"][0].as_str().expect("an id").to_owned();
    assert_eq!(owner.get(&format!("/segments/{segment}")).await.body["name"], "Otra vez (2)");
    let copy = owner.post(&path("duplicate"), &json!({})).await;
    assert_eq!((copy.status, &copy.body["name"], &copy.body["state"]), (201, &json!("Rebajas (2)"), &json!("draft")));
    assert_eq!(copy.body["plan"]["audience"], plan_of(owner, &id).await["audience"]);
    act(owner, &copy.id(), "launch").await;
    completes(&house, &copy.id()).await;
    assert_eq!(received(&house).get(&phones[0]), Some(&2));
    house.close().await;
}

async fn plan_of(owner: &crate::client::Client, id: &str) -> Value {
    owner.get(&format!("/campaigns/{id}")).await.body["plan"].clone()
}

async fn failures_that_pass_are_a_list_of_their_moment(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    people(&house, 4).await;
    let id = create(owner, &plan(owner).await).await;
    // Meta keeps these from too much marketing for the moment: taken, and not delivered.
    house.stage.emulator.handle().set_faults(Faults { errors: [(131_049, 1.0)].into(), ..Faults::default() });
    act(owner, &id, "launch").await;
    completes(&house, &id).await;
    eventually(async || {
        let campaign = owner.get(&format!("/campaigns/{id}")).await.body;
        (campaign["summary"]["failed"] == 4).then_some(())
    })
    .await;
    let path = format!("/campaigns/{id}/retarget");
    let without_goal = owner.post(&path, &json!({"outcome": "clicked_not_converted"})).await;
    assert_eq!((without_goal.status, without_goal.problem()), (422, "invalid"));
    let program = house.program(&["manage_campaigns"]).await;
    let refused = program.post(&path, &json!({"outcome": "failed_retryable"})).await;
    assert_eq!((refused.status, &refused.body["permission"]), (403, &json!("manage_segments")));
    let draft = owner.post(&path, &json!({"outcome": "failed_retryable"})).await;
    assert_eq!(draft.status, 201, "{draft:?}");
    let segment = draft.body["plan"]["audience"]["include"][0].as_str().expect("an id").to_owned();
    let segment = owner.get(&format!("/segments/{segment}")).await.body;
    assert_eq!((&segment["kind"], &segment["size"]), (&json!("snapshot"), &json!(4)), "{segment}");
    house.close().await;
}

on_both_engines!(whoever_did_not_read_is_written_to_again, failures_that_pass_are_a_list_of_their_moment);
