//! Receives webhooks: answers the verification, checks each signature and shows what has come.
//!
//! `cargo run -p whatsapp --example receive_webhooks -- 127.0.0.1:8080 APP_SECRET VERIFY_TOKEN`; the emulator's are
//! `emulated-app-secret` and `emulated-verify-token`.

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use whatsapp::signature::{AppSecret, VerificationQuery};
use whatsapp::webhook::{Change, Notification};

struct Receiver {
    secret: AppSecret,
    verify_token: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("say the {what}: ADDRESS APP_SECRET VERIFY_TOKEN"));
    let (address, secret, verify_token) = (next("address")?, next("secret")?, next("token")?);
    let receiver = Arc::new(Receiver { secret: AppSecret::new(&secret), verify_token });
    let app = Router::new().route("/", get(verify).post(receive)).with_state(receiver);
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("webhooks go to http://{}/", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

/// Meta asks whether the address is ours.
async fn verify(
    State(receiver): State<Arc<Receiver>>,
    Query(query): Query<VerificationQuery>,
) -> Result<String, StatusCode> {
    query.answer(&receiver.verify_token).map(str::to_owned).ok_or(StatusCode::FORBIDDEN)
}

/// The signature is over the bytes as they came, so they are checked before anything is read. Software that must not
/// lose a message stores them here, and works afterwards.
async fn receive(State(receiver): State<Arc<Receiver>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if receiver.secret.verify(&body, signature).is_err() {
        return StatusCode::UNAUTHORIZED;
    }
    match Notification::parse(&body) {
        Ok(notification) => notification.changes().for_each(|(_, change)| show(change)),
        Err(why) => println!("not a notification: {why}"),
    }
    StatusCode::OK
}

fn show(change: &Change) {
    let Change::Messages(value) = change else {
        println!("{change:?}");
        return;
    };
    for message in &value.messages {
        println!("{}: {}", message.from.as_deref().unwrap_or("somebody"), message.content.preview());
    }
    for status in &value.statuses {
        println!("{} is {}", status.id, status.status);
    }
}
