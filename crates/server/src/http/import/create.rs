//! A file that somebody brings. Nothing is taken in yet: the answer says what its columns seem to be.

use super::view::{Import, ImportSubject, same};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{Asked, too_large};
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use crate::import::{FileError, upload};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CreateImport {
    /// As people call it; part of the proof of consents.
    pub file_name: String,
    /// People unless said.
    pub subject: Option<ImportSubject>,
}

const NAME_LENGTH: usize = 200;

/// Bring a file
///
/// The body is the file itself: CSV in any usual encoding, or XLSX; at most 512 MB and two million rows.
#[utoipa::path(post, path = "/imports", tag = "imports", params(CreateImport,
        ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 201, description = "Kept, with what was recognised", body = Import)))]
pub async fn create_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    Asked(asked): Asked<CreateImport>,
    key: IdempotencyKey,
    body: Body,
) -> Result<Response, Problem> {
    let file_name = asked.file_name.trim();
    if file_name.is_empty() || file_name.chars().count() > NAME_LENGTH {
        return Err(Problem::invalid("file_name", format!("1 to {NAME_LENGTH} characters")));
    }
    let subject = same(&asked.subject.unwrap_or(ImportSubject::Contacts))?;
    let uploaded = upload::receive(&app.settings.data_directory, body.into_data_stream()).await.map_err(refused)?;
    let once = Once::new(&caller, key, uploaded.digest.as_bytes());
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let new = crate::import::Brought { subject, file_name, by: caller.name() };
    let import = crate::import::register(&app, &mut tx, new, uploaded).await?;
    audit::note(&app, &mut tx, &caller, "import.uploaded", &import.id.to_string()).await?;
    let shown = Import::try_from(import)?;
    once.remember(&mut tx, StatusCode::CREATED, &shown, app.universe.now()).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

fn refused(error: FileError) -> Problem {
    match error {
        FileError::TooLarge => too_large(),
        error if error.is_about_the_file() => Problem::invalid("file", error.to_string()),
        error => Problem::internal(&error),
    }
}
