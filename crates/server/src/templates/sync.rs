//! Meta's list of templates, compared with ours.

use super::meta::{self, MetaError};
use crate::app::App;
use crate::consequence::Consequences;
use domain::decide::template::changed;
use domain::event::Event;
use domain::id::{IdSource, TemplateId};
use domain::number::Number;
use domain::template::{Template, learn, missing_at_meta};
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use whatsapp::template::TemplateRecord;

/// An account at Meta, and a number of ours whose token may ask about it.
pub async fn accounts(app: &App) -> store::Result<BTreeMap<String, Number>> {
    let numbers = store::workspace::numbers(&mut app.db.read().await?, app.workspace).await?;
    let mut accounts = BTreeMap::new();
    for number in numbers {
        accounts.entry(number.waba_id.clone()).or_insert(number);
    }
    Ok(accounts)
}

/// Every account, but those that were looked at not longer ago than `unless_within`. Of several that fail, the last tells.
pub async fn all(app: &App, unless_within: Option<Duration>) -> Result<(), MetaError> {
    let mut outcome = Ok(());
    for number in accounts(app).await?.into_values() {
        if unless_within.is_some() && is_fresh(app, &number.waba_id, unless_within).await? {
            continue;
        }
        if let Err(error) = account(app, &number).await {
            outcome = Err(error);
        }
    }
    outcome
}

/// Whether an account was looked at within this span.
pub async fn is_fresh(app: &App, account: &str, within: Option<Duration>) -> store::Result<bool> {
    let now = app.universe.now();
    let syncs = store::template::syncs(&mut app.db.read().await?, app.workspace).await?;
    let last = syncs.into_iter().find(|(known, _)| known == account).map(|(_, at)| at);
    Ok(last.zip(within).is_some_and(|(at, span)| now.since(at) < span))
}

/// One account.
pub async fn account(app: &App, number: &Number) -> Result<(), MetaError> {
    let listed_at = app.universe.now();
    let (records, is_whole) = meta::list(app, number).await?;
    let now = app.universe.now();
    let account = &number.waba_id;
    let mut tx = app.db.write().await?;
    let known = store::template::of_account(&mut tx, app.workspace, account).await?;
    let mut comparison = Comparison { account, listed_at, now, events: Vec::new() };
    app.universe.with_ids(|ids| comparison.compare(known, &records, is_whole, ids));
    let after = Consequences::of(&comparison.events);
    store::apply::apply(&mut tx, app.workspace, now, comparison.events).await?;
    store::template::synced(&mut tx, app.workspace, account, now).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(())
}

struct Comparison<'a> {
    account: &'a str,
    /// What changed here since then is newer than the list.
    listed_at: Timestamp,
    now: Timestamp,
    events: Vec<Event>,
}

impl Comparison<'_> {
    fn compare(&mut self, known: Vec<Template>, records: &[TemplateRecord], is_whole: bool, ids: &mut IdSource) {
        let key = |template: &Template| (template.name.clone(), template.language.clone());
        let mut known: BTreeMap<_, _> = known.into_iter().map(|template| (key(&template), template)).collect();
        let mut listed = BTreeSet::new();
        for record in records {
            let key = (record.name.clone(), record.language.clone());
            let before = known.remove(&key);
            if !listed.insert(key) || before.as_ref().is_some_and(|template| template.updated_at >= self.listed_at) {
                continue;
            }
            let new_id = TemplateId::new(ids, self.now);
            let (after, changes) = learn(before.clone(), record, self.account, || new_id, self.now);
            if before.as_ref() != Some(&after) {
                self.note(after, changes, ids);
            }
        }
        for (_, mut template) in known.into_iter().filter(|_| is_whole) {
            if template.updated_at < self.listed_at {
                let changes = missing_at_meta(&mut template, self.listed_at, self.now);
                if !changes.is_empty() {
                    self.note(template, changes, ids);
                }
            }
        }
    }

    fn note(&mut self, template: Template, changes: Vec<domain::template::ChangeKind>, ids: &mut IdSource) {
        self.events.extend(changed(ids, template.id, None, changes, self.now));
        self.events.push(Event::TemplateSaved(Box::new(template)));
    }
}
