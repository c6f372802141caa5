//! How a number comes to the Cloud API: a code proves that it is ours, a PIN keeps it.

use super::meta::{not_done, with_token};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageNumbers};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::NumberId;
use serde::Deserialize;
use utoipa::ToSchema;
use whatsapp::client::{CodeMethod, Registration};

const DIGITS: usize = 6;

#[derive(Debug, Deserialize, ToSchema)]
pub struct RequestCode {
    pub method: Method,
    /// The language of the message, such as `es`.
    pub language: String,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CodeMethod)]
pub enum Method {
    Sms,
    Voice,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct VerifyCode {
    /// Six digits, as they came.
    pub code: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct RegisterNumber {
    /// The six digits that keep the number, or shall keep it from now on.
    pub pin: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct RenameNumber {
    /// What customers shall see once Meta has approved it.
    pub name: String,
}

/// Have a verification code sent to a number
#[utoipa::path(post, path = "/numbers/{id}/request-code", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    request_body = RequestCode, security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 204, description = "On its way"),
        (status = 422, description = "`meta_refused`, in Meta's words",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn request_number_code(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    At(id): At<NumberId>,
    Body { value: asked, .. }: Body<RequestCode>,
) -> Result<StatusCode, Problem> {
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    let method = match asked.method {
        Method::Sms => CodeMethod::Sms,
        Method::Voice => CodeMethod::Voice,
    };
    let done = app.cloud.request_code(&number.phone_number_id, &token, method, &asked.language).await;
    done.result.map_err(not_done)?;
    noted(&app, &caller, "number.code_requested", id).await
}

/// Verify a number with the code that came
#[utoipa::path(post, path = "/numbers/{id}/verify-code", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    request_body = VerifyCode, security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 204, description = "The number is ours"),
        (status = 422, description = "`invalid`, or `meta_refused` in Meta's words",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn verify_number_code(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    At(id): At<NumberId>,
    Body { value: asked, .. }: Body<VerifyCode>,
) -> Result<StatusCode, Problem> {
    let code = six_digits("code", &asked.code)?;
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    app.cloud.verify_code(&number.phone_number_id, &token, &code).await.result.map_err(not_done)?;
    noted(&app, &caller, "number.verified", id).await
}

/// Register a number
///
/// From then on it can send and receive here. The PIN keeps others from taking it; it is not kept by us.
#[utoipa::path(post, path = "/numbers/{id}/register", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    request_body = RegisterNumber, security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 204, description = "Registered"),
        (status = 422, description = "`invalid`, or `meta_refused` in Meta's words",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn register_number(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    At(id): At<NumberId>,
    Body { value: asked, .. }: Body<RegisterNumber>,
) -> Result<StatusCode, Problem> {
    let pin = six_digits("pin", &asked.pin)?;
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    let registration = Registration { pin, data_localization_region: None, backup: None };
    app.cloud.register(&number.phone_number_id, &token, &registration).await.result.map_err(not_done)?;
    noted(&app, &caller, "number.registered", id).await
}

/// Ask for another display name
#[utoipa::path(post, path = "/numbers/{id}/display-name", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    request_body = RenameNumber, security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 204, description = "Meta looks at it; the number is to be registered again afterwards"),
        (status = 422, description = "`invalid`, or `meta_refused` in Meta's words",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn rename_number(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    At(id): At<NumberId>,
    Body { value: asked, .. }: Body<RenameNumber>,
) -> Result<StatusCode, Problem> {
    let name = asked.name.trim();
    if name.chars().count() < 3 {
        return Err(Problem::invalid("name", "at least three characters"));
    }
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    app.cloud.set_display_name(&number.phone_number_id, &token, name).await.result.map_err(not_done)?;
    noted(&app, &caller, "number.name_wanted", id).await
}

fn six_digits(field: &str, text: &str) -> Result<String, Problem> {
    let digits: String = text.chars().filter(|character| !character.is_whitespace() && *character != '-').collect();
    let fits = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(digits) } else { Err(Problem::invalid(field, "six digits")) }
}

async fn noted(app: &App, caller: &Caller, what: &'static str, id: NumberId) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    audit::note(app, &mut tx, caller, what, &id.to_string()).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::NumbersChanged]);
    Ok(StatusCode::NO_CONTENT)
}
