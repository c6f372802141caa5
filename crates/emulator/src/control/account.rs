//! `GET` and `PATCH /account`, `PUT` and `DELETE /account/restrictions/{kind}`, `POST /account/violations`, `GET` and
//! `PUT /limits`: what Meta thinks of the business, and what it allows.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::limits::{Limits, Tier};
use crate::world::Review;

pub(super) async fn get(State(handle): State<Handle>) -> Json<Value> {
    let now = handle.time().now;
    Json(handle.core().look(|world| {
        let account = &world.account;
        let lasting = account.restrictions.iter().filter(|r| r.until.is_none_or(|until| now < until));
        json!({
            "tier": account.tier,
            "people_reached": account.reach.people(),
            "locked": account.locked,
            "can_pay": account.can_pay,
            "pacing": account.pacing,
            "review": world.assets.notices.review,
            "automatic_events": world.assets.notices.automatic_events,
            "held": account.held.len(),
            "restrictions": lasting.collect::<Vec<_>>(),
        })
    }))
}

/// What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    tier: Option<Tier>,
    locked: Option<bool>,
    can_pay: Option<bool>,
    /// Whether all templates of the portfolio are held.
    pacing: Option<bool>,
    /// What becomes of the held ones when that ends: they go out, or are dropped.
    #[serde(default = "good")]
    found_good: bool,
    /// What came of the review of the account.
    review: Option<Review>,
    /// Whether purchases of those who came by an advertisement are told.
    automatic_events: Option<bool>,
}

fn good() -> bool {
    true
}

pub(super) async fn change(State(handle): State<Handle>, Json(change): Json<Change>) -> Json<Value> {
    if let Some(tier) = change.tier {
        handle.set_tier(tier);
    }
    if let Some(locked) = change.locked {
        handle.set_account_locked(locked);
    }
    if let Some(can_pay) = change.can_pay {
        handle.set_can_pay(can_pay);
    }
    if let Some(pacing) = change.pacing {
        handle.set_portfolio_pacing(pacing, change.found_good);
    }
    handle.core().turn(|world, turn| {
        if let Some(review) = change.review {
            world.set_review(turn, review);
        }
        let notices = &mut world.assets.notices;
        notices.automatic_events = change.automatic_events.unwrap_or(notices.automatic_events);
    });
    get(State(handle)).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Lasting {
    /// For good when absent.
    for_ms: Option<u64>,
}

pub(super) async fn restrict(
    State(handle): State<Handle>,
    Path(kind): Path<String>,
    Json(lasting): Json<Lasting>,
) -> Result<Json<Value>, Problem> {
    if !kind.starts_with("RESTRICTED_") {
        return Err(Problem::invalid("restrictions are called RESTRICTED_…"));
    }
    handle.restrict_account(&kind, lasting.for_ms.map(Duration::from_millis));
    Ok(get(State(handle)).await)
}

pub(super) async fn lift(State(handle): State<Handle>, Path(kind): Path<String>) -> Result<Json<Value>, Problem> {
    if handle.lift_restriction(&kind) { Ok(get(State(handle)).await) } else { Err(Problem::unknown("restriction")) }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Violation {
    /// Such as `ALCOHOL`.
    kind: String,
}

pub(super) async fn accuse(State(handle): State<Handle>, Json(violation): Json<Violation>) -> StatusCode {
    handle.accuse_account(&violation.kind);
    StatusCode::ACCEPTED
}

pub(super) async fn limits(State(handle): State<Handle>) -> Json<Limits> {
    Json(handle.core().look(|world| world.settings.limits))
}

pub(super) async fn set_limits(State(handle): State<Handle>, Json(limits): Json<Limits>) -> Json<Limits> {
    handle.core().turn(|world, _| world.settings.limits = limits);
    self::limits(State(handle)).await
}
