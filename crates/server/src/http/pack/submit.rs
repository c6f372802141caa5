//! The templates of a pack, submitted in one go.

use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::extract::At;
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::pack;
use crate::templates::desk::{self, DeskError};
use crate::templates::meta::MetaError;
use crate::templates::sync;
use axum::Json;
use axum::extract::State;
use domain::id::{TemplateId, UserId};
use domain::template::Hindrance;
use serde::Serialize;
use utoipa::ToSchema;
use whatsapp::template::NewTemplate;

#[derive(Debug, Serialize, ToSchema)]
pub struct SubmittedTemplate {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub language: String,
    pub outcome: SubmissionOutcome,
    /// Why Meta did not take it.
    #[schema(required = true)]
    pub explanation: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionOutcome {
    Submitted,
    /// Meta has it already.
    WasThere,
    /// It is a draft now.
    Refused,
}

/// Submit the templates of a pack
///
/// Those that Meta has already stay as they are: asking twice submits nothing twice.
#[utoipa::path(post, path = "/packs/{name}/templates", tag = "templates", params(("name" = String, Path)),
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 200, description = "What became of each", body = Page<SubmittedTemplate>)))]
pub async fn submit_pack_templates(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    At(name): At<String>,
) -> Result<Json<Page<SubmittedTemplate>>, Problem> {
    let found = pack::one(&name).map_err(|error| Problem::internal(&error))?;
    let pack = found.ok_or_else(|| Problem::not_found("pack"))?;
    let Some(account) = sync::accounts(&app).await?.into_keys().next() else {
        return Err(Problem::conflict("no_number", "No number", "Connect a number first."));
    };
    let mut outcomes = Vec::new();
    for template in pack.parts.into_iter().flat_map(|part| part.templates) {
        let template: NewTemplate = serde_json::from_value(template).map_err(|error| Problem::internal(&error))?;
        let outcome = bring(&app, &account, template, caller.user()).await?;
        if outcome.outcome == SubmissionOutcome::Submitted {
            let mut tx = app.db.write().await?;
            audit::note(&app, &mut tx, &caller, "template.submitted", &outcome.id).await?;
            tx.commit().await?;
        }
        outcomes.push(outcome);
    }
    Ok(Json(Page::whole(outcomes)))
}

async fn bring(
    app: &App,
    account: &str,
    template: NewTemplate,
    actor: Option<UserId>,
) -> Result<SubmittedTemplate, Problem> {
    let (name, language) = (template.name.clone(), template.language.clone());
    let id = place_of(app, account, template, actor).await?;
    let (outcome, explanation) = match desk::submit(app, id, actor).await {
        Ok(_) => (SubmissionOutcome::Submitted, None),
        Err(DeskError::Hindered(Hindrance::InReview | Hindrance::NothingNew)) => (SubmissionOutcome::WasThere, None),
        Err(DeskError::Meta(MetaError::Store(error))) => return Err(error.into()),
        Err(error) => (SubmissionOutcome::Refused, Some(error.to_string())),
    };
    Ok(SubmittedTemplate { id: id.to_string(), name, language, outcome, explanation })
}

/// The row of a template: the one that is there, or a new draft.
async fn place_of(
    app: &App,
    account: &str,
    template: NewTemplate,
    actor: Option<UserId>,
) -> Result<TemplateId, Problem> {
    let mut tx = app.db.write().await?;
    match desk::begin(app, &mut tx, account, template, actor).await {
        Ok((begun, after)) => {
            tx.commit().await?;
            app.announce(after);
            Ok(begun.id)
        }
        Err(DeskError::Exists(id)) => Ok(id),
        Err(error) => Err(Problem::internal(&error)),
    }
}
