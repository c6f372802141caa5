//! Live events reach those who may see them.

use crate::client::{Client, House};
use crate::on_both_engines;
use crate::stage::{Database, PATIENCE};
use emulator::NewCustomer;
use futures::StreamExt;
use serde_json::Value;

/// (event, data) as they come.
struct Listener {
    bytes: std::pin::Pin<Box<dyn futures::Stream<Item = reqwest::Result<bytes::Bytes>> + Send>>,
    text: String,
}

impl Listener {
    async fn open(client: &Client) -> Self {
        let response = client.request("GET", "/events").send().await.expect("an answer");
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { bytes: Box::pin(response.bytes_stream()), text: String::new() }
    }

    /// The next event, or `None` when the stream ended.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let line =
                    |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
                return Some((line("event:").to_owned(), serde_json::from_str(line("data:")).unwrap_or_default()));
            }
            let bytes = tokio::time::timeout(PATIENCE, self.bytes.next()).await.expect("an event in time")?;
            self.text.push_str(&String::from_utf8_lossy(&bytes.expect("bytes")));
        }
    }

    async fn wait_for(&mut self, name: &str) -> Value {
        loop {
            let (event, data) = self.next().await.expect("the stream goes on");
            if event == name {
                return data;
            }
        }
    }
}

async fn a_message_is_told_with_its_conversation(database: Database) {
    let house = House::build(database, "").await;
    let mut listener = Listener::open(&house.owner).await;
    assert_eq!(listener.wait_for("overview").await["messages_received"], 0);
    let emulator = house.stage.emulator.handle();
    let ana = emulator.add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    emulator.customer_says(ana, "hola");
    let conversation = listener.wait_for("conversation").await;
    assert_eq!((conversation["contact"]["name"].as_str(), conversation["unread"].as_i64()), (Some("Ana"), Some(1)));
    let message = listener.wait_for("message").await;
    assert_eq!(
        (&message["conversation_id"], message["message"]["preview"].as_str()),
        (&conversation["id"], Some("hola"))
    );
    assert_eq!(listener.wait_for("overview").await["messages_received"], 1);
    house.close().await;
}

async fn an_analyst_is_told_figures_and_no_people(database: Database) {
    let house = House::build(database, "").await;
    let analyst = house.person("analyst").await;
    let mut listener = Listener::open(&analyst).await;
    assert_eq!(listener.wait_for("overview").await["messages_received"], 0);
    house.customer_writes("Ana", "34600111222", "hola").await;
    loop {
        let (event, data) = listener.next().await.expect("the stream goes on");
        assert!(matches!(event.as_str(), "overview" | "journal" | "ping"), "{event}: {data}");
        if event == "overview" && data["messages_received"] == 1 {
            break;
        }
    }
    house.close().await;
}

async fn the_stream_ends_with_the_server(database: Database) {
    let house = House::build(database, "").await;
    let mut listener = Listener::open(&house.owner).await;
    listener.wait_for("overview").await;
    house.close().await;
    while listener.next().await.is_some() {}
}

on_both_engines!(
    a_message_is_told_with_its_conversation,
    an_analyst_is_told_figures_and_no_people,
    the_stream_ends_with_the_server,
);
