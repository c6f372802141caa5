//! `GET /numbers` and `PATCH /numbers/{id}`: how the numbers of the business fare.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::{Badge, Number, Quality};

pub(super) async fn list(State(handle): State<Handle>) -> Json<Value> {
    let items: Vec<Value> = handle.core().look(|world| world.numbers.iter().map(view).collect());
    Json(json!({ "items": items, "next_cursor": null }))
}

fn view(number: &Number) -> Value {
    json!({
        "phone_number_id": number.config.phone_number_id,
        "display_phone_number": number.config.display_phone_number,
        "verified_name": number.config.verified_name,
        "registered": number.config.registered,
        "allowed_recipients": number.config.allowed_recipients,
        "quality": number.quality,
        "upgraded": number.upgraded,
        "badge": number.record.badge,
        "in_business_app": number.record.business_app.is_some(),
    })
}

/// What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    quality: Option<Quality>,
    /// Unregistered numbers are told 133010.
    registered: Option<bool>,
    /// A thousand messages a second, for good.
    upgraded: Option<bool>,
    /// What came of the request for the official badge.
    badge: Option<Badge>,
}

pub(super) async fn change(
    State(handle): State<Handle>,
    Path(id): Path<String>,
    Json(change): Json<Change>,
) -> Result<Json<Value>, Problem> {
    let at = handle.core().look(|world| world.number(&id)).ok_or_else(|| Problem::unknown("number"))?;
    if change.upgraded == Some(false) {
        return Err(Problem::invalid("an upgrade cannot be taken back"));
    }
    if let Some(quality) = change.quality {
        handle.set_number_quality(&id, quality);
    }
    if change.upgraded == Some(true) {
        handle.upgrade_throughput(&id);
    }
    if let Some(badge) = change.badge {
        handle.core().turn(|world, turn| world.decide_badge(turn, at, badge));
    }
    let seen = handle.core().turn(|world, _| {
        let number = world.numbers.get_mut(at)?;
        number.config.registered = change.registered.unwrap_or(number.config.registered);
        Some(view(number))
    });
    seen.map(Json).ok_or_else(|| Problem::unknown("number"))
}
