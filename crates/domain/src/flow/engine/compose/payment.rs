//! Bills and payment links.

use super::{Composed, Speaker};
use crate::flow::document::{Goods, PayBy, PaymentCountry, PaymentItem, PaymentOrder, RequestPayment};
use crate::flow::engine::trouble::Trouble;
use serde_json::Value;
use whatsapp::Extra;
use whatsapp::limits;
use whatsapp::message::{Amount, GoodsKind, Message, Order, OrderDetails, OrderItem, PaymentSetting, PixDynamicCode};

/// The message that asks for the money; `reference` is filled in already.
pub fn compose_payment(payment: &RequestPayment, reference: &str, speaker: &Speaker<'_>) -> Composed {
    let text = speaker.say(&payment.text)?;
    let message = match (&payment.link, &payment.order) {
        (Some(link), None) => Message::link_button(text, speaker.say(&link.text)?, speaker.say(&link.url)?),
        (None, Some(order)) => Message::order_details(text, bill(order, reference, speaker)?),
        _ => return Err(Trouble::Unsayable("a payment has one of `link` and `order`")),
    };
    limits::check(&message)?;
    Ok(message)
}

fn bill(order: &PaymentOrder, reference: &str, speaker: &Speaker<'_>) -> Result<OrderDetails, Trouble> {
    let items = order.items.iter().map(|item| line(item, speaker)).collect::<Result<Vec<_>, _>>()?;
    let mut ordered = Order::new(items);
    // WhatsApp wants the tax named, though it be nothing.
    ordered = ordered.with_tax(Amount::hundredths(order.tax.as_ref().map_or(Ok(0), |tax| whole(tax, speaker))?));
    if let Some(shipping) = &order.shipping {
        ordered = ordered.with_shipping(Amount::hundredths(whole(shipping, speaker)?));
    }
    if let Some(discount) = &order.discount {
        ordered = ordered.with_discount(Amount::hundredths(whole(discount, speaker)?));
    }
    let goods = match order.goods {
        Goods::Physical => GoodsKind::PhysicalGoods,
        Goods::Digital => GoodsKind::DigitalGoods,
    };
    let details = match order.country {
        PaymentCountry::Brazil => OrderDetails::brazil(reference, goods, ordered),
        PaymentCountry::India => OrderDetails::india(reference, goods, ordered),
    };
    Ok(details.payable_by(setting(&order.pay_by, speaker)?))
}

fn line(item: &PaymentItem, speaker: &Speaker<'_>) -> Result<OrderItem, Trouble> {
    let quantity = u32::try_from(whole(&item.quantity, speaker)?);
    let quantity = quantity.map_err(|_| Trouble::Unsayable("a quantity is a whole number from 1"))?;
    Ok(OrderItem::new(speaker.say(&item.name)?, Amount::hundredths(whole(&item.amount, speaker)?), quantity))
}

fn whole(value: &Value, speaker: &Speaker<'_>) -> Result<i64, Trouble> {
    let value = (speaker.value)(value)?;
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    number.ok_or(Trouble::Unsayable("amounts and quantities are whole numbers, amounts in hundredths"))
}

fn setting(pay_by: &PayBy, speaker: &Speaker<'_>) -> Result<PaymentSetting, Trouble> {
    let text = |text: &String| {
        let filled = (speaker.value)(&Value::String(text.clone()))?;
        Ok::<_, Trouble>(filled.as_str().map_or_else(|| filled.to_string(), str::to_owned))
    };
    Ok(match pay_by {
        PayBy::Link(address) => PaymentSetting::link(text(address)?),
        PayBy::Boleto(line) => PaymentSetting::boleto(text(line)?),
        PayBy::Gateway { kind, configuration } => PaymentSetting::gateway(kind, text(configuration)?),
        PayBy::Pix { code, merchant_name, key, key_type } => PaymentSetting::PixDynamicCode(PixDynamicCode {
            code: text(code)?,
            merchant_name: text(merchant_name)?,
            key: text(key)?,
            key_type: key_type.clone(),
            extra: Extra::new(),
        }),
    })
}
