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
use domain::id::{EventId, NumberId, WorkspaceId};
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
    let about = About::read(&asked)?;
    let mut tries = 1;
    let (id, new) = loop {
        match tell(&app, caller.workspace, &about, &asked).await {
            // The same event, or the same new person, was written down by somebody else at this very moment.
            Err(NotTold::Store(error)) if tries < TRIES && (error.is_unique_violation() || error.is_contention()) => {
                tries += 1;
            }
            told => break told?,
        }
    };
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(CreatedEvent { id: id.to_string(), new })))
}

/// Others who tell of the same at the same moment are known after a try or two.
const TRIES: u32 = 5;

/// Whom an event is about, which number speaks to them, and what it was worth.
struct About {
    phone: E164,
    number: Option<NumberId>,
    amount: Option<Money>,
}

#[derive(Debug, thiserror::Error)]
enum NotTold {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("the number is not of this workspace")]
    UnknownNumber,
    #[error("an event made no contact")]
    NoContact,
}

impl From<NotTold> for Problem {
    fn from(error: NotTold) -> Self {
        match error {
            NotTold::Store(error) => error.into(),
            NotTold::UnknownNumber => unknown_number(),
            NotTold::NoContact => Self::internal(&error),
        }
    }
}

fn unknown_number() -> Problem {
    Problem::invalid("number_id", "the id of one of the workspace's numbers")
}

/// The event by its id of ours, and whether it is new.
async fn tell(
    app: &App,
    workspace: WorkspaceId,
    about: &About,
    asked: &CreateEvent,
) -> Result<(EventId, bool), NotTold> {
    let mut tx = app.db.write().await?;
    if let Some(id) = store::event::known(&mut tx, workspace, &asked.id).await? {
        return Ok((id, false));
    }
    let (id, after) = take_in(app, &mut tx, about, asked).await?;
    tx.commit().await?;
    app.announce(after);
    Ok((id, true))
}

impl About {
    fn read(asked: &CreateEvent) -> Result<Self, Problem> {
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
        let number = number.map_err(|_| unknown_number())?;
        let with_country = || Problem::invalid("phone", "a phone number with its country, like +54 9 11 5555 0101");
        let phone = phone::parse(&asked.phone, "").ok_or_else(with_country)?;
        Ok(Self { phone, number, amount: amount(asked)? })
    }
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
    about: &About,
    asked: &CreateEvent,
) -> Result<(EventId, Consequences), NotTold> {
    let About { phone, number, .. } = about;
    let needs =
        Needs { identifiers: happened::identifiers_of(phone).into_iter().collect(), reach: true, ..Needs::default() };
    let mut world = memory::load(app, tx, &needs).await?;
    if number.is_some_and(|number| world.number(number).is_none()) {
        return Err(NotTold::UnknownNumber);
    }
    let now = app.universe.now();
    let told = Told {
        external_id: Some(asked.id.clone()),
        name: asked.name.clone(),
        source: EventSource::Api,
        amount: about.amount.clone(),
        properties: asked.properties.clone(),
        at: asked.at.map_or(now, Timestamp),
    };
    let (id, events) = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        let id = happened::about(&mut turn, phone, *number, told);
        (id, turn.finish())
    });
    let id = id.ok_or(NotTold::NoContact)?;
    let after = Consequences::of(&events);
    store::apply::apply(tx, app.workspace, now, events).await?;
    Ok((id, after))
}
