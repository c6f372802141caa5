//! Answers that the engine itself offers to tap: yes and no, the steps of a scale, a consent.

use super::phrases;
use crate::flow::document::{AnswerKind, Ask, NodeKind, SurveyKind};

pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";
/// A list has ten rows; a longer scale is typed.
const MOST: i64 = 10;

/// Whether a node offers this answer, whatever language it is shown in.
pub(crate) fn offers(kind: &NodeKind, answer: &str) -> bool {
    if let NodeKind::Ask(ask) = kind
        && ask.kind == AnswerKind::Entity
    {
        return super::naming::meant(answer).is_some();
    }
    let offers = match kind {
        NodeKind::Ask(ask) => of_ask(ask, ""),
        NodeKind::AskConsent(_) => of_consent(""),
        NodeKind::Survey(survey) => of_survey(survey.kind),
        _ => return false,
    };
    offers.iter().any(|(id, _)| id == answer)
}

/// (id, title), in the order shown; none when the answer is typed or sent.
pub(super) fn of_ask(ask: &Ask, language: &str) -> Vec<(String, String)> {
    match ask.kind {
        AnswerKind::YesNo => yes_no(language),
        AnswerKind::Rating => {
            let (lowest, highest) = ask.scale();
            let fits = lowest < highest && highest.saturating_sub(lowest) < MOST;
            if fits {
                (lowest..=highest).map(|step| (step.to_string(), step.to_string())).collect()
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

pub(super) fn of_consent(language: &str) -> Vec<(String, String)> {
    yes_no(language)
}

/// From the best downwards, as people expect of a list of stars.
pub(super) fn of_survey(kind: SurveyKind) -> Vec<(String, String)> {
    let (lowest, highest) = kind.scale();
    match kind {
        SurveyKind::Nps => Vec::new(),
        SurveyKind::Csat => {
            (lowest..=highest).rev().map(|step| (step.to_string(), "⭐".repeat(usize::from(step)))).collect()
        }
        SurveyKind::Ces => (lowest..=highest).rev().map(|step| (step.to_string(), step.to_string())).collect(),
    }
}

fn yes_no(language: &str) -> Vec<(String, String)> {
    [(YES, &phrases::YES), (NO, &phrases::NO)]
        .map(|(id, phrase)| (id.to_owned(), phrase.in_language(language).to_owned()))
        .into()
}
