//! What a browser learns about the person who uses it.

use crate::app::App;
use crate::http::caller::LoggedIn;
use crate::http::problem::Problem;
use crate::http::word::word;
use domain::role::Permission;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    pub user: Account,
    /// What this person may do.
    #[schema(value_type = Vec<PermissionName>)]
    pub permissions: Vec<Permission>,
    /// Goes into the header `X-CSRF-Token` of everything but GET.
    pub csrf_token: String,
    pub workspace: Workspace,
    /// True when WhatsApp is the built-in emulator.
    pub emulator: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    #[schema(format = "uuid")]
    pub id: String,
    pub email: String,
    pub name: String,
    pub role: RoleName,
    pub language: String,
    pub must_change_password: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Workspace {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Role)]
pub enum RoleName {
    Owner,
    Administrator,
    Agent,
    BotBuilder,
    Analyst,
}

/// The names of [`Permission`], for the API document.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Permission)]
pub enum PermissionName {
    ReadOverview,
    ReadConversations,
    SendMessages,
    ManageConversations,
    ReadContacts,
    ManageContacts,
    ManageAttributes,
    ManageImports,
    ExportContacts,
    ReadSegments,
    ManageSegments,
    ReadFlows,
    ManageFlows,
    ReadTemplates,
    ManageTemplates,
    ReadCampaigns,
    ManageCampaigns,
    LaunchCampaigns,
    SendEvents,
    ReadJournal,
    ReplayJournal,
    ReadNumbers,
    ManageNumbers,
    ManageTokens,
    ManageUsers,
    UseEmulator,
}

pub(super) async fn describe(app: &App, login: LoggedIn) -> Result<Session, Problem> {
    let mut tx = app.db.read().await?;
    let name = store::workspace::name(&mut tx, login.caller.workspace).await?.unwrap_or_default();
    let LoggedIn { caller, user, csrf_token, .. } = login;
    Ok(Session {
        user: Account {
            id: user.id,
            email: user.email,
            name: user.name,
            role: word(&user.role)?,
            language: user.language,
            must_change_password: user.must_change_password,
        },
        permissions: caller.permissions().to_vec(),
        csrf_token,
        workspace: Workspace { id: caller.workspace.to_string(), name },
        emulator: app.settings.emulator,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_api_document_names_every_permission_and_role() {
        for permission in Permission::ALL {
            word::<PermissionName>(permission.as_str()).unwrap();
        }
        for role in domain::role::Role::ALL {
            word::<RoleName>(role.as_str()).unwrap();
        }
    }
}
