//! Asking for money, and hearing whether it came. The news are events named `payment` with the same reference: from
//! WhatsApp's own payments, or told by the payment service.

use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{HandOverReason, compose};
use crate::flow::document::{NodeKind, RequestPayment, Span};
use crate::flow::limits;
use crate::flow::session::{Happening, PAYMENT, Waiting};
use serde_json::{Value, json};

const PAID: &[&str] = &["paid", "captured", "succeeded", "completed", "approved", "success"];
const FAILED: &[&str] = &["failed", "declined", "canceled", "cancelled", "expired", "refused", "rejected"];

impl Run<'_> {
    pub(super) fn request_payment(&mut self, payment: &RequestPayment) -> Moved {
        let reference = self.words().text(&payment.reference, "the reference")?;
        let message = self.compose(|speaker| compose::compose_payment(payment, &reference, speaker))?;
        self.say(message)?;
        Ok(Move::Wait(Waiting::Payment {
            reference,
            until: self.until(payment.timeout.or(Some(Span(limits::EVENT_WAIT)))),
        }))
    }

    /// `None` when it is about another payment, or settles nothing yet.
    pub(super) fn settled(&mut self, reference: &str, happening: &Happening) -> Option<Moved> {
        let text = |name: &str| happening.properties.get(name).and_then(Value::as_str).unwrap_or_default();
        if happening.name != PAYMENT || text("reference") != reference {
            return None;
        }
        let status = text("status").to_ascii_lowercase();
        let (paid, failed) = (PAID.contains(&status.as_str()), FAILED.contains(&status.as_str()));
        (paid || failed).then(|| self.settle(happening, paid))
    }

    fn settle(&mut self, happening: &Happening, paid: bool) -> Moved {
        self.count()?;
        let node = self.here()?;
        let NodeKind::RequestPayment(payment) = &node.kind else {
            return Err(Trouble::UnknownNode(self.session.node.clone()));
        };
        self.remember_if(payment.save_as.as_ref(), json!(happening.properties));
        Ok(match (paid, &node.routes.on_failure) {
            (true, _) => follow(node.routes.next.as_ref()),
            (false, Some(target)) => Move::To(target.clone()),
            (false, None) => self.pass_on(HandOverReason::RequestFailed, "the payment failed"),
        })
    }
}
