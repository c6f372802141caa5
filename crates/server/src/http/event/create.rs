//! Telling of something that happened: an order, a payment, a visit. Flows that wait for it go on, others begin.

use crate::app::App;
use crate::consequence::Consequences;
use crate::http::caller::{Allowed, SendEvents};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use crate::memory;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::contact::phone::{self, E164};
use domain::decide::Turn;
use domain::decide::happened::{self, Told};
use domain::id::{EventId, NumberId};
use domain::outside::{EventSource, Money};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use store::Tx;
use store::world::Needs;
use utoipa::ToSchema;

const NAME_LENGTH: usize = 64;
const ID_LENGTH: usize = 200;
const PROPERTIES_BYTES: usize = 16 * 1024;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateEvent {
    /// Your own id of what happened: told twice, it happened once.
    pub id: String,
    /// What flows know it by, such as `order_paid`.
    pub name: String,
    /// The phone number of the person it is about, with its country.
    pub phone: String,
    /// When it happened; now when absent.
    #[serde(default)]
    pub at: Option<i64>,
    /// What it was worth, in minor units of the currency: 1250 for R$ 12,50.
    #[serde(default)]
    pub value: Option<i64>,
    /// ISO 4217, such as BRL; with a value.
    #[serde(default)]
    pub currency: Option<String>,
    #[serde(default)]
    #[schema(value_type = Object)]
    pub properties: BTreeMap<String, Value>,
    /// The business number that speaks when a flow begins and no conversation is there yet; the first when absent.
    #[serde(default)]
    #[schema(format = "uuid")]
    pub number_id: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedEvent {
    #[schema(format = "uuid")]
    pub id: String,
    /// False when this id was told before: nothing was done again.
    pub new: bool,
}

/// Tell of something that happened
///
/// A flow that waits for an event of this name goes on; else one that the event sets off begins, unless a person holds
/// the conversation. Somebody new becomes a contact.
#[utoipa::path(post, path = "/events", tag = "events", request_body = CreateEvent,
    security(("session" = []), ("token" = ["send_events"])),
    responses((status = 201, description = "Taken in", body = CreatedEvent),
        (status = 200, description = "Known already", body = CreatedEvent)))]
pub async fn create_event(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<SendEvents>,
    Body { value: asked, .. }: Body<CreateEvent>,
) -> Result<(StatusCode, Json<CreatedEvent>), Problem> {
    let (phone, number) = check(&asked)?;
    let amount = amount(&asked)?;
    let mut tx = app.db.write().await?;
    if let Some(id) = store::event::known(&mut tx, caller.workspace, &asked.id).await? {
        return Ok((StatusCode::OK, Json(CreatedEvent { id: id.to_string(), new: false })));
    }
    let now = app.universe.now();
    let told = Told {
        external_id: Some(asked.id),
        name: asked.name,
        source: EventSource::Api,
        amount,
        properties: asked.properties,
        at: asked.at.map_or(now, Timestamp),
    };
    let (id, after) = take_in(&app, &mut tx, &phone, number, told).await?;
    tx.commit().await?;
    app.announce(after);
    Ok((StatusCode::CREATED, Json(CreatedEvent { id: id.to_string(), new: true })))
}

fn check(asked: &CreateEvent) -> Result<(E164, Option<NumberId>), Problem> {
    let fits = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    if !fits(&asked.id, ID_LENGTH) {
        return Err(Problem::invalid("id", format!("an id of your own, of at most {ID_LENGTH} characters")));
    }
    if !fits(&asked.name, NAME_LENGTH) {
        return Err(Problem::invalid("name", format!("a name of at most {NAME_LENGTH} characters")));
    }
    if serde_json::to_vec(&asked.properties).map_or(0, |bytes| bytes.len()) > PROPERTIES_BYTES {
        return Err(Problem::invalid("properties", format!("more than {PROPERTIES_BYTES} bytes")));
    }
    let number = asked.number_id.as_deref().map(str::parse).transpose();
    let number = number.map_err(|_| Problem::invalid("number_id", "the id of one of the workspace's numbers"))?;
    let with_country = || Problem::invalid("phone", "a phone number with its country, like +54 9 11 5555 0101");
    Ok((phone::parse(&asked.phone, "").ok_or_else(with_country)?, number))
}

fn amount(asked: &CreateEvent) -> Result<Option<Money>, Problem> {
    match (asked.value, &asked.currency) {
        (None, None) => Ok(None),
        (Some(value), Some(currency)) if Money::is_currency(currency) => {
            Ok(Some(Money { value, currency: currency.clone() }))
        }
        (None, Some(_)) => Err(Problem::invalid("value", "a currency comes with a value, in minor units")),
        _ => Err(Problem::invalid("currency", "a value comes with its currency, three capital letters such as BRL")),
    }
}

async fn take_in(
    app: &App,
    tx: &mut Tx,
    phone: &E164,
    number: Option<NumberId>,
    told: Told,
) -> Result<(EventId, Consequences), Problem> {
    let needs = Needs { identifiers: happened::identifiers_of(phone).into_iter().collect(), ..Needs::default() };
    let mut world = memory::load(app, tx, &needs).await?;
    if number.is_some_and(|number| world.number(number).is_none()) {
        return Err(Problem::invalid("number_id", "the id of one of the workspace's numbers"));
    }
    let now = app.universe.now();
    let (id, events) = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        let id = happened::about(&mut turn, phone, number, told);
        (id, turn.finish())
    });
    let id = id.ok_or_else(|| Problem::internal(&"an event made no contact"))?;
    let after = Consequences::of(&events);
    store::apply::apply(tx, app.workspace, now, events).await?;
    Ok((id, after))
}
