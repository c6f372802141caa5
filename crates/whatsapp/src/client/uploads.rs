//! Resumable uploads: the way examples of template headers and profile pictures go, in pieces if need be.
//!
//! ```no_run
//! # use whatsapp::client::{AccessToken, Client, SendError};
//! # async fn example(client: Client, token: AccessToken, picture: Vec<u8>) -> Result<(), SendError> {
//! let handle = client.upload_file("670843887433847", &token, "shop.png", "image/png", picture).await?;
//! println!("the handle for `example.header_handle` is {}", handle.h);
//! # Ok(())
//! # }
//! ```

use serde::{Deserialize, Serialize};

use super::call::Call;
use super::wire::Body;
use super::{AccessToken, Client, Exchange, SendError};
use crate::endpoint::{self, Endpoint};
use crate::{Extra, lenient};

/// An upload that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadSession {
    /// Such as `upload:MTph…`, with a signature behind a question mark.
    pub id: String,
}

/// How much of an upload has arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UploadOffset {
    #[serde(default)]
    pub id: String,
    #[serde(deserialize_with = "lenient::number")]
    pub file_offset: u64,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a finished upload is referred to by, in `example.header_handle` or `profile_picture_handle`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHandle {
    /// Such as `4::aW1h…`.
    pub h: String,
}

impl Client {
    /// Uploads a whole file. When the connection breaks on the way, asks once how much has arrived and sends the rest.
    pub async fn upload_file(
        &self,
        app_id: &str,
        token: &AccessToken,
        file_name: &str,
        file_type: &str,
        bytes: Vec<u8>,
    ) -> Result<FileHandle, SendError> {
        let session = self.begin_upload(app_id, token, file_name, file_type, bytes.len() as u64).await.result?;
        match self.continue_upload(&session, token, 0, bytes.clone()).await.result {
            Err(SendError::AnswerLost { .. } | SendError::NotSent { .. }) => {
                let offset = self.upload_offset(&session, token).await.result?.file_offset;
                let rest = usize::try_from(offset).ok().and_then(|offset| bytes.get(offset..)).unwrap_or_default();
                self.continue_upload(&session, token, offset, rest.to_vec()).await.result
            }
            whole => whole,
        }
    }

    /// Begins an upload of so many bytes; `file_type` is a MIME type.
    pub async fn begin_upload(
        &self,
        app_id: &str,
        token: &AccessToken,
        file_name: &str,
        file_type: &str,
        file_length: u64,
    ) -> Exchange<UploadSession> {
        self.call(&endpoint::BEGIN_UPLOAD, &[app_id])
            .query("file_name", file_name)
            .query("file_length", &file_length.to_string())
            .query("file_type", file_type)
            .send(token)
            .await
    }

    /// Sends the bytes of a file from `offset` on; for an unbroken upload that is all of them from 0 on.
    pub async fn continue_upload(
        &self,
        session: &UploadSession,
        token: &AccessToken,
        offset: u64,
        bytes: Vec<u8>,
    ) -> Exchange<FileHandle> {
        let mut call = self.upload_call(&endpoint::CONTINUE_UPLOAD, session);
        call.body = Ok(Body::Piece { bytes, offset });
        call.send(token).await
    }

    /// Asks from where on a broken upload has to be continued.
    pub async fn upload_offset(&self, session: &UploadSession, token: &AccessToken) -> Exchange<UploadOffset> {
        self.upload_call(&endpoint::GET_UPLOAD, session).send(token).await
    }

    /// The id of an upload has a query of its own.
    fn upload_call(&self, endpoint: &Endpoint, session: &UploadSession) -> Call<'_> {
        let (path, query) = session.id.split_once('?').unwrap_or((&session.id, ""));
        let mut call = self.call(endpoint, &[path]);
        if !query.is_empty() {
            call.url.set_query(Some(query));
        }
        call
    }
}
