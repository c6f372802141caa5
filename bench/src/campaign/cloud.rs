//! The least Cloud API a campaign can be sent to: it accepts at once and, when somebody listens, reports each message as
//! sent, delivered and read.

use crate::http::{self, Answer, Connection, answer};
use crate::webhook::{PHONE_NUMBER_ID, WABA_ID, Webhook, signed};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use serde::Deserialize;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// Statuses in one webhook, as Meta packs them under load.
const PACKED: usize = 32;
/// Connections that statuses come by.
const LINES: usize = 4;

#[derive(Clone)]
pub struct Cloud {
    pub address: SocketAddr,
    accepted: Arc<AtomicU64>,
    reports: mpsc::UnboundedSender<Report>,
}

struct Report {
    wamid: String,
    to: String,
    mark: String,
}

#[derive(Deserialize)]
struct Sent {
    to: String,
    #[serde(default)]
    biz_opaque_callback_data: String,
}

impl Cloud {
    /// Starts listening, and does until the runtime ends. `webhooks` gets the statuses.
    pub async fn start(webhooks: Option<SocketAddr>) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (reports, reported) = mpsc::unbounded_channel();
        let cloud = Self { address, accepted: Arc::default(), reports };
        let listening = cloud.clone();
        let tells = webhooks.is_some();
        tokio::spawn(http::serve(listener, move |request| {
            let cloud = listening.clone();
            async move { cloud.receive(request, tells).await }
        }));
        if let Some(webhooks) = webhooks {
            report(reported, webhooks);
        }
        Ok(cloud)
    }

    async fn receive(&self, request: Request<Incoming>, tells: bool) -> Answer {
        let Ok(body) = request.into_body().collect().await else { return answer(StatusCode::BAD_REQUEST, "") };
        let Ok(sent) = serde_json::from_slice::<Sent>(&body.to_bytes()) else {
            return answer(StatusCode::BAD_REQUEST, "");
        };
        let number = self.accepted.fetch_add(1, Ordering::Relaxed);
        let (wamid, to) = (format!("wamid.BENCH{number:012}"), sent.to.trim_start_matches('+').to_owned());
        let text = format!(
            r#"{{"messaging_product":"whatsapp","contacts":[{{"input":"{}","wa_id":"{to}"}}],"messages":[{{"id":"{wamid}"}}]}}"#,
            sent.to
        );
        if tells {
            let _ = self.reports.send(Report { wamid, to, mark: sent.biz_opaque_callback_data });
        }
        let mut accepted = answer(StatusCode::OK, text);
        let json = hyper::header::HeaderValue::from_static("application/json");
        accepted.headers_mut().insert(hyper::header::CONTENT_TYPE, json);
        accepted
    }
}

/// Three statuses for each message, packed, over a few connections.
fn report(mut reported: mpsc::UnboundedReceiver<Report>, to: SocketAddr) {
    let lines: Vec<mpsc::Sender<Webhook>> = (0..LINES).map(|_| line(to)).collect();
    tokio::spawn(async move {
        let (mut group, mut turn) = (Vec::new(), 0_usize);
        while reported.recv_many(&mut group, PACKED).await > 0 {
            for status in ["sent", "delivered", "read"] {
                turn += 1;
                if let (Ok(webhook), Some(line)) = (webhook(&group, status), lines.get(turn % LINES)) {
                    let _ = line.send(webhook).await;
                }
            }
            group.clear();
        }
    });
}

fn line(to: SocketAddr) -> mpsc::Sender<Webhook> {
    let (line, mut webhooks) = mpsc::channel::<Webhook>(64);
    tokio::spawn(async move {
        let Ok(mut connection) = Connection::open(to).await else { return };
        while let Some(webhook) = webhooks.recv().await {
            // Meta repeats what was not taken.
            while !connection.post(&webhook).await.is_ok_and(|status| status.is_success()) {
                tokio::time::sleep(crate::clock::Duration::from_millis(20)).await;
            }
        }
    });
    line
}

fn webhook(group: &[Report], status: &str) -> anyhow::Result<Webhook> {
    let now = crate::clock::unix_seconds();
    let statuses: Vec<String> = group
        .iter()
        .map(|Report { wamid, to, mark }| {
            format!(
                r#"{{"id":"{wamid}","status":"{status}","timestamp":"{now}","recipient_id":"{to}","biz_opaque_callback_data":"{mark}"}}"#
            )
        })
        .collect();
    let body = format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"{WABA_ID}","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"1","phone_number_id":"{PHONE_NUMBER_ID}"}},"statuses":[{}]}}}}]}}]}}"#,
        statuses.join(",")
    );
    signed(body)
}
