//! Imports as the API shows them.

use crate::http::problem::Problem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    #[schema(format = "uuid")]
    pub id: String,
    pub subject: ImportSubject,
    pub state: ImportState,
    pub file_name: String,
    /// Bytes.
    pub file_size: u64,
    /// `utf-8`, `windows-1252` or `utf-16`, as it was recognised.
    pub encoding: String,
    pub delimiter: String,
    /// The titles of the columns.
    pub titles: Vec<String>,
    pub mapping: ImportMapping,
    /// Rows without the titles; exact once the import has ended.
    pub rows_total: u64,
    /// How far the work at hand is; while it is undone, what is left.
    pub rows_done: u64,
    pub counts: ImportCounts,
    /// What the last dry run found.
    #[schema(required = true)]
    pub report: Option<ImportReport>,
    /// Why it could not go on.
    #[schema(required = true)]
    pub failure: Option<String>,
    pub created_at: i64,
    #[schema(required = true)]
    pub started_at: Option<i64>,
    #[schema(required = true)]
    pub ended_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportSubject {
    Contacts,
    Events,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    Uploaded,
    /// A dry run is under way.
    Checking,
    Running,
    Finished,
    /// Stopped by somebody; can go on or be undone.
    Cancelled,
    /// Stopped by a fault; can go on or be undone.
    Failed,
    Undoing,
    Undone,
}

/// What was decided about the file.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportMapping {
    /// One for each column, in the order of the file.
    pub columns: Vec<ImportColumn>,
    pub has_header: bool,
    /// ISO 3166 alpha-2, for phone numbers without a country.
    pub default_country: String,
    pub match_on: ImportMatchOn,
    pub existing: ImportExisting,
    pub date_order: ImportDateOrder,
    pub decimal_mark: ImportDecimalMark,
    /// Labels that everybody in the file gets.
    #[serde(default)]
    pub labels: Vec<String>,
    /// When everybody in the file agreed in one way.
    #[serde(default)]
    #[schema(required = true)]
    pub consent: Option<ImportSharedConsent>,
    /// The name of all events, when no column gives it.
    #[serde(default)]
    #[schema(required = true)]
    pub event_name: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportColumn {
    pub to: ImportColumnTarget,
    /// Of an attribute or a property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ImportColumnKind>,
    /// Of a consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<ImportConsentCategory>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportColumnTarget {
    Ignore,
    Phone,
    Name,
    FirstName,
    LastName,
    Language,
    Labels,
    Consent,
    Attribute,
    EventName,
    EventId,
    EventAt,
    Property,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportColumnKind {
    Text,
    Number,
    Boolean,
    Date,
    DateTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportConsentCategory {
    Marketing,
    Utility,
}

/// By what people are recognised.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportMatchOn {
    pub by: ImportMatchBy,
    /// The attribute's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportMatchBy {
    Phone,
    Attribute,
}

/// What becomes of people who are known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportExisting {
    Update,
    FillIn,
    Skip,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportDateOrder {
    DayFirst,
    MonthFirst,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportDecimalMark {
    Comma,
    Point,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportSharedConsent {
    pub categories: Vec<ImportConsentCategory>,
    /// How and in which words it was given: the proof.
    pub words: String,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportCounts {
    pub created: u64,
    pub updated: u64,
    /// Rows that say nothing new.
    pub unchanged: u64,
    /// Rows of people who were to be left alone.
    pub skipped: u64,
    /// Rows that were left out, each with its reason.
    pub failed: u64,
    pub events: u64,
    /// Events that were told before.
    pub known_events: u64,
    /// Rows whose yes did not undo a person's no.
    pub kept_opt_outs: u64,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    pub counts: ImportCounts,
    /// The first rows that would be left out.
    pub faults: Vec<ImportRowFaults>,
    /// Rows of somebody who is in an earlier row already.
    pub repeated: u64,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportRowFaults {
    /// As the spreadsheet numbers it.
    pub row: u64,
    pub faults: Vec<ImportFault>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportFault {
    /// A stable word, such as `phone_invalid`.
    pub reason: String,
    pub column: String,
    pub value: String,
}

/// The API's words are the domain's; a value that fits one fits the other.
pub(in crate::http) fn same<T: DeserializeOwned>(value: &impl Serialize) -> Result<T, Problem> {
    let value = serde_json::to_value(value).map_err(|error| Problem::internal(&error))?;
    serde_json::from_value(value).map_err(|error| Problem::internal(&error))
}

impl ImportMapping {
    /// As the domain knows it, when it fits the file.
    pub(in crate::http) fn checked(
        &self,
        columns: usize,
        subject: domain::import::Subject,
    ) -> Result<domain::import::mapping::Mapping, Problem> {
        let value = serde_json::to_value(self).map_err(|error| Problem::internal(&error))?;
        let mapping: Result<domain::import::mapping::Mapping, _> = serde_json::from_value(value);
        let mapping = mapping.map_err(|error| Problem::invalid("mapping", error.to_string()))?;
        mapping.check(columns, subject).map_err(|fault| Problem::invalid("mapping", fault.to_string()))?;
        Ok(mapping)
    }
}

impl TryFrom<store::import::Import> for Import {
    type Error = Problem;

    fn try_from(import: store::import::Import) -> Result<Self, Problem> {
        Ok(Self {
            id: import.id.to_string(),
            subject: same(&import.subject)?,
            state: same(&import.state)?,
            file_name: import.file_name,
            file_size: import.file_bytes,
            encoding: import.format.encoding.as_str().to_owned(),
            delimiter: import.format.delimiter.as_str().to_owned(),
            titles: import.titles,
            mapping: same(&import.mapping)?,
            rows_total: import.rows_total,
            rows_done: import.rows_done,
            counts: same(&import.counts)?,
            report: import.report.as_ref().map(same).transpose()?,
            failure: import.failure,
            created_at: import.created_at.as_millis(),
            started_at: import.started_at.map(domain::time::Timestamp::as_millis),
            ended_at: import.ended_at.map(domain::time::Timestamp::as_millis),
        })
    }
}
