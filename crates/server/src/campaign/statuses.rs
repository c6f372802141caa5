//! What Meta reports of campaigns' messages: sorted out of the webhooks by the mark each request carried, and taken in
//! many at once by the keys of their rows.

use super::read_callback_data;
use domain::campaign::RecipientState;
use domain::campaign::row::{Fault, News};
use domain::price;
use domain::time::Timestamp;
use store::campaign::moves::Told;
use store::price::Priced;
use whatsapp::error;
use whatsapp::webhook::Status;

/// What a status says of a row; `None` when it speaks of no campaign's, or moves nothing.
pub(crate) fn told(status: &Status) -> Option<Told> {
    let (campaign, position, attempt) = read_callback_data(status.biz_opaque_callback_data.as_deref()?)?;
    let state = RecipientState::from_meta(status.status.as_str())?;
    let at = Timestamp::from_seconds(status.timestamp);
    let fault = (state == RecipientState::Failed).then(|| fault(status));
    Some(Told { campaign, position, attempt, news: News::Status { state, wamid: status.id.clone(), at, fault } })
}

/// What it says of the price, if anything. Meta charges what arrived, so what `sent` says does not count yet.
pub(crate) fn priced(status: &Status, told: &Told) -> Option<Priced> {
    let News::Status { state: RecipientState::Delivered | RecipientState::Read, .. } = told.news else { return None };
    let pricing = status.pricing.as_ref()?;
    let price = price::Told::of(pricing.is_free(), pricing.category.as_deref());
    Some(Priced { campaign: told.campaign, position: told.position, told: price })
}

/// Whether a status says something beyond its message: that somebody wants no marketing any more, or has paid.
pub(crate) fn is_of_person(status: &Status) -> bool {
    !domain::decide::status::identifiers_of(status).is_empty()
}

fn fault(status: &Status) -> Fault {
    match status.errors.first() {
        Some(error) => Fault { reason: error::classify(0, error).key().to_owned(), code: Some(error.code) },
        None => Fault { reason: "unknown".to_owned(), code: None },
    }
}
