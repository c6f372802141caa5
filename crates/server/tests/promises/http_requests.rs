//! Requests of flows: answered, refused, unanswered.

use crate::on_both_engines;
use crate::scene::{ana, count, hears, quiet, told};
use crate::stage::{Database, Stage};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use emulator::Config;
use serde_json::{Value, json};
use std::net::SocketAddr;

/// A shop that knows order 1042, has lost its head over 500, and does not know the others.
async fn shop() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new().route("/orders/{number}", get(order));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn order(Path(number): Path<String>, headers: HeaderMap) -> (StatusCode, Json<Value>) {
    assert!(headers.contains_key("idempotency-key"), "a request that is made again can be recognised");
    match number.as_str() {
        "1042" => (StatusCode::OK, Json(json!({ "state": "en camino" }))),
        "500" => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "error": "lost" }))),
        _ => (StatusCode::NOT_FOUND, Json(Value::Null)),
    }
}

async fn stage(database: Database) -> Stage {
    let shop = shop().await;
    let flow = format!(
        "
name: Pedido
language: es
triggers: [{{any_message: true}}]
start: consulta
nodes:
  consulta:
    http_request: {{method: GET, url: 'http://{shop}/orders/{{{{ message.text }}}}', save_as: pedido}}
    next: estado
    on_failure: persona
  estado:
    say: {{text: 'Tu pedido está {{{{ pedido.state }}}}'}}
    next: fin
  persona:
    hand_over: {{note: no se pudo consultar, text: Te paso con una persona.}}
  fin:
    end: {{}}
"
    );
    let allow = |arrangement: &mut crate::stage::Arrangement| {
        arrangement.settings.allowed_private_hosts = vec![shop.to_string()];
    };
    Stage::arranged(database, Config::for_tests(), &flow, allow).await
}

async fn an_answer_goes_on_with_the_flow(database: Database) {
    let stage = stage(database).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "1042");
    hears(&stage, customer, "Tu pedido está en camino").await;
    quiet(&stage).await;
    assert_eq!(told(&stage, customer).len(), 1);
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM http_calls").await, 0);
    stage.server.shutdown().await;
}

async fn a_failure_leads_to_a_person(database: Database) {
    let stage = stage(database).await;
    for (phone, number) in [("34600111001", "500"), ("34600111002", "7")] {
        let customer = crate::scene::somebody(&stage, "Cliente", phone);
        stage.emulator.handle().customer_says(customer, number);
        hears(&stage, customer, "Te paso con una persona.").await;
    }
    quiet(&stage).await;
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM conversations WHERE owner = 'human'").await, 2);
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM http_calls").await, 0);
    stage.server.shutdown().await;
}

on_both_engines!(an_answer_goes_on_with_the_flow, a_failure_leads_to_a_person);
