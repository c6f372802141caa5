//! Files: up, down and away.

use reqwest::Url;
use reqwest::multipart::{Form, Part};
use serde::{Deserialize, Serialize};

use super::call::Call;
use super::wire::Body;
use super::{AccessToken, Client, Exchange, SendError, Success};
use crate::{Extra, endpoint, lenient};

/// The answer to an upload; the id lives for thirty days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadedMedia {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
}

/// Where a file is and what it is. The address lives for five minutes and needs the token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MediaInfo {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    pub url: String,
    pub mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// In bytes.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Client {
    /// Uploads a file.
    pub async fn upload_media(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        file_name: &str,
        mime_type: &str,
        bytes: Vec<u8>,
    ) -> Exchange<UploadedMedia> {
        let form = file_part(file_name, mime_type, bytes).map(|(part, description)| {
            let form = Form::new().text("messaging_product", "whatsapp").text("type", mime_type.to_owned());
            (form.part("file", part), description)
        });
        self.call(&endpoint::UPLOAD_MEDIA, &[phone_number_id]).upload(form).send(token).await
    }

    /// Asks where a file is.
    pub async fn media_info(&self, media_id: &str, token: &AccessToken) -> Exchange<MediaInfo> {
        self.call(&endpoint::GET_MEDIA, &[media_id]).send(token).await
    }

    /// The same, provided that the file belongs to this number.
    pub async fn media_info_of(
        &self,
        phone_number_id: &str,
        media_id: &str,
        token: &AccessToken,
    ) -> Exchange<MediaInfo> {
        self.call(&endpoint::GET_MEDIA, &[media_id]).query("phone_number_id", phone_number_id).send(token).await
    }

    /// Downloads a file from an address that [`Client::media_info`] or a webhook gave.
    ///
    /// The token goes along, so the address must belong to the API or to one of the configured media domains.
    pub async fn download_media(&self, url: &str, token: &AccessToken, longest: usize) -> Exchange<Vec<u8>> {
        let call = match Url::parse(url).ok().filter(|url| self.may_be_given_the_token(url)) {
            Some(url) => Call {
                client: self,
                method: reqwest::Method::GET,
                url,
                body: Ok(Body::Download),
                is_answer_secret: false,
            },
            None => self.call(&endpoint::GET_MEDIA, &[""]).refused("the address is not one of the media servers"),
        };
        call.perform(Some(token), longest).await
    }

    /// Deletes a file.
    pub async fn delete_media(&self, media_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::DELETE_MEDIA, &[media_id]).send(token).await
    }

    fn may_be_given_the_token(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let is_below = |domain: &String| {
            host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.is_api(url) || (url.scheme() == "https" && self.media_domains.iter().any(is_below))
    }
}

/// A file as a part of a form, and the word a trace has for it.
pub(super) fn file_part(file_name: &str, mime_type: &str, bytes: Vec<u8>) -> Result<(Part, String), SendError> {
    let description = format!("[{file_name}, {mime_type}, {} bytes]", bytes.len());
    let part = Part::bytes(bytes).file_name(file_name.to_owned()).mime_str(mime_type);
    let part = part.map_err(|_| SendError::NotSent { reason: format!("`{mime_type}` is not a MIME type") })?;
    Ok((part, description))
}
