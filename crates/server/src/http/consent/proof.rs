//! The proof of a person's consent, to be handed to whoever asks for it: as a page to read, as a table, as data.

use super::document::{self, Proof};
use super::history::load;
use super::view::ConsentHistory;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::contact::view::Contact;
use crate::http::extract::{Asked, At};
use crate::http::problem::Problem;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::id::ContactId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProofFormat {
    /// A page that needs nothing else.
    #[default]
    Html,
    /// One line for each record.
    Csv,
    Json,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReadProof {
    #[serde(default)]
    #[param(inline)]
    pub format: ProofFormat,
    /// Of the page: `es`, `en` or `pt-BR`; English when absent.
    pub language: Option<String>,
}

/// What the JSON holds.
#[derive(Debug, Serialize)]
struct ProofData {
    workspace: String,
    made_at: i64,
    contact: Contact,
    #[serde(flatten)]
    history: ConsentHistory,
}

/// The proof of a contact's consent, as a file
#[utoipa::path(get, path = "/contacts/{id}/consent/proof", tag = "contacts",
    params(("id" = String, Path, format = "uuid"), ReadProof),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "The document", content((String = "text/html"), (String = "text/csv"),
        (String = "application/json")))))]
pub async fn read_proof(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<ContactId>,
    Asked(query): Asked<ReadProof>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let (contact, history) = load(&mut tx, caller.workspace, id).await?;
    let numbers = store::workspace::numbers(&mut tx, caller.workspace).await?;
    let workspace = store::workspace::name(&mut tx, caller.workspace).await?.unwrap_or_default();
    drop(tx);
    let (id, made_at) = (contact.id, app.universe.now());
    let proof = Proof { workspace: &workspace, made_at, contact: &contact, history: &history, numbers: &numbers };
    let (kind, extension, text) = match query.format {
        ProofFormat::Html => {
            let language = query.language.as_deref().unwrap_or("en");
            ("text/html; charset=utf-8", "html", document::html(&proof, language))
        }
        ProofFormat::Csv => ("text/csv; charset=utf-8", "csv", document::csv(&proof)),
        ProofFormat::Json => {
            let made_at = made_at.as_millis();
            let data = ProofData { workspace, made_at, contact: contact.into(), history };
            let text = serde_json::to_string_pretty(&data).map_err(|error| Problem::internal(&error))?;
            ("application/json", "json", text)
        }
    };
    let disposition = format!("attachment; filename=\"consent-{id}.{extension}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, text).into_response())
}
