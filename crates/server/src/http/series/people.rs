//! Who is where in a series.

use super::view::not_found;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::extract::{Asked, At};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::word::word;
use axum::Json;
use axum::extract::State;
use domain::contact::{Contact, IdentifierKind};
use domain::id::{CampaignId, ContactId};
use domain::role::Permission;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::series::{self, people};
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListSeriesPeople {
    #[param(inline)]
    pub state: Option<SeriesPersonState>,
    /// Those who wait for this step, from 0.
    pub step: Option<u32>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeriesPersonState {
    UnderWay,
    Done,
    /// The stop condition held.
    Stopped,
    /// Gone, or their date was changed, or the series was stopped.
    Withdrawn,
}

impl SeriesPersonState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::UnderWay => people::UNDER_WAY,
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One person's way through a series. Who was in it several times is there as often.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeriesPerson {
    #[schema(format = "uuid")]
    pub contact_id: String,
    /// Empty for somebody without a name, and for somebody who was deleted.
    pub contact_name: String,
    /// The phone, or the username.
    pub address: String,
    pub state: SeriesPersonState,
    /// What comes next, from 0, and when; of those under way.
    #[schema(required = true)]
    pub step: Option<u32>,
    #[schema(required = true)]
    pub due_at: Option<i64>,
    pub began_at: i64,
    #[schema(required = true)]
    pub ended_at: Option<i64>,
}

impl SeriesPerson {
    fn of(person: &people::Person, contact: Option<&Contact>) -> Result<Self, Problem> {
        let is_under_way = person.ended_at.is_none();
        let phone = contact.and_then(|contact| contact.identifier(IdentifierKind::Phone));
        let address = phone.or_else(|| contact?.identifier(IdentifierKind::Username));
        Ok(Self {
            contact_id: person.contact.to_string(),
            contact_name: contact.map(|contact| contact.name.clone()).unwrap_or_default(),
            address: address.unwrap_or_default().to_owned(),
            state: word(&person.state)?,
            step: is_under_way.then_some(person.next),
            due_at: is_under_way.then(|| person.due_at.as_millis()),
            began_at: person.began_at.as_millis(),
            ended_at: person.ended_at.map(Timestamp::as_millis),
        })
    }
}

/// The people of a series
#[utoipa::path(get, path = "/series/{id}/people", tag = "series",
    params(("id" = String, Path, format = "uuid"), ListSeriesPeople),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "One page", body = Page<SeriesPerson>)))]
pub async fn list_series_people(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<CampaignId>,
    Asked(query): Asked<ListSeriesPeople>,
) -> Result<Json<Page<SeriesPerson>>, Problem> {
    caller.require(Permission::ReadCampaigns)?;
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (paging.after::<(String, String)>()?, paging.limit());
    let waiting = query.step.map(|_| people::UNDER_WAY);
    let state = query.state.map(SeriesPersonState::as_str).or(waiting);
    let filter = people::Filter { state, next: query.step };
    let mut tx = app.db.read().await?;
    series::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let rows = people::page(&mut tx, caller.workspace, id, filter, after, limit + 1).await?;
    let page = Page::of(rows, limit, |person| (person.contact.to_string(), person.occurrence.clone()));
    let ids: Vec<ContactId> = page.items.iter().map(|person| person.contact).collect();
    let contacts = store::contact::by_ids(&mut tx, caller.workspace, &ids).await?;
    let shown = |person: people::Person| {
        let contact = contacts.iter().find(|contact| contact.id == person.contact);
        SeriesPerson::of(&person, contact)
    };
    Ok(Json(page.try_map(shown)?))
}
