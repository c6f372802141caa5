//! The business's other systems, as the tests of its pack have them answer: `/agenda.example/slots` stands for
//! `https://agenda.example/slots`.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::{Json, Router};
use domain::flow::test::Stubs;
use domain::flow::test::document::Stub;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// Serves until the process ends.
pub async fn start(answers: Vec<Stub>) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().fallback(answer).with_state(Arc::new(Mutex::new(Stubs::new(answers))));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "the systems of the business stopped");
        }
    });
    Ok(address)
}

/// Where the system of that address is asked.
pub fn address(systems: SocketAddr, address: &str) -> String {
    format!("http://{systems}/{}", address.trim_start_matches("https://"))
}

async fn answer(
    State(stubs): State<Arc<Mutex<Stubs>>>,
    method: Method,
    uri: Uri,
    body: Bytes,
) -> (StatusCode, Json<Value>) {
    let asked = format!("https:/{uri}");
    let body: Option<Value> = serde_json::from_slice(&body).ok();
    let mut stubs = stubs.lock().unwrap_or_else(PoisonError::into_inner);
    match stubs.find(method.as_str(), &asked, body.as_ref()) {
        None => (StatusCode::NOT_FOUND, Json(Value::Null)),
        Some(stub) if stub.later || stub.error.is_some() => (StatusCode::SERVICE_UNAVAILABLE, Json(Value::Null)),
        Some(stub) => {
            let status = stub.status.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(StatusCode::OK);
            (status, Json(stub.body.clone()))
        }
    }
}
