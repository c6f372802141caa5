//! What the business keeps at Meta beside numbers and templates: uploads, Flows, groups, calls, and the counts behind
//! the analytics.

mod analytics;
mod call;
mod group;
mod membership;
mod order;
mod signup;
mod template_group;
mod upload;

pub(crate) use analytics::{Granularity, Ledger, Measure, Span};
pub(crate) use call::Calls;
pub(crate) use group::{Group, Groups};
pub(crate) use order::{Order, Orders};
pub(crate) use signup::Signups;
pub(crate) use template_group::TemplateGroups;
pub(crate) use upload::Uploads;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use whatsapp::message::Message;

use super::flow::Flows;
use super::inbound::Said;
use super::notice::Notices;
use super::{ThreadKey, Turn, World};
use crate::refusal::Refusal;

/// All of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Assets {
    pub uploads: Uploads,
    pub flows: Flows,
    pub groups: Groups,
    pub calls: Calls,
    pub ledger: Ledger,
    pub orders: Orders,
    pub signups: Signups,
    pub template_groups: TemplateGroups,
    pub switches: Switches,
    pub notices: Notices,
}

/// Switches of the account that are set by request.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Switches {
    /// Template analytics, once confirmed, stay on.
    pub insights: bool,
    pub auto_archival: bool,
    /// Marketing templates only by the end point of their own.
    pub marketing_elsewhere: bool,
}

impl World {
    /// What a customer says may be a tap that counts, or leave to call.
    pub(super) fn take_note(&mut self, turn: &Turn<'_>, key: ThreadKey, said: &Said) {
        let text = |pointer: &str| said.message.pointer(pointer).and_then(Value::as_str);
        if let (Some(quoted), Some(words)) = (&said.context, text("/button/text")) {
            self.count_click(turn.now, quoted, words);
        }
        if let Some(response) = text("/interactive/call_permission_reply/response") {
            self.permit_calls(turn.now, key, response == "accept");
        }
    }

    /// A request for leave to call may not come too often.
    pub(super) fn check_call_request(
        &mut self,
        turn: &Turn<'_>,
        key: ThreadKey,
        message: &Message,
    ) -> Result<(), Refusal> {
        match message {
            Message::Interactive(interactive) if interactive.kind() == "call_permission_request" => {
                self.ask_to_call(turn.now, key)
            }
            _ => Ok(()),
        }
    }
}
