//! What Meta says of our templates, remembered for a minute: the picker opens often, the answer changes rarely.

use crate::app::App;
use crate::http::problem::Problem;
use crate::seal;
use axum::http::StatusCode;
use domain::id::{ConversationId, NumberId};
use domain::number::Number;
use domain::policy::{TemplateCategory, TemplateStatus};
use domain::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use whatsapp::client::{AccessToken, TemplateFilter};
use whatsapp::message::Message;
use whatsapp::template::TemplateRecord;

const FRESH: Duration = Duration::from_mins(1);
/// Meta gives 100 a page; an account may have 6,000 and nobody picks from so many.
const MOST_PAGES: usize = 20;

type Records = Arc<Vec<TemplateRecord>>;

#[derive(Clone, Default)]
pub struct TemplateCache {
    /// By account (WABA).
    accounts: Arc<Mutex<HashMap<String, (Timestamp, Records)>>>,
}

impl TemplateCache {
    pub async fn of_number(&self, app: &App, number: &Number) -> Result<Records, Problem> {
        let now = app.universe.now();
        let known = self.accounts.lock().unwrap_or_else(PoisonError::into_inner).get(&number.waba_id).cloned();
        if let Some((_, records)) = known.filter(|(at, _)| now.since(*at) < FRESH) {
            return Ok(records);
        }
        let token = seal::access_token(app, number.id).await.map_err(|error| Problem::internal(&error))?;
        let records = Arc::new(fetch(app, &number.waba_id, &token).await?);
        app.templates.learn(&records);
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        accounts.insert(number.waba_id.clone(), (now, records.clone()));
        Ok(records)
    }

    /// What the gate asks about the template in this message; `None` when it is none, or Meta cannot be asked.
    pub async fn circumstances(
        &self,
        app: &App,
        conversation: ConversationId,
        message: &Message,
    ) -> Option<(TemplateCategory, TemplateStatus)> {
        let Message::Template(template) = message else { return None };
        let number = number_of(app, conversation).await.ok()??;
        let records = self.of_number(app, &number).await.ok()?;
        let found =
            records.iter().find(|record| record.name == template.name && record.language == template.language.code)?;
        let category = TemplateCategory::from_meta(found.category.as_str());
        Some((category, TemplateStatus::from_meta(found.status.as_str())))
    }
}

async fn number_of(app: &App, conversation: ConversationId) -> store::Result<Option<Number>> {
    let mut tx = app.db.read().await?;
    let Some(listed) = store::conversation::one(&mut tx, app.workspace, conversation).await? else { return Ok(None) };
    let number: Option<NumberId> = listed.number_id.parse().ok();
    let numbers = store::workspace::numbers(&mut tx, app.workspace).await?;
    Ok(numbers.into_iter().find(|known| Some(known.id) == number))
}

async fn fetch(app: &App, account: &str, token: &AccessToken) -> Result<Vec<TemplateRecord>, Problem> {
    let mut records = Vec::new();
    let mut pages = app.cloud.templates(account, token, &TemplateFilter::default()).limit(100);
    for _ in 0..MOST_PAGES {
        let Some(exchange) = pages.next().await else { break };
        let page = exchange.result.map_err(|error| {
            let detail = format!("Meta did not give the templates: {error}.");
            Problem::new(StatusCode::BAD_GATEWAY, "meta_unavailable", "Meta did not answer", detail)
        })?;
        records.extend(page.data);
    }
    Ok(records)
}
