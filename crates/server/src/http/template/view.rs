//! Templates as the API shows them.

use crate::http::problem::Problem;
use domain::template::lint;
use domain::template::{Hindrance, Template};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::template::ChangeRow;
use utoipa::ToSchema;
use whatsapp::template::NewTemplate;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateStatus)]
pub enum StatusName {
    /// Never submitted.
    Draft,
    Pending,
    /// The only ones that can be sent.
    Approved,
    Rejected,
    Paused,
    Disabled,
    InAppeal,
    Locked,
    LimitExceeded,
    Archived,
    PendingDeletion,
    Deleted,
    /// A word of Meta's that this version does not know.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateQuality)]
pub enum QualityName {
    Unknown,
    Green,
    Yellow,
    Red,
}

/// A template in one language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Template)]
pub struct TemplateItem {
    #[schema(format = "uuid")]
    pub id: String,
    /// Meta's account (WABA).
    pub account_id: String,
    pub name: String,
    /// Meta's code.
    pub language: String,
    /// Meta's word: `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: String,
    pub status: StatusName,
    pub quality: QualityName,
    /// `NAMED` or `POSITIONAL`.
    #[schema(required = true)]
    pub parameter_format: Option<String>,
    /// In Meta's shape: what Meta has, or the draft of what it never had.
    #[schema(value_type = Vec<Object>)]
    pub components: Vec<Value>,
    /// Whether something is written that was not submitted.
    pub has_draft: bool,
    /// Meta's word for why it was rejected or paused.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Meta's sentence about it.
    #[schema(required = true)]
    pub explanation: Option<String>,
    /// Meta's sentence on how to mend it.
    #[schema(required = true)]
    pub recommendation: Option<String>,
    /// The category that Meta has announced it will have.
    #[schema(required = true)]
    pub announced_category: Option<String>,
    #[schema(required = true)]
    pub announced_for: Option<i64>,
    pub updated_at: i64,
}

/// A template with everything there is to know.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct TemplateDetail {
    #[serde(flatten)]
    pub item: TemplateItem,
    /// What is being written, as it would be posted to Meta's `message_templates`.
    #[schema(value_type = Option<Object>, required = true)]
    pub draft: Option<Value>,
    /// What Meta has, in the same shape.
    #[schema(value_type = Option<Object>, required = true)]
    pub content: Option<Value>,
    /// Of the draft, or of what Meta has.
    pub findings: Vec<FindingItem>,
    /// Why it cannot be submitted now: `nothing_new`, `in_review`, `edited_often`, `category_fixed`, `not_editable`.
    #[schema(required = true)]
    pub hindrance: Option<HindranceItem>,
    /// The same template in all its languages, itself included.
    pub languages: Vec<TemplateLanguage>,
    /// What happened to it, the newest first.
    pub changes: Vec<TemplateChangeItem>,
    /// The flows that say it, and the campaigns and series that send it and are not over.
    pub used_in: Vec<TemplateUse>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = TemplateHindrance)]
pub struct HindranceItem {
    pub code: String,
    /// When it is over, where that is known.
    #[schema(required = true)]
    pub until: Option<i64>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct TemplateLanguage {
    #[schema(format = "uuid")]
    pub id: String,
    pub language: String,
    pub status: StatusName,
    pub has_draft: bool,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = TemplateChange)]
pub struct TemplateChangeItem {
    #[schema(format = "uuid")]
    pub id: String,
    pub at: i64,
    /// Who did it; `null` for Meta and for programs.
    #[schema(required = true)]
    pub by: Option<String>,
    /// `begun`, `found`, `submitted`, `refused`, `status_changed`, `quality_changed`, `category_announced`,
    /// `category_changed`, `content_changed`.
    pub kind: String,
    /// What goes with the kind: `from`, `to`, `reason`, `explanation`, `recommendation`, `takes_effect_at`, `content`.
    #[schema(value_type = Object)]
    pub detail: Value,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct TemplateUse {
    pub kind: TemplateUser,
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    /// Of a flow, the version that answers customers; a campaign or series that was launched. Else only a draft has it.
    pub is_live: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateUser {
    Flow,
    Campaign,
    Series,
}

/// What is wrong with a template, and where.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = TemplateFinding)]
pub struct FindingItem {
    pub severity: FindingSeverity,
    /// A stable name of the kind of finding.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
    /// `name`, `language`, `category`, `parameter_format`, `lifetime`, `header`, `offer`, `body`, `footer`, `buttons`,
    /// `carousel` or `template`.
    pub part: String,
    /// In Meta's JSON.
    pub field: String,
    /// Of a carousel, from 0.
    #[schema(required = true)]
    pub card: Option<usize>,
    /// From 0.
    #[schema(required = true)]
    pub button: Option<usize>,
    /// From and until, in characters of the text there.
    #[schema(required = true)]
    pub from: Option<usize>,
    #[schema(required = true)]
    pub until: Option<usize>,
    #[schema(required = true)]
    pub limit: Option<usize>,
    #[schema(required = true)]
    pub value: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingSeverity {
    /// Meta would not take it.
    Error,
    Warning,
}

impl TemplateItem {
    pub fn of(template: &Template) -> Result<Self, Problem> {
        let content = template.content.as_ref().or(template.draft.as_ref());
        let components = content.map(|content| content.components.as_slice()).unwrap_or_default();
        let components = components.iter().map(serde_json::to_value).collect::<Result<_, _>>();
        let announced = template.review.announced.as_ref();
        Ok(Self {
            id: template.id.to_string(),
            account_id: template.account.clone(),
            name: template.name.clone(),
            language: template.language.clone(),
            category: template.category.clone(),
            status: crate::http::word::word(template.status.as_str())?,
            quality: crate::http::word::word(template.quality.as_str())?,
            parameter_format: content.and_then(|content| content.parameter_format.as_ref()).map(ToString::to_string),
            components: components.map_err(|error| Problem::internal(&error))?,
            has_draft: template.draft.is_some(),
            reason: template.review.reason.clone(),
            explanation: template.review.explanation.clone(),
            recommendation: template.review.recommendation.clone(),
            announced_category: announced.map(|announced| announced.category.clone()),
            announced_for: announced.and_then(|announced| announced.at).map(Timestamp::as_millis),
            updated_at: template.updated_at.as_millis(),
        })
    }
}

impl TemplateLanguage {
    pub fn of(template: &Template) -> Result<Self, Problem> {
        Ok(Self {
            id: template.id.to_string(),
            language: template.language.clone(),
            status: crate::http::word::word(template.status.as_str())?,
            has_draft: template.draft.is_some(),
        })
    }
}

impl HindranceItem {
    pub fn of(hindrance: Hindrance) -> Self {
        let until = match hindrance {
            Hindrance::EditedOften { until } => Some(until.as_millis()),
            _ => None,
        };
        Self { code: hindrance.code().to_owned(), until }
    }
}

impl FindingItem {
    pub fn of(finding: &lint::Finding) -> Self {
        let lint::Place { part, card, button, field, range } = finding.place.clone();
        Self {
            severity: match finding.severity() {
                lint::Severity::Error => FindingSeverity::Error,
                lint::Severity::Warning => FindingSeverity::Warning,
            },
            code: finding.code.as_str().to_owned(),
            message: finding.code.sentence().to_owned(),
            part: part.as_str().to_owned(),
            field,
            card,
            button,
            from: range.map(|(from, _)| from),
            until: range.map(|(_, until)| until),
            limit: finding.limit,
            value: finding.value,
        }
    }
}

impl TemplateChangeItem {
    pub fn of(row: ChangeRow) -> Result<Self, Problem> {
        let mut detail = serde_json::to_value(&row.detail.0).map_err(|error| Problem::internal(&error))?;
        let kind = detail.as_object_mut().and_then(|detail| detail.remove("kind"));
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Self { id: row.id, at: row.at, by: row.actor_name, kind, detail })
    }
}

/// A template in Meta's shape, as somebody sent it.
pub fn read(value: Value) -> Result<NewTemplate, Problem> {
    let whatever = |error: serde_json::Error| {
        Problem::invalid("template", format!("not a template as Meta's message_templates takes it: {error}"))
    };
    let mut template: NewTemplate = serde_json::from_value(value).map_err(whatever)?;
    template.language = whatsapp::template::language_code(&template.language);
    Ok(template)
}

pub fn as_json(template: Option<&NewTemplate>) -> Result<Option<Value>, Problem> {
    template.map(serde_json::to_value).transpose().map_err(|error| Problem::internal(&error))
}
