//! WhatsApp numbers.

use crate::client::House;
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::json;

async fn a_number_is_connected_and_its_token_is_never_shown(database: Database) {
    let house = House::build(database, "").await;
    let asked = json!({ "phone_number_id": "777", "waba_id": "888", "access_token": "EAAvery-secret" });
    let made = house.owner.post("/numbers", &asked).await;
    assert_eq!(made.status, 201, "{made:?}");
    let again = house.owner.post("/numbers", &asked).await;
    assert_eq!((again.status, again.problem()), (409, "number_exists"));
    let path = format!("/numbers/{}", made.id());
    let change = json!({ "verified_name": "Tienda", "messages_per_second": 20, "access_token": "EAAother-secret" });
    let changed = house.owner.patch(&path, &change).await;
    assert_eq!(
        (changed.body["verified_name"].as_str(), changed.body["messages_per_second"].as_i64()),
        (Some("Tienda"), Some(20))
    );
    let list = house.owner.get("/numbers").await;
    for answer in [&made, &changed, &list] {
        assert!(!answer.text.contains("secret"), "{answer:?}");
    }
    let id = made.id().parse().expect("an id");
    let token = server::seal::access_token(&house.stage.app, id).await.expect("it opens");
    assert_eq!(token, whatsapp::client::AccessToken::new("EAAother-secret"));
    house.close().await;
}

async fn a_number_that_makes_no_sense_is_refused(database: Database) {
    let house = House::build(database, "").await;
    for (body, field) in [
        (json!({ "phone_number_id": "", "waba_id": "1", "access_token": "x" }), "phone_number_id"),
        (json!({ "phone_number_id": "1", "waba_id": "../1", "access_token": "x" }), "waba_id"),
        (json!({ "phone_number_id": "1", "waba_id": "1", "access_token": " " }), "access_token"),
    ] {
        let refused = house.owner.post("/numbers", &body).await;
        assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some(field)), "{body}");
    }
    house.close().await;
}

on_both_engines!(a_number_is_connected_and_its_token_is_never_shown, a_number_that_makes_no_sense_is_refused);
