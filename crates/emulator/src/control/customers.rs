//! `GET` and `POST /customers`, `GET` and `PATCH /customers/{id}`

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::customers::Profile;
use crate::handle::Handle;
use crate::world::{CustomerId, CustomerView, Language, NewCustomer, digits};

const DEFAULT_LIMIT: usize = 500;

#[derive(Debug, Deserialize)]
pub(super) struct Search {
    q: Option<String>,
    limit: Option<usize>,
}

pub(super) async fn list(State(handle): State<Handle>, Query(search): Query<Search>) -> Json<Value> {
    let wanted = search.q.unwrap_or_default().to_lowercase();
    let limit = search.limit.unwrap_or(DEFAULT_LIMIT);
    let now = handle.time().now;
    let items = handle.core().look(|world| {
        let found = world
            .customers
            .iter()
            .filter(|customer| customer.name.to_lowercase().contains(&wanted) || customer.phone.contains(&wanted));
        found.take(limit).map(|customer| world.customer_view(customer, now)).collect::<Vec<_>>()
    });
    Json(json!({ "items": items, "next_cursor": null }))
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
        if !(7..=15).contains(&phone.len()) {
            return Err(Problem::invalid("a telephone number has between 7 and 15 digits, the country code included"));
        }
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    online: Option<bool>,
    held: Option<bool>,
}

pub(super) async fn change(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
    Json(change): Json<Change>,
) -> Result<Json<CustomerView>, Problem> {
    handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    if let Some(online) = change.online {
        handle.set_online(id, online);
    }
    if let Some(held) = change.held {
        handle.set_held(id, held);
    }
    show(State(handle), Path(id)).await
}
