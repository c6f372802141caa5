//! One more rate card, from a file.

use super::read::{RateCardList, shown};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageNumbers};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use crate::report;
use axum::Json;
use axum::extract::State;
use domain::price::card::InWindow;
use domain::price::table::{self, Head};
use domain::price::{CardError, RateCard, RateCards};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A card as it is kept, or a table with what the table does not say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AddRateCard {
    Card {
        #[schema(value_type = Object)]
        card: Value,
    },
    Table {
        /// A row for each market: `market`, `countries`, and a column for each category.
        csv: String,
        #[schema(format = Date)]
        effective_from: String,
        /// ISO 4217.
        currency: String,
        /// Where the figures come from.
        source: String,
        /// Whether a utility template within the window costs nothing.
        #[serde(default)]
        utility_in_window_is_free: bool,
    },
}

/// Add a rate card
///
/// It counts from its day until the next one begins; one of the same day is replaced, the others stay. The first card of
/// a workspace's own takes those that ship along, so that what was sent before keeps its price.
#[utoipa::path(post, path = "/rate-cards", tag = "campaigns", request_body = AddRateCard,
    security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 200, description = "What messages cost now", body = RateCardList),
        (status = 422, description = "It cannot be read: the message says where",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn add_rate_card(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    Body { value: asked, .. }: Body<AddRateCard>,
) -> Result<Json<RateCardList>, Problem> {
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let cards = report::rate_cards(&mut tx, caller.workspace).await?;
    let added = asked.read(cards.cards().last())?;
    let kept = cards.cards().iter().filter(|card| card.effective_from != added.effective_from).cloned();
    let cards =
        RateCards::try_from(kept.chain([added.clone()]).collect::<Vec<_>>()).map_err(|error| unreadable(&error))?;
    store::price::save_cards(&mut tx, caller.workspace, &cards, now).await?;
    audit::note(&app, &mut tx, &caller, "rate_cards.add", &added.effective_from.to_string()).await?;
    let cards = shown(&app, &mut tx, caller.workspace).await?;
    tx.commit().await?;
    Ok(Json(cards))
}

impl AddRateCard {
    fn read(self, known: Option<&RateCard>) -> Result<RateCard, Problem> {
        match self {
            Self::Card { card } => {
                serde_json::from_value(card).map_err(|error| Problem::invalid("card", error.to_string()))
            }
            Self::Table { csv, effective_from, currency, source, utility_in_window_is_free } => {
                let day = effective_from.parse();
                let effective_from = day.map_err(|_| Problem::invalid("effective_from", "a day such as 2027-01-31"))?;
                let utility_in_window = if utility_in_window_is_free { InWindow::Free } else { InWindow::Charged };
                let head = Head { effective_from, currency, source, utility_in_window };
                table::read(&csv, &head, known).map_err(|error| unreadable(&error))
            }
        }
    }
}

fn unreadable(error: &CardError) -> Problem {
    Problem::invalid("csv", error.to_string())
}
