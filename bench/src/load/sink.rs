//! The least Cloud API there can be: it accepts every message at once and says who got one when.

use crate::clock::{self, Instant};
use crate::http::{self, Answer, answer};
use crate::webhook::customer_of;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use serde::Deserialize;
use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use whatsapp::wamid::{Direction, wamid};

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Sink {
    expected: Arc<Mutex<HashMap<usize, oneshot::Sender<Instant>>>>,
    accepted: Arc<AtomicU64>,
    strays: Arc<AtomicU64>,
}

/// What is read of a request: a phone number, or a business-scoped user id.
#[derive(Deserialize)]
struct Sent {
    #[serde(alias = "recipient")]
    to: String,
}

impl Sink {
    /// Starts listening, and does until the runtime ends.
    pub async fn start() -> anyhow::Result<(Self, SocketAddr)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let sink = Self::default();
        let listening = sink.clone();
        tokio::spawn(http::serve(listener, move |request| {
            let sink = listening.clone();
            async move { sink.receive(request).await }
        }));
        Ok((sink, address))
    }

    /// Resolves when the next message to this customer comes in.
    pub fn expect(&self, customer: usize) -> oneshot::Receiver<Instant> {
        let (arrived, arrival) = oneshot::channel();
        self.lock().insert(customer, arrived);
        arrival
    }

    /// Messages that nobody expected: sent twice, or to the wrong person. Counted from zero again.
    pub fn take_strays(&self) -> u64 {
        self.strays.swap(0, Ordering::Relaxed)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<usize, oneshot::Sender<Instant>>> {
        self.expected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn receive(&self, request: Request<Incoming>) -> Answer {
        let arrived = clock::now();
        let Ok(body) = request.into_body().collect().await else { return answer(StatusCode::BAD_REQUEST, "") };
        let Ok(Sent { to }) = serde_json::from_slice(&body.to_bytes()) else {
            return answer(StatusCode::BAD_REQUEST, "");
        };
        let expected = customer_of(&to).and_then(|customer| self.lock().remove(&customer));
        match expected {
            Some(expected) => drop(expected.send(arrived)),
            None => drop(self.strays.fetch_add(1, Ordering::Relaxed)),
        }
        self.accept(&to)
    }

    fn accept(&self, to: &str) -> Answer {
        let digits = to.trim_start_matches('+');
        let number = self.accepted.fetch_add(1, Ordering::Relaxed);
        let id = wamid(digits, Direction::FromBusiness, &number.to_be_bytes());
        let body = format!(
            r#"{{"messaging_product":"whatsapp","contacts":[{{"input":"{to}","wa_id":"{digits}"}}],"messages":[{{"id":"{id}"}}]}}"#
        );
        let mut accepted = answer(StatusCode::OK, body);
        let json = hyper::header::HeaderValue::from_static("application/json");
        accepted.headers_mut().insert(hyper::header::CONTENT_TYPE, json);
        accepted
    }
}
