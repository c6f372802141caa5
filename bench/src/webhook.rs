//! Webhooks as Meta posts them: a text message of about 1 KB from one of many customers, signed, no two alike.

use crate::clock;
use anyhow::Context;
use bytes::Bytes;
use hyper::header::HeaderValue;
use std::sync::Arc;
use whatsapp::signature::AppSecret;
use whatsapp::wamid::{Direction, wamid};

pub const PATH: &str = "/webhooks/whatsapp";
pub const APP_SECRET: &str = "bench_app_secret";
pub const VERIFY_TOKEN: &str = "bench_verify_token";
pub const ACCESS_TOKEN: &str = "bench_access_token";
pub const PHONE_NUMBER_ID: &str = "106540352242922";
pub const WABA_ID: &str = "102290129340398";
pub const DISPLAY_PHONE_NUMBER: &str = "34911222333";

/// Enough that nobody is written to faster than the pair rate allows.
pub const CUSTOMERS: usize = 2_000;
/// Messages that bear the same second.
const WRITTEN_A_SECOND: usize = 1_000;
/// `34600000000` and up: Spanish mobile numbers.
const FIRST_PHONE: usize = 34_600_000_000;

const TEXT: &str = "Hola, buenas tardes. Hice un pedido la semana pasada con dos cafeteras y un molinillo, y en la \
    página pone que ya salió del almacén, pero el transportista dice que no tiene nada a mi nombre. ¿Me podéis decir \
    por dónde va, y si llega antes del viernes? Es para un regalo. Si hace falta cambio la dirección por la de mi \
    trabajo, que allí siempre hay alguien por las mañanas. ¡Muchas gracias!";

/// One webhook, ready to be posted.
#[derive(Clone, Debug)]
pub struct Webhook {
    pub customer: usize,
    pub body: Bytes,
    pub signature: HeaderValue,
}

/// So many webhooks, the customers taking turns.
pub fn make(count: usize) -> anyhow::Result<Arc<[Webhook]>> {
    let secret = AppSecret::new(APP_SECRET);
    let last = clock::unix_seconds();
    (0..count)
        .map(|index| {
            let customer = index % CUSTOMERS;
            let sent_at = last.saturating_sub(((count - index) / WRITTEN_A_SECOND) as u64);
            let body = Bytes::from(body(index, &phone_of(customer), sent_at));
            let signature = secret.sign(&body).parse().context("a signature is a header value")?;
            Ok(Webhook { customer, body, signature })
        })
        .collect()
}

/// Any other body, with the signature it needs.
pub fn signed(body: String) -> anyhow::Result<Webhook> {
    let body = Bytes::from(body);
    let signature = AppSecret::new(APP_SECRET).sign(&body).parse().context("a signature is a header value")?;
    Ok(Webhook { customer: 0, body, signature })
}

fn phone_of(customer: usize) -> String {
    (FIRST_PHONE + customer).to_string()
}

/// The customer whom a phone number or a user id belongs to.
pub fn customer_of(recipient: &str) -> Option<usize> {
    recipient.trim_start_matches(['+', 'E', 'S', '.']).parse::<usize>().ok()?.checked_sub(FIRST_PHONE)
}

fn body(index: usize, phone: &str, sent_at: u64) -> String {
    let id = wamid(phone, Direction::FromCustomer, &index.to_be_bytes());
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"{WABA_ID}","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"{DISPLAY_PHONE_NUMBER}","phone_number_id":"{PHONE_NUMBER_ID}"}},"contacts":[{{"profile":{{"name":"Lucía Fernández"}},"wa_id":"{phone}","user_id":"ES.{phone}"}}],"messages":[{{"from":"{phone}","from_user_id":"ES.{phone}","id":"{id}","timestamp":"{sent_at}","text":{{"body":"{TEXT}"}},"type":"text"}}]}},"field":"messages"}}]}}]}}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use whatsapp::webhook::{Change, Notification};

    #[test]
    fn webhooks_are_distinct_signed_and_of_a_kilobyte() {
        let webhooks = make(CUSTOMERS + 1).unwrap();
        let distinct: HashSet<&Bytes> = webhooks.iter().map(|webhook| &webhook.body).collect();
        assert_eq!(distinct.len(), webhooks.len());
        let secret = AppSecret::new(APP_SECRET);
        for webhook in &webhooks[..3] {
            assert!((900..1_150).contains(&webhook.body.len()), "{} bytes", webhook.body.len());
            secret.verify(&webhook.body, webhook.signature.to_str().unwrap()).unwrap();
            let notification = Notification::parse(&webhook.body).unwrap();
            let Change::Messages(value) = &notification.entry[0].changes[0] else { panic!("not messages") };
            let from = value.messages[0].from.as_deref().unwrap();
            assert_eq!(customer_of(from), Some(webhook.customer));
            let user_id = value.messages[0].from_user_id.as_deref().unwrap();
            assert_eq!(customer_of(user_id), Some(webhook.customer));
        }
        assert_eq!(webhooks[CUSTOMERS].customer, 0);
    }
}
