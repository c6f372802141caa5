//! Each call of the client against a server that looks at what arrives: method, path, query and body are as documented,
//! and nothing of the answer is lost.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod account;
mod flows;
mod groups;
mod messages;
mod numbers;
mod paging;
mod secrets;
mod support;
mod templates;

use whatsapp::endpoint::ENDPOINTS;

use support::Case;

fn every_case() -> Vec<Case> {
    [messages::cases(), templates::cases(), numbers::cases(), account::cases(), flows::cases(), groups::cases()]
        .into_iter()
        .flatten()
        .collect()
}

#[tokio::test]
async fn every_call_is_as_documented() {
    for case in every_case() {
        case.check().await;
    }
}

#[test]
fn every_endpoint_has_a_call() {
    let called: Vec<&str> = every_case().iter().map(|case| case.endpoint.name).collect();
    let missing: Vec<&str> = ENDPOINTS.iter().map(|known| known.name).filter(|name| !called.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn names_and_paths_say_what_they_should() {
    for endpoint in ENDPOINTS {
        assert!(endpoint.path.starts_with('/') && !endpoint.path.ends_with('/'), "{}", endpoint.path);
        assert!(endpoint.summary.ends_with('.'), "{}", endpoint.name);
        let same =
            |other: &&&whatsapp::endpoint::Endpoint| (other.method, other.path) == (endpoint.method, endpoint.path);
        assert_eq!(ENDPOINTS.iter().filter(same).count(), 1, "{}", endpoint.name);
    }
}
