//! An emulator with twenty customers, and a bot that answers all of them with a menu: open the page and join in.
//!
//! `cargo run -p emulator --example bot`

use std::error::Error;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use emulator::{Config, Emulator, Population};
use serde_json::json;
use whatsapp::message::{Envelope, Message, Recipient};
use whatsapp::webhook::{Change, Notification};

/// Where answers go, and with what.
#[derive(Clone)]
struct Bot {
    client: reqwest::Client,
    messages_url: String,
    token: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let config = Config {
        webhook_url: Some(format!("http://{}/webhook", listener.local_addr()?)),
        population: Population { count: 20, chatting: 8, ..Population::default() },
        templates: vec![json!({"name": "hello", "language": "es", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Hola, ¿hablamos?"}]})],
        ..Config::default()
    };
    let number = config.numbers.first().map(|number| number.phone_number_id.clone()).unwrap_or_default();
    let token = config.access_token.clone();
    let running = Emulator::start(config).await?;
    let bot = Bot {
        client: reqwest::Client::builder().no_proxy().build()?,
        messages_url: format!("{}/v26.0/{number}/messages", running.base_url()),
        token,
    };
    #[expect(clippy::print_stdout, reason = "the one thing this example has to say")]
    {
        println!("{}", running.base_url());
    }
    let router = Router::new().route("/webhook", post(answer)).with_state(bot);
    axum::serve(listener, router).with_graceful_shutdown(interrupted()).await?;
    running.shutdown().await;
    Ok(())
}

async fn interrupted() {
    drop(tokio::signal::ctrl_c().await);
}

/// Answers every message with the same menu. (A real bot checks the signature, and that it has not answered before.)
async fn answer(State(bot): State<Bot>, body: Bytes) {
    let Ok(notification) = Notification::parse(&body) else { return };
    for change in notification.entry.iter().flat_map(|entry| &entry.changes) {
        let Change::Messages(value) = change else { continue };
        for message in &value.messages {
            let Some(user) = message.from_user_id.clone() else { continue };
            let menu = Message::buttons("¿Qué necesitas?", [("order", "Mi pedido"), ("hours", "Horario")]);
            let envelope = Envelope::to(Recipient::UserId(user), menu).in_reply_to(message.id.clone());
            drop(bot.client.post(&bot.messages_url).bearer_auth(&bot.token).json(&envelope).send().await);
        }
    }
}
