//! The emulator's own page: phones, steering and log, over the control API and nothing else.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// What the page is made of, each with its type.
const FILES: [(&str, &str, &str); 7] = [
    ("style.css", "text/css; charset=utf-8", include_str!("page/style.css")),
    ("main.js", SCRIPT, include_str!("page/main.js")),
    ("words.js", SCRIPT, include_str!("page/words.js")),
    ("dom.js", SCRIPT, include_str!("page/dom.js")),
    ("phones.js", SCRIPT, include_str!("page/phones.js")),
    ("steering.js", SCRIPT, include_str!("page/steering.js")),
    ("log.js", SCRIPT, include_str!("page/log.js")),
];

const SCRIPT: &str = "text/javascript; charset=utf-8";

pub(crate) async fn index() -> impl IntoResponse {
    // Pictures may come from anywhere, because messages may link to any; faces have a colour of their own.
    const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data:";
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(include_str!("page/index.html")))
}

pub(crate) async fn file(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(known, _, _)| *known == name) {
        Some((_, kind, text)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "no-cache")], *text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
