//! What people do with templates: begin, write, submit, delete. Each change is decided, written and told in one step.

use super::meta::{self, MetaError};
use super::sync;
use crate::app::App;
use crate::consequence::Consequences;
use domain::decide::template::changed;
use domain::event::Event;
use domain::id::{TemplateId, UserId};
use domain::number::Number;
use domain::template::lint::{self, Finding, Severity};
use domain::template::{ChangeKind, Hindrance, Status, Template};
use domain::time::Timestamp;
use store::Tx;
use whatsapp::template::NewTemplate;

/// Why a template was not submitted or deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("there is no such template")]
    NoTemplate,
    #[error("a template of this name exists in this language")]
    Exists(TemplateId),
    #[error("it cannot be submitted now: {}", .0.code())]
    Hindered(Hindrance),
    #[error("it is not paused")]
    NotPaused,
    #[error("Meta would not take it")]
    Faulty(Vec<Finding>),
    #[error(transparent)]
    Meta(#[from] MetaError),
}

impl From<store::Error> for DeskError {
    fn from(error: store::Error) -> Self {
        Self::Meta(MetaError::Store(error))
    }
}

/// A number that may speak to Meta for this account.
pub async fn number_of(app: &App, account: &str) -> Result<Number, MetaError> {
    sync::accounts(app).await?.remove(account).ok_or_else(|| MetaError::NoNumber(account.to_owned()))
}

/// A draft under a name that is free. What was deleted at Meta gives its place up.
pub(crate) async fn begin(
    app: &App,
    tx: &mut Tx,
    account: &str,
    draft: NewTemplate,
    actor: Option<UserId>,
) -> Result<(Template, Consequences), DeskError> {
    let now = app.universe.now();
    let siblings = store::template::of_name(tx, app.workspace, account, &draft.name).await?;
    if let Some(there) = siblings.into_iter().find(|template| template.language == draft.language) {
        if there.status != Status::Deleted {
            return Err(DeskError::Exists(there.id));
        }
        store::template::delete(tx, app.workspace, there.id).await?;
    }
    let id = app.universe.with_ids(|ids| TemplateId::new(ids, now));
    let template = Template::begun(id, account, draft, now);
    let after = keep(app, tx, &template, vec![ChangeKind::Begun], actor, now).await?;
    Ok((template, after))
}

/// Writes a template down with what happened to it.
pub(crate) async fn keep(
    app: &App,
    tx: &mut Tx,
    template: &Template,
    changes: Vec<ChangeKind>,
    actor: Option<UserId>,
    now: Timestamp,
) -> store::Result<Consequences> {
    let mut events = app.universe.with_ids(|ids| changed(ids, template.id, actor, changes, now));
    events.push(Event::TemplateSaved(Box::new(template.clone())));
    let after = Consequences::of(&events);
    store::apply::apply(tx, app.workspace, now, events).await?;
    Ok(after)
}

/// Submits the draft: the row says so before Meta is asked, and again when Meta has answered.
pub async fn submit(app: &App, id: TemplateId, actor: Option<UserId>) -> Result<Template, DeskError> {
    let submitted_at = app.universe.now();
    let mut tx = app.db.write().await?;
    let before = store::template::hold(&mut tx, app.workspace, id).await?.ok_or(DeskError::NoTemplate)?;
    let number = number_of(app, &before.account).await?;
    let faults: Vec<Finding> = before.draft.iter().flat_map(lint::lint).filter(is_error).collect();
    if let Some(hindrance) = before.hindrance(submitted_at) {
        return Err(DeskError::Hindered(hindrance));
    }
    if !faults.is_empty() {
        return Err(DeskError::Faulty(faults));
    }
    let mut template = before.clone();
    let (submission, change) = template.submit(submitted_at).map_err(DeskError::Hindered)?;
    let after = keep(app, &mut tx, &template, vec![change], actor, submitted_at).await?;
    tx.commit().await?;
    app.announce(after);

    let answer = meta::submit(app, &number, &submission).await;

    let mut tx = app.db.write().await?;
    let now = app.universe.now();
    let mut template = store::template::hold(&mut tx, app.workspace, id).await?.ok_or(DeskError::NoTemplate)?;
    let (changes, outcome) = match answer {
        Ok(taken) => (template.taken(taken.meta_id, taken.status, taken.category.as_deref(), now), Ok(())),
        // It may be there: the next look at Meta's list tells.
        Err(MetaError::AnswerLost) => (Vec::new(), Err(MetaError::AnswerLost)),
        Err(error) => (vec![template.give_back(&before, submitted_at, error.to_string(), now)], Err(error)),
    };
    let mut after = keep(app, &mut tx, &template, changes, None, now).await?;
    tx.commit().await?;
    after.templates_outdated |= outcome.is_err();
    app.announce(after);
    outcome?;
    Ok(template)
}

fn is_error(finding: &Finding) -> bool {
    finding.severity() == Severity::Error
}

/// Asks Meta to end a pause; the row changes when Meta's webhook or its list says so.
pub async fn resume(app: &App, id: TemplateId) -> Result<(), DeskError> {
    let template = store::template::one(&mut app.db.read().await?, app.workspace, id).await?;
    let template = template.ok_or(DeskError::NoTemplate)?;
    let paused = template.meta_id.as_deref().filter(|_| template.status == Status::Paused);
    let meta_id = paused.ok_or(DeskError::NotPaused)?;
    meta::resume(app, &number_of(app, &template.account).await?, meta_id).await?;
    app.wake.templates.notify_one();
    Ok(())
}

/// Deletes a template here, and at Meta when it is there.
pub async fn delete(app: &App, id: TemplateId) -> Result<(), DeskError> {
    let template = store::template::one(&mut app.db.read().await?, app.workspace, id).await?;
    let template = template.ok_or(DeskError::NoTemplate)?;
    let is_there = !matches!(template.status, Status::Draft | Status::Deleted);
    if let Some(meta_id) = template.meta_id.as_deref().filter(|_| is_there) {
        meta::delete(app, &number_of(app, &template.account).await?, &template, meta_id).await?;
    }
    let mut tx = app.db.write().await?;
    store::template::delete(&mut tx, app.workspace, id).await?;
    tx.commit().await?;
    app.live.publish([crate::live::LiveEvent::TemplatesChanged]);
    Ok(())
}
