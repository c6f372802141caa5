//! The OpenAPI document: made from the routes themselves, and completed with what holds for all of them.

use super::problem::{FieldError, ProblemBody};
use super::routes;
use crate::http::conversation::view::Conversation;
use crate::http::live::MessageEvent;
use crate::http::overview::view::JournalCounts;
use crate::http::session::view::{PermissionName, RoleName};
use crate::http::template::notice::TemplateNotice;
use utoipa::OpenApi as _;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, PathItem, Ref, RefOr, Response, ResponseBuilder};
use utoipa_axum::router::OpenApiRouter;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Recado",
        version = "1",
        description = "A company's own WhatsApp Business platform. Ids are UUIDs as text, times are epoch milliseconds, \
            refusals are RFC 9457 problem documents.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "session", description = "Logging in and out, and one's own account"),
        (name = "conversations", description = "The inbox"),
        (name = "contacts", description = "People"),
        (name = "imports", description = "Files of people and events, in and out"),
        (name = "segments", description = "Saved ways to name contacts"),
        (name = "campaigns", description = "One message to many people, and what became of it"),
        (name = "goals", description = "What the workspace wants to reach, and how far it is"),
        (name = "flows", description = "Conversations that run themselves"),
        (name = "templates", description = "Texts approved by Meta"),
        (name = "journal", description = "Webhooks as they came"),
        (name = "numbers", description = "WhatsApp numbers"),
        (name = "overview", description = "How things stand"),
        (name = "events", description = "Live updates, and what happens outside"),
        (name = "tokens", description = "Keys for programs"),
        (name = "users", description = "People of the workspace")
    ),
    components(schemas(
        ProblemBody,
        FieldError,
        Conversation,
        MessageEvent,
        TemplateNotice,
        JournalCounts,
        PermissionName,
        RoleName
    ))
)]
struct Frame;

/// The whole document.
pub fn openapi() -> OpenApi {
    described().split_for_parts().1
}

pub(super) fn described() -> OpenApiRouter<super::state::HttpState> {
    let mut router = OpenApiRouter::with_openapi(Frame::openapi()).nest("/api/v1", routes::api());
    complete(router.get_openapi_mut());
    router
}

fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
        super::caller::SESSION_COOKIE,
        "Set by POST /session. Everything but GET also needs the header X-CSRF-Token.",
    )));
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("rcd_…").build();
    components.add_security_scheme("session", cookie);
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
    for item in document.paths.paths.values_mut() {
        for operation in operations(item) {
            describe_refusals(operation);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch].into_iter().flatten()
}

fn describe_refusals(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    let protected = operation.security.as_ref().is_none_or(|required| {
        required
            .iter()
            .any(|one| serde_json::to_value(one).is_ok_and(|one| one.as_object().is_some_and(|o| !o.is_empty())))
    });
    if protected {
        responses.insert("401".to_owned(), refusal("No credential, or one that opens nothing any more"));
        responses.insert("403".to_owned(), refusal("The permission is missing, or the CSRF token"));
    }
    responses.insert("default".to_owned(), refusal("Anything else that was refused"));
}

fn refusal(description: &str) -> RefOr<Response> {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    RefOr::T(ResponseBuilder::new().description(description).content("application/problem+json", problem).build())
}
