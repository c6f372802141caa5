//! Somebody to try a step's message on, and what the gate says of them.

use crate::app::App;
use crate::campaign::slice::{self, Planning, Step};
use domain::contact::Contact;
use domain::id::{ContactId, WorkspaceId};
use domain::segment::Condition;
use domain::series::Series;
use store::segment::ask::{self, Asked};
use store::{Error, Tx};

/// The next one after `after` whom such an event or date concerns; while that is nobody, the next one of all.
pub async fn next(
    tx: &mut Tx,
    app: &App,
    workspace: WorkspaceId,
    document: &Series,
    after: Option<ContactId>,
) -> Result<Option<Contact>, Error> {
    let library = store::segment::library(tx, workspace).await?;
    let (concerned, everybody) = (document.trigger.people(), Condition::everybody());
    let now = app.universe.now();
    let asked = |condition| Asked { workspace, condition, library: &library, now };
    let somebody = !ask::page(tx, asked(&concerned), None, 1).await?.is_empty();
    let condition = if somebody { &concerned } else { &everybody };
    match ask::page(tx, asked(condition), after, 1).await?.first() {
        Some(id) => store::contact::one(tx, workspace, *id).await,
        None => Ok(None),
    }
}

/// Why they would get nothing, were the first step of this plan due now.
pub async fn refusal(
    tx: &mut Tx,
    app: &App,
    planning: &Planning<'_>,
    contact: &Contact,
) -> Result<Option<&'static str>, Error> {
    let step = Step { contact, variant: 0, message: 0 };
    let rows = slice::steps(tx, app, planning, &[step], 0).await?;
    Ok(rows.first().and_then(|row| row.reason))
}
