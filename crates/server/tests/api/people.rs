//! What is known of people: attributes, identity, consent with its proof, changes to many, and the timeline.

use crate::client::{Client, House, eventually};
use crate::on_both_engines;
use crate::stage::{Database, ECHO_FLOW};
use serde_json::{Value, json};

async fn add(client: &Client, name: &str, phone: &str) -> String {
    let made = client.post("/contacts", &json!({ "name": name, "phone": phone })).await;
    assert_eq!(made.status, 201, "{made:?}");
    made.id()
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().expect("items").iter().filter_map(|item| item["name"].as_str()).collect()
}

async fn values_are_of_their_attributes_kind(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    for (name, kind, choices) in [
        ("plan", "choice", json!(["Básico", "Premium"])),
        ("visits", "number", json!([])),
        ("since", "date", json!([])),
    ] {
        let asked = json!({ "name": name, "title": name, "kind": kind, "choices": choices });
        assert_eq!(owner.post("/attributes", &asked).await.status, 201, "{name}");
    }
    let again = json!({ "name": "plan", "title": "x", "kind": "text" });
    assert_eq!(owner.post("/attributes", &again).await.problem(), "attribute_exists");
    for wrong in [
        json!({ "name": "Plan", "title": "x", "kind": "text" }),
        json!({ "name": "colour", "title": "x", "kind": "choice" }),
        json!({ "name": "colour", "title": "", "kind": "text" }),
    ] {
        assert_eq!(owner.post("/attributes", &wrong).await.status, 422, "{wrong}");
    }
    let id = add(owner, "Ana", "+5491155550101").await;
    let path = format!("/contacts/{id}");
    let fields = json!({ "plan": "premium", "visits": "12,5", "since": "31/01/2027", "free": [1] });
    let changed = owner.patch(&path, &json!({ "fields": fields, "time_zone": "America/Lima" })).await;
    assert_eq!(
        changed.body["fields"],
        json!({ "plan": "Premium", "visits": 12.5, "since": "2027-01-31", "free": [1] }),
        "{changed:?}"
    );
    assert_eq!(changed.body["time_zone"], json!({ "name": "America/Lima", "guessed": false }));
    let guessed = owner.patch(&path, &json!({ "time_zone": "" })).await;
    assert_eq!(guessed.body["time_zone"], json!({ "name": "America/Argentina/Buenos_Aires", "guessed": true }));
    let refused = owner.patch(&path, &json!({ "fields": { "plan": "oro", "since": "mañana", "visits": 3 } })).await;
    let named: Vec<&str> =
        refused.body["errors"].as_array().expect("errors").iter().filter_map(|e| e["field"].as_str()).collect();
    assert_eq!((refused.status, named), (422, vec!["fields.plan", "fields.since"]), "{refused:?}");
    assert_eq!(owner.get(&path).await.body["fields"]["visits"], 12.5, "nothing was changed");
    assert_eq!(owner.patch(&path, &json!({ "time_zone": "Mars/Olympus" })).await.status, 422);

    assert_eq!(
        owner.patch("/attributes/plan", &json!({ "title": "Plan actual", "choices": ["Oro"] })).await.status,
        200
    );
    assert_eq!(owner.delete("/attributes/visits").await.status, 204);
    assert_eq!(owner.delete("/attributes/visits").await.status, 404);
    let left = owner.get("/attributes").await;
    assert_eq!(names(&left.body), ["plan", "since"]);
    assert_eq!(owner.get(&path).await.body["fields"]["visits"], 12.5, "the value stays");
    house.close().await;
}

async fn the_list_is_filtered_sorted_and_counted(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    for (n, (name, change)) in [
        ("Carla", json!({ "labels": ["vip"], "language": "es", "fields": { "plan": "oro", "age": 33, "on": true } })),
        ("Ana", json!({ "labels": ["vip", "new"], "language": "pt-BR", "fields": { "plan": "plata" } })),
        ("Bea", json!({ "blocked": true, "fields": { "age": 3 } })),
    ]
    .iter()
    .enumerate()
    {
        let id = add(owner, name, &format!("+3460011122{n}")).await;
        assert_eq!(owner.patch(&format!("/contacts/{id}"), change).await.status, 200);
        if *name == "Carla" {
            let yes = json!({ "category": "marketing", "state": "opted_in", "words": "en la caja" });
            assert_eq!(owner.post(&format!("/contacts/{id}/consent"), &yes).await.status, 201);
        }
    }
    for (query, expected) in [
        ("", &["Ana", "Bea", "Carla"][..]),
        ("descending=true", &["Carla", "Bea", "Ana"]),
        ("sort=created_at", &["Carla", "Ana", "Bea"]),
        ("sort=created_at&descending=true", &["Bea", "Ana", "Carla"]),
        ("sort=updated_at&descending=true", &["Bea", "Ana", "Carla"]),
        ("label=vip", &["Ana", "Carla"]),
        ("label=vi", &[]),
        ("label=vip&language=pt-BR", &["Ana"]),
        ("marketing=opted_in", &["Carla"]),
        ("marketing=unknown", &["Ana", "Bea"]),
        ("marketing=opted_out", &[]),
        ("blocked=true", &["Bea"]),
        ("blocked=false", &["Ana", "Carla"]),
        ("attribute=plan", &["Ana", "Carla"]),
        ("attribute=plan&value=oro", &["Carla"]),
        ("attribute=age&value=33", &["Carla"]),
        ("attribute=on&value=true", &["Carla"]),
        ("q=a&attribute=nothing", &[]),
    ] {
        let page = owner.get(&format!("/contacts?{query}")).await;
        assert_eq!(names(&page.body), expected, "{query}: {page:?}");
        assert_eq!(page.body["total"], expected.len(), "{query}");
        // The same, one a page.
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = owner.get(&format!("/contacts?{query}&limit=1{cursor}")).await;
            found.extend(names(&page.body).into_iter().map(str::to_owned));
            match page.body["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, expected, "{query} in pages");
    }
    house.close().await;
}

/// Asks until the bulk change is through.
async fn through(client: &Client, id: &str) -> Value {
    eventually(async || {
        let progress = client.get(&format!("/contacts/bulk/{id}")).await;
        ["done", "undone"].contains(&progress.body["state"].as_str()?).then_some(progress.body)
    })
    .await
}

async fn many_are_changed_and_given_back_what_they_had(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(add(owner, &format!("Persona {n}"), &format!("+3460011122{n}")).await);
    }
    let first = format!("/contacts/{}", ids[0]);
    owner.patch(&first, &json!({ "labels": ["old"], "language": "es" })).await;

    let asked = json!({ "change": { "kind": "set_language", "language": "pt-BR" }, "filter": { "q": "Persona" } });
    let made = owner.post_once("/contacts/bulk", &asked, "k").await;
    assert_eq!(made.status, 202, "{made:?}");
    assert_eq!(owner.post_once("/contacts/bulk", &asked, "k").await.id(), made.id());
    assert_eq!(through(owner, &made.id()).await["changed"], 5);
    assert_eq!(owner.get("/contacts?language=pt-BR").await.body["total"], 5);
    // One is changed by hand since: that stays.
    owner.patch(&format!("/contacts/{}", ids[1]), &json!({ "language": "en" })).await;
    assert_eq!(owner.post(&format!("/contacts/bulk/{}/undo", made.id()), &Value::Null).await.status, 202);
    let undone = eventually(async || {
        let progress = owner.get(&format!("/contacts/bulk/{}", made.id())).await.body;
        (progress["state"] == "undone").then_some(progress)
    })
    .await;
    assert_eq!(undone["restored"], 4);
    let language = async |id: &str| owner.get(&format!("/contacts/{id}")).await.body["language"].clone();
    assert_eq!((language(&ids[0]).await, language(&ids[1]).await), (json!("es"), json!("en")));
    assert_eq!(language(&ids[2]).await, Value::Null);

    let out = json!({ "change": { "kind": "opt_out", "category": "marketing", "words": "lo pidieron por teléfono" },
        "contact_ids": [ids[0], ids[2]] });
    let made = owner.post("/contacts/bulk", &out).await;
    assert_eq!(through(owner, &made.id()).await["changed"], 2);
    assert_eq!(owner.get("/contacts?marketing=opted_out").await.body["total"], 2);
    let proof = owner.get(&format!("{first}/consent")).await;
    assert_eq!(
        (&proof.body["records"][0]["source"], &proof.body["records"][0]["words"], &proof.body["records"][0]["by"]),
        (&json!("agent"), &json!("lo pidieron por teléfono"), &json!("Olga"))
    );
    for wrong in [
        json!({ "change": { "kind": "block" } }),
        json!({ "change": { "kind": "block" }, "contact_ids": [] }),
        json!({ "change": { "kind": "add_label", "label": " " }, "contact_ids": [ids[0]] }),
        json!({ "change": { "kind": "opt_out", "category": "marketing", "words": "" }, "contact_ids": [ids[0]] }),
    ] {
        assert_eq!(owner.post("/contacts/bulk", &wrong).await.status, 422, "{wrong}");
    }
    house.close().await;
}

async fn two_are_one_and_two_again(database: Database) {
    let house = House::build(database, ECHO_FLOW).await;
    let owner = &house.owner;
    let (_, thread) = house.customer_writes("Ana", "34600111222", "hola").await;
    let conversation = owner.get(&format!("/conversations/{thread}")).await;
    let ana = conversation.body["contact"]["id"].as_str().expect("an id").to_owned();
    let other = add(owner, "Ana", "+34600333444").await;
    let labels = json!({ "labels": ["vip"], "fields": { "city": "Lima" } });
    owner.patch(&format!("/contacts/{other}"), &labels).await;
    let suggested = owner.get(&format!("/contacts/{other}/duplicates")).await;
    assert_eq!(suggested.items().len(), 1, "{suggested:?}");
    assert_eq!(suggested.items()[0]["id"], ana);

    let merge = format!("/contacts/{other}/merge");
    assert_eq!(owner.post(&merge, &json!({ "contact_id": other })).await.status, 422, "itself");
    let merged = owner.post(&merge, &json!({ "contact_id": ana })).await;
    assert_eq!(merged.status, 200, "{merged:?}");
    assert_eq!(owner.get(&format!("/contacts/{ana}")).await.id(), other, "that is who it is now");
    let conversation = owner.get(&format!("/conversations/{thread}")).await;
    assert_eq!(conversation.body["contact"]["id"], other, "the conversation went over");
    assert_eq!(owner.get("/contacts?q=Ana").await.body["total"], 1);
    // A word that is said to both.
    let no = json!({ "category": "marketing", "state": "opted_out", "words": "no más" });
    assert_eq!(owner.post(&format!("/contacts/{other}/consent"), &no).await.status, 201);
    let told = owner.get(&format!("/contacts/{other}/timeline")).await;
    let kinds: Vec<&str> = told.items().iter().filter_map(|item| item["type"].as_str()).collect();
    for kind in ["message", "activity", "consent", "merge"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    let moments: Vec<i64> = told.items().iter().filter_map(|item| item["at"].as_i64()).collect();
    assert!(moments.is_sorted_by(|newer, older| newer >= older), "{moments:?}");

    let parted = owner.post(&format!("/contacts/{ana}/unmerge"), &Value::Null).await;
    assert_eq!((parted.status, parted.id()), (200, ana.clone()), "{parted:?}");
    assert_eq!(owner.post(&format!("/contacts/{ana}/unmerge"), &Value::Null).await.problem(), "not_merged");
    let conversation = owner.get(&format!("/conversations/{thread}")).await;
    assert_eq!(conversation.body["contact"]["id"], ana, "and came back");
    let (ana_now, other_now) =
        (owner.get(&format!("/contacts/{ana}")).await, owner.get(&format!("/contacts/{other}")).await);
    assert_eq!((&ana_now.body["phone"], &ana_now.body["labels"]), (&json!("+34600111222"), &json!([])));
    assert_eq!((&other_now.body["phone"], &other_now.body["labels"]), (&json!("+34600333444"), &json!(["vip"])));
    for contact in [&ana_now, &other_now] {
        assert_eq!(contact.body["consents"]["marketing"]["said"]["state"], "opted_out", "the no holds for both");
    }
    house.close().await;
}

async fn the_timeline_comes_in_pages_without_a_gap(database: Database) {
    let house = House::build(database, ECHO_FLOW).await;
    let owner = &house.owner;
    let (_, thread) = house.customer_writes("Ana", "34600111222", "BAJA").await;
    let conversation = owner.get(&format!("/conversations/{thread}")).await;
    let ana = conversation.body["contact"]["id"].as_str().expect("an id").to_owned();
    for n in 0..5 {
        // Several at one moment.
        let event = json!({ "id": format!("order-{n}"), "name": "order_paid", "phone": "+34600111222", "at": 1_790_000_000_000_i64 });
        assert_eq!(owner.post("/events", &event).await.status, 201);
    }
    let path = format!("/contacts/{ana}/timeline");
    // What a message's status is may change meanwhile; which entries there are does not.
    let key = |item: &Value| json!([item["type"], item["at"], item["message"]["id"], item["event"]["id"]]);
    let all: Vec<Value> = eventually(async || {
        let page = owner.get(&format!("{path}?limit=200")).await;
        // Two messages, what was done, two records, five events.
        (page.items().len() >= 10).then(|| page.items().iter().map(key).collect())
    })
    .await;
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = owner.get(&format!("{path}?limit=2{cursor}")).await;
        found.extend(page.items().iter().map(key));
        match page.body["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found, all);
    // Who may not read conversations sees the rest.
    let program = house.program(&["read_contacts"]).await;
    let shown = program.get(&format!("{path}?limit=200")).await;
    assert!(shown.items().iter().all(|item| item["type"] != "message" && item["type"] != "activity"));
    assert!(shown.items().iter().any(|item| item["type"] == "event"));
    house.close().await;
}

async fn the_proof_reads_like_a_document(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let id = add(owner, "Ana <b>Pérez</b>", "+34600111222").await;
    let path = format!("/contacts/{id}/consent");
    let number = owner.get("/numbers").await.items()[0].clone();
    for (asked, status) in [
        (
            json!({ "category": "marketing", "state": "opted_in", "words": "Formulario de la web", "form": true, "at": 1_700_000_000_000_i64 }),
            201,
        ),
        (
            json!({ "category": "marketing", "state": "opted_out", "words": "no por aquí", "number_id": number["id"] }),
            201,
        ),
        (json!({ "category": "marketing", "state": "opted_out", "words": " " }), 422),
        (json!({ "category": "marketing", "state": "opted_in", "words": "x", "at": 9_000_000_000_000_i64 }), 422),
        (json!({ "category": "marketing", "state": "opted_in", "words": "x", "number_id": id }), 422),
    ] {
        assert_eq!(owner.post(&path, &asked).await.status, status, "{asked}");
    }
    let history = owner.get(&path).await;
    let standing: Vec<(&Value, &Value, &Value)> = history.body["standing"]
        .as_array()
        .expect("standing")
        .iter()
        .filter(|one| one["category"] == "marketing")
        .map(|one| (&one["number_id"], &one["state"], &one["follows"]))
        .collect();
    let said = json!("said");
    assert_eq!(
        standing,
        [(&Value::Null, &json!("opted_in"), &said), (&number["id"], &json!("opted_out"), &said)],
        "{history:?}"
    );
    let page = owner.get(&format!("{path}/proof?language=es")).await;
    assert!(page.headers["content-type"].to_str().expect("text").starts_with("text/html"));
    for part in [
        "Constancia de consentimiento",
        "Ana &lt;b&gt;Pérez&lt;/b&gt;",
        "+34600111222",
        "Formulario de la web",
        "2023-11-14 22:13:20 UTC",
        "Completado en un formulario",
        "Dicho a alguien de la empresa",
        "Olga",
        number["display_phone_number"].as_str().expect("a number"),
    ] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    let table = owner.get(&format!("{path}/proof?format=csv")).await;
    assert_eq!(table.text.lines().count(), 3, "{}", table.text);
    let data = owner.get(&format!("{path}/proof?format=json")).await;
    assert_eq!(data.body["records"].as_array().map(Vec::len), Some(2));
    house.close().await;
}

async fn a_mobile_in_its_other_spelling_is_the_same_person(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    for (written, other, zone) in [
        ("+5511987654321", "551187654321", "America/Sao_Paulo"),
        ("+553187654321", "5531987654321", "America/Sao_Paulo"),
        ("+525512345678", "5215512345678", "America/Mexico_City"),
        ("+541155550101", "5491155550101", "America/Argentina/Buenos_Aires"),
    ] {
        let id = add(owner, "Luz", written).await;
        assert_eq!(
            owner.get(&format!("/contacts/{id}")).await.body["time_zone"],
            json!({ "name": zone, "guessed": true }),
            "{written}"
        );
        let again = owner.post("/contacts", &json!({ "name": "Luz", "phone": format!("+{other}") })).await;
        assert_eq!((again.status, &again.body["contact_id"]), (409, &json!(id)), "{other}");
        // WhatsApp knows them by the other spelling: no second contact comes of it.
        let (_, thread) = house.customer_writes("Luz", other, "hola").await;
        let conversation = owner.get(&format!("/conversations/{thread}")).await;
        assert_eq!(conversation.body["contact"]["id"], json!(id), "{other} wrote");
        // And so does an order.
        let order = json!({ "id": other, "name": "order_paid", "phone": written });
        assert_eq!(owner.post("/events", &order).await.status, 201);
    }
    assert_eq!(owner.get("/contacts").await.body["total"], 4);
    house.close().await;
}

async fn several_people_are_behind_one_phone(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let (ana, other) = (add(owner, "Ana", "+34600111222").await, add(owner, "Ana", "+34600333444").await);
    let profiles = |names: &[&str]| {
        let each: Vec<Value> = names.iter().map(|name| json!({ "name": name, "note": "" })).collect();
        json!({ "profiles": each })
    };
    let behind = async |id: &str| {
        let contact = owner.get(&format!("/contacts/{id}")).await.body;
        contact["profiles"].as_array().expect("profiles").iter().map(|one| one["name"].clone()).collect::<Vec<_>>()
    };
    for (id, names) in [(&ana, &["Leo"][..]), (&other, &["Leo", " Mia "])] {
        assert_eq!(owner.patch(&format!("/contacts/{id}"), &profiles(names)).await.status, 200);
    }
    let nameless = owner.patch(&format!("/contacts/{ana}"), &profiles(&[" "])).await;
    assert_eq!(nameless.status, 422, "{nameless:?}");
    let merged = owner.post(&format!("/contacts/{ana}/merge"), &json!({ "contact_id": other })).await;
    assert_eq!(merged.status, 200, "{merged:?}");
    assert_eq!(behind(&ana).await, ["Leo", "Mia"], "nobody twice");
    assert_eq!(owner.post(&format!("/contacts/{other}/unmerge"), &Value::Null).await.status, 200);
    assert_eq!((behind(&ana).await, behind(&other).await), (vec![json!("Leo")], vec![json!("Leo"), json!("Mia")]));
    house.close().await;
}

on_both_engines!(
    values_are_of_their_attributes_kind,
    the_list_is_filtered_sorted_and_counted,
    many_are_changed_and_given_back_what_they_had,
    two_are_one_and_two_again,
    the_timeline_comes_in_pages_without_a_gap,
    the_proof_reads_like_a_document,
    a_mobile_in_its_other_spelling_is_the_same_person,
    several_people_are_behind_one_phone,
);
