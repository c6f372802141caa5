//! The templates that can be sent from a number.

use crate::http::caller::{Allowed, ReadNumbers};
use crate::http::extract::Asked;
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::http::state::HttpState;
use axum::Json;
use axum::extract::State;
use domain::id::NumberId;
use domain::number::Number;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use whatsapp::template::TemplateRecord;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListTemplates {
    /// The number they are sent from; the first one unless said.
    #[param(value_type = Option<String>, format = "uuid")]
    pub number_id: Option<NumberId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Template {
    pub name: String,
    pub language: String,
    /// Meta's word: `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: String,
    /// Meta's word; only `APPROVED` can be sent.
    pub status: String,
    /// In Meta's shape.
    #[schema(value_type = Vec<Object>)]
    pub components: Vec<Value>,
}

/// Templates
///
/// Asked of Meta and remembered for a minute.
#[utoipa::path(get, path = "/templates", tag = "templates", params(ListTemplates),
    security(("session" = []), ("token" = ["read_numbers"])),
    responses((status = 200, description = "Every template of the number's account", body = Page<Template>),
        (status = 502, description = "Meta did not answer", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn list_templates(
    State(state): State<HttpState>,
    Allowed { caller, .. }: Allowed<ReadNumbers>,
    Asked(query): Asked<ListTemplates>,
) -> Result<Json<Page<Template>>, Problem> {
    let numbers = store::workspace::numbers(&mut state.app.db.read().await?, caller.workspace).await?;
    let Some(number) = pick(numbers, query.number_id)? else { return Ok(Json(Page::whole(Vec::new()))) };
    let records = state.templates.of_number(&state.app, &number).await?;
    let templates = records.iter().map(shown).collect::<Result<_, _>>()?;
    Ok(Json(Page::whole(templates)))
}

fn pick(numbers: Vec<Number>, wanted: Option<NumberId>) -> Result<Option<Number>, Problem> {
    let Some(wanted) = wanted else { return Ok(numbers.into_iter().next()) };
    let found = numbers.into_iter().find(|number| number.id == wanted);
    found.map(Some).ok_or_else(|| Problem::not_found("number"))
}

fn shown(record: &TemplateRecord) -> Result<Template, Problem> {
    let components = record.components.iter().map(serde_json::to_value).collect::<Result<_, _>>();
    Ok(Template {
        name: record.name.clone(),
        language: record.language.clone(),
        category: record.category.as_str().to_owned(),
        status: record.status.as_str().to_owned(),
        components: components.map_err(|error| Problem::internal(&error))?,
    })
}
