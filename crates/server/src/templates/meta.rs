//! What is asked of Meta about templates, and what its answers mean to us.

use crate::app::App;
use crate::seal::{self, SealError};
use domain::number::Number;
use domain::template::{Status, Submission, Template};
use whatsapp::client::{SendError, TemplateEdit, TemplateFilter};
use whatsapp::template::{Category, TemplateRecord};

/// Meta gives 100 a page, and an account may have 6,000.
const MOST_PAGES: usize = 64;

#[derive(Debug, thiserror::Error)]
pub enum MetaError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Seal(#[from] SealError),
    /// In Meta's words.
    #[error("Meta refused: {0}")]
    Refused(String),
    /// The request never left, or Meta is in trouble: it may be tried again.
    #[error("Meta did not answer: {0}")]
    Unreachable(String),
    /// Nobody knows whether Meta did it.
    #[error("Meta's answer was lost")]
    AnswerLost,
    #[error("no number of this workspace belongs to the account {0}")]
    NoNumber(String),
}

impl From<SendError> for MetaError {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Refused { http_status, error, .. } if http_status < 500 => {
                let words = error.error_user_msg.as_deref().or_else(|| error.details()).unwrap_or_default();
                let title = error.error_user_title.as_deref().map(|title| format!("{title}. ")).unwrap_or_default();
                Self::Refused(format!("{title}{words}"))
            }
            SendError::AnswerLost { .. } => Self::AnswerLost,
            other => Self::Unreachable(other.to_string()),
        }
    }
}

/// What Meta answered to a submission.
pub struct Taken {
    pub meta_id: Option<String>,
    pub status: Option<Status>,
    pub category: Option<String>,
}

/// Every template of the number's account, and whether those are all.
pub async fn list(app: &App, number: &Number) -> Result<(Vec<TemplateRecord>, bool), MetaError> {
    let token = seal::access_token(app, number.id).await?;
    let mut records = Vec::new();
    let mut pages = app.cloud.templates(&number.waba_id, &token, &TemplateFilter::default()).limit(100);
    for _ in 0..MOST_PAGES {
        let Some(exchange) = pages.next().await else { return Ok((records, true)) };
        records.extend(exchange.result?.data);
    }
    Ok((records, false))
}

pub async fn submit(app: &App, number: &Number, submission: &Submission) -> Result<Taken, MetaError> {
    let token = seal::access_token(app, number.id).await?;
    match submission {
        Submission::Create(content) => {
            let created = app.cloud.create_template(&number.waba_id, &token, content).await.result?;
            Ok(Taken {
                meta_id: Some(created.id),
                status: Some(Status::from_meta(created.status.as_str())),
                category: created.category.map(|category| category.to_string()),
            })
        }
        Submission::Edit { meta_id, content, with_category } => {
            let edit = TemplateEdit {
                category: Some(content.category.clone()).filter(|_: &Category| *with_category),
                components: Some(content.components.clone()),
                message_send_ttl_seconds: content.message_send_ttl_seconds,
                ..TemplateEdit::default()
            };
            app.cloud.edit_template(meta_id, &token, &edit).await.result?;
            Ok(Taken { meta_id: Some(meta_id.clone()), status: None, category: None })
        }
    }
}

/// Ends a pause before its time.
pub async fn resume(app: &App, number: &Number, meta_id: &str) -> Result<(), MetaError> {
    let token = seal::access_token(app, number.id).await?;
    app.cloud.unpause_template(meta_id, &token).await.result?;
    Ok(())
}

/// In this language only.
pub async fn delete(app: &App, number: &Number, template: &Template, meta_id: &str) -> Result<(), MetaError> {
    let token = seal::access_token(app, number.id).await?;
    let call = app.cloud.delete_template_language(&number.waba_id, &token, &template.name, meta_id);
    call.await.result?;
    Ok(())
}

/// A file as a sample for headers; Meta's handle of it.
pub async fn upload(
    app: &App,
    number: &Number,
    name: &str,
    mime_type: &str,
    bytes: Vec<u8>,
) -> Result<String, MetaError> {
    let token = seal::access_token(app, number.id).await?;
    let handle = crate::upload::upload(app, &token, name, mime_type, bytes).await?;
    handle.ok_or_else(|| MetaError::Refused("Meta does not tell which app this token belongs to.".to_owned()))
}
