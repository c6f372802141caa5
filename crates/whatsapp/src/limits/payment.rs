//! Bills.

use super::Rule;
use super::measure::{Checked, at_most, broken, malformed, missing, required};
use super::numbers::{AMOUNT_OFFSET, REFERENCE_ID, REFERENCE_ID_BRAZIL};
use crate::message::{Amount, OrderDetails};

pub(super) fn check_order(field: &str, details: &OrderDetails) -> Checked {
    let longest_reference = match details.currency.as_str() {
        "BRL" => REFERENCE_ID_BRAZIL,
        "INR" => REFERENCE_ID,
        _ => return Err(malformed(format!("{field}.currency"))),
    };
    check_reference(&format!("{field}.reference_id"), &details.reference_id, longest_reference)?;
    let order = &details.order;
    let amount = |name: &str, amount: Option<&Amount>| check_amount(&format!("{field}.{name}"), amount);
    amount("total_amount", Some(&details.total_amount))?;
    amount("order.subtotal", Some(&order.subtotal))?;
    amount("order.tax", order.tax.as_ref())?;
    amount("order.shipping", order.shipping.as_ref())?;
    amount("order.discount", order.discount.as_ref())?;
    if order.items.is_empty() {
        return Err(missing(format!("{field}.order.items")));
    }
    for (index, item) in order.items.iter().enumerate() {
        let field = format!("{field}.order.items[{index}]");
        required(&format!("{field}.name"), &item.name)?;
        check_amount(&format!("{field}.amount"), Some(&item.amount))?;
        check_amount(&format!("{field}.sale_amount"), item.sale_amount.as_ref())?;
        if item.quantity == 0 {
            return Err(missing(format!("{field}.quantity")));
        }
    }
    let (sum, given) = (order.total(), details.total_amount.value);
    if sum != given {
        let positive = |value: i64| usize::try_from(value).unwrap_or_default();
        let field = format!("{field}.total_amount.value");
        return Err(broken(field, Rule::WrongTotal, positive(sum), positive(given)));
    }
    Ok(())
}

pub(super) fn check_reference(field: &str, reference: &str, longest: usize) -> Checked {
    required(field, reference)?;
    at_most(field, reference, longest)?;
    let may_stand = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    if reference.chars().all(may_stand) { Ok(()) } else { Err(malformed(field)) }
}

fn check_amount(field: &str, amount: Option<&Amount>) -> Checked {
    match amount {
        Some(amount) if amount.value < 0 => Err(malformed(format!("{field}.value"))),
        Some(amount) if amount.offset != AMOUNT_OFFSET => Err(malformed(format!("{field}.offset"))),
        _ => Ok(()),
    }
}
