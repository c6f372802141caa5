//! A campaign whose message leads somewhere: each person gets an address of their own, and opening it counts.

use crate::campaigns::{act, completes, config, create, people, plan};
use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::{Value, json};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36";
const TARGET: &str = "https://shop.example/sale?from=wa";

async fn a_click_of_a_campaign_is_an_event_and_a_figure(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let phones = people(&house, 2).await;
    let mut plan = plan(owner).await;
    plan["variants"][0]["parameters"]["body.1"] = json!({"link": TARGET});
    let id = create(owner, &plan).await;
    assert_eq!(owner.get("/links").await.body["items"], json!([]), "nothing is followed before the launch");
    act(owner, &id, "launch").await;
    completes(&house, &id).await;
    let listed = owner.get("/links").await.body;
    assert_eq!(listed["base"], "https://shop.example/l/");
    let link = &listed["items"][0];
    assert_eq!(
        (&link["campaign_name"], &link["target"], &link["people"]),
        (&json!("Rebajas"), &json!(TARGET), &json!(0))
    );

    let accepted = house.stage.emulator.handle().accepted();
    let message = accepted.iter().find(|message| message.to().ends_with(&phones[1])).expect("it came");
    let text = serde_json::to_string(message).expect("JSON");
    let code: String = text
        .split("https://shop.example/l/")
        .nth(1)
        .expect("an address")
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let browser =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let open = async |agent: &str| {
        let request = browser.get(format!("{}/l/{code}", owner.base)).header("user-agent", agent);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.headers().get("location").expect("on it goes").to_str().expect("text"), TARGET);
    };
    open("WhatsApp/2.24.1").await;
    // What comes within two seconds of the message is taken for a program.
    let report = eventually(async || {
        open(PHONE).await;
        let report = owner.get(&format!("/campaigns/{id}/report")).await.body;
        let clicked = report["funnel"].as_array().expect("steps").iter().find(|step| step["measure"] == "clicked");
        (clicked.expect("a step")["count"] == 1).then_some(report)
    })
    .await;
    assert_eq!(report["rates"]["click_rate"]["numerator"], 1, "{report}");
    let link = owner.get("/links").await.body["items"][0].clone();
    assert_eq!((&link["people"], &link["clicks"]), (&json!(1), &json!(1)), "{link}");
    assert!(link["programs"].as_i64().expect("a count") >= 1, "{link}");
    let person = owner.get(&format!("/campaigns/{id}/recipients?measure=clicked")).await.body["items"].clone();
    assert!(person[0]["address"].as_str().expect("a phone").ends_with(&phones[1]), "{person}");
    let contact = person[0]["contact_id"].as_str().expect("an id");
    assert!(owner.get(&format!("/contacts/{contact}/timeline")).await.text.contains("link_clicked"));
    let again = owner.post(&format!("/campaigns/{id}/retarget"), &json!({"outcome": "read_not_replied"})).await;
    let forecast = owner.post(&format!("/campaigns/{}/pre-flight", again.id()), &Value::Null).await.body;
    assert!(forecast["audience"].as_i64().expect("a count") >= 1, "who clicked has read: {forecast}");
    house.close().await;
}

async fn a_rate_card_comes_as_a_table(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let before = owner.get("/rate-cards").await.body;
    let shipped = before["cards"].as_array().expect("cards").len();
    assert_eq!(before["own"], false);
    let table = |csv: &str, from: &str| json!({"csv": csv, "effective_from": from, "currency": "EUR", "source": "contrato", "utility_in_window_is_free": true});
    let wrong = owner.post("/rate-cards", &table("market,marketing\nEspaña,0.05", "2020-01-01")).await;
    assert_eq!((wrong.status, wrong.problem()), (422, "invalid"));
    assert!(wrong.text.contains("which countries"), "{wrong:?}");
    let csv = "market;countries;marketing\nEspaña;ES;0,0615";
    let added = owner.post("/rate-cards", &table(csv, "2020-01-01")).await;
    assert_eq!((added.status, &added.body["own"]), (200, &json!(true)), "{added:?}");
    assert_eq!(added.body["cards"].as_array().map(Vec::len), Some(shipped + 1));
    assert_eq!((&added.body["cards"][0]["currency"], added.body["in_force"].is_string()), (&json!("EUR"), true));
    let later = owner.post("/rate-cards", &table(csv, "2026-10-15")).await.body;
    let again = owner.post("/rate-cards", &json!({"card": later["cards"][shipped + 1]})).await.body;
    assert_eq!(later["cards"], again["cards"], "one of the same day is replaced");
    assert_eq!(owner.delete("/rate-cards").await.body["own"], false);
    house.close().await;
}

on_both_engines!(a_click_of_a_campaign_is_an_event_and_a_figure, a_rate_card_comes_as_a_table);
