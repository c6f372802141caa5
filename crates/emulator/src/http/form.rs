//! Bodies that are forms: of parts, as browsers send files, or of pairs.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};

use super::{Call, LARGEST_BODY};
use crate::refusal::Refusal;

/// The parts, by their names.
#[derive(Default)]
pub(super) struct Form {
    parts: Vec<(String, Option<String>, Bytes)>,
}

fn request(call: &Call) -> Request {
    let mut request = Request::new(Body::from(call.body.clone()));
    *request.method_mut() = axum::http::Method::POST;
    *request.headers_mut() = call.headers.clone();
    request.extensions_mut().insert(axum::extract::DefaultBodyLimit::max(LARGEST_BODY));
    request
}

fn broken(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(100, format!("The form cannot be read: {error}"))
}

/// The fields of a body of pairs.
pub(super) async fn fields(call: &Call) -> Result<Vec<(String, String)>, Refusal> {
    let form = axum::Form::from_request(request(call), &()).await;
    form.map(|axum::Form(fields)| fields).map_err(|error| broken(&error))
}

impl Form {
    pub(super) async fn read(call: &Call) -> Result<Self, Refusal> {
        let request = request(call);
        let mut multipart = Multipart::from_request(request, &()).await.map_err(|error| broken(&error))?;
        let mut form = Self::default();
        while let Some(field) = multipart.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let content_type = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| broken(&error))?;
            form.parts.push((name, content_type, bytes));
        }
        Ok(form)
    }

    /// The parts that are no files.
    pub(super) fn into_texts(self) -> Vec<(String, String)> {
        let texts = self.parts.into_iter().filter(|(_, content_type, _)| content_type.is_none());
        texts.map(|(name, _, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let (_, _, bytes) = self.parts.iter().find(|(known, _, _)| known == name)?;
        std::str::from_utf8(bytes).ok().map(str::trim)
    }

    /// The file, and the type it says it has.
    pub(super) fn file(&self) -> Option<(Option<String>, Bytes)> {
        let (_, content_type, bytes) = self.parts.iter().find(|(known, _, _)| known == "file")?;
        Some((content_type.clone(), bytes.clone()))
    }
}
