//! HTTP requests that flows asked for: made outside any transaction, the answer fed back as an input of the session.
//!
//! A row stays until its answer is taken in, so a crash repeats the request; the row's id goes along as
//! `Idempotency-Key`. Private addresses are refused unless the operator allowed the host.

mod guard;
mod request;

use crate::app::App;
use crate::consequence::Consequences;
use crate::memory;
use domain::decide::{Turn, wake};
use domain::flow::session::{HttpAnswer, HttpCall};
use std::time::Duration;
use store::http_call;
use store::world::Needs;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Requests under way at the most.
const CONCURRENT: usize = 32;
const POLL: Duration = Duration::from_secs(1);
/// Longer than any request may take (`flow::limits::HTTP_TIMEOUT_MAXIMUM`).
const LEASE: Duration = Duration::from_secs(45);

/// Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let caller = match request::Caller::new(&app.settings) {
        Ok(caller) => caller,
        Err(error) => {
            tracing::error!(%error, "no HTTP client for flows; their requests will time out");
            return;
        }
    };
    let mut under_way: JoinSet<()> = JoinSet::new();
    while !stop.is_cancelled() {
        while under_way.try_join_next().is_some() {}
        match claim(&app, CONCURRENT.saturating_sub(under_way.len())).await {
            Ok(calls) => {
                for call in calls {
                    let (app, caller) = (app.clone(), caller.clone());
                    under_way.spawn(async move { answer(&app, &caller, call).await });
                }
            }
            Err(error) => tracing::error!(%error, "HTTP requests of flows could not be claimed; trying again"),
        }
        tokio::select! {
            () = app.wake.http_calls.notified() => {}
            Some(_) = under_way.join_next(), if !under_way.is_empty() => {}
            () = tokio::time::sleep(POLL) => {}
            () = stop.cancelled() => {}
        }
    }
}

async fn claim(app: &App, room: usize) -> store::Result<Vec<HttpCall>> {
    let most = u32::try_from(room).unwrap_or(u32::MAX);
    if most == 0 {
        return Ok(Vec::new());
    }
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let claimed = http_call::claim(&mut tx, app.workspace, now, now.plus(LEASE), most).await?;
    if claimed.is_empty() {
        return Ok(Vec::new());
    }
    tx.commit().await?;
    Ok(claimed.into_iter().map(|(call, _)| call).collect())
}

async fn answer(app: &App, caller: &request::Caller, call: HttpCall) {
    let answer = caller.make(&call, app.universe.now()).await;
    // An answer that cannot be stored is asked for again when the lease ends.
    if let Err(error) = take_in(app, &call, answer).await {
        tracing::error!(%error, call = %call.id, "the answer to a flow's request could not be taken in");
    }
}

async fn take_in(app: &App, call: &HttpCall, answer: HttpAnswer) -> store::Result<()> {
    let mut tx = app.db.write().await?;
    if !http_call::remove(&mut tx, app.workspace, call.id).await? {
        return Ok(());
    }
    let needs = Needs { conversations: [call.conversation].into(), reach: true, ..Needs::default() };
    let mut world = memory::load(app, &mut tx, &needs).await?;
    let now = app.universe.now();
    let events = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        wake::http_answered(&mut turn, call.conversation, answer);
        turn.finish()
    });
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, app.workspace, now, events).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(())
}
