//! Files that Meta keeps: samples of templates, pictures of profiles.

use crate::app::App;
use whatsapp::client::{AccessToken, SendError};

/// Uploads a file; Meta's handle of it. Uploads belong to the app that the token was made for: `None` when Meta does not
/// tell which that is.
pub async fn upload(
    app: &App,
    token: &AccessToken,
    name: &str,
    mime_type: &str,
    bytes: Vec<u8>,
) -> Result<Option<String>, SendError> {
    let Some(app_id) = app.cloud.debug_token(token, token).await.result?.app_id else { return Ok(None) };
    let handle = app.cloud.upload_file(&app_id, token, name, mime_type, bytes).await?;
    Ok(Some(handle.h))
}
