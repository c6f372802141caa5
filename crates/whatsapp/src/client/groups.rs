//! Groups of eight people at most. Most changes are only confirmed by webhook.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{AccessToken, Client, Exchange, Pages};
use crate::{Extra, endpoint, lenient};

const FIELDS: &str = "id,subject,description,suspended,creation_timestamp,participants,total_participant_count,\
                      join_approval_mode";

vocabulary! {
    /// Who lets people in who follow the invitation link.
    JoinApprovalMode {
        AutoApprove = "auto_approve",
        ApprovalRequired = "approval_required",
    }
}

/// A group to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewGroup {
    pub messaging_product: String,
    pub subject: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join_approval_mode: Option<JoinApprovalMode>,
}

impl NewGroup {
    pub fn new(subject: impl Into<String>) -> Self {
        let messaging_product = "whatsapp".to_owned();
        Self { messaging_product, subject: subject.into(), description: None, join_approval_mode: None }
    }
}

sparse! {
    /// A group, as far as it was asked for.
    GroupInfo {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        subject: String,
        description: String,
        suspended: bool,
        #[serde(deserialize_with = "lenient::optional_number")]
        created_at: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        creation_timestamp: i64,
        participants: Vec<Participant>,
        #[serde(deserialize_with = "lenient::optional_number")]
        total_participant_count: u32,
        join_approval_mode: JoinApprovalMode,
    }
}

sparse! {
    /// Somebody in a group.
    Participant {
        #[serde(deserialize_with = "lenient::filled")]
        wa_id: String,
        #[serde(deserialize_with = "lenient::filled")]
        user_id: String,
    }
}

sparse! {
    /// The answer to a change that is only begun; webhooks with this id tell how it ends.
    GroupRequest {
        #[serde(deserialize_with = "lenient::filled")]
        request_id: String,
        messaging_product: String,
    }
}

/// What is to change of a group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupEdit {
    pub subject: Option<String>,
    pub description: Option<String>,
}

/// How people come in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InviteLink {
    pub invite_link: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Somebody who asks to come in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JoinRequest {
    #[serde(deserialize_with = "lenient::word")]
    pub join_request_id: String,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub creation_timestamp: Option<i64>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// Who was let in or turned away, and for whom that failed.
    JoinOutcome {
        approved_join_requests: Vec<String>,
        rejected_join_requests: Vec<String>,
        failed_join_requests: Vec<serde_json::Value>,
    }
}

impl Client {
    /// Makes a group; a webhook brings its id and invitation link.
    pub async fn create_group(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        group: &NewGroup,
    ) -> Exchange<GroupRequest> {
        self.call(&endpoint::CREATE_GROUP, &[phone_number_id]).json(group).send(token).await
    }

    /// The groups of a number.
    pub fn groups(&self, phone_number_id: &str, token: &AccessToken) -> Pages<'_, GroupInfo> {
        self.pages(&endpoint::LIST_GROUPS, &[phone_number_id], token)
    }

    /// One group.
    pub async fn group(&self, group_id: &str, token: &AccessToken) -> Exchange<GroupInfo> {
        self.call(&endpoint::GET_GROUP, &[group_id]).query("fields", FIELDS).send(token).await
    }

    /// Changes subject and description.
    pub async fn update_group(&self, group_id: &str, token: &AccessToken, edit: &GroupEdit) -> Exchange<GroupRequest> {
        let mut body = Extra::new();
        body.insert("messaging_product".to_owned(), json!("whatsapp"));
        body.extend(edit.subject.as_ref().map(|subject| ("subject".to_owned(), json!(subject))));
        body.extend(edit.description.as_ref().map(|text| ("description".to_owned(), json!(text))));
        self.call(&endpoint::UPDATE_GROUP, &[group_id]).json(&body).send(token).await
    }

    /// Deletes a group.
    pub async fn delete_group(&self, group_id: &str, token: &AccessToken) -> Exchange<GroupRequest> {
        self.call(&endpoint::DELETE_GROUP, &[group_id]).send(token).await
    }

    /// The invitation link.
    pub async fn invite_link(&self, group_id: &str, token: &AccessToken) -> Exchange<InviteLink> {
        self.call(&endpoint::GET_INVITE_LINK, &[group_id]).send(token).await
    }

    /// A new invitation link, after which the old one no longer works.
    pub async fn reset_invite_link(&self, group_id: &str, token: &AccessToken) -> Exchange<InviteLink> {
        let body = json!({ "messaging_product": "whatsapp" });
        self.call(&endpoint::RESET_INVITE_LINK, &[group_id]).json(&body).send(token).await
    }

    /// Removes people, who cannot come back by the link.
    pub async fn remove_participants(
        &self,
        group_id: &str,
        token: &AccessToken,
        users: &[&str],
    ) -> Exchange<GroupRequest> {
        let users: Vec<_> = users.iter().map(|user| json!({ "user": user })).collect();
        let body = json!({ "messaging_product": "whatsapp", "participants": users });
        self.call(&endpoint::REMOVE_PARTICIPANTS, &[group_id]).json(&body).send(token).await
    }

    /// Who asks to come in.
    pub fn join_requests(&self, group_id: &str, token: &AccessToken) -> Pages<'_, JoinRequest> {
        self.pages(&endpoint::LIST_JOIN_REQUESTS, &[group_id], token)
    }

    /// Lets people in.
    pub async fn approve_join_requests(
        &self,
        group_id: &str,
        token: &AccessToken,
        join_request_ids: &[&str],
    ) -> Exchange<JoinOutcome> {
        let body = json!({ "messaging_product": "whatsapp", "join_requests": join_request_ids });
        self.call(&endpoint::APPROVE_JOIN_REQUESTS, &[group_id]).json(&body).send(token).await
    }

    /// Turns people away.
    pub async fn reject_join_requests(
        &self,
        group_id: &str,
        token: &AccessToken,
        join_request_ids: &[&str],
    ) -> Exchange<JoinOutcome> {
        let body = json!({ "messaging_product": "whatsapp", "join_requests": join_request_ids });
        self.call(&endpoint::REJECT_JOIN_REQUESTS, &[group_id]).json(&body).send(token).await
    }
}
