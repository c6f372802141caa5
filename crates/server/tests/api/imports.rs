//! Files of people and events: from the upload to the errors file, and back.

use crate::client::{Answer, House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::{Value, json};

const PEOPLE: &str = "Nombre;Teléfono;Correo;Ciudad;Acepta promociones\n\
    Ana Pérez;+54 9 11 2345-6789;ana@example.com;Lima;Sí\n\
    Luis;+55 11 98765-4321;luis@example.com;;no\n\
    Eva;123;eva@example.com;Quito;sí\n\
    Otra Ana;+54 11 2345-6789;;Cusco;\n\
    =1+1;+34 600 111 222;no es correo;Madrid;quizás\n";

async fn upload(house: &House, name: &str, subject: &str, text: &str) -> Value {
    let made = house.owner.upload(&format!("/imports?file_name={name}&subject={subject}"), text).await;
    assert_eq!(made.status, 201, "{made:?}");
    made.body
}

/// The import when nobody works on it any more.
async fn at_rest(house: &House, import: &Value) -> Value {
    let path = format!("/imports/{}", import["id"].as_str().expect("an id"));
    let rest = async || {
        let now = house.owner.get(&path).await.body;
        (!["checking", "running", "undoing"].contains(&now["state"].as_str()?)).then_some(now)
    };
    eventually(rest).await
}

async fn step(house: &House, import: &Value, step: &str, body: &Value) -> Answer {
    house.owner.post(&format!("/imports/{}/{step}", import["id"].as_str().expect("an id")), body).await
}

async fn taken_in(house: &House, import: &Value, mapping: &Value) -> Value {
    let started = step(house, import, "start", &json!({ "mapping": mapping })).await;
    assert_eq!(started.status, 202, "{started:?}");
    at_rest(house, import).await
}

async fn contact(house: &House, q: &str) -> Value {
    let found = house.owner.get(&format!("/contacts?q={q}")).await.body;
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{q}: {found}");
    found["items"][0].clone()
}

async fn everybody(house: &House) -> usize {
    house.owner.get("/contacts").await.body["items"].as_array().expect("a list").len()
}

fn counts(import: &Value) -> [u64; 4] {
    ["created", "updated", "unchanged", "failed"].map(|name| import["counts"][name].as_u64().expect("a count"))
}

async fn a_list_is_recognised_tried_taken_in_and_undone(database: Database) {
    let house = House::build(database, "").await;
    let import = upload(&house, "clientes.csv", "contacts", PEOPLE).await;
    let targets: Vec<&str> = import["mapping"]["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .filter_map(|column| column["to"].as_str())
        .collect();
    assert_eq!(targets, ["name", "phone", "attribute", "attribute", "consent"]);
    assert_eq!((&import["delimiter"], &import["rows_total"]), (&json!(";"), &json!(5)));

    let preview = step(&house, &import, "preview", &json!({ "mapping": import["mapping"] })).await.body;
    assert_eq!(preview["rows"][0]["person"]["phone"], "+5491123456789");
    assert_eq!(
        preview["rows"][2]["faults"][0],
        json!({ "reason": "phone_invalid", "column": "Teléfono", "value": "123" })
    );

    assert_eq!(step(&house, &import, "check", &json!({ "mapping": import["mapping"] })).await.status, 202);
    let tried = at_rest(&house, &import).await;
    assert_eq!((&tried["report"]["counts"]["created"], &tried["report"]["counts"]["failed"]), (&json!(2), &json!(2)));
    assert_eq!(everybody(&house).await, 0, "a dry run writes nothing");

    let done = taken_in(&house, &import, &import["mapping"]).await;
    assert_eq!((done["state"].as_str(), counts(&done)), (Some("finished"), [2, 1, 0, 2]), "{done}");
    // Two spellings of one Argentine mobile: the second row is about the same person.
    let ana = contact(&house, "5491123456789").await;
    assert_eq!(
        (&ana["name"], &ana["fields"]["ciudad"], &ana["fields"]["email"]),
        (&json!("Otra Ana"), &json!("Cusco"), &json!("ana@example.com"))
    );
    let said = &ana["consents"]["marketing"]["said"];
    assert_eq!(
        (&said["source"], &said["words"]),
        (&json!("import"), &json!("clientes.csv, row 2: Acepta promociones: Sí"))
    );
    assert_eq!(contact(&house, "Luis").await["consents"]["marketing"]["said"]["state"], "opted_out");

    let errors =
        house.owner.get(&format!("/imports/{}/errors?language=es", import["id"].as_str().expect("an id"))).await;
    let lines: Vec<&str> = errors.text.lines().collect();
    assert_eq!(lines[0], "\u{feff}row,reason,Nombre,Teléfono,Correo,Ciudad,Acepta promociones");
    assert!(lines[1].starts_with("4,") && lines[1].contains("«123» no es un número de teléfono"), "{}", lines[1]);
    assert!(lines[2].contains("no es una dirección de correo; Acepta promociones: «quizás»"), "{}", lines[2]);
    assert!(lines[2].contains(",'=1+1,"), "a formula is disarmed: {}", lines[2]);
    assert_eq!(lines.len(), 3);

    assert_eq!(step(&house, &import, "undo", &json!({})).await.status, 202);
    assert_eq!(at_rest(&house, &import).await["state"], "undone");
    assert_eq!(everybody(&house).await, 0);
    house.close().await;
}

async fn people_who_are_known_change_and_are_as_they_were_after_undoing(database: Database) {
    let house = House::build(database, "").await;
    let known = json!({ "name": "Ana", "phone": "+5511987654321", "fields": { "city": "Lima", "points": 5 }, "labels": ["vip"] });
    assert_eq!(house.owner.post("/contacts", &known).await.status, 201);
    let before = contact(&house, "Ana").await;
    // Written without the ninth digit, as old lists have it.
    let text = "phone,name,points,tags\n551187654321,Ana Lima,9,feria\n+34600111333,Nueva,1,\n";
    let import = upload(&house, "lista.csv", "contacts", text).await;
    let done = taken_in(&house, &import, &import["mapping"]).await;
    assert_eq!(counts(&done), [1, 1, 0, 0], "{done}");
    let changed = contact(&house, "Ana Lima").await;
    assert_eq!((&changed["id"], &changed["fields"]), (&before["id"], &json!({ "city": "Lima", "points": 9 })));
    assert_eq!(changed["labels"], json!(["feria", "vip"]));

    // Somebody goes on working with them: that stays.
    let id = before["id"].as_str().expect("an id");
    house.owner.patch(&format!("/contacts/{id}"), &json!({ "fields": { "city": "Quito" } })).await;
    step(&house, &import, "undo", &json!({})).await;
    assert_eq!(at_rest(&house, &import).await["state"], "undone");
    let after = contact(&house, "Ana").await;
    assert_eq!(
        (&after["name"], &after["fields"], &after["labels"]),
        (&json!("Ana"), &json!({ "city": "Quito", "points": 5 }), &json!(["vip"]))
    );
    assert_eq!(everybody(&house).await, 1, "who was made by the import is gone");
    house.close().await;
}

async fn people_are_recognised_by_an_attribute(database: Database) {
    let house = House::build(database, "").await;
    for (name, phone, code) in [("Ana", "+34600111222", "A-1"), ("Luis", "+34600111333", "A-2")] {
        house
            .owner
            .post("/contacts", &json!({ "name": name, "phone": phone, "fields": { "external_id": code } }))
            .await;
    }
    let text = "Código de cliente;Nombre;Teléfono\nA-1;Ana María;\nA-9;Nueva;+34 600 111 444\nA-3;Ladrona;+34 600 111 333\nA-9;Nueva dos;\n";
    let import = upload(&house, "crm.csv", "contacts", text).await;
    let mut mapping = import["mapping"].clone();
    mapping["match_on"] = json!({ "by": "attribute", "name": "external_id" });
    step(&house, &import, "check", &json!({ "mapping": mapping })).await;
    let tried = at_rest(&house, &import).await["report"]["counts"].clone();
    assert_eq!((&tried["created"], &tried["updated"], &tried["failed"]), (&json!(1), &json!(2), &json!(1)), "{tried}");
    let done = taken_in(&house, &import, &mapping).await;
    assert_eq!(counts(&done), [1, 2, 0, 1], "{done}");
    assert_eq!(contact(&house, "Ana").await["name"], "Ana María");
    assert_eq!(contact(&house, "600111444").await["name"], "Nueva dos");
    let errors = house.owner.get(&format!("/imports/{}/errors", import["id"].as_str().expect("an id"))).await.text;
    assert!(
        errors.contains("4,\"“+34600111333” belongs to somebody else, who has another key\",A-3,Ladrona"),
        "{errors}"
    );
    house.close().await;
}

async fn events_are_recorded_once(database: Database) {
    let house = House::build(database, "").await;
    let text = "Pedido;Fecha;Teléfono;Importe;Moneda\n#1;31/01/2024 10:00;+34 600 111 222;1.500,50;EUR\n#2;01/02/2024;+34 600 111 222;20,00;EUR\n#1;;+34 600 111 333;;\n";
    let import = upload(&house, "pedidos.csv", "events", text).await;
    let mut mapping = import["mapping"].clone();
    let refused = step(&house, &import, "start", &json!({ "mapping": mapping })).await;
    assert_eq!((refused.status, refused.problem()), (422, "invalid"), "events without a name");
    mapping["event_name"] = json!("order_paid");
    let done = taken_in(&house, &import, &mapping).await;
    assert_eq!((&done["counts"]["events"], &done["counts"]["known_events"]), (&json!(2), &json!(1)), "{done}");
    let again = upload(&house, "pedidos-otra-vez.csv", "events", text).await;
    let done = taken_in(&house, &again, &mapping).await;
    assert_eq!((&done["counts"]["events"], &done["counts"]["known_events"]), (&json!(0), &json!(3)), "{done}");
    house.close().await;
}

async fn steps_only_where_they_make_sense(database: Database) {
    let house = House::build(database, "").await;
    for (name, text, wrong) in [("a.csv", "", "no rows"), ("a.xlsx", "PK\u{3}\u{4}nothing", "cannot be read")] {
        let refused = house.owner.upload(&format!("/imports?file_name={name}"), text).await;
        assert_eq!((refused.status, refused.problem()), (422, "invalid"), "{refused:?}");
        assert!(refused.text.contains(wrong), "{refused:?}");
    }
    let import = upload(&house, "lista.csv", "contacts", "phone\n+34600111222\n").await;
    for what in ["undo", "cancel"] {
        let refused = step(&house, &import, what, &json!({})).await;
        assert_eq!((refused.status, refused.problem()), (409, "import_state"), "{what}");
    }
    let mut mapping = import["mapping"].clone();
    mapping["columns"][0] = json!({ "to": "name" });
    let refused = step(&house, &import, "start", &json!({ "mapping": mapping })).await;
    assert!(refused.status == 422 && refused.text.contains("recognised by"), "{refused:?}");
    let done = taken_in(&house, &import, &import["mapping"]).await;
    assert_eq!(done["state"], "finished");
    assert_eq!(step(&house, &import, "start", &json!({})).await.status, 409, "once is enough");
    let id = import["id"].as_str().expect("an id");
    assert_eq!(house.owner.delete(&format!("/imports/{id}")).await.status, 204);
    assert_eq!(house.owner.get(&format!("/imports/{id}")).await.status, 404);
    assert_eq!(everybody(&house).await, 1, "people stay");
    house.close().await;
}

async fn what_was_taken_out_can_be_brought_in_again(database: Database) {
    let house = House::build(database, "").await;
    for (name, phone, city) in [("=Ana", "+34600111222", "Lima"), ("Luis, el alto", "+5511987654321", "São Paulo")] {
        let contact = json!({ "name": name, "phone": phone, "fields": { "city": city, "points": 7 }, "labels": ["vip", "feria"] });
        assert_eq!(house.owner.post("/contacts", &contact).await.status, 201);
    }
    let exported = house.owner.get("/exports/contacts").await;
    assert_eq!(exported.headers["content-disposition"], "attachment; filename=\"contacts.csv\"");
    assert!(exported.text.contains("'=Ana"), "a formula is disarmed: {}", exported.text);
    assert_eq!(exported.text.lines().count(), 3, "{}", exported.text);
    assert_eq!(house.owner.get("/exports/contacts?q=Luis").await.text.lines().count(), 2);

    let import = upload(&house, "contacts.csv", "contacts", &exported.text).await;
    let done = taken_in(&house, &import, &import["mapping"]).await;
    // The quote before the formula and when they were made are news; nothing else is.
    assert_eq!(counts(&done)[0], 0, "{done}");
    let luis = contact(&house, "Luis").await;
    assert_eq!((&luis["fields"]["city"], &luis["fields"]["points"]), (&json!("São Paulo"), &json!(7)));
    assert_eq!(luis["labels"], json!(["feria", "vip"]));

    let book = house.owner.get("/exports/contacts?format=xlsx").await;
    assert!(book.status == 200 && book.text.starts_with("PK"), "{:?}", book.headers);
    assert_eq!(house.person("agent").await.get("/exports/contacts").await.status, 403);
    house.close().await;
}

on_both_engines!(
    what_was_taken_out_can_be_brought_in_again,
    a_list_is_recognised_tried_taken_in_and_undone,
    people_who_are_known_change_and_are_as_they_were_after_undoing,
    people_are_recognised_by_an_attribute,
    events_are_recorded_once,
    steps_only_where_they_make_sense,
);
