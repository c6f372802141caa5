//! What to test a sender or a receiver of messages with: arbitrary messages within every limit, and messages that
//! break exactly one. With the feature `testing`, for [`proptest`].
//!
//! | strategy | gives |
//! |---|---|
//! | [`any_message`] | a message of any kind to a person |
//! | [`any_free_form`] | the same without templates, which a receiver would have to know |
//! | [`any_group_message`] | a message to a group |
//! | [`any_envelope`] | a message, its addressee and what goes along |
//! | [`any_new_template`] | a template that [`lint`](crate::template::lint) finds nothing in |
//! | [`any_filled_template`] | such a template and values that fit its blanks |
//! | [`any_excess`] | a message that breaks one limit, and which |
//!
//! [`BOUNDARIES`] and [`VIOLATIONS`] are what the last draws from: tables to walk through one by one.
//!
//! ```
//! use proptest::prelude::*;
//! use whatsapp::limits::{check, check_envelope};
//! use whatsapp::testing::{any_excess, any_message};
//!
//! proptest!(|(message in any_message())| {
//!     prop_assert_eq!(check(&message), Ok(()));
//! });
//! proptest!(|(excess in any_excess())| {
//!     let error = check_envelope(&excess.envelope).unwrap_err();
//!     prop_assert_eq!((error.field.as_str(), error.rule), (excess.field, excess.rule));
//! });
//! ```

mod boundaries;
mod commerce;
mod messages;
mod tappable;
mod templates;
mod violations;
mod words;

pub use boundaries::{BOUNDARIES, Boundary};
pub use messages::{any_envelope, any_free_form, any_free_form_with, any_group_message, any_message};
pub use templates::{any_filled_template, any_new_template, any_template_message};
pub use violations::{VIOLATIONS, Violation};

use proptest::prelude::{BoxedStrategy, Just, Strategy};
use proptest::prop_oneof;
use proptest::sample::select;

use crate::limits::Rule;
use crate::message::{Envelope, Message, Recipient};

/// A message that breaks one limit.
#[derive(Debug, Clone)]
pub struct Excess {
    pub envelope: Envelope,
    /// What [`LimitError`](crate::limits::LimitError) names.
    pub field: &'static str,
    pub rule: Rule,
}

/// A message that breaks exactly one limit.
pub fn any_excess() -> BoxedStrategy<Excess> {
    let beyond = (select(BOUNDARIES), 1_usize..40).prop_map(|(boundary, by)| Excess {
        envelope: boundary.beyond(by),
        field: boundary.field,
        rule: boundary.rule,
    });
    let violation = select(VIOLATIONS).prop_map(|violation| Excess {
        envelope: (violation.make)(),
        field: violation.field,
        rule: violation.rule,
    });
    prop_oneof![beyond, violation].boxed()
}

/// A telephone in international form, or a business-scoped user id.
pub fn any_person() -> BoxedStrategy<Recipient> {
    let phone = "34[67][0-9]{8}".prop_map(Recipient::Phone);
    let user_id = "[A-Z]{2}\\.[0-9]{12,20}".prop_map(Recipient::UserId);
    prop_oneof![3 => phone, 1 => user_id].boxed()
}

/// To somebody; who, does not matter.
fn to_somebody(message: Message) -> Envelope {
    Envelope::to(Recipient::Phone("34600111222".to_owned()), message)
}

/// Always the same.
fn fixed<T: Clone + std::fmt::Debug + 'static>(value: T) -> BoxedStrategy<T> {
    Just(value).boxed()
}
