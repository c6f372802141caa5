//! Why a message was not sent, in the words of the API.

use crate::app::App;
use crate::http::problem::{FieldError, Problem};
use axum::http::StatusCode;
use domain::decide::speak::Unsaid;
use domain::id::{ConversationId, WorkspaceId};
use domain::policy::Reason;

pub async fn refused(app: &App, workspace: WorkspaceId, conversation: ConversationId, unsaid: Unsaid) -> Problem {
    match unsaid {
        Unsaid::NoConversation => Problem::not_found("conversation"),
        Unsaid::NoAddress => {
            let detail = "The contact has neither a phone number nor a user id to send to.";
            Problem::conflict("no_address", "Nowhere to send it", detail)
        }
        Unsaid::Limit(limit) => {
            let error = FieldError { field: limit.field.clone(), message: limit.to_string(), ..FieldError::default() };
            let (status, title) = (StatusCode::UNPROCESSABLE_ENTITY, "Beyond what WhatsApp allows");
            Problem::new(status, "limit_exceeded", title, format!("{limit}.")).with_errors(vec![error])
        }
        Unsaid::Refused(reason) => {
            let problem = Problem::conflict(reason.as_str(), "May not be sent", sentence(reason));
            if reason != Reason::WindowClosed {
                return problem;
            }
            let conversation = super::load_now(app, workspace, conversation).await.ok();
            let expired = conversation.and_then(|conversation| conversation.facts.window_expires_at);
            problem.with("window_expires_at", expired)
        }
    }
}

/// The same in one word.
pub fn word(unsaid: &Unsaid) -> &'static str {
    match unsaid {
        Unsaid::NoConversation => "not_found",
        Unsaid::NoAddress => "no_address",
        Unsaid::Limit(_) => "limit_exceeded",
        Unsaid::Refused(reason) => reason.as_str(),
    }
}

fn sentence(reason: Reason) -> &'static str {
    match reason {
        Reason::NumberUnavailable => "Meta blocked this number; nothing can be sent from it.",
        Reason::NumberRestricted => "Meta restricts this number: for now it can only answer.",
        Reason::BlockedContact => "The contact is blocked. Unblock it first.",
        Reason::WindowClosed => "More than 24 hours have passed since the person wrote. Send an approved template.",
        Reason::TemplateNotApproved => "Meta has not approved this template.",
        Reason::TemplatePaused => "Meta has paused this template for its quality.",
        Reason::OptedOut => "The person asked not to be written to.",
        Reason::NoConsent => "The person has not agreed to receive marketing.",
        Reason::QuietHours => "These are quiet hours.",
        Reason::FrequencyCap => "The person already got as many messages as the workspace allows.",
        Reason::TierExhausted => "Meta's limit of new conversations for today is used up.",
    }
}
