//! `GET` and `POST /customers`, `GET` and `PATCH /customers/{id}`, `POST /customers/{id}/report`

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::customers::Profile;
use crate::handle::Handle;
use crate::world::{Customer, CustomerId, CustomerView, Language, NewCustomer, digits};

const DEFAULT_LIMIT: usize = 500;

#[derive(Debug, Deserialize)]
pub(super) struct Search {
    q: Option<String>,
    limit: Option<usize>,
}

/// Whoever was last heard of comes first.
pub(super) async fn list(State(handle): State<Handle>, Query(search): Query<Search>) -> Json<Value> {
    let wanted = search.q.unwrap_or_default().trim().to_lowercase();
    let limit = search.limit.unwrap_or(DEFAULT_LIMIT);
    let now = handle.time().now;
    let items = handle.core().look(|world| {
        let mut found: Vec<_> = world
            .customers
            .iter()
            .filter(|customer| is_called(customer, &wanted))
            .map(|customer| (world.last_heard_of(customer.id), customer))
            .collect();
        // The sort is stable: those who never had to do with the business keep the order they came in.
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        found.into_iter().take(limit).map(|(_, customer)| world.customer_view(customer, now)).collect::<Vec<_>>()
    });
    Json(json!({ "items": items, "next_cursor": null }))
}

fn is_called(customer: &Customer, wanted: &str) -> bool {
    let username = customer.username.as_deref().unwrap_or_default();
    customer.name.to_lowercase().contains(wanted)
        || customer.phone.contains(wanted.trim_start_matches('+'))
        || username.contains(wanted.trim_start_matches('@'))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Create {
    name: String,
    phone: Option<String>,
    country: Option<String>,
    language: Option<Language>,
    username: Option<String>,
    profile: Option<Profile>,
}

pub(super) async fn create(
    State(handle): State<Handle>,
    Json(body): Json<Create>,
) -> Result<(StatusCode, Json<CustomerView>), Problem> {
    if body.name.trim().is_empty() {
        return Err(Problem::invalid("the name is empty"));
    }
    let phone = body.phone.map(|phone| digits(&phone)).filter(|phone| !phone.is_empty());
    if let Some(phone) = &phone {
        check_phone(phone)?;
        if handle.customer_by_phone(phone).is_some() {
            return Err(Problem::invalid("another customer has this telephone number"));
        }
    }
    let customer = handle.add_customer(NewCustomer {
        name: body.name.trim().to_owned(),
        phone,
        country: body.country.unwrap_or_else(|| "ES".to_owned()),
        language: body.language.unwrap_or(Language::Spanish),
        profile: body.profile.unwrap_or(Profile::Still),
        username: body.username.filter(|name| !name.is_empty()),
    });
    let view = handle.customer(customer).ok_or_else(|| Problem::unknown("customer"))?;
    Ok((StatusCode::CREATED, Json(view)))
}

pub(super) async fn show(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
) -> Result<Json<CustomerView>, Problem> {
    handle.customer(id).map(Json).ok_or_else(|| Problem::unknown("customer"))
}

/// What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    online: Option<bool>,
    held: Option<bool>,
    profile: Option<Profile>,
    /// Whether the customer blocks the business.
    has_blocked: Option<bool>,
    wants_marketing: Option<bool>,
    /// Whether the business learns what they read.
    read_receipts: Option<bool>,
    /// Another telephone number; an empty one is made up.
    phone: Option<String>,
    /// `null` gives it up.
    #[serde(default)]
    username: NewUsername,
}

#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum NewUsername {
    Taken(String),
    GivenUp(()),
    #[default]
    #[serde(skip)]
    AsItIs,
}

impl NewUsername {
    fn carry_out(&self, handle: &Handle, customer: CustomerId) {
        let name = match self {
            Self::AsItIs => return,
            Self::GivenUp(()) => "",
            Self::Taken(name) => name.trim().trim_start_matches('@'),
        };
        handle.customer_takes_username(customer, Some(name).filter(|name| !name.is_empty()));
    }
}

type Switch = fn(&Handle, CustomerId, bool);

pub(super) async fn change(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
    Json(change): Json<Change>,
) -> Result<Json<CustomerView>, Problem> {
    handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    if let Some(phone) = change.phone.as_deref().map(digits) {
        check_phone(&phone)?;
        if !handle.customer_changes_number(id, Some(phone.as_str()).filter(|phone| !phone.is_empty())) {
            return Err(Problem::invalid("another customer has this telephone number"));
        }
    }
    change.username.carry_out(&handle, id);
    let switches: [(Option<bool>, Switch); 5] = [
        (change.online, Handle::set_online),
        (change.held, Handle::set_held),
        (change.has_blocked, Handle::customer_blocks),
        (change.wants_marketing, Handle::customer_wants_marketing),
        (change.read_receipts, Handle::set_read_receipts),
    ];
    for (value, set) in switches {
        if let Some(value) = value {
            set(&handle, id, value);
        }
    }
    if let Some(profile) = change.profile {
        handle.set_profile(id, profile);
    }
    show(State(handle), Path(id)).await
}

fn check_phone(phone: &str) -> Result<(), Problem> {
    if phone.is_empty() || (7..=15).contains(&phone.len()) {
        return Ok(());
    }
    Err(Problem::invalid("a telephone number has between 7 and 15 digits, the country code included"))
}

/// `POST /customers/{id}/report`: what customers do to businesses that bother them.
pub(super) async fn report(State(handle): State<Handle>, Path(id): Path<CustomerId>) -> Result<StatusCode, Problem> {
    handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    handle.customer_reports(id);
    Ok(StatusCode::NO_CONTENT)
}

/// The customer rings the business.
pub(super) async fn call(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    let call = handle.customer_calls(id).ok_or_else(|| Problem::invalid("calls are not enabled"))?;
    Ok((StatusCode::CREATED, Json(json!({ "id": call }))))
}
