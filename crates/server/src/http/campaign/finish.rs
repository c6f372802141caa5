//! How routes of campaigns and of series end: refused in the words of the one or the other, or noted, committed and told.

use crate::app::App;
use crate::campaign::step::{self, Refused};
use crate::http::audit;
use crate::http::caller::Caller;
use crate::http::once::Once;
use crate::http::problem::{FieldError, Problem};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::CampaignId;
use domain::segment::Fault;
use serde::Serialize;
use store::Tx;

/// Of which of the two it is said.
pub(in crate::http) struct Subject {
    noun: &'static str,
    /// The field of a request that holds what is to be done.
    field: &'static str,
    slug: &'static str,
    title: &'static str,
}

pub(in crate::http) const CAMPAIGN: Subject =
    Subject { noun: "campaign", field: "plan", slug: "invalid_plan", title: "The plan is not right" };
pub(in crate::http) const SERIES: Subject =
    Subject { noun: "series", field: "document", slug: "invalid_series", title: "The series is not right" };

impl Subject {
    pub fn not_found(&self) -> Problem {
        Problem::not_found(self.noun)
    }

    /// Each fault names its place.
    pub fn faulty(&self, faults: Vec<Fault>) -> Problem {
        let detail = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
        let place = |place: &str| match place {
            "" => self.field.to_owned(),
            place => format!("{}.{place}", self.field),
        };
        let errors = faults.into_iter().map(|fault| FieldError {
            field: place(&fault.place),
            message: fault.message,
            ..FieldError::default()
        });
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, self.slug, self.title, detail).with_errors(errors.collect())
    }

    pub fn refused(&self, step: Refused) -> Problem {
        match step {
            Refused::NotFound => self.not_found(),
            Refused::Faults(faults) => self.faulty(faults),
            Refused::WrongState(state) => {
                Problem::conflict("wrong_state", "Not now", format!("The {} is {state}.", self.noun))
            }
            Refused::Store(error) => error.into(),
        }
    }
}

/// A step was taken: whoever works on it looks again.
pub(in crate::http) async fn stepped<T>(
    app: &App,
    mut tx: Tx,
    caller: &Caller,
    (id, what): (CampaignId, &'static str),
    now_is: T,
) -> Result<Json<T>, Problem> {
    audit::note(app, &mut tx, caller, what, &id.to_string()).await?;
    tx.commit().await?;
    step::announce(app, id);
    Ok(Json(now_is))
}

/// Something came to be, and the same request will answer the same.
pub(in crate::http) async fn created<T: Serialize>(
    app: &App,
    mut tx: Tx,
    caller: &Caller,
    once: Once,
    (id, what): (&str, &'static str),
    made: &T,
) -> Result<Response, Problem> {
    once.remember(&mut tx, StatusCode::CREATED, made, app.universe.now()).await?;
    audit::note(app, &mut tx, caller, what, id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(made)).into_response())
}
