//! Templates that Meta has written, authentication templates in many languages, and templates of other accounts.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AccessToken, Client, Exchange, Pages};
use crate::endpoint;
use crate::paging::Page;
use crate::template::{Category, Component, CreatedTemplate};
use crate::{Extra, lenient};

/// What to look for in Meta's library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LibraryFilter {
    /// Words of the template.
    pub search: Option<String>,
    /// Such as `ORDER_MANAGEMENT`.
    pub topic: Option<String>,
    /// Such as `DELIVERY_UPDATE`.
    pub usecase: Option<String>,
    /// Such as `E_COMMERCE`.
    pub industry: Option<String>,
    pub language: Option<String>,
}

sparse! {
    /// A template of the library.
    LibraryTemplate {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        name: String,
        language: String,
        category: Category,
        topic: String,
        usecase: String,
        industry: Vec<String>,
        header: String,
        body: String,
        body_params: Vec<String>,
        /// `TEXT`, `AMOUNT`, `DATE`, `ADDRESS` and so on, which values must be when it is sent.
        body_param_types: Vec<String>,
        buttons: Vec<Value>,
    }
}

/// A template of the library as it is taken over, which is approved at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewLibraryTemplate {
    pub name: String,
    pub language: String,
    pub category: Category,
    pub library_template_name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub library_template_button_inputs: Vec<LibraryButton>,
    /// Which of the optional parts are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub library_template_body_inputs: Option<Extra>,
}

sparse! {
    /// What a button of a library template is filled in with.
    LibraryButton {
        /// `URL`, `PHONE_NUMBER`, `QUICK_REPLY` or `OTP`.
        #[serde(rename = "type")]
        kind: String,
        url: LibraryUrl,
        phone_number: String,
        otp_type: String,
    }
}

sparse! {
    /// Where a button of a library template leads.
    LibraryUrl {
        base_url: String,
        url_suffix_example: String,
    }
}

/// An authentication template in several languages, made or brought up to date at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UpsertTemplates {
    pub name: String,
    pub languages: Vec<String>,
    /// `AUTHENTICATION`.
    pub category: Category,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_send_ttl_seconds: Option<i64>,
    pub components: Vec<Component>,
}

/// How the texts of an authentication template are to look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PreviewQuery {
    /// All of them when empty.
    pub languages: Vec<String>,
    pub add_security_recommendation: Option<bool>,
    pub code_expiration_minutes: Option<u32>,
}

sparse! {
    /// The texts of an authentication template in one language.
    TemplatePreview {
        language: String,
        body: String,
        footer: String,
        buttons: Vec<Value>,
    }
}

/// Which templates to copy from another account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateMigration {
    pub source_waba_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_number: Option<u32>,
    /// How many on a page, 500 at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

sparse! {
    /// Which templates were copied.
    MigrationOutcome {
        migrated_templates: Vec<Value>,
        /// Why not, by template.
        failed_templates: Value,
    }
}

impl Client {
    /// Searches Meta's library.
    pub fn template_library(&self, token: &AccessToken, filter: &LibraryFilter) -> Pages<'_, LibraryTemplate> {
        let LibraryFilter { search, topic, usecase, industry, language } = filter.clone();
        self.pages(&endpoint::LIST_TEMPLATE_LIBRARY, &[], token)
            .maybe("search", search)
            .maybe("topic", topic)
            .maybe("usecase", usecase)
            .maybe("industry", industry)
            .maybe("language", language)
    }

    /// Takes a template of the library over.
    pub async fn create_library_template(
        &self,
        account_id: &str,
        token: &AccessToken,
        template: &NewLibraryTemplate,
    ) -> Exchange<CreatedTemplate> {
        self.call(&endpoint::CREATE_TEMPLATE, &[account_id]).json(template).send(token).await
    }

    /// Makes an authentication template in several languages, or brings it up to date.
    pub async fn upsert_templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        templates: &UpsertTemplates,
    ) -> Exchange<Page<CreatedTemplate>> {
        self.call(&endpoint::UPSERT_TEMPLATES, &[account_id]).json(templates).send(token).await
    }

    /// Shows the texts of an authentication template, which are Meta's in each language.
    pub async fn preview_templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        query: &PreviewQuery,
    ) -> Exchange<Page<TemplatePreview>> {
        let languages = (!query.languages.is_empty()).then(|| query.languages.join(","));
        self.call(&endpoint::PREVIEW_TEMPLATES, &[account_id])
            .query("category", Category::Authentication.as_str())
            .maybe("languages", languages.as_deref())
            .maybe(
                "add_security_recommendation",
                query.add_security_recommendation.map(|wanted| wanted.to_string()).as_deref(),
            )
            .maybe(
                "code_expiration_minutes",
                query.code_expiration_minutes.map(|minutes| minutes.to_string()).as_deref(),
            )
            .query("button_types", "OTP")
            .send(token)
            .await
    }

    /// Copies templates from another account; their quality begins anew.
    pub async fn migrate_templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        migration: &TemplateMigration,
    ) -> Exchange<MigrationOutcome> {
        self.call(&endpoint::MIGRATE_TEMPLATES, &[account_id]).json(migration).send(token).await
    }
}
