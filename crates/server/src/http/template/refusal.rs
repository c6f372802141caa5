//! Why a template was not submitted, made or deleted, as a problem document.

use super::view::{FindingItem, HindranceItem};
use crate::http::problem::Problem;
use crate::templates::desk::DeskError;
use crate::templates::meta::MetaError;
use axum::http::StatusCode;

pub fn not_found() -> Problem {
    Problem::not_found("template")
}

pub fn refused(error: DeskError) -> Problem {
    match error {
        DeskError::NoTemplate => not_found(),
        DeskError::Exists(id) => {
            let detail = "A template of this name exists in this language. Open it, or choose another name.";
            Problem::conflict("template_exists", "Exists already", detail).with("template_id", id.to_string())
        }
        DeskError::Hindered(hindrance) => {
            let item = HindranceItem::of(hindrance);
            let slug = format!("template_{}", item.code);
            let detail = "Meta takes no submission of this template now.";
            Problem::conflict(&slug, "Not now", detail).with("until", item.until)
        }
        DeskError::NotPaused => {
            Problem::conflict("template_not_paused", "Not paused", "Only a template that Meta has paused is resumed.")
        }
        DeskError::Faulty(findings) => {
            let findings: Vec<FindingItem> = findings.iter().map(FindingItem::of).collect();
            let detail = "Meta would not take this template. Mend what is named in `findings`.";
            let findings = serde_json::to_value(findings).unwrap_or_default();
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "template_faulty", "Not right yet", detail)
                .with("findings", findings)
        }
        DeskError::Meta(error) => by_meta(error),
    }
}

pub fn by_meta(error: MetaError) -> Problem {
    match error {
        MetaError::Store(error) => error.into(),
        MetaError::Seal(error) => Problem::internal(&error),
        MetaError::Refused(words) => {
            let detail = format!("Meta refused: {words}");
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "meta_refused", "Meta refused", detail).with("words", words)
        }
        MetaError::NoNumber(_) => {
            let detail = "There is no number of this account. Connect one in the settings.";
            Problem::conflict("no_number", "No number", detail)
        }
        error @ (MetaError::Unreachable(_) | MetaError::AnswerLost) => {
            let detail = format!("{error}. Try again in a moment.");
            Problem::new(StatusCode::BAD_GATEWAY, "meta_unavailable", "Meta did not answer", detail)
        }
    }
}
