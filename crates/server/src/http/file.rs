//! Answers that are saved as files.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// An answer that is saved as a file.
pub fn answer(name: &str, kind: &'static str, body: Body) -> Response {
    // What is no plain character cannot break out of the header.
    let plain =
        |character: char| if character.is_ascii_alphanumeric() || "-_. ".contains(character) { character } else { '_' };
    let name: String = name.chars().map(plain).collect();
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}
