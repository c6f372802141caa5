//! The UI, built into the binary. Without a build of it the server works, and says how to make one.

use super::problem::Problem;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

/// A file of the UI, as `build.rs` listed it.
struct File {
    path: &'static str,
    mime_type: &'static str,
    /// Of its bytes, quoted.
    etag: &'static str,
    bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/ui_files.rs"));

/// Paths that belong to programs: what is not there is a problem document and never the page.
const NOT_PAGES: &[&str] = &["/api", "/assets", "/webhooks", "/emulator/", "/metrics", "/healthz", "/readyz"];

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

/// A file, or the page for any path that it may know; its own router takes over in the browser.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if !matches!(method, Method::GET | Method::HEAD) {
        return Problem::not_found("route").into_response();
    }
    if let Some(file) = FILES.iter().find(|file| file.path == path) {
        return send(file, &headers);
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file || NOT_PAGES.iter().any(|prefix| path.starts_with(prefix)) {
        return Problem::not_found("route").into_response();
    }
    match FILES.iter().find(|file| file.path == "/index.html") {
        Some(page) => send(page, &headers),
        None => (StatusCode::OK, Html(NOT_BUILT)).into_response(),
    }
}

fn send(file: &'static File, headers: &HeaderMap) -> Response {
    // Names under /assets carry a hash of the content; a changed file has another name.
    let caching = if file.path.starts_with("/assets/") { FOREVER } else { ASK_FIRST };
    let etag = HeaderValue::from_static(file.etag);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|sent| sent == etag);
    let status = if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let body = if known { &[] } else { file.bytes };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.mime_type)),
        (header::CACHE_CONTROL, caching),
        (header::ETAG, etag),
    ];
    (status, headers, body).into_response()
}

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Recado</title>\
    <body style=\"font: 16px/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem\">\
    <h1>Recado is running</h1>\
    <p>This binary was built without its web page. Build the page, then the binary:</p>\
    <pre>make web\ncargo build --release</pre>\
    <p>The API works all the same: <a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a>.</p>";
