//! The order service of the example shop: `GET /orders/{number}`.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// number, status, carrier, expected on
const ORDERS: &[(&str, &str, Option<&str>, Option<&str>)] = &[
    ("1001", "preparing", None, Some("2026-12-03")),
    ("1002", "shipped", Some("Correos"), Some("2026-11-27")),
    ("1003", "delivered", None, None),
    ("1004", "cancelled", None, None),
    ("1042", "shipped", Some("SEUR"), Some("2026-11-26")),
];

pub fn order_numbers() -> Vec<String> {
    ORDERS.iter().map(|(number, ..)| (*number).to_owned()).collect()
}

/// Serves until the process ends.
pub async fn start() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/orders/{number}", get(order));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "the shop's order service stopped");
        }
    });
    Ok(address)
}

async fn order(Path(number): Path<String>) -> (StatusCode, Json<Value>) {
    let Some((number, status, carrier, expected)) = ORDERS.iter().find(|(known, ..)| *known == number) else {
        return (StatusCode::NOT_FOUND, Json(json!({ "error": "not found" })));
    };
    let mut order = json!({ "number": number, "status": status });
    for (key, value) in [("carrier", carrier), ("expected_on", expected)] {
        if let (Some(order), Some(value)) = (order.as_object_mut(), value) {
            order.insert(key.to_owned(), json!(value));
        }
    }
    (StatusCode::OK, Json(order))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_known_order_is_told_and_another_is_not_there() {
        let (status, Json(body)) = order(Path("1042".to_owned())).await;
        assert_eq!((status, body["carrier"].as_str()), (StatusCode::OK, Some("SEUR")));
        let (status, _) = order(Path("9".to_owned())).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
