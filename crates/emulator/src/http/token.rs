//! Who calls, and whether they may.

use axum::http::{Method, header};

use super::Call;
use super::call::TOKEN;
use crate::config::{Config, OtherToken};
use crate::engine::Core;
use crate::refusal::Refusal;

pub(crate) const MESSAGING: &str = "whatsapp_business_messaging";
pub(crate) const MANAGEMENT: &str = "whatsapp_business_management";
pub(crate) const BUSINESS: &str = "business_management";

/// Whose token it is.
pub(crate) enum Caller<'a> {
    /// The token that may do everything.
    Owner,
    /// `APP_ID|APP_SECRET`.
    App,
    Other(&'a OtherToken),
}

/// Whether the token is known, and may do this.
pub(super) fn check(core: &Core, call: &Call) -> Result<(), Refusal> {
    let in_form = || {
        let fields = call.form().ok().flatten()?;
        fields.into_iter().find(|(name, _)| name == TOKEN).map(|(_, token)| token.trim().to_owned())
    };
    let Some(token) = given(call).map(str::to_owned).or_else(in_form).filter(|token| !token.is_empty()) else {
        return Err(Refusal::new(0, "An access token is required to request this resource."));
    };
    let caller = caller(&core.config, &token)
        .ok_or_else(|| Refusal::new(190, "Invalid OAuth access token - Cannot parse access token"))?;
    check_proof(core, call, &token)?;
    match caller {
        Caller::Owner => Ok(()),
        Caller::App => check_app(call, &core.config),
        Caller::Other(token) => check_other(call, &core.config, token),
    }
}

/// The token of a request.
fn given(call: &Call) -> Option<&str> {
    let header = call.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let scheme = |value: &str| ["bearer", "oauth"].iter().any(|known| value.eq_ignore_ascii_case(known));
    let bearer =
        header.and_then(|value| value.split_once(' ')).filter(|(kind, _)| scheme(kind)).map(|(_, token)| token);
    bearer.or_else(|| call.query(TOKEN)).map(str::trim).filter(|token| !token.is_empty())
}

/// Whose token this is, if anybody's.
pub(crate) fn caller<'a>(config: &'a Config, token: &str) -> Option<Caller<'a>> {
    if token == config.access_token {
        return Some(Caller::Owner);
    }
    if token.split_once('|') == Some((&config.app_id, &config.app_secret)) {
        return Some(Caller::App);
    }
    config.other_tokens.iter().find(|other| other.value == token).map(Caller::Other)
}

/// The hash that shows that the caller knows the app's secret; needed only where the app demands it.
fn check_proof(core: &Core, call: &Call, token: &str) -> Result<(), Refusal> {
    let is_right = |proof: &str| core.secret.sign(token.as_bytes()).trim_start_matches("sha256=") == proof;
    match call.query("appsecret_proof") {
        Some(proof) if is_right(proof) => Ok(()),
        Some(_) => Err(Refusal::new(100, "Invalid appsecret_proof provided in the API argument")),
        None if core.config.require_app_secret_proof => {
            Err(Refusal::new(100, "API calls from the server require an appsecret_proof argument"))
        }
        None => Ok(()),
    }
}

/// The app's own token is for the app's own matters.
fn check_app(call: &Call, config: &Config) -> Result<(), Refusal> {
    let first = call.segments.first().map(String::as_str).unwrap_or_default();
    if first == config.app_id || matches!(first, "debug_token" | "oauth") || first.starts_with("upload:") {
        return Ok(());
    }
    Err(Refusal::new(200, "Provide a user or system user access token: an app access token cannot do this."))
}

fn check_other(call: &Call, config: &Config, token: &OtherToken) -> Result<(), Refusal> {
    if token.expired {
        return Err(Refusal::new(190, "Error validating access token: Session has expired").with_subcode(463));
    }
    let object = call.segments.first().map(String::as_str).unwrap_or_default();
    let is_number = config.numbers.iter().any(|number| number.phone_number_id == object);
    if is_number && !token.phone_number_ids.iter().any(|id| id == object) {
        return Err(Refusal::new(200, "This token has no access to this phone number."));
    }
    match needed(call) {
        Some(permission) if !token.permissions.iter().any(|held| held == permission) => {
            let details = format!("Application does not have permission for this action: it needs {permission}.");
            Err(Refusal::new(10, details))
        }
        _ => Ok(()),
    }
}

/// The permission that a call needs.
fn needed(call: &Call) -> Option<&'static str> {
    match call.edge() {
        None if call.method == Method::GET => None,
        Some("messages" | "marketing_messages" | "media" | "calls" | "groups" | "block_users") => Some(MESSAGING),
        _ if call.segments.first().is_some_and(|first| first == "debug_token") => None,
        _ => Some(MANAGEMENT),
    }
}
