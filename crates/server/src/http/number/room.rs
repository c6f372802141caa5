//! How a number is doing: what Meta says of it, and how late it tells us things.

use super::meta::{not_done, with_token};
use super::view::Number;
use crate::app::App;
use crate::http::caller::{Allowed, ReadNumbers};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::NumberId;
use serde::Serialize;
use utoipa::ToSchema;
use whatsapp::client::{Health, HealthEntity, PhoneNumber};

const FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,status,\
                      new_display_name,new_name_status,throughput,whatsapp_business_manager_messaging_limit,\
                      is_official_business_account,health_status";

/// Words in capitals are Meta's own; `null` is what it did not tell.
#[derive(Debug, Serialize, ToSchema)]
pub struct NumberRoom {
    pub number: Number,
    /// The name that customers see, and whether it was approved.
    #[schema(required = true)]
    pub name: Option<String>,
    #[schema(required = true)]
    pub name_status: Option<String>,
    /// A name that was asked for and is being looked at.
    #[schema(required = true)]
    pub wanted_name: Option<String>,
    #[schema(required = true)]
    pub wanted_name_status: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`.
    #[schema(required = true)]
    pub quality: Option<String>,
    /// Unique people in 24 hours outside windows, such as `TIER_2K`.
    #[schema(required = true)]
    pub messaging_limit: Option<String>,
    /// `STANDARD` or `HIGH`.
    #[schema(required = true)]
    pub throughput: Option<String>,
    /// `CONNECTED` is the one that can send.
    #[schema(required = true)]
    pub status: Option<String>,
    /// Whether the code was entered: `VERIFIED`, `NOT_VERIFIED`, `EXPIRED`.
    #[schema(required = true)]
    pub verification: Option<String>,
    pub official: bool,
    /// `AVAILABLE`, `LIMITED` or `BLOCKED`.
    #[schema(required = true)]
    pub can_send: Option<String>,
    /// What is in the way of messages.
    pub obstacles: Vec<Obstacle>,
    /// By how much statuses come late at the moment, in milliseconds.
    pub webhook_lag_ms: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Obstacle {
    /// `PHONE_NUMBER`, `WABA`, `BUSINESS`, `APP`, `MESSAGE_TEMPLATE`.
    pub about: String,
    pub words: String,
    /// What Meta recommends.
    #[schema(required = true)]
    pub remedy: Option<String>,
}

/// How a number is doing
///
/// Meta is asked each time.
#[utoipa::path(get, path = "/numbers/{id}/room", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_numbers"])),
    responses((status = 200, description = "As Meta tells it now", body = NumberRoom),
        (status = 502, description = "Meta did not answer", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn read_number_room(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadNumbers>,
    At(id): At<NumberId>,
) -> Result<Json<NumberRoom>, Problem> {
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    let mut tx = app.db.read().await?;
    let late_until = store::number::statuses_late_until(&mut tx, caller.workspace, id).await?;
    let standings = store::tier::standings(&mut tx, caller.workspace, app.universe.now()).await?;
    drop(tx);
    let told = app.cloud.phone_number_with(&number.phone_number_id, &token, FIELDS).await.result.map_err(not_done)?;
    let lag = late_until.since(app.universe.now());
    let lag = i64::try_from(lag.as_millis()).unwrap_or(i64::MAX);
    Ok(Json(NumberRoom::of(Number::of(number, &standings)?, told, lag)))
}

impl NumberRoom {
    fn of(number: Number, told: PhoneNumber, webhook_lag_ms: i64) -> Self {
        let Health { can_send_message, entities, .. } = told.health_status.unwrap_or_default();
        Self {
            number,
            name: told.verified_name,
            name_status: told.name_status,
            wanted_name: told.new_display_name,
            wanted_name_status: told.new_name_status,
            quality: told.quality_rating,
            messaging_limit: told.whatsapp_business_manager_messaging_limit,
            throughput: told.throughput.and_then(|throughput| throughput.level),
            status: told.status,
            verification: told.code_verification_status,
            official: told.is_official_business_account.unwrap_or_default(),
            can_send: can_send_message,
            obstacles: entities.unwrap_or_default().into_iter().flat_map(Obstacle::of).collect(),
            webhook_lag_ms,
        }
    }
}

impl Obstacle {
    fn of(entity: HealthEntity) -> Vec<Self> {
        let about = entity.entity_type.unwrap_or_default();
        let of_errors = entity.errors.unwrap_or_default().into_iter().map(|error| Self {
            about: about.clone(),
            words: error.error_description.unwrap_or_default(),
            remedy: error.possible_solution,
        });
        let of_notes = entity.additional_info.unwrap_or_default().into_iter();
        let of_notes = of_notes.map(|words| Self { about: about.clone(), words, remedy: None });
        of_errors.chain(of_notes).collect()
    }
}
