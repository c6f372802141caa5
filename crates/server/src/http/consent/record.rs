//! Writing down what a person said.

use super::view::ConsentRecord;
use crate::app::App;
use crate::consequence::Consequences;
use crate::http::caller::{Allowed, Caller, ManageContacts};
use crate::http::contact::bulk::{ConsentCategory, proof};
use crate::http::contact::timeline::names;
use crate::http::extract::{At, Body};
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use crate::memory;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::consent::{ConsentRecord as DomainRecord, ConsentSource, ConsentState};
use domain::decide::{Turn, consent};
use domain::id::{ContactId, NumberId};
use domain::time::Timestamp;
use domain::world::World;
use serde::Deserialize;
use store::world::Needs;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct RecordConsent {
    pub category: ConsentCategory,
    pub state: GivenConsent,
    /// The words of the person, or how they said it: "on the phone", "at the counter". Of a form, its name.
    pub words: String,
    /// They filled in a form, on paper or on a page.
    #[serde(default)]
    pub form: bool,
    /// One of the workspace's numbers, when it is about that alone.
    #[schema(format = "uuid")]
    pub number_id: Option<String>,
    /// When they said it; now when absent.
    pub at: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GivenConsent {
    OptedIn,
    OptedOut,
}

/// Record a consent or its end
///
/// Who records it is part of the proof. The newest word of the person holds, whenever it is written down; WhatsApp's own
/// switch is not moved by it.
#[utoipa::path(post, path = "/contacts/{id}/consent", tag = "contacts", params(("id" = String, Path, format = "uuid"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    request_body = RecordConsent, security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 201, description = "Recorded", body = ConsentRecord)))]
pub async fn record_consent(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    At(id): At<ContactId>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<RecordConsent>,
) -> Result<Response, Problem> {
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let needs = Needs { contacts: [id].into(), ..Needs::default() };
    let mut world = memory::load(&app, &mut tx, &needs).await?;
    if world.contact(id).is_none() {
        return Err(Problem::not_found("contact"));
    }
    let now = app.universe.now();
    let record = read(asked, id, &caller, &world, now)?;
    let events = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        consent::write_down(&mut turn, record.clone());
        turn.finish()
    });
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, caller.workspace, now, events).await?;
    let shown = ConsentRecord::of(record, &names(&mut tx, caller.workspace).await?);
    once.remember(&mut tx, StatusCode::CREATED, &shown, now).await?;
    tx.commit().await?;
    app.announce(after);
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

fn read(
    asked: RecordConsent,
    contact: ContactId,
    caller: &Caller,
    world: &World,
    now: Timestamp,
) -> Result<DomainRecord, Problem> {
    let number = asked.number_id.map(|id| {
        let number = id.parse::<NumberId>().ok().filter(|number| world.number(*number).is_some());
        number.ok_or_else(|| Problem::invalid("number_id", "the id of one of the workspace's numbers"))
    });
    let at = asked.at.map_or(now, Timestamp);
    if at > now {
        return Err(Problem::invalid("at", "a moment that has passed"));
    }
    let source = match (asked.form, caller.user()) {
        (true, _) => ConsentSource::Form,
        (false, Some(_)) => ConsentSource::Agent,
        (false, None) => ConsentSource::Api,
    };
    let state = match asked.state {
        GivenConsent::OptedIn => ConsentState::OptedIn,
        GivenConsent::OptedOut => ConsentState::OptedOut,
    };
    let words = proof(&asked.words)?;
    let record = DomainRecord::new(contact, asked.category.into(), state, (source, &words), at);
    Ok(DomainRecord { number: number.transpose()?, by: caller.user(), written_at: Some(now), ..record })
}
