//! WhatsApp Flows: made, filled, published, retired; and the key of their data end-point.

use std::fmt::Write;

use reqwest::multipart::Form;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::media::file_part;
use super::{AccessToken, Client, Exchange, Pages, Success};
use crate::flow::{
    CreatedFlow, FlowAsset, FlowMetric, FlowMigration, FlowPreview, FlowRecord, FlowUpdate, FlowValidation,
    MigratedFlows, NewFlow,
};
use crate::paging::Page;
use crate::{Extra, endpoint};

const FIELDS: &str = "id,name,status,categories,validation_errors,json_version,data_api_version,endpoint_uri,\
                      preview.invalidate(false),whatsapp_business_account,application,health_status";

/// Which figures of a data end-point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricQuery {
    /// Such as `ENDPOINT_REQUEST_COUNT`.
    pub name: String,
    /// `DAY`, `HOUR` or `LIFETIME`.
    pub granularity: String,
    /// Such as `2026-10-01`.
    pub since: Option<String>,
    pub until: Option<String>,
}

/// The public key of a number, and whether Meta could sign it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EncryptionKey {
    #[serde(default)]
    pub business_public_key: String,
    /// `VALID` or `MISMATCH`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_public_key_signature_status: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The key of some numbers stands in a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum EncryptionAnswer {
    Listed(Page<EncryptionKey>),
    Alone(EncryptionKey),
}

impl Client {
    /// Makes a flow.
    pub async fn create_flow(&self, account_id: &str, token: &AccessToken, flow: &NewFlow) -> Exchange<CreatedFlow> {
        self.call(&endpoint::CREATE_FLOW, &[account_id]).json(flow).send(token).await
    }

    /// The flows of an account.
    pub fn flows(&self, account_id: &str, token: &AccessToken) -> Pages<'_, FlowRecord> {
        self.pages(&endpoint::LIST_FLOWS, &[account_id], token)
    }

    /// One flow, with a link to try it.
    pub async fn flow(&self, flow_id: &str, token: &AccessToken) -> Exchange<FlowRecord> {
        self.flow_with(flow_id, token, FIELDS).await
    }

    /// One flow, and of it these fields, separated by commas.
    pub async fn flow_with(&self, flow_id: &str, token: &AccessToken, fields: &str) -> Exchange<FlowRecord> {
        self.call(&endpoint::GET_FLOW, &[flow_id]).query("fields", fields).send(token).await
    }

    /// A link to try a flow; a new one, if the old one is to work no longer.
    pub async fn flow_preview(&self, flow_id: &str, token: &AccessToken, invalidate: bool) -> Exchange<FlowPreview> {
        let exchange = self.flow_with(flow_id, token, &format!("preview.invalidate({invalidate})")).await;
        exchange.map(|flow| flow.preview.unwrap_or_default())
    }

    /// How the data end-point of a flow does.
    pub async fn flow_metric(&self, flow_id: &str, token: &AccessToken, query: &MetricQuery) -> Exchange<FlowMetric> {
        let MetricQuery { name, granularity, since, until } = query;
        let mut field = format!("metric.name({name}).granularity({granularity})");
        for (filter, value) in [("since", since), ("until", until)] {
            if let Some(value) = value {
                let _ = write!(field, ".{filter}({value})");
            }
        }
        let exchange = self.flow_with(flow_id, token, &field).await;
        exchange.map(|flow| flow.metric.unwrap_or_default())
    }

    /// Changes name, categories or end-point.
    pub async fn update_flow(&self, flow_id: &str, token: &AccessToken, update: &FlowUpdate) -> Exchange<Success> {
        self.call(&endpoint::UPDATE_FLOW, &[flow_id]).json(update).send(token).await
    }

    /// Replaces the document; a published flow is a draft again.
    pub async fn upload_flow_json(
        &self,
        flow_id: &str,
        token: &AccessToken,
        document: &Value,
    ) -> Exchange<FlowValidation> {
        let bytes = document.to_string().into_bytes();
        let form = file_part("flow.json", "application/json", bytes).map(|(part, description)| {
            (Form::new().text("name", "flow.json").text("asset_type", "FLOW_JSON").part("file", part), description)
        });
        self.call(&endpoint::UPLOAD_FLOW_JSON, &[flow_id]).upload(form).send(token).await
    }

    /// The files of a flow.
    pub fn flow_assets(&self, flow_id: &str, token: &AccessToken) -> Pages<'_, FlowAsset> {
        self.pages(&endpoint::LIST_FLOW_ASSETS, &[flow_id], token)
    }

    /// Publishes a flow, which must be without errors.
    pub async fn publish_flow(&self, flow_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::PUBLISH_FLOW, &[flow_id]).send(token).await
    }

    /// Retires a published flow for good.
    pub async fn deprecate_flow(&self, flow_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::DEPRECATE_FLOW, &[flow_id]).send(token).await
    }

    /// Deletes a draft.
    pub async fn delete_flow(&self, flow_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::DELETE_FLOW, &[flow_id]).send(token).await
    }

    /// Copies flows from another account.
    pub async fn migrate_flows(
        &self,
        account_id: &str,
        token: &AccessToken,
        migration: &FlowMigration,
    ) -> Exchange<MigratedFlows> {
        self.call(&endpoint::MIGRATE_FLOWS, &[account_id]).json(migration).send(token).await
    }

    /// Uploads the public key that phones encrypt their requests with, in PEM.
    pub async fn set_encryption_key(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        public_key_pem: &str,
    ) -> Exchange<Success> {
        let form = [("business_public_key", public_key_pem)];
        self.call(&endpoint::SET_ENCRYPTION_KEY, &[phone_number_id]).form(&form, &[]).send(token).await
    }

    /// Reads the public key.
    pub async fn encryption_key(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<EncryptionKey> {
        let exchange = self.call(&endpoint::GET_ENCRYPTION_KEY, &[phone_number_id]).send(token).await;
        exchange.and_then(|answer| match answer {
            EncryptionAnswer::Listed(page) => super::settings::only(page),
            EncryptionAnswer::Alone(key) => Ok(key),
        })
    }
}
