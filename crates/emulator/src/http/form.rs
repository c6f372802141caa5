//! A request made of parts, as browsers send files.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};

use super::{Call, LARGEST_BODY};
use crate::refusal::Refusal;

/// The parts, by their names.
#[derive(Default)]
pub(super) struct Form {
    parts: Vec<(String, Option<String>, Bytes)>,
}

impl Form {
    pub(super) async fn read(call: &Call) -> Result<Self, Refusal> {
        let broken = |error: &dyn std::fmt::Display| Refusal::new(100, format!("The form cannot be read: {error}"));
        let mut request = Request::new(Body::from(call.body.clone()));
        *request.headers_mut() = call.headers.clone();
        request.extensions_mut().insert(axum::extract::DefaultBodyLimit::max(LARGEST_BODY));
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
