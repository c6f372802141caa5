//! The picture of a number's profile. It passes through here: pages of ours load nothing from elsewhere.

use super::meta::{meta_refused, not_done, with_token};
use super::profile::NumberProfile;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageNumbers, ReadNumbers};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::upload::upload;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::id::NumberId;
use whatsapp::client::BusinessProfile;

/// Meta's limit for it.
pub const PICTURE_BYTES: usize = 5 * 1024 * 1024;
const JPEG: (&[u8], &str) = (b"\xFF\xD8\xFF", "image/jpeg");
const PNG: (&[u8], &str) = (b"\x89PNG\r\n\x1A\n", "image/png");

/// Picture of a number's profile
#[utoipa::path(get, path = "/numbers/{id}/profile/picture", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_numbers"])),
    responses((status = 200, description = "The bytes, with their type", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, description = "There is none", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn read_number_picture(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadNumbers>,
    At(id): At<NumberId>,
) -> Result<Response, Problem> {
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    let profile = app.cloud.business_profile(&number.phone_number_id, &token).await.result.map_err(not_done)?;
    let url = profile.profile_picture_url.filter(|url| !url.is_empty()).ok_or_else(|| Problem::not_found("picture"))?;
    let bytes = app.cloud.download_media(&url, &token, PICTURE_BYTES).await.result.map_err(not_done)?;
    let kind = kind_of(&bytes).unwrap_or("application/octet-stream");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
    ];
    Ok((headers, bytes).into_response())
}

/// Set the picture of a number's profile
///
/// The body is the file: JPEG or PNG, best a square of 640 pixels.
#[utoipa::path(put, path = "/numbers/{id}/profile/picture", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 200, description = "Set", body = NumberProfile),
        (status = 422, description = "`invalid`, or `meta_refused` in Meta's words",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn set_number_picture(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    At(id): At<NumberId>,
    bytes: Bytes,
) -> Result<Json<NumberProfile>, Problem> {
    let Some(kind) = kind_of(&bytes) else { return Err(Problem::invalid("picture", "a JPEG or PNG file")) };
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    let handle = upload(&app, &token, "picture", kind, bytes.to_vec()).await.map_err(not_done)?;
    let handle =
        handle.ok_or_else(|| meta_refused("Meta does not tell which app this token belongs to.".to_owned()))?;
    let change = BusinessProfile { profile_picture_handle: Some(handle), ..BusinessProfile::default() };
    let at = &number.phone_number_id;
    app.cloud.update_business_profile(at, &token, &change).await.result.map_err(not_done)?;
    let mut tx = app.db.write().await?;
    audit::note(&app, &mut tx, &caller, "number.picture_changed", &number.id).await?;
    tx.commit().await?;
    let profile = app.cloud.business_profile(at, &token).await.result.map_err(not_done)?;
    Ok(Json(NumberProfile::of(profile)))
}

/// By its first bytes: what a file is called proves nothing.
fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    [JPEG, PNG].into_iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, kind)| kind)
}
