//! What people do with an import, each step only where it makes sense. The work itself is the worker's.

use super::upload::Uploaded;
use crate::app::App;
use domain::contact::phone::{E164, country_of};
use domain::id::ImportId;
use domain::import::Subject;
use domain::import::detect::{Detected, detect};
use domain::import::mapping::{Mapping, MatchOn};
use domain::import::take_in::Counts;
use domain::time::Timestamp;
use store::Tx;
use store::import::{Import, State};

/// The step does not fit the state; the text says what would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WrongState(pub &'static str);

/// Somebody's file.
pub struct Brought<'a> {
    pub subject: Subject,
    pub file_name: &'a str,
    pub by: String,
}

/// A new import of a file that was uploaded.
pub async fn register(app: &App, tx: &mut Tx, brought: Brought<'_>, uploaded: Uploaded) -> store::Result<Import> {
    let country = country(app, tx).await?;
    let Detected { titles, mapping } = detect(&uploaded.sample, brought.subject, &country);
    let now = app.universe.now();
    let import = Import {
        id: app.universe.with_ids(|ids| ImportId::new(ids, now)),
        subject: brought.subject,
        state: State::Uploaded,
        file_name: brought.file_name.to_owned(),
        file_digest: uploaded.digest,
        file_bytes: uploaded.bytes,
        format: uploaded.format,
        rows_total: uploaded.rows.saturating_sub(u64::from(mapping.has_header)),
        titles,
        mapping,
        rows_done: 0,
        counts: Counts::default(),
        report: None,
        keys_after: None,
        failure: None,
        created_by: brought.by,
        created_at: now,
        started_at: None,
        ended_at: None,
    };
    store::import::create(tx, app.workspace, &import).await?;
    Ok(import)
}

/// Where the business is, by its first number.
pub(crate) async fn country(app: &App, tx: &mut Tx) -> store::Result<String> {
    let numbers = store::workspace::numbers(tx, app.workspace).await?;
    let digits = |shown: &str| shown.chars().filter(char::is_ascii_digit).collect::<String>();
    let first = numbers.first().and_then(|number| E164::from_digits(&digits(&number.display_phone_number)));
    Ok(first.as_ref().and_then(country_of).unwrap_or_default())
}

pub fn check<E: From<WrongState>>(import: &mut Import, mapping: Mapping) -> Result<(), E> {
    if import.state != State::Uploaded {
        return Err(WrongState("Only a file of which nothing was taken in yet can be tried.").into());
    }
    prepare(import, mapping);
    import.state = State::Checking;
    Ok(())
}

/// From the first row, or, with the mapping it had, from where it was stopped.
pub fn start<E: From<WrongState>>(import: &mut Import, mapping: Mapping, now: Timestamp) -> Result<(), E> {
    match import.state {
        State::Uploaded => {
            prepare(import, mapping);
            import.started_at = Some(now);
        }
        State::Cancelled | State::Failed if import.started_at.is_some() => {}
        State::Checking => return Err(WrongState("The dry run is still under way.").into()),
        _ => return Err(WrongState("It was started before; bring the file again.").into()),
    }
    (import.state, import.failure, import.ended_at) = (State::Running, None, None);
    Ok(())
}

fn prepare(import: &mut Import, mapping: Mapping) {
    (import.rows_done, import.failure, import.report) = (0, None, import.report.take());
    // From the very first contact on.
    import.keys_after = matches!(mapping.match_on, MatchOn::Attribute { .. }).then(String::new);
    import.mapping = mapping;
}

pub fn cancel<E: From<WrongState>>(import: &mut Import, now: Timestamp) -> Result<(), E> {
    match import.state {
        State::Checking => (import.state, import.rows_done) = (State::Uploaded, 0),
        State::Running => (import.state, import.ended_at) = (State::Cancelled, Some(now)),
        _ => return Err(WrongState("Nothing is under way.").into()),
    }
    Ok(())
}

pub fn undo<E: From<WrongState>>(import: &mut Import) -> Result<(), E> {
    match import.state {
        State::Finished | State::Cancelled | State::Failed => import.state = State::Undoing,
        State::Running => return Err(WrongState("It is under way; stop it first.").into()),
        State::Uploaded | State::Checking => return Err(WrongState("Nothing was taken in.").into()),
        State::Undoing | State::Undone => return Err(WrongState("It was undone before.").into()),
    }
    Ok(())
}
