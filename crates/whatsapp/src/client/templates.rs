//! Templates: list, read, submit, change, delete, compare.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AccessToken, Client, Exchange, Pages, Success};
use crate::endpoint;
use crate::paging::Page;
use crate::template::{Category, Component, CreatedTemplate, NewTemplate, ReviewStatus, TemplateRecord};

/// What is asked about each template of a list.
const FIELDS: &str = "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";

/// What is asked about a single one besides.
const MORE_FIELDS: &str = "previous_category,correct_category,last_updated_time,health_status,\
                           message_send_ttl_seconds,cta_url_link_tracking_opted_out,library_template_name";

/// Which templates to list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateFilter {
    pub name: Option<String>,
    pub status: Option<ReviewStatus>,
    pub category: Option<Category>,
    pub language: Option<String>,
    /// `GREEN`, `YELLOW`, `RED` or `UNKNOWN`.
    pub quality_score: Option<String>,
    /// `AUTO_GENERATED` for those that direct sends have made.
    pub source: Option<String>,
}

sparse! {
    /// What is to change of a template.
    TemplateEdit {
        /// Not that of an approved template.
        category: Category,
        /// Replaces all there are.
        components: Vec<Component>,
        message_send_ttl_seconds: i64,
        cta_url_link_tracking_opted_out: bool,
    }
}

/// One answer of a comparison: a figure or a reason, by template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateComparison {
    /// `BLOCK_RATE`, `MESSAGE_SENDS` or `TOP_BLOCK_REASON`.
    pub metric: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The templates, the one with the lowest figure first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order_by_relative_metric: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub number_values: Vec<ComparedValue<f64>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub string_values: Vec<ComparedValue<String>>,
}

/// The figure or the reason of one template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparedValue<T> {
    /// The template.
    pub key: String,
    pub value: T,
}

sparse! {
    /// What became of an attempt to move templates into the archive, or out of it.
    ArchiveOutcome {
        archived_templates: Vec<String>,
        unarchived_templates: Vec<String>,
        /// Why not, by template.
        failed_templates: Value,
    }
}

impl Client {
    /// The templates of an account.
    pub fn templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        filter: &TemplateFilter,
    ) -> Pages<'_, TemplateRecord> {
        let TemplateFilter { name, status, category, language, quality_score, source } = filter.clone();
        self.pages(&endpoint::LIST_TEMPLATES, &[account_id], token)
            .with("fields", FIELDS)
            .maybe("name", name)
            .maybe("status", status.map(|status| status.to_string()))
            .maybe("category", category.map(|category| category.to_string()))
            .maybe("language", language)
            .maybe("quality_score", quality_score)
            .maybe("source", source)
    }

    /// One template, with all that is known of it.
    pub async fn template(&self, template_id: &str, token: &AccessToken) -> Exchange<TemplateRecord> {
        let fields = format!("{FIELDS},{MORE_FIELDS}");
        self.call(&endpoint::GET_TEMPLATE, &[template_id]).query("fields", &fields).send(token).await
    }

    /// Submits a template for review.
    pub async fn create_template(
        &self,
        account_id: &str,
        token: &AccessToken,
        template: &NewTemplate,
    ) -> Exchange<CreatedTemplate> {
        self.call(&endpoint::CREATE_TEMPLATE, &[account_id]).json(template).send(token).await
    }

    /// Changes a template, which is then reviewed again.
    pub async fn edit_template(
        &self,
        template_id: &str,
        token: &AccessToken,
        edit: &TemplateEdit,
    ) -> Exchange<Success> {
        self.call(&endpoint::EDIT_TEMPLATE, &[template_id]).json(edit).send(token).await
    }

    /// Deletes a template in all its languages.
    pub async fn delete_template(&self, account_id: &str, token: &AccessToken, name: &str) -> Exchange<Success> {
        self.call(&endpoint::DELETE_TEMPLATES, &[account_id]).query("name", name).send(token).await
    }

    /// Deletes a template in one language; name and id must belong together.
    pub async fn delete_template_language(
        &self,
        account_id: &str,
        token: &AccessToken,
        name: &str,
        template_id: &str,
    ) -> Exchange<Success> {
        let call = self.call(&endpoint::DELETE_TEMPLATES, &[account_id]).query("name", name);
        call.query("hsm_id", template_id).send(token).await
    }

    /// Deletes templates by their ids, a hundred at most.
    pub async fn delete_templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        template_ids: &[&str],
    ) -> Exchange<Success> {
        let call = self.call(&endpoint::DELETE_TEMPLATES, &[account_id]);
        call.query("hsm_ids", &listed(template_ids)).send(token).await
    }

    /// Resumes a template that pacing has paused.
    pub async fn unpause_template(&self, template_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::UNPAUSE_TEMPLATE, &[template_id]).send(token).await
    }

    /// Compares two templates over 7, 30, 60 or 90 days; `start` and `end` are seconds since 1970.
    pub async fn compare_templates(
        &self,
        template_id: &str,
        token: &AccessToken,
        other_template_id: &str,
        start: i64,
        end: i64,
    ) -> Exchange<Page<TemplateComparison>> {
        self.call(&endpoint::COMPARE_TEMPLATES, &[template_id])
            .query("template_ids", &format!("[{other_template_id}]"))
            .query("start", &start.to_string())
            .query("end", &end.to_string())
            .send(token)
            .await
    }

    /// Archives templates by their ids, a hundred at most.
    pub async fn archive_templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        template_ids: &[&str],
    ) -> Exchange<ArchiveOutcome> {
        let body = serde_json::json!({ "hsm_ids": template_ids });
        self.call(&endpoint::ARCHIVE_TEMPLATES, &[account_id]).json(&body).send(token).await
    }

    /// Takes templates out of the archive.
    pub async fn unarchive_templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        template_ids: &[&str],
    ) -> Exchange<ArchiveOutcome> {
        let body = serde_json::json!({ "hsm_ids": template_ids });
        self.call(&endpoint::UNARCHIVE_TEMPLATES, &[account_id]).json(&body).send(token).await
    }
}

/// A list as the API takes it in a query.
pub(super) fn listed<T: Display>(elements: &[T]) -> String {
    let words: Vec<String> = elements.iter().map(|element| Value::from(element.to_string()).to_string()).collect();
    format!("[{}]", words.join(","))
}
