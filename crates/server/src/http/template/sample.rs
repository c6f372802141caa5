//! Files as samples of headers.

use super::create::first_account;
use super::list::account_of;
use super::refusal::{by_meta, refused};
use crate::app::App;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::extract::Asked;
use crate::http::problem::Problem;
use crate::templates::desk::{self, DeskError};
use crate::templates::meta;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use domain::id::NumberId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What Meta takes as a sample.
const KINDS: [&str; 4] = ["image/jpeg", "image/png", "video/mp4", "application/pdf"];

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UploadSample {
    pub file_name: String,
    /// The number whose account the template is in; the first one unless said.
    #[param(value_type = Option<String>, format = "uuid")]
    pub number_id: Option<NumberId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Sample {
    /// Goes into `example.header_handle`.
    pub handle: String,
}

/// Upload a sample for a header
///
/// The bytes as they are, with their `Content-Type`: JPEG, PNG, MP4 or PDF, 16 MB at the most.
#[utoipa::path(post, path = "/templates/samples", tag = "templates", params(UploadSample),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 201, description = "Meta has the file", body = Sample),
        (status = 422, description = "Not a kind of file that Meta takes, or `meta_refused`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn upload_sample(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    Asked(query): Asked<UploadSample>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Sample>), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !KINDS.contains(&kind) {
        return Err(Problem::invalid("Content-Type", format!("one of {}", KINDS.join(", "))));
    }
    if bytes.is_empty() {
        return Err(Problem::invalid("body", "the file is empty"));
    }
    let account = match account_of(&mut app.db.read().await?, caller.workspace, query.number_id).await? {
        Some(account) => account,
        None => first_account(&app).await?,
    };
    let number = desk::number_of(&app, &account).await.map_err(|error| refused(DeskError::Meta(error)))?;
    let handle = meta::upload(&app, &number, &query.file_name, kind, bytes.to_vec()).await.map_err(by_meta)?;
    Ok((StatusCode::CREATED, Json(Sample { handle })))
}
