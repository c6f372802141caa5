//! People.

use crate::client::House;
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::json;

async fn a_contact_is_made_found_and_changed(database: Database) {
    let house = House::build(database, "").await;
    let asked =
        json!({ "name": "Ana Pérez", "phone": "+54 9 11 5555-0101", "labels": ["vip"], "fields": { "age": 33 } });
    let made = house.owner.post_once("/contacts", &asked, "k").await;
    assert_eq!(made.status, 201, "{made:?}");
    assert_eq!(made.body["phone"], "+5491155550101");
    assert_eq!(house.owner.post_once("/contacts", &asked, "k").await.id(), made.id());
    // The same mobile in its other spelling is the same person.
    let same = house.owner.post("/contacts", &json!({ "name": "Otra", "phone": "+54 11 5555-0101" })).await;
    assert_eq!(
        (same.status, same.problem(), same.body["contact_id"].as_str()),
        (409, "contact_exists", Some(&*made.id()))
    );

    for (q, count) in [("ana", 1), ("5555", 1), ("%2B54%209%2011", 1), ("nadie", 0), ("%25", 0)] {
        assert_eq!(house.owner.get(&format!("/contacts?q={q}")).await.items().len(), count, "{q}");
    }
    let path = format!("/contacts/{}", made.id());
    let change = json!({ "name": "Ana P.", "language": "pt-BR", "labels": ["a", "b", "a"], "fields": { "age": null, "city": "Rosario" } });
    let changed = house.owner.patch(&path, &change).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let read = house.owner.get(&path).await;
    assert_eq!(read.body, changed.body);
    assert_eq!((read.body["name"].as_str(), &read.body["labels"]), (Some("Ana P."), &json!(["a", "b"])));
    assert_eq!(read.body["fields"], json!({ "city": "Rosario" }));
    house.close().await;
}

async fn what_is_wrong_with_a_contact_is_said_by_field(database: Database) {
    let house = House::build(database, "").await;
    for (body, field) in [
        (json!({ "name": "A", "phone": "123" }), "phone"),
        (json!({ "name": "A", "phone": "call me" }), "phone"),
        (json!({ "name": " ", "phone": "+34600111222" }), "name"),
        (json!({ "name": "A", "phone": "+34600111222", "labels": [""] }), "labels"),
    ] {
        let refused = house.owner.post("/contacts", &body).await;
        assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some(field)), "{body}");
    }
    assert_eq!(house.owner.get("/contacts/not-an-id").await.status, 404);
    assert_eq!(house.owner.get("/contacts/01920000-0000-7000-8000-000000000000").await.status, 404);
    house.close().await;
}

async fn contacts_come_by_name_in_pages(database: Database) {
    let house = House::build(database, "").await;
    for (n, name) in ["Carla", "ana", "Bea", "Ana"].iter().enumerate() {
        let phone = format!("+3460011122{n}");
        assert_eq!(house.owner.post("/contacts", &json!({ "name": name, "phone": phone })).await.status, 201);
    }
    let mut names = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = house.owner.get(&format!("/contacts?limit=1{cursor}")).await;
        names.extend(page.items().iter().map(|item| item["name"].as_str().expect("a name").to_lowercase()));
        match page.body["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(names, ["ana", "ana", "bea", "carla"]);
    house.close().await;
}

on_both_engines!(
    a_contact_is_made_found_and_changed,
    what_is_wrong_with_a_contact_is_said_by_field,
    contacts_come_by_name_in_pages,
);
