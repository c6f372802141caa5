//! Contacts by filter, in any order.

use super::view::{ConsentState, Contact};
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::word::stored;
use axum::Json;
use axum::extract::State;
use domain::id::WorkspaceId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;
use store::contact::{AttributeFilter, Filter, Order, Sort};
use utoipa::{IntoParams, ToSchema};

/// Whom to show; what is left out does not matter.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContactFilter {
    /// Part of a name, a phone number or a username.
    pub q: Option<String>,
    pub label: Option<String>,
    pub language: Option<String>,
    /// Consent to marketing messages.
    #[param(inline)]
    pub marketing: Option<ConsentState>,
    pub blocked: Option<bool>,
    /// The name of an attribute they have a value of.
    pub attribute: Option<String>,
    /// Its value, as text; of an attribute nobody defined, as JSON or as text.
    pub value: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactSort {
    #[default]
    Name,
    CreatedAt,
    UpdatedAt,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListContacts {
    #[serde(default)]
    #[param(inline)]
    pub sort: ContactSort,
    /// From the end of the order to its beginning.
    #[serde(default)]
    pub descending: bool,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ContactPage {
    pub items: Vec<Contact>,
    /// Ask with this for what follows; `null` at the end.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many the filter names; only with the first page.
    #[schema(required = true)]
    pub total: Option<i64>,
}

/// Contacts by filter
#[utoipa::path(get, path = "/contacts", tag = "contacts", params(ContactFilter, ListContacts),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "One page", body = ContactPage)))]
pub async fn list_contacts(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    Asked(filter): Asked<ContactFilter>,
    Asked(query): Asked<ListContacts>,
) -> Result<Json<ContactPage>, Problem> {
    let order = Order { sort: query.sort.into(), backwards: query.descending };
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (paging.after()?, paging.limit());
    let mut tx = app.db.read().await?;
    let filter = self::filter(&mut tx, caller.workspace, filter).await?;
    let total = match after {
        None => Some(store::contact::count(&mut tx, caller.workspace, &filter).await?),
        Some(_) => None,
    };
    let contacts = store::contact::list(&mut tx, caller.workspace, &filter, order, after, limit + 1).await?;
    let page = Page::of(contacts, limit, |contact| order.place(contact)).map(Contact::from);
    Ok(Json(ContactPage { items: page.items, next_cursor: page.next_cursor, total }))
}

impl From<ContactSort> for Sort {
    fn from(sort: ContactSort) -> Self {
        match sort {
            ContactSort::Name => Self::Name,
            ContactSort::CreatedAt => Self::Created,
            ContactSort::UpdatedAt => Self::Updated,
        }
    }
}

/// As the database is asked. A value is read by the definition of its attribute; without one, as JSON, else as text.
pub async fn filter(tx: &mut Tx, workspace: WorkspaceId, asked: ContactFilter) -> Result<Filter, Problem> {
    let named = asked.attribute.filter(|name| !name.is_empty());
    let attribute = match named {
        Some(name) => {
            let attribute = store::attribute::one(tx, workspace, &name).await?;
            let value = |text: String| match &attribute {
                Some(attribute) => attribute.parse(&text).map_err(|why| Problem::invalid("value", why.to_string())),
                None => Ok(serde_json::from_str(&text).unwrap_or(Value::String(text))),
            };
            Some(AttributeFilter { value: asked.value.map(value).transpose()?, name })
        }
        None => None,
    };
    Ok(Filter {
        pattern: asked.q.as_deref().and_then(store::search::pattern),
        label: asked.label,
        language: asked.language,
        marketing: asked.marketing.and_then(stored),
        blocked: asked.blocked,
        attribute,
    })
}
