//! The templates of the workspace.

use super::view::{QualityName, StatusName, TemplateItem};
use crate::app::App;
use crate::http::caller::{Allowed, ReadTemplates};
use crate::http::campaign::figure::RateFigure;
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::word::stored;
use axum::Json;
use axum::extract::State;
use domain::id::{NumberId, WorkspaceId};
use domain::metric::rate::READ_RATE;
use domain::template::Template;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::Tx;
use store::report::used::Used;
use store::template::Filter;
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListTemplates {
    /// Those that can be sent from this number.
    #[param(value_type = Option<String>, format = "uuid")]
    pub number_id: Option<NumberId>,
    /// Meta's word.
    pub category: Option<String>,
    /// All but the deleted ones unless said.
    #[param(inline)]
    pub status: Option<StatusName>,
    /// Meta's code.
    pub language: Option<String>,
    #[param(inline)]
    pub quality: Option<QualityName>,
    /// Part of the name or of the text.
    pub q: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TemplatePage {
    pub items: Vec<ListedTemplate>,
    /// Ask with this for what follows; `null` at the end.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// When Meta's list was looked at last; `null` for never.
    #[schema(required = true)]
    pub synced_at: Option<i64>,
}

/// A template in the list, with what campaigns and series did with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedTemplate {
    #[serde(flatten)]
    pub item: TemplateItem,
    /// When one of its messages was sent last; null for never.
    #[schema(required = true)]
    pub last_used_at: Option<i64>,
    /// Messages that Meta took in the last thirty days.
    pub sent_lately: u64,
    /// Of those that were delivered, ever.
    pub read_rate: RateFigure,
}

impl ListedTemplate {
    fn of(template: &Template, used: Option<&Used>) -> Result<Self, Problem> {
        let counts = used.map(|used| used.counts.clone()).unwrap_or_default();
        Ok(Self {
            item: TemplateItem::of(template)?,
            last_used_at: used.map(|used| used.last_at.as_millis()),
            sent_lately: used.map(|used| used.lately).unwrap_or_default(),
            read_rate: RateFigure::of(&READ_RATE, &counts),
        })
    }
}

/// What "lately" is.
const LATELY: Duration = Duration::from_hours(30 * 24);

/// Templates, by name and language
#[utoipa::path(get, path = "/templates", tag = "templates", params(ListTemplates),
    security(("session" = []), ("token" = ["read_templates"])),
    responses((status = 200, description = "One page", body = TemplatePage)))]
pub async fn list_templates(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadTemplates>,
    Asked(query): Asked<ListTemplates>,
) -> Result<Json<TemplatePage>, Problem> {
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (paging.after()?, paging.limit());
    let mut tx = app.db.read().await?;
    let filter = Filter {
        account: account_of(&mut tx, caller.workspace, query.number_id).await?,
        category: query.category.map(|word| word.to_uppercase()),
        status: query.status.and_then(stored),
        language: query.language,
        quality: query.quality.and_then(stored),
        pattern: query.q.as_deref().and_then(store::search::pattern),
    };
    let templates = store::template::list_page(&mut tx, caller.workspace, filter, after, limit + 1).await?;
    let synced = store::template::syncs(&mut tx, caller.workspace).await?;
    let page = Page::of(templates, limit, |it| (it.name.clone(), it.language.clone(), it.id.to_string()));
    let since = app.universe.now().minus(LATELY);
    let used = store::report::used::templates(&mut tx, caller.workspace, since).await?;
    let page = page.try_map(|it| ListedTemplate::of(&it, used.get(&(it.name.clone(), it.language.clone()))))?;
    // What is the oldest holds for all.
    let synced_at = synced.into_iter().map(|(_, at)| at.as_millis()).min();
    Ok(Json(TemplatePage { items: page.items, next_cursor: page.next_cursor, synced_at }))
}

/// The account of a number that was named.
pub(super) async fn account_of(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: Option<NumberId>,
) -> Result<Option<String>, Problem> {
    let Some(wanted) = number else { return Ok(None) };
    let numbers = store::workspace::numbers(tx, workspace).await?;
    let found = numbers.into_iter().find(|number| number.id == wanted);
    found.map(|number| Some(number.waba_id)).ok_or_else(|| Problem::not_found("number"))
}
