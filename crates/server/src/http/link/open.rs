//! Somebody opens a link: they are sent on, and if it was a person, it was a click.
//!
//! There is no log-in, and nothing of a person in the address. Being sent on comes first: whatever keeps us from counting
//! is our matter and not that of whoever clicked.

use crate::app::App;
use crate::consequence::Consequences;
use crate::http::extract::Peer;
use crate::http::throttle::Throttle;
use crate::memory;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::decide::Turn;
use domain::decide::happened::{self, Told};
use domain::id::WorkspaceId;
use domain::link::{Code, Link, Visit, Visitor};
use domain::outside::EventSource;
use domain::time::Timestamp;
use serde_json::Value;
use std::time::Duration;
use store::link::Recipient;
use store::world::Needs;

#[derive(Clone)]
struct Door {
    app: App,
    /// Who tries codes out has to wait.
    throttle: Throttle,
}

/// Who opens the same link again this soon taps twice, or keeps us busy: it is not counted again.
const AGAIN_AFTER: Duration = Duration::from_secs(1);
const GUESSING: &str = "link";
/// What flows and segments know a click by.
const EVENT: &str = "link_clicked";

pub(in crate::http) fn door(app: App) -> Router {
    Router::new().route("/l/{code}", get(open)).with_state(Door { app, throttle: Throttle::default() })
}

async fn open(
    State(door): State<Door>,
    Peer(address): Peer,
    method: Method,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let now = door.app.universe.now();
    if let Some(wait) = door.throttle.wait(address, GUESSING, now) {
        let wait = HeaderValue::from(wait.as_secs().max(1));
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, wait)], "").into_response();
    }
    match find(&door.app, &code).await {
        Ok(Some(found)) => {
            let answer = send_on(&found.link.target);
            if method == Method::GET {
                let visit = visit(&headers, now, found.recipient.sent_at);
                if let Err(error) = found.count(&door.app, visit).await {
                    tracing::error!(link = %found.link.id, position = found.position, %error, "a click was not counted");
                }
            }
            answer
        }
        Ok(None) => {
            door.throttle.wrong(address, GUESSING, now);
            nowhere(StatusCode::NOT_FOUND)
        }
        Err(error) => {
            tracing::error!(%error, "a link could not be looked up");
            nowhere(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// A code that leads somewhere.
struct Found {
    workspace: WorkspaceId,
    link: Link,
    position: u32,
    recipient: Recipient,
}

async fn find(app: &App, code: &str) -> store::Result<Option<Found>> {
    let Some(code) = Code::parse(code) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let Some((workspace, link)) = store::link::by_key(&mut tx, code.key).await? else { return Ok(None) };
    let Some(position) = code.position(link.seed) else { return Ok(None) };
    let recipient = store::link::recipient(&mut tx, workspace, link.campaign, position).await?;
    Ok(recipient.map(|recipient| Found { workspace, link, position, recipient }))
}

impl Found {
    async fn count(&self, app: &App, visit: Visit<'_>) -> store::Result<()> {
        let Self { workspace, link, position, .. } = self;
        let is_person = visit.visitor() == Visitor::Person;
        let last = store::link::last_visit(&mut app.db.read().await?, *workspace, link.id, *position).await?;
        if last.is_some_and(|(at, people)| visit.at < at.plus(AGAIN_AFTER) && (people > 0 || !is_person)) {
            return Ok(());
        }
        let mut tx = app.db.write().await?;
        store::link::visited(&mut tx, *workspace, link.id, *position, is_person, visit.at).await?;
        let mut after = Consequences::default();
        if is_person {
            store::link::clicked(&mut tx, *workspace, link.campaign, *position, visit.at).await?;
            let event = format!("link:{}:{position}", link.id);
            if store::event::known(&mut tx, *workspace, &event).await?.is_none() {
                after = self.tell(app, &mut tx, event, visit.at).await?;
            }
        }
        tx.commit().await?;
        app.announce(after);
        Ok(())
    }

    /// The click becomes an event of the contact: flows may wait for it, segments ask for it.
    async fn tell(&self, app: &App, tx: &mut store::Tx, event: String, at: Timestamp) -> store::Result<Consequences> {
        let contact = self.recipient.contact;
        let mut world =
            memory::load(app, tx, &Needs { contacts: [contact].into(), reach: true, ..Needs::default() }).await?;
        let properties = [("campaign", self.link.campaign.to_string()), ("url", self.link.target.clone())];
        let told = Told {
            external_id: Some(event),
            name: EVENT.to_owned(),
            source: EventSource::WhatsApp,
            amount: None,
            properties: properties.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect(),
            at,
        };
        let events = app.universe.with_ids(|ids| {
            let mut turn = Turn::new(at, ids, &mut world);
            happened::about_contact(&mut turn, contact, Some(self.recipient.number), told);
            turn.finish()
        });
        let after = Consequences::of(&events);
        store::apply::apply(tx, self.workspace, at, events).await?;
        Ok(after)
    }
}

fn visit(headers: &HeaderMap, at: Timestamp, sent_at: Option<Timestamp>) -> Visit<'_> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let purpose = ["sec-purpose", "purpose", "x-moz"].into_iter().find_map(text);
    Visit { user_agent: text(header::USER_AGENT.as_str()), purpose, at, sent_at }
}

/// Never kept: a link may lead elsewhere for the next one, and each visit is to be seen.
fn send_on(target: &str) -> Response {
    let Ok(target) = HeaderValue::from_str(target) else { return nowhere(StatusCode::NOT_FOUND) };
    let robots = header::HeaderName::from_static("x-robots-tag");
    let headers = [(header::LOCATION, target), (robots, HeaderValue::from_static("noindex, nofollow"))];
    (StatusCode::FOUND, headers).into_response()
}

/// For whoever got a broken address: in the languages of our customers' customers, and without a word about whose it is.
fn nowhere(status: StatusCode) -> Response {
    const PAGE: &str = "<!doctype html><html lang=\"es\"><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>404</title>\
        <body style=\"font:1.1rem system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem\">\
        <p lang=\"es\">Este enlace no lleva a ninguna parte. Pide uno nuevo a quien te lo envió.</p>\
        <p lang=\"pt-BR\">Este link não leva a lugar nenhum. Peça outro a quem o enviou.</p>\
        <p lang=\"en\">This link leads nowhere. Ask whoever sent it for another one.</p>";
    (status, Html(PAGE)).into_response()
}
