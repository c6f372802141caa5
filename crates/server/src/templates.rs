//! What Meta says of our templates, at hand when a flow says one: the gate asks in the middle of a transaction, where
//! nobody waits for the network.

use crate::app::App;
use crate::http::template_cache::TemplateCache;
use crate::memory;
use domain::flow::document::{Flow, NodeKind};
use domain::policy::{TemplateCategory, TemplateStatus};
use domain::template::TemplateBook;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use whatsapp::template::TemplateRecord;

/// What was approved or paused meanwhile is known after this long.
const EVERY: Duration = Duration::from_mins(10);
/// Until Meta has answered for the first time.
const AGAIN: Duration = Duration::from_secs(30);

/// Cheap to clone; all clones share it.
#[derive(Clone, Default)]
pub struct TemplateShelf {
    known: Arc<Mutex<Arc<TemplateBook>>>,
}

impl TemplateShelf {
    /// Nobody has been asked yet, or there are none.
    pub fn is_empty(&self) -> bool {
        self.known().is_empty()
    }

    pub(crate) fn known(&self) -> Arc<TemplateBook> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// News of one account; what is known of others stays.
    pub(crate) fn learn(&self, records: &[TemplateRecord]) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let book = Arc::make_mut(&mut known);
        for record in records {
            let category = TemplateCategory::from_meta(record.category.as_str());
            book.insert(&record.name, &record.language, category, TemplateStatus::from_meta(record.status.as_str()));
        }
    }
}

/// Asks Meta from time to time, while published flows say templates. Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let cache = TemplateCache::default();
    loop {
        let pause = match refresh(&app, &cache).await {
            Ok(true) => EVERY,
            Ok(false) => AGAIN,
            Err(error) => {
                tracing::warn!(%error, "templates could not be looked up; trying again");
                AGAIN
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Whether there was something to ask, and Meta answered.
async fn refresh(app: &App, cache: &TemplateCache) -> store::Result<bool> {
    let mut tx = app.db.read().await?;
    let flows = memory::active_flows(app, &mut tx).await?;
    let numbers = store::workspace::numbers(&mut tx, app.workspace).await?;
    drop(tx);
    if !flows.iter().any(|flow| says_templates(&flow.document)) {
        return Ok(false);
    }
    let mut answered = true;
    for number in &numbers {
        answered &= cache.of_number(app, number).await.is_ok();
    }
    Ok(answered)
}

pub(crate) fn says_templates(flow: &Flow) -> bool {
    flow.nodes.values().any(|node| match &node.kind {
        NodeKind::Say(say) => say.template.is_some(),
        NodeKind::NotifyStaff(notice) => notice.template.is_some(),
        _ => false,
    })
}
