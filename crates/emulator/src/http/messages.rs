//! `POST /{phone_number_id}/messages` and `/marketing_messages`

use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{Request, Way};

pub(super) fn post(core: &Core, call: &Call, number: usize, way: Way, fault: Option<u32>) -> Outcome {
    let request = match call.form()? {
        None => Request::read(&call.body)?,
        Some(_) => Request::read(call.parameters()?.to_string().as_bytes())?,
    };
    let faults = core.faults();
    match request {
        Request::MarkRead(_) if way == Way::MarketingMessages => Err(Refusal::missing("template")),
        Request::MarkRead(mark) => {
            core.turn(|world, turn| world.mark_read(turn, number, &mark))?;
            Ok(Answer::success())
        }
        Request::Send(envelope) => core.turn(|world, turn| {
            let accepted = world.send(turn, number, *envelope, way, fault, &faults)?;
            let customer = world.customers.get(accepted.customer);
            let answer = customer.map(|customer| accepted.answer(&customer.phone, &customer.user_id));
            Ok(Answer::written(&answer))
        }),
    }
}
