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

/// What a file that is a picture begins with.
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n and so on";

/// Against the emulator, which answers as Meta does.
async fn a_number_shows_how_it_is_and_its_profile_is_filled_in(database: Database) {
    let house = House::build(database, "").await;
    let numbers = house.owner.get("/numbers").await;
    let id = numbers.items()[0]["id"].as_str().expect("an id").to_owned();
    let room = house.owner.get(&format!("/numbers/{id}/room")).await;
    assert_eq!((room.status, room.body["status"].as_str()), (200, Some("CONNECTED")), "{room:?}");
    assert_eq!((room.body["quality"].as_str(), room.body["webhook_lag_ms"].as_i64()), (Some("GREEN"), Some(0)));
    assert_eq!(room.body["number"]["id"], id);

    let path = format!("/numbers/{id}/profile");
    let before = house.owner.get(&path).await;
    let profile = json!({
        "about": "Velas hechas a mano", "description": "Velas y jabones", "address": "Calle Luna 4, Madrid",
        "email": "hola@luna.example", "websites": ["https://luna.example"], "vertical": "RETAIL",
    });
    let after = house.owner.patch(&path, &profile).await;
    assert_eq!(after.status, 200, "{after:?}");
    for (field, value) in profile.as_object().expect("fields") {
        assert_eq!(&after.body[field], value);
    }
    assert!(after.body["completeness"].as_u64() > before.body["completeness"].as_u64(), "{before:?} {after:?}");
    for (change, field) in [
        (json!({ "about": "x".repeat(140) }), "about"),
        (json!({ "email": "hola" }), "email"),
        (json!({ "websites": ["ftp://luna.example"] }), "websites"),
        (json!({ "vertical": "PIRACY" }), "vertical"),
    ] {
        let refused = house.owner.patch(&path, &change).await;
        assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some(field)), "{refused:?}");
    }
    let picture = format!("{path}/picture");
    assert_eq!(house.owner.get(&picture).await.status, 404);
    let refused = house.owner.put_bytes(&picture, b"<svg/>").await;
    assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some("picture")), "{refused:?}");
    let whole = house.owner.put_bytes(&picture, PNG).await;
    assert_eq!((whole.status, whole.body["completeness"].as_u64()), (200, Some(100)), "{whole:?}");
    let (kind, bytes) = house.owner.get_bytes(&picture).await;
    assert_eq!((kind.as_str(), bytes.as_slice()), ("image/png", PNG));
    house.close().await;
}

async fn a_number_is_verified_and_registered(database: Database) {
    let house = House::build(database, "").await;
    let numbers = house.owner.get("/numbers").await;
    let number = numbers.items()[0].clone();
    let path = |verb: &str| format!("/numbers/{}/{verb}", number["id"].as_str().expect("an id"));
    let asked = house.owner.post(&path("register"), &json!({ "pin": "12" })).await;
    assert_eq!((asked.status, asked.body["errors"][0]["field"].as_str()), (422, Some("pin")));
    let done = house.owner.post(&path("register"), &json!({ "pin": "123 456" })).await;
    assert_eq!(done.status, 204, "{done:?}");
    // Meta's words come through: this number was verified long ago.
    let wrong = house.owner.post(&path("verify-code"), &json!({ "code": "000000" })).await;
    assert_eq!((wrong.status, wrong.problem()), (422, "meta_refused"), "{wrong:?}");
    house.close().await;
}

on_both_engines!(
    a_number_is_connected_and_its_token_is_never_shown,
    a_number_that_makes_no_sense_is_refused,
    a_number_shows_how_it_is_and_its_profile_is_filled_in,
    a_number_is_verified_and_registered,
);
