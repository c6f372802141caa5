//! P, the quickest bot there can be: it answers at once and remembers nothing.

use crate::http::{self, Answer, answer, verified};
use crate::webhook::{ACCESS_TOKEN, APP_SECRET};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::{Request, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use whatsapp::message::{Envelope, Message, Recipient};
use whatsapp::signature::AppSecret;
use whatsapp::webhook::{Change, InboundMessage, Notification};

/// What is read of the answer.
#[derive(Deserialize)]
struct Accepted {
    messages: Vec<AcceptedMessage>,
}

#[derive(Deserialize)]
struct AcceptedMessage {
    id: String,
}

#[derive(Clone)]
struct Forwarder {
    secret: AppSecret,
    client: Client<HttpConnector, Full<Bytes>>,
    cloud: SocketAddr,
}

pub(super) async fn serve(listener: TcpListener, cloud: SocketAddr) -> anyhow::Result<()> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    let client = Client::builder(TokioExecutor::new()).build(connector);
    let forwarder = Forwarder { secret: AppSecret::new(APP_SECRET), client, cloud };
    http::serve(listener, move |request| {
        let forwarder = forwarder.clone();
        async move {
            match verified(&forwarder.secret, request).await {
                Ok(body) => forwarder.receive(&body),
                Err(refused) => refused,
            }
        }
    })
    .await
}

impl Forwarder {
    /// The reply is on its way while the webhook is answered.
    fn receive(&self, body: &[u8]) -> Answer {
        let Ok(notification) = Notification::parse(body) else { return answer(StatusCode::BAD_REQUEST, "") };
        for change in notification.entry.into_iter().flat_map(|entry| entry.changes) {
            let Change::Messages(value) = change else { continue };
            for message in value.messages {
                let (forwarder, phone_number_id) = (self.clone(), value.metadata.phone_number_id.clone());
                // A reply that fails is missed by the load generator.
                tokio::spawn(async move { forwarder.reply(&phone_number_id, message).await });
            }
        }
        answer(StatusCode::OK, "")
    }

    async fn reply(&self, phone_number_id: &str, message: InboundMessage) -> anyhow::Result<String> {
        let text = format!("Eco: {}", message.content.text_for_matching().unwrap_or_default());
        let recipient = Recipient::Phone(message.from.unwrap_or_default());
        let envelope = Envelope::to(recipient, Message::text(text));
        let address = format!("http://{}/v25.0/{phone_number_id}/messages", self.cloud);
        let request = Request::post(address.parse::<Uri>()?)
            .header(AUTHORIZATION, format!("Bearer {ACCESS_TOKEN}"))
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(serde_json::to_vec(&envelope)?)))?;
        let response = self.client.request(request).await?.into_body().collect().await?.to_bytes();
        let accepted: Accepted = serde_json::from_slice(&response)?;
        accepted.messages.into_iter().next().map(|message| message.id).ok_or_else(|| anyhow::anyhow!("no id"))
    }
}
