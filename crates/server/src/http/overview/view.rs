//! The live figures of the overview.

use crate::app::App;
use crate::http::number::view::Number;
use crate::http::problem::Problem;
use domain::id::WorkspaceId;
use domain::time::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;
use store::{Tx, counter, journal};
use utoipa::ToSchema;

/// The chart shows the last hour.
const MINUTES: i64 = 60;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Overview {
    /// Webhook bodies that came in.
    pub received: i64,
    pub processed: i64,
    pub parked: i64,
    pub pending: i64,
    pub messages_received: i64,
    /// Messages that Meta accepted.
    pub sent: i64,
    pub failed: i64,
    /// Nobody knows yet whether these arrived.
    pub uncertain: i64,
    /// Of the uncertain ones, those a person has to decide about.
    pub undecided: i64,
    pub queued: i64,
    /// How old the oldest body is that still waits; 0 when none does.
    pub lag_ms: i64,
    pub conversations: ConversationCounts,
    /// The last sixty minutes, oldest first, without gaps.
    pub per_minute: Vec<Minute>,
    pub numbers: Vec<Number>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConversationCounts {
    pub open: i64,
    pub pending: i64,
    pub snoozed: i64,
    pub unassigned: i64,
    pub bot: i64,
    pub human: i64,
    pub nobody: i64,
}

#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct Minute {
    pub at: i64,
    pub received: i64,
    pub sent: i64,
    pub failed: i64,
}

/// What the journal holds, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JournalCounts {
    pub received: i64,
    pub processed: i64,
    pub parked: i64,
    pub pending: i64,
}

pub async fn journal_counts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    totals: &BTreeMap<String, i64>,
) -> Result<JournalCounts, Problem> {
    let total = |name: &str| totals.get(name).copied().unwrap_or_default();
    let (pending, parked) = (journal::count_pending(tx, workspace).await?, journal::count_parked(tx, workspace).await?);
    let (processed, ever_parked) = (total(counter::WEBHOOKS_PROCESSED), total(counter::WEBHOOKS_PARKED));
    Ok(JournalCounts { received: processed + ever_parked + pending, processed, parked, pending })
}

pub async fn load(app: &App, workspace: WorkspaceId) -> Result<Overview, Problem> {
    let now = app.universe.now();
    let mut tx = app.db.read().await?;
    let totals = counter::totals(&mut tx, workspace).await?;
    let total = |name: &str| totals.get(name).copied().unwrap_or_default();
    let JournalCounts { received, processed, parked, pending } = journal_counts(&mut tx, workspace, &totals).await?;
    let oldest = journal::oldest_pending(&mut tx, workspace).await?;
    let outbox = store::overview::outbox(&mut tx, workspace).await?;
    let conversations = store::overview::conversations(&mut tx, workspace).await?;
    let since = now.minus(Duration::from_secs(60 * u64::try_from(MINUTES - 1).unwrap_or_default()));
    let counted = counter::per_minute(&mut tx, workspace, since).await?;
    let numbers = Number::all(&mut tx, workspace, now).await?;
    Ok(Overview {
        received,
        processed,
        parked,
        pending,
        messages_received: total(counter::MESSAGES_RECEIVED),
        sent: total(counter::MESSAGES_ACCEPTED),
        failed: total(counter::MESSAGES_FAILED),
        uncertain: outbox.uncertain + outbox.undecided,
        undecided: outbox.undecided,
        queued: outbox.queued,
        lag_ms: oldest.map_or(0, |oldest| i64::try_from(now.since(oldest).as_millis()).unwrap_or(i64::MAX)),
        conversations: conversations.into(),
        per_minute: last_hour(now, counted),
        numbers,
    })
}

fn last_hour(now: Timestamp, counted: Vec<(i64, String, i64)>) -> Vec<Minute> {
    let last = counter::minute_of(now);
    let first = last - MINUTES + 1;
    let mut minutes: BTreeMap<i64, Minute> = (first..=last)
        .map(|minute| (minute, Minute { at: minute * counter::MINUTE_MILLIS, ..Minute::default() }))
        .collect();
    for (minute, name, count) in counted {
        let Some(minute) = minutes.get_mut(&minute) else { continue };
        match name.as_str() {
            counter::MESSAGES_RECEIVED => minute.received = count,
            counter::MESSAGES_ACCEPTED => minute.sent = count,
            counter::MESSAGES_FAILED => minute.failed = count,
            _ => {}
        }
    }
    minutes.into_values().collect()
}

impl From<store::overview::Conversations> for ConversationCounts {
    fn from(counts: store::overview::Conversations) -> Self {
        let store::overview::Conversations { open, pending, snoozed, unassigned, bot, human, nobody } = counts;
        Self { open, pending, snoozed, unassigned, bot, human, nobody }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_has_sixty_minutes_and_no_gaps() {
        let now = Timestamp(100 * counter::MINUTE_MILLIS + 5);
        let counted = vec![
            (100, counter::MESSAGES_RECEIVED.to_owned(), 7),
            (41, counter::MESSAGES_FAILED.to_owned(), 1),
            (40, counter::MESSAGES_FAILED.to_owned(), 9),
        ];
        let hour = last_hour(now, counted);
        assert_eq!(hour.len(), 60);
        assert_eq!((hour[0].at, hour[0].failed), (41 * counter::MINUTE_MILLIS, 1));
        assert_eq!((hour[59].received, hour[58].received), (7, 0));
    }
}
