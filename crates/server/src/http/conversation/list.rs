//! The inbox list.

use super::view::{Conversation, Owner, Status};
use crate::app::App;
use crate::http::caller::{Allowed, ReadConversations};
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::word::stored;
use axum::Json;
use axum::extract::State;
use domain::id::UserId;
use serde::{Deserialize, Serialize};
use store::conversation::{self, Filter, Listed};
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListConversations {
    pub status: Option<Status>,
    pub owner: Option<Owner>,
    /// `me`, `none`, or a user's id.
    pub assignee: Option<String>,
    /// The name of a team.
    pub team: Option<String>,
    /// Part of a name, a phone number or the last message.
    pub q: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Conversations {
    #[serde(flatten)]
    pub page: Page<Conversation>,
    /// How many each tab holds under the same filters.
    pub counts: TabCounts,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TabCounts {
    pub mine: i64,
    pub unassigned: i64,
    pub all: i64,
}

/// Conversations, most recent first
#[utoipa::path(get, path = "/conversations", tag = "conversations", params(ListConversations),
    security(("session" = []), ("token" = ["read_conversations"])),
    responses((status = 200, description = "One page and the counts of the tabs", body = Conversations)))]
pub async fn list_conversations(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadConversations>,
    Asked(query): Asked<ListConversations>,
) -> Result<Json<Conversations>, Problem> {
    let me = caller.user();
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let filter = Filter {
        status: query.status.and_then(stored),
        owner: query.owner.and_then(stored),
        assignee: query.assignee.map(|assignee| who(&assignee, me)).transpose()?,
        team: query.team,
        pattern: query.q.as_deref().and_then(store::search::pattern),
    };
    let limit = paging.limit();
    let mut tx = app.db.read().await?;
    let rows = conversation::list(&mut tx, caller.workspace, &filter, paging.after()?, limit + 1).await?;
    let counts = conversation::counts(&mut tx, caller.workspace, me, &filter).await?;
    let page = Page::of(rows, limit, |row: &Listed| (row.recency, row.id.clone())).try_map(Conversation::try_from)?;
    let counts = TabCounts { mine: counts.mine, unassigned: counts.unassigned, all: counts.all };
    Ok(Json(Conversations { page, counts }))
}

/// A program holds no conversations, so `me` finds none for it.
fn who(assignee: &str, me: Option<UserId>) -> Result<String, Problem> {
    match assignee {
        "none" => Ok("none".to_owned()),
        "me" => Ok(me.map_or_else(String::new, |me| me.to_string())),
        id => match id.parse::<UserId>() {
            Ok(id) => Ok(id.to_string()),
            Err(_) => Err(Problem::invalid("assignee", "me, none, or a user's id")),
        },
    }
}
