//! Who works here: for assigning conversations.

use crate::app::App;
use crate::http::caller::{Allowed, ReadConversations};
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::http::session::view::RoleName;
use crate::http::word::word;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct User {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: RoleName,
}

/// People of the workspace
#[utoipa::path(get, path = "/users", tag = "users", security(("session" = []), ("token" = ["read_conversations"])),
    responses((status = 200, description = "Everybody, by name", body = Page<User>)))]
pub async fn list_users(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadConversations>,
) -> Result<Json<Page<User>>, Problem> {
    let rows = store::user::list(&mut app.db.read().await?, caller.workspace).await?;
    let page = Page::whole(rows).try_map(|row| {
        let role = word(&row.role)?;
        Ok::<_, Problem>(User { id: row.id, name: row.name, email: row.email, role })
    });
    Ok(Json(page?))
}
