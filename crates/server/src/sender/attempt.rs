//! One attempt to send one message: the gate once more, the request, and what its outcome means.

use super::ledger::{Entry, Ledger};
use crate::app::App;
use crate::consequence::is_about_template;
use domain::id::{ContactId, WorkspaceId};
use domain::message::Failure;
use domain::number::Number;
use domain::policy::{Circumstances, Form, Reason, TemplateStatus, may_send};
use domain::tier::Reach;
use domain::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use store::outbox::{Claimed, Fate, Outcome};
use store::{Tx, tier};
use whatsapp::client::{AccessToken, SendError, Trace};
use whatsapp::error::{self, ApiError};

/// Attempts that Meta refused for the moment, before we give up.
const ATTEMPTS: u32 = 10;
/// Pause when no connection could be made.
const UNREACHABLE: Duration = Duration::from_secs(2);

/// What every attempt of a number shares.
#[derive(Clone)]
pub(super) struct Line {
    pub app: App,
    pub number: Arc<Number>,
    pub token: AccessToken,
    pub ledger: Ledger,
}

/// What the gate says now of each; hours may have passed since they were planned. Whoever is written to first is counted.
pub(super) async fn judge(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: &Number,
    now: Timestamp,
    claimed: Vec<Claimed>,
) -> store::Result<Vec<(Claimed, Option<Reason>)>> {
    let mut reach = Reach::default();
    let first: Vec<ContactId> = claimed.iter().filter(|it| takes_room(now, it)).filter_map(|it| it.contact).collect();
    if !first.is_empty() {
        reach = tier::hold(tx, workspace, number.id, now).await?;
        tier::know(tx, workspace, &mut reach, &first, now).await?;
    }
    let mut judged = Vec::with_capacity(claimed.len());
    for it in claimed {
        let reason = refusal(now, number, &reach, &it);
        if let (None, true, Some(contact)) = (reason, takes_room(now, &it), it.contact) {
            reach.add(number.id, contact);
        }
        judged.push((it, reason));
    }
    tier::count(tx, workspace, &reach, now).await?;
    Ok(judged)
}

fn takes_room(now: Timestamp, claimed: &Claimed) -> bool {
    claimed.template_category.is_some() && domain::tier::counts(now, claimed.window_expires_at)
}

fn refusal(now: Timestamp, number: &Number, reach: &Reach, claimed: &Claimed) -> Option<Reason> {
    let form = claimed
        .template_category
        .map_or(Form::FreeForm, |category| Form::Template { category, status: TemplateStatus::Unknown });
    let circumstances = Circumstances {
        number: number.health,
        contact_blocked: claimed.contact_blocked,
        consents: &claimed.consents.on(number.id),
        window_expires_at: claimed.window_expires_at,
        form,
        purpose: claimed.purpose,
        quiet_hours: None,
        frequency_cap: None,
        tier_room: claimed.contact.and_then(|contact| reach.room_for(number.id, contact)),
    };
    may_send(now, &circumstances).refusal()
}

impl Line {
    /// Sends, and enters the outcome.
    pub(super) async fn send(self, claimed: Claimed) -> Timestamp {
        let exchange = self.app.cloud.send(&self.number.phone_number_id, &self.token, &claimed.envelope).await;
        let answered_at = self.app.universe.now();
        let fate = match exchange.result {
            Ok(response) => Fate::Accepted { wamid: response.message_id().to_owned() },
            Err(error) => self.after(error, claimed.attempt),
        };
        count(&fate);
        self.enter(&claimed, fate, Some(exchange.trace)).await;
        answered_at
    }

    /// Gives a message up without a request.
    pub(super) async fn refuse(&self, claimed: &Claimed, reason: Reason) {
        let failure = Failure { code: None, reason: reason.as_str().to_owned(), detail: String::new() };
        self.enter(claimed, Fate::Failed(failure), None).await;
    }

    /// Puts a message back: its pair has no room yet.
    pub(super) async fn postpone(&self, claimed: &Claimed, due_at: Timestamp) {
        self.enter(claimed, Fate::Postponed { due_at }, None).await;
    }

    async fn enter(&self, claimed: &Claimed, fate: Fate, trace: Option<Trace>) {
        let Claimed { message, conversation, attempt, .. } = *claimed;
        let outcome = Outcome { message, conversation, attempt, fate };
        self.ledger.enter(Entry { outcome, trace }).await;
    }

    fn after(&self, error: SendError, attempt: u32) -> Fate {
        let now = self.app.universe.now();
        match error {
            SendError::NotSent { .. } => Fate::Postponed { due_at: now.plus(UNREACHABLE) },
            SendError::AnswerLost { .. } => {
                Fate::Uncertain { deadline: now.plus(self.app.settings.uncertain_deadline) }
            }
            SendError::Refused { http_status, error, .. } => {
                let fate = refused(now, http_status, &error, attempt);
                if matches!(&fate, Fate::Failed(failure) if is_about_template(failure)) {
                    self.app.wake.templates.notify_one();
                }
                fate
            }
        }
    }
}

fn refused(now: Timestamp, http_status: u16, error: &ApiError, attempt: u32) -> Fate {
    match error::retry(http_status, error).delay(attempt).filter(|_| attempt < ATTEMPTS) {
        Some(delay) => Fate::Later { due_at: now.plus(delay) },
        None => Fate::Failed(Failure {
            code: Some(error.code),
            reason: error::classify(http_status, error).key().to_owned(),
            detail: error.details().unwrap_or_default().to_owned(),
        }),
    }
}

fn count(fate: &Fate) {
    let outcome = match fate {
        Fate::Accepted { .. } => "accepted",
        Fate::Failed(_) => "failed",
        Fate::Postponed { .. } => "postponed",
        Fate::Later { .. } => "later",
        Fate::Uncertain { .. } => "uncertain",
    };
    metrics::counter!("recado_send_attempts_total", "outcome" => outcome).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_refusal_means() {
        let now = Timestamp(1_000_000);
        let fate = |code, attempt| refused(now, 400, &ApiError::new(code, "title", "detail"), attempt);
        assert!(matches!(fate(130_429, 1), Fate::Later { due_at } if due_at > now));
        assert!(matches!(fate(131_056, 1), Fate::Later { due_at } if due_at >= now.plus(Duration::from_secs(4))));
        assert!(matches!(fate(131_047, 1), Fate::Failed(Failure { code: Some(131_047), .. })));
        assert!(matches!(fate(130_429, ATTEMPTS), Fate::Failed(_)), "patience ends");
    }
}
