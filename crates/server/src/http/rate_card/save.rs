//! A workspace brings its own rate cards, or goes back to those that ship.

use super::read::{RateCardList, shown};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageNumbers};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::price::RateCards;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct SaveRateCards {
    #[schema(value_type = Vec<Object>)]
    pub cards: Value,
}

/// Use other rate cards
///
/// All of them at once. Campaigns of the past are counted by the card of their day, so keep the older ones.
#[utoipa::path(put, path = "/rate-cards", tag = "campaigns", request_body = SaveRateCards,
    security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 200, description = "What messages cost now", body = RateCardList)))]
pub async fn save_rate_cards(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    Body { value: asked, .. }: Body<SaveRateCards>,
) -> Result<Json<RateCardList>, Problem> {
    let cards: RateCards =
        serde_json::from_value(asked.cards).map_err(|error| Problem::invalid("cards", error.to_string()))?;
    let mut tx = app.db.write().await?;
    store::price::save_cards(&mut tx, caller.workspace, &cards, app.universe.now()).await?;
    audit::note(&app, &mut tx, &caller, "rate_cards.save", "").await?;
    let cards = shown(&app, &mut tx, caller.workspace).await?;
    tx.commit().await?;
    Ok(Json(cards))
}

/// Use the rate cards that ship
#[utoipa::path(delete, path = "/rate-cards", tag = "campaigns",
    security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 200, description = "What messages cost now", body = RateCardList)))]
pub async fn forget_rate_cards(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
) -> Result<Json<RateCardList>, Problem> {
    let mut tx = app.db.write().await?;
    store::price::forget_cards(&mut tx, caller.workspace).await?;
    audit::note(&app, &mut tx, &caller, "rate_cards.forget", "").await?;
    let cards = shown(&app, &mut tx, caller.workspace).await?;
    tx.commit().await?;
    Ok(Json(cards))
}
