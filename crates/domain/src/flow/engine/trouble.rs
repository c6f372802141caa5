//! What can go wrong in the middle of a conversation.

use super::HandOverReason;
use crate::flow::expression::ExpressionError;
use whatsapp::limits::LimitError;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("there is no node `{0}`")]
    UnknownNode(String),
    #[error("a flow this one was called from is gone")]
    UnknownFlow,
    #[error("{part}: {source}")]
    Expression { part: &'static str, source: ExpressionError },
    #[error("there is no text for this language nor for the flow's own")]
    NoText,
    #[error("WhatsApp would refuse the message: {0}")]
    Message(#[from] LimitError),
    #[error("{0}")]
    Unsayable(&'static str),
    #[error("the pattern of the answer cannot be used")]
    Pattern,
    #[error("the request cannot be made: {0}")]
    Request(&'static str),
    #[error("the 24-hour window has closed and this is no template")]
    WindowClosed,
    #[error("the limit of {limit} {what} was reached")]
    Limit { what: &'static str, limit: usize },
}

impl Trouble {
    pub fn reason(&self) -> HandOverReason {
        match self {
            Self::WindowClosed => HandOverReason::WindowClosed,
            Self::Limit { .. }
            | Self::Expression { source: ExpressionError::TooMuchWork | ExpressionError::TooLarge { .. }, .. } => {
                HandOverReason::LimitReached
            }
            _ => HandOverReason::FlowError,
        }
    }

    pub(super) const fn limit(what: &'static str, limit: usize) -> Self {
        Self::Limit { what, limit }
    }
}
